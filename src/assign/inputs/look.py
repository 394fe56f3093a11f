"""A case looked through for a report: its faults with their places on the ground, and the tables they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import shapely

from assign.errors import Fault
from assign.inputs.build import check_case
from assign.inputs.case import Case, parse_case
from assign.inputs.check_files import examine, read_input
from assign.inputs.check_shapes import Shapes, to_wgs84
from assign.inputs.columns import TABLES
from assign.inputs.entries import Input
from assign.inputs.tables import EXCEL, TEXT, UnreadableError, cell_text, header_place, text_rows
from assign.inputs.workbooks import sheet_rows
from assign.offsets import offset_of, shapes_to_wgs84
from assign.survey import Cell, Grid, Survey

_NOTHING: Shapes = np.empty(0, dtype=object)


def survey_case(path: Path | str, *, scenario: str | None = None, drawn: bool = True) -> Survey:
    """Return every fault of a case with its shape where it has one, and the tables that have faults.

    Parameters
    ----------
    drawn
        False spares the time to read shapes and tables once more; then there are none of them.

    Raises
    ------
    UsageError
        If the case has no such scenario.
    """
    faults = check_case(path, scenario=scenario)
    case, _ = parse_case(path, scenario=scenario)
    if case is None or not drawn:
        return Survey(case.name if case else "", faults, _NOTHING, ())
    shapes = {role: shapes_of(case.inputs[role]) for role in _roles_to_draw(case, faults)}
    outlines = shapes.get("villages", _NOTHING)
    areas = ~shapely.is_missing(outlines) & np.isin(shapely.get_type_id(outlines), (3, 6))
    located = tuple(_located(fault, case, shapes) for fault in faults)
    return Survey(case.name, located, outlines[areas], _grids_with_faults(case, faults))


def read_grid(entry: Input) -> Grid | None:
    """Return the sheet or text of an input as it stands; None where it is no such table or cannot be read."""
    suffix = entry.path.suffix.lower()
    if suffix not in (*TEXT, *EXCEL) or examine(entry) is not None:
        return None
    sheet, rows = "", list[Sequence[Cell]]()
    try:
        if suffix in TEXT:
            rows += text_rows(entry.path, file=entry.file, encoding=entry.encoding)
        else:
            sheet, cells = sheet_rows(entry.path, file=entry.file, role=entry.role, sheet=entry.sheet)
            rows += cells
    except UnreadableError:
        return None
    if not any(cell not in (None, "") for row in rows for cell in row):
        return None
    header = header_place([[cell_text(cell) for cell in row] for row in rows], entry.role)
    return Grid(entry.role, entry.file, sheet, tuple(tuple(row) for row in rows), header)


def shapes_of(entry: Input) -> Shapes:
    """Return the geometries of a layer in WGS 84 as they stand, row 1 first; none where they cannot be read."""
    table, _ = read_input(entry)
    if table is None or table.shapes is None:
        return _NOTHING
    offset = offset_of(entry.crs)
    if offset:
        return shapes_to_wgs84(table.shapes, offset)
    shapes, _ = to_wgs84(table)
    return _NOTHING if shapes is None else shapes


def _roles_to_draw(case: Case, faults: Sequence[Fault]) -> list[str]:
    """Return the villages and every other input with a fault in a row that has no shape yet."""
    in_rows = {fault.file for fault in faults if fault.row is not None and not fault.shape}
    return [
        role
        for role in TABLES
        if role in case.inputs and (role == "villages" or case.inputs[role].file in in_rows)
    ]


def _located(fault: Fault, case: Case, shapes: dict[str, Shapes]) -> Fault:
    """Return a fault with the shape of its row."""
    if fault.shape or fault.row is None:
        return fault
    for role, of_rows in shapes.items():
        if case.inputs[role].file == fault.file and 1 <= fault.row <= len(of_rows):
            shape = of_rows[fault.row - 1]
            if shape is not None and not shape.is_empty:
                return replace(fault, shape=bytes(shapely.to_wkb(shape)))
    return fault


def _grids_with_faults(case: Case, faults: Sequence[Fault]) -> tuple[Grid, ...]:
    grids = []
    for role in (role for role in TABLES if role in case.inputs):
        named = {fault.sheet for fault in faults if fault.file == case.inputs[role].file}
        grid = read_grid(case.inputs[role]) if named else None
        if grid is not None and named & {"", grid.sheet}:
            grids.append(grid)
    return tuple(grids)
