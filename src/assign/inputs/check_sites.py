"""Sites where a room may stand: those of the file, and an office for every village without one."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely
from pyproj import CRS

from assign.errors import Fault, Severity
from assign.inputs.check_shapes import Floats, each_row, points_to_crs, table_points
from assign.inputs.check_villages import Places, repeated, unknown_ids
from assign.inputs.tables import Table

COLUMNS = ("site_id", "village_id", "kind", "status", "cost", "lon", "lat")
_SITE_TOLERANCE_M = 100.0
"""A site may stand a little outside the village it belongs to: on the other side of the road."""


def check_sites(
    places: Places, table: Table | None, frame: pd.DataFrame | None
) -> tuple[pd.DataFrame, list[Fault]]:
    """Return all sites in the order of their ids, each with its point.

    A village without a row in the table has one site ``<village_id>-office`` at its office.
    """
    listed = pd.DataFrame(columns=list(COLUMNS))
    faults: list[Fault] = []
    if table is not None and frame is not None:
        listed, faults = _listed(places, table, frame)
    villages = places.frame
    bare = villages[~villages["village_id"].isin(set(listed["village_id"]))]
    offices = pd.DataFrame(
        {
            "site_id": [f"{key}-office" for key in bare["village_id"]],
            "village_id": bare["village_id"].tolist(),
            "kind": "office",
            "status": "candidate",
            "cost": 0.0,
            "lon": bare["office_lon"].tolist(),
            "lat": bare["office_lat"].tolist(),
        }
    )
    if table is not None:
        taken = listed["site_id"].isin(set(offices["site_id"])).to_numpy(dtype=bool)
        faults += each_row("site-id-reserved", taken, table, listed, found=listed["site_id"].to_numpy())
        if len(offices):
            count, total = len(offices), len(villages)
            faults.append(table.fault("sites-assumed", Severity.NOTE, count=count, total=total))
    parts = [part for part in (listed[list(COLUMNS)], offices) if len(part)]
    together = pd.concat(parts, ignore_index=True)
    return together.sort_values("site_id", kind="stable", ignore_index=True), faults


def _listed(places: Places, table: Table, frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Fault]]:
    """Return the rows of the sites table, points filled in from the village offices."""
    faults = repeated(frame, "site_id", table)
    known = {key: number for number, key in enumerate(places.frame["village_id"])}
    faults += unknown_ids(
        frame["village_id"], set(known), table, "village_id", code="village-unknown", other_file="villages"
    )
    lon, lat, said = table_points(table, frame)
    at = np.array([known.get(key, -1) for key in frame["village_id"]], dtype=np.int64)
    no_point = ~(np.isfinite(lon) & np.isfinite(lat)) & (at >= 0)
    lon, lat = lon.copy(), lat.copy()
    lon[no_point] = places.frame["office_lon"].to_numpy(dtype=float)[at[no_point]]
    lat[no_point] = places.frame["office_lat"].to_numpy(dtype=float)[at[no_point]]
    faults += said + _outside(
        places, table, frame, at, points_to_crs(lon, lat, CRS.from_user_input(places.crs))
    )
    status = frame["status"].where(frame["status"] != "", "candidate")
    out = frame.assign(lon=lon, lat=lat, status=status, cost=frame["cost"].fillna(0.0))
    return out, faults


def _outside(
    places: Places, table: Table, frame: pd.DataFrame, at: np.ndarray, site_m: Floats
) -> list[Fault]:
    """Return a warning for each site that stands well outside the village it belongs to."""
    known = (at >= 0) & np.isfinite(site_m).all(axis=1)
    away = np.zeros(len(frame))
    away[known] = shapely.distance(places.outlines_m[at[known]], shapely.points(site_m[known]))
    found = np.array([f"{metre:.0f} m" for metre in away], dtype=object)
    return each_row(
        "site-outside", away > _SITE_TOLERANCE_M, table, frame, found=found, severity=Severity.WARNING
    )
