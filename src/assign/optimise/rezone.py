"""One scope's zones once more, with something laid down: two villages in one zone, a site taken, a site left out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from assign.optimise.integer import best_partition
from assign.optimise.kernels import FORBIDDEN_COST
from assign.optimise.master import solve_master
from assign.optimise.scope import Scope, model_scope
from assign.optimise.zone import Zone
from assign.optimise.zones import Zones, list_zones
from assign.problem import HUNDRED, Problem

LISTED = 1_500_000
"""More zones than this are not listed again for a question."""


@dataclass(frozen=True)
class Demand:
    """What is laid down, in numbers of the Problem.

    Parameters
    ----------
    together
        Two villages that shall be in one zone.
    taken, left
        Sites where a room must stand, and where none may.
    """

    together: tuple[int, int] | None = None
    taken: Collection[int] = ()
    left: Collection[int] = ()


@dataclass(frozen=True)
class Rezoned:
    """The cheapest zones of a scope under a demand.

    Parameters
    ----------
    cost
        In 1/10,000 officer-minute a month.
    shortfall
        Villages by which R01 is broken.
    proven
        Whether nothing cheaper keeps the demand.
    """

    zones: tuple[Zone, ...]
    cost: int
    shortfall: int
    proven: bool


def scope_of_plan(problem: Problem, name: str, target_hours: float) -> Scope:
    """Return a scope as the plan's rooms were decided on, `target_hours` being what a zone should carry."""
    return model_scope(problem, name, target=round(target_hours * HUNDRED))


def rezone(
    scope: Scope, demand: Demand, *, rooms: int, sizes: tuple[int, int], shortfall: int
) -> Rezoned | None:
    """Return the cheapest division of a scope into so many zones that keeps a demand, or None where there is none.

    Parameters
    ----------
    sizes
        Smallest and largest zone that is tried.
    shortfall
        Villages by which the plan breaks R01 here; 0: zones outside R01's range are not tried.

    Raises
    ------
    NoPlanError
        If the zones are too many to be listed for a question.
    """
    asked = _asked(scope, demand)
    if asked is None:
        return None
    listed = list_zones(asked, *sizes, limit=LISTED)
    zones = _kept(asked, listed, demand)
    if not len(zones):
        return None
    broken = zones.shortfall(scope.smallest, scope.largest)
    weight = int(zones.cost.max()) * scope.size + 1 if shortfall or broken.any() else 0
    priced = zones.priced(broken * weight) if weight else zones
    prices = solve_master(priced, rooms)
    found = best_partition(asked, priced, prices) if prices.feasible else None
    if found is None or not found.zones:
        return None
    chosen = list(found.zones)
    return Rezoned(
        tuple(
            Zone(
                int(scope.sites[zones.site[z]]),
                tuple(sorted(int(scope.villages[v]) for v in zones.members[z] if v >= 0)),
            )
            for z in chosen
        ),
        int(zones.cost[chosen].sum()),
        int(broken[chosen].sum()),
        found.proven,
    )


def _asked(scope: Scope, demand: Demand) -> Scope | None:
    """Return the scope with sites taken and left out; None where a site is not one of the scope's."""
    local = {int(site): number for number, site in enumerate(scope.sites)}
    if not set(demand.taken) <= local.keys():
        return None
    required, trip = scope.required.copy(), scope.trip.copy()
    required[[local[site] for site in sorted(demand.taken)]] = True
    trip[[local[site] for site in sorted(demand.left) if site in local]] = FORBIDDEN_COST
    return replace(scope, required=required, trip=trip)


def _kept(scope: Scope, zones: Zones, demand: Demand) -> Zones:
    """Return the zones that hold both villages or neither."""
    if demand.together is None:
        return zones
    local = {int(village): number for number, village in enumerate(scope.villages)}
    first, second = ((zones.members == local[village]).any(axis=1) for village in demand.together)
    keep = np.flatnonzero(first == second)
    return Zones(zones.members[keep], zones.site[keep], zones.cost[keep], zones.villages)
