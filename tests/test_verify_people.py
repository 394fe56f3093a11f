"""What the verifier says of people and of reported rows, where one of several is sound and another is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assign.assess import reported as judged
from assign.assess.bound import BoundReport
from assign.assess.contacts import true_rows
from assign.assess.limits import budget
from assign.assess.view import View
from assign.plan import Plan
from assign.problem import Problem
from assign.reported import ROWS
from builders import village_id
from plan_builders import right_plan
from plan_builders import verify_but_shortages as verify
from spoiled_plans import (
    EAST,
    NORTH_EAST,
    NORTH_WEST,
    PLAN,
    ROSTER,
    URBAN,
    WEST,
    ZONES,
    make_problem,
)
from test_reported import COUNTY, SAID
from test_reported import PLAN as TOLD


def make_plan(problem: Problem, auxiliaries: dict[str, list[int]]) -> Plan:
    """Return the plan of the spoiled ones that holds, with auxiliaries of its own."""
    return right_plan(
        problem,
        ZONES,
        leads={"P1": [URBAN, WEST, NORTH_WEST], "P2": [EAST], "P3": [NORTH_EAST]},
        auxiliaries=auxiliaries,
    )


def missing(problem: Problem, plan: Plan, rule_id: str) -> list[str]:
    """Return the ids that the list of exceptions lacks for a rule."""
    return [
        one.entity_id
        for one in verify(problem, plan)
        if one.code == "exception-missing" and one.rule_id == rule_id
    ]


@pytest.mark.parametrize(
    ("holders", "expected"),
    [((), ["V001", "V002", "V003", "V012"]), (("A1",), ["V003", "V012"]), (("A1", "A2", "H1"), [])],
)
def test_villages_whose_auxiliaries_lack_what_is_asked_have_to_be_listed(holders, expected):
    """A1 serves two villages, A2 and H1 one each; the case asks all of them for a certificate (R24)."""
    officers = tuple(
        replace(one, certificates=("c",)) if one.officer_id in holders else one for one in ROSTER
    )
    problem = make_problem(
        officers=officers, policy={"policy": {"R08": {"rooms": 5}, "R24": {"auxiliary": ["c"]}}}
    )
    assert missing(problem, make_plan(problem, {"A1": [1, 2], "A2": [12], "H1": [3]}), "R24") == expected


@pytest.mark.parametrize(
    ("holders", "expected"), [((), True), (("A1",), False), (("A2",), False), (("A1", "A2"), False)]
)
def test_one_of_two_at_a_village_with_what_is_asked_is_enough(holders, expected):
    """A1 serves villages 1 and 2, and A2 village 1 too: it is sound as soon as one of them has the certificate."""
    officers = tuple(
        replace(one, certificates=("c",)) if one.officer_id in holders else one for one in ROSTER
    )
    problem = make_problem(
        officers=officers, policy={"policy": {"R08": {"rooms": 5}, "R24": {"auxiliary": ["c"]}}}
    )
    plan = make_plan(problem, {"A1": [1, 2], "A2": [1], "H1": [3]})
    assert (village_id(1) in missing(problem, plan, "R24")) is expected


def test_a_wrong_row_is_told_with_what_stands_there_and_what_should():
    """Numbers without noughts at the end, flags and empty cells as the tables have them, keys with semicolons."""
    told = set()
    for table, column, wrong in (
        ("duties", "lead_officer_id", "nobody"),
        ("duties", "room_id", ""),
        ("contacts", "distance_km", 1.5),
        ("contacts", "visits_a_year", 99),
        ("two_posts", "party_member", None),
    ):
        rows = getattr(SAID, table)
        right = getattr(rows[0], column)
        given = (not right) if wrong is None else wrong
        changed = replace(SAID, **{table: (replace(rows[0], **{column: given}), *rows[1:])})
        (one,) = (
            one
            for one in judged.check(View(COUNTY, replace(TOLD, reported=changed)))
            if one.code == "report-wrong"
        )
        assert one.entity_id.startswith(f"{table} ")
        assert one.entity_id.endswith(f" {column}")
        told.add((table, column, one.found, one.expected))
    first = SAID.duties[0]
    assert {
        ("duties", "lead_officer_id", "nobody", first.lead_officer_id),
        ("duties", "room_id", "–", first.room_id),
    } < told
    assert ("contacts", "distance_km", "1.5", "–") in told
    assert ("contacts", "visits_a_year", "99", str(SAID.contacts[0].visits_a_year)) in told
    member = SAID.two_posts[0].party_member
    assert ("two_posts", "party_member", str(not member).lower(), str(member).lower()) in told


def test_rows_of_every_table_are_named_by_their_keys():
    """A row that is lost is named by table and keys, those of one row parted by a semicolon."""
    (row,) = SAID.two_posts[:1]
    changed = replace(SAID, two_posts=SAID.two_posts[1:])
    found = [one.entity_id for one in judged.check(View(COUNTY, replace(TOLD, reported=changed)))]
    assert found == [f"two_posts {';'.join(map(str, judged.key_of('two_posts', row)))}"]
    assert "two_posts" in ROWS


def test_a_contact_of_nobody_does_not_hide_those_after_it():
    """The first row names a leader who is not there, the second is wrong: both are told."""
    first, second, *rest = SAID.contacts
    rows = (replace(first, leader_id="nobody"), replace(second, visits_a_year=99), *rest)
    told = judged.check(View(COUNTY, replace(TOLD, reported=replace(SAID, contacts=rows))))
    assert {"report-extra", "report-wrong"} <= {one.code for one in told}


@pytest.mark.parametrize(("certified", "total", "gap"), [(90, 100, 0.1), (100, 100, 0.0), (0, 0, 0.0)])
def test_the_gap_of_a_bound_is_a_part_of_the_cost(certified, total, gap):
    """What is not certain of a cost of 100; a plan that costs nothing has no gap."""
    report = BoundReport((), 1, 1, {}, certified, total, 0, (), False)
    assert report.gap == pytest.approx(gap)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (None, (-1, -1, -1)),
        ({}, (-1, -1, -1)),
        ({"asked": 4}, (4, -1, -1)),
        ({"asked": 4, "effective": 5, "rural": 1}, (4, 5, 1)),
    ],
)
def test_a_plan_silent_on_its_budget_says_minus_one(said, expected):
    """Each of the three numbers by itself."""
    run = {**PLAN.run, "rooms_budget": said}
    told = budget(View(make_problem(), replace(PLAN, run=run)))
    assert (told["asked"], told["effective"], told["rural"]) == expected


def test_a_room_without_hours_is_as_hard_as_its_villages_on_average():
    """With hours it is weighted by them: 10 hours of 20 and 30 of 60 are 50; without any, 20 and 60 are 40."""
    for hours, expected in (((10.0, 30.0), 50.0), ((0.0, 0.0), 40.0)):
        room = TOLD.rooms[0]
        figures = dict(zip(room.villages[:2], zip(hours, (20.0, 60.0), strict=True), strict=True))
        villages = tuple(
            replace(one, hours=figures[one.village_id][0], complexity=figures[one.village_id][1])
            if one.village_id in figures
            else one
            for one in COUNTY.villages
        )
        plan = replace(
            TOLD,
            rooms=(replace(room, villages=tuple(figures)), *TOLD.rooms[1:]),
            assignments=tuple(
                one for one in TOLD.assignments if one.room_id != room.room_id or one.village_id in figures
            ),
            reported=replace(SAID, contacts=(replace(SAID.contacts[0], room_id=room.room_id),)),
        )
        (row,) = true_rows(View(replace(COUNTY, villages=villages), plan))
        assert row.complexity == expected
