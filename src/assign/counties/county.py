"""One county from its files to its plan folder: what a worker process does, and all that it hands back."""

from __future__ import annotations

import hashlib
import math
import os
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from assign.counties.figures import Standing, standing_of
from assign.inputs import Case, county_case, fingerprints, read_case, refuse_changed_inputs
from assign.optimise import algorithm_stamp
from assign.plain import fingerprint
from assign.plan import Plan, Status
from assign.problem import Problem
from assign.scenario import load_problem
from assign.show import county_record, write_plan
from assign.solve import case_record, solve, stamped

if os.name == "posix":
    import resource

INDEX = "../../map.html"
"""From a county's map to the page that leads to all of them."""


@dataclass(frozen=True)
class CountyTask:
    """A county to solve; small, as it travels to another process.

    Parameters
    ----------
    case
        The whole case's ``case.toml``.
    folder
        Where the county's plan is to stand.
    brief
        No map, workbook, layers or report.
    seconds
        Wall clock until its rooms must stand; None for no limit.
    """

    county_id: str
    case: Path
    folder: Path
    scenario: str | None = None
    overrides: Mapping[str, object] = field(default_factory=dict)
    lang: str = "en"
    seed: int = 0
    brief: bool = False
    seconds: float | None = None

    @property
    def name(self) -> str:
        """What a person calls it."""
        return self.county_id


@dataclass(frozen=True, slots=True)
class CountySolved:
    """What stands in a county's plan folder, and what it took.

    Parameters
    ----------
    key
        SHA-256 of all that the plan depends on (`county_key`).
    inputs
        Role, path, SHA-256 and rows of each part.
    run_sha256, certificate_sha256
        Of the county's ``run.json`` and ``certificate.json``.
    cut_short
        Whether the limit of time left it unproven.
    station_names, outline
        For the index: names, and WKB in WGS 84 as hexadecimal text.
    peak_mb
        Most memory that the worker process had so far.
    """

    key: str
    standing: Standing
    inputs: tuple[tuple[str, str, str, int], ...]
    run_sha256: str
    certificate_sha256: str
    cut_short: bool
    station_names: tuple[str, ...]
    outline: str
    officers: int
    seconds: float
    cpu_seconds: float
    peak_mb: float


def case_of(task: CountyTask) -> Case:
    """Return the county's case."""
    return county_case(read_case(task.case, scenario=task.scenario, overrides=task.overrides), task.county_id)


def county_key(task: CountyTask, inputs: Mapping[str, str]) -> str:
    """Return the SHA-256 of all that the county's folder depends on, the program among it.

    Parameters
    ----------
    inputs
        `fingerprints` of the county's case.
    """
    asked = (task.county_id, task.scenario or "", task.overrides, task.lang, task.seed, task.brief)
    return fingerprint((algorithm_stamp(), version("assign"), dict(inputs), *asked))


def solve_county(task: CountyTask) -> CountySolved:
    """Solve a county, write its plan folder, and return what stands there.

    Raises
    ------
    AssignError
        As `solve`: of this county alone.
    """
    begun, cpu = time.perf_counter(), time.process_time()
    case = case_of(task)
    before = fingerprints(case)
    problem = load_problem(case)
    record = {"lang": task.lang, "case": case_record(case), "county_id": task.county_id}
    plan = solve(problem, workers=1, seed=task.seed, time_limit_s=task.seconds, record=record)
    refuse_changed_inputs(case, problem, before)
    plan = stamped(plan, findings=0)
    write_plan(problem, plan, task.folder, lang=task.lang, brief=task.brief, back=INDEX)
    return _solved(
        problem,
        plan,
        task,
        key=county_key(task, before),
        seconds=time.perf_counter() - begun,
        cpu_seconds=time.process_time() - cpu,
    )


def _solved(
    problem: Problem, plan: Plan, task: CountyTask, *, key: str, seconds: float, cpu_seconds: float
) -> CountySolved:
    known = county_record(problem, plan, task.county_id)
    return CountySolved(
        key=key,
        standing=standing_of(plan, task.county_id),
        inputs=tuple((one.role, one.path, one.sha256, one.rows) for one in problem.sources),
        run_sha256=file_sha256(task.folder / "run.json"),
        certificate_sha256=file_sha256(task.folder / "certificate.json"),
        cut_short=plan.status is not Status.OPTIMAL and task.seconds is not None,
        station_names=known.stations,
        outline=known.outline.hex(),
        officers=len(problem.officers),
        seconds=round(seconds, 3),
        cpu_seconds=round(cpu_seconds, 3),
        peak_mb=peak_mb(),
    )


def file_sha256(path: Path) -> str:
    """Return a file's SHA-256 as hexadecimal text."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def peak_mb() -> float:
    """Return the most memory that this process has held so far, in MB of a million bytes; NaN on Windows."""
    if os.name != "posix":
        return math.nan
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(most * (1 if sys.platform == "darwin" else 1024) / 1e6, 1)
