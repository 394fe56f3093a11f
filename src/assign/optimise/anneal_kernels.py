"""Compiled: a plan bettered by chance moves, each zone staying connected.

Villages at the edge of a zone go next door, or two zones exchange one each. A step is taken if it costs less, or
with the probability ``exp(-more / temperature)`` (Kirkpatrick, Gelatt and Vecchi 1983).
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from assign.optimise.kernels import FORBIDDEN_COST
from assign.optimise.stream_kernels import Ground

IntArray = NDArray[np.int64]


@njit(cache=True, nogil=True)
def _drawn(state: NDArray[np.uint64]) -> float:
    """Return a number in [0, 1) and step the generator: a linear congruence by Knuth, its upper 53 bits."""
    state[0] = state[0] * np.uint64(6364136223846793005) + np.uint64(1442695040888963407)
    return float(state[0] >> np.uint64(11)) / 9007199254740992.0


@njit(cache=True, nogil=True)
def priced(ground: Ground, villages: IntArray, size: int) -> tuple[int, int]:
    """Return the cost of a zone and its best site; `FORBIDDEN_COST` or more, and -1, where none may serve it."""
    load = needs = 0
    for k in range(size):
        village = villages[k]
        load += ground.hours[village]
        for site in range(ground.site_ptr[village], ground.site_ptr[village + 1]):
            needs += ground.required[site]
    low, chosen = FORBIDDEN_COST, -1
    if needs <= 1:
        for k in range(size):
            for site in range(ground.site_ptr[villages[k]], ground.site_ptr[villages[k] + 1]):
                if needs == 1 and not ground.required[site]:
                    continue
                cost = ground.site_cost[site]
                for d in range(size):
                    cost += ground.trip[site, villages[d]]
                    if cost >= low:
                        break
                if cost < low or (cost == low and site < chosen):
                    low, chosen = cost, site
    return low + int(np.rint(ground.balance * abs(load - ground.target))), chosen


@njit(cache=True, nogil=True)
def _connected(ground: Ground, villages: IntArray, size: int, stack: IntArray, mark: IntArray) -> bool:
    """Return whether the villages hang together; `mark` is all zero before and after."""
    for k in range(size):
        mark[villages[k]] = 1
    stack[0] = villages[0]
    mark[villages[0]] = 0
    met = end = 1
    while end:
        end -= 1
        village = stack[end]
        for k in range(ground.indptr[village], ground.indptr[village + 1]):
            other = ground.indices[k]
            if mark[other]:
                mark[other] = 0
                stack[end] = other
                end += 1
                met += 1
    for k in range(size):
        mark[villages[k]] = 0
    return bool(met == size)


@njit(cache=True, nogil=True)
def _without(row: IntArray, size: int, village: int, out: IntArray) -> int:
    """Write the villages of a zone but one; return how many."""
    end = 0
    for k in range(size):
        if row[k] != village:
            out[end] = row[k]
            end += 1
    return end


@njit(cache=True, nogil=True)
def anneal(
    ground: Ground,
    sizes: tuple[int, int],
    shortfall_price: int,
    members: IntArray,
    count: IntArray,
    cost: IntArray,
    zone_of: IntArray,
    state: NDArray[np.uint64],
    temperature: float,
    steps: int,
) -> int:
    """Try so many steps at one temperature; change the zones in place; return by how much their cost has changed.

    Parameters
    ----------
    sizes
        R01's range.
    shortfall_price
        What a village of R01 shortfall costs: part of `cost`.
    members, count, cost, zone_of
        Villages of each zone, how many, what they cost, and each village's zone.
    """
    lo, hi = sizes
    n, room = len(zone_of), members.shape[1]
    mark = np.zeros(n, np.int64)
    stack = np.empty(room + 1, np.int64)
    mine = np.empty(room + 1, np.int64)
    other = np.empty(room + 1, np.int64)
    change = 0
    for _ in range(steps):
        village = int(_drawn(state) * n)
        degree = ground.indptr[village + 1] - ground.indptr[village]
        if degree == 0:
            continue
        a = zone_of[village]
        b = zone_of[ground.indices[ground.indptr[village] + int(_drawn(state) * degree)]]
        if a == b or count[a] == 1:
            continue
        swap = -1
        strict = count[a] <= lo or count[b] >= hi
        if count[b] >= room or _drawn(state) < (0.9 if strict else 0.3):
            swap = members[b, int(_drawn(state) * count[b])]
        left = _without(members[a], count[a], village, mine)
        right = _without(members[b], count[b], swap, other)
        if swap >= 0:
            mine[left] = swap
            left += 1
        other[right] = village
        right += 1
        if not _connected(ground, mine, left, stack, mark):
            continue
        if swap >= 0 and not _connected(ground, other, right, stack, mark):
            continue
        first = priced(ground, mine, left)[0] + shortfall_price * max(0, lo - left, left - hi)
        second = priced(ground, other, right)[0] + shortfall_price * max(0, lo - right, right - hi)
        more = first + second - cost[a] - cost[b]
        if more > 0 and (temperature <= 0 or _drawn(state) >= np.exp(-more / temperature)):
            continue
        members[a, :left] = mine[:left]
        members[b, :right] = other[:right]
        count[a], count[b] = left, right
        cost[a], cost[b] = first, second
        zone_of[village] = b
        if swap >= 0:
            zone_of[swap] = a
        change += more
    return change
