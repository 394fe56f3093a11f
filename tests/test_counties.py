"""A map a county and the page that leads to them: nothing lost, borders that fit, found by keyboard, no network."""

from __future__ import annotations

import json
import math
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from assign.plan import Plan
from assign.problem import Officer, Problem, Role
from assign.show import plan_hash, write_county_index, write_county_maps
from assign.show.counties import CountyRecord, county_record
from assign.show.counties.index import county_file
from assign.show.counties.part import counties_of, county_part
from assign.show.counties.picture import steps
from assign.show.words import word
from builders import grid_problem
from plan_builders import right_plan
from show_case import HOSTILE

WEST, EAST = "411424", "411425"
ZONES = ((0, 1, 2, 6, 7, 8), (3, 4, 5, 9, 10, 11), (12, 13, 14, 18, 19, 20), (15, 16, 17, 21, 22, 23))


@pytest.fixture(scope="module")
def facts() -> Problem:
    """Return 24 villages, six a row: western columns are S01 in one county, the rest S02 in another."""
    officers = [
        Officer(f"P{n}", Role.POLICE, "S01" if n in (1, 3) else "S02", ability=50) for n in (1, 2, 3, 4)
    ]
    hosts = (7, 10, 13, 16)
    sites = {n: [("office", "candidate" if n in hosts else "forbidden")] for n in range(24)}
    problem = grid_problem(
        4, 6, block=(4, 3), officers=officers, sites=sites, roads=True, links=[(2, 3), (0, 7)]
    )
    county = {"S01": WEST, "S02": EAST}
    villages = tuple(replace(one, county_id=county[one.station_id]) for one in problem.villages)
    names = {"S01": "李庄派出所", "S02": HOSTILE[2]}
    stations = tuple(
        replace(one, county_id=county[one.station_id], name=names[one.station_id]) for one in problem.stations
    )
    return replace(problem, name=HOSTILE[1], villages=villages, stations=stations)


@pytest.fixture(scope="module")
def plan(facts: Problem) -> Plan:
    return right_plan(facts, ZONES, leads={"P1": [0], "P2": [1], "P3": [2], "P4": [3]}, auxiliaries={})


