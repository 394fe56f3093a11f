"""Settings and cells that can be read and make no sense: each is named, none is changed."""

from __future__ import annotations

import shutil
import struct

import geopandas as gpd
import openpyxl
import pytest
import shapely

from assign.errors import DataError, Fault, Severity
from assign.inputs import check_case, load_problem, read_case
from assign.policy import default_policy
from assign.show.fault_words import fault_words
from small_case import CRS, SOUTH_M, WEST_M, officer, village_id, villages, write_case


def found(folder, code: str) -> list[Fault]:
    return [fault for fault in check_case(folder) if fault.code == code]


@pytest.mark.parametrize(
    ("code", "cells", "column"),
    [
        ("date-strange", {"到岗日期": "2099-01-01"}, "到岗日期"),
        ("date-strange", {"到岗日期": "1890-01-01"}, "到岗日期"),
        ("hours-none", {"月工时": "0"}, "月工时"),
        ("home-avoided", {"岗位": "警务助理", "家乡村": village_id(4), "回避村": village_id(4)}, "家乡村"),
        ("current-elsewhere", {"现任村": village_id(3)}, "现任村"),
        ("pinned-nowhere", {"锁定": "是"}, "锁定"),
    ],
)
def test_a_roster_row_that_makes_no_sense_is_warned_of(tmp_path, code, cells, column):
    """The warning stands at the row and the column of the file; a sound row beside it is not named."""
    empty = dict.fromkeys(cells, "")
    folder = write_case(tmp_path, officers=[officer("P1", **empty), officer("P2", **{**empty, **cells})])
    (fault,) = found(folder, code)
    assert (fault.severity, fault.file, fault.row, fault.column) == (
        Severity.WARNING,
        "officers.csv",
        3,
        column,
    )


def test_citizens_numbers_as_ids_are_warned_of_and_not_shown(tmp_path):
    """An identity number is a personal secret: the warning counts rows and repeats no number."""
    folder = write_case(tmp_path, officers=[officer("411402199001011234"), officer("411402198802291238")])
    (fault,) = found(folder, "id-of-a-citizen")
    assert fault.values["count"] == 2
    assert "4114" not in str(fault)


@pytest.mark.parametrize(
    ("setting", "value", "code"),
    [
        ("R16", {"presence": 85}, "setting-not-a-share"),
        ("R20", {"station_share": 40.0}, "setting-not-a-share"),
        ("R09", {"max_travel_min": 0}, "setting-not-positive"),
        ("R10", {"households": 0}, "setting-not-positive"),
        ("R17", {"min_rooms": 5, "max_rooms": 4}, "range-empty"),
        ("R01", {"min": 9, "max": 8}, "range-empty"),
        ("R17", {"senior_years": 2}, "senior-below-junior"),
    ],
)
def test_a_setting_out_of_its_range_is_refused(setting, value, code):
    """85 is no share of the working time, and a range needs its ends in order."""
    with pytest.raises(DataError) as caught:
        default_policy().with_overrides({"policy": {setting: value}})
    assert [fault.code for fault in caught.value.faults] == [code]


@pytest.mark.parametrize("name", ["../x", "a/b", "a\\\\b", "con.", "x" * 80])
def test_a_scenario_that_cannot_name_a_folder_is_refused(tmp_path, name):
    """Its plan goes to `plan-NAME`: a name must not lead out of the case's folder."""
    folder = write_case(tmp_path, toml=f'[scenario."{name}"]\npolicy.R08.rooms = 3\n')
    assert [fault.severity for fault in found(folder, "scenario-name")] == [Severity.ERROR]


def test_a_value_mapped_to_an_unknown_word_is_refused(tmp_path):
    """[values.villages.kind] may only lead to kinds; the nearest is offered."""
    folder = write_case(tmp_path, toml='[values.villages.kind]\nR = "rurla"\nU = "urban"\n')
    (fault,) = found(folder, "value-target-unknown")
    assert (fault.column, fault.found, fault.values["nearest"]) == (
        "values.villages.kind.R",
        "rurla",
        "rural",
    )


