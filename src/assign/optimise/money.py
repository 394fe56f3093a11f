"""A plan within the money there is (R08.cost)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from assign.errors import ImpossibleError
from assign.messages import Message
from assign.optimise.layout import Draft, Layout, Runner, settle, zones_of
from assign.optimise.scope import zones_cost
from assign.optimise.zoning import zone_scope
from assign.problem import Problem

MONEY_ALONE = float(1 << 40)
"""Price of the dearest site at which only money counts: far above any zone's cost, far below overflow."""
PRICE_STEPS = 24


def afford(
    problem: Problem, run: Runner, layout: Layout, plain: Draft, limit: float, spent_apart: float
) -> Draft:
    """Return the cheapest plan found whose sites cost no more than the money there is (R08.cost).

    Money is given a price, in cost units a unit of money, and the price is halved in between until the plan
    just fits (Lagrangian relaxation). Such a plan need not be the best: it keeps the bound of the plan
    without the limit, and so states its gap.

    Raises
    ------
    ImpossibleError
        If even the plan that looks at money alone costs more.
    """
    money = [np.array([problem.sites[s].cost for s in scope.sites]) for scope in layout.scopes]

    def spent(draft: Draft) -> float:
        return spent_apart + sum(problem.sites[zone.site].cost for zone in zones_of(layout, draft))

    def at_price(price: float) -> Draft:
        scopes = [
            replace(scope, site_cost=scope.site_cost + np.rint(price * own).astype(np.int64))
            for scope, own in zip(layout.scopes, money, strict=True)
        ]
        return settle(layout, scopes, run(zone_scope, scopes), run)

    if spent(plain) <= limit:
        return plain
    dearest = max((float(own.max()) for own in money if len(own)), default=0.0) or 1.0
    low, high = 0.0, MONEY_ALONE / dearest
    best = at_price(high)
    if spent(best) > limit:
        values = {"need": f"{spent(best):g}", "carry": f"{limit:g}", "short": f"{spent(best) - limit:g}"}
        raise ImpossibleError([Message("impossible.money", values)])
    for _ in range(PRICE_STEPS):
        price = high / 64 if low == 0 else (low * high) ** 0.5
        draft = at_price(price)
        if spent(draft) <= limit:
            high = price
            best = min(best, draft, key=lambda one: _true_cost(layout, one))
        else:
            low = price
    return best


def _true_cost(layout: Layout, draft: Draft) -> int:
    """Return what a draft costs without any price of money."""
    pairs = zip(layout.scopes, draft.choice, draft.known, strict=True)
    return sum(zones_cost(scope, counts[rooms].zones) for scope, rooms, counts in pairs)
