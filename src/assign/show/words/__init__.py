"""Everything a person reads, in Chinese and English: one key, two sentences."""

from __future__ import annotations

from importlib import import_module

from assign.messages import Message

LANGUAGES = ("zh", "en")

_FILES = (
    "book", "by_county", "checked", "cli", "cluster", "counties", "edits", "demand", "diagnose", "explain",
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
    return word(message.key, lang).format_map(message.values)


def has_word(key: str) -> bool:
    """Return whether a key has its sentences."""
    return key in _SENTENCES
