"""The page's quick check against the program: on an untouched plan both must say the same, to the unit."""

from __future__ import annotations

from importlib.resources import files

import pytest

from assign.inputs import load_problem, read_case, read_plan
from assign.show.map.metrics import metric_rows
from assign.show.map.payload import dumps, payload
from conftest import case_folder

pytestmark = pytest.mark.browser

PARTS = ("data", "unpack", "shapes", "plan", "zones", "checks", "edits")
"""What the check needs of the page's script: nothing that draws."""
ASK = """
  const every = [...rooms.id.keys()];
  return {
    found: [...findingsOf(first).values()].map(({ rule, kind, thing, found }) =>
      [rule, kind, { village: villages, room: rooms, officer: posts }[kind].id[thing], found]),
    figures: measured(first),
    cost: costOf(first, every),
    hours: posts.id.map((_, post) => hoursOfPost(first, post)),
    complexity: posts.id.map((_, post) => complexityOfPost(first, post)),
    moved: posts.id.filter((_, post) => isMoved(first, post)),
  };
"""


@pytest.fixture(scope="module", params=["demo", "bohol"])
def both(request, solved, browser):
    """Facts, plan, and what the page's own functions say of them."""
    plan = read_plan(solved(request.param))
    problem = load_problem(read_case(case_folder(request.param)))
    page = browser.new_page()
    page.set_content(
        f'<script type="application/json" id="plan-data">{dumps(payload(problem, plan, lang="en"))}</script>'
    )
    parts = "".join(
        files("assign.show.map").joinpath("assets", f"{name}.js").read_text("utf-8") for name in PARTS
    )
    said = page.evaluate(f"() => {{ {parts} {ASK} }}")
    page.close()
    return problem, plan, said


def test_the_page_finds_what_the_plan_lists(both):
    """Rooms too small or large, without lead, leads of several rooms, auxiliaries shared or missing: the same list."""
    _, plan, said = both
    looked_at = {"R01", "R09", "R13", "R14"}
    listed = {(row.rule_id, row.entity, row.entity_id) for row in plan.exceptions if row.rule_id in looked_at}
    assert {tuple(row[:3]) for row in said["found"] if row[0] in looked_at} == listed


def test_the_page_finds_nothing_else_in_a_sound_plan(both):
    """No zone in pieces or over a border, no avoided village, no pinned officer moved."""
    _, _, said = both
    assert {row[0] for row in said["found"]} <= {"R01", "R09", "R13", "R14", "R16"}


def test_the_page_counts_the_cost_of_zones_alike(both):
    """Travel and balance of all zones, without the sites: the plan's objective within half a minute."""
    _, plan, said = both
    expected = plan.objective["travel"] + plan.objective["balance"]
    assert said["cost"] == pytest.approx(expected, abs=0.5)


def test_the_page_measures_the_figures_alike(both):
    """Every figure that edits can move equals that of the metrics panel, but for its rounding."""
    problem, plan, said = both
    rows = {row["key"]: row["value"] for row in metric_rows(problem, plan, None)}
    known = {key: value for key, value in said["figures"].items() if key in rows}
    assert len(known) >= 9
    for key, value in known.items():
        assert value == pytest.approx(rows[key], abs=0.01), key


def test_the_page_knows_posts_as_the_plan_does(both):
    """Hours, complexity and moves of every post are those of its row."""
    _, plan, said = both
    assert said["hours"] == pytest.approx([post.hours for post in plan.posts], abs=0.011)
    assert said["complexity"] == pytest.approx([post.complexity for post in plan.posts], abs=0.06)
    assert said["moved"] == [post.officer_id for post in plan.posts if post.changed]
