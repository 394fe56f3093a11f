"""A scope's best zones for each number of rooms, R01 relaxed by the fewest villages where it must be."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from assign.errors import NoPlanError
from assign.optimise.counts import RoomCount, ScopeZoning
from assign.optimise.frontier import zone_frontier
from assign.optimise.integer import IMPOSSIBLE, Partition, best_partition
from assign.optimise.master import Master, Prices, solve_master
from assign.optimise.scope import Scope
from assign.optimise.stop import NEVER, Stop
from assign.optimise.unfinished import least_rooms, quick_count, quick_zoning
from assign.optimise.wide import zone_wide
from assign.optimise.zones import Zones, list_zones

EAGER_VILLAGES = 80
"""Up to this size every room count is solved to the end at once; above, only those that the budget picks."""
LARGEST_LISTED = 12
FEW_VILLAGES = 24
"""Zones larger than `LARGEST_LISTED` are listed only in scopes of at most so many villages: there are too many."""


def zone_scope(scope: Scope, stop: Stop = NEVER) -> ScopeZoning:
    """Return the scope's zones for every number of rooms that breaks R01 least.

    Within R01's sizes first; where no partition exists, `_relaxed` widens them. Once `stop` has passed, the best
    plans stand with the bounds so far; where there is none, a quick one without a proof. Where the zones are too large
    to be listed, `zone_wide` takes over.
    """
    if scope.size == 0:
        return ScopeZoning(scope.name, 0, (scope.smallest, scope.largest), 0, {0: _empty()})
    if stop.passed():
        return quick_zoning(scope)
    if not listable(scope):
        return zone_wide(scope, stop)
    low = max(-(-scope.size // scope.largest), least_rooms(scope))
    high = scope.size // scope.smallest
    if low <= high:
        try:
            zones = list_zones(scope, scope.smallest, scope.largest)
        except NoPlanError:
            return (zone_frontier if scope.largest <= LARGEST_LISTED else zone_wide)(scope, stop)
        if len(zones):
            numbers = range(low, high + 1)
            counts = _solve_counts(scope, zones, numbers, eager=scope.size <= EAGER_VILLAGES, stop=stop)
            possible = {rooms: count for rooms, count in counts.items() if count.bound < IMPOSSIBLE}
            if stop.passed() and not any(count.zones for count in possible.values()):
                return quick_zoning(scope, possible, len(zones))
            if any(count.zones or not count.solved for count in possible.values()):
                ruled_out = {rooms: count for rooms, count in counts.items() if rooms not in possible}
                sizes = (scope.smallest, scope.largest)
                return ScopeZoning(scope.name, 0, sizes, len(zones), possible, ruled_out=ruled_out)
    return _relaxed(scope, stop)


def listable(scope: Scope) -> bool:
    """Return whether the zones of R01's sizes can be listed: their number grows by the size of the largest."""
    return scope.size <= FEW_VILLAGES or scope.largest <= LARGEST_LISTED


def solve_count(scope: Scope, zoning: ScopeZoning, rooms: int, stop: Stop = NEVER) -> RoomCount:
    """Return one room count of a scope solved to the end (for scopes above `EAGER_VILLAGES`)."""
    if stop.passed():
        return quick_count(scope, zoning, rooms)
    zones = list_zones(scope, *zoning.sizes)
    count = _solve_counts(scope, zones, [rooms], eager=True, stop=stop)[rooms]
    if count.zones or not stop.passed():
        return count
    return quick_count(scope, replace(zoning, counts={**zoning.counts, rooms: count}), rooms)


def _empty() -> RoomCount:
    return RoomCount(0, 0, solved=True, cost=0)


def _solve_counts(
    scope: Scope, zones: Zones, numbers: range | list[int], *, eager: bool, stop: Stop
) -> dict[int, RoomCount]:
    """Return each room count's LP bound and, if `eager`, its best partition.

    Once `stop` has passed, the last prices bound the counts that are left: their sum holds for any number of rooms.
    """
    out: dict[int, RoomCount] = {}
    master = Master(zones, numbers[0])
    prices = None
    for rooms in numbers:
        if prices and stop.passed():
            line = replace(
                prices, rooms=rooms, bound=prices.bound + (rooms - prices.rooms) * prices.room_dual
            )
            out[rooms] = _priced(line, line.bound, solved=True)
            continue
        prices = solve_master(zones, rooms, master, stop)
        if not prices.feasible:
            out[rooms] = _priced(prices, IMPOSSIBLE, solved=True)
        elif eager:
            out[rooms] = counted(zones, best_partition(scope, zones, prices, stop=stop))
        else:
            out[rooms] = _priced(prices, prices.bound, solved=False)
    return out


def counted(zones: Zones, found: Partition) -> RoomCount:
    """Return what is known of a room count once whole zones were searched."""
    prices = found.prices
    chosen = tuple(
        (tuple(sorted(int(v) for v in zones.members[zone] if v >= 0)), int(zones.site[zone]))
        for zone in found.zones
    )
    return replace(
        _priced(prices, found.bound, solved=True),
        cost=found.cost,
        zones=tuple(sorted(chosen)),
        kept=int((prices.reduced <= found.bound - prices.bound).sum()),
    )


