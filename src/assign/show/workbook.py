"""The plan as a workbook for people: one sheet a subject; no formula ever comes from data."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from assign.messages import Message
from assign.plan import Plan
from assign.problem import Problem
from assign.show.figures import gap_text
from assign.show.report_sheets import report_sheets
from assign.show.sheets import Row, Sheet, rooms_by_scope, sheets
from assign.show.words import has_word, say, word

# Fixed, so that the same plan gives the same bytes; Excel knows no time zones.
_CREATED = dt.datetime(2020, 1, 1)  # noqa: DTZ001
_HEAD_ROW = 2  # rows 0 and 1 hold the title and the name of the case
_WIDTHS = {
    "reason": 48,
    "remedy": 48,
    "rule_title": 28,
    "villages": 40,
    "village_ids": 30,
    "room_id": 24,
    "site_id": 24,
    "source": 36,
    "setting": 26,
    "figure": 34,
    "change_to": 24,
}
_NUMBERS = {
    "travel_min": "0.0",
    "mean_travel_min": "0.0",
    "max_travel_min": "0.0",
    "hours": "0.0",
    "complexity": "0.0",
    "ability": "0.0",
    "lon": "0.000000",
    "lat": "0.000000",
    "population": "#,##0",
    "factor": "+0%;-0%",
    "largest": "0.0",
    "rank_correlation": "0.0000",
    "hours_share": "+0.00%;-0.00%;0.00%",
    "share": "0.0%",
    "target": "0%",
    "distance_km": "0.0",
    "cover_hours": "0.0",
    "capacity": "0.0",
    "over_hours": "0.0",
    "min_hours": "0.0",
    "median_hours": "0.0",
    "p90_hours": "0.0",
    "max_hours": "0.0",
    "mean_hours": "0.0",
    "gini": "0.000",
}
_MAX_TEXT = 32_767  # of an Excel cell


def write_workbook(problem: Problem, plan: Plan, path: Path, *, lang: str = "en") -> Path:
    """Write ``plan.xlsx`` in one language, and return its path."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": problem.name, "created": _CREATED})
        writer = _Writer(book, problem.name, rooms_by_scope(problem, plan), lang)
        writer.readme(plan, problem.policy.not_yet_enforced)
        for sheet in (*sheets(problem, plan, lang), *report_sheets(problem, plan, lang)):
            writer.table(sheet)
        writer.lists()
    return path


