"""Who is short of people: the places that have too few who may serve them, found by a minimum cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from assign.optimise.crew import gather_crews, room_id
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


def short_group(problem: Problem, zones: tuple[Zone, ...], station: str, role: Role) -> ShortGroup | None:
    """Return the group that falls short in a station, or None if counting alone finds none.

    Each place is joined to the officers who may serve it (R18), each officer carries ``each`` places. Where the largest
    flow leaves places unserved, those on the source's side of the minimum cut are a set that all its officers together
    cannot carry (Hall's theorem). That the places of one officer must lie side by side is not counted: it can only
    make it worse.
    """
    crew = next((crew for crew in gather_crews(problem, zones) if crew.scope == station), None)
    if crew is None:
        return None
    police = role is Role.POLICE
    places = (
        {room_id(problem, zone): tuple(zone.villages) for zone in crew.rooms}
        if police
        else {
            problem.villages[v].village_id: (v,)
            for v in crew.villages
            if problem.villages[v].kind is Kind.RURAL
        }
    )
    each = problem.policy["R13"].count("max_rooms") if police else problem.policy["R14"].count("max_villages")
    people = {one.officer_id: one for one in (crew.police if police else crew.helpers)}

    def may(officer: Officer, villages: tuple[int, ...]) -> bool:
        home = officer.home_village_id
        at_home = officer.role is not Role.ASSISTANT or home is None or problem.policy["R18"].off
        return not crew.barred(officer, villages) and (
            at_home or any(problem.villages[v].village_id == home for v in villages)
        )

    able = {
        place: [officer_id for officer_id, officer in people.items() if may(officer, villages)]
        for place, villages in places.items()
    }
    short = _short(able, each)
    return (
        ShortGroup(station, role, short, tuple(sorted({o for place in short for o in able[place]})), each)
        if short
        else None
    )


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
