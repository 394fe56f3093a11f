"""What the whole needs to know of a county's plan, and the sums over all counties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assign.plan import Plan, Status

Figures = Mapping[str, int | float]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a county's plan stands: what its own files say, so `verify` can add it up again.

    Parameters
    ----------
    objective, bound
        Officer-minutes a month.
    budget
        Rooms asked for, allowed and rural.
    scopes, proven
        Jurisdictions, and how many of them are proven optimal.
    open
        The others, each with its gap.
    pools, pools_proven
        Pools of officers, and those of which every tier is proven.
    """

    county_id: str
    status: str
    objective: Figures
    bound: float
    metrics: Figures
    budget: Figures
    exceptions: int
    scopes: int
    proven: int
    open: tuple[tuple[str, float], ...]
    pools: int
    pools_proven: int


def standing_of(plan: Plan, county_id: str) -> Standing:
    """Return how a plan stands."""
    unproven = [one for one in plan.certificates if one.objective != one.bound]
    budget = plan.run.get("rooms_budget")
    return Standing(
        county_id,
        plan.status.value,
        dict(plan.objective),
        float(plan.bound),
        dict(plan.metrics),
        dict(budget) if isinstance(budget, Mapping) else {},
        len(plan.exceptions),
        len(plan.certificates),
        len(plan.certificates) - len(unproven),
        tuple(sorted((one.scope, (one.objective - one.bound) / one.objective) for one in unproven)),
        len(plan.staffing),
        sum(all(tier.proven for tier in one.tiers) for one in plan.staffing),
    )


def sums(standings: Sequence[Standing]) -> dict[str, object]:
    """Return the figures of the whole, as they stand in `run.json`.

    Sums; of means the mean by village, of maxima the greatest.

    Parameters
    ----------
    standings
        By county id: floating-point sums depend on the order.
    """
    objective = _added([one.objective for one in standings])
    bound = sum(one.bound for one in standings)
    total = float(objective.get("total", 0.0))
    optimal = all(one.status == Status.OPTIMAL.value for one in standings)
    return {
        "status": (Status.OPTIMAL if optimal else Status.FEASIBLE).value,
        "objective": objective,
        "bound": bound,
        "gap": (total - bound) / total if total else 0.0,
        "metrics": {**_metrics(standings), "counties": len(standings)},
        "rooms_budget": _added([one.budget for one in standings]),
        "exceptions": sum(one.exceptions for one in standings),
        "proof": {
            "scopes": sum(one.scopes for one in standings),
            "proven": sum(one.proven for one in standings),
            "open": [
                {"county_id": one.county_id, "scope": scope, "gap": gap}
                for one in standings
                for scope, gap in one.open
            ],
            "pools": sum(one.pools for one in standings),
            "pools_proven": sum(one.pools_proven for one in standings),
        },
    }


def _metrics(standings: Sequence[Standing]) -> dict[str, int | float]:
    out = _added([one.metrics for one in standings])
    villages = out.get("villages", 0)
    for name in out:
        if name.startswith("max_"):
            out[name] = max(one.metrics.get(name, 0) for one in standings)
        elif name.startswith("mean_") and villages:
            weighed = (one.metrics.get(name, 0) * one.metrics["villages"] for one in standings)
            out[name] = sum(weighed) / villages
    return out


def _added(tables: Sequence[Figures]) -> dict[str, int | float]:
    """Return the sum of each figure over all tables that have it, names sorted."""
    names = sorted({name for table in tables for name in table})
    return {name: sum(table[name] for table in tables if name in table) for name in names}
