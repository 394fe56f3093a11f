"""A case with its `[changes]`, carried out in one order."""

from __future__ import annotations

from assign.inputs import NO_CHANGES, Case, Changes
from assign.inputs import load_problem as read_problem
from assign.problem import Problem, Role
from assign.scenario.demand import more_incidents
from assign.scenario.land import merge_stations, merge_villages
from assign.scenario.load import surge, with_rooms
from assign.scenario.people import on_leave, trained, with_officers
from assign.scenario.sites import with_sites


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
        For ids that are not there, and changes that cannot be made.
    """
    if changes.merge_stations:
        problem = merge_stations(problem, changes.merge_stations)
    if changes.merge_villages:
        problem = merge_villages(problem, changes.merge_villages)
    if changes.sites:
        problem = with_sites(problem, changes.sites)
    if changes.incidents:
        problem = more_incidents(problem, changes.incidents)
    if changes.surge:
        problem = surge(problem, changes.surge)
    if changes.leave:
        problem = on_leave(problem, changes.leave)
    if changes.certificates:
        problem = trained(problem, changes.certificates)
    if changes.police:
        problem = with_officers(problem, changes.police)
    if changes.auxiliaries:
        problem = with_officers(problem, changes.auxiliaries, Role.AUXILIARY)
    if changes.rooms:
        problem = with_rooms(problem, changes.rooms)
    return problem
