"""A crew with a problem of its own: nothing but what its people depend on, so that its answer can be kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assign.messages import Message
from assign.optimise.crew import Crew
from assign.optimise.posting import Posting
from assign.plan import StaffProof
from assign.policy import Policy
from assign.problem import Problem, Travel

ROOM_RULES = tuple(f"R0{number}" for number in range(1, 10))
"""Rules of where rooms stand: decided before people are, and left out, so that whoever asks for one fails."""


def apart(crew: Crew) -> Crew:
    """Return the crew with a problem that holds its villages and sites, the homes of its officers, and the rules.

    Numbers are in the same order as in the whole problem, so answers differ in nothing. The roster stays empty: the
    crew has its officers.
    """
    whole = crew.problem
    index = whole.village_index
    own = set(crew.villages)
    homes = {index.get(one.home_village_id or "", -1) for one in (*crew.police, *crew.helpers)} - {-1}
    villages = sorted(own | homes)
    sites = sorted({zone.site for zone in crew.rooms} | {whole.sites_of_village[v][0] for v in own})
    number = {village: n for n, village in enumerate(villages)}
    site_number = {site: n for n, site in enumerate(sites)}
    facts = tuple(whole.villages[v] for v in villages)
    used = {village.station_id for village in facts}
    part = Problem(
        name="",
        policy=_staff_rules(whole.policy),
        villages=facts,
        stations=tuple(one for one in whole.stations if one.station_id in used),
        sites=tuple(whole.sites[site] for site in sites),
        officers=(),
        borders=_borders(whole, own, number),
        links=(),
        outlines=np.empty(len(villages), np.object_),
        projected_crs="",
        travel=_travel(whole.travel, sites, villages),
        network=None,
        day=whole.day,
    )
    rooms = tuple(
        replace(zone, site=site_number[zone.site], villages=tuple(number[v] for v in zone.villages))
        for zone in crew.rooms
    )
    return replace(crew, problem=part, rooms=rooms)


def crew_facts(crew: Crew) -> tuple[object, ...]:
    """Return all that the posts of a crew with a problem of its own depend on."""
    part = crew.problem
    return (
        (crew.scope, crew.rooms, crew.police, crew.helpers, crew.years_known),
        (part.villages, part.stations, part.sites, part.borders, part.day),
        (part.travel.indptr, part.travel.village, part.travel.minutes),
        (tuple(part.policy.rules.values()), part.policy.numbers),
    )


def _staff_rules(policy: Policy) -> Policy:
    return Policy(
        {name: rule for name, rule in policy.rules.items() if name not in ROOM_RULES}, policy.numbers
    )


def _borders(whole: Problem, own: set[int], number: Mapping[int, int]) -> NDArray[np.int32]:
    pairs = [(number[v], number[u]) for v in sorted(own) for u in whole.neighbours[v] if v < u and u in own]
    return np.array(pairs, np.int32).reshape(-1, 2)


def _travel(travel: Travel, sites: Sequence[int], villages: Sequence[int]) -> Travel:
    """Return the minutes between some sites and some villages, as far as they were measured."""
    rows = [np.arange(travel.indptr[site], travel.indptr[site + 1]) for site in sites]
    stored = np.concatenate(rows)
    wanted = np.asarray(villages, np.int32)
    at = np.minimum(np.searchsorted(wanted, travel.village[stored]), len(wanted) - 1)
    here = wanted[at] == travel.village[stored]
    row = np.repeat(np.arange(len(sites)), [len(one) for one in rows])[here]
    ends = np.cumsum(np.bincount(row, minlength=len(sites)))
    return Travel(
        np.concatenate([[0], ends]).astype(np.int64), at[here].astype(np.int32), travel.minutes[stored][here]
    )


@dataclass(frozen=True, slots=True)
class Seat:
    """A posting by numbers within its crew: of rooms in their order, of villages in theirs."""

    officer_id: str
    rooms: tuple[int, ...]
    villages: tuple[int, ...]
    is_lead: bool
    moved: bool
    hours: int
    reason: Message
    is_chief: bool
    mentor_id: str


@dataclass(frozen=True, slots=True)
class Staffing:
    """All that is decided for a crew, in numbers that mean the same in whichever problem the crew stands.

    Parameters
    ----------
    areas
        Rooms and chief of each.
    why_not
        Why an available officer has no post.
    """

    seats: tuple[Seat, ...]
    areas: tuple[tuple[tuple[int, ...], str], ...]
    why_not: tuple[tuple[str, Message], ...]
    proofs: tuple[StaffProof, ...]


def seated(crew: Crew, postings: Sequence[Posting]) -> tuple[Seat, ...]:
    """Return postings by numbers within their crew."""
    room = {zone: n for n, zone in enumerate(crew.rooms)}
    village = {v: n for n, v in enumerate(crew.villages)}
    return tuple(
        Seat(
            p.officer.officer_id,
            tuple(room[zone] for zone in p.rooms),
            tuple(village[v] for v in p.villages),
            p.is_lead,
            p.moved,
            p.hours,
            p.reason,
            p.is_chief,
            p.mentor_id,
        )
        for p in postings
    )


def posted(crew: Crew, seats: Sequence[Seat]) -> list[Posting]:
    """Return the postings again, in the problem that the crew stands in."""
    officers = {one.officer_id: one for one in (*crew.police, *crew.helpers)}
    return [
        Posting(
            officers[seat.officer_id],
            tuple(crew.rooms[n] for n in seat.rooms),
            tuple(crew.villages[n] for n in seat.villages),
            seat.is_lead,
            seat.moved,
            seat.hours,
            seat.reason,
            seat.is_chief,
            seat.mentor_id,
        )
        for seat in seats
    ]
