"""A case with its `[changes]`, carried out in one order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assign.errors import DataError, Fault
from assign.inputs import NO_CHANGES, Case, Changes
from assign.inputs import load_problem as read_problem
from assign.problem import Problem
from assign.scenario.demand import more_incidents
from assign.scenario.land import merge_stations, merge_villages
from assign.scenario.load import surge, with_rooms
from assign.scenario.people import on_leave, trained, with_auxiliaries, with_officers, with_recruits
from assign.scenario.sites import with_sites
from assign.scenario.split import split_villages


def load_problem(case: Case) -> Problem:
    """Return the problem of a case, read, checked and built, its changes carried out.

    Minutes, visits and hours have two decimals.

    Raises
    ------
    DataError
        With all faults of all files at once, warnings and notes among them; then with those of the changes.
    """
    return apply_changes(read_problem(case), case.changes)


def apply_changes(problem: Problem, changes: Changes = NO_CHANGES) -> Problem:
    """Return the problem with the changes made: stations, villages, sites, work, people, rooms, in this order.

    Raises
    ------
    DataError
        For ids that are not there, and changes that cannot be made: all of them at once.
    """
    steps: tuple[tuple[Any, Callable[[Problem, Any], Problem]], ...] = (
        (changes.merge_stations, merge_stations),
        (changes.merge_villages, merge_villages),
        (changes.split_villages, split_villages),
        (changes.sites, with_sites),
        (changes.incidents, more_incidents),
        (changes.surge, surge),
        (changes.recruits, with_recruits),
        (changes.leave, on_leave),
        (changes.certificates, trained),
        (changes.police, with_officers),
        (changes.auxiliaries, with_auxiliaries),
        (changes.rooms, with_rooms),
    )
    faults: list[Fault] = []
    for wish, change in steps:
        if wish:
            try:
                problem = change(problem, wish)
            except DataError as error:
                faults += error.faults
    if faults:
        raise DataError(faults)
    return problem
