"""The two 40 %: shares of police at the front, and how many are still needed (R20)."""

from __future__ import annotations

from assign.messages import Message, Value
from assign.plan import Plan
from assign.problem import Problem
from assign.reported import Ratio
from assign.show.report.html import listing, paragraph, section, table
from assign.show.words import say, word

_COLUMNS = ("scope", "measure", "part", "whole", "share", "target", "need")


def ratios(problem: Problem, plan: Plan, lang: str) -> str:
    """Return the shares of the city and its counties, what is short said in sentences first."""
    rows = plan.reported.ratios
    if not rows:
        return ""
    short = [_need(row, lang) for row in rows if row.need]
    said = listing(short) if short else paragraph(word("ratios.met", lang))
    if not problem.headcounts:
        said += paragraph(word("ratios.no-headcounts", lang), kind="soft")
    cells = [
        [
            scope_name(row, lang),
            word(f"measure.{row.measure}", lang),
            f"{row.part:,}",
            f"{row.whole:,}",
            f"{row.share:.1%}",
            f"{row.target:.0%}",
            str(row.need),
        ]
        for row in rows
    ]
    heads = [word(f"column.{name}", lang) for name in _COLUMNS]
    return section("ratios.title", said + table(heads, cells, numbers=range(2, 7)), lang)


def scope_name(row: Ratio, lang: str) -> str:
    """Return the county or the city that a share is of."""
    return f"{word(f'scope.{row.scope}', lang)} {row.scope_id}".strip()


def _need(row: Ratio, lang: str) -> str:
    values: dict[str, Value] = {
        "name": scope_name(row, lang),
        "measure": word(f"measure.{row.measure}", lang),
        "share": f"{row.share:.1%}",
        "target": f"{row.target:.0%}",
        "need": row.need,
    }
    return say(Message("ratios.need", values), lang)
