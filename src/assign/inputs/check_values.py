"""Text of a table → values of a column's form; every cell that cannot be read is a fault of its own."""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from assign.errors import Fault, Severity
from assign.inputs.columns import Column, Form, columns_of, match_columns, nearest
from assign.inputs.tables import Table
from assign.messages import Value

SHOWN = 20
"""Faults of one kind in one column that are listed one by one; the rest are counted."""

YES = frozenset({"是", "有", "真", "对", "true", "t", "yes", "y", "1"})
NO = frozenset({"否", "无", "假", "不", "false", "f", "no", "n", "0"})
NOTHING = frozenset({"", "-", "--", "—", "/", "无", "空", "na", "n/a", "nan", "null", "none", "#n/a"})

_SPLIT = re.compile(r"[;；,，、\n]+")
_THOUSANDS = re.compile(r"^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$")
_EXPONENT = re.compile(r"^\d+(\.\d+)?e\+?\d+$", re.IGNORECASE)
_DECIMAL_ID = re.compile(r"^\d+\.0+$")
_BAD_IN_ID = re.compile(r"[;\x00-\x1f\x7f]|^[=+@'-]")
"""A semicolon would split lists; an id that begins like a formula would have to be altered in every CSV and sheet."""
_DATE = re.compile(r"^(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?(?:[ T].*)?$")
_COMPACT_DATE = re.compile(r"^(\d{4})(\d{2})(\d{2})$")

Read = tuple[object, str]
"""A value, and the code of what is wrong with it ("" when nothing is)."""


def typed_table(
    table: Table, *, renames: Mapping[str, str], values: Mapping[str, Mapping[str, str]]
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
    """
    chosen, faults = match_columns(table.role, table.headers, renames, file=table.file, sheet=table.sheet)
    table = replace(table, names=chosen)
    out: dict[str, pd.Series] = {}
    for column in columns_of(table.role, list(chosen)):
        if column.name not in chosen:
            empty, _ = _read_cell("", column)
            out[column.name] = pd.Series(
                [empty] * len(table.frame), index=table.frame.index, dtype=_dtype(column)
            )
            continue
        header = chosen[column.name]
        text = (
            table.frame[header]
            .map(values.get(f"{table.role}.{column.name}", {}).get)
            .fillna(table.frame[header])
        )
        out[column.name], wrong = read_column(text, column, table=table)
        faults += wrong
    return table, pd.DataFrame(out, index=table.frame.index), faults


def read_column(text: pd.Series, column: Column, *, table: Table) -> tuple[pd.Series, list[Fault]]:
    """Return the values of one column and the faults of its cells; each distinct text is read once."""
    read = {cell: _read_cell(cell, column) for cell in dict.fromkeys(text)}
    series = pd.Series([read[cell][0] for cell in text], index=text.index, dtype=_dtype(column))
    by_code: dict[str, list[tuple[int, str]]] = {}
    for row, cell in zip(text.index, text, strict=True):
        if read[cell][1]:
            by_code.setdefault(read[cell][1], []).append((int(row), cell))
    faults: list[Fault] = []
    for code, cells in sorted(by_code.items()):
        severity = Severity.WARNING if code in _SOFT else Severity.ERROR
        for row, cell in cells[:SHOWN]:
            expected = _expected(column, cell, code)
            faults.append(table.fault(code, severity, row=row, column=column.name, found=cell, **expected))
        faults += more_of(code, [row for row, _ in cells], severity, table=table, column=column.name)
    return series, faults


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


_SOFT = frozenset({"id-decimal", "id-like-exponent"})


def _bound(value: float) -> str:
    if math.isinf(value):
        return "-∞" if value < 0 else "∞"
    return f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}"


def _dtype(column: Column) -> str:
    return "float64" if column.form in (Form.NUMBER, Form.WHOLE) else "object"


def _read_cell(cell: str, column: Column) -> Read:
    return _READERS[column.form](cell, column)


def _read_id(cell: str, column: Column) -> Read:
    text = unicodedata.normalize("NFKC", cell).strip()
    if text.casefold() in NOTHING:
        return "", "id-missing" if column.needed else ""
    if lost := _EXPONENT.match(text):
        # 1E5 may be a house number; 4.11421E+11 was a code of twelve digits
        short = not lost[1] and "+" not in text and len(text) <= 5
        return (text, "id-like-exponent") if short else ("", "id-lost-digits")
    if _BAD_IN_ID.search(text):
        return "", "id-bad-character"
    if _DECIMAL_ID.match(text):
        return text.split(".")[0], "id-decimal"
    return text, ""


def _read_text(cell: str, column: Column) -> Read:
    return cell, "cell-empty" if column.needed and not cell else ""


def _read_number(cell: str, column: Column) -> Read:
    text = unicodedata.normalize("NFKC", cell).strip()
    if text.casefold() in NOTHING:
        return math.nan, ""
    if _THOUSANDS.match(text):
        text = text.replace(",", "")
    try:
        value = float(text)
    except ValueError:
        return math.nan, "not-a-number"
    if not math.isfinite(value) or "_" in text:
        return math.nan, "not-a-number"
    if column.form is Form.WHOLE and value != int(value):
        return math.nan, "number-not-whole"
    if not column.low <= value <= column.high:
        return math.nan, "number-out-of-range"
    return value, ""


def _read_flag(cell: str, column: Column) -> Read:  # noqa: ARG001  one signature for all readers
    text = unicodedata.normalize("NFKC", cell).strip().casefold()
    if text in YES:
        return True, ""
    if text in NO:
        return False, ""
    return None, "" if text in NOTHING else "not-yes-or-no"


def _read_list(cell: str, column: Column) -> Read:  # noqa: ARG001
    text = unicodedata.normalize("NFKC", cell).strip()
    parts = [part.strip() for part in _SPLIT.split(text)]
    kept = tuple(dict.fromkeys(part for part in parts if part.casefold() not in NOTHING))
    lost = any(_EXPONENT.match(part) for part in kept)
    return kept, "id-lost-digits" if lost else ""


def _read_date(cell: str, column: Column) -> Read:  # noqa: ARG001
    text = unicodedata.normalize("NFKC", cell).strip()
    if text.casefold() in NOTHING:
        return None, ""
    found = _DATE.match(text) or _COMPACT_DATE.match(text)
    try:
        if found:
            year, month, day = (int(part or 1) for part in found.groups())
            return dt.date(year, month, day), ""
    except ValueError:
        pass
    return None, "not-a-date"


def _read_choice(cell: str, column: Column) -> Read:
    text = unicodedata.normalize("NFKC", cell).strip().casefold()
    if text in NOTHING:
        return "", "cell-empty" if column.needed else ""
    for ours, words in column.choices.items():
        if text in (ours, ours.replace("_", " ")) or text in words:
            return ours, ""
    return (text.replace(" ", "_"), "") if column.open_ended else ("", "word-unknown")


_READERS: dict[Form, Callable[[str, Column], Read]] = {
    Form.ID: _read_id,
    Form.TEXT: _read_text,
    Form.NUMBER: _read_number,
    Form.WHOLE: _read_number,
    Form.FLAG: _read_flag,
    Form.LIST: _read_list,
    Form.DATE: _read_date,
    Form.CHOICE: _read_choice,
}
