"""A large plan made better district by district: some 300 villages at a time are partitioned anew by a beam search.

A plan that no window of 120 villages can better may still be some 6 % above the bound, as the windows' borders stand
still; windows of 300 see half of that. They are beyond `sweep`, but their own linear master with cuts tells a beam
search so well where it stands that it mostly comes within 1 to 2 % of the district's bound.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assign.optimise.beam import beam
from assign.optimise.generate import Bound, Generation, plan_zones, zones_near
from assign.optimise.master import Prices
from assign.optimise.quick import Zone
from assign.optimise.regions import sweep_order
from assign.optimise.reheat import window_around
from assign.optimise.scope import Scope
from assign.optimise.stop import NEVER, Stop
from assign.optimise.subscope import chosen_zones, in_part, in_whole, subscope
from assign.optimise.zones import Zones

VILLAGES = 300
"""Villages of a district, about."""
ROUNDS = 2
"""The plan is gone over so many times, at most."""
MOST = 24
"""Districts in all, at most: each takes some five seconds."""
ALIKE = 0.6
"""A district of which more than this part has been one is left out."""
LEAST = 0.005
"""So is one that is at most this part above the prices."""
BEGUN = 0.15
"""Zones whose reduced cost is at most this part of a mean zone's cost begin a district's master."""
KEPT = 200_000
"""Zones that a thread may keep, at most: the reach is halved until they suffice."""
FEW = 150
"""Districts of so many villages are searched more widely."""
CUT_ROUNDS = 1
ENOUGH = 3e-4
"""A district's columns are enough when more can raise its bound by no more than this part."""


@dataclass(frozen=True)
class _Search:
    """How widely a beam searches: reduced costs and what may be spent in parts of a mean zone's cost, and plans."""

    near: float
    slack: float
    width: int


USUAL, WIDE = _Search(0.25, 0.5, 3000), _Search(0.5, 2.0, 10_000)


@dataclass(frozen=True, eq=False)
class _Begun:
    """What a district's master begins with: zones of the whole scope, and its cuts."""

    zones: Zones
    cuts: NDArray[np.int64]


def improve_districts(
    scope: Scope, bound: Bound, plan: tuple[Zone, ...], stop: Stop = NEVER
) -> tuple[Zone, ...]:
    """Return a plan at least as good, with as many zones.

    Parameters
    ----------
    bound
        Prices of the whole scope.
    plan
        Zones that keep R01 and cover the scope.
    """
    begun = _Begun(zones_near(scope, bound, len(plan), BEGUN, KEPT)[1], bound.cuts)
    seen: list[set[Zone]] = []
    rounds = 1
    for _ in range(MOST):
        district = _worst(scope, bound, plan, seen)
        if not district and seen and rounds < ROUNDS:
            seen, rounds = [], rounds + 1
            district = _worst(scope, bound, plan, seen)
        if not district or stop.passed():
            break
        better = _redrawn(scope, begun, stop, district)
        seen.append(set(better))
        plan = tuple(sorted({*plan}.difference(district).union(better)))
    return plan


def _worst(scope: Scope, bound: Bound, plan: tuple[Zone, ...], seen: list[set[Zone]]) -> tuple[Zone, ...]:
    """Return the zones around that zone where most is spent beyond the prices; none where all is seen or cheap.

    Parameters
    ----------
    seen
        Districts that have been partitioned: one that is mostly the same is not taken.
    """
    own = plan_zones(scope, plan)
    spent, owner = bound.reduced(own), np.empty(scope.size, np.int64)
    for number, (villages, _) in enumerate(plan):
        owner[list(villages)] = number
    everywhere = np.ones(len(plan), np.bool_)
    best: tuple[float, tuple[Zone, ...]] = LEAST, ()
    for villages, _ in plan:
        numbers = window_around(scope, plan, owner, everywhere, villages[0], VILLAGES)
        share = float(spent[numbers].sum() / own.cost[numbers].sum())
        district = tuple(plan[number] for number in numbers)
        if share > best[0] and all(
            len(other.intersection(district)) <= ALIKE * len(district) for other in seen
        ):
            best = share, district
    return best[1]


def _redrawn(scope: Scope, begun: _Begun, stop: Stop, before: tuple[Zone, ...]) -> tuple[Zone, ...]:
    """Return better zones for the villages of some, as many; the same when none were found."""
    part = subscope(scope, sorted(village for villages, _ in before for village in villages))
    own = plan_zones(part, in_part(part, before))
    bound = _priced(
        part, len(before), _joined(_inside(part, begun.zones), own), _cuts_inside(part, begun.cuts), stop
    )
    cost = int(own.cost.sum())
    if bound is None or bound.value(len(before)) >= cost:
        return before
    how = WIDE if part.size <= FEW else USUAL
    zones = _joined(zones_near(part, bound, len(before), how.near, KEPT)[1], own)
    prices = Prices(
        len(before), bound.dual, bound.least, bound.value(len(before)), bound.reduced(zones), (), True, bound.cuts,
        bound.cut_dual,
    )  # fmt: skip
    chosen = beam(
        part, zones, prices, sweep_order(part), ceiling=cost - 1, width=how.width, slack=how.slack, stop=stop
    )
    return in_whole(part, chosen_zones(zones, chosen)) if chosen else before


def _priced(part: Scope, rooms: int, columns: Zones, cuts: NDArray[np.int64], stop: Stop) -> Bound | None:
    """Return the prices of a district's master with cuts; None if there was no time."""
    master = Generation(part, rooms, columns, cuts, enough=ENOUGH)
    if not master.converge(stop):
        return None
    master.strengthen(stop, rounds=CUT_ROUNDS)
    return master.bound


def _inside(part: Scope, zones: Zones) -> Zones:
    """Return the zones of the whole scope that lie in a part, by its numbers."""
    place = np.full(zones.villages + 1, part.size, np.int64)
    place[part.villages] = np.arange(part.size)
    place[-1] = -1
    members = place[zones.members]
    kept = (members < part.size).all(axis=1)
    sites = np.searchsorted(part.sites, zones.site[kept])
    return Zones(members[kept].astype(np.int16), sites.astype(np.int32), zones.cost[kept], part.size)


def _cuts_inside(part: Scope, cuts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the cuts whose villages all lie in a part, by its numbers."""
    kept = np.isin(cuts, part.villages).all(axis=1)
    return np.searchsorted(part.villages, cuts[kept]).astype(np.int64)


def _joined(zones: Zones, own: Zones) -> Zones:
    """Return zones and, of others, those that are not among them."""
    known = {row.tobytes() for row in zones.members}
    return zones.joined(own.only(np.array([row.tobytes() not in known for row in own.members], np.bool_)))
