"""Runs that are stopped, crash, are killed, or share a folder: the best plan is kept, and nothing is lost."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

import assign.engine
import assign.show.write
from assign.assess import check_bound, verify
from assign.commands import solving
from assign.engine import Brake, LocalEngine
from assign.errors import DataError, Fault, ImpossibleError, NoPlanError
from assign.inputs import read_plan
from assign.messages import Message
from assign.optimise import NEVER, SOLVER_VARIABLE, Stop
from assign.optimise.quick import quick_zones
from assign.optimise.zoning import solve_count, zone_scope
from assign.plan import Status
from assign.show import only_writer
from assign.show.folder import replace_folder
from assign.solve import solve
from builders import grid_problem
from conftest import DEMO, ROOT, Ran
from random_scopes import brute_force, random_scope

PAST = Stop(deadline=0.0)
GRID = {"rows": 12, "cols": 10, "block": (6, 5), "urban": [0, 9], "remote": ["S03"]}


@dataclass(frozen=True)
class StopAfter(Stop):
    """A stop that passes when it has been asked so many times."""

    times: int = 0
    asked: list[int] = field(default_factory=lambda: [0])

    def passed(self) -> bool:
        self.asked[0] += 1
        return self.asked[0] > self.times


@pytest.mark.parametrize("times", [0, 1, 2, 4, 7, 11, 16, 22, 30, 45, 60, 90, 130, 200, 400])
def test_a_run_stopped_anywhere_leaves_a_plan_and_an_honest_bound(times: int) -> None:
    """Wherever the rooms are stopped, the plan passes every check, and its bound and gap are certified."""
    problem = grid_problem(**GRID)
    best = solve(problem, workers=1)
    stop = StopAfter(times=times)
    plan = solve(problem, workers=1, stop=stop)
    assert verify(problem, plan) == ()
    report = check_bound(problem, plan)
    assert report.findings == ()
    assert plan.bound <= best.objective["total"] <= plan.objective["total"]
    assert plan.status is (Status.OPTIMAL if plan.gap == 0 else Status.FEASIBLE)


def test_a_run_that_has_its_time_is_not_stopped() -> None:
    """A limit that is not reached changes nothing."""
    problem = grid_problem(**GRID)
    assert solve(problem, workers=1, time_limit_s=3600).rooms == solve(problem, workers=1).rooms


def test_a_pulled_brake_is_told_from_a_limit() -> None:
    """A plan that somebody stopped is `interrupted`, one that ran out of time `feasible`."""
    problem = grid_problem(**GRID)
    with Brake() as brake:
        assert not brake.stop.passed()
        brake.pull()
        assert solve(problem, workers=1, stop=brake.stop).status is Status.INTERRUPTED
    assert solve(problem, workers=1, time_limit_s=0).status is Status.FEASIBLE


def test_a_budget_too_small_for_quick_plans_gives_no_plan() -> None:
    """Where time is up, what is not known to be impossible is no plan in time (exit 4), never exit 3."""
    problem = grid_problem(8, 8, policy={"policy": {"R08": {"rooms": 2}}})
    with pytest.raises(ImpossibleError):
        solve(problem, workers=1)
    with pytest.raises(NoPlanError):
        solve(problem, workers=1, time_limit_s=0)


@pytest.mark.parametrize("seed", range(60))
def test_quick_zones_are_partitions(seed: int) -> None:
    """Quick plans partition the scope into connected zones with their cheapest sites, no better than the best."""
    scope = random_scope(seed, most=12)
    truth = brute_force(scope)
    shortfall, plans = quick_zones(scope)
    assert shortfall >= min(short for short, _ in truth.values())
    zoning = zone_scope(scope, PAST)
    for rooms, zones in plans.items():
        assert sorted(v for villages, _ in zones for v in villages) == list(range(scope.size))
        assert len(zones) == rooms
        assert zoning.counts[rooms].zones == zones
        assert truth[rooms] <= (shortfall, zoning.counts[rooms].cost)
    again = solve_count(scope, zoning, next(iter(plans)), PAST)
    assert again.zones in plans.values()


def test_errors_travel_between_processes() -> None:
    """An error that a worker raises arrives as it was."""
    import pickle

    for error in (
        NoPlanError(Message("no-plan.time", {"scopes": 3})),
        ImpossibleError([Message("impossible.money", {"need": "1"})]),
        DataError([Fault("column-missing", file="a.csv")]),
    ):
        again = pickle.loads(pickle.dumps(error))  # noqa: S301
        assert type(again) is type(error)
        assert again.__dict__ == error.__dict__
        assert str(again) == str(error)


def square(number: int) -> int:
    return number * number


def die_once(task: tuple[int, str]) -> int:
    """End the process the first time that this task is done."""
    number, mark = task
    if number == 3 and not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def die_by_first_solver(number: int) -> int:
    if number == 3 and SOLVER_VARIABLE not in os.environ:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def fail_by_first_solver(number: int) -> int:
    if number == 3 and SOLVER_VARIABLE not in os.environ:
        raise RuntimeError("basis is singular")
    return number * number


def fail(number: int) -> int:
    raise RuntimeError(f"no way with {number}")


def sleep_unless_late(task: tuple[int, Stop]) -> int:
    """A task that does not look at the time while it works."""
    number, stop = task
    if not stop.passed():
        time.sleep(60)
    return number * number


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few tasks, too, go to worker processes."""
    monkeypatch.setattr(assign.engine, "SMALL", 2)