@pytest.fixture(scope="module")
def folder(facts: Problem, plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("plan")
    write_county_maps(facts, plan, out, lang="en", names={WEST: "柘城县"})
    return out


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    """A tab without network that must have nothing to complain of."""
    context = browser.new_context(offline=True, viewport={"width": 1400, "height": 900})
    opened, said, asked = context.new_page(), [], []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("dialog", lambda dialog: (said.append("dialog"), dialog.dismiss()))
    opened.on("request", lambda request: asked.append(request.url))
    yield opened
    context.close()
    assert said == []
    assert [url for url in asked if not url.startswith("file:")] == []


def data_of(page: Path) -> dict[str, Any]:
    found = re.search(r'id="plan-data">(.*?)</script>', page.read_text("utf-8"), re.DOTALL)
    assert found is not None
    return dict(json.loads(found[1]))


def square(west: float, minutes: float, county_id: str) -> CountyRecord:
    outline = bytes(shapely.to_wkb(shapely.box(west, 30, west + 1, 31)))
    return CountyRecord(county_id, "", (), 10, 2, 3, 0, minutes, outline)


def test_the_parts_together_are_the_whole(facts: Problem, plan: Plan) -> None:
    """Every village, room, post and exception is in one county, no more and no less."""
    parts = [county_part(facts, plan, county) for county in counties_of(facts)]
    for rows in ("assignments", "rooms", "posts", "exceptions", "unused"):
        assert sum(len(getattr(part, rows)) for _, part in parts) == len(getattr(plan, rows)), rows
    assert sorted(one.village_id for part, _ in parts for one in part.villages) == sorted(facts.village_index)
    # five inner rows and columns of three: 4 · 2 + 3 · 3 borders a county; four more cross the line
    assert [len(part.borders) for part, _ in parts] == [17, 17]
    assert [len(part.links) for part, _ in parts] == [1, 0]


def test_minutes_and_borders_stay_with_their_villages(facts: Problem, plan: Plan) -> None:
    """New numbers mean the same villages: minutes by id, and neighbours by id, are as before."""
    for county in counties_of(facts):
        part, _ = county_part(facts, plan, county)
        ids = [one.village_id for one in part.villages]
        sites = [one.site_id for one in part.sites]
        whole = facts.travel.block(
            [facts.site_index[key] for key in sites], [facts.village_index[key] for key in ids]
        )
        assert np.array_equal(part.travel.block(range(len(sites)), range(len(ids))), whole)
        for first, second in part.borders.tolist():
            there = facts.village_index[ids[first]], facts.village_index[ids[second]]
            assert there[1] in facts.neighbours[there[0]]


def test_a_county_page_is_of_the_whole_plan(plan: Plan, folder: Path) -> None:
    """Edits made on it name the plan they belong to; cost and bound of all counties are not shown as its own."""
    data = data_of(folder / county_file(WEST))
    assert data["plan"]["hash"] == plan_hash(plan)
    assert data["plan"]["objective"] is None
    assert len(data["villages"]["id"]) == 12


def test_the_pages_are_the_same_each_time(facts: Problem, plan: Plan, folder: Path, tmp_path: Path) -> None:
    """To the byte; and pages of counties that are no more go."""
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "999999.html").write_text("old", "utf-8")
    write_county_maps(facts, plan, tmp_path, lang="en", names={WEST: "柘城县"})
    files = {path.relative_to(tmp_path): path.read_bytes() for path in sorted(tmp_path.rglob("*.html"))}
    assert files == {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*.html"))}


def test_records_are_enough_for_the_index(facts: Problem, plan: Plan, folder: Path, tmp_path: Path) -> None:
    """Who never holds the whole writes the same index from the records, in any order."""
    names = {WEST: "柘城县", EAST: ""}
    records = [
        county_record(*county_part(facts, plan, county), county, name=names[county])
        for county in reversed(counties_of(facts))
    ]
    page = write_county_index(records, tmp_path / "map.html", title=facts.name, lang="en")
    assert page.read_bytes() == (folder / "map.html").read_bytes()


def test_nothing_from_the_data_reaches_the_page_as_html(folder: Path) -> None:
    """Hostile names stand escaped, and the policy lets nothing in but the page's own script and style."""
    page = (folder / "map.html").read_text("utf-8")
    assert "<script>alert" not in page
    assert "<img" not in page
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert "default-src 'none'" in policy[1]
    assert "unsafe" not in policy[1]


@pytest.mark.parametrize("county_id", ["", "../x", "a/b", "县", "CON.", "x" * 300])
def test_an_id_that_is_no_file_name_is_hashed(county_id: str) -> None:
    """An id from data never leads out of the folder."""
    assert re.fullmatch(r"maps/c-[0-9a-f]{16}\.html", county_file(county_id))


def test_neighbours_still_fit_when_simplified(folder: Path) -> None:
    """Both counties share the corners of their border in the drawing."""
    paths = re.findall(r'<path class="\w+" d="([^"]*)"', (folder / "map.html").read_text("utf-8"))
    assert len(paths) == 2
    first, second = ({*re.findall(r"[\d.]+ [\d.]+", path)} for path in paths)
    assert len(first & second) >= 2


@pytest.mark.parametrize(
    ("minutes", "wanted"),
    [
        ([5.05, 5.95], [5.0, 5.2, 5.4, 5.6, 5.8, 6.0]),
        ([0.0, 12.0], [0.0, 5.0, 10.0, 15.0]),
        ([7.0, math.nan], [7.0, 7.1]),
        ([], []),
    ],
)
def test_classes_are_round_and_hold_all(minutes: list[float], wanted: list[float]) -> None:
    """At most six classes between round limits; minutes that are not known have none."""
    assert steps(minutes) == pytest.approx(wanted)


def test_a_county_without_minutes_is_grey(tmp_path: Path) -> None:
    """It is drawn and listed all the same."""
    page = write_county_index(
        [square(110, math.nan, "1"), square(111, 4.0, "2")], tmp_path / "map.html", title="t"
    )
    assert re.findall(r'<path class="(\w+)"', page.read_text("utf-8")) == ["unknown", "q0"]


@pytest.mark.parametrize("wanted", ["柘城", "zhecheng", "zcx", WEST, "li zhuang", "lzp"])
def test_a_county_is_found_and_opened_by_keyboard(tab: Any, folder: Path, wanted: str) -> None:
    """Its name, pinyin, first letters or code, or those of a station, leave it alone in the list; Enter opens it."""
    tab.goto((folder / "map.html").as_uri())
    tab.keyboard.press("Tab")
    tab.locator("#search").fill(wanted)
    assert tab.locator("#list li:visible").count() == 1
    assert tab.locator("#found").inner_text() == word("counties.found", "en").format(count=1)
    tab.locator("#search").press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("html[data-ready]")
    assert tab.url.endswith(f"/maps/{WEST}.html")


def test_the_way_there_and_back(tab: Any, folder: Path) -> None:
    """A click on a county opens its map, and a link leads back."""
    tab.goto((folder / "map.html").as_uri())
    tab.locator("#map a").nth(1).click()
    tab.wait_for_selector("html[data-ready]")
    assert tab.url.endswith(f"/maps/{EAST}.html")
    tab.get_by_text(word("map.back", "en")).click()
    tab.wait_for_selector("#list")
    assert tab.url.endswith("/map.html")


def test_both_languages_are_inside(tab: Any, folder: Path) -> None:
    """A button changes the language of every sentence; arrow keys walk through the list and back to the search."""
    tab.goto((folder / "map.html").as_uri())
    tab.get_by_role("button", name="中文").click()
    assert tab.locator("#search").get_attribute("placeholder") == word("counties.search", "zh")
    assert tab.get_by_text(word("counties.legend", "zh")).is_visible()
    assert not tab.get_by_text(word("counties.legend", "en")).is_visible()
    tab.locator("#search").press("ArrowDown")
    tab.keyboard.press("ArrowUp")
    assert tab.evaluate("document.activeElement.id") == "search"


def test_the_command_draws_them(run: Any, solved: Any, tmp_path: Path) -> None:
    """`assign map PLAN --by county`; another word is refused in words."""
    place = tmp_path / "plan"
    shutil.copytree(solved("demo"), place)
    done = run("map", place, "--by", "county")
    assert (done.code, len(list((place / "maps").iterdir()))) == (0, 1)
    assert 'href="maps/' in (place / "map.html").read_text("utf-8")
    refused = run("map", place, "--by", "village")
    assert (refused.code, "village" in refused.err) == (2, True)
