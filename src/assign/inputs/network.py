"""Road lines made into one graph, with offices and sites joined to it.

Lines are cut where they meet (`noding`), offices and sites are joined to the nearest point of a road, the
line being cut there, and the pieces of the network are bridged at their shortest gaps (`bridging`). An
edge's minutes are its length at the line's speed; legs from an office to the road and bridges are walked at
`travel.off_road_kph`, or shipped at the speed of a ferry where they lead over water. Nobody joins a motorway or a
ferry line, unless there is no other road.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from assign.errors import DataError, Fault
from assign.inputs.bridging import Bridges, bridge_pieces, main_piece, pieces_of_lines
from assign.inputs.ferries import FERRY, land_ferries, over_water, reach_of
from assign.inputs.noding import Cuts, cut_lines, number_nodes
from assign.inputs.road_report import (
    Joined,
    bridge_notes,
    far_offices,
    landing_note,
    scrap_note,
    snap_note,
    usage_note,
)
from assign.inputs.streets import Streets, read_streets
from assign.policy import Policy
from assign.problem import RoadNetwork

ELSEWHERE_M = 50_000.0
"""When half of the offices are farther than this from any road, region or CRS of the roads is wrong."""
SMALL_PIECE_M = 500.0
"""A cut-off piece shorter than this that no office joins is left out."""


@dataclass(frozen=True, slots=True, eq=False)
class _Edges:
    """Directed edges between node numbers; `kind` as `RoadNetwork.edge_kind`, `line` -1 where there is none."""

    tail: NDArray[np.int64]
    head: NDArray[np.int64]
    minutes: NDArray[np.float64]
    kind: NDArray[np.int8]
    line: NDArray[np.int64]

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
    village_ids: Sequence[str] = (),
    land: NDArray[np.object_] | None = None,
) -> tuple[RoadNetwork, list[Fault]]:
    """Return the road graph, edges in minutes, and notes on what was mended or assumed.

    Parameters
    ----------
    roads
        Lines in `crs`, with any of the columns ``road_class``, ``speed_kph``, ``oneway``, ``passable``,
        ``name``, indexed by their rows in the file.
    village_xy, site_xy
        (villages, 2) and (sites, 2) metres in `crs`.
    crs
        The projected CRS of all coordinates.
    file
        Name of the road file, for the notes.
    village_ids
        (villages,) for the notes.
    land
        (villages,) outlines in metres; what lies outside all of them is taken as water to be shipped over.

    Raises
    ------
    DataError
        If no line can be used (``roads-none-usable``), or the roads lie far from the villages
        (``roads-elsewhere``).
    """
    streets, faults = read_streets(roads, policy=policy, file=file)
    snap_m = policy.number("travel.snap_m")
    cuts, gaps = cut_lines(streets.lines, streets.separated, snap_m)
    points = np.concatenate([village_xy, site_xy]).reshape(-1, 2)
    joins = _join_points(points, streets)
    leg_m = np.hypot(*(points - joins.xy).T)
    _check_region(leg_m[: len(village_xy)], file)
    faults += far_offices(village_xy, leg_m[: len(village_xy)], village_ids, crs, file)
    landings = land_ferries(streets, snap_m)
    cuts = cuts.and_(landings.cuts)
    streets, cuts, walks, joins, dropped = _without_scraps(
        streets, cuts, _Walks(gaps, landings.gaps), joins, crs=crs, file=file
    )
    piece = pieces_of_lines(len(streets.lines), cuts, walks.all)
    bridges = bridge_pieces(streets.lines, piece, reach_of(streets))
    joined = _joined(streets, piece, joins.line[: len(village_xy)], bridges, land, policy)
    faults += dropped + snap_note(walks.snaps, snap_m, crs, file) + landing_note(walks.landings, crs, file)
    faults += bridge_notes(joined, village_ids, crs, file)
    faults.append(usage_note(streets, joined, faults, lines=len(roads), file=file))
    node_xy, edges, at_cut = _graph(streets, cuts.and_(joins).and_(bridges.cuts), walks, joined, policy)
    begin = len(at_cut) - len(bridges.cuts.line) - len(points)
    at_point = np.split(at_cut[begin : begin + len(points)].astype(np.int32), [len(village_xy)])
    leg_kph = _speed_across(np.stack([points, joins.xy], axis=1), land, policy)
    leg_min = np.split(leg_m * 0.06 / leg_kph, [len(village_xy)])
    return _network(streets, node_xy, edges, at_point, leg_min, crs), faults


@dataclass(frozen=True, slots=True, eq=False)
class _Walks:
    """Short gaps that are closed on the spot, each (gaps, 2, 2) metres: between ends, and at ferries."""

    snaps: NDArray[np.float64]
    landings: NDArray[np.float64]

    @property
    def all(self) -> NDArray[np.float64]:
        return np.concatenate([self.snaps, self.landings])


def _join_points(points: NDArray[np.float64], streets: Streets) -> Cuts:
    """Return the nearest place on a road for each point; at a tie the first line has it."""
    open_to_all = ~np.isin(streets.road_class, ["motorway", FERRY])
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


def _check_region(leg_m: NDArray[np.float64], file: str) -> None:
    """Raise a `DataError` when the roads are those of another region."""
    if len(leg_m) and np.median(leg_m) > ELSEWHERE_M:
        away_km = round(float(np.median(leg_m)) / 1000, 1)
        raise DataError(
            [Fault("roads-elsewhere", file=file, found=f"{away_km} km", values={"away_km": away_km})]
        )


def _without_scraps(
    streets: Streets, cuts: Cuts, walks: _Walks, joins: Cuts, *, crs: str, file: str
) -> tuple[Streets, Cuts, _Walks, Cuts, list[Fault]]:
    """Leave out short pieces that no office or site joins: nobody would walk across fields to use them."""
    piece = pieces_of_lines(len(streets.lines), cuts, walks.all)
    length_m = np.bincount(piece, weights=shapely.length(streets.lines))
    scrap = length_m < SMALL_PIECE_M
    scrap[piece[joins.line]] = False
    scrap[np.argmax(length_m)] = False
    if not scrap.any():
        return streets, cuts, walks, joins, []
    kept = ~scrap[piece]
    renumber = np.cumsum(kept) - 1
    used = kept[cuts.line]
    cuts = Cuts(renumber[cuts.line[used]], cuts.along_m[used], cuts.xy[used])
    joins = Cuts(renumber[joins.line], joins.along_m, joins.xy)
    walks = _Walks(_that_start_on(cuts, walks.snaps), _that_start_on(cuts, walks.landings))
    features = len(np.setdiff1d(streets.row, streets.row[kept]))
    note = scrap_note(streets.lines[~kept], int(scrap.sum()), features, crs, file)
    return streets.take(kept), cuts, walks, joins, [note]


def _that_start_on(cuts: Cuts, gaps: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the gaps whose first end is a cut: both ends are of one piece, so both are or neither."""
    _, at_cut, at_gap, _ = _nodes(cuts.xy, gaps, np.empty((0, 2, 2)))
    return gaps[np.isin(at_gap[:, 0], at_cut)]


