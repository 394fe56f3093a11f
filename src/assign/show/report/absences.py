"""What falls short when a lead is away, the absences that cannot be borne ranked (R25)."""

from __future__ import annotations

from assign.messages import Message, Value
from assign.plan import Plan
from assign.problem import Problem
from assign.reported import Absence
from assign.show.report.duties import SHOWN, more
from assign.show.report.html import paragraph, section, table
from assign.show.report.naming import Names
from assign.show.words import say, word

_COLUMNS = (
    "rank",
    "officer_id",
    "room_ids",
    "cover_officer_id",
    "travel_min",
    "cover_hours",
    "capacity",
    "over_hours",
)


def absences(problem: Problem, plan: Plan, lang: str) -> str:
    """Return how many absences are borne, and those that are not."""
    rows = plan.reported.absences
    if not rows:
        return ""
    ranked = sorted((row for row in rows if row.rank), key=lambda row: row.rank)
    alone = sum(not row.cover_officer_id for row in rows)
    rule = problem.policy["R16"]
    values: dict[str, Value] = {
        "leads": len(rows),
        "borne": len(rows) - len(ranked),
        "over": len(ranked) - alone,
        "alone": alone,
        "hours": rule.number("monthly_hours"),
        "presence": rule.number("presence"),
    }
    said = paragraph(say(Message("absences.what", values), lang))
    if not ranked:
        return section("absences.title", said + paragraph(word("absences.all-borne", lang)), lang)
    names = Names(problem, plan)
    first = {"count": min(SHOWN, len(ranked))}
    said += paragraph(say(Message("absences.hardest", first), lang))
    cells = [_cells(row, names, lang) for row in ranked[:SHOWN]]
    heads = [word(f"column.{name}", lang) for name in _COLUMNS]
    shown = table(heads, cells, numbers=(0, 4, 5, 6, 7)) + more(len(ranked), lang)
    return section("absences.title", said + shown, lang)


def _cells(row: Absence, names: Names, lang: str) -> list[str]:
    return [
        str(row.rank),
        names.officer(row.officer_id),
        "; ".join(names.room(room_id) for room_id in row.room_ids),
        names.officer(row.cover_officer_id) or word("absences.nobody", lang),
        *(
            "–" if value is None else f"{value:.1f}"
            for value in (row.travel_min, row.cover_hours, row.capacity)
        ),
        f"{row.over_hours:.1f}",
    ]
