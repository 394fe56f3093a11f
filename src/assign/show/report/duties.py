"""Facilities and the extra duty that they give their room (R23, 警区+); proposals for village posts (R21)."""

from __future__ import annotations

from assign.messages import Message, Value
from assign.plan import Plan
from assign.problem import Problem
from assign.show.formulas import duty_text, facility_kind
from assign.show.report.html import paragraph, section, table
from assign.show.report.naming import Names
from assign.show.words import say, word

SHOWN = 30
_COLUMNS = ("facility_id", "kind", "duty", "room_id", "lead_officer_id", "hours")


def duties(problem: Problem, plan: Plan, lang: str) -> str:
    """Return the facilities with most hours first, each with its room, lead and duty."""
    rows = sorted(plan.reported.duties, key=lambda row: (-row.hours, row.facility_id))
    if not rows:
        return ""
    names = Names(problem, plan)
    values: dict[str, Value] = {"count": len(rows), "hours": f"{sum(row.hours for row in rows):,.1f}"}
    cells = [
        [
            f"{row.facility_id} {row.name}".strip(),
            facility_kind(row.kind, lang),
            duty_text(row.kind, lang),
            names.room(row.room_id),
            names.officer(row.lead_officer_id) or "–",
            f"{row.hours:.1f}",
        ]
        for row in rows[:SHOWN]
    ]
    heads = [word(f"column.{name}", lang) for name in _COLUMNS]
    said = paragraph(say(Message("duties.what", values), lang))
    return section("duties.title", said + table(heads, cells, numbers=(5,)) + more(len(rows), lang), lang)


def two_posts(_problem: Problem, plan: Plan, lang: str) -> str:
    """Return how many officers are proposed for which post; the list itself stands in the workbook."""
    rows = plan.reported.two_posts
    if not rows:
        return ""
    members = {row.officer_id for row in rows if row.village_post == "deputy_secretary"}
    values: dict[str, Value] = {
        "secretaries": f"{len(members):,}",
        "heads": f"{len({row.officer_id for row in rows} - members):,}",
        "villages": f"{len({row.village_id for row in rows}):,}",
    }
    return section("two-posts.title", paragraph(say(Message("two-posts.what", values), lang)), lang)


def more(count: int, lang: str) -> str:
    """Return how many rows are left to the workbook, or nothing."""
    if count <= SHOWN:
        return ""
    return paragraph(say(Message("reported.more", {"count": count - SHOWN}), lang), kind="soft")
