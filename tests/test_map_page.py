"""What a reviewer does with the map, in a browser without network."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assign import show
from assign.errors import Severity
from assign.messages import Message
from assign.plan import Area, RuleException, Unused
from assign.show.map import Alternative, Explained
from builders import village_id
from map_case import county, plan_of, room_id
from show_case import HOSTILE, hostile_problem, small_plan

pytestmark = pytest.mark.browser

SPOT = """([table, number]) => {
  const rows = JSON.parse(document.getElementById('plan-data').textContent)[table];
  const map = Object.values(window).find((value) => value instanceof L.Map);
  const at = map.latLngToContainerPoint([rows.y[number] / 1e5, rows.x[number] / 1e5]);
  const box = map.getContainer().getBoundingClientRect();
  return [at.x + box.left, at.y + box.top];
}"""
PICTURE = "[...document.querySelectorAll('canvas.picture')].find((c) => c.style.visibility === 'visible').toDataURL()"


def spot(page, number, table="villages"):
    """Return where on the screen a village's office or a room is."""
    return page.evaluate(SPOT, [table, number])


@pytest.fixture(scope="module")
def hostile_path(tmp_path_factory):
    problem = hostile_problem()
    return show.write_map(
        problem, small_plan(problem), tmp_path_factory.mktemp("map") / "map.html", lang="en"
    )


@pytest.fixture(scope="module")
def evil_path(tmp_path_factory):
    """Hostile names in every place that a name can stand: another plan, areas, reasons and findings as well."""
    problem = hostile_problem()
    plan = small_plan(problem)
    evil = [Message("text", {"text": name}) for name in HOSTILE]
    known = [
        Explained("village", village_id(n), (evil[n],), (Alternative(evil[n], 1.0, (HOSTILE[n],)),))
        for n in range(13)
    ]
    rooms = tuple(
        replace(room, area_id=HOSTILE[0], site_kind=HOSTILE[2], status=HOSTILE[5]) for room in plan.rooms
    )
    found = tuple(
        RuleException(name, Severity.NOTE, name, name, name, name, why)
        for name, why in zip(HOSTILE, evil, strict=True)
    )
    plan = replace(
        plan,
        rooms=rooms,
        areas=(Area(HOSTILE[0], HOSTILE[1], tuple(room.room_id for room in rooms)),),
        exceptions=plan.exceptions + found,
        unused=tuple(Unused(name, "police", "S01", why) for name, why in zip(HOSTILE, evil, strict=True)),
        run={**plan.run, "made": HOSTILE[2], "case": {"name": HOSTILE[1]}},
    )
    first, *rest = plan.assignments
    moved = (replace(first, room_id=HOSTILE[2]), *rest)
    other = replace(plan, assignments=moved, rooms=rooms[1:], posts=plan.posts[:1])
    path = tmp_path_factory.mktemp("map") / "map.html"
    return show.write_map(problem, plan, path, lang="en", other=other, explained=known)


@pytest.fixture(scope="module")
def county_path(tmp_path_factory):
    problem = county()
    named = replace(
        problem,
        villages=tuple(replace(v, name=name) for v, name in zip(problem.villages, NAMES, strict=True)),
    )
    return show.write_map(named, plan_of(named), tmp_path_factory.mktemp("map") / "map.html", lang="zh")


TOWNS = ["李庄", "王楼", "张集", "赵堤", "吕寨", "孙口", "周湾", "郑桥", "冯店", "陈岗", "褚庙", "卫坡"]
NAMES = [f"{name}村委会" for name in TOWNS] + [f"第{n}村" for n in range(12)]


