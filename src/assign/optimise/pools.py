"""Problem and rooms → the two pools of a crew: police who lead rooms, auxiliaries and assistants who serve villages."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from assign.optimise.crew import Crew, capacity, mean_complexity, needed, room_id
from assign.optimise.groups import connected_groups
from assign.optimise.homes import home_minutes
from assign.optimise.pool import Duty, Person, Place, Pool
from assign.problem import Kind, Officer, Problem, Role


@dataclass(frozen=True)
class Wishes:
    """Posts laid down from outside, for what-ifs: room or village ids by officer.

    Parameters
    ----------
    stand
        Officer id -> the room or village where the officer must be.
    never
        Pairs (officer id, room or village id) that must not be.
    moves_left
        By scope and kind: how many officers may move (R19), where that is laid down.
    """

    stand: Mapping[str, str] = field(default_factory=dict)
    never: Collection[tuple[str, str]] = ()
    moves_left: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def concern(self, officer_id: str) -> bool:
        """Return whether there is a wish about an officer."""
        return officer_id in self.stand or any(officer_id == name for name, _ in self.never)

    def forbid(self, officer_id: str, here: Collection[str]) -> bool:
        """Return whether a duty at these rooms and villages is not what was wished."""
        wanted = self.stand.get(officer_id)
        return (wanted is not None and wanted not in here) or any(
            (officer_id, place) in self.never for place in here
        )


NO_WISHES = Wishes()


@dataclass(frozen=True)
class Ground:
    """Duties of a pool with the rooms, villages and standing place of each."""

    places: tuple[Place, ...]
    duties: tuple[Duty, ...]
    rooms: tuple[tuple[int, ...], ...]
    villages: tuple[tuple[int, ...], ...]
    sites: tuple[int, ...]


NOWHERE = Ground((), (), (), (), ())


def police_ground(crew: Crew) -> Ground:
    """Return rooms and groups of neighbouring rooms, as duties of police (R13)."""
    problem = crew.problem
    rooms = range(len(crew.rooms))
    hours = [sum(crew.hours[v] + crew.travel_hours[v] for v in crew.rooms[n].villages) for n in rooms]
    places = tuple(
        Place(
            place_id=room_id(problem, crew.rooms[n]),
            room_id=room_id(problem, crew.rooms[n]),
            station_id=crew.station(n),
            weight=sum(crew.weights[v] for v in crew.rooms[n].villages),
            hours=hours[n],
            needs=tuple(
                needed(problem, v)
                for v in crew.rooms[n].villages
                if problem.villages[v].kind is Kind.URBAN and needed(problem, v)
            ),
            asks=bool(asked_of_room(crew, n)),
        )
        for n in rooms
    )
    groups: list[tuple[int, ...]] = [(n,) for n in rooms]
    groups += [
        group
        for group in connected_groups(rooms, crew.room_neighbours, problem.policy["R13"].count("max_rooms"))
        if len(group) > 1
    ]
    villages = tuple(tuple(sorted(v for n in group for v in crew.rooms[n].villages)) for group in groups)
    duties = tuple(
        Duty(
            group,
            sum(hours[n] for n in group),
            _tenths(problem, served),
            sum(places[n].short(1) for n in group) if len(group) > 1 else 0,
        )
        for group, served in zip(groups, villages, strict=True)
    )
    sites = tuple(crew.rooms[group[0]].site for group in groups)
    return Ground(places, duties, tuple(groups), villages, sites)


def helper_ground(crew: Crew, police_heads: Mapping[int, int]) -> Ground:
    """Return villages and groups of neighbouring rural villages of one zone, as duties of helpers (R14).

    Parameters
    ----------
    police_heads
        Police in each room: they count for R10.
    """
    problem, own = crew.problem, crew.villages
    place_of = {village: number for number, village in enumerate(own)}
    counted = not problem.policy["R14"].off
    places = tuple(_village_place(crew, v, police_heads, counted=counted) for v in own)
    groups: list[tuple[int, ...]] = []
    if counted:
        neighbours = {v: problem.neighbours[v] for v in own}
        largest = problem.policy["R14"].count("max_villages")
        for room in crew.rooms:
            rural = [v for v in room.villages if problem.villages[v].kind is Kind.RURAL]
            groups += [group for group in connected_groups(rural, neighbours, largest) if len(group) > 1]
    villages = (*((v,) for v in own), *sorted(groups))
    stands = [busiest(problem, group) for group in villages]
    duties = tuple(
        Duty(
            tuple(place_of[v] for v in group),
            sum(crew.hours[v] + (crew.travel_hours[v] if v != stand else 0) for v in group),
            _tenths(problem, group),
            max(0, sum(needed(problem, v) for v in group) - 1) if len(group) > 1 else 0,
        )
        for group, stand in zip(villages, stands, strict=True)
    )
    rooms = tuple((crew.home_room[group[0]],) for group in villages)
    sites = tuple(problem.sites_of_village[stand][0] for stand in stands)
    return Ground(places, duties, rooms, villages, sites)


def busiest(problem: Problem, villages: Sequence[int]) -> int:
    """Return the village where a helper stands: that with the most hours, the first of equals."""
    return min(villages, key=lambda v: (-problem.villages[v].hours, v))


def _village_place(crew: Crew, village: int, police_heads: Mapping[int, int], *, counted: bool) -> Place:
    facts = crew.problem.villages[village]
    room = crew.home_room[village]
    urban = facts.kind is Kind.URBAN
    need = max(0, needed(crew.problem, village) - (police_heads.get(room, 0) if urban else 0))
    return Place(
        place_id=facts.village_id,
        room_id=room_id(crew.problem, crew.rooms[room]),
        station_id=crew.station(room),
        weight=crew.weights[village] if counted and not urban else 0,
        hours=crew.hours[village],
        needs=(need,) if need else (),
        asks=bool(asked_of_village(crew.problem, village)),
    )


def asked_of_room(crew: Crew, room: int) -> tuple[str, ...]:
    """Return the certificates and skills that the lead of a room must have (R24)."""
    rule = crew.problem.policy["R24"]
    if rule.off:
        return ()
    out = set(_texts(rule["lead"]))
    if rule["village_asks"] in ("lead", "both"):
        out.update(name for v in crew.rooms[room].villages for name in crew.problem.villages[v].requires)
    return tuple(sorted(out))


def asked_of_village(problem: Problem, village: int) -> tuple[str, ...]:
    """Return the certificates and skills that an auxiliary of a village must have (R24)."""
    rule = problem.policy["R24"]
    if rule.off:
        return ()
    out = set(_texts(rule["auxiliary"]))
    if rule["village_asks"] in ("auxiliary", "both"):
        out.update(problem.villages[village].requires)
    return tuple(sorted(out))


def _texts(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _tenths(problem: Problem, villages: Sequence[int]) -> int:
    return round(round(mean_complexity(problem, villages), 1) * 10)


def police_pool(crew: Crew, ground: Ground, wishes: Wishes) -> tuple[Pool, dict[str, str]]:
    """Return the pool of a crew's police, and why others have no duty."""
    rule = crew.problem.policy["R17"]
    areas: list[tuple[int, ...]] = []
    lone: set[int] = set()
    if not rule.off:
        rooms = range(len(crew.rooms))
        areas = [
            group
            for group in connected_groups(rooms, crew.room_neighbours, rule.count("max_rooms"))
            if len(group) >= max(2, rule.count("min_rooms"))
        ]
        stations = [crew.station(n) for n in rooms]
        lone = {n for n in rooms if rule.count("min_rooms") == 1 or stations.count(stations[n]) == 1}
    asks = [asked_of_room(crew, n) for n in range(len(crew.rooms))]
    people, why_not = _people(crew, crew.police, ground, asks, wishes, home_bound=False)
    return _pool(
        crew, "police", ground, people, wishes, areas=tuple(areas), guided=not rule.off, lone=lone
    ), why_not


