"""The verifier: silent on right plans, and each kind of spoiled plan refused by name."""

from __future__ import annotations

import ast
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

import assign.assess
from assign.assess import Finding, changed_inputs
from assign.plan import Plan
from assign.problem import Problem, Source
from assign.show.words import has_word, say
from builders import grid_problem
from plan_builders import right_plan
from plan_builders import verify_but_shortages as verify
from spoiled_plans import (
    EAST_ROOM,
    GUEST,
    NORTH_EAST,
    NORTH_WEST,
    PLAN,
    PROBLEM,
    SPOILED,
    URBAN,
    ZONES,
    edit,
    make_plan,
    make_problem,
    room_of,
    run,
)


def codes(plan: Plan, problem: Problem = PROBLEM) -> set[str]:
    """Codes of all findings; each names a rule and a thing that are there, and has its words in both languages."""
    findings = verify(problem, plan)
    known = named(plan, problem)
    for finding in findings:
        assert finding.rule_id in ("", *problem.policy.rules)
        assert finding.entity in ("plan", "scope", "table", "setting", "pin", "link", *known)
        assert finding.entity not in known or finding.entity_id in known[finding.entity], finding
        for lang in ("zh", "en"):
            assert say(finding.message, lang)
    return {finding.code for finding in findings}


def named(plan: Plan, problem: Problem) -> dict[str, set[str]]:
    """Ids that problem or plan know, by what they are the ids of."""
    return {
        "village": {one.village_id for one in (*problem.villages, *plan.assignments)},
        "room": {one.room_id for one in plan.rooms},
        "officer": {one.officer_id for one in (*problem.officers, *plan.posts, *plan.unused)},
        "station": {one.station_id for one in problem.stations},
        "site": {one.site_id for one in problem.sites},
        "area": {one.area_id for one in plan.areas},
    }


def test_right_plan_holds() -> None:
    """A right plan has no findings, with roads."""
    assert verify(PROBLEM, PLAN) == ()


@pytest.mark.parametrize(
    "settings",
    [
        {"roads": False},
        {"officers": ()},
        {"even": True},
        {"policy": {"policy": {"R08": {"rooms": 5}}, "weights": {"balance": 2.0, "new_room_min": 30.0}}},
        {"policy": {"policy": {"R08": {"rooms": 5}, "R05": {"nesting": "county"}}}},
        {"policy": {"policy": {"R08": {"rooms": 3}}}},
        {"policy": {"policy": {"R08": {"rooms": 9}}}},
    ],
    ids=["straight line", "no roster", "all alike", "weights", "county", "budget raised", "budget wide"],
)
def test_right_plan_holds_in_other_settings(settings: dict[str, Any]) -> None:
    """Right plans of other policies and inputs have no findings either."""
    problem = make_problem(**settings)
    plan = make_plan(problem) if problem.officers else right_plan(problem, ZONES)
    assert verify(problem, plan) == ()


def test_sizes_outside_r01_are_listed() -> None:
    """A zone of nine and a zone of three hold when, and only when, they stand among the exceptions."""
    problem = grid_problem(3, 4, policy={"policy": {"R08": {"rooms": 2}}})
    plan = right_plan(problem, [[0, 1, 2, 4, 5, 6, 8, 9, 10], [3, 7, 11]])
    assert verify(problem, plan) == ()
    assert plan.objective["relaxed_villages"] == 3
    assert codes(replace(plan, exceptions=plan.exceptions[1:]), problem) == {"exception-missing"}


def test_certificate_of_a_relaxed_scope() -> None:
    """Where R01 is relaxed, dual prices carry the stated price of each village of shortfall, and no other."""
    problem = grid_problem(3, 4, policy={"policy": {"R08": {"rooms": 2}}})
    plan = right_plan(problem, [[0, 1, 2, 4, 5, 6, 8, 9, 10], [3, 7, 11]])
    (proof,) = plan.certificates
    duals = {**proof.duals, "V000": proof.duals["V000"] + 1_000, "V003": proof.duals["V003"] + 2_000}
    priced = replace(proof, duals=duals, shortfall_price=1_000)
    assert verify(problem, replace(plan, certificates=(priced,))) == ()
    silent = replace(plan, certificates=(replace(priced, shortfall_price=0),))
    assert codes(silent, problem) == {"certificate-lp-bound", "certificate-prices"}
    below = replace(plan, certificates=(replace(proof, shortfall_price=-1),))
    assert codes(below, problem) == {"certificate-price", "certificate-lp-bound", "certificate-prices"}


def test_link_joins_an_island() -> None:
    """A zone over a link holds; without the link it is in two pieces."""
    cut = [(2, 3), (8, 9), (14, 15)]
    settings: dict[str, Any] = {"policy": {"policy": {"R08": {"rooms": 3}}}, "without_borders": cut}
    zones = [[0, 1, 6, 7, 12, 13], [2, 8, 14, 3, 9, 15], [4, 5, 10, 11, 16, 17]]
    linked = grid_problem(3, 6, **settings, links=[(8, 9)])
    assert verify(linked, right_plan(linked, zones)) == ()
    apart = grid_problem(3, 6, **settings)
    assert codes(right_plan(apart, zones), apart) == {"zone-apart"}


