"""A sentence to be said later, in either language: a key of `show/words` and the values to put into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Value = str | int | float


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence by key; `show.words.say(message, lang)` turns it into Chinese or English.

    Parameters
    ----------
    key
        Name of the sentence in `show/words`.
    values
        What the sentence's placeholders stand for. Values come from data: they are never formatted twice.
    """

    key: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))

    def __reduce__(self) -> tuple[type[Message], tuple[str, dict[str, Value]]]:
        return Message, (self.key, dict(self.values))


def apart(first: float, second: float) -> dict[str, Value]:
    """Return two numbers as `before` and `after` of a sentence, with as few decimals as tell them apart."""
    whole = first == round(first) and second == round(second)
    decimals = next((n for n in range(0 if whole else 1, 4) if round(first, n) != round(second, n)), 4)
    return {"before": plain(first, decimals), "after": plain(second, decimals)}


def plain(value: float, decimals: int = 4) -> str:
    """Return a number as people write it: up to so many decimals, no zeros at the end, never ``-0``."""
    text = f"{round(value, decimals) + 0.0:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
