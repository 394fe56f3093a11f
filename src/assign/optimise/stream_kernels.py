"""Compiled: zones that are too many to keep, priced as they are listed.

The listing is that of `kernels`; of the zones, only the best by their reduced cost are written down.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from assign.optimise.kernels import FORBIDDEN_COST, _advance

IntArray = NDArray[np.int64]


class Ground(NamedTuple):
    """A scope as arrays: see `Scope`."""

    indptr: IntArray
    indices: IntArray
    trip: IntArray
    site_cost: IntArray
    site_ptr: IntArray
    required: NDArray[np.bool_]
    hours: IntArray
    target: int
    balance: float


class Best(NamedTuple):
    """For each village its best zones, worst first given up: reduced cost, cost, site, villages padded with -1."""

    value: IntArray
    cost: IntArray
    site: NDArray[np.int32]
    members: NDArray[np.int16]


class Kept(NamedTuple):
    """Zones within reach, as far as there is room."""

    value: IntArray
    cost: IntArray
    site: NDArray[np.int32]
    members: NDArray[np.int16]


@njit(cache=True, nogil=True)
def _note(best: Best, value: int, cost: int, site: int, member: IntArray, size: int) -> None:
    """Put a zone among the best of each of its villages, where it is."""
    each = best.value.shape[1]
    for d in range(size):
        village = member[d]
        if value >= best.value[village, each - 1]:
            continue
        k = each - 1
        while k > 0 and value < best.value[village, k - 1]:
            best.value[village, k] = best.value[village, k - 1]
            best.cost[village, k] = best.cost[village, k - 1]
            best.site[village, k] = best.site[village, k - 1]
            best.members[village, k] = best.members[village, k - 1]
            k -= 1
        best.value[village, k] = value
        best.cost[village, k] = cost
        best.site[village, k] = site
        best.members[village, k] = -1
        for e in range(size):
            best.members[village, k, e] = member[e]


@njit(cache=True, nogil=True)
def stream(
    ground: Ground,
    lo: int,
    hi: int,
    first: int,
    step: int,
    dual: IntArray,
    best: Best,
    kept: Kept,
    reach: int,
) -> tuple[int, int, int, int]:
    """Price every zone whose first village is ``first``, ``first + step``, …; prices of villages only.

    Returns zones listed, their least reduced cost, zones within reach, the dearest cost.

    Parameters
    ----------
    best
        Written: zones below what stands in it.
    kept, reach
        Written: zones of at most this reduced cost.
    """
    n = len(ground.indptr) - 1
    seen = np.zeros(n, np.bool_)
    queue = np.empty(n, np.int64)
    at = np.zeros(hi, np.int64)
    mark = np.empty(hi, np.int64)
    most = 0
    for v in range(n):
        most = max(most, ground.site_ptr[v + 1] - ground.site_ptr[v])
    member = np.empty(hi, np.int64)
    sites = np.empty(hi * most + 1, np.int64)
    count = np.zeros(hi + 1, np.int64)
    sums = np.empty((hi + 1, hi * most + 1), np.int64)
    load = np.zeros(hi + 1, np.int64)
    needs = np.zeros(hi + 1, np.int64)
    priced = np.zeros(hi + 1, np.int64)
    total = within = dearest = 0
    least = FORBIDDEN_COST
    for root in range(first, n, step):
        queue[0] = root
        seen[root] = True
        depth, end = 0, 1
        while depth >= 0:
            size = depth + 1
            village = queue[at[depth]]
            member[depth] = village
            known = count[depth]
            for k in range(known):
                sums[size, k] = sums[depth, k] + ground.trip[sites[k], village]
            needs[size] = needs[depth]
            for site in range(ground.site_ptr[village], ground.site_ptr[village + 1]):
                cost = ground.site_cost[site]
                for d in range(size):
                    cost += ground.trip[site, member[d]]
                sites[known] = site
                sums[size, known] = cost
                known += 1
                needs[size] += ground.required[site]
            count[size] = known
            load[size] = load[depth] + ground.hours[village]
            priced[size] = priced[depth] + dual[village]
            if size >= lo and needs[size] <= 1:
                low = FORBIDDEN_COST
                chosen = -1
                for k in range(known):
                    if needs[size] == 1 and not ground.required[sites[k]]:
                        continue
                    cost = sums[size, k]
                    if cost < low or (cost == low and chosen > sites[k]):
                        low = cost
                        chosen = sites[k]
                if chosen >= 0:
                    total += 1
                    low += int(np.rint(ground.balance * abs(load[size] - ground.target)))
                    dearest = max(dearest, low)
                    value = low - priced[size]
                    least = min(least, value)
                    if value <= reach:
                        if within < len(kept.value):
                            kept.value[within] = value
                            kept.cost[within] = low
                            kept.site[within] = chosen
                            kept.members[within] = -1
                            for d in range(size):
                                kept.members[within, d] = member[d]
                        within += 1
                    _note(best, value, low, chosen, member, size)
            depth, end = _advance(ground.indptr, ground.indices, root, hi, seen, queue, at, mark, depth, end)
    return total, least, within, dearest
