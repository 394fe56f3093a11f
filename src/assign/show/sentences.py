"""What the tables say in one language, in both: so that a plan can be drawn and reported in the other."""

from __future__ import annotations

from pathlib import Path

from assign.messages import Message
from assign.plan import Plan
from assign.show.tables import as_json, table_rows
from assign.show.words import LANGUAGES, say

_SPOKEN = {"posts": "reason", "exceptions": "remedy", "unused": "reason"}
"""Tables that hold finished sentences, and the column that does."""


def write_sentences(plan: Plan, folder: Path) -> None:
    """Write ``sentences.json``: every finished sentence of the tables -> the same in each language.

    A reader of the folder finds a sentence by its text; one that somebody has rewritten is not found, and stays.
    """
    written = str(plan.run.get("lang", "en"))
    messages: list[Message] = [
        getattr(row, column) for name, column in _SPOKEN.items() for row in table_rows(plan, name)
    ]
    known = {say(one, written): {language: say(one, language) for language in LANGUAGES} for one in messages}
    (folder / "sentences.json").write_text(as_json(known), encoding="utf-8", newline="\n")
