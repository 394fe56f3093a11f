"""From the map and back: edits made in a browser, exported, applied, verified; the rest moved as little as can be."""

from __future__ import annotations

import pytest

from assign.apply import apply_edits
from assign.assess import verify
from assign.inputs import read_edits
from assign.show import redacted, translated, write_map
from builders import village_id
from map_case import county, plan_of, room_id
from test_apply import best_rest, measured
from test_map_edits import move, show_card

pytestmark = pytest.mark.browser


def export(page, folder):
    """Export the page's edits into a file, and return it."""
    page.click("#to-editor")
    with page.expect_download() as waiting:
        page.click("#export")
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_edits_exported_from_the_map_become_a_verified_plan(open_map, tmp_path):
    """A village moved, a room locked, two auxiliaries swapped, a remark: honoured, the rest as brute force says."""
    problem = county()
    plan = plan_of(problem)
    page = open_map(write_map(problem, plan, tmp_path / "map.html", lang="en"))
    move(page, 8, 10)
    show_card(page, room_id(13))
    page.click("#card .lock")
    show_card(page, "A00")
    page.select_option("#swap-with", "A01")
    page.locator("#card .row .act").click()
    wishes = read_edits(export(page, tmp_path))
    found = apply_edits(problem, plan, wishes, workers=1).plan
    assert verify(problem, found) == ()
    rooms = {row.village_id: row.room_id for row in found.assignments}
    assert rooms[village_id(8)] == room_id(10)
    posts = {post.officer_id: post for post in found.posts}
    assert posts["A00"].village_ids == (village_id(1),)
    assert posts["A01"].village_ids == (village_id(0),)
    zones = {room.room_id: set(room.villages) for room in plan.rooms}
    fixed = {room_id(10): zones[room_id(10)] | {village_id(8)}, room_id(13): zones[room_id(13)]}
    assert {name: set(r.villages) for r in found.rooms if (name := r.room_id) in fixed} == fixed
    rest = best_rest(problem, plan, fixed, "S01", len(plan.rooms) - len(fixed))
    assert measured(problem, found, plan, "S01", fixed) == rest


def test_edits_of_a_redacted_map_come_back_to_the_plan(open_map, tmp_path):
    """The page knows pseudonyms alone; what it exports is applied to the officers they stand for."""
    problem = county()
    plan = plan_of(problem)
    shut, hidden = redacted(problem, plan)
    page = open_map(write_map(shut, hidden, tmp_path / "map.html", lang="en"))
    lead = next(room.lead_officer_id for room in hidden.rooms if room.room_id == room_id(7))
    show_card(page, lead)
    page.click("#card .lock")
    wishes = translated(read_edits(export(page, tmp_path)), problem)
    assert [edit.as_dict() for edit in wishes.edits] == [{"kind": "lock-post", "officer_id": "P1"}]
