"""A large plan made better part by part: some twenty neighbouring zones are heated and cooled again, many times.

Annealing a whole county again adds up what gets better here and what gets worse there; annealed in windows, each
window keeps the better of its two plans. Windows of a round are disjoint, so they may be worked on at the same time,
and what comes out does not depend on how many are.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from assign.optimise.anneal_kernels import priced
from assign.optimise.kernels import FORBIDDEN_COST
from assign.optimise.quick import Zone
from assign.optimise.resplit_kernels import MOST, Zoned, bench_of, resplit
from assign.optimise.scope import Scope, zones_cost
from assign.optimise.stop import NEVER, Stop
from assign.optimise.stream import ground_of
from assign.optimise.subscope import subscope

ROUNDS = 3
"""Every zone is in a window so many times: the districts do the rest (`districts`)."""
LEVELS = 30
"""Temperatures, falling by equal ratios, zero after the last."""


@dataclass(frozen=True)
class Course:
    """How windows are heated.

    Parameters
    ----------
    villages
        Villages of a window, turn and turn about.
    sweeps
        Pairs of zones divided anew, a village.
    hot, cold
        First and last temperature, as parts of a mean zone's cost.
    balance, stiff
        Imbalance costs this part of its price at first, more with each temperature, and all of it after this part of
        the temperatures: compressed annealing (Ohlmann, Bean and Henderson 2004).
    """

    villages: tuple[int, ...]
    sweeps: int
    hot: float
    cold: float
    balance: float
    stiff: float


FIRST = Course((800,), 600, 0.14, 0.022, 0.1, 0.8)
LATER = Course((110, 220), 300, 0.16, 0.024, 1.0, 0.5)
MUST = 1 << 40
"""A required site seems so much cheaper, so that as many zones as can have one."""
THREADS = 2
SEED = 20_240_611
NOISE = np.random.default_rng(SEED).gumbel(size=8192)


def reheated(scope: Scope, plan: tuple[Zone, ...], stop: Stop = NEVER) -> tuple[Zone, ...]:
    """Return a plan at least as good, with as many zones.

    Parameters
    ----------
    plan
        Zones that keep R01 and cover the scope.
    """
    zones = list(plan)
    if 2 * scope.largest > MOST:
        return tuple(sorted(zones))
    for number in range(ROUNDS):
        course = FIRST if number == 0 else LATER
        windows = _windows(scope, zones, number, course.villages[number % len(course.villages)])
        tasks = [
            (tuple(zones[zone] for zone in window), SEED + 1000 * number + k)
            for k, window in enumerate(windows)
        ]
        with ThreadPoolExecutor(THREADS) as pool:
            answers = list(pool.map(partial(_reheated, scope, course, stop), tasks))
        for window, answer in zip(windows, answers, strict=True):
            for zone, better in zip(window, answer, strict=True):
                zones[zone] = better
        if stop.passed():
            break
    return tuple(sorted(zones))


def _windows(scope: Scope, zones: list[Zone], turn: int, most: int) -> list[list[int]]:
    """Return disjoint windows of neighbouring zones that cover the plan; other ones each turn."""
    owner = np.empty(scope.size, np.int64)
    for number, (villages, _) in enumerate(zones):
        owner[list(villages)] = number
    free = np.ones(len(zones), np.bool_)
    windows = []
    for centre in np.random.default_rng(SEED + turn).permutation(scope.size).tolist():
        if free[owner[centre]]:
            window = window_around(scope, zones, owner, free, centre, most)
            free[window] = False
            if len(window) > 1:
                windows.append(window)
    return windows


def window_around(
    scope: Scope,
    zones: Sequence[Zone],
    owner: NDArray[np.int64],
    free: NDArray[np.bool_],
    centre: int,
    most: int,
) -> list[int]:
    """Return the free zones met first in a breadth-first walk over free zones, of about so many villages."""
    met: dict[int, None] = {}
    seen, order, size = {centre}, [centre], 0
    for village in order:
        number = int(owner[village])
        if number not in met:
            met[number] = None
            size += len(zones[number][0])
            if size >= most:
                break
        for other in scope.indices[scope.indptr[village] : scope.indptr[village + 1]].tolist():
            if other not in seen and free[owner[other]]:
                seen.add(other)
                order.append(other)
    return sorted(met)


def _reheated(
    scope: Scope, course: Course, stop: Stop, task: tuple[tuple[Zone, ...], int]
) -> tuple[Zone, ...]:
    """Return better zones for the villages of some, as many; the same when none were found.

    Parameters
    ----------
    task
        The zones, and where chance begins.
    """
    before, seed = task
    part = subscope(scope, sorted(village for villages, _ in before for village in villages))
    ground = ground_of(replace(part, site_cost=part.site_cost - MUST * part.required))
    plan, bench, state = _zoned(part, before), bench_of(ground), np.array([seed], np.uint64)
    cost = zones_cost(scope, before)
    sizes, steps = (part.smallest, part.largest), course.sweeps * part.size // LEVELS
    for level, temperature in enumerate([*_temperatures(course, cost / len(before)), 0.0]):
        if stop.passed():
            return before
        soft = course.balance ** max(0.0, 1 - level / (course.stiff * LEVELS))
        softer = ground._replace(balance=soft * ground.balance)
        resplit(softer, sizes, bench, plan, temperature, NOISE, state, steps)
    after = _sited(part, plan)
    return after if after and zones_cost(scope, after) < cost else before


def _temperatures(course: Course, mean: float) -> list[float]:
    """Return the temperatures, in the unit of costs; a zone costs `mean`."""
    return [float(t) for t in np.geomspace(course.hot * mean, course.cold * mean, LEVELS)]


def _zoned(part: Scope, zones: tuple[Zone, ...]) -> Zoned:
    """Return the zones, by the whole scope's numbers, as the compiled loop takes them."""
    members = np.full((len(zones), part.largest), -1, np.int64)
    zone_of = np.empty(part.size, np.int64)
    for row, (villages, _) in enumerate(zones):
        members[row, : len(villages)] = local = np.searchsorted(part.villages, villages)
        zone_of[local] = row
    count = np.array([len(villages) for villages, _ in zones], np.int64)
    return Zoned(members, count, zone_of)


def _sited(part: Scope, plan: Zoned) -> tuple[Zone, ...]:
    """Return the zones by the whole scope's numbers with their best sites; empty if one has none."""
    ground = ground_of(part)
    zones = []
    for row, size in zip(plan.members, plan.size.tolist(), strict=True):
        villages = np.sort(row[:size])
        cost, site = priced(ground, villages, size)
        if cost >= FORBIDDEN_COST:
            return ()
        zones.append((tuple(part.villages[villages].tolist()), int(part.sites[site])))
    return tuple(sorted(zones))
