"""The text of one cell → a value of its column's form, or the code of what is wrong with it."""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from assign.inputs.columns import Column, Form, plain

YES = frozenset({"是", "有", "真", "对", "true", "t", "yes", "y", "1", "1.0", "√", "✓", "✔", "☑", "on"})
NO = frozenset(
    {"否", "无", "假", "不", "不是", "没有", "非", "false", "f", "no", "n", "0", "0.0", "×", "✗", "✘", "off"}
)
NOTHING = frozenset(
    {
        "",
        "-",
        "--",
        "—",
        "——",
        "/",
        "\\",
        "无",
        "空",
        "na",
        "n/a",
        "nan",
        "null",
        "none",
        "#n/a",
        "不详",
        "未知",
        "暂无",
    }
    | {"待定", "待补", "缺", "缺失", "无数据", "unknown", "<null>", "nil"}
)

_SPLIT = re.compile(r"[;；,，、\n]+")
_THOUSANDS = re.compile(r"^[+-]?\d{1,3}([, '\u00a0\u2009\u202f]\d{3})+(\.\d+)?$")
_ABOUT = re.compile(r"^(?:大约|大概|约为|约|近|将近|~|≈)\s*(?=[\d+])|(?<=\d)\s*(?:左右|余|多)(?=\D*$)")
_WITH_UNIT = re.compile(r"^([+-]?[\d., '\u00a0]*\d)\s*([^\d\s.,].*)$")
_YEARS_MONTHS = re.compile(r"^(\d{1,2})年(?:零)?(\d{1,2})个?月$")
_DEGREES = re.compile(r"^(\d{1,3})[°度]\s*(\d{1,2})[′'分]\s*(?:(\d{1,2}(?:\.\d+)?)\s*(?:″|\"|''|′′|秒))?$")
_COMPASS = re.compile(r"^(?:东经|北纬|[EN])\s*|\s*[°度]?\s*[EN]$|[°度]$", re.IGNORECASE)
_FOOTNOTE = re.compile("[0-9][\u00b2\u00b3\u00b9\u2070-\u208e\u2460-\u249b]")
"""A small or circled figure behind a number: a mark of a footnote, which would pass for a digit more."""
_EXPONENT = re.compile(r"^\d+(\.\d+)?e\+?\d+$", re.IGNORECASE)
_DECIMAL_ID = re.compile(r"^\d+\.0+$")
_FRACTION_ID = re.compile(r"^\d{4,}\.\d+$")
_BAD_IN_ID = re.compile(r"[;\x00-\x1f\x7f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|^[=+@'-]")
"""A semicolon would split lists; an id that begins like a formula would have to be altered in every CSV and sheet;
marks of writing direction make two ids look like one."""
LONGEST_ID = 64
_ERROR = re.compile(r"#(REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)$", re.IGNORECASE)
"""What a spreadsheet shows where it could not reckon; #N/A is taken for nothing."""

_TIME = r"(?:\s*(?:星期|周)[一二三四五六日天])?(?:[ T]*(?:上午|下午)?\s*\d{1,2}[:时点].*)?"
_DATE = re.compile(rf"^(\d{{4}})\s*[-/.年]\s*(\d{{1,2}})\s*(?:[-/.月]\s*(\d{{1,2}})\s*日?|月)?{_TIME}$")
_UNTIL = re.compile(
    r"^(?:absent\s+)?(?:until|till)\b|^(?:休假|请假|离岗|缺勤|借调)?[至到]|止$", re.IGNORECASE
)
_COMPACT_DATE = re.compile(rf"^(\d{{4}})(\d{{2}})(\d{{2}})?{_TIME}$")
_SERIAL = re.compile(r"^[2-5]\d{4}(\.\d+)?$")
_SERIAL_ZERO = dt.date(1899, 12, 30)
"""Day 0 of Excel's count; 20000 to 59999 are 1954 to 2064."""
_SHORT_TENTH = re.compile(r"^\d{4}\.1$")
_FIRST_YEAR, _LAST_YEAR = 1800, 2100

SOFT = frozenset({"id-decimal", "id-like-exponent", "number-with-words", "date-october"})
"""What is read all the same, and said."""


class Read(NamedTuple):
    """A value, and the code of what is wrong with it ("" when nothing is)."""

    value: object
    code: str = ""


def read_cell(cell: str, column: Column) -> Read:
    """Return the value of a cell; what each form gives is said in `check_values.typed_table`.

    Years are a number, or a `datetime.date` on which they began.
    """
    if _ERROR.match(cell):
        return Read(_READERS[column.form]("", column).value, "cell-error")
    return _READERS[column.form](cell, column)


def _text(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell).strip()


def _read_id(cell: str, column: Column) -> Read:
    text = _text(cell)
    if text.casefold() in NOTHING:
        return Read("", "id-missing" if column.needed else "")
    if lost := _EXPONENT.match(text):
        # 1E5 may be a house number; 4.11421E+11 was a code of twelve digits
        short = not lost[1] and "+" not in text and len(text) <= 5
        return Read(text, "id-like-exponent") if short else Read("", "id-lost-digits")
    if _BAD_IN_ID.search(text):
        return Read("", "id-bad-character")
    if len(text) > LONGEST_ID:
        return Read("", "id-too-long")
    if _DECIMAL_ID.match(text):
        return Read(text.split(".")[0], "id-decimal")
    return Read("", "id-fraction") if _FRACTION_ID.match(text) else Read(text)


