"""A listed shortage is excused only while nobody free could mend it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assign.assemble import assemble_plan
from assign.assess import verify
from assign.messages import Message
from assign.optimise import place_rooms, post_officers
from assign.plan import Unused
from assign.problem import Officer, Role
from assign.solve import _record
from builders import grid_problem


@pytest.fixture(scope="module")
def staffed():
    """One station of twelve villages with two police and twelve auxiliaries, solved."""
    police = [Officer(f"P{n}", Role.POLICE, "S01") for n in range(2)]
    auxiliaries = [Officer(f"A{n:02}", Role.AUXILIARY, "S01") for n in range(12)]
    problem = grid_problem(3, 4, officers=[*police, *auxiliaries])
    decision = place_rooms(problem, lambda function, tasks: [function(task) for task in tasks])
    staff = post_officers(problem, decision.zones)
    return problem, assemble_plan(problem, decision, staff, _record(problem, decision, 0))


def idle(plan, officer_id):
    """Return the plan with one officer taken from the posts and called unused."""
    (post,) = [post for post in plan.posts if post.officer_id == officer_id]
    return replace(
        plan,
        posts=tuple(other for other in plan.posts if other is not post),
        unused=(*plan.unused, Unused(officer_id, post.role, post.station_id, Message("text", {"text": "-"}))),
    )


def test_a_full_staff_has_no_avoidable_shortage(staffed):
    """The optimiser's own plan passes."""
    assert verify(*staffed) == ()


def test_an_idle_officer_beside_an_open_room_is_refused(staffed):
    """A lead who is called unused could lead the room that is then open."""
    problem, plan = staffed
    lead = next(post for post in plan.posts if post.is_lead)
    found = verify(problem, idle(plan, lead.officer_id))
    assert ("shortage-avoidable", lead.room_id) in {(one.code, one.entity_id) for one in found}


def test_an_idle_auxiliary_beside_an_open_village_is_refused(staffed):
    """An auxiliary who is called unused could serve the village that is then open."""
    problem, plan = staffed
    post = next(post for post in plan.posts if post.role == "auxiliary")
    found = verify(problem, idle(plan, post.officer_id))
    assert ("shortage-avoidable", post.village_ids[0]) in {(one.code, one.entity_id) for one in found}


def test_people_serve_the_rooms_of_their_station_across_its_border():
    """Borders off, two stations of three villages, one room: it draws on its own station, and that is no shortage.

    The village next door lies in the other station, whose auxiliaries have no room to serve; the plan passes.
    """
    police = [Officer("P1", Role.POLICE, "S01"), Officer("P2", Role.POLICE, "S02")]
    auxiliaries = [Officer(f"A{n}", Role.AUXILIARY, f"S0{1 + n // 3}") for n in range(6)]
    problem = grid_problem(
        2,
        3,
        block=(1, 3),
        officers=[*police, *auxiliaries],
        policy={"policy": {"R05": {"nesting": "county"}}},
    )
    decision = place_rooms(problem, lambda function, tasks: [function(task) for task in tasks])
    staff = post_officers(problem, decision.zones)
    plan = assemble_plan(problem, decision, staff, _record(problem, decision, 0))
    (room,) = plan.rooms
    unused = {each.officer_id for each in plan.unused}
    assert unused >= {each.officer_id for each in auxiliaries if each.station_id != room.station_id}
    served = [row for row in plan.assignments if row.station_id != room.station_id]
    assert {row.room_id for row in served} == {room.room_id}
    assert verify(problem, plan) == ()
