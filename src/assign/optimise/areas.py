"""Areas once the posts stand: rooms cut into areas, a chief for each, a mentor for each junior (R17)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from assign.optimise.crew import Crew, room_id
from assign.optimise.cutting import Piece, cut
from assign.optimise.pool import Pool
from assign.optimise.posting import AreaChoice, Posting
from assign.problem import Officer, Role


def draw_areas(crew: Crew, pool: Pool, postings: Sequence[Posting]) -> tuple[list[AreaChoice], list[Posting]]:
    """Return the areas of a crew and its postings with chiefs and mentors.

    The cut of the rooms that has, in this order: fewest rooms in no area, fewest junior police without a senior in
    their area, fewest junior auxiliaries and assistants without one, fewest chiefs who are not senior, fewest areas,
    the ablest chiefs, the least sum over numbers of rooms. Exact: each area's part is a constant once the posts stand.
    """
    if not pool.guided:
        return [], list(postings)
    years = crew.years_known
    number = {room_id(crew.problem, zone): n for n, zone in enumerate(crew.rooms)}
    at = {p.officer.officer_id: tuple(number[room_id(crew.problem, z)] for z in p.rooms) for p in postings}
    pieces = [
        _piece(crew, pool, piece, postings, at, years=years)
        for piece in [*((n,) for n in range(len(crew.rooms))), *pool.areas]
        if _may_be(piece, postings, at)
    ]
    drawn = cut(len(crew.rooms), pieces)
    chiefs: dict[tuple[int, ...], str] = {}
    for rooms in drawn:
        if len(rooms) > 1:
            chiefs[rooms] = _chief(crew, rooms, postings, at).officer.officer_id
    areas = [
        AreaChoice(tuple(crew.rooms[n] for n in rooms), chief) for rooms, chief in sorted(chiefs.items())
    ]
    area_of = {n: rooms for rooms in drawn for n in rooms}
    out = []
    for posting in postings:
        mine = area_of[at[posting.officer.officer_id][0]]
        mentor = ""
        if years and is_junior(crew, posting.officer):
            mentor = _mentor(crew, posting, mine, postings, at, chiefs.get(mine, ""))
        chief = posting.officer.officer_id in chiefs.values()
        out.append(replace(posting, is_chief=chief, mentor_id=mentor))
    return areas, out


def is_junior(crew: Crew, officer: Officer) -> bool:
    """Return whether an officer has fewer years of service than `ability.junior_years`."""
    return officer.years < crew.problem.policy.number("ability.junior_years")


def is_senior(crew: Crew, officer: Officer) -> bool:
    """Return whether an officer has at least `R17.senior_years` of service."""
    return officer.years >= crew.problem.policy["R17"].number("senior_years")


def _may_be(rooms: tuple[int, ...], postings: Sequence[Posting], at: Mapping[str, tuple[int, ...]]) -> bool:
    """Return whether rooms can be one area: police stand there, and no lead's rooms lie half outside."""
    inside = set(rooms)
    police = [p for p in postings if p.officer.role is Role.POLICE]
    here = [p for p in police if inside.intersection(at[p.officer.officer_id])]
    if len(rooms) == 1:
        return True
    return bool(here) and all(inside.issuperset(at[p.officer.officer_id]) for p in here)


def _piece(
    crew: Crew,
    pool: Pool,
    rooms: tuple[int, ...],
    postings: Sequence[Posting],
    at: Mapping[str, tuple[int, ...]],
    *,
    years: bool,
) -> Piece:
    # the rooms of one lead lie in one area, or each by itself: there the first of them counts
    here = [p for p in postings if at[p.officer.officer_id][0] in rooms]
    police = [p for p in here if p.officer.role is Role.POLICE]
    helpers = [p for p in here if p.officer.role is not Role.POLICE]
    guided = any(is_senior(crew, p.officer) for p in police)
    helped = guided or any(is_senior(crew, p.officer) for p in helpers)
    green = [sum(years and is_junior(crew, p.officer) for p in group) for group in (police, helpers)]
    outside = len(rooms) == 1 and rooms[0] not in pool.lone
    chief = _chief(crew, rooms, postings, at).officer if len(rooms) > 1 else None
    return Piece(
        rooms,
        (
            int(outside),
            0 if guided else green[0],
            0 if helped else green[1],
            int(chief is not None and not is_senior(crew, chief)),
            int(chief is not None),
            0 if chief is None else 1000 - round(round(chief.ability, 1) * 10),
            sum(n * m for n, m in pairwise(rooms)),
        ),
    )


def _chief(
    crew: Crew, rooms: tuple[int, ...], postings: Sequence[Posting], at: Mapping[str, tuple[int, ...]]
) -> Posting:
    """Return the chief of an area: police; a senior, a lead, the ablest, the longest in service, the first by id."""
    here = [
        p
        for p in postings
        if p.officer.role is Role.POLICE and set(rooms).intersection(at[p.officer.officer_id])
    ]
    return min(
        here,
        key=lambda p: (
            not is_senior(crew, p.officer),
            not p.is_lead,
            -round(p.officer.ability, 1),
            -p.officer.years,
            p.officer.officer_id,
        ),
    )


def _mentor(
    crew: Crew,
    junior: Posting,
    rooms: tuple[int, ...],
    postings: Sequence[Posting],
    at: Mapping[str, tuple[int, ...]],
    chief: str,
) -> str:
    """Return the senior who guides a junior, or "": police first, the same room first, then the chief, then the ablest.

    Police are guided by police; auxiliaries and assistants also by their own.
    """
    police_only = junior.officer.role is Role.POLICE
    own = set(at[junior.officer.officer_id])
    seniors = [
        p
        for p in postings
        if is_senior(crew, p.officer)
        and set(rooms).intersection(at[p.officer.officer_id])
        and (p.officer.role is Role.POLICE or not police_only)
    ]
    best = min(
        seniors,
        key=lambda p: (
            p.officer.role is not Role.POLICE,
            not own.intersection(at[p.officer.officer_id]),
            p.officer.officer_id != chief,
            -round(p.officer.ability, 1),
            p.officer.officer_id,
        ),
        default=None,
    )
    return "" if best is None else best.officer.officer_id
