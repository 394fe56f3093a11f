"""Prices of units by a deflected subgradient, the bound they prove, and plans found on the way.

The rows "each unit once" are relaxed at whole-number prices; what is left is a knapsack for every median, of which
the `medians` least count. Any prices give a bound, so nothing rests on convergence or on floating point.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assign.optimise.capacitated.instance import PMedian
from assign.optimise.capacitated.knapsack_kernels import price_medians
from assign.optimise.capacitated.search_kernels import polish
from assign.optimise.stop import NEVER, Stop

STEPS = 2000
PATIENCE = 20
"""Steps without a better bound after which they become shorter."""
SHRINK = 0.75
DEFLECTION = 0.3
"""Part of the last direction that goes into the next one (Camerini, Fratta & Maffioli 1975)."""
AIM = 0.02
"""A step aims at most this part above the best bound."""
SHORTEST = 2e-3
PLAN_EVERY = 4
"""A plan is made from the prices of every so many-th step; of fewer where the units are many."""
UNITS_A_STEP = 60
"""A plan from `n` units' prices is made every ``n / UNITS_A_STEP`` steps, if that is more."""
REACH = 60
"""A unit is moved to, or swapped with, so many nearest units' medians."""
TOO_DEAR = 1 << 60


@dataclass(frozen=True, eq=False)
class Priced:
    """The best bound of a run and the best plan met.

    Parameters
    ----------
    price
        Whole-number price of each unit.
    bound
        What the prices prove.
    least
        (units,) value of each median at the prices: its cheapest cluster's cost less prices, exact.
    median_of, value
        The best plan; empty, and a number above any cost, when none was found.
    """

    price: NDArray[np.int64]
    bound: int
    least: NDArray[np.int64]
    median_of: NDArray[np.int64]
    value: int


def evaluate(
    instance: PMedian, price: NDArray[np.int64], allowed: NDArray[np.bool_], *, everything: bool = False
) -> tuple[int, NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return the bound of some prices, each median's value, how often each unit is served, and by whom."""
    value, served, median_of = (np.empty(instance.units, np.int64) for _ in range(3))
    bound = price_medians(
        instance.cost, instance.near, instance.demand, instance.capacity, instance.medians, price, allowed,
        value, served, median_of, everything,
    )  # fmt: skip
    return bound, value, served, median_of


def polished(instance: PMedian, median_of: NDArray[np.int64]) -> tuple[NDArray[np.int64], int]:
    """Return a whole, locally best plan from a partial one, and its cost; `TOO_DEAR` if it could not be made whole."""
    plan = median_of.copy()
    value = polish(
        instance.cost, instance.near, instance.demand, instance.capacity, instance.medians, plan, REACH
    )
    return (plan, value) if value >= 0 else (plan, TOO_DEAR)


def first_prices(instance: PMedian) -> NDArray[np.float64]:
    """Return each unit's cost from a unit half a cluster away: a rough start."""
    rank = max(1, min(instance.units - 1, round(0.5 * instance.units / instance.medians)))
    return np.asarray(np.partition(instance.cost, rank, axis=0)[rank], np.float64)


def price_units(
    instance: PMedian,
    *,
    begun: NDArray[np.int64] | None = None,
    known: tuple[NDArray[np.int64], int] | None = None,
    steps: int = STEPS,
    stop: Stop = NEVER,
) -> Priced:
    """Return prices, their bound, and the best plan met.

    Parameters
    ----------
    begun
        Prices to start from.
    known
        A plan and its cost, to aim below.
    steps
        Most steps of the subgradient.
    """
    price = first_prices(instance) if begun is None else begun.astype(np.float64)
    plan, value = known if known is not None else (np.empty(0, np.int64), TOO_DEAR)
    allowed = np.ones(instance.units, np.bool_)
    best, centre = -TOO_DEAR, price.copy()
    direction = np.zeros(instance.units)
    factor, waited = 1.0, 0
    for step in range(steps):
        whole = np.rint(price).astype(np.int64)
        bound, least, served, median_of = evaluate(instance, whole, allowed)
        if bound > best:
            best, centre, waited = bound, price.copy(), 0
            if value < TOO_DEAR:
                last = np.partition(least, instance.medians - 1)[instance.medians - 1]
                allowed &= bound + np.maximum(0, least - last) < value  # else no better plan has this median
        else:
            waited += 1
        if step % max(PLAN_EVERY, instance.units // UNITS_A_STEP) == 0:
            made, cost = polished(instance, median_of)
            if cost < value:
                plan, value = made, cost
        if stop.passed() or factor < SHORTEST or best >= value:
            break
        if waited >= PATIENCE:
            factor, waited, price = factor * SHRINK, 0, centre.copy()
            direction[:] = 0
            continue
        direction = (1 - served) + DEFLECTION * direction
        length = float(direction @ direction)
        if length == 0:
            break
        target = (
            min(value, best * (1 + AIM))
            if best > 0
            else value
            if value < TOO_DEAR
            else bound + abs(bound) / 2
        )
        price = np.maximum(0, price + factor * max(target - bound, 1) / length * direction)
    final = np.rint(centre).astype(np.int64)
    bound, least, _, _ = evaluate(instance, final, np.ones(instance.units, np.bool_), everything=True)
    return Priced(final, bound, least, plan, value)
