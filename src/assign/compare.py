"""Two plans side by side: figures, and every village, room and officer that stands otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

Row = TypeVar("Row")


class _Village(Protocol):
    @property
    def village_id(self) -> str: ...
    @property
    def station_id(self) -> str: ...
    @property
    def room_id(self) -> str: ...
    @property
    def travel_min(self) -> float: ...


class _Room(Protocol):
    @property
    def room_id(self) -> str: ...
    @property
    def station_id(self) -> str: ...
    @property
    def host_village_id(self) -> str: ...
    @property
    def villages(self) -> tuple[str, ...]: ...
    @property
    def hours(self) -> float: ...


class _Post(Protocol):
    @property
    def officer_id(self) -> str: ...
    @property
    def station_id(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def room_id(self) -> str: ...
    @property
    def village_ids(self) -> tuple[str, ...]: ...
    @property
    def is_lead(self) -> bool: ...
    @property
    def hours(self) -> float: ...


class Tables(Protocol):
    """What a plan needs to have to be compared."""

    @property
    def objective(self) -> Mapping[str, float]:
        """Officer-minutes by term."""

    @property
    def bound(self) -> float:
        """Proven lower bound of the total."""

    @property
    def gap(self) -> float:
        """Relative gap."""

    @property
    def metrics(self) -> Mapping[str, float]:
        """Further figures."""

    @property
    def assignments(self) -> Sequence[_Village]:
        """Rows of villages."""

    @property
    def rooms(self) -> Sequence[_Room]:
        """Rows of rooms."""

    @property
    def posts(self) -> Sequence[_Post]:
        """Rows of officers."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of both plans; None where a plan does not have it."""

    name: str
    before: float | None
    after: float | None

    @property
    def change(self) -> float | None:
        """After less before."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that stands otherwise.

    Parameters
    ----------
    entity, entity_id
        ``village``, ``room`` or ``officer``, and which.
    what
        ``new`` · ``gone`` · ``room`` (a village has another room; an officer stands in other rooms) · ``moved`` (a
        room stands at another site and keeps most of its villages) · ``zone`` (a room has other villages) ·
        ``villages`` (an officer answers for other villages, in the same room) · ``lead`` (leads, or no longer).
    before, after
        Rooms or villages, ``;`` between them; "" where there is none.
    """

    entity: str
    entity_id: str
    station_id: str
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Figures side by side and changes, sorted."""

    measures: tuple[Measure, ...]
    changes: tuple[Change, ...]

    def of(self, entity: str, *what: str) -> tuple[Change, ...]:
        """Return the changes of villages, rooms or officers; of some kinds only, if any are named."""
        return tuple(one for one in self.changes if one.entity == entity and (not what or one.what in what))

    def __bool__(self) -> bool:
        return bool(self.changes)


def compare(before: Tables, after: Tables) -> Comparison:
    """Return how two plans differ; a room is known by its id, which lasts as long as its site."""
    return Comparison(
        tuple(_measures(before, after)),
        (*_villages(before, after), *_rooms(before, after), *_officers(before, after)),
    )


def _measures(before: Tables, after: Tables) -> Iterator[Measure]:
    """Yield the cost by term, bound and gap, then all other figures by name."""
    first = (
        *(f"objective.{name}" for name in ("total", "travel", "balance", "site", "stability")),
        "bound",
        "gap",
    )
    sides = [_figures(before), _figures(after)]
    rest = sorted({*sides[0], *sides[1]} - set(first))
    for name in (*first, *rest):
        yield Measure(name, sides[0].get(name), sides[1].get(name))


def _figures(plan: Tables) -> dict[str, float]:
    """Return the figures of a plan: what it says of itself, and the spread of its rooms' and officers' hours."""
    rural = [room.hours for room in plan.rooms if len(room.villages) > 1]
    police = [post.hours for post in plan.posts if post.role == "police"]
    minutes = sorted(row.travel_min for row in plan.assignments)
    spread = {
        "min_room_hours": min(rural, default=None),
        "max_room_hours": max(rural, default=None),
        "min_police_hours": min(police, default=None),
        "max_police_hours": max(police, default=None),
        "p90_travel_min": minutes[-(-9 * len(minutes) // 10) - 1] if minutes else None,
    }
    return {
        **{f"objective.{name}": float(value) for name, value in plan.objective.items()},
        "bound": plan.bound,
        "gap": plan.gap,
        **{name: value for name, value in spread.items() if value is not None},
        **plan.metrics,
    }


def _villages(before: Tables, after: Tables) -> Iterator[Change]:
    """Yield villages that have another room, or are in one plan only."""
    for key, one, two in _pairs(before.assignments, after.assignments, lambda row: row.village_id):
        old, new = one.room_id if one else "", two.room_id if two else ""
        if old != new:
            what = "new" if one is None else "gone" if two is None else "room"
            yield Change("village", key, _station(one, two), what, old, new)


def _rooms(before: Tables, after: Tables) -> Iterator[Change]:
    """Yield rooms that open, close, move or have other villages.

    A room that closes has moved where a new room has the most of its villages, and more than half of them.
    """
    known, later = {room.room_id for room in before.rooms}, {room.room_id for room in after.rooms}
    closed = sorted(
        (room for room in before.rooms if room.room_id not in later), key=lambda room: room.room_id
    )
    opened = {room.room_id: room for room in after.rooms if room.room_id not in known}
    heirs: dict[str, str] = {}
    for old in closed:
        shared = {key: len(set(old.villages) & set(new.villages)) for key, new in opened.items()}
        best = min(shared, key=lambda key: (-shared[key], key), default="")
        if best and 2 * shared[best] > len(old.villages) and best not in heirs.values():
            heirs[old.room_id] = best
    for key, one, two in _pairs(before.rooms, after.rooms, lambda row: row.room_id):
        old_zone, new_zone = _listed(one.villages if one else ()), _listed(two.villages if two else ())
        if one and not two:
            what, new_zone = ("moved", heirs[key]) if key in heirs else ("gone", "")
            yield Change("room", key, one.station_id, what, key if key in heirs else old_zone, new_zone)
        elif two and not one:
            if key not in heirs.values():
                yield Change("room", key, two.station_id, "new", "", new_zone)
        elif old_zone != new_zone:
            yield Change("room", key, _station(one, two), "zone", old_zone, new_zone)


def _officers(before: Tables, after: Tables) -> Iterator[Change]:
    """Yield officers who stand in other rooms, answer for other villages, lead now or no longer."""
    homes = [{row.village_id: row.room_id for row in plan.assignments} for plan in (before, after)]
    for key, one, two in _pairs(before.posts, after.posts, lambda row: row.officer_id):
        old, new = (
            _listed({home.get(name, "") for name in post.village_ids}) if post else ""
            for post, home in zip((one, two), homes, strict=True)
        )
        if one is None or two is None:
            yield Change("officer", key, _station(one, two), "new" if two else "gone", old, new)
        elif old != new:
            yield Change("officer", key, two.station_id, "room", old, new)
        elif one.is_lead != two.is_lead:
            yield Change(
                "officer", key, two.station_id, "lead", *("*" + old, new) if one.is_lead else (old, "*" + new)
            )
        elif set(one.village_ids) != set(two.village_ids):
            pair = _listed(one.village_ids), _listed(two.village_ids)
            yield Change("officer", key, two.station_id, "villages", *pair)


def _pairs(
    before: Iterable[Row], after: Iterable[Row], key: Callable[[Row], str]
) -> Iterator[tuple[str, Row | None, Row | None]]:
    """Yield rows of both plans beside each other, in order of their keys."""
    old, new = {key(row): row for row in before}, {key(row): row for row in after}
    for name in sorted({*old, *new}):
        yield name, old.get(name), new.get(name)


def _station(one: _Village | _Room | _Post | None, two: _Village | _Room | _Post | None) -> str:
    row = two or one
    return row.station_id if row else ""


def _listed(names: Iterable[str]) -> str:
    return ";".join(sorted(names))
