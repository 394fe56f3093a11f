"""`assign check --fix`: copies of a case's inputs with everything mended that has one right answer.

Missing ids, doubtful kinds, wrong numbers, wide overlaps have none: they stay, and the check of the copy names them.
A mended case is a fixed point: mending it again changes nothing.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError

from assign.errors import DataError
from assign.inputs.address import without_password
from assign.inputs.case import Case, parse_case, read_toml
from assign.inputs.check_files import examine, read_input
from assign.inputs.check_shapes import Shapes, to_wgs84
from assign.inputs.columns import TABLES, Form
from assign.inputs.entries import Input
from assign.inputs.look import read_grid
from assign.inputs.match import match_columns
from assign.inputs.mend_cells import MAY_REPEAT, Row, forms_of, mend_grid, mend_text
from assign.inputs.mend_files import copy_input, write_csv, write_layer, write_xlsx
from assign.inputs.mend_outlines import close_borders, make_valid
from assign.inputs.mend_roads import mend_lines
from assign.inputs.tables import EXCEL, TEXT, Table, UnreadableError, is_utf8
from assign.inputs.toml_text import toml_text
from assign.inputs.workbooks import sheets_meant
from assign.offsets import offset_of
from assign.survey import Change

WITHIN_M = 20.0
"""Overlaps and gaps up to this width are closed: about what drawing by eye on an aerial picture leaves."""
_ENCODINGS = ("encoding-guessed", "encoding-lies")
_UNWRITABLE = (DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError, ValueError)


@dataclass(frozen=True, slots=True)
class Mended:
    """A case that was mended: its name, and every change in the order of the inputs."""

    name: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class _Task:
    """What is needed to mend any one input."""

    case: Case
    folder: Path
    within_m: float


def mend_case(path: Path | str, folder: Path, *, within_m: float = WITHIN_M) -> Mended:
    """Write a mended copy of a case into an empty folder, and return what was changed.

    Parameters
    ----------
    within_m
        Width up to which overlaps and gaps between villages are closed; no border moves farther, metres.

    Raises
    ------
    DataError
        If ``case.toml`` itself cannot be read.
    """
    case, faults = parse_case(path)
    raw, said = read_toml(case.path) if case else (None, [])
    if case is None or raw is None:
        raise DataError(faults or said)
    task = _Task(case, folder, within_m)
    raw = copy.deepcopy(raw)
    entries = dict(_table(raw.get("inputs")))
    changes: list[Change] = []
    copied: dict[Path, str] = {}
    for role in case.inputs:
        entries[role], done = _mend_input(case.inputs[role], task, copied)
        changes += done
    raw["inputs"] = entries
    for overlay in _table(raw.get("scenario")).values():
        if isinstance(overlay, dict) and isinstance(overlay.get("inputs"), dict):
            overlay["inputs"] = _from_here(overlay["inputs"], case.folder)
    (folder / "case.toml").write_text(toml_text(raw), encoding="utf-8", newline="\n")
    return Mended(case.name, tuple(changes))


def _table(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _from_here(inputs: Mapping[str, object], folder: Path) -> dict[str, object]:
    """Return a scenario's inputs with whole paths: they are not copied."""
    out: dict[str, object] = {}
    for role, entry in inputs.items():
        if isinstance(entry, str):
            out[role] = _whole(entry, folder)
        elif isinstance(entry, dict) and isinstance(entry.get("file"), str):
            out[role] = {**entry, "file": _whole(entry["file"], folder)}
        else:
            out[role] = entry
    return out


def _whole(file: str, folder: Path) -> str:
    return file if "://" in file else (folder / file).absolute().as_posix()


