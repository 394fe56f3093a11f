"""Minutes from each site to the village offices of its scope.

``minutes = min(leg + road + leg, straight walk)``: the legs and the straight walk at `travel.off_road_kph`,
the road by the fastest path that respects one-way streets. The walk bounds every pair, so no pair is
without an answer. Without roads: straight line × `travel.straight_factor` at `travel.straight_kph`.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numba import njit
from numpy.typing import NDArray

from assign.policy import Policy
from assign.problem import RoadNetwork, Travel

METRES_PER_KM_MIN = 0.06
"""metres × 0.06 / (km/h) = minutes."""
THREADS = 2
RUNS = 500
"""Searches that a thread makes at a time: each begins anew, so the parts do not matter to the answer."""


def site_travel(
    network: RoadNetwork | None,
    *,
    site_xy: NDArray[np.float64],
    village_xy: NDArray[np.float64],
    site_scope: NDArray[np.int32],
    village_scope: NDArray[np.int32],
    policy: Policy,
) -> Travel:
    """Return minutes, two decimals, from each site to each village office of the same scope.

    Parameters
    ----------
    network
        None for straight lines.
    site_xy, village_xy
        (sites, 2) and (villages, 2) metres.
    site_scope, village_scope
        Number of the scope of each site and village, from 0.
    """
    scopes = int(max(site_scope.max(initial=-1), village_scope.max(initial=-1))) + 1
    start, members = _members(village_scope, scopes)
    size = start[site_scope + 1] - start[site_scope]
    indptr = np.concatenate([[0], np.cumsum(size)]).astype(np.int64)
    within = np.arange(indptr[-1]) - np.repeat(indptr[:-1], size)
    village = members[np.repeat(start[site_scope], size) + within]
    site = np.repeat(np.arange(len(site_xy)), size)
    straight_m = np.hypot(*(site_xy[site] - village_xy[village]).T)
    if network is None:
        factor = policy.number("travel.straight_factor")
        minutes = straight_m * factor * METRES_PER_KM_MIN / policy.number("travel.straight_kph")
    else:
        walk_min = straight_m * METRES_PER_KM_MIN / policy.number("travel.off_road_kph")
        road_min = road_minutes(network, indptr, village, walk_min, site_scope)
        minutes = np.minimum(walk_min, road_min)
    minutes = np.round(minutes, 2)
    for array in (indptr, village, minutes):
        array.setflags(write=False)
    return Travel(indptr, village, minutes)


def _members(scope: NDArray[np.int32], scopes: int) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Return the villages of each scope as compressed rows, rising."""
    order = np.argsort(scope, kind="stable").astype(np.int32)
    order = order[scope[order] >= 0]
    start = np.searchsorted(scope[order], np.arange(scopes + 1))
    return start.astype(np.int64), order


def road_minutes(
    network: RoadNetwork,
    indptr: NDArray[np.int64],
    village: NDArray[np.int32],
    walk_min: NDArray[np.float64],
    site_scope: NDArray[np.int32],
) -> NDArray[np.float64]:
    """Return minutes by road, legs included; infinite, or beyond the limit, where the limit is known to be less.

    Parameters
    ----------
    indptr, village
        The villages wanted of each site, as compressed rows.
    walk_min
        (pairs,) the limit of each pair: nothing slower is looked for.
    """
    nodes = len(network.node_xy)
    order = np.lexsort((network.head, network.tail))
    start = np.searchsorted(network.tail[order], np.arange(nodes + 1)).astype(np.int64)
    # sites at one node and of one scope share a search
    by_run = np.lexsort((site_scope, network.site_node))
    key = np.stack([network.site_node[by_run], site_scope[by_run]])
    new = np.append(True, (np.diff(key) != 0).any(axis=0))[: len(by_run)]
    run = np.append(np.flatnonzero(new), len(by_run)).astype(np.int64)
    out = np.full(len(village), np.inf)
    head, minutes = network.head[order], network.minutes[order]
    nodes_of, legs_of = network.village_node[village], network.village_leg_min[village]

    def part(first: int) -> None:
        _search(
            start,
            head,
            minutes,
            run[first : first + RUNS + 1],
            by_run.astype(np.int64),
            network.site_node.astype(np.int32),
            network.site_leg_min.astype(np.float64),
            indptr,
            nodes_of,
            legs_of,
            walk_min,
            out,
        )

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(part, range(0, len(run) - 1, RUNS)))
    return out


