"""Files in, plan out, verified from disk: the demo county, two real districts, and a small case to spoil."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

import assign.engine
from assign.inputs import read_plan
from assign.reported import ROWS
from conftest import DEMO, PLAN_FILES, REAL, case_folder

CASES = ("demo", *REAL)
TABLES = ("areas", "exceptions", "posts", "reasons", "rooms", "unused", "villages")
FILES = PLAN_FILES | {f"tables/{name}.csv" for name in (*TABLES, *ROWS)}
SIZES = {"demo": (743, 24), "bohol": (533, 24), "ratnapura": (575, 18)}
"""Villages and stations, from the sources of the data."""


def content(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder by relative path."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def facts(folder: Path) -> dict[str, bytes]:
    """Return what must not depend on workers or on the order of rows: the tables and the proof."""
    return {
        name: data
        for name, data in content(folder).items()
        if name.startswith("tables/") or name == "certificate.json"
    }


def read_json(path: Path) -> dict:
    return json.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("name", CASES)
def test_every_station_is_proven_optimal(name, solved):
    """The plan and each of its stations end optimal, bound and cost meeting to the unit."""
    plan = read_plan(solved(name))
    villages, stations = SIZES[name]
    assert (plan.status, plan.gap, plan.bound) == ("optimal", 0.0, plan.objective["total"])
    assert len(plan.assignments) == villages
    assert len({row.station_id for row in plan.assignments}) == stations
    for one in plan.certificates:
        assert (one.scope, one.status, one.objective) == (one.scope, "optimal", one.bound)


@pytest.mark.parametrize("name", CASES)
def test_the_folder_holds_every_file_and_nothing_else(name, solved):
    """All files of the contract, none empty, and no leftover beside the folder."""
    folder = solved(name)
    assert set(content(folder)) == FILES
    assert all(content(folder).values())
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


@pytest.mark.parametrize("name", CASES)
def test_the_plan_on_disk_verifies_from_the_raw_files(name, solved, run):
    """`verify` reads case and plan afresh and finds nothing."""
    ran = run("verify", solved(name))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"verified: {SIZES[name][0]} villages")


@pytest.mark.parametrize("name", CASES)
def test_urban_and_rural_rooms_keep_r01_and_r02(name, solved):
    """Read from the tables alone: communities stand alone; rural rooms off 5 to 8 are in the list of exceptions."""
    plan = read_plan(solved(name))
    kind = {row.village_id: row.kind for row in plan.assignments}
    odd = set()
    for room in plan.rooms:
        kinds = {kind[village] for village in room.villages}
        assert kinds in ({"rural"}, {"urban"})
        if kinds == {"urban"}:
            assert len(room.villages) == 1
        elif not 5 <= len(room.villages) <= 8:
            odd.add(room.room_id)
    assert {e.entity_id for e in plan.exceptions if e.rule_id == "R01"} == odd


def test_rules_that_wait_are_named(solved):
    """run.json names the rules that are on and not yet enforced."""
    record = read_json(solved("demo") / "run.json")
    later = [key for key, rule in record["policy"]["rules"].items() if not rule["enforced"]]
    assert record["rules_not_yet_enforced"] == later == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["demo"])
def test_two_workers_give_the_same_bytes(name, solved, run, tmp_path, monkeypatch):
    """One process or two worker processes: the same tables and proof, byte for byte."""
    monkeypatch.setattr(assign.engine, "SMALL", 2)  # or so few stations would stay in this process
    ran = run("solve", case_folder(name), "--out", tmp_path / "plan", "--workers", 2)
    assert ran.code == 0, ran.err
    assert facts(tmp_path / "plan") == facts(solved(name))


def shuffled_demo(folder: Path) -> Path:
    """Write the demo case with the rows of its villages, stations and incidents in another order."""
    shutil.copytree(DEMO, folder, ignore=shutil.ignore_patterns("plan"))
    villages = gpd.read_file(DEMO / "villages.gpkg").sample(frac=1, random_state=5)
    (folder / "villages.gpkg").unlink()
    villages.to_file(folder / "villages.gpkg", driver="GPKG", layer="villages_generated")
    for name in ("stations.csv", "incidents.csv"):
        lines = (DEMO / name).read_text("utf-8-sig").splitlines()
        mixed = pd.Series(lines[1:]).sample(frac=1, random_state=5)
        (folder / name).write_text("\n".join([lines[0], *mixed]) + "\n", "utf-8")
    return folder


def shuffled_bohol(folder: Path) -> Path:
    """Write Bohol's case with its villages in another order, roads where they are."""
    case, folder = case_folder("bohol"), Path(folder)
    folder.mkdir()
    text = (case / "case.toml").read_text("utf-8")
    data = (case / re.search(r'villages = "([^"]+)"', text)[1]).resolve()
    gpd.read_file(data).sample(frac=1, random_state=5).to_file(folder / "villages.gpkg", driver="GPKG")
    text = re.sub(r'villages = "[^"]+"', 'villages = "villages.gpkg"', text)
    text = re.sub(r'roads = "([^"]+)"', f'roads = "{data.parent}/roads.gpkg"', text)
    (folder / "case.toml").write_text(text, "utf-8")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize(("name", "shuffled"), [("demo", shuffled_demo), ("bohol", shuffled_bohol)])
