"""What commands that solve again read from their arguments: the cache to use, and percentages."""

from __future__ import annotations

from assign.cache import Cache, user_cache
from assign.errors import UsageError
from assign.messages import Message


def cache_of(no_cache: bool) -> Cache:
    """Return the user's cache, or one that lasts as long as the command."""
    return Cache() if no_cache else user_cache()


def share(given: str, refusal: str = "usage.slack") -> float:
    """Return a percentage as a part of one: ``3%`` and ``0.03`` are the same.

    Parameters
    ----------
    refusal
        Key of the sentence for what is none.
    """
    text = given.strip()
    try:
        part = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        part = -1.0
    if not 0 <= part <= 1:
        raise UsageError(Message(refusal, {"found": given}))
    return part
