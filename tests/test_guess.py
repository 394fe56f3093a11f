"""Which file of a planner's folder is which input."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import geopandas as gpd
import pytest
import shapely
import xlsxwriter

from assign.demo import write_case as write_demo
from assign.errors import Severity
from assign.inputs import check_case, guess_inputs, write_template
from small_case import CRS, SOUTH_M, WEST_M, villages

ROSTER = [["编号", "岗位", "派出所"], ["P1", "民警", "0S1"], ["P2", "民警", "0S2"]]


def roads(path: Path) -> None:
    line = shapely.LineString([(WEST_M, SOUTH_M + 500), (WEST_M + 4000, SOUTH_M + 500)])
    gpd.GeoDataFrame({"等级": ["county"]}, geometry=[line], crs=CRS).to_file(path)


def book(path: Path, **sheets: list[list[str]]) -> None:
    with xlsxwriter.Workbook(path) as made:
        for name, rows in sheets.items():
            page = made.add_worksheet(name)
            for place, row in enumerate(rows):
                page.write_row(place, 0, row)


def case_of(folder: Path) -> dict[str, object]:
    return tomllib.loads(write_template(folder, guess_inputs(folder)[0]).read_text("utf-8"))


def test_files_are_told_by_shapes_headers_and_names(tmp_path):
    """Areas are villages, lines are roads; tables by their headers, csv and sheets below a title too."""
    villages().to_file(tmp_path / "数据A.shp", encoding="GBK")
    roads(tmp_path / "数据B.gpkg")
    book(tmp_path / "数据C.xlsx", 表1=[["花名册"], *ROSTER])
    (tmp_path / "警情2026.csv").write_text("村代码,日期,类型\n011426001201,2026-01-05,纠纷\n", "gb18030")
    (tmp_path / "SOURCE.txt").write_text("编号,岗位,派出所\n", "utf-8")
    guesses, rest = guess_inputs(tmp_path)
    assert [(guess.role, guess.file) for guess in guesses] == [
        ("villages", "数据A.shp"),
        ("roads", "数据B.gpkg"),
        ("incidents", "警情2026.csv"),
        ("officers", "数据C.xlsx"),
    ]
    assert rest == []
    assert not any(guess.columns for guess in guesses)


def test_what_is_written_is_a_case_that_passes_the_check(tmp_path):
    """Foreign headers are mapped in [columns], the case is called by its folder, and nothing else is left to do."""
    folder = tmp_path / "北县"
    folder.mkdir()
    frame = villages().rename(columns={"村代码": "id", "村名": "zz", "派出所": "post_code", "人口": "n"})
    frame.to_file(folder / "a.gpkg")
    case = case_of(folder)
    assert case["case"] == {"name": "北县"}
    assert case["columns"] == {"villages": {"village_id": "id", "station_id": "post_code", "name": "id"}}
    assert '"zz", "n"' in (folder / "case.toml").read_text("utf-8")
    assert [f for f in check_case(folder) if f.severity is Severity.ERROR] == []


def test_a_sheet_is_named_only_where_another_would_be_read(tmp_path):
    """The first sheet with the columns needs no name, so that the check can tell of its twin; one behind it does."""
    villages().to_file(tmp_path / "a.gpkg")
    book(tmp_path / "花名册.xlsx", 民警=ROSTER, 辅警=ROSTER)
    assert case_of(tmp_path)["inputs"] == {"villages": "a.gpkg", "officers": "花名册.xlsx"}
    assert "sheets-alike" in [fault.code for fault in check_case(tmp_path)]
    (tmp_path / "case.toml").unlink()
    book(tmp_path / "花名册.xlsx", 说明=[["编号", "派出所"]], 名单=ROSTER)
    entry = case_of(tmp_path)["inputs"]["officers"]
    assert entry == {"file": "花名册.xlsx", "sheet": "名单"}


def test_one_layer_of_several_is_named(tmp_path):
    """A GeoPackage with villages and roads gives both, each with its layer."""
    villages().to_file(tmp_path / "all.gpkg", layer="xzq")
    line = shapely.LineString([(WEST_M, SOUTH_M), (WEST_M + 900, SOUTH_M)])
    gpd.GeoDataFrame({"class": ["county"]}, geometry=[line], crs=CRS).to_file(
        tmp_path / "all.gpkg", layer="lx"
    )
    assert case_of(tmp_path)["inputs"] == {
        "villages": {"file": "all.gpkg", "layer": "xzq"},
        "roads": {"file": "all.gpkg", "layer": "lx"},
    }


def test_files_that_cannot_be_read_or_mean_nothing_are_the_rest(tmp_path):
    """A broken GeoPackage, another table and a hidden file break nothing; without villages their line waits."""
    (tmp_path / "broken.gpkg").write_bytes(b"SQLite format 3\0" + b"x" * 2000)
    (tmp_path / "prices.csv").write_text("a,b\n1,2\n", "utf-8")
    (tmp_path / ".hidden.csv").write_text("编号,岗位,派出所\n", "utf-8")
    (tmp_path / "roster.csv").write_text("编号,岗位,派出所\n001,民警,0S1\n", "utf-8")
    guesses, rest = guess_inputs(tmp_path)
    assert ([guess.role for guess in guesses], rest) == (["officers"], ["broken.gpkg", "prices.csv"])
    assert case_of(tmp_path)["inputs"] == {"officers": "roster.csv"}


def test_a_workbook_called_as_the_template_s_is_kept(tmp_path):
    """`tables.xlsx` of an earlier init, half filled in, is not written over."""
    write_template(tmp_path)
    (tmp_path / "case.toml").unlink()
    book(tmp_path / "tables.xlsx", 人员=ROSTER)
    before = (tmp_path / "tables.xlsx").read_bytes()
    write_template(tmp_path)
    assert (tmp_path / "tables.xlsx").read_bytes() == before


def test_the_demo_s_own_files_are_all_found(tmp_path):
    """Every input of the demo is told without its case; the rivers are no input."""
    demo = tmp_path / "demo"
    write_demo(demo, size="county", workers=1)
    folder = tmp_path / "copy"
    folder.mkdir()
    for path in demo.iterdir():
        if path.is_file() and path.name != "case.toml":
            shutil.copy(path, folder)
    guesses, rest = guess_inputs(folder)
    asked = tomllib.loads((demo / "case.toml").read_text("utf-8"))["inputs"]
    wanted = {role: entry if isinstance(entry, str) else entry["file"] for role, entry in asked.items()}
    assert {guess.role: guess.file for guess in guesses} == wanted
    assert rest == ["rivers.geojson"]


@pytest.mark.parametrize("name", ["lk-ratnapura"])
def test_a_foreign_district_is_told(name):
    """Ratnapura: the villages' id and station are found by their values, the district is not taken for one."""
    folder = Path("/work/shared/data") / name
    if not folder.is_dir():
        pytest.skip(f"{folder} is not here")
    guesses, _ = guess_inputs(folder)
    assert [(guess.role, guess.file) for guess in guesses] == [
        ("villages", "villages.gpkg"),
        ("roads", "roads_main_250k.gpkg"),
    ]
    assert guesses[0].columns == {"village_id": "id", "station_id": "dsd_id"}
