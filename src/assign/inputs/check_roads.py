"""Road lines in the metres of the case, what they mean is read in `streets`, closed roads go in `closing`."""

from __future__ import annotations

import re
from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import CRS

from assign.errors import Fault, Severity
from assign.inputs.check_shapes import each_row, source_crs, to_crs
from assign.inputs.columns import nearest
from assign.inputs.tables import Table

MOST_POINTS = 20_000
"""A line of more points takes minutes to cut where another crosses it at each of them; OpenStreetMap ends at 2,000."""
_LINES = (1, 2, 5, 7)
"""LineString, LinearRing, MultiLineString, GeometryCollection: parts without length drop out later."""


def check_roads(
    table: Table, frame: pd.DataFrame, *, crs: str, closed: Sequence[str]
) -> tuple[gpd.GeoDataFrame | None, list[Fault]]:
    """Return the roads in `crs`, indexed by their rows, or None when they cannot be used.

    Parameters
    ----------
    crs
        The metric CRS of the case.
    closed
        Names of roads that will be taken out (``roads.closed`` of the case): each must be there.
    """
    if table.shapes is None:
        return None, [table.fault("roads-without-lines")]
    source, faults = source_crs(table)
    if source is None:
        return None, faults
    if source.to_epsg() is None:
        faults.append(table.fault("roads-crs-custom", Severity.NOTE, found=source.name))
    kinds = shapely.get_type_id(table.shapes)
    missing = shapely.is_missing(table.shapes) | shapely.is_empty(table.shapes)
    usable = ~missing & np.isin(kinds, _LINES)
    faults += each_row("road-empty", missing, table, frame, severity=Severity.WARNING)
    faults += each_row("road-not-a-line", ~missing & ~usable, table, frame, severity=Severity.WARNING)
    endless = usable & (shapely.get_num_coordinates(table.shapes) > MOST_POINTS)
    usable &= ~endless
    faults += each_row("road-too-detailed", endless, table, frame, severity=Severity.WARNING)
    if not usable.any():
        return None, [*faults, table.fault("roads-without-lines")]
    shapes = to_crs(table.shapes[usable], source, CRS.from_user_input(crs))
    kept = frame[usable]
    if not np.isfinite(shapely.total_bounds(shapes)).all():
        return None, [*faults, table.fault("crs-implausible", crs=source.name, role="roads")]
    texts = {name: [cell or None for cell in kept[name]] for name in kept.columns}
    roads = gpd.GeoDataFrame(pd.DataFrame(texts, index=kept.index, dtype=object), geometry=shapes, crs=crs)
    return roads, faults + _closed(table, kept, closed)


def _closed(table: Table, frame: pd.DataFrame, closed: Sequence[str]) -> list[Fault]:
    """Return a note on the roads that are closed; a name that no road has is an error."""
    answers = {name: names_of(name) for name in set(frame["name"])}
    shut_names: set[str] = set()
    faults: list[Fault] = []
    for name in closed:
        called = {full for full, parts in answers.items() if name.strip().casefold() in parts}
        shut_names |= called
        if not called:
            options = sorted(set(frame["name"]) - {""})
            values = {"nearest": nearest(name, options), "road_file": table.file}
            faults.append(
                Fault(
                    "closed-road-unknown",
                    file="case.toml",
                    column="roads.closed",
                    found=name[:80],
                    values=values,
                )
            )
    shut = frame["name"].isin(shut_names).to_numpy(dtype=bool)
    if shut.any():
        names_shut = ", ".join(closed)[:200]
        faults.append(table.fault("roads-closed", Severity.NOTE, count=int(shut.sum()), names=names_shut))
    return faults


def names_of(name: str) -> set[str]:
    """Return what a road answers to, in one case: its name, and its parts between brackets, strokes and semicolons.

    So "八字桥 (Bazi bridge)" is also "Bazi bridge".
    """
    parts = re.split(r"[()（）/／;；|]", name)
    return {part.strip().casefold() for part in (name, *parts)} - {""}
