"""Whether an input is there and is what its name says; then it is read."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import shapely
from numpy.typing import NDArray
from pyarrow import ArrowException

from assign.errors import Fault, Severity
from assign.inputs.archives import SHAPEFILE, unpacked
from assign.inputs.case import Case
from assign.inputs.entries import Input, folder_listing
from assign.inputs.geoparquet import read_geoparquet
from assign.inputs.kml import read_kml
from assign.inputs.layers import read_layer
from assign.inputs.opendocument import opendocument_trap
from assign.inputs.osm import read_osm
from assign.inputs.parts import (
    ENDINGS,
    MOST_CELLS,
    folder_faults,
    is_folder_of_parts,
    joined,
    part_entries,
    parts_sha256,
    said_once,
    with_keys,
)
from assign.inputs.postgis import read_postgis
from assign.inputs.safety import (
    OLE,
    PARQUET,
    SQLITE,
    ZIP,
    Finding,
    archive_trap,
    database_trap,
    irregular,
    kind_of,
    markup_trap,
    missing_parts,
    parquet_trap,
    short_attributes,
    text_trap,
)
from assign.inputs.tables import EXCEL, TEXT, Table, UnreadableError, read_parquet, read_text
from assign.inputs.wkt import with_shapes
from assign.inputs.workbooks import read_excel
from assign.problem import Source

FIRST_BYTES: dict[str, tuple[bytes, ...]] = {
    ".gpkg": (SQLITE,),
    ".shp": (b"\x00\x00\x27\x0a",),
    ".zip": (ZIP,),
    ".kmz": (ZIP,),
    ".fgb": (b"fgb\x03",),
    ".parquet": (PARQUET,),
    ".geoparquet": (PARQUET,),
    ".xlsx": (ZIP,),
    ".xlsm": (ZIP,),
    ".xlsb": (ZIP,),
    ".ods": (ZIP,),
    ".xls": (OLE, ZIP, b"\x09\x08"),
}
"""How a file of each kind begins: a name proves nothing."""

PARQUETS = ENDINGS
_JSON = (".geojson", ".json")
_MARKUP = (".kml",)
_ARCHIVES = (".zip", ".kmz")
_LAYERS = (".gpkg", ".shp", ".fgb", *_JSON, *_MARKUP)
_IN_ARCHIVE = {
    ".zip": (*_LAYERS, *PARQUETS, ".pbf", *(e for e in EXCEL if e != ".ods"), ".ods", ".csv", ".tsv"),
    ".kmz": _MARKUP,
}
"""What may lie in an archive; a .txt there is a licence or a note."""
READABLE = (*_LAYERS, *_ARCHIVES, ".gdb", *PARQUETS, ".pbf", *EXCEL, *TEXT)


def read_input(entry: Input, mapped: Collection[str] = ()) -> tuple[Table | None, list[Fault]]:
    """Return an input as text (and geometries), or None and the fault that forbids it.

    Parameters
    ----------
    mapped
        Headers that the case names for columns of ours.
    """
    try:
        if entry.address:
            return read_postgis(entry)
        if _is_there(entry.path) and is_folder_of_parts(entry.path):
            table, faults = _read_parts(entry, mapped)
        else:
            fault = examine(entry)
            if fault:
                return None, [fault]
            table, faults = _read(entry, mapped)
    except UnreadableError as error:
        return None, [error.fault]
    if table is not None and entry.axes == "yx" and table.shapes is not None:
        table = replace(table, shapes=_turned(table.shapes))
    return table, faults + _unused_keys(entry)


def _unused_keys(entry: Input) -> list[Fault]:
    """Return a warning for each thing said of a file that means nothing for its kind: it may be the wrong file."""
    suffix = PARQUETS[0] if is_folder_of_parts(entry.path) else entry.path.suffix.lower()
    tabular = suffix in (*EXCEL, *TEXT)
    unused = {
        "sheet": entry.sheet and suffix not in (*EXCEL, *_ARCHIVES),
        "layer": entry.layer and tabular,
        "encoding": entry.encoding and suffix in (*EXCEL, *PARQUETS, ".gpkg", ".fgb", ".pbf"),
        "table": entry.table and not entry.address,
        "query": entry.query and not entry.address,
        "part": entry.part and not is_folder_of_parts(entry.path),
    }
    return [
        Fault(
            "entry-key-unused", Severity.WARNING, entry.file, column=f"inputs.{entry.role}.{key}", found=key
        )
        for key, given in unused.items()
        if given
    ]


def examine(entry: Input) -> Fault | None:
    """Return what is wrong with the file itself, or None."""
    path = entry.path
    if not _is_there(path):
        values = {"folder": str(path.parent), "listing": folder_listing(path.parent), "role": entry.role}
        return Fault(
            "file-missing",
            file=entry.file,
            column=f"inputs.{entry.role}",
            found=path.name[:80],
            values=values,
        )
    try:
        return _examine(entry)
    except OSError as error:
        return Fault("file-unreadable", file=entry.file, found=str(error.strerror))


def _is_there(path: Path) -> bool:
    try:
        return "\0" not in str(path) and path.exists()
    except OSError:  # a name longer than any file may have
        return False


def _examine(entry: Input) -> Fault | None:
    """Return the first thing that forbids to open a file that is there."""
    path, suffix = entry.path, entry.path.suffix.lower()
    if found := irregular(path):
        return Fault(found.code, file=entry.file, found=found.found)
    if path.is_dir():
        if suffix in READABLE:
            return None if suffix == ".gdb" else _not_a(entry, "folder")
        found_in_parts = (fault for part in part_entries(entry) if (fault := examine(part)))
        return next(iter(folder_faults(entry)), None) or next(found_in_parts, None)
    if suffix not in READABLE:
        values = {"known": " ".join(READABLE)}
        return Fault("file-kind-unknown", file=entry.file, found=path.suffix or path.name, values=values)
    with path.open("rb") as stream:
        head = stream.read(512)
    if not head.strip(b"\0 \t\r\n"):
        return Fault("file-empty", file=entry.file)
    kind, wanted = kind_of(head), FIRST_BYTES.get(suffix)
    if suffix == ".xlsx" and head.startswith(OLE):
        return Fault("file-locked", file=entry.file, found=kind)
    strange = (
        not head.startswith(wanted)
        if wanted
        else bool(kind) and not (suffix in _MARKUP and kind in {"XML", "KML"})
    )
    if strange:
        return _not_a(entry, kind or ascii(head[:12]))
    found = _trap(path, suffix, head)
    return (
        Fault(found.code, file=entry.file, found=found.found, values={"limit": found.limit})
        if found
        else None
    )


def _trap(path: Path, suffix: str, head: bytes) -> Finding | None:
    """Return what makes a file of its kind unsafe or unfit to read."""
    if head.startswith(ZIP):
        return archive_trap(path) or (opendocument_trap(path) if suffix in EXCEL else None)
    if suffix == ".gpkg":
        return database_trap(path)
    if suffix in _MARKUP:
        return markup_trap(path)
    if suffix == ".shp":
        return missing_parts(path) or short_attributes(path)
    if suffix in PARQUETS:
        return parquet_trap(path)
    return text_trap(path, brackets=suffix in _JSON) if suffix in (*_JSON, *TEXT) else None


def source_of(case: Case, role: str, rows: int, digest: str = "") -> Source:
    """Return an input's path and SHA-256; a Shapefile's covers its parts in the order of their names.

    Parameters
    ----------
    digest
        Of what was read from a database, whose address stands for the path.
    """
    entry = case.inputs[role]
    if entry.address:
        return Source(role, entry.file, digest, rows)
    path = entry.path
    return Source(role, shown_path(path / entry.part, case.folder), input_sha256(path, entry.part), rows)


def shown_path(path: Path, folder: Path) -> str:
    """Return a path relative to the case's folder when it lies inside, else absolute."""
    whole = path.resolve()
    root = folder.resolve()
    return whole.relative_to(root).as_posix() if whole.is_relative_to(root) else whole.as_posix()


