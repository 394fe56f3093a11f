"""Compiled knapsacks: what a median would serve at given prices, and every cluster within a gap.

Units have whole-number prices. A median `j` serves itself and the units whose prices exceed their costs by the most,
within its capacity: a 0-1 knapsack, bounded by Dantzig's relaxation and solved by dynamic programming.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

IntArray = NDArray[np.int64]


@njit(cache=True, nogil=True)
def profitable(
    median: int, cost: IntArray, near: NDArray[np.int32], demand: IntArray, room: int, price: IntArray, dearest: int,
    unit: IntArray, profit: IntArray, ratio: NDArray[np.float64],
) -> int:  # fmt: skip
    """List the other units with ``price - cost + dearest > 0`` that fit, best ratio first; return how many.

    `dearest` widens the list: 0 for the knapsack itself.
    """
    count = 0
    top = price.max() + dearest
    for k in range(near.shape[1]):
        i = near[median, k]
        if cost[median, i] >= top:
            break
        gain = price[i] - cost[median, i]
        if i != median and gain + dearest > 0 and demand[i] <= room:
            unit[count] = i
            profit[count] = gain
            ratio[count] = gain / max(demand[i], 1e-9)
            count += 1
    order = np.argsort(-ratio[:count], kind="mergesort")
    unit[:count] = unit[:count][order]
    profit[:count] = profit[:count][order]
    return count


@njit(cache=True, nogil=True)
def relaxed(first: int, count: int, unit: IntArray, profit: IntArray, demand: IntArray, room: int) -> int:
    """Return a whole number that no choice among ``unit[first:count]`` (best ratio first) exceeds."""
    total = 0
    for k in range(first, count):
        if profit[k] <= 0:
            break
        weight = demand[unit[k]]
        if weight <= room:
            room -= weight
            total += profit[k]
        else:
            return int(total + (profit[k] * room) // weight)
    return total


@njit(cache=True, nogil=True)
def best_choice(
    count: int, unit: IntArray, profit: IntArray, demand: IntArray, room: int, taken: NDArray[np.bool_]
) -> int:
    """Return the most profit within `room` and mark in `taken` which of the listed units make it."""
    total = 0
    for k in range(count):
        total += demand[unit[k]]
        taken[k] = True
    if total <= room:
        return int(profit[:count].sum())
    best = np.zeros(room + 1, np.int64)
    chosen = np.zeros((count, room + 1), np.bool_)
    reach = 0
    for k in range(count):
        weight = demand[unit[k]]
        reach = min(room, reach + weight)
        for filled in range(reach, weight - 1, -1):
            value = best[filled - weight] + profit[k]
            if value > best[filled]:
                best[filled] = value
                chosen[k, filled] = True
    filled = int(np.argmax(best))
    value = best[filled]
    for k in range(count - 1, -1, -1):
        taken[k] = chosen[k, filled]
        if taken[k]:
            filled -= demand[unit[k]]
    return int(value)


@njit(cache=True, nogil=True)
def price_medians(
    cost: IntArray, near: NDArray[np.int32], demand: IntArray, capacity: IntArray, medians: int, price: IntArray,
    allowed: NDArray[np.bool_], value: IntArray, served: IntArray, median_of: IntArray, everything: bool,
) -> int:  # fmt: skip
    """Return the Lagrangian bound at these prices: ``Σ price + the `medians` least values of a median``.

    `value` gets a lower bound on each median's value, exact for those that count (for all, if `everything`);
    `served` how often each unit is served, `median_of` the cheapest of the medians serving it (-1: none).
    Medians that are not `allowed` count as too dear.
    """
    n = len(demand)
    unit, profit, ratio = np.empty(n, np.int64), np.empty(n, np.int64), np.empty(n, np.float64)
    taken = np.empty(n, np.bool_)
    for j in range(n):
        value[j] = 1 << 60
        if allowed[j] and demand[j] <= capacity[j]:
            room = capacity[j] - demand[j]
            count = profitable(j, cost, near, demand, room, price, 0, unit, profit, ratio)
            value[j] = cost[j, j] - price[j] - relaxed(0, count, unit, profit, demand, room)
    order = np.argsort(value, kind="mergesort")
    exact = np.full(medians, 1 << 60, np.int64)  # the least exact values so far, rising
    members = np.empty((medians, 0), np.int64)
    held = [members[0] for _ in range(medians)]
    who = np.full(medians, -1, np.int64)
    for j in order:
        if value[j] >= 1 << 60 or (value[j] >= exact[medians - 1] and not everything):
            break
        room = capacity[j] - demand[j]
        count = profitable(j, cost, near, demand, room, price, 0, unit, profit, ratio)
        gain = best_choice(count, unit, profit, demand, room, taken)
        value[j] = cost[j, j] - price[j] - gain
        if value[j] < exact[medians - 1]:
            k = medians - 1
            while k > 0 and exact[k - 1] > value[j]:
                exact[k], who[k], held[k] = exact[k - 1], who[k - 1], held[k - 1]
                k -= 1
            exact[k], who[k] = value[j], j
            held[k] = unit[:count][taken[:count]].copy()
    served[:] = 0
    median_of[:] = -1
    for k in range(medians):
        j = who[k]
        if j < 0:
            continue
        served[j] += 1
        median_of[j] = j
        for i in held[k]:
            served[i] += 1
            if median_of[i] != i and (median_of[i] < 0 or cost[j, i] < cost[median_of[i], i]):
                median_of[i] = j
    for k in range(medians):
        if who[k] >= 0:
            median_of[who[k]] = who[k]
    total = price.sum()
    for k in range(medians):
        total += min(exact[k], 1 << 55)
    return int(total)


@njit(cache=True, nogil=True)
def is_cheapest(
    median: int, total: int, unit: IntArray, picked: IntArray, cost: IntArray, capacity: IntArray, load: int
) -> bool:
    """Return whether no other unit of the cluster would serve it for less than `total` (ties: the first unit)."""
    for h in range(len(picked)):
        other = unit[picked[h]]
        if capacity[other] < load:
            continue
        theirs = cost[other, median]
        for g in range(len(picked)):
            theirs += cost[other, unit[picked[g]]]
            if theirs > total:
                break
        if theirs < total or (theirs == total and other < median):
            return False
    return True


@njit(cache=True, nogil=True)
def list_clusters(
    median: int, cost: IntArray, near: NDArray[np.int32], demand: IntArray, capacity: IntArray, price: IntArray,
    ceiling: int, members: NDArray[np.int16], value: IntArray, start: int, patience: int,
) -> int:  # fmt: skip
    """List the clusters of `median` whose value (cost less prices) is at most `ceiling`, from row `start` on.

    A cluster that another of its units would serve more cheaply is left out: that unit lists it. Returns the rows
    used in all; -1 when `members` is too short; -2 when a cluster has more units than it has columns; -3 after
    `patience` nodes.
    """
    n = len(demand)
    unit, profit, ratio = np.empty(n, np.int64), np.empty(n, np.int64), np.empty(n, np.float64)
    room = capacity[median] - demand[median]
    base = cost[median, median] - price[median]
    if room < 0:
        return start
    count = profitable(median, cost, near, demand, room, price, 0, unit, profit, ratio)
    need = base - ceiling  # profit a cluster needs
    slack = relaxed(0, count, unit, profit, demand, room) - need
    if slack < 0:
        return start
    count = profitable(median, cost, near, demand, room, price, slack + 1, unit, profit, ratio)
    picked = np.empty(n + 1, np.int64)  # positions in `unit`
    held, k, gained = 0, 0, 0
    rows = start
    while True:
        patience -= 1
        if patience < 0:
            return -3
        if k < count and gained + relaxed(k, count, unit, profit, demand, room) >= need:
            if (
                demand[unit[k]] <= room
                and gained + profit[k] + relaxed(k + 1, count, unit, profit, demand, room - demand[unit[k]])
                >= need
            ):
                picked[held] = k
                held += 1
                gained += profit[k]
                room -= demand[unit[k]]
            k += 1
            continue
        if k == count and gained >= need:
            total = cost[median, median]
            for h in range(held):
                total += cost[median, unit[picked[h]]]
            best = is_cheapest(median, total, unit, picked[:held], cost, capacity, capacity[median] - room)
            if best:
                if rows == len(value):
                    return -1
                if held + 1 > members.shape[1]:
                    return -2
                members[rows, 0] = median
                for h in range(held):
                    members[rows, h + 1] = unit[picked[h]]
                for h in range(held + 1, members.shape[1]):
                    members[rows, h] = -1
                value[rows] = total
                rows += 1
        if held == 0:
            return rows
        held -= 1
        k = picked[held]
        gained -= profit[k]
        room += demand[unit[k]]
        k += 1
