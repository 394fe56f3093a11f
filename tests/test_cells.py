"""One cell at a time: what each form makes of a text, and what it refuses."""

from __future__ import annotations

import datetime as dt
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assign.inputs.cells import read_cell
from assign.inputs.columns import TABLES, Column, Form

COLUMNS = {column.name: column for columns in TABLES.values() for column in columns}
DATE, FLAG = Column("since", Form.DATE), Column("flag", Form.FLAG)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234", 1234),
        ("12,345,678", None),  # more than a village can hold
        ("1,23", None),
        ("1234,567", None),
        ("1.200,5", None),
        ("１，２３４", 1234),
        ("1 234", 1234),
        ("1e3", 1000),
        ("0x10", None),
        ("1_000", None),
        ("inf", None),
        ("1200-1300", None),
        ("1200/1300", None),
        ("1200户", None),  # people are not counted in houses
        ("1200.5", None),
        ("1200,", None),
        ("约", None),
        ("人", None),
        ("1200人2", None),
        ("-1", None),
    ],
)
def test_people_are_counted_or_refused(text, value):
    """A thousand's comma is no decimal, a range is no number, another unit is refused."""
    found = read_cell(text, COLUMNS["population"])
    assert (None if found.code and math.isnan(found.value) else found.value) == value


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("115°22′48″E", 115.38),
        ("115°22′48″", 115.38),
        ("115度22分48秒", 115.38),
        ("115°22'48\"", 115.38),
        ("115°22′", 115 + 22 / 60),
        ("东经115.38", 115.38),
        ("115.38°E", 115.38),
        ("E115.38", 115.38),
        ("115.38°", 115.38),
        ("115°62′48″", None),
        ("115.38W", None),
        ("115°", 115.0),
        ("185°", None),
        ("115,38", None),
    ],
)
def test_degrees_are_read_or_refused(text, degrees):
    """Degrees, minutes and seconds; sixty minutes are too many; a west that would be east is refused."""
    found = read_cell(text, COLUMNS["lon"])
    if degrees is None:
        assert found.code in ("not-a-number", "number-out-of-range")
    else:
        assert found.value == pytest.approx(degrees, abs=1e-9)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2024-13-01",
            "2024-02-30",
            "2023-02-29",
            "2024/0/5",
            "24.5.1",
            "5/3/2024",
            "20241301",
            "2024",
            "3月5日",
        ),
        *(
            "1799-12-31",
            "2101-01-01",
            "19999",
            "60000",
            "2024-03-05-07",
            "2024年13月",
            "yesterday",
            "2024-03-05 and more",
        ),
    ],
)
def test_impossible_days_are_refused(text):
    """No thirteenth month, no thirtieth of February, no year of two digits, no day first."""
    assert read_cell(text, DATE) == (None, "not-a-date")


@settings(max_examples=200, deadline=None)
@given(st.dates(dt.date(1954, 10, 4), dt.date(2064, 4, 8)))
def test_every_day_is_read_in_every_form(day):
    """Seven ways to write a day, Excel's count among them, give that day."""
    serial = (day - dt.date(1899, 12, 30)).days
    forms = [
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month:02d}.{day.day:02d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        str(serial),
        f"{day.isoformat()} 08:30:00",
    ]
    assert [read_cell(form, DATE) for form in forms] == [(day, "")] * 7


def test_a_short_tenth_month_is_read_and_doubted():
    """2024.1 may have been 2024.10 in a spreadsheet: January is taken, and said."""
    assert read_cell("2024.1", DATE) == (dt.date(2024, 1, 1), "date-october")
    assert read_cell("2024.2", DATE) == (dt.date(2024, 2, 1), "")
    assert read_cell("2024.10", DATE) == (dt.date(2024, 10, 1), "")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7.0),
        ("7年", 7.0),
        ("7年6个月", 7.5),
        ("2017-07-01", dt.date(2017, 7, 1)),
        ("2017", dt.date(2017, 1, 1)),
    ],
)
def test_years_are_a_number_or_the_day_they_began(text, value):
    """A number up to sixty is years; what is larger is a year or a day, or refused."""
    assert read_cell(text, COLUMNS["years"]).value == value
    assert read_cell("70", COLUMNS["years"]).code == "number-out-of-range"
    assert read_cell("七年", COLUMNS["years"]).code == "not-a-number"


@pytest.mark.parametrize("text", ["可能", "2", "x", "是否", "yes and no", "党员"])
def test_what_is_neither_yes_nor_no_is_refused(text):
    """Words of another column too."""
    assert read_cell(text, FLAG) == (None, "not-yes-or-no")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("4.11421E+17", ("", "id-lost-digits")),
        ("411421199001012496.0", ("411421199001012496", "id-decimal")),
        ("０１２", ("012", "")),
        ("=1+1", ("", "id-bad-character")),
        ("不详", ("", "id-missing")),
    ],
)
def test_ids_stay_text(text, found):
    """Zeros stay, width goes, what a spreadsheet has broken is named."""
    assert read_cell(text, COLUMNS["officer_id"]) == found


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=20), st.sampled_from(sorted(COLUMNS)))
def test_no_text_breaks_a_reader(text, name):
    """Any text in any column is a value or a code, never an exception."""
    found = read_cell(text, COLUMNS[name])
    assert isinstance(found.code, str)
