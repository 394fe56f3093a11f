"""Officers of one station worked out by hand, and random counties that the verifier passes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import networkx as nx
import numpy as np
import pytest

from assign.assemble import assemble_plan
from assign.assess import verify
from assign.optimise import place_rooms, post_officers
from assign.problem import Officer, Problem, Role, Site, SiteStatus
from assign.show.words import say
from assign.solve import _record
from builders import grid_problem, village_id
from station_case import (
    COLS,
    ROOMS,
    assistant,
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

HARD_LAST = {"complexity": (20.0, 50.0, 80.0)}


# leads (R13), the able to the hard (R15)


def test_enough_police_lead_a_room_each_the_able_the_hard():
    """Complexities 20, 50, 80 and abilities 90, 60, 30: the ablest leads the hardest, nobody is short (R15)."""
    decision = staffed(station(police("P1", 90), police("P2", 60), police("P3", 30), **HARD_LAST))
    assert leads(decision) == {"P1": [2], "P2": [1], "P3": [0]}
    assert listed(decision, "R13") == []


def test_one_police_too_few_leads_two_neighbouring_rooms():
    """Two police for three rooms: one holds two rooms side by side and is listed (R13)."""
    decision = staffed(station(police("P1"), police("P2")))
    held = sorted(leads(decision).values(), key=len)
    assert held in ([[2], [0, 1]], [[0], [1, 2]])
    several = [name for name, rows in leads(decision).items() if len(rows) == 2]
    assert listed(decision, "R13") == [("warning", several[0], "2")]
    assert "needs 3 leads and has 2 police, short by 1" in say(
        next(e.remedy for e in decision.exceptions if e.rule_id == "R13"), "en"
    )


def test_the_busiest_lead_has_as_few_hours_as_can_be():
    """Hours 50, 50, 200: the two light rooms are shared, the heavy one is not."""
    decision = staffed(station(police("P1"), police("P2"), hours=(10.0, 10.0, 40.0)))
    assert sorted(leads(decision).values(), key=len) == [[2], [0, 1]]


def test_one_police_leads_all_three_rooms():
    """A lead may hold three neighbouring rooms, no more."""
    assert leads(staffed(station(police("P1")))) == {"P1": [0, 1, 2]}


def test_rooms_beyond_the_reach_of_police_are_listed_without_lead():
    """With two rooms a lead at most, the easiest room stays without, listed as an error."""
    problem = station(
        police("P1"), complexity=(20.0, 50.0, 80.0), policy={"policy": {"R13": {"max_rooms": 2}}}
    )
    decision = staffed(problem)
    assert leads(decision) == {"P1": [1, 2]}
    assert listed(decision, "R13") == [("error", ROOMS[0], "0"), ("warning", "P1", "2")]


def test_rooms_that_are_no_neighbours_are_not_led_together():
    """Where the middle room alone borders the others, one lead cannot hold both ends."""
    cut = [(n, n + COLS) for n in range(COLS, 2 * COLS)]
    decision = staffed(station(police("P1"), without_borders=cut))
    assert leads(decision) == {"P1": [0, 1]}
    assert listed(decision, "R13")[0] == ("error", ROOMS[2], "0")


def test_a_station_without_police_lists_every_room():
    """No police at all: every room is listed, auxiliaries are posted all the same."""
    decision = staffed(station(auxiliary("A1")))
    assert leads(decision) == {}
    assert listed(decision, "R13") == [("error", room, "0") for room in ROOMS]
    assert list(helped(decision)) == ["A1"]


def test_without_a_roster_there_are_no_posts_and_no_complaints():
    """A case without officers has rooms only."""
    decision = staffed(station())
    assert (decision.postings, decision.unused, decision.exceptions) == ((), (), ())


def test_spare_police_relieve_whoever_is_busiest():
    """Rooms of 54, 104 and 304 hours with travel: by three spare police the busiest carries 101, not 104."""
    for people, rows in ((6, {2: 2, 1: 1}), (7, {2: 3, 1: 1}), (8, {2: 4, 1: 1})):
        crew = [police(f"P{n}") for n in range(people)]
        decision = staffed(station(*crew, hours=(10.0, 20.0, 60.0)))
        assert Counter(row for held in others(decision).values() for row in held) == rows


# auxiliaries and assistants: R14


def test_enough_auxiliaries_serve_a_village_each():
    """Fifteen auxiliaries, fifteen villages: one each, nothing listed."""
    decision = staffed(station(*[auxiliary(f"A{n:02d}") for n in range(15)]))
    assert sorted(helped(decision).values()) == [(n,) for n in range(15)]
    assert listed(decision, "R14") == []


def test_too_few_auxiliaries_share_neighbouring_villages_of_one_zone():
    """Six for fifteen: each row of five is split 3 and 2, along the row, and listed."""
    decision = staffed(station(*[auxiliary(f"A{n}") for n in range(6)]))
    served = sorted(helped(decision).values())
    assert sorted(v for villages in served for v in villages) == list(range(15))
    for villages in served:
        assert list(villages) == list(range(villages[0], villages[-1] + 1))
        assert len({v // COLS for v in villages}) == 1
    assert sorted(map(len, served)) == [2, 2, 2, 3, 3, 3]
    assert [row[2] for row in listed(decision, "R14")] == [str(len(v)) for v in helped(decision).values()]
    assert {row[0] for row in listed(decision, "R14")} == {"note"}


def test_far_too_few_auxiliaries_leave_the_easiest_villages():
    """Two for fifteen, four villages each at most: the hard row gets four, the middle row four, seven are listed."""
    decision = staffed(station(auxiliary("A1"), auxiliary("A2"), **HARD_LAST))
    rows = sorted((villages[0] // COLS, len(villages)) for villages in helped(decision).values())
    assert rows == [(1, 4), (2, 4)]
    errors = [row for row in listed(decision, "R14") if row[0] == "error"]
    assert len(errors) == 7
    assert {f"V{n:03d}" for n in range(5)} <= {name for _, name, _ in errors}


def test_without_auxiliaries_every_rural_village_is_listed():
    """One police, no auxiliary: fifteen villages listed, the urban one not."""
    decision = staffed(station(police("P1"), urban=[3]))
    assert [name for _, name, _ in listed(decision, "R14")] == [village_id(n) for n in range(15) if n != 3]


def test_spare_auxiliaries_strengthen_the_busiest_villages():
    """Sixteen for fifteen: the sixteenth goes to a village of the row with the most hours."""
    decision = staffed(station(*[auxiliary(f"A{n:02d}") for n in range(16)], hours=(10.0, 11.0, 12.0)))
    assert sum(v >= 10 for villages in helped(decision).values() for v in villages) == 6


def test_assistants_serve_their_home_village():
    """Two assistants of one village and one of an urban village stay at home; the rest is for others (R18)."""
    crew = [assistant("H1", "V007"), assistant("H2", "V007"), assistant("H3", "V003"), auxiliary("A1")]
    decision = staffed(station(*crew, urban=[3]))
    assert {name: helped(decision)[name] for name in ("H1", "H2", "H3")} == {
        "H1": (7,),
        "H2": (7,),
        "H3": (3,),
    }
    assert 7 not in helped(decision)["A1"]
    assert 3 not in helped(decision)["A1"]


def test_an_assistant_from_elsewhere_is_unused_and_one_without_home_helps_anywhere():
    """A home outside the jurisdiction leaves no post; no home at all is like an auxiliary."""
    decision = staffed(station(assistant("H1", "V900"), assistant("H2", None)))
    assert unused(decision) == {"H1": "unused.home-elsewhere"}
    assert len(helped(decision)["H2"]) == 4


def test_an_assistant_who_avoids_home_is_unused():
    """Home and avoid list collide: no post, with the reason (R18)."""
    decision = staffed(station(assistant("H1", "V007", avoid_village_ids=("V007",))))
    assert unused(decision) == {"H1": "unused.home-elsewhere"}


# avoid lists (R18)


def test_a_lead_never_gets_a_room_with_an_avoided_village():
    """The ablest avoids a village of the hard room: he leads the next (R18 before R15)."""
    able = police("P1", 90, avoid_village_ids=("V012",))
    decision = staffed(station(able, police("P2", 60), police("P3", 30), **HARD_LAST))
    assert leads(decision)["P1"] != [2]
    assert leads(decision)["P2"] == [2]


def test_a_room_that_all_avoid_is_listed():
    """Three police avoid the same room: it has no lead, one of them strengthens another room."""
    avoid = {"avoid_village_ids": ("V000",)}
    decision = staffed(station(police("P1", **avoid), police("P2", **avoid), police("P3", **avoid)))
    assert sorted(leads(decision).values()) == [[1], [2]]
    assert listed(decision, "R13") == [("error", ROOMS[0], "0")]
    assert len(others(decision)) == 1
    assert unused(decision) == {}


def test_one_who_avoids_everything_is_unused():
    """An avoid list with a village of each room leaves no post, and says so."""
    decision = staffed(station(police("P1", avoid_village_ids=("V000", "V005", "V010"))))
    assert unused(decision) == {"P1": "unused.avoids-all"}
    assert len(listed(decision, "R13")) == 3


def test_bug_rooms_are_shared_so_that_avoid_lists_leave_no_gap():
    """Two police who avoid each other's ends: the one split that both can serve is found (R13, R18)."""
    first = police("P1", avoid_village_ids=("V000",))
    second = police("P2", avoid_village_ids=("V005", "V010"))
    decision = staffed(station(first, second, hours=(10.0, 10.0, 40.0)))  # by hours alone: rows 0+1 and 2
    assert leads(decision) == {"P1": [1, 2], "P2": [0]}
    assert listed(decision, "R13") == [("warning", "P1", "2")]


