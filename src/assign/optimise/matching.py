"""One person, one duty: the best matching, tiers in order, in whole numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

from assign.policy import Policy
from assign.problem import Officer

BARRED = 10**14
"""Cost of a pair that must not be; sums of sixty stay exact in double precision."""
_MOVE_UNIT = 10**6
_SHORT_UNIT = 10**9
_PIN_UNIT = 2 * 10**13


def pair_cost(officer: Officer, complexity: float, policy: Policy, *, moves: bool) -> int:
    """Return what it costs to give an officer a duty; the tiers do not overlap.

    1. a pinned officer is moved (R19),
    2. ability short of the duty's complexity, squared, in points (R15),
    3. the officer is moved, by years in service (R19),
    4. ability wasted on an easy duty: ``-complexity * ability`` (R15, 均衡分配).

    Parameters
    ----------
    complexity
        Of the duty, 0–100.
    moves
        Whether the duty takes the officer away from where the roster says.
    """
    cost = _PIN_UNIT if moves and officer.pinned else 0
    if not policy["R15"].off:
        cost += _SHORT_UNIT * round(max(0.0, complexity - officer.ability) ** 2)
        cost -= round(complexity * officer.ability)
    if moves and not policy["R19"].off:
        cost += _MOVE_UNIT * (1 + round(officer.years))
    return cost


def match(costs: Sequence[Sequence[int]]) -> list[int | None]:
    """Return for each row (duty) the column (officer) of the cheapest matching, None where none is allowed.

    As many duties as possible are given out; among those matchings the cheapest. Each sum stays below 2**53, so the
    arithmetic is exact; rows and columns in the order of their ids make ties repeatable.
    """
    if not costs or not costs[0]:
        return [None] * len(costs)
    matrix = np.array(costs, dtype=np.float64)
    rows, columns = linear_sum_assignment(matrix)
    out: list[int | None] = [None] * len(costs)
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        if matrix[row, column] < BARRED / 2:
            out[row] = column
    return out
