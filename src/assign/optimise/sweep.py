"""The best partition by a sweep over covered sets: exact while nothing is left out, else a good plan and a bound.

Partial plans grow by one zone a layer. Two partial plans that cover the same villages with the same number of
zones have the same futures, so only the cheaper one is kept. A plan costs ``bound + Σ reduced + Σ prices of cuts
never hit``; a partial plan is dropped when what it has spent, and what its open villages will spend at least,
exceed the ceiling. After a layer, the prices are retuned to what is open on average.

When a layer has more partial plans than its width, those of the least promise are left out,
and the least they could have cost is the bound that remains.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assign.optimise import sweep_kernels
from assign.optimise.cuts import index_cuts
from assign.optimise.master import Prices
from assign.optimise.retune import Retuner, places_in
from assign.optimise.stop import NEVER, Stop
from assign.optimise.zones import Zones

AHEAD = 12
"""Open villages of which the most pressing is served next."""
LEAST_SETS_A_PLAN = 3.0
"""A partial plan leads to at least about so many covered sets that must be looked at."""
RETUNED_FROM = 2000
"""Prices are retuned after a layer of so many partial plans."""


@dataclass(frozen=True, eq=False)
class Swept:
    """What a sweep found.

    Parameters
    ----------
    zones
        Numbers of the best partition's zones, empty when none was found under the ceiling.
    cost
        Their cost; above the ceiling when none was found.
    floor
        No partition costs less.
    whole
        Whether nothing was left out for want of width or reach.
    """

    zones: tuple[int, ...]
    cost: int
    floor: int
    whole: bool


@dataclass(frozen=True, eq=False)
class SweepPool:
    """Zones under the ceiling, in the sweep's numbers, sorted by reduced cost."""

    numbers: NDArray[np.int64]
    value: NDArray[np.int64]
    members: NDArray[np.int16]
    words: NDArray[np.uint64]
    by_ptr: NDArray[np.int64]
    by_village: NDArray[np.int64]
    together: NDArray[np.uint64]
    cut_ptr: NDArray[np.int64]
    partner: NDArray[np.int64]
    weight: NDArray[np.int64]


def priced(prices: Prices, villages: NDArray[np.int64], rooms: int) -> int:
    """Return what any `rooms` zones that partition these villages cost at least, by the prices alone."""
    inside = np.zeros(len(prices.dual), np.bool_)
    inside[villages] = True
    hit = inside[prices.cuts].sum(axis=1) >= 2
    return int(prices.dual[villages].sum()) + rooms * prices.room_dual + int(prices.cut_dual[hit].sum())


def sweep(
    zones: Zones,
    prices: Prices,
    order: NDArray[np.int64],
    rooms: int,
    *,
    ceiling: int,
    width: int,
    reach: int | None = None,
    sets: int | None = None,
    stop: Stop = NEVER,
) -> Swept:
    """Return the best partition of some villages that costs at most `ceiling`.

    Parameters
    ----------
    order
        The villages to partition, in the order in which the sweep covers them.
    width
        Partial plans kept in a layer.
    reach
        Zones of a higher reduced cost are left out.
    sets
        About how many covered sets may be looked at in all: layers are made narrower to keep to it.
    stop
        When it has passed, the sweep ends with nothing found and nothing proven.
    """
    base = priced(prices, order, rooms)
    window = ceiling - base
    if reach is None or reach > window:
        reach = window
    zones, prices, numbers = zones_inside(zones, prices, order, reach)
    pool = pool_of(zones, prices, order)
    masks = np.zeros((1, pool.words.shape[1]), np.uint64)
    masks[0, len(order) // 64] = np.uint64(1) << np.uint64(
        len(order) % 64
    )  # villages outside count as covered
    spent = sure = np.zeros(1, np.int64)
    parents: list[NDArray[np.int32]] = []
    takens: list[NDArray[np.int64]] = []
    edge = reach + 1 if reach < window else sweep_kernels.DEAD
    retuner = None
    grown = seen = 0
    for left in range(rooms - 1, -1, -1):
        if stop.passed():
            return Swept((), ceiling + 1, base, whole=False)
        grown += len(spent)
        wide = width if sets is None else _affordable(sets - seen, seen / grown, left, width)
        masks, spent, sure, parent, taken, left_out, looked = _layer(
            pool, masks, spent, sure, left == 0, window, wide
        )
        seen += looked
        edge = min(edge, left_out)
        parents.append(parent)
        takens.append(numbers[pool.numbers[taken]])
        if left > 1 and len(spent) >= RETUNED_FROM:
            retuner = retuner or Retuner(zones, prices, order)
            spent = retuner.retuned(masks, spent, left)
            pool = pool_of(zones, retuner.prices, order)
    whole = edge > window
    floor = base + min(edge, window + 1)
    if not len(spent):
        return Swept((), ceiling + 1, floor, whole)
    chosen = traced(parents, takens)
    cost = base + int(spent[0])
    if cost != int(zones.cost[np.searchsorted(numbers, chosen)].sum()):
        raise RuntimeError("the sweep's sums do not add up to the zones' costs")  # a fault of the program
    return Swept(chosen, cost, min(floor, cost), whole)


