"""Vector files as text and geometries: anything GDAL reads, attributes kept as text."""

from __future__ import annotations

import json
import struct
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pyogrio.raw
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import ProjError
from shapely.errors import GEOSException

from assign.errors import Fault, Severity
from assign.inputs.columns import nearest
from assign.inputs.encodings import Encoding, shapefile_encoding
from assign.inputs.tables import Table, UnreadableError, arrow_frame


def read_layer(
    path: Path, *, role: str, file: str, layer: str = "", encoding: str = "", crs: str = ""
) -> tuple[Table, list[Fault]]:
    """Return one layer of a vector file; the first feature is row 1.

    Parameters
    ----------
    layer
        Needed only where the file has several and none is called like the input.
    encoding
        Of the attributes, where the file does not say.
    crs
        Named in the case; it wins over the file's.

    Raises
    ------
    UnreadableError
        If GDAL cannot read the file, or the layer is not there.
    """
    told = None if encoding else _encoding_of(path)
    guessed = told is not None and told.guessed
    encoding = encoding or (told.name if told else "")
    try:
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            chosen = _choose_layer(path, role, file, layer)
            try:
                meta, shapes_wkb, frame = _read(path, chosen, encoding)
            except UnicodeDecodeError:
                # a Chinese Shapefile without .cpg
                guessed = not encoding
                meta, shapes_wkb, frame = _read(path, chosen, "GB18030")
    except UnicodeDecodeError as error:
        found = encoding or "UTF-8, GB18030"
        fault = Fault("encoding-unknown", file=file, found=found, values={"encoding": found})
        raise UnreadableError(fault) from error
    except UnreadableError:
        raise
    except Exception as error:  # damaged headers and projections make readers raise anything at all
        raise UnreadableError(Fault("file-unreadable", file=file, found=_first_line(error))) from error
    faults = [
        Fault("reader-says", Severity.NOTE, file, chosen, found=text)
        for text in sorted({_first_line(item.message) for item in said})
    ]
    if guessed:
        faults.append(Fault("encoding-guessed", Severity.WARNING, file, chosen, found="GB18030"))
    if told is not None and told.denied:
        values = {"used": told.name}
        faults.append(
            Fault("encoding-lies", Severity.WARNING, file, chosen, found=told.denied, values=values)
        )
    shapes = None if shapes_wkb is None else _shapes(shapes_wkb, file, chosen, faults)
    own = str(meta["crs"] or "")
    other = bool(crs and own) and not _same_crs(crs, own)
    sheet = chosen if layer else ""
    return Table(role, file, sheet, frame, shapes, crs or own, crs_overridden=other), faults


def _encoding_of(path: Path) -> Encoding | None:
    """Return the encoding of a Shapefile, None for other files: they are UTF-8 by their own rules."""
    if path.suffix.lower() not in (".shp", ".zip"):
        return None
    try:
        return shapefile_encoding(path)
    except (OSError, struct.error, ValueError):
        return None  # the reader will say what is wrong with the file


def _read(
    path: Path, layer: str, encoding: str
) -> tuple[dict[str, Any], list[bytes | None] | None, pd.DataFrame]:
    """Return what pyogrio says of a layer, its geometries as WKB and its attributes as text."""
    meta, table = pyogrio.raw.read_arrow(path, layer=layer, encoding=encoding or None)
    column = meta["geometry_name"] or "wkb_geometry"
    if column not in table.column_names:
        return meta, None, arrow_frame(table)
    return meta, table.column(column).to_pylist(), arrow_frame(table.drop_columns([column]))


def read_geoparquet(path: Path, *, role: str, file: str, crs: str = "") -> tuple[Table, list[Fault]]:
    """Return a GeoParquet file, which the GDAL inside the wheel does not read.

    Raises
    ------
    UnreadableError
        If the file is broken or keeps its geometries in another form than WKB.
    """
    try:
        table = pq.read_table(path)
        about = json.loads(table.schema.metadata[b"geo"])
        column = str(about["primary_column"])
        own = about["columns"][column].get("crs", "OGC:CRS84")
        wkb = table.column(column).to_pylist()
        faults: list[Fault] = []
        shapes = _shapes(wkb, file, "", faults)
        frame = arrow_frame(table.drop_columns([column]))
    except (pa.ArrowException, OSError, ValueError, KeyError, TypeError, GEOSException) as error:
        raise UnreadableError(Fault("file-unreadable", file=file, found=_first_line(error))) from error
    named = json.dumps(own) if isinstance(own, dict) else str(own or "")
    other = bool(crs and named) and not _same_crs(crs, named)
    return Table(role, file, "", frame, shapes, crs or named, crs_overridden=other), faults


def crs_of(text: str) -> CRS | None:
    """Return the coordinate reference system that a text names, or None where it leads to no place on Earth."""
    try:
        crs = CRS.from_user_input(text)
        Transformer.from_crs(crs, "EPSG:4326")
    except ProjError:
        return None
    return crs


def _choose_layer(path: Path, role: str, file: str, layer: str) -> str:
    """Return the layer to read: the one named, the only one, or the one called like the input."""
    listed = pyogrio.list_layers(path)
    names = [str(name) for name, _ in listed]
    with_shapes = [str(name) for name, kind in listed if kind is not None]
    if layer:
        if layer in names:
            return layer
        values = {"layers": ", ".join(names) or "—", "nearest": nearest(layer, names)}
        raise UnreadableError(Fault("layer-missing", file=file, found=layer, values=values))
    if not names:
        raise UnreadableError(Fault("table-empty", file=file))
    for candidates in (with_shapes, names):
        if len(candidates) == 1:
            return candidates[0]
    osm = ["lines"] if path.name.endswith(".pbf") else []
    for name in (*osm, role, path.stem):
        if name in names:
            return name
    values = {"layers": ", ".join(names), "role": role}
    raise UnreadableError(Fault("layer-ambiguous", file=file, values=values))


def _shapes(wkb: list[bytes | None], file: str, layer: str, faults: list[Fault]) -> NDArray[np.object_]:
    """Return flat geometries; what GEOS cannot build (a ring of two points) becomes None and is said."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # numpy speaks of what is named below as a broken shape
        shapes = np.asarray(
            shapely.from_wkb(np.asarray(wkb, dtype=object), on_invalid="ignore"), dtype=object
        )
    flat = np.asarray(shapely.force_2d(shapes), dtype=object)
    endless = (
        ~np.isfinite(shapely.bounds(flat)).all(axis=1) & ~shapely.is_empty(flat) & ~shapely.is_missing(flat)
    )
    # bounds skip NaN, so a point of NaN among others shows only in the coordinates
    xy, owner = shapely.get_coordinates(flat, return_index=True)
    endless[owner[~np.isfinite(xy).all(axis=1)]] = True
    faults += [
        Fault("shape-not-finite", file=file, sheet=layer, row=int(n) + 1)
        for n in np.flatnonzero(endless)[:20]
    ]
    shapes[endless] = flat[endless] = None
    given = np.array([item is not None for item in wkb], dtype=bool)
    lost = np.flatnonzero(shapely.is_missing(shapes) & given & ~endless)
    faults += [Fault("shape-broken", file=file, sheet=layer, row=int(number) + 1) for number in lost]
    return flat


def _same_crs(first: str, second: str) -> bool:
    one, other = crs_of(first), crs_of(second)
    return one is not None and other is not None and one.equals(other, ignore_axis_order=True)


def _first_line(error: object) -> str:
    return str(error).strip().split("\n")[0][:80]
