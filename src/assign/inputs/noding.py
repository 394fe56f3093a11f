"""Where road lines meet: the places at which each line is cut into edges.

* Ends that coincide (to the centimetre) are one node.
* Lines that cross are cut at the crossing, unless one is a motorway, bridge or tunnel: those meet another
  line only at a vertex that both have, or at an end.
* An end within `snap_m` of another line, or of another end, is joined to it by an edge of that length.
  Nothing is moved, so a chain of short lines can never collapse into one point, whatever the tolerance.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

CENTIMETRE = 0.01


@dataclass(frozen=True, slots=True, eq=False)
class Cuts:
    """Places on lines: `line` (n,), `along_m` (n,) from the line's beginning, `xy` (n, 2) metres."""

    line: NDArray[np.int64]
    along_m: NDArray[np.float64]
    xy: NDArray[np.float64]

    def and_(self, other: Cuts) -> Cuts:
        """Return both lists as one."""
        return Cuts(
            np.concatenate([self.line, other.line]),
            np.concatenate([self.along_m, other.along_m]),
            np.concatenate([self.xy, other.xy]),
        )


def number_nodes(xy: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return distinct points (metres, to the centimetre, sorted by x and y) and the number of each input."""
    grid = np.round(xy / CENTIMETRE).astype(np.int64)
    low = grid.min(axis=0)
    key = (grid[:, 0] - low[0]) * (1 << 32) + (grid[:, 1] - low[1])
    _, first, number = np.unique(key, return_index=True, return_inverse=True)
    return np.asarray(grid[first] * CENTIMETRE, np.float64), number.astype(np.int64)


def cut_lines(
    lines: NDArray[np.object_], separated: NDArray[np.bool_], snap_m: float
) -> tuple[Cuts, NDArray[np.float64]]:
    """Return the cuts of all lines, their ends included, and the gaps to close, (gaps, 2, 2) metres.

    Parameters
    ----------
    lines
        Simple LineStrings in metres, in canonical order.
    separated
        (lines,) motorways, bridges, tunnels.
    snap_m
        Ends closer than this are joined.
    """
    tree = shapely.STRtree(lines)
    ends = _ends(lines)
    cuts = ends.and_(_crossings(lines, separated, tree)).and_(_touches(lines, ends, tree, snap_m))
    nodes, _ = number_nodes(cuts.xy)
    near = cKDTree(nodes).query_pairs(snap_m, output_type="ndarray") if snap_m > 0 else np.empty((0, 2), int)
    near = near[np.lexsort((near[:, 1], near[:, 0]))]
    return cuts, nodes[near]


def _ends(lines: NDArray[np.object_]) -> Cuts:
    number = np.arange(len(lines))
    points = np.concatenate([shapely.get_point(lines, 0), shapely.get_point(lines, -1)])
    return Cuts(
        np.concatenate([number, number]),
        np.concatenate([np.zeros(len(lines)), shapely.length(lines)]),
        shapely.get_coordinates(points),
    )


def _crossings(lines: NDArray[np.object_], separated: NDArray[np.bool_], tree: shapely.STRtree) -> Cuts:
    """Cut both lines of each pair wherever their insides have a point in common; an overlap is cut at its two ends.

    Most pairs only touch, at an end of one: those places are found as ends and by `_touches`.
    """
    first, second = tree.query(lines, predicate="intersects")
    once = first < second
    first, second = first[once], second[once]
    across = ~shapely.touches(lines[first], lines[second])
    first, second = first[across], second[across]
    order = np.lexsort((second, first))
    first, second = first[order], second[order]
    shared, pair = shapely.get_parts(shapely.intersection(lines[first], lines[second]), return_index=True)
    is_line = shapely.get_type_id(shared) == shapely.GeometryType.LINESTRING
    points = np.concatenate(
        [shared[~is_line], shapely.get_point(shared[is_line], 0), shapely.get_point(shared[is_line], -1)]
    )
    pair = np.concatenate([pair[~is_line], pair[is_line], pair[is_line]])
    split = separated[first[pair]] | separated[second[pair]]
    keep = ~split
    keep[split] = [
        _has_vertex(lines[first[number]], point) and _has_vertex(lines[second[number]], point)
        for number, point in zip(pair[split], points[split], strict=True)
    ]
    pair, points = pair[keep], points[keep]
    line = np.concatenate([first[pair], second[pair]])
    points = np.concatenate([points, points])
    return Cuts(line, shapely.line_locate_point(lines[line], points), shapely.get_coordinates(points))


def _has_vertex(line: shapely.LineString, point: shapely.Point) -> bool:
    offset = shapely.get_coordinates(line) - shapely.get_coordinates(point)
    return bool((np.hypot(offset[:, 0], offset[:, 1]) <= CENTIMETRE).any())


def _touches(lines: NDArray[np.object_], ends: Cuts, tree: shapely.STRtree, snap_m: float) -> Cuts:
    """Cut a line where another line's end comes within `snap_m` of its inside."""
    nodes, _ = number_nodes(ends.xy)
    points = np.asarray(shapely.points(nodes), dtype=object)
    point, line = tree.query(points, predicate="dwithin", distance=max(snap_m, 2 * CENTIMETRE))
    order = np.lexsort((line, point))
    point, line = point[order], line[order]
    along_m = shapely.line_locate_point(lines[line], points[point])
    inside = (along_m > CENTIMETRE) & (along_m < shapely.length(lines[line]) - CENTIMETRE)
    point, line, along_m = point[inside], line[inside], along_m[inside]
    xy = shapely.get_coordinates(shapely.line_interpolate_point(lines[line], along_m))
    offset = xy - nodes[point]
    apart = np.hypot(offset[:, 0], offset[:, 1])
    xy = np.where((apart <= 2 * CENTIMETRE)[:, None], nodes[point], xy)
    return Cuts(line, along_m, xy)
