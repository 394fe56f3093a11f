"""Village polygons mended: invalid ones made valid, narrow overlaps and gaps closed; every move is listed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from pyproj import CRS

from assign.inputs.borders import find_borders
from assign.inputs.check_shapes import (
    WGS84,
    Shapes,
    invalid_because,
    metric_crs,
    only_areas,
    to_crs,
    to_wgs84,
)
from assign.inputs.mend_coverage import Patches, close_narrow, gaps_of, moved_m, overlaps_of
from assign.inputs.tables import Table
from assign.messages import Value
from assign.policy import Policy
from assign.survey import Change

_POLYGONS = (3, 6, 7)
_WIDEST = 10.0
"""Degrees that a case may span: a metre of one UTM zone is no metre far outside it."""


@dataclass(frozen=True, eq=False)
class _Before:
    """The villages as they stand: polygons in metres and what is wrong between them."""

    metres: Shapes
    overlaps: Patches
    gaps: Patches


def make_valid(table: Table, frame: pd.DataFrame) -> tuple[Shapes, list[Change]]:
    """Return the shapes of a layer with every invalid polygon made valid, its area kept."""
    shapes = np.asarray(table.shapes, dtype=object).copy()
    broken = ~shapely.is_missing(shapes) & np.isin(shapely.get_type_id(shapes), _POLYGONS)
    broken &= ~shapely.is_valid(shapes) | (shapely.get_type_id(shapes) == 7)
    changes = []
    for place in np.flatnonzero(broken):
        mended = only_areas(shapely.make_valid(shapes[place]))
        if shapely.is_empty(mended):
            continue  # it has no area: nobody can say what was meant
        reason = invalid_because(shapes[place])
        shapes[place] = mended
        values: dict[str, Value] = {"area_m2": f"{_area_m2(mended, table):.0f}"}
        changes.append(_change(table, frame, int(place), "shape-valid", reason, "valid", **values))
    return shapes, changes


def close_borders(
    table: Table, frame: pd.DataFrame, shapes: Shapes, *, within_m: float, policy: Policy
) -> tuple[Shapes, list[Change]]:
    """Return the shapes with overlaps and gaps up to a width closed, and what that changed.

    Parameters
    ----------
    frame
        Rows beside the shapes; the first column holds the ids.
    within_m
        The width up to which overlaps and gaps are closed, which is also how far a border may move, metres.
    """
    source = CRS.from_user_input(table.crs)
    known = ~shapely.is_missing(shapes) & np.isin(shapely.get_type_id(shapes), (3, 6))
    places = np.flatnonzero(known & (shapely.area(shapes) > 0))
    if len(places) < 2:
        return shapes, []
    degrees = shapes[places]
    if not source.equals(WGS84, ignore_axis_order=True):
        degrees = to_crs(degrees, source, WGS84)
    west, south, east, north = shapely.total_bounds(degrees)
    if not max(east - west, north - south) < _WIDEST:
        return shapes, []
    crs = CRS.from_user_input(metric_crs(degrees))
    metres = np.asarray(shapely.make_valid(to_crs(degrees, WGS84, crs)), dtype=object)
    before = _Before(metres, overlaps_of(metres), gaps_of(metres))
    if not len(before.overlaps.narrow(within_m).shapes) and not len(before.gaps.narrow(within_m).shapes):
        return shapes, []
    after = close_narrow(metres, within_m=within_m)
    if after is None:
        return shapes, []  # better no change than a wrong one: the check names what stays
    out = shapes.copy()
    out[places] = to_crs(after, crs, source)
    said = _Said(table, frame.iloc[places])
    changes = said.closed(before, after, within_m) + said.moved(metres, after)
    return out, changes + said.neighbours(metres, after, policy)


class _Said:
    """Puts what changed into words' values, for one layer."""

    def __init__(self, table: Table, frame: pd.DataFrame) -> None:
        self.table = table
        self.frame = frame
        self.ids = frame.iloc[:, 0].astype(str).tolist()

    def closed(self, before: _Before, after: Shapes, within_m: float) -> list[Change]:
        """Return one change for each narrow overlap and gap that is gone."""
        changes = []
        narrow = before.overlaps.narrow(within_m)
        left = overlaps_of(after)
        still = shapely.STRtree(left.shapes) if len(left.shapes) else None
        for shape, width, (one, other) in zip(narrow.shapes, narrow.width_m, narrow.owners, strict=True):
            if still is not None and len(still.query(shapely.point_on_surface(shape), predicate="within")):
                continue
            values: dict[str, Value] = {
                "first": self.ids[one],
                "second": self.ids[other],
                "width_m": f"{width:.1f}",
            }
            changes.append(
                self._of(int(one), "overlap-closed", f"{shapely.area(shape):.1f} m²", "0 m²", **values)
            )
        gaps = before.gaps.narrow(within_m)
        point, village = shapely.STRtree(after).query(
            shapely.point_on_surface(gaps.shapes), predicate="within"
        )
        for place, owner in zip(point.tolist(), village.tolist(), strict=True):
            area = f"{shapely.area(gaps.shapes[place]):.1f} m²"
            width_m = f"{gaps.width_m[place]:.1f}"
            changes.append(self._of(owner, "gap-closed", area, "0 m²", width_m=width_m))
        return changes

    def moved(self, before: Shapes, after: Shapes) -> list[Change]:
        """Return one change for each outline that moved: its area before and after."""
        moved = moved_m(before, after)
        return [
            self._of(
                int(place),
                "border-moved",
                f"{shapely.area(before[place]):.1f} m²",
                f"{shapely.area(after[place]):.1f} m²",
                moved_m=f"{moved[place]:.1f}",
            )
            for place in np.flatnonzero(moved > 0)
        ]

    def neighbours(self, before: Shapes, after: Shapes, policy: Policy) -> list[Change]:
        """Return one change for each pair that became neighbours or ceased to be."""
        rule = policy["R06"]
        limits = {"min_border_m": rule.number("min_border_m"), "max_gap_m": rule.number("max_gap_m")}
        old, new = (set(map(tuple, find_borders(shapes, **limits).tolist())) for shapes in (before, after))
        pairs = [("neighbours-gained", pair) for pair in sorted(new - old)]
        pairs += [("neighbours-lost", pair) for pair in sorted(old - new)]
        return [
            self._of(one, code, self.ids[one], self.ids[other], first=self.ids[one], second=self.ids[other])
            for code, (one, other) in pairs
        ]

    def _of(self, place: int, code: str, before: str, after: str, **values: Value) -> Change:
        return _change(self.table, self.frame, place, code, before, after, **values)


def _change(
    table: Table, frame: pd.DataFrame, place: int, code: str, before: str, after: str, **values: Value
) -> Change:
    row = int(str(frame.index[place]))
    return Change(code, table.file, table.sheet, row, before=before, after=after, values=values)


def _area_m2(shape: shapely.Geometry, table: Table) -> float:
    """Return the area of a polygon of a layer; 0 where its CRS does not say what a metre is."""
    one = np.array([shape], dtype=object)
    degrees, _ = to_wgs84(Table(table.role, table.file, table.sheet, table.frame, one, table.crs))
    if degrees is None:
        return 0.0
    metres = to_crs(degrees, WGS84, CRS.from_user_input(metric_crs(degrees)))
    return float(shapely.area(metres[0]))