class _Writer:
    """Puts sheets into the workbook, one look for all."""

    def __init__(
        self, book: xlsxwriter.Workbook, case: str, rooms: Mapping[str, Sequence[str]], lang: str
    ) -> None:
        self.book = book
        self.case = case[:_MAX_TEXT]
        self.rooms = rooms
        self.lang = lang
        base = {
            "font_name": "Microsoft YaHei" if lang == "zh" else "Calibri",
            "font_size": 10,
            "valign": "top",
        }
        self.title = book.add_format({**base, "bold": True, "font_size": 16, "font_color": "#123A5A"})
        self.soft = book.add_format({**base, "font_color": "#5F6F7A"})
        self.head = book.add_format(
            {
                **base,
                "bold": True,
                "bg_color": "#123A5A",
                "font_color": "#FFFFFF",
                "text_wrap": True,
                "valign": "vcenter",
            }
        )
        self.edit_head = book.add_format(
            {**base, "bold": True, "bg_color": "#D9480F", "font_color": "#FFFFFF", "text_wrap": True}
        )
        line = {**base, "bottom": 1, "bottom_color": "#DDE3E6"}
        self.text = book.add_format({**line, "num_format": "@"})
        self.wrapped = book.add_format({**line, "text_wrap": True, "num_format": "@"})
        self.edit = book.add_format({**line, "bg_color": "#FFF5EA", "num_format": "@"})
        self.plain = book.add_format({**line, "num_format": "#,##0.##", "align": "right"})
        self.numbers = {
            pattern: book.add_format({**line, "num_format": pattern}) for pattern in set(_NUMBERS.values())
        }

    def readme(self, plan: Plan, later: Sequence[str]) -> None:
        """Write the first sheet: what this is, how good the plan is, how to propose a change."""
        sheet = self.book.add_worksheet(word("sheet.readme", self.lang))
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 100)
        sheet.write_string(0, 0, self.case, self.title)
        values = {"status": word(f"status.{plan.status}", self.lang), "gap": gap_text(plan.gap)}
        lines = [
            Message("readme.what"),
            Message("readme.status", values),
            Message("readme.change"),
            Message("readme.exceptions"),
            Message("readme.hours"),
        ]
        if later:
            lines.append(Message("readme.later", {"rules": " ".join(later)}))
        for number, line in enumerate(lines, start=2):
            sheet.write_string(number, 0, say(line, self.lang), self.wrapped)

    def table(self, table: Sheet) -> None:
        """Write one table with filter, frozen head, widths and print set-up."""
        name = word(f"sheet.{table.name}", self.lang)
        sheet = self.book.add_worksheet(name)
        sheet.write_string(0, 0, name, self.title)
        sheet.write_string(1, 0, self.case, self.soft)
        for column, key in enumerate(table.columns):
            head = word(f"column.{key}", self.lang)
            sheet.write_string(_HEAD_ROW, column, head, self.edit_head if key == "change_to" else self.head)
            sheet.set_column(column, column, _WIDTHS.get(key) or self._width(key, head, table.rows))
        for number, row in enumerate(table.rows, start=_HEAD_ROW + 1):
            for column, key in enumerate(table.columns):
                self._cell(sheet, number, column, key, row.get(key))
        self._choices(sheet, table)
        last = max(_HEAD_ROW + len(table.rows), _HEAD_ROW + 1)
        sheet.autofilter(_HEAD_ROW, 0, last, len(table.columns) - 1)
        sheet.freeze_panes(_HEAD_ROW + 1, 2 if len(table.columns) > 6 else 0)
        sheet.set_landscape()
        sheet.set_paper(8 if len(table.columns) > 8 else 9)  # A3 for wide tables, A4 for the rest
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEAD_ROW)
        sheet.set_footer(f"&L&A&R{word('readme.page', self.lang)}")

    def lists(self) -> None:
        """Write the hidden sheet that the drop-downs take their rooms from: a column a scope."""
        sheet = self.book.add_worksheet("lists")
        sheet.hide()
        for column, (scope, room_ids) in enumerate(self.rooms.items()):
            sheet.write_string(0, column, scope, self.text)
            for row, room_id in enumerate(room_ids, start=1):
                sheet.write_string(row, column, room_id, self.text)

    def _width(self, key: str, head: str, rows: Sequence[Row]) -> float:
        """Return a width that holds the first rows, wide signs counted double."""
        texts = [head, *(self._shown(key, row.get(key)) for row in rows[:200])]
        wide = max(sum(2 if ord(sign) > 0x2E80 else 1 for sign in text) for text in texts)
        return float(min(max(wide + 3, 9), 34))

    def _shown(self, key: str, value: object) -> str:
        """Return the text of a value, words for ids that have some."""
        if value is None:
            return ""
        if isinstance(value, Message):
            return say(value, self.lang)
        if isinstance(value, bool):
            return word("yes" if value else "no", self.lang)
        if isinstance(value, tuple):
            return "; ".join(sorted(map(str, value)))
        prefix = {"site_kind": "site", "status": "site-status"}.get(key, key)
        name = f"{prefix}.{value}"
        if prefix in ("kind", "role", "site", "site-status", "severity", "entity") and has_word(name):
            return word(name, self.lang)
        return str(value)

    def _cell(self, sheet: object, row: int, column: int, key: str, value: object) -> None:
        write_number, write_string = sheet.write_number, sheet.write_string  # type: ignore[attr-defined]
        if isinstance(value, int | float) and not isinstance(value, bool):
            if math.isfinite(value):
                write_number(
                    row, column, value, self.numbers[_NUMBERS[key]] if key in _NUMBERS else self.plain
                )
            return
        look = self.edit if key == "change_to" else self.wrapped if _WIDTHS.get(key, 0) >= 40 else self.text
        write_string(row, column, self._shown(key, value)[:_MAX_TEXT], look)

    def _choices(self, sheet: object, table: Sheet) -> None:
        """Put drop-downs of rooms into "Change to": one for each run of rows of one scope."""
        if not table.choices:
            return
        column = table.columns.index("change_to")
        start = 0
        for end in range(1, len(table.choices) + 1):
            if end < len(table.choices) and table.choices[end] == table.choices[start]:
                continue
            scope = table.choices[start]
            if scope in self.rooms:
                first, last = _HEAD_ROW + 1 + start, _HEAD_ROW + end
                at = xl_col_to_name(list(self.rooms).index(scope), col_abs=True)
                source = f"=lists!{at}$2:{at}${1 + len(self.rooms[scope])}"
                rule = {"validate": "list", "source": source}
                sheet.data_validation(first, column, last, column, rule)  # type: ignore[attr-defined]
            start = end
