"""A plan laid beside its problem: the lookups that every check needs, safe for plans that are wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import networkx as nx

from assign.plan import Assignment, Plan, Post, Room
from assign.problem import Kind, Officer, Problem, Role, Site, Village


@dataclass(frozen=True)
class View:
    """What the plan says, by id. Where a table says a thing twice, the first row counts here."""

    problem: Problem
    plan: Plan

    @cached_property
    def village(self) -> Mapping[str, Village]:
        """Facts of each village."""
        return {village.village_id: village for village in self.problem.villages}

    @cached_property
    def site(self) -> Mapping[str, Site]:
        """Facts of each site."""
        return {site.site_id: site for site in self.problem.sites}

    @cached_property
    def officer(self) -> Mapping[str, Officer]:
        """The roster."""
        return {officer.officer_id: officer for officer in self.problem.officers}

    @cached_property
    def row(self) -> Mapping[str, Assignment]:
        """The plan's row of each village."""
        out: dict[str, Assignment] = {}
        for row in self.plan.assignments:
            out.setdefault(row.village_id, row)
        return out

    @cached_property
    def room(self) -> Mapping[str, Room]:
        """The plan's row of each room."""
        out: dict[str, Room] = {}
        for room in self.plan.rooms:
            out.setdefault(room.room_id, room)
        return out

    @cached_property
    def zone(self) -> Mapping[str, tuple[str, ...]]:
        """Known villages of each room, as the villages' rows say, sorted."""
        out: dict[str, list[str]] = {room_id: [] for room_id in self.room}
        for village_id, row in self.row.items():
            if village_id in self.village and row.room_id in out:
                out[row.room_id].append(village_id)
        return {room_id: tuple(sorted(out[room_id])) for room_id in sorted(out)}

    @cached_property
    def graph(self) -> nx.Graph[str]:
        """Villages joined where they share a border or a link (R06)."""
        ids = [village.village_id for village in self.problem.villages]
        graph: nx.Graph[str] = nx.Graph()
        graph.add_nodes_from(ids)
        graph.add_edges_from((ids[first], ids[second]) for first, second in self.problem.borders.tolist())
        graph.add_edges_from((link.village_id, link.other_id) for link in self.problem.links)
        return graph

    @cached_property
    def own(self) -> frozenset[str]:
        """Villages that must have a room of their own (R02)."""
        urban = [village.village_id for village in self.problem.villages if village.kind is Kind.URBAN]
        return frozenset(urban if self.problem.policy["R02"].must else ())

    @cached_property
    def zoned(self) -> Mapping[str, frozenset[str]]:
        """The other villages, by the area that no zone may leave (R05)."""
        out: dict[str, set[str]] = {self.scope(village_id): set() for village_id in self.village}
        for village_id in self.village:
            if village_id not in self.own:
                out[self.scope(village_id)].add(village_id)
        return {scope: frozenset(out[scope]) for scope in sorted(out)}

    @cached_property
    def zoned_cents(self) -> int:
        """Hundredths of an hour a month of all villages without a room of their own."""
        zoned = [village for village_id, village in self.village.items() if village_id not in self.own]
        return sum(round(village.hours * 100) for village in zoned)

    def communal(self, room_id: str) -> bool:
        """Return whether a room is that of one urban village under R02: no R01, no balance."""
        zone = self.zone[room_id]
        return bool(zone) and self.own.issuperset(zone)

    def scope(self, village_id: str) -> str:
        """Return the id of the area the village's zone may not leave (R05)."""
        nesting = self.problem.policy["R05"]["nesting"]
        village = self.village[village_id]
        if nesting == "city":
            return "*"
        return village.county_id if nesting == "county" else village.station_id

    def joined(self, village_ids: Iterable[str]) -> bool:
        """Return whether villages hang together by borders and links."""
        part = {village_id for village_id in village_ids if village_id in self.graph}
        if len(part) < 2:
            return True
        seen: set[str] = set()
        ahead = [min(part)]
        while ahead:
            here = ahead.pop()
            seen.add(here)
            ahead += [other for other in self._beside[here] & part if other not in seen]
        return seen == part

    @cached_property
    def _beside(self) -> Mapping[str, frozenset[str]]:
        return {village_id: frozenset(others) for village_id, others in self.graph.adjacency()}

    def rooms_joined(self, room_ids: Iterable[str]) -> bool:
        """Return whether rooms are neighbours of one another, by way of each other at most."""
        return self.joined(village_id for room_id in room_ids for village_id in self.zone.get(room_id, ()))

    def served(self, post: Post) -> tuple[str, ...]:
        """Return the villages of a post that exist and have a row, each once, sorted."""
        return self._reach(post.village_ids)[0]

    def rooms_of(self, post: Post) -> tuple[str, ...]:
        """Return the known rooms that serve the villages of a post, sorted."""
        return self._reach(post.village_ids)[1]

    def _reach(self, village_ids: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the known ones of some villages, and the known rooms that serve them; looked up once."""
        if village_ids not in self._reached:
            known = sorted(name for name in set(village_ids) if name in self.village and name in self.row)
            rooms = {self.row[village_id].room_id for village_id in known}
            self._reached[village_ids] = tuple(known), tuple(sorted(rooms & self.room.keys()))
        return self._reached[village_ids]

    @cached_property
    def _reached(self) -> dict[tuple[str, ...], tuple[tuple[str, ...], tuple[str, ...]]]:
        return {}

    @cached_property
    def leads(self) -> Mapping[str, tuple[str, ...]]:
        """For each room, the officers whose post says that they lead it."""
        out: dict[str, tuple[str, ...]] = dict.fromkeys(self.room, ())
        for post in self.plan.posts:
            if post.is_lead:
                for room_id in self.rooms_of(post):
                    out[room_id] = (*out[room_id], post.officer_id)
        return out

    @cached_property
    def auxiliaries(self) -> Mapping[str, tuple[str, ...]]:
        """For each village, the auxiliaries and assistants whose post serves it, sorted."""
        out: dict[str, set[str]] = {village_id: set() for village_id in self.village}
        for post in self.plan.posts:
            if post.role != Role.POLICE.value and not post.is_lead:
                for village_id in self.served(post):
                    out[village_id].add(post.officer_id)
        return {village_id: tuple(sorted(names)) for village_id, names in out.items()}

    @cached_property
    def posts_in_rooms(self) -> Mapping[str, tuple[Post, ...]]:
        """The posts in each room."""
        out: dict[str, list[Post]] = {room_id: [] for room_id in self.room}
        for post in self.plan.posts:
            for room_id in self.rooms_of(post):
                out[room_id].append(post)
        return {room_id: tuple(posts) for room_id, posts in out.items()}

    @cached_property
    def area_around(self) -> Mapping[str, tuple[str, ...]]:
        """The known rooms of the area of each room, sorted; the room alone where there is no area."""
        out: dict[str, tuple[str, ...]] = {room_id: (room_id,) for room_id in self.room}
        for area in self.plan.areas:
            rooms = tuple(sorted(self.room.keys() & set(area.room_ids)))
            out.update(dict.fromkeys(rooms, rooms))
        return out

    @cached_property
    def helpers_at(self) -> Counter[str]:
        """How many auxiliaries and assistants serve each village."""
        helping = [post for post in self.plan.posts if post.role != Role.POLICE.value]
        return Counter(name for post in helping for name in self.served(post))

    @cached_property
    def police_in_rooms(self) -> Counter[str]:
        """How many police are posted in each room, leads counted in every room they lead."""
        police = [post for post in self.plan.posts if post.role == Role.POLICE.value]
        return Counter(room_id for post in police for room_id in self.rooms_of(post))