@pytest.mark.usefixtures("few")
def test_a_dead_worker_costs_nothing(tmp_path: Path) -> None:
    """When the system kills a worker, its tasks are done again, and it is said."""
    said: list[tuple[str, str]] = []
    with LocalEngine(2, on_retry=lambda name, why: said.append((name, why))) as engine:
        answers = engine(die_once, [(number, str(tmp_path / "died")) for number in range(8)])
    assert answers == [number * number for number in range(8)]
    assert [why for _, why in said] == ["worker"]


@pytest.mark.usefixtures("few")
def test_a_solver_that_kills_its_worker_is_replaced() -> None:
    """The one task that kills its process every time is found and done by the other solver."""
    said: list[tuple[str, str]] = []
    with LocalEngine(2, on_retry=lambda name, why: said.append((name, why))) as engine:
        assert engine(die_by_first_solver, list(range(5))) == [0, 1, 4, 9, 16]
    assert said[-1] == ("3", "worker")


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.usefixtures("few")
def test_a_failing_solver_is_replaced(workers: int) -> None:
    """A solver that raises is replaced for that task, which is named, in this process or in workers."""
    said: list[tuple[str, str]] = []
    with LocalEngine(workers, on_retry=lambda name, why: said.append((name, why))) as engine:
        assert engine(fail_by_first_solver, list(range(5))) == [0, 1, 4, 9, 16]
    assert said == [("3", "RuntimeError: basis is singular")]


def test_two_failing_solvers_are_named() -> None:
    """A task that fails with both solvers is named with what each of them said."""
    with LocalEngine(1) as engine, pytest.raises(NoPlanError) as caught:
        engine(fail, [7])
    assert caught.value.message.key == "no-plan.solver"
    assert caught.value.message.values["scope"] == "7"


