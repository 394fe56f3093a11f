"""Cells and rows of a table put right where there is one right way; everything else stays as it is.

Spaces, invisible characters, full-width letters in ids and numbers, ``.0`` behind an id; titles, totals, notes and
rows that repeat another in every cell. What a cell means never changes: it is read the same before and after.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence

from assign.inputs.columns import Form, columns_of
from assign.inputs.headers import rows_below
from assign.inputs.tables import cell_text
from assign.survey import Cell, Change, Grid

_DECIMAL_ID = re.compile(r"^\d+\.0+$")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum()}
"""Full-width letters and digits; full-width commas and semicolons split lists as well as any other."""
MAY_REPEAT = ("incidents",)
"""Two incidents of one day in one village are two incidents."""
_SHOWN = 200
"""Letters of a row that is gone, in the list of changes."""

Row = tuple[Cell, ...]


def mend_text(text: str, form: Form, mapped: Collection[str] = ()) -> tuple[str, str]:
    """Return a cell's text put right, and the code of the change, ``""`` when nothing changed.

    Parameters
    ----------
    text
        As it stands in the file.
    mapped
        Texts that the case gives a meaning to: they stay.
    """
    after, code = cell_text(text), "cell-cleaned"
    if after in mapped:
        return after, code if after != text else ""
    if form is Form.ID:
        visible = "".join(sign for sign in after if unicodedata.category(sign) != "Cf")
        plain = unicodedata.normalize("NFKC", visible).strip()
        whole = plain.split(".")[0] if _DECIMAL_ID.match(plain) else plain
        after, code = whole, "id-decimal" if whole != plain else "id-cleaned"
    elif form is Form.LIST:
        after, code = after.translate(_WIDE), "id-cleaned"
    elif form in (Form.NUMBER, Form.WHOLE, Form.YEARS):
        after, code = unicodedata.normalize("NFKC", after).strip(), "number-cleaned"
    return after, code if after != text else ""


def forms_of(role: str, names: Mapping[str, str]) -> dict[str, tuple[str, Form]]:
    """Return header -> our column name and its form, for the columns that an input uses.

    Parameters
    ----------
    names
        Our column name -> the file's header.
    """
    return {
        names[column.name]: (column.name, column.form)
        for column in columns_of(role, list(names))
        if column.name in names
    }


def mend_grid(
    grid: Grid, names: Mapping[str, str], values: Mapping[str, Mapping[str, str]]
) -> tuple[list[Row], list[Change]]:
    """Return the header and the records of a table with their cells put right, and every change.

    Parameters
    ----------
    names
        Our column name -> the file's header.
    values
        ``[values]`` of the case, by ``"<role>.<column>"``.
    """
    texts = [[cell_text(cell) for cell in row] for row in grid.rows]
    head = texts[grid.header]
    forms = forms_of(grid.role, names)
    below = rows_below(texts[grid.header + 1 :])
    left_out = {place + grid.header + 1: "row-total" for place in below.totals}
    left_out |= {place + grid.header + 1: "row-note" for place in below.notes}
    left_out |= {place: "row-title" for place in range(grid.header) if any(texts[place])}
    changes: list[Change] = []
    kept: list[Row] = []
    first_of: dict[tuple[str, ...], int] = {}
    for place, row in enumerate(grid.rows):
        if place in left_out:
            changes.append(_gone(grid, left_out[place], place, texts[place]))
            continue
        if not any(texts[place]):
            continue
        mended, said = _mend_row(grid, place, row, head, forms, values)
        key = tuple(cell_text(cell) for cell in mended)
        if key in first_of and grid.role not in MAY_REPEAT:
            changes.append(_gone(grid, "row-twice", place, texts[place], first_row=first_of[key] + 1))
            continue
        first_of.setdefault(key, place)
        kept.append(mended)
        changes += said
    return kept, changes + _empty_between(grid, texts)


def _mend_row(
    grid: Grid,
    place: int,
    row: Row,
    head: Sequence[str],
    forms: Mapping[str, tuple[str, Form]],
    values: Mapping[str, Mapping[str, str]],
) -> tuple[Row, list[Change]]:
    out: list[Cell] = []
    changes: list[Change] = []
    for column, cell in enumerate(row):
        header = head[column] if column < len(head) else ""
        ours, form = forms.get(header, ("", Form.TEXT)) if place > grid.header else ("", Form.TEXT)
        if not isinstance(cell, str):
            out.append(cell)
            continue
        after, code = mend_text(cell, form, values.get(f"{grid.role}.{ours}", {}))
        out.append(after)
        if code:
            changes.append(Change(code, grid.file, grid.sheet, place + 1, header, cell, after))
    return tuple(out), changes


def _gone(grid: Grid, code: str, place: int, texts: Sequence[str], **values: int) -> Change:
    before = "; ".join(text for text in texts if text)[:_SHOWN]
    return Change(code, grid.file, grid.sheet, place + 1, before=before, values=values)


def _empty_between(grid: Grid, texts: Sequence[Sequence[str]]) -> list[Change]:
    """Return one change for all empty rows between records; those behind the last are no rows to anybody."""
    filled = [place for place, row in enumerate(texts) if any(row)]
    empty = [place for place in range(grid.header + 1, filled[-1]) if not any(texts[place])]
    if not empty:
        return []
    return [Change("row-empty", grid.file, grid.sheet, empty[0] + 1, before=str(len(empty)))]
