"""The workbook's first sheet: what this is, how good the plan is, what stands where, how to propose a change."""

from __future__ import annotations

from collections.abc import Iterator

from assign.messages import Message
from assign.plan import Plan
from assign.problem import Problem
from assign.show.figures import figures, gap_text
from assign.show.fingerprint import plan_hash
from assign.show.words import say, word

_SHEETS = (
    "rooms",
    "villages",
    "police",
    "auxiliaries",
    "figures",
    "exceptions",
    "changes",
    "reasons",
    "policy",
)
_FIRST = ("villages", "stations", "rooms", "workstations", "mean_travel_min", "max_travel_min", "posts_police",
          "posts_auxiliary", "rooms_without_lead", "villages_without_auxiliary", "moved", "unused")  # fmt: skip


def cover_lines(problem: Problem, plan: Plan, lang: str) -> Iterator[tuple[str, str, str]]:
    """Yield the lines of the first sheet: look (``head``, ``line``, ``pair``), text or label, value."""
    values = {"status": word(f"status.{plan.status}", lang), "gap": gap_text(plan.gap)}
    yield "line", word("readme.what", lang), ""
    yield "line", say(Message("readme.status", values), lang), ""
    if plan.run.get("redacted"):
        yield "line", word("readme.redacted", lang), ""
    yield "head", word("report.figures", lang), ""
    shown = {figure.key: figure for figure in figures(problem, plan)}
    for key in _FIRST:
        if key in shown:
            yield "pair", shown[key].label(lang), shown[key].text(lang)
    yield "pair", word("column.entity-exceptions", lang), str(len(plan.exceptions))
    yield "pair", word("readme.hash", lang), plan_hash(plan)[:16]
    yield "head", word("readme.sheets", lang), ""
    for name in _SHEETS:
        yield "pair", word(f"sheet.{name}", lang), word(f"readme.sheet-{name}", lang)
    yield "head", word("readme.propose", lang), ""
    for number in range(1, 5):
        yield "line", word(f"readme.propose-{number}", lang), ""
    yield "head", word("readme.terms", lang), ""
    yield "line", word("readme.hours", lang), ""
    later = problem.policy.not_yet_enforced
    if later:
        yield "line", say(Message("readme.later", {"rules": " ".join(later)}), lang), ""
