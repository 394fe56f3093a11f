"""Facilities, leaders and headcounts: read under Chinese headers, joined to places, their faults named."""

from __future__ import annotations

from pathlib import Path

import pytest

from assign.errors import Severity
from assign.extras import Facility, Headcount, Leader, Level
from assign.inputs import check_case, load_problem, read_case
from assign.problem import Problem
from small_case import village_id, villages, write_case
from test_incidents import at


def problem_of(folder: Path) -> Problem:
    return load_problem(read_case(folder))


def told(folder: Path, *, severity: Severity = Severity.ERROR) -> list[tuple[str, str]]:
    return [(fault.code, fault.place) for fault in check_case(folder) if fault.severity is severity]


def test_facilities_are_joined_and_add_hours(tmp_path):
    """By id or by point, under Chinese headers; a market of 500 adds 6 + 0.5 hours to its village."""
    rows = [
        {
            "村代码": village_id(3),
            "类型": "农贸市场",
            "名称": "东关市场",
            "人数": "500",
            "经度": "",
            "纬度": "",
        },
        {
            "村代码": "",
            "类型": "factory",
            "名称": "",
            "人数": "",
            "经度": at(2500, 500)["lon"],
            "纬度": at(2500, 500)["lat"],
        },
        {"村代码": village_id(3), "类型": "农贸市场", "名称": "北关市场", "人数": "", "经度": "", "纬度": ""},
    ]
    plain = problem_of(write_case(tmp_path / "a"))
    busy = problem_of(write_case(tmp_path / "b", facilities=rows))
    market = f"{village_id(3)}-market"
    assert busy.facilities == tuple(
        sorted(
            (
                Facility(f"{market}-1", village_id(3), "market", "东关市场", 500, 6.5),
                Facility(f"{market}-2", village_id(3), "market", "北关市场", 0, 6.0),
                Facility(f"{village_id(2)}-factory-1", village_id(2), "factory", "", 0, 4.0),
            ),
            key=lambda one: one.facility_id,
        )
    )
    more = [after.hours - before.hours for before, after in zip(plain.villages, busy.villages, strict=True)]
    expected = {village_id(2): 4.0, village_id(3): 12.5}
    assert more == pytest.approx([expected.get(one.village_id, 0.0) for one in busy.villages])


def test_the_order_of_rows_does_not_name_facilities(tmp_path):
    """Facilities without ids get the same ones whatever the order of the rows."""
    rows = [
        {"village_id": village_id(3), "kind": "mine", "name": name, "people": people}
        for name, people in (("b", "2"), ("a", "1"), ("a", "3"))
    ]
    first = problem_of(write_case(tmp_path / "a", facilities=rows)).facilities
    second = problem_of(write_case(tmp_path / "b", facilities=rows[::-1])).facilities
    assert first == second
    assert [(one.name, one.people) for one in first] == [("a", 1), ("a", 3), ("b", 2)]


def test_faults_of_facilities_are_named(tmp_path):
    """Id twice, an unknown village, a kind missing; elsewhere, outside and kinds without hours are warnings."""
    rows = [
        {"facility_id": "F1", "village_id": village_id(3), "kind": "mine"} | at(2500, 500),
        {"facility_id": "F1", "village_id": village_id(3), "kind": "factory", "lon": "", "lat": ""},
        {"facility_id": "F2", "village_id": "999", "kind": "factory", "lon": "", "lat": ""},
        {"facility_id": "F3", "village_id": "", "kind": "factory"} | at(-5000, 500),
        {"facility_id": "F4", "village_id": village_id(3), "kind": "", "lon": "", "lat": ""},
    ]
    folder = write_case(tmp_path, facilities=rows)
    assert told(folder) == [
        ("id-twice", "facilities.csv › row 3 › facility_id"),
        ("village-unknown", "facilities.csv › row 4 › village_id"),
        ("cell-empty", "facilities.csv › row 6 › kind"),
    ]
    warned = told(folder, severity=Severity.WARNING)
    assert ("facility-elsewhere", "facilities.csv › row 2") in warned
    assert ("facility-outside", "facilities.csv › row 5") in warned
    clean = write_case(tmp_path / "clean", facilities=rows[:1])
    assert "facilities-unknown-kind" in {code for code, _ in told(clean, severity=Severity.WARNING)}


