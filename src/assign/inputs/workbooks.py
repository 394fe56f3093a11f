"""Workbooks as tables of text: which sheet to read, and what Excel shows in cells that it could not reckon."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple
from xml.sax.saxutils import unescape

import pandas as pd
import python_calamine

from assign.errors import Fault, Severity
from assign.inputs.binary_workbook import BinaryWorkbook, ReaderGoneError, binary_sheets, is_binary
from assign.inputs.columns import TABLES, nearest, plain
from assign.inputs.headers import LOOKED_AT, find_header, known_headers
from assign.inputs.tables import Table, UnreadableError, cell_text, table_of_rows
from assign.survey import Cell

_SHEET = re.compile(rb'<(?:\w+:)?sheet [^>]*?name="([^"]*)"[^>]*?r:id="([^"]*)"')
_TARGET = re.compile(rb"<Relationship [^>]*>")
_ERROR = re.compile(rb'<c ([^>]*\bt="e"[^>]*)>(?:<f[^>]*/>|<f.*?</f>)?<v>([^<]*)</v>', re.DOTALL)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d+)"')


class Sheet(NamedTuple):
    """A sheet as it stands; the first of the workbook, and the others that have the input's columns too."""

    name: str
    cells: list[list[Cell]]
    first: str
    alike: tuple[str, ...] = ()
    hidden: bool = False


def read_excel(
    path: Path, *, role: str, file: str, sheet: str = "", mapped: Collection[str] = ()
) -> tuple[Table, list[Fault]]:
    """Return one sheet of a workbook, row 1 its header: the one named, or one with the input's columns, or the first.

    Parameters
    ----------
    sheet
        ``民警/辅警`` means both, one below the other: no name of a sheet has a slash.

    Raises
    ------
    UnreadableError
        If the file is no workbook, or has no such sheet.
    """
    if len(split_names(sheet)) > 1:
        said = [
            read_excel(path, role=role, file=file, sheet=name, mapped=mapped) for name in split_names(sheet)
        ]
        return _below_one_another(role, file, [table for table, _ in said], [faults for _, faults in said])
    page = _sheet(path, file=file, sheet=sheet, role=role, mapped=mapped)
    texts = [[cell_text(cell) for cell in row] for row in page.cells]
    table, faults = table_of_rows(texts, role=role, file=file, sheet=page.name, mapped=mapped)
    if page.name != (sheet or page.first):
        faults.append(Fault("sheet-chosen", Severity.NOTE, file, page.name, found=page.name))
    if page.alike:
        values = {"others": ", ".join(page.alike)[:200], "all": "/".join((page.name, *page.alike))[:200]}
        faults.append(
            Fault("sheets-alike", Severity.WARNING, file, page.name, found=page.name, values=values)
        )
    if page.hidden and not sheet:
        faults.append(Fault("sheet-hidden", Severity.WARNING, file, page.name, found=page.name))
    return table, faults


def split_names(sheet: str) -> list[str]:
    """Return the names of the sheets that an entry names: ``民警/辅警`` are two."""
    return [name.strip() for name in sheet.split("/") if name.strip()]


def _below_one_another(
    role: str, file: str, tables: Sequence[Table], said: Sequence[Sequence[Fault]]
) -> tuple[Table, list[Fault]]:
    """Return the records of several sheets as one table; a column that a sheet lacks is empty there.

    Rows are counted on from sheet to sheet by the last row of each, so that `by_part` gives a person the sheet and
    the row as they stand.
    """
    parts: list[tuple[str, int]] = []
    frames: list[pd.DataFrame] = []
    faults: list[Fault] = []
    before = 0
    for table, of_sheet in zip(tables, said, strict=True):
        place, last = f"{file} › {table.sheet}", int(table.frame.index.max()) if len(table.frame) else 1
        frames.append(table.frame.set_axis(table.frame.index + before))
        faults += [replace(fault, file=place, sheet="") for fault in of_sheet]
        parts.append((place, last))
        before += last
    frame = pd.concat(frames).fillna("")
    twice = tuple(dict.fromkeys(name for table in tables for name in table.twice))
    return Table(role, file, "", frame, twice=twice, parts=tuple(parts)), faults


def sheets_meant(
    path: Path, *, file: str, role: str, sheet: str = "", mapped: Collection[str] = ()
) -> list[str]:
    """Return the sheets that are read, and after a single one those that have its columns too.

    Raises
    ------
    UnreadableError
        If the file is no workbook, or has no such sheet.
    """
    if len(split_names(sheet)) > 1:
        return split_names(sheet)
    page = _sheet(path, file=file, sheet=sheet, role=role, mapped=mapped)
    return [page.name, *page.alike]


