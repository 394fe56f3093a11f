"""A planner's table handed back: every cell where it stood, the faulty ones coloured and commented.

Nothing from data becomes a formula or a link: texts are written as texts.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from assign.errors import Fault, Severity
from assign.show.fault_words import PARTS, fault_words, place_text, visible
from assign.show.words import word
from assign.survey import Cell, Grid

_CREATED = dt.datetime(2020, 1, 1)  # noqa: DTZ001  fixed, so that the same faults give the same bytes
MAX_TEXT = 32_767
COMMENTS = 2000
"""Excel grows slow with more; the cells beyond are coloured and stand in the list."""
MAX_COLUMNS, MAX_ROWS = 16_384, 1_048_576
_COLOURS = {Severity.ERROR: "#F8C4BD", Severity.WARNING: "#FBE3B0", Severity.NOTE: "#DCE6EC"}
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
_LIST = (
    ("severity", 10),
    ("place", 24),
    ("what", 60),
    ("found", 24),
    ("expected", 48),
    ("cure", 60),
    ("code", 20),
)

Place = tuple[int, int]
"""Row and column of a cell, from 0."""


def write_checked(grid: Grid, faults: Sequence[Fault], path: Path, *, lang: str) -> Path:
    """Write a table with its faulty cells marked, and the list of its faults on a second sheet.

    Parameters
    ----------
    faults
        All of the case; those of another file or sheet are passed over.
    """
    own = faults_of(grid, faults)
    by_cell = cells_of(grid, own)
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": _CREATED})
        named = word("checked.sheet-faults", lang)
        name = _sheet_name(grid.sheet or Path(grid.file).stem, taken=named)
        _write_table(book, book.add_worksheet(name), grid, by_cell, lang)
        _write_list(book, book.add_worksheet(named), own, by_cell, name, lang)
    return path


def faults_of(grid: Grid, faults: Sequence[Fault]) -> list[Fault]:
    """Return the faults of a table: of its file, and of its sheet or of no sheet."""
    return [fault for fault in faults if fault.file == grid.file and fault.sheet in ("", grid.sheet)]


def cells_of(grid: Grid, faults: Sequence[Fault]) -> dict[Place, list[Fault]]:
    """Return the cells that the faults mark, each with its faults, the gravest first.

    A fault of a row without a column marks the row's first cell, one of a column without a row marks the
    header, one of the whole file the first cell of the header. What is only counted ("30 more") marks every
    cell that it counts.
    """
    heads = [str(cell).strip() if cell is not None else "" for cell in grid.rows[grid.header]]
    first = next((place for place, head in enumerate(heads) if head), 0)
    out: dict[Place, list[Fault]] = {}
    for fault in sorted(faults, key=lambda fault: _ORDER[fault.severity]):
        column = heads.index(fault.column) if fault.column in heads else first
        rows = [grid.header if fault.row is None else fault.row - 1]
        rows += [int(row) - 1 for row in str(fault.values.get("also", "")).split()]
        for row in dict.fromkeys(rows):
            if 0 <= row < len(grid.rows):
                out.setdefault((row, column), []).append(fault)
    return out


def _write_table(book: Any, sheet: Any, grid: Grid, by_cell: Mapping[Place, list[Fault]], lang: str) -> None:
    looks = _Looks(book)
    for place, row in enumerate(grid.rows[:MAX_ROWS]):
        for column, cell in enumerate(row[:MAX_COLUMNS]):
            marked = by_cell.get((place, column))
            colour = _COLOURS[marked[0].severity] if marked else ""
            _write_cell(sheet, place, column, cell, looks.of(cell, colour=colour, head=place == grid.header))
    for (place, column), marked in sorted(by_cell.items())[:COMMENTS]:
        if column >= len(grid.rows[place]):
            sheet.write_blank(place, column, None, looks.of(None, colour=_COLOURS[marked[0].severity]))
        said = "\n\n".join(_comment(fault, lang) for fault in marked[:5])
        size = {"x_scale": 2.4, "y_scale": min(1 + 0.5 * said.count("\n"), 4), "author": "assign"}
        sheet.write_comment(place, column, said[:MAX_TEXT], size)
    for column, width in enumerate(_widths(grid)):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(grid.header + 1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(grid.header)


class _Looks:
    """Formats made once for each look."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, str, bool], Any] = {}

    def of(self, cell: Cell, *, colour: str = "", head: bool = False) -> Any:
        """Return the format of a cell: text, number or date; coloured or not."""
        pattern = "General"
        if isinstance(cell, str):
            pattern = "@"
        elif isinstance(cell, dt.datetime) and cell.time() != dt.time():
            pattern = "yyyy-mm-dd hh:mm"
        elif isinstance(cell, dt.date):
            pattern = "yyyy-mm-dd"
        elif isinstance(cell, dt.time | dt.timedelta):
            pattern = "hh:mm:ss"
        key = (pattern, colour, head)
        if key not in self._made:
            look: dict[str, object] = {"num_format": pattern, "valign": "top"}
            look |= {"bg_color": colour, "border": 1, "border_color": "#8C8C8C"} if colour else {}
            look |= {"bold": True} if head else {}
            self._made[key] = self._book.add_format(look)
        return self._made[key]


