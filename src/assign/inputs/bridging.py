"""The pieces of a road network, and the shortest gaps that make it one.

Each line of a smaller piece is measured to the nearest line of the largest piece. Between the smaller
pieces the shortest gap across any cut is an edge of the Delaunay triangulation of their points, so a
minimum spanning tree over pieces needs no other pairs. Points stand every 100 m on the lines; each gap is
then measured between the two lines.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from networkx.utils import UnionFind
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import Delaunay, QhullError, cKDTree

from assign.inputs.noding import Cuts, number_nodes

_SPACING_M = 100.0


@dataclass(frozen=True, slots=True, eq=False)
class Bridges:
    """Gaps to cross on foot: cuts of the lines at both ends, and `gaps` (bridges, 2, 2) metres."""

    cuts: Cuts
    gaps: NDArray[np.float64]


def pieces_of_lines(lines: int, cuts: Cuts, gaps: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the piece of the network that each line belongs to, (lines,), numbered by their first line."""
    _, node = number_nodes(np.concatenate([cuts.xy, gaps.reshape(-1, 2)]))
    at_cut, at_gap = node[: len(cuts.line)] + lines, node[len(cuts.line) :].reshape(-1, 2) + lines
    row = np.concatenate([cuts.line, at_gap[:, 0]])
    column = np.concatenate([at_cut, at_gap[:, 1]])
    size = lines + int(node.max()) + 1
    graph = coo_array((np.ones(len(row), np.int8), (row, column)), shape=(size, size))
    _, label = connected_components(graph, directed=False)
    _, first, piece = np.unique(label[:lines], return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[piece]


def bridge_pieces(
    lines: NDArray[np.object_], piece: NDArray[np.int64], reach: NDArray[np.object_] | None = None
) -> Bridges:
    """Return the bridges that join all pieces into one with the least total length.

    Parameters
    ----------
    reach
        (lines,) the part of each line that a bridge may leave from; all of it by default.
    """
    whole, lines = lines, lines if reach is None else reach
    largest = main_piece(whole, piece)
    small, main = np.flatnonzero(piece != largest), np.flatnonzero(piece == largest)
    chosen: list[tuple[int, int, shapely.LineString]] = []
    if len(small):
        at, to = shapely.STRtree(lines[main]).query_nearest(lines[small], all_matches=True)
        couples = np.concatenate([np.stack([small[at], main[to]], axis=1), _couples(lines, small, piece)])
        chosen = _shortest_tree(lines, piece, np.unique(np.sort(couples, axis=1), axis=0))
    ends = shapely.get_coordinates([gap for _, _, gap in chosen]).reshape(-1, 2, 2)
    line = np.array([[first, second] for first, second, _ in chosen], np.int64).reshape(-1, 2)
    flat, xy = line.ravel(), ends.reshape(-1, 2)
    return Bridges(Cuts(flat, shapely.line_locate_point(whole[flat], shapely.points(xy)), xy), ends)


def main_piece(lines: NDArray[np.object_], piece: NDArray[np.int64]) -> int:
    """Return the number of the piece with the most road."""
    return int(np.argmax(np.bincount(piece, weights=shapely.length(lines))))


def _couples(
    lines: NDArray[np.object_], small: NDArray[np.int64], piece: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return pairs of lines of different small pieces that may hold the shortest gap between them."""
    points, origin = _points(lines[small])
    line = small[origin]
    _, owner = np.unique(piece[line], return_inverse=True)
    pairs = _delaunay_pairs(points, owner)
    linked = coo_array(
        (np.ones(len(pairs)), (owner[pairs[:, 0]], owner[pairs[:, 1]])), shape=(owner.max() + 1,) * 2
    )
    if connected_components(linked, directed=False)[0] > 1:
        # points in a row have no triangles, and near-duplicates may be left out of them
        pairs = np.concatenate([pairs, _nearest_pairs(points, owner)])
    return line[pairs]


def _points(lines: NDArray[np.object_]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    xy, line = shapely.get_coordinates(shapely.segmentize(lines, _SPACING_M), return_index=True)
    nodes, number = number_nodes(xy)
    origin = np.full(len(nodes), len(lines), np.int64)
    np.minimum.at(origin, number, line)
    return nodes, origin


def _delaunay_pairs(points: NDArray[np.float64], owner: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return pairs of points of different pieces that are joined by a Delaunay edge."""
    try:
        corners = Delaunay(points - points.mean(axis=0)).simplices
    except (QhullError, ValueError):
        return np.empty((0, 2), np.int64)
    sides = np.concatenate([corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [0, 2]]]).astype(np.int64)
    sides = sides[owner[sides[:, 0]] != owner[sides[:, 1]]]
    return np.unique(np.sort(sides, axis=1), axis=0)


def _nearest_pairs(points: NDArray[np.float64], owner: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return, for each pair of pieces, their nearest points: slow, for the odd case only."""
    members = [np.flatnonzero(owner == number) for number in range(int(owner.max()) + 1)]
    trees = [cKDTree(points[inside]) for inside in members]
    out = []
    for first, tree in enumerate(trees):
        for second in range(first + 1, len(trees)):
            far, at = tree.query(points[members[second]])
            best = int(np.argmin(far))
            out.append((members[first][np.atleast_1d(at)[best]], members[second][best]))
    return np.array(out, np.int64).reshape(-1, 2)


def _shortest_tree(
    lines: NDArray[np.object_], piece: NDArray[np.int64], couples: NDArray[np.int64]
) -> list[tuple[int, int, shapely.LineString]]:
    """Return (line, line, gap) of Kruskal's tree over the pieces; ties go to the lower line numbers."""
    gaps = shapely.shortest_line(lines[couples[:, 0]], lines[couples[:, 1]])
    forest = UnionFind(range(int(piece.max()) + 1))
    chosen = []
    for at in np.lexsort((couples[:, 1], couples[:, 0], np.round(shapely.length(gaps), 3))):
        first, second = (int(line) for line in couples[at])
        one, other = int(piece[first]), int(piece[second])
        if forest[one] != forest[other]:
            forest.union(one, other)
            chosen.append((first, second, gaps[at]))
    return chosen
