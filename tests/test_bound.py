"""The bound checked by strangers: every zone listed again, every forged proof refused."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from assign.asked import problem_of
from assign.assess import bound_listing, bound_search, check_bound
from assign.assess.bound_claims import claims_of
from assign.assess.bound_facts import BARRED, ScopeFacts
from assign.assess.bound_listing import list_zones
from assign.assess.bound_scope import prove_scope
from assign.assess.bound_search import Question, seek
from assign.inputs import read_plan
from assign.plan import Certificate, Plan, Prices, Status
from assign.show.words import say
from assign.solve import solve
from builders import grid_problem
from forged_plans import adding_up, forged_case, forgeries
from plan_builders import verify_but_shortages
from random_scopes import brute_force, random_scope


def facts_of(seed: int, **sizes: int) -> ScopeFacts:
    """A random scope as the verifier sees scopes."""
    scope = random_scope(seed, **sizes)
    return ScopeFacts(
        name="S",
        ids=tuple(f"V{n:02d}" for n in range(scope.size)),
        ptr=scope.indptr,
        other=scope.indices,
        site_ptr=scope.site_ptr,
        trip=scope.trip,
        site_cost=scope.site_cost,
        required=scope.required,
        hours=scope.hours,
        target=scope.target,
        balance=scope.balance,
        smallest=scope.smallest,
        largest=scope.largest,
        least_rooms=max(scope.least_rooms, int(scope.required.sum()), 1),
    )


def slow_zones(facts: ScopeFacts, sizes: tuple[int, int]) -> dict[tuple[int, ...], int]:
    """Every connected zone with an allowed site and its cost, by trying all sets of villages."""
    graph = nx.Graph()
    graph.add_nodes_from(range(facts.size))
    for v in range(facts.size):
        graph.add_edges_from((v, int(u)) for u in facts.other[facts.ptr[v] : facts.ptr[v + 1]])
    host = np.repeat(np.arange(facts.size), np.diff(facts.site_ptr))
    out = {}
    for size in range(sizes[0], sizes[1] + 1):
        for zone in combinations(range(facts.size), size):
            if not nx.is_connected(graph.subgraph(zone)):
                continue
            sites = [s for s in range(len(host)) if host[s] in zone]
            must = [s for s in sites if facts.required[s]]
            costs = [int(facts.site_cost[s] + facts.trip[s, list(zone)].sum()) for s in must or sites]
            if len(must) < 2 and min(costs) < BARRED:
                off = abs(int(facts.hours[list(zone)].sum()) - facts.target)
                out[zone] = min(costs) + round(facts.balance * off)
    return out


def bare_certificate(facts: ScopeFacts, sizes: tuple[int, int]) -> Certificate:
    """A certificate that claims nothing but the sizes listed."""
    duals = dict.fromkeys(facts.ids, 0)
    return Certificate("S", Status.FEASIBLE, 1, sizes, 0, 0, 0, 0, 0, duals, 0, 0, "lp")


@pytest.mark.parametrize("seed", range(60))
def test_every_zone_is_listed_and_held_against_every_price(seed: int) -> None:
    """Zones, dearest cost, least reduced cost with cuts and zones within a gap are those of a slow listing."""
    facts = facts_of(seed, least=3, most=11)
    draw = np.random.default_rng(seed)
    sizes = (int(draw.integers(1, 4)), int(draw.integers(4, 9)))
    if seed % 5 == 0:
        facts = replace(facts, trip=np.where(draw.random(facts.trip.shape) < 0.2, BARRED, facts.trip))
    truth = slow_zones(facts, (sizes[0], min(sizes[1], facts.size)))
    triple = (facts.ids[0], facts.ids[1], facts.ids[2])
    prices = []
    for _ in range(3):
        duals = {name: int(draw.integers(-2_000_000, 9_000_000)) for name in facts.ids}
        cuts = ((triple, -int(draw.integers(1, 5_000_000))),) if draw.random() < 0.7 else ()
        prices.append(Prices(duals, int(draw.integers(-(10**7), 10**7)), cuts, 0))
    gaps = [int(draw.integers(0, 10**8)) for _ in prices]
    listing = list_zones(facts, bare_certificate(facts, sizes), prices, gaps)
    assert listing.zones == len(truth)
    assert listing.dearest == max(truth.values(), default=0)
    for row, each in enumerate(prices):
        reduced = {}
        for zone, cost in truth.items():
            value = cost - sum(each.duals[facts.ids[v]] for v in zone) - each.room_dual
            value -= sum(price for _, price in each.cuts if len({0, 1, 2} & {*zone}) > 1)
            reduced[zone] = value
        if truth:
            assert listing.least[row] == min(reduced.values())
            worst = tuple(sorted(v for v in listing.worst[row].tolist() if v >= 0))
            assert reduced[worst] == listing.least[row]
        kept = listing.within[row]
        assert kept is not None
        found = {
            tuple(sorted(v for v in zone if v >= 0)): int(value)
            for zone, value in zip(kept[0].tolist(), kept[1], strict=True)
        }
        assert found == {zone: value for zone, value in reduced.items() if value <= gaps[row]}
        assert len(kept[0]) == listing.counts[row]


def test_wide_scopes_are_listed_with_several_words() -> None:
    """In a chain of 200 villages there are 201 - k connected sets of k; rooms for few zones are made larger."""
    n = 200
    rows = [[v for v in (k - 1, k + 1) if 0 <= v < n] for k in range(n)]
    facts = replace(
        facts_of(1),
        ids=tuple(f"V{k:03d}" for k in range(n)),
        ptr=np.cumsum([0, *map(len, rows)]).astype(np.int64),
        other=np.array([v for row in rows for v in row], np.int64),
        site_ptr=np.arange(n + 1),
        trip=np.ones((n, n), np.int64),
        site_cost=np.zeros(n, np.int64),
        required=np.zeros(n, np.bool_),
        hours=np.ones(n, np.int64),
        balance=0.0,
    )
    one = bare_certificate(facts, (5, 8))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bound_listing, "ROOM", 10)
        listing = list_zones(facts, one, [claims_of(one)[0].prices], [7])
    assert listing.zones == sum(201 - k for k in (5, 6, 7, 8))
    assert listing.counts.tolist() == [listing.zones - 193]
    kept = listing.within[0]
    assert kept is not None
    assert len(kept[0]) == listing.zones - 193


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("solver", ["search", "highs"])
def test_a_search_finds_a_plan_exactly_where_there_is_one(
    seed: int, solver: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Below the true optimum (by brute force) there is none; at it there is one, by either solver."""
    if solver == "highs":
        monkeypatch.setattr(bound_search, "NODES", 0)
    facts = facts_of(seed, most=10)
    truth = brute_force(random_scope(seed, most=10))
    sizes = (1, facts.size)
    one = bare_certificate(facts, sizes)
    draw = np.random.default_rng(seed)
    for rooms, (_, _) in list(truth.items())[:4]:
        best = min_cost(facts, rooms)
        duals = {name: -int(draw.integers(0, 10**6)) for name in facts.ids}
        cuts = (((facts.ids[0], facts.ids[1], facts.ids[2]), -1_000_000),)
        prices = Prices(duals, 0, cuts, 0)
        base = sum(duals.values()) - 1_000_000
        kept = list_zones(facts, one, [prices], [best - base]).within[0]
        assert kept is not None
        triple, price = np.array([[0, 1, 2]]), np.array([-1_000_000])
        for gap, there_is in ((best - base - 1, False), (best - base, True)):
            within = kept[1] <= gap
            asked = Question(kept[0][within], kept[1][within], triple, price, rooms, gap, sizes)
            answer = seek(facts, asked, nodes=bound_search.NODES)
            assert answer.by == solver or not there_is  # nothing may be left to look at
            assert bool(answer.plan) == there_is
            assert answer.spent == (gap if there_is else 0)


