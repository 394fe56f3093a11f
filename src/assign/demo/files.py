"""Write the files of a demo case; the same values give the same bytes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
import xlsxwriter
from numpy.typing import NDArray

from assign.gdal_date import fixed_date

_STAMP = dt.datetime(2026, 6, 30, tzinfo=dt.UTC)
"""Written wherever a format wants a time, so that files do not depend on the clock."""


def write_layer(path: Path, layer: str, table: pd.DataFrame, geometry: NDArray[np.object_], crs: str) -> None:
    """Write one layer of a new GeoPackage."""
    path.unlink(missing_ok=True)
    frame = gpd.GeoDataFrame(table, geometry=geometry, crs=crs)
    with fixed_date(_STAMP.strftime("%Y-%m-%dT%H:%M:%S.000Z")):
        pyogrio.write_dataframe(frame, path, layer=layer, driver="GPKG")


def write_csv(path: Path, table: pd.DataFrame) -> None:
    """Write a table as UTF-8 with a byte-order mark, which Excel in China needs."""
    path.write_bytes(table.to_csv(index=False, lineterminator="\n").encode("utf-8-sig"))


def write_sheet(path: Path, sheet: str, table: pd.DataFrame) -> None:
    """Write a table as a one-sheet workbook; every id is text."""
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": f"{sheet} (generated)", "created": _STAMP.replace(tzinfo=None)})
    head = book.add_format({"bold": True})
    page = book.add_worksheet(sheet)
    page.freeze_panes(1, 1)
    page.set_column(0, len(table.columns) - 1, 14)
    page.write_row(0, 0, list(table.columns), head)
    for row, values in enumerate(table.itertuples(index=False), start=1):
        for column, value in enumerate(values):
            if isinstance(value, str):
                page.write_string(row, column, value)
            else:
                page.write_number(row, column, float(value))
    book.close()


def write_courses(path: Path, courses: tuple[NDArray[np.float64], ...]) -> None:
    """Write the rivers as GeoJSON (degrees); no input of the case, only to look at."""
    frame = gpd.GeoDataFrame(
        {"name": [f"river {number + 1} (generated)" for number in range(len(courses))]},
        geometry=[shapely.LineString(np.round(course, 6)) for course in courses],
        crs="EPSG:4490",
    )
    path.write_text(frame.to_json(drop_id=True, to_wgs84=True) + "\n", encoding="utf-8")


def write_texts(folder: Path, case: str, readme: str) -> Path:
    """Write ``case.toml`` and ``README.txt``, and return the path of the case."""
    path = folder / "case.toml"
    path.write_text(case, encoding="utf-8", newline="\n")
    (folder / "README.txt").write_text(readme, encoding="utf-8", newline="\n")
    return path
