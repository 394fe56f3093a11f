"""Village outlines as shared arcs: each border line stands once, and knows the two villages beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

import numpy as np
import shapely
from numpy.typing import NDArray

from assign.show.map.pack import pack, pack_lines

PRECISION = 100_000
"""Coordinates are whole 1/100,000 degrees, about a metre."""

Geometries = NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Topology:
    """Polygons as rings of arcs.

    Parameters
    ----------
    arcs
        Points of each arc in 1/100,000 degree.
    polygons
        For each village its polygons, each a list of rings (outer first), each a list of arc numbers;
        an arc run backwards is ``-1 - number``.
    """

    arcs: tuple[tuple[tuple[int, int], ...], ...]
    polygons: tuple[tuple[tuple[tuple[int, ...], ...], ...], ...]


def shape_columns(shapes: Topology) -> dict[str, object]:
    """Return the shapes packed: arcs as lines, and per village its polygons as one run of numbers.

    The run is: polygons; for each its rings; for each its arcs and then, for each arc, twice the step from the number
    of the arc before, plus one where it is run backwards.
    """
    points = np.array([point for arc in shapes.arcs for point in arc], dtype=np.int64).reshape(-1, 2)
    run: list[int] = []
    last = 0
    for village in shapes.polygons:
        run.append(len(village))
        for polygon in village:
            run.append(len(polygon))
            for ring in polygon:
                run.append(len(ring))
                for arc in ring:
                    number = arc if arc >= 0 else -1 - arc
                    run.append(2 * (number - last) + (arc < 0))
                    last = number
    return {"arcs": pack_lines(points, [len(arc) for arc in shapes.arcs]), "polygons": pack(run)}


def tolerance_m(villages: int) -> float:
    """Return how far, in metres, a simplified border may stand off: coarser for larger cases."""
    return 8.0 if villages <= 200 else 15.0 if villages <= 1500 else 30.0 if villages <= 8000 else 60.0


def simplify(outlines: Geometries, *, metres: float) -> Geometries:
    """Return the outlines simplified by about `metres`; shared borders stay shared."""
    if not len(outlines):
        return outlines
    bounds = shapely.total_bounds(outlines)
    squeeze = cos(radians(float(bounds[1] + bounds[3]) / 2)) if np.isfinite(bounds).all() else 1.0
    flat = shapely.transform(outlines, lambda xy: xy * (squeeze, 1.0))
    flat = np.asarray(shapely.coverage_simplify(flat, metres / 111_320), dtype=object)
    return np.asarray(shapely.transform(flat, lambda xy: xy / (squeeze, 1.0)), dtype=object)


def build(outlines: Geometries) -> Topology:
    """Return the outlines as shared arcs."""
    rings = [_rings(outline) for outline in outlines]
    junctions = _junctions([ring for polygons in rings for polygon in polygons for ring in polygon])
    arcs: list[tuple[tuple[int, int], ...]] = []
    numbers: dict[tuple[tuple[int, int], ...], int] = {}

    def number(arc: tuple[tuple[int, int], ...]) -> int:
        backwards = arc[::-1]
        if backwards < arc:
            return -1 - number(backwards)
        if arc not in numbers:
            numbers[arc] = len(arcs)
            arcs.append(arc)
        return numbers[arc]

    polygons = tuple(
        tuple(
            tuple(tuple(number(arc) for arc in _cut(ring, junctions)) for ring in polygon)
            for polygon in village
        )
        for village in rings
    )
    return Topology(tuple(arcs), polygons)


def _rings(outline: shapely.Geometry) -> list[list[list[tuple[int, int]]]]:
    """Return polygons > rings > whole-number points, last point dropped; rings without area are left out."""
    polygons = []
    for part in shapely.get_parts(outline):
        if not isinstance(part, shapely.Polygon) or part.is_empty:
            continue
        rings = []
        for line in (part.exterior, *part.interiors):
            points = np.rint(shapely.get_coordinates(line) * PRECISION).astype(np.int64)
            keep = np.any(np.diff(points, axis=0) != 0, axis=1)
            ring = [(int(x), int(y)) for x, y in points[:-1][keep]]
            if len(ring) > 2:
                rings.append(ring)
            elif not rings:
                break
        if rings:
            polygons.append(rings)
    return polygons


def _junctions(rings: Sequence[Sequence[tuple[int, int]]]) -> set[tuple[int, int]]:
    """Return the points where arcs end: the line through is not the same for every ring that passes."""
    through: dict[tuple[int, int], tuple[tuple[int, int], tuple[int, int]]] = {}
    uses: dict[tuple[int, int], int] = {}
    junctions = set()
    for ring in rings:
        for before, point, after in zip((ring[-1], *ring[:-1]), ring, (*ring[1:], ring[0]), strict=True):
            pair = (before, after) if before < after else (after, before)
            if through.setdefault(point, pair) != pair:
                junctions.add(point)
            uses[point] = uses.get(point, 0) + 1
    # Where a shared border begins, one ring may go on alone along the same line: the count of passes changes.
    for ring in rings:
        for point, after in zip(ring, (*ring[1:], ring[0]), strict=True):
            if uses[point] != uses[after] and point not in junctions and after not in junctions:
                junctions.add(point if uses[point] > uses[after] else after)
    return junctions


def _cut(ring: list[tuple[int, int]], junctions: set[tuple[int, int]]) -> list[tuple[tuple[int, int], ...]]:
    """Return the ring cut at its junctions; a ring without any is one closed arc from its least point."""
    at = [number for number, point in enumerate(ring) if point in junctions]
    if not at:
        least = ring.index(min(ring))
        turned = [*ring[least:], *ring[:least], ring[least]]
        if turned[-2] < turned[1]:
            turned.reverse()
        return [tuple(turned)]
    return [
        tuple([*ring[start : stop + 1]] if start < stop else [*ring[start:], *ring[: stop + 1]])
        for start, stop in zip(at, (*at[1:], at[0]), strict=True)
    ]
