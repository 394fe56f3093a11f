"""Neighbours stay neighbours when roads and rivers part their outlines, and corners stay corners."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from assign.inputs.borders import find_borders

Shapes = NDArray[np.object_]
Pair = tuple[int, int]

SURELY_M, HARDLY_M = 100.0, 5.0
"""A common border of so many metres must count, one of so few must not: the rule draws the line at 30 m."""


def found(outlines: Shapes) -> set[Pair]:
    return {(a, b) for a, b in find_borders(outlines, min_border_m=30.0, max_gap_m=25.0).tolist()}


def common_m(outlines: Shapes) -> dict[Pair, float]:
    """Return the length that each pair of an exact coverage has in common: shapely's own answer."""
    one, other = shapely.STRtree(outlines).query(outlines, predicate="intersects")
    once = one < other
    one, other = one[once], other[once]
    length = shapely.length(shapely.intersection(outlines[one], outlines[other]))
    return {(int(a), int(b)): float(metres) for a, b, metres in zip(one, other, length, strict=True)}


def cells(seed: int, count: int) -> Shapes:
    """Return the Voronoi cells of random points on 4 km, each at least 250 m from the next."""
    rng = np.random.default_rng(seed)
    chosen: list[NDArray[np.float64]] = []
    for point in rng.uniform(0, 4000, (count * 5, 2)):
        if all(np.hypot(*(point - other)) >= 250 for other in chosen):
            chosen.append(point)
        if len(chosen) == count:
            break
    parts = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(np.array(chosen))))
    return np.asarray(shapely.intersection(parts, shapely.box(-200, -200, 4200, 4200)), dtype=object)


def check(exact: Shapes, drawn: Shapes) -> None:
    pairs = found(drawn)
    length = common_m(exact)
    missed = {pair for pair, metres in length.items() if metres >= SURELY_M and pair not in pairs}
    invented = {pair for pair in pairs if length.get(pair, 0.0) <= HARDLY_M}
    assert (missed, invented) == (set(), set())


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 100_000), count=st.integers(3, 30), gap_m=st.just(0.0) | st.floats(0.1, 20.0))
@example(seed=0, count=30, gap_m=20.0)
def test_a_gap_along_all_borders_parts_nobody(seed: int, count: int, gap_m: float) -> None:
    """Every outline drawn back from its borders by half a road of up to 20 m."""
    exact = cells(seed, count)
    check(exact, np.asarray(shapely.buffer(exact, -gap_m / 2, join_style="mitre"), dtype=object))


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 100_000), count=st.integers(3, 30), stray_m=st.floats(0.0, 3.0))
def test_sloppy_outlines_keep_their_neighbours(seed: int, count: int, stray_m: float) -> None:
    """Each village digitised by itself: new vertices every 90 m, each off by up to 3 m, gaps and overlaps."""
    exact = cells(seed, count)
    rng = np.random.default_rng(seed + 1)

    def drawn_anew(shape: shapely.Polygon) -> shapely.Polygon:
        dense = shapely.segmentize(shape, float(rng.uniform(60, 120)))
        xy = shapely.get_coordinates(dense)[:-1]
        moved = shapely.Polygon(xy + rng.uniform(-stray_m, stray_m, xy.shape))
        return moved if moved.is_valid else shape

    check(exact, np.array([drawn_anew(shape) for shape in exact], dtype=object))


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 100_000), width_m=st.floats(1.0, 20.0), bend_m=st.floats(0.0, 250.0))
def test_a_winding_river_parts_nobody(seed: int, width_m: float, bend_m: float) -> None:
    """Villages digitised to the banks of a river of up to 20 m, in bends of any size, each bank by itself."""
    rng = np.random.default_rng(seed)
    x = np.linspace(0, 6000, 601)
    middle = shapely.LineString(np.column_stack([x, bend_m * np.sin(x / 300 + rng.uniform(0, 6))]))
    banks = shapely.box(-10, -2000, 6010, 2000)
    water = shapely.buffer(middle, width_m / 2, cap_style="square")

    def bank(south: bool, cuts: NDArray[np.float64], wet: bool) -> list[shapely.Geometry]:
        side = -2000.0 if south else 2000.0
        xy = shapely.get_coordinates(middle)
        land = shapely.make_valid(shapely.Polygon([*xy, (6000, side), (0, side)]))
        land = shapely.difference(land, water) if wet else land
        columns = [shapely.box(a, -2500, b, 2500) for a, b in pairwise(cuts)]
        return [shapely.intersection(shapely.intersection(land, column), banks) for column in columns]

    def cut() -> NDArray[np.float64]:
        return np.concatenate([[0], np.sort(rng.choice(np.arange(600, 5500, 400), 4, replace=False)), [6000]])

    south, north = cut(), cut() + np.array([0, 150, 150, 150, 150, 0])
    exact = np.array(bank(True, south, False) + bank(False, north, False), dtype=object)
    drawn = np.array(bank(True, south, True) + bank(False, north, True), dtype=object)
    check(exact, drawn)


@settings(max_examples=60, deadline=None)
@given(
    turn=st.floats(0, 90), apart=st.tuples(st.floats(-12, 12), st.floats(-12, 12)), side=st.floats(60, 2000)
)
def test_a_corner_makes_no_neighbours_at_any_angle(
    turn: float, apart: tuple[float, float], side: float
) -> None:
    """Two squares corner to corner, a few metres apart or over each other, in any direction."""
    square = shapely.box(0, 0, side, side)
    other = shapely.box(-side + apart[0], -side + apart[1], apart[0], apart[1])
    both = np.array([square, other], dtype=object)
    angle = np.radians(turn)
    matrix = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    assert found(np.asarray(shapely.transform(both, lambda xy: xy @ matrix.T), dtype=object)) == set()
