"""Vector files as text and geometries: anything GDAL reads, attributes kept as text."""

from __future__ import annotations

import struct
import warnings
from pathlib import Path
from typing import Any

import pandas as pd
import pyogrio
import pyogrio.raw

from assign.errors import Fault, Severity
from assign.inputs.columns import nearest
from assign.inputs.encodings import Encoding, shapefile_encoding
from assign.inputs.geometries import first_line, same_crs, shapes_of_wkb
from assign.inputs.tables import Table, UnreadableError, arrow_frame

_CALLED = {
    "villages": ("村界", "村", "行政村", "村居"),
    "stations": ("派出所", "派出所辖区"),
    "roads": ("道路", "路网", "lines"),
    "sites": ("选址", "点位"),
    "incidents": ("警情", "事件"),
    "officers": ("人员", "民警", "花名册"),
}
"""Layers that mean an input as well as one called by its own name."""
_SPATIAL = ("villages", "stations", "roads")
"""Inputs that are shapes; others are read from a layer without any, if there is one."""
_NO_DATA = ("layer_styles", "qgis_projects")


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
            chosen, of = _choose_layer(path, role, file, layer)
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
        raise UnreadableError(Fault("file-unreadable", file=file, found=first_line(error))) from error
    faults = [
        Fault("reader-says", Severity.NOTE, file, chosen, found=text)
        for text in sorted({first_line(item.message) for item in said})
    ]
    if not layer and of > 1:
        faults.append(Fault("layer-chosen", Severity.NOTE, file, chosen, found=chosen, values={"count": of}))
    if guessed:
        faults.append(Fault("encoding-guessed", Severity.WARNING, file, chosen, found="GB18030"))
    if told is not None and told.denied:
        values = {"used": told.name}
        faults.append(
            Fault("encoding-lies", Severity.WARNING, file, chosen, found=told.denied, values=values)
        )
    shapes = None if shapes_wkb is None else shapes_of_wkb(shapes_wkb, file, chosen, faults)
    own = str(meta["crs"] or "")
    other = bool(crs and own) and not same_crs(crs, own)
    sheet = chosen if layer else ""
    return Table(role, file, sheet, frame, shapes, crs or own, crs_overridden=other), faults


def _encoding_of(path: Path) -> Encoding | None:
    """Return the encoding of a Shapefile, None for other files: they are UTF-8 by their own rules."""
    if path.suffix.lower() != ".shp":
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


def _choose_layer(path: Path, role: str, file: str, layer: str) -> tuple[str, int]:
    """Return the layer to read (the one named, the only one, or the one called like the input), and of how many."""
    listed = pyogrio.list_layers(path)
    listed = [(name, kind) for name, kind in listed if str(name) not in _NO_DATA]
    names = [str(name) for name, _ in listed]
    with_shapes = [str(name) for name, kind in listed if kind is not None]
    if layer:
        if layer in names:
            return layer, len(names)
        values = {"layers": ", ".join(names) or "—", "nearest": nearest(layer, names)}
        raise UnreadableError(Fault("layer-missing", file=file, found=layer, values=values))
    if not names:
        raise UnreadableError(Fault("table-empty", file=file))
    for name in (*_CALLED.get(role, ()), role):
        if name in names:
            return name, len(names)
    without = [name for name in names if name not in with_shapes]
    for candidates in (with_shapes, names) if role in _SPATIAL else (without, names):
        if len(candidates) == 1:
            return candidates[0], len(names)
    if path.stem in names:
        return path.stem, len(names)
    values = {"layers": ", ".join(names), "role": role}
    raise UnreadableError(Fault("layer-ambiguous", file=file, values=values))