def test_the_order_of_rows_does_not_matter(name, shuffled, solved, run, tmp_path):
    """Villages (and stations, incidents) shuffled: the same tables and proof, byte for byte."""
    expected = facts(solved(name))
    case = shuffled(tmp_path / "case")
    ran = run("solve", case, "--workers", 1)
    assert ran.code == 0, ran.err
    assert facts(case / "plan") == expected


# spoiled on disk


def edit_cell(plan: Path, table: str, key: str, column: str, value: str) -> None:
    """Change one cell of a table on disk; the row is named by its first column."""
    path = plan / "tables" / f"{table}.csv"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        head, *rows = csv.reader(stream)
    wanted = [row for row in rows if row[0] == key]
    assert wanted
    assert wanted[0][head.index(column)] != value
    wanted[0][head.index(column)] = value
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows([head, *rows])


def cell(table: str, key: str, column: str, value: str) -> Callable[[Path], None]:
    return lambda plan: edit_cell(plan, table, key, column, value)


def edit_json(name: str, change: Callable[[dict], object]) -> Callable[[Path], None]:
    """Return the change of a JSON file on disk."""

    def spoil(plan: Path) -> None:
        record = read_json(plan / name)
        before = json.dumps(record)
        change(record)
        assert json.dumps(record) != before
        (plan / name).write_text(json.dumps(record), "utf-8")

    return spoil


def drop_row(table: str, key: str) -> Callable[[Path], None]:
    """Return the loss of a line."""

    def spoil(plan: Path) -> None:
        path = plan / "tables" / f"{table}.csv"
        lines = path.read_text("utf-8-sig").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith(f"{key},")]
        assert len(kept) == len(lines) - 1
        path.write_text("".join(kept), "utf-8-sig")

    return spoil


def repeat_row(table: str, key: str) -> Callable[[Path], None]:
    """Return the doubling of a line."""

    def spoil(plan: Path) -> None:
        path = plan / "tables" / f"{table}.csv"
        text = path.read_text("utf-8-sig")
        line = next(line for line in text.splitlines(keepends=True) if line.startswith(f"{key},"))
        path.write_text(text + line, "utf-8-sig")

    return spoil


EAST, WEST = "R-011426001205-office", "R-011426001203-office"
SPOILED: dict[str, tuple[Callable[[Path], None], str]] = {
    "a village moved": (cell("villages", "011426001201", "room_id", WEST), "room-villages"),
    "a village gone": (drop_row("villages", "011426001201"), "village-missing"),
    "a village twice": (repeat_row("villages", "011426001201"), "village-twice"),
    "a village under another station": (
        cell("villages", "011426001201", "station_id", "0S1"),
        "village-station",
    ),
    "a travel time shaved": (cell("villages", "011426001202", "travel_min", "3.00"), "travel-wrong"),
    "hours made up": (cell("villages", "011426001202", "hours", "1.00"), "village-hours"),
    "a work station gone": (cell("villages", "011426001201", "has_workstation", "false"), "workstation-flag"),
    "a leading zero lost": (cell("villages", "011426001201", "village_id", "11426001201"), "village-unknown"),
    "a room gone": (drop_row("rooms", EAST), "village-room-unknown"),
    "a room's site moved": (cell("rooms", EAST, "lon", "117.000000"), "site-place"),
    "a room's lead swapped": (cell("rooms", EAST, "lead_officer_id", "P1"), "room-lead"),
    "a room over eight villages": (
        cell("rooms", EAST, "villages", "011426001201;011426001202;011426001203"),
        "room-villages",
    ),
    "a post twice": (repeat_row("posts", "P1"), "post-twice"),
    "a post gone": (drop_row("posts", "A3"), "officer-forgotten"),
    "an avoid list broken": (cell("posts", "A2", "village_ids", "011426001204;011426001208"), "avoid-list"),
    "an exception hidden": (drop_row("exceptions", "R01"), "exception-missing"),
    "an exception made up": (cell("exceptions", "R01", "entity_id", EAST), "exception-false"),
    "a wrong objective": (
        edit_json("run.json", lambda r: r["objective"].update(travel=1.0)),
        "objective-term",
    ),
    "a bound above the plan": (
        edit_json("run.json", lambda r: r.update(bound=r["bound"] + 1)),
        "bound-above",
    ),
    "a gap hidden": (edit_json("run.json", lambda r: r.update(gap=0.5)), "gap-wrong"),
    "a rule said to wait": (
        edit_json("run.json", lambda r: r["rules_not_yet_enforced"].append("R17")),
        "rules-not-enforced",
    ),
    "a policy changed": (
        edit_json("run.json", lambda r: r["policy"]["rules"]["R01"].update(max_villages=9)),
        "policy-changed",
    ),
    "a budget raised": (edit_json("run.json", lambda r: r["rooms_budget"].update(effective=9)), "budget"),
    "a proof for another cost": (
        edit_json("certificate.json", lambda r: r["scopes"][0].update(objective=1)),
        "certificate-objective",
    ),
    "a price changed": (
        edit_json("certificate.json", lambda r: r["scopes"][1].update(room_dual=0)),
        "certificate-lp-bound",
    ),
    "a scope without proof": (
        edit_json("certificate.json", lambda r: r["scopes"].pop()),
        "certificate-scope",
    ),
    "a cell that is no number": (cell("villages", "011426001202", "travel_min", "near"), "plan-value"),
    "a column lost": (
        lambda plan: (plan / "tables" / "rooms.csv").write_text("room_id\n", "utf-8-sig"),
        "plan-columns",
    ),
    "a table lost": (lambda plan: (plan / "tables" / "posts.csv").unlink(), "plan-file-missing"),
    "a broken file": (lambda plan: (plan / "run.json").write_text("{", "utf-8"), "plan-json-broken"),
}


