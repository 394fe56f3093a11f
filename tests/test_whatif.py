"""The commands of what if, and how their answers read."""

from __future__ import annotations

import csv
import io
import json

import pytest

from assign.answers import Outcome
from assign.messages import Message
from assign.show import explore, outcomes_csv, outcomes_page, outcomes_text
from assign.solve import solve
from builders import grid_problem
from small_case import write_case

TOML = """
[policy.R01]
min_villages = 2
max_villages = 5
[policy.R08]
rooms = 6
[scenario.fewer]
changes.rooms = -1
[scenario."=1+1 & co"]
changes.surge = { "0114260012" = 1.5 }
"""
GOOD = TOML.replace('"0114260012"', '"011426001201"')


@pytest.fixture
def case(tmp_path):
    """Twelve villages with two scenarios."""
    return write_case(tmp_path / "case", toml=GOOD)


def test_scenarios_are_laid_side_by_side_and_can_be_verified(case, run, tmp_path):
    """One command solves the case and its scenarios; each plan folder verifies from the raw files."""
    ran = run("scenarios", case, "fewer", "--workers", 1, "--plans", tmp_path / "plans", "--format", "json")
    assert ran.code == 0, ran.err
    base, fewer = json.loads(ran.out)
    assert fewer["figures"]["rooms"] == base["figures"]["rooms"] - 1
    assert fewer["changes"]
    assert "1 rooms" not in ran.err
    for name in ("plan", "plan-fewer"):
        assert run("verify", tmp_path / "plans" / name).code == 0


def test_a_page_runs_nothing_and_escapes_everything(case, run, tmp_path):
    """A scenario's name is text on the page and no formula in the CSV; the page asks for nothing."""
    page = tmp_path / "s.html"
    assert run("scenarios", case, "--workers", 1, "--format", "html", "--out", page).code == 0
    html = page.read_text("utf-8")
    assert "=1+1 &amp; co" in html
    assert "<script" not in html
    assert "default-src 'none'" in html
    assert "http" not in html.replace("http-equiv", "")


def test_scenarios_are_drawn_as_bars_and_maps(case, run):
    """Four pictures of bars; a map each scenario, rooms closed as crosses: as many as the table has."""
    ran = run("scenarios", case, "fewer", "--workers", 1, "--format", "json")
    found = json.loads(ran.out)[1]
    moved = found["figures"]["rooms_moved"]
    closed, opened = (int(found["figures"][f"rooms_{one}"] + moved) for one in ("closed", "opened"))
    assert closed > 0
    changed = int(found["figures"]["villages_changed"])
    ran = run("scenarios", case, "fewer", "--workers", 1, "--format", "html", lang="zh")
    assert ran.out.count("<figure>") == 1
    assert ran.out.count("<svg") == 4 + 1
    drawn = ran.out[ran.out.index("<figure>") : ran.out.index("</figure>")]
    assert drawn.count('stroke="#c0392b"') == closed
    assert drawn.count('fill="#1b7f4d"') == opened
    assert drawn.count('fill="#f2b45c"') == changed
    assert "换了警务室的村" in ran.out


def test_faults_of_all_scenarios_come_at_once(tmp_path, run):
    """Two scenarios with unknown ids: both are named, with the scenario, and nothing is solved."""
    bad = TOML + '[scenario.leave]\nchanges.leave = ["X"]\n'
    ran = run("scenarios", write_case(tmp_path / "case", toml=bad), "--workers", 1)
    assert ran.code == 1
    assert "scenario.leave.changes.leave" in ran.err
    assert "0114260012" in ran.err


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("changes.rooms = 1.5", "setting-not-whole"),
        ("changes.leave = 'P1'", "setting-not-a-list"),
        ("changes.surge = { V1 = -1 }", "setting-not-positive"),
        ("changes.police = 3", "setting-not-a-table"),
        ("changes = 3", "setting-not-a-table"),
        ("changes.roms = 3", "setting-unknown"),
        ("changes.merge_villages = [[1]]", "setting-not-a-list"),
    ],
)
def test_changes_that_cannot_be_read_are_faults(tmp_path, run, text, code):
    """`check` names them, of scenarios that nobody asked for too."""
    ran = run("check", write_case(tmp_path / "case", toml=f"[scenario.x]\n{text}\n"), "--format", "json")
    assert ran.code == 1
    assert (code, True) in [
        (one["code"], "scenario.x.changes" in one["column"]) for one in json.loads(ran.out)
    ]


def test_a_frontier_is_a_table_with_curves(case, run):
    """Budgets from:to:step, the end among them; as CSV figures alone, as a page with a curve a figure."""
    ran = run("frontier", case, "--rooms", "4:6:1", "--workers", 1, "--format", "csv")
    assert ran.code == 0, ran.err
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [row["name"] for row in rows] == ["", "4", "5", "6"]
    ran = run("frontier", case, "--rooms", "4:6:1", "--workers", 1, "--format", "html", lang="zh")
    assert ran.out.count("<svg") == 3
    assert "R08.target_hours" in ran.out


@pytest.mark.parametrize("rooms", ["", "a:b", "9:4", "0:4", "1:2:0", "1:2:3:4", "1:99999:1"])
def test_ranges_that_make_no_sense_are_refused(case, run, rooms):
    """Exit 2, with an example."""
    ran = run("frontier", case, "--rooms", rooms)
    assert ran.code == 2
    assert "60:90:5" in ran.err


def test_alternatives_say_what_is_proven_of_them(case, run):
    """A slack is a percentage; the sentence below the table claims no more than holds."""
    ran = run("alternatives", case, "-n", 2, "--slack", "20%", "--workers", 1)
    assert ran.code == 0, ran.err
    assert "may exist" in ran.out
    assert run("alternatives", case, "--slack", "much").code == 2


def test_a_case_without_scenarios_says_so(tmp_path, run):
    """Exit 2 when there is nothing to compare, or no such scenario."""
    folder = write_case(tmp_path / "case")
    assert run("scenarios", folder).code == 2
    assert run("scenarios", folder, "flood").code == 2


def test_what_is_impossible_is_told_below_the_table():
    """An outcome without a plan has no column of figures, but its reason."""
    plan = solve(grid_problem(2, 3), workers=1)
    why = Message("impossible.no-partition", {"scopes": 3})
    outcomes = [Outcome("", plan), Outcome("x", None, plan, (why,))]
    assert "x: impossible" in outcomes_text(outcomes, "scenarios", "en")
    assert "做不到" in outcomes_page(outcomes, "scenarios", "zh", [])
    assert outcomes_csv(outcomes, "scenarios").splitlines()[2].startswith("x,infeasible,,")


def test_a_plan_is_a_frame_to_explore():
    """A row a village, with outline and all that the table of villages says."""
    problem = grid_problem(2, 3)
    plan = solve(problem, workers=1)
    frame = explore(problem, plan)
    assert list(frame["village_id"]) == [village.village_id for village in problem.villages]
    assert not frame.geometry.is_empty.any()
    assert frame.crs.to_epsg() == 4326