def test_bug_villages_are_shared_so_that_avoid_lists_leave_no_gap():
    """A row of five for two: 0-1 and 2-4 is the even split, but only 0-2 and 3-4 suits both (R14, R18)."""
    crew = [
        auxiliary("A1", avoid_village_ids=("V000", "V002")),
        auxiliary("A2", avoid_village_ids=("V003",)),
        *[auxiliary(f"B{n:02d}") for n in range(10)],
    ]
    crew = [
        *crew[:2],
        *[replace(one, avoid_village_ids=("V000", "V001", "V002", "V003", "V004")) for one in crew[2:]],
    ]
    decision = staffed(station(*crew))
    assert helped(decision)["A1"] == (3, 4)
    assert helped(decision)["A2"] == (0, 1, 2)
    assert [row for row in listed(decision, "R14") if row[0] == "error"] == []


def test_bug_a_spare_lead_is_not_left_idle_beside_a_room_without_lead():
    """Both avoid row 0, and the even split would tie row 0 to row 1: rows 1 and 2 get a lead each (R13, R18)."""
    avoid = {"avoid_village_ids": ("V000",)}
    decision = staffed(station(police("P1", **avoid), police("P2", **avoid), hours=(10.0, 10.0, 40.0)))
    assert sorted(leads(decision).values()) == [[1], [2]]
    assert listed(decision, "R13") == [("error", ROOMS[0], "0")]


