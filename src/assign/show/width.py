"""How wide a text is on a terminal."""

from __future__ import annotations

import unicodedata


def wide(text: str) -> int:
    """Return the columns that a text takes; Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)
