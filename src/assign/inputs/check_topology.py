"""Whether villages cover the land once: overlaps, gaps, doubles, pieces, and villages that lie elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import CRS

from assign.errors import Fault, Severity
from assign.inputs.check_shapes import WGS84, Shapes, to_crs
from assign.inputs.check_values import SHOWN, list_rows
from assign.inputs.tables import Table
from assign.messages import Value

OVERLAP_M2 = 1000.0
"""Smaller overlaps are drawing inaccuracy: a metre along a kilometre of border."""
GAP_M2 = 1000.0
SAME_SHARE = 0.9
"""A village that shares this much of its area with another is the same land entered twice."""
PIECE_M2 = 100.0
FAR_M, FAR_TIMES = 200_000.0, 20.0
"""A village this far from the middle of all, and so many times farther than most, is misplaced."""


def check_topology(table: Table, frame: pd.DataFrame, metres: Shapes, crs: str) -> list[Fault]:
    """Return the faults of the coverage; those of a place carry its shape.

    Parameters
    ----------
    metres
        Valid polygons beside the rows of `frame`, in `crs`.
    """
    faults = _far_away(table, frame, metres)
    if faults:
        return faults  # the hull of all would be one great gap
    faults = _overlaps(table, frame, metres, crs)
    faults += _gaps(table, metres, crs)
    return faults + _pieces(table, frame, metres)


def _far_away(table: Table, frame: pd.DataFrame, metres: Shapes) -> list[Fault]:
    """Return an error for each village that lies far from all the others: a typing error, or another CRS."""
    middle = shapely.get_coordinates(shapely.centroid(metres))
    away_m = np.hypot(*(middle - np.median(middle, axis=0)).T)
    usual_m = float(np.quantile(away_m, 0.8))
    far = np.flatnonzero((away_m > FAR_M) & (away_m > FAR_TIMES * max(usual_m, 1.0)))
    return [
        table.fault(
            "village-far-away",
            row=int(frame.index[place]),
            found=f"{away_m[place] / 1000:.0f} km",
            id=str(frame["village_id"].iloc[place]),
            usual=f"{usual_m / 1000:.0f} km",
        )
        for place in far[:SHOWN]
    ]


def _overlaps(table: Table, frame: pd.DataFrame, metres: Shapes, crs: str) -> list[Fault]:
    """Return an error for each pair on the same land, a warning for each other overlap, the largest first."""
    one, other = shapely.STRtree(metres).query(metres)
    boxes = shapely.bounds(metres)
    size = np.minimum(boxes[one, 2:], boxes[other, 2:]) - np.maximum(boxes[one, :2], boxes[other, :2])
    near = (one < other) & (size > 0).all(axis=1) & (size.prod(axis=1) > OVERLAP_M2)
    one, other = one[near], other[near]
    shapely.prepare(metres)
    inside = ~shapely.touches(metres[one], metres[other])
    one, other = one[inside], other[inside]
    shared = shapely.intersection(metres[one], metres[other])
    area_m2 = shapely.area(shared)
    least_m2 = np.minimum(shapely.area(metres[one]), shapely.area(metres[other]))
    wide = np.flatnonzero(area_m2 > np.minimum(OVERLAP_M2, SAME_SHARE * least_m2))
    wide = wide[np.argsort(-area_m2[wide], kind="stable")]
    same = area_m2 >= SAME_SHARE * least_m2
    faults: list[Fault] = []
    for code, severity, chosen in (
        ("villages-same-land", Severity.ERROR, wide[same[wide]]),
        ("villages-overlap", Severity.WARNING, wide[~same[wide]]),
    ):
        total = f"{float(area_m2[chosen].sum()):,.0f}"
        for pair, ground in zip(chosen[:SHOWN], _wgs84(shared[chosen[:SHOWN]], crs), strict=True):
            first, second = int(one[pair]), int(other[pair])
            values: dict[str, Value] = {
                "first": str(frame["village_id"].iloc[first]),
                "second": str(frame["village_id"].iloc[second]),
                "second_row": int(frame.index[second]),
                "count": len(chosen),
                "total": total,
            }
            found = f"{area_m2[pair]:,.0f} m²"
            row = int(frame.index[first])
            faults.append(Fault(code, severity, table.file, table.sheet, row, "", found, values, ground))
    return faults


def _gaps(table: Table, metres: Shapes, crs: str) -> list[Fault]:
    """Return a warning for the largest gaps that villages close in on all sides, with all of them counted."""
    # a clean coverage is dissolved by dropping its shared edges, ten times as fast
    clean = bool(shapely.coverage_is_valid(metres))
    whole = shapely.coverage_union_all(metres) if clean else shapely.union_all(metres, grid_size=0.01)
    holes = [shapely.Polygon(ring) for part in shapely.get_parts(whole) for ring in part.interiors]
    area_m2 = np.array([hole.area for hole in holes])
    order = [int(place) for place in np.argsort(-area_m2, kind="stable") if area_m2[place] > GAP_M2]
    total = f"{float(area_m2[order].sum()):,.0f}" if order else "0"
    shown = np.array([holes[place] for place in order[:SHOWN]], dtype=object)
    faults = []
    for place, ground in zip(order, _wgs84(shown, crs), strict=False):
        lon, lat = shapely.get_coordinates(shapely.point_on_surface(shapely.from_wkb(ground)))[0]
        values: dict[str, Value] = {"count": len(order), "total": total, "at": f"{lon:.5f}, {lat:.5f}"}
        found = f"{area_m2[place]:,.0f} m²"
        faults.append(
            Fault("villages-gap", Severity.WARNING, table.file, table.sheet, None, "", found, values, ground)
        )
    return faults


def _pieces(table: Table, frame: pd.DataFrame, metres: Shapes) -> list[Fault]:
    """Return a note on the villages that lie in several pieces of some size."""
    parts, owner = shapely.get_parts(metres, return_index=True)
    count = np.bincount(owner[shapely.area(parts) > PIECE_M2], minlength=len(metres))
    rows = [int(row) for row in frame.index[count > 1]]
    if not rows:
        return []
    return [table.fault("village-in-pieces", Severity.NOTE, count=len(rows), rows=list_rows(rows))]


def _wgs84(shapes: NDArray[np.object_], crs: str) -> Sequence[bytes]:
    if not len(shapes):
        return []
    return [bytes(item) for item in shapely.to_wkb(to_crs(shapes, CRS.from_user_input(crs), WGS84))]
