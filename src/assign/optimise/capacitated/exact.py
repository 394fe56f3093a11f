"""A proven optimum: prices, a plan, all columns within the gap, cuts, and the integer master over what is left."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from assign.optimise.capacitated.choose import choose_columns
from assign.optimise.capacitated.columns import list_columns
from assign.optimise.capacitated.instance import Answer, PMedian
from assign.optimise.capacitated.lagrangian import TOO_DEAR, Priced, polished, price_units
from assign.optimise.cuts import strengthen
from assign.optimise.master import solve_master
from assign.optimise.stop import NEVER, Stop
from assign.optimise.zones import Zones

FEW_COLUMNS = 6_000
"""The hunt for a plan is among at most so many columns at first."""
HUNT_WORK = 4.0
MOST_CHOSEN = 60_000
"""The integer master is not tried with more columns."""
WORK = 60.0
"""Deterministic seconds of the last integer master."""


def solve_exactly(
    instance: PMedian, priced: Priced | None = None, *, work: float = WORK, stop: Stop = NEVER
) -> Answer:
    """Return the best plan and bound; proven where the columns within the gap can be listed and solved in `work`.

    Parameters
    ----------
    priced
        Prices and a plan to start from.
    work
        Deterministic seconds that the integer master may take.
    """
    priced = price_units(instance, stop=stop) if priced is None else priced
    grain = cost_grain(instance)
    plan, value = hunted(instance, priced, work=min(work, HUNT_WORK), stop=stop)
    bound = raised(priced.bound, grain)
    if value >= TOO_DEAR or bound >= value:
        return Answer(plan, value, min(bound, value))
    listed = listed_below(instance, priced, value - grain, stop)
    if listed is None:
        return Answer(plan, value, bound)
    ceiling, zones = listed
    # a plan with a column that is not listed costs more than the ceiling
    beyond = min(value, raised(ceiling + 1, grain))
    if not len(zones) or stop.passed():
        return Answer(plan, value, bound if len(zones) else max(bound, beyond))
    prices = solve_master(zones, instance.medians, stop=stop)
    if prices.feasible and raised(prices.bound, grain) < beyond:
        prices = strengthen(zones, prices, stop)
    bound = max(bound, min(beyond, raised(prices.bound, grain)))
    if bound >= beyond or not prices.feasible or stop.passed():
        return Answer(plan, value, bound if prices.feasible else max(bound, beyond))
    left = np.flatnonzero(prices.reduced <= ceiling - prices.bound)
    if len(left) > MOST_CHOSEN:
        return Answer(plan, value, bound)
    found = choose_columns(zones, left, instance.medians, work=work, below=value - grain, stop=stop)
    if found.columns:
        plan, value = assignment(zones, found.columns), found.cost
    return Answer(plan, value, max(bound, min(value, beyond, raised(found.bound, grain))))


def listed_below(instance: PMedian, priced: Priced, ceiling: int, stop: Stop) -> tuple[int, Zones] | None:
    """Return all columns up to `ceiling`, or a lower one where they are too many, and that ceiling; None if stopped."""
    while True:
        zones = list_columns(instance, priced, ceiling, stop=stop)
        if zones is None and stop.passed():
            return None
        if zones is not None:
            return ceiling, zones
        ceiling = priced.bound + (ceiling - priced.bound) * 3 // 5


def hunted(
    instance: PMedian, priced: Priced, *, work: float, stop: Stop = NEVER
) -> tuple[NDArray[np.int64], int]:
    """Return a plan at least as good as the prices', chosen among the columns of least reduced cost."""
    plan, value = priced.median_of, priced.value
    slack = max(1, abs(priced.bound) // 2000)
    while priced.bound + slack < value:
        zones = list_columns(instance, priced, priced.bound + slack, FEW_COLUMNS, stop)
        if zones is None:
            break
        if len(zones) > FEW_COLUMNS // 4:
            found = choose_columns(zones, np.arange(len(zones)), instance.medians, work=work, stop=stop)
            if found.columns and found.cost < value:
                plan, value = assignment(zones, found.columns), found.cost
                better, cost = polished(instance, plan)
                plan, value = (better, cost) if cost < value else (plan, value)
        slack = int(slack * 1.5) + 1
    return plan, value


def assignment(zones: Zones, columns: tuple[int, ...]) -> NDArray[np.int64]:
    """Return each unit's median in a choice of columns."""
    out = np.empty(zones.villages, np.int64)
    for column in columns:
        row = zones.members[column]
        out[row[row >= 0]] = zones.site[column]
    return out


def cost_grain(instance: PMedian) -> int:
    """Return the greatest number that every cost is a multiple of, and so every plan's value."""
    return max(1, math.gcd(*np.unique(instance.cost).tolist()))


def raised(bound: int, grain: int) -> int:
    """Return the least multiple of `grain` that is not below the bound."""
    return -(-bound // grain) * grain