def min_cost(facts: ScopeFacts, rooms: int) -> int:
    """The least cost of a partition into so many zones of any size, by covering the first village left."""
    zones = {frozenset(zone): cost for zone, cost in slow_zones(facts, (1, facts.size)).items()}
    best = {(frozenset[int](), 0): 0}
    for _ in range(rooms):
        after: dict[tuple[frozenset[int], int], int] = {}
        for (covered, used), cost in best.items():
            rest = set(range(facts.size)) - covered
            for zone, more in zones.items() if rest else ():
                if min(rest) in zone and not zone & covered:
                    key = (covered | zone, used + 1)
                    after[key] = min(after.get(key, cost + more), cost + more)
        best = after
    return best[frozenset(range(facts.size)), rooms]


@pytest.mark.parametrize("name", ["demo", "bohol", "ratnapura"])
def test_plans_of_real_size_are_certified(name: str, solved) -> None:  # type: ignore[no-untyped-def]
    """Each bound of the demo county, Bohol and Ratnapura holds, and carries the plan's own bound."""
    folder: Path = solved(name)
    plan = read_plan(folder)
    report = check_bound(problem_of(plan, folder, None), plan)
    assert report.findings == ()
    assert report.certified == report.total == round(plan.bound * 10_000)
    assert report.gap == 0.0
    assert report.confirmed["search"] > 5
    assert report.zones == sum(one.zones for one in plan.certificates)


