"""Compiled: the cheapest set of villages that a site could serve by their prices, borders left out.

Where zones are too large to be listed, no connected zone costs less than such a set.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from assign.optimise.kernels import FORBIDDEN_COST
from assign.optimise.stream_kernels import Ground

IntArray = NDArray[np.int64]

NONE = 1 << 60
"""The value of a site that can have no zone."""


@njit(cache=True, nogil=True)
def _taken(
    weight: IntArray, hours: IntArray, rate: int, host: int, sizes: tuple[int, int], out: NDArray[np.bool_]
) -> tuple[int, int]:
    """Mark the cheapest villages at a price of `rate` an hour; return their weight and hours.

    The host first; then the cheapest up to the least size; then all that cost less than nothing up to the largest.
    """
    lo, hi = sizes
    value, load, size = weight[host] + rate * hours[host], hours[host], 1
    out[:] = False
    out[host] = True
    price = weight + rate * hours
    for village in np.argsort(price, kind="mergesort"):
        if village == host or weight[village] >= FORBIDDEN_COST // 2:
            continue
        if size == hi or (size >= lo and price[village] >= 0):
            break
        out[village] = True
        value += price[village]
        load += hours[village]
        size += 1
    return (value if size >= lo else NONE), load


@njit(cache=True, nogil=True)
def _top(
    weight: IntArray,
    hours: IntArray,
    host: int,
    sizes: tuple[int, int],
    target: int,
    steepest: int,
    start: int,
    out: NDArray[np.bool_],
) -> int:
    """Return the price of an hour that proves the most for a site.

    ``balance · |H - T| ≥ μ · (H - T)`` for every whole μ of at most `balance`, so each μ gives a lower bound; it is
    concave in μ with slope ``H - T``. From `start`, ever longer steps uphill find two prices about the top, halving
    the top itself.
    """
    value, load = _taken(weight, hours, start, host, sizes, out)
    if value == NONE or load == target:
        return start
    low = high = start
    first = last = value - start * target
    way = 1 if load > target else -1
    step = steepest // 64 + 1
    while True:
        rate = min(max(start + way * step, -steepest), steepest)
        value, load = _taken(weight, hours, rate, host, sizes, out)
        value -= rate * target
        beyond = (load > target) != (way > 0)
        if (way > 0) == beyond:
            high, last = rate, value
        else:
            low, first = rate, value
        if beyond:
            break
        if abs(rate) == steepest:
            return rate
        step *= 4
    while high - low > 1:
        rate = (low + high) // 2
        value, load = _taken(weight, hours, rate, host, sizes, out)
        if load > target:
            low, first = rate, value - rate * target
        else:
            high, last = rate, value - rate * target
    return low if first >= last else high


@njit(cache=True, nogil=True)
def relaxed_zones(
    ground: Ground,
    sizes: tuple[int, int],
    dual: IntArray,
    rate: IntArray,
    value: IntArray,
    chosen: NDArray[np.bool_],
) -> None:
    """Write each village's least reduced cost as a host, over sets of villages, or `NONE`, and the set.

    A set has the host and keeps R01's sizes and R09; of a village with a required site only its own sites take it.
    That the set hangs together is not asked for.

    Parameters
    ----------
    rate
        (sites,) price of an hour off the target: where to begin, and what was found.
    value, chosen
        (villages,) and (villages, villages), written here.
    """
    n = len(dual)
    needs = np.zeros(n, np.bool_)
    for village in range(n):
        for site in range(ground.site_ptr[village], ground.site_ptr[village + 1]):
            needs[village] |= ground.required[site]
    steepest = int(np.floor(ground.balance))
    weight = np.empty(n, np.int64)
    out = np.empty(n, np.bool_)
    for host in range(n):
        value[host] = NONE
        for site in range(ground.site_ptr[host], ground.site_ptr[host + 1]):
            if ground.trip[site, host] >= FORBIDDEN_COST or (needs[host] and not ground.required[site]):
                continue
            for village in range(n):
                barred = ground.trip[site, village] >= FORBIDDEN_COST or (needs[village] and village != host)
                weight[village] = FORBIDDEN_COST if barred else ground.trip[site, village] - dual[village]
            rate[site] = _top(weight, ground.hours, host, sizes, ground.target, steepest, rate[site], out)
            least, _ = _taken(weight, ground.hours, rate[site], host, sizes, out)
            if least == NONE:
                continue
            least += ground.site_cost[site] - rate[site] * ground.target
            if least < value[host]:
                value[host] = least
                chosen[host] = out
