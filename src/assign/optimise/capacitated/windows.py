"""A better plan window by window: a few neighbouring clusters are drawn anew, exactly, while that helps."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from assign.optimise.capacitated.choose import choose_columns
from assign.optimise.capacitated.columns import list_columns
from assign.optimise.capacitated.exact import assignment
from assign.optimise.capacitated.instance import PMedian
from assign.optimise.capacitated.lagrangian import Priced, polished, price_units
from assign.optimise.stop import NEVER, Stop

UNITS = 60
"""Units of a window, about."""
FEWEST = 3
"""Clusters of a window, at least."""
COLUMNS = 3_000
STEPS = 150
WORK = 0.3
"""Deterministic seconds for the choice among the columns of a window."""
ROUNDS = 4


def redraw(
    instance: PMedian,
    priced: Priced,
    *,
    units: int = UNITS,
    rounds: int = ROUNDS,
    apart: bool = False,
    stop: Stop = NEVER,
) -> Priced:
    """Return the prices with a plan at least as good as theirs.

    Parameters
    ----------
    units
        About how many units a window has.
    apart
        Whether the windows of a round are to cover each cluster about once, instead of one around each.
    """
    plan, value = priced.median_of.copy(), priced.value
    size = max(FEWEST, round(units * instance.medians / instance.units))
    settled: set[tuple[int, ...]] = set()
    for _ in range(rounds):
        before = value
        done = np.zeros(instance.units, np.bool_)
        for centre in np.unique(plan).tolist():
            if stop.passed():
                break
            if plan[centre] != centre or (apart and done[centre]):
                continue
            window = _window(instance, plan, centre, size)
            if tuple(window.tolist()) + tuple(plan[window].tolist()) in settled:
                continue
            done[window] = True
            _redraw_one(instance, priced.price, plan, window, stop)
            settled.add(tuple(window.tolist()) + tuple(plan[window].tolist()))
        better, cost = polished(instance, plan)
        value = instance.value(plan)
        if cost < value:
            plan, value = better, cost
        if value == before or stop.passed():
            break
    return replace(priced, median_of=plan, value=value)


def _window(instance: PMedian, plan: NDArray[np.int64], centre: int, size: int) -> NDArray[np.int64]:
    """Return the units of the `size` clusters whose medians are nearest."""
    near = instance.near[centre]
    medians = near[plan[near] == near][:size]
    return np.flatnonzero(np.isin(plan, medians))


def _redraw_one(
    instance: PMedian,
    price: NDArray[np.int64],
    plan: NDArray[np.int64],
    window: NDArray[np.int64],
    stop: Stop,
) -> None:
    """Draw the window's clusters anew in `plan` if that costs less."""
    own = np.searchsorted(window, plan[window])
    part = PMedian(
        np.ascontiguousarray(instance.cost[np.ix_(window, window)]),
        instance.demand[window],
        instance.capacity[window],
        len(np.unique(own)),
    )
    value = part.value(own)
    found = price_units(part, begun=price[window], known=(own, value), steps=STEPS, stop=stop)
    best, value = found.median_of, found.value
    slack = value - 1 - found.bound
    while slack > 0:
        zones = list_columns(part, found, found.bound + slack, COLUMNS, stop)
        if zones is not None and len(zones):
            choice = choose_columns(
                zones, np.arange(len(zones)), part.medians, work=WORK, below=value - 1, stop=stop
            )
            if choice.columns:
                best, value = assignment(zones, choice.columns), choice.cost
        if zones is not None or stop.passed():
            break
        slack //= 2
    plan[window] = window[best]
