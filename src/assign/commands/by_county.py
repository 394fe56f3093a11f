"""`assign solve --by county`: a case in parts solved county by county, memory bounded whatever its size."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import typer

from assign.commands.resuming import work_beside
from assign.commands.solving import overrides_of
from assign.counties import CountySolved, CountyTask, Kept, in_processes, put_together, solve_county
from assign.engine import default_workers
from assign.errors import AssignError, NoPlanError, UsageError
from assign.inputs import Case, counties_in, county_rows, read_case
from assign.messages import Message
from assign.show import only_writer, refuse_strangers
from assign.show.words import word
from assign.speak import as_json, complain, complain_in, report_error, tell
from assign.started import STARTED

SAID_EVERY_S = 2.0
"""A line of progress at most so often."""
RESERVE = 0.03
"""Part of the limit of time that is kept for putting the whole together."""
NAMED = 10


@dataclass(frozen=True)
class CountyRun:
    """How to solve county by county: the arguments of `assign solve`.

    Parameters
    ----------
    brief
        No map, workbook, layers or report.
    """

    workers: int | None = None
    scenario: str | None = None
    sets: tuple[str, ...] = ()
    time_limit_s: float | None = None
    seed: int = 0
    in_json: bool = False
    resume: bool = False
    brief: bool = False


@dataclass
class _Run:
    """A run over all counties: what is to do, what has come of it."""

    case: Case
    folder: Path
    language: str
    kept: Kept
    workers: int
    end: float | None
    seed: int = 0
    brief: bool = False
    solved: dict[str, CountySolved] = field(default_factory=dict)
    failed: dict[str, Exception] = field(default_factory=dict)
    begun: float = field(default_factory=time.perf_counter)
    taken_up: int = 0

    def task(self, county_id: str) -> CountyTask:
        """Return a county's task, without a limit of time."""
        case = self.case
        return CountyTask(
            county_id,
            case.path,
            self.kept.place(county_id),
            case.scenario,
            dict(case.overrides),
            self.language,
            self.seed,
            self.brief,
        )


def solve_by_county(case_path: Path, folder: Path, language: str, asked: CountyRun) -> None:
    """Solve every county of a case in parts, a process each, and write one plan folder for all.

    A county that fails is named; the others are finished and kept, so that ``--resume`` solves that one alone.

    Raises
    ------
    NoPlanError
        ``no-plan.counties`` if time was up before all counties had begun.
    """
    case = read_case(case_path, scenario=asked.scenario, overrides=overrides_of(asked.sets))
    counties = counties_in(case)
    refuse_strangers(folder)
    end = None if asked.time_limit_s is None else STARTED + asked.time_limit_s * (1 - RESERVE)
    with only_writer(folder), work_beside(folder, None, language, resume=asked.resume) as work:
        kept = Kept(work.folder or folder)
        kept.forget_others(frozenset(counties))
        workers = asked.workers or default_workers()
        run = _Run(case, folder, language, kept, workers, end, asked.seed, asked.brief)
        if asked.resume:
            run.solved = {key: one for key in counties if (one := kept.find(run.task(key))) is not None}
            run.taken_up = len(run.solved)
        sizes = {key: county_rows(case, key) for key in counties}
        complain_in("stage.counties", language, counties=len(counties), villages=sum(sizes.values()))
        _solve_all(run, sizes)
        if run.failed:
            _report_failed(run)
        if left := [key for key in counties if key not in run.solved]:
            raise NoPlanError(Message("no-plan.counties", {"left": len(left), "kept": len(run.solved)}))
        record = put_together(
            case, [run.solved[key] for key in counties], kept.folder, folder, record=_record(run)
        )
    _conclude(record, folder, language, in_json=asked.in_json)


def _solve_all(run: _Run, sizes: Mapping[str, int]) -> None:
    """Solve what is not solved yet, the largest first, and keep each county as it ends."""
    said = 0.0
    for task, outcome in in_processes(solve_county, _tasks(run, sizes), run.workers):
        if isinstance(outcome, Exception):
            run.failed[task.county_id] = _told(task.county_id, outcome)
            complain_in("stage.county-failed", run.language, county=task.county_id)
            continue
        run.solved[task.county_id] = outcome
        run.kept.keep(task.county_id, outcome)
        if time.perf_counter() - said > SAID_EVERY_S or len(run.solved) == len(sizes):
            said = time.perf_counter()
            _progress(run, sizes)


def _told(county_id: str, error: Exception) -> Exception:
    """Return what befell a county as an error that can be said in words."""
    if isinstance(error, AssignError | OSError | MemoryError):
        return error
    values = {"county": county_id, "text": f"{type(error).__name__}: {error}"[:300]}
    return NoPlanError(Message("no-plan.county-broke", values))


