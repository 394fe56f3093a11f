"""Files that pages of the documentation speak of: each function puts some into a folder."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import geopandas as gpd
import xlsxwriter

from assign.inputs import read_plan
from assign.show.fingerprint import plan_hash
from small_case import write_case


def gbk_shapefile(folder: Path) -> None:
    """Villages as a Shapefile whose table is in GBK and says so nowhere."""
    write_case(folder / "made")
    villages = gpd.read_file(folder / "made" / "villages.gpkg")
    villages["name"] = [f"村{number}" for number in range(len(villages))]
    villages.to_file(folder / "村界.shp", encoding="gbk")
    (folder / "村界.cpg").unlink()
    shutil.rmtree(folder / "made")


def titled_roster(folder: Path) -> None:
    """Villages, and a roster under a merged title, over a total."""
    write_case(folder / "made")
    shutil.move(folder / "made" / "villages.gpkg", folder)
    shutil.rmtree(folder / "made")
    with xlsxwriter.Workbook(folder / "花名册.xlsx") as book:
        sheet = book.add_worksheet("民警")
        sheet.merge_range(0, 0, 0, 3, "公安局民警辅警花名册")
        rows = [
            ["编号", "岗位", "派出所", "工龄"],
            ["001", "民警", "0S1", "12年"],
            ["002", "辅警", "0S2", "3"],
            ["合计", "2", "", ""],
        ]
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, row)


def edits(folder: Path) -> None:
    """What the map exports after somebody locked one room of the plan."""
    plan = read_plan(folder / "county" / "plan")
    record = {"kind": "lock-room", "room_id": plan.rooms[0].room_id}
    (folder / "edits.json").write_text(json.dumps({"plan": plan_hash(plan), "edits": [record]}), "utf-8")
