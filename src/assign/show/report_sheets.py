"""The workbook's sheets behind the plan itself: what its numbers rest on, and what the rules report."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping

from assign.demand import sensitivity
from assign.plan import Plan
from assign.problem import Problem
from assign.reported import COLUMNS
from assign.reported import Row as ReportedRow
from assign.show.formulas import duty_text, facility_kind, number_name
from assign.show.sheets import Row, Sheet
from assign.show.words import word


def report_sheets(problem: Problem, plan: Plan, lang: str) -> tuple[Sheet, ...]:
    """Return the sheets that have something to say, in their order."""
    said = plan.reported
    kinds = {village.village_id: village.kind.value for village in problem.villages}

    def in_words(column: str, row: Mapping[str, object]) -> object:
        value = row[column]
        if column == "village_post":
            return word(f"post.{value}.{kinds.get(str(row['village_id']), 'rural')}", lang)
        if column == "kind":
            return facility_kind(str(value), lang)
        if column in {"scope", "measure", "level", "moment"}:
            return word(f"{column}.{value}", lang)
        return value

    made = (
        _sheet("ratios", said.ratios, in_words),
        _sheet("contacts", said.contacts, in_words),
        _sheet("duties", said.duties, in_words, duty=lambda row: duty_text(str(row["kind"]), lang)),
        _sheet("two_posts", said.two_posts, in_words),
        _sheet("absences", said.absences, in_words),
        _sheet("fairness", said.fairness, in_words),
        _sheet("tenure", said.tenure, in_words),
        _sensitivity(problem, lang),
    )
    return tuple(sheet for sheet in made if sheet.rows)


def _sheet(
    name: str,
    rows: Iterable[ReportedRow],
    in_words: Callable[[str, Mapping[str, object]], object],
    **more: Callable[[Mapping[str, object]], str],
) -> Sheet:
    """Return a table of what the rules report, its codes in words; `more` are columns made for people."""
    out: list[Row] = []
    for row in rows:
        cells = {column: getattr(row, column) for column in COLUMNS[name]}
        shown = {column: in_words(column, cells) for column in COLUMNS[name]}
        out.append(shown | {column: make(cells) for column, make in more.items()})
    return Sheet(name, (*COLUMNS[name], *more), out)


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
