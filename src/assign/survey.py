"""What a look at a case hands on to those who write it down: faults, tables as they stand, outlines, changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from assign.errors import Fault
from assign.messages import Value

Cell = str | float | int | bool | dt.date | dt.time | dt.timedelta | None


@dataclass(frozen=True, eq=False)
class Grid:
    """A sheet as it stands in its file, titles above the header and rows that are no records included.

    Parameters
    ----------
    role
        The input that the sheet is.
    file, sheet
        As faults name them.
    rows
        Every row of the file; row 1 of a person is ``rows[0]``.
    header
        Number (from 0) of the row that holds the column names.
    """

    role: str
    file: str
    sheet: str
    rows: tuple[tuple[Cell, ...], ...]
    header: int


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was mended in a copy of the data.

    Parameters
    ----------
    code
        Stable code, e.g. ``"id-cleaned"``; its sentence stands in `show/words` under ``change.<code>``.
    file, sheet, row, column
        Where it stood in the original; ``row`` is the row that a person sees there.
    before, after
        What stood there, and what stands in the copy (``""`` for a row that is gone).
    values
        Further values for the sentence.
    """

    code: str
    file: str
    sheet: str = ""
    row: int | None = None
    column: str = ""
    before: str = ""
    after: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Survey:
    """A case looked through.

    Parameters
    ----------
    name
        Of the case.
    faults
        All of them, errors first; those of a place on the ground carry its shape.
    outlines
        (villages,) polygons in WGS 84, for a drawing; empty where they cannot be read.
    grids
        The tables that have faults, in the order of the inputs.
    """

    name: str
    faults: tuple[Fault, ...]
    outlines: NDArray[np.object_]
    grids: tuple[Grid, ...]
