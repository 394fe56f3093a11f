"""Areas, chiefs and mentors (R17): 2–4 neighbouring rooms, one chief each, a senior beside each junior."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from assign.assess.finding import Finding, listed, yes_no
from assign.assess.people import is_junior, is_senior
from assign.assess.view import View
from assign.plan import Area, Post
from assign.problem import Role


def check(view: View) -> Iterator[Finding]:
    """Yield what is wrong with areas, chiefs and mentors."""
    if view.problem.policy["R17"].off:
        yield from _none(view)
        return
    counts = Counter(area.area_id for area in view.plan.areas)
    yield from (Finding("area-twice", "R17", "area", n, str(c), "1") for n, c in counts.items() if c > 1)
    posts = {post.officer_id: post for post in view.plan.posts}
    for area in view.plan.areas:
        yield from _area(view, area, posts)
    yield from _rooms(view)
    chiefs = {area.chief_officer_id for area in view.plan.areas}
    for post in view.plan.posts:
        if post.is_chief != (post.officer_id in chiefs):
            found, expected = yes_no(post.is_chief), yes_no(post.officer_id in chiefs)
            yield Finding("chief-flag", "R17", "officer", post.officer_id, found, expected)
        if post.officer_id in view.officer:
            yield from _mentor(view, post, posts)


def _none(view: View) -> Iterator[Finding]:
    """Yield areas, chiefs and mentors where there are to be none."""
    for area in view.plan.areas:
        yield Finding("area-unexpected", "R17", "area", area.area_id, area.area_id, "–")
    for room in view.plan.rooms:
        if room.area_id:
            yield Finding("area-unexpected", "R17", "room", room.room_id, room.area_id, "–")
    for post in view.plan.posts:
        if post.is_chief or post.mentor_id:
            found = post.mentor_id or "is_chief"
            yield Finding("area-unexpected", "R17", "officer", post.officer_id, found, "–")


def _area(view: View, area: Area, posts: Mapping[str, Post]) -> Iterator[Finding]:
    """Yield what is wrong with one area."""
    rule, name = view.problem.policy["R17"], area.area_id
    least, most = max(2, rule.count("min_rooms")), rule.count("max_rooms")
    unknown = [room_id for room_id in area.room_ids if room_id not in view.room]
    if unknown:
        yield Finding("area-rooms-unknown", "R17", "area", name, listed(unknown), "rooms.csv")
        return
    if not least <= len(set(area.room_ids)) <= most:
        yield Finding("area-size", "R17", "area", name, str(len(area.room_ids)), f"{least}–{most}")
    if not view.rooms_joined(area.room_ids):
        yield Finding("area-apart", "R17", "area", name, listed(area.room_ids), "1")
    stations = {view.room[room_id].station_id for room_id in area.room_ids}
    if len(stations) > 1:
        yield Finding("area-stations", "R17", "area", name, listed(stations), "1")
    chief = posts.get(area.chief_officer_id)
    stands = set(view.rooms_of(chief)) if chief else set()
    if chief is None or chief.role != Role.POLICE.value or not stands & set(area.room_ids):
        yield Finding("area-chief", "R17", "area", name, area.chief_officer_id or "–", listed(area.room_ids))


def _rooms(view: View) -> Iterator[Finding]:
    """Yield rooms in two areas, rooms whose row names another area, and leads with rooms in two areas."""
    inside: dict[str, list[str]] = {}
    for area in view.plan.areas:
        for room_id in area.room_ids:
            inside.setdefault(room_id, []).append(area.area_id)
    for room_id, room in view.room.items():
        areas = inside.get(room_id, [])
        if len(areas) > 1:
            yield Finding("room-two-areas", "R17", "room", room_id, listed(areas), "1")
        if room.area_id != "".join(areas[:1]):
            yield Finding("room-area", "R17", "room", room_id, room.area_id or "–", "".join(areas[:1]) or "–")
    for post in view.plan.posts:
        areas = sorted({"".join(inside.get(room_id, [])) for room_id in view.rooms_of(post)})
        if len(areas) > 1 and any(areas):
            yield Finding("lead-two-areas", "R17", "officer", post.officer_id, listed(areas), "1")


def mentors(view: View, post: Post) -> tuple[str, ...]:
    """Return the seniors who may guide a junior: police for police, anybody for others, in the same area.

    The area is that of the officer's first room.
    """
    police = post.role == Role.POLICE.value
    rooms = [one for first in view.rooms_of(post)[:1] for one in view.area_around[first]]
    able = {
        other.officer_id
        for room_id in rooms
        for other in view.posts_in_rooms[room_id]
        if other.officer_id in view.officer
        and is_senior(view, view.officer[other.officer_id])
        and (other.role == Role.POLICE.value or not police)
    }
    return tuple(sorted(able))


def _mentor(view: View, post: Post, posts: Mapping[str, Post]) -> Iterator[Finding]:
    """Yield a mentor where there is to be none, who is none, or who is missing though there is one."""
    name, said = post.officer_id, post.mentor_id
    if not is_junior(view, view.officer[name]):
        if said:
            yield Finding("mentor-not-needed", "R17", "officer", name, said, "–")
        return
    able = mentors(view, post)
    if said and (said not in able or said not in posts):
        yield Finding("mentor-wrong", "R17", "officer", name, said, listed(able) or "–")
    if not said and able:
        yield Finding("mentor-missing", "R17", "officer", name, "–", listed(able))