def input_sha256(path: Path, part: str = "") -> str:
    """Return the SHA-256 of an input, or of one part of a folder, as hexadecimal text."""
    if is_folder_of_parts(path):
        return parts_sha256(path, part)
    if path.is_dir():
        parts = sorted(item for item in path.rglob("*") if item.is_file())
    elif path.suffix.lower() == ".shp":
        beside = (item for item in path.parent.iterdir() if item.stem == path.stem)
        parts = sorted(item for item in beside if item.suffix.lower() in SHAPEFILE[:5])
    else:
        parts = [path]
    digest = hashlib.sha256()
    for file in parts:
        with file.open("rb") as stream:
            while chunk := stream.read(1 << 20):
                digest.update(chunk)
    return digest.hexdigest()


def _read(entry: Input, mapped: Collection[str]) -> tuple[Table | None, list[Fault]]:
    suffix = entry.path.suffix.lower()
    names = {"role": entry.role, "file": entry.file}
    if suffix in _ARCHIVES:
        return _read_archive(entry, mapped)
    if suffix == ".pbf":
        return read_osm(entry.path, **names)
    if suffix in _MARKUP:
        return read_kml(entry.path, layer=entry.layer, **names)
    if suffix in TEXT:
        table, faults = read_text(entry.path, encoding=entry.encoding, mapped=mapped, **names)
    elif suffix in EXCEL:
        table, faults = read_excel(entry.path, sheet=entry.sheet, mapped=mapped, **names)
    elif suffix in PARQUETS and not _is_geoparquet(entry.path):
        table, faults = read_parquet(entry.path, **names)
    elif suffix in PARQUETS:
        return read_geoparquet(entry.path, layer=entry.layer, crs=entry.crs, **names)
    else:
        return read_layer(entry.path, layer=entry.layer, encoding=entry.encoding, crs=entry.crs, **names)
    if table.frame.empty:
        faults.append(Fault("table-without-rows", Severity.WARNING, entry.file, table.sheet))
    table, said = with_shapes(table, entry.crs)
    return table, faults + said


