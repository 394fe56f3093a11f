"""The report: one page that says what the plan says, draws it, and prints."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import numpy as np
import pytest
import shapely

from assign.problem import Officer, Role
from assign.show import pdf, write_report
from assign.show.report import report_html
from assign.show.report.picture import _tints, picture
from assign.show.report.plots import Series, _ceiling, _shares, hours_today, plot, plots
from assign.show.report.svg import area
from assign.show.words import word
from assign.solve import solve
from builders import grid_problem
from show_case import HOSTILE, hostile_problem, small_plan


@pytest.fixture(scope="module")
def case():
    problem = hostile_problem()
    return problem, small_plan(problem)


class Tags(HTMLParser):
    """Collects tags, attributes and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.names: set[str] = set()
        self.said: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.names |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.said.append(data)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_in_the_page_runs_or_is_fetched(case, lang):
    """No script, image, link or handler, whatever the names; each name stands as it is."""
    page = Tags(report_html(*case, lang))
    assert not {"script", "img", "link", "iframe", "object", "a", "image", "foreignobject"} & set(page.tags)
    assert not {name for name in page.names if name.startswith("on") or name in ("href", "src", "xlink:href")}
    said = "".join(page.said)
    assert HOSTILE[0] in said
    assert HOSTILE[1] in said


def test_the_same_plan_gives_the_same_page(case):
    """Byte for byte, also with rows in another order."""
    problem, plan = case
    other = replace(plan, assignments=plan.assignments[::-1], rooms=plan.rooms[::-1], posts=plan.posts[::-1])
    assert report_html(problem, plan, "zh") == report_html(problem, other, "zh")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_a_roster_nothing_is_said_of_people(lang):
    """No figure of posts and leads, no sign for a room without one; the rules about officers were not looked at."""
    problem = grid_problem(5, 2)
    page = report_html(problem, solve(problem, workers=1), lang)
    assert word("report.no-exceptions-places", lang) in page
    assert word("report.no-exceptions", lang) not in page
    for key in (
        "figure.leads",
        "figure.posts",
        "figure.rooms_without_lead",
        "figure.moved",
        "report.sign-open",
    ):
        assert f">{word(key, lang)}<" not in page


def test_the_picture_draws_every_zone_and_room(case):
    """Four zones, four rooms, one of them without a lead; touching zones differ in colour; it lies within its frame."""
    problem, plan = case
    svg = picture(problem, plan, "en")
    assert svg.count('class="zone ') == 4 + 1  # and one in the legend
    assert len(re.findall(r'class="room[ "]', svg.split("</svg>")[0])) == 4
    assert svg.split("</svg>")[0].count('class="room open"') == 1
    tints = _tints(problem, plan)
    rooms = {room.room_id: set(room.villages) for room in plan.rooms}
    ids = [village.village_id for village in problem.villages]
    for first, second in problem.borders.tolist():
        a, b = (next(name for name, zone in rooms.items() if ids[n] in zone) for n in (first, second))
        assert a == b or tints[a] != tints[b]
    width, height = map(float, re.search(r'viewBox="0 0 (\S+) (\S+)"', svg).groups())
    for x, y in re.findall(r'cx="(\d+)" cy="(\d+)"', svg.split("</svg>")[0]):
        assert 0 <= float(x) <= width
        assert 0 <= float(y) <= height


def test_a_case_without_outlines_has_no_picture(case):
    """Points have no area: the page goes without the map."""
    problem, plan = case
    points = np.array([shapely.Point(v.lon, v.lat) for v in problem.villages], dtype=object)
    bare = replace(problem, outlines=points)
    assert picture(bare, plan, "zh") == ""
    assert "<h1>" in report_html(bare, plan, "zh")


def test_a_path_closes_and_keeps_holes():
    """A square with a hole is two closed rings in whole units; what has no area is nothing."""
    square = shapely.box(0, 0, 10, 10).difference(shapely.box(3, 3, 6, 6))
    path = area(square, kind="x").split(' d="')[1]
    assert path.count("M") == path.count("z") == 2
    assert area(shapely.Point(1, 1), kind="zone") == ""


def test_the_access_curve_ends_with_everybody_inside():
    """Three villages at 0, 4 and 9 minutes, weights 1, 1, 2: a quarter at once, half by 4, all by 9."""
    points = _shares([0.0, 4.0, 9.0], [1, 1, 2])
    assert [max(y for x, y in points if x <= at) for at in (0, 4, 9)] == [25.0, 50.0, 100.0]


def test_hours_today_share_the_places_of_the_roster(case):
    """Two police of one room carry half of it each, an auxiliary the village; who stands elsewhere is left out."""
    problem, plan = case
    room = plan.rooms[0]
    village = plan.assignments[0]
    people = (
        Officer("A1", Role.AUXILIARY, "S01", current_village_id=village.village_id),
        Officer("P1", Role.POLICE, "S01", current_room_id=room.room_id),
        Officer("P2", Role.POLICE, "S01", current_room_id=room.room_id),
        Officer("P3", Role.POLICE, "S01", current_room_id="R-elsewhere"),
        Officer("P4", Role.POLICE, "S01", current_room_id=room.room_id, available=False),
    )
    known = replace(problem, officers=people)
    assert hours_today(known, plan, police=True) == {"P1": room.hours / 2, "P2": room.hours / 2}
    assert hours_today(known, plan, police=False) == {"A1": village.hours}
    assert 'class="now"' in plots(known, plan, "en")
    assert 'class="now"' not in plots(problem, plan, "en")


