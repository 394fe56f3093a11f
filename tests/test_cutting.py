"""Rooms cut into areas at the least cost."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from assign.optimise import cutting
from assign.optimise.cutting import Piece, cut


def random_pieces(seed):
    """Return four to nine rooms, each by itself and in some groups, with two tiers of small costs."""
    draw = np.random.default_rng(seed)
    rooms = int(draw.integers(4, 10))
    groups = [(n,) for n in range(rooms)]
    groups += [group for size in (2, 3) for group in combinations(range(rooms), size) if draw.random() < 0.25]
    return rooms, [Piece(group, tuple(int(n) for n in draw.integers(0, 9, 2))) for group in groups]


def cost_of(pieces, drawn):
    """Return the sums of the tiers of a cut."""
    costs = {piece.rooms: piece.costs for piece in pieces}
    return tuple(sum(tier) for tier in zip(*(costs[rooms] for rooms in drawn), strict=True))


def every_cut(rooms, pieces, left=None):
    """Yield all ways to make up the rooms, by trying."""
    left = frozenset(range(rooms)) if left is None else left
    if not left:
        yield []
    for piece in pieces:
        if left and min(left) in piece.rooms and left.issuperset(piece.rooms):
            yield from ([piece.rooms, *rest] for rest in every_cut(rooms, pieces, left - set(piece.rooms)))


@pytest.mark.parametrize("seed", range(30))
def test_no_cut_is_cheaper_tier_by_tier(seed):
    """The cut covers each room once, and its cost is the least of all cuts, compared like words."""
    rooms, pieces = random_pieces(seed)
    drawn = cut(rooms, pieces)
    assert sorted(n for piece in drawn for n in piece) == list(range(rooms))
    assert cost_of(pieces, drawn) == min(cost_of(pieces, one) for one in every_cut(rooms, pieces))


@pytest.mark.parametrize("seed", range(10))
def test_where_sets_are_too_many_the_solver_finds_the_same_cost(seed, monkeypatch):
    """Both methods reach the same sums."""
    rooms, pieces = random_pieces(seed)
    by_states = cost_of(pieces, cut(rooms, pieces))  # of random costs few are equal
    monkeypatch.setattr(cutting, "MOST_STATES", 1)
    assert cutting._by_states(rooms, pieces) is None
    assert cost_of(pieces, cut(rooms, pieces)) == by_states


def test_of_equal_cuts_the_solver_says_which():
    """Four rooms in two pairs, one way or the other at the same cost: that is no choice for the quicker method."""
    pieces = [Piece((n,), (1,)) for n in range(4)]
    pieces += [Piece((0, 1), (0,)), Piece((2, 3), (0,)), Piece((0, 2), (0,)), Piece((1, 3), (0,))]
    assert cutting._by_states(4, pieces) is None
    assert cut(4, pieces) == cutting._by_solver(4, pieces)
    assert cutting._by_states(4, pieces[:6]) == [(0, 1), (2, 3)]


def test_a_row_of_five_rooms_as_on_paper():
    """Few rooms outside count first, then few areas: one pair and one of three, the cheaper way round."""
    costs = {1: (1, 0, 0), 2: (0, 1, 5), 3: (0, 1, 7)}
    groups = [(n,) for n in range(5)] + [(0, 1), (1, 2), (2, 3), (3, 4), (0, 1, 2), (1, 2, 3), (2, 3, 4)]
    pieces = [Piece(group, costs[len(group)]) for group in groups if group != (2, 3, 4)]
    assert cut(5, pieces) == [(0, 1, 2), (3, 4)]
