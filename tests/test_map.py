import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shapely

from assign import show
from assign.show.map import topology
from assign.show.map.offline import OfflineMap, counted_ids, inline_links
from assign.show.map.payload import COLOURS, payload
from builders import grid_problem
from show_case import HOSTILE, hostile_problem, small_plan

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]


@pytest.fixture(scope="module")
def page_path(tmp_path_factory):
    problem = hostile_problem()
    return show.write_map(
        problem, small_plan(problem), tmp_path_factory.mktemp("map") / "map.html", lang="en"
    )


def polygons_of(shapes: topology.Topology) -> list[shapely.Geometry]:
    """Put villages together again from their arcs, as the page's script does."""

    def ring(arcs):
        points = []
        for arc in arcs:
            part = shapes.arcs[arc] if arc >= 0 else shapes.arcs[-1 - arc][::-1]
            points += part[1 if points else 0 :]
        return points

    return [
        shapely.union_all(
            [shapely.Polygon(ring(rings[0]), [ring(hole) for hole in rings[1:]]) for rings in polygons]
        )
        for polygons in shapes.polygons
    ]


def test_arcs_give_the_outlines_back():
    """Villages put together from shared arcs are the villages, an enclave and its hole included."""
    outer = shapely.box(0, 0, 1, 1).difference(shapely.box(0.4, 0.4, 0.6, 0.6))
    outlines = np.array(
        [outer, shapely.box(0.4, 0.4, 0.6, 0.6), shapely.box(1, 0, 2, 0.5), shapely.box(3, 3, 4, 4)]
    )
    shapes = topology.build(outlines)
    scaled = shapely.transform(outlines, lambda xy: np.rint(xy * topology.PRECISION))
    assert all(a.equals(b) for a, b in zip(polygons_of(shapes), scaled, strict=True))


def test_a_shared_border_stands_once():
    """Four squares in two rows: four arcs inside, used twice, and four around the corners, used once."""
    squares = np.array([shapely.box(x, y, x + 1, y + 1) for x in (0, 1) for y in (0, 1)])
    shapes = topology.build(squares)
    uses = [
        abs(arc) if arc >= 0 else -1 - arc
        for village in shapes.polygons
        for rings in village
        for arcs in rings
        for arc in arcs
    ]
    assert sorted(uses.count(number) for number in range(len(shapes.arcs))) == [1, 1, 1, 1, 2, 2, 2, 2]


def test_simplified_villages_still_share_their_borders():
    """After simplification no gap and no overlap opens between neighbours."""
    problem = grid_problem(5, 5)
    simple = topology.simplify(problem.outlines, metres=100)
    assert shapely.coverage_is_valid(simple)
    assert shapely.union_all(simple).area == pytest.approx(shapely.union_all(problem.outlines).area, rel=0.01)


def test_zones_that_touch_have_different_colours():
    """No two zones that share a border are drawn in one colour."""
    problem = hostile_problem()
    data = payload(problem, small_plan(problem), lang="en")
    colours, rooms = data["rooms"]["colour"], data["villages"]["room"]
    touching = {(rooms[a], rooms[b]) for a, b in problem.borders.tolist() if rooms[a] != rooms[b]}
    assert touching
    assert all(colours[a] != colours[b] for a, b in touching)
    assert max(colours) < COLOURS


def test_no_link_leaves_the_page(page_path):
    """Nothing in the page names a file of the network, and the policy forbids it."""
    text = page_path.read_text("utf-8")
    assert not re.search(
        r"<(link|img|iframe|base)\b", re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
    )
    assert not re.search(r"<script[^>]+src=", text)
    assert "default-src 'none'" in text.split("</head>")[0]
    assert "unsafe" not in re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1]


def test_names_stand_in_the_data_as_they_are(page_path):
    """No name was read as a template, and none can end the data's script element."""
    block = re.search(
        r'<script type="application/json" id="plan-data">(.*?)</script>',
        page_path.read_text("utf-8"),
        re.DOTALL,
    )
    assert "<" not in block[1]
    assert json.loads(block[1])["villages"]["name"][:13] == list(HOSTILE)


def test_a_link_that_is_not_packaged_is_refused():
    """A plugin that would need the network stops the build of the page, by name."""
    from branca.element import Figure, JavascriptLink

    figure = Figure()
    figure.header.add_child(JavascriptLink("https://example.invalid/x.js"))
    with pytest.raises(LookupError, match=r"example\.invalid"):
        inline_links(figure)


def test_folium_gets_its_random_ids_back():
    """Counted ids end with the page: other Folium maps of the program keep theirs."""
    with counted_ids():
        assert OfflineMap(tiles=None)._id == "0001"
    assert len(OfflineMap(tiles=None)._id) == 32


def test_a_plan_without_people_roads_and_rooms_still_makes_a_page(tmp_path):
    """A case that is nearly empty is drawn, too."""
    problem = grid_problem(1, 2)
    plan = small_plan(hostile_problem())
    bare = replace(
        plan, assignments=(), rooms=(), posts=(), exceptions=(), areas=(), unused=(), certificates=()
    )
    assert show.write_map(problem, bare, tmp_path / "map.html").stat().st_size > 150_000


@pytest.fixture(scope="module")
def browser():
    if not Path(CHROMIUM).exists():
        pytest.skip(f"needs {CHROMIUM} (Debian package chromium)")
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs Playwright")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser, page_path):
    """The map in a browser without network; no request but the file itself, no word on the console."""
    context = browser.new_context(
        offline=True, viewport={"width": 1400, "height": 900}, reduced_motion="reduce"
    )
    page = context.new_page()
    requests, complaints = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: (complaints.append("dialog"), dialog.dismiss()))
    page.goto(page_path.as_uri())
    page.wait_for_function("document.documentElement.dataset.ready")
    yield page
    assert requests == [page_path.as_uri()]
    assert complaints == []
    context.close()