@njit(cache=True, nogil=True)
def _search(  # noqa: C901, PLR0912 - calls out of the loop would cost a third of the time
    start: NDArray[np.int64],
    head: NDArray[np.int32],
    minutes: NDArray[np.float64],
    run: NDArray[np.int64],
    by_run: NDArray[np.int64],
    site_node: NDArray[np.int32],
    site_leg: NDArray[np.float64],
    indptr: NDArray[np.int64],
    target: NDArray[np.int32],
    target_leg: NDArray[np.float64],
    walk: NDArray[np.float64],
    out: NDArray[np.float64],
) -> None:
    """Fill `out` with a Dijkstra search from each run of sites, stopped when nothing can improve any more.

    `seen` and `wanted` hold the number of the search that wrote them, so nothing is cleared between searches.
    A search ends when all targets are settled, or when it is slower than the slowest walk.
    """
    nodes = len(start) - 1
    best = np.empty(nodes, np.float64)
    seen = np.full(nodes, -1, np.int64)
    wanted = np.full(nodes, -1, np.int64)
    heap_key = np.empty(len(head) + 1, np.float64)
    heap_node = np.empty(len(head) + 1, np.int32)
    for number in range(len(run) - 1):
        left = 0
        limit = 0.0
        for row in by_run[run[number] : run[number + 1]]:
            for at in range(indptr[row], indptr[row + 1]):
                limit = max(limit, walk[at] - site_leg[row] - target_leg[at])
                if wanted[target[at]] != number:
                    wanted[target[at]] = number
                    left += 1
        source = site_node[by_run[run[number]]]
        best[source] = 0.0
        seen[source] = number
        heap_key[0], heap_node[0] = 0.0, source
        size = 1
        while size > 0 and left > 0:
            key, node = heap_key[0], heap_node[0]
            size -= 1
            _sift_down(heap_key, heap_node, size)
            if key > limit:
                break
            if key > best[node]:
                continue
            if wanted[node] == number:
                wanted[node] = -1
                left -= 1
            for edge in range(start[node], start[node + 1]):
                reached = head[edge]
                later = key + minutes[edge]
                if seen[reached] != number or later < best[reached]:
                    best[reached] = later
                    seen[reached] = number
                    _sift_up(heap_key, heap_node, size, later, reached)
                    size += 1
        for row in by_run[run[number] : run[number + 1]]:
            for at in range(indptr[row], indptr[row + 1]):
                if seen[target[at]] == number:
                    # not settled: the value is an upper bound, and beyond the walk's
                    out[at] = site_leg[row] + best[target[at]] + target_leg[at]


@njit(cache=True, nogil=True)
def _sift_up(
    heap_key: NDArray[np.float64], heap_node: NDArray[np.int32], size: int, key: float, node: int
) -> None:
    """Put a node into a heap of `size` entries."""
    at = size
    while at > 0:
        parent = (at - 1) >> 1
        if heap_key[parent] <= key:
            break
        heap_key[at], heap_node[at] = heap_key[parent], heap_node[parent]
        at = parent
    heap_key[at], heap_node[at] = key, node


@njit(cache=True, nogil=True)
def _sift_down(heap_key: NDArray[np.float64], heap_node: NDArray[np.int32], size: int) -> None:
    """Take the top out of a heap that then has `size` entries."""
    key, node = heap_key[size], heap_node[size]
    at = 0
    while True:
        child = 2 * at + 1
        if child >= size:
            break
        if child + 1 < size and heap_key[child + 1] < heap_key[child]:
            child += 1
        if heap_key[child] >= key:
            break
        heap_key[at], heap_node[at] = heap_key[child], heap_node[child]
        at = child
    heap_key[at], heap_node[at] = key, node
