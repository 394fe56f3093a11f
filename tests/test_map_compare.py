"""The map against another plan and against today, and on paper."""

from __future__ import annotations

import base64
import re
from dataclasses import replace

import pytest

from assign import show
from assign.show.map import basemap
from map_case import ZONES, county, plan_of
from test_map_page import PICTURE, spot

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """Now, A serves villages 3 and 9 as well; before, the zones of `map_case`."""
    problem = county()
    now = plan_of(problem, [sorted([*ZONES[0], 3, 9]), [4, 5, 10, 11], *ZONES[2:]])
    folder = tmp_path_factory.mktemp("map")
    return show.write_map(problem, now, folder / "map.html", lang="en", other=plan_of(problem))


def test_the_changes_are_listed_and_lead_to_their_place(open_map, path):
    """Two villages with another room, their auxiliaries and both leads with other villages; a click opens the card."""
    page = open_map(path)
    page.click("#to-changes")
    heads = page.locator("#tab-changes summary").all_inner_texts()
    assert [" ".join(head.split()) for head in heads] == ["Villages with another room 2", "Officers moved 4"]
    rows = page.locator("#tab-changes .is-change")
    assert rows.first.inner_text().split("\n") == ["3村", "10村 → 7村"]
    rows.first.click()
    assert page.locator("#card h2").inner_text() == "3村"
    table = page.locator("#tab-changes table").inner_text()
    assert "Farthest village" in table


def test_the_swipe_shows_one_plan_on_each_side(open_map, path):
    """The other plan's picture ends at the line; dragged or moved by key, the line takes it along."""
    page = open_map(path)
    page.click("#to-changes")
    page.click("#swipe-toggle")
    page.wait_for_timeout(400)
    clips = "[...document.querySelectorAll('canvas.picture')].map((c) => c.style.clipPath).filter(Boolean)[0]"
    line = "document.getElementById('swipe-line').getBoundingClientRect().left"
    before = page.evaluate(clips), page.evaluate(line)
    page.focus("#swipe-at")
    page.keyboard.press("Home")
    after = page.evaluate(clips), page.evaluate(line)
    assert after[1] < before[1]
    width = [float(re.search(r"inset\(0(?:px)? ([\d.]+)px", clip)[1]) for clip in (before[0], after[0])]
    assert width[1] - width[0] == pytest.approx(before[1] - after[1], abs=2)
    assert page.locator("#swipe-before").inner_text().startswith("Before: ")
    assert "Village that changes its room" in page.locator("#legend").inner_text()
    page.click("#swipe-toggle")
    assert page.locator("#swipe").is_hidden()


def test_today_stands_beside_the_plan(open_map, tmp_path):
    """An officer whose village of today is another one is listed, and drawn as a move."""
    problem = county()
    officers = tuple(
        replace(one, current_village_id="V023") if one.officer_id == "A00" else one
        for one in problem.officers
    )
    moved = replace(problem, officers=officers)
    page = open_map(show.write_map(moved, plan_of(moved), tmp_path / "map.html", lang="en"))
    page.click("#to-changes")
    assert page.locator("#tab-changes .is-change").all_inner_texts() == ["A00\n23村 → 0村"]
    before = page.evaluate(PICTURE)
    page.click("#to-layers")
    page.check("#layer-moves")
    page.wait_for_timeout(300)
    assert page.evaluate(PICTURE) != before


def test_the_paper_is_one_a3_sheet_with_all_it_needs(open_map, path):
    """Printed: one page, 420 × 297 mm, with title, legend, scale, north, dates and the plan's hash, tools left out."""
    page = open_map(path)
    page.mouse.click(*spot(page, 1))
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    width, height = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", pdf).groups()
    assert (round(float(width) / 72 * 25.4), round(float(height) / 72 * 25.4)) == (420, 297)
    page.emulate_media(media="print")
    sheet = page.locator("#sheet").inner_text()
    assert page.locator("#app").is_hidden()
    assert all(word in sheet for word in ("grid", "Legend", "km", "1 : ", "N", "Plan ", "printed 20"))
    data = page.evaluate("JSON.parse(document.getElementById('plan-data').textContent).plan.hash")
    assert data[:16] in sheet
    drawn = page.evaluate("""() => {
      const canvas = document.querySelector('#sheet canvas'), ctx = canvas.getContext('2d');
      return new Set(ctx.getImageData(canvas.width / 2, 0, 1, canvas.height).data).size;
    }""")
    assert drawn > 20


PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def test_tiles_come_from_the_basemap_alone(browser, tmp_path):
    """With Gaode's tiles beneath, the page asks its four hosts for pictures and nobody for anything else."""
    problem = county()
    path = show.write_map(problem, plan_of(problem), tmp_path / "map.html", basemap=basemap("gaode"))
    context = browser.new_context(viewport={"width": 1000, "height": 700})
    page = context.new_page()
    asked, complaints = [], []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.route(re.compile("^https://"), lambda route: route.fulfill(body=PIXEL, content_type="image/png"))
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]")
    page.wait_for_timeout(500)
    tiles = [url for url in asked if url != path.as_uri()]
    assert tiles
    assert all(re.match(r"https://webrd0[1-4]\.is\.autonavi\.com/appmaptile\?", url) for url in tiles)
    assert complaints == []
    assert page.locator(".leaflet-control-attribution").inner_text() == "高德地图"
    context.close()