def test_an_id_made_up_must_be_free(tmp_path):
    """A facility called as one without an id would be: refused, never two of a name."""
    made = f"{village_id(3)}-mine-1"
    rows = [
        {"facility_id": made, "village_id": village_id(4), "kind": "mine"},
        {"facility_id": "", "village_id": village_id(3), "kind": "mine"},
    ]
    assert [code for code, _ in told(write_case(tmp_path, facilities=rows))] == ["facility-id-taken"]


def test_leaders_belong_to_their_county(tmp_path):
    """A county's leader by name of the county or by the office's point; a city's leader to none."""
    rows = [
        {
            "编号": "L2",
            "级别": "县局",
            "县区": "",
            "姓名": "",
            "经度": at(500, 500)["lon"],
            "纬度": at(500, 500)["lat"],
        },
        {"编号": "L1", "级别": "市局", "县区": "011426", "姓名": "", "经度": "", "纬度": ""},
        {"编号": "L3", "级别": "县级", "县区": "011426", "姓名": "", "经度": "", "纬度": ""},
    ]
    leaders = problem_of(write_case(tmp_path, leaders=rows)).leaders
    assert [(one.leader_id, one.level, one.county_id) for one in leaders] == [
        ("L1", Level.CITY, ""),
        ("L2", Level.COUNTY, "011426"),
        ("L3", Level.COUNTY, "011426"),
    ]
    assert leaders[0] == Leader("L1", Level.CITY, "")
    assert leaders[1].lon == pytest.approx(float(at(500, 500)["lon"]))


def test_faults_of_leaders_are_named(tmp_path):
    """An unknown county, none at all, a level of no kind."""
    rows = [
        {"leader_id": "L1", "level": "county", "county_id": "9"},
        {"leader_id": "L2", "level": "county", "county_id": ""},
        {"leader_id": "L3", "level": "province", "county_id": ""},
        {"leader_id": "L1", "level": "city", "county_id": ""},
    ]
    assert told(write_case(tmp_path, leaders=rows)) == [
        ("county-unknown", "leaders.csv › row 2 › county_id"),
        ("leader-without-county", "leaders.csv › row 3 › county_id"),
        ("word-unknown", "leaders.csv › row 4 › level"),
        ("id-twice", "leaders.csv › row 5 › leader_id"),
    ]


def test_headcounts_are_read_and_compared_with_the_stations(tmp_path):
    """Police of a county under Chinese headers; fewer than its stations have is a warning."""
    stations = [{"station_id": key, "headcount": "30"} for key in ("0S1", "0S2")]
    rows = [{"县区": "011426", "县局警力": "50", "城区": "是"}]
    folder = write_case(tmp_path, stations=stations, headcounts=rows)
    assert problem_of(folder).headcounts == (Headcount("011426", 50, urban=True),)
    (fault,) = (fault for fault in check_case(folder) if fault.code == "headcount-below-stations")
    assert (fault.found, fault.row, fault.severity) == ("50 < 60", 2, Severity.WARNING)
    enough = write_case(tmp_path / "enough", stations=stations, headcounts=[rows[0] | {"县局警力": "60"}])
    assert told(enough, severity=Severity.WARNING) == []


def test_faults_of_headcounts_are_named(tmp_path):
    """A county twice, one that is not in the case, one without a number."""
    rows = [
        {"county_id": "011426", "county_police": "50"},
        {"county_id": "011426", "county_police": "50"},
        {"county_id": "9", "county_police": "50"},
        {"county_id": "011426", "county_police": ""},
    ]
    codes = told(write_case(tmp_path, headcounts=rows))
    assert ("id-twice", "headcounts.csv › row 3 › county_id") in codes
    assert ("county-unknown", "headcounts.csv › row 4 › county_id") in codes
    assert ("headcount-missing", "headcounts.csv › row 5 › county_police") in codes


def test_cases_without_them_have_none(tmp_path):
    """They are optional, and nothing is said of their absence."""
    problem = problem_of(write_case(tmp_path, frame=villages()))
    assert (problem.facilities, problem.leaders, problem.headcounts) == ((), (), ())
