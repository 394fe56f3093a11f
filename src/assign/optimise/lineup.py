"""Who stands where in a pool, weighed tier by tier without a solver; and what a change of a few posts does to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from assign.optimise.compare import Standing
from assign.optimise.pool import Pool, load, share, shortfall

_FIRST = ("open", "doubled", "uncertified", "understaffed", "load", "ability", "green")
_GUIDED = ("outside", "unguided")
_LAST = ("moves", "worst_home", "home", "order")


Here = Mapping[int, tuple[int, ...]] | Sequence[tuple[int, ...]]
"""People by place."""
Duties = Mapping[int, int] | Sequence[int]
"""Duty by person."""


class _Over(dict[int, Any]):
    """A sequence with some entries of its own laid over it."""

    def __init__(self, below: Sequence[Any], own: Mapping[int, Any]) -> None:
        super().__init__(own)
        self.below = below

    def __missing__(self, number: int) -> Any:
        return self.below[number]


@dataclass(frozen=True, slots=True)
class Shift:
    """What a change of posts does to a pool's tiers.

    Parameters
    ----------
    duties
        Person -> duty, of those who change.
    standing
        Differences in the order of the tiers; for ``load``, how often each load is gained.
    before, after
        Value of each tier that is one number; of ``load``, the highest load that only one of the two has (0: none).
    touched
        People whose hours or post change, rising.
    """

    duties: Mapping[int, int]
    standing: Standing
    before: Mapping[str, int]
    after: Mapping[str, int]
    touched: tuple[int, ...]

    def first(self) -> str:
        """Return the first tier that changes, or ``""``."""
        return next((name for name in self.before if self.before[name] != self.after[name]), "")


@dataclass(frozen=True)
class Lineup:
    """A pool and the duty of each of its people.

    Parameters
    ----------
    duty
        By person: number of the duty.
    pieces
        The rooms cut into areas and single rooms (R17); empty where the pool is not guided.
    """

    pool: Pool
    duty: tuple[int, ...]
    pieces: tuple[tuple[int, ...], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the tiers, in order."""
        return (*_FIRST, *(_GUIDED if self.pool.guided else ()), *_LAST)

    @cached_property
    def number(self) -> Mapping[str, int]:
        """Number of each person by id."""
        return {person.officer_id: number for number, person in enumerate(self.pool.people)}

    @cached_property
    def weighed(self) -> dict[tuple[int, int], Shift]:
        """Exchanges of two people's posts that were weighed before."""
        return {}

    @cached_property
    def here(self) -> tuple[tuple[int, ...], ...]:
        """People at each place, rising."""
        out: list[list[int]] = [[] for _ in self.pool.places]
        for person, duty in enumerate(self.duty):
            for place in self.pool.duties[duty].places:
                out[place].append(person)
        return tuple(map(tuple, out))

    @cached_property
    def _rooms(self) -> Mapping[str, tuple[int, ...]]:
        out: dict[str, list[int]] = {}
        for number, place in enumerate(self.pool.places):
            out.setdefault(place.room_id, []).append(number)
        return {room: tuple(places) for room, places in out.items()}

    @cached_property
    def _piece_of(self) -> Mapping[int, tuple[int, ...]]:
        return {room: piece for piece in self.pieces for room in piece}

    @cached_property
    def _from_home(self) -> tuple[tuple[int, int], ...]:
        return tuple(
            sorted(
                ((self.home_min(person, duty), -person) for person, duty in enumerate(self.duty)),
                reverse=True,
            )
        )

    @cached_property
    def _sums(self) -> Mapping[str, tuple[int, ...]]:
        return {name: value for name, value in self.tiers().items() if name != "load"}

    def heads(self, duty: int) -> int:
        """Return how many people share the first place of a duty."""
        return len(self.here[self.pool.duties[duty].places[0]])

    def hours(self, person: int) -> int:
        """Return hundredths of an hour a month of a person."""
        return self._hours(self.duty[person], self.here)

    def gap(self, person: int, duty: int | None = None) -> int:
        """Return tenths of a point by which a person's ability is short of a duty's complexity."""
        facts = self.pool.duties[self.duty[person] if duty is None else duty]
        return max(0, facts.complexity - self.pool.people[person].ability)

    def home_min(self, person: int, duty: int) -> int:
        """Return hundredths of a minute from home; 0 where it is not known or the duty is not open to the person."""
        facts = self.pool.people[person]
        if not facts.home_min or duty not in facts.allowed:
            return 0
        return facts.home_min[facts.allowed.index(duty)]

    def tiers(self) -> dict[str, tuple[int, ...]]:
        """Return the value of every tier."""
        places, people = range(len(self.pool.places)), range(len(self.pool.people))
        amounts = self._amounts(places, people, people, self.pieces, self.duty, self.here)
        inside = {room for piece in self.pieces if len(piece) > 1 for room in piece}
        amounts["outside"] = sum(n not in inside and n not in self.pool.lone for n in places)
        amounts["worst_home"] = max((far for far, _ in self._from_home), default=0)
        loads = [self._load(person, self.duty[person], self.here) for person in people]
        return {
            name: tuple(sorted(loads, reverse=True)) if name == "load" else (amounts[name],)
            for name in self.names
        }

    def shift(self, duties: Mapping[int, int]) -> Shift:
        """Return what it does to the tiers when some people take other duties, areas staying as they are."""
        pool = self.pool
        places = sorted(
            {
                place
                for n, new in duties.items()
                for d in (self.duty[n], new)
                for place in pool.duties[d].places
            }
        )
        duty = _Over(self.duty, duties)
        here = _Over(self.here, {})
        for place in places:
            stay = [n for n in self.here[place] if n not in duties]
            come = [n for n, new in duties.items() if place in pool.duties[new].places]
            here[place] = tuple(sorted((*stay, *come)))
        touched = sorted({n for place in places for n in (*self.here[place], *here[place])})
        pieces = sorted({self._piece_of[place] for place in places}) if self.pieces else []
        before = self._amounts(places, duties, touched, pieces, self.duty, self.here)
        after = self._amounts(places, duties, touched, pieces, duty, here)
        old = [self._load(n, self.duty[n], self.here) for n in touched]
        new_ = [self._load(n, duty[n], here) for n in touched]
        gained, lost = Counter(new_) - Counter(old), Counter(old) - Counter(new_)
        before["worst_home"], after["worst_home"] = self._worst_homes(duties)
        for name, (total, *_) in self._sums.items():  # figures of the whole pool, as the plan records them
            before[name], after[name] = total, total + after[name] - before[name]
        before["load"], after["load"] = max(lost, default=0), max(gained, default=0)
        parts: list[int | Mapping[int, int]] = []
        for name in self.names:
            if name == "load":
                parts.append(dict(gained) | {value: -count for value, count in lost.items()})
            else:
                parts.append(after[name] - before[name])
        return Shift(
            dict(duties),
            Standing(tuple(parts)),
            {name: before[name] for name in self.names},
            {name: after[name] for name in self.names},
            tuple(touched),
        )

    def after(self, duties: Mapping[int, int]) -> Lineup:
        """Return the lineup with some people at other duties."""
        return Lineup(self.pool, tuple(duties.get(n, d) for n, d in enumerate(self.duty)), self.pieces)

    def _worst_homes(self, duties: Mapping[int, int]) -> tuple[int, int]:
        others = next((far for far, person in self._from_home if -person not in duties), 0)
        worst = max((far for far, _ in self._from_home), default=0)
        return worst, max(others, *(self.home_min(n, duty) for n, duty in duties.items()))

    def _hours(self, duty: int, here: Here) -> int:
        facts = self.pool.duties[duty]
        if len(facts.places) > 1:
            return facts.hours
        return share(self.pool.places[duty].hours, len(here[duty]))

    def _load(self, person: int, duty: int, here: Here) -> int:
        return load(self._hours(duty, here), self.pool.people[person].capacity)

    def _amounts(
        self,
        places: Collection[int],
        people: Collection[int],
        around: Collection[int],
        pieces: Iterable[tuple[int, ...]],
        duty: Duties,
        here: Here,
    ) -> dict[str, int]:
        """Return what some places, people and areas add to the tiers that are sums."""
        pool = self.pool
        facts = [(pool.people[n], pool.duties[duty[n]], n) for n in people]
        last = len(pool.places)
        return {
            "open": sum(pool.places[p].weight for p in places if not here[p]),
            "doubled": sum(len(done.places) - 1 for _, done, _ in facts),
            "uncertified": self._uncertified(places, here),
            "understaffed": self._understaffed(places, around, duty, here),
            "ability": sum(shortfall(who.ability, done.complexity) for who, done, _ in facts)
            if pool.weigh_ability
            else 0,
            "green": self._green(places, here) if pool.weigh_ability else 0,
            "outside": 0,
            "unguided": self._unguided(pieces, duty, here),
            "moves": sum(who.stay for who, _, n in facts if duty[n] in who.moved) if pool.weigh_moves else 0,
            "home": sum(self.home_min(n, duty[n]) for _, _, n in facts),
            "order": sum((n + 1) * sum(last - p for p in done.places) for _, done, n in facts),
        }

    @cached_property
    def _asking(self) -> bool:
        return any(place.asks for place in self.pool.places)

    def _uncertified(
        self,
        places: Iterable[int],
        here: Here,
    ) -> int:
        if not self._asking:
            return 0
        people = self.pool.people
        return sum(
            bool(here[p]) and all(p in people[n].unfit for n in here[p])
            for p in places
            if self.pool.places[p].asks
        )

    def _understaffed(
        self,
        places: Iterable[int],
        around: Iterable[int],
        duty: Duties,
        here: Here,
    ) -> int:
        pool = self.pool
        grouped = {
            p for n in around for p in pool.duties[duty[n]].places if len(pool.duties[duty[n]].places) > 1
        }
        short = sum(pool.places[p].short(len(here[p])) for p in places if p not in grouped)
        return short + sum(pool.duties[duty[n]].short for n in around)

    def _green(self, places: Iterable[int], here: Here) -> int:
        rooms = sorted({self.pool.places[p].room_id for p in places})
        there = ([n for p in self._rooms[room] for n in here[p]] for room in rooms)
        return sum(bool(who) and all(self.pool.people[n].junior for n in who) for who in there)

    def _unguided(
        self,
        pieces: Iterable[tuple[int, ...]],
        duty: Duties,
        here: Here,
    ) -> int:
        people = self.pool.people
        juniors = {n for piece in pieces for room in piece for n in here[room] if people[n].junior}
        count = 0
        for junior in juniors:
            mine = {self._piece_of[room] for room in self.pool.duties[duty[junior]].places}
            count += any(not any(people[n].senior for room in piece for n in here[room]) for piece in mine)
        return count
