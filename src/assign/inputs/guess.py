"""A folder of a planner's files: which of them is which input, told by names, headers and shapes; a proposal only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyogrio
import shapely
from pyogrio.errors import DataSourceError

from assign.inputs.check_files import READABLE, examine, read_input
from assign.inputs.columns import TABLES
from assign.inputs.entries import Input
from assign.inputs.headers import LOOKED_AT, find_header, known_headers
from assign.inputs.match import match_columns
from assign.inputs.tables import EXCEL, TEXT, UnreadableError, cell_text, text_rows
from assign.inputs.workbooks import sheet_names, sheet_rows

_TEMPLATE = "tables.xlsx"
_NO_DATA = (".txt", ".md")
"""A text beside the data tells of it; a table is rather called .csv."""
_CALLED: dict[str, tuple[str, ...]] = {
    "villages": ("村", "社区", "village", "border", "boundar"),
    "stations": ("派出所", "station"),
    "roads": ("路", "road", "street", "highway"),
    "sites": ("选址", "场所", "site"),
    "incidents": ("警情", "案件", "接警", "incident"),
    "officers": ("花名册", "人员", "民警", "辅警", "officer", "roster"),
    "facilities": ("单位", "企业", "设施", "facilit"),
    "leaders": ("领导", "leader"),
    "headcounts": ("警力", "编制", "headcount"),
}
"""What a planner calls the file, sheet or layer of an input."""
_SHAPES = {
    "area": ("villages", "stations"),
    "line": ("roads",),
    "point": ("villages", "stations", "sites", "incidents", "facilities"),
    "table": ("stations", "sites", "incidents", "officers", "facilities", "leaders", "headcounts"),
}
"""Which inputs a layer or table can be."""
_SURE = {("area", "villages"), ("line", "roads")}
_ENOUGH = 3
"""Headers of ours that tell an input whose file is not called like it."""


class _Face(NamedTuple):
    """One table or layer: its file, its sheet or layer where there are several, what it is, its rows."""

    file: str
    part: str
    shape: str
    rows: Sequence[Sequence[str]] = ()
    frame: pd.DataFrame | None = None

    def headers(self, role: str) -> list[str]:
        """Return the header, which stands in another row for another input."""
        return list(self.frame.columns) if self.frame is not None else find_header(self.rows, role).names

    def cells(self, role: str) -> pd.DataFrame | None:
        """Return the rows under the header as text."""
        if self.frame is not None:
            return self.frame
        head = find_header(self.rows, role)
        below = [[*row, *[""] * len(head.names)][: len(head.names)] for row in self.rows[head.row + 1 :]]
        return pd.DataFrame(below, columns=head.names)


@dataclass(frozen=True, slots=True)
class Guess:
    """What one input probably is.

    Parameters
    ----------
    part, key
        Of a file with several: the sheet or layer, and which of the two it is.
    columns
        Our column -> the file's header, for needed columns whose header says something else.
    others
        Headers that nothing of ours stands for.
    """

    role: str
    file: str
    part: str = ""
    key: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    others: tuple[str, ...] = ()


def guess_inputs(folder: Path) -> tuple[list[Guess], list[str]]:
    """Return what the files right in a folder probably are, in the order of the inputs, and the names of the rest.

    Each input is one file, the likeliest; files that cannot be read are among the rest.
    """
    files = [path for path in sorted(folder.iterdir()) if _is_data(path)]
    faces = [face for path in files for face in _faces(path)]
    scores = {(place, role): _score(face, role) for place, face in enumerate(faces) for role in TABLES}
    likeliest = sorted((key for key in scores if scores[key]), key=lambda key: (-scores[key], key[0]))
    chosen: dict[str, int] = {}
    for place, role in likeliest:
        if role not in chosen and place not in chosen.values():
            chosen[role] = place
    guesses = [_guess(role, faces[chosen[role]], faces) for role in TABLES if role in chosen]
    used = {guess.file for guess in guesses}
    return guesses, [path.name for path in files if path.name not in used]


def _is_data(path: Path) -> bool:
    suffix = path.suffix.lower()
    return (
        not path.name.startswith((".", "~$"))
        and suffix in READABLE
        and suffix not in _NO_DATA
        and path.name != _TEMPLATE
        and (path.is_file() or suffix == ".gdb")
    )


def _faces(path: Path) -> Iterator[_Face]:
    """Yield the tables and layers of a file; none of one that cannot be read, `check` will say why."""
    entry = Input("villages", path.name, path)
    if examine(entry) is not None:
        return
    suffix = path.suffix.lower()
    try:
        if suffix in TEXT:
            yield _Face(path.name, "", "table", text_rows(path, file=path.name))
        elif suffix in EXCEL:
            for name in sheet_names(path, file=path.name):
                _, cells = sheet_rows(path, file=path.name, role="villages", sheet=name)
                yield _Face(path.name, name, "table", [[cell_text(cell) for cell in row] for row in cells])
        elif suffix == ".pbf":
            yield _Face(path.name, "", "line", frame=pd.DataFrame())
        else:
            yield from _layers(path, suffix)
    except (UnreadableError, DataSourceError):
        return


def _layers(path: Path, suffix: str) -> Iterator[_Face]:
    names = [""]
    if suffix in (".gpkg", ".gdb"):
        names = sorted(str(name) for name, _ in pyogrio.list_layers(path))
    for name in names:
        table, _ = read_input(Input("villages", path.name, path, layer=name))
        if table is None:
            continue
        several = name if len(names) > 1 else ""
        yield _Face(path.name, several, _shape(table.shapes), frame=table.frame)


def _shape(shapes: object) -> str:
    """Return what most of the shapes are."""
    if shapes is None:
        return "table"
    kinds = shapely.get_dimensions(np.asarray(shapes, dtype=object))
    counts = [int((kinds == dimension).sum()) for dimension in range(3)]
    return ("point", "line", "area")[counts.index(max(counts))] if any(counts) else "table"


def _score(face: _Face, role: str) -> float:
    """Return how likely a table or layer is an input, 0 where it is not."""
    if role not in _SHAPES[face.shape]:
        return 0
    headers = face.headers(role)
    chosen, _ = match_columns(role, headers, {}, file=face.file)
    needed = [column.name for column in TABLES[role] if column.needed]
    has = sum(name in chosen for name in needed)
    known = known_headers(headers, role)
    called = any(word in f"{face.file} {face.part}".casefold() for word in _CALLED[role])
    sure = (face.shape, role) in _SURE
    if not sure and not (called and known) and (has < len(needed) or known < _ENOUGH):
        return 0
    return 5 * called + 3 * sure + has + known + 0.5


def _guess(role: str, face: _Face, faces: Sequence[_Face]) -> Guess:
    headers = face.headers(role)
    cells = face.cells(role)
    chosen, faults = match_columns(role, headers, {}, file=face.file, frame=cells)
    told = {
        fault.column: str(dict(fault.values)["nearest"]) for fault in faults if fault.code == "column-missing"
    }
    columns = {ours: header for ours, header in told.items() if header != "—"}
    code = columns.get("village_id") or chosen.get("village_id")
    if role == "villages" and code and "name" not in {*chosen, *columns}:
        columns["name"] = code
    taken = {*chosen.values(), *columns.values()}
    excel = face.file.lower().endswith(EXCEL)
    # without a name the reader takes the first sheet that has the input's columns, and says which others do
    first = next((one for one in faces if one.file == face.file and _reads(one, role)), face)
    part = "" if excel and first is face else face.part
    others = tuple(name for name in headers if name and name not in taken)
    return Guess(role, face.file, part, ("sheet" if excel else "layer") if part else "", columns, others)


def _reads(face: _Face, role: str) -> bool:
    head = find_header(face.rows[:LOOKED_AT], role).names if face.rows else []
    return known_headers(head, role) > 1
