"""A scope's best zones for each number of rooms, R01 relaxed by the fewest villages where it must be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from assign.errors import NoPlanError
from assign.optimise.integer import IMPOSSIBLE, Partition, best_partition
from assign.optimise.master import Master, Prices, solve_master
from assign.optimise.scope import Scope
from assign.optimise.zones import Zones, list_zones

EAGER_VILLAGES = 80
"""Up to this size every room count is solved to the end at once; above, only those that the budget picks."""


@dataclass(frozen=True, eq=False)
class RoomCount:
    """What is known of one scope with one number of rooms.

    Parameters
    ----------
    bound
        Proven lower bound of the cost, `IMPOSSIBLE` when no partition exists.
    solved
        Whether whole zones were searched; until then `zones` is empty and `bound` is the LP's.
    cost
        Cost of `zones` in 1/10,000 minute, R01 shortfall not counted.
    zones
        (villages, site) of each zone: local numbers.
    dual, room_dual, cuts
        The prices that prove `lp_bound`; a cut is three villages and its price.
    kept
        Zones whose reduced cost is at most ``bound - lp_bound``.
    """

    rooms: int
    bound: int
    solved: bool
    cost: int = IMPOSSIBLE
    zones: tuple[tuple[tuple[int, ...], int], ...] = ()
    lp_bound: int = 0
    dual: tuple[int, ...] = ()
    room_dual: int = 0
    cuts: tuple[tuple[tuple[int, int, int], int], ...] = ()
    kept: int = 0

    @property
    def proven(self) -> bool:
        """Whether nothing better exists for this number of rooms."""
        return self.solved and self.bound in (IMPOSSIBLE, self.cost)


@dataclass(frozen=True, eq=False)
class ScopeZoning:
    """A scope's answers by number of rooms, all with the least R01 shortfall.

    Parameters
    ----------
    shortfall
        Villages by which R01 must be broken; proven the least.
    sizes
        Sizes of the zones listed.
    listed
        How many zones there are of these sizes.
    shortfall_price
        Price of a village of shortfall in the duals, 0 when R01 holds.
    ruled_out
        Numbers of rooms that `counts` leaves out, with the prices that say why.
    """

    name: str
    shortfall: int
    sizes: tuple[int, int]
    listed: int
    counts: Mapping[int, RoomCount]
    shortfall_price: int = 0
    ruled_out: Mapping[int, RoomCount] = field(default_factory=dict)


def zone_scope(scope: Scope) -> ScopeZoning:
    """Return the scope's zones for every number of rooms that breaks R01 least.

    Within R01's sizes first; where no partition exists, `_relaxed` widens them.
    """
    if scope.size == 0:
        return ScopeZoning(scope.name, 0, (scope.smallest, scope.largest), 0, {0: _empty()})
    low = max(-(-scope.size // scope.largest), scope.least_rooms, int(scope.required.sum()) and 1)
    high = scope.size // scope.smallest
    if low <= high:
        zones = list_zones(scope, scope.smallest, scope.largest)
        if len(zones):
            counts = _solve_counts(scope, zones, range(low, high + 1), eager=scope.size <= EAGER_VILLAGES)
            possible = {rooms: count for rooms, count in counts.items() if count.bound < IMPOSSIBLE}
            if any(count.zones or not count.solved for count in possible.values()):
                ruled_out = {rooms: count for rooms, count in counts.items() if rooms not in possible}
                sizes = (scope.smallest, scope.largest)
                return ScopeZoning(scope.name, 0, sizes, len(zones), possible, ruled_out=ruled_out)
    return _relaxed(scope)


def solve_count(scope: Scope, zoning: ScopeZoning, rooms: int) -> RoomCount:
    """Return one room count of a scope solved to the end (for scopes above `EAGER_VILLAGES`)."""
    zones = list_zones(scope, *zoning.sizes)
    return _solve_counts(scope, zones, [rooms], eager=True)[rooms]


def _empty() -> RoomCount:
    return RoomCount(0, 0, solved=True, cost=0)


def _solve_counts(
    scope: Scope, zones: Zones, numbers: range | list[int], *, eager: bool
) -> dict[int, RoomCount]:
    """Return each room count's LP bound and, if `eager`, its best partition."""
    out: dict[int, RoomCount] = {}
    master = Master(zones, numbers[0])
    for rooms in numbers:
        prices = solve_master(zones, rooms, master)
        if not prices.feasible:
            out[rooms] = _priced(prices, IMPOSSIBLE, solved=True)
        elif eager:
            out[rooms] = _counted(zones, best_partition(scope, zones, prices))
        else:
            out[rooms] = _priced(prices, prices.bound, solved=False)
    return out


def _counted(zones: Zones, found: Partition) -> RoomCount:
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
    )


def _relaxed(scope: Scope) -> ScopeZoning:
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
        found = _least_shortfall(scope, zones, sizes)
        if sizes[1] >= reach or (found.counts and found.shortfall < _beyond(scope, sizes[1])):
            return found
    raise AssertionError("zones of all villages in reach end the search")


def _beyond(scope: Scope, largest: int) -> int:
    """Return the least shortfall of any plan that has a zone of more than `largest` villages.

    Such a zone of ``k`` villages alone has ``k - R01.max``. And with at least ``p`` rooms (R03, required sites) the
    others have ``p - 1`` zones for ``n - k`` villages, so ``R01.min * (p - 1) - (n - k)`` more.
    """
    size = largest + 1
    rooms = max(scope.least_rooms, int(scope.required.sum()), 1)
    others = max(0, scope.smallest * (rooms - 1) - (scope.size - size))
    return size - scope.largest + others


def _least_shortfall(scope: Scope, zones: Zones, sizes: tuple[int, int]) -> ScopeZoning:
    """Return the room counts with the least shortfall among the zones of these sizes."""
    shortfall = zones.shortfall(scope.smallest, scope.largest)
    weight = int(zones.cost.max()) * scope.size + 1
    counts = _relaxed_counts(scope, zones.priced(shortfall * weight), weight)
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


def _relaxed_counts(scope: Scope, zones: Zones, weight: int) -> dict[int, RoomCount]:
    """Return the room counts searched in order of their LP shortfall, until none left can have a smaller one.

    The others have their prices only.
    """
    low = max(1, scope.least_rooms)
    master = Master(zones, low)
    masters = [solve_master(zones, rooms, master) for rooms in range(low, scope.size + 1)]
    out = {prices.rooms: _priced(prices, IMPOSSIBLE, solved=True) for prices in masters}
    least = IMPOSSIBLE
    for prices in sorted((p for p in masters if p.feasible), key=lambda p: (p.bound, p.rooms)):
        if prices.bound > (least + 1) * weight:
            break
        count = _counted(zones, best_partition(scope, zones, prices))
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
