"""What if, frontiers, alternatives: against brute force on small worlds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import assign
from assign.ask import alternatives, frontier, moves_frontier, pinned, scenarios, whatif
from assign.assess import verify
from assign.cache import Cache
from assign.optimise.scope import model_scope
from assign.problem import Officer, Role
from assign.show import write_tables
from assign.solve import solve
from builders import grid_problem
from conftest import DEMO
from random_scopes import brute_force

SMALL = {"R01": {"min_villages": 2, "max_villages": 6}}


@pytest.fixture(scope="module")
def grid():
    """One station of 3 × 4 villages, zones of two to six."""
    return grid_problem(3, 4, policy={"policy": {**SMALL, "R08": {"rooms": 3}}})


@pytest.fixture(scope="module")
def plan(grid):
    return solve(grid, workers=1)


def test_every_point_of_a_frontier_is_that_of_brute_force(grid, plan):
    """The best cost of each budget is the least over all partitions of at most so many rooms."""
    points = frontier(grid, [2, 3, 4, 5, 6], workers=1)
    target = round(plan.run["target_hours"] * 100)
    best = brute_force(model_scope(grid, "S01", target=target))
    for point in points[1:]:
        least = min(cost for rooms, (short, cost) in best.items() if rooms <= int(point.name) and short == 0)
        assert point.plan.objective["total"] == least / 10_000
        assert point.plan.gap == 0
    assert [point.name for point in points] == ["", "2", "3", "4", "5", "6"]
    costs = [point.plan.objective["total"] for point in points[1:]]
    assert costs == sorted(costs, reverse=True)  # the same target: a wider budget is never dearer


def test_a_budget_too_small_is_told_apart(grid):
    """One room cannot hold twelve villages: the outcome has no plan, and says what collides."""
    points = frontier(grid, [1, 3], workers=1)
    assert points[1].plan is None
    assert points[1].collisions[0].key == "impossible.rooms"
    assert points[1].figures == {}
    assert points[2].plan is not None


def test_an_unchanged_world_is_the_same_plan(grid, plan):
    """Nothing changes, nothing is solved, every figure of change is 0."""
    cache = Cache()
    whatif(grid, plan, cache=cache)
    outcome = whatif(grid, plan, cache=cache)
    assert not outcome.comparison
    assert outcome.facts["solved"] == 0
    assert outcome.figures["objective.change"] == outcome.figures["villages_changed"] == 0
    assert outcome.plan.rooms == plan.rooms


def test_one_station_changes_one_is_solved():
    """With the target laid down, more work in one station leaves the other's solution as it was, rooms and all."""
    problem = grid_problem(6, 8, block=(6, 4))
    plan = solve(problem, workers=1)
    cache = Cache()
    whatif(problem, plan, cache=cache)
    outcome = whatif(problem, plan, surge={"V000": 1.7}, cache=cache)
    assert (outcome.facts["known"], outcome.facts["solved"]) == (1, 1)
    there = {row.village_id: row.room_id for row in plan.assignments if row.station_id == "S02"}
    assert {r.village_id: r.room_id for r in outcome.plan.assignments if r.station_id == "S02"} == there
    assert outcome.plan.run["target_hours"] == plan.run["target_hours"]


def test_the_target_is_laid_down_once(grid, plan):
    """`pinned` lays down the plan's target, unless the rules lay down their own."""
    held = pinned(grid, plan)
    assert held.policy["R08"].number("target_hours") == plan.run["target_hours"]
    assert pinned(held, plan) is held
    other = solve(held, workers=1)
    assert other.objective == plan.objective
    assert verify(held, other) == ()
    assert verify(grid, other) != ()  # the policy is part of what is verified


def test_rooms_more_or_fewer_than_the_plan_has(grid, plan):
    """Two rooms fewer than the three there are leave one: impossible; one fewer is a plan of two."""
    assert len(whatif(grid, plan, rooms=-1, cache=Cache()).plan.rooms) == 2
    assert whatif(grid, plan, rooms=-2, cache=Cache()).plan is None


def test_alternatives_keep_their_slack_and_differ(grid, plan):
    """Each costs at most the slack more, is another partition than all before, and none as different is cheaper."""
    found = alternatives(grid, 3, slack=0.10, workers=1)
    assert len(found) > 1
    served = [frozenset((row.village_id, row.room_id) for row in one.plan.assignments) for one in found]
    assert len(set(served)) == len(served)
    best = found[0].plan.objective["total"]
    assert best == plan.objective["total"]
    for one in found[1:]:
        assert best <= one.plan.objective["total"] <= best * 1.10
        assert one.plan.bound == best
        assert one.figures["villages_changed"] > 0


def test_without_slack_there_is_no_other():
    """No slack leaves the best plan alone, unless another costs the same."""
    found = alternatives(
        grid_problem(3, 4, policy={"policy": {**SMALL, "R08": {"rooms": 3}}}), 2, slack=0.0, workers=1
    )
    assert [one.name for one in found] == [""]


