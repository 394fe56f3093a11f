"""A case in parts solved county by county: each as if alone, one plan folder, memory of one county."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest

from assign.assess import BoundReport
from assign.cache import MARK
from assign.commands.verdict import tell_bound
from assign.commands.verify_counties import added_bounds
from assign.counties import in_processes
from assign.counties.assembly import JOINED, OF_ONE_PLAN
from assign.demo import PARTS, write_parts
from assign.errors import AssignError
from assign.inputs import counties_in, county_case, input_sha256, read_case
from assign.messages import Message
from assign.plan import TABLE_COLUMNS
from assign.scenario import load_problem
from assign.show.words import say
from conftest import Ran, run_command

COUNTIES = ("411424", "411425", "411426")
UNITS = {"411424100": 13, "411424101": 8, "411425100": 12, "411426100": 7, "411426101": 15}
"""Units a township, a few; else as the demo province."""


def double(number: int) -> int:
    return 2 * number


def deadly(number: int) -> int:
    """Kill the process under one number."""
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def failing(number: int) -> int:
    if number == 3:
        raise ValueError("three")
    return 2 * number


def in_this_process(
    function: Callable[[Any], Any], tasks: Iterable[Any], workers: int
) -> Iterator[tuple[Any, Any]]:
    """Do what `in_processes` does, without processes: each takes seconds to start."""
    assert workers > 0
    for task in tasks:
        try:
            yield task, function(task)
        except AssignError as error:
            yield task, error


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the commands of a test in this process; the plan of `planned` is made by two, before."""
    for name in ("by_county", "verify_counties", "draw"):
        monkeypatch.setattr(f"assign.commands.{name}.in_processes", in_this_process)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three small counties in parts."""
    folder = tmp_path_factory.mktemp("written")
    counts = pd.DataFrame({"township_code": list(UNITS), "units": list(UNITS.values())})
    write_parts(folder, PARTS["province"], seed=7, counts=counts)
    return folder


@pytest.fixture(scope="module")
def planned(written: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case beside its plan, made by two workers."""
    folder = tmp_path_factory.mktemp("planned") / "case"
    shutil.copytree(written, folder)
    assert solved(folder, "--workers", 2).code == 0
    return folder


@pytest.fixture
def case(written: Path, tmp_path: Path) -> Path:
    """A copy of the case to spoil."""
    return shutil.copytree(written, tmp_path / "case")


@pytest.fixture
def plan(planned: Path, tmp_path: Path) -> Path:
    """A copy of the case and its plan, to spoil."""
    return shutil.copytree(planned, tmp_path / "moved") / "plan"


def solved(folder: Path, *words: object) -> Ran:
    return run_command("solve", folder, "--by", "county", *words)


def part(folder: Path, role: str, county: str) -> Path:
    return folder / role / f"county_id={county}.parquet"


def tables(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "tables").iterdir())}


def record(folder: Path) -> dict[str, object]:
    out = json.loads((folder / "run.json").read_text("utf-8"))
    assert isinstance(out, dict)
    return out


