"""What must be listed of posts and areas: R10, R11, R13, R14, R16, R17, R19 and R24."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from assign.assess.areas import mentors
from assign.assess.people import (
    asked_of,
    capacity_cents,
    is_junior,
    lacks,
    needed,
    post_cents,
    rural_staff,
    station_of_post,
)
from assign.assess.view import View
from assign.problem import Kind, Role

Key = tuple[str, str, str]


def broken_by_people(view: View) -> dict[Key, float]:
    """Return what must be listed, with the number that tells by how much."""
    out = short_leads(view) | short_auxiliaries(view)
    for family in (_communities, _rural, _overloaded, _unguided, _changes, _uncertified):
        out |= dict(family(view))
    return out


def short_leads(view: View) -> dict[Key, float]:
    """Return rooms without a lead and leads of several rooms (R13)."""
    out: dict[Key, float] = {
        ("R13", "room", room_id): 0 for room_id, names in view.leads.items() if not names
    }
    for post in view.plan.posts:
        rooms = view.rooms_of(post)
        if post.is_lead and len(rooms) > 1:
            out["R13", "officer", post.officer_id] = len(rooms)
    return out


def short_auxiliaries(view: View) -> dict[Key, float]:
    """Return rural villages without an auxiliary and auxiliaries of several villages (R14)."""
    if view.problem.policy["R14"].off:
        return {}
    out: dict[Key, float] = {}
    for village_id, names in view.auxiliaries.items():
        if not names and view.village[village_id].kind is Kind.RURAL:
            out["R14", "village", village_id] = 0
    for post in view.plan.posts:
        villages = view.served(post)
        if post.role != Role.POLICE.value and not post.is_lead and len(villages) > 1:
            out["R14", "officer", post.officer_id] = len(villages)
    return out


Found = Iterator[tuple[Key, float]]


def _communities(view: View) -> Found:
    """Yield communities with fewer people than R10 asks."""
    helpers = view.helpers_at
    for village_id, row in view.row.items():
        if village_id in view.village and view.village[village_id].kind is Kind.URBAN:
            there = view.police_in_rooms[row.room_id] + helpers[village_id]
            if there < needed(view, village_id):
                yield ("R10", "village", village_id), there


def _rural(view: View) -> Found:
    """Yield stations with fewer auxiliaries and assistants than R11 asks."""
    short, asked = rural_staff(view, view.helpers_at)
    for station, count in short.items():
        if count:
            yield ("R11", "station", station), asked[station] - count


def _overloaded(view: View) -> Found:
    """Yield officers whose hours exceed their capacity (R16)."""
    if view.problem.policy["R16"].off:
        return
    helpers = view.helpers_at
    for post in view.plan.posts:
        officer = view.officer.get(post.officer_id)
        if officer and view.served(post):
            cents = post_cents(view, post, helpers)
            if cents > capacity_cents(view, officer):
                yield ("R16", "officer", post.officer_id), cents / 100


def _unguided(view: View) -> Found:
    """Yield rooms in no area, and juniors without a senior in theirs (R17)."""
    rule = view.problem.policy["R17"]
    if rule.off:
        return
    inside = {room_id for area in view.plan.areas for room_id in area.room_ids}
    stations = Counter(room.station_id for room in view.room.values())
    for room_id, room in view.room.items():
        if room_id not in inside and rule.count("min_rooms") > 1 and stations[room.station_id] > 1:
            yield ("R17", "room", room_id), 1
    for post in view.plan.posts:
        officer = view.officer.get(post.officer_id)
        if officer and is_junior(view, officer) and not mentors(view, post):
            yield ("R17", "officer", post.officer_id), 0


def _changes(view: View) -> Found:
    """Yield pinned officers who move, transfers to another station, and moves beyond the bound (R19)."""
    for post in view.plan.posts:
        officer = view.officer.get(post.officer_id)
        if officer and (
            (post.changed and officer.pinned) or station_of_post(view, post) != officer.station_id
        ):
            yield ("R19", "officer", post.officer_id), 1
    made = sum(post.changed for post in view.plan.posts)
    if made > view.problem.policy["R19"].count("max_moves"):
        yield ("R19", "plan", "moves"), made


def _uncertified(view: View) -> Found:
    """Yield rooms and villages held by nobody with the certificates or skills they ask for (R24)."""
    for room_id, leads in view.leads.items():
        asked = asked_of(view, view.zone[room_id], "lead")
        if leads and all(lacks(view, view.officer[name], asked) for name in leads if name in view.officer):
            yield ("R24", "room", room_id), 0
    for village_id, names in view.auxiliaries.items():
        asked = asked_of(view, (village_id,), "auxiliary")
        if names and all(lacks(view, view.officer[name], asked) for name in names if name in view.officer):
            yield ("R24", "village", village_id), 0
