"""Which rows of a sheet are its header, and which rows below are no records: titles, totals, notes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from typing import NamedTuple

from assign.inputs.columns import TABLES, plain, skill_of

LOOKED_AT = 20
"""Rows among which the header is sought: titles, units and notes above a table are few."""

_TOTAL = re.compile(
    r"^(本页|全县|全市|全所|全乡|全镇)?(合计|总计|小计|共计|累计|汇总|总和|grand total|subtotal|sum|total)"
    r"(数|人数|户数|[(（].*[)）])?[::]?$",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"^(备注|注|说明|填表说明|制表人?|制表单位|填表人|审核人?|复核人?|填报单位|填报人|填报时间|填表时间|填报日期"
    r"|制表日期|制表时间|单位负责人|负责人|联系电话|联系人|数据来源|资料来源|来源|note|notes|source|remark|remarks)"
    r"\s*\d*\s*[:：]",
    re.IGNORECASE,
)
_SERIAL = {"序号", "序", "no", "no.", "#", "号"}


class Head(NamedTuple):
    """The header: the number (from 0) of its last row, its names, and how many rows it has."""

    row: int
    names: list[str]
    rows: int = 1


_EXAMPLE = re.compile(r"^(示例|example)[:：]", re.IGNORECASE)
"""How the template begins the row that shows what to fill in."""


class Below(NamedTuple):
    """Numbers (from 0) of the rows that are totals, and of those that are notes."""

    totals: list[int]
    notes: list[int]


def find_header(rows: Sequence[Sequence[str]], role: str, mapped: Collection[str] = ()) -> Head:
    """Return the header of a sheet: one row, or two where groups stand above their columns.

    Parameters
    ----------
    mapped
        Headers that the case names for columns of ours; they count as known.
    """
    known = _known(role, mapped)
    first = next((place for place, row in enumerate(rows) if any(row)), 0)
    place = first + _best_row(rows[first:], known, role)
    for upper in (place - 1, place):
        if first <= upper < len(rows) - 1:
            names = _two_rows(rows[upper], rows[upper + 1], known)
            if names:
                return Head(upper + 1, names, 2)
    return Head(place, list(rows[place]) if rows else [])


def known_headers(headers: Sequence[str], role: str, mapped: Collection[str] = ()) -> int:
    """Return how many headers name a column of an input."""
    return _score(headers, _known(role, mapped), role)


def rows_below(rows: Sequence[Sequence[str]], headers: Sequence[str] = ()) -> Below:
    """Return which rows under the header are totals or notes and no records.

    A row is a total when its first cell with text (a running number aside) is such a word, and a note when the
    only cell with text begins like one, or all do, or when it is an example ("示例：…"): a village called 合计庄 is
    neither.
    """
    totals: list[int] = []
    notes: list[int] = []
    serial = [place for place, header in enumerate(headers) if plain(header) in _SERIAL]
    for place, row in enumerate(rows):
        filled = [
            _tight(cell) for at, cell in enumerate(row) if cell and not (at in serial and cell.isdigit())
        ]
        if filled and _TOTAL.match(filled[0]):
            totals.append(place)
        elif filled and (_EXAMPLE.match(filled[0]) or all(map(_NOTE.match, filled))):
            notes.append(place)
    return Below(totals, notes)


def _tight(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell).replace(" ", "")


def _known(role: str, mapped: Collection[str]) -> set[str]:
    ours = {plain(name) for column in TABLES.get(role, ()) for name in (column.name, *column.aliases)}
    return ours | {plain(name) for name in mapped}


def _best_row(rows: Sequence[Sequence[str]], known: set[str], role: str) -> int:
    """Return the number of the row that names most columns; the first, unless another names two columns more."""
    scores = [_score(row, known, role) for row in rows[:LOOKED_AT]]
    if not scores:
        return 0
    best = max(range(len(scores)), key=lambda place: (scores[place], -place))
    return best if best and scores[best] >= scores[0] + 2 else 0


def _score(row: Sequence[str], known: set[str], role: str) -> int:
    named = {plain(cell) for cell in row if cell}
    skills = sum(1 for cell in row if role == "officers" and cell and skill_of(cell))
    return len(named & known) + skills


def _two_rows(upper: Sequence[str], lower: Sequence[str], known: set[str]) -> list[str]:
    """Return the names of a header of two rows, or nothing where the lower row holds records.

    Under a group (人口情况) stand its columns (人口, 户数); a column that spans both rows leaves the lower one
    empty. A record fills what the upper row names, and holds numbers.
    """
    width = max(len(upper), len(lower))
    above, below = ([*row, *[""] * (width - len(row))] for row in (upper, lower))
    spanning = [place for place in range(width) if plain(above[place]) in known and not below[place]]
    if not spanning or any(re.search(r"\d", cell) for cell in below):
        return []
    names, group, found = [], "", 0
    for top, bottom in zip(above, below, strict=True):
        group = top or (group if bottom else "")
        name = top
        if bottom:
            joined = f"{group}_{bottom}" if group else bottom
            name = joined if plain(joined) in known or plain(bottom) not in known else bottom
            found += plain(name) in known or bool(skill_of(name))
        names.append(name)
    return names if found else []