def edit_cell(path: Path, column: str, value: str) -> None:
    """Write a value into the first row of a table."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    rows[0][column] = value
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_a_county_is_solved_as_if_it_were_a_case_of_its_own(planned, case, tmp_path):
    """Tables of each county are, to the byte, those of a case that holds its parts alone."""
    for county in COUNTIES:
        alone = tmp_path / county
        for role in ("villages", "stations", "officers"):
            (alone / role).mkdir(parents=True)
            shutil.copy(part(case, role, county), alone / role)
        shutil.copy(case / "case.toml", alone)
        assert run_command("solve", alone).code == 0
        assert tables(planned / "plan" / "counties" / county) == tables(alone / "plan")


def test_tables_of_the_whole_are_those_of_the_counties_in_order(planned):
    """Each row of a county stands once in the whole, counties by id; what sums up one plan stays with it."""
    whole = tables(planned / "plan")
    assert set(whole) == {f"{name}.csv" for name in JOINED}
    assert {*JOINED, *OF_ONE_PLAN} == set(TABLE_COLUMNS)
    for name, text in whole.items():
        of_counties = [tables(planned / "plan" / "counties" / county)[name] for county in COUNTIES]
        head, *_ = of_counties[0].splitlines(keepends=True)
        assert text == head + b"".join(one.removeprefix(head) for one in of_counties)
    with (planned / "plan" / "tables" / "villages.csv").open(encoding="utf-8-sig") as stream:
        assert len(list(csv.DictReader(stream))) == sum(UNITS.values())


def test_the_whole_adds_up(planned):
    """Objective, bound, figures and proofs are the sums over the counties' own; each part has its hash."""
    run = record(planned / "plan")
    counties = [record(planned / "plan" / "counties" / county) for county in COUNTIES]
    assert run["status"] == "optimal"
    for term in ("total", "travel", "balance", "site", "relaxed_villages"):
        assert run["objective"][term] == pytest.approx(sum(one["objective"][term] for one in counties))
    assert run["bound"] == pytest.approx(sum(one["bound"] for one in counties))
    assert run["metrics"]["villages"] == sum(UNITS.values())
    assert run["metrics"]["max_travel_min"] == max(one["metrics"]["max_travel_min"] for one in counties)
    mean = sum(one["metrics"]["mean_travel_min"] * one["metrics"]["villages"] for one in counties)
    assert run["metrics"]["mean_travel_min"] == pytest.approx(mean / sum(UNITS.values()))
    assert (run["proof"]["proven"], run["proof"]["open"]) == (run["proof"]["scopes"], [])
    for entry in run["counties"]:
        said = {one["role"]: one["sha256"] for one in entry["inputs"] if one["role"] != "case"}
        key = f"county_id={entry['county_id']}"
        assert said == {role: input_sha256(planned / role, key) for role in said}
        assert set(said) == {"villages", "stations", "officers"}


def test_one_worker_or_two_write_the_same_tables(planned, case):
    """The number of workers changes no byte of any table."""
    assert solved(case, "--workers", 1, "--no-pages").code == 0
    assert tables(case / "plan") == tables(planned / "plan")
    assert not (case / "plan" / "map.html").exists()
    for county in COUNTIES:
        own = case / "plan" / "counties" / county
        assert tables(own) == tables(planned / "plan" / "counties" / county)
        assert not (own / "map.html").exists()
    assert not (case / "plan.work").exists()
    assert not (case / "plan" / MARK).exists()


def test_a_county_reads_its_own_parts_alone(case):
    """Another county's parts may be anything at all: they are not opened; an id in the name only is an id."""
    for role in ("villages", "stations", "officers"):
        part(case, role, "411426").write_bytes(b"no parquet")
    one = county_case(read_case(case), "411424")
    assert {village.county_id for village in load_problem(one).villages} == {"411424"}


def test_a_county_may_be_a_folder_as_hive_writes_it(planned, case):
    """``county_id=X/part-0.parquet`` gives the same plan; its hash is another, as names count."""
    for role in ("villages", "stations", "officers"):
        for county in COUNTIES:
            old = part(case, role, county)
            (case / role / f"county_id={county}").mkdir()
            old.rename(case / role / f"county_id={county}" / "part-0.parquet")
    assert counties_in(read_case(case)) == COUNTIES
    assert solved(case, "--no-pages").code == 0
    assert tables(case / "plan") == tables(planned / "plan")


def test_verify_checks_every_county_and_the_whole(plan):
    """The plan holds, its bound is proven again, and it holds where case and plan have been moved to."""
    ran = run_command("verify", plan, "--bound", "--format", "json")
    said = json.loads(ran.out)
    assert (ran.code, said["verified"], said["counties"]) == (0, True, 3)
    assert said["bound"]["certified"] == pytest.approx(record(plan)["bound"])
    text = run_command("verify", plan)
    assert (text.code, f"{sum(UNITS.values())} villages" in text.out) == (0, True)