def _affordable(sets: int, sets_a_plan: float, layers: int, width: int) -> int:
    """Return the width at which the layers to come look at `sets` covered sets in all."""
    return max(1, min(width, int(sets / (max(LEAST_SETS_A_PLAN, sets_a_plan) * max(1, layers)))))


def zones_inside(
    zones: Zones, prices: Prices, order: NDArray[np.int64], reach: int
) -> tuple[Zones, Prices, NDArray[np.int64]]:
    """Return the zones inside `order` of reduced cost at most `reach`, their prices, and their numbers."""
    keep = np.flatnonzero(prices.reduced <= reach)
    if len(order) < zones.villages:
        inside = np.zeros(zones.villages + 1, np.bool_)
        inside[order] = inside[-1] = True  # the last is the padding's
        keep = keep[inside[zones.members[keep]].all(axis=1)]
    number = {zone: k for k, zone in enumerate(keep.tolist())}
    columns = tuple(number[zone] for zone in prices.columns if zone in number)
    few = Zones(zones.members[keep], zones.site[keep], zones.cost[keep], zones.villages)
    return few, replace(prices, reduced=prices.reduced[keep], columns=columns), keep


def _layer(
    pool: SweepPool,
    masks: NDArray[np.uint64],
    spent: NDArray[np.int64],
    sure: NDArray[np.int64],
    last: bool,
    window: int,
    width: int,
) -> tuple[
    NDArray[np.uint64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int32], NDArray[np.int32], int, int
]:
    """Return the next layer, most promising first; the least that what was left out could have spent; sets seen."""
    room = int(min(2 * width, max(1, len(spent)) * len(pool.numbers) + 1))
    out_masks = np.empty((room, masks.shape[1]), np.uint64)
    out_spent, key = np.empty(room, np.int64), np.empty(room, np.int64)
    parent, taken = np.empty(room, np.int32), np.empty(room, np.int32)
    table = np.empty(1 << (2 * room).bit_length(), np.int32)
    count, edge, seen = sweep_kernels.next_layer(
        masks, spent, sure, last, window, AHEAD, pool.words, pool.members, pool.value, pool.by_ptr, pool.by_village,
        pool.together, pool.cut_ptr, pool.partner, pool.weight, out_masks, out_spent, key, parent, taken, table,
    )  # fmt: skip
    best = np.argsort(key[:count], kind="stable")
    if count > width:
        edge = min(edge, key[best[width]])
    best = best[:width]
    return out_masks[best], out_spent[best], key[best], parent[best], taken[best], int(edge), int(seen)


def traced(
    parents: list[NDArray[np.int32]], takens: list[NDArray[np.int64]], plan: int = 0
) -> tuple[int, ...]:
    """Return the zones of a plan of the last layer."""
    zones = []
    for parent, taken in zip(reversed(parents), reversed(takens), strict=True):
        zones.append(int(taken[plan]))
        plan = int(parent[plan])
    return tuple(sorted(zones))


def pool_of(zones: Zones, prices: Prices, order: NDArray[np.int64]) -> SweepPool:
    """Return the zones as the sweep reads them."""
    n = len(order)
    place = places_in(order, zones.villages)
    numbers = np.argsort(prices.reduced, kind="stable")
    places = place[zones.members[numbers]]
    rows, columns = np.nonzero(places < n)
    villages = places[rows, columns]
    words = np.zeros((len(numbers), n // 64 + 1), np.uint64)
    for column in places.T:
        real = np.flatnonzero(column < n)
        words[real, column[real] // 64] |= np.left_shift(np.uint64(1), (column[real] % 64).astype(np.uint64))
    by = np.argsort(villages, kind="stable")
    by_village, by_ptr = rows[by], np.searchsorted(villages[by], np.arange(n + 1)).astype(np.int64)
    together = np.zeros((n, words.shape[1]), np.uint64)
    for village in range(n):
        mine = words[by_village[by_ptr[village] : by_ptr[village + 1]]]
        together[village] = np.bitwise_or.reduce(mine, axis=0)
    index = index_cuts(place[prices.cuts], n)
    return SweepPool(
        numbers, prices.reduced[numbers], np.where(places < n, places, -1).astype(np.int16), words, by_ptr,
        by_village, together, index.ptr, index.partner, prices.cut_dual[index.cut],
    )  # fmt: skip