@pytest.mark.parametrize(("value", "end"), [(0, 1), (0.3, 0.4), (7, 8), (38, 40), (141, 200), (1e6, 1e6)])
def test_axes_end_at_a_round_number(value, end):
    """Four equal steps of 1, 2, 2.5, 5 times a power of ten."""
    assert _ceiling(value) == pytest.approx(end)


def test_a_plot_stays_within_its_frame():
    """Points beyond the axis are drawn at its end."""
    svg = plot("t", [Series("a", "plan", [(0.0, 0.0), (50.0, 100.0)])], x="x", top=100.0, right=10.0)
    (points,) = re.findall(r'points="([^"]+)"', svg)
    assert all(
        0 <= float(x) <= 240 and 0 <= float(y) <= 190 for x, y in (p.split(",") for p in points.split())
    )


def test_exceptions_are_grouped_by_rule(case):
    """The first page counts them by rule and names the first; the pages behind list each."""
    problem, plan = case
    many = tuple(replace(plan.exceptions[1], entity_id=f"V{n:03d}") for n in range(16))
    page = report_html(problem, replace(plan, exceptions=(plan.exceptions[0], *many)), "en")
    front, back = page.split('<div class="back">')
    assert "16 Village" in front
    assert front.count("V007:") == 0
    assert all(f"Village V{n:03d}" in back for n in range(16))


def test_a_machine_without_a_browser_is_told_how_to_print(run, small_solved, monkeypatch, tmp_path):
    """--pdf without Chromium, Chrome or Edge: exit 2, the page is written, and the way to print it is said."""
    monkeypatch.setattr(pdf, "find_browser", lambda: None)
    page = tmp_path / "r.html"
    ran = run("report", small_solved / "plan", "--out", page, "--pdf")
    assert ran.code == 2
    assert "Ctrl+P" in ran.err
    assert page.is_file()
    monkeypatch.setattr(pdf, "find_browser", lambda: "/bin/false")
    ran = run("report", small_solved / "plan", "--out", page, "--pdf")
    assert (ran.code, "made no PDF" in ran.err, page.with_suffix(".pdf").exists()) == (2, True, False)


def test_the_browser_that_is_named_comes_first(monkeypatch, tmp_path):
    """ASSIGN_BROWSER, then names on the path, then where Windows and macOS keep theirs."""
    own = tmp_path / "own"
    own.write_text("#!/bin/sh\n")
    own.chmod(0o755)
    monkeypatch.setenv("ASSIGN_BROWSER", str(own))
    assert pdf.find_browser() == str(own)
    monkeypatch.delenv("ASSIGN_BROWSER")
    monkeypatch.setattr(
        pdf.shutil, "which", lambda name: f"/x/{name}" if name in ("msedge", "chrome") else None
    )
    assert pdf.find_browser() == "/x/chrome"


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_report_prints_to_a_page_of_a3(case, tmp_path, lang):
    """A real browser makes a PDF whose first page is A3 landscape and holds title, figures and method to its end."""
    if pdf.find_browser() is None:
        pytest.skip("no browser here")
    page = write_report(*case, tmp_path / "r.html", lang=lang)
    made = pdf.print_pdf(page, tmp_path / "r.pdf").read_bytes()
    boxes = [tuple(map(float, box.split())) for box in re.findall(rb"/MediaBox\s*\[([^\]]+)\]", made)]
    width, height = boxes[0][2] - boxes[0][0], boxes[0][3] - boxes[0][1]
    assert (round(width / 72 * 25.4 / 5) * 5, round(height / 72 * 25.4 / 5) * 5) == (420, 295)
    assert not list(tmp_path.glob(".r.pdf*"))


@pytest.mark.browser
def test_the_first_page_holds_all_its_sections(tmp_path, browser):
    """Laid out for A3, no section of the first page reaches below the sheet or over its neighbour."""
    problem = grid_problem(6, 8, block=(6, 4), roads=True, officers=[Officer("P1", Role.POLICE, "S01")])
    page = write_report(problem, solve(problem, workers=1), tmp_path / "r.html", lang="en")
    context = browser.new_context(offline=True, viewport={"width": 1504, "height": 1039})
    tab = context.new_page()
    troubles: list[str] = []
    tab.on("console", lambda message: troubles.append(message.text))
    tab.on("request", lambda request: troubles.append(request.url) if "r.html" not in request.url else None)
    tab.goto(page.as_uri())
    tab.emulate_media(media="print")
    boxes = tab.evaluate(
        "[...document.querySelectorAll('.front > *')].map(e => {const b = e.getBoundingClientRect();"
        "return [b.left, b.top, b.right, b.top + e.scrollHeight]})"
    )
    context.close()
    assert troubles == []
    assert len(boxes) == 7
    assert all(box[3] <= 1039 for box in boxes), boxes
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            apart = (
                one[2] <= other[0] + 1
                or other[2] <= one[0] + 1
                or one[3] <= other[1] + 1
                or other[3] <= one[1] + 1
            )
            assert apart, (one, other)
