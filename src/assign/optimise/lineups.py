"""The lineups of a plan: its posts put back into the pools that staffing weighs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from assign.optimise.apart import apart
from assign.optimise.crew import Crew, gather_crews, room_id
from assign.optimise.lineup import Lineup
from assign.optimise.pool import Pool
from assign.optimise.pools import NO_WISHES, Ground, helper_ground, helper_pool, police_ground, police_pool
from assign.optimise.stop import NEVER, Stop
from assign.optimise.zone import Zone
from assign.plan import Plan
from assign.problem import Problem, Role


@dataclass(frozen=True)
class Staffed:
    """One pool of a plan as it stands.

    Parameters
    ----------
    kind
        ``police`` or ``helpers``.
    """

    crew: Crew
    kind: str
    ground: Ground
    lineup: Lineup


def zones_of_plan(problem: Problem, plan: Plan) -> tuple[Zone, ...]:
    """Return the zones of a plan, in order of site."""
    return tuple(
        Zone(problem.site_index[room.site_id], tuple(sorted(problem.village_index[v] for v in room.villages)))
        for room in sorted(plan.rooms, key=lambda room: room.site_id)
    )


@dataclass(frozen=True)
class Stand:
    """A crew and who of it stands where.

    Parameters
    ----------
    police
        How many police stand in each room.
    served
        Numbers of the villages that each officer serves, by id.
    areas
        Room ids of each area.
    moves_left
        How many officers more may move (R19.max_moves).
    stop
        Once it has passed, nothing more is asked of it.
    """

    crew: Crew
    police: tuple[int, ...]
    served: tuple[tuple[str, tuple[int, ...]], ...]
    areas: tuple[tuple[str, ...], ...]
    moves_left: int = 0
    stop: Stop = NEVER

    @property
    def name(self) -> str:
        """What a person calls it: the scope."""
        return self.crew.scope

    @property
    def size(self) -> int:
        """How much work it is, for the engine."""
        return self.crew.size


def stands(problem: Problem, plan: Plan, *, scopes: Collection[str] | None = None) -> list[Stand]:
    """Return the crews of a plan as they stand, by scope.

    Parameters
    ----------
    scopes
        Only these stations (counties, or ``"*"``: R19); by default all.
    """
    index = problem.village_index
    served = {post.officer_id: tuple(sorted(index[v] for v in post.village_ids)) for post in plan.posts}
    zones = zones_of_plan(problem, plan)
    police = _police_in_rooms(problem, zones, served)
    area_of = {room: area.room_ids for area in plan.areas for room in area.room_ids}
    out = []
    for crew in gather_crews(problem, zones):
        if scopes is not None and crew.scope not in scopes:
            continue
        rooms = [room_id(problem, zone) for zone in crew.rooms]
        own = [one.officer_id for one in (*crew.police, *crew.helpers)]
        out.append(
            Stand(
                crew,
                tuple(police[room] for room in rooms),
                tuple((name, served[name]) for name in own if name in served),
                tuple(dict.fromkeys(area_of[room] for room in rooms if room in area_of)),
            )
        )
    return out


def stand_apart(stand: Stand) -> Stand:
    """Return a stand whose crew has a problem of its own."""
    crew = apart(stand.crew)
    number = dict(zip(stand.crew.villages, crew.villages, strict=True))
    served = tuple(
        (name, tuple(number[v] for v in villages))
        for name, villages in stand.served
        if all(v in number for v in villages)
    )
    return replace(stand, crew=crew, served=served)


def staffed_pools(problem: Problem, plan: Plan, *, scopes: Collection[str] | None = None) -> list[Staffed]:
    """Return the pools of a plan with who stands where, police before helpers, by scope.

    Parameters
    ----------
    scopes
        Only these stations (counties, or ``"*"``: R19); by default all.
    """
    return [pool for stand in stands(problem, plan, scopes=scopes) for pool in pools_of(stand)]


def pools_of(stand: Stand) -> tuple[Staffed, Staffed]:
    """Return police and helpers of a crew with who stands where.

    Posts that the rules would not allow, as an edit may have made them, are left out.
    """
    crew, served = stand.crew, dict(stand.served)
    ground = police_ground(crew)
    pool, _ = police_pool(crew, ground, NO_WISHES)
    police = Staffed(crew, "police", ground, _lineup(crew, ground, pool, served, stand.areas))
    ground = helper_ground(crew, dict(enumerate(stand.police)))
    pool, _ = helper_pool(crew, ground, NO_WISHES)
    return police, Staffed(crew, "helpers", ground, _lineup(crew, ground, pool, served, stand.areas))


def _police_in_rooms(
    problem: Problem, zones: Sequence[Zone], served: Mapping[str, tuple[int, ...]]
) -> Counter[str]:
    """Return how many police stand in each room."""
    room_of = {village: room_id(problem, zone) for zone in zones for village in zone.villages}
    police: Counter[str] = Counter()
    for officer in problem.officers:
        if officer.role is Role.POLICE:
            police.update({room_of[v] for v in served.get(officer.officer_id, ())})
    return police


def scope_of_station(problem: Problem, station_id: str) -> str:
    """Return the scope of the pool that a station's people belong to (R19.transfers)."""
    reach = str(problem.policy["R19"]["transfers"])
    if reach == "station":
        return station_id
    return problem.stations[problem.station_index[station_id]].county_id if reach == "county" else "*"


def _lineup(
    crew: Crew,
    ground: Ground,
    pool: Pool,
    served: Mapping[str, tuple[int, ...]],
    areas: Sequence[Sequence[str]],
) -> Lineup:
    """Return who of a pool stands where."""
    duties = {villages: number for number, villages in enumerate(ground.villages)}
    people, duty = [], []
    for person in pool.people:
        mine = duties.get(served.get(person.officer_id, ()))
        if mine is not None:
            people.append(person)
            duty.append(mine)
    pieces: tuple[tuple[int, ...], ...] = ()
    if pool.guided:
        number = {room_id(crew.problem, zone): n for n, zone in enumerate(crew.rooms)}
        drawn = [tuple(sorted(number[r] for r in area if r in number)) for area in areas]
        drawn = [piece for piece in drawn if piece]
        inside = {n for piece in drawn for n in piece}
        pieces = (*drawn, *((n,) for n in range(len(crew.rooms)) if n not in inside))
    return Lineup(replace(pool, people=tuple(people)), tuple(duty), pieces)