def _mend_input(entry: Input, task: _Task, copied: dict[Path, str]) -> tuple[dict[str, str], list[Change]]:
    """Return an input's entry in the new ``case.toml``, and what was changed in its copy.

    What cannot be opened is not copied: its entry leads to where it lies.
    """
    keys = ("layer", "sheet", "encoding", "crs", "axes", "table", "query")
    stays = {key: getattr(entry, key) for key in keys if getattr(entry, key)}
    # a password stays where it was written
    place = without_password(entry.address) if entry.address else entry.file
    away = ({"file": _whole(place, task.case.folder), **stays}, list[Change]())
    if "://" in entry.file or examine(entry) is not None:
        return away
    if entry.role in TABLES:
        done = (
            _mend_table(entry, task)
            if entry.path.suffix.lower() in (*TEXT, *EXCEL)
            else _mend_layer(entry, task)
        )
        if done is None:
            return away
        if done[1]:
            return done
    if entry.path not in copied:
        copied[entry.path] = copy_input(entry.path, task.folder, entry.role)
    return {"file": copied[entry.path], **stays}, []


def _mend_table(entry: Input, task: _Task) -> tuple[dict[str, str], list[Change]] | None:
    """Return the entry of a mended csv or workbook and its changes; None where it cannot be read."""
    if entry.path.suffix.lower() in EXCEL:
        return _mend_workbook(entry, task)
    done = _mend_grid_of(entry, task)
    if done is None:
        return None
    rows, changes, _ = done
    if not is_utf8(entry.path):
        before = entry.encoding or "GB18030 / UTF-16"
        changes.append(Change("encoding", entry.file, before=before, after="UTF-8"))
    if not changes:
        return {}, []
    write_csv(rows, task.folder / f"{entry.role}.csv")
    return {"file": f"{entry.role}.csv", **_offset(entry)}, changes


def _mend_workbook(entry: Input, task: _Task) -> tuple[dict[str, str], list[Change]] | None:
    """Return the entry of a mended workbook and its changes.

    Sheets that have the input's columns too come along: the check of the copy asks again which of them are meant.
    """
    mapped = list(task.case.columns.get(entry.role, {}).values())
    try:
        names = sheets_meant(entry.path, file=entry.file, role=entry.role, sheet=entry.sheet, mapped=mapped)
    except UnreadableError:
        return None
    sheets: dict[str, list[Row]] = {}
    changes: list[Change] = []
    for name in names:
        done = _mend_grid_of(replace(entry, sheet=name), task)
        if done is None:
            return None
        rows, said, sheet = done
        sheets[sheet[:31]] = rows
        changes += said
    if not changes:
        return {}, []
    write_xlsx(sheets, task.folder / f"{entry.role}.xlsx")
    of_sheets = {"sheet": "/".join(sheets)} if entry.sheet or len(sheets) == 1 else {}
    return {"file": f"{entry.role}.xlsx", **of_sheets, **_offset(entry)}, changes


def _mend_grid_of(entry: Input, task: _Task) -> tuple[list[Row], list[Change], str] | None:
    """Return the mended rows of a csv or of one sheet, the changes, and the sheet's name."""
    table, _ = read_input(entry)
    grid = read_grid(entry)
    if table is None or grid is None:
        return None
    rows, changes = mend_grid(grid, _names(table, task.case), task.case.values)
    return rows, changes, grid.sheet


def _offset(entry: Input) -> dict[str, str]:
    return {"crs": entry.crs} if entry.crs else {}