def _joined(
    streets: Streets,
    piece: NDArray[np.int64],
    office_line: NDArray[np.int64],
    bridges: Bridges,
    land: NDArray[np.object_] | None,
    policy: Policy,
) -> Joined:
    """Return how the pieces hang together."""
    return Joined(
        piece=piece,
        office_piece=piece[office_line],
        between=piece[bridges.cuts.line].reshape(-1, 2),
        gaps=bridges.gaps,
        kph=_speed_across(bridges.gaps, land, policy),
        main=main_piece(streets.lines, piece),
    )


def _speed_across(
    gaps: NDArray[np.float64], land: NDArray[np.object_] | None, policy: Policy
) -> NDArray[np.float64]:
    """Return the speed, km/h, over each gap: on foot over land, by boat over water."""
    off_road_kph = policy.number("travel.off_road_kph")
    boat_kph = policy.section("travel.speed_kph").get(FERRY, off_road_kph)
    return np.where(over_water(gaps, land), boat_kph, off_road_kph)


def _graph(
    streets: Streets, cuts: Cuts, walks: _Walks, joined: Joined, policy: Policy
) -> tuple[NDArray[np.float64], _Edges, NDArray[np.int64]]:
    """Return the nodes, the edges between them, and the node of each cut."""
    node_xy, at_cut, at_walk, at_bridge = _nodes(cuts.xy, walks.all, joined.gaps)
    at_snap, at_landing = np.split(at_walk, [len(walks.snaps)])
    off_road_kph = policy.number("travel.off_road_kph")
    edges = _sorted_once(
        _road_edges(streets, cuts, at_cut)
        + _straight(node_xy, at_snap, policy.number("travel.default_kph"), kind=0)
        + _straight(node_xy, at_landing, off_road_kph, kind=1)
        + _straight(node_xy, at_bridge, joined.kph, kind=1),
        _numbered(streets.name)[1],
    )
    return node_xy, edges, at_cut


