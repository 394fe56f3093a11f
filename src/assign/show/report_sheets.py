"""The workbook's sheets behind the plan itself: what its numbers rest on, and what the rules report."""

from __future__ import annotations

import math

from assign.demand import sensitivity
from assign.plan import Plan
from assign.problem import Problem
from assign.show.formulas import number_name
from assign.show.sheets import Row, Sheet


def report_sheets(problem: Problem, plan: Plan, lang: str) -> tuple[Sheet, ...]:  # noqa: ARG001
    """Return the sheets that have something to say, in their order."""
    made = (_sensitivity(problem, lang),)
    return tuple(sheet for sheet in made if sheet.rows)


def _sensitivity(problem: Problem, lang: str) -> Sheet:
    evidence = problem.evidence
    effects = sensitivity(evidence, problem.policy) if evidence is not None else ()
    rows: list[Row] = [
        {
            "number": number_name(effect.name, lang),
            "factor": effect.factor - 1,
            "moved": effect.moved,
            "largest": effect.largest,
            "rank_correlation": None if math.isnan(effect.rank_correlation) else effect.rank_correlation,
            "hardest_changed": effect.hardest_changed,
            "hours_share": effect.hours_share,
        }
        for effect in effects
    ]
    columns = ("number", "factor", "moved", "largest", "rank_correlation", "hardest_changed", "hours_share")
    return Sheet("sensitivity", columns, rows)
