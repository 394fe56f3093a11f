"""Tables as text, from csv, tsv, parquet or rows; nothing is turned into a number on the way in."""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from assign.errors import Fault, Severity
from assign.inputs.headers import LOOKED_AT, Below, find_header, rows_below
from assign.messages import Value

EXCEL = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods")
TEXT = (".csv", ".tsv", ".txt")
MOST_COLUMNS = 2_000
"""No table of people or places is wider; wider ones only cost time."""
TOO_LONG = 1e15
"""From here on a number kept as a float may have lost digits."""

_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""What Excel writes above a csv to name its separator."""

_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060"))


@dataclass(frozen=True, eq=False)
class Table:
    """One input as it stands in its file.

    Parameters
    ----------
    file, sheet
        For the messages.
    frame
        Cells as stripped text, ``""`` where nothing stands; the index is the row a person sees.
    shapes
        Geometries beside the rows, or None when the file has none.
    crs
        What the file says of its coordinates, or what the case says for it.
    crs_overridden
        Whether the case names another CRS than the file.
    names
        Our column name -> the file's header, once the columns are matched.
    twice
        Headers that stand over more than one column.
    digest
        SHA-256 of what was read, where it lies in no file.
    parts
        Of a table that lies in several files: each file and how many rows it has.
    """

    role: str
    file: str
    sheet: str
    frame: pd.DataFrame
    shapes: NDArray[np.object_] | None = None
    crs: str = ""
    crs_overridden: bool = False
    names: Mapping[str, str] = field(default_factory=dict)
    twice: tuple[str, ...] = ()
    digest: str = ""
    parts: tuple[tuple[str, int], ...] = ()

    def fault(
        self,
        code: str,
        severity: Severity = Severity.ERROR,
        *,
        row: int | None = None,
        column: str = "",
        found: str = "",
        **values: Value,
    ) -> Fault:
        """Return a fault of this file and sheet; `column` is ours, the fault names the file's header."""
        header = self.names.get(column, column)
        return Fault(code, severity, self.file, self.sheet, row, header, found[:80], values)

    @property
    def headers(self) -> list[str]:
        """The file's column names in their order."""
        return [str(name) for name in self.frame.columns]


class UnreadableError(Exception):
    """A file that cannot be read; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(str(fault))


def read_text(
    path: Path, *, role: str, file: str, encoding: str = "", mapped: Collection[str] = ()
) -> tuple[Table, list[Fault]]:
    """Return a csv or tsv file; row 1 is its header.

    Parameters
    ----------
    encoding
        As named in the case; else UTF-8 is tried, then GB18030.
    mapped
        Headers that the case names, by which the header is found.

    Raises
    ------
    UnreadableError
        If the text has neither encoding.
    """
    rows = text_rows(path, file=file, encoding=encoding)
    return table_of_rows(rows, role=role, file=file, mapped=mapped)


def text_rows(path: Path, *, file: str, encoding: str = "") -> list[list[str]]:
    """Return the rows of a csv or tsv file as they stand; a line ``sep=…`` is an empty row.

    Raises
    ------
    UnreadableError
        If the text has neither encoding, or a field without end.
    """
    text = _decode(path.read_bytes(), file, encoding)
    named = _SEPARATOR.match(text)
    head = "\n".join(text[:100_000].splitlines()[:LOOKED_AT])
    delimiter = named[1] if named else "\t" if path.suffix.lower() == ".tsv" else max(",\t;", key=head.count)
    text = text.replace("\0", "")
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if len(row) > MOST_COLUMNS:
                found, at = str(len(row)), len(rows) + 1
                values = {"most": MOST_COLUMNS}
                raise UnreadableError(
                    Fault("columns-too-many", file=file, row=at, found=found, values=values)
                )
            rows.append(row)
    except csv.Error as error:
        raise UnreadableError(Fault("file-unreadable", file=file, found=str(error)[:80])) from error
    while rows and not any(rows[-1]):
        rows.pop()
    return [[], *rows[1:]] if named else rows


def read_parquet(path: Path, *, role: str, file: str) -> tuple[Table, list[Fault]]:
    """Return a parquet table; its first record is row 1.

    Raises
    ------
    UnreadableError
        If the file is not parquet.
    """
    try:
        frame = arrow_frame(pq.read_table(path, partitioning=None))
    except (pa.ArrowException, OSError, ValueError) as error:
        raise UnreadableError(Fault("file-unreadable", file=file, found=str(error)[:80])) from error
    return Table(role, file, "", frame), []


def arrow_frame(table: pa.Table) -> pd.DataFrame:
    """Return the columns of an Arrow table as text; whole numbers keep every digit."""
    texts = {name: arrow_text(table.column(name)) for name in table.column_names}
    return pd.DataFrame(texts, index=range(1, table.num_rows + 1), columns=table.column_names, dtype=object)


def arrow_text(column: pa.ChunkedArray) -> list[str]:
    """Return the cells of an Arrow column as text, ``""`` for null."""
    return [cell_text(cell) for cell in column.to_pylist()]


def cell_text(cell: object) -> str:
    """Return one cell as text.

    A float beyond 15 digits is written with an exponent, so that an id that was a number is refused later.
    """
    if isinstance(cell, str):
        return cell.translate(_INVISIBLE).strip()
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        if math.isnan(cell):
            return ""
        if not cell.is_integer():
            return repr(cell)
        return str(int(cell)) if abs(cell) < TOO_LONG else f"{cell:.15e}"
    if isinstance(cell, dt.datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    return str(cell).strip()


def _decode(data: bytes, file: str, encoding: str) -> str:
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for name in [encoding] if encoding else ["utf-16"] if marked else ["utf-8-sig", "gb18030"]:
        try:
            return data.decode(name)
        except (UnicodeError, LookupError):
            continue
    row = None if encoding else _row_not_utf8(data)
    found = encoding or "?"
    raise UnreadableError(
        Fault("encoding-unknown", file=file, row=row, found=found, values={"encoding": found})
    )


def is_utf8(path: Path) -> bool:
    """Return whether a text file can be read as UTF-8."""
    try:
        path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _row_not_utf8(data: bytes) -> int:
    """Return the first row that is not UTF-8: where two encodings are mixed, the second begins there."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1
    return 1


