"""Hand-worked stations, one a rule: what the rule changes, and what happens when it is switched off."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from assign.assemble import assemble_plan
from assign.assess import verify
from assign.errors import ImpossibleError
from assign.optimise import Wishes, Zone, place_rooms, post_officers
from assign.optimise.staffing import run_here
from assign.problem import Officer, Role
from assign.show.words import say
from assign.solve import _record
from builders import grid_problem, village_id
from station_case import (
    COLS,
    ROOMS,
    ROWS,
    auxiliary,
    helped,
    leads,
    listed,
    others,
    police,
    staffed,
    station,
    unused,
)

ZONES = tuple(Zone(row * COLS, tuple(range(row * COLS, row * COLS + COLS))) for row in range(ROWS))
HARD_LAST = (20.0, 50.0, 80.0)


def off(rule_id):
    """Return the policy with one rule switched off."""
    return {"policy": {rule_id: {"switch": "off"}}}


def tier(decision, name, kind="police"):
    """Return the value of a tier of the one pool of a kind."""
    (proof,) = [one for one in decision.proofs if one.kind == kind]
    return next(one.value for one in proof.tiers if one.name == name)


def with_village(problem, number, **facts):
    """Return the problem with one village changed."""
    villages = list(problem.villages)
    villages[number] = replace(villages[number], **facts)
    return replace(problem, villages=tuple(villages))


# R10, R11: people by population


def test_r10_sends_the_spare_officer_to_the_populous_community():
    """6,500 people ask for three: the fourth officer goes there, without R10 to the busiest room."""
    for policy, row in (({}, 0), (off("R10"), 2)):
        crew = [police(f"P{n}") for n in range(4)]
        problem = station(*crew, hours=(10.0, 10.0, 40.0), urban=[3], policy=policy)
        decision = staffed(with_village(problem, 3, population=6500))
        assert list(others(decision).values()) == [[row]]
        assert listed(decision, "R10") == ([("warning", "V003", "2")] if not policy else [])


def test_r11_sends_the_spare_auxiliary_to_the_populous_village():
    """6,000 people ask for two; the sixteenth auxiliary goes there. Without R11 the busiest village gets two."""
    for policy, village in (({}, 0), (off("R11"), 14)):
        crew = [auxiliary(f"A{n:02d}") for n in range(16)]
        problem = with_village(station(*crew, policy=policy), 14, hours=30.0)
        decision = staffed(with_village(problem, 0, population=6000))
        assert sorted(v for served in helped(decision).values() for v in served).count(village) == 2
        assert listed(decision, "R11") == []


def test_r11_is_listed_by_station_with_its_numbers():
    """Six auxiliaries for fifteen villages: have 6, need 15."""
    decision = staffed(station(*[auxiliary(f"A{n}") for n in range(6)]))
    assert listed(decision, "R11") == [("warning", "S01", "6")]
    remedy = next(e.remedy for e in decision.exceptions if e.rule_id == "R11")
    assert "short by 9" in say(remedy, "en")


# R16: hours within capacity


def test_r16_keeps_the_part_timer_from_the_busiest_room():
    """The ablest works 60 hours a month, the hard room asks for 204: another leads it, save without R16."""
    crew = [police("P1", 90, hours=60.0), police("P2", 60), police("P3", 60)]
    facts = {"complexity": HARD_LAST, "hours": (10.0, 10.0, 40.0)}
    assert leads(staffed(station(*crew, **facts)))["P1"] != [2]
    assert leads(staffed(station(*crew, **facts, policy=off("R16"))))["P1"] == [2]


def test_r16_lists_hours_over_capacity_with_travel():
    """One lead of three rooms: 150 hours of villages, 3 x 3.73 on the road, 161.19 of 149.60; R16 off lists none."""
    decision = staffed(station(police("P1")))
    assert listed(decision, "R16") == [("warning", "P1", "161.19")]
    assert decision.postings[0].hours == 16119
    assert listed(staffed(station(police("P1"), policy=off("R16"))), "R16") == []


def test_the_loads_are_shared_evenly_where_two_stand():
    """A room of 53.73 hours with two officers: 26.87 each (halves up), 17.96 % of 149.60."""
    decision = staffed(station(*[police(f"P{n}") for n in range(4)]))
    assert sorted(p.hours for p in decision.postings) == [2687, 2687, 5373, 5373]
    assert tier(decision, "load")[-1] == 179612


# areas, chiefs and mentors: R17


def area_rows(decision):
    """Return the rows of each area and its chief."""
    return [([zone.site // COLS for zone in area.rooms], area.chief_id) for area in decision.areas]


def test_r17_joins_three_rooms_into_one_area_under_the_able_senior():
    """Three rooms, one area; the chief is the ablest senior; the junior's mentor is the senior."""
    crew = [police("P1", 50, years=1), police("P2", 90, years=4), police("P3", 60, years=10)]
    decision = staffed(station(*crew))
    assert area_rows(decision) == [([0, 1, 2], "P3")]
    assert {p.officer.officer_id: p.mentor_id for p in decision.postings} == {"P1": "P3", "P2": "", "P3": ""}
    assert [p.officer.officer_id for p in decision.postings if p.is_chief] == ["P3"]
    none = staffed(station(*crew, policy=off("R17")))
    assert none.areas == ()
    assert not any(p.is_chief or p.mentor_id for p in none.postings)