def test_a_click_opens_the_card_of_a_village_and_of_a_room(open_map, hostile_path):
    """A village's card says its name as it is, and leads on to its room and its lead."""
    page = open_map(hostile_path)
    page.mouse.click(*spot(page, 1))
    assert page.locator("#card h2").inner_text() == HOSTILE[1]
    assert "V001" in page.locator("#card").inner_text()
    page.locator("#card dd .way").nth(1).click()
    assert page.locator("#card .kind").inner_text() == "Police room"
    assert page.locator("#card h2").inner_text() == HOSTILE[0]
    page.locator("#card .way", has_text="Police").first.click()
    assert page.locator("#card .why li").first.inner_text() == f"=1+1 {HOSTILE[0]} {HOSTILE[2]}"
    page.keyboard.press("Escape")
    assert page.locator("#card").is_hidden()
    page.mouse.click(*spot(page, 0))
    assert page.locator("#card .kind").inner_text() == "Police room"


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_names_are_shown_and_do_nothing(open_map, evil_path, number):
    """Search, card, tables, exceptions, notes, edits and paper show the name literally; nothing runs."""
    page = open_map(evil_path)
    page.fill("#search", f"V{number:03d}")
    page.keyboard.press("Enter")
    assert page.locator("#card h2").text_content() == HOSTILE[number]
    page.fill("#search", HOSTILE[number])
    assert page.locator("#found li strong").first.text_content() == HOSTILE[number]
    page.fill("#card textarea", HOSTILE[number])
    page.click("#card .note-box button")
    assert page.locator("#card .said").text_content() == HOSTILE[number]
    for tab in ("exceptions", "tables", "changes", "figures"):
        page.click(f"#to-{tab}")
        for head in page.locator(f"#tab-{tab} summary").all():
            head.click()
    page.click("#to-editor")
    assert HOSTILE[number].replace("\u2028", "") in page.locator(".edits").text_content().replace(
        "\u2028", ""
    )
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert (
        page.evaluate(
            "document.querySelectorAll('#app img, #app script, #app [onload], #sheet script').length"
        )
        == 0
    )


@pytest.mark.parametrize("typed", ["赵堤", "zhaodi", "zdcwh", "zhao di", "V003"])
def test_a_village_is_found_by_name_pinyin_and_code(open_map, county_path, typed):
    """Characters, whole pinyin, first letters and code all lead to 赵堤村委会; Enter opens its card."""
    page = open_map(county_path)
    page.keyboard.press("/")
    page.keyboard.type(typed) if typed.isascii() else page.fill("#search", typed)
    assert page.locator("#found li strong").first.inner_text() == "赵堤村委会"
    page.keyboard.press("Enter")
    assert page.locator("#card h2").inner_text() == "赵堤村委会"
    assert page.locator("#found").is_hidden()


def test_the_list_of_results_is_walked_by_keys(open_map, county_path):
    """Arrow keys choose; what is chosen is named to screen readers; nonsense finds nothing and says so."""
    page = open_map(county_path)
    page.fill("#search", "第")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#search", "aria-activedescendant") == "found-2"
    chosen = page.locator("#found [aria-selected=true] strong").inner_text()
    page.keyboard.press("Enter")
    assert page.locator("#card h2").inner_text() == chosen
    page.fill("#search", "没有这个村")
    assert page.locator("#found .none").inner_text() == "没有找到"


def test_layers_switch_and_the_legend_follows(open_map, hostile_path):
    """Each colouring and each layer changes the picture, and the legend says what is shown, in the panel."""
    page = open_map(hostile_path)
    seen = {page.evaluate(PICTURE)}
    for theme, title in [
        ("complexity", "Complexity"),
        ("travel", "Travel time"),
        ("hours", "Hours"),
        ("kind", "Urban or rural"),
        ("cover", "Auxiliaries"),
        ("none", "Plain"),
    ]:
        page.check(f"#theme-{theme}")
        assert page.locator("#legend-toggle strong").inner_text() == title
        page.wait_for_timeout(250)
        seen.add(page.evaluate(PICTURE))
    for layer in ("posts", "officers", "travel", "links", "exceptions"):
        page.check(f"#layer-{layer}")
        page.wait_for_timeout(250)
        seen.add(page.evaluate(PICTURE))
    assert len(seen) == 12
    rows = page.locator(".symbols li").all_inner_texts()
    assert rows[:3] == ["Police room", "Room without a lead", "Work station"]
    assert {
        "Auxiliary shared",
        "Border of a station",
        "Room to village",
        "Piece joined by road (R06)",
    } <= set(rows)
    panel, legend = page.locator("#side").bounding_box(), page.locator("#legend").bounding_box()
    assert legend["x"] + legend["width"] <= panel["x"] + panel["width"]
    page.click("#legend-toggle")
    assert page.locator("#legend-body").is_hidden()


