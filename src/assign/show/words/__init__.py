"""Everything a person reads, in Chinese and English: one key, two sentences."""

from __future__ import annotations

import re
from importlib import import_module

from assign.messages import Message

LANGUAGES = ("zh", "en")

_FILES = (
    "book", "borders", "by_county", "checked", "cli", "cluster", "counties", "edits", "demand", "diagnose", "explain",
    "explain_costs", "explain_labels", "faults", "faults_case", "faults_changes", "faults_check",
    "faults_files", "faults_incidents", "faults_plan", "faults_roads", "faults_sense", "faults_sources",
    "faults_tables", "faults_topology", "findings", "help", "labels", "map_page", "outlook", "reasons",
    "report", "replan", "reported", "rules", "staffing", "whatif",
)  # fmt: skip
HOMES = tuple(import_module(f"{__name__}.{name}") for name in _FILES)
"""Where the sentences stand; no key stands in two."""

_SENTENCES: dict[str, tuple[str, str]] = {key: pair for home in HOMES for key, pair in home.SENTENCES.items()}


def word(key: str, lang: str) -> str:
    """Return the sentence of a key as it stands, placeholders included.

    Raises
    ------
    KeyError
        If the key has no sentence: a test holds that every key in use has one.
    """
    return _SENTENCES[key][LANGUAGES.index(lang)]


def say(message: Message, lang: str) -> str:
    """Return a message as a sentence; values from data are put in once and never read as a template."""
    sentence = word(message.key, lang)
    if lang == "en":
        sentence = _COUNTED.sub(lambda found: _one(found, message), sentence)
    return sentence.format_map(message.values)


_SINGULARS = {
    "are": "is", "have": "has", "were": "was", "do": "does", "stand": "stands", "people": "person",
    "communities": "community", "counties": "county",
}  # fmt: skip
_COUNTED = re.compile(
    r"(?P<number>\{(?P<name>\w+)[^}]*\}) (?P<kind>rural |urban |road |connected |short |more |other )?"
    r"(?P<noun>villages|stations|rooms|posts|officers|offices|people|pieces|links|zones|jurisdictions|lines|rows|counties"
    r"|communities|places|exceptions|incidents|months|points|moves|shapes|files|slivers|pairs|ends)\b"
    r"(?P<verb> (?:are|have|were|do|stand)\b)?"
)


def _one(found: re.Match[str], message: Message) -> str:
    """Return a counted noun and its verb in the singular where the number is one."""
    if str(message.values.get(found["name"])) != "1":
        return found[0]
    noun = _SINGULARS.get(found["noun"], found["noun"].removesuffix("s"))
    verb = (found["verb"] or "").strip()
    return f"{found['number']} {found['kind'] or ''}{noun}{f' {_SINGULARS[verb]}' if verb else ''}"


def has_word(key: str) -> bool:
    """Return whether a key has its sentences."""
    return key in _SENTENCES
