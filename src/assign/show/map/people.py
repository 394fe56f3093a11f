"""Posts, officers without one, and exceptions as columns and rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assign.plan import Plan
from assign.problem import Officer, Problem
from assign.show.map.pinyin import pinyin_of
from assign.show.map.sentences import Sentences

Json = dict[str, object]

_UNKNOWN = Officer("", role="police", station_id="")  # type: ignore[arg-type]
_ORDER = {"error": 0, "warning": 1, "note": 2}


def post_columns(problem: Problem, plan: Plan, rooms: Mapping[str, int], sentences: Sentences) -> Json:
    """Return the posts in the plan's order, with what a swap is checked against: avoid list, home, present place."""
    officers = {officer.officer_id: officer for officer in problem.officers}
    posts = plan.posts
    people = [officers.get(post.officer_id, _UNKNOWN) for post in posts]
    index = problem.village_index
    return {
        "id": [post.officer_id for post in posts],
        "name": [person.name for person in people],
        "pinyin": pinyin_of(person.name for person in people),
        "role": [post.role for post in posts],
        "station": [problem.station_index.get(post.station_id, -1) for post in posts],
        "room": [rooms.get(post.room_id, -1) for post in posts],
        "villages": [_numbers(post.village_ids, index) for post in posts],
        "lead": [int(post.is_lead) for post in posts],
        "chief": [int(post.is_chief) for post in posts],
        "mentor": [post.mentor_id for post in posts],
        "ability": [round(post.ability, 1) for post in posts],
        "hours": [round(post.hours, 2) for post in posts],
        "changed": [int(post.changed) for post in posts],
        "reason": [sentences.add(post.reason) for post in posts],
        "years": [person.years for person in people],
        "pinned": [int(person.pinned) for person in people],
        "avoid": [_numbers(person.avoid_village_ids, index) for person in people],
        "home": [index.get(person.home_village_id or "", -1) for person in people],
        "nowRoom": [_place(person.current_room_id, rooms) for person in people],
        "nowVillage": [_place(person.current_village_id, index) for person in people],
    }


def unused_columns(problem: Problem, plan: Plan, sentences: Sentences) -> Json:
    """Return the officers without a post, and why."""
    names = {officer.officer_id: officer.name for officer in problem.officers}
    return {
        "id": [row.officer_id for row in plan.unused],
        "name": [names.get(row.officer_id, "") for row in plan.unused],
        "role": [row.role for row in plan.unused],
        "station": [problem.station_index.get(row.station_id, -1) for row in plan.unused],
        "reason": [sentences.add(row.reason) for row in plan.unused],
    }


def exception_rows(
    problem: Problem, plan: Plan, rooms: Mapping[str, int], sentences: Sentences
) -> list[list[object]]:
    """Return rule, severity, entity, id, found, expected, remedy's sentence, number, station, villages to show.

    Number and station are -1 where there is none.
    """
    village_of = problem.village_index
    posts = {post.officer_id: number for number, post in enumerate(plan.posts)}
    places: dict[str, Mapping[str, int]] = {
        "village": village_of,
        "room": rooms,
        "station": problem.station_index,
        "officer": posts,
    }
    out: list[list[object]] = []
    for row in sorted(
        plan.exceptions,
        key=lambda row: (_ORDER[row.severity], row.rule_id, row.entity, row.entity_id, row.found),
    ):
        number = places.get(row.entity, {}).get(row.entity_id, -1)
        shown = _numbers(row.entity_id.split(";"), village_of) if row.entity == "link" else []
        station = -1
        if row.entity == "station":
            station = number
        elif row.entity == "room" and number >= 0:
            station = problem.station_index.get(plan.rooms[number].station_id, -1)
        elif row.entity == "officer" and number >= 0:
            station = problem.station_index.get(plan.posts[number].station_id, -1)
        elif (row.entity == "village" and number >= 0) or shown:
            village = problem.villages[number if number >= 0 else shown[0]]
            station = problem.station_index[village.station_id]
        remedy = sentences.add(row.remedy)
        facts = [row.rule_id, row.severity.value, row.entity, row.entity_id, row.found, row.expected]
        out.append([*facts, remedy, number, station, shown])
    return out


def _numbers(ids: Iterable[str], index: Mapping[str, int]) -> list[int]:
    return [index[item] for item in ids if item in index]


def _place(place_id: str | None, index: Mapping[str, int]) -> int:
    """Return the number of a place, -1 where none is named, -2 where it is no more."""
    return -1 if place_id is None else index.get(place_id, -2)
