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
from assign.optimise.sweep import Swept, sweep
from assign.optimise.zones import Zones

NODE_LIMIT = 40_000_000
"""Covered sets that the widest sweep may look at, roughly: about a minute."""
SETS_PER_PLAN = 4
"""A partial plan leads to about so many sets that must be looked at."""
NARROW = 1000
"""Partial plans kept in a layer of the first sweeps."""
WIDENING = 8
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
    kept
        Zones searched last.
    method
        ``"lp"`` when the LP bound alone proves it, ``"search"``, or ``"cuts"`` when cuts were needed.
    prices
        The prices that the proof rests on, with cuts if any.
    """

    zones: tuple[int, ...]
    cost: int
    bound: int
    kept: int
    method: str
    prices: Prices

    @property
    def proven(self) -> bool:
        """Whether the partition is optimal, or proven not to exist."""
        return self.bound >= min(self.cost, IMPOSSIBLE)


def nothing(prices: Prices) -> Partition:
    """Return the proof that there is no partition."""
    return Partition((), IMPOSSIBLE, IMPOSSIBLE, 0, "lp", prices)


def best_partition(
    scope: Scope, zones: Zones, prices: Prices, *, node_limit: int = NODE_LIMIT, narrow: int = NARROW
) -> Partition:
    """Return the cheapest partition into `prices.rooms` zones, with its proof.

    Parameters
    ----------
    node_limit
        About how many sets the widest sweep may look at; beyond it the best plan stands with the bound so far.
    narrow
        Partial plans kept in the first, narrow sweeps.
    """
    if not prices.feasible:
        return nothing(prices)
    order = sweep_order(scope)
    best = Partition((), IMPOSSIBLE, prices.bound, 0, "search", prices)
    best = _first(best, zones, order, narrow, patient=False)
    if best.proven:
        return best
    best = _with(best, strengthen(zones, prices))
    if not best.zones:
        best = _first(best, zones, order, narrow, patient=True)
    widest = max(narrow, node_limit // (SETS_PER_PLAN * prices.rooms))
    best, order = _from_both_ends(best, scope, zones, order, narrow)
    for width in sorted({min(WIDENING * narrow, widest), widest}):
        best = _swept(_improved(best, scope, zones), zones, order, width)
    return best


def _from_both_ends(
    best: Partition, scope: Scope, zones: Zones, order: NDArray[np.int64], width: int
) -> tuple[Partition, NDArray[np.int64]]:
    """Return the partition after a sweep from either end, and the end whose sweep proves more."""
    floors = []
    for way in (order, order[::-1]):
        best = _improved(best, scope, zones)
        found = _sweep_below(best, zones, way, width)
        best = _merged(best, found, _dearest(best.prices, zones))
        floors.append(found.floor)
    return best, order if floors[0] >= floors[1] else order[::-1]


def _first(
    best: Partition, zones: Zones, order: NDArray[np.int64], width: int, *, patient: bool
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
        found = sweep(zones, prices, order, prices.rooms, ceiling=ceiling, width=width, reach=reach)
        best = _merged(best, found, _dearest(best.prices, zones))
        if found.zones or everything or not (found.whole or patient):
            return best
        if not whole or found.whole:
            size *= WINDOW_GROWTH
        whole = found.whole


def _improved(best: Partition, scope: Scope, zones: Zones) -> Partition:
    """Return the partition improved region by region."""
    if best.proven or not best.zones:
        return best
    better = improve(scope, zones, best.prices, best.zones)
    return replace(best, zones=better, cost=int(zones.cost[list(better)].sum()))


def _swept(best: Partition, zones: Zones, order: NDArray[np.int64], width: int) -> Partition:
    """Return the partition after one more sweep: a better plan, a higher bound, or both."""
    return best if best.proven else _merged(best, _sweep_below(best, zones, order, width), _dearest(best.prices, zones))


def _sweep_below(best: Partition, zones: Zones, order: NDArray[np.int64], width: int) -> Swept:
    """Return what a sweep finds that costs less than the best plan."""
    ceiling = min(best.cost - 1, _dearest(best.prices, zones))
    return sweep(zones, best.prices, order, best.prices.rooms, ceiling=ceiling, width=width)


def _dearest(prices: Prices, zones: Zones) -> int:
    """Return a cost that no plan exceeds."""
    return prices.rooms * int(zones.cost.max())


def _merged(best: Partition, found: Swept, dearest: int) -> Partition:
    """Return the better plan and the higher bound of two; a bound above `dearest` is a proof that there is none."""
    method = "cuts" if len(best.prices.cuts) else "search"
    if found.zones:
        best = replace(best, zones=found.zones, cost=found.cost)
    bound = min(max(best.bound, found.floor), best.cost)
    if not best.zones and bound > dearest:
        bound = IMPOSSIBLE
    if found.zones and bound == best.prices.bound and method == "search":
        method = "lp"
    return replace(best, bound=bound, kept=found.kept, method=method)


def _with(best: Partition, prices: Prices) -> Partition:
    """Return the partition under stronger prices."""
    method = "cuts" if len(prices.cuts) else best.method
    return replace(best, prices=prices, bound=min(max(best.bound, prices.bound), best.cost), method=method)
