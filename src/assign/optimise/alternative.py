"""Other rooms that cost little more: villages are drawn away from the sites that serve them in plans already known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from assign.optimise.communal import communal_rooms
from assign.optimise.kernels import FORBIDDEN_COST
from assign.optimise.layout import Draft, Layout, Runner, lay_out, settle
from assign.optimise.rooms import RoomDecision, decide, zoned_apart
from assign.optimise.scope import Scope, zones_cost
from assign.optimise.stop import NEVER, Stop
from assign.optimise.zoning import zone_scope
from assign.problem import Problem

STEPS = 6
"""Halvings of the price between the last that is too high and the last that fits."""
FIRST_PRICE = 10_000
"""One officer-minute a month for each village that stays."""


def other_rooms(
    problem: Problem, run: Runner, stop: Stop = NEVER, *, avoid: Sequence[Mapping[int, int]], slack: float
) -> RoomDecision:
    """Return rooms within the slack that share as few villages as could be found with the plans to avoid.

    Every village that a site serves as in one of those plans costs a price more, once for each of them, and the rooms
    are solved exactly under these costs. So of all plans that share as few villages, none is cheaper. The price is
    raised until the plan costs more than the slack allows, then halved in between (Lagrangian relaxation): what lies
    between two prices is not found, so a plan that shares still fewer may exist.

    Parameters
    ----------
    avoid
        By village number, the number of the site that serves it.
    slack
        Part of the least cost that the rooms may cost more, 0.03 for 3 %.
    """
    urban = zoned_apart(problem)
    own, own_cost = communal_rooms(problem, urban)
    layout, plain = lay_out(problem, run, len(urban), stop)
    limit = int((own_cost + _cost(layout, plain)) * (1 + slack)) - own_cost
    best, low, high, price = plain, 0, 0, FIRST_PRICE
    for _ in range(STEPS + 30):
        draft = _drawn_away(layout, avoid, price, run)
        if _cost(layout, draft) <= limit:
            best, low = draft, price
        else:
            high = price
        if high and high - low <= max(1, high >> STEPS):
            break
        if not high and price > limit:
            break  # no price makes a difference any more
        price = (low + high) // 2 if high else price * 4
    return decide(problem, layout, plain, own, best, run, stop)


def _drawn_away(layout: Layout, avoid: Sequence[Mapping[int, int]], price: int, run: Runner) -> Draft:
    """Return the cheapest rooms when a village costs a price more at each site that it is to leave."""
    scopes = [_tilted(scope, avoid, price) for scope in layout.scopes]
    draft = settle(scopes, run(zone_scope, scopes), layout.limit, run)
    if not isinstance(draft, Draft):
        raise AssertionError("prices do not change which zones there are")  # noqa: TRY004
    return draft


def _tilted(scope: Scope, avoid: Sequence[Mapping[int, int]], price: int) -> Scope:
    """Return the scope with the price on each pair of site and village that is to be avoided."""
    trip = scope.trip.copy()
    for known in avoid:
        sites = np.array([known.get(int(village), -1) for village in scope.villages])
        trip[scope.sites[:, None] == sites[None, :]] += price
    return replace(scope, trip=np.where(scope.trip < FORBIDDEN_COST, trip, scope.trip))


def _cost(layout: Layout, draft: Draft) -> int:
    """Return what the rural zones truly cost, prices left out."""
    triples = zip(layout.scopes, draft.choice, draft.known, strict=True)
    return sum(zones_cost(scope, counts[rooms].zones) for scope, rooms, counts in triples)
