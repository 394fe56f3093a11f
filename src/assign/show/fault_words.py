"""A fault in words: its place and its three sentences, in either language."""

from __future__ import annotations

from assign.errors import Fault
from assign.messages import Message, Value
from assign.show.words import has_word, say

PARTS = ("what", "expected", "cure")


def fault_words(fault: Fault, lang: str) -> dict[str, str]:
    """Return what is wrong, what was expected, and how to mend it, as sentences under the names of `PARTS`."""
    values: dict[str, Value] = {
        "file": fault.file,
        "sheet": fault.sheet,
        "row": "" if fault.row is None else fault.row,
        "column": fault.column,
        "found": fault.found,
        **{name: _plain(value) for name, value in fault.values.items()},
    }
    keys = {part: f"fault.{fault.code}.{part}" for part in PARTS}
    if fault.values.get("nearest") == "—" and has_word(f"{keys['cure']}-alone"):
        keys["cure"] += "-alone"
    return {part: say(Message(key, values), lang) if has_word(key) else "" for part, key in keys.items()}


def _plain(value: Value) -> Value:
    """Return 25.0 as 25: a person wrote it so."""
    return f"{value:.10g}" if isinstance(value, float) else value


def place_text(fault: Fault, lang: str, *, with_file: bool = True) -> str:
    """Return the place as ``file › sheet › row › column``, the parts that are not known left out."""
    row = "" if fault.row is None else say(Message("cli.fault-row", {"row": fault.row}), lang)
    parts = (fault.file if with_file else "", fault.sheet, row, fault.column)
    return " › ".join(part for part in parts if part)
