"""Starting from an earlier plan: change costs and is bounded, pins hold, ids last. The oracle lists everything."""

import itertools
from dataclasses import replace

import networkx as nx
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assign.assess import check_bound, verify
from assign.earlier import Earlier
from assign.errors import DataError, ImpossibleError
from assign.plan import Plan
from assign.problem import Kind, Officer, Problem, Role, SiteStatus
from assign.scenario import earlier_record, follow, merge_villages, missing, surge, with_policy
from assign.solve import solve
from builders import grid_problem
from partitions import partitions

UNIT = 10_000


# the oracle: every connected partition of a station, every site of every zone


def zone_options(problem: Problem, part, target: int, *, own: bool) -> list[tuple[int, int]]:
    """Return (changes, cost) of a zone at each site that it may have, by the formulas of docs/design.md."""
    policy, served, only = problem.policy, problem.earlier.served, problem.earlier.only
    order = policy["R07"]["order"]
    hours = sum(round(problem.villages[v].hours * 100) for v in part)
    sites = [s for v in sorted(part) for s in problem.sites_of_village[v]]
    must = [s for s in sites if problem.is_required(problem.sites[s])]
    if len(must) > 1:
        return []
    out = []
    for number in must or sites:
        site = problem.sites[number]
        ids = [problem.villages[v].village_id for v in sorted(part)]
        if site.status is SiteStatus.FORBIDDEN or any(
            only.get(one, site.site_id) != site.site_id for one in ids
        ):
            continue
        minutes = problem.travel.block([number], sorted(part))[0]
        trips = sum(
            round(2 * round(problem.villages[v].visits * 100) * round(far * 100))
            for v, far in zip(sorted(part), minutes, strict=True)
        )
        changes = sum(served.get(one, site.site_id) != site.site_id for one in ids)
        opening = 0 if site.status is SiteStatus.EXISTING else policy.number("weights.new_room_min")
        fixed = round(UNIT * (policy["R07"].number("rank_min") * order.index(site.kind) + opening))
        balance = 0 if own else round(policy.number("weights.balance") * 6000 * abs(hours - target))
        change = changes * round(UNIT * policy.number("weights.change_min"))
        out.append((changes, trips + fixed + balance + change))
    return out


def station_options(problem: Problem, station: str, target: int, rooms: int) -> dict[tuple[int, int], int]:
    """Return the least cost of a station's rural villages by rooms and changes, with the least R01 shortfall."""
    rural = [n for n, v in enumerate(problem.villages) if v.station_id == station and v.kind is Kind.RURAL]
    graph = nx.Graph()
    graph.add_nodes_from(rural)
    graph.add_edges_from((n, o) for n in rural for o in problem.neighbours[n] if o in graph)
    low, high = problem.policy["R01"].count("min_villages"), problem.policy["R01"].count("max_villages")
    best: dict[tuple[int, int, int], int] = {}
    known: dict[frozenset[int], list[tuple[int, int]]] = {}
    for parts in partitions(graph, len(rural)):
        short = sum(max(0, low - len(part), len(part) - high) for part in parts)
        for part in parts:
            if part not in known:
                known[part] = zone_options(problem, part, target, own=False)
        sums = {0: 0}
        for part in parts:
            step: dict[int, int] = {}
            for made, cost in sums.items():
                for changes, more in known[part]:
                    step[made + changes] = min(step.get(made + changes, cost + more), cost + more)
            sums = step
        for made, cost in sums.items():
            key = (short, len(parts), made)
            best[key] = min(best.get(key, cost), cost)
    least = min(short for short, _, _ in best)
    return {
        (count, made): cost
        for (short, count, made), cost in best.items()
        if short == least and count <= rooms
    }


def brute_force(problem: Problem, target: int, budget: int) -> dict[int, int]:
    """Return the least cost of the whole case by its number of changes."""
    urban = [n for n, v in enumerate(problem.villages) if v.kind is Kind.URBAN]
    sums = {(len(urban), 0): 0}
    tables = [station_options(problem, one.station_id, target, budget) for one in problem.stations]
    tables += [
        {(0, made): cost for made, cost in sorted(zone_options(problem, {n}, target, own=True), reverse=True)}
        for n in urban
    ]
    for table in tables:
        step: dict[tuple[int, int], int] = {}
        for (rooms, made), cost in sums.items():
            for (more, changes), extra in table.items():
                key = (rooms + more, made + changes)
                if key[0] <= budget:
                    step[key] = min(step.get(key, cost + extra), cost + extra)
        sums = step
    out: dict[int, int] = {}
    for (_, made), cost in sums.items():
        out[made] = min(out.get(made, cost), cost)
    return out


