"""The plan as a workbook for people: one sheet a subject; no formula ever comes from data."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from assign.messages import Message
from assign.plan import Plan
from assign.problem import Problem
from assign.show.book_charts import Count, counts
from assign.show.book_choices import MARK, Choices, choices, proposal_heads
from assign.show.book_cover import cover_lines
from assign.show.fingerprint import plan_hash
from assign.show.report_sheets import report_sheets
from assign.show.sheets import Row, Sheet, sheets
from assign.show.words import has_word, say, word

# Fixed, so that the same plan gives the same bytes; Excel knows no time zones.
_CREATED = dt.datetime(2020, 1, 1)  # noqa: DTZ001
_HEAD_ROW = 2  # rows 0 and 1 hold the title and the name of the case
_WIDTHS = {
    "reason": 48,
    "sentence": 48,
    "remedy": 48,
    "rule_title": 28,
    "village_names": 44,
    "village_ids": 28,
    "room_id": 24,
    "site_id": 24,
    "source": 36,
    "setting": 26,
    "figure": 40,
    "value": 26,
    "change_to": 30,
    "before": 26,
    "after": 34,
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
_NAVY = "#123A5A"
_SERIES = ("#123A5A", "#8FB0C9")
_WRAPPED = 40
"""Columns from this width on break their lines."""
_LINE_POINTS = 14.5
_CHART_COLUMN = 3  # the figures stand in the first two


def write_workbook(problem: Problem, plan: Plan, path: Path, *, lang: str = "en") -> Path:
    """Write ``plan.xlsx`` in one language, and return its path."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": problem.name, "created": _CREATED})
        writer = _Writer(book, problem.name, choices(problem, plan), lang)
        writer.cover(problem, plan)
        for sheet in (*sheets(problem, plan, lang), *report_sheets(problem, plan, lang)):
            writer.table(sheet)
        writer.charts(counts(plan))
        writer.hidden(plan_hash(plan))
    return path


class _Looks:
    """The formats of the workbook, one look for all; dark enough to be printed without colour."""

    def __init__(self, book: xlsxwriter.Workbook, lang: str) -> None:
        font = "Microsoft YaHei" if lang == "zh" else "Calibri"
        base = {"font_name": font, "font_size": 10, "valign": "top"}
        line = {**base, "bottom": 1, "bottom_color": "#DDE3E6"}
        bold = {**base, "bold": True, "valign": "vcenter", "text_wrap": True}
        self.title = book.add_format({**base, "bold": True, "font_size": 16, "font_color": _NAVY})
        self.soft = book.add_format({**base, "font_color": "#5F6F7A"})
        self.head = book.add_format({**bold, "bg_color": _NAVY, "font_color": "#FFFFFF"})
        self.edit_head = book.add_format({**bold, "bg_color": "#B4530A", "font_color": "#FFFFFF"})
        self.part = book.add_format({**base, "bold": True, "font_size": 12, "font_color": _NAVY, "bottom": 2,
                                     "bottom_color": _NAVY, "valign": "bottom"})  # fmt: skip
        self.text = book.add_format({**line, "num_format": "@", "align": "left", "indent": 1})
        self.wrapped = book.add_format(
            {**line, "text_wrap": True, "num_format": "@", "align": "left", "indent": 1}
        )
        self.free = book.add_format({**base, "text_wrap": True, "num_format": "@"})
        self.edit = book.add_format({**line, "bg_color": "#FFF5EA", "num_format": "@", "locked": False})
        self.plain = book.add_format({**line, "num_format": "#,##0.##", "align": "right"})
        self.numbers = {
            pattern: book.add_format({**line, "num_format": pattern}) for pattern in set(_NUMBERS.values())
        }
        self.error = book.add_format({"bold": True, "font_color": "#9C2B1B"})
        self.warning = book.add_format({"font_color": "#8A4B12"})
        self.note = book.add_format({"font_color": "#5F6F7A"})
        self.moved = book.add_format({"bold": True, "bg_color": "#FBF0DF"})


