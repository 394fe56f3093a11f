"""Officers lent to another station (R19): exact in small pools, else one transfer after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assign.optimise.compare import Standing, compare, standing
from assign.optimise.pool import Person, Pool, PoolAnswer
from assign.optimise.pool_solve import nobodys_tiers, solve_pool
from assign.optimise.tiers import NoAnswerError
from assign.plan import Tier

EXACT_SIZE = 3000
"""People times duties up to which a pool of several stations is solved as one model."""
_TRIED = 2
"""Stations that give and stations that get which are tried for each transfer."""


def solve_wide(pool: Pool) -> PoolAnswer:
    """Return an answer of a pool that may span stations.

    A pool of one station, or a small one, is one exact model. Otherwise each station is solved alone, and officers are
    transferred one at a time from where they are missed least to where people are shortest, while that makes the
    tiers of both stations together better. Each station's posts are then exact; which transfers are made is not
    proven, so the bounds of such a pool are those of nothing being short.
    """
    if not is_wide(pool):
        return solve_pool(pool)
    owners = [_own_station(pool, person) for person in pool.people]
    parts = {part.station: solved(part) for part in split(pool)}
    left = pool.max_transfers or 0
    while left and not pool.stop.passed():
        better = _best_transfer(pool, parts, owners)
        if better is None:
            break
        person, changed = better
        for one in changed:
            parts[one.station] = one
        owners[person] = next(one.station for one in changed if person in one.members)
        left -= 1
    return joined(pool, [parts[one] for one in sorted(parts)])


def is_wide(pool: Pool) -> bool:
    """Return whether a pool spans stations and is too large for one model."""
    return len({place.station_id for place in pool.places}) > 1 and pool.pairs > EXACT_SIZE


@dataclass(frozen=True)
class Part:
    """One station's share of a pool.

    Parameters
    ----------
    members, duties
        Numbers of the people and duties in the whole pool.
    answer
        None while it is not solved.
    """

    station: str
    pool: Pool
    members: tuple[int, ...]
    duties: tuple[int, ...]
    answer: PoolAnswer | None = None


def split(pool: Pool) -> list[Part]:
    """Return the stations' shares of a pool, everybody in the own station."""
    owners = [_own_station(pool, person) for person in pool.people]
    return [_part(pool, one, owners) for one in sorted({place.station_id for place in pool.places})]


def solved(part: Part) -> Part:
    """Return a part with its answer."""
    answer = solve_pool(part.pool) if part.pool.people else PoolAnswer((), nobodys_tiers(part.pool))
    return replace(part, answer=answer)


def _own_station(pool: Pool, person: Person) -> str:
    """Return the station a person belongs to; the first that is open to the person where the own is not."""
    home = [duty for duty in person.allowed if duty not in person.away] or list(person.allowed)
    return pool.places[pool.duties[home[0]].places[0]].station_id


def _part(pool: Pool, station: str, owners: Sequence[str]) -> Part:
    """Return a station's part of a pool with the people who are there."""
    places = [n for n, place in enumerate(pool.places) if place.station_id == station]
    new_place = {old: new for new, old in enumerate(places)}
    duties = [n for n, duty in enumerate(pool.duties) if duty.places[0] in new_place]
    new_duty = {old: new for new, old in enumerate(duties)}
    members = [n for n, owner in enumerate(owners) if owner == station]
    part = replace(
        pool,
        scope=station,
        places=tuple(pool.places[n] for n in places),
        duties=tuple(
            replace(pool.duties[n], places=tuple(new_place[p] for p in pool.duties[n].places)) for n in duties
        ),
        people=tuple(_narrowed(pool.people[n], new_place, new_duty) for n in members),
        areas=tuple(tuple(new_place[p] for p in area) for area in pool.areas if area[0] in new_place),
        lone=frozenset(new_place[p] for p in pool.lone if p in new_place),
        max_transfers=None,
    )
    return Part(station, part, tuple(members), tuple(duties))


