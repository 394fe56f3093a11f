"""Geometries as they come out of files: what is endless or broken is named by its row."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from assign.errors import Fault
from assign.inputs.geometries import crs_of, first_line, same_crs, sound_shapes

INF = float("inf")
SQUARE = shapely.box(0, 0, 1, 1)


def sound(*shapes: shapely.Geometry | None, given: tuple[bool, ...] = ()) -> tuple[list[object], list[Fault]]:
    """Return the geometries made flat and the faults."""
    faults: list[Fault] = []
    there = np.array(given or [True] * len(shapes), dtype=bool)
    flat = sound_shapes(np.array(shapes, dtype=object), there, "a.gpkg", "land", faults)
    return list(flat), faults


@pytest.mark.parametrize(
    "wrong",
    [shapely.Point(INF, 1), shapely.Point(1, -INF), shapely.MultiPoint([(0, 0), (1, INF), (2, 2)])],
)
def test_endless_geometries_are_taken_out_and_named(wrong):
    """The row counts from one, as a table is read; those before and after it stay as they are."""
    flat, faults = sound(SQUARE, wrong, SQUARE)
    assert flat == [SQUARE, None, SQUARE]
    assert [(one.code, one.file, one.sheet, one.row) for one in faults] == [
        ("shape-not-finite", "a.gpkg", "land", 2)
    ]


def test_twenty_endless_geometries_are_named_and_all_are_taken_out():
    """A layer of nothing else does not fill the list of faults."""
    flat, faults = sound(*[shapely.Point(INF, 1)] * 21, SQUARE)
    assert [one.row for one in faults] == list(range(1, 21))
    assert flat == [*[None] * 21, SQUARE]


def test_what_was_given_and_could_not_be_read_is_broken():
    """A row without a geometry is not, nor is an empty one; heights are dropped."""
    high = shapely.force_3d(SQUARE, 7.0)
    flat, faults = sound(None, None, shapely.Polygon(), high, given=(False, True, True, True))
    assert [(one.code, one.row) for one in faults] == [("shape-broken", 2)]
    assert flat[3] == SQUARE
    assert not shapely.has_z(flat[3])


def test_systems_of_coordinates_are_the_same_whatever_their_axes():
    """A code and its well-known text with east first are one; a name that nobody knows is none, and like nothing."""
    assert same_crs("EPSG:4326", "OGC:CRS84")
    assert not same_crs("EPSG:4326", "EPSG:4547")
    assert crs_of("nowhere") is None
    assert not same_crs("nowhere", "nowhere")
    assert not same_crs("EPSG:4326", "nowhere")


def test_what_a_library_says_is_cut_to_its_first_line():
    """Eighty signs of it."""
    assert first_line(ValueError("\n one\ntwo")) == "one"
    assert first_line("x" * 81) == "x" * 80
