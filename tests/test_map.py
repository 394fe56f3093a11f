import base64
import json
import re
import shutil
from dataclasses import replace
from importlib.resources import files
from types import SimpleNamespace

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from assign import show
from assign.errors import UsageError
from assign.inputs import read_plan
from assign.messages import Message
from assign.offsets import to_gcj02
from assign.problem import Officer, Role
from assign.show.fingerprint import plan_hash
from assign.show.map import Alternative, Explained, basemap, topology
from assign.show.map.changes import changes_from_plan
from assign.show.map.colouring import COLOURS, zone_colours
from assign.show.map.compactness import polsby_popper, reock, zone_shapes
from assign.show.map.map import SCRIPTS
from assign.show.map.offline import OfflineMap, counted_ids, inline_links
from assign.show.map.pack import pack, pack_lines
from assign.show.map.payload import payload
from assign.show.map.pinyin import pinyin_of
from assign.show.map.roads import repair_columns
from builders import grid_problem, village_id
from plan_builders import right_plan
from show_case import HOSTILE, hostile_problem, small_plan


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


def unpacked(text: str) -> list[int]:
    """Read packed numbers back, byte by byte, as the page's script does."""
    out, value, unit = [], 0, 1
    for byte in base64.b64decode(text):
        value += (byte & 127) * unit
        if byte > 127:
            unit *= 128
            continue
        out.append(-(value + 1) // 2 if value % 2 else value // 2)
        value, unit = 0, 1
    return out


@given(st.lists(st.integers(-(2**52), 2**52)))
def test_packed_numbers_come_back(numbers):
    """Whole numbers of either sign survive packing, up to what a script can hold exactly."""
    assert unpacked(pack(numbers)) == numbers


def test_small_steps_take_one_byte():
    """Steps of up to 63 units either way take a byte each: that is what keeps the page light."""
    assert len(base64.b64decode(pack([0, -1, 63, -64]))) == 4
    assert len(base64.b64decode(pack([64, -65]))) == 4


def test_lines_are_packed_as_steps():
    """Two lines: the second begins with a step from the end of the first."""
    packed = pack_lines(np.array([[5, 7], [6, 9], [1, 1], [1, 2]]), [2, 2])
    assert unpacked(packed["lengths"]) == [2, 2]
    assert unpacked(packed["steps"]) == [5, 7, 1, 2, -5, -8, 0, 1]


def test_colours_that_are_wished_for_are_kept_where_they_can_be():
    """Of two neighbours that wish for the same colour one keeps it; a third, apart, keeps it as well."""
    colours = zone_colours([0, 1, 2], [(0, 1)], count=3, wished={0: 5, 1: 5, 2: 5})
    assert colours[0] == colours[2] == 5
    assert colours[1] != 5


def test_pinyin_is_what_people_type():
    """Syllables without tones, ü as v, the reading of a phrase where a sign has several; other names have none."""
    assert pinyin_of(["李庄村", "吕寨", "重庆路", "Bazi 3"]) == [
        "li zhuang cun",
        "lv zhai",
        "chong qing lu",
        "",
    ]


def test_the_hash_of_a_plan_survives_the_disk(small_solved, tmp_path):
    """The page was made before the plan was written: what is read, and written in Chinese, has the page's hash."""
    folder = small_solved / "plan"
    plan = read_plan(folder)
    assert plan_hash(plan) in (folder / "map.html").read_text("utf-8")
    show.write_tables(plan, tmp_path, lang="zh")
    assert plan_hash(read_plan(tmp_path)) == plan_hash(plan)
    first, *rest = plan.assignments
    moved = replace(plan, assignments=(replace(first, room_id="R-elsewhere"), *rest))
    assert plan_hash(moved) != plan_hash(plan)


def test_compactness_is_measured_on_the_ground():
    """A square has π/4 by Polsby–Popper and 2/π by Reock; a row of four has 4π·4/10² and 4/(π·17/4)."""
    problem = grid_problem(4, 4, even=True)
    square = right_plan(problem, [[0, 1, 4, 5], [2, 3, 6, 7], [8, 9, 12, 13], [10, 11, 14, 15]])
    rows = right_plan(problem, [[4 * row + column for column in range(4)] for row in range(4)])
    assert polsby_popper(zone_shapes(problem, square)) == pytest.approx(np.pi / 4, rel=1e-4)
    assert reock(zone_shapes(problem, square)) == pytest.approx(2 / np.pi, rel=1e-3)
    assert polsby_popper(zone_shapes(problem, rows)) == pytest.approx(0.16 * np.pi, rel=1e-4)
    assert reock(zone_shapes(problem, rows)) == pytest.approx(16 / (17 * np.pi), rel=1e-3)


def test_repairs_of_the_network_are_drawn_once():
    """A two-way bridge over a break is one line of the page, with its minutes."""
    problem = grid_problem(1, 3, roads=True)
    kind = problem.network.edge_kind.copy()
    pair = {int(problem.network.tail[0]), int(problem.network.head[0])}
    both = [{a, b} == pair for a, b in zip(problem.network.tail, problem.network.head, strict=True)]
    kind[np.array(both)] = 1
    (row,) = repair_columns(replace(problem, network=replace(problem.network, edge_kind=kind)))
    assert row[4] == pytest.approx(problem.network.minutes[0], abs=0.06)
    assert abs(row[0] - row[2]) > 500


def test_a_basemap_opens_the_policy_for_its_host_alone(tmp_path):
    """With Gaode, pictures may come from its four tile hosts, everything else stays shut."""
    problem = hostile_problem()
    path = show.write_map(problem, small_plan(problem), tmp_path / "map.html", basemap=basemap("gaode"))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', path.read_text("utf-8"))[1]
    hosts = " ".join(f"https://webrd0{number}.is.autonavi.com" for number in (1, 2, 3, 4))
    assert f"img-src data: {hosts};" in policy
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "connect-src" not in policy


def test_what_is_drawn_over_gaode_is_shifted_and_the_plan_is_not():
    """Villages, rooms and outlines move by GCJ-02's few hundred metres; hash and figures are those of the plan."""
    problem = hostile_problem()
    plan = small_plan(problem)
    true = payload(problem, plan, lang="en")
    drawn = payload(problem, plan, lang="en", basemap=basemap("gaode"))
    village = problem.villages[0]
    lon, _lat = to_gcj02(np.array([[village.lon, village.lat]]))[0]
    assert drawn["villages"]["x"][0] == round(lon * 1e5) != true["villages"]["x"][0]
    assert drawn["rooms"]["y"][3] == round(
        to_gcj02(np.array([[plan.rooms[3].lon, plan.rooms[3].lat]]))[0, 1] * 1e5
    )
    assert drawn["bounds"] != true["bounds"]
    assert (drawn["plan"], drawn["figures"]) == (true["plan"], true["figures"])


@pytest.mark.parametrize(
    "name",
    [
        "osm",
        "https://x.invalid/{z}/{x}.png",
        "javascript:{z}{x}{y}",
        "https://x.invalid/{z}/{x}/{y}?k={key}",
        "https://x' *.y/{z}/{x}/{y}",
    ],
)
def test_a_basemap_that_is_none_is_refused(name):
    """A name nobody knows, a template without a place, an address that would open the policy."""
    with pytest.raises(UsageError) as error:
        basemap(name)
    assert error.value.message.key == "usage.basemap"


def test_tianditu_asks_for_a_key():
    """Without a key its server answers nothing; with one, eight hosts and no more are named."""
    with pytest.raises(UsageError):
        basemap("tianditu")
    assert len(basemap("tianditu", key="abc123").origins) == 8


def test_a_template_may_say_that_its_tiles_are_shifted():
    """``gcj02:`` in front of an address shifts the drawing and is no part of the address."""
    tiles = basemap("gcj02:http://10.1.2.3:8080/{z}/{x}/{y}.png")
    assert (tiles.shifted, tiles.origins) == (True, ["http://10.1.2.3:8080"])


def test_changes_name_rooms_villages_and_officers():
    """Zones redrawn by hand: one room closed and one opened, two villages elsewhere, one officer moved."""
    officers = [Officer(f"P{n}", Role.POLICE, "S01") for n in (1, 2)]
    sites = {n: [("office", "candidate" if n in (0, 4, 5) else "forbidden")] for n in range(6)}
    problem = grid_problem(1, 6, officers=officers, sites=sites, even=True)
    before = right_plan(problem, [[0, 1, 2], [3, 4], [5]], leads={"P1": [0], "P2": [1]})
    now = right_plan(problem, [[0, 1, 2, 3], [4, 5]], leads={"P1": [0], "P2": [1]})
    rows = changes_from_plan(problem, now, before)
    assert [(row[0], row[2]) for row in rows if row[1] != "officer"] == [
        ("room-closed", 5),
        ("village-moved", 3),
        ("village-moved", 5),
    ]
    assert [row[0] for row in rows if row[1] == "officer"] == ["officer-moved", "officer-moved"]
    assert changes_from_plan(problem, now, now) == []


def test_reasons_that_were_asked_for_reach_the_page():
    """An explanation stands under its village: two reasons, one alternative with its cost and rules."""
    problem = hostile_problem()
    text = [Message("text", {"text": words}) for words in ("one", "two", "instead")]
    known = Explained("village", village_id(3), tuple(text[:2]), (Alternative(text[2], 12.5, ("R01",)),))
    data = payload(problem, small_plan(problem), lang="en", explained=[known])
    row = data["explained"][f"village:{village_id(3)}"]
    assert [data["sentences"][number][1] for number in row["reasons"]] == ["one", "two"]
    ((choice, cost, rules, with_whom),) = row["alternatives"]
    assert (data["sentences"][choice][1], cost, rules, with_whom) == ("instead", 12.5, ["R01"], "")


def test_the_command_refuses_a_basemap_that_is_none(run, small_solved):
    """``assign map --basemap osm`` says what there is, exits 2, and leaves the page as it was."""
    before = (small_solved / "plan" / "map.html").read_bytes()
    ran = run("map", small_solved / "plan", "--basemap", "osm")
    assert (ran.code, "tianditu" in ran.err) == (2, True)
    assert (small_solved / "plan" / "map.html").read_bytes() == before


def test_the_command_seals_what_it_has_verified(run, small_solved, tmp_path):
    """A plan changed by hand is drawn all the same, with its findings counted on the seal, not the old verdict."""
    shutil.copytree(small_solved, tmp_path / "case")
    plan = tmp_path / "case" / "plan"
    assert '"verified":{"at":' in (plan / "map.html").read_text("utf-8")
    rooms = plan / "tables" / "rooms.csv"
    text = rooms.read_text("utf-8-sig").splitlines()
    cells = text[1].split(",")
    cells[10] = "1.00"
    rooms.write_text("\n".join([text[0], ",".join(cells), *text[2:], ""]), "utf-8-sig")
    assert run("map", plan).code == 0
    assert int(re.search(r'"findings":(\d+)', (plan / "map.html").read_text("utf-8"))[1]) > 0


def test_the_script_is_in_short_parts_and_all_of_it_is_used():
    """Each part begins by saying what it is, has at most 300 lines, and stands in the list of parts."""
    assets = {
        item.name: item.read_text("utf-8") for item in files("assign.show.map").joinpath("assets").iterdir()
    }
    parts = {name: text.splitlines() for name, text in assets.items() if name.endswith(".js")}
    assert sorted(parts) == sorted(f"{name}.js" for name in SCRIPTS)
    assert all(lines[0].startswith("// ") and len(lines) <= 300 for lines in parts.values())
    assert not any(
        word in text for text in assets.values() for word in ("innerHTML =", "insertAdjacentHTML", "eval(")
    )


def test_a_plan_of_another_case_is_refused(tmp_path):
    """Rooms in villages that the facts do not have cannot be drawn: the first ids are named, nothing is written."""
    problem = grid_problem(1, 2)
    with pytest.raises(UsageError) as error:
        show.write_map(problem, small_plan(hostile_problem()), tmp_path / "map.html")
    assert error.value.message.key == "usage.plan-elsewhere"
    assert "V002" in str(error.value.message.values["ids"])
    assert not (tmp_path / "map.html").exists()


def test_a_template_may_name_several_hosts():
    """``{s}`` stands for a, b and c: three hosts are let in, and the credit names what they share."""
    tiles = basemap("https://{s}.tiles.example/{z}/{x}/{y}.png")
    assert tiles.origins == [f"https://{letter}.tiles.example" for letter in "abc"]
    assert tiles.credit == "tiles.example"


def test_other_choices_that_the_plan_has_weighed_reach_the_page():
    """Rows of the plan stand under their officer, in their order, after what was explained on request."""
    problem = hostile_problem()
    plan = small_plan(problem)
    said = [Message("text", {"text": words}) for words in ("asked", "first", "second")]
    rows = [
        SimpleNamespace(officer_id="P1", other_officer_id=other, sentence=words)
        for other, words in zip(("P2", ""), said[1:], strict=True)
    ]
    weighed = replace(plan, reasons=tuple(rows))
    known = [Explained("officer", "P1", (), (Alternative(said[0], 1.0),))]
    data = payload(problem, weighed, lang="en", explained=known)
    found = data["explained"]["officer:P1"]["alternatives"]
    assert [(data["sentences"][row[0]][1], row[3]) for row in found] == [
        ("asked", ""),
        ("first", "P2"),
        ("second", ""),
    ]
