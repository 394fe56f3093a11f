"""Compiled local search: a plan from prices, then moves, swaps and new medians while they help."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

IntArray = NDArray[np.int64]


@njit(cache=True, nogil=True)
def complete(
    cost: IntArray,
    demand: IntArray,
    capacity: IntArray,
    chosen: IntArray,
    median_of: IntArray,
    load: IntArray,
) -> bool:
    """Give every unit without a median one that has room, the unit with most to lose first; False if none has."""
    n = len(demand)
    load[:] = 0
    for i in range(n):
        if median_of[i] >= 0:
            load[median_of[i]] += demand[i]
    best, regret = np.full(n, -1, np.int64), np.zeros(n, np.float64)
    fresh = np.ones(n, np.bool_)
    while True:
        pick = -1
        for i in range(n):
            if median_of[i] >= 0:
                continue
            if fresh[i] or load[best[i]] + demand[i] > capacity[best[i]]:
                fresh[i] = False
                first, second, best[i] = 1 << 60, 1 << 60, -1
                for j in chosen:
                    if load[j] + demand[i] <= capacity[j]:
                        if cost[j, i] < first:
                            second, first, best[i] = first, cost[j, i], j
                        elif cost[j, i] < second:
                            second = cost[j, i]
                if best[i] < 0:
                    return False
                regret[i] = float(second - first) * demand[i] + demand[i]
            if pick < 0 or regret[i] > regret[pick]:
                pick = i
        if pick < 0:
            return True
        median_of[pick] = best[pick]
        load[best[pick]] += demand[pick]


@njit(cache=True, nogil=True)
def drop_overload(cost: IntArray, demand: IntArray, capacity: IntArray, median_of: IntArray) -> None:
    """Take from overloaded medians the units dearest for their demand."""
    n = len(demand)
    load = np.zeros(n, np.int64)
    for i in range(n):
        if median_of[i] >= 0:
            load[median_of[i]] += demand[i]
    for j in range(n):
        while load[j] > capacity[j]:
            worst = -1
            for i in range(n):
                if (
                    median_of[i] == j
                    and i != j
                    and (worst < 0 or cost[j, i] * demand[worst] > cost[j, worst] * demand[i])
                ):
                    worst = i
            median_of[worst] = -1
            load[j] -= demand[worst]


@njit(cache=True, nogil=True)
def improve_by_moves(
    cost: IntArray, near: NDArray[np.int32], demand: IntArray, capacity: IntArray, median_of: IntArray,
    load: IntArray, reach: int,
) -> bool:  # fmt: skip
    """Move one unit, or swap two of different medians, while that costs less; return whether anything changed."""
    n = len(demand)
    changed = False
    again = True
    while again:
        again = False
        for i in range(n):
            if median_of[i] == i:
                continue
            for k in range(min(reach, n)):
                u = near[i, k]
                j, mine = median_of[u], median_of[i]
                if j == mine:
                    continue
                gain = cost[mine, i] - cost[j, i]
                if gain > 0 and load[j] + demand[i] <= capacity[j]:
                    load[mine] -= demand[i]
                    load[j] += demand[i]
                    median_of[i] = j
                    again = changed = True
                    continue
                if u == j:
                    continue
                gain += cost[j, u] - cost[mine, u]
                if (
                    gain > 0
                    and load[j] + demand[i] - demand[u] <= capacity[j]
                    and load[mine] + demand[u] - demand[i] <= capacity[mine]
                ):
                    load[mine] += demand[u] - demand[i]
                    load[j] += demand[i] - demand[u]
                    median_of[i], median_of[u] = j, mine
                    again = changed = True
    return changed


@njit(cache=True, nogil=True)
def recentre(
    cost: IntArray, demand: IntArray, capacity: IntArray, median_of: IntArray, load: IntArray
) -> bool:
    """Give each cluster its cheapest median; return whether any changed."""
    n = len(demand)
    order = np.argsort(median_of, kind="mergesort")
    changed = False
    start = 0
    while start < n:
        j = median_of[order[start]]
        end = start
        while end < n and median_of[order[end]] == j:
            end += 1
        best, least = j, 1 << 60
        for a in range(start, end):
            other = order[a]
            if load[j] > capacity[other]:
                continue
            total = 0
            for b in range(start, end):
                total += cost[other, order[b]]
            if total < least or (total == least and other == j):
                best, least = other, total
        if best != j:
            changed = True
            load[best], load[j] = load[j], 0
            for b in range(start, end):
                median_of[order[b]] = best
        start = end
    return changed


@njit(cache=True, nogil=True)
def polish(
    cost: IntArray, near: NDArray[np.int32], demand: IntArray, capacity: IntArray, medians: int, median_of: IntArray,
    reach: int,
) -> int:  # fmt: skip
    """Turn a partial assignment with its medians in place into a whole, locally best one; return its cost, or -1."""
    n = len(demand)
    load = np.zeros(n, np.int64)
    chosen = np.array([j for j in range(n) if median_of[j] == j])
    if len(chosen) != medians:
        return -1
    drop_overload(cost, demand, capacity, median_of)
    if not complete(cost, demand, capacity, chosen, median_of, load):
        return -1
    while True:
        moved = improve_by_moves(cost, near, demand, capacity, median_of, load, reach)
        if not (recentre(cost, demand, capacity, median_of, load) or moved):
            break
    total = 0
    for i in range(n):
        total += cost[median_of[i], i]
    return int(total)