@pytest.mark.parametrize("what", SPOILED)
def test_a_spoiled_plan_is_refused(what, small_solved, tmp_path, run):
    """Each way to spoil a plan on disk is found by name, with exit 5."""
    spoil, code = SPOILED[what]
    plan = tmp_path / "plan"
    shutil.copytree(small_solved / "plan", plan)
    assert run("verify", plan).code == 0
    spoil(plan)
    ran = run("verify", plan)
    assert ran.code == 5
    assert code in ran.out
    assert "refused" in ran.out


def test_a_changed_input_is_named(small, run):
    """After solving, one population changes: exit 5, and the changed file is the one that is named."""
    assert run("solve", small, "--workers", 1).code == 0
    assert run("verify", small / "plan").code == 0
    roster = (small / "officers.csv").read_text("utf-8")
    (small / "officers.csv").write_text(roster.replace("P1,民警,0S1,4,80", "P1,民警,0S1,4,81"), "utf-8")
    ran = run("verify", small / "plan", "--format", "json")
    assert ran.code == 5
    findings = json.loads(ran.out)["findings"]
    changed = [(one["entity"], one["entity_id"]) for one in findings if one["code"] == "input-changed"]
    assert changed == [("input", "officers")]
    assert "post-ability" in {one["code"] for one in findings}


def test_a_plan_moves_with_its_case(small, run, tmp_path):
    """A plan that is moved or copied with its case is checked against that case; alone, against the one named."""
    assert run("solve", small, "--workers", 1).code == 0
    shutil.move(small, tmp_path / "elsewhere")
    plan = tmp_path / "elsewhere" / "plan"
    assert run("verify", plan).code == 0
    shutil.move(plan, tmp_path / "lone")
    ran = run("verify", tmp_path / "lone")
    assert ran.code == 2
    assert "--case" in ran.err
    assert run("verify", tmp_path / "lone", "--case", tmp_path / "elsewhere").code == 0


def test_a_changed_copy_of_a_case_is_told_from_its_plan(small, run, tmp_path):
    """A copied case that was changed does not pass for the one that the plan was made from."""
    assert run("solve", small, "--workers", 1).code == 0
    shutil.copytree(small, tmp_path / "copy")
    with (tmp_path / "copy" / "case.toml").open("a", encoding="utf-8") as file:
        file.write("\n# another case now\n")
    assert run("verify", tmp_path / "copy" / "plan").code == 5


def test_a_note_beside_the_plan_is_kept(small, run):
    """What somebody else put into the plan folder is still there after solving again."""
    assert run("solve", small, "--workers", 1).code == 0
    (small / "plan" / "note.txt").write_text("keep", "utf-8")
    assert run("solve", small, "--workers", 1).code == 0
    assert (small / "plan" / "note.txt").read_text("utf-8") == "keep"


@pytest.mark.parametrize("reason", ["data", "budget", "time"])
def test_an_existing_plan_survives_a_failing_solve(reason, small, run):
    """Wrong data, an impossible budget or no time: the plan that stood there stays, byte for byte."""
    assert run("solve", small, "--workers", 1).code == 0
    before = content(small / "plan")
    words = {
        "data": [],
        "budget": ["--set", "policy.R08.rooms=1"],
        "time": ["--time-limit", 0],
    }[reason]
    if reason == "data":
        (small / "officers.csv").write_text("编号,岗位\nP1,民警\n", "utf-8")
    ran = run("solve", small, "--workers", 1, *words)
    assert ran.code == {"data": 1, "budget": 3, "time": 4}[reason]
    assert content(small / "plan") == before
    assert sorted(path.name for path in small.iterdir()) == [
        "case.toml",
        "officers.csv",
        "plan",
        "villages.gpkg",
    ]


def test_solving_again_gives_the_same_bytes(small, run):
    """The same case solved twice: the same tables and proof."""
    assert run("solve", small, "--workers", 1).code == 0
    first = facts(small / "plan")
    assert run("solve", small, "--workers", 1).code == 0
    assert facts(small / "plan") == first