def test_r17_moves_people_so_that_the_junior_stands_beside_the_senior():
    """Areas of two at most, the junior in row 0, the senior in row 2: two change places; without R17 nobody moves."""
    crew = [
        police("P1", 60, room=0, years=1),
        police("P2", 60, room=1, years=4),
        police("P3", 60, room=2, years=10),
    ]
    small = {"policy": {"R17": {"max_rooms": 2}}}
    decision = staffed(station(*crew, policy=small))
    (rows, _), *rest = area_rows(decision)
    assert rest == []
    rooms = leads(decision)
    assert {rooms["P1"][0], rooms["P3"][0]} == set(rows)
    assert sum(p.moved for p in decision.postings) == 2
    assert [row[0] for row in listed(decision, "R17")] == ["note"]  # the room that is left over
    still = staffed(station(*crew, policy=off("R17")))
    assert not any(p.moved for p in still.postings)


def test_r17_lists_a_junior_without_any_senior():
    """Nobody has five years: the junior is listed, numbers and remedy included."""
    decision = staffed(station(police("P1", years=1), police("P2", years=4), police("P3", years=4)))
    assert listed(decision, "R17") == [("warning", "P1", "0")]


def test_a_junior_auxiliary_is_guided_by_a_senior_of_the_area():
    """Police first: the lead of the auxiliary's own room, though another auxiliary is senior as well."""
    crew = [police(f"P{n}", years=10) for n in range(3)]
    decision = staffed(station(*crew, auxiliary("A1", years=1), auxiliary("A2", years=9)))
    posts = {p.officer.officer_id: p for p in decision.postings}
    mentor = posts[posts["A1"].mentor_id]
    assert mentor.officer.role is Role.POLICE
    assert set(posts["A1"].villages) <= set(mentor.villages)


# moving and transferring people (R19)


def test_max_moves_forbids_the_swap_that_pays():
    """The swap of two that R15 wants is two moves: with one allowed nobody moves."""
    crew = [police("P1", 50, room=2), police("P2", 60, room=1), police("P3", 90, room=0)]
    for most, moved in ((2, 2), (1, 0), (0, 0)):
        policy = {"policy": {"R19": {"max_moves": most}}}
        decision = staffed(station(*crew, complexity=HARD_LAST, policy=policy))
        assert sum(p.moved for p in decision.postings) == moved
        assert listed(decision, "R19") == []


def test_more_moves_than_allowed_are_listed_where_rooms_are_gone():
    """Two officers of rooms that are closed must move: at the least two, with none allowed."""
    crew = [replace(police(f"P{n}", room=n), current_room_id=f"R-old{n}") for n in range(2)]
    decision = staffed(station(*crew, police("P2", room=2), policy={"policy": {"R19": {"max_moves": 0}}}))
    assert listed(decision, "R19") == [("warning", "moves", "2")]


def test_moves_are_shared_out_where_they_help_most():
    """Two stations want a swap each, two moves in all: the one with the larger gain in ability swaps (R15, R19)."""
    crew = []
    for name, gain in (("S01", 50.0), ("S02", 60.0)):
        first, second = (0, 20) if name == "S01" else (5, 25)
        crew += [
            Officer(f"{name}-1", Role.POLICE, name, ability=90 - gain, current_village_id=village_id(second)),
            Officer(f"{name}-2", Role.POLICE, name, ability=90.0, current_village_id=village_id(first)),
        ]
    problem = grid_problem(
        4, 10, block=(4, 5), even=True, officers=crew, policy={"policy": {"R19": {"max_moves": 2}}}
    )
    villages = tuple(
        replace(one, complexity=20.0 if n < 20 else 90.0) for n, one in enumerate(problem.villages)
    )
    zones = [
        Zone(start, tuple(start + row * 10 + col for row in range(2) for col in range(5)))
        for start in (0, 5, 20, 25)
    ]
    decision = post_officers(replace(problem, villages=villages), tuple(zones))
    assert sorted(p.officer.officer_id for p in decision.postings if p.moved) == ["S02-1", "S02-2"]


