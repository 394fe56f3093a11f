"""Edits in the page: checked at once, undone, exported; figures compared with the verifier's own arithmetic."""

from __future__ import annotations

import json

import pytest

from assign import show
from assign.show.fingerprint import plan_hash
from builders import village_id
from map_case import ZONES, county, plan_of, room_id

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    problem = county()
    return show.write_map(problem, plan_of(problem), tmp_path_factory.mktemp("map") / "map.html", lang="en")


@pytest.fixture
def page(open_map, path):
    return open_map(path)


def show_card(page, code):
    """Open the card of a village, room or officer by its code."""
    page.fill("#search", code)
    page.keyboard.press("Enter")


def move(page, village, to):
    """Give a village to a room, on its card."""
    show_card(page, village_id(village))
    page.locator("#card .others li", has_text=f"{to}村").locator("button.act").click()


def broken(page):
    """Return the rules newly broken, as the editor lists them."""
    page.click("#to-editor")
    return sorted(text.split()[0] for text in page.locator("#broken strong").all_inner_texts())


def exported(page):
    """Export, and return the file's content."""
    with page.expect_download() as waiting:
        page.click("#export")
    download = waiting.value
    assert download.suggested_filename.startswith("edits-")
    return json.loads(download.path().read_text("utf-8"))


def test_a_village_moved_costs_what_the_verifier_counts(page):
    """Village 8 goes from A to B: the change of cost in the panel is that of a plan with these zones."""
    problem = county()
    zones = [[n for n in ZONES[0] if n != 8], sorted([*ZONES[1], 8]), *ZONES[2:]]
    expected = plan_of(problem, zones).objective["total"] - plan_of(problem).objective["total"]
    show_card(page, village_id(8))
    said = page.locator("#card .others li", has_text="10村").locator(".cost").inner_text()
    move(page, 8, 10)
    page.click("#to-editor")
    shown = page.locator("#edited-figures .delta").first.inner_text()
    assert float(shown.replace("−", "-").replace(",", "")) == pytest.approx(expected, abs=0.06)
    assert shown in said
    assert broken(page) == []
    assert page.locator("#card dd .way").nth(1).inner_text() == "10村"


def test_a_zone_torn_apart_is_seen_at_once(page):
    """A gives 6 to C, then 8, 2 and 1 to B: 0 and 7 are left, and do not touch; B has nine villages, A two."""
    move(page, 6, 13)
    assert broken(page) == []
    move(page, 8, 10)
    assert broken(page) == ["R01"]
    move(page, 2, 10)
    assert broken(page) == ["R01"]
    move(page, 1, 10)
    assert broken(page) == ["R01", "R01", "R06"]
    page.click("#undo")
    assert broken(page) == ["R01"]


def test_only_rooms_next_to_a_village_are_offered(page):
    """Village 1 touches A alone, village 8 touches B and C; 7, where the room stands, stays."""
    offered = {}
    for village in (1, 8, 7):
        show_card(page, village_id(village))
        offered[village] = page.locator("#card .others .way").all_inner_texts()
    assert offered == {1: [], 8: ["10村", "13村"], 7: []}


def test_officers_swapped_are_checked_against_avoid_lists(page):
    """P1 avoids village 15, which P4's room serves: the card says so before, the editor after; with P2 all is well."""
    show_card(page, "P1")
    page.select_option("#swap-with", "P4")
    assert "R18" in page.locator("#card .row + .small").inner_text()
    page.select_option("#swap-with", "P2")
    assert page.locator("#card .row + .small").inner_text() == "Breaks no rule."
    page.select_option("#swap-with", "P4")
    page.locator("#card .row .act").click()
    assert broken(page) == ["R18"]
    assert page.locator("#card dd .way").nth(1).inner_text() == "16村"
    show_card(page, room_id(7))
    assert "P4" in page.locator("#card dl").inner_text()


def test_a_lock_keeps_a_room_as_it_is(page):
    """A locked room gives no village away and takes none; unlocking takes the edit out again."""
    show_card(page, room_id(7))
    page.click("#card .lock")
    assert "Locked" in page.locator("#card .badges").inner_text()
    show_card(page, village_id(8))
    assert all(button.is_disabled() for button in page.locator("#card .others .act").all())
    show_card(page, room_id(7))
    page.click("#card .lock")
    page.click("#to-editor")
    assert page.locator(".edits").count() == 0