def _read_text(cell: str, column: Column) -> Read:
    return Read(cell, "cell-empty" if column.needed and not cell else "")


def _read_number(cell: str, column: Column) -> Read:
    text = _text(cell)
    if text.casefold() in NOTHING:
        return Read(math.nan)
    if _FOOTNOTE.search(cell):
        return Read(math.nan, "not-a-number")
    value, code = _plain_number(text), ""
    if value is None:
        value, code = _worded_number(text, column), "number-with-words"
    if value is None or not math.isfinite(value):
        return Read(math.nan, "not-a-number")
    if column.form is Form.WHOLE and value != int(value):
        return Read(math.nan, "number-not-whole")
    if not column.low <= value <= column.high:
        return Read(math.nan, "number-out-of-range")
    return Read(value, code)


def _plain_number(text: str) -> float | None:
    if _THOUSANDS.match(text):
        text = re.sub(r"[, '\u00a0\u2009\u202f]", "", text)
    try:
        return None if "_" in text else float(text)
    except ValueError:
        return None


def _worded_number(text: str, column: Column) -> float | None:
    """Return the number of 约1200人, 3年6个月 or 115°22′48″, or None for any other words."""
    if column.name.endswith(("lon", "lat")):
        return _degrees(text)
    text = _ABOUT.sub("", text).strip()
    if (parts := _YEARS_MONTHS.match(text)) and "年" in column.units:
        return round(int(parts[1]) + int(parts[2]) / 12, 2)
    if (number := _plain_number(text)) is not None:
        return number
    found = _WITH_UNIT.match(text)
    number = _plain_number(found[1]) if found else None
    if not found or number is None:
        return None
    unit = _ABOUT.sub("", found[2]).strip().removesuffix("左右").casefold()
    return round(number * column.units[unit], 4) if unit in column.units else None


def _degrees(text: str) -> float | None:
    """Return degrees east or north of 115°22′48″E, 东经115.38 or 115.38°; south and west are left to numbers."""
    bare = _COMPASS.sub("", _COMPASS.sub("", text)).strip()
    if parts := _DEGREES.match(bare):
        minutes, seconds = int(parts[2]), float(parts[3] or 0)
        return int(parts[1]) + minutes / 60 + seconds / 3600 if minutes < 60 and seconds < 60 else None
    return _plain_number(bare) if bare != text else None


def _read_years(cell: str, column: Column) -> Read:
    """Return years as a number; 2015年7月, 2015-07-01 or 2015 is the day they began."""
    number = _read_number(cell, column)
    if number.code in ("", "number-with-words"):
        return number
    text = _text(cell)
    began = _read_date(
        f"{text.removesuffix('年')}-01-01" if re.match(r"^(19|20)\d{2}年?$", text) else cell, column
    )
    return began if isinstance(began.value, dt.date) else number


def _read_flag(cell: str, column: Column) -> Read:
    text = _text(cell).casefold()
    word = plain(text)
    if text in YES or word in column.choices.get("yes", ()):
        return Read(True)
    if text in NO or word in column.choices.get("no", ()):
        return Read(False)
    return Read(None, "" if text in NOTHING else "not-yes-or-no")


def _read_presence(cell: str, column: Column) -> Read:
    """Return yes or no, or the last day of an absence: ``until 2026-12-31``, ``休假至2026-12-31``."""
    said = _read_flag(cell, column)
    if not said.code:
        return said
    day = _read_date(_UNTIL.sub("", _text(cell)).strip(), column).value
    return Read(day, "" if day else "not-present-or-absent")


def _read_list(cell: str, column: Column) -> Read:  # noqa: ARG001  one signature for all readers
    parts = [part.strip() for part in _SPLIT.split(_text(cell))]
    kept = tuple(dict.fromkeys(part for part in parts if part.casefold() not in NOTHING))
    lost = any(_EXPONENT.match(part) for part in kept)
    return Read(kept, "id-lost-digits" if lost else "")


def _read_date(cell: str, column: Column) -> Read:  # noqa: ARG001
    text = _text(cell)
    if text.casefold() in NOTHING:
        return Read(None)
    if _SERIAL.match(text):
        return Read(_SERIAL_ZERO + dt.timedelta(days=int(float(text))))
    found = _DATE.match(text) or _COMPACT_DATE.match(text)
    try:
        if found:
            year, month, day = (int(part or 1) for part in found.groups())
            if _FIRST_YEAR <= year <= _LAST_YEAR:
                return Read(dt.date(year, month, day), "date-october" if _SHORT_TENTH.match(text) else "")
    except ValueError:
        pass
    return Read(None, "not-a-date")


def _read_choice(cell: str, column: Column) -> Read:
    text = _text(cell).casefold()
    if text in NOTHING:
        return Read("", "cell-empty" if column.needed else "")
    word = plain(text)
    for ours, words in column.choices.items():
        if text in (ours, ours.replace("_", " ")) or text in words or word in words:
            return Read(ours)
    return Read(text.replace(" ", "_")) if column.open_ended else Read("", "word-unknown")


_READERS: dict[Form, Callable[[str, Column], Read]] = {
    Form.ID: _read_id,
    Form.TEXT: _read_text,
    Form.NUMBER: _read_number,
    Form.WHOLE: _read_number,
    Form.YEARS: _read_years,
    Form.FLAG: _read_flag,
    Form.PRESENCE: _read_presence,
    Form.LIST: _read_list,
    Form.DATE: _read_date,
    Form.CHOICE: _read_choice,
}
