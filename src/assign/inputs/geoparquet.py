"""GeoParquet, which the GDAL inside the wheel does not read: the primary geometry and its CRS, the rest as text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from numpy.typing import NDArray

from assign.errors import Fault, Severity
from assign.inputs.geometries import first_line, same_crs, shapes_of_wkb, sound_shapes
from assign.inputs.tables import Table, UnreadableError, arrow_frame

_COVERINGS = ("bbox",)
"""Columns that only speed up a search."""


def read_geoparquet(
    path: Path, *, role: str, file: str, layer: str = "", crs: str = ""
) -> tuple[Table, list[Fault]]:
    """Return a GeoParquet file; its first record is row 1.

    Parameters
    ----------
    layer
        Name of the geometry column, where it is not the primary one.
    crs
        Named in the case; it wins over the file's.

    Raises
    ------
    UnreadableError
        If the file is broken, or has no such geometry column.
    """
    try:
        table = pq.read_table(path, partitioning=None)
        about = json.loads(table.schema.metadata[b"geo"])
        geometries = {
            str(name): told for name, told in about["columns"].items() if name in table.column_names
        }
        chosen = _chosen(layer, str(about["primary_column"]), geometries, file)
        told = geometries[chosen]
        faults: list[Fault] = []
        shapes = _shapes(path, table, chosen, told, file, faults)
        frame = arrow_frame(
            table.drop_columns([*geometries, *(n for n in _COVERINGS if n in table.column_names)])
        )
    except UnreadableError:
        raise
    except Exception as error:  # a damaged header makes the libraries raise anything at all
        raise UnreadableError(Fault("file-unreadable", file=file, found=first_line(error))) from error
    others = [name for name in geometries if name != chosen]
    if others:
        values = {"others": ", ".join(others)}
        faults.append(Fault("geometries-several", Severity.NOTE, file, found=chosen, values=values))
    own = _crs_text(told)
    overridden = bool(crs and own) and not same_crs(crs, own)
    return Table(role, file, layer, frame, shapes, crs or own, crs_overridden=overridden), faults


def _chosen(layer: str, primary: str, geometries: Mapping[str, Any], file: str) -> str:
    """Return the geometry column to read: the one named, or the primary one."""
    if layer and layer not in geometries:
        values = {"layers": ", ".join(geometries), "nearest": next(iter(geometries), "—")}
        raise UnreadableError(Fault("layer-missing", file=file, found=layer, values=values))
    return layer or primary


def _crs_text(told: Mapping[str, Any]) -> str:
    """Return the CRS as text: WGS 84 where nothing is said, none where the file says that it is unknown."""
    own = told.get("crs", "OGC:CRS84")
    return json.dumps(own) if isinstance(own, dict) else str(own or "")


def _shapes(
    path: Path, table: pa.Table, column: str, told: Mapping[str, Any], file: str, faults: list[Fault]
) -> NDArray[np.object_]:
    if str(told.get("encoding", "WKB")).upper() == "WKB":
        return shapes_of_wkb(table.column(column).to_pylist(), file, "", faults)
    # native arrays of points, lines and polygons
    shapes = np.asarray(gpd.read_parquet(path, columns=[column]).geometry.array, dtype=object)
    return sound_shapes(shapes, ~shapely.is_missing(shapes), file, "", faults)
