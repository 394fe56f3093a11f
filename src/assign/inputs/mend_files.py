"""Mended tables and layers on disk: GeoPackage, CSV with a byte-order mark, xlsx; what is sound is copied as it is."""

from __future__ import annotations

import csv
import datetime as dt
import math
import shutil
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio
import xlsxwriter

from assign.gdal_date import fixed_date
from assign.inputs.check_shapes import Shapes
from assign.inputs.mend_cells import Row
from assign.survey import Cell

_CREATED = dt.datetime(2020, 1, 1)  # noqa: DTZ001  fixed, so that the same data give the same bytes
_EXACT = 10**15


def write_csv(rows: Sequence[Row], path: Path) -> None:
    """Write rows as UTF-8 that Excel takes for UTF-8."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows(rows)


def write_xlsx(sheets: Mapping[str, Sequence[Row]], path: Path) -> None:
    """Write the rows of each sheet into a workbook; texts stay texts, whatever they look like."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": _CREATED})
        looks = {
            pattern: book.add_format({"num_format": pattern})
            for pattern in ("@", "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "hh:mm:ss")
        }
        for name, rows in sheets.items():
            _write_rows(book.add_worksheet(name), rows, looks)


def _write_rows(page: Any, rows: Sequence[Row], looks: Mapping[str, Any]) -> None:
    for place, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, bool):
                page.write_boolean(place, column, cell)
            elif isinstance(cell, int | float) and math.isfinite(cell):
                page.write_number(place, column, cell)
            elif isinstance(cell, dt.date | dt.time | dt.timedelta) and _in_excel(cell):
                page.write_datetime(place, column, cell, looks[_pattern(cell)])
            elif cell is not None and cell != "":
                page.write_string(place, column, str(cell), looks["@"])
    page.freeze_panes(1, 0)


def _in_excel(moment: Cell) -> bool:
    return not isinstance(moment, dt.date) or moment.year >= 1900


def _pattern(moment: Cell) -> str:
    if isinstance(moment, dt.datetime):
        return "yyyy-mm-dd hh:mm:ss"
    return "yyyy-mm-dd" if isinstance(moment, dt.date) else "hh:mm:ss"


def write_layer(
    frame: pd.DataFrame, shapes: Shapes, path: Path, *, layer: str, crs: str, ids: Sequence[str]
) -> None:
    """Write a layer as the only one of a GeoPackage.

    Parameters
    ----------
    frame
        Attributes as text; a column of nothing but plain numbers becomes one of numbers, save the ids.
    ids
        Columns that stay text.
    """
    columns = {str(name): _typed(frame[name], keep=str(name) in ids) for name in frame.columns}
    data = gpd.GeoDataFrame(pd.DataFrame(columns), geometry=shapes, crs=crs or None)
    with fixed_date(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a layer has no CRS is said by the check
        pyogrio.write_dataframe(
            data, path, layer=layer, driver="GPKG", GEOMETRY_NAME="geom_", FID="fid_", promote_to_multi=False
        )


def _typed(texts: pd.Series, *, keep: bool) -> pd.Series:
    """Return a column as numbers where every text is just how its number is read back, else as text."""
    filled = [text for text in texts if text]
    if filled and not keep:
        if all(_is_whole(text) for text in filled):
            return pd.Series([int(text) if text else None for text in texts], dtype="Int64")
        if all(_is_whole(text) or _is_real(text) for text in filled):
            return pd.Series([float(text) if text else math.nan for text in texts], dtype="float64")
    return pd.Series([text or None for text in texts], dtype="object")


def _is_whole(text: str) -> bool:
    try:
        return text.isascii() and str(int(text)) == text and abs(int(text)) < _EXACT
    except ValueError:
        return False


def _is_real(text: str) -> bool:
    try:
        value = float(text)
    except ValueError:
        return False
    return math.isfinite(value) and repr(value) == text and not value.is_integer()


def copy_input(path: Path, folder: Path, stem: str) -> str:
    """Copy a file, all parts of a Shapefile or a whole ``.gdb`` under another stem, and return its new name."""
    suffix = path.suffix.lower()
    if path.is_dir():
        shutil.copytree(path, folder / f"{stem}{suffix}")
    elif suffix == ".shp":
        for part in sorted(path.parent.iterdir()):
            if part.is_file() and part.stem == path.stem:
                shutil.copyfile(part, folder / f"{stem}{part.suffix.lower()}")
    else:
        shutil.copyfile(path, folder / f"{stem}{suffix}")
    return f"{stem}{suffix}"
