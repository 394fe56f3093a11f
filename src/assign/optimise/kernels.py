"""Compiled loops over connected zones: list them, price them, search partitions among them.

A zone is a row of village numbers (local to the scope), padded with -1. All costs are whole numbers.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]

FORBIDDEN_COST = 1 << 50
"""Stands for "not allowed" in trip costs; sums of 64 of them still fit into 64 bits."""


@njit(cache=True, nogil=True)
def _advance(
    indptr: IntArray,
    indices: IntArray,
    root: int,
    hi: int,
    seen: NDArray[np.bool_],
    queue: IntArray,
    at: IntArray,
    mark: IntArray,
    depth: int,
    end: int,
) -> tuple[int, int]:
    """Step from one connected set to the next; return its depth (size - 1, or -1 after the last) and the list's end.

    The set's members are ``queue[at[0]], …, queue[at[depth]]``. Members are taken from one growing list of
    neighbours, in list order and none below `root`, so that each set is built in one way only: ESU (Wernicke 2006)
    with a shared extension list, which is cut back to `mark[depth]` when a member is given up.
    """
    mark[depth] = end
    if depth + 1 < hi:
        village = queue[at[depth]]
        for k in range(indptr[village], indptr[village + 1]):
            other = indices[k]
            if other > root and not seen[other]:
                seen[other] = True
                queue[end] = other
                end += 1
        if at[depth] + 1 < end:
            at[depth + 1] = at[depth] + 1
            return depth + 1, end
    while True:
        while end > mark[depth]:
            end -= 1
            seen[queue[end]] = False
        if depth == 0:
            seen[root] = False
            return -1, end
        at[depth] += 1
        if at[depth] < end:
            return depth, end
        depth -= 1


@njit(cache=True, nogil=True)
def _walk(n: int, hi: int) -> tuple[NDArray[np.bool_], IntArray, IntArray, IntArray]:
    """Return what `_advance` works in, before the first step: `seen`, `queue`, `at`, `mark`."""
    return np.zeros(n, np.bool_), np.empty(n, np.int64), np.zeros(hi, np.int64), np.empty(hi, np.int64)


@njit(cache=True, nogil=True)
def _begin(root: int, seen: NDArray[np.bool_], queue: IntArray) -> tuple[int, int]:
    """Make the root the set at hand; return its depth and the list's end, as `_advance` does."""
    queue[0] = root
    seen[root] = True
    return 0, 1


@njit(cache=True, nogil=True)
def count_zones(indptr: IntArray, indices: IntArray, lo: int, hi: int, limit: int) -> int:
    """Return how many connected sets of `lo` to `hi` villages there are, or -1 beyond `limit`."""
    n = len(indptr) - 1
    seen, queue, at, mark = _walk(n, hi)
    total = 0
    for root in range(n):
        depth, end = _begin(root, seen, queue)
        while depth >= 0:
            if depth + 1 >= lo:
                total += 1
                if total > limit:
                    return -1
            depth, end = _advance(indptr, indices, root, hi, seen, queue, at, mark, depth, end)
    return total


