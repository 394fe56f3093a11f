"""Before anybody asks for them: what the case and its scenarios name must be there, and what they change must work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from assign.errors import DataError, Fault, Severity
from assign.inputs import Case, check_case, names_of, read_case
from assign.inputs import load_problem as read_problem
from assign.problem import Problem
from assign.scenario.apply import apply_changes
from assign.scenario.names import known_ids, refuse


def check_worlds(path: Path | str, *, scenario: str | None = None) -> list[Fault]:
    """Return the errors of ``[changes]`` and, unless one scenario is asked for, of what each scenario lays over.

    The data is read again only where something is changed: once for the case, once for a scenario with other files.

    Parameters
    ----------
    path, scenario
        As in `read_case`; the case itself must have no errors.
    """
    case = read_case(path, scenario=scenario)
    worlds = {} if scenario else {name: read_case(path, scenario=name) for name in case.scenarios}
    kept: list[Problem] = []

    def facts() -> Problem:
        if not kept:
            kept.append(read_problem(case))
        return kept[0]

    faults = _errors_of(lambda: apply_changes(facts(), case.changes)) if case.changes else []
    for name, world in worlds.items():
        if (world.inputs, world.columns, world.values) != (case.inputs, case.columns, case.values):
            said = [one for one in check_case(path, scenario=name) if one.severity is Severity.ERROR]
            if not said and world.changes:
                said = _errors_of(lambda world=world: apply_changes(read_problem(world), world.changes))  # type: ignore[misc]
        else:
            said = _changed(case, world, facts)
        faults += [_placed(fault, name) for fault in said]
    return faults


def _changed(case: Case, world: Case, facts: Callable[[], Problem]) -> list[Fault]:
    """Return what a scenario over the same files names and cannot change."""
    faults: list[Fault] = []
    if closed := sorted(set(world.closed_roads) - set(case.closed_roads)):
        faults += _errors_of(lambda: _roads_there(facts(), closed))
    if world.changes and world.changes != case.changes:
        faults += _errors_of(lambda: apply_changes(replace(facts(), policy=world.policy), world.changes))
    return faults


def _roads_there(problem: Problem, names: list[str]) -> None:
    """Refuse names that no road has, as `close_roads` does, without closing any."""
    if problem.network is None:
        raise refuse("roads.closed", ", ".join(names), "without-roads")
    answers = {part for name in problem.network.names for part in names_of(name)}
    known_ids((name.strip().casefold() for name in names), answers, "roads.closed")


def _errors_of(change: Callable[[], object]) -> list[Fault]:
    try:
        change()
    except DataError as error:
        return [fault for fault in error.faults if fault.severity is Severity.ERROR]
    return []


def _placed(fault: Fault, name: str) -> Fault:
    """Return a fault of the case under its scenario; faults of other files have their place."""
    if fault.file != "case.toml" or fault.column.startswith("scenario."):
        return fault
    return replace(fault, column=f"scenario.{name}.{fault.column}"[:80])
