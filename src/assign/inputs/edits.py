"""A reviewer's edits from disk: the map's JSON, or the plan's workbook with its column 调整为."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from assign.edits import FIELDS, Edit, EditList, MoveOfficer, MoveVillage, edit_of
from assign.errors import DataError, Fault
from assign.inputs.safety import archive_trap

LARGEST_BYTES = 32 << 20
"""No list of wishes is longer."""
MARK = "assign-plan"
"""Stands in the first cell of the workbook's hidden sheet ``plan``, the plan's hash beside it."""
_RECORD = "plan"
BETWEEN = " · "
"""Stands between an id and its name in what may be chosen."""


def read_edits(path: Path) -> EditList:
    """Return the edits of a file, in their order.

    Parameters
    ----------
    path
        JSON as the map exports it, ``{"plan": hash, "edits": [{"kind": …}, …]}``, or a ``plan.xlsx`` in which
        somebody filled the column "Change to".

    Raises
    ------
    DataError
        With all faults at once: ``edits-missing``, ``edits-too-large``, ``edits-unreadable``,
        ``edits-shape``, ``edit-kind``, ``edit-value``, ``edits-not-our-book``, ``edits-column``.
    """
    if not path.is_file():
        raise DataError([Fault("edits-missing", file=path.name, found=str(path)[:80])])
    if path.stat().st_size > LARGEST_BYTES:
        raise DataError([Fault("edits-too-large", file=path.name, found=str(path.stat().st_size))])
    return _from_book(path) if path.suffix.lower() in (".xlsx", ".xlsm", ".xls") else _from_json(path)


def _from_json(path: Path) -> EditList:
    try:
        value = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise DataError([Fault("edits-unreadable", file=path.name, found=str(error)[:80])]) from error
    rows = value.get("edits") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(value.get("plan"), str) or not isinstance(rows, list):
        raise DataError([Fault("edits-shape", file=path.name, found=_shown(value))])
    faults: list[Fault] = []
    edits = [_record(row, f"edits[{number}]", path.name, faults) for number, row in enumerate(rows)]
    if faults:
        raise DataError(faults)
    return EditList(value["plan"], tuple(edit for edit in edits if edit is not None), path.name)


def _record(row: object, place: str, file: str, faults: list[Fault]) -> Edit | None:
    """Return one record as an edit, or None after noting what is wrong with it."""
    kind = row.get("kind") if isinstance(row, dict) else None
    if not isinstance(row, dict) or not isinstance(kind, str) or kind not in FIELDS:
        values = {"known": ", ".join(FIELDS)}
        found = _shown(kind if isinstance(row, dict) else row)
        faults.append(Fault("edit-kind", file=file, column=place, found=found, values=values))
        return None
    bad = [name for name in FIELDS[kind] if not isinstance(row.get(name), str)]
    bad += [name for name in FIELDS[kind] if row.get(name) == "" and kind != "note"]
    faults += [
        Fault(
            "edit-value",
            file=file,
            column=f"{place}.{name}",
            found=_shown(row.get(name)),
            values={"kind": kind},
        )
        for name in bad
    ]
    return None if bad else edit_of({"kind": kind, **{name: row[name] for name in FIELDS[kind]}}, place)


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)[:80]


def _from_book(path: Path) -> EditList:
    """Return the rows of a workbook whose "Change to" is filled."""
    if zipfile.is_zipfile(path) and (trap := archive_trap(path)):
        raise DataError([Fault(trap.code, file=path.name, found=trap.found, values={"limit": trap.limit})])
    try:
        book = CalamineWorkbook.from_path(str(path))
        names = book.sheet_names
        record = book.get_sheet_by_name(_RECORD).to_python(skip_empty_area=False) if _RECORD in names else []
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError) as error:
        raise DataError([Fault("edits-unreadable", file=path.name, found=str(error)[:80])]) from error
    if not record or _text(record[0], 0) != MARK:
        raise DataError([Fault("edits-not-our-book", file=path.name, found=", ".join(names)[:80])])
    faults: list[Fault] = []
    edits: list[Edit] = []
    for row in record[1:]:
        kind, sheet = _text(row, 0), _text(row, 1)
        if not kind:
            break
        if sheet not in names:
            faults.append(Fault("edits-column", file=path.name, sheet=sheet, found=", ".join(names)[:80]))
            continue
        heads = [_text(row, 2), _text(row, 3), _text(row, 4)]
        rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        edits += _sheet_edits(rows, kind, heads, Fault("edits-column", file=path.name, sheet=sheet), faults)
    if faults:
        raise DataError(faults)
    return EditList(_text(record[0], 1), tuple(edits), path.name)


def _sheet_edits(
    rows: Sequence[Sequence[object]], kind: str, heads: Sequence[str], missing: Fault, faults: list[Fault]
) -> Iterator[Edit]:
    """Yield the edits of one sheet; its columns are found by their heads, wherever they stand by now."""
    texts = [[_text(row, column) for column in range(len(row))] for row in rows]
    top = next((at for at, cells in enumerate(texts) if set(heads) <= set(cells)), None)
    if top is None:
        found = " · ".join(heads)
        faults.append(Fault(missing.code, file=missing.file, sheet=missing.sheet, found=found[:80]))
        return
    key, now, wish = (texts[top].index(head) for head in heads)
    for number, row in enumerate(rows[top + 1 :], start=top + 2):
        target = _text(row, wish).split(BETWEEN)[0].strip()
        if not target or target == _text(row, now):
            continue
        place = f"{missing.sheet} › {number}"
        if kind == "villages":
            yield MoveVillage(_text(row, key), _text(row, now), target, place=place)
        else:
            yield MoveOfficer(_text(row, key), target, place=place)


def _text(row: Sequence[object], column: int) -> str:
    """Return a cell as text; a whole number that a spreadsheet made of an id loses its ``.0``."""
    value = row[column] if column < len(row) else ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
