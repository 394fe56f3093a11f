"""Plans on a Dask cluster, and runs taken up again: the same bytes, whatever dies."""

from __future__ import annotations

import errno
import importlib.util
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest

import assign.cluster
from assign.cache import Cache, Remembering, Work
from assign.cluster import ClusterEngine
from assign.commands import solving
from assign.commands.resuming import MARK
from assign.engine import Brake, LocalEngine
from assign.errors import NoPlanError, UsageError
from assign.optimise import NEVER, SOLVER_VARIABLE, Stop
from assign.optimise.zoning import zone_scope
from assign.plain import to_plain
from assign.show import write_tables
from assign.solve import solve
from builders import grid_problem
from conftest import Ran
from random_scopes import random_scope

pytest.importorskip("distributed", reason="needs Dask: pip install 'assign[dask]'")
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")  # Dask leaves sockets to the collector


def square(number: int) -> int:
    return number * number


def poison(number: int) -> int:
    """Kill the process, whichever solver it has."""
    if number == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def poison_by_first_solver(number: int) -> int:
    return poison(number) if SOLVER_VARIABLE not in os.environ else number * number


def fail_by_first_solver(number: int) -> int:
    if number == 3 and SOLVER_VARIABLE not in os.environ:
        raise RuntimeError("basis is singular")
    return number * number


def stopped(task: tuple[int], stop: Stop = NEVER) -> tuple[int, bool]:
    return (*task, stop.passed())


@dataclass(frozen=True)
class Timed:
    """A task that carries its own stop."""

    stop: Stop


def stops_of(task: Timed) -> Stop:
    return task.stop


def tables(plan: object, folder: Path) -> dict[str, bytes]:
    folder.mkdir()
    write_tables(plan, folder)  # type: ignore[arg-type]
    return {path.name: path.read_bytes() for path in sorted((folder / "tables").iterdir())}


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a scheduler with two workers, as somebody else has started it."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0") as cluster:
        yield cluster.scheduler_address


def test_a_cluster_gives_the_same_bytes(scheduler: str, tmp_path: Path) -> None:
    """A plan from one worker, from a scheduler's two and from this process alone: equal tables."""
    problem = grid_problem(12, 10, block=(6, 5), urban=[0, 9], remote=["S03"])
    here = tables(solve(problem, workers=1), tmp_path / "here")
    assert tables(solve(problem, workers=1, engine=ClusterEngine), tmp_path / "one") == here
    joined = partial(ClusterEngine, scheduler=scheduler)
    assert tables(solve(problem, engine=joined), tmp_path / "two") == here


def test_a_poisoned_task_is_named_and_the_rest_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one task under which worker after worker dies ends the run (exit 4), after all others have arrived."""
    monkeypatch.setattr(assign.cluster, "DEATHS", 0)
    said: list[tuple[str, str]] = []
    arrived: dict[int, int] = {}
    with ClusterEngine(1, on_retry=lambda name, why: said.append((name, why))) as engine:
        with pytest.raises(NoPlanError) as caught:
            arrived.update(engine.arriving(poison, [0, 1, 2]))
        assert caught.value.message.values["scope"] == "2"
    assert arrived.keys() >= {0, 1}
    assert ("2", "poison") in said


def test_a_poisoned_task_is_done_by_the_other_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    """Alone, with the solver to fall back on, such a task may still be done."""
    monkeypatch.setattr(assign.cluster, "DEATHS", 0)
    with ClusterEngine(1) as engine:
        assert engine(poison_by_first_solver, [0, 1, 2]) == [0, 1, 4]


def test_tasks_for_others_carry_no_clock_of_ours(scheduler: str, tmp_path: Path) -> None:
    """A scheduler's workers may be elsewhere: the deadline and the file of a stop mean nothing there."""
    away = Stop(token=str(tmp_path / "not-here"))
    with ClusterEngine(scheduler=scheduler) as engine:
        assert engine(partial(stopped, stop=away), [(0,), (1,)]) == [(0, False), (1, False)]
        assert engine(stops_of, [Timed(away)]) == [NEVER]
        assert engine(square, []) == []
        assert engine(fail_by_first_solver, list(range(5))) == [0, 1, 4, 9, 16]


def test_a_cluster_is_left_alone_once_time_is_up(scheduler: str) -> None:
    """When the brake is pulled before work begins, nothing is sent, and answers come from here."""
    with Brake() as brake:
        brake.pull()
        with ClusterEngine(scheduler=scheduler, stop=brake.stop) as engine:
            assert engine(square, [1, 2]) == [1, 4]
            assert engine._client is None


