"""Whole rooms: the best partition and its proof, from the cheapest means to the dearest.

1. A narrow sweep under a window that grows until it holds a plan. If nothing was left out, that plan is optimal.
2. The plan is improved region by region; a second sweep, from the other end, has it as ceiling.
3. Cuts raise the bound, so fewer zones fit under the ceiling; wider and wider sweeps, until nothing is left out
   or the limit is reached. Then the best plan stands with the bound proven so far.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assign.optimise.cuts import strengthen
from assign.optimise.kernels import FORBIDDEN_COST
from assign.optimise.master import Prices
from assign.optimise.regions import improve, sweep_order
from assign.optimise.scope import Scope
from assign.optimise.stop import NEVER, Stop
from assign.optimise.sweep import Swept, sweep
from assign.optimise.zones import Zones

NODE_LIMIT = 20_000_000
"""Covered sets that the last sweep may look at, roughly: about a minute."""
NARROW = 1000
"""Partial plans kept in a layer of the first sweeps."""
WIDENING = 8
WIDEST = 400_000
"""Partial plans kept in a layer of the last sweep: about 0.1 GB."""
HUNTED = 60
"""A hunt for better plans is among so many zones a village."""
FIRST_WINDOW = 8
"""The first window holds so many zones a village."""
WINDOW_GROWTH = 3

IMPOSSIBLE = 1 << 60
"""Bound of a room count for which no partition exists."""


@dataclass(frozen=True, eq=False)
class Partition:
    """The best partition known of one scope and room count.

    Parameters
    ----------
    zones
        Numbers of the chosen zones; empty when none was found.
    cost
        Sum of their costs.
    bound
        Proven lower bound; equal to `cost` when optimal. Above any cost when no partition exists.
    prices
        The prices that the proof rests on, with cuts if any.
    """

    zones: tuple[int, ...]
    cost: int
    bound: int
    prices: Prices

    @property
    def proven(self) -> bool:
        """Whether the partition is optimal, or proven not to exist."""
        return self.bound >= min(self.cost, IMPOSSIBLE)


def nothing(prices: Prices) -> Partition:
    """Return the proof that there is no partition."""
    return Partition((), IMPOSSIBLE, IMPOSSIBLE, prices)


def best_partition(
    scope: Scope,
    zones: Zones,
    prices: Prices,
    *,
    node_limit: int = NODE_LIMIT,
    narrow: int = NARROW,
    stop: Stop = NEVER,
) -> Partition:
    """Return the cheapest partition into `prices.rooms` zones, with its proof.

    Parameters
    ----------
    node_limit
        About how many covered sets a wide sweep may look at; then the best plan stands with the bound so far.
    narrow
        Partial plans kept in the first, narrow sweeps.
    stop
        When it has passed, the best plan stands with the bound so far.
    """
    if not prices.feasible:
        return nothing(prices)
    order = sweep_order(scope)
    best = Partition((), IMPOSSIBLE, prices.bound, prices)
    best = _first(best, zones, order, narrow, stop, patient=False)
    if best.proven or stop.passed():
        return best
    best = _with(best, strengthen(zones, prices, stop))
    if not best.zones:
        best = _first(best, zones, order, narrow, stop, patient=True)
    best = _improved(best, scope, zones, stop)
    best, order = _from_both_ends(best, scope, zones, order, narrow, stop)
    hunted = min(HUNTED * zones.villages, len(zones) - 1)
    reach = int(np.partition(best.prices.reduced, hunted)[hunted])
    for way in (order, order[::-1]):
        best, _ = _swept(best, scope, zones, way, WIDENING * narrow, stop, reach=reach)
    best, _ = _swept(best, scope, zones, order, WIDEST, stop, sets=node_limit)
    return best


def _from_both_ends(
    best: Partition, scope: Scope, zones: Zones, order: NDArray[np.int64], width: int, stop: Stop
) -> tuple[Partition, NDArray[np.int64]]:
    """Return the partition after a sweep from either end, and the end whose sweep proves more."""
    best, onward = _swept(best, scope, zones, order, width, stop)
    best, backward = _swept(best, scope, zones, order[::-1], width, stop)
    return best, order if onward >= backward else order[::-1]


def _first(
    best: Partition, zones: Zones, order: NDArray[np.int64], width: int, stop: Stop, *, patient: bool
) -> Partition:
    """Return what sweeps under growing windows find: the first plan, or the proof that there is none.

    Once a layer is too wide, windows prove nothing more. Then any plan among the zones so far will do, if
    `patient`; else none is looked for.
    """
    prices = best.prices
    dearest = _dearest(prices, zones)
    size = FIRST_WINDOW * zones.villages
    whole = True
    while True:
        everything = size >= len(zones)
        reach = FORBIDDEN_COST if everything else int(np.partition(prices.reduced, size)[size])
        ceiling = min(dearest, prices.bound + reach) if whole else dearest
        found = sweep(
            zones, prices, order, prices.rooms, ceiling=ceiling, width=width, reach=reach, stop=stop
        )
        best = _merged(best, found, _dearest(best.prices, zones))
        if stop.passed() or found.zones or everything or not (found.whole or patient):
            return best
        if not whole or found.whole:
            size *= WINDOW_GROWTH
        whole = found.whole


def _improved(best: Partition, scope: Scope, zones: Zones, stop: Stop) -> Partition:
    """Return the partition improved region by region."""
    if best.proven or not best.zones:
        return best
    better = improve(scope, zones, best.prices, best.zones, stop)
    return replace(best, zones=better, cost=int(zones.cost[list(better)].sum()))


def _swept(
    best: Partition, scope: Scope, zones: Zones, order: NDArray[np.int64], width: int, stop: Stop, *,
    reach: int | None = None, sets: int | None = None,
) -> tuple[Partition, int]:  # fmt: skip
    """Return the partition after one more sweep below its cost, and what that sweep proves.

    A better plan is improved region by region.
    """
    if best.proven or stop.passed():
        return best, best.bound
    prices, dearest = best.prices, _dearest(best.prices, zones)
    ceiling = min(best.cost - 1, dearest)
    found = sweep(
        zones, prices, order, prices.rooms, ceiling=ceiling, width=width, reach=reach, sets=sets, stop=stop
    )
    best = _merged(best, found, dearest)
    return (_improved(best, scope, zones, stop) if found.zones else best), found.floor


def _dearest(prices: Prices, zones: Zones) -> int:
    """Return a cost that no plan exceeds."""
    return prices.rooms * int(zones.cost.max())


def _merged(best: Partition, found: Swept, dearest: int) -> Partition:
    """Return the better plan and the higher bound of two; a bound above `dearest` is a proof that there is none."""
    if found.zones:
        best = replace(best, zones=found.zones, cost=found.cost)
    bound = min(max(best.bound, found.floor), best.cost)
    if not best.zones and bound > dearest:
        bound = IMPOSSIBLE
    return replace(best, bound=bound)


def _with(best: Partition, prices: Prices) -> Partition:
    """Return the partition under stronger prices."""
    return replace(best, prices=prices, bound=min(max(best.bound, prices.bound), best.cost))
