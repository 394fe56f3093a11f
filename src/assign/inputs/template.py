"""A case to fill in: a commented `case.toml` and a workbook whose cells have drop-downs."""

from __future__ import annotations

import datetime as dt
from importlib.resources import files
from pathlib import Path
from typing import Any

import xlsxwriter

from assign.errors import DataError, Fault
from assign.inputs.columns import TABLES, Column, Form
from assign.inputs.vocabulary import INCIDENT_TYPES, ROLES, SITE_KINDS, SITE_STATUSES

SHEETS = {"stations": "派出所", "officers": "人员", "sites": "选址", "incidents": "警情"}
ROWS = 5000
"""Rows that get text format and drop-downs."""

_CHOICES = {
    ("officers", "role"): ROLES,
    ("sites", "kind"): SITE_KINDS,
    ("sites", "status"): SITE_STATUSES,
    ("incidents", "type"): INCIDENT_TYPES,
}
_FORMS = {
    Form.ID: "文本，前导零保留 text, leading zeros stay",
    Form.TEXT: "文本 text",
    Form.NUMBER: "数字 number",
    Form.WHOLE: "整数 whole number",
    Form.YEARS: "年数，或起始日期 years, or the day they began",
    Form.FLAG: "是 / 否 yes / no",
    Form.LIST: "可填多个，用 ; 分隔 several, split by ;",
    Form.DATE: "日期，如 2024-05-01 date",
    Form.CHOICE: "从列表中选 choose from the list",
}


def write_template(folder: Path) -> Path:
    """Return the path of a fresh ``case.toml``; beside it stands ``tables.xlsx``.

    Raises
    ------
    DataError
        If one of the two files is already there: nothing is ever written over.
    """
    case, book = folder / "case.toml", folder / "tables.xlsx"
    there = [file for file in (case, book) if file.exists()]
    if there:
        raise DataError([Fault("template-exists", file=str(file), found=file.name) for file in there])
    folder.mkdir(parents=True, exist_ok=True)
    _write_workbook(book)
    case.write_text(files("assign.inputs").joinpath("template.toml").read_text("utf-8"), encoding="utf-8")
    return case


def _write_workbook(path: Path) -> None:
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": dt.datetime(2024, 1, 1, tzinfo=dt.UTC)})
        for role, name in SHEETS.items():
            _write_sheet(book, book.add_worksheet(name), role)


def _write_sheet(book: Any, sheet: Any, role: str) -> None:
    needed = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1})
    plain = book.add_format({"bg_color": "#F2F2F2", "border": 1})
    text = book.add_format({"num_format": "@"})
    for place, column in enumerate(TABLES[role]):
        sheet.write_string(0, place, _header(column), needed if column.needed else plain)
        sheet.write_comment(0, place, _hint(column), {"x_scale": 1.6, "y_scale": 0.8})
        # cells kept as text: Excel would cut the leading zeros and the last digits of a code
        sheet.set_column(
            place, place, 16, None if column.form in (Form.NUMBER, Form.WHOLE, Form.YEARS) else text
        )
        _add_dropdown(sheet, role, place, column)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, ROWS, len(TABLES[role]) - 1)


def _add_dropdown(sheet: Any, role: str, place: int, column: Column) -> None:
    words = _CHOICES.get((role, column.name))
    if words is not None:
        rule: dict[str, object] = {"validate": "list", "source": [chinese[0] for chinese in words.values()]}
        if column.open_ended:
            rule["error_type"] = "information"
        sheet.data_validation(1, place, ROWS, place, rule)
    elif column.form is Form.FLAG:
        sheet.data_validation(1, place, ROWS, place, {"validate": "list", "source": ["是", "否"]})
    elif column.form in (Form.NUMBER, Form.WHOLE) and column.high < float("inf"):
        what = "decimal" if column.form is Form.NUMBER else "integer"
        limits = {"criteria": "between", "minimum": column.low, "maximum": column.high}
        sheet.data_validation(1, place, ROWS, place, {"validate": what, **limits})


def _header(column: Column) -> str:
    """Return the Chinese header of a column."""
    return next((alias for alias in column.aliases if not alias.isascii()), column.name)


def _hint(column: Column) -> str:
    need = "必填 needed" if column.needed else "可不填 optional"
    return f"{column.name}\n{need}\n{_FORMS[column.form]}"