def _write_cell(sheet: Any, row: int, column: int, cell: Cell, look: Any) -> None:
    if cell is None or cell == "":
        sheet.write_blank(row, column, None, look)
    elif isinstance(cell, bool):
        sheet.write_boolean(row, column, cell, look)
    elif isinstance(cell, int | float) and math.isfinite(cell):
        sheet.write_number(row, column, cell, look)
    elif isinstance(cell, dt.datetime | dt.date | dt.time | dt.timedelta) and _in_excel(cell):
        sheet.write_datetime(row, column, cell, look)
    else:
        sheet.write_string(row, column, str(cell)[:MAX_TEXT], look)


def _in_excel(moment: Cell) -> bool:
    return not isinstance(moment, dt.date) or moment.year >= 1900


def _comment(fault: Fault, lang: str) -> str:
    """Return what is said in the margin of a cell."""
    said = fault_words(fault, lang)
    lines = [f"{word(f'severity.{fault.severity.value}', lang)}: {said['what'] or fault.code}"]
    lines += [f"{word(f'cli.fault-{part}', lang)}: {said[part]}" for part in PARTS[1:] if said[part]]
    return "\n".join(lines)


def _write_list(
    book: Any,
    sheet: Any,
    faults: Sequence[Fault],
    by_cell: Mapping[Place, list[Fault]],
    table: str,
    lang: str,
) -> None:
    """Write the faults as a table; a place leads to its cell."""
    head = book.add_format({"bold": True, "bg_color": "#123A5A", "font_color": "#FFFFFF"})
    plain = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    looks = {
        kind: book.add_format({"bg_color": colour, "valign": "top", "bold": True})
        for kind, colour in _COLOURS.items()
    }
    link = book.add_format({"text_wrap": True, "valign": "top", "font_color": "#1F5F8B", "underline": 1})
    cell_of = {id(fault): place for place, marked in reversed(list(by_cell.items())) for fault in marked}
    for column, (key, width) in enumerate(_LIST):
        sheet.write_string(0, column, word(f"checked.column-{key}", lang), head)
        sheet.set_column(column, column, width)
    for row, fault in enumerate(faults, start=1):
        said = fault_words(fault, lang)
        texts = {
            "severity": word(f"severity.{fault.severity.value}", lang),
            "place": place_text(fault, lang, with_file=False) or fault.file,
            "what": said["what"],
            "found": visible(fault.found),
            "expected": said["expected"],
            "cure": said["cure"],
            "code": fault.code,
        }
        for column, (key, _) in enumerate(_LIST):
            look = looks[fault.severity] if key == "severity" else plain
            sheet.write_string(row, column, texts[key][:MAX_TEXT], look)
        if id(fault) in cell_of:
            at = xlsxwriter.utility.xl_rowcol_to_cell(*cell_of[id(fault)])
            # our own words and cell names only: a link is made of nothing from data but the sheet's cleaned name
            sheet.write_url(row, 1, f"internal:'{table}'!{at}", link, texts["place"][:255])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(faults), 1), len(_LIST) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _sheet_name(wanted: str, *, taken: str) -> str:
    """Return a name that Excel allows for a sheet."""
    name = "".join("_" if sign in "[]:*?/\\'" or ord(sign) < 32 else sign for sign in wanted)[:31].strip()
    return name if name and name.casefold() not in (taken.casefold(), "history") else f"{name[:29]}_1"


def _widths(grid: Grid) -> list[float]:
    """Return a width for each column that holds the header and the first rows, wide signs counted double."""
    rows = grid.rows[grid.header : grid.header + 100]
    count = min(max((len(row) for row in rows), default=0), MAX_COLUMNS)
    wide = [8] * count
    for row in rows:
        for column, cell in enumerate(row[:count]):
            shown = "" if cell is None else str(cell)
            wide[column] = max(wide[column], sum(2 if ord(sign) > 0x2E80 else 1 for sign in shown) + 2)
    return [float(min(width, 40)) for width in wide]