def test_a_shapefile_of_two_exports_is_refused(tmp_path):
    """A .dbf with fewer records than the .shp has shapes would shift names to other villages or lose some."""
    folder = write_case(tmp_path)
    villages().to_file(folder / "villages.shp", encoding="utf-8")
    dbf = bytearray((folder / "villages.dbf").read_bytes())
    header, width = struct.unpack("<HH", dbf[8:12])
    dbf[4:8] = struct.pack("<I", 9)
    (folder / "villages.dbf").write_bytes(dbf[: header + 9 * width])
    toml = folder / "case.toml"
    toml.write_text(toml.read_text("utf-8").replace("villages.gpkg", "villages.shp"), "utf-8")
    (fault,) = found(folder, "shapefile-parts-differ")
    assert fault.found == "12 .shp / 9 .dbf"


@pytest.mark.parametrize(
    ("code", "columns", "severity"),
    [
        ("id-too-long", {"村代码": ["9" * 65] + [village_id(n) for n in range(1, 12)]}, Severity.ERROR),
        ("id-fraction", {"村代码": [114260010.5 + n for n in range(12)]}, Severity.ERROR),
        (
            "id-bad-character",
            {"村代码": ["\u202eabc"] + [village_id(n) for n in range(1, 12)]},
            Severity.ERROR,
        ),
        ("name-strange", {"村名": ["村" * 101] + ["b"] * 11}, Severity.WARNING),
        ("name-strange", {"村名": ["a\x07b"] + ["b"] * 11}, Severity.WARNING),
        ("households-above-people", {"户数": [1201] * 12}, Severity.WARNING),
    ],
)
def test_a_village_that_makes_no_sense_is_named(tmp_path, code, columns, severity):
    """Ids that are none are refused; names and counts that look swapped are warned of."""
    folder = write_case(tmp_path, frame=villages(**columns))
    faults = found(folder, code)
    assert faults
    assert {(fault.severity, fault.file) for fault in faults} == {(severity, "villages.gpkg")}


def test_a_question_mark_is_no_answer(tmp_path):
    """A question mark in a yes-or-no column is refused: nobody knows what it meant."""
    folder = write_case(tmp_path, officers=[officer("P1", 锁定="?")])
    (fault,) = found(folder, "not-yes-or-no")
    assert fault.column == "锁定"


def book_of(folder, *sheets: tuple[str, list[list[object]], str]):
    """Write a roster of several sheets (name, rows, state) into a case."""
    write_case(folder, officers=[officer("P1")])
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows, state in sheets:
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        for row in rows:
            sheet.append(row)
    book.save(folder / "officers.xlsx")
    toml = folder / "case.toml"
    toml.write_text(toml.read_text("utf-8").replace("officers.csv", "officers.xlsx"), "utf-8")
    return folder


HEADER = ["编号", "岗位", "派出所", "工龄"]


def test_a_second_sheet_of_the_same_kind_is_warned_of(tmp_path):
    """Police on one sheet and auxiliaries on another: reading the first alone would lose the second unsaid."""
    police, helpers = [HEADER, ["P1", "民警", "0S1", 3]], [HEADER, ["A1", "辅警", "0S1", 3]]
    folder = book_of(tmp_path, ("民警", police, "visible"), ("辅警", helpers, "visible"))
    (fault,) = found(folder, "sheets-alike")
    assert (fault.severity, fault.sheet, fault.values["others"]) == (Severity.WARNING, "民警", "辅警")