def test_the_whole_says_what_its_bound_leaves_out(capsys):
    """R01 broken in one county and a limit of money in another are told of the sum, which adds both up."""
    one = BoundReport((), 2, 10, {"prices": 2}, 900, 1000, 3, (), money=False)
    other = BoundReport((), 1, 5, {"prices": 1, "search": 1}, 500, 500, 0, (), money=True)
    whole = added_bounds([one, other])
    assert (whole.scopes, whole.zones, whole.certified, whole.total) == (3, 15, 1400, 1500)
    assert (whole.confirmed, whole.relaxed, whole.money) == ({"prices": 3, "search": 1}, 3, True)
    tell_bound(whole, "en", clean=True, posts=True)
    told = capsys.readouterr().out
    for key, values in (
        ("bound-relaxed", {"villages": 3}),
        ("bound-money", {}),
        ("bound-people", {}),
    ):
        assert say(Message(f"cli.{key}", values), "en") in told


def test_verify_refuses_a_county_that_was_tampered_with(plan):
    """A village given to another room is found, and the county named; so is the table of the whole."""
    edit_cell(plan / "counties" / "411425" / "tables" / "villages.csv", "travel_min", "0.01")
    ran = run_command("verify", plan, "--format", "json")
    said = json.loads(ran.out)
    assert ran.code == 5
    assert {one["county_id"] for one in said["findings"]} == {"411425", ""}
    assert "whole-table" in {one["code"] for one in said["findings"]}
    text = run_command("verify", plan)
    assert (text.code, "county 411425:" in text.out) == (5, True)


def spoil_sum(plan: Path) -> None:
    run = record(plan)
    (plan / "run.json").write_text(json.dumps({**run, "bound": run["bound"] - 1}), encoding="utf-8")


def spoil_table(plan: Path) -> None:
    edit_cell(plan / "tables" / "rooms.csv", "hours", "1.00")


def spoil_certificate(plan: Path) -> None:
    path = plan / "counties" / "411424" / "certificate.json"
    path.write_text(path.read_text("utf-8") + " ", encoding="utf-8")


def lose_county(plan: Path) -> None:
    run = record(plan)
    run["counties"] = run["counties"][1:]
    (plan / "run.json").write_text(json.dumps(run), encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (spoil_sum, "whole-figure"),
        (spoil_table, "whole-table"),
        (spoil_certificate, "whole-file"),
        (lose_county, "whole-county"),
    ],
)
def test_verify_holds_the_whole_against_the_counties(plan, spoil, code):
    """Sums, tables, proofs and the list of counties must be those of the counties and of the case."""
    spoil(plan)
    ran = run_command("verify", plan, "--format", "json")
    assert ran.code == 5
    assert code in {one["code"] for one in json.loads(ran.out)["findings"]}
    assert "{" not in run_command("verify", plan, lang="zh").out


def test_verify_names_a_county_whose_folder_cannot_be_read(plan):
    """A table that is gone is a fault of that county; the others are checked all the same."""
    (plan / "counties" / "411424" / "tables" / "rooms.csv").unlink()
    ran = run_command("verify", plan)
    assert (ran.code, "county 411424:" in ran.out, "rooms.csv" in ran.out) == (5, True, True)


def test_verify_finds_a_part_that_has_changed(plan):
    """A part of the case with other rows than then is found by its hash."""
    path = part(plan.parent, "officers", "411425")
    frame = pd.read_parquet(path, partitioning=None)
    frame.assign(years=frame["years"] + 1).to_parquet(path, index=False)
    ran = run_command("verify", plan, "--format", "json")
    found = [one for one in json.loads(ran.out)["findings"] if one["code"] == "input-changed"]
    assert ran.code == 5
    assert [(one["county_id"], one["entity_id"]) for one in found] == [("411425", "officers")]


def test_a_missing_part_is_named_before_anything_is_solved(case):
    """Each county has a part of each input; what is missing is named with input and county."""
    part(case, "officers", "411425").unlink()
    ran = solved(case)
    assert ran.code == 1
    assert "officers has no part county_id=411425" in ran.err
    assert not (case / "plan").exists()
    assert not (case / "plan.work").exists()


