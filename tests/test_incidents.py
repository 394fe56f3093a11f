"""Incidents on their way into a village: points, doubles, dates."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import numpy as np
import pyproj
import pytest
import shapely

from assign.errors import Fault, Severity
from assign.inputs import check_case, load_problem, read_case
from assign.inputs.check_shapes import WGS84, to_crs
from small_case import CRS, SOUTH_M, WEST_M, village_id, write_case


def at(x_m: float, y_m: float) -> dict[str, str]:
    """Return the columns of a point so far east and north of the corner of the small case."""
    point = np.array([shapely.Point(WEST_M + x_m, SOUTH_M + y_m)], dtype=object)
    moved = to_crs(point, pyproj.CRS.from_user_input(CRS), WGS84)[0]
    return {"lon": f"{moved.x:.9f}", "lat": f"{moved.y:.9f}"}


def told(folder: Path, code: str) -> list[Fault]:
    return [fault for fault in check_case(folder) if fault.code == code]


def counted(folder: Path) -> dict[str, int]:
    """Return the incidents of each village that has some."""
    problem = load_problem(read_case(folder))
    assert problem.evidence is not None
    found = problem.evidence.incidents
    if found is None:
        return {}
    numbers, counts = np.unique(found.village, return_counts=True)
    return {problem.villages[n].village_id: int(k) for n, k in zip(numbers, counts, strict=True)}


def test_a_point_just_outside_belongs_to_the_nearest_village(tmp_path):
    """60 m west of village 4 counts for it and is told; 160 m west is left out."""
    rows = [at(-60, 1500), at(-160, 1500)]
    folder = write_case(tmp_path, incidents=rows)
    assert counted(folder) == {village_id(4): 1}
    (near,) = told(folder, "incidents-near")
    assert (near.row, near.values["count"], near.severity) == (2, 1, Severity.NOTE)
    assert [fault.row for fault in told(folder, "incident-outside")] == [3]


def test_a_point_on_a_corner_counts_once(tmp_path):
    """A point that two villages or more share goes to the first by id, and is told."""
    problem = load_problem(read_case(write_case(tmp_path / "plain")))
    shared = shapely.get_coordinates(shapely.intersection(problem.outlines[5], problem.outlines[6]))[0]
    row = {"lon": repr(float(shared[0])), "lat": repr(float(shared[1]))}
    folder = write_case(tmp_path / "corner", incidents=[row])
    assert sum(counted(folder).values()) == 1
    assert len(told(folder, "incidents-on-border")) == 1


def test_the_same_id_counts_once(tmp_path):
    """Three rows, two of one id: two incidents, and the double is named by its row."""
    row = {"village_id": village_id(3), "date": "2024-05-01", "type": "dispute"}
    rows = [row | {"incident_id": key} for key in ("A1", "A2", "A1")]
    folder = write_case(tmp_path, incidents=rows)
    assert counted(folder) == {village_id(3): 2}
    (fault,) = told(folder, "incidents-twice")
    assert (fault.row, fault.values["rows"]) == (4, "4")


def test_rows_alike_without_an_id_are_told_and_kept(tmp_path):
    """The same point, date and type twice is a suspicion, not a proof: both count."""
    row = at(500, 500) | {"date": "2024-05-01", "type": "alarm"}
    folder = write_case(tmp_path, incidents=[row, row, row | {"type": "case"}])
    assert counted(folder) == {village_id(0): 3}
    assert [fault.values["rows"] for fault in told(folder, "incidents-alike")] == ["3"]


def test_a_slip_of_the_year_does_not_age_all_others(tmp_path):
    """One date of 2062 among 300 of 2024, and one of 1905, count as undated and are named."""
    days = [dt.date(2024, 1, 1) + dt.timedelta(days=k) for k in range(300)]
    rows = [{"village_id": village_id(3), "date": str(day)} for day in days]
    right = load_problem(read_case(write_case(tmp_path / "right", incidents=rows)))
    wrong = write_case(
        tmp_path / "wrong",
        incidents=[
            *rows,
            *({"village_id": village_id(3), "date": day} for day in ("2062-05-01", "1905-05-01")),
        ],
    )
    assert [fault.found for fault in told(wrong, "incident-far-ahead")] == ["2062-05-01"]
    assert [fault.found for fault in told(wrong, "incident-too-old")] == ["1905-05-01"]
    slipped = load_problem(read_case(wrong))
    assert slipped.villages[3].hours >= right.villages[3].hours
    assert abs(slipped.villages[3].hours / right.villages[3].hours - 1) < 0.02


def test_two_years_far_apart_are_no_slip(tmp_path):
    """Many incidents after a gap of years are data: nothing is taken out."""
    rows = [
        {"village_id": village_id(3), "date": f"{year}-05-{day:02d}"}
        for year in (2020, 2024)
        for day in range(1, 21)
    ]
    folder = write_case(tmp_path, incidents=rows)
    assert told(folder, "incident-far-ahead") == []


def test_dates_to_come_are_warned_of_and_count(tmp_path):
    """Dates after today change nothing but the warning: a plan must not depend on the day of the run."""
    rows = [{"village_id": village_id(3), "date": f"2099-05-{day:02d}"} for day in range(1, 11)]
    folder = write_case(tmp_path, incidents=rows)
    (fault,) = told(folder, "incidents-in-future")
    assert fault.values["count"] == 10
    assert counted(folder) == {village_id(3): 10}


def test_only_plans_pay_for_esda(tmp_path, monkeypatch):
    """`check` finds the faults of incidents without the smoothing library; a problem is built with it."""
    monkeypatch.setitem(sys.modules, "esda.smoothing", None)
    rows = [{"village_id": village_id(3), "date": f"2024-05-{day:02d}"} for day in range(1, 29)]
    folder = write_case(tmp_path, incidents=rows)
    assert [fault for fault in check_case(folder) if fault.severity is not Severity.NOTE] == []
    with pytest.raises(ImportError):
        load_problem(read_case(folder))


def test_a_date_is_far_ahead_by_more_than_a_year_and_by_itself(tmp_path):
    """Of four dates one a leap year and a day after the others is named; two, or one of two in all, are data."""
    early = ["2023-01-01", "2023-01-02", "2023-01-03"]
    for number, (days, named) in enumerate(
        (
            ([*early, "2062-05-01"], ["2062-05-01"]),
            ([*early, "2062-05-01", "2062-05-02"], []),
            ([early[0], "2062-05-01"], []),
            ([*early[:2], "2062-05-01"], ["2062-05-01"]),
        )
    ):
        rows = [{"village_id": village_id(3), "date": day} for day in days]
        folder = write_case(tmp_path / str(number), incidents=rows)
        assert [fault.found for fault in told(folder, "incident-far-ahead")] == named