def helper_pool(crew: Crew, ground: Ground, wishes: Wishes) -> tuple[Pool, dict[str, str]]:
    """Return the pool of a crew's auxiliaries and assistants, and why others have no duty."""
    asks = [asked_of_village(crew.problem, v) for v in crew.villages]
    people, why_not = _people(crew, crew.helpers, ground, asks, wishes, home_bound=True)
    return _pool(crew, "helpers", ground, people, wishes), why_not


def _pool(
    crew: Crew,
    kind: str,
    ground: Ground,
    people: Sequence[Person],
    wishes: Wishes,
    *,
    areas: tuple[tuple[int, ...], ...] = (),
    guided: bool = False,
    lone: Collection[int] = (),
) -> Pool:
    policy = crew.problem.policy
    reach = policy["R19"]["transfers"] != "station"
    return Pool(
        scope=crew.scope,
        kind=kind,
        places=ground.places,
        duties=ground.duties,
        people=tuple(people),
        areas=areas,
        guided=guided,
        lone=frozenset(lone),
        weigh_ability=not policy["R15"].off,
        weigh_moves=not policy["R19"].off,
        max_moves=wishes.moves_left.get((crew.scope, kind)),
        max_transfers=policy["R19"].count("max_transfers") if reach else None,
    )


def _people(
    crew: Crew,
    officers: Sequence[Officer],
    ground: Ground,
    asks: Sequence[Sequence[str]],
    wishes: Wishes,
    *,
    home_bound: bool,
) -> tuple[list[Person], dict[str, str]]:
    """Return the persons of a pool; why an officer has no duty, by id: a key of `show/words`."""
    problem = crew.problem
    homebound = home_bound and not problem.policy["R18"].off
    stations = [crew.station(rooms[0]) for rooms in ground.rooms]
    wanted = [(place, names) for place, names in enumerate(asks) if names]
    people, why_not = [], {}
    for officer in officers:
        home = problem.village_index.get(officer.home_village_id or "")
        bound = homebound and officer.role is Role.ASSISTANT and officer.home_village_id is not None
        allowed = _allowed(crew, officer, ground, only=(home,) if bound else None)
        reason = "unused.home-elsewhere" if bound else "unused.avoids-all"
        if officer.station_id not in stations:
            reason = "unused.no-rooms"
        if not any(stations[d] == officer.station_id for d in allowed):
            allowed = []  # nobody is transferred for want of a post at home
        open_to = allowed
        if wishes.concern(officer.officer_id):
            open_to = [d for d in allowed if not wishes.forbid(officer.officer_id, ids_of(crew, ground, d))]
        if not open_to:
            why_not[officer.officer_id] = "unused.wished" if allowed else reason
            continue
        unfit = [
            place for place, names in wanted if not all(officer.holds(name, problem.day) for name in names)
        ]
        away = [d for d in open_to if stations[d] != officer.station_id]
        people.append(
            Person(
                officer_id=officer.officer_id,
                capacity=capacity(problem, officer),
                ability=round(round(officer.ability, 1) * 10),
                allowed=tuple(open_to),
                unfit=frozenset(unfit),
                moved=frozenset(_moved(crew, officer, ground, open_to)),
                stay=1 + years_in_place(problem, officer),
                away=frozenset(away),
                home_min=()
                if home is None
                else home_minutes(problem, home, [ground.sites[d] for d in open_to]),
                junior=crew.years_known and officer.years < problem.policy.number("ability.junior_years"),
                senior=officer.years >= problem.policy["R17"].number("senior_years"),
            )
        )
    return people, why_not


