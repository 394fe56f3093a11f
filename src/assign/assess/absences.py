"""Who could cover for each lead, judged again from posts, areas and avoid lists (R25)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from assign.assess.view import View
from assign.plan import Post
from assign.problem import Role
from assign.reported import Absence

Judged = tuple[bool, int, int, float, float, str]
"""Whether the hours are too many, how far off the cover stands, hundredths of an hour over, minutes, hours, id."""


def true_rows(view: View) -> tuple[Absence, ...]:
    """Return the row of each lead: the best cover, what falls short, and its rank."""
    office = _Office(view)
    rows = [office.row(post) for post in view.plan.posts if post.is_lead and view.rooms_of(post)]
    alone = sorted(
        (row for row in rows if not row.cover_officer_id), key=lambda row: (-row.hours, row.officer_id)
    )
    over = sorted(
        (row for row in rows if row.cover_officer_id and row.over_hours > 0),
        key=lambda row: (-row.over_hours, -row.hours, row.officer_id),
    )
    rank = {row.officer_id: place + 1 for place, row in enumerate(alone + over)}
    return tuple(replace(row, rank=rank.get(row.officer_id, 0)) for row in rows)


class _Office:
    """Police in posts, with their rooms, stations and areas."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.area: Mapping[str, str] = {
            room_id: one.area_id for one in view.plan.areas for room_id in one.room_ids
        }
        self.rooms = {
            post.officer_id: frozenset(view.rooms_of(post))
            for post in view.plan.posts
            if post.role == Role.POLICE.value and post.officer_id in view.officer
        }
        self.post = {post.officer_id: post for post in view.plan.posts if post.officer_id in self.rooms}
        self.near: dict[tuple[str, str], set[str]] = {}
        for name, rooms in self.rooms.items():
            for place in self._places(rooms):
                self.near.setdefault(place, set()).add(name)

    def _places(self, rooms: frozenset[str]) -> set[tuple[str, str]]:
        """Return the stations and areas that rooms belong to."""
        stations = {("station", self.view.room[room_id].station_id) for room_id in rooms}
        return stations | {("area", self.area[room_id]) for room_id in rooms if room_id in self.area}

    def row(self, away: Post) -> Absence:
        """Return who covers for a lead; rank is still to come."""
        rooms = self.view.rooms_of(away)
        bare = Absence(
            away.officer_id,
            self.view.room[rooms[0]].station_id,
            self.area.get(rooms[0], ""),
            rooms,
            "",
            None,
            away.hours,
            None,
            None,
            0.0,
            0,
        )
        options = sorted(self._options(away, frozenset(rooms)))
        if not options:
            return bare
        _, _, over, minutes, _, name = options[0]
        return replace(
            bare,
            cover_officer_id=name,
            travel_min=minutes,
            cover_hours=self._cents(name, away) / 100,
            capacity=self._capacity(name) / 100,
            over_hours=over / 100,
        )

    def _options(self, away: Post, rooms: frozenset[str]) -> Iterator[Judged]:
        """Yield what each possible cover is judged by; the least is the best."""
        names = set().union(*(self.near.get(place, ()) for place in self._places(rooms))) - {away.officer_id}
        areas = {self.area[room_id] for room_id in rooms if room_id in self.area}
        for name in sorted(names):
            if not set(self.view.officer[name].avoid_village_ids).isdisjoint(away.village_ids):
                continue
            own = self.rooms[name]
            over = max(0, self._cents(name, away) - self._capacity(name))
            beside = any(self.area.get(room_id) in areas for room_id in own)
            far = 0 if own & rooms else 1 if beside else 2
            yield over > 0, far, over, self._minutes(own, rooms), self.post[name].hours, name

    def _cents(self, name: str, away: Post) -> int:
        """Return hundredths of an hour of a cover while covering."""
        return round(self.post[name].hours * 100) + round(away.hours * 100)

    def _capacity(self, name: str) -> int:
        """Return hundredths of an hour that an officer can carry a month (R16)."""
        rule, own = self.view.problem.policy["R16"], self.view.officer[name].hours
        monthly = rule.number("monthly_hours") if own is None else own
        return round(monthly * rule.number("presence") * 100)

    def _minutes(self, own: frozenset[str], rooms: frozenset[str]) -> float:
        """Return the minutes to the farthest host village, each reached from the nearest own room."""
        problem, room = self.view.problem, self.view.room
        sites = sorted(problem.site_index[room[room_id].site_id] for room_id in own)
        hosts = sorted(problem.village_index[room[room_id].host_village_id] for room_id in rooms)
        block = problem.travel.block(sites, hosts)
        return max(float(block[:, place].min()) for place in range(len(hosts)))