def test_areas_are_a_layer_with_cards(open_map, tmp_path):
    """Where the plan has areas (R17), they colour the map, and a room leads to its area, its rooms and its chief."""
    problem = county()
    plan = plan_of(problem)
    rooms = tuple(replace(room, area_id="甲" if n < 2 else "乙") for n, room in enumerate(plan.rooms))
    areas = (Area("甲", "P1", (room_id(7), room_id(10))), Area("乙", "P4", (room_id(13), room_id(16))))
    page = open_map(
        show.write_map(problem, replace(plan, rooms=rooms, areas=areas), tmp_path / "map.html", lang="en")
    )
    before = page.evaluate(PICTURE)
    page.check("#theme-areas")
    page.wait_for_timeout(250)
    assert page.evaluate(PICTURE) != before
    page.mouse.click(*spot(page, 0, "rooms"))
    page.locator("#card dd .way", has_text="甲").click()
    assert page.locator("#card .kind").inner_text() == "Area"
    assert page.locator("#card dd").first.inner_text() == "P1 · Police"
    assert page.locator("#card .ways .way").count() >= 2
    page.fill("#search", "乙")
    assert page.locator("#found li").first.inner_text().split("\n") == ["乙", "Area · 乙"]


def test_the_page_speaks_both_languages(open_map, hostile_path):
    """The switch turns panel, legend, card and figures into Chinese and back, without loading again."""
    page = open_map(hostile_path)
    page.mouse.click(*spot(page, 1))
    page.click("#languages button[lang=zh]")
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    assert page.locator("#legend-toggle strong").inner_text() == "警务区"
    assert page.locator("#card .kind").inner_text() == "村"
    page.click("#to-figures")
    assert "已证明最优" in page.locator("#tab-figures").inner_text()
    page.click("#languages button[lang=en]")
    assert "Proven optimal" in page.locator("#tab-figures").inner_text()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_word_is_missing_and_no_gap_unfilled(open_map, county_path, lang):
    """In no panel and on no card stands a key or a brace instead of words."""
    page = open_map(county_path)
    page.click(f"#languages button[lang={lang}]")
    texts = []
    for tab in ("layers", "figures", "exceptions", "tables", "changes", "editor"):
        page.click(f"#to-{tab}")
        texts.append(page.locator("body").inner_text())
    for typed in ("V003", room_id(7), "P1", "S01"):
        page.fill("#search", typed)
        page.keyboard.press("Enter")
        texts.append(page.locator("#card").inner_text())
    text = "\n".join(texts)
    assert "map." not in text
    assert "{" not in text
    assert "undefined" not in text
    assert "NaN" not in text


def test_exceptions_are_grouped_filtered_and_stepped_through(open_map, hostile_path):
    """Keys n and p walk what the filters leave; each opens its place; groups stand by rule."""
    page = open_map(hostile_path)
    page.keyboard.press("n")
    assert page.locator("#tab-exceptions summary strong").first.inner_text().startswith("R13")
    assert page.locator(".exceptions [aria-current]").inner_text().startswith("Police room")
    assert page.locator("#card .kind").inner_text() == "Police room"
    page.click("#next")
    assert page.locator("#card h2").inner_text() == HOSTILE[1]
    page.keyboard.press("p")
    assert page.locator(".stepper span").inner_text() == "1 / 2"
    page.select_option("#by-severity", "warning")
    assert page.locator(".stepper span").inner_text() == "1"
    page.click("#next")
    assert page.locator(".stepper span").inner_text() == "1 / 1"
    assert page.locator("#card h2").inner_text() == HOSTILE[1]
    page.locator("#card .flag").click()
    assert page.locator(".exceptions [aria-current]").count() == 1


