"""People and duties of one pool in whole numbers: what the staffing model sees, small enough for a worker."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from assign.optimise.stop import NEVER, Stop
from assign.plan import Tier

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Place:
    """A room (for police) or a village (for auxiliaries and assistants).

    Parameters
    ----------
    weight
        What leaving it without anybody weighs: complexity in tenths plus one for each village; 0 where nobody is
        asked for.
    hours
        Hundredths of an hour a month that it asks for, travel included, when nobody shares it.
    needs
        People wanted there by R10 and R11, village by village.
    asks
        Whether it asks its holder for certificates (R24).
    """

    place_id: str
    room_id: str
    station_id: str
    weight: int
    hours: int
    needs: tuple[int, ...] = ()
    asks: bool = False

    def short(self, heads: int) -> int:
        """Return by how many people it stays below R10 and R11 with so many there."""
        return sum(max(0, need - heads) for need in self.needs)


@dataclass(frozen=True, slots=True)
class Duty:
    """What one person may do: one place, shared with others, or several neighbouring places alone.

    Parameters
    ----------
    places
        Numbers of places, rising.
    hours
        Hundredths of an hour a month, travel included.
    complexity
        Tenths, 0-1000: the hours-weighted mean of its villages.
    short
        By how many people the places stay below R10 and R11 when one person holds them all.
    """

    places: tuple[int, ...]
    hours: int
    complexity: int
    short: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    """An available officer.

    Parameters
    ----------
    capacity
        Hundredths of an hour a month (R16).
    allowed
        Duties open to this person, rising (R18, pins, wishes).
    unfit
        Places that ask for a certificate which the person has not (R24).
    moved
        Those of `allowed` that take the person away from where the roster says.
    stay
        What a move weighs: one and the whole years in the place (R19).
    away
        Those of `allowed` in another station.
    home_min
        Hundredths of a minute from home to each of `allowed`; 0 where home is unknown.
    """

    officer_id: str
    capacity: int
    ability: int
    allowed: tuple[int, ...]
    unfit: frozenset[int] = frozenset()
    moved: frozenset[int] = frozenset()
    stay: int = 1
    away: frozenset[int] = frozenset()
    home_min: tuple[int, ...] = ()
    junior: bool = False
    senior: bool = False


@dataclass(frozen=True)
class Pool:
    """One pool of people and the places they share, solved as one exact model.

    Parameters
    ----------
    scope
        Station id, or county id, or ``"*"`` where transfers are allowed (R19).
    kind
        ``"police"`` or ``"helpers"``.
    duties
        First one duty a place, in the order of places, then the duties of several places.
    areas
        Connected groups of places that may be an area (R17); empty for helpers and with R17 off.
    guided
        Whether R17 is on.
    lone
        Places that cannot be in an area: the only room of a station.
    weigh_ability, weigh_moves
        Whether R15 and R19 are on.
    max_moves, max_transfers
        None where there is no bound.
    work
        Deterministic units of work a tier may take.
    stop
        Once it has passed, the first answer stands, and what it is worth in the tiers is not proven.
    """

    scope: str
    kind: str
    places: tuple[Place, ...]
    duties: tuple[Duty, ...]
    people: tuple[Person, ...]
    areas: tuple[tuple[int, ...], ...] = ()
    guided: bool = False
    lone: frozenset[int] = frozenset()
    weigh_ability: bool = True
    weigh_moves: bool = True
    max_moves: int | None = None
    max_transfers: int | None = None
    work: float = 4.0
    stop: Stop = NEVER

    @property
    def size(self) -> int:
        """How large the model is, for the engine, on its scale: larger pools are begun first."""
        return self.pairs // 200

    @property
    def pairs(self) -> int:
        """People times duties."""
        return len(self.people) * len(self.duties)

    @cached_property
    def groups(self) -> range:
        """Numbers of the duties of several places."""
        return range(len(self.places), len(self.duties))

    @cached_property
    def groups_at(self) -> tuple[tuple[int, ...], ...]:
        """Numbers of the duties of several places that hold each place."""
        out: list[list[int]] = [[] for _ in self.places]
        for number in self.groups:
            for place in self.duties[number].places:
                out[place].append(number)
        return tuple(map(tuple, out))


@dataclass(frozen=True, slots=True)
class PoolAnswer:
    """What each person of a pool does, and how good that is.

    Parameters
    ----------
    duty
        By person: number of the duty.
    tiers
        Value and bound of each tier, in order.
    """

    duty: tuple[int, ...]
    tiers: tuple[Tier, ...]


def share(hours: int, heads: int) -> int:
    """Return the hundredths of an hour that each of several people carries, halves rounded up."""
    return (2 * hours + heads) // (2 * heads)


def load(hours: int, capacity: int) -> int:
    """Return hours in millionths of a capacity, halves rounded up."""
    return (2 * hours * MILLION + capacity) // (2 * capacity)


def shortfall(ability: int, complexity: int) -> int:
    """Return ability short of complexity, squared, in hundredths of a squared point (R15)."""
    return max(0, complexity - ability) ** 2