@pytest.mark.parametrize("name", SPOILED)
def test_spoiled_plan_is_refused(name: str) -> None:
    """Each kind of spoiled plan is refused by the finding that names it."""
    spoil, code = SPOILED[name]
    assert code in codes(spoil())


OTHER: dict[type, object] = {str: "V001", float: 77.7, int: 77, tuple: ("V003", "V005")}
"""A value of each type that is wrong wherever it stands in the plan."""


@pytest.mark.parametrize("table", ["assignments", "rooms", "posts", "exceptions", "unused"])
def test_no_cell_can_be_changed_unseen(table: str) -> None:
    """Whatever cell of a table is changed, but for free text, the plan is refused without a crash."""
    rows = getattr(PLAN, table)
    for column in fields(rows[-1]):
        value = getattr(rows[-1], column.name)
        if column.name in ("reason", "remedy", "severity", "expected"):
            continue
        other = not value if isinstance(value, bool) else OTHER[type(value)]
        changed = replace(rows[-1], **{column.name: other})
        assert verify(PROBLEM, replace(PLAN, **{table: (*rows[:-1], changed)})), column.name


WRONG: list[tuple[str, str, str, str, str]] = [
    ("assignments", GUEST, "name", "", "village-name"),
    ("assignments", GUEST, "kind", "", "village-kind"),
    ("assignments", GUEST, "station_id", "", "village-station"),
    ("assignments", GUEST, "hours", ".2f", "village-hours"),
    ("assignments", GUEST, "complexity", ".1f", "village-complexity"),
    ("assignments", GUEST, "travel_min", ".2f", "travel-wrong"),
    ("assignments", GUEST, "is_host", "", "host-flag"),
    ("assignments", GUEST, "has_workstation", "", "workstation-flag"),
    ("assignments", GUEST, "lead_officer_id", "", "village-lead"),
    ("rooms", EAST_ROOM, "site_kind", "", "site-kind"),
    ("rooms", EAST_ROOM, "status", "", "site-status"),
    ("rooms", EAST_ROOM, "station_id", "", "room-station"),
    ("rooms", EAST_ROOM, "population", "", "room-population"),
    ("rooms", EAST_ROOM, "hours", ".2f", "room-hours"),
    ("rooms", EAST_ROOM, "mean_travel_min", ".2f", "room-mean-travel"),
    ("rooms", EAST_ROOM, "max_travel_min", ".2f", "room-max-travel"),
    ("rooms", EAST_ROOM, "lead_officer_id", "", "room-lead"),
    ("rooms", EAST_ROOM, "area_id", "", "room-area"),
    ("posts", "P1", "role", "", "post-role"),
    ("posts", "P1", "station_id", "", "post-station"),
    ("posts", "P1", "room_id", "", "post-room"),
    ("posts", "P1", "ability", ".1f", "post-ability"),
    ("posts", "P1", "complexity", ".1f", "post-complexity"),
    ("posts", "P1", "hours", ".2f", "post-hours"),
    ("posts", "P1", "travel_min", ".2f", "post-travel"),
    ("posts", "P1", "changed", "", "post-changed"),
    ("posts", "A2", "village_post", "", "post-place"),
]
"""A cell, how its numbers are printed, and the finding that names it when it is wrong."""


@pytest.mark.parametrize(("table", "key", "column", "form", "code"), WRONG)
def test_wrong_cell_is_told_with_the_right_one(
    table: str, key: str, column: str, form: str, code: str
) -> None:
    """The finding of one wrong cell says what stands in it and what stood there in the right plan."""
    right = next(
        getattr(row, column) for row in getattr(PLAN, table) if getattr(row, fields(row)[0].name) == key
    )
    wrong = not right if isinstance(right, bool) else OTHER[type(right)]
    found, expected = (
        str(one).lower() if isinstance(one, bool) else format(one, form) for one in (wrong, right)
    )
    told = [one for one in verify(PROBLEM, edit(PLAN, table, key, **{column: wrong})) if one.code == code]
    assert [(one.entity_id, one.found, one.expected) for one in told] == [(key, found, expected)]


def test_zone_rules_are_refused() -> None:
    """Zones over a station line, in two pieces, or with an urban village among others are refused."""
    over_line = edit(PLAN, "assignments", "V020", room_id=room_of(PLAN, 21))
    assert codes(over_line) >= {"zone-scope"}
    in_two = [[0], [1, 2, 6, 7, 20], [8, 12, 13, 14, 18, 19], *ZONES[3:]]
    assert codes(right_plan(PROBLEM, in_two)) >= {"zone-apart"}
    with_urban = [[0, 1, 2, 6, 7, 8], *ZONES[2:]]
    assert codes(right_plan(PROBLEM, with_urban)) >= {"urban-not-alone"}