def test_edits_are_undone_and_done_again(page):
    """Undo and redo by button and by key; the badge on the rail counts."""
    move(page, 8, 10)
    move(page, 14, 16)
    page.click("#to-editor")
    assert page.locator("#to-editor b").inner_text() == "2"
    page.click("#undo")
    page.locator("body").press("Control+z")
    assert page.locator(".edits").count() == 0
    page.locator("body").press("Control+y")
    page.click("#redo")
    assert page.locator(".edits li").count() == 2
    page.locator(".edits .remove").first.click()
    assert page.locator(".edits li").count() == 1
    assert "14村" in page.locator(".edits").inner_text()


def test_the_export_is_the_documented_file(page):
    """One edit of each kind, in order, under the hash of the plan: exactly the keys of docs/design.md."""
    move(page, 8, 10)
    show_card(page, room_id(13))
    page.click("#card .lock")
    page.fill("#card textarea", "  先看看 <b>\n{x} ")
    page.click("#card .note-box button")
    show_card(page, "P3")
    page.click("#card .lock")
    show_card(page, "A00")
    page.select_option("#swap-with", "A01")
    page.locator("#card .row .act").click()
    page.click("#to-editor")
    assert exported(page) == {
        "plan": plan_hash(plan_of(county())),
        "edits": [
            {"kind": "move-village", "village_id": village_id(8), "from": room_id(7), "to": room_id(10)},
            {"kind": "lock-room", "room_id": room_id(13)},
            {"kind": "note", "entity": "room", "id": room_id(13), "text": "先看看 <b>\n{x}"},
            {"kind": "lock-post", "officer_id": "P3"},
            {"kind": "swap-officers", "a": "A00", "b": "A01"},
        ],
    }


def test_figures_follow_the_edits(page):
    """The mean way in the panel is that of the edited plan, counted in Python."""
    problem = county()
    zones = [[n for n in ZONES[0] if n != 2], sorted([*ZONES[1], 2]), *ZONES[2:]]
    after = plan_of(problem, zones)
    move(page, 2, 10)
    page.click("#to-figures")
    farthest = max(row.travel_min for row in after.assignments)
    assert page.locator("#figure-max_travel_min dd").inner_text().startswith(f"{farthest:.1f} min")
    hours = min(room.hours for room in after.rooms)
    assert page.locator("#figure-min_room_hours dd").inner_text().startswith(f"{hours:.1f} h")


def load(page, text):
    """Hand a file of edits to the page, and return what it says."""
    page.click("#to-editor")
    page.set_input_files(
        "#load-file", {"name": "edits.json", "mimeType": "application/json", "buffer": text.encode()}
    )
    page.wait_for_timeout(200)
    return page.locator("#load-said").inner_text()


def test_exported_edits_can_be_taken_up_again(page, open_map, path):
    """A second reader loads the file and has the same edits; exported again it is the same file."""
    move(page, 8, 10)
    show_card(page, "P3")
    page.click("#card .lock")
    page.click("#to-editor")
    file = exported(page)
    other = open_map(path)
    assert load(other, json.dumps(file)) == ""
    assert other.locator(".edits li").count() == 2
    assert exported(other) == file


SIFTED = """{"plan": "%s", "edits": [{"kind": "run"}, {"kind": "lock-room", "room_id": "R-V007-office"},
    {"kind": "move-village", "village_id": "V007", "from": "R-V007-office", "to": "R-V010-office"}]}"""


@pytest.mark.parametrize(
    ("text", "answer", "edits"),
    [
        ("no JSON", "This is not a file of edits.", 0),
        ('{"plan": "0", "edits": []}', "These edits belong to another plan and were not loaded.", 0),
        (SIFTED, "Left out, as they name things that this plan does not have: 2.", 1),
    ],
)
def test_a_foreign_file_of_edits_is_refused_or_sifted(page, text, answer, edits):
    """What is no file of edits, or of another plan, changes nothing; unknown kinds and moved hosts are left out."""
    assert load(page, text.replace("%s", plan_hash(plan_of(county())))) == answer
    assert page.locator(".edits li").count() == edits


def test_leaving_with_edits_not_exported_is_asked_about(browser, path):
    """The browser asks before the page goes; after the export it does not."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]")
    move(page, 8, 10)
    page.reload()
    assert asked == ["beforeunload"]
    page.wait_for_selector("html[data-ready]")
    move(page, 8, 10)
    page.click("#to-editor")
    exported(page)
    page.reload()
    assert asked == ["beforeunload"]
    context.close()
