"""Text of a table → values of a column's form; every cell that cannot be read is a fault of its own."""

from __future__ import annotations

import datetime as dt
import math
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from assign.errors import Fault, Severity
from assign.inputs.cells import SOFT, Read, read_cell
from assign.inputs.columns import Column, Form, columns_of, nearest
from assign.inputs.match import match_columns
from assign.inputs.tables import Table
from assign.messages import Value

SHOWN = 20
"""Faults of one kind in one column that are listed one by one; the rest are counted."""

_AT_ONCE = frozenset({"number-with-words"})
"""Said once a column: an office writes all its cells alike."""


def typed_table(
    table: Table,
    *,
    renames: Mapping[str, str],
    values: Mapping[str, Mapping[str, str]],
    day: dt.date | None = None,
) -> tuple[Table, pd.DataFrame, list[Fault]]:
    """Return a table that knows its headers, its cells under our names and in their forms, and the faults.

    Every column of the input is there, empty where the file has none; numbers are float (NaN: unknown),
    flags are bool or None, lists are tuples, dates are `datetime.date` or None, all else is text. The index
    is the row that a person sees.

    Parameters
    ----------
    renames
        ``[columns.<role>]`` of the case.
    values
        ``[values]`` of the case, by ``"<role>.<column>"``.
    day
        Of the case: years that a date began are counted up to it, else to the latest such date of the column.
    """
    chosen, faults = match_columns(
        table.role,
        table.headers,
        renames,
        file=table.file,
        sheet=table.sheet,
        twice=table.twice,
        frame=table.frame,
    )
    table = replace(table, names=chosen)
    out: dict[str, pd.Series] = {}
    for column in columns_of(table.role, list(chosen)):
        if column.name not in chosen:
            empty = read_cell("", column).value
            out[column.name] = pd.Series(
                [empty] * len(table.frame), index=table.frame.index, dtype=_dtype(column)
            )
            continue
        header = chosen[column.name]
        text = table.frame[header]
        if words := values.get(f"{table.role}.{column.name}"):
            text = text.map(_Mapping(words).of)
        out[column.name], wrong = read_column(text, column, table=table, day=day)
        faults += wrong
        faults += _shares(out[column.name], column, table)
    return table, pd.DataFrame(out, index=table.frame.index), faults


def _shares(values: pd.Series, column: Column, table: Table) -> list[Fault]:
    """Return a warning for marks up to 100 that are all between 0 and 1: a spreadsheet keeps 85 % as 0.85."""
    if "%" not in column.units or not ((values > 0) & (values < 1)).any() or values.max() > 1:
        return []
    row = int(str(values[(values > 0) & (values < 1)].index[0]))
    found = f"{values[row]:g}"
    return [table.fault("marks-like-shares", Severity.WARNING, row=row, column=column.name, found=found)]


class _Mapping:
    """What the case says of a column's words; width, case and spaces around them need not agree."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.words = words
        self.loose = {_loose(theirs): ours for theirs, ours in words.items()}

    def of(self, cell: str) -> str:
        """Return what a cell means."""
        return self.words[cell] if cell in self.words else self.loose.get(_loose(cell), cell)


def _loose(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell).strip().casefold()


def read_column(
    text: pd.Series, column: Column, *, table: Table, day: dt.date | None = None
) -> tuple[pd.Series, list[Fault]]:
    """Return the values of one column and the faults of its cells; each distinct text is read once."""
    cells_read: list[str] = (
        text.tolist()
    )  # once: a column of Arrow's text makes a new object of each cell it hands out
    read = {cell: read_cell(cell, column) for cell in dict.fromkeys(cells_read)}
    read, faults = _counted_years(read, column, table, day)
    series = pd.Series([read[cell].value for cell in cells_read], index=text.index, dtype=_dtype(column))
    by_code: dict[str, list[tuple[int, str]]] = {}
    if any(done.code for done in read.values()):
        for row, cell in zip(text.index.tolist(), cells_read, strict=True):
            if read[cell].code:
                by_code.setdefault(read[cell].code, []).append((int(row), cell))
    for code, cells in sorted(by_code.items()):
        severity = Severity.WARNING if code in SOFT else Severity.ERROR
        if code in _AT_ONCE:
            row, cell = cells[0]
            faults.append(
                table.fault(code, severity, row=row, column=column.name, found=cell, count=len(cells))
            )
            continue
        for row, cell in cells[:SHOWN]:
            expected = _expected(column, cell, code)
            faults.append(table.fault(code, severity, row=row, column=column.name, found=cell, **expected))
        faults += more_of(code, [row for row, _ in cells], severity, table=table, column=column.name)
    return series, faults


def _counted_years(
    read: dict[str, Read], column: Column, table: Table, day: dt.date | None
) -> tuple[dict[str, Read], list[Fault]]:
    """Return dates on which years began as years up to a day; one day for all, so their order is right."""
    began = {cell: done.value for cell, done in read.items() if isinstance(done.value, dt.date)}
    if column.form is not Form.YEARS or not began:
        return read, []
    until = day or max(began.values())
    out = dict(read)
    for cell, first in began.items():
        years = round((until - first).days / 365.25, 1)
        fits = column.low <= years <= column.high
        out[cell] = Read(years) if fits else Read(math.nan, "number-out-of-range")
    code = "years-from-date" if day else "years-from-latest"
    severity = Severity.NOTE if day else Severity.WARNING
    return out, [table.fault(code, severity, column=column.name, count=len(began), day=until.isoformat())]


def more_of(code: str, rows: Sequence[int], severity: Severity, *, table: Table, column: str) -> list[Fault]:
    """Return one fault that counts those beyond the first twenty of a kind, or none."""
    if len(rows) <= SHOWN:
        return []
    more, row = len(rows) - SHOWN, rows[SHOWN]
    # for who marks them all in the planner's own table
    also = " ".join(map(str, rows[SHOWN:]))
    total = len(rows)
    return [
        table.fault(
            "more-like-this", severity, row=row, column=column, kind=code, count=more, total=total, also=also
        )
    ]


def _expected(column: Column, cell: str, code: str) -> dict[str, Value]:
    """Return what a cell of this column may hold, for the sentences."""
    words = (f"{ours} ({', '.join(words[:3])})" for ours, words in column.choices.items())
    expected: dict[str, Value] = {
        "low": _bound(column.low),
        "high": _bound(column.high),
        "ours": column.name,
        "known": ", ".join(words),
    }
    if code == "word-unknown":
        expected["nearest"] = nearest(cell, list(column.choices))
    return expected


def list_rows(rows: list[int], *, limit: int = 5) -> str:
    """Return row numbers as text: the first five, then how many more."""
    shown = ", ".join(map(str, rows[:limit]))
    return shown + (f" (+{len(rows) - limit})" if len(rows) > limit else "")


def _bound(value: float) -> str:
    if math.isinf(value):
        return "-∞" if value < 0 else "∞"
    return f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}"


def _dtype(column: Column) -> str:
    return "float64" if column.form in (Form.NUMBER, Form.WHOLE, Form.YEARS) else "object"
