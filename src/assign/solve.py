"""The meeting point: rooms → people → plan → verified plan."""

from __future__ import annotations

import platform
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType

from assign.assemble import assemble_plan
from assign.assess import Finding, verify
from assign.cache import Cache, Remembering
from assign.engine import LocalEngine
from assign.errors import UnsoundPlanError
from assign.inputs import Case
from assign.optimise import (
    LP_SOLVERS,
    NEVER,
    RoomDecision,
    Runner,
    Stop,
    Wishes,
    changes_made,
    place_rooms,
    post_officers,
    weigh_posts,
)
from assign.plan import Plan, Status
from assign.problem import Problem
from assign.scenario import earlier_record, follow, load_problem
from assign.show.fingerprint import plan_hash

Progress = Callable[[str, Mapping[str, str | int | float]], None]
"""Called with the name of a stage that ended and its figures, `seconds` among them."""

_BEFALLEN = {"worker": "worker-lost", "gone": "worker-gone", "poison": "poisoned"}
"""What befell a task or worker, and the stage that tells of it; all else is a solver that failed."""
LIBRARIES = ("assign", "geopandas", "numba", "numpy", "ortools", "pandas", "scipy", "shapely")


def solve(
    case: Case | Problem,
    *,
    workers: int | None = None,
    time_limit_s: float | None = None,
    stop: Stop = NEVER,
    seed: int = 0,
    progress: Progress | None = None,
    record: Mapping[str, object] = MappingProxyType({}),
    cache: Cache | None = None,
    before: Plan | None = None,
    pins: Sequence[str] = (),
    engine: Callable[..., LocalEngine] = LocalEngine,
    place: Callable[[Problem, Runner, Stop], RoomDecision] = place_rooms,
    check: Callable[[Problem, Plan], tuple[Finding, ...]] = verify,
) -> Plan:
    """Return the verified plan of a case.

    Parameters
    ----------
    case
        A case as read by `read_case`, or a problem as built by `load_problem`.
    workers
        Worker processes; by default one a processor. The plan does not depend on it.
    time_limit_s
        Seconds of wall clock until rooms and posts must stand; then the best so far, `feasible`.
    stop
        Another way to say so: once it has passed, the best rooms and posts so far, and quick ones where there are
        none. If it was pulled by hand, the plan is `interrupted`.
    seed
        Recorded; the present methods draw no random numbers.
    progress
        Told of each stage as it ends.
    record
        Further entries for `run.json`; its `timings`, in seconds, are added to those measured here.
    cache
        Answers to look up and to keep, station by station; by default none. The plan does not depend on it.
    before
        An earlier plan that the new one follows: officers stand where it has them, and a village that changes room
        costs ``weights.change_min``. With the facts already followed (`scenario.follow`) leave it out.
    pins
        What must stay: ``OFFICER=ROOM``, ``OFFICER=VILLAGE``, ``VILLAGE=ROOM``, ``ROOM``.
    engine
        Where tasks run: `LocalEngine`, or a `ClusterEngine` with its scheduler laid in. The plan does not depend on it.
    place
        Decides the rooms; by default those of least cost.
    check
        Says what is wrong with the plan; by default the verifier.

    Raises
    ------
    DataError
        If the data has faults.
    ImpossibleError
        If rules that must hold collide.
    NoPlanError
        If no plan was found in time.
    UnsoundPlanError
        If the verifier refuses the plan.
    """
    stages = _Stages(progress or (lambda _stage, _figures: None))
    if isinstance(case, Case):
        record = {"case": case_record(case), **record}
    begun = time.monotonic()
    problem = case if isinstance(case, Problem) else load_problem(case)
    if before is not None or pins:
        problem, followed = _followed(problem, before, pins)
        record = {**followed, **record}
    villages, stations = len(problem.villages), len(problem.stations)
    stages.end("read", villages=villages, stations=stations, officers=len(problem.officers))
    stages.timings |= given if isinstance(given := record.get("timings"), Mapping) else {}
    if time_limit_s is not None:
        stop = replace(stop, deadline=begun + time_limit_s)
    retried: list[dict[str, str]] = []
    with engine(workers, stop=stop, on_retry=_retry(retried, stages)) as running:
        kept = Remembering(running, cache or Cache())
        rooms = _rooms(problem, kept, stop, place, stages)
        wishes = Wishes(stand=problem.earlier.stand)
        staff = post_officers(problem, rooms.zones, wishes=wishes, run=kept, stop=stop)
        stages.end("people", posts=len(staff.postings), unused=len(staff.unused))
        if problem.earlier.served:
            record = {**record, "changes": changes_made(problem, rooms, staff)}
        run = {**_record(problem, rooms, seed), **({"retried": retried} if retried else {}), **record}
        plan = assemble_plan(problem, rooms, staff, {**run, "timings": stages.timings})
        if stop.pulled():
            plan = replace(plan, status=Status.INTERRUPTED)
        plan = replace(plan, reasons=weigh_posts(problem, plan, run=kept, stop=stop))
    kept.cache.tidy()
    stages.end("reasons", reasons=len(plan.reasons))
    findings = check(problem, plan)
    stages.end("verify", findings=len(findings))
    if findings:
        raise UnsoundPlanError(findings)
    return plan


