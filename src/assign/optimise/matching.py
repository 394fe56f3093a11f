"""One person, one duty: the best matching, tiers in order, in whole numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

from assign.policy import Policy
from assign.problem import Officer

Cost = tuple[int, ...]
"""What a pair costs, tier by tier: a later tier counts only where all before it are equal."""

BARRED: Cost | None = None
"""A pair that must not be."""

_EXACT = 1 << 53
"""Whole numbers below this are exact in double precision."""


def pair_cost(officer: Officer, complexity: float, policy: Policy, *, moves: bool) -> Cost:
    """Return what it costs to give an officer a duty, in four tiers.

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
    pinned = int(moves and officer.pinned)
    move = 1 + round(officer.years) if moves and not policy["R19"].off else 0
    if policy["R15"].off:
        return pinned, 0, move, 0
    short = round(max(0.0, complexity - officer.ability) ** 2)
    return pinned, short, move, -round(complexity * officer.ability)


def match(costs: Sequence[Sequence[Cost | None]]) -> list[int | None]:
    """Return for each row (duty) the column (officer) of the cheapest matching, None where none is allowed.

    As many duties as possible are given out; among those matchings the sums of the tiers are least, the first
    tier first. Exact whatever the sums; rows and columns in the order of their ids make ties repeatable.
    """
    if not costs or not costs[0]:
        return [None] * len(costs)
    matrix = _one_number(costs)
    largest = max(max(row) for row in matrix)
    if largest * min(len(matrix), len(matrix[0])) < _EXACT:
        rows, columns = linear_sum_assignment(np.array(matrix, dtype=np.float64))
        pairs = list(zip(rows.tolist(), columns.tolist(), strict=True))
    else:
        pairs = _hungarian(matrix)
    out: list[int | None] = [None] * len(costs)
    for row, column in pairs:
        if costs[row][column] is not BARRED:
            out[row] = column
    return out


def _one_number(costs: Sequence[Sequence[Cost | None]]) -> list[list[int]]:
    """Return each pair's tiers as one whole number: one step of a tier outweighs all sums of those below it."""
    allowed = [cost for row in costs for cost in row if cost is not None]
    if not allowed:
        return [[1] * len(row) for row in costs]
    pairs = min(len(costs), len(costs[0]))
    least = [min(tier) for tier in zip(*allowed, strict=True)]
    units, unit = [], 1
    for tier, low in reversed(list(zip(zip(*allowed, strict=True), least, strict=True))):
        units.append(unit)
        unit *= (max(tier) - low) * pairs + 1
    units.reverse()
    return [
        [
            unit
            if cost is None
            else sum((value - low) * step for value, low, step in zip(cost, least, units, strict=True))
            for cost in row
        ]
        for row in costs
    ]


def _hungarian(matrix: list[list[int]]) -> list[tuple[int, int]]:
    """Return the cheapest full matching of the shorter side, in whole numbers of any size.

    Shortest augmenting paths with row and column prices, as in Jonker and Volgenant (1987).
    """
    if len(matrix) > len(matrix[0]):
        return sorted((row, column) for column, row in _hungarian(list(map(list, zip(*matrix, strict=True)))))
    wide = len(matrix[0])
    row_price, price = [0] * len(matrix), [0] * (wide + 1)
    holder = [-1] * (wide + 1)  # row of each column; the last column is where a new row starts
    for start in range(len(matrix)):
        holder[wide], at = start, wide
        reach: list[int | None] = [None] * wide
        before, done = [wide] * wide, [False] * (wide + 1)
        while holder[at] != -1:
            done[at] = True
            row, step, following = holder[at], None, -1
            for column in range(wide):
                if done[column]:
                    continue
                cost = matrix[row][column] - row_price[row] - price[column]
                known = reach[column]
                if known is None or cost < known:
                    known = reach[column] = cost
                    before[column] = at
                if step is None or known < step:
                    step, following = known, column
            for column in range(wide + 1):
                if done[column]:
                    row_price[holder[column]] += step or 0
                    price[column] -= step or 0
                elif column < wide:
                    reach[column] = (reach[column] or 0) - (step or 0)
            at = following
        while at != wide:
            holder[at] = holder[before[at]]
            at = before[at]
    return sorted((holder[column], column) for column in range(wide) if holder[column] != -1)
