"""Scopes whose zones are too large to be listed (20 to 40 units, say): a plan by annealing, a bound by prices.

Each number of rooms ``p`` for itself:

1. A quick plan is bettered by annealing.
2. The bound relaxes that each village is in one zone (Lagrange; Held and Karp 1971) and that zones hang together: by
   prices λ of the villages each host takes its cheapest set of R01's sizes (`wide_kernels`), and the `p` cheapest hosts
   have a room: ``Σ_v λ_v + Σ of the p least reduced costs``, a lower bound for any λ, in whole numbers.

What stands is `feasible` with its gap, or `optimal` where the two meet.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assign.optimise.anneal import annealed
from assign.optimise.counts import RoomCount, ScopeZoning
from assign.optimise.integer import IMPOSSIBLE
from assign.optimise.quick import Zone, quick_zones
from assign.optimise.scope import Scope, zones_cost
from assign.optimise.stop import NEVER, Stop
from assign.optimise.stream import ground_of
from assign.optimise.unfinished import least_rooms, planned, quick_zoning
from assign.optimise.wide_kernels import NONE, relaxed_zones

STEPS = 6_000
"""Steps of annealing a village, for each number of rooms."""
WORK = 80_000_000
"""Pairs of villages looked at for a bound, about: the larger the scope, the fewer rounds."""
ROUNDS = (30, 400)
PATIENCE = 15
"""After so many rounds without a better bound the steps are halved."""


@dataclass(frozen=True, eq=False)
class Relaxed:
    """A lower bound for a number of rooms, the prices of villages and of a room that prove it."""

    rooms: int
    dual: NDArray[np.int64]
    room_dual: int

    @property
    def bound(self) -> int:
        """What the prices prove, in 1/10,000 minute."""
        return int(self.dual.sum()) + self.rooms * self.room_dual


def zone_wide(scope: Scope, stop: Stop = NEVER) -> ScopeZoning:
    """Return a plan and a bound for every number of rooms that R01 allows; quick plans where none keeps R01."""
    if least_rooms(scope) * scope.smallest > scope.size:
        return _crowded(scope, stop)
    shortfall, plans = quick_zones(scope)
    if shortfall or not plans or stop.passed():
        return quick_zoning(scope)
    zoning = planned(scope, plans[min(plans)])
    counts: dict[int, RoomCount] = {}
    for rooms, known in zoning.counts.items():
        begun = plans.get(rooms, plans[min(plans, key=lambda other: (abs(other - rooms), other))])
        better = annealed(scope, begun, rooms, stop, steps=STEPS)
        plan = _cheaper(scope, plans.get(rooms, ()), better)
        found = relaxed(scope, rooms, zones_cost(scope, plan) if plan else 0, stop)
        counts[rooms] = _counted(scope, known, plan, found)
    return replace(zoning, counts=counts)


def _crowded(scope: Scope, stop: Stop) -> ScopeZoning:
    """Return a plan where more rooms are asked for (R03, required sites) than R01's least size leaves villages for.

    With so many rooms, none larger than that size, R01 is broken by the fewest villages; more rooms break it more.
    """
    rooms = least_rooms(scope)
    part = replace(scope, smallest=1, largest=scope.smallest)
    shortfall, plans = quick_zones(part)
    if shortfall or not plans or stop.passed():
        return quick_zoning(scope)
    begun = plans[min(plans)]
    plan = _cheaper(part, plans.get(rooms, ()), annealed(part, begun, rooms, stop, steps=STEPS))
    if not plan:
        return quick_zoning(scope)
    silent = (0,) * scope.size
    known = RoomCount(rooms, 0, solved=True, dual=silent)
    more = range(rooms + 1, scope.size + 1)
    return ScopeZoning(
        scope.name,
        rooms * scope.smallest - scope.size,
        (1, part.largest),
        0,
        {rooms: _counted(part, known, plan, relaxed(part, rooms, zones_cost(part, plan), stop))},
        ruled_out={number: RoomCount(number, IMPOSSIBLE, solved=True, dual=silent) for number in more},
    )


def _cheaper(scope: Scope, *plans: tuple[Zone, ...]) -> tuple[Zone, ...]:
    """Return the cheapest of the plans that there are."""
    return min((plan for plan in plans if plan), key=lambda plan: (zones_cost(scope, plan), plan), default=())


def _counted(scope: Scope, known: RoomCount, plan: tuple[Zone, ...], found: Relaxed | None) -> RoomCount:
    """Return what is known of a number of rooms."""
    if plan:
        known = replace(known, zones=plan, cost=zones_cost(scope, plan))
    if found is None or found.bound <= 0:
        return known
    dual = tuple(map(int, found.dual))
    return replace(known, bound=found.bound, lp_bound=found.bound, dual=dual, room_dual=found.room_dual)


def sizes_of(scope: Scope, rooms: int) -> tuple[int, int]:
    """Return the sizes that a zone can have beside ``rooms - 1`` others of R01's sizes."""
    others = rooms - 1
    return (
        max(scope.smallest, scope.size - others * scope.largest),
        min(scope.largest, scope.size - others * scope.smallest),
    )


def relaxed(scope: Scope, rooms: int, cost: int, stop: Stop = NEVER) -> Relaxed | None:
    """Return the best bound that a subgradient ascent finds; None if nothing was proven in time.

    Steps go by Polyak's rule ``θ · (cost - value) / |g|²``, where `g` says how often each village is wanted beyond
    the once that the `rooms` cheapest hosts take it.

    Parameters
    ----------
    cost
        What a plan costs; 0 where there is none.
    """
    sizes, ground = sizes_of(scope, rooms), ground_of(scope)
    rate = np.zeros(len(scope.sites), np.int64)
    value = np.empty(scope.size, np.int64)
    sets = np.zeros((scope.size, scope.size), np.bool_)
    price = np.full(scope.size, cost / scope.size)
    best: Relaxed | None = None
    pace, waited = 1.0, 0
    most = min(max(WORK // scope.size**2, ROUNDS[0]), ROUNDS[1])
    for _ in range(most):
        if stop.passed():
            break
        dual = np.rint(price).astype(np.int64)
        relaxed_zones(ground, sizes, dual, rate, value, sets)
        hosts = np.argsort(value, kind="stable")[:rooms]
        if value[hosts[-1]] == NONE:
            break
        found = Relaxed(rooms, dual, int(value[hosts].sum()) // rooms)
        waited += 1
        if best is None or found.bound > best.bound:
            best, waited = found, 0
        if waited > PATIENCE:
            pace, waited, price = pace / 2, 0, best.dual.astype(np.float64)
            continue
        wanted = 1.0 - sets[hosts].sum(axis=0)
        length = float((wanted**2).sum())
        if length == 0 or (cost and best.bound >= cost):
            break
        goal = cost or 1.02 * abs(best.bound)
        price = price + pace * max(goal - found.bound, 1e-4 * abs(goal)) / length * wanted
    return best
