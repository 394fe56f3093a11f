"""Reading a plan folder back: whole, strictly, and with all faults at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assign.errors import DataError, Fault
from assign.inputs.plan_folder import read_plan
from assign.plan import Plan
from assign.problem import Officer, Problem, Role
from assign.show.tables import write_tables
from assign.show.words import word
from builders import grid_problem
from plan_builders import right_plan, write_plan
from plan_builders import verify_but_shortages as verify

ZONES = [[0, 1, 4, 5, 8, 9], [2, 3, 6, 7, 10, 11]]


@pytest.fixture(scope="module")
def problem() -> Problem:
    """A station of 12 villages with a roster."""
    officers = [
        Officer("=P1", Role.POLICE, "S01", ability=61.4),
        Officer("P2", Role.POLICE, "S01"),
        Officer("A1", Role.AUXILIARY, "S01"),
    ]
    return grid_problem(3, 4, officers=officers, policy={"policy": {"R08": {"rooms": 2}}})


@pytest.fixture(scope="module")
def plan(problem: Problem) -> Plan:
    """A plan of it that holds."""
    return right_plan(problem, ZONES, leads={"=P1": [0, 1]}, auxiliaries={"A1": [0, 1]})


@pytest.fixture
def folder(plan: Plan, tmp_path: Path) -> Path:
    """The plan on disk."""
    write_plan(plan, tmp_path)
    return tmp_path


def faults_of(folder: Path) -> list[Fault]:
    """The faults that reading the folder raises; each has its words in both languages."""
    with pytest.raises(DataError) as caught:
        read_plan(folder)
    faults = list(caught.value.faults)
    for fault in faults:
        place = {"file": fault.file, "row": fault.row, "column": fault.column, "found": fault.found}
        for part in ("what", "expected", "cure"):
            for lang in ("zh", "en"):
                assert word(f"fault.{fault.code}.{part}", lang).format_map({**place, **fault.values})
    return faults


def edit_text(path: Path, old: str, new: str) -> None:
    """Replace a text in a file, the first time it stands there."""
    text = path.read_text("utf-8-sig")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode("utf-8-sig" if path.suffix == ".csv" else "utf-8"))


def edit_json(path: Path, change: Callable[[Any], None]) -> None:
    """Change a JSON file in place."""
    value = json.loads(path.read_text("utf-8"))
    change(value)
    path.write_text(json.dumps(value), "utf-8")


def test_round_trip(plan: Plan, folder: Path) -> None:
    """A plan that is written and read again is the same plan, formula guards taken off."""
    again = read_plan(folder)
    assert again.assignments == plan.assignments
    assert again.rooms == plan.rooms
    assert again.posts == plan.posts
    assert again.posts[0].officer_id == "=P1"
    assert again.exceptions == plan.exceptions
    assert again.unused == plan.unused
    assert again.certificates == plan.certificates
    assert again.objective == plan.objective
    assert (again.status, again.bound, again.gap) == (plan.status, plan.bound, plan.gap)
    assert again.run["rooms_budget"] == {"asked": 2, "effective": 2, "rural": 2}


def test_tables_of_show_are_read_back(problem: Problem, plan: Plan, tmp_path: Path) -> None:
    """What `show.tables` writes, `read_plan` reads: the same plan, and it holds."""
    again = read_plan(write_tables(plan, tmp_path))
    assert (again.assignments, again.rooms, again.posts) == (plan.assignments, plan.rooms, plan.posts)
    assert (again.exceptions, again.unused, again.certificates) == (
        plan.exceptions,
        plan.unused,
        plan.certificates,
    )
    assert verify(problem, again) == ()


def test_a_plan_read_back_holds(problem: Problem, folder: Path) -> None:
    """A right plan is still right after a trip over the disk."""
    assert verify(problem, read_plan(folder)) == ()


def test_an_edited_cell_is_seen_by_the_verifier(problem: Problem, folder: Path) -> None:
    """A village typed into another room, and a travel time typed over, are refused."""
    plan = read_plan(folder)
    first, second = (room.room_id for room in plan.rooms)
    edit_text(folder / "tables/villages.csv", f",{first},", f",{second},")
    assert "room-villages" in {finding.code for finding in verify(problem, read_plan(folder))}
    row = plan.assignments[3]
    edit_text(folder / "tables/villages.csv", f"{row.travel_min:.2f}", "0.01")
    assert "travel-wrong" in {finding.code for finding in verify(problem, read_plan(folder))}


def test_a_row_twice_is_kept_for_the_verifier(problem: Problem, folder: Path) -> None:
    """A row that stands twice on disk stands twice in the plan, and is refused there."""
    path = folder / "tables/unused.csv"
    text = path.read_text("utf-8-sig")
    path.write_bytes((text + text.splitlines(keepends=True)[1]).encode("utf-8-sig"))
    again = read_plan(folder)
    assert len(again.unused) == 2
    assert {finding.code for finding in verify(problem, again)} == {"unused-twice"}


def test_a_file_without_bom_or_with_crlf_is_read(plan: Plan, folder: Path) -> None:
    """A table saved again by an editor, without BOM and with CRLF, is the same table."""
    path = folder / "tables/rooms.csv"
    path.write_bytes(path.read_bytes().removeprefix(b"\xef\xbb\xbf").replace(b"\n", b"\r\n"))
    assert read_plan(folder).rooms == plan.rooms


def test_missing_folder(tmp_path: Path) -> None:
    """A folder that is not there is one fault."""
    (fault,) = faults_of(tmp_path / "nowhere")
    assert fault.code == "plan-folder-missing"


def test_all_missing_files_are_named_at_once(tmp_path: Path) -> None:
    """An empty folder names all eight files."""
    faults = faults_of(tmp_path)
    assert {fault.code for fault in faults} == {"plan-file-missing"}
    assert [fault.file for fault in faults][:3] == ["run.json", "certificate.json", "tables/villages.csv"]
    assert len(faults) == 8


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "plan-columns"),
        (b"\xff\xfe\x00garbage\x80", "plan-file-unreadable"),
        (b"a\0b", "plan-file-unreadable"),
        (b'"village_id', "plan-file-unreadable"),
        (b"village_id,name\n", "plan-columns"),
    ],
    ids=["empty", "garbage", "nul", "open quote", "columns dropped"],
)
def test_broken_table(folder: Path, content: bytes, code: str) -> None:
    """A table that is none is refused with its name."""
    (folder / "tables/villages.csv").write_bytes(content)
    (fault,) = faults_of(folder)
    assert (fault.code, fault.file) == (code, "tables/villages.csv")


def test_columns_in_another_order(folder: Path) -> None:
    """Columns that changed places are refused: no table is read by position."""
    edit_text(folder / "tables/rooms.csv", "room_id,station_id", "station_id,room_id")
    (fault,) = faults_of(folder)
    assert fault.code == "plan-columns"
    assert str(fault.values["columns"]).startswith("room_id,station_id")


def test_a_short_row(folder: Path) -> None:
    """A row with too few cells is named by its number, the header being row 1."""
    edit_text(folder / "tables/unused.csv", ",police,", ",")
    (fault,) = faults_of(folder)
    assert (fault.code, fault.row, fault.found, fault.values["count"]) == ("plan-row-length", 2, "3", 4)


@pytest.mark.parametrize("value", ["", "nan", "inf", "1e3", "１２", "0x1", " 1", "1,5", "abc"])
def test_a_number_that_is_none(folder: Path, plan: Plan, value: str) -> None:
    """A number is digits with a point: anything else is named by row and column."""
    hours = f"{plan.assignments[0].hours:.2f}"
    cell = f'"{value}"' if "," in value else value
    edit_text(folder / "tables/villages.csv", f",{hours},", f",{cell},")
    (fault,) = faults_of(folder)
    assert (fault.code, fault.row, fault.column, fault.found) == ("plan-value", 2, "hours", value)


def test_flags_and_severities_are_words_of_a_list(folder: Path) -> None:
    """Flags are true or false, severities error, warning or note; all faults come at once."""
    edit_text(folder / "tables/villages.csv", ",true,", ",TRUE,")
    edit_text(folder / "tables/exceptions.csv", ",warning,", ",grave,")
    assert [(fault.code, fault.column) for fault in faults_of(folder)] == [
        ("plan-value", "has_workstation"),
        ("plan-value", "severity"),
    ]


@pytest.mark.parametrize("text", ["", "{", '{"a": NaN}', '{"a": 1, "a": 2}', "[" * 100_000])
@pytest.mark.parametrize("name", ["run.json", "certificate.json"])
def test_broken_json(folder: Path, name: str, text: str) -> None:
    """A JSON file that is cut off, says a thing twice or nests without end is refused."""
    (folder / name).write_text(text, "utf-8")
    (fault,) = faults_of(folder)
    assert (fault.code, fault.file) == ("plan-json-broken", name)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("status", "splendid"),
        ("objective", {"total": "1"}),
        ("bound", None),
        ("gap", True),
        ("metrics", []),
        ("policy", []),
        ("rooms_budget", {"asked": "5"}),
        ("links", [["V000", 1.0]]),
        ("rules_not_yet_enforced", "R10"),
        ("bound", 10**400),
    ],
)
def test_run_keys_have_kinds(folder: Path, key: str, value: object) -> None:
    """Each key of run.json has its kind; another is a fault of that key."""
    edit_json(folder / "run.json", lambda run: run.update({key: value}))
    (fault,) = faults_of(folder)
    assert (fault.code, fault.column) == ("plan-key", key)


def test_run_without_a_key(folder: Path) -> None:
    """A key that is missing is a fault."""
    edit_json(folder / "run.json", lambda run: run.pop("policy"))
    (fault,) = faults_of(folder)
    assert (fault.code, fault.column) == ("plan-key", "policy")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("duals", {"V000": 1.5}),
        ("objective", "1"),
        ("sizes", [5]),
        ("bounds_by_rooms", {"two": 1}),
        ("rooms", True),
    ],
)
def test_certificate_keys_have_kinds(folder: Path, key: str, value: object) -> None:
    """Certificates hold whole numbers; anything else is a fault of that scope and key."""
    edit_json(folder / "certificate.json", lambda one: one["scopes"][0].update({key: value}))
    (fault,) = faults_of(folder)
    assert (fault.code, fault.column) == ("plan-key", f"scopes[0].{key}")


def test_certificate_changed_on_disk(problem: Problem, folder: Path) -> None:
    """A certificate with one dual price changed on disk is refused by the verifier."""
    edit_json(folder / "certificate.json", lambda one: one["scopes"][0]["duals"].update({"V000": 0}))
    found = {finding.code for finding in verify(problem, read_plan(folder))}
    assert found == {"certificate-lp-bound"}


def test_reading_changes_nothing(problem: Problem, plan: Plan, folder: Path) -> None:
    """Two readings of one folder are equal, and equal to the plan but for its run's order."""
    assert read_plan(folder) == read_plan(folder)
    assert verify(problem, replace(read_plan(folder), run=plan.run)) == ()