def test_sheets_named_together_are_read_as_one(tmp_path):
    """`民警/辅警` gives all officers; a fault names the sheet and the row as they stand, a twin both."""
    police = [["某局花名册"], ["单位"], HEADER, ["P1", "民警", "0S1", 3], ["P2", "民警", "0S1", 3]]
    helpers = [
        [*HEADER[:3], "能力"],
        ["A1", "辅警", "0S1", 40],
        ["A2", "辅警", "0S1", "??"],
        ["P1", "民警", "0S1", 9],
    ]
    folder = book_of(tmp_path, ("民警", police, "visible"), ("辅警", helpers, "visible"))
    (fault,) = found(folder, "sheets-alike")
    assert fault_words(fault, "en")["cure"].startswith('To read them all, write sheet = "民警/辅警"')
    toml = folder / "case.toml"
    both = 'officers = { file = "officers.xlsx", sheet = "民警/辅警" }'
    toml.write_text(toml.read_text("utf-8").replace('officers = "officers.xlsx"', both), "utf-8")
    assert found(folder, "sheets-alike") == []
    told = {f.code: (f.file, f.row) for f in check_case(folder) if f.severity is Severity.ERROR}
    assert told == {"not-a-number": ("officers.xlsx › 辅警", 3), "id-twice": ("officers.xlsx › 辅警", 4)}
    (twice,) = found(folder, "id-twice")
    assert (twice.values["first_row"], twice.values["second_row"]) == (
        "officers.xlsx › 民警:4",
        "officers.xlsx › 辅警:4",
    )
    del helpers[2:]
    book_of(tmp_path / "again", ("民警", police, "visible"), ("辅警", helpers, "visible"))
    shutil.copy(tmp_path / "again" / "officers.xlsx", folder)
    assert [one.officer_id for one in load_problem(read_case(folder)).officers] == ["A1", "P1", "P2"]


def test_a_hidden_sheet_is_not_read_unsaid(tmp_path):
    """The warning names the hidden sheet."""
    folder = book_of(
        tmp_path, ("old", [HEADER, ["P1", "民警", "0S1", 3]], "hidden"), ("说明", [["请填写"]], "visible")
    )
    assert [fault.found for fault in found(folder, "sheet-hidden")] == ["old"]


def test_an_error_cell_is_named_at_its_place(tmp_path):
    """#REF! is no empty cell: an ability must not be filled in as if nobody had given one."""
    rows = [["某局花名册"], HEADER, ["P1", "民警", "0S1", "#REF!"], ["P2", "民警", "0S1", 4]]
    folder = book_of(tmp_path, ("民警", rows, "visible"))
    book = openpyxl.load_workbook(folder / "officers.xlsx")
    book.active["D3"].data_type = "e"
    book.save(folder / "officers.xlsx")
    (fault,) = found(folder, "cell-error")
    assert (fault.row, fault.column, fault.found, fault.severity) == (3, "工龄", "#REF!", Severity.ERROR)


def test_too_many_columns_are_refused_at_once(tmp_path):
    """A row of 200,000 columns is a wrong separator or an attack."""
    folder = write_case(tmp_path, officers=[officer("P1")])
    (folder / "officers.csv").write_text("编号,岗位,派出所" + ",c" * 200_000 + "\n", "utf-8")
    (fault,) = found(folder, "columns-too-many")
    assert (fault.row, fault.found) == (1, "200003")


def test_things_said_of_a_file_that_cannot_have_them_are_warned_of(tmp_path):
    """A sheet of a csv: the wrong file may be named."""
    folder = write_case(tmp_path, officers=[officer("P1")])
    toml = folder / "case.toml"
    text = toml.read_text("utf-8").replace('"officers.csv"', '{ file = "officers.csv", sheet = "民警" }')
    toml.write_text(text, "utf-8")
    (fault,) = found(folder, "entry-key-unused")
    assert (fault.column, fault.found) == ("inputs.officers.sheet", "sheet")


def test_a_header_mapped_twice_is_warned_of(tmp_path):
    """One column of the file for two of ours is seldom meant."""
    folder = write_case(tmp_path, toml='[columns.villages]\nname = "村名"\nstation_name = "村名"\n')
    (fault,) = found(folder, "header-mapped-twice")
    assert fault.values["columns"] == "name, station_name"


def site(key: str, village: int, status: str) -> dict[str, str]:
    return {"编号": key, "村代码": village_id(village), "类型": "村委会", "状态": status}


def test_two_required_sites_in_a_village_are_refused(tmp_path):
    """A village hosts one room, so two required sites can never both have theirs."""
    folder = write_case(tmp_path, sites=[site("a", 4, "必建"), site("b", 4, "必建")])
    (fault,) = found(folder, "site-required-twice")
    assert (fault.severity, fault.values["village"]) == (Severity.ERROR, village_id(4))


