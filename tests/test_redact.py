"""No personal field anywhere: marks are planted in every field of the roster and searched in all that is written."""

from __future__ import annotations

import base64
import csv
import dataclasses
import datetime as dt
import gzip
import io
import json
import re
import sqlite3
import zipfile
import zlib
from pathlib import Path

import pytest

from assign.apply import apply_edits
from assign.assess import verify
from assign.edits import EditList, LockPost, Note, SwapOfficers
from assign.inputs import read_plan
from assign.plan import Plan
from assign.problem import Officer, Problem, Role
from assign.show import plan_hash, redacted, translated, under_pseudonyms, write_plan
from assign.show.redact import KEPT_OF_OFFICERS, pseudonyms
from assign.solve import solve
from builders import grid_problem
from small_case import officer

MARK = "Zqmark"
"""Begins every mark; nothing else that is written holds it."""


def marked(number: int, role: Role, **fields) -> Officer:
    """Return an officer whose every personal field bears a mark of its own."""
    own = f"{MARK}{role.value}{number}"
    return Officer(
        officer_id=f"{own}id",
        role=role,
        station_id="S01",
        name=f"{own}name",
        years=17.3125,
        ability=61.8125 + number,
        skills={f"{own}skill": 73.0625},
        certificates=(f"{own}cert",),
        hours=151.4375,
        home_village_id=f"{own}home",
        avoid_village_ids=(f"{own}avoid",),
        party_member=True,
        current_room_id=f"{own}room",
        current_village_id=f"{own}village",
        since=dt.date(1987, 6, 5),
        **fields,
    )


MARKS = re.compile(rb"Zqmark[a-z]+\d|17\.3125|73\.0625|151\.4375|1987-06-05|61\.8|62\.8|63\.8|64\.8|65\.8")


@pytest.fixture(scope="module")
def case():
    people = [marked(n, Role.POLICE) for n in range(3)] + [marked(n, Role.AUXILIARY) for n in range(5)]
    people += [marked(9, Role.POLICE, available=False), marked(9, Role.ASSISTANT)]
    policy = {"policy": {"R01": {"min": 3, "max": 5}}}
    problem = grid_problem(3, 4, officers=people, policy=policy, roads=True)
    plan = solve(
        problem, workers=1, record={"somebody": f"{MARK}x1", "case": {"path": f"/home/{MARK}x1/case.toml"}}
    )
    posts = [post.officer_id for post in plan.posts if post.role == "police"][:2]
    edits = (
        SwapOfficers(*posts),
        Note("officer", posts[0], f"{MARK}x1 says"),
        LockPost(plan.posts[0].officer_id),
    )
    edited = apply_edits(problem, plan, EditList(plan_hash(plan), edits), workers=1).plan
    return problem, edited