class _Writer:
    """Puts sheets into the workbook."""

    def __init__(self, book: xlsxwriter.Workbook, case: str, offered: Choices, lang: str) -> None:
        self.book = book
        self.case = case[:_MAX_TEXT]
        self.offered = offered
        self.lang = lang
        self.looks = _Looks(book, lang)

    def cover(self, problem: Problem, plan: Plan) -> None:
        """Write the first sheet."""
        sheet = self.book.add_worksheet(word("sheet.readme", self.lang))
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, 76)
        sheet.write_string(0, 0, self.case, self.looks.title)
        sheet.set_row(0, 26)
        sheet.write_string(1, 0, word("report.title", self.lang), self.looks.soft)
        for row, (look, text, value) in enumerate(cover_lines(problem, plan, self.lang), start=3):
            if look == "pair":
                sheet.write_string(row, 0, text[:_MAX_TEXT], self.looks.text)
                sheet.write_string(row, 1, value[:_MAX_TEXT], self.looks.wrapped)
            elif look == "head":
                sheet.set_row(row, 26)
                sheet.write_string(row, 0, text, self.looks.part)
                sheet.write_blank(row, 1, None, self.looks.part)
            else:
                sheet.merge_range(row, 0, row, 1, "", self.looks.free)
                sheet.write_string(row, 0, text[:_MAX_TEXT], self.looks.free)
                sheet.set_row(row, _LINE_POINTS * -(-_wide(text) // 104))
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 1)
        sheet.set_margins(left=0.6, right=0.6)

    def table(self, table: Sheet) -> None:
        """Write one table with filter, frozen head, widths and print set-up."""
        name = word(f"sheet.{table.name}", self.lang)
        sheet = self.book.add_worksheet(name)
        sheet.write_string(0, 0, name, self.looks.title)
        sheet.write_string(1, 0, self.case, self.looks.soft)
        sheet.set_row(0, 26)
        sheet.set_row(_HEAD_ROW, 32)
        for column, key in enumerate(table.columns):
            head = word(f"column.{key}", self.lang)
            look = self.looks.edit_head if key == "change_to" else self.looks.head
            sheet.write_string(_HEAD_ROW, column, head, look)
            sheet.set_column(column, column, _WIDTHS.get(key) or self._width(key, head, table.rows))
        wrapped = [key for key in table.columns if _WIDTHS.get(key, 0) >= _WRAPPED]
        for number, row in enumerate(table.rows, start=_HEAD_ROW + 1):
            for column, key in enumerate(table.columns):
                self._cell(sheet, number, column, key, row.get(key))
            lines = max((self._lines(key, row) for key in wrapped), default=1)
            if lines > 1:
                sheet.set_row(number, _LINE_POINTS * lines)
        last = max(_HEAD_ROW + len(table.rows), _HEAD_ROW + 1)
        self._choices(sheet, table)
        self._colours(sheet, table.columns, last)
        sheet.autofilter(_HEAD_ROW, 0, last, len(table.columns) - 1)
        sheet.freeze_panes(_HEAD_ROW + 1, 2 if len(table.columns) > 6 else 0)
        sheet.set_landscape()
        sheet.set_paper(8 if len(table.columns) > 8 else 9)  # A3 for wide tables, A4 for the rest
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.repeat_rows(_HEAD_ROW)
        sheet.set_footer(f"&L&A&R{word('readme.page', self.lang)}")

    def _lines(self, key: str, row: Row) -> int:
        """Return the lines that a wrapped cell takes; a unit of width holds a little more than a letter."""
        return math.ceil(_wide(self._shown(key, row.get(key))) / (1.12 * _WIDTHS[key]))

    def charts(self, drawn: Sequence[Count]) -> None:
        """Write the counts beside the figures, and a chart of each."""
        sheet = self.book.get_worksheet_by_name(word("sheet.figures", self.lang))
        row = _HEAD_ROW
        for count in drawn:
            heads = [
                word(f"chart.{count.key}-x", self.lang),
                *(word(key, self.lang) for key, _ in count.series),
            ]
            for column, head in enumerate(heads, start=_CHART_COLUMN):
                sheet.write_string(row, column, head, self.looks.head)
                sheet.set_column(column, column, 14)
            for down, label in enumerate(count.labels, start=row + 1):
                sheet.write_string(down, _CHART_COLUMN, label, self.looks.text)
            chart = self.book.add_chart({"type": "column"})
            first, last = row + 1, row + len(count.labels)
            for column, (key, values) in enumerate(count.series, start=_CHART_COLUMN + 1):
                sheet.write_column(first, column, values, self.looks.plain)
                chart.add_series({
                    "name": word(key, self.lang),
                    "categories": [sheet.name, first, _CHART_COLUMN, last, _CHART_COLUMN],
                    "values": [sheet.name, first, column, last, column],
                    "fill": {"color": _SERIES[column - _CHART_COLUMN - 1]},
                    "gap": 60,
                    "data_labels": {"value": True, "font": {"size": 8}},
                })  # fmt: skip
            self._dress(chart, count)
            sheet.insert_chart(row, _CHART_COLUMN + 4, chart)
            row = max(last, row + 15) + 2

    def _dress(self, chart: xlsxwriter.chart.Chart, count: Count) -> None:
        chart.set_title({"name": word(f"chart.{count.key}", self.lang), "name_font": {"size": 11}})
        chart.set_x_axis({"name": word(f"chart.{count.key}-x", self.lang), "name_font": {"bold": False}})
        chart.set_y_axis({"major_gridlines": {"visible": True, "line": {"color": "#DDE3E6"}}})
        chart.set_legend({"position": "bottom"} if len(count.series) > 1 else {"none": True})
        chart.set_size({"width": 560, "height": 290})

    def hidden(self, plan: str) -> None:
        """Write the hidden sheets: choices for the drop-downs, and what a proposal is read by."""
        sheet = self.book.add_worksheet("lists")
        sheet.hide()
        for column, (key, offered) in enumerate(self.offered.items()):
            sheet.write_string(0, column, key, self.looks.text)
            for row, text in enumerate(offered, start=1):
                sheet.write_string(row, column, text[:_MAX_TEXT], self.looks.text)
        sheet = self.book.add_worksheet("plan")
        sheet.hide()
        for row, cells in enumerate([(MARK, plan), *proposal_heads(self.lang)]):
            for column, text in enumerate(cells):
                sheet.write_string(row, column, text, self.looks.text)

    def _width(self, key: str, head: str, rows: Sequence[Row]) -> float:
        """Return a width that holds the first rows, and the head on two lines; wide signs counted double."""
        wide = max((_wide(self._shown(key, row.get(key))) for row in rows[:200]), default=0)
        return float(min(max(wide + 2, _wide(head) // 2 + 5, 8), 34))

    def _shown(self, key: str, value: object) -> str:
        """Return the text of a value, words for ids that have some."""
        if value is None:
            return ""
        if isinstance(value, Message):
            return say(value, self.lang)
        if isinstance(value, bool):
            return word("yes" if value else "no", self.lang)
        if isinstance(value, tuple):
            return "; ".join(map(str, value if key == "auxiliary_names" else sorted(value)))
        if key == "what":
            return word(str(value), self.lang)
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
                    row,
                    column,
                    value,
                    self.looks.numbers[_NUMBERS[key]] if key in _NUMBERS else self.looks.plain,
                )
            return
        look = (
            self.looks.edit
            if key == "change_to"
            else self.looks.wrapped
            if _WIDTHS.get(key, 0) >= _WRAPPED
            else self.looks.text
        )
        text = self._shown(key, value)[:_MAX_TEXT]
        if text:
            write_string(row, column, text, look)
        else:
            sheet.write_blank(row, column, None, look)  # type: ignore[attr-defined]

    def _choices(self, sheet: object, table: Sheet) -> None:
        """Put drop-downs into "Change to": one for each run of rows with the same choices."""
        if not table.choices:
            return
        column = list(table.columns).index("change_to")
        start = 0
        for end in range(1, len(table.choices) + 1):
            if end < len(table.choices) and table.choices[end] == table.choices[start]:
                continue
            key = table.choices[start]
            if key in self.offered:
                first, last = _HEAD_ROW + 1 + start, _HEAD_ROW + end
                at = xl_col_to_name(list(self.offered).index(key), col_abs=True)
                rule = {
                    "validate": "list",
                    "source": f"=lists!{at}$2:{at}${1 + len(self.offered[key])}",
                    "error_type": "warning",  # a sorted sheet leaves the lists behind; an id may be typed
                    "error_title": word("column.change_to", self.lang),
                    "error_message": word("readme.not-listed", self.lang),
                }
                sheet.data_validation(first, column, last, column, rule)  # type: ignore[attr-defined]
            start = end

    def _colours(self, sheet: object, columns: Sequence[str], last: int) -> None:
        """Mark severities, moves and the size of hours and complexity, in colours that survive a printer."""
        conditional = sheet.conditional_format  # type: ignore[attr-defined]
        for column, key in enumerate(columns):
            span = (_HEAD_ROW + 1, column, last, column)
            if key in ("hours", "complexity"):
                bar = {
                    "type": "data_bar",
                    "bar_color": "#C9D6E2",
                    "min_type": "num",
                    "min_value": 0,
                }
                conditional(*span, bar)
            elif key == "severity":
                for name, look in (
                    ("error", self.looks.error), ("warning", self.looks.warning), ("note", self.looks.note),
                ):  # fmt: skip
                    text = word(f"severity.{name}", self.lang)
                    conditional(
                        *span, {"type": "text", "criteria": "containing", "value": text, "format": look}
                    )
            elif key == "changed":
                yes = {"type": "text", "criteria": "containing", "value": word("yes", self.lang)}
                conditional(*span, {**yes, "format": self.looks.moved})


def _wide(text: str) -> int:
    """Return the width of a text in Latin letters: Chinese signs take two."""
    return sum(2 if ord(sign) > 0x2E80 else 1 for sign in text)