@pytest.mark.parametrize(
    "settings",
    [
        {"rows": 3, "cols": 3},
        {"rows": 1, "cols": 4},
        {"rows": 3, "cols": 4, "block": (3, 2), "remote": ["S01", "S02"]},
        {"rows": 6, "cols": 6, "block": (3, 6), "urban": [3, 20]},
        {"rows": 5, "cols": 6, "policy": {"policy": {"R09": {"switch": "must", "max_travel_min": 4}}}},
        {"rows": 5, "cols": 6, "policy": {"policy": {"R09": {"switch": "prefer", "max_travel_min": 3}}}},
        {"rows": 4, "cols": 6, "block": (4, 3), "policy": {"policy": {"R05": {"nesting": "county"}}}},
        {"rows": 4, "cols": 6, "block": (4, 3), "policy": {"policy": {"R08": {"switch": "off"}}}},
        {"rows": 4, "cols": 6, "policy": {"policy": {"R02": {"switch": "off"}}}, "urban": [2]},
        {"rows": 4, "cols": 6, "sites": {3: [("office", "required")], 9: [("school", "required")]}},
        {"rows": 9, "cols": 10},
        {"rows": 4, "cols": 6, "policy": {"policy": {"R08": {"rooms": 4, "cost": 7.5}}}, "site_cost": 2.0},
    ],
    ids=["nine", "four", "remote", "urban", "R09 must", "R09 prefer", "county", "R08 off", "R02 off", "required",
         "cuts", "money"],
)  # fmt: skip
def test_plans_under_other_rules_are_certified(settings: dict) -> None:  # type: ignore[type-arg]
    """Relaxed sizes, remote stations, limits, wider nesting, cuts and money: the bound that is stated holds."""
    problem = grid_problem(**settings)
    plan = solve(problem, workers=1)
    report = check_bound(problem, plan)
    assert report.findings == ()
    assert report.certified == round(plan.bound * 10_000)


def refused(plan: Plan) -> bool:
    """Whether `verify` or the check of the bound finds fault, in words of both languages."""
    problem, _ = forged_case()
    findings = (*verify_but_shortages(problem, plan), *check_bound(problem, plan).findings)
    for finding in findings:
        assert all(say(finding.message, lang) for lang in ("zh", "en"))
    return bool(findings)


def test_the_true_plan_is_accepted() -> None:
    """What the forgeries are made from holds."""
    problem, plan = forged_case()
    assert plan.status is Status.OPTIMAL
    assert not refused(plan)
    assert check_bound(problem, plan).certified == round(plan.bound * 10_000)


def test_every_forged_proof_is_refused() -> None:
    """Of more than 200 forgeries - prices, cuts, counts, scopes, bounds, worse plans - none passes."""
    names, passed = set(), []
    for name, plan in forgeries():
        names.add(name)
        if not refused(plan):
            passed.append(name)
    assert passed == []
    assert len(names) >= 200


def test_weaker_claims_are_true() -> None:
    """A certificate that claims less than it could is no forgery, but it cannot carry the plan's bound."""
    problem, plan = forged_case()
    first, *rest = plan.certificates
    less = adding_up(first, bound=first.lp_bound - 5, kept=0)
    report = check_bound(problem, replace(plan, certificates=(less, *rest)))
    codes = {finding.code for finding in report.findings}
    assert codes <= {"bound-not-certified", "bound-kept"}


def test_relaxed_villages_must_be_the_fewest() -> None:
    """A plan that breaks R01 by more villages than it must is refused, whatever its price of a village."""
    problem = grid_problem(2, 6, policy={"policy": {"R08": {"rooms": 3}}})
    plan = solve(problem, workers=1)
    (one,) = plan.certificates
    facts_problem = replace(problem)
    assert one.relaxed_villages == 0
    for price in (0, 1, one.objective, 10**13):
        forged = adding_up(one, relaxed_villages=1, sizes=(1, 9), shortfall_price=price)
        report = check_bound(facts_problem, replace(plan, certificates=(forged,)))
        assert {finding.code for finding in report.findings} & {
            "bound-shortfall",
            "bound-undercut",
            "bound-rooms",
        }


def test_what_a_search_cannot_settle_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bound that neither search nor second solver confirms is refused, with what is certain."""
    problem, plan = forged_case()
    monkeypatch.setattr("assign.assess.bound_scope.MOST_SEARCHED", 0)
    report = check_bound(problem, plan)
    assert {finding.code for finding in report.findings} == {"bound-open", "bound-not-certified"}
    assert report.confirmed["open"] > 0
    assert report.certified < report.total


def test_a_scope_of_nothing_claims_nothing() -> None:
    """A certificate without prices and without a bound is true, and carries nothing."""
    facts = facts_of(3)
    one = replace(bare_certificate(facts, (facts.smallest, facts.largest)), rooms=facts.least_rooms)
    proof = prove_scope(facts, one)
    assert set(proof.bounds.values()) <= {0}
    assert proof.zones == 0