def contents(path: Path) -> bytes:
    """Return a file's bytes with all that is packed inside it unpacked beside them."""
    raw = path.read_bytes()
    out = [raw]
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(io.BytesIO(raw)) as book:
            out += [book.read(name) for name in book.namelist()]
    if path.suffix == ".gpkg":
        with sqlite3.connect(path) as base:
            tables = [row[0] for row in base.execute("select name from sqlite_master where type = 'table'")]
            out += [repr(list(base.execute(f'select * from "{name}"'))).encode() for name in tables]  # noqa: S608
    if path.suffix == ".html":
        for packed in re.findall(rb"[A-Za-z0-9+/]{200,}={0,2}", raw):
            data = base64.b64decode(packed[: len(packed) // 4 * 4])
            for unpack in (gzip.decompress, zlib.decompress, lambda it: zlib.decompress(it, -15)):
                try:
                    out.append(unpack(data))
                except (OSError, EOFError, zlib.error):
                    continue
        out.append(
            re.sub(r"\\u([0-9a-f]{4})", lambda hit: chr(int(hit[1], 16)), raw.decode()).encode(
                "utf-8", "ignore"
            )
        )
    return b"\n".join(out)


def test_no_byte_of_a_redacted_plan_bears_a_mark(case, tmp_path):
    """Tables, records, GeoPackage, workbook, map and report, unpacked: none of the planted marks is there."""
    problem, plan = case
    folder = write_plan(problem, plan, tmp_path / "plan", lang="zh", redact=True)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    assert len(files) >= 12
    found = {str(path.relative_to(folder)): MARKS.findall(contents(path))[:3] for path in files}
    assert {name: marks for name, marks in found.items() if marks} == {}


def test_the_same_search_finds_marks_in_a_plan_that_is_not_redacted(case, tmp_path):
    """The search sees into every kind of file: each that names officers has marks before redaction."""
    problem, plan = case
    folder = write_plan(problem, plan, tmp_path / "plan")
    for name in ("run.json", "plan.gpkg", "plan.xlsx", "map.html", "tables/posts.csv", "tables/villages.csv"):
        assert MARKS.search(contents(folder / name)), name


def test_pseudonyms_are_stable_and_say_nothing_of_the_order_of_ids(case):
    """One each, by role; the same again; not in the order of the ids."""
    people = [Officer(f"N{n:03d}", Role.POLICE, "S01") for n in range(60)]
    problem = grid_problem(1, 5, officers=people)
    names = pseudonyms(problem)
    assert names == pseudonyms(problem)
    assert sorted(names.values()) == [f"P-{n:03d}" for n in range(1, 61)]
    assert [names[one.officer_id] for one in people] != sorted(names.values())
    assert set(pseudonyms(case[0]).values()) >= {"P-001", "A-001", "S-001"}


def test_a_redacted_plan_still_verifies_against_the_roster(case, tmp_path):
    """Pseudonyms follow from the roster alone: the plan is checked in full, avoid lists and homes included."""
    problem, plan = case
    folder = write_plan(problem, plan, tmp_path / "plan", redact=True)
    again = read_plan(folder)
    assert again.run["redacted"] is True
    assert again.run["case"]["path"] == "case.toml"
    assert verify(under_pseudonyms(problem), again) == ()
    assert {post.ability for post in again.posts} == {0.0}


def test_edits_of_a_redacted_map_come_home(case):
    """Pseudonyms in edits become the officers' own ids."""
    problem, _ = case
    names = pseudonyms(problem)
    first, second = list(names)[:2]
    edits = (
        SwapOfficers(names[first], names[second]),
        LockPost(names[first]),
        Note("officer", names[first], "?"),
    )
    home = translated(EditList("h", edits), problem).edits
    assert home == (SwapOfficers(first, second), LockPost(first), Note("officer", first, "?"))


def test_redacting_twice_changes_nothing(case):
    """A plan under pseudonyms is taken as it is."""
    problem, plan = case
    _, once = redacted(problem, plan)
    assert redacted(under_pseudonyms(problem), once)[1] is once


def test_somebody_has_decided_on_every_field():
    """A new field of an officer, of the facts or of the plan is decided on in `show.redact`, then named here."""
    assert {field.name for field in dataclasses.fields(Officer)} == KEPT_OF_OFFICERS | {
        "name", "years", "ability", "skills", "certificates", "hours", "home_village_id", "avoid_village_ids",
        "party_member", "current_room_id", "current_village_id", "since", "available", "pinned", "absent_until",
    }  # fmt: skip
    assert {field.name for field in dataclasses.fields(Plan)} == {
        "status", "objective", "bound", "gap", "metrics", "assignments", "rooms", "posts", "areas", "exceptions",
        "unused", "certificates", "run", "staffing", "reported", "reasons",
    }  # fmt: skip
    assert {field.name for field in dataclasses.fields(Problem)} == {
        "name", "policy", "villages", "stations", "sites", "officers", "borders", "links", "outlines",
        "projected_crs", "travel", "network", "notes", "sources", "case_path", "day",
        "facilities", "leaders", "headcounts", "evidence", "earlier",
    }  # fmt: skip


def test_the_commands_redact(run, tmp_path):
    """`solve`, `map` and `report` with --redact; the redacted plan verifies; apply takes its edits on the original."""
    from small_case import write_case

    people = [
        officer(f"{MARK}{n}", 姓名=f"{MARK}名{n}", 能力=str(50 + n), 岗位=role, 派出所=station)
        for n, (role, station) in enumerate(
            [("民警", "0S1"), ("民警", "0S1"), ("民警", "0S2"), ("辅警", "0S1")]
        )
    ]
    case = write_case(tmp_path / "case", officers=people)
    assert run("solve", case, "--out", tmp_path / "open", "--workers", 1).code == 0
    assert run("solve", case, "--out", tmp_path / "shut", "--workers", 1, "--redact").code == 0
    for name in ("map", "report"):
        page = tmp_path / f"{name}.html"
        assert run(name, tmp_path / "open", "--redact", "--out", page).code == 0
        assert MARK.encode() not in contents(page)
        assert run(name, tmp_path / "shut", "--case", case).code == 0
    for path in (tmp_path / "shut").rglob("*.*"):
        assert MARK.encode() not in contents(path)
    assert run("verify", tmp_path / "shut", "--case", case).code == 0
    table = (tmp_path / "shut" / "tables" / "posts.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    leads = [row["officer_id"] for row in rows if row["role"] == "police" and row["station_id"] == "0S1"]
    file = tmp_path / "edits.json"
    edits = [{"kind": "swap-officers", "a": leads[0], "b": leads[1]}]
    file.write_text(json.dumps({"plan": plan_hash(read_plan(tmp_path / "shut")), "edits": edits}), "utf-8")
    assert run("apply", tmp_path / "shut", file, "--case", case).code == 2
    ran = run("apply", tmp_path / "open", file, "--out", tmp_path / "new", "--workers", 1)
    assert ran.code == 0, ran.err
    assert f"{MARK}0 and {MARK}1" in ran.out or f"{MARK}1 and {MARK}0" in ran.out
