"""A folder of Parquet files read as one table: its parts in the order of their names, and faults told part by part."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import numpy as np
import pandas as pd

from assign.errors import Fault, Severity
from assign.inputs.columns import known_column
from assign.inputs.entries import Input, folder_listing
from assign.inputs.geometries import crs_of, same_crs
from assign.inputs.match import match_columns
from assign.inputs.safety import CELLS
from assign.inputs.tables import Table
from assign.messages import Value

ENDINGS = (".parquet", ".geoparquet")
MOST_PARTS = 10_000
"""The country has fewer than three thousand counties."""
MOST_CELLS = CELLS * 5
"""Of all parts together, as of one Parquet file."""
_LITTER = ("thumbs.db", "desktop.ini")
_SHOWN = 20
_GEOMETRY = "geometry"
_NUMBER = re.compile(r"\d+")


def is_folder_of_parts(path: Path) -> bool:
    """Return whether a path is a folder that is read part by part; a geodatabase is one file to its reader."""
    return path.suffix.lower() != ".gdb" and path.is_dir()


def parts_of(folder: Path, part: str = "") -> tuple[list[str], list[str]]:
    """Return the names of the parts of a folder and of what else lies in it, both sorted.

    Names are relative to the folder, with ``/``; folders in it are looked into. What begins with a dot or an
    underscore is no data, as in Hive (``_SUCCESS``, ``.crc``), nor is what Windows leaves behind.

    Parameters
    ----------
    part
        Look at this part alone, a file or a folder of that name: a country's folder is not listed for each county.
    """
    parts: list[str] = []
    strays: list[str] = []
    if part:
        whole = (f"{part}{ending}" for ending in ENDINGS)
        parts += [name for name in whole if (folder / name).is_file()]
    for item in (folder / part).rglob("*"):
        inside = item.relative_to(folder)
        hidden = any(name.startswith((".", "_")) for name in inside.parts)
        if hidden or item.name.casefold() in _LITTER or (item.is_dir() and item.suffix not in ENDINGS):
            continue
        (parts if item.suffix.lower() in ENDINGS else strays).append(inside.as_posix())
    return sorted(parts), sorted(strays)


def folder_faults(entry: Input) -> list[Fault]:
    """Return what forbids to read a folder: it holds no part, too many, or files that nobody would read."""
    parts, strays = parts_of(entry.path, entry.part)
    if not parts and entry.part:
        values: dict[str, Value] = {"role": entry.role, "part": entry.part}
        return [Fault("part-missing", file=entry.file, column=f"inputs.{entry.role}", values=values)]
    if not parts:
        return [Fault("parts-none", file=entry.file, found=folder_listing(entry.path)[:80])]
    if len(parts) > MOST_PARTS:
        return [Fault("parts-too-many", file=entry.file, found=str(len(parts)), values={"most": MOST_PARTS})]
    values = {"folder": entry.file, "count": len(strays)}
    return [
        Fault("part-stray", file=_shown(entry, name), found=name, values=values) for name in strays[:_SHOWN]
    ]


def part_entries(entry: Input) -> list[Input]:
    """Return one entry for each part, called by the folder and its name."""
    names = parts_of(entry.path, entry.part)[0]
    return [replace(entry, path=entry.path / name, file=_shown(entry, name), part="") for name in names]


def _shown(entry: Input, name: str) -> str:
    return f"{entry.file.rstrip('/')}/{name}"


def with_keys(table: Table, name: str) -> tuple[Table, list[Fault]]:
    """Return a part with the columns that its name gives, and a warning where name and cells disagree.

    Parameters
    ----------
    name
        Relative to the folder, as Hive writes it: ``county_id=411424.parquet`` or ``county_id=411424/part-0.parquet``.
    """
    chosen, _ = match_columns(table.role, table.headers, {}, file=table.file)
    faults: list[Fault] = []
    frame = table.frame
    for column, value in _keys(name).items():
        if not known_column(table.role, column):
            continue
        if column not in chosen:
            frame = frame.assign(**{column: value})
            continue
        other = frame.index[(frame[chosen[column]] != value) & (frame[chosen[column]] != "")]
        if len(other):
            row = int(other[0])
            said: dict[str, Value] = {"told": f"{column}={value}", "count": len(other)}
            found = str(frame[chosen[column]].loc[row])
            faults.append(
                Fault(
                    "part-key-differs",
                    Severity.WARNING,
                    table.file,
                    "",
                    row,
                    chosen[column],
                    found[:80],
                    said,
                )
            )
    return replace(table, frame=frame), faults


def _keys(name: str) -> dict[str, str]:
    """Return the pairs ``column=value`` in a part's name."""
    *folders, last = name.split("/")
    for ending in ENDINGS:
        last = last.removesuffix(ending)
    pairs = (item.partition("=") for item in (*folders, last))
    return {column.strip(): unquote(value).strip() for column, sign, value in pairs if sign}


