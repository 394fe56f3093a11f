"""Which header of a file stands for which column of ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from assign.errors import Fault, Severity
from assign.inputs.columns import TABLES, Column, Form, likeness, nearest, plain, skill_of

_CODE_WORDS = ("代码", "编码", "编号", "code", "id")
_OWN_IDS = tuple(columns[0] for columns in TABLES.values())
_ALIKE = 0.5
"""How alike a header must be to be offered as the one that is missing; below it a hint would mislead."""
_TELLING = 4
"""Rows from which on equal and different cells tell what a column holds."""


_ID_AS_NAME = {"village_id", "name"}
"""May share a header: villages without names are called by their codes."""


class _Place(NamedTuple):
    role: str
    file: str
    sheet: str


def match_columns(
    role: str,
    headers: Sequence[str],
    renames: Mapping[str, str],
    *,
    file: str,
    sheet: str = "",
    twice: Sequence[str] = (),
    frame: pd.DataFrame | None = None,
) -> tuple[dict[str, str], list[Fault]]:
    """Return our name -> the file's header, and the faults of the header row.

    Parameters
    ----------
    renames
        ``[columns.<role>]`` of the case: our name -> the file's header. It wins over every alias. Spaces, line
        breaks and width need not agree.
    twice
        Headers that stand more than once: none of them can be one of ours.
    frame
        The cells under the headers: they tell a code of groups from one of the row, or of the whole file.
    """
    place = _Place(role, file, sheet)
    chosen, faults = _mapped(place, headers, renames)
    free = [header for header in headers if header not in chosen.values()]
    doubts: list[tuple[Column, list[str]]] = []
    for column in TABLES[role]:
        hits = [] if column.name in renames else _hits(column, free)
        if hits:
            chosen[column.name] = hits[0]
            free.remove(hits[0])
            doubts.append((column, hits))
    faults += _several(place, doubts, free)
    for ours, header in _cut_short(role, [*renames, *chosen], free).items():
        chosen[ours] = header
        free.remove(header)
        values = {"ours": ours}
        faults.append(
            Fault("column-cut-short", Severity.NOTE, file, sheet, column=header, found=header, values=values)
        )
    if role == "officers":
        chosen |= {name: header for header in free if (name := skill_of(header))}
    faults += [
        Fault("header-twice-used", file=file, sheet=sheet, column=header, found=header, values={"ours": ours})
        for ours, header in chosen.items()
        if header in twice
    ]
    return chosen, faults + _missing(place, headers, free, {*renames, *chosen}, frame)


def _mapped(
    place: _Place, headers: Sequence[str], renames: Mapping[str, str]
) -> tuple[dict[str, str], list[Fault]]:
    """Return the columns that the case names, and a fault for each header that is not there."""
    faults: list[Fault] = []
    chosen: dict[str, str] = {}
    for ours, theirs in renames.items():
        alike = [header for header in headers if plain(header) == plain(theirs)]
        if theirs in headers:
            chosen[ours] = theirs
        elif len(alike) == 1:
            chosen[ours] = alike[0]
        else:
            values = {"ours": ours, "columns": ", ".join(headers), "nearest": nearest(theirs, headers)}
            faults.append(
                Fault(
                    "column-mapped-missing",
                    file=place.file,
                    sheet=place.sheet,
                    column=theirs,
                    found=theirs,
                    values=values,
                )
            )
    for header in dict.fromkeys(chosen.values()):
        mapped = [name for name, theirs in chosen.items() if theirs == header]
        if len(mapped) > 1 and set(mapped) != _ID_AS_NAME:
            values = {"columns": ", ".join(mapped)}
            faults.append(
                Fault(
                    "header-mapped-twice",
                    Severity.WARNING,
                    place.file,
                    place.sheet,
                    column=header,
                    found=header,
                    values=values,
                )
            )
    return chosen, faults


def _several(place: _Place, doubts: list[tuple[Column, list[str]]], free: Sequence[str]) -> list[Fault]:
    """Return a warning where several headers meant one column and the others mean no other."""
    faults = []
    for column, hits in doubts:
        others = [header for header in hits[1:] if header in free]
        if others:
            values = {"ours": column.name, "others": ", ".join(others)}
            faults.append(
                Fault(
                    "column-twice",
                    Severity.WARNING,
                    place.file,
                    place.sheet,
                    1,
                    hits[0],
                    found=hits[0],
                    values=values,
                )
            )
    return faults


def _missing(
    place: _Place,
    headers: Sequence[str],
    free: Sequence[str],
    taken: set[str],
    frame: pd.DataFrame | None,
) -> list[Fault]:
    """Return one error for each needed column that no header stands for."""
    return [
        Fault(
            "column-missing",
            file=place.file,
            sheet=place.sheet,
            column=column.name,
            values={
                "columns": ", ".join(headers),
                "nearest": nearest_header(column, free, frame),
                "chinese": next((alias for alias in column.aliases if not alias.isascii()), column.name),
                "role": place.role,
            },
        )
        for column in TABLES[place.role]
        if column.needed and column.name not in taken
    ]


def _cut_short(role: str, taken: Sequence[str], headers: Sequence[str]) -> dict[str, str]:
    """Return our name -> header for headers that a Shapefile has cut to ten bytes and that can mean one column only.

    Ten bytes are ten Latin letters, five Chinese characters in GBK, three in UTF-8.
    """
    out: dict[str, str] = {}
    for header in headers:
        short = plain(header)
        size = len(header.encode("gb18030", "replace")), len(header.encode("utf-8", "replace"))
        if not short or not (9 <= size[0] <= 10 or 9 <= size[1] <= 10):
            continue
        meant = {
            column.name
            for column in TABLES[role]
            if column.name not in taken
            and any(plain(name).startswith(short) for name in (column.name, *column.aliases))
        }
        needed = {column.name for column in TABLES[role] if column.needed} & meant
        # 管辖派 is 管辖派出所: the station's id before its name
        meant = needed if len(needed) == 1 else meant
        if len(meant) == 1 and not meant & set(out):
            out[meant.pop()] = header
    return out


def nearest_header(column: Column, headers: Sequence[str], frame: pd.DataFrame | None = None) -> str:
    """Return the header most like one of a column's names, or a dash where none is alike.

    An id is rather a header that says so; a header that says nothing else is the id of the row itself. Where the
    cells are known, the id of a row differs from row to row and that of a station groups rows; the only header
    that says it is a code and groups rows is offered even if it is not alike.
    """
    names = (column.name, *column.aliases)
    if column.form is Form.ID:
        headers = [header for header in headers if plain(header).endswith(_CODE_WORDS)] or headers
        if frame is not None and len(frame) >= _TELLING:
            headers = [header for header in headers if _fits(frame[header], own=column in _OWN_IDS)]
            codes = [header for header in headers if plain(header).endswith(_CODE_WORDS)]
            if len(codes) == 1 and column not in _OWN_IDS:
                return codes[0]

    def alike(header: str) -> float:
        if column in _OWN_IDS and plain(header) in _CODE_WORDS:
            return 1.0
        return max(likeness(name, header) for name in names)

    best = max(headers, key=lambda header: (alike(header), header), default="—")
    return best if best in headers and alike(best) >= _ALIKE else "—"


def _fits(cells: pd.Series | pd.DataFrame, *, own: bool) -> bool:
    """Return whether cells are all different, as the ids of rows, or have groups of rows, as the ids of stations."""
    if isinstance(cells, pd.DataFrame):  # a header that stands twice
        return False
    different = cells[cells != ""].nunique()
    return different == len(cells) if own else 1 < different <= len(cells) // 2


def _hits(column: Column, headers: Sequence[str]) -> list[str]:
    """Headers that stand for a column: our own name first, then the aliases in their order.

    An id is rather a header that says so: of 派出所 and 派出所代码 the code.
    """
    by_plain: dict[str, list[str]] = {}
    for header in headers:
        by_plain.setdefault(plain(header), []).append(header)
    wanted = dict.fromkeys((plain(column.name), *map(plain, column.aliases)))
    found = [header for name in wanted for header in by_plain.get(name, [])]
    if column.form is not Form.ID:
        return found
    return sorted(found, key=lambda header: not plain(header).endswith(_CODE_WORDS))
