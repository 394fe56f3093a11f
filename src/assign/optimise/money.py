"""A plan within the money there is (R08.cost)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from assign.errors import ImpossibleError, NoPlanError
from assign.messages import Message
from assign.messages import plain as amount
from assign.optimise.communal import communal_rooms
from assign.optimise.kernels import FORBIDDEN_COST
from assign.optimise.layout import Draft, Layout, Runner, settle, zones_of
from assign.optimise.scope import Scope, zones_cost
from assign.optimise.stop import NEVER, Stop
from assign.optimise.zone import Zone
from assign.optimise.zoning import zone_scope
from assign.problem import HUNDRED, Problem

TOP_PRICE = float(1 << 46)
"""Highest price tried for the dearest site: zone costs stay below what stands for "not allowed"."""
PRICE_STEPS = 24


@dataclass(frozen=True, eq=False)
class Offer:
    """A whole plan of rooms: the communities' own, and the rural draft."""

    own_rooms: Sequence[Zone]
    draft: Draft
    money: float
    cost: int


def afford(
    problem: Problem, run: Runner, layout: Layout, plain: Draft, urban: Sequence[int], stop: Stop = NEVER
) -> Offer:
    """Return the cheapest plan found whose sites cost no more than the money there is (R08.cost).

    Money is given a price, in cost units a unit of money; the price is doubled until the plan fits, then halved
    in between (Lagrangian relaxation). Such a plan need not be the best: it keeps the bound of the plan without
    the limit, and so states its gap.

    Raises
    ------
    ImpossibleError
        If even the plan that looks at money alone costs more.
    NoPlanError
        If no plan within the limit was found before `stop` had passed.
    """
    limit = problem.policy["R08"].number("cost")
    best = _offer(problem, layout, plain, communal_rooms(problem, urban))
    if not limit or problem.policy["R08"].off or best.money <= limit:
        return best
    best = _priced(problem, run, layout, urban, None, stop)
    if best.money > limit:
        if stop.passed():
            raise NoPlanError(Message("no-plan.time", {"scopes": len(layout.scopes)}))
        values = {"need": amount(best.money), "carry": amount(limit), "short": amount(best.money - limit)}
        raise ImpossibleError([Message("impossible.money", values)])
    top = TOP_PRICE / max(1.0, *(site.cost for site in problem.sites))
    low, high, price, fits = 0.0, 0.0, 1.0, False
    for _ in range(PRICE_STEPS):
        if stop.passed():
            break
        offer = _priced(problem, run, layout, urban, price, stop)
        if offer.money <= limit:
            best = min(best, offer, key=lambda one: (one.cost, one.money))
            high, fits = price, True
        else:
            low = price
        price = (low + high) / 2 if fits else min(price * 16, top)
    return best


def _priced(
    problem: Problem, run: Runner, layout: Layout, urban: Sequence[int], price: float | None, stop: Stop
) -> Offer:
    """Return the cheapest plan when money has a price; None stands for money alone."""
    scopes = [_with_money(problem, scope, price) for scope in layout.scopes]
    draft = settle(scopes, run(partial(zone_scope, stop=stop), scopes), layout.limit, run, stop)
    if not isinstance(draft, Draft):
        if stop.passed():
            raise NoPlanError(Message("no-plan.time", {"scopes": len(scopes)}))
        raise AssertionError("money does not change which zones there are")  # noqa: TRY004
    return _offer(problem, layout, draft, communal_rooms(problem, urban, price=price))


def _with_money(problem: Problem, scope: Scope, price: float | None) -> Scope:
    """Return the scope with money in its site costs; with money alone, in hundredths and nothing beside it."""
    money = np.array([problem.sites[site].cost for site in scope.sites])
    if price is not None:
        return replace(scope, site_cost=scope.site_cost + np.rint(price * money).astype(np.int64))
    return replace(
        scope,
        site_cost=np.rint(money * HUNDRED).astype(np.int64),
        trip=np.where(scope.trip < FORBIDDEN_COST, 0, FORBIDDEN_COST),
        balance=0.0,
    )


def _offer(problem: Problem, layout: Layout, draft: Draft, own: tuple[list[Zone], int]) -> Offer:
    """Return a plan with what it truly costs, in money and without any price of money."""
    pairs = zip(layout.scopes, draft.choice, draft.known, strict=True)
    rural = sum(zones_cost(scope, counts[rooms].zones) for scope, rooms, counts in pairs)
    zones = [*own[0], *zones_of(layout, draft)]
    return Offer(own[0], draft, sum(problem.sites[zone.site].cost for zone in zones), rural + own[1])
