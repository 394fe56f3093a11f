"""Villages against the outlines of their stations, where the stations are drawn as polygons."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely
from pyproj import CRS

from assign.errors import Fault, Severity
from assign.inputs.check_shapes import Shapes, on_the_ground, to_crs, to_wgs84
from assign.inputs.check_values import SHOWN, more_of
from assign.inputs.tables import Table

LEAST_SHARE = 0.5
"""A village belongs where at least this much of its area lies."""


def check_station_outlines(
    stations: Table, station_ids: pd.Series, villages: Table, frame: pd.DataFrame, outlines: Shapes, crs: str
) -> list[Fault]:
    """Return a warning for each village most of which lies outside its station's outline.

    Parameters
    ----------
    stations, station_ids
        The station file, and the id in each of its rows; stations drawn as points tell nothing.
    villages, frame, outlines
        The village file, its villages, and their polygons in `crs`, metres, side by side.
    """
    drawn = _outlines(stations, station_ids, crs)
    if not drawn:
        return []
    own = np.array([key in drawn for key in frame["station_id"]], dtype=bool)
    place = np.flatnonzero(own)
    inside = np.array([drawn[key] for key in frame["station_id"].to_numpy()[own]], dtype=object)
    share = shapely.area(shapely.intersection(outlines[place], inside)) / shapely.area(outlines[place])
    stray = place[share < LEAST_SHARE]
    keys = list(drawn)
    at, holder = shapely.STRtree([drawn[key] for key in keys]).query(
        shapely.point_on_surface(outlines[stray]), predicate="intersects"
    )
    holds = {int(number): keys[found] for number, found in zip(at[::-1], holder[::-1], strict=True)}
    faults = [
        Fault(
            "village-outside-station",
            Severity.WARNING,
            villages.file,
            villages.sheet,
            int(frame.index[village]),
            "station_id",
            str(frame["station_id"].iloc[village]),
            {
                "id": str(frame["village_id"].iloc[village]),
                "share": f"{100 * float(share[np.searchsorted(place, village)]):.0f}",
                "other": holds.get(number, "—"),
                "station_file": stations.file,
            },
            on_the_ground(outlines[village : village + 1], crs),
        )
        for number, village in enumerate(stray[:SHOWN])
    ]
    rows = [int(row) for row in frame.index[stray]]
    return faults + more_of(
        "village-outside-station", rows, Severity.WARNING, table=villages, column="station_id"
    )


def _outlines(stations: Table, ids: pd.Series, crs: str) -> dict[str, shapely.Geometry]:
    """Return valid polygons in `crs` by station id, parts of one station put together."""
    if stations.shapes is None or not np.isin(shapely.get_type_id(stations.shapes), (3, 6)).any():
        return {}
    shapes, _ = to_wgs84(stations)  # its faults are told where the stations are read
    if shapes is None:
        return {}
    area = np.isin(shapely.get_type_id(shapes), (3, 6)) & (ids != "").to_numpy()
    metres = shapely.make_valid(to_crs(shapes[area], CRS.from_epsg(4326), CRS.from_user_input(crs)))
    parts: dict[str, list[shapely.Geometry]] = {}
    for key, shape in zip(ids[area], metres, strict=True):
        parts.setdefault(str(key), []).append(shape)
    return {key: shapely.union_all(parts[key]) for key in sorted(parts)}
