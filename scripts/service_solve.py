"""Plan and bound of contiguous service areas: the cheapest openings one after another, each with its best areas.

Cuts of the prices tell which facilities to open (`service_bound`). The areas of that opening are found, or ruled out
(`service_plan`); then it is forbidden, and the next cheapest follows, until its bound reaches the best plan.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from service_areas import SCALE, ServiceAreas, judge
from service_bound import Cut, cheapest_opening, cut_at, prices
from service_plan import best_areas

CLOSE = 1e-3
"""Bounds nearer than this, in the published unit, count as equal."""
MASTER_SHARE = 0.6
"""The search for the cheapest opening ends after this part of the time if no plan is known yet."""


@dataclass(frozen=True, eq=False)
class Outcome:
    """The best plan and what is proven.

    Parameters
    ----------
    area
        Facility of each unit; empty if none was found.
    value, bound
        In the published unit.
    openings
        How many sets of facilities were looked at to the end.
    """

    area: NDArray[np.int64]
    value: float
    bound: float
    openings: int


def solve_areas(problem: ServiceAreas, *, rooms: int | None = None, seconds: float = 300.0) -> Outcome:
    """Return the best plan found within some processor seconds, and a bound of every plan.

    Parameters
    ----------
    rooms
        How many facilities are open; None if any number may be.
    """
    begun = time.process_time()

    def left() -> float:
        return seconds - (time.process_time() - begun)

    cuts = [cut_at(problem, prices(problem, None, rooms))]
    without: list[NDArray[np.int64]] = []
    area, value, settled = np.empty(0, np.int64), float("inf"), float("inf")
    while True:
        until = (1 - MASTER_SHARE) * seconds if not without else 0.0
        opened, bound = next_opening(problem, cuts, without, rooms, value, lambda until=until: left() < until)
        if bound >= min(value, settled) - CLOSE or not len(opened) or (without and left() < 0):
            break
        found = best_areas(problem, opened, value, max(1.0, left() / 2))
        if len(found.area):
            cost, faults = judge(problem, found.area.tolist())
            if not faults and cost < value:
                area, value = found.area, cost
        settled = min(settled, found.bound)
        without.append(opened)
    return Outcome(area, value, min(bound, settled, value), len(without))


def next_opening(
    problem: ServiceAreas,
    cuts: list[Cut],
    without: list[NDArray[np.int64]],
    rooms: int | None,
    value: float,
    late: Callable[[], bool],
) -> tuple[NDArray[np.int64], float]:
    """Return the cheapest opening not yet looked at, and a bound of all of these; cuts are added as they are found.

    Parameters
    ----------
    value
        Cost of the best plan: a bound that reaches it ends the search.
    late
        Tells when to end with the best opening so far.
    """
    core, best, cheapest = None, float("inf"), np.empty(0, np.int64)
    while True:
        opened, bound = cheapest_opening(problem, cuts, without, rooms)
        if bound >= value - CLOSE or (not len(opened) and not len(cheapest)):
            return opened, bound
        if not len(opened):
            return cheapest, bound
        if bound >= best - CLOSE or (late() and len(cheapest)):
            return cheapest, bound
        share = np.zeros(problem.facilities)
        share[opened] = 1
        core = share if core is None else (core + share) / 2
        fresh = [cut_at(problem, prices(problem, share))]
        if not without:
            fresh.append(cut_at(problem, prices(problem, core)))
        cuts += fresh
        split = max(cut.at(opened) for cut in cuts) / SCALE
        if split < best:
            best, cheapest = split, opened