def _narrowed(person: Person, new_place: dict[int, int], new_duty: dict[int, int]) -> Person:
    """Return a person who is to stay in one station."""
    here = [(rank, duty) for rank, duty in enumerate(person.allowed) if duty in new_duty]
    return replace(
        person,
        allowed=tuple(new_duty[duty] for _, duty in here),
        unfit=frozenset(new_place[place] for place in person.unfit if place in new_place),
        moved=frozenset(new_duty[duty] for _, duty in here if duty in person.moved),
        away=frozenset(),
        home_min=tuple(person.home_min[rank] for rank, _ in here) if person.home_min else (),
    )


def _best_transfer(
    pool: Pool, parts: dict[str, Part], owners: Sequence[str]
) -> tuple[int, tuple[Part, Part]] | None:
    """Return the best of a few transfers that makes two stations together better, or None."""
    order = sorted(parts.values(), key=lambda part: (_need(part), part.station))
    best: tuple[Standing, int, tuple[Part, Part]] | None = None
    for taker in order[::-1][:_TRIED]:
        for giver in order[:_TRIED]:
            person = _dispensable(pool, giver, taker, owners)
            if giver is taker or person is None:
                continue
            moved = [taker.station if n == person else owner for n, owner in enumerate(owners)]
            try:
                changed = (
                    solved(_part(pool, giver.station, moved)),
                    solved(_part(pool, taker.station, moved)),
                )
            except NoAnswerError:
                continue
            value = standing(_of(changed[0]), _of(giver)) + standing(_of(changed[1]), _of(taker))
            if compare(value, Standing(())) < 0 and (best is None or compare(value, best[0]) < 0):
                best = value, person, changed
    return None if best is None else best[1:]


def _of(part: Part) -> PoolAnswer:
    if part.answer is None:
        raise AssertionError(f"{part.station} is not solved")
    return part.answer


def _need(part: Part) -> tuple[int, ...]:
    """Return how short of people a station is: what is open, doubled, below R10 and R11, and the busiest load."""
    tiers = {tier.name: tier.value for tier in _of(part).tiers}
    first = tuple(tiers[name][0] for name in ("open", "doubled", "understaffed"))
    return (*first, *tiers["load"][:1])


def _dispensable(pool: Pool, giver: Part, taker: Part, owners: Sequence[str]) -> int | None:
    """Return who is transferred most easily: own people only, the least rooted, the first by id."""
    there = set(taker.duties)
    able = [
        n
        for n in giver.members
        if there.intersection(pool.people[n].allowed)
        and not set(giver.duties).intersection(pool.people[n].away)
        and owners[n] == giver.station
    ]
    return min(able, key=lambda n: (pool.people[n].stay, pool.people[n].officer_id), default=None)


def joined(pool: Pool, parts: Sequence[Part]) -> PoolAnswer:
    """Return the answer of the whole pool from those of its stations; what is not zero is not proven."""
    duty = [-1] * len(pool.people)
    for part in parts:
        for member, number in zip(part.members, _of(part).duty, strict=True):
            duty[member] = part.duties[number]
    tiers = []
    for rank, first in enumerate(_of(parts[0]).tiers):
        values = [_of(part).tiers[rank].value for part in parts]
        if first.name == "load":
            value = tuple(sorted((one for loads in values for one in loads), reverse=True))
        elif first.name == "worst_home":
            value = (max(one[0] for one in values),)
        elif first.name == "order":
            value = (order_of(pool, duty),)
        else:
            value = (sum(one[0] for one in values),)
        tiers.append(Tier(first.name, value, () if first.name == "load" else (0,)))
    return PoolAnswer(tuple(duty), tuple(tiers))


def order_of(pool: Pool, duty: Sequence[int]) -> int:
    """Return the sum that breaks ties by ids (`pool_model.in_order`)."""
    last = len(pool.places)
    return sum(
        rank * sum(last - place for place in pool.duties[number].places)
        for rank, number in enumerate(duty, start=1)
    )