def test_bug_whoever_is_barred_from_the_busiest_room_leads_another():
    """A fourth officer avoids the busiest room: he leads another, and two others share it; nobody is idle (R18)."""
    crew = [police(f"P{n}", 90) for n in range(3)]
    decision = staffed(
        station(*crew, police("P3", 10, avoid_village_ids=("V010",)), hours=(10.0, 20.0, 60.0))
    )
    assert list(others(decision).values()) == [[2]]
    assert leads(decision)["P3"] != [2]
    assert unused(decision) == {}


def test_bug_enough_police_but_avoid_lists_make_a_lead_hold_two_rooms():
    """Three police, one barred everywhere: another holds two rooms, and the list says why."""
    crew = [police("P1"), police("P2"), police("P3", avoid_village_ids=("V000", "V005", "V010"))]
    decision = staffed(station(*crew))
    assert sorted(map(len, leads(decision).values())) == [1, 2]
    remedy = next(e.remedy for e in decision.exceptions if e.rule_id == "R13")
    assert remedy.key == "remedy.R13-avoid-several"
    assert "3 police for 3 rooms" in say(remedy, "en")


# who moves (R19), who does not


def test_nobody_moves_without_gain():
    """All able enough for any room: everybody stays where the roster says (R19)."""
    crew = [police("P1", 70, room=1), police("P2", 75, room=2), police("P3", 80, room=0)]
    decision = staffed(station(*crew, complexity=(50.0, 55.0, 60.0)))
    assert leads(decision) == {"P1": [1], "P2": [2], "P3": [0]}
    assert not any(p.moved for p in decision.postings)


def test_two_move_when_it_pays():
    """The hardest room is led by one 30 points short while an able one leads the easiest: they swap (R15)."""
    crew = [police("P1", 50, room=2), police("P2", 60, room=1), police("P3", 90, room=0)]
    decision = staffed(station(*crew, **HARD_LAST))
    assert leads(decision) == {"P1": [0], "P2": [1], "P3": [2]}
    assert {p.officer.officer_id for p in decision.postings if p.moved} == {"P1", "P3"}


