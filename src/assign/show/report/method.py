"""How the plan was made and from what: method, assumptions, rules to come, files."""

from __future__ import annotations

from collections import Counter

from assign.errors import Fault
from assign.messages import Message
from assign.plan import Plan
from assign.problem import Problem
from assign.show.fault_words import fault_words
from assign.show.report.html import cut, listing, paragraph, section, table, word_or
from assign.show.words import say, word

METHOD_LINES = 10
MAX_ASSUMED = 6
MAX_WIDTH = 110


def method(_problem: Problem, _plan: Plan, lang: str) -> str:
    """Return the method in ten lines."""
    lines = (word(f"report.method-{number + 1}", lang) for number in range(METHOD_LINES))
    return section("report.method", listing(lines, "ol"), lang, kind="method")


def assumptions(problem: Problem, _plan: Plan, lang: str) -> str:
    """Return the kinds of things that were missing, assumed or mended, each with its first case."""
    if not problem.notes:
        nothing = paragraph(word("report.nothing-assumed", lang))
        return section("report.assumed", nothing, lang, kind="assumed")
    kinds: dict[str, list[Fault]] = {}
    for note in problem.notes:
        kinds.setdefault(note.code, []).append(note)
    lines = [_times(cut(note_text(notes[0], lang), MAX_WIDTH), len(notes), lang) for notes in kinds.values()]
    rest = Message("report.more-assumed", {"count": len(lines) - MAX_ASSUMED})
    more = paragraph(say(rest, lang), kind="soft") if len(lines) > MAX_ASSUMED else ""
    return section("report.assumed", listing(lines[:MAX_ASSUMED]) + more, lang, kind="assumed")


def all_assumptions(problem: Problem, _plan: Plan, lang: str) -> str:
    """Return all that was missing, assumed or mended; notes that read the same are counted together."""
    counts = Counter(note_text(note, lang) for note in problem.notes)
    lines = [_times(sentence, count, lang) for sentence, count in counts.items()]
    return section("report.all-assumed", listing(lines) if lines else "", lang)


def _times(sentence: str, count: int, lang: str) -> str:
    """Return a sentence with how often it holds."""
    return (
        say(Message("report.times", {"sentence": sentence, "count": count}), lang) if count > 1 else sentence
    )


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