def _read_parts(entry: Input, mapped: Collection[str]) -> tuple[Table | None, list[Fault]]:
    """Return a folder of Parquet files as one table, or None and the faults of every part."""
    faults = folder_faults(entry)
    tables: list[Table] = []
    for part in () if any(fault.code == "parts-too-many" for fault in faults) else part_entries(entry):
        try:
            fault = examine(part)
            table, said = (None, [fault]) if fault else _read(part, mapped)
        except UnreadableError as error:
            table, said = None, [error.fault]
        faults += said
        if table is not None:
            table, said = with_keys(table, part.path.relative_to(entry.path).as_posix())
            tables.append(table)
            faults += said
        cells = sum(table.frame.size for table in tables)
        if cells > MOST_CELLS:
            values = {"limit": f"{MOST_CELLS:,}"}
            return None, [Fault("archive-bomb", file=entry.file, found=f"{cells:,}", values=values)]
    whole, said = joined(entry, tables) if tables else (None, [])
    faults = said_once(faults + said, entry)
    return (None if any(fault.severity is Severity.ERROR for fault in faults) else whole), faults


def _read_archive(entry: Input, mapped: Collection[str]) -> tuple[Table | None, list[Fault]]:
    """Return what an archive holds, looked at for traps like any other file."""
    wanted = _IN_ARCHIVE[entry.path.suffix.lower()]
    with unpacked(entry.path, role=entry.role, file=entry.file, layer=entry.layer, wanted=wanted) as path:
        # a layer is a Shapefile's name in the archive, but a table's in the database
        layer = "" if path.suffix == ".shp" else entry.layer
        inside = replace(entry, path=path, layer=layer)
        fault = examine(inside)
        return (None, [fault]) if fault else _read(inside, mapped)


def _turned(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return geometries with their two axes exchanged."""
    return np.asarray(shapely.transform(shapes, lambda xy: xy[:, ::-1]), dtype=object)


def _is_geoparquet(path: Path) -> bool:
    try:
        return b"geo" in (pq.read_schema(path).metadata or {})
    except (ArrowException, OSError, ValueError):
        return False


def _not_a(entry: Input, found: str) -> Fault:
    values = {"suffix": entry.path.suffix.lower() or "—"}
    return Fault("file-not-what-it-says", file=entry.file, found=found[:80], values=values)