def test_a_station_without_a_usable_site_is_refused(tmp_path):
    """Six villages, six forbidden sites; the other station is not named."""
    own = [number for number in range(12) if number % 4 < 2]
    folder = write_case(tmp_path, sites=[site(f"s{number}", number, "禁用") for number in own])
    assert [fault.found for fault in found(folder, "sites-all-forbidden")] == ["0S1"]


def test_a_station_far_from_its_villages_is_warned_of(tmp_path):
    """Its point lies 9,000 km away; the one without a point is not named."""
    stations = [
        {"派出所代码": "0S1", "经度": "10", "纬度": "10"},
        {"派出所代码": "0S2", "经度": "", "纬度": ""},
    ]
    (fault,) = found(write_case(tmp_path, stations=stations), "station-far")
    assert (fault.severity, fault.values["id"]) == (Severity.WARNING, "0S1")


def test_a_station_is_measured_from_its_own_villages(tmp_path):
    """Far from the villages of the other station and amid its own it stands well; neither is named."""
    frame = villages()
    frame["geometry"] = frame.geometry.where(frame["派出所"] == "0S1", frame.translate(xoff=60_000))
    middle = {
        key: shapely.Point(*shapely.centroid(rows.union_all()).coords[0])
        for key, rows in frame.to_crs("EPSG:4326").groupby("派出所").geometry
    }
    stations = [
        {"派出所代码": key, "经度": f"{middle[own].x:.6f}", "纬度": f"{middle[own].y:.6f}"}
        for key, own in (("0S1", "0S1"), ("0S2", "0S2"))
    ]
    assert found(write_case(tmp_path / "right", frame=frame, stations=stations), "station-far") == []
    crossed = [{**one, "派出所代码": key} for one, key in zip(stations, ("0S2", "0S1"), strict=True)]
    far = found(write_case(tmp_path / "crossed", frame=frame, stations=crossed), "station-far")
    assert [fault.values["id"] for fault in far] == ["0S2", "0S1"]


def test_a_word_that_neither_opens_nor_closes_a_road_is_warned_of(tmp_path):
    """The road counts as open, and that is said."""
    folder = write_case(tmp_path)
    line = shapely.LineString([(WEST_M + 500, SOUTH_M + 500), (WEST_M + 3500, SOUTH_M + 500)])
    gpd.GeoDataFrame({"通行": ["周二"]}, geometry=[line], crs=CRS).to_file(
        folder / "roads.gpkg", driver="GPKG"
    )
    toml = folder / "case.toml"
    toml.write_text(
        toml.read_text("utf-8").replace("[inputs]\n", '[inputs]\nroads = "roads.gpkg"\n'), "utf-8"
    )
    (fault,) = found(folder, "road-passable-unclear")
    assert fault.found == "周二"


def test_a_path_written_on_windows_is_followed(tmp_path):
    """Backslashes part folders where no file has them in its name."""
    folder = write_case(tmp_path)
    (folder / "数据").mkdir()
    (folder / "villages.gpkg").rename(folder / "数据" / "villages.gpkg")
    toml = folder / "case.toml"
    toml.write_text("[inputs]\nvillages = '数据\\villages.gpkg'\n", "utf-8")
    assert not [fault for fault in check_case(folder) if fault.severity is Severity.ERROR]


def test_a_road_of_too_many_points_is_left_out_and_named(tmp_path):
    """Two roads that cross at each of 30,000 points would take minutes; the other road is used."""
    folder = write_case(tmp_path)
    zigzag = [(WEST_M + number / 10, SOUTH_M + number % 2 * 100) for number in range(30_000)]
    lines = [
        shapely.LineString([(WEST_M + 500, SOUTH_M + 500), (WEST_M + 3500, SOUTH_M + 500)]),
        shapely.LineString(zigzag),
    ]
    gpd.GeoDataFrame(geometry=lines, crs=CRS).to_file(folder / "roads.gpkg", driver="GPKG")
    toml = folder / "case.toml"
    toml.write_text(
        toml.read_text("utf-8").replace("[inputs]\n", '[inputs]\nroads = "roads.gpkg"\n'), "utf-8"
    )
    (fault,) = found(folder, "road-too-detailed")
    assert (fault.severity, fault.file, fault.row) == (Severity.WARNING, "roads.gpkg", 2)
