"""Outlines for villages that are points: Voronoi cells, each inside its own station."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

Shapes = NDArray[np.object_]

ALONE_M = 500.0
"""Radius of the cell of a point that has nothing around it."""


def cells_of_points(
    points: Shapes, station_ids: NDArray[np.object_], outlines: Mapping[str, shapely.Geometry]
) -> Shapes:
    """Return a cell for each point; cells do not overlap, and every one lies in its station.

    Inside a station's outline the cells are those of its own points alone, so they fill it. A station without an
    outline gets the cells of all points, cut at the hull of its own points widened by their usual distance: its
    villages touch one another, and stations meet halfway.

    Parameters
    ----------
    points
        Distinct points in a metric CRS.
    station_ids
        The station of each point.
    outlines
        Polygons in the same CRS by station; a point outside its station's is treated as if it had none.
    """
    around = _usual_distance(points)
    everywhere = _voronoi(
        points, shapely.buffer(shapely.convex_hull(shapely.multipoints(points)), around * 4)
    )
    out = np.empty(len(points), dtype=object)
    for station_id in sorted(set(station_ids)):
        mine = np.flatnonzero(station_ids == station_id)
        outline = outlines.get(station_id)
        inside = np.zeros(len(mine), dtype=bool)
        if outline is not None:
            inside = np.asarray(shapely.covers(outline, points[mine]), dtype=bool)
            if inside.any():
                kept = mine[inside]
                out[kept] = shapely.intersection(_voronoi(points[kept], outline), outline)
        left = mine[~inside]
        if len(left):
            hull = shapely.buffer(shapely.convex_hull(shapely.multipoints(points[left])), around)
            out[left] = shapely.intersection(everywhere[left], hull)
    return _apart(out, points, station_ids, outlines)


def _apart(
    cells: Shapes, points: Shapes, station_ids: NDArray[np.object_], outlines: Mapping[str, shapely.Geometry]
) -> Shapes:
    """Return the cells of points that stand in no outline of their station's, without what lies in any outline."""
    known = {key: outlines[key] for key in sorted(set(station_ids)) if key in outlines}
    if not known:
        return cells
    shapes = np.asarray(list(known.values()), dtype=object)
    out = cells.copy()
    at, which = shapely.STRtree(shapes).query(cells, predicate="intersects")
    for place in np.unique(at):
        if shapely.covers(known.get(station_ids[place], shapely.Point()), points[place]):
            continue  # cut at its own outline already; outlines that overlap are for the topology check
        rest = shapely.difference(out[place], shapely.union_all(shapes[which[at == place]]))
        # a point deep inside a foreign station keeps its cell: it must have one
        out[place] = rest if shapely.area(rest) > 1.0 else out[place]
    return out


def _voronoi(points: Shapes, around: Any) -> Shapes:
    """Return the Voronoi cell of each point, large enough to cover a shape."""
    if len(points) == 1:
        return np.asarray([shapely.envelope(shapely.buffer(around, ALONE_M))], dtype=object)
    drawn = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points), extend_to=around))
    point, cell = shapely.STRtree(drawn).query(points, predicate="intersects")
    order = np.empty(len(points), dtype=np.int64)
    order[point] = cell
    return np.asarray(drawn[order], dtype=object)


def _usual_distance(points: Shapes) -> float:
    """Return the median distance to the nearest other point, in metres."""
    if len(points) == 1:
        return ALONE_M
    _, distance = shapely.STRtree(points).query_nearest(points, exclusive=True, return_distance=True)
    return float(np.median(distance))
