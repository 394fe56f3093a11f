"""Scopes zoned within a number of rooms that is too small for the least R01 shortfall there could be.

`zoning` gives the room counts with the least shortfall whatever the number of rooms; where zones are fixed by hand the
budget may not hold as many. Then every count is solved with a price on each village of shortfall that exceeds any
cost, and the budget is settled over these sums: least shortfall within the rooms there are, then least cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assign.optimise.budget import cheapest_choice
from assign.optimise.counts import RoomCount
from assign.optimise.integer import best_partition
from assign.optimise.layout import Runner
from assign.optimise.master import Master, solve_master
from assign.optimise.scope import Scope
from assign.optimise.zones import list_zones
from assign.optimise.zoning import counted

Task = tuple[Scope, int, int]
"""Scope, number of rooms, price of a village of shortfall."""
LocalZones = tuple[tuple[tuple[int, ...], int], ...]


def squeeze(scopes: Sequence[Scope], rooms: int, price: int, run: Runner) -> list[LocalZones] | None:
    """Return the zones of each scope within `rooms` rooms in all, None where there are none.

    Parameters
    ----------
    price
        More than all scopes' zones cost together, whatever the plan.
    """
    tasks = [
        (scope, count, price)
        for scope in scopes
        for count in range(max(1, scope.least_rooms), min(scope.size, rooms) + 1)
    ]
    answers = dict(
        zip([(scope.name, count) for scope, count, _ in tasks], run(solve_within, tasks), strict=True)
    )
    known = [
        {count: found for (name, count), found in answers.items() if name == scope.name and found.zones}
        for scope in scopes
    ]
    choice = cheapest_choice(known, rooms)
    if choice is None:
        return None
    return [counts[count].zones for counts, count in zip(known, choice, strict=True)]


def solve_within(task: Task) -> RoomCount:
    """Return a scope's best zones with exactly so many rooms, shortfall priced.

    Zones of up to ``R01.max + extra`` villages are listed; `extra` grows until a larger zone would alone carry more
    shortfall than the plan found.
    """
    scope, rooms, price = task
    reach = scope.reach()
    for extra in range(scope.size + 1):
        largest = max(1, min(reach, scope.largest + extra))
        zones = list_zones(scope, 1, largest)
        if len(zones):
            priced = zones.priced(zones.shortfall(scope.smallest, scope.largest) * price)
            prices = solve_master(priced, rooms, Master(priced, rooms))
            if prices.feasible:
                found = counted(priced, best_partition(scope, priced, prices))
                if found.zones and (largest == reach or found.cost // price <= extra):
                    return found
        if largest == reach:
            break
    return replace(RoomCount(rooms, 0, solved=True), zones=())
