"""Who is short of people: the places that have too few who may serve them, found by a minimum cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from assign.optimise.crew import Crew, gather_crews, room_id
from assign.optimise.pools import asked_of_room, asked_of_village
from assign.optimise.zone import Zone
from assign.problem import Kind, Officer, Problem, Role


@dataclass(frozen=True)
class ShortGroup:
    """Places that ask for more than the people who may serve them can carry.

    Parameters
    ----------
    station
        Station, or the wider pool where transfers are allowed (R19).
    role
        ``police`` for rooms (R13), ``auxiliary`` for villages (R14).
    places
        Ids of rooms or villages.
    officers
        Ids of all who may serve one of them.
    each
        Places that one officer may hold at most (R13.max_rooms, R14.max_villages).
    """

    station: str
    role: Role
    places: tuple[str, ...]
    officers: tuple[str, ...]
    each: int

    @property
    def need(self) -> int:
        """Places that need somebody."""
        return len(self.places)

    @property
    def carry(self) -> int:
        """Places that the officers can hold, all of them at their most."""
        return len(self.officers) * self.each


def short_group(
    problem: Problem, zones: tuple[Zone, ...], station: str, role: Role, *, certified: bool = False
) -> ShortGroup | None:
    """Return the group that falls short in a station, or None if counting alone finds none.

    Each place is joined to the officers who may serve it (R18), each officer carries ``each`` places. Where the largest
    flow leaves places unserved, those on the source's side of the minimum cut are a set that all its officers together
    cannot carry (Hall's theorem). That the places of one officer must lie side by side is not counted: it can only
    make it worse.

    Parameters
    ----------
    certified
        Only the places that ask for certificates or skills, and the officers who have them (R24).
    """
    crew = next((crew for crew in gather_crews(problem, zones) if crew.scope == station), None)
    if crew is None:
        return None
    police = role is Role.POLICE
    each = problem.policy["R13"].count("max_rooms") if police else problem.policy["R14"].count("max_villages")
    people = crew.police if police else crew.helpers

    def able_of(place: Asking) -> list[str]:
        return [
            one.officer_id
            for one in people
            if _may(crew, one, place.villages)
            and not (certified and not all(one.holds(asked, problem.day) for asked in place.asked))
        ]

    places = asking_places(crew, role)
    able = {place.name: able_of(place) for place in places if place.asked or not certified}
    short = _short(able, each)
    officers = tuple(sorted({officer for place in short for officer in able[place]}))
    return ShortGroup(station, role, short, officers, each) if short else None


@dataclass(frozen=True)
class Asking:
    """A room or a rural village, and what it asks of who serves it (R24)."""

    name: str
    villages: tuple[int, ...]
    asked: tuple[str, ...]


def asking_places(crew: Crew, role: Role) -> list[Asking]:
    """Return the rooms of a crew, or its rural villages, with what they ask of police, or of auxiliaries."""
    problem = crew.problem
    if role is Role.POLICE:
        return [
            Asking(room_id(problem, zone), tuple(zone.villages), asked_of_room(crew, number))
            for number, zone in enumerate(crew.rooms)
        ]
    return [
        Asking(problem.villages[v].village_id, (v,), asked_of_village(problem, v))
        for v in crew.villages
        if problem.villages[v].kind is Kind.RURAL
    ]


def posts_of(
    problem: Problem, zones: tuple[Zone, ...], station: str, role: Role, *, certified: bool = False
) -> int:
    """Return how many rooms, or rural villages, a station (or a wider pool: R19) has; or those that ask something."""
    crews = (crew for crew in gather_crews(problem, zones) if crew.scope == station)
    return sum(bool(place.asked) or not certified for crew in crews for place in asking_places(crew, role))


def _may(crew: Crew, officer: Officer, villages: tuple[int, ...]) -> bool:
    """Return whether an officer may serve a place: no recusal, and an assistant at home only (R18)."""
    problem, home = crew.problem, officer.home_village_id
    anywhere = officer.role is not Role.ASSISTANT or home is None or problem.policy["R18"].off
    at_home = any(problem.villages[v].village_id == home for v in villages)
    return not crew.barred(officer, villages) and (anywhere or at_home)


def _short(able: Mapping[str, Sequence[str]], each: int) -> tuple[str, ...]:
    """Return the places on the source's side of a minimum cut, or none where all can be served.

    Parameters
    ----------
    able
        Place -> the officers who may serve it.
    """
    graph: nx.DiGraph[tuple[str, str]] = nx.DiGraph()
    source, sink = ("source", ""), ("sink", "")
    graph.add_nodes_from([source, sink])
    for place, officers in able.items():
        graph.add_edge(source, ("place", place), capacity=1)
        for officer in officers:
            graph.add_edge(("place", place), ("officer", officer), capacity=1)
            graph.add_edge(("officer", officer), sink, capacity=each)
    flow, (near, _) = nx.minimum_cut(graph, source, sink)
    return tuple(sorted(name for kind, name in near if kind == "place")) if flow < len(able) else ()