def test_a_part_that_names_no_county_is_refused(case):
    """A file of whatever other name in a folder of counties is named, not left out silently."""
    shutil.copy(part(case, "villages", "411425"), case / "villages" / "rest.parquet")
    ran = solved(case)
    assert (ran.code, "villages/rest.parquet" in ran.err) == (1, True)


def test_a_spoilt_county_is_named_and_the_others_are_kept(case, planned):
    """One county's part is broken: exit 1 names it, no plan is written; mended, only that county is solved."""
    good = part(case, "villages", "411425").read_bytes()
    part(case, "villages", "411425").write_bytes(b"PAR1 but nothing else")
    ran = solved(case, "--no-pages")
    assert ran.code == 1
    assert "county 411425:" in ran.err
    assert "411424:" not in ran.err
    assert not (case / "plan").exists()
    part(case, "villages", "411425").write_bytes(good)
    again = solved(case, "--no-pages", "--resume")
    assert again.code == 0
    assert "2 answers are there" in again.err
    assert record(case / "plan")["taken_up"] == 2
    assert tables(case / "plan") == tables(planned / "plan")


def test_a_run_that_was_killed_is_taken_up(case, planned, monkeypatch):
    """Killed after one county: the next run solves the other two, to the same bytes."""

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("assign.commands.by_county._progress", broken)
    assert solved(case, "--no-pages", "--workers", 1).code == 130
    assert not (case / "plan").exists()
    monkeypatch.undo()
    assert solved(case, "--no-pages", "--workers", 1, "--resume").code == 0
    assert record(case / "plan")["taken_up"] == 1
    assert tables(case / "plan") == tables(planned / "plan")


def test_a_run_that_was_killed_outright_is_taken_up(case, planned):
    """SIGKILL after the first county: no process outlives the run, the rest is solved, the bytes are the same."""
    words = ["solve", str(case), "--by", "county", "--no-pages", "--workers", "1", "--lang", "en"]
    code = "from assign.cli import main; main()"
    with subprocess.Popen([sys.executable, "-c", code, *words], stderr=subprocess.PIPE, text=True) as run:
        done = case / "plan.work" / "done"
        while run.poll() is None and not list(done.glob("4*.json")):
            time.sleep(0.05)
        run.kill()
        assert run.stderr is not None
        run.stderr.read()  # to its end: whoever else could write there has gone, too
    assert run.returncode == -signal.SIGKILL
    assert not (case / "plan").exists()
    assert solved(case, "--no-pages", "--resume").code == 0
    assert 1 <= record(case / "plan")["taken_up"] <= 2
    assert tables(case / "plan") == tables(planned / "plan")


def test_a_kept_county_whose_facts_have_changed_is_solved_again(case):
    """What a kept county was made from is compared by hash: with other officers it is not taken up."""
    good = part(case, "villages", "411425").read_bytes()
    part(case, "villages", "411425").write_bytes(b"PAR1 but nothing else")
    assert solved(case, "--no-pages").code == 1
    part(case, "villages", "411425").write_bytes(good)
    path = part(case, "officers", "411424")
    frame = pd.read_parquet(path, partitioning=None)
    frame.assign(years=frame["years"] + 1).to_parquet(path, index=False)
    assert solved(case, "--no-pages", "--resume").code == 0
    assert record(case / "plan")["taken_up"] == 1
    assert run_command("verify", case / "plan").code == 0


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--set", "policy.R08.rooms=20"), "policy.R08.rooms"),
        (("--set", "policy.R08.cost=20"), "policy.R08.cost"),
        (("--set", "policy.R05.nesting=city"), "policy.R05.nesting"),
        (("--set", "policy.R19.transfers=city"), "policy.R19.transfers"),
        (("--max-moves", 3), "--max-moves"),
        (("--redact",), "--redact"),
        (("--engine", "dask"), "--engine"),
    ],
)
def test_what_speaks_of_all_counties_together_is_refused_in_words(case, words, named):
    """A budget of the whole, transfers or zones across counties, options of one plan: exit 2, the setting named."""
    ran = solved(case, *words)
    assert (ran.code, named in ran.err) == (2, True)
    assert not (case / "plan").exists()