def test_a_cluster_that_is_late_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """When time is up while the cluster is still starting, answers come from here at once."""
    gate = threading.Event()
    monkeypatch.setattr(ClusterEngine, "_start", lambda _self: gate.wait(60))
    with ClusterEngine(2, stop=Stop(deadline=time.monotonic() + 0.3)) as engine:
        assert engine(square, [1, 2]) == [1, 4]
        assert engine._client is None
    gate.set()


def die_once(mark: Path) -> str:
    """Kill the process, the first time."""
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return mark.name


def test_a_killed_worker_costs_nothing(tmp_path: Path) -> None:
    """A task under which a worker is killed once is done again and poisons nothing: every answer is there."""
    told = []
    marks = [tmp_path / f"mark-{number}" for number in range(2)]
    marks[1].touch()
    with ClusterEngine(2, on_retry=lambda *what: told.append(what)) as engine:
        assert engine(die_once, marks) == ["mark-0", "mark-1"]
    assert all(why != "poison" for _, why in told)


KILLED = """
import os, signal
from assign.cache import Work
keep = Work.keep
def keep_and_die(*given):
    keep(*given)
    os.kill(os.getpid(), signal.SIGKILL)
Work.keep = keep_and_die
from assign.cli import main
main()
"""


@pytest.mark.skipif(os.name != "posix", reason="sends signals")
def test_a_killed_driver_is_taken_up_on_a_cluster(run: Callable[..., Ran], small: Path) -> None:
    """Killed as it has kept its first answer, a run is taken up to the bytes of one that was left alone."""
    assert run("solve", small, "--out", small / "whole", "--no-cache", "--workers", 1).code == 0
    words = ["solve", str(small), "--no-cache", "--workers", "1"]
    killed = subprocess.run([sys.executable, "-c", KILLED, *words], check=False, capture_output=True)
    assert killed.returncode == -signal.SIGKILL
    assert len(list((small / "plan.work").glob("*/*.json"))) == 1
    assert not (small / "plan").exists()
    ran = run("solve", small, "--no-cache", "--workers", 1, "--resume", "--engine", "dask")
    assert ran.code == 0, ran.err
    assert "1 answers are there" in ran.err
    for file in sorted((small / "whole" / "tables").iterdir()):
        assert (small / "plan" / "tables" / file.name).read_bytes() == file.read_bytes(), file.name


def test_a_scheduler_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """An address where nobody answers is a fault of the call (exit 2), and the address is said."""
    monkeypatch.setattr(assign.cluster, "GREETING_S", 0.5)
    with ClusterEngine(scheduler="tcp://127.0.0.1:9") as engine, pytest.raises(UsageError) as caught:
        engine(square, [1])
    assert caught.value.message.key == "usage.scheduler"
    assert caught.value.message.values["address"] == "tcp://127.0.0.1:9"


def test_a_scheduler_without_workers_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A scheduler that nobody works for is told from one that is not there."""
    from distributed import LocalCluster

    monkeypatch.setattr(assign.cluster, "GREETING_S", 1.0)
    with LocalCluster(n_workers=0, dashboard_address="127.0.0.1:0") as cluster:
        engine = ClusterEngine(scheduler=cluster.scheduler_address)
        with engine, pytest.raises(UsageError) as caught:
            engine(square, [1])
    assert caught.value.message.key == "usage.scheduler-idle"


def test_workers_with_another_program_are_refused(scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker whose assign or libraries differ would give other bytes: it is named."""
    monkeypatch.setattr(assign.cluster, "algorithm_stamp", lambda: "newer")
    with ClusterEngine(scheduler=scheduler) as engine, pytest.raises(UsageError) as caught:
        engine(square, [1])
    assert caught.value.message.key == "usage.scheduler-program"