def _followed(
    problem: Problem, before: Plan | None, pins: Sequence[str]
) -> tuple[Problem, dict[str, object]]:
    """Return the problem after an earlier plan and with pins, and what `run.json` says of them."""
    record: dict[str, object] = {"pins": list(pins)} if pins else {}
    earlier = None
    if before is not None:
        earlier = earlier_record(problem, before)
        record |= {"earlier": earlier, "parent": parent_record(before)}
    return follow(problem, earlier, pins), record


def parent_record(plan: Plan, folder: Path | None = None) -> dict[str, object]:
    """Return how `run.json` names the plan that another was made from."""
    place = {"path": str(folder.absolute())} if folder else {}
    return {
        **place,
        "plan": plan_hash(plan),
        "status": plan.status.value,
        "objective": plan.objective["total"],
    }


class _Stages:
    """Tells of each stage as it ends, and keeps how many seconds it took."""

    def __init__(self, tell: Progress) -> None:
        self.tell = tell
        self.timings: dict[str, float] = {}
        self._begun = time.perf_counter()

    def end(self, name: str, **figures: str | int | float) -> None:
        """End a stage; the next one begins."""
        now = time.perf_counter()
        self.timings[name] = round(now - self._begun, 3)
        self.tell(name, {**figures, "seconds": f"{now - self._begun:.1f}"})
        self._begun = now


def _retry(retried: list[dict[str, str]], stages: _Stages) -> Callable[[str, str], None]:
    """Return what notes down the scopes that had to be solved a second time, and tells of them."""

    def retry(scope: str, why: str) -> None:
        retried.append({"scope": scope, "why": why})
        name = _BEFALLEN.get(why, "retried")
        stages.tell(name, {"scope": scope, "why": why, "solver": LP_SOLVERS[1]})

    return retry


def _rooms(
    problem: Problem,
    kept: Remembering,
    stop: Stop,
    place: Callable[[Problem, Runner, Stop], RoomDecision],
    stages: _Stages,
) -> RoomDecision:
    """Return the rooms."""
    rooms = place(problem, kept, stop)
    proven = sum(one.objective == one.bound for one in rooms.certificates)
    counts = {"proven": proven, "scopes": len(rooms.certificates)}
    counts |= {"known": kept.found, "solved": kept.solved}
    stages.end("rooms", rooms=len(rooms.zones), **counts)
    return rooms


def case_record(case: Case) -> dict[str, object]:
    """Return what `run.json` must say of a case, so that `verify` can read the same facts again."""
    return {
        "name": case.name,
        "path": str(case.path),
        "scenario": case.scenario,
        "overrides": dict(case.overrides),
    }


def stamped(plan: Plan, *, findings: int) -> Plan:
    """Return the plan with the moment it was made and verified in its record; no decision depends on it."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    made = plan.run.get("made", now)
    return replace(plan, run={**plan.run, "made": made, "verified": {"at": now, "findings": findings}})


def _record(problem: Problem, rooms: RoomDecision, seed: int) -> dict[str, object]:
    """Return what `run.json` says of the run beside the plan's own figures."""
    budget = rooms.budget
    return {
        "case": {"name": problem.name, "path": problem.case_path},
        "inputs": [
            {"role": s.role, "path": s.path, "sha256": s.sha256, "rows": s.rows} for s in problem.sources
        ],
        "policy": problem.policy.as_dict(),
        "rules_not_yet_enforced": list(problem.policy.not_yet_enforced),
        "versions": {"python": platform.python_version(), **{name: version(name) for name in LIBRARIES}},
        "seed": seed,
        "parent": None,
        "target_hours": rooms.target / 100,
        "rooms_budget": {"asked": budget.asked, "effective": budget.effective, "rural": budget.rural},
        "links": [[link.village_id, link.other_id, link.travel_min] for link in problem.links],
    }
