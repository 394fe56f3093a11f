"""A crew with a problem of its own answers as it does within the whole problem, and depends on nothing else."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import fields, replace

import pytest

from assign.optimise import Wishes, post_officers, weigh_posts
from assign.optimise.apart import ROOM_RULES, Staffing, apart, crew_facts
from assign.optimise.crew import Crew, gather_crews
from assign.optimise.lineups import stands
from assign.optimise.reasons import moves_left, weigh_crew
from assign.optimise.staffing import staff_crew
from assign.plain import fingerprint, from_plain, to_plain
from assign.scenario import with_policy
from staff_oracle import random_station
from staff_plans import plan_on

IDLE = Wishes(never=(("nobody", "nowhere"),))
"""A wish that forbids nothing, but ties the crews together: they are then staffed within the whole problem."""


def said(decision):
    """Return all of a staffing as plain values."""
    return [getattr(decision, field.name) for field in fields(decision)]


def one_crew(seed=3):
    """Return a problem, its zones, and its first crew apart."""
    problem, zones = random_station(seed, two=True)
    return problem, zones, apart(gather_crews(problem, zones)[0])


def key_of(problem, zones, at=0):
    """Return the key of a crew's posts."""
    return fingerprint(crew_facts(apart(gather_crews(problem, zones)[at])))


@pytest.mark.parametrize("block", range(4))
def test_a_crew_apart_is_staffed_as_within_the_whole(block):
    """On 200 random stations, and pairs of stations with transfers, posts, areas, proofs and reasons are the same."""
    compared = 0
    for seed in range(block * 50, block * 50 + 50):
        problem, zones = random_station(seed, two=seed % 2 == 1)
        apart_, within = post_officers(problem, zones), post_officers(problem, zones, wishes=IDLE)
        assert (seed, said(apart_)) == (seed, said(within))
        compared += problem.policy["R19"].count("max_moves") >= len(problem.officers)
    assert compared > 30  # the others have a bound on moves, and are never staffed apart


@pytest.mark.parametrize("seed", range(40))
def test_other_choices_are_the_same_apart(seed):
    """What is weighed for a crew apart equals what is weighed within the whole problem."""
    problem, zones = random_station(seed, two=seed % 2 == 1)
    plan = plan_on(problem, zones)
    left = moves_left(problem, plan)
    within = [row for stand in stands(problem, plan) for row in weigh_crew(replace(stand, moves_left=left))]
    assert weigh_posts(problem, plan) == tuple(sorted(within, key=lambda row: (row.officer_id, row.choice)))


def test_what_is_decided_comes_back_from_plain_data():
    """The answer of a crew passes through JSON."""
    done = staff_crew(one_crew()[2])
    assert from_plain(Staffing, json.loads(json.dumps(to_plain(done)))) == done


def test_every_field_of_a_crew_counts():
    """Another scope, roster or knowledge of years makes another key; a stop makes none, it only ends work early."""
    _, _, crew = one_crew()
    key = fingerprint(crew_facts(crew))
    other = {
        "scope": "elsewhere",
        "rooms": crew.rooms[1:],
        "police": (*crew.police, *crew.helpers),
        "helpers": (*crew.helpers, *crew.police),
        "years_known": not crew.years_known,
    }
    assert {*other, "problem", "stop"} == {field.name for field in fields(Crew)}
    for name, value in other.items():
        assert fingerprint(crew_facts(replace(crew, **{name: value}))) != key, name


def test_facts_that_people_depend_on_make_another_key():
    """Hours, complexity, borders, minutes, the day, and each rule of people count."""
    problem, zones = random_station(3, two=False)
    key = key_of(problem, zones)
    first = problem.villages[0]
    changed = [
        replace(problem, villages=(replace(first, hours=first.hours + 1), *problem.villages[1:])),
        replace(problem, villages=(replace(first, complexity=99.0), *problem.villages[1:])),
        replace(problem, borders=problem.borders[1:]),
        replace(problem, travel=replace(problem.travel, minutes=problem.travel.minutes + 0.01)),
        replace(problem, day=None if problem.day else dt.date(2026, 6, 1)),
        with_policy(problem, {"policy": {"R16": {"presence": 0.5}}}),
        replace(problem, policy=problem.policy.with_overrides({"ability": {"junior_years": 1}})),
    ]
    keys = [key_of(one, zones) for one in changed]
    assert len({key, *keys}) == len(keys) + 1


def test_rules_of_rooms_are_not_even_there():
    """Where rooms stand is decided before; code that asked for such a rule here would fail, not answer wrongly."""
    problem, zones, crew = one_crew()
    for name in ROOM_RULES:
        with pytest.raises(KeyError):
            crew.problem.policy[name]
    other = with_policy(problem, {"policy": {"R08": {"rooms": 9, "target_hours": 50.0}}})
    assert key_of(other, zones) == key_of(problem, zones)


def test_other_stations_do_not_count():
    """A village of another station may change, and the numbers of villages with it: the key stays."""
    problem, zones = random_station(9, two=True)
    problem = with_policy(problem, {"policy": {"R19": {"transfers": "station"}}})
    crews = gather_crews(problem, zones)
    assert len(crews) == 2
    own = {problem.villages[v].village_id for v in crews[0].villages}
    homes = {one.home_village_id for one in (*crews[0].police, *crews[0].helpers)}
    other = tuple(
        one if one.village_id in own | homes else replace(one, hours=one.hours + 5.0)
        for one in problem.villages
    )
    assert other != problem.villages
    changed = replace(problem, villages=other)
    assert key_of(changed, zones, 0) == key_of(problem, zones, 0)
    assert key_of(changed, zones, 1) != key_of(problem, zones, 1)
