"""Where the rooms stand: scopes zoned apart, the budget settled over all of them, the proof collected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assign.optimise.communal import communal_rooms
from assign.optimise.layout import Draft, Layout, Runner, lay_out, solve_pair, zones_of
from assign.optimise.money import afford
from assign.optimise.scope import Scope, is_zoned, site_cost, trip_costs, zones_cost
from assign.optimise.shortfalls import list_shortfalls
from assign.optimise.zone import RoomBudget, Zone
from assign.optimise.zoning import RoomCount, ScopeZoning
from assign.plan import Certificate, RuleException, Status
from assign.problem import HUNDRED, Problem


@dataclass(frozen=True, eq=False)
class RoomDecision:
    """All zones of the plan and their proof.

    Parameters
    ----------
    terms
        Cost by term (travel, balance, site), in 1/10,000 officer-minute a month.
    bound
        Proven lower bound of their sum.
    target
        Hundredths of an hour a rural zone should carry.
    """

    zones: tuple[Zone, ...]
    terms: Mapping[str, int]
    bound: int
    budget: RoomBudget
    target: int
    certificates: tuple[Certificate, ...]
    exceptions: tuple[RuleException, ...]


def place_rooms(problem: Problem, run: Runner) -> RoomDecision:
    """Return the rooms of least cost within the budget, proven scope by scope.

    Raises
    ------
    ImpossibleError
        If rules that must hold collide: no site, too few rooms or too little money in the budget.
    """
    urban = zoned_apart(problem)
    communal_rooms(problem, urban)  # what is impossible there is said before stations are solved
    layout, plain = lay_out(problem, run, len(urban))
    offer = afford(problem, run, layout, plain, urban)
    return decide(problem, layout, plain, offer.own_rooms, offer.draft, run)


def zoned_apart(problem: Problem) -> list[int]:
    """Return the numbers of the villages that have a room of their own (R02)."""
    return [v for v in range(len(problem.villages)) if not is_zoned(problem, v)]


def decide(
    problem: Problem, layout: Layout, plain: Draft, own_rooms: Sequence[Zone], draft: Draft, run: Runner
) -> RoomDecision:
    """Return a draft as a decision, with the bound of the cheapest plan (`plain`)."""
    urban_cost = communal_rooms(problem, zoned_apart(problem))[1]
    zones = sorted([*own_rooms, *zones_of(layout, draft)], key=lambda zone: problem.sites[zone.site].site_id)
    return RoomDecision(
        zones=tuple(zones),
        terms=_terms(problem, zones, layout.target),
        bound=_least_bound(plain.known, layout.limit) + urban_cost,
        budget=layout.budget,
        target=layout.target,
        certificates=_certificates(problem, layout, plain, draft, run),
        exceptions=tuple(list_shortfalls(problem, zones, layout.budget)),
    )


def _certificates(
    problem: Problem, layout: Layout, plain: Draft, draft: Draft, run: Runner
) -> tuple[Certificate, ...]:
    """Return each scope's proof: prices and bounds without a money limit, objective of the draft."""
    numbers = range(len(layout.scopes))
    proofs = [plain.known[n][draft.choice[n]] for n in numbers]
    open_ = [n for n in numbers if not proofs[n].solved]
    tasks = [(layout.scopes[n], layout.zonings[n], draft.choice[n]) for n in open_]
    for n, proof in zip(open_, run(solve_pair, tasks), strict=True):
        proofs[n] = proof
    return tuple(
        _certificate(
            problem,
            layout.scopes[n],
            layout.zonings[n],
            proofs[n],
            plain.known[n],
            zones_cost(layout.scopes[n], draft.known[n][draft.choice[n]].zones),
        )
        for n in numbers
    )


def _terms(problem: Problem, zones: Sequence[Zone], target: int) -> dict[str, int]:
    """Return the cost of the zones by term, in 1/10,000 officer-minute a month."""
    rate = problem.policy.number("weights.balance") * 6000
    travel = balance = site = 0
    for zone in zones:
        travel += int(trip_costs(problem, [zone.site], list(zone.villages)).sum())
        site += site_cost(problem.sites[zone.site], problem.policy)
        if is_zoned(problem, zone.villages[0]):
            hours = sum(round(problem.villages[village].hours * HUNDRED) for village in zone.villages)
            balance += int(np.rint(rate * abs(hours - target)))
    return {"travel": travel, "balance": balance, "site": site}


def _least_bound(options: Sequence[Mapping[int, RoomCount]], limit: int) -> int:
    """Return the least sum of proven bounds within the budget."""
    least = {0: 0}
    for counts in options:
        step: dict[int, int] = {}
        for used, cost in least.items():
            for rooms, count in counts.items():
                total = used + rooms
                if total <= limit:
                    step[total] = min(step.get(total, cost + count.bound), cost + count.bound)
        least = step
    return min(least.values())


def _certificate(
    problem: Problem,
    scope: Scope,
    zoning: ScopeZoning,
    count: RoomCount,
    counts: Mapping[int, RoomCount],
    objective: int,
) -> Certificate:
    names = [problem.villages[v].village_id for v in scope.villages]
    return Certificate(
        scope=scope.name,
        status=Status.OPTIMAL if objective == count.bound else Status.FEASIBLE,
        rooms=count.rooms,
        sizes=zoning.sizes,
        relaxed_villages=zoning.shortfall,
        shortfall_price=zoning.shortfall_price,
        zones=zoning.listed,
        objective=objective,
        bound=count.bound,
        lp_bound=count.lp_bound,
        duals=dict(zip(names, count.dual, strict=True)),
        room_dual=count.room_dual,
        cuts=tuple(((names[a], names[b], names[c]), price) for (a, b, c), price in count.cuts),
        kept=count.kept,
        method=count.method,
        bounds_by_rooms={
            rooms: other.bound for rooms, other in sorted(counts.items()) if rooms != count.rooms
        },
    )