SCENARIOS = """
[scenario.flood]
roads.closed = ["Bazi bridge"]
[scenario.fewer]
changes.rooms = -5
[scenario.none]
policy.R08.rooms = 20
[scenario.faster]
travel.off_road_kph = 5.0
"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo county without its roster, with four scenarios."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(DEMO, folder, dirs_exist_ok=True)
    case = folder / "case.toml"
    lines = case.read_text("utf-8").splitlines(keepends=True)
    rest = "".join(line for line in lines if not line.startswith("officers"))
    case.write_text(rest + SCENARIOS, "utf-8")
    return folder


@pytest.fixture(scope="module")
def answered():
    """The demo county with its roster, its plan, and what was solved for it."""
    problem, cache = assign.load_problem(assign.read_case(DEMO)), Cache()
    plan = assign.solve(problem, workers=1, cache=cache)
    return problem, plan, cache


def tables(plan, folder: Path) -> dict[str, bytes]:
    folder.mkdir()
    write_tables(plan, folder)
    return {path.name: path.read_bytes() for path in sorted((folder / "tables").iterdir())}


def test_scenarios_in_memory_are_those_of_a_full_solve(demo, tmp_path):
    """Read once, solved from the cache: the tables equal those of each scenario read and solved alone."""
    plans = {}
    found = scenarios(
        demo,
        ["flood", "fewer", "none", "faster"],
        cache=Cache(),
        workers=1,
        use=lambda outcome, problem: plans.update({outcome.name: (outcome.plan, problem)}),
    )
    assert [one.name for one in found] == ["", "flood", "fewer", "none", "faster"]
    assert [one.facts.get("read_again", 0) for one in found] == [0, 0, 0, 0, 1]
    assert found[3].plan is None
    hours = found[0].plan.run["target_hours"]
    for name in ("flood", "fewer", "faster"):
        held = {"policy.R08.target_hours": hours}
        alone = solve(assign.load_problem(assign.read_case(demo, scenario=name, overrides=held)), workers=1)
        assert tables(plans[name][0], tmp_path / name) == tables(alone, tmp_path / f"{name}-alone")
    assert found[1].facts["solved"] < 6


def test_close_five_rooms_who_is_hurt(answered):
    """The analyst's first question: five rooms closed, and the villages that are farther off, by name."""
    problem, plan, cache = answered
    outcome = assign.whatif(problem, plan, rooms=-5, cache=cache)
    assert len(outcome.plan.rooms) == len(plan.rooms) - 5
    found = outcome.comparison
    assert len(found.of("room", "gone")) - len(found.of("room", "new")) == 5
    was = {row.village_id: row.travel_min for row in plan.assignments}
    hurt = [row for row in outcome.plan.assignments if row.travel_min > was[row.village_id]]
    assert len(hurt) == outcome.figures["worse_off"] > 0
    assert outcome.figures["objective.change"] > 0
    assert outcome.plan.gap == 0


def test_a_bridge_is_out_who_moves(answered):
    """The analyst's second question: only stations at the bridge are solved again, and only there anybody moves."""
    problem, plan, cache = answered
    outcome = whatif(problem, plan, close=["Bazi bridge"], cache=cache)
    assert 0 < outcome.facts["solved"] < 5
    stations = {change.station_id for change in outcome.comparison.changes}
    assert 0 < len(stations) <= outcome.facts["solved"]
    assert outcome.comparison.of("officer")


def test_fewer_moves_are_never_better():
    """Under ever wider bounds on moves the first tier that changes gets better, and the moves stay within."""
    people = [
        Officer(f"P{n}", Role.POLICE, "S01", ability=40.0 + 20 * n, current_village_id="V000")
        for n in range(3)
    ]
    problem = grid_problem(3, 4, policy={"policy": {**SMALL, "R08": {"rooms": 3}}}, officers=people)
    found = moves_frontier(problem, [0, 1, 2, 3], workers=1)
    moved = [one.figures["moved"] for one in found[1:]]
    assert all(count <= bound for bound, count in enumerate(moved))
    short = [one.figures["tier.open"] for one in found[1:]]
    assert short == sorted(short, reverse=True)
    assert short[0] > short[-1]


def test_the_names_of_the_face_stand_before_its_modules():
    """`assign.solve` is the function, also once its module was loaded, and each name is there."""
    import assign.solve

    assert assign.solve is solve
    assert all(getattr(assign, name) is not None for name in assign.__all__)
    with pytest.raises(AttributeError):
        assign.nonsense  # noqa: B018


def test_a_plan_answers_for_itself(solved):
    """One-liners: the facts are read again from the case, or handed in; the answers are those of the functions."""
    plan = assign.read_plan(solved("demo"))
    problem = assign.load_problem(assign.read_case(DEMO))
    lead = next(post.officer_id for post in plan.posts if post.is_lead)
    assert plan.explain("officer", lead) == assign.explain(problem, plan, "officer", lead)
    assert plan.explore(problem=problem).equals(assign.explore(problem, plan))
    fewer = plan.whatif(problem=problem, rooms=-1, cache=assign.Cache())
    assert len(fewer.plan.rooms) == len(plan.rooms) - 1
    assert plan.diff(fewer.plan).measures
