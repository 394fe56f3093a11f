"""Shortages that need not be: a gap or a double load is excused only while nobody free could mend it (R13, R14)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assign.assess.finding import Finding
from assign.assess.view import View
from assign.plan import Post
from assign.problem import Kind, Officer, Role


def check(view: View) -> Iterator[Finding]:
    """Yield rooms and villages left open, or held beside others, while an officer of the station is free for them."""
    if sum(post.changed for post in view.plan.posts) >= view.problem.policy["R19"].count("max_moves"):
        return  # whoever is free may not move any more
    yield from _leads(view)
    if not view.problem.policy["R14"].off:
        yield from _auxiliaries(view)


def _leads(view: View) -> Iterator[Finding]:
    """Yield rooms that a free police officer could lead: nobody's, or one of several of another's (R13)."""
    busy = {post.officer_id for post in view.plan.posts if post.is_lead}
    free = [o for o in _able(view, police=True) if o.officer_id not in busy]
    gaps = [room_id for room_id, names in view.leads.items() if not names]
    for post in view.plan.posts:
        rooms = view.rooms_of(post)
        if post.is_lead and len(rooms) > 1:
            gaps += [one for one in rooms if view.rooms_joined(other for other in rooms if other != one)]
    for room_id in sorted(gaps):
        station = view.room[room_id].station_id
        for officer in free:
            if officer.station_id == station and not _barred(view, officer, view.zone[room_id]):
                yield Finding("shortage-avoidable", "R13", "room", room_id, "–", officer.officer_id)
                break


def _auxiliaries(view: View) -> Iterator[Finding]:
    """Yield villages that a free auxiliary could serve: nobody's, or one of several of another's (R14).

    People serve the rooms of their station, whose zones may reach into others (R05).
    """
    helpers = view.auxiliaries
    needed = {name for name, facts in view.village.items() if facts.kind is Kind.RURAL and name in view.row}
    posts = {post.officer_id: post for post in view.plan.posts}
    free = [o for o in _able(view, police=False) if _spare(view, posts.get(o.officer_id), helpers, needed)]
    gaps = [name for name in needed if not helpers[name]]
    for post in view.plan.posts:
        served = view.served(post)
        if post.role != Role.POLICE.value and len(served) > 1:
            gaps += [one for one in served if one in needed and view.joined(set(served) - {one})]
    for name in sorted(gaps):
        room = view.room.get(view.row[name].room_id)  # none in a plan that names a room it does not have
        for officer in free:
            if room and officer.station_id == room.station_id and not _barred(view, officer, (name,)):
                yield Finding("shortage-avoidable", "R14", "village", name, "–", officer.officer_id)
                break


def _able(view: View, *, police: bool) -> list[Officer]:
    """Return the available police, or others not bound to a home village; nobody who is pinned, in roster or run."""
    homebound = not view.problem.policy["R18"].off
    return [
        officer
        for _, officer in sorted(view.officer.items())
        if officer.available
        and not officer.pinned
        and officer.officer_id not in view.problem.earlier.stand
        and (officer.role is Role.POLICE) == police
        and not (officer.role is Role.ASSISTANT and officer.home_village_id and homebound)
    ]


def _spare(view: View, post: Post | None, helpers: Mapping[str, tuple[str, ...]], needed: set[str]) -> bool:
    """Return whether an auxiliary has no post, or one that others fill as well."""
    if post is None:
        return True
    return all(name not in needed or len(helpers[name]) > 1 for name in view.served(post))


def _barred(view: View, officer: Officer, villages: tuple[str, ...]) -> bool:
    """Return whether the officer must not serve one of the villages (R18)."""
    if view.problem.policy["R18"].off:
        return False
    return bool(set(officer.avoid_village_ids).intersection(villages))
