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
