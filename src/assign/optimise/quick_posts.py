"""A post for everybody of a pool at once, without a solver: what stands when time is up before the exact model began.

People are matched to places one by one so that the places that weigh most have somebody; who is left shares a place,
and places that are left are added to those of a neighbour. Every rule that posts must keep is kept; what is short is
short, and the tiers say by how much. Nothing is proven of it.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from assign.optimise.lineup import Lineup
from assign.optimise.pool import Duty, Person, Pool, load, shortfall
from assign.plan import Tier

_FORBIDDEN = 1e18
_WEIGHT, _UNFIT, _MOVE, _ABILITY = 1e12, 1e11, 1e8, 1.0
"""What a place's weight, a certificate that lacks, a year in the place and a squared tenth of ability weigh at most:
each more than all below it, nearly."""


def quick_posts(pool: Pool) -> tuple[int, ...] | None:
    """Return a duty of each person, or None where people, pins and wishes leave no quick way.

    A bound on moves is kept where each can stay: whoever can stays, before any place is filled. Nobody is lent to
    another station who has a duty in the own.

    Notes
    -----
    The matching is of the most weight there is (linear assignment); the rest is greedy. A few milliseconds for a
    station of fifty.
    """
    open_to = [_duties(pool, person) for person in pool.people]
    if not all(open_to) or _lent(pool, open_to) > (pool.max_transfers or 0):
        return None
    found = _Posts(pool, open_to)
    if not found.settle_bound():
        return None
    found.match()
    if not found.pile_up():
        return None
    found.extend()
    return tuple(found.duty)


def unproven_tiers(pool: Pool, duty: tuple[int, ...]) -> tuple[Tier, ...]:
    """Return the tiers of posts that nothing is proven of: each has the least bound there is.

    With R17 on, every room counts as an area of its own: areas are drawn once all posts stand (`areas`).
    """
    pieces = tuple((n,) for n in range(len(pool.places))) if pool.guided else ()
    amounts = Lineup(pool, duty, pieces).tiers()
    return tuple(Tier(name, value, () if name == "load" else (0,)) for name, value in amounts.items())


def _duties(pool: Pool, person: Person) -> tuple[int, ...]:
    """Return the duties that come into question: at home if there are any, unmoved under a bound if there are any."""
    out = person.allowed
    for shunned in (person.away, person.moved if pool.max_moves is not None else ()):
        out = tuple(duty for duty in out if duty not in shunned) or out
    return out


def _lent(pool: Pool, open_to: list[tuple[int, ...]]) -> int:
    """Return how many people have no duty but in another station."""
    return sum(duties[0] in person.away for person, duties in zip(pool.people, open_to, strict=True))


class _Posts:
    """Who does what so far; -1 is nothing yet."""

    def __init__(self, pool: Pool, open_to: list[tuple[int, ...]]) -> None:
        self.pool = pool
        self.open_to = open_to
        self.duty = [-1] * len(pool.people)
        self.heads = [0] * len(pool.places)

    def take(self, person: int, duty: int) -> None:
        """Give a person a duty, in place of any before."""
        if self.duty[person] >= 0:
            self._count(self.pool.duties[self.duty[person]], -1)
        self.duty[person] = duty
        self._count(self.pool.duties[duty], 1)

    def _count(self, duty: Duty, heads: int) -> None:
        for place in duty.places:
            self.heads[place] += heads

    def _is_single(self, duty: int) -> bool:
        return duty < len(self.pool.places)

    def _grouped(self) -> set[int]:
        """Return the places that one person holds together with others: nobody may share them."""
        return {
            place
            for duty in self.duty
            if duty >= 0 and not self._is_single(duty)
            for place in self.pool.duties[duty].places
        }

    def settle_bound(self) -> bool:
        """Give those who can only hold several places together the first such that are free."""
        for person, duties in enumerate(self.open_to):
            if any(map(self._is_single, duties)):
                continue
            free = (d for d in duties if not any(self.heads[p] for p in self.pool.duties[d].places))
            duty = next(free, None)
            if duty is None:
                return False
            self.take(person, duty)
        return True

    def match(self) -> None:
        """Give places to people one to one, those that weigh most first, at the least cost in what comes after."""
        people = [n for n, duty in enumerate(self.duty) if duty < 0]
        places = [n for n, heads in enumerate(self.heads) if not heads]
        if not people or not places:
            return
        costs = self._costs(people, places)
        rows, columns = linear_sum_assignment(costs)
        for row, column in zip(rows, columns, strict=True):
            if costs[row, column] < _FORBIDDEN / 2:
                self.take(people[row], places[column])

    def _costs(self, people: list[int], places: list[int]) -> NDArray[np.float64]:
        """Return what each place costs for each person, negative where it is worth filling."""
        column = {place: n for n, place in enumerate(places)}
        weights = np.array([self.pool.places[place].weight for place in places], np.float64)
        worth = -weights / max(1.0, weights.max()) * _WEIGHT - _UNFIT  # any place is better than none
        costs = np.full((len(people), len(places)), _FORBIDDEN)
        for row, number in enumerate(people):
            person = self.pool.people[number]
            for duty in self.open_to[number]:
                if duty in column:
                    costs[row, column[duty]] = worth[column[duty]] + self._cost(person, duty)
        return costs

    def _cost(self, person: Person, duty: int) -> float:
        moved = person.stay * _MOVE if duty in person.moved and self.pool.weigh_moves else 0.0
        unfit = _UNFIT / 2 if duty in person.unfit and self.pool.places[duty].asks else 0.0
        short = shortfall(person.ability, self.pool.duties[duty].complexity) if self.pool.weigh_ability else 0
        return moved + unfit + _ABILITY * short

    def pile_up(self) -> bool:
        """Let everybody without a duty share the place that gains most; return whether that could be."""
        grouped = self._grouped()
        for person, duty in enumerate(self.duty):
            if duty >= 0:
                continue
            options = [d for d in self.open_to[person] if self._is_single(d) and d not in grouped]
            if not options:
                return False
            self.take(person, min(options, key=lambda d: self._sharing(person, d)))
        return True

    def _sharing(self, person: int, duty: int) -> tuple[object, ...]:
        """Return what orders shared places: no move, more people wanted (R10, R11), more hours a head."""
        place, heads = self.pool.places[duty], self.heads[duty]
        relieved = place.short(heads) - place.short(heads + 1)
        moved = duty in self.pool.people[person].moved
        return moved, -relieved, -place.hours / (heads + 1), duty

    def extend(self) -> None:
        """Add places that nobody is at to those of a neighbour, the weightiest first."""
        wanted = [n for n, place in enumerate(self.pool.places) if place.weight and not self.heads[n]]
        for place in sorted(wanted, key=lambda n: (-self.pool.places[n].weight, n)):
            if self.heads[place]:
                continue
            holder = {p: n for n, duty in enumerate(self.duty) for p in self.pool.duties[duty].places}
            options = [
                (*self._extending(person, duty), person, duty)
                for duty in self.pool.groups_at[place]
                for person in self._extenders(self.pool.duties[duty], holder)
                if duty in self.open_to[person]
            ]
            if options:
                *_, person, duty = min(options)
                self.take(person, duty)

    def _extenders(self, duty: Duty, holder: dict[int, int]) -> Iterable[int]:
        """Return who alone holds some of the duty's places, all of the own among them, the others being free."""
        there = {holder[place] for place in duty.places if self.heads[place]}
        if len(there) != 1 or any(self.heads[place] > 1 for place in duty.places):
            return ()
        (person,) = there
        return (person,) if set(self.pool.duties[self.duty[person]].places) <= set(duty.places) else ()

    def _extending(self, person: int, duty: int) -> tuple[int, int]:
        """Return what orders wider duties: no move that was none before, the least load."""
        facts = self.pool.people[person]
        moved = duty in facts.moved and self.duty[person] not in facts.moved
        return int(moved), load(self.pool.duties[duty].hours, facts.capacity)
