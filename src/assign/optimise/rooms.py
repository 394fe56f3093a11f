"""Where the rooms stand: scopes zoned apart, the budget settled over all of them, the proof collected."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np

from assign.errors import ImpossibleError, Severity
from assign.messages import Message
from assign.optimise.budget import settle_budget
from assign.optimise.kernels import FORBIDDEN_COST
from assign.optimise.scope import Scope, is_zoned, model_scope, site_cost, trip_costs
from assign.optimise.zoning import RoomCount, ScopeZoning, solve_count, zone_scope
from assign.plan import Certificate, RuleException, Status
from assign.problem import HUNDRED, Problem, SiteStatus

Task = TypeVar("Task")
Answer = TypeVar("Answer")


class Runner(Protocol):
    """Runs one function over many tasks and returns the answers in the order of the tasks."""

    def __call__(self, function: Callable[[Task], Answer], tasks: Sequence[Task]) -> list[Answer]:
        """Return ``[function(task) for task in tasks]``."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A decided zone: numbers of its site and villages in the Problem."""

    site: int
    villages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RoomBudget:
    """R08 in numbers, urban rooms counted: what was asked for, what holds, and its rural part."""

    asked: int
    effective: int
    rural: int


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
        If rules that must hold collide: no site, too few rooms in the budget.
    """
    urban = [v for v in range(len(problem.villages)) if not is_zoned(problem, v)]
    own_rooms, urban_cost = _communal_rooms(problem, urban)
    rural = len(problem.villages) - len(urban)
    rule = problem.policy["R08"]
    asked = rule.count("rooms") or int(rural / rule.number("villages_per_room")) + len(urban)
    rural_rooms = asked - len(urban)
    while True:
        target = _target(problem, rural_rooms)
        scopes = [model_scope(problem, name, target=target) for name in problem.scopes]
        scopes = [scope for scope in scopes if scope.size]
        zonings = run(zone_scope, scopes)
        _demand_zones(scopes, zonings)
        need = sum(min(zoning.counts) for zoning in zonings)
        settled = max(rural_rooms, need)
        if settled == rural_rooms:
            break
        _demand_budget(problem, asked, need, len(urban))
        rural_rooms = settled
    return _decide(problem, run, scopes, zonings, own_rooms, urban_cost, asked, rural_rooms, target)


def _target(problem: Problem, rooms: int) -> int:
    """Return the hundredths of an hour a rural room should carry."""
    hours = sum(round(v.hours * HUNDRED) for n, v in enumerate(problem.villages) if is_zoned(problem, n))
    return round(hours / rooms) if rooms > 0 else 0


def _decide(
    problem: Problem,
    run: Runner,
    scopes: list[Scope],
    zonings: list[ScopeZoning],
    own_rooms: list[Zone],
    urban_cost: int,
    asked: int,
    rural_rooms: int,
    target: int,
) -> RoomDecision:
    """Return the decision for scopes whose room counts are known and fit the budget."""
    free = problem.policy["R08"].off
    limit = sum(max(zoning.counts) for zoning in zonings) if free else rural_rooms

    def solve(pairs: list[tuple[int, int]]) -> list[RoomCount]:
        return run(_solve_pair, [(scopes[number], zonings[number], rooms) for number, rooms in pairs])

    settled = settle_budget([zoning.counts for zoning in zonings], limit, solve)
    if settled is None:
        raise ImpossibleError([Message("impossible.rooms-unsettled", {"limit": limit})])
    choice, known = settled
    zones = list(own_rooms)
    certificates = []
    for scope, zoning, rooms, counts in zip(scopes, zonings, choice, known, strict=True):
        count = counts[rooms]
        zones += [
            Zone(int(scope.sites[site]), tuple(int(scope.villages[v]) for v in villages))
            for villages, site in count.zones
        ]
        certificates.append(_certificate(problem, scope, zoning, count, counts))
    zones.sort(key=lambda zone: problem.sites[zone.site].site_id)
    bound = _least_bound(known, limit) + urban_cost
    budget = RoomBudget(asked, rural_rooms + len(own_rooms), rural_rooms)
    exceptions = _exceptions(problem, zones, budget)
    terms = _terms(problem, zones, target)
    return RoomDecision(tuple(zones), terms, bound, budget, target, tuple(certificates), tuple(exceptions))


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


def _solve_pair(pair: tuple[Scope, ScopeZoning, int]) -> RoomCount:
    return solve_count(*pair)


def _least_bound(options: Sequence[dict[int, RoomCount]], limit: int) -> int:
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
    problem: Problem, scope: Scope, zoning: ScopeZoning, count: RoomCount, counts: dict[int, RoomCount]
) -> Certificate:
    names = [problem.villages[v].village_id for v in scope.villages]
    return Certificate(
        scope=scope.name,
        status=Status.OPTIMAL if count.cost == count.bound else Status.FEASIBLE,
        rooms=count.rooms,
        sizes=zoning.sizes,
        relaxed_villages=zoning.shortfall,
        shortfall_price=zoning.shortfall_price,
        zones=zoning.listed,
        objective=count.cost,
        bound=count.bound,
        lp_bound=count.lp_bound,
        duals=dict(zip(names, count.dual, strict=True)),
        room_dual=count.room_dual,
        kept=count.kept,
        method=count.method,
        bounds_by_rooms={
            rooms: other.bound for rooms, other in sorted(counts.items()) if rooms != count.rooms
        },
    )


def _communal_rooms(problem: Problem, urban: list[int]) -> tuple[list[Zone], int]:
    """Return each urban village's own room (R02) at its cheapest allowed site, and their cost.

    Raises
    ------
    ImpossibleError
        If a community has no allowed site.
    """
    zones, cost, stuck = [], 0, []
    for village in urban:
        sites = [
            s
            for s in problem.sites_of_village[village]
            if problem.sites[s].status is not SiteStatus.FORBIDDEN
        ]
        sites = [s for s in sites if problem.sites[s].status is SiteStatus.REQUIRED] or sites
        trips = trip_costs(problem, sites, [village])[:, 0] if sites else np.empty(0, np.int64)
        prices = [
            int(trip) + site_cost(problem.sites[s], problem.policy)
            for s, trip in zip(sites, trips, strict=True)
        ]
        best = min(
            range(len(sites)), key=lambda k: (prices[k], problem.sites[sites[k]].site_id), default=None
        )
        if best is None or prices[best] >= FORBIDDEN_COST:
            facts = problem.villages[village]
            stuck.append(
                Message("impossible.no-urban-site", {"village": facts.village_id, "name": facts.name})
            )
            continue
        zones.append(Zone(sites[best], (village,)))
        cost += prices[best]
    if stuck:
        raise ImpossibleError(stuck)
    return zones, cost


def _demand_zones(scopes: list[Scope], zonings: list[ScopeZoning]) -> None:
    """Raise what keeps a scope from any plan at all.

    Raises
    ------
    ImpossibleError
        If a scope has no partition whatever the sizes: a village without a site it may be served from, or more
        rooms asked by R03 and required sites than it can carry.
    """
    stuck = [
        Message(
            "impossible.no-zones",
            {
                "scope": scope.name,
                "villages": scope.size,
                "sites": len(scope.sites),
                "required": int(scope.required.sum()),
                "least": scope.least_rooms,
            },
        )
        for scope, zoning in zip(scopes, zonings, strict=True)
        if not zoning.counts
    ]
    if stuck:
        raise ImpossibleError(stuck)


def _demand_budget(problem: Problem, asked: int, need: int, urban: int) -> None:
    """Raise if the rooms asked for cannot hold even the rural zones (R08 against R01).

    Raises
    ------
    ImpossibleError
        With what is needed and what the budget can carry.
    """
    rule = problem.policy["R08"]
    if rule.off or not rule.count("rooms") or asked >= need:
        return
    largest = problem.policy["R01"].count("max_villages")
    rural = len(problem.villages) - urban
    values = {
        "need": need + urban,
        "carry": asked,
        "short": need + urban - asked,
        "rural": rural,
        "urban": urban,
        "largest": largest,
        "held": max(0, asked - urban) * largest,
    }
    raise ImpossibleError([Message("impossible.rooms", values)])


def _exceptions(problem: Problem, zones: Sequence[Zone], budget: RoomBudget) -> list[RuleException]:
    """Return where R01, R03, R06, R08 and R09 did not hold as asked."""
    policy = problem.policy
    out: list[RuleException] = []
    smallest, largest = policy["R01"].count("min_villages"), policy["R01"].count("max_villages")
    for zone in zones:
        size = len(zone.villages)
        if is_zoned(problem, zone.villages[0]) and not smallest <= size <= largest:
            room = "R-" + problem.sites[zone.site].site_id
            remedy = Message("remedy.R01-small" if size < smallest else "remedy.R01-large", {"room": room})
            out.append(_exception("R01", "room", room, str(size), f"{smallest}-{largest}", remedy))
        out += _too_far(problem, zone)
    villages: dict[str, int] = {}
    for village in problem.villages:
        villages[village.station_id] = villages.get(village.station_id, 0) + 1
    least = policy["R03"].count("min_rooms")
    for station in problem.stations:
        held = villages.get(station.station_id, 0)
        if station.remote and held < least and not policy["R03"].off:
            remedy = Message("remedy.R03", {"station": station.station_id})
            out.append(_exception("R03", "station", station.station_id, str(held), str(least), remedy))
    for link in problem.links:
        remedy = Message("remedy.R06", {"village": link.village_id, "other": link.other_id})
        ends = f"{link.village_id};{link.other_id}"
        found = f"{link.travel_min:.2f} min"
        out.append(_exception("R06", "link", ends, found, "0 min", remedy, Severity.NOTE))
    if budget.effective > budget.asked and not policy["R08"].off:
        key = "remedy.R08-overrun" if policy["R08"].count("rooms") else "remedy.R08-raised"
        severity = Severity.WARNING if policy["R08"].count("rooms") else Severity.NOTE
        remedy = Message(key, {"asked": budget.asked, "effective": budget.effective})
        out.append(
            _exception("R08", "plan", "rooms", str(budget.effective), str(budget.asked), remedy, severity)
        )
    return out


def _too_far(problem: Problem, zone: Zone) -> list[RuleException]:
    """Return the zone's villages beyond R09's limit, where it is only preferred."""
    rule = problem.policy["R09"]
    if rule.off or rule.must:
        return []
    limit = rule.number("max_travel_min")
    minutes = problem.travel.block([zone.site], list(zone.villages))[0]
    return [
        _exception(
            "R09",
            "village",
            problem.villages[village].village_id,
            f"{far:.2f} min",
            f"{limit:g} min",
            Message("remedy.R09", {"village": problem.villages[village].village_id}),
        )
        for village, far in zip(zone.villages, minutes, strict=True)
        if far > limit
    ]


def _exception(
    rule_id: str,
    entity: str,
    entity_id: str,
    found: str,
    expected: str,
    remedy: Message,
    severity: Severity = Severity.WARNING,
) -> RuleException:
    return RuleException(rule_id, severity, entity, entity_id, found, expected, remedy)