class Draw:
    """Random choices from any list, the same for the same seed."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.random = rng.random
        self.rng = rng

    def choice(self, options):
        return options[int(self.rng.integers(len(options)))]


def random_case(seed: int) -> Problem:
    """Return two small stations with an earlier plan that is partly out of date."""
    draw = Draw(np.random.default_rng(seed))
    rows, cols = draw.choice([(2, 6), (2, 6), (3, 4), (2, 5)])
    block = (rows, cols // 2) if cols % 2 == 0 else (rows, 3)
    sites = {
        n: [
            ("office", "candidate"),
            (draw.choice(["square", "school"]), draw.choice(["candidate", "existing"])),
        ]
        for n in range(rows * cols)
        if draw.random() < 0.3
    }
    urban = [n for n in range(rows * cols) if draw.random() < 0.08]
    problem = grid_problem(
        rows, cols, block=block, sites=sites, urban=urban,
        policy={"policy": {"R01": {"min_villages": 2, "max_villages": draw.choice([3, 4])},
                           "R08": {"rooms": draw.choice([5, 6, 7]) + len(urban)}},
                "weights": {"change_min": draw.choice([0.0, 0.0, 7.5, 40.0]), "new_room_min": draw.choice([0.0, 30.0]),
                            "balance": draw.choice([0.0, 1.0])}},
    )  # fmt: skip
    facts = {f"V{n:03d}": draw.choice([0.3, 1.0, 2.0, 5.0]) for n in range(rows * cols)}
    problem = surge(problem, facts)
    served = {}
    for n, village in enumerate(problem.villages):
        inside = [o for o, v in enumerate(problem.villages) if v.station_id == village.station_id]
        host = draw.choice([n, n, draw.choice(inside), min(inside), max(inside)])
        site = draw.choice(problem.sites_of_village[host])
        served[village.village_id] = draw.choice([problem.sites[site].site_id] * 9 + ["gone"])
    for village_id in list(served):
        if draw.random() < 0.07:
            del served[village_id]
    return replace(problem, earlier=Earlier(served=served))


def rooms_changed(problem: Problem, plan: Plan) -> int:
    served = problem.earlier.served
    return sum(
        served.get(row.village_id, row.room_id[2:]) != row.room_id.removeprefix("R-")
        for row in plan.assignments
    )


@pytest.mark.parametrize("part", range(12))
def test_plans_within_a_bound_on_changes_cost_what_brute_force_says(part):
    """120 small cases, every bound from none to free: the same cost; where it cannot be kept, the fewest changes."""
    for seed in range(part * 10, part * 10 + 10):
        problem = random_case(seed)
        free = solve(problem, workers=1)
        target = round(free.run["target_hours"] * 100)
        best = brute_force(problem, target, free.run["rooms_budget"]["effective"])
        assert round(free.objective["total"] * UNIT) == min(best.values()), seed
        fewest = min(best)
        for most in {*range(max(0, fewest - 1), rooms_changed(problem, free)), 10_000}:
            held = with_policy(problem, {"policy": {"R19": {"max_changes": most}}})
            plan = solve(held, workers=1)
            made = rooms_changed(problem, plan)
            cap = max(most, fewest)
            assert made <= cap, (seed, most)
            least = min(cost for changes, cost in best.items() if changes <= cap)
            assert round(plan.objective["total"] * UNIT) == least, (seed, most)
            assert plan.run["changes"].get("best_within_bound", True), (seed, most)
            assert verify(held, plan) == ()
            listed = [row for row in plan.exceptions if (row.rule_id, row.entity_id) == ("R19", "changes")]
            assert bool(listed) == (made > most), (seed, most)


# pins, ids, records


def people(count: int) -> list[Officer]:
    police = [Officer(f"P{n}", Role.POLICE, "S01", years=n, ability=40.0 + 7 * n) for n in range(count)]
    helpers = [Officer(f"A{n}", Role.AUXILIARY, "S01", years=n % 5, ability=50.0 + n) for n in range(12)]
    return police + helpers


@pytest.fixture(scope="module")
def county():
    """One station of twelve villages, four police, twelve auxiliaries, and its plan."""
    problem = grid_problem(
        3, 4, officers=people(4), policy={"policy": {"R01": {"min_villages": 3, "max_villages": 5}}}
    )
    return problem, solve(problem, workers=1)


def test_the_same_facts_give_the_same_rooms_and_posts_again(county):
    """From a plan of the same facts nothing changes and nobody moves, though the roster names no places."""
    problem, plan = county
    again = solve(problem, workers=1, before=plan)
    assert again.assignments == plan.assignments
    assert [(p.officer_id, p.room_id, p.village_ids) for p in again.posts] == [
        (p.officer_id, p.room_id, p.village_ids) for p in plan.posts
    ]
    assert again.run["changes"]["villages"] == again.run["changes"]["officers"] == 0
    assert again.objective["stability"] == 0.0
    assert again.status.value == "optimal"


def test_officers_stand_where_the_earlier_plan_has_them_unless_the_roster_is_newer(county):
    """The same roster: the plan's places. Another roster that names a place: the roster's; names none: the plan's."""
    problem, plan = county
    posts = {post.officer_id: post for post in plan.posts}
    moved = replace(problem, officers=tuple(
        replace(one, current_room_id="R-V000-office") if one.officer_id == "P1" else one for one in problem.officers
    ))  # fmt: skip
    place = {
        one.officer_id: one.current_room_id for one in follow(moved, earlier_record(moved, plan)).officers
    }
    assert place["P1"] == posts["P1"].room_id
    newer = replace(
        moved, sources=(*moved.sources, replace(moved.sources[0], role="officers", sha256="1" * 64))
    )
    place = {
        one.officer_id: one.current_room_id for one in follow(newer, earlier_record(newer, plan)).officers
    }
    assert place["P1"] == "R-V000-office"
    assert place["P0"] == posts["P0"].room_id