@njit(cache=True, nogil=True)
def list_zones(
    indptr: IntArray,
    indices: IntArray,
    lo: int,
    hi: int,
    trip: IntArray,
    site_cost: IntArray,
    site_ptr: IntArray,
    required: NDArray[np.bool_],
    hours: IntArray,
    target: int,
    balance: float,
    out_members: NDArray[np.int16],
    out_site: NDArray[np.int32],
    out_cost: IntArray,
) -> int:
    """Write every connected zone of `lo` to `hi` villages with its best site and cost; return how many.

    Zones without an allowed site, or with two required sites, are left out. Sites are sorted by village:
    village ``v`` has the sites ``site_ptr[v]:site_ptr[v + 1]``; ``trip[site, village]`` is the cost of serving.
    Costs of the sites seen so far are carried from depth to depth, so a new village costs a few additions.
    """
    n = len(indptr) - 1
    seen, queue, at, mark = _walk(n, hi)
    most = 0
    for v in range(n):
        most = max(most, site_ptr[v + 1] - site_ptr[v])
    member = np.empty(hi, np.int64)
    sites = np.empty(hi * most + 1, np.int64)
    count = np.zeros(hi + 1, np.int64)  # sites known up to a depth
    sums = np.empty((hi + 1, hi * most + 1), np.int64)
    load = np.zeros(hi + 1, np.int64)
    needs = np.zeros(hi + 1, np.int64)  # required sites up to a depth
    total = 0
    for root in range(n):
        depth, end = _begin(root, seen, queue)
        while depth >= 0:
            size = depth + 1
            village = queue[at[depth]]
            member[depth] = village
            known = count[depth]
            for k in range(known):
                sums[size, k] = sums[depth, k] + trip[sites[k], village]
            needs[size] = needs[depth]
            for site in range(site_ptr[village], site_ptr[village + 1]):
                cost = site_cost[site]
                for d in range(size):
                    cost += trip[site, member[d]]
                sites[known] = site
                sums[size, known] = cost
                known += 1
                if required[site]:
                    needs[size] += 1
            count[size] = known
            load[size] = load[depth] + hours[village]
            if size >= lo and needs[size] <= 1:
                best = FORBIDDEN_COST
                chosen = -1
                for k in range(known):
                    if needs[size] == 1 and not required[sites[k]]:
                        continue
                    cost = sums[size, k]
                    if cost < best or (cost == best and chosen > sites[k]):
                        best = cost
                        chosen = sites[k]
                if chosen >= 0:
                    for d in range(size):
                        out_members[total, d] = member[d]
                    for d in range(size, hi):
                        out_members[total, d] = -1
                    out_site[total] = chosen
                    out_cost[total] = best + np.int64(np.rint(balance * abs(load[size] - target)))
                    total += 1
            depth, end = _advance(indptr, indices, root, hi, seen, queue, at, mark, depth, end)
    return total


@njit(cache=True, nogil=True)
def offer_zone(members: NDArray[np.int16], zone: int, value: float, best: FloatArray, pick: IntArray) -> None:
    """Enter the zone among the best of each of its villages, rows of `best` and `pick`, if it belongs there."""
    last = best.shape[1] - 1
    for d in range(members.shape[1]):
        village = members[zone, d]
        if village < 0:
            break
        if value < best[village, last]:
            k = last
            while k > 0 and value < best[village, k - 1]:
                best[village, k] = best[village, k - 1]
                pick[village, k] = pick[village, k - 1]
                k -= 1
            best[village, k] = value
            pick[village, k] = zone


@njit(cache=True, nogil=True)
def reduced_costs(members: NDArray[np.int16], cost: IntArray, dual: IntArray, room_dual: int) -> IntArray:
    """Return ``cost(zone) - sum(dual over its villages) - room_dual`` of every zone."""
    out = np.empty(len(cost), np.int64)
    width = members.shape[1]
    for zone in range(len(cost)):
        value = cost[zone] - room_dual
        for d in range(width):
            village = members[zone, d]
            if village < 0:
                break
            value -= dual[village]
        out[zone] = value
    return out


@njit(cache=True, nogil=True)
def price(
    members: NDArray[np.int16], cost: IntArray, dual: FloatArray, room_dual: float, each: int
) -> tuple[float, IntArray]:
    """Return the least reduced cost and the zones to add: for each village its `each` best ones.

    Only zones of negative reduced cost are given; -1 fills the rest of the (villages, each) array.
    """
    n = len(dual)
    best = np.zeros((n, each))
    pick = np.full((n, each), -1, np.int64)
    least = 0.0
    width = members.shape[1]
    for zone in range(len(cost)):
        value = cost[zone] - room_dual
        for d in range(width):
            village = members[zone, d]
            if village < 0:
                break
            value -= dual[village]
        if value >= 0:
            continue
        least = min(least, value)
        offer_zone(members, zone, value, best, pick)
    return least, pick