def table_of_rows(
    rows: Sequence[Sequence[str]], *, role: str, file: str, sheet: str = "", mapped: Collection[str] = ()
) -> tuple[Table, list[Fault]]:
    """Return rows of text as a table; titles, totals, notes, empty rows and nameless columns drop out."""
    texts = [[cell_text(cell) for cell in row] for row in rows]
    head = find_header(texts, role, mapped)
    above, headers = head.row, head.names
    if not any(headers):
        raise UnreadableError(Fault("table-empty", file=file, sheet=sheet))
    names, twice = _unique(headers)
    faults = [
        Fault("header-twice", Severity.WARNING, file, sheet, above + 1, header, found=header)
        for header in twice
    ]
    if above:
        code = "header-two-rows" if head.rows == 2 else "header-below"
        found = "; ".join(name for name in headers if name)[:80]
        faults.append(Fault(code, Severity.NOTE, file, sheet, above + 1, found=found))
    below = rows_below(texts[above + 1 :], headers)
    faults += _left_out(below, above + 2, file, sheet)
    skipped = {*below.totals, *below.notes}
    kept: list[list[str]] = []
    numbers: list[int] = []
    for place, cells in enumerate(texts[above + 1 :]):
        if place in skipped or not any(cells):
            continue
        if any(cells[len(names) :]):
            faults.append(_too_long(cells, len(names), file, sheet, place + above + 2))
        kept.append((cells + [""] * len(names))[: len(names)])
        numbers.append(place + above + 2)
    frame = pd.DataFrame(kept, index=numbers, columns=names, dtype=object)
    named = [name for name in names if not name.startswith("\0")]
    faults += _nameless(frame, names, file, sheet)
    return Table(role, file, sheet, frame[named], twice=tuple(twice)), faults


def header_place(texts: Sequence[Sequence[str]], role: str) -> int:
    """Return the number (from 0) of the header's last row; rows above it are empty, titles or groups."""
    return find_header(texts, role).row


def _left_out(below: Below, first_row: int, file: str, sheet: str) -> list[Fault]:
    """Return what is said of rows that are no records."""
    told = (("rows-total", Severity.WARNING, below.totals), ("rows-note", Severity.NOTE, below.notes))
    return [
        Fault(
            code,
            severity,
            file,
            sheet,
            places[0] + first_row,
            values={"rows": ", ".join(str(place + first_row) for place in places[:10]), "count": len(places)},
        )
        for code, severity, places in told
        if places
    ]


def _too_long(cells: Sequence[str], width: int, file: str, sheet: str, row: int) -> Fault:
    beyond = next(cell for cell in cells[width:] if cell)
    return Fault("row-too-long", file=file, sheet=sheet, row=row, found=beyond[:80], values={"width": width})


def _unique(headers: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return headers made unique (repeats numbered, empty ones hidden behind a zero byte) and those repeated."""
    names: list[str] = []
    twice: list[str] = []
    for place, header in enumerate(headers):
        name = header or f"\0{place}"
        if name in names:
            twice.append(name)
            name = f"{header}.{place + 1}"
        names.append(name)
    return names, list(dict.fromkeys(twice))


def _nameless(frame: pd.DataFrame, names: Sequence[str], file: str, sheet: str) -> list[Fault]:
    """Return a note where columns without a header hold something: they are not read."""
    filled = [
        place + 1 for place, name in enumerate(names) if name.startswith("\0") and (frame[name] != "").any()
    ]
    if not filled:
        return []
    values: dict[str, Value] = {"columns": ", ".join(map(str, filled[:10])), "count": len(filled)}
    return [Fault("header-blank", Severity.NOTE, file, sheet, values=values)]
