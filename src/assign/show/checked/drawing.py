"""A small drawing of where the faults lie: outlines of the villages, each faulty place with its number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from assign.errors import Fault

WIDTH, HEIGHT = 1000, 620
MARGIN = 24
DRAWN = 300
"""Places drawn at most: more would hide one another."""
_DETAIL = 0.6
"""Bends smaller than this, in units of the drawing, are left out."""
_MARK = 7.0


class Frame(NamedTuple):
    """Degrees → units of the drawing: x = (lon − west) · x_scale + left, y = (north − lat) · y_scale + top."""

    west: float
    north: float
    x_scale: float
    y_scale: float
    left: float
    top: float


def drawing(outlines: NDArray[np.object_], faults: Mapping[int, Fault], labels: Mapping[int, str]) -> str:
    """Return an SVG, or ``""`` when no fault has a shape.

    Parameters
    ----------
    outlines
        Polygons in WGS 84.
    faults
        Number of a fault on the page -> the fault; those without a shape are passed over.
    labels
        Number -> what a reader hears or sees on pointing; already escaped.
    """
    shapes = {number: shape for number, fault in faults.items() if (shape := _shape_of(fault)) is not None}
    shapes = dict(list(shapes.items())[:DRAWN])
    if not shapes:
        return ""
    frame = _frame([*outlines, *shapes.values()])
    base = "".join(_path(shape, frame) for shape in outlines)
    # the worst on top
    marks = [_mark(n, shapes[n], faults[n], labels[n], frame) for n in sorted(shapes, reverse=True)]
    return (
        f'<svg class="map" viewBox="0 0 {WIDTH} {HEIGHT}" role="group">'
        f'<path class="land" d="{base}"/>{"".join(marks)}</svg>'
    )


def _shape_of(fault: Fault) -> shapely.Geometry | None:
    """Return the shape of a fault where it has coordinates on the globe, else None."""
    if not fault.shape:
        return None
    shape = shapely.from_wkb(fault.shape)
    xy = shapely.get_coordinates(shape)
    on_globe = len(xy) and np.isfinite(xy).all() and (np.abs(xy) <= (180.0, 90.0)).all()
    return shape if on_globe else None


def _frame(shapes: Sequence[shapely.Geometry]) -> Frame:
    """Return the frame that holds all shapes, a degree of longitude as long as it is in the middle latitude."""
    west, south, east, north = (
        float(value) for value in shapely.total_bounds(np.array(shapes, dtype=object))
    )
    narrow = max(np.cos(np.radians((south + north) / 2)), 0.01)
    wide, high = max((east - west) * narrow, 1e-6), max(north - south, 1e-6)
    scale = min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high)
    left, top = (WIDTH - wide * scale) / 2, (HEIGHT - high * scale) / 2
    return Frame(west, north, scale * narrow, scale, left, top)


def _placed(xy: NDArray[np.float64], frame: Frame) -> NDArray[np.float64]:
    x = (xy[:, 0] - frame.west) * frame.x_scale + frame.left
    y = (frame.north - xy[:, 1]) * frame.y_scale + frame.top
    return np.column_stack([x, y])


def _path(shape: shapely.Geometry, frame: Frame) -> str:
    """Return the commands that draw a geometry's rings or lines, small bends left out."""
    moved = shapely.transform(shape, lambda xy: _placed(xy, frame))
    drawn = shapely.simplify(moved, _DETAIL, preserve_topology=False)
    drawn = moved if shapely.is_empty(drawn) else drawn
    parts = shapely.get_parts(shapely.get_parts(np.array([drawn], dtype=object)))
    out = []
    for part in parts:
        kind = shapely.get_type_id(part)
        for ring in shapely.get_rings(part) if kind == 3 else [part] if kind in (1, 2) else []:
            xy = np.round(shapely.get_coordinates(ring), 1)
            points = " ".join(f"{x:g},{y:g}" for x, y in (xy[:-1] if kind == 3 else xy))
            out.append(f"M{points}{'Z' if kind == 3 else ''}")
    return "".join(out)


def _mark(number: int, shape: shapely.Geometry, fault: Fault, label: str, frame: Frame) -> str:
    """Return a faulty place: its shape, and a numbered disc beside it that leads to its entry on the page."""
    (at,) = _placed(shapely.get_coordinates(_middle(shape))[:1], frame)
    kind = "line" if shapely.get_dimensions(shape) == 1 else "area"
    x, y = round(float(at[0]), 1), round(float(at[1]), 1)
    return (
        f'<a class="mark {fault.severity.value}" href="#f{number}"><title>{label}</title>'
        f'<path class="{kind}" d="{_path(shape, frame)}"/>'
        f'<circle cx="{x:g}" cy="{y:g}" r="{_MARK:g}"/>'
        f'<text x="{x:g}" y="{y:g}" dy="3">{number}</text></a>'
    )


def _middle(shape: shapely.Geometry) -> shapely.Geometry:
    """Return a point of the shape, half-way along a line; an invalid ring may have no surface to stand on."""
    if shapely.get_dimensions(shape) == 1:
        (halfway, *_) = shapely.line_interpolate_point(shapely.get_parts([shape]), 0.5, normalized=True)
        middle: shapely.Geometry = shapely.points(shapely.get_coordinates(halfway)[0])
        return middle
    try:
        middle = shapely.point_on_surface(shape)
    except shapely.errors.GEOSException:
        middle = shapely.Point()
    return shapely.points(shapely.get_coordinates(shape)[0]) if shapely.is_empty(middle) else middle
