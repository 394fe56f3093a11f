"""Officers who are away, more of them, or fewer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from assign.inputs import read_recruits
from assign.problem import Officer, Problem, Role
from assign.scenario.names import known_ids, refuse


def on_leave(problem: Problem, officers: Collection[str]) -> Problem:
    """Return the problem with some officers not available.

    Raises
    ------
    DataError
        For unknown officers.
    """
    known_ids(officers, {one.officer_id for one in problem.officers}, "changes.leave")
    away = set(officers)
    roster = (replace(one, available=False) if one.officer_id in away else one for one in problem.officers)
    return replace(problem, officers=tuple(roster))


def trained(problem: Problem, certificates: Mapping[str, Collection[str]]) -> Problem:
    """Return the problem with officers who have got certificates (R24), without an end.

    Raises
    ------
    DataError
        For unknown officers.
    """
    known_ids(certificates, {one.officer_id for one in problem.officers}, "changes.certificates")
    roster = (
        replace(one, certificates=(*one.certificates, *sorted(set(got) - set(one.certificates))))
        if (got := certificates.get(one.officer_id))
        else one
        for one in problem.officers
    )
    return replace(problem, officers=tuple(roster))


def with_recruits(problem: Problem, recruits: Mapping[str, int] | str) -> Problem:
    """Return the problem with recruits: so many police officers a station, or those of a roster beside the case.

    Raises
    ------
    DataError
        For unknown stations, numbers below one, and with all faults of the file.
    """
    where = "changes.recruits"
    if isinstance(recruits, str):
        people, source, said = read_recruits(problem, recruits)
        officers = tuple(sorted([*problem.officers, *people], key=lambda one: one.officer_id))
        return replace(
            problem,
            officers=officers,
            sources=(*problem.sources, source),
            notes=(*problem.notes, *said),
        )
    known_ids(recruits, problem.station_index, where)
    if few := [f"{name} = {count}" for name, count in sorted(recruits.items()) if count < 1]:
        raise refuse(where, ", ".join(few), "no-recruits")
    return with_officers(problem, recruits)


def with_auxiliaries(problem: Problem, more: Mapping[str, int]) -> Problem:
    """Return the problem with auxiliaries more or fewer, by station, as `with_officers` has it."""
    return with_officers(problem, more, Role.AUXILIARY)


def with_officers(problem: Problem, more: Mapping[str, int], role: Role = Role.POLICE) -> Problem:
    """Return the problem with officers more or fewer, by station.

    Those who come are recruits: no years, the least ability. Of those available, the ones with the fewest years leave
    (ties: the last id); who is pinned stays.

    Raises
    ------
    DataError
        For unknown stations, and for more leaving than there are.
    """
    known_ids(more, problem.station_index, "changes.police" if role is Role.POLICE else "changes.auxiliaries")
    roster = list(problem.officers)
    for station_id in sorted(more):
        here = [o for o in roster if o.station_id == station_id and o.role is role and o.available]
        free = sorted((o for o in here if not o.pinned), key=lambda o: o.officer_id, reverse=True)
        free.sort(key=lambda o: o.years)
        if -more[station_id] > len(free):
            raise refuse(f"changes.{station_id}", f"{more[station_id]} ({len(free)})", "too-few-officers")
        gone = {o.officer_id for o in free[: max(0, -more[station_id])]}
        roster = [o for o in roster if o.officer_id not in gone]
        roster += _recruits(problem, station_id, more[station_id], role)
    return replace(problem, officers=tuple(sorted(roster, key=lambda o: o.officer_id)))


def _recruits(problem: Problem, station_id: str, count: int, role: Role) -> list[Officer]:
    """Return new officers with ids that nobody has."""
    taken = {one.officer_id for one in problem.officers}
    ids = (f"{station_id}-new-{role.value}-{number:02d}" for number in range(1, len(taken) + count + 2))
    free = [one for one in ids if one not in taken]
    base = problem.policy.number("ability.base")
    return [Officer(one, role, station_id, ability=base) for one in free[: max(0, count)]]
