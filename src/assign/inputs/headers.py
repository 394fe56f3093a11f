"""Which row of a sheet is its header, and which rows below are no records: titles, totals, notes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from assign.inputs.columns import TABLES, plain, skill_of

LOOKED_AT = 20
"""Rows among which the header is sought: titles, units and notes above a table are few."""

_TOTAL = re.compile(
    r"^(合计|总计|小计|共计|累计|汇总|总和|grand total|subtotal|sum|total)(数|人数)?[::]?$", re.IGNORECASE
)
_NOTE = re.compile(
    r"^(备注|注|说明|填表说明|制表人?|填表人|审核人?|填报单位|填报时间|填表时间|单位负责人|note|notes|source)"
    r"\s*[:：]",
    re.IGNORECASE,
)


_EXAMPLE = re.compile(r"^(示例|example)[:：]", re.IGNORECASE)
"""How the template begins the row that shows what to fill in."""


class Below(NamedTuple):
    """Numbers (from 0) of the rows that are totals, and of those that are notes."""

    totals: list[int]
    notes: list[int]


def header_row(rows: Sequence[Sequence[str]], role: str) -> int:
    """Return the number (from 0) of the row that names most columns of an input; the first of equals.

    The first row is the header wherever no row names at least two columns more than it does.
    """
    known = {plain(name) for column in TABLES.get(role, ()) for name in (column.name, *column.aliases)}
    scores = [_score(row, known, role) for row in rows[:LOOKED_AT]]
    if not scores:
        return 0
    best = max(range(len(scores)), key=lambda place: (scores[place], -place))
    return best if best and scores[best] >= scores[0] + 2 else 0


def rows_below(rows: Sequence[Sequence[str]]) -> Below:
    """Return which rows under the header are totals or notes and no records.

    A row is a total when its first cell with text is such a word, and a note when the only cell with text
    begins like one, or when it is an example ("示例：…"): a village called 合计庄 is neither.
    """
    totals: list[int] = []
    notes: list[int] = []
    for place, row in enumerate(rows):
        filled = [unicodedata.normalize("NFKC", cell).replace(" ", "") for cell in row if cell]
        if filled and _TOTAL.match(filled[0]):
            totals.append(place)
        elif filled and (_EXAMPLE.match(filled[0]) or (len(filled) == 1 and _NOTE.match(filled[0]))):
            notes.append(place)
    return Below(totals, notes)


def _score(row: Sequence[str], known: set[str], role: str) -> int:
    named = {plain(cell) for cell in row if cell}
    skills = sum(1 for cell in row if role == "officers" and cell and skill_of(cell))
    return len(named & known) + skills