def _network(
    streets: Streets,
    node_xy: NDArray[np.float64],
    edges: _Edges,
    at_point: list[NDArray[np.int32]],
    leg_min: list[NDArray[np.float64]],
    crs: str,
) -> RoadNetwork:
    """Return the graph with its offices and sites (first and second of `at_point` and `leg_min`)."""
    names, line_name = _numbered(streets.name)
    lines = gpd.GeoSeries(streets.lines, crs=crs).to_crs("EPSG:4326").array
    return RoadNetwork(
        node_xy=_fixed(node_xy),
        tail=_fixed(edges.tail.astype(np.int32)),
        head=_fixed(edges.head.astype(np.int32)),
        minutes=_fixed(edges.minutes),
        edge_kind=_fixed(edges.kind),
        village_node=_fixed(at_point[0]),
        village_leg_min=_fixed(leg_min[0]),
        site_node=_fixed(at_point[1]),
        site_leg_min=_fixed(leg_min[1]),
        lines=_fixed(np.asarray(lines, dtype=object)),
        line_class=tuple(streets.road_class.tolist()),
        names=names,
        line_name=_fixed(line_name),
        edge_name=_fixed(_name_of(edges, line_name)),
    )


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
        np.concatenate([line[along], line[against]]),
    )


def _straight(
    node_xy: NDArray[np.float64], ends: NDArray[np.int64], kph: float | NDArray[np.float64], *, kind: int
) -> _Edges:
    """Return straight edges between pairs of nodes, both ways."""
    apart = ends[:, 0] != ends[:, 1]
    speed_kph = np.broadcast_to(np.asarray(kph, np.float64), len(ends))[apart]
    ends = ends[apart]
    minutes = np.hypot(*(node_xy[ends[:, 0]] - node_xy[ends[:, 1]]).T) * 0.06 / speed_kph
    return _Edges(
        np.concatenate([ends[:, 0], ends[:, 1]]),
        np.concatenate([ends[:, 1], ends[:, 0]]),
        np.concatenate([minutes, minutes]),
        np.full(2 * len(ends), kind, np.int8),
        np.full(2 * len(ends), -1),
    )


def _numbered(name: NDArray[np.object_]) -> tuple[tuple[str, ...], NDArray[np.int32]]:
    """Return the distinct names, and the number of each line's, -1 where it has none."""
    names = sorted(set(name.tolist()) - {""})
    number = {one: place for place, one in enumerate(names)}
    return tuple(names), np.array([number.get(one, -1) for one in name.tolist()], np.int32)


def _name_of(edges: _Edges, line_name: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return the number of each edge's name, -1 where it has none."""
    return np.where(edges.line >= 0, line_name[edges.line], -1).astype(np.int32)


def _sorted_once(edges: _Edges, line_name: NDArray[np.int32]) -> _Edges:
    """Return the edges by tail and head, of parallel ones of a name the fastest.

    Those of other names stay: they are the way when one is closed.
    """
    name = _name_of(edges, line_name)
    order = np.lexsort((edges.kind, edges.minutes, name, edges.head, edges.tail))
    key = np.stack([edges.tail[order], edges.head[order], name[order]])
    chosen = order[np.append(True, (np.diff(key) != 0).any(axis=0))[: len(order)]]
    return _Edges(*(getattr(edges, part)[chosen] for part in _Edges.__slots__))


def _fixed(array: NDArray[Any]) -> NDArray[Any]:
    array.setflags(write=False)
    return array
