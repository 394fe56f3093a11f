"""Tables as text: xlsx, xls, csv, tsv, parquet; nothing is turned into a number on the way in."""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import python_calamine
from numpy.typing import NDArray

from assign.errors import Fault, Severity
from assign.inputs.columns import nearest
from assign.inputs.headers import LOOKED_AT, Below, header_row, rows_below
from assign.messages import Value
from assign.survey import Cell

EXCEL = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods")
TEXT = (".csv", ".tsv", ".txt")
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
    """

    role: str
    file: str
    sheet: str
    frame: pd.DataFrame
    shapes: NDArray[np.object_] | None = None
    crs: str = ""
    crs_overridden: bool = False
    names: Mapping[str, str] = field(default_factory=dict)

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


def read_text(path: Path, *, role: str, file: str, encoding: str = "") -> tuple[Table, list[Fault]]:
    """Return a csv or tsv file; row 1 is its header.

    Parameters
    ----------
    encoding
        As named in the case; else UTF-8 is tried, then GB18030.

    Raises
    ------
    UnreadableError
        If the text has neither encoding.
    """
    return _from_rows(text_rows(path, file=file, encoding=encoding), role=role, file=file)


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
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableError(Fault("file-unreadable", file=file, found=str(error)[:80])) from error
    return [[], *rows[1:]] if named else rows


def read_excel(path: Path, *, role: str, file: str, sheet: str = "") -> tuple[Table, list[Fault]]:
    """Return one sheet of a workbook, the first unless named; row 1 is its header.

    Raises
    ------
    UnreadableError
        If the file is no workbook, or has no such sheet.
    """
    chosen, cells = sheet_rows(path, file=file, sheet=sheet)
    return _from_rows(
        [[cell_text(cell) for cell in row] for row in cells], role=role, file=file, sheet=chosen
    )


def sheet_rows(path: Path, *, file: str, sheet: str = "") -> tuple[str, list[list[Cell]]]:
    """Return the name of a sheet, the first unless named, and its rows as they stand.

    Raises
    ------
    UnreadableError
        If the file is no workbook, or has no such sheet.
    """
    try:
        with python_calamine.CalamineWorkbook.from_path(str(path)) as book:
            names = list(book.sheet_names)
            chosen = sheet or (names[0] if names else "")
            if chosen not in names:
                values = {"sheets": ", ".join(names) or "—", "nearest": nearest(chosen, names)}
                raise UnreadableError(
                    Fault("sheet-missing", file=file, sheet=sheet, found=sheet, values=values)
                )
            return chosen, [
                list(row) for row in book.get_sheet_by_name(chosen).to_python(skip_empty_area=False)
            ]
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise UnreadableError(Fault("file-unreadable", file=file, found=str(error)[:80])) from error


def read_parquet(path: Path, *, role: str, file: str) -> tuple[Table, list[Fault]]:
    """Return a parquet table; its first record is row 1.

    Raises
    ------
    UnreadableError
        If the file is not parquet.
    """
    try:
        frame = arrow_frame(pq.read_table(path))
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


def _from_rows(
    rows: Sequence[Sequence[str]], *, role: str, file: str, sheet: str = ""
) -> tuple[Table, list[Fault]]:
    """Return rows of text as a table; titles, totals, notes, empty rows and nameless columns drop out."""
    texts = [[cell_text(cell) for cell in row] for row in rows]
    above = header_place(texts, role)
    headers = texts[above] if texts else []
    if not any(headers):
        raise UnreadableError(Fault("table-empty", file=file, sheet=sheet))
    names, faults = _unique(headers, file, sheet)
    if above:
        faults.append(
            Fault("header-below", Severity.NOTE, file, sheet, above + 1, found="; ".join(headers)[:80])
        )
    below = rows_below(texts[above + 1 :])
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
    return Table(role, file, sheet, frame[[name for name in names if not name.startswith("\0")]]), faults


def header_place(texts: Sequence[Sequence[str]], role: str) -> int:
    """Return the number (from 0) of the header's row; rows above it are empty, or titles."""
    first = next((place for place, row in enumerate(texts) if any(row)), 0)
    return first + header_row(texts[first:], role)


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


def _unique(headers: Iterable[str], file: str, sheet: str) -> tuple[list[str], list[Fault]]:
    """Return headers made unique: repeats are numbered, empty ones hidden behind a zero byte."""
    names: list[str] = []
    faults: list[Fault] = []
    for place, header in enumerate(headers):
        name = header or f"\0{place}"
        if name in names:
            faults.append(Fault("header-twice", Severity.WARNING, file, sheet, 1, header, found=header))
            name = f"{header}.{place + 1}"
        names.append(name)
    return names, faults
