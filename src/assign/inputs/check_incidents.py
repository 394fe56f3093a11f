"""Incidents: each one's village by id, or by the polygon that its point lies in."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely

from assign.errors import Fault, Severity
from assign.inputs.check_shapes import Floats, each_row, table_points
from assign.inputs.check_villages import Places, unknown_ids
from assign.inputs.tables import Table


def check_incidents(places: Places, table: Table, frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Fault]]:
    """Return the incidents that lie in a village, with `village_id`, `date`, `type` and `severity`."""
    known = places.frame["village_id"].to_numpy(dtype=str)
    faults = unknown_ids(
        frame["village_id"], set(known), table, "village_id", code="village-unknown", other_file="villages"
    )
    if not (frame["village_id"] != "").any() and table.shapes is None and frame["lon"].isna().all():
        nowhere = table.fault("incidents-nowhere", columns=", ".join(table.headers))
        return frame.iloc[:0], [*faults, nowhere]
    lon, lat, said = table_points(table, frame)
    inside = village_of_points(places, lon, lat)
    ids = frame["village_id"].to_numpy(dtype=object)
    joined = np.where((ids == "") & (inside >= 0), known[inside], ids)
    lost = joined == ""
    faults += said + each_row("incident-outside", lost, table, frame, severity=Severity.WARNING)
    out = frame.assign(
        village_id=joined,
        date=pd.to_datetime(frame["date"]),
    )
    return out[~lost][["village_id", "date", "type", "severity"]].reset_index(drop=True), faults


def village_of_points(places: Places, lon: Floats, lat: Floats) -> np.ndarray:
    """Return the number of the village that each point lies in, the first at a shared border, -1 for none."""
    out = np.full(len(lon), -1, dtype=np.int64)
    known = np.flatnonzero(np.isfinite(lon) & np.isfinite(lat))
    points = shapely.points(lon[known], lat[known])
    point, village = shapely.STRtree(places.outlines).query(points, predicate="intersects")
    order = np.lexsort((village, point))
    first, at = np.unique(point[order], return_index=True)
    out[known[first]] = village[order][at]
    return out