def test_an_input_that_is_one_file_is_refused_in_words(case):
    """A roster of all counties in one table: exit 2, and what to do."""
    whole = pd.concat(pd.read_parquet(part(case, "officers", key), partitioning=None) for key in COUNTIES)
    whole.to_csv(case / "roster.csv", index=False)
    text = (case / "case.toml").read_text("utf-8").replace('"officers"', '"roster.csv"')
    (case / "case.toml").write_text(text, encoding="utf-8")
    ran = solved(case)
    assert (ran.code, "officers = roster.csv" in ran.err) == (2, True)


def test_an_id_in_two_counties_is_refused(case):
    """An officer in the rosters of two counties would be posted twice: named with both counties, nothing written."""
    first, second = (part(case, "officers", key) for key in COUNTIES[:2])
    one, other = (pd.read_parquet(path, partitioning=None) for path in (first, second))
    other.loc[0, "officer_id"] = one.loc[0, "officer_id"]
    other.to_parquet(second, index=False)
    ran = solved(case, "--no-pages")
    assert ran.code == 1
    assert "411424" in ran.err
    assert "411425" in ran.err
    assert not (case / "plan").exists()


def test_commands_of_one_plan_take_a_county_and_refuse_the_whole_in_words(planned):
    """`explain` answers from a county's folder; of the whole it says where to go."""
    whole = planned / "plan"
    village = pq.read_table(part(planned, "villages", "411425"))["village_id"][0].as_py()
    ran = run_command("explain", whole, "village", village)
    assert (ran.code, str(whole / "counties" / "411424") in ran.err) == (2, True)
    assert run_command("explain", whole / "counties" / "411425", "village", village).code == 0


def test_the_maps_are_drawn_again_county_by_county(plan):
    """`assign map --by county` writes each county's map and the page that leads to them."""
    for path in (plan / "map.html", *plan.glob("counties/*/map.html")):
        path.unlink()
    assert run_command("map", plan, "--by", "county").code == 0
    index = (plan / "map.html").read_text("utf-8")
    for county in COUNTIES:
        assert f'href="counties/{county}/map.html"' in index
        assert 'href="../../map.html"' in (plan / "counties" / county / "map.html").read_text("utf-8")
    assert run_command("verify", plan).code == 0


def test_a_new_run_takes_the_place_of_the_old_and_keeps_what_people_put_there(plan):
    """Notes beside the plan and beside a county's stay; a county that the case no longer has goes."""
    (plan / "notes.txt").write_text("mine", encoding="utf-8")
    (plan / "counties" / "411424" / "notes.txt").write_text("mine", encoding="utf-8")
    for role in ("villages", "stations", "officers"):
        part(plan.parent, role, "411426").unlink()
    assert solved(plan.parent, "--no-pages").code == 0
    assert (plan / "notes.txt").read_text("utf-8") == "mine"
    assert (plan / "counties" / "411424" / "notes.txt").read_text("utf-8") == "mine"
    assert {path.name for path in (plan / "counties").iterdir()} == {"411424", "411425"}
    assert not (plan / "counties" / "411424" / "map.html").exists()
    assert run_command("verify", plan).code == 0


def test_no_time_for_all_counties_ends_in_words(case):
    """A limit of time that is up before all counties have begun: exit 4, and the way to go on."""
    ran = solved(case, "--time-limit", 0)
    assert (ran.code, "--resume" in ran.err) == (4, True)


def numbers() -> Iterator[int]:
    yield from range(6)


def test_tasks_are_answered_whatever_the_workers():
    """Each task comes back once with its answer."""
    for workers in (1, 2):
        assert dict(in_processes(double, numbers(), workers)) == {n: 2 * n for n in range(6)}


def test_a_task_that_fails_or_kills_its_process_is_named_and_the_others_go_on():
    """What one task raises, or dies of, is that task's outcome alone."""
    for function in (failing, deadly):
        outcomes = dict(in_processes(function, numbers(), 2))
        assert isinstance(outcomes.pop(3), Exception)
        assert outcomes == {n: 2 * n for n in range(6) if n != 3}
