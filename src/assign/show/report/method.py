"""How the plan was made and from what: method, assumptions, rules to come, files."""

from __future__ import annotations

from collections import Counter

from assign.errors import Fault
from assign.messages import Message
from assign.plan import Plan
from assign.problem import Problem
from assign.show.fault_words import fault_words
from assign.show.report.html import listing, paragraph, section, table, word_or
from assign.show.words import say, word

METHOD_LINES = 10
MAX_ASSUMED = 6


def method(_problem: Problem, _plan: Plan, lang: str) -> str:
    """Return the method in ten lines."""
    lines = (word(f"report.method-{number + 1}", lang) for number in range(METHOD_LINES))
    return section("report.method", listing(lines, "ol"), lang, kind="method")


def assumptions(problem: Problem, _plan: Plan, lang: str) -> str:
    """Return the first things that were missing, assumed or mended."""
    lines = _assumed(problem, lang)
    if not lines:
        return section(
            "report.assumed", paragraph(word("report.nothing-assumed", lang)), lang, kind="assumed"
        )
    more = len(lines) - MAX_ASSUMED
    rest = (
        paragraph(say(Message("report.more-assumed", {"count": more}), lang), kind="soft") if more > 0 else ""
    )
    return section("report.assumed", listing(lines[:MAX_ASSUMED]) + rest, lang, kind="assumed")


def all_assumptions(problem: Problem, _plan: Plan, lang: str) -> str:
    """Return all that was missing, assumed or mended, where the first page does not hold it."""
    lines = _assumed(problem, lang)
    return section("report.all-assumed", listing(lines) if len(lines) > MAX_ASSUMED else "", lang)


def _assumed(problem: Problem, lang: str) -> list[str]:
    """Return the notes as sentences; those that read the same are counted together."""
    counts = Counter(note_text(note, lang) for note in problem.notes)
    return [
        say(Message("report.times", {"sentence": sentence, "count": count}), lang) if count > 1 else sentence
        for sentence, count in counts.items()
    ]


def rules_to_come(problem: Problem, _plan: Plan, lang: str) -> str:
    """Return the rules that are switched on and not enforced yet."""
    later = problem.policy.not_yet_enforced
    if not later:
        return ""
    lines = (f"{rule_id} {word_or(f'rule.{rule_id}.title', '', lang)}" for rule_id in later)
    note = paragraph(word("rule.not-yet-enforced", lang), kind="soft")
    return section("report.later", note + listing(lines), lang)


def input_files(problem: Problem, _plan: Plan, lang: str) -> str:
    """Return the files the plan was made from, each with the first half of its SHA-256."""
    rows = [[source.role, source.path, str(source.rows), source.sha256[:16]] for source in problem.sources]
    return section("report.inputs", table([], rows, numbers=(2,)) if rows else "", lang)


def note_text(note: Fault, lang: str) -> str:
    """Return what a note says, or its code and place when it has no words."""
    return fault_words(note, lang)["what"] or str(note)