def _mend_layer(entry: Input, task: _Task) -> tuple[dict[str, str], list[Change]] | None:
    """Return the entry of a mended layer and its changes; None where it cannot be read."""
    table, said = read_input(entry)
    if table is None:
        return None
    if table.shapes is None or entry.path.suffix.lower() == ".pbf":
        return {}, []
    changes = [
        Change("encoding", entry.file, table.sheet, before=fault.found, after="UTF-8")
        for fault in said
        if fault.code in _ENCODINGS
    ]
    names = _names(table, task.case)
    table, done = _clean_ids(table, names, task.case)
    changes += done
    table, done = _without_twins(table)
    changes += done
    offset = offset_of(entry.crs)
    table, done = _mend_shapes(table, names, task, measurable=not offset)
    changes += done
    if not changes or table.shapes is None:
        return {}, []
    ids = [
        header for header, (_, form) in forms_of(entry.role, names).items() if form in (Form.ID, Form.LIST)
    ]
    file = f"{entry.role}.gpkg"
    try:
        crs = "EPSG:4326" if offset else table.crs
        write_layer(table.frame, table.shapes, task.folder / file, layer=entry.role, crs=crs, ids=ids)
    except _UNWRITABLE:  # two columns whose names differ in case alone, say: such a layer is copied as it is
        (task.folder / file).unlink(missing_ok=True)
        return {}, []
    changes.append(Change("layer-written", entry.file, table.sheet, before=entry.path.name, after=file))
    return {"file": file, **({"crs": entry.crs} if offset else {})}, changes


def _names(table: Table, case: Case) -> dict[str, str]:
    renames = case.columns.get(table.role, {})
    names, _ = match_columns(table.role, table.headers, renames, file=table.file, sheet=table.sheet)
    return names


def _clean_ids(table: Table, names: Mapping[str, str], case: Case) -> tuple[Table, list[Change]]:
    """Return a layer whose ids and numbers are put right, and every change."""
    frame = table.frame.copy()
    changes: list[Change] = []
    for header, (ours, form) in forms_of(table.role, names).items():
        mapped = case.values.get(f"{table.role}.{ours}", {})  # noqa: PD011  a mapping, no frame
        mended = {text: mend_text(text, form, mapped) for text in dict.fromkeys(frame[header])}
        for row, text in frame[header].items():
            after, code = mended[text]
            if code:
                changes.append(Change(code, table.file, table.sheet, int(str(row)), header, text, after))
        frame[header] = [mended[text][0] for text in frame[header]]
    return replace(table, frame=frame), changes


def _without_twins(table: Table) -> tuple[Table, list[Change]]:
    """Return a layer without the features that repeat another in every attribute and in their shape."""
    if table.role in MAY_REPEAT or table.role == "roads" or table.shapes is None:
        return table, []
    drawn = shapely.to_wkb(shapely.normalize(table.shapes), byte_order=1)
    keyed = table.frame.assign(**{"\0shape": drawn})
    twins = keyed.duplicated().to_numpy(dtype=bool) & ~shapely.is_missing(table.shapes)
    first = dict(zip(map(tuple, keyed[::-1].to_numpy()), keyed.index[::-1], strict=True))
    changes = [
        Change(
            "row-twice",
            table.file,
            table.sheet,
            int(str(keyed.index[int(place)])),
            before="; ".join(cell for cell in table.frame.iloc[place] if cell)[:200],
            values={"first_row": int(str(first[tuple(keyed.iloc[place])]))},
        )
        for place in np.flatnonzero(twins)
    ]
    return replace(table, frame=table.frame[~twins], shapes=table.shapes[~twins]), changes


def _mend_shapes(
    table: Table, names: dict[str, str], task: _Task, *, measurable: bool
) -> tuple[Table, list[Change]]:
    """Return a layer with its lines or outlines mended, and every change.

    Parameters
    ----------
    measurable
        False where coordinates are shifted: what is no metre cannot be compared with one.
    """
    if table.role == "roads":
        shapes, owner, changes = mend_lines(table, names)
        return _with(table, table.frame.iloc[owner], shapes), changes
    if table.role != "villages" or "village_id" not in names:
        return table, []
    ids = table.frame[[names["village_id"]]]
    shapes, changes = make_valid(table, ids)
    table = _with(table, table.frame, shapes)
    if measurable and table.crs and to_wgs84(table)[0] is not None:
        shapes, done = close_borders(table, ids, shapes, within_m=task.within_m, policy=task.case.policy)
        return _with(table, table.frame, shapes), changes + done
    return table, changes


def _with(table: Table, frame: pd.DataFrame, shapes: Shapes) -> Table:
    return replace(table, frame=frame, shapes=shapes)
