"""Shapes that stand in a column of a table as text: WKT, EWKT or hexadecimal WKB."""

from __future__ import annotations

import re
import warnings
from dataclasses import replace

import numpy as np
import shapely

from assign.errors import Fault, Severity
from assign.inputs.columns import plain
from assign.inputs.geometries import sound_shapes
from assign.inputs.tables import Table

_HEADERS = (
    "wkt",
    "wktgeom",
    "wktgeometry",
    "geometry",
    "geom",
    "thegeom",
    "shape",
    "wkb",
    "几何",
    "图形",
    "边界",
    "空间",
)
_WKT = re.compile(
    r"^\s*(?:SRID=(\d{3,6});)?\s*(?:MULTI)?(?:POINT|LINESTRING|POLYGON|GEOMETRYCOLLECTION)\s*(?:Z|M|ZM)?\s*[(]",
    re.IGNORECASE,
)
_HEX = re.compile(r"^0[01][0-9A-F]{40,}$", re.IGNORECASE)
_DEGREES = "EPSG:4326"


def with_shapes(table: Table, crs: str) -> tuple[Table, list[Fault]]:
    """Return a table with the shapes of its column of WKT, or as it is where it has none.

    Parameters
    ----------
    crs
        Named in the case. Else an SRID in the text counts; else degrees are WGS 84, as longitudes in columns are.
    """
    for header in table.headers:
        cells = table.frame[header].tolist()
        first = next((cell for cell in cells if cell), "")
        if plain(header) in _HEADERS and (_WKT.match(first) or _HEX.match(first)):
            return _read(table, header, cells, crs)
    return table, []


def _read(table: Table, header: str, cells: list[str], crs: str) -> tuple[Table, list[Fault]]:
    shapes = np.empty(len(cells), dtype=object)
    shapes[:] = [_shape(cell) for cell in cells]
    given = np.array([bool(cell) for cell in cells], dtype=bool)
    faults: list[Fault] = []
    sound = sound_shapes(shapes, given, table.file, table.sheet, faults)
    rows = table.frame.index
    faults = [replace(fault, row=int(rows[(fault.row or 1) - 1]), column=header) for fault in faults]
    named = {match[1] for cell in cells if (match := _WKT.match(cell)) and match[1]}
    named |= {str(srid) for srid in shapely.get_srid(shapes) if srid > 0}
    if len(named) > 1:
        found = ", ".join(f"EPSG:{srid}" for srid in sorted(named))
        faults.append(
            Fault("srids-mixed", file=table.file, sheet=table.sheet, column=header, found=found[:80])
        )
    told = f"EPSG:{min(named)}" if named else _DEGREES if _are_degrees(sound) else ""
    used = crs or told or "—"
    faults.append(Fault("wkt-read", Severity.NOTE, table.file, table.sheet, column=header, found=used))
    frame = table.frame.drop(columns=header)
    return replace(table, frame=frame, shapes=sound, crs=crs or told), faults


def _shape(cell: str) -> shapely.Geometry | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if _HEX.match(cell):
            return shapely.from_wkb(cell, on_invalid="ignore")
        return shapely.from_wkt(cell.rpartition(";")[2], on_invalid="ignore") if cell else None


def _are_degrees(shapes: np.ndarray) -> bool:
    west, south, east, north = shapely.total_bounds(shapes)
    return bool(west >= -180 and east <= 180 and south >= -180 and north <= 180)
