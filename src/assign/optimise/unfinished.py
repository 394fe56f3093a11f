"""Scopes that were stopped: the bounds that stand so far, and a quick plan where there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assign.optimise.counts import RoomCount, ScopeZoning
from assign.optimise.quick import Zone, quick_zones
from assign.optimise.scope import Scope, zones_cost


def least_rooms(scope: Scope) -> int:
    """Return the rooms that R03 and the required sites ask for at least."""
    return max(scope.least_rooms, int(scope.required.sum()), 1)


def quick_zoning(scope: Scope, counts: Mapping[int, RoomCount] | None = None, listed: int = 0) -> ScopeZoning:
    """Return plans made at once.

    Parameters
    ----------
    counts
        What is known of the scope within R01; used where the quick plans keep R01.
    listed
        How many zones were listed to know it.
    """
    shortfall, plans = quick_zones(scope)
    sizes = (1, scope.largest) if shortfall else (scope.smallest, scope.largest)
    if shortfall or not counts:
        low, high = least_rooms(scope), scope.size
        if not shortfall:
            low, high = max(low, -(-scope.size // scope.largest)), scope.size // scope.smallest
        silent = (0,) * scope.size
        counts = {rooms: RoomCount(rooms, 0, solved=True, dual=silent) for rooms in range(low, high + 1)}
        listed = 0
    known = dict(counts)
    for rooms, zones in plans.items():
        if rooms in known:
            known[rooms] = replace(known[rooms], solved=True, zones=zones, cost=zones_cost(scope, zones))
    return ScopeZoning(scope.name, shortfall, sizes, listed, known)


def planned(scope: Scope, zones: tuple[Zone, ...]) -> ScopeZoning:
    """Return one plan that keeps R01, without a bound; quick plans may break R01."""
    low, high = max(least_rooms(scope), -(-scope.size // scope.largest)), scope.size // scope.smallest
    silent = (0,) * scope.size
    counts = {rooms: RoomCount(rooms, 0, solved=True, dual=silent) for rooms in range(low, high + 1)}
    return with_plan(scope, ScopeZoning(scope.name, 0, (scope.smallest, scope.largest), 0, counts), zones)


def quick_count(scope: Scope, zoning: ScopeZoning, rooms: int) -> RoomCount:
    """Return one room count with a plan made at once, if there is one that breaks R01 as little."""
    known = zoning.counts[rooms]
    shortfall, plans = quick_zones(scope)
    if shortfall != zoning.shortfall or rooms not in plans:
        return replace(known, solved=True)
    return replace(known, solved=True, zones=plans[rooms], cost=zones_cost(scope, plans[rooms]))


def with_plan(scope: Scope, zoning: ScopeZoning, zones: tuple[Zone, ...]) -> ScopeZoning:
    """Return what is known of a scope with one more plan, taken where it costs less than the one known.

    Parameters
    ----------
    zones
        A plan that keeps R01.
    """
    known, cost = zoning.counts.get(len(zones)), zones_cost(scope, zones)
    if known is None or cost >= known.cost:
        return zoning
    better = replace(known, solved=True, zones=zones, cost=cost)
    return replace(zoning, counts={**zoning.counts, len(zones): better})
