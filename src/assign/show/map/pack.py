"""Whole numbers as short text: most of a map's numbers are small differences, one byte each."""

from __future__ import annotations

import base64
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

_BITS = 7
"""Bits of a number in each byte; the eighth says that more bytes follow (LEB128)."""


def pack(numbers: Iterable[int] | NDArray[np.int64]) -> str:
    """Return whole numbers as base64 text.

    Each is folded to a number without sign (0, -1, 1, -2 … become 0, 1, 2, 3 …) and cut into groups of seven bits, low
    ones first. `assets/unpack.js` reads it back.
    """
    signed = np.asarray(numbers if isinstance(numbers, np.ndarray) else list(numbers), dtype=np.int64).ravel()
    left = ((signed << 1) ^ (signed >> 63)).astype(np.uint64)
    groups = np.ones(len(left), dtype=np.int64)
    for shift in range(_BITS, 64, _BITS):
        groups += left >> np.uint64(shift) > 0
    ends = np.cumsum(groups)
    out = np.zeros(int(ends[-1]) if len(ends) else 0, dtype=np.uint8)
    for nth in range(int(groups.max(initial=0))):
        has = groups > nth
        part = (left[has] >> np.uint64(_BITS * nth)) & np.uint64(127)
        more = (groups[has] > nth + 1).astype(np.uint64) << np.uint64(_BITS)
        out[(ends - groups)[has] + nth] = part | more
    return base64.b64encode(out.tobytes()).decode("ascii")


def pack_lines(points: NDArray[np.int64], lengths: Iterable[int] | NDArray[np.int64]) -> dict[str, str]:
    """Return lines of whole-number points: how many each has, and the step to each point from the one before.

    Parameters
    ----------
    points
        (points, 2), line after line; the first point of a line is a step from the last of the line before.
    """
    steps = np.diff(points, axis=0, prepend=np.zeros((1, 2), dtype=np.int64)) if len(points) else points
    return {"lengths": pack(lengths), "steps": pack(steps)}