def two_stations(**settings):
    """Return two stations of a room each, all four police in the first, and their rooms."""
    crew = [Officer(f"P{n}", Role.POLICE, "S01", years=n) for n in range(4)]
    crew += [Officer("A1", Role.AUXILIARY, "S02")]
    problem = grid_problem(2, 6, block=(2, 3), even=True, officers=crew, **settings)
    zones = (Zone(0, (0, 1, 2, 6, 7, 8)), Zone(3, (3, 4, 5, 9, 10, 11)))
    return problem, zones


def test_transfers_give_the_other_station_a_lead():
    """Alone the second station has no lead; transfers give it officers, as many as allowed, and are listed."""
    problem, zones = two_stations()
    assert [e.entity_id for e in post_officers(problem, zones).exceptions if e.rule_id == "R13"] == [
        "R-V003-office"
    ]
    for most, away in ((1, 1), (2, 2), (9, 2)):
        policy = {"policy": {"R19": {"transfers": "county", "max_transfers": most}}}
        problem, zones = two_stations(policy=policy)
        decision = post_officers(problem, zones)
        assert not [e for e in decision.exceptions if e.rule_id == "R13"]
        police_there = [p for p in decision.postings if p.is_lead or p.officer.role is Role.POLICE]
        assert sum(p.rooms[0].site == 3 for p in police_there) == away
        assert len(listed(decision, "R19")) == away


def test_a_large_pool_transfers_one_officer_after_the_other(monkeypatch):
    """The same station without lead, solved station by station: it gets a lead, and what is not proven says so."""
    monkeypatch.setattr("assign.optimise.transfers.EXACT_SIZE", 0)
    policy = {"policy": {"R19": {"transfers": "county", "max_transfers": 2}}}
    problem, zones = two_stations(policy=policy)
    decision = post_officers(problem, zones)
    assert not [e for e in decision.exceptions if e.rule_id == "R13"]
    assert len(listed(decision, "R19")) == 2
    assert tier(decision, "open") == (0,)
    (proof,) = [one for one in decision.proofs if one.kind == "police"]
    assert not next(one for one in proof.tiers if one.name == "load").proven


def test_a_pinned_officer_whose_room_is_gone_is_listed():
    """A pin on a closed room cannot hold: listed as such."""
    gone = replace(police("P1", pinned=True), current_room_id="R-old")
    decision = staffed(station(gone, police("P2"), police("P3")))
    assert listed(decision, "R19") == [("warning", "P1", "1")]


# what posts ask for (R24), and who is away (R12)


def asking(problem, row, *names):
    """Return the problem with the first village of a row asking for certificates."""
    return with_village(problem, row * COLS, requires=names)


DAY = dt.date(2026, 12, 1)


def test_r24_gives_the_asking_room_to_the_holder():
    """Row 0 asks for a licence that only P3 has, who stands in row 2: P3 moves. Without R24 nobody does."""
    crew = [
        police("P1", room=0),
        police("P2", room=1),
        police("P3", room=2, certificates=("驾驶证@2027-05-01",)),
    ]
    for policy, rows in (({}, [0]), (off("R24"), [2])):
        problem = replace(asking(station(*crew, policy=policy), 0, "驾驶证"), day=DAY)
        decision = staffed(problem)
        assert leads(decision)["P3"] == rows
        assert listed(decision, "R24") == []


@pytest.mark.parametrize("held", ["驾驶证@2026-11-30", "急救证"])
def test_r24_lists_a_room_whose_lead_has_not_what_it_asks(held):
    """An expired licence is none, and neither is another certificate: the room is listed, people stay."""
    crew = [police("P1", room=0), police("P2", room=1), police("P3", room=2, certificates=(held,))]
    decision = staffed(replace(asking(station(*crew), 0, "驾驶证"), day=DAY))
    assert listed(decision, "R24") == [("error", ROOMS[0], "0")]
    assert not any(p.moved for p in decision.postings)


def test_r24_a_skill_will_do_and_a_certificate_is_valid_on_its_last_day():
    """A skill named like the certificate counts; so does a licence on the day it ends."""
    for facts in ({"skills": {"驾驶证": 2.0}}, {"certificates": ("驾驶证@2026-12-01",)}):
        crew = [police("P1", room=0), police("P2", room=1), police("P3", room=2, **facts)]
        decision = staffed(replace(asking(station(*crew), 0, "驾驶证"), day=DAY))
        assert leads(decision)["P3"] == [0]


def test_r24_may_be_asked_of_auxiliaries():
    """With village_asks = auxiliary the holder serves the village that asks."""
    crew = [auxiliary(f"A{n:02d}", village=n) for n in range(14)]
    crew += [auxiliary("A14", village=14, certificates=("急救证",))]
    problem = station(*crew, policy={"policy": {"R24": {"village_asks": "auxiliary"}}})
    decision = staffed(asking(problem, 0, "急救证"))
    assert helped(decision)["A14"] == (0,)
    assert listed(decision, "R24") == []


