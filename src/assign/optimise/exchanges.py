"""The nearest other choices for a post: two officers exchange posts, or one goes to stand beside others.

First-order: everybody else stays. Such a change can cost more than the best answer with the same wish, never less;
`post_officers` with a wish gives that one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cmp_to_key
from heapq import nsmallest

from assign.optimise.compare import compare
from assign.optimise.lineup import Lineup, Shift

WIDE = 300
"""In a pool of more people (transfers over a county, R19) exchanges are tried within a station only."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One other choice for a person's post.

    Parameters
    ----------
    other
        Who would take the post in exchange; None where the person only joins others at another place.
    duty
        What the person would do then.
    """

    person: int
    other: int | None
    duty: int
    shift: Shift


def best_exchanges(
    lineup: Lineup, person: int, *, most: int = 3, moves_left: int | None = None
) -> list[Exchange]:
    """Return the other choices for a person's post that cost the plan least, the best first.

    Parameters
    ----------
    moves_left
        How many officers more may move (R19.max_moves); None where there is no bound.
    """
    rank = cmp_to_key(compare)
    found = [
        (rank(one.shift.standing), one.other is None, one.duty, -1 if one.other is None else one.other, one)
        for one in _choices(lineup, person)
        if moves_left is None or _moved(lineup, one.shift) <= moves_left
    ]
    return [entry[4] for entry in nsmallest(most, found, key=lambda entry: entry[:4])]


def exchange(lineup: Lineup, person: int, other: int) -> Exchange | None:
    """Return the exchange of two people's posts, or None where one may not do what the other does."""
    mine, theirs = lineup.duty[person], lineup.duty[other]
    people = lineup.pool.people
    if mine == theirs or theirs not in people[person].allowed or mine not in people[other].allowed:
        return None
    pair = (min(person, other), max(person, other))
    if pair not in lineup.weighed:
        lineup.weighed[pair] = lineup.shift({person: theirs, other: mine})
    return Exchange(person, other, theirs, lineup.weighed[pair])


def _choices(lineup: Lineup, person: int) -> Iterator[Exchange]:
    """Yield every exchange with another person, then every other place where the person can be spared to stand."""
    pool = lineup.pool
    wide = len(pool.people) > WIDE
    station = _station(lineup, lineup.duty[person])
    for other in range(len(pool.people)):
        if wide and _station(lineup, lineup.duty[other]) != station:
            continue
        found = exchange(lineup, person, other)
        if found is not None:
            yield found
    if not _spared(lineup, person):
        return
    for place in range(len(pool.places)):
        alone = len(lineup.here[place]) == 1 and lineup.duty[lineup.here[place][0]] != place
        if place == lineup.duty[person] or alone or place not in pool.people[person].allowed:
            continue
        if wide and pool.places[place].station_id != station:
            continue
        yield Exchange(person, None, place, lineup.shift({person: place}))


def _spared(lineup: Lineup, person: int) -> bool:
    """Return whether nobody is missing when the person leaves: others share the place, or nobody is asked for."""
    places = lineup.pool.duties[lineup.duty[person]].places
    return len(places) == 1 and (len(lineup.here[places[0]]) > 1 or not lineup.pool.places[places[0]].weight)


def _station(lineup: Lineup, duty: int) -> str:
    return lineup.pool.places[lineup.pool.duties[duty].places[0]].station_id


def _moved(lineup: Lineup, shift: Shift) -> int:
    people = lineup.pool.people
    return sum(
        (duty in people[n].moved) - (lineup.duty[n] in people[n].moved) for n, duty in shift.duties.items()
    )
