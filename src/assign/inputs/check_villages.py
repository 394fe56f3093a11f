"""Villages and their stations: who belongs to whom, where the office stands, what kind each is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import CRS

from assign.errors import Fault, Severity
from assign.inputs.cells_of_points import cells_of_points
from assign.inputs.check_ids import STATISTICAL_CODE, codes_that_disagree, strange_townships, zeros_lost
from assign.inputs.check_shapes import (
    WGS84,
    Floats,
    Shapes,
    each_row,
    mend_polygons,
    metric_crs,
    one_zone,
    points_to_crs,
    swapped_columns,
    table_points,
    to_crs,
    to_wgs84,
)
from assign.inputs.check_topology import check_topology
from assign.inputs.check_values import SHOWN, list_rows, more_of
from assign.inputs.columns import nearest
from assign.inputs.tables import Table
from assign.messages import Value

_OFFICE_TOLERANCE_M = 1.0
LEAST_M2 = 1.0
"""A village of less than a square metre is a line."""


@dataclass(frozen=True, eq=False)
class Places:
    """Villages in the order of their ids, as shapes and as rows.

    Parameters
    ----------
    frame
        Typed columns, with `office_lon` and `office_lat` filled in.
    outlines, outlines_m
        Polygons in WGS 84 and in `crs`.
    office_m
        (villages, 2) metres.
    """

    frame: pd.DataFrame
    outlines: Shapes
    outlines_m: Shapes
    office_m: Floats
    crs: str


def repeated(frame: pd.DataFrame, key: str, table: Table) -> list[Fault]:
    """Return one error for each row whose id stands in an earlier row; it names both rows."""
    ids = frame[key][frame[key] != ""]
    first = {value: int(row) for row, value in reversed(list(ids.items()))}
    rows = [(int(str(row)), value) for row, value in ids[ids.duplicated()].items()]
    faults = [
        table.fault("id-twice", row=row, column=key, found=value, first_row=first[value], second_row=row)
        for row, value in rows[:SHOWN]
    ]
    return faults + more_of("id-twice", [row for row, _ in rows], Severity.ERROR, table=table, column=key)


def unknown_ids(
    ids: pd.Series, known: set[str], table: Table, column: str, *, code: str, other_file: str
) -> list[Fault]:
    """Return one error for each row whose id is not known; empty ids are no fault here."""
    wrong = [(int(str(row)), value) for row, value in ids.items() if value and value not in known]
    options = sorted(known)
    faults = []
    for row, value in wrong[:SHOWN]:
        like = nearest(value, options)
        faults.append(
            table.fault(code, row=row, column=column, found=value, nearest=like, other_file=other_file)
        )
    return faults + more_of(code, [row for row, _ in wrong], Severity.ERROR, table=table, column=column)


def check_villages(
    table: Table, frame: pd.DataFrame, station_outlines: Mapping[str, shapely.Geometry] = MappingProxyType({})
) -> tuple[Places | None, list[Fault]]:
    """Return the villages ready to measure, or None when their shapes cannot be used.

    Parameters
    ----------
    station_outlines
        Polygons of stations in WGS 84, in which the cells of villages that are points are drawn.
    """
    faults = repeated(frame, "village_id", table)
    faults += codes_that_disagree(table, frame)
    frame, said = _with_kinds(table, frame)
    faults += said + zeros_lost(table, frame, "village_id") + _no_people(table, frame)
    faults += strange_townships(table, frame)
    shapes, said = _outlines(table, frame)
    faults += said
    if shapes is None or not len(frame) or any(fault.severity is Severity.ERROR for fault in faults):
        return None, faults
    crs = metric_crs(shapes)
    faults += one_zone(table, shapes, crs)
    metres = to_crs(shapes, WGS84, CRS.from_user_input(crs))
    if table.shapes is None or set(np.unique(shapely.get_type_id(shapes))) == {0}:
        frame, metres, said = _cells(table, frame, shapes, metres, crs, station_outlines)
        faults += said
        shapes = to_crs(metres, CRS.from_user_input(crs), WGS84)
    else:
        # a valid outline may cross itself by a rounding when it is projected
        metres = np.asarray(shapely.make_valid(metres), dtype=object)
        faults += each_row("shape-without-area", shapely.area(metres) < LEAST_M2, table, frame)
        faults += check_topology(table, frame, metres, crs)
    frame, office, said = _offices(table, frame, metres, crs)
    order = np.argsort(frame["village_id"].to_numpy(dtype=str), kind="stable")
    places = Places(frame.iloc[order], shapes[order], metres[order], office[order], crs)
    return places, faults + said


def check_stations(
    villages: pd.DataFrame, village_table: Table, table: Table | None, frame: pd.DataFrame | None
) -> tuple[pd.DataFrame, list[Fault]]:
    """Return the stations in the order of their ids: those of the file, or those that villages name."""
    if table is None or frame is None:
        names = villages[villages["station_id"] != ""].groupby("station_id", sort=True).first()
        out = pd.DataFrame(
            {
                "station_id": names.index.astype(str),
                "name": [name or key for name, key in zip(names["station_name"], names.index, strict=True)],
                "county_id": names["county_id"].tolist(),
                "kind": "",
                "remote": False,
                "headcount": np.nan,
                "lon": np.nan,
                "lat": np.nan,
            }
        )
        note = village_table.fault("stations-derived", Severity.NOTE, count=len(out))
        return out, [note] if len(out) else []  # without any, the villages' own fault says it
    faults = repeated(frame, "station_id", table) + zeros_lost(table, frame, "station_id")
    lon, lat, said = table_points(table, frame)
    out = frame.assign(lon=lon, lat=lat, remote=[bool(flag) for flag in frame["remote"]])
    out["name"] = [name or key for name, key in zip(out["name"], out["station_id"], strict=True)]
    known = set(frame["station_id"]) - {""}
    faults += said + unknown_ids(
        villages["station_id"],
        known,
        village_table,
        "station_id",
        code="station-unknown",
        other_file=table.file,
    )
    idle = np.array([key not in set(villages["station_id"]) for key in frame["station_id"]], dtype=bool)
    faults += each_row("station-without-villages", idle, table, frame, severity=Severity.WARNING)
    return out.sort_values("station_id", kind="stable"), faults


def station_outlines(table: Table, frame: pd.DataFrame) -> dict[str, shapely.Geometry]:
    """Return the polygons of stations in WGS 84 by id; what is wrong with them `check_stations` says."""
    shapes, _ = to_wgs84(table)
    if shapes is None:
        return {}
    areas = np.isin(shapely.get_type_id(shapes), (3, 6)) & ~shapely.is_empty(shapes)
    return {
        key: shape
        for key, shape, area in zip(frame["station_id"], shapes, areas, strict=True)
        if key and area
    }


def _with_kinds(table: Table, frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Fault]]:
    """Return the villages with every kind filled in: an explicit one wins, then the code, then rural."""
    unknown = (frame["kind"] == "").to_numpy(dtype=bool)
    coded = np.array([bool(STATISTICAL_CODE.match(key)) for key in frame["village_id"]], dtype=bool)
    last = np.array(
        [int(key[-3:]) if known else 0 for key, known in zip(frame["village_id"], coded, strict=True)]
    )
    from_code = np.where((last >= 1) & (last <= 199), "urban", "rural").astype(object)
    kinds = np.where(unknown, from_code, frame["kind"].to_numpy(dtype=object))
    faults = []
    for code, mask in (("kind-from-code", unknown & coded), ("kind-assumed", unknown & ~coded)):
        if mask.any():
            rows = list_rows([int(row) for row in frame.index[mask]])
            urban = int((from_code[mask] == "urban").sum())
            count = int(mask.sum())
            faults.append(
                table.fault(code, Severity.NOTE, column="kind", count=count, rows=rows, urban=urban)
            )
    return frame.assign(kind=kinds), faults


def _no_people(table: Table, frame: pd.DataFrame) -> list[Fault]:
    """Return a warning where nobody lives in villages: an empty column exported as zeros."""
    nobody = (frame["population"] == 0).to_numpy(dtype=bool)
    rows = [int(row) for row in frame.index[nobody]]
    if not rows:
        return []
    values: dict[str, Value] = {"count": len(rows), "of": len(frame), "rows": list_rows(rows)}
    return [
        table.fault(
            "population-zero", Severity.WARNING, row=rows[0], column="population", found="0", **values
        )
    ]


def _outlines(table: Table, frame: pd.DataFrame) -> tuple[Shapes | None, list[Fault]]:
    """Return polygons, or points where the file has points, in WGS 84; None when neither can be had."""
    if table.shapes is None:
        lon, lat, faults = table_points(table, frame)
        points = np.asarray(shapely.points(lon, lat), dtype=object)
        if not np.isfinite(lon).any():
            return None, [*faults, table.fault("shape-none")]
        unplaced = ~(np.isfinite(lon) & np.isfinite(lat))
        return points, faults + each_row("shape-empty", unplaced, table, frame) + _same_points(
            points, table, frame
        )
    shapes, faults = to_wgs84(table)
    if shapes is None:
        return None, faults
    kinds = set(np.unique(shapely.get_type_id(shapes)))
    if kinds <= {0, -1} and 0 in kinds:
        empty = shapely.is_missing(shapes) | shapely.is_empty(shapes)
        faults += each_row("shape-empty", empty, table, frame)
        return shapes, faults + _same_points(shapes, table, frame)
    mended, said = mend_polygons(shapes, table, frame)
    return mended, faults + said


def _same_points(points: Shapes, table: Table, frame: pd.DataFrame) -> list[Fault]:
    texts = pd.Series(shapely.to_wkt(points, rounding_precision=7), index=frame.index)
    return each_row(
        "point-twice", texts.duplicated().to_numpy(dtype=bool), table, frame, found=texts.to_numpy()
    )


def _cells(
    table: Table,
    frame: pd.DataFrame,
    points: Shapes,
    metres: Shapes,
    crs: str,
    station_outlines: Mapping[str, shapely.Geometry],
) -> tuple[pd.DataFrame, Shapes, list[Fault]]:
    """Return villages that are points with their offices there, a cell for each in metres, and what is said of it."""
    station_ids = frame["station_id"].to_numpy(dtype=object)
    known = [key for key in sorted(set(station_ids)) if key in station_outlines]
    drawn = np.asarray([station_outlines[key] for key in known], dtype=object)
    outlines = dict(
        zip(known, shapely.make_valid(to_crs(drawn, WGS84, CRS.from_user_input(crs))), strict=True)
    )
    faults = [
        table.fault(
            "cells-drawn",
            Severity.WARNING,
            count=len(frame),
            outlined=len(known),
            stations=len(set(station_ids)),
        )
    ]
    outside = np.array(
        [
            key in outlines and not outlines[key].covers(point)
            for key, point in zip(station_ids, metres, strict=True)
        ]
    )
    faults += each_row(
        "point-outside-station", outside, table, frame, found=station_ids, severity=Severity.WARNING
    )
    return _office_at_points(frame, points), cells_of_points(metres, station_ids, outlines), faults


def _office_at_points(frame: pd.DataFrame, points: Shapes) -> pd.DataFrame:
    none = frame["office_lon"].isna() & frame["office_lat"].isna()
    return frame.assign(
        office_lon=np.where(none, shapely.get_x(points), frame["office_lon"]),
        office_lat=np.where(none, shapely.get_y(points), frame["office_lat"]),
    )


def _offices(
    table: Table, frame: pd.DataFrame, metres: Shapes, crs: str
) -> tuple[pd.DataFrame, NDArray[np.float64], list[Fault]]:
    """Return the villages with their offices filled in, the offices in metres, and what was assumed."""
    lon, lat = frame["office_lon"].to_numpy(dtype=float), frame["office_lat"].to_numpy(dtype=float)
    half = np.isfinite(lon) != np.isfinite(lat)
    faults = each_row("point-half", half, table, frame, column="office_lon, office_lat")
    faults += swapped_columns(lon, lat, table, ("office_lon", "office_lat"))
    given = np.isfinite(lon) & np.isfinite(lat)
    office = points_to_crs(lon, lat, CRS.from_user_input(crs))
    inner = shapely.point_on_surface(metres[~given])
    office[~given] = shapely.get_coordinates(inner)
    if not given.all():
        faults.append(
            table.fault("office-assumed", Severity.NOTE, count=int((~given).sum()), total=len(frame))
        )
    degrees = shapely.get_coordinates(to_crs(inner, CRS.from_user_input(crs), WGS84))
    lon, lat = lon.copy(), lat.copy()
    lon[~given], lat[~given] = degrees[:, 0], degrees[:, 1]
    away = np.asarray(shapely.distance(metres, shapely.points(office)))
    outside = given & (away > _OFFICE_TOLERANCE_M)
    found = np.array([f"{metre:.0f} m" for metre in away], dtype=object)
    faults += each_row("office-outside", outside, table, frame, found=found, severity=Severity.WARNING)
    return frame.assign(office_lon=lon, office_lat=lat), office, faults
