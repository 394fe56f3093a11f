"""Whether villages cover the land once: overlaps, gaps, doubles, slivers, pieces, and villages that lie elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import CRS

from assign.errors import Fault, Severity
from assign.inputs.check_shapes import WGS84, Shapes, each_row, on_the_ground, to_crs
from assign.inputs.check_values import SHOWN, list_rows
from assign.inputs.tables import Table
from assign.messages import Value

OVERLAP_M2 = 1000.0
"""Smaller overlaps are drawing inaccuracy: a metre along a kilometre of border."""
GAP_M2 = 1000.0
SAME_SHARE = 0.9
"""A village that shares this much of its area with another is the same land entered twice."""
SLIVER_M2 = 1.0
"""Gaps and overlaps from here up to those sizes are slivers: counted, not named one by one."""
PIECE_M2 = 100.0
FAR_PART_M = 1000.0
"""A part of a village this far from its main part is worth a look."""
STRIP_M = 5.0
"""A village narrower than this is a leftover of drawing."""
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
    faults, thin = _overlaps(table, frame, metres, crs)
    said, narrow = _gaps(table, frame, metres, crs)
    faults += said + _slivers(table, np.concatenate([thin, narrow]), crs)
    faults += _strips(table, frame, metres)
    return faults + _pieces(table, frame, metres, crs)


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


def _overlaps(table: Table, frame: pd.DataFrame, metres: Shapes, crs: str) -> tuple[list[Fault], Shapes]:
    """Return an error for each pair on the same land, a warning for each other overlap, and the slivers.

    The largest come first.
    """
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
    sliver = area_m2 >= SLIVER_M2
    sliver[wide] = False
    return faults, shared[sliver]


def _gaps(table: Table, frame: pd.DataFrame, metres: Shapes, crs: str) -> tuple[list[Fault], Shapes]:
    """Return a warning for the largest gaps that villages close in on all sides, and the slivers.

    A gap inside one village is a hole in it, and names that village.
    """
    # a clean coverage is dissolved by dropping its shared edges, ten times as fast
    clean = bool(shapely.coverage_is_valid(metres))
    whole = shapely.coverage_union_all(metres) if clean else shapely.union_all(metres, grid_size=0.01)
    holes = [shapely.Polygon(ring) for part in shapely.get_parts(whole) for ring in part.interiors]
    area_m2 = np.array([hole.area for hole in holes])
    order = [int(place) for place in np.argsort(-area_m2, kind="stable") if area_m2[place] > GAP_M2]
    total = f"{float(area_m2[order].sum()):,.0f}" if order else "0"
    shown = np.array([holes[place] for place in order[:SHOWN]], dtype=object)
    around = _villages_around(shown, metres)
    faults = []
    for place, ground, villages in zip(order[:SHOWN], _wgs84(shown, crs), around, strict=True):
        lon, lat = shapely.get_coordinates(shapely.point_on_surface(shapely.from_wkb(ground)))[0]
        values: dict[str, Value] = {"count": len(order), "total": total, "at": f"{lon:.5f}, {lat:.5f}"}
        code, row = "villages-gap", None
        if len(villages) == 1:
            code, row = "village-hole", int(frame.index[villages[0]])
            values["id"] = str(frame["village_id"].iloc[villages[0]])
        found = f"{area_m2[place]:,.0f} m²"
        faults.append(Fault(code, Severity.WARNING, table.file, table.sheet, row, "", found, values, ground))
    small = [place for place in range(len(holes)) if SLIVER_M2 <= area_m2[place] <= GAP_M2]
    return faults, np.array([holes[place] for place in small], dtype=object)


def _villages_around(gaps: Shapes, metres: Shapes) -> list[list[int]]:
    """Return the villages that border each gap."""
    if not len(gaps):
        return []
    gap, village = shapely.STRtree(metres).query(gaps, predicate="dwithin", distance=0.1)
    return [sorted(village[gap == number].tolist()) for number in range(len(gaps))]


def _slivers(table: Table, slivers: Shapes, crs: str) -> list[Fault]:
    """Return a note on the narrow gaps and overlaps between villages, all together."""
    if not len(slivers):
        return []
    total = f"{float(shapely.area(slivers).sum()):,.0f}"
    values: dict[str, Value] = {"count": len(slivers), "total": total}
    shape = on_the_ground(slivers, crs)
    return [Fault("villages-slivers", Severity.NOTE, table.file, table.sheet, values=values, shape=shape)]


def _strips(table: Table, frame: pd.DataFrame, metres: Shapes) -> list[Fault]:
    """Return a warning for each village that is a narrow strip: twice its area over its perimeter is its width."""
    width_m = 2 * shapely.area(metres) / np.maximum(shapely.length(metres), 1e-9)
    found = np.array([f"{width:.1f} m" for width in width_m], dtype=object)
    severity = Severity.WARNING
    return each_row("village-strip", width_m < STRIP_M, table, frame, found=found, severity=severity)


def _pieces(table: Table, frame: pd.DataFrame, metres: Shapes, crs: str) -> list[Fault]:
    """Return a note on the villages in several pieces of some size, and one on those with a part far off."""
    parts, owner = shapely.get_parts(metres, return_index=True)
    large = shapely.area(parts) > PIECE_M2
    parts, owner = parts[large], owner[large]
    several = np.flatnonzero(np.bincount(owner, minlength=len(metres)) > 1)
    if not len(several):
        return []
    rows = [int(row) for row in frame.index[several]]
    faults = [table.fault("village-in-pieces", Severity.NOTE, count=len(rows), rows=list_rows(rows))]
    far: list[tuple[float, int, shapely.Polygon]] = []
    for village in several:
        own = parts[owner == village]
        main = own[int(np.argmax(shapely.area(own)))]
        far += [(float(main.distance(part)), int(village), part) for part in own]
    far = sorted((item for item in far if item[0] > FAR_PART_M), key=lambda item: (-item[0], item[1]))
    if not far:
        return faults
    away = sorted({int(frame.index[village]) for _, village, _ in far})
    ids = list(dict.fromkeys(str(frame["village_id"].iloc[village]) for _, village, _ in far))
    values: dict[str, Value] = {
        "count": len(away),
        "rows": list_rows(away, limit=SHOWN),
        "ids": ", ".join(ids[:SHOWN]),
        "farthest_km": round(far[0][0] / 1000, 1),
        "limit_km": FAR_PART_M / 1000,
    }
    shape = on_the_ground(np.array([part for _, _, part in far], dtype=object), crs)
    return [
        *faults,
        Fault("village-part-far", Severity.NOTE, table.file, table.sheet, values=values, shape=shape),
    ]


def _wgs84(shapes: NDArray[np.object_], crs: str) -> Sequence[bytes]:
    if not len(shapes):
        return []
    return [bytes(item) for item in shapely.to_wkb(to_crs(shapes, CRS.from_user_input(crs), WGS84))]
