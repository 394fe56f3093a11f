"""Who covers if a lead is away, and what then falls short (R25)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from assign.plan import Plan, Post, Room
from assign.problem import HUNDRED, Officer, Problem, Role
from assign.reported import Absence


def absences(problem: Problem, plan: Plan) -> tuple[Absence, ...]:
    """Return a row for each lead, the absences that cannot be borne ranked, the worst first.

    Cover comes from police in posts of the same station or area, never from one on whose avoid list a village
    stands (R18). Who can carry the hours comes before who cannot; then a colleague of the same room, of the
    same area, of the same station; then the fewest hours above capacity, the nearest, the fewest hours, the id.
    """
    desk = _Desk(problem, plan)
    rows = [desk.absence(post) for post in sorted(plan.posts, key=lambda one: one.officer_id) if post.is_lead]
    # nobody to cover is worse than any hours; then the more hours fall short, the worse
    worst = sorted(
        (row for row in rows if not row.cover_officer_id or row.over_hours > 0),
        key=lambda row: (bool(row.cover_officer_id), -row.over_hours, -row.hours, row.officer_id),
    )
    rank = {row.officer_id: place for place, row in enumerate(worst, start=1)}
    return tuple(replace(row, rank=rank.get(row.officer_id, 0)) for row in rows)


@dataclass(frozen=True, slots=True)
class _Cover:
    """Somebody who could cover, with what decides between them."""

    post: Post
    near: int
    over: int
    travel_min: float


class _Desk:
    """Looks up rooms, areas and people of one plan."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem = problem
        self.officer: Mapping[str, Officer] = {one.officer_id: one for one in problem.officers}
        self.room: Mapping[str, Room] = {room.room_id: room for room in plan.rooms}
        self.room_of: Mapping[str, str] = {row.village_id: row.room_id for row in plan.assignments}
        self.area: Mapping[str, str] = {
            room_id: area.area_id for area in plan.areas for room_id in area.room_ids
        }
        self.police = sorted(
            (post for post in plan.posts if post.role == Role.POLICE.value), key=lambda one: one.officer_id
        )
        self.at: dict[str, list[Post]] = {}
        for post in self.police:
            for place in self._places(self.rooms(post)):
                self.at.setdefault(place, []).append(post)

    def rooms(self, post: Post) -> tuple[str, ...]:
        """Return the rooms of a post, sorted."""
        return tuple(sorted({self.room_of[village_id] for village_id in post.village_ids}))

    def capacity(self, officer_id: str) -> int:
        """Return what an officer can carry a month, hundredths of an hour (R16)."""
        rule, hours = self.problem.policy["R16"], self.officer[officer_id].hours
        return round(
            (rule.number("monthly_hours") if hours is None else hours) * rule.number("presence") * HUNDRED
        )

    def absence(self, away: Post) -> Absence:
        """Return who covers for a lead."""
        rooms = self.rooms(away)
        row = Absence(
            officer_id=away.officer_id,
            station_id=self.room[rooms[0]].station_id,
            area_id=self.area.get(rooms[0], ""),
            room_ids=rooms,
            cover_officer_id="",
            travel_min=None,
            hours=away.hours,
            cover_hours=None,
            capacity=None,
            over_hours=0.0,
            rank=0,
        )
        found = [cover for post in self._colleagues(rooms) if (cover := self._cover(post, away, rooms))]
        if not found:
            return row
        best = min(
            found,
            key=lambda one: (
                one.over > 0,
                one.near,
                one.over,
                one.travel_min,
                one.post.hours,
                one.post.officer_id,
            ),
        )
        return replace(
            row,
            cover_officer_id=best.post.officer_id,
            travel_min=best.travel_min,
            cover_hours=_sum(best.post, away) / HUNDRED,
            capacity=self.capacity(best.post.officer_id) / HUNDRED,
            over_hours=best.over / HUNDRED,
        )

    def _colleagues(self, rooms: tuple[str, ...]) -> list[Post]:
        """Return the police of the stations and areas of some rooms, each once, by id."""
        posts = {post.officer_id: post for place in self._places(rooms) for post in self.at.get(place, ())}
        return [posts[officer_id] for officer_id in sorted(posts)]

    def _places(self, rooms: tuple[str, ...]) -> list[str]:
        """Return the stations and areas of some rooms."""
        stations = {f"station {self.room[room_id].station_id}" for room_id in rooms}
        return sorted(stations | {f"area {self.area[room_id]}" for room_id in rooms if room_id in self.area})

    def _cover(self, post: Post, away: Post, rooms: tuple[str, ...]) -> _Cover | None:
        """Return a colleague as cover, or None for one who cannot be."""
        avoided = set(self.officer[post.officer_id].avoid_village_ids)
        if post.officer_id == away.officer_id or avoided & set(away.village_ids):
            return None
        own = self.rooms(post)
        over = max(0, _sum(post, away) - self.capacity(post.officer_id))
        return _Cover(post, self._nearness(own, rooms), over, self._minutes(own, rooms))

    def _nearness(self, own: tuple[str, ...], rooms: tuple[str, ...]) -> int:
        """Return 0 for a colleague of the same room, 1 for one of the same area, 2 for others of the station."""
        if set(own) & set(rooms):
            return 0
        areas = [{self.area[room_id] for room_id in some if room_id in self.area} for some in (own, rooms)]
        return 1 if areas[0] & areas[1] else 2

    def _minutes(self, own: tuple[str, ...], rooms: tuple[str, ...]) -> float:
        """Return the minutes from the nearest own room to the farthest host village of the rooms."""
        sites = [self.problem.site_index[self.room[room_id].site_id] for room_id in own]
        hosts = [self.problem.village_index[self.room[room_id].host_village_id] for room_id in rooms]
        return float(self.problem.travel.block(sites, hosts).min(axis=0).max())


def _sum(post: Post, away: Post) -> int:
    """Return the hours of a cover while covering, hundredths."""
    return round(post.hours * HUNDRED) + round(away.hours * HUNDRED)
