"""What the rules report: each by hand on a small county, and refused by the verifier when it is not so."""

from __future__ import annotations

from dataclasses import fields, replace
from itertools import combinations, permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assign.assess import reported as judged
from assign.assess.view import View
from assign.extras import Facility, Headcount, Leader, Level
from assign.plan import Area, Plan
from assign.problem import Officer, Problem, Role
from assign.reported import COLUMNS, KEYS, ROWS, Absence, Contact, Duty, Ratio, Spread, TwoPost
from assign.reporting import report_on
from builders import grid_problem
from plan_builders import right_plan

# Two stations of twelve villages: S01 the columns 0 to 2, S02 the columns 3 to 5; two rooms each.
ZONES = ([0, 1, 2, 6, 7, 8], [12, 13, 14, 18, 19, 20], [3, 4, 5, 9, 10, 11], [15, 16, 17, 21, 22, 23])
ROSTER = (
    Officer("P1", Role.POLICE, "S01", years=1, party_member=True, current_room_id="R-V007-office"),
    Officer("P2", Role.POLICE, "S01", years=12, current_village_id="V012"),
    Officer("P3", Role.POLICE, "S02", years=30, hours=100.0),
    Officer("P4", Role.POLICE, "S02", years=4, avoid_village_ids=("V004",)),
    Officer("P5", Role.POLICE, "S02", years=4, available=False),
    Officer("A1", Role.AUXILIARY, "S01", years=2, current_village_id="V001"),
    Officer("A2", Role.AUXILIARY, "S02", years=6, party_member=True, current_village_id="V001"),
    Officer("H1", Role.ASSISTANT, "S02", home_village_id="V003"),
)


def county(**more: Any) -> Problem:
    """Return the county of even villages (10 hours, complexity 50), with facilities, leaders and headcounts."""
    problem = grid_problem(
        4, 6, block=(4, 3), officers=ROSTER, even=True, policy={"policy": {"R08": {"rooms": 4}}}
    )
    facilities = (
        Facility("F1", "V003", "market", "", 200, 6.2),
        Facility("F2", "V012", "factory", "=1+1", 0, 4.0),
    )
    leaders = (
        Leader("L1", Level.CITY, ""),
        Leader("L2", Level.COUNTY, "C1"),
        Leader("L3", Level.COUNTY, "C9"),
    )
    given = {"facilities": facilities, "leaders": leaders, "headcounts": (Headcount("C1", 16),)}
    return replace(problem, **{**given, **more})


HOURS = {"P1": 60.0, "P2": 60.0, "P3": 90.0, "P4": 30.0, "A1": 20.0, "A2": 10.0, "H1": 10.0}
"""Of each post: ten a village, P3 and P4 sharing a room."""


def plan_of(problem: Problem) -> Plan:
    """Return the plan: a lead for each of three rooms, P4 beside P3; P3 leads both rooms of S02."""
    plan = right_plan(
        problem,
        ZONES,
        leads={"P1": [0], "P2": [1], "P3": [2, 3]},
        police={"P4": 3},
        auxiliaries={"A1": [1, 2], "A2": [15], "H1": [3]},
    )
    plan = replace(plan, posts=tuple(replace(post, hours=HOURS[post.officer_id]) for post in plan.posts))
    return replace(plan, reported=report_on(problem, plan))


COUNTY = county()
PLAN = plan_of(COUNTY)
SAID = PLAN.reported


def findings(plan: Plan, problem: Problem = COUNTY) -> list[tuple[str, str]]:
    """Return code and place of what the verifier says of the reported tables."""
    return [(one.code, one.entity_id) for one in judged.check(View(problem, plan))]


def room(place: int) -> str:
    """Return the id of the room of a zone."""
    host = f"V{ZONES[place][0]:03d}"
    return next(one.room_id for one in PLAN.rooms if host in one.villages)


def test_what_is_reported_holds():
    """The verifier reckons the same, with areas and without."""
    assert findings(PLAN) == []
    areas = (Area("A-1", "P1", (room(0), room(1))), Area("A-2", "P3", (room(2), room(3))))
    with_areas = replace(PLAN, areas=areas)
    with_areas = replace(with_areas, reported=report_on(COUNTY, with_areas))
    assert findings(with_areas) == []


