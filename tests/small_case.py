"""A case of twelve square villages in two stations, written to disk for the tests of `assign.inputs`."""

from __future__ import annotations

import csv
from pathlib import Path

import geopandas as gpd
import shapely

SIDE_M = 1000.0
WEST_M, SOUTH_M = 500_000.0, 3_800_000.0
CRS = "EPSG:32650"
"""UTM 50 N: twelve squares of one kilometre, four wide and three high, near Shangqiu."""


def village_id(number: int) -> str:
    """Return a 12-digit statistical code; numbers 0 and 1 are communities, the rest villages."""
    return f"0114260010{number + 1:02d}" if number < 2 else f"011426001{number + 199:03d}"


def villages(**columns: list[object]) -> gpd.GeoDataFrame:
    """Return the twelve villages; columns given replace or extend those there."""
    boxes = [
        shapely.box(
            WEST_M + x * SIDE_M, SOUTH_M + y * SIDE_M, WEST_M + (x + 1) * SIDE_M, SOUTH_M + (y + 1) * SIDE_M
        )
        for y in range(3)
        for x in range(4)
    ]
    table: dict[str, list[object]] = {
        "村代码": [village_id(number) for number in range(12)],
        "村名": [f"村{number}" for number in range(12)],
        "派出所": ["0S1" if number % 4 < 2 else "0S2" for number in range(12)],
        "人口": ["1,200"] * 12,
    }
    return gpd.GeoDataFrame(table | columns, geometry=boxes, crs=CRS)


def write_csv(path: Path, rows: list[dict[str, str]]) -> None:
    """Write rows as UTF-8 with the first row's keys as header."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def write_case(
    folder: Path, *, toml: str = "", frame: gpd.GeoDataFrame | None = None, **tables: list[dict[str, str]]
) -> Path:
    """Write the case with the given tables as csv files, and return its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (villages() if frame is None else frame).to_file(folder / "villages.gpkg", driver="GPKG")
    inputs = ['villages = "villages.gpkg"']
    for role, rows in tables.items():
        write_csv(folder / f"{role}.csv", rows)
        inputs.append(f'{role} = "{role}.csv"')
    text = "[inputs]\n" + "\n".join(inputs) + "\n" + toml
    (folder / "case.toml").write_text(text, encoding="utf-8")
    return folder


def officer(officer_id: str, **cells: str) -> dict[str, str]:
    """Return a row of a roster under Chinese headers."""
    row = {
        "编号": officer_id,
        "岗位": "民警",
        "派出所": "0S1",
        "工龄": "4",
        "能力": "",
        "党员": "是",
        "回避村": "",
    }
    return row | cells
