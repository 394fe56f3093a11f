"""What the report says of complexity, hours and the months: figures that a reader can check."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import numpy as np
import pytest

from assign.demand import Evidence, Facilities, workload_of
from assign.extras import Facility
from assign.problem import Problem
from assign.show.formulas import formula_lines, number_name
from assign.show.report import report_html
from assign.show.report_sheets import report_sheets
from builders import grid_problem
from show_case import hostile_problem, small_plan
from test_demand import NO_FACILITIES, incidents


def with_evidence(problem: Problem, *, given: float = float("nan")) -> Problem:
    """Return the problem with incidents of three years and hours by the formula."""
    count = len(problem.villages)
    days = np.arange("2021-01-01", "2024-01-01", 9, dtype="datetime64[D]")
    rows = [(k * k % count, "case" if k % 3 else "dispute", 3.0, str(day)) for k, day in enumerate(days)]
    people = np.array([village.population for village in problem.villages], dtype=float)
    known = np.ones(count, dtype=bool)
    complexity = np.full(count, np.nan)
    complexity[0] = given
    evidence = Evidence(
        people, np.round(people / 3), known, known.copy(), complexity, incidents(*rows), NO_FACILITIES
    )
    work = workload_of(evidence, problem.policy)
    villages = tuple(
        replace(one, complexity=float(c), visits=float(v), hours=float(h))
        for one, c, v, h in zip(problem.villages, work.complexity, work.visits, work.hours, strict=True)
    )
    return replace(problem, villages=villages, evidence=evidence)


def text_of(problem: Problem, lang: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", report_html(problem, small_plan(problem), lang)))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_formula_shows_the_policys_numbers(lang):
    """A weight that the case sets stands in the sentence, and the example's figures follow from it."""
    problem = with_evidence(grid_problem(4, 4, policy={"complexity": {"population_weight": 0.77}}))
    lines = formula_lines(problem, lang)
    assert list(lines) == ["complexity", "monthly", "visits", "hours"]
    assert "0.77 ×" in lines["complexity"]
    hardest = max(problem.villages, key=lambda one: one.complexity)
    text = text_of(problem, lang)
    assert lines["complexity"] in text
    assert f"{hardest.complexity:.1f}" in text
    assert f"{hardest.hours:.2f}" in text


def test_without_incidents_the_formula_has_none():
    """No term for incidents where the case has none, and the report says so."""
    problem = grid_problem(4, 4)
    lines = formula_lines(problem, "en")
    assert "incidents" not in lines["complexity"]
    assert "no incidents" in lines["monthly"]
    assert "Incidents by month" not in text_of(problem, "en")


def test_months_and_weights_stand_in_the_report():
    """Twelve months with their index, a row for each number up and down, and the warning."""
    text = text_of(with_evidence(grid_problem(4, 4), given=90.0), "en")
    assert "from 2021-01-01 to 2023-12-26" in text
    assert "one year only" not in text
    assert "may measure recording" in text
    assert "Given, not reckoned: the complexity of 1 of the villages" in text
    assert (
        text.count("+10%") == text.count("-10%") == 15
    )  # 6 of hours, 6 of complexity, the half-life, 2 types
    assert "rank correlation stays at" in text


def test_less_than_two_years_is_said():
    """A year and a half of dates is the pattern of one year."""
    problem = with_evidence(grid_problem(4, 4))
    evidence = problem.evidence
    assert evidence is not None
    short = incidents((0, "case", 3.0, "2023-01-01"), (1, "case", 3.0, "2024-06-30"), (2, "case", 3.0, "NaT"))
    text = text_of(replace(problem, evidence=replace(evidence, incidents=short)), "en")
    assert "one year only" in text
    assert "1 more have no date" in text


def test_facilities_have_a_line_of_hours():
    """Kinds with their hours, those of the case too."""
    problem = grid_problem(4, 4, policy={"workload": {"facility_hours": {"mine": 9.5}}})
    problem = replace(problem, facilities=(Facility("F1", "V001", "mine", "", 0, 9.5),))
    assert "mine 9.5" in formula_lines(problem, "en")["facilities"]
    assert number_name("workload.facility_hours.mine", "en") == "Hours of a facility: mine"
    assert number_name("complexity.incident_weight.case", "zh") == "警情权重：案件"
    assert number_name("complexity.incident_weight.v1.2", "en") == "Incidents: weight of v1.2"
    assert number_name("workload.something_new", "en") == "workload.something_new"


def test_the_workbook_has_the_weights():
    """A sheet with a row for each number up and down; correlations that are not known are left empty."""
    problem = with_evidence(grid_problem(4, 4))
    (sheet,) = report_sheets(problem, small_plan(problem), "en")
    assert sheet.name == "sensitivity"
    assert [round(float(str(row["factor"])), 1) for row in sheet.rows[:2]] == [0.1, -0.1]
    assert report_sheets(grid_problem(4, 4), small_plan(grid_problem(4, 4)), "en") == ()


def test_hostile_kinds_stay_text():
    """A type of incident that is markup is shown, not run."""
    problem = with_evidence(hostile_problem())
    assert problem.evidence is not None
    shop = Facilities(np.array([1], dtype=np.int32), ("<script>x</script>",), np.zeros(1))
    policy = problem.policy.with_overrides({"workload": {"facility_hours": {"<script>x</script>": 1.0}}})
    page = report_html(
        replace(
            problem,
            policy=policy,
            evidence=replace(problem.evidence, facilities=shop),
            facilities=(Facility("F", "V001", "<script>x</script>", "", 0, 1.0),),
        ),
        small_plan(problem),
        "en",
    )
    assert "<script" not in page
    assert "&lt;script&gt;x&lt;/script&gt;" in page
