"""Small typed helpers over SciPy and Shapely that several files of the demo use."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from assign.demo.noise import Floats, Ints


def length_m(xy: Floats, pairs: Ints) -> Floats:
    """Return the straight length between the two points of each pair, metres."""
    lengths: Floats = np.hypot(*(xy[pairs[:, 0]] - xy[pairs[:, 1]]).T)
    return lengths


def gap_m(xy: Floats) -> Floats:
    """Return how far each point is from its nearest neighbour, metres."""
    found = cKDTree(xy).query(xy, k=2)[0]
    return np.asarray(found, dtype=np.float64)[:, 1]


def nearest(places: Floats, xy: Floats) -> Ints:
    """Return the number of the nearest place for each point."""
    return np.asarray(cKDTree(places).query(xy)[1], dtype=np.int64)


def graph_of(edges: Ints, weight: Floats, count: int) -> csr_array:
    """Return the edges as a sparse matrix."""
    return coo_array((weight, (edges[:, 0], edges[:, 1])), shape=(count, count)).tocsr()


def ways_from(graph: csr_array, start: int, limit: float = np.inf) -> Ints:
    """Return for each point the one before it on the cheapest way from `start`; negative: no way."""
    before = dijkstra(graph, directed=False, indices=[start], return_predecessors=True, limit=limit)[1]
    first: Ints = np.asarray(before, dtype=np.int64)[0]
    return first


def draw_lines(points: Floats) -> NDArray[np.object_]:
    """Return one LineString for each row of (lines, points, 2)."""
    number = np.repeat(np.arange(points.shape[0]), points.shape[1])
    return np.asarray(shapely.linestrings(points.reshape(-1, 2), indices=number), dtype=object)