def test_too_many_rooms_are_refused() -> None:
    """More rooms than the budget, in number or in money, are refused."""
    plan = run(make_plan(make_problem()), rooms_budget={"asked": 5, "effective": 5, "rural": 4})
    narrow = make_problem(policy={"policy": {"R08": {"rooms": 4}}})
    assert codes(plan, narrow) >= {"budget-asked", "exception-missing"}
    silent = run(plan, rooms_budget={"asked": 4, "effective": 4, "rural": 3})
    assert codes(silent, narrow) >= {"budget-rooms"}
    dear = make_problem(policy={"policy": {"R08": {"rooms": 5, "cost": 40.0}}}, site_cost=10.0)
    assert codes(make_plan(dear), dear) == {"budget-cost"}


def test_remote_station_needs_two_rooms() -> None:
    """A remote station with one room is refused (R03)."""
    problem = grid_problem(2, 4, remote=["S01"], policy={"policy": {"R08": {"rooms": 2}}})
    assert codes(right_plan(problem, [range(8)]), problem) == {"remote-rooms"}


def test_required_site_must_be_used() -> None:
    """A plan that leaves a required site unused is refused (R07)."""
    problem = make_problem(sites={4: [("office", "candidate"), ("square", "required")]})
    plan = make_plan(problem)
    assert verify(problem, plan) == ()
    assert room_of(plan, 4) == "R-V004-square"
    assert "site-required" in codes(make_plan(make_problem(sites={4: [("office", "candidate")]})), problem)


def test_avoid_list_is_kept() -> None:
    """An officer in a village of the avoid list is refused, unless the rule is off (R18)."""
    plan = right_plan(PROBLEM, ZONES, leads={"P2": [NORTH_EAST]})
    assert codes(plan) == {"avoid-list"}
    relaxed = make_problem(policy={"policy": {"R08": {"rooms": 5}, "R18": {"switch": "off"}}})
    assert verify(relaxed, right_plan(relaxed, ZONES, leads={"P2": [NORTH_EAST]})) == ()


def test_lead_limits() -> None:
    """A lead of too many rooms, or of rooms that are no neighbours, is refused (R13)."""
    few = make_problem(policy={"policy": {"R08": {"rooms": 5}, "R13": {"max_rooms": 2}}})
    assert codes(make_plan(few), few) == {"lead-too-many-rooms"}
    apart = right_plan(PROBLEM, ZONES, leads={"P1": [URBAN, NORTH_WEST]})
    assert codes(apart) == {"lead-rooms-apart"}


def test_limit_of_travel() -> None:
    """Under R09 a farther village is refused when the limit must hold, and listed when it is a wish."""
    must = make_problem(
        policy={"policy": {"R08": {"rooms": 5}, "R09": {"switch": "must", "max_travel_min": 2}}}
    )
    assert codes(make_plan(must), must) == {"too-far"}
    prefer = make_problem(
        policy={
            "policy": {
                "R08": {"rooms": 5},
                "R09": {"switch": "prefer", "max_travel_min": 2, "over_factor": 1},
            }
        }
    )
    assert codes(make_plan(prefer), prefer) == {"exception-missing"}


def test_dearer_urban_site_is_not_optimal() -> None:
    """A community's room at a site that is not its cheapest cannot be called optimal."""
    sites = {0: [("office", "forbidden"), ("square", "candidate")]}
    plan = make_plan(make_problem(sites=sites))
    better = make_problem(sites={0: [("office", "candidate"), ("square", "candidate")]})
    assert codes(plan, better) == {"bound-unproven", "status-wrong"}


def test_roads_are_measured_again() -> None:
    """Minutes of a straight line do not pass for minutes by road."""
    straight = make_plan(make_problem(roads=False))
    assert "travel-wrong" in codes(straight)


def test_changed_inputs_are_named() -> None:
    """An input whose bytes changed since the plan was made is named."""
    assert changed_inputs(PROBLEM, PLAN) == ()
    other = replace(PROBLEM, sources=(Source("villages", "villages.gpkg", "1" * 64, 24),))
    (finding,) = changed_inputs(other, PLAN)
    assert finding == Finding("input-changed", "", "input", "villages", "0" * 64, "1" * 64)


def test_no_code_is_shared_with_the_optimiser() -> None:
    """Nothing in `assess` imports `optimise`, `inputs`, `show`, or a solver."""
    for path in Path(assign.assess.__file__).parent.glob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        names = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        names |= {
            alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
        }
        for barred in ("assign.optimise", "assign.inputs", "assign.show", "assign.solve", "ortools"):
            assert not any(name.startswith(barred) for name in names), path.name


def test_every_code_has_its_words() -> None:
    """Each code that stands in `assess` has a sentence in both languages."""
    seen = set()
    for path in Path(assign.assess.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding":
                code = node.args[0]
                seen |= {code.value} if isinstance(code, ast.Constant) else set()
    assert len(seen) > 90
    assert [code for code in sorted(seen) if not has_word(f"finding.{code}")] == []
