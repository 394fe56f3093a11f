"""Compiled search for the best way to share a zone's villages among a few people."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

IntArray = NDArray[np.int64]
NEVER = 1 << 60


@njit(cache=True)
def share_out(
    villages: int,
    people: int,
    groups: IntArray,
    loads: IntArray,
    first: IntArray,
    weights: IntArray,
    worst: bool,
) -> tuple[IntArray, IntArray, IntArray]:
    """Return, for each number of people, the best sharing of a zone by (weight left out, load).

    Parameters
    ----------
    groups
        Bit masks of connected groups one person may serve, sorted by lowest village.
    loads
        What each group counts for: its hours if `worst` (the largest counts), else a sum to be made small.
    first
        ``first[v]:first[v + 1]`` are the groups whose lowest village is `v`.
    weights
        What leaving a village out costs; comes before any load.

    Returns
    -------
    (left, load, choice)
        Arrays (2**villages, people + 1) for covering a mask with exactly that many people; `choice` is the group
        taken for the lowest village, -1 left out, -2 impossible.
    """
    masks = 1 << villages
    left = np.full((masks, people + 1), NEVER, np.int64)
    load = np.full((masks, people + 1), NEVER, np.int64)
    choice = np.full((masks, people + 1), -2, np.int64)
    left[0, 0] = 0
    load[0, 0] = 0
    for mask in range(1, masks):
        low = 0
        while not mask >> low & 1:
            low += 1
        rest = mask ^ (1 << low)
        for k in range(people + 1):
            if choice[rest, k] != -2 or (rest == 0 and k == 0):
                left[mask, k] = left[rest, k] + weights[low]
                load[mask, k] = load[rest, k]
                choice[mask, k] = -1
        for g in range(first[low], first[low + 1]):
            group = groups[g]
            if group & mask != group:
                continue
            rest = mask ^ group
            for k in range(1, people + 1):
                if choice[rest, k - 1] == -2 and not (rest == 0 and k == 1):
                    continue
                out = left[rest, k - 1]
                value = max(load[rest, k - 1], loads[g]) if worst else load[rest, k - 1] + loads[g]
                if out < left[mask, k] or (out == left[mask, k] and value < load[mask, k]):
                    left[mask, k] = out
                    load[mask, k] = value
                    choice[mask, k] = g
    return left, load, choice
