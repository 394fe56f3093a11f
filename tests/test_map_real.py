"""The map of the demo county and of a whole city: light, found through, dragged and zoomed."""

from __future__ import annotations

import pytest

from assign import show
from assign.demo import write_case
from assign.inputs import load_problem, read_case
from assign.solve import solve
from test_map_page import PICTURE

pytestmark = pytest.mark.browser


def drag(page, across, down):
    """Drag the map by so many pixels, as a hand does, and wait until it is at rest."""
    page.mouse.move(900, 450)
    page.mouse.down()
    page.mouse.move(900 + across, 450 + down, steps=20)
    page.mouse.up()
    page.wait_for_timeout(1500)


def look_around(page):
    """Drag and zoom; return the pictures seen on the way."""
    seen = {page.evaluate(PICTURE)}
    for act in (lambda: drag(page, -500, -150), lambda: page.click("#zoom-in"), lambda: drag(page, 600, 200)):
        act()
        page.wait_for_timeout(1500)
        seen.add(page.evaluate(PICTURE))
    return seen


def test_the_demo_county(open_map, solved):
    """743 villages: found by pinyin, 217 exceptions in a few groups that are stepped through, every layer on."""
    folder = solved("demo")
    page = open_map(folder / "map.html")
    assert (folder / "map.html").stat().st_size < 1.5e6
    assert page.locator("#status .sure").count() == 2
    page.fill("#search", "hyc")
    assert page.locator("#found li").count() > 3
    page.keyboard.press("Escape")
    page.click("#to-exceptions")
    assert page.locator("#tab-exceptions > details").count() <= 6
    for _ in range(8):
        page.keyboard.press("n")
        assert page.locator(".exceptions [aria-current]").count() == 1
    page.click("#to-layers")
    for layer in page.locator("#layers input").all():
        layer.check()
    page.wait_for_timeout(500)
    assert len(page.evaluate(PICTURE)) > 100_000
    assert len(look_around(page)) == 4


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_city(open_map, tmp_path):
    """4,834 villages and their roads: under 8 MB; dragged, zoomed and searched. `scripts/map_speed.py` times it."""
    case = read_case(write_case(tmp_path, size="city"))
    problem = load_problem(case)
    path = show.write_map(problem, solve(problem, workers=2), tmp_path / "map.html")
    assert path.stat().st_size < 8e6
    page = open_map(path)
    assert len(look_around(page)) == 4
    page.fill("#search", "zhuang")
    assert page.locator("#found li").count() == 12
    page.keyboard.press("Enter")
    assert page.locator("#card h2").is_visible()
