"""Absences, dated certificates, what villages ask for and the day of the plan, as they are read."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from assign.errors import DataError
from assign.inputs import check_case, load_problem, read_case
from small_case import officer, villages, write_case

DAY = "[case]\ndate = 2026-12-01\n"


def roster(folder, **cells):
    """Return the one officer of a case with these cells, and the problem."""
    problem = load_problem(read_case(write_case(folder, toml=DAY, officers=[officer("P1", **cells)])))
    return problem.officers[0], problem


@pytest.mark.parametrize(
    ("cell", "available", "until"),
    [
        ("是", True, None),
        ("", True, None),
        ("否", False, None),
        ("until 2026-12-31", False, dt.date(2026, 12, 31)),
        ("休假至2026年12月1日", False, dt.date(2026, 12, 1)),
        ("至 2026-11-30 止", True, dt.date(2026, 11, 30)),
    ],
)
def test_an_absence_lasts_until_its_last_day(tmp_path, cell, available, until):
    """Whoever is away until a day may be posted from the next; yes, no and nothing are read as ever."""
    person, _ = roster(tmp_path, 在岗=cell)
    assert (person.available, person.absent_until) == (available, until)


def test_without_a_day_a_dated_absence_lasts(tmp_path):
    """A plan without a date takes everybody for absent who is away until some day."""
    folder = write_case(tmp_path, officers=[officer("P1", 在岗="until 2001-01-01")])
    assert not load_problem(read_case(folder)).officers[0].available


def test_nobody_with_no_hours_is_posted(tmp_path):
    """Monthly hours of 0 leave nothing to give."""
    person, _ = roster(tmp_path, 月工时="0")
    assert not person.available


def test_certificates_keep_their_last_day(tmp_path):
    """Dates in any form become ISO dates; a name alone does not expire."""
    person, problem = roster(tmp_path, 证书="驾驶证@2027年5月1日；急救证")
    assert person.certificates == ("驾驶证@2027-05-01", "急救证")
    assert problem.day == dt.date(2026, 12, 1)
    assert person.holds("驾驶证", dt.date(2027, 5, 1))
    assert not person.holds("驾驶证", dt.date(2027, 5, 2))
    assert person.holds("驾驶证", None)


def test_villages_say_what_they_ask_for(tmp_path):
    """The column is a list, known by its Chinese header."""
    frame = villages(所需证书=["驾驶证;急救证", *[""] * 11])
    problem = load_problem(read_case(write_case(tmp_path, frame=frame)))
    assert sorted(one.requires for one in problem.villages if one.requires) == [("急救证", "驾驶证")]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"在岗": "maybe"}, "not-present-or-absent"),
        ({"在岗": "until soon"}, "not-present-or-absent"),
        ({"证书": "驾驶证@tomorrow"}, "certificate-date"),
        ({"证书": "@2027-05-01"}, "certificate-date"),
    ],
)
def test_what_is_no_date_is_named(tmp_path, cells, code):
    """The fault stands at the row and column of the file."""
    folder = write_case(tmp_path, officers=[officer("P1", **cells)])
    (fault,) = [one for one in check_case(folder) if one.code == code]
    assert (fault.file, fault.row, fault.column) == ("officers.csv", 2, next(iter(cells)))


def test_the_day_of_the_plan_is_a_date(tmp_path):
    """As text it will do too; anything else is refused by name."""
    folder = write_case(tmp_path)
    assert read_case(folder, overrides={"case.date": "2026-12-01"}).day == dt.date(2026, 12, 1)
    with pytest.raises(DataError) as raised:
        read_case(folder, overrides={"case.date": "soon"})
    assert [fault.code for fault in raised.value.faults] == ["setting-not-a-date"]


@pytest.mark.parametrize(
    "setting", [{"policy.R19.transfers": "province"}, {"policy.R24.village_asks": "chief"}]
)
def test_a_setting_of_a_few_words_takes_no_other(tmp_path, setting):
    """Transfers reach station, county or city; certificates are asked of lead, auxiliary or both."""
    with pytest.raises(DataError) as raised:
        read_case(write_case(tmp_path), overrides=setting)
    assert [fault.code for fault in raised.value.faults] == ["setting-not-one-of"]


def test_the_command_bounds_the_moves(run, small):
    """`--max-moves 0` is written down as the policy's bound, and nobody moves."""
    ran = run("solve", small, "--max-moves", 0, "--workers", 1)
    assert ran.code == 0, ran.err
    record = json.loads((small / "plan" / "run.json").read_text("utf-8"))
    assert record["policy"]["rules"]["R19"]["max_moves"] == 0
    assert record["metrics"]["moved"] == 0