def _priced(prices: Prices, bound: int, *, solved: bool) -> RoomCount:
    """Return what the prices of a room count tell, without zones."""
    used = np.flatnonzero(prices.cut_dual)
    return RoomCount(
        rooms=prices.rooms,
        bound=bound,
        solved=solved,
        lp_bound=prices.bound,
        dual=tuple(map(int, prices.dual)),
        room_dual=prices.room_dual,
        cuts=tuple(
            (
                (int(prices.cuts[k, 0]), int(prices.cuts[k, 1]), int(prices.cuts[k, 2])),
                int(prices.cut_dual[k]),
            )
            for k in used
        ),
        kept=int((prices.reduced <= 0).sum()),
    )


def _relaxed(scope: Scope, stop: Stop) -> ScopeZoning:
    """Return the zones with the least R01 shortfall, proven, and least cost among those.

    Each village of shortfall costs more than any plan. Zones of up to ``largest + extra`` villages are listed,
    until `_beyond` shows that a plan with a larger zone has more shortfall than the best one found. Where that
    lists too many zones, the best plan found stands without proof.
    """
    found: ScopeZoning | None = None
    reach = scope.reach()
    for extra in range(scope.size + 1):
        sizes = (1, max(1, min(reach, scope.largest + extra)))
        try:
            zones = list_zones(scope, *sizes)
        except NoPlanError:
            if found is None:
                raise
            return _unproven(found)
        if not len(zones):
            return ScopeZoning(scope.name, 0, sizes, 0, {})
        found = _least_shortfall(scope, zones, sizes, stop)
        if stop.passed():
            return _unproven(found) if found.counts else quick_zoning(scope)
        if sizes[1] >= reach or (found.counts and found.shortfall < _beyond(scope, sizes[1])):
            return found
    raise AssertionError("zones of all villages in reach end the search")


def _beyond(scope: Scope, largest: int) -> int:
    """Return the least shortfall of any plan that has a zone of more than `largest` villages.

    Such a zone of ``k`` villages alone has ``k - R01.max``. And with at least ``p`` rooms (R03, required sites) the
    others have ``p - 1`` zones for ``n - k`` villages, so ``R01.min * (p - 1) - (n - k)`` more.
    """
    size = largest + 1
    rooms = least_rooms(scope)
    others = max(0, scope.smallest * (rooms - 1) - (scope.size - size))
    return size - scope.largest + others


def _least_shortfall(scope: Scope, zones: Zones, sizes: tuple[int, int], stop: Stop) -> ScopeZoning:
    """Return the room counts with the least shortfall among the zones of these sizes."""
    shortfall = zones.shortfall(scope.smallest, scope.largest)
    weight = int(zones.cost.max()) * scope.size + 1
    counts = _relaxed_counts(scope, zones.priced(shortfall * weight), weight, stop)
    least = min((count.cost // weight for count in counts.values() if count.zones), default=0)
    best = {
        rooms: _without_penalty(count, least, weight)
        for rooms, count in counts.items()
        if count.zones and count.cost // weight == least
    }
    ruled_out = {
        rooms: replace(count, lp_bound=count.lp_bound - least * weight)
        for rooms, count in counts.items()
        if rooms not in best
    }
    return ScopeZoning(scope.name, int(least), sizes, len(zones), best, weight, ruled_out)


def _unproven(found: ScopeZoning) -> ScopeZoning:
    """Return the plans found with every claim of proof taken back."""
    counts = {
        rooms: replace(count, bound=0, lp_bound=0, dual=(0,) * len(count.dual), room_dual=0, cuts=())
        for rooms, count in found.counts.items()
    }
    return replace(found, counts=counts, shortfall_price=0, ruled_out={})


def _relaxed_counts(scope: Scope, zones: Zones, weight: int, stop: Stop) -> dict[int, RoomCount]:
    """Return the room counts searched in order of their LP shortfall, until none left can have a smaller one.

    The others have their prices only.
    """
    low = least_rooms(scope)
    master = Master(zones, low)
    masters = [solve_master(zones, rooms, master, stop) for rooms in range(low, scope.size + 1)]
    out = {prices.rooms: _priced(prices, IMPOSSIBLE, solved=True) for prices in masters}
    least = IMPOSSIBLE
    for prices in sorted((p for p in masters if p.feasible), key=lambda p: (p.bound, p.rooms)):
        if prices.bound > (least + 1) * weight:
            break
        count = counted(zones, best_partition(scope, zones, prices, stop=stop))
        out[prices.rooms] = count
        if count.zones:
            least = min(least, count.cost // weight)
    return out


def _without_penalty(count: RoomCount, least: int, weight: int) -> RoomCount:
    """Return the count with the shortfall's price taken off cost, bounds and duals.

    Every plan with this many rooms has at least `least` of shortfall, which the room price carries.
    """
    return replace(
        count,
        bound=count.bound - least * weight,
        cost=count.cost - least * weight,
        lp_bound=count.lp_bound - least * weight,
    )
