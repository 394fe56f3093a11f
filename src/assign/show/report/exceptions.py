"""Where a rule could not hold, the weightiest first."""

from __future__ import annotations

from assign.messages import Message
from assign.plan import Plan
from assign.problem import Problem
from assign.show.report.html import paragraph, section, table, word_or
from assign.show.words import say, word

MAX_EXCEPTIONS = 60
_ORDER = {"error": 0, "warning": 1, "note": 2}
_COLUMNS = ("rule_id", "severity", "entity", "found", "expected", "remedy")


def exception_list(_problem: Problem, plan: Plan, lang: str) -> str:
    """Return the exceptions one by one, the first of them."""
    if not plan.exceptions:
        return section("report.exceptions", paragraph(word("report.no-exceptions", lang)), lang)
    ordered = sorted(
        plan.exceptions,
        key=lambda row: (_ORDER[row.severity], row.rule_id, row.entity, row.entity_id, row.found),
    )
    rows = [
        [
            f"{row.rule_id} {word_or(f'rule.{row.rule_id}.title', '', lang)}",
            word(f"severity.{row.severity}", lang),
            f"{word_or(f'entity.{row.entity}', row.entity, lang)} {row.entity_id}",
            row.found,
            row.expected,
            say(row.remedy, lang),
        ]
        for row in ordered[:MAX_EXCEPTIONS]
    ]
    more = len(ordered) - MAX_EXCEPTIONS
    rest = paragraph(say(Message("report.more", {"count": more}), lang), kind="soft") if more > 0 else ""
    heads = [word(f"column.{name}", lang) for name in _COLUMNS]
    return section("report.exceptions", table(heads, rows) + rest, lang)
