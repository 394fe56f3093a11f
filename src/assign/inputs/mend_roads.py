"""Road lines mended: what is no line goes, lines of several parts are split, a road drawn twice stays once."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from assign.inputs.check_shapes import Shapes
from assign.inputs.tables import Table
from assign.survey import Change

_MEANT = ("road_class", "speed_kph", "oneway", "passable", "name")
"""What makes a road: two lines that differ in one of these are two roads."""
_TYPES = ("nothing", "Point", "LineString", "LinearRing", "Polygon", "MultiPoint", "MultiLineString")


def mend_lines(table: Table, names: dict[str, str]) -> tuple[Shapes, NDArray[np.intp], list[Change]]:
    """Return single lines, the number of the feature that each is of, and every change.

    Parameters
    ----------
    names
        Our column name -> the file's header.
    """
    shapes = np.asarray(table.shapes, dtype=object)
    parts, owner = shapely.get_parts(shapes, return_index=True)
    parts, inner = shapely.get_parts(parts, return_index=True)
    owner = owner[inner]
    good = np.isin(shapely.get_type_id(parts), (1, 2)) & (shapely.length(parts) > 0)
    lost = np.bincount(owner[~good], minlength=len(shapes))
    parts, owner = parts[good], owner[good]
    count = np.bincount(owner, minlength=len(shapes))
    changes = [
        _change(table, int(place), "road-dropped", _said(shapes[place]), "")
        for place in np.flatnonzero(count == 0)
    ]
    changes += [
        _change(table, int(place), "road-part-dropped", _said(shapes[place]), _lines(count[place]))
        for place in np.flatnonzero((count > 0) & (lost > 0))
    ]
    changes += [
        _change(
            table,
            int(place),
            "road-split",
            _said(shapes[place]),
            _lines(count[place]),
            parts=int(count[place]),
        )
        for place in np.flatnonzero(count > 1)
    ]
    first = _first_alike(table.frame, names, parts, owner)
    twice = np.flatnonzero(first >= 0)
    changes += [
        _change(
            table,
            int(owner[part]),
            "road-twice",
            _said(parts[part]),
            "",
            first_row=int(str(table.frame.index[owner[first[part]]])),
        )
        for part in twice
    ]
    return parts[first < 0], owner[first < 0], changes


def _first_alike(
    frame: pd.DataFrame, names: dict[str, str], parts: Shapes, owner: NDArray[np.intp]
) -> NDArray[np.int64]:
    """Return for each line the number of the first that is the same road, -1 for the first itself."""
    columns = [frame[names[name]].to_numpy(dtype=object)[owner] for name in _MEANT if name in names]
    either_way = np.ones(len(parts), dtype=bool)
    if "oneway" in names:  # where direction matters, a line drawn the other way is another road
        either_way = frame[names["oneway"]].to_numpy(dtype=object)[owner] == ""
    drawn = np.where(either_way, shapely.normalize(parts), parts)
    keys = zip(
        shapely.to_wkb(drawn, byte_order=1).tolist(), *(column.tolist() for column in columns), strict=True
    )
    seen: dict[tuple[object, ...], int] = {}
    return np.array(
        [
            -1 if (first := seen.setdefault(key, number)) == number else first
            for number, key in enumerate(keys)
        ],
        dtype=np.int64,
    )


def _lines(count: int) -> str:
    return f"{count} LineString"


def _said(shape: shapely.Geometry | None) -> str:
    if shape is None or shapely.is_empty(shape):
        return _TYPES[0]
    kind = int(shapely.get_type_id(shape))
    name = _TYPES[kind + 1] if 0 <= kind < len(_TYPES) - 1 else "collection"
    x, y = shapely.get_coordinates(shape)[0]
    return f"{name} {x:.6g} {y:.6g}"


def _change(table: Table, place: int, code: str, before: str, after: str, **values: int) -> Change:
    row = int(str(table.frame.index[place]))
    return Change(code, table.file, table.sheet, row, before=before, after=after, values=values)