def place_of(page, village: int) -> tuple[float, float]:
    """Return where on the screen a village's office is, from the page's own data and Leaflet map."""
    script = """(number) => {
      const data = JSON.parse(document.getElementById('plan-data').textContent).villages;
      const map = Object.values(window).find((value) => value instanceof L.Map);
      const at = map.latLngToContainerPoint([data.y[number] / 1e5, data.x[number] / 1e5]);
      return [at.x, at.y];
    }"""
    x, y = page.evaluate(script, village)
    return x, y


@pytest.mark.browser
def test_a_click_opens_the_card_of_a_village_and_of_a_room(opened):
    """A village's card says its name as it is, and leads on to its room and its lead."""
    opened.mouse.click(*place_of(opened, 1))
    assert opened.locator("#card h2").inner_text() == HOSTILE[1]
    assert "V001" in opened.locator("#card").inner_text()
    opened.locator("#card .way").first.click()
    assert opened.locator("#card .kind").inner_text() == "Police room"
    assert opened.locator("#card h2").inner_text() == HOSTILE[0]
    opened.locator("#card .way", has_text="Police").first.click()
    assert opened.locator("#card .why").inner_text() == f"=1+1 {HOSTILE[0]} {HOSTILE[2]}"
    opened.keyboard.press("Escape")
    assert opened.locator("#card").is_hidden()
    opened.mouse.click(*place_of(opened, 0))
    assert opened.locator("#card .kind").inner_text() == "Police room"


@pytest.mark.browser
@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_names_are_shown_and_do_nothing(opened, number):
    """Search, card, list and tooltip show the name literally; nothing runs."""
    opened.fill("#search", f"V{number:03d}")
    opened.keyboard.press("Enter")
    opened.locator("#card h2").wait_for()
    assert opened.locator("#card h2").text_content() == HOSTILE[number]
    opened.fill("#search", HOSTILE[number])
    assert opened.locator("#found li strong").first.text_content() == HOSTILE[number]
    x, y = place_of(opened, number)
    opened.mouse.move(x + 20, y + 20)
    opened.wait_for_timeout(50)
    assert opened.evaluate("document.querySelectorAll('#app img, #app script, #app svg[onload]').length") == 0


@pytest.mark.browser
def test_layers_switch_and_the_legend_follows(opened):
    """Another colouring repaints the canvas and rewrites the legend; each layer can be shown."""

    def picture():
        return opened.evaluate("document.querySelector('.leaflet-fills-pane canvas').toDataURL()")

    seen = {picture()}
    for theme, title in [
        ("complexity", "Complexity"),
        ("travel", "Travel time"),
        ("hours", "Hours"),
        ("kind", "Urban or rural"),
        ("none", "Plain"),
    ]:
        opened.check(f"#theme-{theme}")
        assert opened.locator("#legend h2").inner_text() == title
        seen.add(picture())
    assert len(seen) == 6
    for layer in ("posts", "travel", "links"):
        opened.check(f"#layer-{layer}")
    rows = opened.locator("#legend li").all_inner_texts()
    assert rows == [
        "Police room",
        "Work station",
        "Border of a station",
        "Roads",
        "Room to village",
        "Piece joined by road (R06)",
    ]
    for layer in ("rooms", "roads", "stations", "labels", "posts", "travel", "links"):
        opened.uncheck(f"#layer-{layer}")


@pytest.mark.browser
def test_the_page_speaks_both_languages(opened):
    """The switch turns panel, legend, card and figures into Chinese and back."""
    opened.mouse.click(*place_of(opened, 1))
    opened.click("#languages button[lang=zh]")
    assert opened.evaluate("document.documentElement.lang") == "zh-CN"
    assert opened.locator("#legend h2").inner_text() == "警务区"
    assert opened.locator("#card .kind").inner_text() == "村"
    opened.click("#to-figures")
    assert "已证明最优" in opened.locator("#tab-figures").inner_text()
    opened.click("#languages button[lang=en]")
    assert "Proven optimal" in opened.locator("#tab-figures").inner_text()


@pytest.mark.browser
def test_exceptions_are_stepped_through(opened):
    """Next and previous walk the list, and each opens its place."""
    opened.click("#to-exceptions")
    opened.click("#next")
    assert opened.locator(".exceptions [aria-current]").inner_text().startswith("R13")
    assert opened.locator("#card .kind").inner_text() == "Police room"
    opened.click("#next")
    assert opened.locator(".exceptions [aria-current]").inner_text().startswith("R14")
    assert opened.locator("#card h2").inner_text() == HOSTILE[1]
    opened.click("#next")
    assert opened.locator(".stepper span").inner_text() == "1 / 2"


@pytest.mark.browser
def test_the_rooms_can_be_reached_by_keyboard(opened):
    """Tab and Enter alone open a room's card."""
    opened.focus("#to-rooms")
    opened.keyboard.press("Enter")
    opened.keyboard.press("Tab")
    opened.keyboard.press("Tab")
    opened.keyboard.press("Enter")
    assert opened.locator("#card .kind").inner_text() == "Police room"


@pytest.mark.browser
def test_the_printed_page_has_map_title_and_legend_only(opened):
    """In print the tools are gone, the title and the legend stay."""
    opened.emulate_media(media="print")
    assert opened.locator("#title").is_visible()
    assert opened.locator("#legend").is_visible()
    assert opened.locator("#zoom").is_hidden()
    assert opened.locator("#tab-layers").is_hidden()