def test_the_command_says_how_to_install(
    run: Callable[..., Ran], small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without Dask, `--engine dask` says what to install; other engines and lone addresses are refused (exit 2)."""
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "distributed" else found(name)
    )
    ran = run("solve", small, "--engine", "dask")
    assert (ran.code, "pip install 'assign[dask]'" in ran.err) == (2, True)
    assert run("solve", small, "--engine", "spark").code == 2
    ran = run("solve", small, "--scheduler", "tcp://127.0.0.1:1")
    assert (ran.code, "--engine dask" in ran.err) == (2, True)
    assert not (small / "plan.work").exists()


def dying_after(number: int) -> Callable[..., LocalEngine]:
    """An engine that breaks off after so many answers."""

    class Dying(LocalEngine):
        def arriving(self, function, tasks):  # type: ignore[no-untyped-def]
            for count, pair in enumerate(super().arriving(function, tasks)):
                if count == number:
                    raise ConnectionError("the lights went out")
                yield pair

    return Dying


def test_a_run_that_broke_off_is_taken_up(
    run: Callable[..., Ran], small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was finished stands beside the plan, is said, taken up to the same bytes, and gone with the whole plan."""
    whole = run("solve", small, "--out", small / "whole", "--no-cache", "--workers", 1)
    assert (whole.code, (small / "whole.work").exists()) == (0, False)
    with monkeypatch.context() as patch:
        patch.setattr(solving, "LocalEngine", dying_after(1))
        patch.setattr("assign.commands.solve.LocalEngine", dying_after(1))
        ran = run("solve", small, "--no-cache", "--workers", 1)
    assert ran.code != 0
    assert "--resume" in ran.err
    kept = list((small / "plan.work").glob("*/*.json"))
    assert len(kept) == 1
    before = kept[0].stat().st_mtime_ns
    ran = run("solve", small, "--no-cache", "--workers", 1, "--resume")
    assert ran.code == 0, ran.err
    assert "1 answers are there" in ran.err
    assert before
    assert not (small / "plan.work").exists()
    for file in sorted((small / "whole" / "tables").iterdir()):
        assert (small / "plan" / "tables" / file.name).read_bytes() == file.read_bytes(), file.name


def test_nothing_to_take_up_is_said(run: Callable[..., Ran], small: Path) -> None:
    """`--resume` without an earlier run solves from the start, and says so."""
    ran = run("solve", small, "--resume", "--workers", 1)
    assert (ran.code, "nothing to take up" in ran.err) == (0, True)


def test_a_folder_of_somebody_else_is_not_cleared(run: Callable[..., Ran], small: Path) -> None:
    """A folder that only has the name of the work is refused, and stays."""
    (small / "plan.work").mkdir()
    (small / "plan.work" / "thesis.txt").write_text("dear")
    assert run("solve", small).code == 2
    assert (small / "plan.work" / "thesis.txt").read_text() == "dear"
    assert not (small / "plan.work" / MARK).exists()


def test_a_full_disk_is_named_and_loses_nothing_finished(
    run: Callable[..., Ran], small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When work can no longer be kept the run ends, the disk is named, and what was kept stays for `--resume`."""
    write, times = Work._write, []

    def full(self: Work, key: str, answer: object) -> None:
        times.append(key)
        if len(times) > 1:
            raise OSError(errno.ENOSPC, "No space left on device", str(self.folder))
        write(self, key, answer)

    with monkeypatch.context() as patch:
        patch.setattr(Work, "_write", full)
        ran = run("solve", small, "--workers", 1)
    assert (ran.code, "disk is full" in ran.err, "--resume" in ran.err) == (1, True, True)
    assert len(list((small / "plan.work").glob("*/*.json"))) == 1
    assert run("solve", small, "--workers", 1, "--resume").code == 0


def test_work_asks_what_stands_behind_it(tmp_path: Path) -> None:
    """What the user's cache knows is found, too, and both are told of what is new."""
    scopes = [random_scope(seed, name=f"S{seed}") for seed in range(3)]
    behind = Cache(tmp_path / "user")
    fresh = Remembering(LocalEngine(1), behind)(zone_scope, scopes[:1])
    run = Remembering(LocalEngine(1), Work(tmp_path / "work", Cache(tmp_path / "user")))
    assert to_plain(run(zone_scope, scopes)[0]) == to_plain(fresh[0])
    assert (run.found, run.solved) == (1, 2)
    assert len(list((tmp_path / "work").glob("*/*.json"))) == 2
    assert len(list((tmp_path / "user").glob("*/*.json"))) == 3


def test_each_answer_is_kept_as_it_ends(tmp_path: Path) -> None:
    """What arrived before a failure is on disk; what was cut short by a stop is not."""
    scopes = [random_scope(seed, name=f"S{seed}") for seed in range(3)]
    run = Remembering(dying_after(2)(1), Cache(tmp_path))
    with pytest.raises(ConnectionError):
        run(zone_scope, scopes)
    again = Remembering(LocalEngine(1), Cache(tmp_path))
    again(zone_scope, scopes)
    assert (again.found, again.solved) == (2, 1)
    changed = replace(scopes[0], name="other")
    late = Remembering(LocalEngine(1), Cache(tmp_path / "late"))
    late(partial(zone_scope, stop=Stop(deadline=0.0)), [changed])
    assert not (tmp_path / "late").exists()
