"""Two plans side by side."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from assign.show import comparison_csv, comparison_html, comparison_record, comparison_text
from show_case import hostile_problem, small_plan


@pytest.fixture(scope="module")
def plans():
    """A plan of four rooms; in the other V005 goes to the second room, the third moves, P2 stands in the second."""
    before = small_plan(hostile_problem())
    rooms = {room.room_id: room for room in before.rooms}
    first, second, third = (rooms[f"R-V{n:03d}-office"] for n in (0, 2, 8))
    rooms[first.room_id] = replace(first, villages=("V000", "V001", "V004"))
    rooms[second.room_id] = replace(second, villages=("V002", "V003", "V005", "V006", "V007"))
    del rooms[third.room_id]
    rooms["R-V009-office"] = replace(third, room_id="R-V009-office", host_village_id="V009")
    new_room = {"V005": second.room_id, **dict.fromkeys(third.villages, "R-V009-office")}
    rows = tuple(replace(r, room_id=new_room.get(r.village_id, r.room_id)) for r in before.assignments)
    posts = tuple(
        replace(post, village_ids=rooms[second.room_id].villages) if post.officer_id == "P2" else post
        for post in before.posts
    )
    after = replace(
        before,
        rooms=tuple(rooms.values()),
        assignments=rows,
        posts=posts,
        objective={**before.objective, "total": 15.0},
    )
    return before, after


def test_a_plan_is_like_itself(plans):
    """No changes, every figure the same."""
    found = plans[0].diff(plans[0])
    assert not found
    assert all(one.change == 0 for one in found.measures if one.before is not None)


def test_villages_rooms_and_officers_that_stand_otherwise_are_listed(plans):
    """A village moved, a room at another site is one move and not two changes, an officer in other rooms."""
    found = plans[0].diff(plans[1])
    moved = {one.entity_id: (one.before, one.after) for one in found.of("village")}
    assert moved["V005"] == ("R-V000-office", "R-V002-office")
    assert set(moved) == {"V005", "V008", "V009", "V012", "V013"}
    assert [(one.entity_id, one.what, one.after) for one in found.of("room")] == [
        ("R-V000-office", "zone", "V000;V001;V004"),
        ("R-V002-office", "zone", "V002;V003;V005;V006;V007"),
        ("R-V008-office", "moved", "R-V009-office"),
    ]
    people = {one.entity_id: (one.what, one.before, one.after) for one in found.of("officer")}
    assert people["P2"] == ("room", "R-V008-office", "R-V002-office")
    assert set(people) == {"P2"}
    assert {one.name: one.change for one in found.measures}["objective.total"] == 3.0


def test_the_way_back_mirrors_the_way_there(plans):
    """Swapping the plans swaps before and after, and turns the sign of every figure."""
    there, back = plans[0].diff(plans[1]), plans[1].diff(plans[0])
    assert [one.change for one in there.measures] == [
        None if one.change is None else -one.change for one in back.measures
    ]
    assert {(c.entity_id, c.before, c.after) for c in there.of("village")} == {
        (c.entity_id, c.after, c.before) for c in back.of("village")
    }


def test_a_room_opened_or_closed_is_new_or_gone(plans):
    """A zone split in two leaves one room and opens another; a plan without posts has officers gone."""
    before, _ = plans
    room = before.rooms[0]
    half = replace(room, villages=room.villages[:2])
    other = replace(room, room_id="R-new", villages=room.villages[2:])
    after = replace(before, rooms=(half, other, *before.rooms[1:]), posts=())
    there = {(c.entity_id, c.what) for c in before.diff(after).of("room")}
    back = {(c.entity_id, c.what) for c in after.diff(before).of("room")}
    assert there == {("R-new", "new"), (room.room_id, "zone")}
    assert back == {("R-new", "gone"), (room.room_id, "zone")}
    assert {c.what for c in before.diff(after).of("officer")} == {"gone"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_forms_say_the_same(plans, lang):
    """Text, CSV, JSON and HTML each hold every change; data is escaped."""
    found = plans[0].diff(plans[1])
    rows = list(csv.DictReader(io.StringIO(comparison_csv(found))))
    record = json.loads(json.dumps(comparison_record(found)))
    ids = [one.entity_id for one in found.changes]
    assert [row["entity_id"] for row in rows] == ids == [row["entity_id"] for row in record["changes"]]
    page = comparison_html(found, lang, before="<b>a", after="b")
    text = comparison_text(found, lang)
    assert all(name in page and name in text for name in ids)
    assert "<b>a" not in page
    assert "&lt;b&gt;a" in page


def test_the_command_writes_the_form_that_is_asked_for(run, small_solved, tmp_path):
    """`--format` and `--out`; an unknown form is a usage error, a folder without a plan a data error."""
    plan = small_solved / "plan"
    same = run("diff", plan, plan)
    assert (same.code, "same rooms" in same.out) == (0, True)
    out = tmp_path / "d.html"
    assert run("diff", plan, plan, "--format", "html", "--out", out).code == 0
    assert out.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert run("diff", plan, plan, "--format", "pdf").code == 2
    assert run("diff", plan, tmp_path).code == 1
