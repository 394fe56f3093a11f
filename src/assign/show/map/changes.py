"""What is different: against another plan of the same case, and against the posts of today."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from assign.plan import Plan, Post
from assign.problem import Problem, SiteStatus
from assign.show.fingerprint import plan_hash
from assign.show.map.colouring import zone_colours
from assign.show.map.places import Json, degrees

VILLAGES_NAMED = 3
Row = list[object]
"""Kind, entity, number (-1: not on this map), names before, names now, villages to show.

Where there is no number, the first name before is that of the thing itself.
"""


def other_columns(problem: Problem, other: Plan, colours: Mapping[str, int]) -> Json:
    """Return the other plan's zones and rooms, enough to draw them beside this one.

    Parameters
    ----------
    colours
        Colour of each room of this plan by id: rooms of both keep theirs where they can.
    """
    index = problem.village_index
    room_of = [-1] * len(problem.villages)
    rooms = [room for room in other.rooms if room.host_village_id in index]
    for number, room in enumerate(rooms):
        for village_id in room.villages:
            if village_id in index:
                room_of[index[village_id]] = number
    minutes = {
        row.village_id: round(row.travel_min, 2) for row in other.assignments if math.isfinite(row.travel_min)
    }
    wished = {number: colours[room.room_id] for number, room in enumerate(rooms) if room.room_id in colours}
    name = other.run.get("case")
    return {
        "name": str(name.get("scenario") or name.get("name") or "") if isinstance(name, Mapping) else "",
        "hash": plan_hash(other),
        "status": other.status.value,
        "objective": other.objective.get("total"),
        "room": room_of,
        "travel": [minutes.get(village.village_id, -1) for village in problem.villages],
        "x": degrees(room.lon for room in rooms),
        "y": degrees(room.lat for room in rooms),
        "host": [index[room.host_village_id] for room in rooms],
        "colour": zone_colours(room_of, problem.borders.tolist(), count=len(rooms), wished=wished),
    }


def changes_from_plan(problem: Problem, plan: Plan, other: Plan) -> list[Row]:
    """Return what `plan` does differently from `other`: rooms, then villages, then officers."""
    return [
        *_rooms(problem, plan, {room.room_id: room.host_village_id for room in other.rooms}),
        *_villages(problem, plan, other),
        *_officers(problem, plan, other),
    ]


def changes_from_today(problem: Problem, plan: Plan) -> list[Row]:
    """Return what `plan` changes of today: rooms where existing sites are known, and officers who move."""
    standing = {
        f"R-{site.site_id}": site.village_id for site in problem.sites if site.status is SiteStatus.EXISTING
    }
    rows = list(_rooms(problem, plan, standing)) if standing else []
    names, index = _names(problem, plan), problem.village_index
    officers = {officer.officer_id: officer for officer in problem.officers}
    for number, post in enumerate(plan.posts):
        officer = officers.get(post.officer_id)
        if not post.changed or officer is None:
            continue
        place = officer.current_village_id or officer.current_room_id or ""
        shown = [index[item] for item in post.village_ids if item in index]
        rows.append(
            ["officer-moved", "officer", number, [names.get(place, place)], _post_names(post, names), shown]
        )
    return rows


def _rooms(problem: Problem, plan: Plan, before: Mapping[str, str]) -> Iterator[Row]:
    """Yield rooms opened and closed, by id; `before` holds the host village of each room before."""
    index = problem.village_index
    now = {room.room_id for room in plan.rooms}
    for number, room in enumerate(plan.rooms):
        if room.room_id not in before:
            shown = [index[village_id] for village_id in room.villages]
            name = problem.villages[index[room.host_village_id]].name
            yield ["room-opened", "room", number, [], [name], shown]
    for room_id, host in sorted(before.items()):
        if room_id not in now and host in index:
            yield [
                "room-closed",
                "village",
                index[host],
                [problem.villages[index[host]].name],
                [],
                [index[host]],
            ]


def _villages(problem: Problem, plan: Plan, other: Plan) -> Iterator[Row]:
    """Yield villages that another room serves."""
    index = problem.village_index
    names = _names(problem, other) | _names(problem, plan)
    was = {row.village_id: row.room_id for row in other.assignments}
    for row in sorted(plan.assignments, key=lambda row: row.village_id):
        before = was.get(row.village_id, "")
        if before != row.room_id and row.village_id in index:
            number = index[row.village_id]
            yield [
                "village-moved",
                "village",
                number,
                [names.get(before, before)],
                [names[row.room_id]],
                [number],
            ]


def _officers(problem: Problem, plan: Plan, other: Plan) -> Iterator[Row]:
    """Yield officers who have another post, a post for the first time, or none any more."""
    index = problem.village_index
    names = _names(problem, other) | _names(problem, plan)
    was = {post.officer_id: post for post in other.posts}
    for number, post in enumerate(plan.posts):
        before = was.pop(post.officer_id, None)
        shown = [index[item] for item in post.village_ids if item in index]
        if before is None:
            yield ["officer-new", "officer", number, [], _post_names(post, names), shown]
        elif (before.room_id, before.village_ids, before.is_lead) != (
            post.room_id,
            post.village_ids,
            post.is_lead,
        ):
            texts = [_post_names(before, names), _post_names(post, names)]
            yield ["officer-moved", "officer", number, *texts, shown]
    for officer_id, before in sorted(was.items()):
        yield ["officer-left", "officer", -1, [officer_id, *_post_names(before, names)], [], []]


def _names(problem: Problem, plan: Plan) -> dict[str, str]:
    """Return names by id: a room's is that of its village."""
    names = {village.village_id: village.name for village in problem.villages}
    return names | {room.room_id: names.get(room.host_village_id, room.room_id) for room in plan.rooms}


def _post_names(post: Post, names: Mapping[str, str]) -> list[str]:
    """Return where a post is, in the names of the data: the room of a lead, else the first villages."""
    if post.is_lead or not post.village_ids:
        return [names.get(post.room_id, post.room_id)]
    shown = [names.get(item, item) for item in post.village_ids[:VILLAGES_NAMED]]
    return shown + ["…"] * (len(post.village_ids) > VILLAGES_NAMED)
