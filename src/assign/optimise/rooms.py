"""Where the rooms stand: scopes zoned apart, the budget settled over all of them, the proof collected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assign.errors import ImpossibleError
from assign.messages import Message, plain
from assign.optimise.certify import certify, least_bound
from assign.optimise.communal import communal_rooms
from assign.optimise.layout import Draft, Layout, Runner, lay_out, zones_of
from assign.optimise.money import Offer, afford
from assign.optimise.scope import change_costs, is_zoned, site_cost, trip_costs
from assign.optimise.shortfalls import list_shortfalls, rooms_changed
from assign.optimise.steady import hold_changes
from assign.optimise.stop import NEVER, Stop
from assign.optimise.zone import RoomBudget, Zone
from assign.plan import Certificate, RuleException
from assign.problem import HUNDRED, Problem


@dataclass(frozen=True, eq=False)
class RoomDecision:
    """All zones of the plan and their proof.

    Parameters
    ----------
    terms
        Cost by term (travel, balance, site; stability after an earlier plan), in 1/10,000 officer-minute a month.
    bound
        Proven lower bound of their sum.
    target
        Hundredths of an hour a rural zone should carry.
    steady
        Where R19.max_changes binds: whether no plan within it costs less. None where it does not bind.
    """

    zones: tuple[Zone, ...]
    terms: Mapping[str, int]
    bound: int
    budget: RoomBudget
    target: int
    certificates: tuple[Certificate, ...]
    exceptions: tuple[RuleException, ...]
    steady: bool | None = None


def place_rooms(problem: Problem, run: Runner, stop: Stop = NEVER) -> RoomDecision:
    """Return the rooms of least cost within the budget, proven scope by scope.

    Parameters
    ----------
    stop
        Once it has passed, the best rooms so far are returned with the bound so far.

    Raises
    ------
    ImpossibleError
        If rules that must hold collide: no site, too few rooms or too little money in the budget.
    NoPlanError
        If no plan was found before `stop` had passed.
    """
    urban = zoned_apart(problem)
    layout, plain, offer = plan_rooms(problem, run, urban, stop)
    own, draft, steady = offer.own_rooms, offer.draft, None
    most = problem.policy["R19"].count("max_changes")
    if rooms_changed(problem, [*own, *zones_of(layout, draft)]) > most:
        held = hold_changes(problem, layout, plain, own, run, most, stop)
        own, draft, steady = held.own_rooms, held.draft, held.proven
        _refuse_money(problem, [*own, *zones_of(layout, draft)])
    decision = decide(problem, layout, plain, own, draft, run, stop)
    return decision if steady is None else replace(decision, steady=steady)


def _refuse_money(problem: Problem, zones: Sequence[Zone]) -> None:
    """Refuse rooms that keep the bound on changes but not the limit of money: the two are not settled together.

    Raises
    ------
    ImpossibleError
        ``impossible.changes-money``.
    """
    limit = problem.policy["R08"].number("cost")
    money = sum(problem.sites[zone.site].cost for zone in zones)
    if limit and not problem.policy["R08"].off and money > limit:
        values = {"need": plain(money), "carry": plain(limit)}
        raise ImpossibleError([Message("impossible.changes-money", values)])


def plan_rooms(
    problem: Problem, run: Runner, urban: Sequence[int], stop: Stop = NEVER
) -> tuple[Layout, Draft, Offer]:
    """Return all scopes zoned, the cheapest draft, and the cheapest offer that the money allows.

    Parameters
    ----------
    urban
        Villages with a room of their own (R02).

    Raises
    ------
    ImpossibleError
        With what collides in communities and in scopes, all at once; else in the budget; else in the money.
    NoPlanError
        If no plan was found before `stop` had passed.
    """
    stuck: tuple[Message, ...] = ()
    try:
        communal_rooms(problem, urban)
    except ImpossibleError as error:
        stuck = error.collisions
    try:
        layout, plain = lay_out(problem, run, len(urban), stop)
    except ImpossibleError as error:
        raise ImpossibleError([*stuck, *error.collisions]) from None
    if stuck:
        raise ImpossibleError(stuck)
    return layout, plain, afford(problem, run, layout, plain, urban, stop)


def zoned_apart(problem: Problem) -> list[int]:
    """Return the numbers of the villages that have a room of their own (R02)."""
    return [v for v in range(len(problem.villages)) if not is_zoned(problem, v)]


def decide(
    problem: Problem,
    layout: Layout,
    plain: Draft,
    own_rooms: Sequence[Zone],
    draft: Draft,
    run: Runner,
    stop: Stop = NEVER,
) -> RoomDecision:
    """Return a draft as a decision, with the bound of the cheapest plan (`plain`)."""
    urban_cost = communal_rooms(problem, zoned_apart(problem))[1]
    zones = sorted([*own_rooms, *zones_of(layout, draft)], key=lambda zone: problem.sites[zone.site].site_id)
    return RoomDecision(
        zones=tuple(zones),
        terms=terms_of(problem, zones, layout.target),
        bound=least_bound(plain.known, layout.limit) + urban_cost,
        budget=layout.budget,
        target=layout.target,
        certificates=certify(problem, layout, plain, draft, run, stop),
        exceptions=tuple(list_shortfalls(problem, zones, layout.budget)),
    )


def terms_of(problem: Problem, zones: Sequence[Zone], target: int) -> dict[str, int]:
    """Return the cost of the zones by term, in 1/10,000 officer-minute a month."""
    rate = problem.policy.number("weights.balance") * 6000
    travel = balance = site = stability = 0
    for zone in zones:
        travel += int(trip_costs(problem, [zone.site], list(zone.villages)).sum())
        stability += int(change_costs(problem, [zone.site], list(zone.villages)).sum())
        site += site_cost(problem.sites[zone.site], problem.policy)
        if is_zoned(problem, zone.villages[0]):
            hours = sum(round(problem.villages[village].hours * HUNDRED) for village in zone.villages)
            balance += int(np.rint(rate * abs(hours - target)))
    terms = {"travel": travel, "balance": balance, "site": site}
    return {**terms, "stability": stability} if problem.earlier.served else terms
