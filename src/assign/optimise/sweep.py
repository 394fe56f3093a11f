"""The best partition by a sweep over covered sets: exact while nothing is left out, else a good plan and a bound.

Partial plans grow by one zone a layer. Two partial plans that cover the same villages with the same number of
zones have the same futures, so only the cheaper one is kept. A plan costs ``bound + Σ reduced + Σ prices of cuts
never hit``; a partial plan is dropped when what it has spent, and what its open villages will spend at least,
exceed the ceiling. When a layer has more partial plans than its width, those of the least promise are left out,
and the least they could have cost is the bound that remains.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assign.optimise import sweep_kernels
from assign.optimise.cuts import index_cuts
from assign.optimise.master import Prices
from assign.optimise.zones import Zones

AHEAD = 12
"""Open villages of which the most pressing is served next."""


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
        Whether nothing was left out for want of width.
    kept
        Zones that could take part.
    """

    zones: tuple[int, ...]
    cost: int
    floor: int
    whole: bool
    kept: int


@dataclass(frozen=True, eq=False)
class _Pool:
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
    zones: Zones, prices: Prices, order: NDArray[np.int64], rooms: int, *, ceiling: int, width: int
) -> Swept:
    """Return the best partition of some villages that costs at most `ceiling`.

    Parameters
    ----------
    order
        The villages to partition, in the order in which the sweep covers them.
    width
        Partial plans kept in a layer.
    """
    base = priced(prices, order, rooms)
    window = ceiling - base
    pool = _pool(zones, prices, order, window)
    masks = np.zeros((1, pool.words.shape[1]), np.uint64)
    masks[0, len(order) // 64] = np.uint64(1) << np.uint64(len(order) % 64)  # villages outside count as covered
    spent = np.zeros(1, np.int64)
    parents: list[NDArray[np.int32]] = []
    takens: list[NDArray[np.int32]] = []
    edge = sweep_kernels.DEAD
    for layer in range(rooms):
        masks, spent, parent, taken, left_out = _layer(pool, masks, spent, layer == rooms - 1, window, width)
        edge = min(edge, left_out)
        parents.append(parent)
        takens.append(taken)
    whole = edge > window
    floor = base + min(edge, window + 1)
    if not len(spent):
        return Swept((), ceiling + 1, floor, whole, len(pool.numbers))
    cost = base + int(spent[0])
    return Swept(_trace(pool, parents, takens), cost, min(floor, cost), whole, len(pool.numbers))


def _layer(
    pool: _Pool,
    masks: NDArray[np.uint64],
    spent: NDArray[np.int64],
    last: bool,
    window: int,
    width: int,
) -> tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.int32], NDArray[np.int32], int]:
    """Return the next layer, most promising first, and the least that what was left out could have spent."""
    room = int(min(2 * width, max(1, len(spent)) * len(pool.numbers) + 1))
    out_masks = np.empty((room, masks.shape[1]), np.uint64)
    out_spent, key = np.empty(room, np.int64), np.empty(room, np.int64)
    parent, taken = np.empty(room, np.int32), np.empty(room, np.int32)
    table = np.empty(1 << (2 * room).bit_length(), np.int32)
    count, edge = sweep_kernels.next_layer(
        masks, spent, last, window, AHEAD, pool.words, pool.members, pool.value, pool.by_ptr, pool.by_village,
        pool.together, pool.cut_ptr, pool.partner, pool.weight, out_masks, out_spent, key, parent, taken, table,
    )  # fmt: skip
    best = np.argsort(key[:count], kind="stable")
    if count > width:
        edge = min(edge, key[best[width]])
    best = best[:width]
    return out_masks[best], out_spent[best], parent[best], taken[best], int(edge)


def _trace(pool: _Pool, parents: list[NDArray[np.int32]], takens: list[NDArray[np.int32]]) -> tuple[int, ...]:
    """Return the zones of the first plan of the last layer, which is the cheapest."""
    zones = []
    plan = 0
    for parent, taken in zip(reversed(parents), reversed(takens), strict=True):
        zones.append(int(pool.numbers[taken[plan]]))
        plan = int(parent[plan])
    return tuple(sorted(zones))


def _pool(zones: Zones, prices: Prices, order: NDArray[np.int64], window: int) -> _Pool:
    """Return the zones inside `order` whose reduced cost is at most `window`, with what the sweep reads."""
    n = len(order)
    keep = np.flatnonzero(prices.reduced <= window)
    place = np.full(zones.villages + 1, n + 1, np.int64)
    place[order] = np.arange(n)
    place[-1] = n  # padding: -1 reads it
    if n < zones.villages:
        keep = keep[(place[zones.members[keep]] <= n).all(axis=1)]
    numbers = keep[np.argsort(prices.reduced[keep], kind="stable")]
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
    cut_place = np.minimum(place[prices.cuts], n)
    index = index_cuts(cut_place, n)
    return _Pool(
        numbers, prices.reduced[numbers], np.where(places < n, places, -1).astype(np.int16), words, by_ptr,
        by_village, together, index.ptr, index.partner, prices.cut_dual[index.cut],
    )  # fmt: skip
