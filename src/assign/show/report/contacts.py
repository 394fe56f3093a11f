"""Which room each leader keeps contact with, and how often (R22)."""

from __future__ import annotations

from assign.messages import Message
from assign.plan import Plan
from assign.problem import Problem
from assign.show.report.html import paragraph, section, table
from assign.show.report.naming import Names
from assign.show.words import say, word

_COLUMNS = ("leader_id", "level", "room_id", "complexity", "visits_a_year", "distance_km")


def contacts(problem: Problem, plan: Plan, lang: str) -> str:
    """Return the contact rooms, the hardest first, and the leaders who have none."""
    rows = sorted(plan.reported.contacts, key=lambda row: (-row.complexity, row.leader_id))
    if not problem.leaders or problem.policy["R22"].off:
        return ""
    names = Names(problem, plan)
    rule = problem.policy["R22"]
    values = {"count": len(rows), "city": rule.count("city_visits"), "county": rule.count("county_visits")}
    said = paragraph(say(Message("contacts.what", values), lang))
    without = {one.leader_id for one in problem.leaders} - {row.leader_id for row in rows}
    if without:
        listed = ("、" if lang == "zh" else ", ").join(names.leader(one) for one in sorted(without))
        said += paragraph(say(Message("contacts.without", {"leaders": listed}), lang))
    cells = [
        [
            names.leader(row.leader_id),
            f"{word(f'level.{row.level}', lang)} {row.county_id}".strip(),
            names.room(row.room_id),
            f"{row.complexity:.1f}",
            str(row.visits_a_year),
            "–" if row.distance_km is None else f"{row.distance_km:.1f}",
        ]
        for row in rows
    ]
    heads = [word(f"column.{name}", lang) for name in _COLUMNS]
    return section("contacts.title", said + table(heads, cells, numbers=(3, 4, 5)), lang)
