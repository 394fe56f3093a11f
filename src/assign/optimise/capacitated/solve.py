"""The way through a capacitated p-median of any size: prices, plan, windows, proof, branching."""

from __future__ import annotations

from dataclasses import replace

from assign.optimise.capacitated.branch import branch
from assign.optimise.capacitated.dive import dive, raised_prices
from assign.optimise.capacitated.exact import WORK, cost_grain, hunted, raised, solve_exactly
from assign.optimise.capacitated.instance import Answer, PMedian
from assign.optimise.capacitated.lagrangian import STEPS, TOO_DEAR, price_units
from assign.optimise.capacitated.windows import redraw
from assign.optimise.stop import NEVER, Stop

EASY_GAP = 0.004
"""Under this gap the columns are listed at once; above it, the plan is first redrawn window by window."""
WINDOW_UNITS = (40, 60, 80)
APART_ROUNDS = 2
"""Rounds of windows that cover each cluster about once, before there is a window around each."""
HUNT_UNITS = 500
"""Up to so many units a plan is hunted among the columns of the whole instance."""
HUNT_WORK = 4.0
LARGE_STEPS = 600
"""Steps of the subgradient for larger instances, whose prices the linear program raises afterwards."""


def solve_pmedian(instance: PMedian, *, work: float = WORK, stop: Stop = NEVER) -> Answer:
    """Return the best plan found and a proven bound; the two meet where the proof comes to its end.

    Parameters
    ----------
    work
        Deterministic seconds for the last integer master.
    stop
        When it has passed, the best plan stands with the bound so far.
    """
    large = instance.units > HUNT_UNITS
    priced = price_units(instance, steps=LARGE_STEPS if large else STEPS, stop=stop)
    if large:
        priced = dive(instance, raised_prices(instance, priced, stop), stop)
    if priced.value >= TOO_DEAR or not large:
        plan, value = hunted(instance, priced, work=HUNT_WORK, stop=stop)
        priced = replace(priced, median_of=plan, value=value)
    if priced.value >= TOO_DEAR:
        return Answer(priced.median_of, priced.value, priced.bound)
    before = TOO_DEAR
    while priced.value < before:
        before = priced.value
        for apart in (True, False):
            for units in WINDOW_UNITS:
                if priced.value - priced.bound > EASY_GAP * priced.value and not stop.passed():
                    rounds = APART_ROUNDS if apart else 1
                    priced = redraw(instance, priced, units=units, rounds=rounds, apart=apart, stop=stop)
    if stop.passed():
        return Answer(
            priced.median_of, priced.value, min(priced.value, raised(priced.bound, cost_grain(instance)))
        )
    answer = solve_exactly(instance, priced, work=work, stop=stop)
    return answer if answer.proven or large else branch(instance, answer, stop=stop)
