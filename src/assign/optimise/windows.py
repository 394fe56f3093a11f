"""A large plan made better window by window: a few neighbouring zones' villages are partitioned anew, exactly.

A window lists all connected zones of its villages, not only those that a pass has kept: large-neighbourhood search
(Shaw 1998) with the exact method of a station as its repair.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from assign.errors import NoPlanError
from assign.optimise.master import solve_master
from assign.optimise.quick import Zone
from assign.optimise.regions import sweep_order
from assign.optimise.scope import Scope, zones_cost
from assign.optimise.stop import NEVER, Stop
from assign.optimise.sweep import sweep
from assign.optimise.zones import list_zones

VILLAGES = 60
"""A window has at most so many villages: 180,000 zones and 140 ms."""
ROUNDS = 8
"""The plan is gone over so many times, at most; windows that have not changed since are left out."""
WIDTH = 2000
"""Partial plans kept in a layer of a window's sweep: most windows are solved exactly."""
WINDOW_ZONES = 1_000_000
"""Windows of more zones are left as they are."""


def improve_windows(
    scope: Scope,
    plan: tuple[Zone, ...],
    stop: Stop = NEVER,
    *,
    villages: int = VILLAGES,
) -> tuple[Zone, ...]:
    """Return a plan at least as good, with as many zones; there is a window around every zone.

    Parameters
    ----------
    plan
        Zones that keep R01 and cover the scope.
    villages
        Villages of a window, at most.
    """
    zones = list(plan)
    owner = np.empty(scope.size, np.int64)
    for number, (members, _) in enumerate(zones):
        owner[list(members)] = number
    settled: set[tuple[Zone, ...]] = set()
    for _ in range(ROUNDS):
        changed = False
        for centre in range(len(zones)):
            if stop.passed():
                return tuple(sorted(zones))
            numbers = _window(scope, zones, owner, zones[centre][0][0], villages)
            before = tuple(zones[number] for number in numbers)
            if len(numbers) < 2 or before in settled:
                continue
            settled.add(before)
            after = _redrawn(scope, before, stop)
            if after == before:
                continue
            changed = True
            settled.add(after)
            for number, zone in zip(numbers, after, strict=True):
                zones[number] = zone
                owner[list(zone[0])] = number
        if not changed:
            break
    return tuple(sorted(zones))


def _window(scope: Scope, zones: list[Zone], owner: NDArray[np.int64], centre: int, most: int) -> list[int]:
    """Return the zones nearest to a village, as many as have at most so many villages together."""
    numbers: dict[int, None] = {}
    size = 0
    for village in _nearest(scope, centre, most):
        number = int(owner[village])
        if number in numbers:
            continue
        size += len(zones[number][0])
        if size > most:
            break
        numbers[number] = None
    return sorted(numbers)


def _nearest(scope: Scope, centre: int, most: int) -> list[int]:
    """Return at least so many villages around one, nearest first, all of the scope's piece if it has fewer."""
    order, seen = [centre], {centre}
    for village in order:
        if len(order) > 2 * most:
            break
        for other in sorted(scope.indices[scope.indptr[village] : scope.indptr[village + 1]].tolist()):
            if other not in seen:
                seen.add(other)
                order.append(other)
    return order


def _redrawn(scope: Scope, before: tuple[Zone, ...], stop: Stop) -> tuple[Zone, ...]:
    """Return the best zones for the villages of these, as many; the same when none are cheaper."""
    inside = sorted(village for members, _ in before for village in members)
    part = subscope(scope, inside)
    try:
        zones = list_zones(part, scope.smallest, scope.largest, limit=WINDOW_ZONES)
    except NoPlanError:  # too many of them
        return before
    cost = zones_cost(scope, before)
    prices = solve_master(zones, len(before), stop=stop)
    if prices.bound >= cost:
        return before
    found = sweep(zones, prices, sweep_order(part), len(before), ceiling=cost - 1, width=WIDTH, stop=stop)
    if not found.zones:
        return before
    return tuple(
        sorted(
            (
                tuple(sorted(int(part.villages[v]) for v in zones.members[zone].tolist() if v >= 0)),
                int(part.sites[zones.site[zone]]),
            )
            for zone in found.zones
        )
    )


def subscope(scope: Scope, inside: list[int]) -> Scope:
    """Return the scope of some villages alone; its `villages` and `sites` are numbers of the scope it is cut from.

    Parameters
    ----------
    inside
        Local village numbers, sorted.
    """
    local = np.full(scope.size, -1, np.int64)
    local[inside] = np.arange(len(inside))
    rows = [local[scope.indices[scope.indptr[v] : scope.indptr[v + 1]]] for v in inside]
    rows = [row[row >= 0] for row in rows]
    sites = np.concatenate([np.arange(scope.site_ptr[v], scope.site_ptr[v + 1]) for v in inside])
    return replace(
        scope,
        villages=np.array(inside, np.int64),
        sites=sites,
        indptr=np.cumsum([0, *map(len, rows)], dtype=np.int64),
        indices=np.concatenate(rows),
        site_ptr=np.cumsum([0, *np.diff(scope.site_ptr)[inside].tolist()], dtype=np.int64),
        trip=scope.trip[np.ix_(sites, np.array(inside))],
        site_cost=scope.site_cost[sites],
        required=scope.required[sites],
        hours=scope.hours[inside],
        least_rooms=0,
    )
