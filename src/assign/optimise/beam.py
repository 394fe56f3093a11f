"""A good partition of many villages: partial plans grow by one zone a layer, and only the most promising go on.

As `sweep`, without its proof: a plan costs ``bound + Σ reduced + Σ prices of cuts never hit``, so that what a partial
plan has spent tells how far it has left the bound behind, wherever it has got to. (Beam search; Lowerre 1976.)
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assign.optimise.beam_kernels import Layer, Rules, Stock, widen
from assign.optimise.master import Prices
from assign.optimise.scope import Scope
from assign.optimise.stop import NEVER, Stop
from assign.optimise.sweep import SweepPool, pool_of, priced, traced, zones_inside
from assign.optimise.zones import Zones

AHEAD = 12
"""Open villages of which the most pressing is served next."""
SMALL = 0.001
"""Less than this part of a mean zone's cost is not looked ahead to."""


def beam(
    scope: Scope,
    zones: Zones,
    prices: Prices,
    order: NDArray[np.int64],
    *,
    ceiling: int,
    width: int,
    slack: float,
    stop: Stop = NEVER,
) -> tuple[int, ...]:
    """Return the numbers of a partition's zones that costs at most `ceiling`; none if none was met with.

    Parameters
    ----------
    zones, prices
        Zones of the scope that may take part, and prices for its number of rooms.
    order
        All villages of the scope, in the order in which they are covered.
    width
        Partial plans of a layer, at most.
    slack
        Those that have spent more than the best one by this part of a mean zone's cost are left out.
    """
    base = priced(prices, order, prices.rooms)
    zones, prices, numbers = zones_inside(zones, prices, order, ceiling - base)
    if len(np.unique(zones.members[zones.members >= 0])) < scope.size:
        return ()
    pool, mean = pool_of(zones, prices, order), base // prices.rooms
    stock, most = _stock(pool), int(slack * mean)
    plans = _room_for(1, stock.words.shape[1], scope.size)  # the one without a zone
    plans.masks[:], plans.spent[:], plans.open[:], plans.at[:] = 0, 0, scope.size, stock.by_ptr[:-1]
    parents: list[NDArray[np.int32]] = []
    takens: list[NDArray[np.int64]] = []
    bar = most
    for left in range(prices.rooms - 1, -1, -1):
        rules = Rules(scope.smallest, scope.largest, left, ceiling - base, int(SMALL * mean))
        out = _room_for(min(2 * width, 2 * len(plans.spent) * len(numbers)), stock.words.shape[1], scope.size)
        table = np.empty(1 << (2 * len(out.spent)).bit_length(), np.int32)
        count = widen(stock, plans, rules, AHEAD, bar, out, table)
        if not count or stop.passed():
            return ()
        plans = _first(out, count)
        parents.append(plans.parent)
        takens.append(numbers[pool.numbers[plans.taken]])
        bar = int(plans.key[0]) + most
    return traced(parents, takens, int(np.argmin(plans.spent)))


def _stock(pool: SweepPool) -> Stock:
    """Return the zones as the compiled loop takes them."""
    real = pool.words != 0
    return Stock(
        pool.members, pool.value, (pool.members >= 0).sum(axis=1), pool.words, real.argmax(axis=1),
        real.shape[1] - real[:, ::-1].argmax(axis=1), pool.by_ptr, pool.by_village, pool.together, pool.cut_ptr,
        pool.partner, pool.weight,
    )  # fmt: skip


def _room_for(many: int, words: int, villages: int) -> Layer:
    """Return room for so many partial plans."""
    spent, left_open, key = (np.empty(many, np.int64) for _ in range(3))
    parent, taken = (np.empty(many, np.int32) for _ in range(2))
    at = np.empty((many, villages), np.int32)
    return Layer(np.empty((many, words), np.uint64), spent, left_open, at, key, parent, taken)


def _first(out: Layer, count: int) -> Layer:
    """Return the first so many partial plans."""
    return Layer(
        out.masks[:count], out.spent[:count], out.open[:count], out.at[:count], out.key[:count], out.parent[:count],
        out.taken[:count],
    )  # fmt: skip
