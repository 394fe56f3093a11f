"""What the command line says: errors, faults and rules as lines of text or plain records, in zh or en."""

from __future__ import annotations

import json
import locale
import os
from collections.abc import Sequence

import typer

from assign.errors import (
    AssignError,
    DataError,
    Fault,
    ImpossibleError,
    NoPlanError,
    Severity,
    UnsoundPlanError,
    UsageError,
)
from assign.messages import Message
from assign.policy import Rule
from assign.show.fault_words import fault_words, place_text, visible
from assign.show.words import LANGUAGES, say, word


def report_error(error: AssignError) -> None:
    """Print an error in words on standard error."""
    language = choose_language("")
    if isinstance(error, DataError):
        for fault in error.faults:
            complain(fault_text(fault, language))
        count_faults(error.faults, language)
        complain(word("cli.nothing-written", language))
    elif isinstance(error, ImpossibleError):
        complain(word("cli.impossible", language))
        for collision in error.collisions:
            complain("  " + say(collision, language))
        if error.hint is not None:
            complain(say(error.hint, language))
    elif isinstance(error, UsageError | NoPlanError):
        complain(say(error.message, language))
    elif isinstance(error, UnsoundPlanError):
        complain(word("cli.unsound", language))
        complain(str(error))
    else:
        complain(str(error))


def fault_text(fault: Fault, language: str) -> str:
    """Return a fault as lines: severity, code, place, what is wrong, found, expected, cure."""
    said = fault_words(fault, language)
    severity, place = word(f"severity.{fault.severity.value}", language), place_text(fault, language)
    lines = [f"{severity} [{fault.code}] {place}: {said['what']}"]
    if fault.found:
        lines.append(f"    {word('cli.fault-found', language)}: {visible(fault.found)}")
    lines += [
        f"    {word(f'cli.fault-{part}', language)}: {said[part]}"
        for part in ("expected", "cure")
        if said[part]
    ]
    return "\n".join(lines)


def fault_record(fault: Fault, language: str) -> dict[str, object]:
    """Return a fault as plain values, its sentences included."""
    return {
        "severity": fault.severity.value,
        "code": fault.code,
        "file": fault.file,
        "sheet": fault.sheet,
        "row": fault.row,
        "column": fault.column,
        "found": fault.found,
        **fault_words(fault, language),
    }


def count_faults(faults: Sequence[Fault], language: str) -> None:
    """Print how many errors, warnings and notes there are."""
    counts = {kind: sum(fault.severity is kind for fault in faults) for kind in Severity}
    if not faults:
        complain(word("cli.no-faults", language))
        return
    values = {
        "errors": counts[Severity.ERROR],
        "warnings": counts[Severity.WARNING],
        "notes": counts[Severity.NOTE],
    }
    complain(say(Message("cli.faults", values), language))


def rule_record(rule: Rule, language: str) -> dict[str, object]:
    """Return a rule as plain values, its sentences included."""
    return {
        "rule_id": rule.rule_id,
        "title": word(f"rule.{rule.rule_id}.title", language),
        "text": word(f"rule.{rule.rule_id}.text", language),
        "switch": rule.switch.value,
        "switches": [switch.value for switch in rule.switches],
        "source": rule.source,
        "enforced": rule.enforced,
        "settings": {name: list(v) if isinstance(v, tuple) else v for name, v in rule.settings.items()},
    }


def rule_text(rule: Rule, language: str, *, whole: bool) -> str:
    """Return a rule as one line, or with its whole text and source."""
    settings = ", ".join(f"{name} = {value}" for name, value in rule.settings.items())
    state = "" if rule.enforced else f" ({word('rule.not-yet-enforced', language)})"
    line = f"{rule.rule_id}  {rule.switch.value:6}  {word(f'rule.{rule.rule_id}.title', language)}{state}"
    if not whole:
        return f"{line}  [{settings}]" if settings else line
    return "\n".join((line, word(f"rule.{rule.rule_id}.text", language), f"[{settings}]", f"← {rule.source}"))


def choose_language(given: str) -> str:
    """Return the language to speak: the one given, else $ASSIGN_LANG, else the system's."""
    if given and given not in LANGUAGES:
        raise UsageError(Message("usage.lang", {"found": given}))
    if given:
        _SPOKEN[:] = [given]
        return given
    if _SPOKEN:
        return _SPOKEN[0]
    said = (os.environ.get(name) for name in ("ASSIGN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"))
    wish = next(filter(None, said), None) or locale.getlocale()[0] or ""
    return "zh" if wish.lower().startswith(("zh", "chinese")) else "en"


def speak_as_asked(words: Sequence[str]) -> None:
    """Speak the language that ``--lang`` names among the words, wherever it stands: before they are understood."""
    for word_, following in zip(words, [*words, ""][1:], strict=True):
        given = following if word_ == "--lang" else word_.removeprefix("--lang=")
        if word_.startswith("--lang") and given in LANGUAGES:
            choose_language(given)


_SPOKEN: list[str] = []
"""The language of `--lang`, so that errors that reach `main` speak it too."""


def as_json(value: object) -> str:
    """Return plain values as the JSON that every command prints."""
    return json.dumps(value, ensure_ascii=False, indent=1)


def tell(key: str, language: str, **values: str | int | float) -> None:
    """Print a sentence on standard output."""
    typer.echo(say(Message(key, values), language))


def complain_in(key: str, language: str, **values: str | int | float) -> None:
    """Print a sentence on standard error."""
    complain(say(Message(key, values), language))


def complain(text: str) -> None:
    """Print a line on standard error."""
    typer.echo(text, err=True)
