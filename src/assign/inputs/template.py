"""A case to fill in: a commented `case.toml` and a workbook whose cells have drop-downs, hints and an example row."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from assign.errors import DataError, Fault
from assign.inputs.columns import TABLES, Column, Form
from assign.inputs.guess import Guess
from assign.inputs.toml_text import toml_value
from assign.inputs.vocabulary import (
    FACILITY_KINDS,
    INCIDENT_TYPES,
    KINDS,
    LEVELS,
    ROLES,
    SITE_KINDS,
    SITE_STATUSES,
)

SHEETS = {
    "stations": "派出所",
    "officers": "人员",
    "sites": "选址",
    "incidents": "警情",
    "facilities": "重点单位",
    "leaders": "领导",
    "headcounts": "警力",
    "villages": "村点位",
}
GUIDE = "填表说明"
_PLEASE_LOOK = "自动识别，请核对 found here: please look"
_MOST_OTHERS = 30
ROWS = 5000
"""Rows that get text format and drop-downs."""
SKILL = Column("skill_调解", Form.FLAG, ("技能_调解",))
"""Stands for any number of skills: a planner renames or repeats the column."""

_CHOICES = {
    ("officers", "role"): ROLES,
    ("sites", "kind"): SITE_KINDS,
    ("sites", "status"): SITE_STATUSES,
    ("incidents", "type"): INCIDENT_TYPES,
    ("villages", "kind"): KINDS,
    ("facilities", "kind"): FACILITY_KINDS,
    ("leaders", "level"): LEVELS,
}
_FORMS = {
    Form.ID: "文本，前导零保留 text, leading zeros stay",
    Form.TEXT: "文本 text",
    Form.NUMBER: "数字 number",
    Form.WHOLE: "整数 whole number",
    Form.YEARS: "年数，或起始日期 years, or the day they began",
    Form.FLAG: "是 / 否 yes / no",
    Form.PRESENCE: "是 / 否 / 休假至 2026-12-31 yes / no / until 2026-12-31",
    Form.LIST: "可填多个，用 ; 分隔 several, split by ;",
    Form.DATE: "日期，如 2024-05-01 date",
    Form.CHOICE: "从列表中选 choose from the list",
}
_SAID: dict[str, Any] = tomllib.loads(
    files("assign.inputs").joinpath("template_sheets.toml").read_text("utf-8")
)
"""What the sheets say and show: ``steps`` and ``about`` of the first, an ``example`` row of the others."""


def write_template(folder: Path, guesses: Sequence[Guess] = ()) -> Path:
    """Return the path of a fresh ``case.toml``; beside it stands ``tables.xlsx``, unless there is one.

    Parameters
    ----------
    guesses
        What the files in the folder probably are: the case then names them.

    Raises
    ------
    DataError
        If the case is already there: nothing is ever written over.
    """
    case, book = folder / "case.toml", folder / "tables.xlsx"
    if case.exists():
        raise DataError([Fault("template-exists", file=str(case), found=case.name)])
    folder.mkdir(parents=True, exist_ok=True)
    if not book.exists():
        _write_workbook(book)
    text = files("assign.inputs").joinpath("template.toml").read_text("utf-8")
    case.write_text(_with_guesses(text, folder, guesses) if guesses else text, encoding="utf-8")
    return case


def _with_guesses(text: str, folder: Path, guesses: Sequence[Guess]) -> str:
    """Return the case with the files that were found in place of the lines that wait for their names."""
    lines = text.splitlines()
    name = folder.resolve().name
    lines = [
        line.replace('"我的县"', toml_value(name)) if line.startswith("name = ") else line for line in lines
    ]
    for guess in guesses:
        entry: object = guess.file
        if guess.part:
            entry = {"file": guess.file, guess.key: guess.part}
        said = f"{guess.role} = {toml_value(entry)}    # {_PLEASE_LOOK}"
        waiting = re.compile(rf"(# )?{guess.role} = ")
        place = next(number for number, line in enumerate(lines) if waiting.match(line))
        lines[place] = said
    if all(guess.role != "villages" for guess in guesses):
        lines = [f"# {line}" if line.startswith("villages = ") else line for line in lines]
    place = next(number for number, line in enumerate(lines) if line.startswith("# 列名对不上"))
    return "\n".join([*lines[:place], *_guessed_columns(guesses), *lines[place:], ""])


def _guessed_columns(guesses: Sequence[Guess]) -> list[str]:
    """Return ``[columns.…]`` for the headers that only look like ours, and the headers that say nothing to us."""
    lines: list[str] = []
    for guess in guesses:
        if guess.columns:
            lines += [f"[columns.{guess.role}]    # {_PLEASE_LOOK}"]
            lines += [f"{ours} = {toml_value(header)}" for ours, header in guess.columns.items()]
        if guess.others:
            listed = ", ".join(toml_value(name) for name in guess.others[:_MOST_OTHERS])
            lines += [f"# {guess.role}: 其他列 other columns of {toml_value(guess.file)}: {listed}", ""]
        elif guess.columns:
            lines += [""]
    return lines


def template_columns(role: str) -> tuple[Column, ...]:
    """Return the columns that a sheet of the template has."""
    return (*TABLES[role], SKILL) if role == "officers" else TABLES[role]


def _write_workbook(path: Path) -> None:
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": dt.datetime(2024, 1, 1, tzinfo=dt.UTC)})
        _write_guide(book, book.add_worksheet(GUIDE))
        for role, name in SHEETS.items():
            _write_sheet(book, book.add_worksheet(name), role)


def _write_guide(book: Any, sheet: Any) -> None:
    """Write the first sheet: how to fill in the others, and what each is for."""
    title = book.add_format({"bold": True, "font_size": 16, "font_color": "#123A5A"})
    text = book.add_format({"text_wrap": True, "valign": "top", "font_size": 11})
    link = book.add_format({"font_color": "#1F5F8B", "underline": 1, "valign": "top", "font_size": 11})
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, 100, text)
    sheet.write_string(0, 0, "一村(格)一警 · 填表说明", title)
    for row, step in enumerate(_SAID["steps"], start=2):
        sheet.merge_range(row, 0, row, 1, step, text)
        sheet.set_row(row, 34)
    for row, (role, name) in enumerate(SHEETS.items(), start=len(_SAID["steps"]) + 3):
        sheet.write_url(row, 0, f"internal:'{name}'!A3", link, name)
        sheet.write_string(row, 1, _SAID["about"][role], text)
        sheet.set_row(row, 34)
    _print_on_a4(sheet)


def _write_sheet(book: Any, sheet: Any, role: str) -> None:
    needed = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1, "align": "center"})
    plain = book.add_format({"bg_color": "#F2F2F2", "border": 1, "align": "center"})
    grey = book.add_format({"italic": True, "font_color": "#8C8C8C", "num_format": "@"})
    grey_number = book.add_format({"italic": True, "font_color": "#8C8C8C"})
    forms = {
        "text": book.add_format({"num_format": "@"}),
        Form.DATE: book.add_format({"num_format": "yyyy-mm-dd"}),
        Form.NUMBER: None,
        Form.WHOLE: None,
        Form.YEARS: None,
    }
    columns = template_columns(role)
    for place, column in enumerate(columns):
        sheet.write_string(0, place, _header(column), needed if column.needed else plain)
        sheet.write_comment(
            0, place, _hint(column), {"x_scale": 1.8, "y_scale": 1.0, "author": "assign", "font_size": 9}
        )
        example = _SAID["example"][role].get(column.name)
        if isinstance(example, str):
            sheet.write_string(1, place, example, grey)
        elif example is not None:
            sheet.write_number(1, place, example, grey_number)
        # cells kept as text: Excel would cut the leading zeros and the last digits of a code
        sheet.set_column(place, place, _width(column, example), forms.get(column.form, forms["text"]))
        sheet.data_validation(2, place, ROWS, place, _rule(role, place, column))
    sheet.set_row(0, 20)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, ROWS, len(columns) - 1)
    _print_on_a4(sheet)
    sheet.repeat_rows(0)


def _print_on_a4(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _width(column: Column, example: str | float | None) -> float:
    """Return a width that holds the header and the example, Chinese signs counted double."""
    texts = (_header(column), "" if example is None else str(example))
    return 4.0 + max(sum(2 if ord(sign) > 0x2E80 else 1 for sign in text) for text in texts)


def _rule(role: str, place: int, column: Column) -> dict[str, object]:
    """Return what Excel says and allows in the cells of a column."""
    rule: dict[str, object] = {
        "input_title": _header(column)[:32],
        "input_message": _hint(column)[:255],
        "error_title": "请核对 please check",
        "error_message": _hint(column)[:255],
    }
    words = _CHOICES.get((role, column.name))
    if words is not None:
        rule |= {"validate": "list", "source": [_chinese(names) for names in words.values()]}
        return rule | ({"error_type": "information"} if column.open_ended else {})
    if column.form in (Form.FLAG, Form.PRESENCE):
        soft = {"error_type": "information"} if column.form is Form.PRESENCE else {}
        return rule | {"validate": "list", "source": ["是", "否"]} | soft
    if column.name == "station_id" and role != "stations":
        # a hint only: a case may do without a list of stations
        source = f"='{SHEETS['stations']}'!$A$3:$A${ROWS + 1}"
        return rule | {"validate": "list", "source": source, "error_type": "information"}
    if place == 0 and role != "incidents":
        # COUNTIF would compare codes as numbers of 15 digits
        at = f"{xl_col_to_name(place)}3"
        cells = f"${at[:-1]}$3:${at[:-1]}${ROWS + 1}"
        formula = f"=SUMPRODUCT(--EXACT({cells},{at}))=1"
        once = f"每个代码只能出现一次 each id once\n{_hint(column)}"
        return rule | {"validate": "custom", "value": formula, "error_message": once[:255]}
    if column.form in (Form.NUMBER, Form.WHOLE) and column.high < float("inf"):
        what = "decimal" if column.form is Form.NUMBER else "integer"
        return rule | {"validate": what, "criteria": "between", "minimum": column.low, "maximum": column.high}
    if column.form is Form.DATE:
        limits = {"minimum": dt.date(1950, 1, 1), "maximum": dt.date(2100, 12, 31)}
        return rule | {"validate": "date", "criteria": "between", **limits, "error_type": "warning"}
    return rule | {"validate": "any"}


def _chinese(names: Sequence[str]) -> str:
    """Return the first Chinese word for a choice."""
    return next(name for name in names if not name.isascii())


def _header(column: Column) -> str:
    """Return the Chinese header of a column, with a star where it is needed."""
    name = next((alias for alias in column.aliases if not alias.isascii()), column.name)
    return f"{name}*" if column.needed else name


def _hint(column: Column) -> str:
    need = "必填 needed" if column.needed else "可不填 optional"
    hint = f"{column.name}\n{need}\n{_FORMS[column.form]}"
    if column.form in (Form.NUMBER, Form.WHOLE) and column.high < float("inf"):
        hint += f"\n{column.low:,.10g} – {column.high:,.10g}"
    return hint
