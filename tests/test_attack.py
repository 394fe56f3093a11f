"""What one more hostile look at the way in has found: each kind is named, or read right, through the command line."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from assign.errors import Severity
from assign.inputs import load_problem, read_case
from conftest import run_command, small_roster
from small_case import officer, village_id, villages, write_case


def errors_of(folder: Path) -> list[dict[str, str]]:
    """Return the errors that the command prints; it must not fail in any other way."""
    ran = run_command("check", folder, "--format", "json")
    errors = [one for one in json.loads(ran.out) if one["severity"] == Severity.ERROR]
    assert ran.code == int(bool(errors))
    return errors


def case_with(folder: Path, toml: str) -> Path:
    """Return the case of twelve villages and eight people with something written behind it."""
    return write_case(folder, toml=toml, officers=small_roster())


@pytest.mark.parametrize("value", ["inf", "-inf", "nan"])
@pytest.mark.parametrize("setting", ["R01.min_villages", "R08.rooms", "R10.people", "R16.presence"])
def test_a_setting_without_end_is_named(tmp_path, setting, value):
    """TOML can write numbers that are none; a whole number is not made of them."""
    rule, name = setting.split(".")
    (fault,) = errors_of(case_with(tmp_path, f"[policy.{rule}]\n{name} = {value}\n"))
    assert (fault["file"], fault["column"]) == ("case.toml", f"policy.{setting}")


CHANGES = {
    "leave": 'leave = ["P99"]',
    "surge": 'surge = { "999" = 2.0 }',
    "incidents": 'incidents = { "999" = 2.0 }',
    "police": 'police = { "0S9" = 1 }',
    "auxiliaries": 'auxiliaries = { "0S9" = 1 }',
    "merge_villages": f'merge_villages = [["{village_id(4)}", "999"]]',
    "merge_stations": 'merge_stations = [["0S1", "0S9"]]',
}


@pytest.mark.parametrize("name", sorted(CHANGES))
@pytest.mark.parametrize("section", ["changes", "scenario.flood.changes"])
def test_a_change_of_what_is_not_there_is_named(tmp_path, section, name):
    """Also where a scenario that nobody has asked for yet makes it."""
    (fault,) = errors_of(case_with(tmp_path, f"[{section}]\n{CHANGES[name]}\n"))
    assert (fault["code"], fault["column"]) == ("change-unknown-id", f"{section}.{name}")


IMPOSSIBLE = {
    "change-too-few-officers": 'police = { "0S1" = -9 }',
    "change-without-incidents": f'incidents = {{ "{village_id(2)}" = 2.0 }}',
    "change-merge-apart": f'merge_villages = [["{village_id(4)}", "{village_id(6)}"]]',
    "change-merge-twice": f'merge_villages = [["{village_id(4)}", "{village_id(4)}"]]',
    "change-no-rooms": "rooms = -999",
}


@pytest.mark.parametrize("code", sorted(IMPOSSIBLE))
def test_a_change_that_cannot_be_made_is_named(tmp_path, code):
    """Before anybody solves: the same words that solving would end with."""
    assert [one["code"] for one in errors_of(case_with(tmp_path, f"[changes]\n{IMPOSSIBLE[code]}\n"))] == [
        code
    ]


def test_changes_that_can_be_made_are_let_through(tmp_path):
    """A village merged, people away, more work: no errors, for the case and for a scenario over it."""
    toml = (
        f'[changes]\nleave = ["P1"]\nmerge_villages = [["{village_id(4)}", "{village_id(5)}"]]\n'
        f'[scenario.feast.changes]\nsurge = {{ "{village_id(2)}" = 2.0 }}\n'
    )
    assert errors_of(case_with(tmp_path, toml)) == []


OVERLAYS = {
    "inputs.roads": 'inputs.roads = "none.gpkg"',
    "inputs.rods": 'inputs.rods = "roads.gpkg"',
    "roads.closed": 'roads.closed = "all"',
    "columns.villages.foo": 'columns.villages.foo = "bar"',
    "values.villages.kind.R": 'values.villages.kind.R = "planet"',
    "case.date": 'case.date = "soon"',
    "scenario": "scenario.again.policy.R08.rooms = 3",
    "policy.R01": "policy.R01.max_villages = 4",
}


@pytest.mark.parametrize("place", sorted(OVERLAYS))
def test_what_a_scenario_lays_over_is_looked_at(tmp_path, place):
    """Everything that a case may say, not only its rules; a range is judged over the case's own."""
    errors = errors_of(case_with(tmp_path, f"[scenario.flood]\n{OVERLAYS[place]}\n"))
    named = [one["column"] for one in errors]
    assert named, place
    assert any(place in column for column in named), named


