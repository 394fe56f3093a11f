"""The sheets of what changes and why: officers who move, rooms that open or close, the reason of each post."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assign.plan import Alternative, Plan
from assign.problem import Officer, Problem, SiteStatus

Row = Mapping[str, object]

CHANGE_COLUMNS = ("entity", "entity_id", "entity_name", "station_name", "what", "before", "after", "reason")
REASON_COLUMNS = (
    "officer_id", "officer_name", "role", "station_name", "post", "reason",
    "sentence", "other_officer_id", "place_id", "worse_for",
)  # fmt: skip
"""The last four tell of the cheapest other choice; all of them stand in ``tables/reasons.csv``."""


def change_rows(problem: Problem, plan: Plan) -> list[Row]:
    """Return what differs from today: rooms against existing sites, officers against the roster's places."""
    return [*_room_changes(problem, plan), *_officer_changes(problem, plan)]


def _room_changes(problem: Problem, plan: Plan) -> Iterator[Row]:
    """Yield rooms that open where none stands, and those that stand and are given up.

    Where no site is known to have a room today, nothing is said: the whole plan would be new.
    """
    existing = {site.site_id: site for site in problem.sites if site.status is SiteStatus.EXISTING}
    if not existing:
        return
    names = {village.village_id: village for village in problem.villages}
    stations = {station.station_id: station.name for station in problem.stations}
    for room in sorted(plan.rooms, key=lambda room: room.room_id):
        if room.site_id not in existing:
            yield {
                "entity": "room",
                "entity_id": room.room_id,
                "entity_name": names[room.host_village_id].name,
                "station_name": stations.get(room.station_id, ""),
                "what": "differs.new",
                "before": "",
                "after": tuple(room.villages),
            }
    used = {room.site_id for room in plan.rooms}
    for site_id in sorted(set(existing) - used):
        village = names[existing[site_id].village_id]
        yield {
            "entity": "room",
            "entity_id": f"R-{site_id}",
            "entity_name": village.name,
            "station_name": stations.get(village.station_id, ""),
            "what": "differs.gone",
            "before": site_id,
            "after": "",
        }


def _officer_changes(problem: Problem, plan: Plan) -> Iterator[Row]:
    """Yield officers who are moved, with the place they leave and the one they go to."""
    people = {officer.officer_id: officer for officer in problem.officers}
    stations = {station.station_id: station.name for station in problem.stations}
    room = {row.village_id: row.room_id for row in plan.assignments}
    for post in sorted(plan.posts, key=lambda post: post.officer_id):
        if not post.changed:
            continue
        officer = people.get(post.officer_id)
        police = post.role == "police"
        places = {room.get(name, "") for name in post.village_ids} if police else set(post.village_ids)
        yield {
            "entity": "officer",
            "entity_id": post.officer_id,
            "entity_name": officer.name if officer else "",
            "station_name": stations.get(post.station_id, ""),
            "what": "differs.post",
            "before": _place(officer),
            "after": tuple(sorted(places)),
            "reason": post.reason,
        }


def _place(officer: Officer | None) -> str:
    """Return where the roster has an officer, as far as it says."""
    if officer is None:
        return ""
    return " ".join(filter(None, (officer.current_room_id, officer.current_village_id)))


def reason_rows(problem: Problem, plan: Plan) -> list[Row]:
    """Return why each officer stands there, and why some have no post."""
    names = {officer.officer_id: officer.name for officer in problem.officers}
    stations = {station.station_id: station.name for station in problem.stations}
    other = {row.officer_id: row for row in plan.reasons if row.choice == 1}
    posted: list[dict[str, object]] = [
        {"officer_id": one.officer_id, "role": one.role, "station_id": one.station_id, "post": one.room_id,
         "reason": one.reason}
        for one in plan.posts
    ]  # fmt: skip
    idle: list[dict[str, object]] = [
        {"officer_id": one.officer_id, "role": one.role, "station_id": one.station_id, "post": "",
         "reason": one.reason}
        for one in plan.unused
    ]  # fmt: skip
    rows = sorted([*posted, *idle], key=lambda row: str(row["officer_id"]))
    return [
        {
            **row,
            "officer_name": names.get(str(row["officer_id"]), ""),
            "station_name": stations.get(str(row["station_id"]), ""),
            **_nearest(other.get(str(row["officer_id"]))),
        }
        for row in rows
    ]


def _nearest(other: Alternative | None) -> dict[str, object]:
    """Return the cheapest other choice of a post; empty cells where there is none."""
    if other is None:
        return {"sentence": "", "other_officer_id": "", "place_id": "", "worse_for": ()}
    return {
        "sentence": other.sentence,
        "other_officer_id": other.other_officer_id,
        "place_id": other.place_id,
        "worse_for": other.worse_for,
    }
