"""The plan as a GeoPackage: villages, rooms, zones, travel links, repairs; the same plan gives the same layers."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from assign.gdal_date import fixed_date
from assign.plan import TABLE_COLUMNS, Plan
from assign.problem import Problem
from assign.show.tables import table_rows

_WGS84 = "EPSG:4326"
_REPAIRS = {
    "roads-bridged": "bridge",
    "roads-snapped": "snap",
    "ferries-landed": "landing",
    "roads-scraps": "left_out",
}
"""Note that carries the shape -> what was done there."""


def write_geopackage(problem: Problem, plan: Plan, path: Path) -> Path:
    """Write the layers `villages`, `rooms`, `zones`, `travel` into a new GeoPackage, and return its path.

    Where roads had to be mended, the layer `repairs` says where.
    """
    path.unlink(missing_ok=True)
    layers = {
        "villages": (village_layer(problem, plan), "MultiPolygon"),
        "rooms": (room_layer(plan), "Point"),
        "zones": (zone_layer(problem, plan), "MultiPolygon"),
        "travel": (travel_layer(problem, plan), "LineString"),
    }
    repairs = repair_layer(problem)
    if len(repairs):
        layers["repairs"] = (repairs, "LineString")
    with fixed_date():
        for name, (frame, geometry_type) in layers.items():
            add_layer(path, name, frame, geometry_type)
    return path


def add_layer(path: Path, name: str, frame: gpd.GeoDataFrame, geometry_type: str) -> None:
    """Write one more layer into a GeoPackage, which is made if it is not there."""
    pyogrio.write_dataframe(
        frame,
        path,
        layer=name,
        driver="GPKG",
        append=path.exists(),
        geometry_type=geometry_type,
        promote_to_multi=geometry_type.startswith("Multi"),
    )


def village_layer(problem: Problem, plan: Plan) -> gpd.GeoDataFrame:
    """Return the village polygons with the columns of ``villages.csv``."""
    frame = _frame(plan, "villages")
    shapes = _shapes(problem, frame["village_id"])
    return gpd.GeoDataFrame(frame, geometry=shapes, crs=_WGS84)


def room_layer(plan: Plan) -> gpd.GeoDataFrame:
    """Return the rooms as points with the columns of ``rooms.csv``."""
    frame = _frame(plan, "rooms")
    return gpd.GeoDataFrame(frame, geometry=shapely.points(frame["lon"], frame["lat"]), crs=_WGS84)


def zone_layer(problem: Problem, plan: Plan) -> gpd.GeoDataFrame:
    """Return one polygon a room: its villages dissolved."""
    frame = _frame(plan, "rooms").drop(columns=["lon", "lat"])
    zones = [shapely.union_all(_shapes(problem, sorted(room.villages))) for room in _rooms(plan)]  # type: ignore[attr-defined]
    return gpd.GeoDataFrame(frame, geometry=np.array(zones, dtype=object), crs=_WGS84)


def travel_layer(problem: Problem, plan: Plan) -> gpd.GeoDataFrame:
    """Return a straight line from each room to each village office it serves, with its minutes by road."""
    rooms = {room.room_id: room for room in plan.rooms}
    rows = [
        (row.village_id, row.room_id, row.travel_min)
        for row in sorted(plan.assignments, key=lambda row: row.village_id)
        if row.room_id in rooms and row.village_id in problem.village_index
    ]
    villages = [problem.villages[problem.village_index[village_id]] for village_id, _, _ in rows]
    ends = [
        ((rooms[room_id].lon, rooms[room_id].lat), (village.lon, village.lat))
        for (_, room_id, _), village in zip(rows, villages, strict=True)
    ]
    frame = pd.DataFrame(rows, columns=["village_id", "room_id", "travel_min"])
    lines = (
        shapely.linestrings(np.array(ends, dtype=float).reshape(-1, 2, 2))
        if ends
        else np.empty(0, dtype=object)
    )
    return gpd.GeoDataFrame(frame, geometry=lines, crs=_WGS84)


def repair_layer(problem: Problem) -> gpd.GeoDataFrame:
    """Return a line for each place where the roads were mended: bridges, snapped ends, landings, scraps left out."""
    found = [
        (_REPAIRS[note.code], part)
        for note in problem.notes
        if note.shape and note.code in _REPAIRS
        for part in shapely.get_parts(shapely.from_wkb(note.shape))
    ]
    lines = np.array([part for _, part in found], dtype=object)
    frame = pd.DataFrame({"repair": [kind for kind, _ in found]}, dtype=object)
    length_m = gpd.GeoSeries(lines, crs=_WGS84).to_crs(problem.projected_crs).length.round(1)
    return gpd.GeoDataFrame(frame.assign(length_m=length_m), geometry=lines, crs=_WGS84)


def _rooms(plan: Plan) -> list[object]:
    return list(table_rows(plan, "rooms"))


def _frame(plan: Plan, name: str) -> pd.DataFrame:
    """Return a table as a frame, lists joined as in the CSV."""
    columns = TABLE_COLUMNS[name]
    values = {column: [_plain(getattr(row, column)) for row in table_rows(plan, name)] for column in columns}
    return pd.DataFrame(values, columns=list(columns))


def _plain(value: object) -> object:
    return ";".join(sorted(value)) if isinstance(value, tuple) else value


def _shapes(problem: Problem, village_ids: object) -> np.ndarray:
    """Return the outlines of villages; one that the problem does not know is empty."""
    nothing = shapely.MultiPolygon()
    index = problem.village_index
    shapes = [problem.outlines[index[item]] if item in index else nothing for item in village_ids]  # type: ignore[attr-defined]
    out = np.empty(len(shapes), dtype=object)
    out[:] = shapes
    return out