def test_a_facility_of_a_new_kind_is_said_in_words(tmp_path):
    """The note tells the hours that it counts for."""
    rows = [{"类型": "矿山", "村代码": village_id(2)}]
    write_case(tmp_path, officers=small_roster(), facilities=rows)
    ran = run_command("check", tmp_path)
    assert ran.code == 0
    assert "矿山" in ran.out


@pytest.mark.parametrize("cell", ["3²", "3①", "12³"])
def test_the_mark_of_a_footnote_is_no_digit(tmp_path, cell):
    """Three years with a footnote are not thirty-two."""
    write_case(tmp_path, officers=[officer("P1", 工龄=cell)])
    (fault,) = errors_of(tmp_path)
    assert (fault["code"], fault["column"], fault["found"]) == ("not-a-number", "工龄", cell)


def test_a_file_name_too_long_for_any_disk_is_missing(tmp_path):
    """It is named like any other that is not there."""
    folder = case_with(tmp_path, "")
    text = (folder / "case.toml").read_text("utf-8")
    (folder / "case.toml").write_text(text.replace('"officers.csv"', f'"{"a" * 5000}.csv"'), "utf-8")
    assert [one["code"] for one in errors_of(folder)] == ["file-missing"]


def kml_text(encoding: str) -> str:
    """Return the twelve villages as placemarks."""
    marks = [
        f"<Placemark><name>{row.村名}</name><ExtendedData>"
        f'<Data name="村代码"><value>{row.村代码}</value></Data>'
        f'<Data name="派出所"><value>{row.派出所}</value></Data></ExtendedData>'
        "<Polygon><outerBoundaryIs><LinearRing><coordinates>"
        + " ".join(f"{x},{y}" for x, y in row.geometry.exterior.coords)
        + "</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"
        for row in villages().to_crs(4326).itertuples()
    ]
    head = f'<?xml version="1.0" encoding="{encoding}"?><kml xmlns="http://www.opengis.net/kml/2.2">'
    return f"{head}<Document>{''.join(marks)}</Document></kml>"


@pytest.mark.parametrize("encoding", ["GBK", "gb2312", "GB18030", "UTF-8", "UTF-16"])
def test_kml_in_chinese_encodings_is_read(tmp_path, encoding):
    """As it declares itself."""
    (tmp_path / "v.kml").write_bytes(kml_text(encoding).encode(encoding))
    (tmp_path / "case.toml").write_text('[inputs]\nvillages = "v.kml"\n', "utf-8")
    problem = load_problem(read_case(tmp_path))
    assert [one.name for one in problem.villages] == [f"村{number}" for number in range(12)]


def test_the_document_of_a_kmz_is_read_before_its_parts(tmp_path):
    """A KMZ shows doc.kml; others lie beside it to be linked to."""
    with zipfile.ZipFile(tmp_path / "v.kmz", "w") as archive:
        archive.writestr("files/part.kml", "<kml/>")
        archive.writestr("doc.kml", kml_text("UTF-8"))
    (tmp_path / "case.toml").write_text('[inputs]\nvillages = "v.kmz"\n', "utf-8")
    assert len(load_problem(read_case(tmp_path)).villages) == 12


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", '"20240230"', "07:32:00"])
def test_a_day_of_no_living_memory_is_named(tmp_path, day):
    """A slip of the keyboard would make every incident old, or none."""
    (fault,) = errors_of(case_with(tmp_path, f"[case]\ndate = {day}\n"))
    assert (fault["code"], fault["column"]) == ("setting-not-a-date", "case.date")
