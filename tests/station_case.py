"""A station of three rooms of five villages each, worked out by hand; what was decided, in short."""

from __future__ import annotations

from dataclasses import replace

from assign.optimise import StaffDecision, Zone, post_officers
from assign.problem import Officer, Problem, Role
from builders import grid_problem, village_id

ROWS, COLS = 3, 5
ROOMS = tuple(f"R-V{n:03d}-office" for n in (0, 5, 10))
"""Three rooms, one a row of five villages; each row borders the next."""


def station(
    *officers: Officer, complexity=(50.0, 50.0, 50.0), hours=(10.0, 10.0, 10.0), **settings
) -> Problem:
    """Return a station of three rows of five villages, alike within a row."""
    problem = grid_problem(ROWS, COLS, even=True, officers=officers, **settings)
    villages = tuple(
        replace(one, complexity=complexity[n // COLS], hours=hours[n // COLS])
        for n, one in enumerate(problem.villages)
    )
    return replace(problem, villages=villages)


def staffed(problem: Problem) -> StaffDecision:
    """Return the posts of the station, its three rooms standing in the first village of each row."""
    zones = tuple(Zone(row * COLS, tuple(range(row * COLS, row * COLS + COLS))) for row in range(ROWS))
    return post_officers(problem, zones)


def police(name: str, ability: float = 60.0, room: int | None = None, **facts) -> Officer:
    """Return a police officer; `room` is the row that the roster says."""
    current = None if room is None else ROOMS[room]
    return Officer(name, Role.POLICE, "S01", ability=ability, current_room_id=current, **facts)


def auxiliary(name: str, ability: float = 60.0, village: int | None = None, **facts) -> Officer:
    """Return an auxiliary; `village` is where the roster says."""
    current = None if village is None else village_id(village)
    return Officer(name, Role.AUXILIARY, "S01", ability=ability, current_village_id=current, **facts)


def assistant(name: str, home: str | None, **facts) -> Officer:
    """Return an assistant with a home village."""
    return Officer(name, Role.ASSISTANT, "S01", home_village_id=home, **facts)


def leads(decision: StaffDecision) -> dict[str, list[int]]:
    """Return the rows that each lead holds."""
    return {
        p.officer.officer_id: [zone.site // COLS for zone in p.rooms] for p in decision.postings if p.is_lead
    }


def others(decision: StaffDecision) -> dict[str, list[int]]:
    """Return the rows of police who do not lead."""
    return {
        p.officer.officer_id: [zone.site // COLS for zone in p.rooms]
        for p in decision.postings
        if not p.is_lead and p.officer.role is Role.POLICE
    }


def helped(decision: StaffDecision) -> dict[str, tuple[int, ...]]:
    """Return the villages that each auxiliary or assistant serves."""
    return {p.officer.officer_id: p.villages for p in decision.postings if p.officer.role is not Role.POLICE}


def listed(decision: StaffDecision, rule_id: str) -> list[tuple[str, str, str]]:
    """Return (severity, entity id, found) of a rule's exceptions."""
    return [(str(e.severity), e.entity_id, e.found) for e in decision.exceptions if e.rule_id == rule_id]


def unused(decision: StaffDecision) -> dict[str, str]:
    """Return why officers have no post, by key of the sentence."""
    return {row.officer_id: row.reason.key for row in decision.unused}