def test_everything_is_reached_by_keyboard(open_map, hostile_path):
    """Tab, arrows and Enter alone: sections, the tables of rooms and villages, a card, and back out."""
    page = open_map(hostile_path)
    page.focus("#to-layers")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.id") == "to-tables"
    page.focus("#list-villages")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    page.keyboard.press("Enter")
    assert outline == "solid"
    assert page.locator("#card .kind").inner_text() == "Village"
    page.keyboard.press("Escape")
    assert page.locator("#card").is_hidden()


def test_a_distance_is_measured_over_the_ground(open_map, county_path):
    """Offices 0 and 5 stand 5.00 km apart on the grid; UTM's scale of 0.9997 there makes it 5.00 on the ground."""
    page = open_map(county_path)
    page.click("#measure")
    page.mouse.click(*spot(page, 0))
    page.mouse.click(*spot(page, 5))
    assert page.locator("#measured").inner_text().startswith(("5.00 km", "5.01 km", "4.99 km"))
    page.keyboard.press("Escape")
    assert page.locator("#measured").is_hidden()
    page.keyboard.press("m")
    page.focus(".leaflet-container")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert page.locator("#measured").inner_text().startswith("0 m")


@pytest.mark.parametrize("size", [(390, 844), (820, 1180), (1180, 820)])
def test_the_map_works_on_phone_and_tablet(open_map, county_path, size):
    """A finger picks a village; nothing is wider than the screen; buttons are large enough for fingers."""
    width, height = size
    page = open_map(county_path, viewport={"width": width, "height": height}, has_touch=True, is_mobile=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("#zoom-in").bounding_box()["height"] >= 44
    page.touchscreen.tap(*spot(page, 3))
    assert page.locator("#card h2").inner_text() == "赵堤村委会"
    box = page.locator("#card").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width


def test_reasons_and_alternatives_of_explain_stand_on_the_card(open_map, tmp_path):
    """What `explain` found is read beside the page's own reasons: words, cost, rules."""
    problem = county()
    words = [Message("text", {"text": text}) for text in ("because", "rather there")]
    known = Explained("officer", "P2", (words[0],), (Alternative(words[1], 12.5, ("R18",)),))
    page = open_map(
        show.write_map(problem, plan_of(problem), tmp_path / "map.html", lang="en", explained=[known])
    )
    page.fill("#search", "P2")
    page.keyboard.press("Enter")
    assert "because" in page.locator("#card .why").inner_text()
    assert page.locator("#card .others li").inner_text().split("\n") == [
        "rather there",
        "+12.5 min a month R18",
    ]


def test_a_link_may_name_what_to_show(open_map, county_path):
    """``map.html#V003`` opens with the card of village V003, and follows when the address changes."""
    page = open_map(county_path)
    page.evaluate("window.location.hash = '#V003'")
    page.wait_for_selector("#card:not([hidden])")
    assert page.locator("#card h2").inner_text() == "赵堤村委会"
    page.evaluate("window.location.hash = '#P1'")
    page.wait_for_timeout(200)
    assert page.locator("#card .kind").inner_text() == "民警"


def test_a_plan_without_persons_says_nothing_of_ability(open_map, tmp_path):
    """Where the plan is redacted its zeros are no abilities: neither card nor table nor reason speaks of them."""
    problem = county()
    plan = plan_of(problem)
    redacted = replace(
        plan,
        posts=tuple(replace(post, ability=0.0) for post in plan.posts),
        run={**plan.run, "redacted": True},
    )
    page = open_map(show.write_map(problem, redacted, tmp_path / "map.html", lang="en"))
    page.fill("#search", "P2")
    page.keyboard.press("Enter")
    assert page.locator("#card h2").inner_text() == "P2"
    assert "bility" not in page.locator("#card dl").inner_text()
    assert "R15" not in page.locator("#card").inner_text()
    page.click("#to-tables")
    page.click("#list-officers")
    assert page.locator("#tab-tables tbody td").nth(1).inner_text() == "–"
