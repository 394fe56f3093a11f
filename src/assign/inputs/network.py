"""Road lines made into one graph, with offices and sites joined to it.

Lines are cut where they meet (`noding`), offices and sites are joined to the nearest point of a road, the
line being cut there, and the pieces of the network are bridged at their shortest gaps (`bridging`). An
edge's minutes are its length at the line's speed; legs from an office to the road and bridges are walked at
`travel.off_road_kph`. Nobody joins a motorway or a ferry line, unless there is no other road.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from assign.errors import DataError, Fault, Severity
from assign.inputs.bridging import bridge_pieces, pieces_of_lines
from assign.inputs.noding import Cuts, cut_lines, number_nodes
from assign.inputs.streets import Streets, read_streets
from assign.policy import Policy
from assign.problem import RoadNetwork

ELSEWHERE_M = 50_000.0
"""When half of the offices are farther than this from any road, region or CRS of the roads is wrong."""
FAR_M = 2_000.0
"""An office farther than this from any road is worth a warning."""
SMALL_PIECE_M = 500.0
"""A cut-off piece shorter than this that no office joins is left out."""


@dataclass(frozen=True, slots=True, eq=False)
class _Edges:
    """Directed edges between node numbers; `kind` as `RoadNetwork.edge_kind`."""

    tail: NDArray[np.int64]
    head: NDArray[np.int64]
    minutes: NDArray[np.float64]
    kind: NDArray[np.int8]

    def __add__(self, other: _Edges) -> _Edges:
        return _Edges(
            *(np.concatenate([getattr(self, name), getattr(other, name)]) for name in self.__slots__)
        )


def build_network(
    roads: gpd.GeoDataFrame,
    *,
    village_xy: NDArray[np.float64],
    site_xy: NDArray[np.float64],
    crs: str,
    policy: Policy,
    file: str,
) -> tuple[RoadNetwork, list[Fault]]:
    """Return the road graph, edges in minutes, and notes on what was mended or assumed.

    Parameters
    ----------
    roads
        Lines in `crs`, with any of the columns ``road_class``, ``speed_kph``, ``oneway``, ``passable``,
        ``name``.
    village_xy, site_xy
        (villages, 2) and (sites, 2) metres in `crs`.
    crs
        The projected CRS of all coordinates.
    file
        Name of the road file, for the notes.

    Raises
    ------
    DataError
        If no line can be used (``roads-none-usable``), or the roads lie far from the villages
        (``roads-elsewhere``).
    """
    streets, faults = read_streets(roads, policy=policy, file=file)
    cuts, gaps = cut_lines(streets.lines, streets.separated, policy.number("travel.snap_m"))
    points = np.concatenate([village_xy, site_xy]).reshape(-1, 2)
    joins = _join_points(points, streets)
    leg_m = np.hypot(*(points - joins.xy).T)
    faults += _far_offices(leg_m[: len(village_xy)], file)
    streets, cuts, gaps, joins, dropped = _without_scraps(streets, cuts, gaps, joins, file)
    piece = pieces_of_lines(len(streets.lines), cuts, gaps)
    bridges = bridge_pieces(streets.lines, piece)
    faults += dropped + _bridge_notes(bridges.gaps, int(piece.max()) + 1, file)
    cuts = cuts.and_(joins).and_(bridges.cuts)
    node_xy, at_cut, at_gap, at_bridge = _nodes(cuts.xy, gaps, bridges.gaps)
    edges = _sorted_once(
        _road_edges(streets, cuts, at_cut)
        + _walked(node_xy, at_gap, policy.number("travel.default_kph"), kind=0)
        + _walked(node_xy, at_bridge, policy.number("travel.off_road_kph"), kind=1)
    )
    begin = len(cuts.line) - len(bridges.cuts.line) - len(points)
    at_point = at_cut[begin : begin + len(points)].astype(np.int32)
    leg_min = leg_m * 0.06 / policy.number("travel.off_road_kph")
    villages = len(village_xy)
    network = RoadNetwork(
        node_xy=_fixed(node_xy),
        tail=_fixed(edges.tail.astype(np.int32)),
        head=_fixed(edges.head.astype(np.int32)),
        minutes=_fixed(edges.minutes),
        edge_kind=_fixed(edges.kind),
        village_node=_fixed(at_point[:villages]),
        village_leg_min=_fixed(leg_min[:villages]),
        site_node=_fixed(at_point[villages:]),
        site_leg_min=_fixed(leg_min[villages:]),
        lines=_fixed(
            np.asarray(gpd.GeoSeries(streets.lines, crs=crs).to_crs("EPSG:4326").array, dtype=object)
        ),
        line_class=tuple(streets.road_class.tolist()),
    )
    return network, faults


def _join_points(points: NDArray[np.float64], streets: Streets) -> Cuts:
    """Return the nearest place on a road for each point; at a tie the first line has it."""
    open_to_all = ~np.isin(streets.road_class, ["motorway", "ferry"])
    usable = np.flatnonzero(open_to_all if open_to_all.any() else ~open_to_all)
    tree = shapely.STRtree(streets.lines[usable])
    geometry = shapely.points(points)
    point, at = tree.query_nearest(geometry, all_matches=True)
    order = np.lexsort((at, point))
    _, first = np.unique(point[order], return_index=True)
    line = usable[at[order][first]]
    along_m = shapely.line_locate_point(streets.lines[line], geometry)
    places = shapely.line_interpolate_point(streets.lines[line], along_m)
    return Cuts(line, along_m, shapely.get_coordinates(places))


def _far_offices(leg_m: NDArray[np.float64], file: str) -> list[Fault]:
    if not len(leg_m):
        return []
    if np.median(leg_m) > ELSEWHERE_M:
        away_km = round(float(np.median(leg_m)) / 1000, 1)
        raise DataError(
            [Fault("roads-elsewhere", file=file, found=f"{away_km} km", values={"away_km": away_km})]
        )
    far = leg_m > FAR_M
    if not far.any():
        return []
    values = {
        "count": int(far.sum()),
        "longest_km": round(float(leg_m.max()) / 1000, 1),
        "limit_km": FAR_M / 1000,
    }
    return [Fault("offices-far-from-road", Severity.WARNING, file=file, values=values)]


def _without_scraps(
    streets: Streets, cuts: Cuts, gaps: NDArray[np.float64], joins: Cuts, file: str
) -> tuple[Streets, Cuts, NDArray[np.float64], Cuts, list[Fault]]:
    """Leave out short pieces that no office or site joins: nobody would walk across fields to use them."""
    piece = pieces_of_lines(len(streets.lines), cuts, gaps)
    length_m = np.bincount(piece, weights=shapely.length(streets.lines))
    scrap = length_m < SMALL_PIECE_M
    scrap[piece[joins.line]] = False
    scrap[np.argmax(length_m)] = False
    if not scrap.any():
        return streets, cuts, gaps, joins, []
    kept = ~scrap[piece]
    renumber = np.cumsum(kept) - 1
    used = kept[cuts.line]
    cuts = Cuts(renumber[cuts.line[used]], cuts.along_m[used], cuts.xy[used])
    _, at_cut, at_gap, _ = _nodes(cuts.xy, gaps, np.empty((0, 2, 2)))
    gaps = gaps[np.isin(at_gap[:, 0], at_cut)]
    joins = Cuts(renumber[joins.line], joins.along_m, joins.xy)
    values = {"pieces": int(scrap.sum()), "length_km": round(float(length_m[scrap].sum()) / 1000, 2)}
    note = Fault("roads-scraps", Severity.NOTE, file=file, values=values)
    return streets.take(kept), cuts, gaps, joins, [note]


def _bridge_notes(gaps: NDArray[np.float64], pieces: int, file: str) -> list[Fault]:
    if pieces == 1:
        return []
    length_m = np.hypot(*(gaps[:, 0] - gaps[:, 1]).T)
    values = {"pieces": pieces, "bridges": len(gaps), "longest_m": round(float(length_m.max()))}
    return [Fault("roads-bridged", Severity.NOTE, file=file, values=values)]


def _nodes(
    cut_xy: NDArray[np.float64], gaps: NDArray[np.float64], bridges: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return the nodes, and the node of each cut, of each gap's ends, of each bridge's ends."""
    node_xy, number = number_nodes(np.concatenate([cut_xy, gaps.reshape(-1, 2), bridges.reshape(-1, 2)]))
    at_cut, at_gap, at_bridge = np.split(number, [len(cut_xy), len(cut_xy) + 2 * len(gaps)])
    return node_xy, at_cut, at_gap.reshape(-1, 2), at_bridge.reshape(-1, 2)