def test_of_two_alike_the_one_with_fewer_years_moves():
    """Two stand in one room, one must take the empty one: the younger in service moves (R19)."""
    crew = [police("P1", 60, room=0, years=12), police("P2", 60, room=0, years=3), police("P3", 60, room=1)]
    decision = staffed(station(*crew))
    assert leads(decision) == {"P1": [0], "P2": [2], "P3": [1]}


def test_a_pinned_officer_stays_though_another_is_abler():
    """A pin holds against R15."""
    crew = [police("P1", 50, room=2, pinned=True), police("P2", 60, room=1), police("P3", 90, room=0)]
    assert leads(staffed(station(*crew, **HARD_LAST)))["P1"] == [2]


def test_bug_a_pinned_officer_to_spare_strengthens_the_own_room():
    """A fourth, weak officer is pinned to the room with the fewest hours: there he stays, not where hours are."""
    crew = [police("P1", 90), police("P2", 90), police("P3", 90), police("P4", 10, room=0, pinned=True)]
    decision = staffed(station(*crew, complexity=(60.0, 70.0, 80.0), hours=(10.0, 20.0, 60.0)))
    assert leads(decision)["P4"] == [0]
    assert list(others(decision).values()) == [[2]]
    crew = [auxiliary(f"A{n:02d}", 90) for n in range(15)] + [auxiliary("Z", 10, village=4, pinned=True)]
    decision = staffed(station(*crew, complexity=(60.0, 70.0, 80.0), hours=(10.0, 20.0, 60.0)))
    assert helped(decision)["Z"] == (4,)


def test_the_unavailable_are_unused():
    """Who is not available has no post and stands in the list (R12)."""
    decision = staffed(station(police("P1"), police("P2", available=False), auxiliary("A1", available=False)))
    assert unused(decision) == {"P2": "unused.unavailable", "A1": "unused.unavailable"}


def test_officers_of_a_station_without_rooms_are_unused():
    """A station without villages has nothing to post to; the reason names it."""
    decision = staffed(station(police("P1"), Officer("Q", Role.POLICE, "S99")))
    assert unused(decision) == {"Q": "unused.no-rooms"}
    assert "S99" in say(decision.unused[0].reason, "zh")


# rules switched off


def off(rule_id: str) -> dict[str, object]:
    """Return the policy with one rule switched off."""
    return {"policy": {rule_id: {"switch": "off"}}}


def test_r14_off_complains_of_nothing():
    """Without R14 a village without auxiliary is no exception."""
    assert listed(staffed(station(police("P1"))), "R14") != []
    assert listed(staffed(station(police("P1"), policy=off("R14"))), "R14") == []


def test_r15_off_leaves_everyone_in_place():
    """The swap that pays under R15 does not happen without it."""
    crew = [police("P1", 50, room=2), police("P2", 60, room=1), police("P3", 90, room=0)]
    assert leads(staffed(station(*crew, **HARD_LAST, policy=off("R15")))) == {"P1": [2], "P2": [1], "P3": [0]}


def test_r18_off_forgets_avoid_lists_and_homes():
    """Without R18 the ablest leads the room with the village avoided, an assistant serves anywhere."""
    able = police("P1", 90, avoid_village_ids=("V012",))
    crew = [able, police("P2", 60), police("P3", 30), assistant("H1", "V900")]
    decision = staffed(station(*crew, **HARD_LAST, policy=off("R18")))
    assert leads(decision)["P1"] == [2]
    assert len(helped(decision)["H1"]) == 4
    assert unused(decision) == {}


def test_r19_off_moves_for_the_smallest_gain():
    """Without R19 able people are not wasted on easy rooms, though nobody was short where they were."""
    crew = [police("P1", 70, room=1), police("P2", 75, room=2), police("P3", 80, room=0)]
    decision = staffed(station(*crew, complexity=(50.0, 55.0, 60.0), policy=off("R19")))
    assert leads(decision) == {"P1": [0], "P2": [1], "P3": [2]}


# whole counties


