"""The counties as one SVG: outlines that still fit after simplification, coloured by mean travel."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from html import escape

import numpy as np
import shapely

from assign.show.counties.record import CountyRecord
from assign.show.map.topology import simplify

WIDTH = 1000.0
CLASSES = 6
MOST_LABELS = 250
"""With more counties than this their labels would hide the map."""
_METRES_A_DEGREE = 111_320.0
_STEPS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0)


def steps(minutes: Sequence[float]) -> list[float]:
    """Return round limits of at most six classes that hold all known minutes; none where none are known."""
    known = [value for value in minutes if math.isfinite(value)]
    if not known:
        return []
    for step in _STEPS:
        first, last = math.floor(min(known) / step), math.floor(max(known) / step) + 1
        if last - first <= CLASSES:
            return [round(number * step, 1) for number in range(first, last + 1)]
    return [0.0, math.ceil(max(known))]


def picture(records: Sequence[CountyRecord], links: Sequence[str], cuts: Sequence[float]) -> str:
    """Return the SVG; each county is a link, which the list beside it repeats for the keyboard."""
    shapes = np.array([shapely.from_wkb(one.outline) for one in records], dtype=object)
    bounds = shapely.total_bounds(shapes)
    if not np.isfinite(bounds).all():
        return ""
    west, south, east, north = (float(value) for value in bounds)
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = WIDTH / max((east - west) * squeeze, north - south, 1e-9)
    drawn = simplify(shapes, metres=_METRES_A_DEGREE / scale)
    drawn = shapely.transform(drawn, lambda xy: (xy - (west, north)) * (squeeze * scale, -scale))
    counties = "\n".join(
        f'<a href="{escape(link)}" tabindex="-1" data-n="{number}">'
        f'<path class="{_colour(one.travel_min, cuts)}" d="{_path(shape)}"/></a>'
        for number, (one, link, shape) in enumerate(zip(records, links, drawn, strict=True))
    )
    size = f"{(east - west) * squeeze * scale:.1f} {(north - south) * scale:.1f}"
    return (
        f'<svg viewBox="0 0 {size}" role="img" id="map"><g aria-hidden="true">\n{counties}\n{_labels(records, drawn)}'
        "</g></svg>"
    )


def _colour(minutes: float, cuts: Sequence[float]) -> str:
    if not math.isfinite(minutes):
        return "unknown"
    return f"q{min(bisect_right(cuts, minutes) - 1, CLASSES - 1)}"


def _path(shape: shapely.Geometry) -> str:
    """Return the rings of polygons as path data with one decimal."""
    rings = []
    for part in shapely.get_parts(shape):
        if isinstance(part, shapely.Polygon):
            for ring in (part.exterior, *part.interiors):
                points = [f"{x:.1f} {y:.1f}" for x, y in shapely.get_coordinates(ring)[:-1]]
                rings.append(f"M{'L'.join(points)}Z")
    return "".join(rings)


def _labels(records: Sequence[CountyRecord], drawn: np.ndarray) -> str:
    if len(records) > MOST_LABELS:
        return ""
    middle = shapely.get_coordinates(shapely.point_on_surface(drawn))
    return "".join(
        f'<text x="{x:.1f}" y="{y:.1f}">{escape(one.name or one.county_id)}</text>'
        for one, (x, y) in zip(records, middle, strict=True)
    )
