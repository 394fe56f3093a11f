"""Several scenarios of a case at once: what can be changed in memory is, the rest is read again."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assign.answers import Outcome
from assign.ask.whatif import answer, pinned
from assign.cache import Cache
from assign.errors import DataError
from assign.inputs import Case, read_case
from assign.inputs import load_problem as read_problem
from assign.plan import Plan
from assign.problem import Problem
from assign.scenario import apply_changes, built_in, close_roads
from assign.solve import case_record


def scenarios(
    path: Path | str,
    names: Sequence[str],
    *,
    cache: Cache,
    workers: int | None = None,
    own_target: bool = False,
    heard: Callable[[Outcome], None] = lambda _outcome: None,
    use: Callable[[Outcome, Problem], None] = lambda _outcome, _problem: None,
) -> tuple[Outcome, ...]:
    """Return the outcome of a case as it is, named "", and of its scenarios, each beside the first.

    The data is read once; only what was used up in reading (other files, other columns, rules of borders, travel and
    workload, roads opened again) is read again.

    Parameters
    ----------
    own_target
        Let each scenario have the target hours of its own budget; costs then do not compare.
    heard
        Told of each outcome as it is there.
    use
        Called with each outcome that has a plan, and its problem.

    Raises
    ------
    DataError, UsageError
        As `read_case` and `load_problem`.
    """
    cases = [read_case(path, scenario=name) for name in names]
    base_case = read_case(path)
    begun = time.perf_counter()
    raw = read_problem(base_case)
    base = apply_changes(raw, base_case.changes)
    spent = time.perf_counter() - begun
    worlds = _worlds(raw, base_case, cases)
    record: dict[str, object] = {"case": case_record(base_case)}
    first = answer("", base, None, cache=cache, workers=workers, record=record, read_seconds=spent)
    out = [first]
    heard(first)
    if first.plan:
        use(first, base)
    for name, case, world in zip(names, cases, worlds, strict=True):
        problem, record = _with_target(world.problem, case, None if own_target else first.plan)
        outcome = answer(
            name,
            problem,
            first.plan,
            cache=cache,
            workers=workers,
            record=record,
            read_seconds=world.seconds,
            read_again=float(world.read_again),
        )
        heard(outcome)
        if outcome.plan:
            use(outcome, problem)
        out.append(outcome)
    return tuple(out)


@dataclass(frozen=True)
class _World:
    """The problem of a scenario, whether its files had to be read again, and how long that took."""

    problem: Problem
    read_again: bool
    seconds: float


def _worlds(raw: Problem, base: Case, cases: Sequence[Case]) -> list[_World]:
    """Return the worlds of all scenarios, before any is solved.

    Raises
    ------
    DataError
        With the faults of all of them.
    """
    out, faults = [], []
    for case in cases:
        begun = time.perf_counter()
        try:
            problem, again = _overlaid(raw, base, case)
            out.append(_World(problem, again, time.perf_counter() - begun))
        except DataError as error:
            faults += [
                replace(one, column=f"scenario.{case.scenario}.{one.column}")
                if one.file == "case.toml"
                else one
                for one in error.faults
            ]
    if faults:
        raise DataError(faults)
    return out


def _overlaid(raw: Problem, base: Case, case: Case) -> tuple[Problem, bool]:
    """Return the problem of a scenario, and whether its files had to be read again."""
    same_files = (case.inputs, case.columns, case.values) == (base.inputs, base.columns, base.values)
    same_rules = built_in(case.policy.as_dict()) == built_in(base.policy.as_dict())
    closed = [name for name in case.closed_roads if name not in base.closed_roads]
    opened = set(base.closed_roads) - set(case.closed_roads)
    driven = closed and case.policy["R06"].number("max_drive_min") > 0  # a closed road can undo a border
    if not same_files or not same_rules or opened or driven or (closed and raw.network is None):
        return apply_changes(read_problem(case), case.changes), True
    problem = close_roads(raw, closed) if closed else raw
    return apply_changes(replace(problem, name=case.name, policy=case.policy), case.changes), False


def _with_target(problem: Problem, case: Case, base: Plan | None) -> tuple[Problem, dict[str, object]]:
    """Return the problem with the base's target laid down, and what `run.json` must say for it to be read so again."""
    held = problem if base is None else pinned(problem, base)
    if held is problem:
        return problem, {"case": case_record(case)}
    hours = held.policy["R08"].number("target_hours")
    given: dict[str, object] = dict(case.overrides)
    policy = given.get("policy")
    rules = dict(policy) if isinstance(policy, Mapping) else {}
    budget = rules.get("R08")
    rules["R08"] = {**(budget if isinstance(budget, Mapping) else {}), "target_hours": hours}
    laid_over = replace(case, overrides={**given, "policy": rules})
    return held, {"case": case_record(laid_over)}