def test_ratios_by_hand():
    """Four police of five in rooms; five at the stations of sixteen in all: 40 % of 16 is 6.4, so two more."""
    assert SAID.ratios[:2] == (
        Ratio("city", "", "community_share", 4, 5, 0.8, 0.4, 0),
        Ratio("city", "", "station_share", 5, 16, 0.3125, 0.4, 2),
    )
    assert [row.scope_id for row in SAID.ratios[2:]] == ["C1", "C1"]


@pytest.mark.parametrize(("headcount", "need"), [(10, 1), (8, 0), (9, 1), (20, 6)])
def test_urban_districts_need_half(headcount, need):
    """With headcounts of stations these count, not the roster; half of them must stand in rooms."""
    stations = tuple(
        replace(one, headcount=headcount // 2 + (headcount % 2) * (one.station_id == "S01"))
        for one in COUNTY.stations
    )
    problem = county(headcounts=(Headcount("C1", 40, urban=True),), stations=stations)
    rows = {(row.scope, row.measure): row for row in report_on(problem, PLAN).ratios}
    assert rows["county", "community_share"].need == need
    assert rows["county", "community_share"].target == 0.5
    assert rows["city", "community_share"].target == 0.4


def test_a_tenth_is_a_tenth():
    """40 % of 5 is 2, though 0.4 × 5 in binary is a little more for other numbers: no officer is asked too many."""
    for whole in range(1, 200):
        problem = county(headcounts=(Headcount("C1", whole),))
        (row,) = (
            r for r in report_on(problem, PLAN).ratios if (r.scope, r.measure) == ("county", "station_share")
        )
        assert row.need == max(0, -(-2 * whole // 5) - 5)


def test_without_headcounts_one_ratio_is_left():
    """What is not known is not guessed; without a roster nothing is."""
    assert {row.measure for row in report_on(county(headcounts=()), PLAN).ratios} == {"community_share"}
    bare = grid_problem(4, 6, block=(4, 3))
    assert report_on(bare, right_plan(bare, ZONES)).ratios == ()


def test_two_posts_by_hand():
    """A lead in each village of the room, an auxiliary in each of his; party members as deputy secretaries."""
    rows = {(row.village_id, row.officer_id): row for row in SAID.two_posts}
    assert rows["V001", "P1"] == TwoPost(
        "V001", "P1", "police", party_member=True, village_post="deputy_secretary"
    )
    assert rows["V001", "A1"].village_post == "deputy_head"
    assert rows["V015", "A2"].village_post == "deputy_secretary"
    assert {officer for _, officer in rows} == {"P1", "P2", "P3", "A1", "A2"}  # P4 leads none, H1 is a cadre
    assert len(rows) == 24 + 3


def test_duties_by_hand():
    """The market stands in V003, whose room P3 leads; the factory in V012, with P2."""
    assert SAID.duties == (
        Duty("F1", "market", "", 200, "V003", room(2), "P3", 6.2),
        Duty("F2", "factory", "=1+1", 0, "V012", room(1), "P2", 4.0),
    )


def test_absences_by_hand():
    """Rooms have 60 hours, P3 carries 60 + 30, P4 30; capacity is 176 × 0.85 = 149.6, P3's 85.

    P1 and P2 cover for each other: 120 hours. P4 may not go to V004, so nobody covers for P3.
    """
    rows = {row.officer_id: row for row in SAID.absences}
    first = rows["P1"]
    assert (first.cover_officer_id, first.cover_hours, first.capacity, first.over_hours, first.rank) == (
        "P2",
        120.0,
        149.6,
        0.0,
        0,
    )
    sites = {one.room_id: one.site_id for one in PLAN.rooms}
    host = next(one.host_village_id for one in PLAN.rooms if one.room_id == room(0))
    there = COUNTY.travel.block([COUNTY.site_index[sites[room(1)]]], [COUNTY.village_index[host]])[0, 0]
    assert first.travel_min == there
    assert rows["P3"] == Absence(
        "P3", "S02", "", tuple(sorted((room(2), room(3)))), "", None, 90.0, None, None, 0.0, 1
    )
    assert set(rows) == {"P1", "P2", "P3"}


def test_a_cover_who_can_carry_it_comes_first():
    """Without an avoid list P4, of one of P3's rooms, covers; with few hours P4 is over capacity, and is ranked."""
    free = county(officers=tuple(replace(one, avoid_village_ids=()) for one in ROSTER_SORTED))
    row = report_on(free, PLAN).absences[2]
    assert (row.officer_id, row.cover_officer_id, row.cover_hours, row.over_hours) == ("P3", "P4", 120.0, 0.0)
    tired = county(
        officers=tuple(
            replace(one, avoid_village_ids=(), hours=100.0 if one.officer_id == "P4" else one.hours)
            for one in ROSTER_SORTED
        )
    )
    row = report_on(tired, PLAN).absences[2]
    assert (row.over_hours, row.rank) == (35.0, 1)
    assert findings(replace(PLAN, reported=report_on(tired, PLAN)), tired) == []


ROSTER_SORTED = tuple(sorted(ROSTER, key=lambda one: one.officer_id))


def test_the_area_comes_before_the_station():
    """Three leads of one station in two areas: the colleague of the area covers, though another is nearer."""
    problem = grid_problem(
        3,
        15,
        even=True,
        officers=[Officer(f"P{n}", Role.POLICE, "S01") for n in range(3)],
        policy={"policy": {"R08": {"rooms": 9}}},
    )
    zones = [[n for row in range(3) for n in range(row * 15 + c, row * 15 + c + 5)] for c in (0, 5, 10)]
    plan = right_plan(problem, zones, leads={"P0": [0], "P1": [1], "P2": [2]})
    near = {row.officer_id: row.cover_officer_id for row in plan.reported.absences}
    assert near["P0"] == "P1"
    ids = [one.room_id for one in sorted(plan.rooms, key=lambda one: one.lead_officer_id)]
    apart = replace(plan, areas=(Area("A", "P0", (ids[0], ids[2])), Area("B", "P1", (ids[1],))))
    rows = {row.officer_id: row for row in report_on(problem, apart).absences}
    # 150 hours each: nobody can carry two rooms, so the area decides
    assert (rows["P0"].cover_officer_id, rows["P0"].area_id) == ("P2", "A")
    assert rows["P1"].cover_officer_id in {"P0", "P2"}
    assert sorted(row.rank for row in rows.values()) == [1, 2, 3]
    assert findings(replace(apart, reported=report_on(problem, apart)), problem) == []


def test_spreads_by_hand():
    """Auxiliaries: two today in one village of 10 hours, 5 each; in the plan one has two villages, the other one."""
    rows = {(row.role, row.moment): row for row in SAID.fairness}
    assert rows["auxiliary", "before"] == Spread("auxiliary", "before", 2, 1, 5.0, 5.0, 5.0, 5.0, 0.0)
    # 10 and 20 hours: mean difference (0 + 10 + 10 + 0) / 4 = 5 over twice the mean of 15
    assert rows["auxiliary", "after"] == Spread(
        "auxiliary", "after", 2, 3, 10.0, 15.0, 20.0, 20.0, round(5 / 30, 4)
    )
    # P2 has one village of 10 hours today, and a room of 60 in the plan; P1's room is there no more
    assert rows["police", "before"].officers == 1 + ("R-V007-office" in {one.room_id for one in PLAN.rooms})
    assert ("assistant", "before") not in rows


def test_tenure_by_hand():
    """Police of 1, 4, 12 and 30 years each in a band of their own; the one hardest post goes by hours, P3's."""
    rows = [
        (row.from_years, row.officers, row.hardest, row.mean_hours)
        for row in SAID.tenure
        if row.role == "police"
    ]
    assert rows == [(0, 1, 0, 60.0), (3, 1, 0, 30.0), (10, 1, 0, 60.0), (20, 1, 1, 90.0)]


def test_contacts_by_hand():
    """All rooms are alike, so ids decide; L3's county has no room; visits by the level."""
    assert [(row.leader_id, row.visits_a_year, row.complexity, row.distance_km) for row in SAID.contacts] == [
        ("L1", 8, 50.0, None),
        ("L2", 12, 50.0, None),
    ]
    rooms = {row.room_id for row in SAID.contacts}
    assert {one.station_id for one in PLAN.rooms if one.room_id in rooms} == {"S01", "S02"}


def with_leaders(seed: int) -> tuple[Problem, Plan]:
    """Return a county of uneven villages with up to five leaders, some with offices, in two counties."""
    rng = np.random.default_rng(seed)
    problem = grid_problem(4, 6, block=(4, 3), policy={"policy": {"R08": {"rooms": 4}}})
    villages = tuple(
        replace(
            one,
            county_id="C1" if one.station_id == "S01" else "C2",
            complexity=float(rng.integers(0, 1000)) / 10,
        )
        for one in problem.villages
    )
    leaders = []
    for number in range(int(rng.integers(1, 6))):
        level = Level.CITY if rng.random() < 0.4 else Level.COUNTY
        home = villages[int(rng.integers(24))] if rng.random() < 0.8 else None
        county_id = "" if level is Level.CITY else str(rng.choice(["C1", "C2"]))
        leaders.append(Leader(f"L{number}", level, county_id, "", home and home.lon, home and home.lat))
    problem = replace(problem, villages=villages, leaders=tuple(leaders))
    return problem, right_plan(problem, ZONES)


@given(st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_contacts_equal_brute_force(seed):
    """As many leaders as can be, spread widest, the hardest rooms, the least way: all assignments are tried."""
    problem, plan = with_leaders(seed)
    rows = plan.reported.contacts
    assert findings(plan, problem) == []
    rooms = sorted(plan.rooms, key=lambda one: one.room_id)
    county_of = {one.village_id: one.county_id for one in problem.villages}
    facts = {one.village_id: one for one in problem.villages}

    def hard(one: Any) -> float:
        hours = sum(facts[name].hours for name in one.villages)
        return round(sum(facts[name].complexity * facts[name].hours for name in one.villages) / hours, 1)

    def km(leader: Leader, one: Any) -> float:
        if leader.lon is None or leader.lat is None:
            return 0.0
        far = np.hypot((leader.lon - one.lon) * 92.1, (leader.lat - one.lat) * 110.9)  # at 34 degrees north
        return float(far)

    def crowd(pairs: list[tuple[Leader, Any]]) -> int:
        at = [one.station_id for _, one in pairs]
        return sum(at.count(name) * (at.count(name) - 1) // 2 for name in set(at))

    def score(pairs: list[tuple[Leader, Any]]) -> tuple[int, int, float, float]:
        far = sum(km(*pair) for pair in pairs)
        return len(pairs), -crowd(pairs), round(sum(hard(one) for _, one in pairs), 1), -far

    options: list[tuple[tuple[Any, ...], set[str]]] = []
    for count in range(min(len(problem.leaders), len(rooms)) + 1):
        for chosen in combinations(problem.leaders, count):
            for places in permutations(rooms, count):
                pairs = list(zip(chosen, places, strict=True))
                if all(
                    leader.level is Level.CITY or leader.county_id == county_of[one.host_village_id]
                    for leader, one in pairs
                ):
                    options.append((score(pairs), {one.room_id for _, one in pairs}))
    best = max(found for found, _ in options)
    by_id = {one.room_id: one for one in rooms}
    who = {one.leader_id: one for one in problem.leaders}
    mine = score([(who[row.leader_id], by_id[row.room_id]) for row in rows])
    assert mine[:3] == best[:3]
    least = max(found for found, taken in options if taken == {row.room_id for row in rows})
    assert mine[3] == pytest.approx(least[3], abs=0.4)  # reckoned in steps of 100 m


@pytest.mark.parametrize("table", list(ROWS))
def test_no_reported_cell_can_be_changed_unseen(table):
    """Whatever cell is changed, whatever row is lost, doubled or made up, the verifier says so."""
    rows = getattr(SAID, table)
    for column in fields(rows[-1]):
        value = getattr(rows[-1], column.name)
        wrong = (
            not value
            if isinstance(value, bool)
            else value + 7
            if isinstance(value, int)
            else value + 0.3
            if isinstance(value, float)
            else ("V003",)
            if isinstance(value, tuple)
            else 1.5
            if value is None
            else f"{value}x"
        )
        changed = replace(SAID, **{table: (*rows[:-1], replace(rows[-1], **{column.name: wrong}))})
        assert findings(replace(PLAN, reported=changed)), column.name
    for spoiled, code in ((rows[:-1], "report-missing"), ((*rows, rows[-1]), "report-twice")):
        found = {one for one, _ in findings(replace(PLAN, reported=replace(SAID, **{table: spoiled})))}
        # a contact lost is one leader fewer
        assert found & {code, "contact-fewer"}


def test_contacts_crowded_at_a_station_are_refused():
    """Both leaders at one station, where two could have one each."""
    at_one = [one.room_id for one in PLAN.rooms if one.station_id == "S01"]
    rows = tuple(replace(row, room_id=name) for row, name in zip(SAID.contacts, at_one, strict=True))
    assert findings(replace(PLAN, reported=replace(SAID, contacts=rows))) == [("contact-spread", "contacts")]


def test_contacts_out_of_reach_or_too_easy_are_refused():
    """A county's leader in another county; a room that is not among the hardest; a room for two."""
    problem, plan = next(
        pair
        for pair in map(with_leaders, range(100))
        if len(pair[1].reported.contacts) == 1 and pair[0].leaders[0].level is Level.COUNTY
    )
    (row,) = plan.reported.contacts

    def said(*rows: Contact) -> set[str]:
        return {
            code
            for code, _ in findings(replace(plan, reported=replace(plan.reported, contacts=rows)), problem)
        }

    others = [one for one in plan.rooms if one.room_id != row.room_id]
    codes = {one.room_id: said(replace(row, room_id=one.room_id)) for one in others}
    assert sum("contact-reach" in found for found in codes.values()) == 2
    assert any("contact-hardness" in found for found in codes.values())
    assert "contact-twice" in said(row, replace(row, leader_id="L9"))
    assert "contact-fewer" in said()


@pytest.mark.parametrize(
    ("rule_id", "table"),
    [("R20", "ratios"), ("R21", "two_posts"), ("R22", "contacts"), ("R23", "duties"), ("R25", "absences")],
)
def test_a_rule_switched_off_reports_nothing(rule_id, table):
    """Off: the table is empty, and a row in it is refused."""
    policy = COUNTY.policy.with_overrides({"policy": {rule_id: {"switch": "off"}}})
    off = replace(COUNTY, policy=policy)
    assert getattr(report_on(off, PLAN), table) == ()
    assert ("report-extra") in {code for code, _ in findings(PLAN, off)}


def test_tables_and_keys_fit():
    """Each table has its key among its columns, and its rows are in the order of the key."""
    for name, keys in KEYS.items():
        assert set(keys) <= set(COLUMNS[name])
        rows = [tuple(getattr(row, key) for key in keys) for row in getattr(SAID, name)]
        assert rows == sorted(rows)
        assert len(rows) == len(set(rows)) > 0


def test_without_persons_ids_are_pseudonyms():
    """Party membership and leaders are left out; leads and covers stand under other names."""
    plain = SAID.without_persons(lambda officer_id: officer_id and f"X{officer_id[1:]}")
    assert (plain.two_posts, plain.contacts, plain.tenure) == ((), (), ())
    assert {row.moment for row in plain.fairness} == {"after"}
    assert {row.capacity for row in plain.absences} == {None}
    assert [row.lead_officer_id for row in plain.duties] == ["X3", "X2"]
    assert [row.officer_id for row in plain.absences] == ["X1", "X2", "X3"]
    assert plain.absences[2].cover_officer_id == ""
    redacted = replace(PLAN, reported=replace(plain, duties=SAID.duties), run={**PLAN.run, "redacted": True})
    assert findings(redacted) == []