def test_nobody_moves_where_no_move_is_allowed(county):
    """`max_moves = 0` after a change of work: every officer keeps the room or village of the earlier plan."""
    problem, plan = county
    changed = surge(problem, {"V005": 4.0, "V006": 0.2})
    still = with_policy(changed, {"policy": {"R19": {"max_moves": 0, "max_changes": 0}}})
    found = solve(still, workers=1, before=plan)
    before = {post.officer_id: post.room_id for post in plan.posts}
    assert {post.officer_id: post.room_id for post in found.posts if post.role == "police"} == {
        name: room for name, room in before.items() if name.startswith("P")
    }
    assert not any(post.changed for post in found.posts)


def test_pins_hold_and_the_record_tells_of_them(county):
    """A room, a village with its room, an officer in a room, one in a village: all four stand as pinned."""
    problem, plan = county
    pins = ["R-V000-office", "V006=R-V011-office", "P2=R-V000-office", "A3=V007", "P3=V006"]
    found = solve(problem, workers=1, before=plan, pins=pins)
    assert found.run["pins"] == pins
    assert found.run["parent"]["plan"] == found.run["earlier"]["plan"]
    rooms = {row.village_id: row.room_id for row in found.assignments}
    posts = {post.officer_id: post for post in found.posts}
    assert rooms["V000"] == "R-V000-office"
    assert rooms["V006"] == "R-V011-office"
    assert rooms["V000"] in {rooms[name] for name in posts["P2"].village_ids}
    assert "V007" in posts["A3"].village_ids
    assert "V006" in posts["P3"].village_ids
    facts = follow(problem, found.run["earlier"], found.run["pins"])
    assert verify(facts, found) == ()
    assert check_bound(facts, found).findings == ()


@pytest.mark.parametrize("pin", ["R-V001-office", "V006=R-V010-office", "P2=V003", "A3=V002"])
def test_the_verifier_reads_pins_itself(county, pin):
    """A pin that the tables do not keep is found, with the pin and what stands instead."""
    problem, plan = county
    rooms = {row.village_id: row.room_id for row in plan.assignments}
    posts = {post.officer_id: post for post in plan.posts}
    assert pin not in {room.room_id for room in plan.rooms}
    if pin.startswith("V"):
        assert rooms["V006"] != "R-V010-office"
    elif "=" in pin:
        assert pin[3:] not in posts[pin[:2]].village_ids
    forged = replace(plan, run={**plan.run, "pins": [pin]})
    assert [(f.code, f.entity_id) for f in verify(problem, forged)] == [("pin-broken", pin)]


def test_wrong_pins_are_named_all_at_once(county):
    """Each with its own reason; nothing is solved."""
    problem, _ = county
    facts = replace(
        problem,
        sites=tuple(
            replace(s, status=SiteStatus.FORBIDDEN) if s.site_id == "V004-office" else s for s in problem.sites
        ),
        officers=tuple(
            replace(one, available=False) if one.officer_id == "P0"
            else replace(one, avoid_village_ids=("V001",)) if one.officer_id == "A1" else one
            for one in problem.officers
        ),
    )  # fmt: skip
    pins = ["V99=R-V000-office", "R-V099-office", "P1=V98", "R-V004-office", "P0=V000", "A1=V001",
            "V001=R-V002-office", "V001=R-V003-office"]  # fmt: skip
    with pytest.raises(DataError) as caught:
        follow(facts, None, pins)
    assert [fault.code for fault in caught.value.faults] == [
        "pin-unknown", "pin-unknown", "pin-unknown", "pin-forbidden", "pin-away", "pin-avoided", "pin-twice",
    ]  # fmt: skip


