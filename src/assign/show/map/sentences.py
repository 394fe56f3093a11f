"""The words of the page: the fixed ones by key, and the plan's own sentences, each once in both languages."""

from __future__ import annotations

from assign.messages import Message
from assign.plan import Plan
from assign.show.words import LANGUAGES, has_word, say, word
from assign.show.words.labels import SENTENCES as LABELS
from assign.show.words.map_page import SENTENCES as MAP

_WANTED = ("kind.", "role.", "site.", "site-status.", "severity.", "entity.", "unit.", "status.")
_CHECKED_IN_THE_PAGE = ("R01", "R02", "R05", "R06", "R09", "R13", "R14", "R15", "R16", "R18", "R19")


class Sentences:
    """Sentences in both languages, each once; posts and exceptions name them by number."""

    def __init__(self) -> None:
        self.pairs: list[list[str]] = []
        self._numbers: dict[tuple[str, ...], int] = {}

    def add(self, message: Message) -> int:
        """Return the number of the message's sentence."""
        pair = tuple(say(message, lang) for lang in LANGUAGES)
        if pair not in self._numbers:
            self._numbers[pair] = len(self.pairs)
            self.pairs.append(list(pair))
        return self._numbers[pair]


def page_words(plan: Plan) -> dict[str, list[str]]:
    """Return the fixed words of the page; those of rules only where the plan or the page names them."""
    named = {*_CHECKED_IN_THE_PAGE, *(row.rule_id for row in plan.exceptions)}
    keys = [
        *(key for key in MAP if key.startswith("map.")),
        *(key for key in LABELS if key.startswith(_WANTED)),
    ]
    keys += sorted(key for rule in named if has_word(key := f"rule.{rule}.title"))
    return {key: [word(key, lang) for lang in LANGUAGES] for key in keys}
