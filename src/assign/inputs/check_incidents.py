"""Incidents: each one's village by id, or by the polygon that its point lies in; doubles and dates that cannot be."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import CRS

from assign.errors import Fault, Severity
from assign.inputs.check_shapes import Floats, each_row, points_to_crs, table_points
from assign.inputs.check_values import list_rows
from assign.inputs.check_villages import Places, unknown_ids
from assign.inputs.tables import Table
from assign.messages import Value

NEAR_M = 100.0
"""A point this close to a village that lies in none belongs to it: positions are that inexact."""
FIRST_YEAR = 1990
_LONELY_DAYS = 366
_LONELY_SHARE = 0.01

Mask = NDArray[np.bool_]


def check_incidents(places: Places, table: Table, frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Fault]]:
    """Return the incidents that lie in a village, with `village_id`, `date`, `type` and `severity`.

    Rows that repeat an `incident_id` count once. Dates before 1990, and the few that lie more than a year
    after all others, are taken out: a single slip of the keyboard would make all else look old. Dates after the day
    of the run are warned of, and change nothing.
    """
    known = places.frame["village_id"].to_numpy(dtype=str)
    faults = unknown_ids(
        frame["village_id"], set(known), table, "village_id", code="village-unknown", other_file="villages"
    )
    if not (frame["village_id"] != "").any() and table.shapes is None and frame["lon"].isna().all():
        nowhere = table.fault("incidents-nowhere", columns=", ".join(table.headers))
        return frame.iloc[:0], [*faults, nowhere]
    lon, lat, said = table_points(table, frame)
    faults += said
    at, said = _village_numbers(places, table, frame, lon, lat)
    faults += said
    ids = frame["village_id"].to_numpy(dtype=object)
    joined = np.where((ids == "") & (at >= 0), known[at], ids)
    lost = joined == ""
    faults += each_row("incident-outside", lost, table, frame, severity=Severity.WARNING)
    again = _repeated(frame)
    faults += _told("incidents-twice", again, table, frame, column="incident_id")
    faults += _told("incidents-alike", _alike(frame, lon, lat) & ~again, table, frame)
    date, said = _dates(table, frame, dt.datetime.now(tz=dt.UTC).date())
    out = frame.assign(village_id=joined, date=date)[~lost & ~again]
    return out[["village_id", "date", "type", "severity"]].reset_index(drop=True), faults + said


def village_of_points(places: Places, lon: Floats, lat: Floats) -> np.ndarray:
    """Return the number of the village that each point lies in, the first at a shared border, -1 for none."""
    return _hits(places, lon, lat)[0]


def _hits(places: Places, lon: Floats, lat: Floats) -> tuple[np.ndarray, np.ndarray]:
    """Return the first village of each point, -1 for none, and how many villages it lies in."""
    out = np.full(len(lon), -1, dtype=np.int64)
    count = np.zeros(len(lon), dtype=np.int64)
    known = np.flatnonzero(np.isfinite(lon) & np.isfinite(lat))
    points = shapely.points(lon[known], lat[known])
    point, village = shapely.STRtree(places.outlines).query(points, predicate="intersects")
    order = np.lexsort((village, point))
    first, at, hits = np.unique(point[order], return_index=True, return_counts=True)
    out[known[first]], count[known[first]] = village[order][at], hits
    return out, count


def _village_numbers(
    places: Places, table: Table, frame: pd.DataFrame, lon: Floats, lat: Floats
) -> tuple[np.ndarray, list[Fault]]:
    """Return each point's village, the nearest one for points just outside all, and what was decided so."""
    at, hits = _hits(places, lon, lat)
    free = (frame["village_id"] == "").to_numpy(dtype=bool)
    faults = _told("incidents-on-border", free & (hits > 1), table, frame, severity=Severity.NOTE)
    out = np.flatnonzero((at < 0) & free & np.isfinite(lon) & np.isfinite(lat))
    if not len(out):
        return at, faults
    metres = points_to_crs(lon[out], lat[out], CRS.from_user_input(places.crs))
    sane = np.isfinite(metres).all(axis=1)
    out, metres = out[sane], metres[sane]
    point, village = shapely.STRtree(places.outlines_m).query_nearest(
        shapely.points(metres), max_distance=NEAR_M, all_matches=False
    )
    at[out[point]] = village
    near = np.zeros(len(frame), dtype=bool)
    near[out[point]] = True
    return at, faults + _told("incidents-near", near, table, frame, severity=Severity.NOTE, metres=NEAR_M)


def _repeated(frame: pd.DataFrame) -> Mask:
    """Return the rows whose `incident_id` stands in an earlier row."""
    ids = frame["incident_id"]
    return ((ids != "") & ids.duplicated()).to_numpy(dtype=bool)


def _alike(frame: pd.DataFrame, lon: Floats, lat: Floats) -> Mask:
    """Return the rows that have point, date and type of an earlier row, and no id that tells them apart."""
    keys = pd.DataFrame(
        {"lon": lon, "lat": lat, "date": frame["date"].to_numpy(), "type": frame["type"].to_numpy()}
    )
    told = keys["lon"].notna() & keys["date"].notna() & (frame["incident_id"] == "").to_numpy()
    return (told & keys.duplicated()).to_numpy(dtype=bool)


def _dates(table: Table, frame: pd.DataFrame, today: dt.date) -> tuple[pd.Series, list[Fault]]:
    """Return the dates without those that cannot be, and warnings of these and of dates still to come."""
    date = pd.to_datetime(frame["date"])
    old = (date.dt.year < FIRST_YEAR).to_numpy(dtype=bool)
    lonely = _lonely(date.where(~old))
    coming = (date > pd.Timestamp(today)).to_numpy(dtype=bool) & ~lonely
    shown = frame["date"].astype(str).to_numpy(dtype=object)
    faults = []
    for code, mask in (("incident-too-old", old), ("incident-far-ahead", lonely)):
        faults += each_row(code, mask, table, frame, column="date", found=shown, severity=Severity.WARNING)
    faults += _told("incidents-in-future", coming, table, frame, column="date", today=today.isoformat())
    return date.where(~(old | lonely)), faults


def _lonely(date: pd.Series[pd.Timestamp]) -> Mask:
    """Return the dates, at most one in a hundred, that lie more than a year after all others."""
    days = date.dropna().sort_values().to_numpy(dtype="datetime64[D]")
    gap = np.flatnonzero(np.diff(days).astype(np.int64) > _LONELY_DAYS)
    few = gap[len(days) - 1 - gap <= max(1, _LONELY_SHARE * len(days))]
    if not len(few) or len(days) < 3:
        return np.zeros(len(date), dtype=bool)
    return (date > pd.Timestamp(days[few[0]])).to_numpy(dtype=bool)


def _told(
    code: str,
    mask: Mask,
    table: Table,
    frame: pd.DataFrame,
    *,
    column: str = "",
    severity: Severity = Severity.WARNING,
    **values: Value,
) -> list[Fault]:
    """Return one fault for all marked rows together, or none."""
    rows = [int(row) for row in frame.index[mask]]
    if not rows:
        return []
    more: dict[str, Value] = {"count": len(rows), "of": len(frame), "rows": list_rows(rows), **values}
    return [table.fault(code, severity, row=rows[0], column=column, found="", **more)]