def test_pins_that_collide_are_impossible():
    """A village pinned to a room that it cannot be joined to: no plan, said as such."""
    problem = grid_problem(
        1, 5, policy={"policy": {"R01": {"min_villages": 1, "max_villages": 3}, "R08": {"rooms": 3}}}
    )
    with pytest.raises(ImpossibleError):
        solve(problem, workers=1, pins=["V000=R-V004-office", "R-V002-office"])


def test_a_plan_of_another_case_is_refused(county):
    """Not one village in common: a fault that names the earlier plan."""
    _, plan = county
    other = grid_problem(1, 4)
    strange = replace(
        other,
        villages=tuple(replace(v, village_id=f"X{v.village_id}") for v in other.villages),
        sites=tuple(replace(s, site_id=f"X{s.site_id}", village_id=f"X{s.village_id}") for s in other.sites),
    )
    with pytest.raises(DataError) as caught:
        earlier_record(strange, plan)
    assert [fault.code for fault in caught.value.faults] == ["earlier-other-case"]


def test_what_is_gone_and_what_is_new_is_named_and_planned_around(county):
    """Villages merged, an officer gone, the site of a room forbidden: named, and the plan stands verified."""
    problem, plan = county
    room = plan.rooms[0]
    gone = next(v for v in room.villages if v != room.host_village_id)
    facts = merge_villages(problem, [(room.host_village_id, gone)])
    facts = replace(
        facts,
        sites=tuple(
            replace(s, status=SiteStatus.FORBIDDEN) if s.site_id == plan.rooms[1].site_id else s for s in facts.sites
        ),
        officers=tuple(one for one in facts.officers if one.officer_id != "P1"),
    )  # fmt: skip
    assert dict(missing(facts, plan)) == {
        "villages-gone": [gone],
        "rooms-gone": [plan.rooms[1].room_id],
        "officers-gone": ["P1"],
    }
    found = solve(facts, workers=1, before=plan)
    assert found.run["changes"]["standing_min"] is None
    assert found.run["changes"]["villages"] >= len(plan.rooms[1].villages)
    assert verify(follow(facts, found.run["earlier"]), found) == ()


def test_a_forged_record_of_changes_is_found(county):
    """Each figure of the record is counted again."""
    problem, plan = county
    found = solve(surge(problem, {"V005": 6.0}), workers=1, before=plan)
    facts = follow(surge(problem, {"V005": 6.0}), found.run["earlier"])
    for name, value in found.run["changes"].items():
        if name != "gain_min_per_village" or value is not None:
            forged = {**found.run, "changes": {**found.run["changes"], name: (value or 0) + 1}}
            codes = [(f.code, f.entity_id) for f in verify(facts, replace(found, run=forged))]
            assert codes == [("changes-wrong", name)]
    forged = replace(found, objective={**found.objective, "stability": found.objective["stability"] + 1})
    assert "objective-term" in {finding.code for finding in verify(facts, forged)}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    factors=st.dictionaries(
        st.sampled_from([f"V{n:03d}" for n in range(12)]), st.floats(0.2, 5.0), max_size=5
    ),
    rate=st.sampled_from([0.0, 20.0, 400.0]),
    most=st.integers(0, 12),
)
def test_the_ids_of_rooms_that_stay_never_change(county, factors, rate, most):
    """A room keeps its id exactly while it keeps its site, whatever the facts, the rate and the bound."""
    problem, plan = county
    policy = {"policy": {"R19": {"max_changes": most}}, "weights": {"change_min": rate}}
    facts = with_policy(replace(surge(problem, factors), officers=()), policy)
    found = solve(facts, workers=1, before=plan)
    before, after = ({room.site_id: room.room_id for room in one.rooms} for one in (plan, found))
    assert all(after[site] == before[site] for site in before.keys() & after.keys())
    assert len(set(after.values())) == len(after)
    old = {row.village_id: row.room_id for row in plan.assignments}
    changed = [row.village_id for row in found.assignments if old[row.village_id] != row.room_id]
    assert len(changed) == found.run["changes"]["villages"] <= most


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.floats(0.2, 5.0), min_size=12, max_size=12))
def test_a_tighter_bound_never_costs_less(county, factors):
    """The cost over the number of changes allowed falls, and ends at the free plan's."""
    problem, plan = county
    facts = replace(surge(problem, {f"V{n:03d}": by for n, by in enumerate(factors)}), officers=())
    costs = [
        solve(
            with_policy(facts, {"policy": {"R19": {"max_changes": most}}}), workers=1, before=plan
        ).objective["total"]
        for most in (0, 2, 5, 12)
    ]
    assert all(first >= second for first, second in itertools.pairwise(costs))
    assert costs[-1] == solve(facts, workers=1, before=plan).objective["total"]
    assert np.isfinite(costs).all()
