"""Duties matched to people, against all permutations."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from assign.optimise.matching import BARRED, match, pair_cost
from assign.policy import default_policy
from assign.problem import Officer, Role

POLICY = default_policy()


def value(costs, columns):
    """Return (duties left, sum of each tier) of a matching."""
    taken = [costs[row][column] for row, column in enumerate(columns) if column is not None]
    taken = [cost for cost in taken if cost is not BARRED]
    tiers = [sum(tier) for tier in zip(*taken, strict=True)] if taken else []
    return len(costs) - len(taken), tiers


def best_of_all(costs):
    """Return the least value over all ways to give each duty its own person or none."""
    rows, people = len(costs), len(costs[0])
    chairs = [*range(people), *[None] * rows]
    return min(value(costs, columns) for columns in set(permutations(chairs, rows)))


def random_costs(seed, *, large=False):
    """Return random tiers of up to 4 duties and 4 people, a fifth of the pairs barred."""
    draw = np.random.default_rng(seed)
    rows, people = int(draw.integers(1, 5)), int(draw.integers(1, 5))
    most = (2, 10**15, 10**9, 10**7) if large else (2, 3, 4, 9)
    return [
        [
            BARRED if draw.random() < 0.2 else tuple(int(draw.integers(-top, top + 1)) for top in most)
            for _ in range(people)
        ]
        for _ in range(rows)
    ]


@pytest.mark.parametrize("large", [False, True])
def test_matching_equals_all_permutations(large):
    """Most duties given out, then the least sums tier by tier, and no barred pair; beyond double precision too."""
    for seed in range(120):
        costs = random_costs(seed, large=large)
        columns = match(costs)
        used = [column for column in columns if column is not None]
        assert len(used) == len(set(used))
        assert all(
            costs[row][column] is not BARRED for row, column in enumerate(columns) if column is not None
        )
        assert (seed, value(costs, columns)) == (seed, best_of_all(costs))


def test_bug_a_duty_more_outweighs_any_number_of_pinned_officers():
    """Six pinned officers move up so that a seventh duty is served: a served duty comes before every tier."""
    size = 7
    stay, move = (0, 0, 0, 0), (1, 10_000, 40, 0)
    costs = [[BARRED] * size for _ in range(size)]
    for number in range(size - 1):
        costs[number][number] = stay
        costs[number + 1][number] = move
    costs[0][size - 1] = (0, 0, 0, 0)
    assert match(costs) == [6, 0, 1, 2, 3, 4, 5]


def test_bug_many_moves_never_outweigh_a_point_of_ability():
    """Forty officers of forty years move to save one squared point of ability (R15 before R19)."""
    size = 40
    costs = [[(0, 5, 41, 0)] * size for _ in range(size)]
    for number in range(size):
        costs[number][number] = (0, 1, 0, 0)
        costs[number][(number + 1) % size] = (0, 1, 41, 0)
    costs[0][0] = (0, 2, 0, 0)
    assert match(costs) == [(number + 1) % size for number in range(size)]


def test_nobody_and_nothing():
    """Without people every duty stays open; without duties there is no answer."""
    assert match([[], []]) == [None, None]
    assert match([]) == []
    assert match([[BARRED], [BARRED]]) == [None, None]


def test_ties_are_broken_alike():
    """The same costs give the same matching, whatever was matched before."""
    costs = [[(0, 0, 0, 0)] * 6 for _ in range(4)]
    first = match(costs)
    match(random_costs(3))
    assert match(costs) == first


def test_the_tiers_of_a_pair():
    """Pinned, ability short by 20 points, five years moved, complexity times ability."""
    officer = Officer("P", Role.POLICE, "S", ability=40.0, years=5, pinned=True)
    assert pair_cost(officer, 60.0, POLICY, moves=True) == (1, 400, 6, -2400)
    assert pair_cost(officer, 30.0, POLICY, moves=False) == (0, 0, 0, -1200)


def test_rules_switched_off_do_not_count():
    """R15 off forgets ability, R19 off forgets moves; a pin holds all the same."""
    officer = Officer("P", Role.POLICE, "S", ability=40.0, years=5, pinned=True)
    off = POLICY.with_overrides({"policy": {"R15": {"switch": "off"}}})
    assert pair_cost(officer, 60.0, off, moves=True) == (1, 0, 6, 0)
    off = POLICY.with_overrides({"policy": {"R19": {"switch": "off"}}})
    assert pair_cost(officer, 60.0, off, moves=True) == (1, 400, 0, -2400)
