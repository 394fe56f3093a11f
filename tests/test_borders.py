"""Neighbours by shared border: squares of 100 m whose answers can be seen on paper."""

from __future__ import annotations

import numpy as np
import shapely

from assign.inputs.borders import find_borders


def borders(
    *shapes: shapely.Geometry, min_border_m: float = 30.0, max_gap_m: float = 25.0
) -> list[list[int]]:
    outlines = np.array(shapes, dtype=object)
    return find_borders(outlines, min_border_m=min_border_m, max_gap_m=max_gap_m).tolist()


def square(x: float, y: float, side: float = 100.0) -> shapely.Polygon:
    return shapely.box(x, y, x + side, y + side)


def test_a_shared_side_is_a_border() -> None:
    """Two squares with a side in common are neighbours, with and without closing of gaps."""
    assert borders(square(0, 0), square(100, 0)) == [[0, 1]]
    assert borders(square(0, 0), square(100, 0), max_gap_m=0.0) == [[0, 1]]


def test_a_side_shared_without_shared_vertices_is_a_border() -> None:
    """A side that touches only a part of a longer side counts with the length in common."""
    assert borders(square(0, 0, 300), square(300, 110)) == [[0, 1]]
    assert borders(square(0, 0, 300), square(300, 275)) == []  # 25 m in common


def test_a_corner_is_no_border() -> None:
    """Squares that touch at a corner are no neighbours, alone or among four that meet in a point."""
    assert borders(square(0, 0), square(100, 100)) == []
    four = borders(square(0, 0), square(100, 0), square(0, 100), square(100, 100))
    assert four == [[0, 1], [0, 2], [1, 3], [2, 3]]


def test_a_corner_within_the_gap_is_no_border() -> None:
    """Squares whose corners stand 10 m apart or overlap by 10 m are no neighbours."""
    assert borders(square(0, 0), square(107, 107)) == []
    assert borders(square(0, 0), square(93, 93)) == []


def test_a_road_between_villages_is_closed() -> None:
    """A gap of 20 m is closed, one of 40 m is not; a crossroads of 20 m makes no diagonal neighbours."""
    assert borders(square(0, 0), square(120, 0)) == [[0, 1]]
    assert borders(square(0, 0), square(140, 0)) == []
    four = borders(square(0, 0), square(120, 0), square(0, 120), square(120, 120))
    assert four == [[0, 1], [0, 2], [1, 3], [2, 3]]


def test_small_overlaps_are_borders() -> None:
    """An overlap of 2 m is a border; so is a town drawn on top of a village."""
    assert borders(square(0, 0), square(98, 0)) == [[0, 1]]
    assert borders(square(0, 0, 1000), square(400, 400)) == [[0, 1]]


def test_a_village_between_two_others_parts_them() -> None:
    """A strip of 10 m that belongs to a third village is no gap, drawn exactly or sloppily."""
    assert borders(square(0, 0), shapely.box(100, 0, 110, 100), square(110, 0)) == [[0, 1], [1, 2]]
    assert borders(square(0, 0), shapely.box(101, -1, 109.5, 102), square(110, 0)) == [[0, 1], [1, 2]]


def test_the_length_of_border_decides() -> None:
    """20 m of common side are too little for 30 m and enough for 15 m."""
    pair = (square(0, 0), square(100, 80))
    assert borders(*pair) == []
    assert borders(*pair, min_border_m=15.0) == [[0, 1]]


def test_a_wedge_of_land_between_is_no_border() -> None:
    """Two villages whose borders part at 60° from a common corner are no neighbours; at 5° they are."""

    def wedge(angle: float) -> shapely.Polygon:
        turn = np.radians(angle)
        direction, normal = np.array([np.cos(turn), np.sin(turn)]), np.array([-np.sin(turn), np.cos(turn)])
        return shapely.Polygon([(0, 0), 300 * direction, 300 * direction + 300 * normal, 300 * normal])

    below = shapely.Polygon([(0, 0), (0, -300), (300, -300), (300, 0)])
    assert borders(below, wedge(60)) == []
    assert borders(below, wedge(5)) == [[0, 1]]


def test_sloppy_digitising_gives_the_neighbours_of_the_exact_drawing() -> None:
    """A 5 × 5 board whose squares are each shifted by up to 3 m has the neighbours of the exact board."""
    exact = [square(200 * i, 200 * j, 200) for i in range(5) for j in range(5)]
    shift = np.random.default_rng(7).uniform(-3, 3, (25, 2))
    sloppy = [
        shapely.transform(cell, lambda xy, move=move: xy + move)
        for cell, move in zip(exact, shift, strict=True)
    ]
    assert len(borders(*exact)) == 40
    assert borders(*sloppy) == borders(*exact)


def test_parts_and_holes_count() -> None:
    """A village in two parts borders by either; a town in a hole borders what is around it."""
    two = shapely.MultiPolygon([square(0, 0), square(1000, 0)])
    around = shapely.Polygon(square(0, 0, 300).exterior, [square(100, 100).exterior])
    assert borders(two, square(1100, 0)) == [[0, 1]]
    assert borders(around, square(100, 100)) == [[0, 1]]


def test_nothing_to_border() -> None:
    """One village alone has no borders."""
    found = find_borders(np.array([square(0, 0)], dtype=object), min_border_m=30.0, max_gap_m=25.0)
    assert found.shape == (0, 2)
    assert found.dtype == np.int32