def test_the_other_solver_reaches_the_same_optimum(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the solver to fall back on, cost and proof are the same."""
    problem = grid_problem(**GRID)
    best = solve(problem, workers=1)
    monkeypatch.setenv(SOLVER_VARIABLE, "CLP")
    plan = solve(problem, workers=1)
    assert plan.objective == best.objective
    assert plan.status is Status.OPTIMAL
    assert check_bound(problem, plan).findings == ()


@pytest.mark.usefixtures("few")
def test_workers_that_do_not_heed_the_brake_are_ended() -> None:
    """Tasks that do not hand in what they have are ended; what they were doing is done here."""
    with Brake() as brake:
        engine = LocalEngine(2, stop=brake.stop, on_done=lambda _done, _all: brake.pull())
        with engine:
            tasks = [(0, PAST), *((number, brake.stop) for number in range(1, 5))]
            assert engine(sleep_unless_late, tasks) == [0, 1, 4, 9, 16]


def test_the_brake_lets_go_at_the_end() -> None:
    """Outside its context a brake is pulled and its file gone; without a brake nothing ever passes."""
    with Brake() as brake:
        assert Path(brake.token).exists()
    assert brake.stop.passed()
    assert not Path(brake.token).exists()
    assert not NEVER.passed()


def test_solvers_leave_ctrl_c_alone() -> None:
    """Every CP-SAT solver is told to: it would swallow Ctrl-C, and leave it to kill the process afterwards."""
    for path in (ROOT / "src" / "assign" / "optimise").glob("*.py"):
        text = path.read_text("utf-8")
        assert text.count("CpSolver()") <= text.count("catch_sigint_signal = False"), path.name


def start(*words: object) -> subprocess.Popen[str]:
    """A command in a process and a session of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", "from assign.cli import main; main()", *map(str, words), "--lang", "en"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


@pytest.mark.skipif(os.name != "posix", reason="sends signals")
@pytest.mark.parametrize("line", ["read", "rooms", "people"])
def test_ctrl_c_keeps_the_best_plan(line: str, tmp_path: Path) -> None:
    """Ctrl-C after any stage: exit 130, no traceback, a whole plan on disk that the verifier accepts."""
    with start("solve", DEMO, "--out", tmp_path / "plan") as process:
        assert process.stderr is not None
        for said in process.stderr:
            if said.startswith(line):
                break
        os.killpg(process.pid, signal.SIGINT)
        assert "Traceback" not in process.stderr.read()
        code = process.wait()
    plan = read_plan(tmp_path / "plan")
    # after the last stages the run may have ended before the signal came
    assert (code, plan.status) in {(130, Status.INTERRUPTED), (0, Status.OPTIMAL)}
    assert code == 130 or line == "people"
    again = start("verify", tmp_path / "plan", "--bound")
    said_then, _ = again.communicate()
    assert again.returncode == 0, said_then
    assert {item.name for item in tmp_path.iterdir()} - {"plan.work"} == {"plan"}
    assert code == 130 or not (tmp_path / "plan.work").exists()  # what was finished before is kept


@pytest.mark.skipif(os.name != "posix", reason="sends signals")
def test_ctrl_c_while_loading_says_nothing() -> None:
    """In the seconds of loading, Ctrl-C ends the program with 130 and without a traceback."""
    code = "import os, signal; from assign.cli import main; import assign.errors, builtins\n"
    code += "old = builtins.__import__\n"
    code += "def load(name, *rest):\n"
    code += "    if name == 'numpy': os.kill(os.getpid(), signal.SIGINT)\n"
    code += "    return old(name, *rest)\n"
    code += "builtins.__import__ = load; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "solve", "."], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_a_limit_of_time_keeps_the_best_plan(run: Callable[..., Ran], tmp_path: Path) -> None:
    """When time is up after reading, a valid plan with its gap is written (exit 0)."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solving, "STARTED", time.monotonic())
        patch.setattr(solving, "REST", 1e9)  # nothing is left for the rooms
        patch.setattr(solving, "MOMENT_S", 0.0)
        patch.setattr(solving, "PAGES", 1e9)
        ran = run("solve", DEMO, "--out", tmp_path / "plan", "--workers", 1, "--time-limit", 900)
    assert ran.code == 0, ran.err
    plan = read_plan(tmp_path / "plan")
    assert plan.status is Status.FEASIBLE
    assert 0 < plan.gap <= 1
    assert "assign map" in ran.out
    assert run("verify", tmp_path / "plan").code == 0


def test_nothing_is_searched_for_cycles_at_the_end() -> None:
    """What the libraries hold is left to the system; files are closed and exit handlers run as ever."""
    code = (
        "import atexit, gc\n"
        "atexit.register(lambda: print('frozen', gc.get_freeze_count() > 0))\n"
        "from assign.cli import main\n"
        "main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "rule", "R01"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "frozen True"


@pytest.mark.parametrize("words", [["--time-limit", "30"], ["--time-limit=30"]])
def test_a_limit_that_loading_exceeds_is_exit_4(words: list[str], tmp_path: Path) -> None:
    """The limit counts from the start of the program: when it is over while libraries load, nothing is read."""
    code = (
        "import assign.started\n"
        "assign.started.STARTED -= 60\n"  # as if a minute had passed
        "from assign.cli import main\n"
        "main()"
    )
    told = [str(DEMO), "--out", str(tmp_path / "plan"), "--lang", "en", *words]
    done = subprocess.run(
        [sys.executable, "-c", code, "solve", *told], capture_output=True, text=True, check=False
    )
    assert done.returncode == 4, done.stderr
    assert "Starting the program alone took 6" in done.stderr
    assert "time limit is 30 s" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_limit_before_the_data_are_read_is_exit_4(run: Callable[..., Ran], tmp_path: Path) -> None:
    """When time is up before the facts are known there is no plan at all."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solving, "STARTED", time.monotonic() - 60)
        ran = run("solve", DEMO, "--out", tmp_path / "plan", "--time-limit", 1)
    assert ran.code == 4
    assert "time limit" in ran.err
    assert not (tmp_path / "plan").exists()


def test_a_limit_that_not_even_a_quick_plan_keeps_is_exit_4(run: Callable[..., Ran], tmp_path: Path) -> None:
    """When the data are read but a quick plan would come too late, there is none, and no folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solving, "STARTED", time.monotonic())
        patch.setattr(solving, "QUICK", 1e9)
        ran = run("solve", DEMO, "--out", tmp_path / "plan", "--workers", 1, "--time-limit", 900)
    assert ran.code == 4
    assert "time limit" in ran.err
    assert not (tmp_path / "plan").exists()


def test_a_second_run_into_the_folder_is_refused_at_once(run: Callable[..., Ran], tmp_path: Path) -> None:
    """While one run has the folder, the next one says so before it reads anything; a dead run has none."""
    folder = tmp_path / "plan"
    with only_writer(folder), pytest.MonkeyPatch.context() as patch:
        patch.setattr(solving, "load_problem", None)
        ran = run("solve", DEMO, "--out", folder)
    assert ran.code == 2
    assert "Another run" in ran.err
    (tmp_path / ".plan.lock").touch()  # as a killed run leaves it
    with only_writer(folder):
        pass


def test_an_input_changed_meanwhile_is_refused(
    run: Callable[..., Ran], small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that changes between reading and writing is named, and nothing is written (exit 1)."""
    true_solve = solving.solve
    roster = next(small.glob("officers.*"))

    def solve_meanwhile(*given: object, **named: object) -> object:
        plan = true_solve(*given, **named)
        roster.write_bytes(roster.read_bytes() + b"\n")
        return plan

    monkeypatch.setattr(solving, "solve", solve_meanwhile)
    ran = run("solve", small, "--workers", 1)
    assert ran.code == 1
    assert "input-changed" in ran.err
    assert roster.name in ran.err
    assert not (small / "plan").exists()


def test_a_full_disk_is_named_and_the_old_plan_kept(
    run: Callable[..., Ran], small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the disk is full the folder is named (exit 1), and the plan that was there is as it was."""
    assert run("solve", small, "--workers", 1).code == 0
    before = {path: path.read_bytes() for path in (small / "plan").rglob("*") if path.is_file()}

    def full(*_given: object, **_named: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "plan.gpkg")

    monkeypatch.setattr(assign.show.write, "write_geopackage", full)
    ran = run("solve", small, "--workers", 1)
    assert ran.code == 1
    assert "disk is full" in ran.err

    def strange(*_given: object, **_named: object) -> None:
        raise RuntimeError("sqlite: database or disk is full")

    monkeypatch.setattr(assign.show.write, "write_geopackage", strange)
    monkeypatch.setattr("assign.show.folder._is_full", lambda _folder: True)
    ran = run("solve", small, "--workers", 1)
    assert ran.code == 1
    assert str(small / "plan") in ran.err
    assert {path: path.read_bytes() for path in (small / "plan").rglob("*") if path.is_file()} == before
    assert sorted(path.name for path in small.iterdir() if path.name.startswith(".")) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
def test_thirty_kills_leave_one_whole_plan(tmp_path: Path) -> None:
    """However often a writer is killed, the folder holds one plan, all of it the old one or all the new."""
    folder, draw = tmp_path / "plan", np.random.default_rng(7)
    parts = [f"part-{number}" for number in range(20)]

    def write(fresh: Path, round_: int) -> None:
        (fresh / "run.json").write_text(json.dumps(round_))
        for part in parts:
            (fresh / part).write_text(f"{round_}\n" * 2000)

    replace_folder(folder, lambda fresh: write(fresh, 0))
    seen = set()
    for attempt in range(1, 31):
        told, tell = os.pipe()
        child = os.fork()
        if child == 0:
            round_ = attempt * 1000
            while True:
                replace_folder(folder, lambda fresh, now=round_: write(fresh, now))
                os.write(tell, b".")
                round_ += 1
        os.read(told, 1)  # it has written once, and is at it again
        os.close(told)
        os.close(tell)
        time.sleep(draw.uniform(0.0, 0.15))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if folder.exists():  # else the swap in two steps was cut: the next writer brings it back
            round_ = json.loads((folder / "run.json").read_text())
            assert {(folder / part).read_text() for part in parts} == {f"{round_}\n" * 2000}
            seen.add(round_)
    replace_folder(folder, lambda fresh: write(fresh, 1))
    assert len(seen) > 5
    assert sorted(item.name for item in tmp_path.iterdir()) == ["plan"]
