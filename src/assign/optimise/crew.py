"""One station's people and places, as the staffing steps see them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from assign.optimise.zone import Zone
from assign.problem import HUNDRED, Officer, Problem, Role


@dataclass(frozen=True, eq=False)
class Crew:
    """A station's rooms and available officers.

    Parameters
    ----------
    rooms
        Zones of the station, in order of room id.
    police, helpers
        Available officers in order of id; helpers are auxiliaries and assistants.
    """

    problem: Problem
    station_id: str
    rooms: tuple[Zone, ...]
    police: tuple[Officer, ...]
    helpers: tuple[Officer, ...]

    @cached_property
    def villages(self) -> tuple[int, ...]:
        """Numbers of all villages of the station's rooms."""
        return tuple(sorted(village for room in self.rooms for village in room.villages))

    @cached_property
    def hours(self) -> dict[int, int]:
        """Hundredths of an hour a month by village."""
        return {village: round(self.problem.villages[village].hours * HUNDRED) for village in self.villages}

    @cached_property
    def weights(self) -> dict[int, int]:
        """What leaving a village unserved weighs: complexity in tenths, at least one."""
        return {
            village: 1 + round(self.problem.villages[village].complexity * 10) for village in self.villages
        }

    @cached_property
    def room_neighbours(self) -> dict[int, tuple[int, ...]]:
        """Rooms (by place in `rooms`) whose zones share a border."""
        home = {village: number for number, room in enumerate(self.rooms) for village in room.villages}
        out: dict[int, set[int]] = {number: set() for number in range(len(self.rooms))}
        for village, number in home.items():
            out[number].update(
                home[u] for u in self.problem.neighbours[village] if u in home and home[u] != number
            )
        return {number: tuple(sorted(others)) for number, others in out.items()}

    def complexity(self, villages: tuple[int, ...]) -> float:
        """Return the hours-weighted mean complexity of villages, 0–100."""
        return mean_complexity(self.problem, villages)

    def barred(self, officer: Officer, villages: tuple[int, ...]) -> bool:
        """Return whether the officer must not serve one of the villages (R18)."""
        if self.problem.policy["R18"].off or not officer.avoid_village_ids:
            return False
        return any(
            self.problem.villages[village].village_id in officer.avoid_village_ids for village in villages
        )

    def moves(self, officer: Officer, rooms: tuple[int, ...], villages: tuple[int, ...]) -> bool:
        """Return whether a post there takes the officer from the current room or village."""
        here = {room_id(self.problem, self.rooms[number]) for number in rooms}
        served = {self.problem.villages[village].village_id for village in villages}
        return (officer.current_room_id is not None and officer.current_room_id not in here) or (
            officer.current_village_id is not None and officer.current_village_id not in served
        )


def room_id(problem: Problem, zone: Zone) -> str:
    """Return the id of the room of a zone: it lasts as long as the room keeps its site."""
    return f"R-{problem.sites[zone.site].site_id}"


def mean_complexity(problem: Problem, villages: tuple[int, ...]) -> float:
    """Return the hours-weighted mean complexity of villages, 0–100; the plain mean where nobody asks for an hour.

    Summed in whole numbers, so that every Python gives the same.
    """
    tenths = [round(problem.villages[village].complexity * 10) for village in villages]
    hours = [round(problem.villages[village].hours * HUNDRED) for village in villages]
    if not sum(hours):
        hours = [1] * len(villages)
    return sum(t * h for t, h in zip(tenths, hours, strict=True)) / sum(hours) / 10


def gather_crews(problem: Problem, zones: tuple[Zone, ...]) -> list[Crew]:
    """Return the crew of every station that has rooms, in order of station id."""
    rooms: dict[str, list[Zone]] = {}
    for zone in zones:
        station = problem.villages[problem.village_index[problem.sites[zone.site].village_id]].station_id
        rooms.setdefault(station, []).append(zone)
    police: dict[str, list[Officer]] = {}
    helpers: dict[str, list[Officer]] = {}
    for officer in problem.officers:
        if officer.available:
            (police if officer.role is Role.POLICE else helpers).setdefault(officer.station_id, []).append(
                officer
            )
    return [
        Crew(
            problem,
            station,
            tuple(sorted(rooms[station], key=lambda zone: room_id(problem, zone))),
            tuple(police.get(station, ())),
            tuple(helpers.get(station, ())),
        )
        for station in sorted(rooms)
    ]