def test_the_absent_are_unused_with_the_day():
    """Whoever is away until a day stands among the unused, with that day."""
    away = replace(police("P2"), available=False, absent_until=dt.date(2026, 12, 31))
    decision = staffed(station(police("P1"), away))
    assert unused(decision) == {"P2": "unused.absent"}
    assert "2026-12-31" in say(decision.unused[0].reason, "zh")


# wishes: the re-solve behind "why not her?"


def test_a_wish_puts_an_officer_in_a_room_and_the_tiers_tell_the_price():
    """The weakest wished into the hardest room: 50 points short, squared, in hundredths; before, nobody was short."""
    crew = [police("P1", 90), police("P2", 60), police("P3", 30)]
    problem = station(*crew, complexity=HARD_LAST)
    before = post_officers(problem, ZONES)
    after = post_officers(problem, ZONES, wishes=Wishes(stand={"P3": ROOMS[2]}), scopes=["S01"])
    assert leads(after)["P3"] == [2]
    assert tier(before, "ability") == (0,)
    assert tier(after, "ability") == (250_000,)


def test_a_wish_may_keep_an_officer_from_a_room():
    """The ablest is kept from the hardest room: the next leads it."""
    crew = [police("P1", 90), police("P2", 60), police("P3", 30)]
    problem = station(*crew, complexity=HARD_LAST)
    after = post_officers(problem, ZONES, wishes=Wishes(never={("P1", ROOMS[2])}))
    assert leads(after)["P2"] == [2]


def test_a_wish_against_the_avoid_list_is_refused():
    """R18 is not overruled by a wish."""
    problem = station(police("P1", avoid_village_ids=("V001",)), police("P2"))
    with pytest.raises(ImpossibleError, match=r"impossible\.wish"):
        post_officers(problem, ZONES, wishes=Wishes(stand={"P1": ROOMS[0]}))


def test_a_wish_that_leaves_no_post_makes_the_officer_unused():
    """Kept from every room, the officer has no post, and the reason says that it was asked for."""
    problem = station(police("P1"), police("P2"))
    wishes = Wishes(never={("P1", room) for room in ROOMS})
    decision = post_officers(problem, ZONES, wishes=wishes)
    assert unused(decision) == {"P1": "unused.wished"}


# whole plans


def test_the_engine_makes_no_difference():
    """Tasks solved in any order give the same decision."""
    problem, zones = two_stations()

    def backwards(function, tasks):
        return [function(task) for task in reversed(tasks)][::-1]

    first, second = post_officers(problem, zones, run=run_here), post_officers(problem, zones, run=backwards)
    assert first.postings == second.postings
    assert first.proofs == second.proofs


@pytest.mark.parametrize("reach", ["station", "county", "city"])
def test_plans_with_every_fact_verify(reach):
    """Two stations with transfers, certificates, years and areas: the verifier finds nothing."""
    crew = [Officer(f"P{n}", Role.POLICE, "S01", years=n, certificates=("c@2026-12-01",)) for n in range(4)]
    crew += [
        Officer(f"A{n}", Role.AUXILIARY, "S02", years=n, home_village_id=village_id(n)) for n in range(7)
    ]
    policy = {"R19": {"transfers": reach, "max_transfers": 3}, "R24": {"lead": ["c"]}, "R08": {"rooms": 4}}
    problem = grid_problem(4, 6, block=(4, 3), officers=crew, policy={"policy": policy}, roads=True)
    problem = replace(problem, day=DAY)
    rooms = place_rooms(problem, run_here)
    staff = post_officers(problem, rooms.zones)
    plan = assemble_plan(problem, rooms, staff, _record(problem, rooms, 0))
    assert verify(problem, plan) == ()
    assert (reach == "station") != any(e.rule_id == "R19" for e in plan.exceptions)


def test_a_large_pool_keeps_a_bound_on_moves_as_well(monkeypatch):
    """Station by station, without transfers: the officers who would have to move for a gain stay."""
    monkeypatch.setattr("assign.optimise.transfers.EXACT_SIZE", 0)
    policy = {"policy": {"R19": {"transfers": "county", "max_transfers": 2, "max_moves": 0}}}
    problem, zones = two_stations(policy=policy)
    placed = [
        replace(one, current_village_id=village_id(0)) if one.role is Role.POLICE else one
        for one in problem.officers
    ]
    decision = post_officers(replace(problem, officers=tuple(placed)), zones)
    assert not any(p.moved for p in decision.postings)
    assert [e.entity_id for e in decision.exceptions if e.rule_id == "R13"] == ["R-V003-office"]
