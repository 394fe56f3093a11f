"""A fault in words: its place and its three sentences, in either language."""

from __future__ import annotations

import re

from assign.errors import Fault
from assign.messages import Message, Value
from assign.show.words import has_word, say

PARTS = ("what", "expected", "cure")
_BREAKS = re.compile(r"[\t\r\n\x0b\x0c\u2028\u2029]+")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls, marks that turn the direction of writing, halves of characters: a terminal or page would obey or break."""


def visible(text: str) -> str:
    """Return text from data on one line, what cannot be shown replaced by a sign that can."""
    return _UNSEEN.sub("\ufffd", _BREAKS.sub(" ", text))


def fault_words(fault: Fault, lang: str) -> dict[str, str]:
    """Return what is wrong, what was expected, and how to mend it, as sentences under the names of `PARTS`."""
    values: dict[str, Value] = {
        "file": visible(fault.file),
        "sheet": visible(fault.sheet),
        "row": "" if fault.row is None else fault.row,
        "column": visible(fault.column),
        "found": visible(fault.found),
        **{name: _plain(value) for name, value in fault.values.items()},
    }
    keys = {part: f"fault.{fault.code}.{part}" for part in PARTS}
    if fault.values.get("nearest") == "—" and has_word(f"{keys['cure']}-alone"):
        keys["cure"] += "-alone"
        own = f"{keys['cure']}-{fault.column}"
        keys["cure"] = own if has_word(own) else keys["cure"]
    return {part: say(Message(key, values), lang) if has_word(key) else "" for part, key in keys.items()}


def _plain(value: Value) -> Value:
    """Return 25.0 as 25, as a person writes it; text as it can be shown."""
    if isinstance(value, str):
        return visible(value)
    return f"{value:.10g}" if isinstance(value, float) else value


def place_text(fault: Fault, lang: str, *, with_file: bool = True) -> str:
    """Return the place as ``file › sheet › row › column``, the parts that are not known left out."""
    row = "" if fault.row is None else say(Message("cli.fault-row", {"row": fault.row}), lang)
    parts = (fault.file if with_file else "", fault.sheet, row, fault.column)
    return visible(" › ".join(part for part in parts if part))
