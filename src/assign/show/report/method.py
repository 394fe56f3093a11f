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


def method(_problem: Problem, _plan: Plan, lang: str) -> str:
    """Return the method in ten lines."""
    lines = (word(f"report.method-{number + 1}", lang) for number in range(METHOD_LINES))
    return section("report.method", listing(lines, "ol"), lang)


def assumptions(problem: Problem, _plan: Plan, lang: str) -> str:
    """Return what was missing, assumed or mended; notes that read the same are counted together."""
    counts = Counter(note_text(note, lang) for note in problem.notes)
    if not counts:
        return section("report.assumed", paragraph(word("report.nothing-assumed", lang)), lang)
    lines = (
        say(Message("report.times", {"sentence": sentence, "count": count}), lang) if count > 1 else sentence
        for sentence, count in counts.items()
    )
    return section("report.assumed", listing(lines), lang)


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