def _tasks(run: _Run, sizes: Mapping[str, int]) -> Iterator[CountyTask]:
    """Yield the counties to solve, each with its share of the time that is left when it is begun.

    A county may take as long as its share of the villages left; what it does not need falls to the others.
    """
    todo = sorted((key for key in sizes if key not in run.solved), key=lambda key: (-sizes[key], key))
    left = sum(sizes[key] for key in todo)
    for key in todo:
        task = run.task(key)
        if run.end is not None:
            remaining = run.end - time.monotonic()
            if remaining <= 0:
                return
            share = remaining * min(1.0, run.workers * max(1, sizes[key]) / max(1, left))
            task = replace(task, seconds=share)
        left -= sizes[key]
        yield task


def _progress(run: _Run, sizes: Mapping[str, int]) -> None:
    """Say how far the run is, and how long the rest will take at the same pace."""
    standings = [one.standing for one in run.solved.values()]
    spent = time.perf_counter() - run.begun
    done = sum(size for key, size in sizes.items() if key in run.solved)
    fresh = [key for key in run.solved if key in sizes][run.taken_up :]
    villages = sum(sizes[key] for key in fresh)
    left = sum(sizes.values()) - done
    complain_in(
        "stage.county",
        run.language,
        done=len(run.solved),
        counties=len(sizes),
        villages=done,
        rooms=int(sum(one.metrics.get("rooms", 0) for one in standings)),
        proven=sum(one.proven for one in standings),
        scopes=sum(one.scopes for one in standings),
        seconds=f"{spent:.0f}",
        left=f"{spent / villages * left:.0f}" if villages else "–",
    )


def _report_failed(run: _Run) -> None:
    """Say what befell each county that failed, and end with the exit code of the first."""
    for county_id, error in sorted(run.failed.items()):
        complain_in("cli.county-failed", run.language, county=county_id)
        if isinstance(error, AssignError):
            report_error(error)
        else:
            complain(f"{type(error).__name__}: {error}")
    failed = ", ".join(sorted(run.failed))
    complain_in("cli.counties-failed", run.language, failed=failed, kept=len(run.solved))
    first = run.failed[min(run.failed)]
    raise typer.Exit(first.exit_code if isinstance(first, AssignError) else 1)


def _record(run: _Run) -> dict[str, object]:
    """Return what `run.json` says beside the sums; no decision depends on it."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return {
        "lang": run.language,
        "seed": run.seed,
        "parent": None,
        "made": now,
        "verified": {"at": now, "findings": 0},  # `solve` hands out no county that its verifier refuses
        "timings": {"solve": round(time.perf_counter() - run.begun, 3)},
        "workers": run.workers,
        "taken_up": run.taken_up,
        "brief": run.brief,
    }


def _conclude(record: Mapping[str, object], folder: Path, language: str, *, in_json: bool) -> None:
    """Print what was reached and where it lies."""
    if in_json:
        names = ("status", "objective", "bound", "gap", "metrics", "proof", "spent", "exceptions")
        shown = {name: record[name] for name in names}
        typer.echo(as_json({**shown, "plan": str(folder.absolute())}))
        return
    objective, proof, metrics, spent = (
        _table(record, key) for key in ("objective", "proof", "metrics", "spent")
    )
    total, bound = f"{objective['total']:,.1f}", f"{record['bound']:,.1f}"
    status = word(f"status.{record['status']}", language)
    tell("cli.status", language, status=status, total=total, bound=bound, gap=f"{record['gap']:.3%}")
    counts = {name: str(metrics[name]) for name in ("counties", "villages", "rooms")}
    counts |= {name: str(proof[name]) for name in ("proven", "scopes")}
    cpu, peak = f"{spent['cpu_seconds']:.0f}", f"{spent['peak_mb']:.0f}"
    tell("cli.counties", language, **counts, cpu=cpu, peak=peak)
    unproven = proof["open"] if isinstance(proof["open"], Sequence) else []
    for one in unproven[:NAMED]:
        tell("cli.scope-open", language, scope=one["scope"], county=one["county_id"], gap=f"{one['gap']:.3%}")
    if record["exceptions"]:
        file = str(folder / "tables" / "exceptions.csv")
        tell("cli.exceptions", language, count=int(str(record["exceptions"])), file=file)
    tell("cli.plan", language, path=str(folder.absolute()))
    if not record.get("brief"):
        tell("cli.map", language, path=str((folder / "map.html").absolute()))


def _table(record: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = record[key]
    return value if isinstance(value, Mapping) else {}


def refuse_for_whole(given: Mapping[str, object]) -> None:
    """Raise for options that speak of all counties together, or of one plan.

    Raises
    ------
    UsageError
        ``usage.county-options``.
    """
    names = [f"--{name.replace('_', '-')}" for name, value in given.items() if value]
    if names:
        raise UsageError(Message("usage.county-options", {"found": ", ".join(names)}))
