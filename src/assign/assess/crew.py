"""Who answers for what: leads (R13), auxiliaries (R14), home and avoidance (R18)."""

from __future__ import annotations

from collections.abc import Iterator

from assign.assess.finding import Finding, listed
from assign.assess.view import View
from assign.plan import Post
from assign.problem import Officer, Role


def check(view: View) -> Iterator[Finding]:
    """Yield broken rules between officers, rooms and villages that no listed exception can excuse."""
    for post in view.plan.posts:
        officer = view.officer.get(post.officer_id)
        if officer and post.is_lead:
            yield from _lead(view, post, officer)
        elif officer and officer.role is Role.POLICE:
            yield from _whole_rooms(view, post, 1)
        elif officer:
            yield from _auxiliary(view, post)
        if officer and not view.problem.policy["R18"].off:
            yield from _kept_apart(view, post, officer)
    yield from _room_leads(view)
    yield from _village_auxiliaries(view)


def _lead(view: View, post: Post, officer: Officer) -> Iterator[Finding]:
    """Yield what is wrong with one lead (R13)."""
    name, rooms = post.officer_id, view.rooms_of(post)
    most = view.problem.policy["R13"].count("max_rooms")
    if officer.role is not Role.POLICE:
        yield Finding("lead-not-police", "R13", "officer", name, officer.role.value, Role.POLICE.value)
    if len(rooms) > most:
        yield Finding("lead-too-many-rooms", "R13", "officer", name, str(len(rooms)), str(most))
    if not view.rooms_joined(rooms):
        yield Finding("lead-rooms-apart", "R13", "officer", name, listed(rooms), "1")
    yield from _whole_rooms(view, post, most)


def _whole_rooms(view: View, post: Post, most: int) -> Iterator[Finding]:
    """Yield police who answer for a part of a room only, or, not leading, for more than one room."""
    rooms = view.rooms_of(post)
    whole = {village_id for room_id in rooms for village_id in view.zone[room_id]}
    missing = whole - set(post.village_ids)
    if missing:
        yield Finding("post-part-of-room", "R13", "officer", post.officer_id, "–", listed(missing))
    if not post.is_lead and len(rooms) > most:
        yield Finding("post-several-rooms", "R12", "officer", post.officer_id, listed(rooms), "1")


def _room_leads(view: View) -> Iterator[Finding]:
    """Yield rooms with two leads, or whose row names another lead than the posts (R13)."""
    for room_id, names in view.leads.items():
        said = view.room[room_id].lead_officer_id
        if len(names) > 1:
            yield Finding("lead-twice", "R13", "room", room_id, listed(names), "1")
        if said not in names and (said or names):
            yield Finding("room-lead", "R13", "room", room_id, said or "–", listed(names) or "–")


def _auxiliary(view: View, post: Post) -> Iterator[Finding]:
    """Yield auxiliaries and assistants with too many villages, or villages that lie apart (R14)."""
    rule = view.problem.policy["R14"]
    name, villages, rooms = post.officer_id, view.served(post), view.rooms_of(post)
    if len(villages) > rule.count("max_villages"):
        found, expected = str(len(villages)), str(rule.count("max_villages"))
        yield Finding("auxiliary-too-many", "R14", "officer", name, found, expected)
    if len(rooms) > 1:
        yield Finding("auxiliary-two-zones", "R14", "officer", name, listed(rooms), "1")
    if not view.joined(villages):
        yield Finding("auxiliary-apart", "R14", "officer", name, listed(villages), "1")


def _village_auxiliaries(view: View) -> Iterator[Finding]:
    """Yield villages whose row names other auxiliaries than the posts."""
    told = view.auxiliaries
    for village_id, row in sorted(view.row.items()):
        names = told.get(village_id, ())
        if row.auxiliary_ids != names and village_id in view.village:
            found, expected = listed(row.auxiliary_ids) or "–", listed(names) or "–"
            yield Finding("village-auxiliaries", "R14", "village", village_id, found, expected)


def _kept_apart(view: View, post: Post, officer: Officer) -> Iterator[Finding]:
    """Yield officers in villages they must not serve, and assistants away from home (R18)."""
    avoided = set(post.village_ids) & set(officer.avoid_village_ids)
    if avoided:
        yield Finding("avoid-list", "R18", "officer", post.officer_id, listed(avoided), "–")
    home = officer.home_village_id
    if officer.role is Role.ASSISTANT and home in view.village and home not in post.village_ids:
        yield Finding("home-village", "R18", "officer", post.officer_id, listed(post.village_ids), str(home))
