"""Settings and cells that can be read and make no sense: each is named, none is changed."""

from __future__ import annotations

import struct

import pytest

from assign.errors import DataError, Fault, Severity
from assign.inputs import check_case
from assign.policy import default_policy
from small_case import officer, village_id, villages, write_case


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