def _road_edges(streets: Streets, cuts: Cuts, node: NDArray[np.int64]) -> _Edges:
    """Return the stretches between one cut of a line and the next, in the directions that may be driven."""
    order = np.lexsort((node, cuts.along_m, cuts.line))
    here, there = order[:-1], order[1:]
    stretch = (cuts.line[here] == cuts.line[there]) & (node[here] != node[there])
    here, there = here[stretch], there[stretch]
    line = cuts.line[here]
    minutes = (cuts.along_m[there] - cuts.along_m[here]) * 0.06 / streets.kph[line]
    along, against = streets.forward[line], streets.backward[line]
    return _Edges(
        np.concatenate([node[here[along]], node[there[against]]]),
        np.concatenate([node[there[along]], node[here[against]]]),
        np.concatenate([minutes[along], minutes[against]]),
        np.zeros(int(along.sum() + against.sum()), np.int8),
    )


def _walked(node_xy: NDArray[np.float64], ends: NDArray[np.int64], kph: float, *, kind: int) -> _Edges:
    """Return straight edges between pairs of nodes, both ways."""
    ends = ends[ends[:, 0] != ends[:, 1]]
    minutes = np.hypot(*(node_xy[ends[:, 0]] - node_xy[ends[:, 1]]).T) * 0.06 / kph
    return _Edges(
        np.concatenate([ends[:, 0], ends[:, 1]]),
        np.concatenate([ends[:, 1], ends[:, 0]]),
        np.concatenate([minutes, minutes]),
        np.full(2 * len(ends), kind, np.int8),
    )


def _sorted_once(edges: _Edges) -> _Edges:
    """Return the edges by tail and head, of parallel ones the fastest."""
    order = np.lexsort((edges.kind, edges.minutes, edges.head, edges.tail))
    tail, head = edges.tail[order], edges.head[order]
    first = np.append(True, (np.diff(tail) != 0) | (np.diff(head) != 0))[: len(order)]
    chosen = order[first]
    return _Edges(edges.tail[chosen], edges.head[chosen], edges.minutes[chosen], edges.kind[chosen])


def _fixed(array: NDArray[Any]) -> NDArray[Any]:
    array.setflags(write=False)
    return array