def random_officers(draw: np.random.Generator, villages: int, stations: list[str]) -> list[Officer]:
    """Return a roster of 0 to 40 with every kind of fact, avoid lists and pins among them."""
    out = []
    for number in range(int(draw.integers(1, 41))):
        role = Role(str(draw.choice(["police", "auxiliary", "auxiliary", "assistant"])))
        some = draw.choice(villages, 6, replace=False).tolist()
        out.append(
            Officer(
                officer_id=f"{role.value[0]}{number:02d}",
                role=role,
                station_id=str(
                    draw.choice([*stations, "S99"], p=[*[0.96 / len(stations)] * len(stations), 0.04])
                ),
                ability=round(float(draw.uniform(20, 95)), 2),
                years=float(draw.integers(0, 30)),
                home_village_id=village_id(some[0])
                if role is Role.ASSISTANT and draw.random() < 0.8
                else None,
                avoid_village_ids=tuple(sorted(map(village_id, some[1 : 1 + int(draw.integers(0, 4))]))),
                current_room_id=f"R-{village_id(some[4])}-office" if draw.random() < 0.4 else None,
                current_village_id=village_id(some[5]) if draw.random() < 0.3 else None,
                available=bool(draw.random() < 0.9),
                pinned=bool(draw.random() < 0.1),
            )
        )
    return out


def joins(rows: int, cols: int, across: int, urban: list[int]) -> list[tuple[int, int]]:
    """Return links that join the pieces into which communities cut the villages of a station (R06)."""
    out = []
    grid = nx.grid_2d_graph(rows, cols)
    for west in range(0, cols, across):
        inside = [(r, c) for r, c in grid if west <= c < west + across and r * cols + c not in urban]
        pieces = sorted(sorted(piece) for piece in nx.connected_components(grid.subgraph(inside)))
        out += [(r * cols + c, s * cols + d) for ((r, c), *_), ((s, d), *_) in pairwise(pieces)]
    return out


def random_county(seed: int) -> Problem:
    """Return a county of 24 to 36 villages in a few stations, urban ones and rules at random, with a roster."""
    draw = np.random.default_rng(seed)
    rows, cols, across = 4, int(draw.integers(6, 10)), int(draw.integers(3, 7))
    villages = rows * cols
    names = [f"S{n + 1:02d}" for n in range(-(-cols // across))]
    switches = {rule: {"switch": str(draw.choice(["off", "prefer"]))} for rule in ("R15", "R19")}
    switches["R13"] = {"max_rooms": int(draw.integers(1, 4))}
    switches["R14"] = {"max_villages": int(draw.integers(1, 5))}
    if draw.random() < 0.15:
        switches["R18"] = {"switch": "off"}
    urban = [int(n) for n in draw.choice(villages, int(draw.integers(0, 5)), replace=False)]
    return grid_problem(
        rows,
        cols,
        block=(rows, across),
        urban=urban,
        links=joins(rows, cols, across, urban),
        officers=random_officers(draw, villages, names),
        policy={"policy": switches},
        roads=bool(seed % 2),
    )


@pytest.mark.parametrize("block", range(6))
def test_random_rosters_make_plans_that_verify(block):
    """On 60 random counties every officer stands exactly once, and the verifier finds nothing."""
    for seed in range(block * 10, block * 10 + 10):
        problem = random_county(seed)
        rooms = place_rooms(problem, lambda function, tasks: [function(task) for task in tasks])
        staff = post_officers(problem, rooms.zones)
        plan = assemble_plan(problem, rooms, staff, _record(problem, rooms, 0))
        assert (seed, verify(problem, plan)) == (seed, ())
        names = [post.officer_id for post in plan.posts] + [row.officer_id for row in plan.unused]
        assert sorted(names) == [officer.officer_id for officer in problem.officers]
        for exception in plan.exceptions:
            assert say(exception.remedy, "zh")
            assert say(exception.remedy, "en")
        for row in (*plan.posts, *plan.unused):
            assert say(row.reason, "zh")
            assert say(row.reason, "en")


def test_the_order_of_the_roster_does_not_matter():
    """The same people in any order get the same posts."""
    problem = random_county(7)
    rooms = place_rooms(problem, lambda function, tasks: [function(task) for task in tasks])
    again = random_county(7)
    first, second = post_officers(problem, rooms.zones), post_officers(again, rooms.zones)
    assert first.postings == second.postings
    assert first.exceptions == second.exceptions


def test_a_site_of_another_village_is_no_ones_room():
    """Rooms are known by their site: a roster that names a closed room makes a move of any post (R19)."""
    problem = station(police("P1", 70, room=1))
    closed = Site("old", "V000", "office", SiteStatus.CANDIDATE, 0.0, 116.0, 34.0)
    assert closed.site_id not in {site.site_id for site in problem.sites}
    named = replace(problem, officers=(replace(problem.officers[0], current_room_id="R-old"),))
    assert [p.moved for p in staffed(named).postings] == [True]
