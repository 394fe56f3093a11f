"""How the sentences of a fault are written down: three pairs (what, expected, cure), each (Chinese, English)."""

from __future__ import annotations

from collections.abc import Mapping

Pair = tuple[str, str]
Three = tuple[Pair, Pair, Pair]

_PARTS = ("what", "expected", "cure")


def by_part(group: Mapping[str, Three]) -> dict[str, Pair]:
    """Return ``fault.<code>.<part>`` -> pair for the codes of a group."""
    return {
        f"fault.{code}.{part}": pair
        for code, sentences in group.items()
        for part, pair in zip(_PARTS, sentences, strict=True)
    }
