"""Cut-off pieces of a jurisdiction are joined at the quickest road."""

from __future__ import annotations

import numpy as np

from assign.inputs.pieces import join_pieces
from assign.policy import default_policy
from test_paths import graph_of

POLICY = default_policy()


def join(
    scopes: list[list[int]], borders: list[list[int]], xy: np.ndarray, network: object = None
) -> list[tuple[int, int, float]]:
    pairs = np.array(borders, np.int32).reshape(-1, 2)
    return join_pieces(scopes, pairs, network=network, village_xy=xy, policy=POLICY)  # type: ignore[arg-type]


def line_of(*x_km: float) -> np.ndarray:
    return np.array([[x * 1000, 0.0] for x in x_km])


def test_a_whole_scope_needs_no_join() -> None:
    """Villages that all touch are left alone; so is a scope of one."""
    assert join([[0, 1, 2], [3]], [[0, 1], [1, 2]], line_of(0, 1, 2, 3)) == []


def test_pieces_are_joined_at_the_least_minutes() -> None:
    """Pieces {0, 1}, {2}, {3} in a row are joined 1–2 and 2–3: straight km × 2.8 minutes."""
    joins = join([[0, 1, 2, 3]], [[0, 1]], line_of(0, 1, 3, 6))
    assert joins == [(1, 2, 5.6), (2, 3, 8.4)]


def test_borders_of_other_scopes_do_not_connect() -> None:
    """Villages 0 and 2 touch village 1 of another scope: they are two pieces still."""
    assert join([[0, 2], [1]], [[0, 1], [1, 2]], line_of(0, 1, 2)) == [(0, 2, 5.6)]


def test_ties_go_to_the_lower_numbers() -> None:
    """Of two pairs equally far, the one of lower village numbers is joined."""
    square = np.array([[0.0, 0.0], [0.0, 1000.0], [1000.0, 0.0], [1000.0, 1000.0]])
    assert join([[0, 1, 2, 3]], [[0, 1], [2, 3]], square) == [(0, 2, 2.8)]


def test_the_quicker_direction_counts() -> None:
    """With a one-way road from 2 to 0 only, the join has its minutes although the way back is a walk."""
    xy = line_of(0, 1, 10)
    network = graph_of(xy, [(2, 0, 9.0), (0, 1, 1.0), (1, 0, 1.0)], [0, 1, 2], [])
    assert join([[0, 1, 2]], [[0, 1]], xy, network) == [(0, 2, 9.0)]
    turned = graph_of(xy, [(0, 2, 9.0), (0, 1, 1.0), (1, 0, 1.0)], [0, 1, 2], [])
    assert join([[0, 1, 2]], [[0, 1]], xy, turned) == [(0, 2, 9.0)]