def _moved(crew: Crew, officer: Officer, ground: Ground, duties: Sequence[int]) -> list[int]:
    """Return those of some duties that take an officer away from where the roster says."""
    if officer.current_room_id is None and officer.current_village_id is None:
        return []
    return [d for d in duties if crew.moves(officer, ground.rooms[d], ground.villages[d])]


def _allowed(
    crew: Crew, officer: Officer, ground: Ground, *, only: tuple[int | None, ...] | None
) -> list[int]:
    """Return the duties an officer may take: none with an avoided village; a pinned one stays if that can be.

    Parameters
    ----------
    only
        The only villages there may be: an assistant's home (R18).
    """
    out = list(range(len(ground.duties)))
    if only is not None:
        out = [d for d in out if ground.villages[d] == only]
    if officer.avoid_village_ids:
        out = [d for d in out if not crew.barred(officer, ground.villages[d])]
    if officer.pinned:
        moved = set(_moved(crew, officer, ground, out))
        stays = [d for d in out if d not in moved]
        # whom only a group would keep in place would drive others out
        return stays if any(len(ground.duties[d].places) == 1 for d in stays) else out
    return out


def ids_of(crew: Crew, ground: Ground, duty: int) -> set[str]:
    """Return the ids of the rooms and villages of a duty."""
    out = {room_id(crew.problem, crew.rooms[n]) for n in ground.rooms[duty]}
    return out | {crew.problem.villages[v].village_id for v in ground.villages[duty]}


def years_in_place(problem: Problem, officer: Officer) -> int:
    """Return whole years in the place: since the day the roster says, else the years of service."""
    if officer.since is not None and problem.day is not None:
        return max(0, (problem.day - officer.since).days * 4 // 1461)
    return round(officer.years)