def sheet_rows(path: Path, *, file: str, role: str, sheet: str = "") -> tuple[str, list[list[Cell]]]:
    """Return the name of the sheet that `read_excel` reads, and its rows as they stand.

    Raises
    ------
    UnreadableError
        If the file is no workbook, or has no such sheet.
    """
    page = _sheet(path, file=file, sheet=sheet, role=role, mapped=())
    return page.name, page.cells


def sheet_names(path: Path, *, file: str) -> list[str]:
    """Return the names of the sheets of a workbook in their order.

    Raises
    ------
    UnreadableError
        If the file is no workbook.
    """
    try:
        with _opened(path) as book:
            return list(book.sheet_names)
    except (python_calamine.CalamineError, ReaderGoneError, OSError, ValueError) as error:
        raise UnreadableError(Fault("file-unreadable", file=file, found=str(error)[:80])) from error


def _sheet(path: Path, *, file: str, sheet: str, role: str, mapped: Collection[str]) -> Sheet:
    """Return the sheet to read: the one named, the first with the input's columns, or the first."""
    try:
        with _opened(path) as book:
            names = list(book.sheet_names)
            if not names or (sheet and sheet not in names):
                values = {"sheets": ", ".join(names) or "—", "nearest": nearest(sheet, names)}
                raise UnreadableError(
                    Fault("sheet-missing", file=file, sheet=sheet, found=sheet, values=values)
                )
            heads = {} if sheet else {name: _head(book, name, role, mapped) for name in names}
            named = [name for name in names if known_headers(heads.get(name, ()), role, mapped) >= 2]
            chosen = sheet or (named or names)[0]
            alike = tuple(name for name in named if name != chosen and _is_whole(heads[name], role))
            cells = [list(row) for row in book.get_sheet_by_name(chosen).to_python(skip_empty_area=False)]
            hidden = any(one.name == chosen and "Hidden" in str(one.visible) for one in book.sheets_metadata)
    except (python_calamine.CalamineError, ReaderGoneError, OSError, ValueError) as error:
        raise UnreadableError(Fault("file-unreadable", file=file, found=str(error)[:80])) from error
    for row, column, text in _error_cells(path, chosen):
        if row < len(cells) and column < len(cells[row]):
            cells[row][column] = text
    return Sheet(chosen, cells, names[0], alike, hidden)


def _head(book: Any, name: str, role: str, mapped: Collection[str]) -> list[str]:
    """Return the header of a sheet, as well as it can be told from its first rows."""
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=LOOKED_AT)
    texts = [[cell_text(cell) for cell in row] for row in rows]
    return find_header(texts, role, mapped).names if texts else []


def _is_whole(headers: Sequence[str], role: str) -> bool:
    """Return whether a header has every column that the input needs: then the sheet holds records of the same kind."""
    have = {plain(header) for header in headers}
    needed = [column for column in TABLES.get(role, ()) if column.needed]
    return bool(needed) and all(
        have & {plain(name) for name in (column.name, *column.aliases)} for column in needed
    )


def _error_cells(path: Path, sheet: str) -> Iterator[tuple[int, int, str]]:
    """Yield row, column (from 0) and text of the cells of an xlsx that show an error such as #REF!.

    The reader hands them over as empty, and an empty ability or date would be filled in as if nobody had given one.
    """
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        part = _part_of(archive, sheet)
        xml = archive.read(part) if part else b""
    for attributes, text in _ERROR.findall(xml):
        if place := _PLACE.search(attributes):
            column = 0
            for letter in place[1]:
                column = column * 26 + letter - 64
            yield int(place[2]) - 1, column - 1, unescape(text.decode("utf-8", "replace"))


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    """Return the name of the part of an xlsx that holds a sheet, or nothing."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return ""
    ids = {
        unescape(name.decode("utf-8", "replace"), {"&quot;": '"', "&apos;": "'"}): key
        for name, key in _SHEET.findall(archive.read("xl/workbook.xml"))
    }
    for relation in _TARGET.findall(archive.read("xl/_rels/workbook.xml.rels")):
        if b'Id="' + ids.get(sheet, b"?") + b'"' in relation and (
            target := re.search(rb'Target="/?(?:xl/)?([^"]*)"', relation)
        ):
            part = f"xl/{target[1].decode('utf-8', 'replace')}"
            return part if part in names else ""
    return ""


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """Give a workbook, told by its bytes; a binary one has been read in another process and looks like calamine's."""
    if is_binary(path):
        yield BinaryWorkbook(binary_sheets(path))
    else:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes())) as book:
            yield book