def joined(entry: Input, tables: Sequence[Table]) -> tuple[Table | None, list[Fault]]:
    """Return the parts as one table, or None and a fault for each part that does not go with the others.

    Rows are counted through all parts; `by_part` takes that back.
    """
    faults = [*_other_columns(tables), *_other_crs(tables)]
    if faults:
        return None, faults
    first = tables[0]
    frame = pd.concat([table.frame[first.headers] for table in tables], ignore_index=True)
    frame.index = pd.RangeIndex(1, len(frame) + 1)
    shapes = [table.shapes for table in tables if table.shapes is not None]
    return Table(
        entry.role,
        entry.file,
        first.sheet,
        frame,
        np.concatenate(shapes) if shapes else None,
        first.crs,
        crs_overridden=any(table.crs_overridden for table in tables),
        parts=tuple((table.file, len(table.frame)) for table in tables),
    ), []


def _columns(table: Table) -> set[str]:
    return {*table.headers, *(() if table.shapes is None else (_GEOMETRY,))}


def _other_columns(tables: Sequence[Table]) -> list[Fault]:
    """Return a fault for each part that lacks a column which another one has."""
    held: dict[str, str] = {}
    for table in tables:
        for column in sorted(_columns(table)):
            held.setdefault(column, table.file)
    lacking = [(table, sorted(held.keys() - _columns(table))) for table in tables]
    return [
        Fault(
            "part-columns-differ",
            file=table.file,
            found=", ".join(lost)[:80],
            values={"other": held[lost[0]], "columns": ", ".join(table.headers)},
        )
        for table, lost in lacking
        if lost
    ][:_SHOWN]


def _other_crs(tables: Sequence[Table]) -> list[Fault]:
    """Return a fault for each part that is in another CRS than the first."""
    wanted = tables[0]
    same = {wanted.crs: True}
    for table in tables:
        if table.crs not in same:
            same[table.crs] = same_crs(wanted.crs, table.crs)
    return [
        Fault(
            "part-crs-differs",
            file=table.file,
            found=_crs_name(table.crs),
            values={"wanted": _crs_name(wanted.crs), "other": wanted.file},
        )
        for table in tables
        if not same[table.crs]
    ][:_SHOWN]


def _crs_name(text: str) -> str:
    crs = crs_of(text) if text else None
    return crs.name if crs else text[:80] or "—"


def by_part(faults: Iterable[Fault], tables: Iterable[Table]) -> list[Fault]:
    """Return faults with the part's file and its own row in place of the folder and the row among all."""
    folders = {table.file: table.parts for table in tables if table.parts}
    return [_of_part(fault, folders[fault.file]) if fault.file in folders else fault for fault in faults]


def _of_part(fault: Fault, parts: Sequence[tuple[str, int]]) -> Fault:
    values: dict[str, Value] = dict(fault.values)
    for key in ("first_row", "second_row"):
        if isinstance(values.get(key), int):
            values[key] = _place(int(str(values[key])), parts)
    if isinstance(values.get("rows"), str):
        rows, more, count = str(values["rows"]).partition(" (+")
        values["rows"] = _NUMBER.sub(lambda found: _place(int(found[0]), parts), rows) + more + count
    if fault.row is None:
        return replace(fault, values=values)
    file, row = _part_and_row(fault.row, parts)
    return replace(fault, file=file, row=row, values=values)


def _part_and_row(row: int, parts: Sequence[tuple[str, int]]) -> tuple[str, int]:
    for file, count in parts:
        if row <= count:
            return file, row
        row -= count
    raise ValueError("a row behind the last part")


def _place(row: int, parts: Sequence[tuple[str, int]]) -> str:
    file, own = _part_and_row(row, parts)
    return f"{file.rpartition('/')[2]}:{own}"


def said_once(faults: Iterable[Fault], entry: Input) -> list[Fault]:
    """Return the faults of all parts, notes that several parts share said once of the folder."""
    faults = list(faults)
    times: dict[tuple[str, str, str], int] = {}
    for fault in faults:
        times[_kind(fault)] = times.get(_kind(fault), 0) + 1
    out: dict[tuple[str, ...], Fault] = {}
    for number, fault in enumerate(faults):
        if fault.severity is Severity.NOTE and times[_kind(fault)] > 1:
            out.setdefault(_kind(fault), replace(fault, file=entry.file, row=None))
        else:
            out[(str(number),)] = fault
    return list(out.values())


def _kind(fault: Fault) -> tuple[str, str, str]:
    return fault.code, fault.column, fault.found


def parts_sha256(folder: Path, part: str = "") -> str:
    """Return the SHA-256 of the names and contents of all parts, as hexadecimal text: a name may say the county."""
    whole = hashlib.sha256()
    for name in parts_of(folder, part)[0]:
        with (folder / name).open("rb") as stream:
            content = hashlib.file_digest(stream, "sha256").hexdigest()
        whole.update(f"{content}  {name}\n".encode())
    return whole.hexdigest()
