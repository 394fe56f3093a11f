"""The proof of a scope whose zones were set by hand, wholly or in part: how far they are from the best there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assign.optimise.master import Master, solve_master
from assign.optimise.scope import Scope, zones_cost
from assign.optimise.zones import list_zones
from assign.plan import Certificate, Prices, Status

LocalZone = tuple[tuple[int, ...], int]
"""Villages and site of a zone, numbers in the scope."""


def proof_beside(
    scope: Scope, zones: Sequence[LocalZone], old: Certificate, ids: Sequence[str]
) -> Certificate:
    """Return what is proven of a scope for zones that were not chosen freely.

    With as many rooms and as much R01 shortfall as the best plan, its prices prove as much for these zones: only
    the objective differs. Otherwise the prices of the linear relaxation stand alone, over all zones of the sizes
    that occur, and shortfall has no price in them: they bound every plan with zones of these sizes.

    Parameters
    ----------
    scope
        The whole scope, nothing fixed.
    zones
        The plan's zones in it.
    old
        The proof of the best plan.
    ids
        Village ids, in the scope's order.
    """
    cost, rooms = zones_cost(scope, zones), len(zones)
    sizes = [len(villages) for villages, _ in zones]
    short = sum(max(0, scope.smallest - size, size - scope.largest) for size in sizes)
    fits = all(old.sizes[0] <= size <= old.sizes[1] for size in sizes)
    if rooms == old.rooms and short == old.relaxed_villages and fits:
        return _priced(old, cost)
    ends = (
        (min(scope.smallest, *sizes), max(scope.largest, *sizes))
        if short
        else (scope.smallest, scope.largest)
    )
    listed = list_zones(scope, *ends)
    bounds: dict[int, int] = {}
    by_rooms: dict[int, Prices] = {}
    proof = old
    known = {**old.bounds_by_rooms, old.rooms: old.bound} if short == old.relaxed_villages else {}
    master = Master(listed, rooms)
    for count in sorted({rooms, old.rooms, *old.bounds_by_rooms}):
        prices = solve_master(listed, count, master)
        if not prices.feasible:
            continue
        bounds[count] = max(prices.bound, known.get(count, prices.bound))
        duals = dict(zip(ids, map(int, prices.dual), strict=True))
        if count != rooms:
            by_rooms[count] = Prices(duals, prices.room_dual, (), prices.bound)
        else:
            proof = replace(
                old,
                rooms=rooms,
                sizes=ends,
                relaxed_villages=short,
                shortfall_price=0,
                zones=len(listed),
                bound=bounds[count],
                lp_bound=prices.bound,
                duals=duals,
                room_dual=prices.room_dual,
                cuts=(),
                kept=int((prices.reduced <= bounds[count] - prices.bound).sum()),
                method="lp" if bounds[count] == prices.bound else "search",
            )
    del bounds[rooms]
    return _priced(replace(proof, bounds_by_rooms=bounds, prices_by_rooms=by_rooms), cost)


def _priced(proof: Certificate, cost: int) -> Certificate:
    """Return the proof with the cost of other zones than those it was made for."""
    status = Status.OPTIMAL if cost == proof.bound else Status.FEASIBLE
    return replace(proof, objective=cost, status=status)
