"""The sentences of a plan folder, in both languages; a plan may come without them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from assign.messages import Message

FILE = "sentences.json"
_LANGUAGES = {"zh", "en"}


@dataclass(frozen=True)
class Sentences:
    """Finds what a finished sentence is in each language.

    Parameters
    ----------
    known
        Sentence as it stands in a table -> language -> sentence.
    """

    known: Mapping[str, Mapping[str, str]]

    def message(self, text: str) -> Message:
        """Return the message that says this text, in both languages where the folder tells it."""
        both = self.known.get(text)
        return Message("text.both", both) if both else Message("text", {"text": text})


def sentences_of(folder: Path, read: Callable[[str], object]) -> Sentences:
    """Return the sentences of a plan folder; an entry that is not whole is left out.

    Parameters
    ----------
    read
        Returns the value of a JSON file of the folder, and notes what is wrong with it.
    """
    value = read(FILE) if (folder / FILE).is_file() else {}
    entries = value.items() if isinstance(value, dict) else ()
    return Sentences({text: both for text, both in entries if _is_whole(both)})


def _is_whole(both: object) -> bool:
    return (
        isinstance(both, dict)
        and set(both) == _LANGUAGES
        and all(isinstance(one, str) for one in both.values())
    )
