"""Ferry lines: landed on the roads at both ends, and a guess of where a break in the network is water.

A ferry line is drawn from bank to bank, seldom to the road itself, and passes under road bridges: it meets
roads at its two ends only, and each end is joined on foot to the nearest road within `LANDING_M`.
"""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from assign.inputs.bridging import Bridges
from assign.inputs.noding import Cuts, number_nodes
from assign.inputs.streets import Streets

FERRY = "ferry"
LANDING_M = 500.0
"""A ferry's end farther than this from any road lands nowhere; it is then bridged like any other piece."""
STREAM_M = 200.0
"""A shorter break is no water to be shipped over."""
SHORE_M = 50.0
"""A road this near to a village's outline is ashore: outlines stop at the bank, causeways do not."""


def land_ferries(streets: Streets, snap_m: float) -> Bridges:
    """Return the walks from the free ends of ferry lines to the nearest road.

    Parameters
    ----------
    snap_m
        Ends this near to a road are joined to it by noding already.
    """
    ferry = streets.road_class == FERRY
    roads = np.flatnonzero(~ferry)
    ends = _free_ends(streets.lines[ferry])
    nowhere = Bridges(Cuts(np.empty(0, np.int64), np.empty(0), np.empty((0, 2))), np.empty((0, 2, 2)))
    if not len(ends) or not len(roads):
        return nowhere
    points = np.asarray(shapely.points(ends), dtype=object)
    tree = shapely.STRtree(streets.lines[roads])
    (point, at), away_m = tree.query_nearest(
        points, max_distance=LANDING_M, return_distance=True, all_matches=True
    )
    order = np.lexsort((at, point))
    _, first = np.unique(point[order], return_index=True)
    chosen = order[first]
    chosen = chosen[away_m[chosen] > snap_m]
    line, points = roads[at[chosen]], points[point[chosen]]
    along_m = shapely.line_locate_point(streets.lines[line], points)
    xy = shapely.get_coordinates(shapely.line_interpolate_point(streets.lines[line], along_m))
    return Bridges(Cuts(line, along_m, xy), np.stack([ends[point[chosen]], xy], axis=1).reshape(-1, 2, 2))


def reach_of(streets: Streets) -> NDArray[np.object_]:
    """Return from where a bridge may leave each line: anywhere on a road, the two ends of a ferry line."""
    ferry = streets.road_class == FERRY
    reach = streets.lines.copy()
    ends = np.stack([shapely.get_point(reach[ferry], 0), shapely.get_point(reach[ferry], -1)], axis=1)
    reach[ferry] = shapely.multipoints(ends)
    return reach


def over_water(gaps: NDArray[np.float64], land: NDArray[np.object_] | None) -> NDArray[np.bool_]:
    """Return which gaps lead from village to village and run, for the greater part, over ground of none.

    Inside a coverage that is water, most likely. A gap between roads that both run outside all villages
    tells nothing: the next district may lie there.

    Parameters
    ----------
    gaps
        (gaps, 2, 2) metres: bridges, and legs from offices to roads.
    land
        Outlines of the villages in metres; None when they are not known: then no gap is over water.
    """
    length_m = np.hypot(*(gaps[:, 0] - gaps[:, 1]).T)
    wet = np.zeros(len(gaps), bool)
    if land is None:
        return wet
    tree = shapely.STRtree(land)
    long = np.flatnonzero(length_m > STREAM_M)
    ends = np.asarray(shapely.points(gaps[long].reshape(-1, 2)), dtype=object)
    ashore = np.zeros(len(ends), bool)
    ashore[tree.query(ends, predicate="dwithin", distance=SHORE_M)[0]] = True
    long = long[ashore.reshape(-1, 2).all(axis=1)]
    lines = np.asarray(shapely.linestrings(gaps[long]), dtype=object)
    at, village = tree.query(lines)
    dry_m = np.bincount(
        at, weights=shapely.length(shapely.intersection(lines[at], land[village])), minlength=len(long)
    )
    wet[long] = dry_m < length_m[long] / 2
    return wet


def _free_ends(lines: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return the ends that no other ferry line shares, (ends, 2) metres."""
    if not len(lines):
        return np.empty((0, 2))
    points = np.concatenate([shapely.get_point(lines, 0), shapely.get_point(lines, -1)])
    nodes, number = number_nodes(shapely.get_coordinates(points))
    alone: NDArray[np.float64] = nodes[np.bincount(number) == 1]
    return alone
