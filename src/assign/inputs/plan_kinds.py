"""Kinds of values in a plan's JSON files: what may stand under a key."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

from assign.plan import Status

WHOLE = re.compile(r"-?[0-9]+", re.ASCII)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**18


def _is_number(value: object) -> bool:
    return _is_whole(value) or (isinstance(value, float) and math.isfinite(value))


def _all(test: Callable[[object], bool], values: object) -> bool:
    return isinstance(values, dict) and all(test(value) for value in values.values())


def _is_link(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 3
        and isinstance(value[0], str)
        and isinstance(value[1], str)
        and _is_number(value[2])
    )


def _is_cut(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and isinstance(value[0], list)
        and len(value[0]) == 3
        and all(isinstance(village, str) for village in value[0])
        and _is_whole(value[1])
    )


def _is_prices(value: object) -> bool:
    return (
        isinstance(value, dict)
        and {*value} == {"duals", "room_dual", "cuts", "lp_bound"}
        and _all(_is_whole, value["duals"])
        and _is_whole(value["room_dual"])
        and _is_whole(value["lp_bound"])
        and isinstance(value["cuts"], list)
        and all(map(_is_cut, value["cuts"]))
    )


def _is_count(key: str) -> bool:
    return WHOLE.fullmatch(key) is not None and key == str(int(key))


JSON_KINDS: dict[str, Callable[[Any], bool]] = {
    "any": lambda _: True,
    "text": lambda value: isinstance(value, str),
    "number": _is_number,
    "whole": _is_whole,
    "status": lambda value: value in list(Status),
    "list": lambda value: isinstance(value, list),
    "table": lambda value: isinstance(value, dict),
    "texts": lambda value: isinstance(value, list) and all(isinstance(item, str) for item in value),
    "numbers": lambda value: _all(_is_number, value),
    "wholes": lambda value: _all(_is_whole, value),
    "whole-list": lambda value: isinstance(value, list) and all(map(_is_whole, value)),
    "wholes-by-count": lambda value: _all(_is_whole, value) and all(map(_is_count, value)),
    "prices-by-count": lambda value: _all(_is_prices, value) and all(map(_is_count, value)),
    "sizes": lambda value: isinstance(value, list) and len(value) == 2 and all(map(_is_whole, value)),
    "cuts": lambda value: isinstance(value, list) and all(map(_is_cut, value)),
    "links": lambda value: isinstance(value, list) and all(map(_is_link, value)),
}
"""Name of a kind -> whether a value is of it."""
