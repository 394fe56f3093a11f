"""Where a rule could not hold, the weightiest first."""

from __future__ import annotations

from collections.abc import Sequence

from assign.messages import Message
from assign.plan import Plan, RuleException
from assign.problem import Problem
from assign.show.report.html import cut, paragraph, section, table, word_or
from assign.show.words import say, word

MAX_EXCEPTIONS = 60
MAX_GROUPS = 6
MAX_WIDTH = 132
_ORDER = {"error": 0, "warning": 1, "note": 2}
_COLUMNS = ("rule_id", "severity", "entity", "found", "expected", "remedy")


def exception_groups(problem: Problem, plan: Plan, lang: str) -> str:
    """Return the exceptions by rule: how many, how grave, the first of them, and what would mend it."""
    if not plan.exceptions:
        key = "report.no-exceptions" if problem.officers else "report.no-exceptions-places"
        return section("report.exceptions", paragraph(word(key, lang)), lang, kind="groups")
    groups: dict[tuple[int, str, str], list[RuleException]] = {}
    for row in _ordered(plan):
        groups.setdefault((_ORDER[row.severity], row.rule_id, row.entity), []).append(row)
    rows = [
        [
            f"{rule_id} {word_or(f'rule.{rule_id}.title', '', lang)}",
            word(f"severity.{group[0].severity}", lang),
            f"{len(group)} {word_or(f'entity.{entity}', entity, lang)}",
            _examples(group, lang),
        ]
        for (_, rule_id, entity), group in sorted(groups.items())
    ]
    heads = [word(f"column.{name}", lang) for name in ("rule_id", "severity")]
    heads += [word("report.where", lang), word("report.example", lang)]
    more = len(rows) - MAX_GROUPS
    rest = (
        paragraph(say(Message("report.more-groups", {"count": more}), lang), kind="soft") if more > 0 else ""
    )
    return section("report.exceptions", table(heads, rows[:MAX_GROUPS]) + rest, lang, kind="groups")


def _examples(group: Sequence[RuleException], lang: str) -> str:
    """Return the first exception of a group with its numbers and what would mend it."""
    row = group[0]
    found = say(Message("report.found", {"found": row.found, "expected": row.expected}), lang)
    return cut(f"{row.entity_id}: {found} {say(row.remedy, lang)}", MAX_WIDTH)


def _ordered(plan: Plan) -> list[RuleException]:
    return sorted(
        plan.exceptions,
        key=lambda row: (_ORDER[row.severity], row.rule_id, row.entity, row.entity_id, row.found),
    )


def exception_list(_problem: Problem, plan: Plan, lang: str) -> str:
    """Return the exceptions one by one, the first of them."""
    if not plan.exceptions:
        return ""
    ordered = _ordered(plan)
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
    return section("report.exception-list", table(heads, rows) + rest, lang)
