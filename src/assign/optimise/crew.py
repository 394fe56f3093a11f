"""One pool's rooms and available officers, and the facts of villages that staffing weighs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assign.optimise.stop import NEVER, Stop
from assign.optimise.zone import Zone
from assign.problem import HUNDRED, Kind, Officer, Problem, Role


@dataclass(frozen=True, eq=False)
class Crew:
    """The rooms and available officers of a station, or of a county or city where transfers are allowed (R19).

    Parameters
    ----------
    scope
        Station id, county id, or ``"*"``.
    rooms
        Zones in order of room id.
    police, helpers
        Available officers in order of id; helpers are auxiliaries and assistants.
    years_known
        Whether the roster knows anybody's years of service: without them nobody is junior.
    stop
        Once it has passed, the first answer of each pool stands.
    """

    problem: Problem
    scope: str
    rooms: tuple[Zone, ...]
    police: tuple[Officer, ...]
    helpers: tuple[Officer, ...]
    years_known: bool = False
    stop: Stop = NEVER

    @property
    def name(self) -> str:
        """What a person calls it: the scope."""
        return self.scope

    @property
    def size(self) -> int:
        """How much work it is, for the engine: larger crews are begun first."""
        return len(self.villages) * (len(self.police) + len(self.helpers)) // 40

    @cached_property
    def villages(self) -> tuple[int, ...]:
        """Numbers of all villages of the rooms, rising."""
        return tuple(sorted(village for room in self.rooms for village in room.villages))

    @cached_property
    def home_room(self) -> Mapping[int, int]:
        """Number of the room of each village."""
        return {village: number for number, room in enumerate(self.rooms) for village in room.villages}

    @cached_property
    def hours(self) -> Mapping[int, int]:
        """Hundredths of an hour a month by village."""
        return {village: round(self.problem.villages[village].hours * HUNDRED) for village in self.villages}

    @cached_property
    def travel_hours(self) -> Mapping[int, int]:
        """Hundredths of an hour a month on the road between a village and its room, two ways a visit."""
        out = {}
        for room in self.rooms:
            minutes = self.problem.travel.block([room.site], list(room.villages))[0]
            for village, far in zip(room.villages, minutes.tolist(), strict=True):
                visits = round(self.problem.villages[village].visits * HUNDRED)
                out[village] = road_hours(visits, round(far * HUNDRED))
        return out

    @cached_property
    def weights(self) -> Mapping[int, int]:
        """What leaving a village unserved weighs: complexity in tenths, plus one."""
        return {
            village: 1 + round(self.problem.villages[village].complexity * 10) for village in self.villages
        }

    @cached_property
    def room_neighbours(self) -> Mapping[int, tuple[int, ...]]:
        """Rooms (by place in `rooms`) of one station whose zones share a border."""
        out: dict[int, set[int]] = {number: set() for number in range(len(self.rooms))}
        for village, number in self.home_room.items():
            out[number].update(
                self.home_room[u]
                for u in self.problem.neighbours[village]
                if u in self.home_room and self.home_room[u] != number
            )
        return {
            number: tuple(sorted(n for n in others if self.station(n) == self.station(number)))
            for number, others in out.items()
        }

    @cached_property
    def room_ids(self) -> tuple[str, ...]:
        """Ids of the rooms, in their order."""
        return tuple(room_id(self.problem, room) for room in self.rooms)

    def station(self, room: int) -> str:
        """Return the station that a room belongs to."""
        return station_of(self.problem, self.rooms[room])

    def barred(self, officer: Officer, villages: Sequence[int]) -> bool:
        """Return whether the officer must not serve one of the villages (R18)."""
        if self.problem.policy["R18"].off or not officer.avoid_village_ids:
            return False
        return any(
            self.problem.villages[village].village_id in officer.avoid_village_ids for village in villages
        )

    def moves(self, officer: Officer, rooms: Sequence[int], villages: Sequence[int]) -> bool:
        """Return whether a post there takes the officer from the current room or village."""
        room, village = officer.current_room_id, officer.current_village_id
        if room is not None and all(self.room_ids[number] != room for number in rooms):
            return True
        known = self.problem.villages
        return village is not None and all(known[number].village_id != village for number in villages)


def road_hours(visits: int, minutes: int) -> int:
    """Return hundredths of an hour for visits (hundredths) there and back (hundredths of a minute one way)."""
    return (2 * visits * minutes + 3000) // 6000


def room_id(problem: Problem, zone: Zone) -> str:
    """Return the id of the room of a zone: it lasts as long as the room keeps its site."""
    return f"R-{problem.sites[zone.site].site_id}"


def station_of(problem: Problem, zone: Zone) -> str:
    """Return the station that the room of a zone belongs to."""
    return problem.villages[problem.village_index[problem.sites[zone.site].village_id]].station_id


def mean_complexity(problem: Problem, villages: Sequence[int]) -> float:
    """Return the hours-weighted mean complexity of villages, 0–100; the plain mean where nobody asks for an hour.

    Summed in whole numbers, so that every Python gives the same.
    """
    tenths = [round(problem.villages[village].complexity * 10) for village in villages]
    hours = [round(problem.villages[village].hours * HUNDRED) for village in villages]
    if not sum(hours):
        hours = [1] * len(villages)
    return sum(t * h for t, h in zip(tenths, hours, strict=True)) / sum(hours) / 10


def capacity(problem: Problem, officer: Officer) -> int:
    """Return hundredths of an hour a month that an officer can give (R16); with R16 off, the same for all."""
    rule = problem.policy["R16"]
    if rule.off:
        return max(1, round(rule.number("monthly_hours") * HUNDRED))
    hours = rule.number("monthly_hours") if officer.hours is None else officer.hours
    return max(1, round(hours * rule.number("presence") * HUNDRED))


def needed(problem: Problem, village: int) -> int:
    """Return how many people a village is to have: R10 in a community, R11 in a rural village; 0 if that is off."""
    facts = problem.villages[village]
    urban = facts.kind is Kind.URBAN
    rule = problem.policy["R10" if urban else "R11"]
    if rule.off:
        return 0
    by_people = -(-facts.population // rule.count("people"))
    if urban:
        return max(1, by_people, -(-facts.households // rule.count("households")))
    if facts.population > rule.count("people"):
        return by_people
    return 1 if rule.count("villages") == 1 else 0


def gather_crews(problem: Problem, zones: Sequence[Zone]) -> list[Crew]:
    """Return the crew of every scope that has rooms, in order of scope."""
    reach = str(problem.policy["R19"]["transfers"])
    counties = {station.station_id: station.county_id for station in problem.stations}

    def scope(station: str) -> str:
        return station if reach == "station" else counties.get(station, station) if reach == "county" else "*"

    rooms: dict[str, list[Zone]] = {}
    for zone in zones:
        rooms.setdefault(scope(station_of(problem, zone)), []).append(zone)
    police: dict[str, list[Officer]] = {}
    helpers: dict[str, list[Officer]] = {}
    for officer in problem.officers:
        if officer.available:
            kind = police if officer.role is Role.POLICE else helpers
            kind.setdefault(scope(officer.station_id), []).append(officer)
    years_known = any(officer.years for officer in problem.officers)
    return [
        Crew(
            problem,
            one,
            tuple(sorted(rooms[one], key=lambda zone: room_id(problem, zone))),
            tuple(police.get(one, ())),
            tuple(helpers.get(one, ())),
            years_known,
        )
        for one in sorted(rooms)
    ]
