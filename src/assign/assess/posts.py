"""Each officer's row: who it is, where, and the post's own figures (R12)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from assign.assess.finding import HALF_CENT, HALF_TENTH, Finding, listed, yes_no
from assign.assess.people import busiest, post_cents, scope_of_station, station_of_post
from assign.assess.view import View
from assign.plan import Post
from assign.problem import Officer, Role


def check(view: View) -> Iterator[Finding]:
    """Yield officers posted twice or never, and rows that are not the officer's or do not add up."""
    yield from _once_each(view)
    for row in view.plan.unused:
        officer = view.officer.get(row.officer_id)
        if officer and (row.role, row.station_id) != (officer.role.value, officer.station_id):
            found, expected = f"{row.role} {row.station_id}", f"{officer.role.value} {officer.station_id}"
            yield Finding("unused-facts", "", "officer", row.officer_id, found, expected)
    helpers = view.helpers_at
    for post in view.plan.posts:
        officer = view.officer.get(post.officer_id)
        if officer:
            yield from _person(post, officer, redacted=bool(view.plan.run.get("redacted")))
            yield from _reach(view, post, officer)
            yield from _figures(view, post, officer, helpers)
    yield from _transfers(view)


def _once_each(view: View) -> Iterator[Finding]:
    """Yield officers of the roster who do not stand exactly once in posts or unused (R12)."""
    posted = Counter(post.officer_id for post in view.plan.posts)
    unused = Counter(row.officer_id for row in view.plan.unused)
    for officer_id in sorted({*posted, *unused, *view.officer}):
        here, there = posted[officer_id], unused[officer_id]
        if officer_id not in view.officer:
            yield Finding("officer-unknown", "", "officer", officer_id, str(here + there), "0")
        if here > 1:
            yield Finding("post-twice", "R12", "officer", officer_id, str(here), "1")
        if there > 1:
            yield Finding("unused-twice", "", "officer", officer_id, str(there), "1")
        if here and there:
            yield Finding("posted-and-unused", "R12", "officer", officer_id, str(here + there), "1")
        if not here and not there:
            yield Finding("officer-forgotten", "", "officer", officer_id, "0", "1")


def _person(post: Post, officer: Officer, *, redacted: bool) -> Iterator[Finding]:
    """Yield where the row's facts are not the officer's; a redacted plan tells no ability."""
    name = post.officer_id
    if post.role != officer.role.value:
        yield Finding("post-role", "", "officer", name, post.role, officer.role.value)
    if post.station_id != officer.station_id:
        yield Finding("post-station", "", "officer", name, post.station_id, officer.station_id)
    if not officer.available:
        yield Finding("officer-unavailable", "", "officer", name, post.room_id, "–")
    ability = 0.0 if redacted else officer.ability
    if not abs(post.ability - ability) <= HALF_TENTH:
        yield Finding("post-ability", "", "officer", name, f"{post.ability:.1f}", f"{ability:.1f}")


def _reach(view: View, post: Post, officer: Officer) -> Iterator[Finding]:
    """Yield where villages, room and place of the post do not fit together."""
    name, villages, rooms = post.officer_id, view.served(post), view.rooms_of(post)
    if not villages or list(post.village_ids) != list(villages):
        found, expected = listed(post.village_ids) or "–", listed(villages) or "≥ 1"
        yield Finding("post-villages", "", "officer", name, found, expected)
    if post.room_id not in rooms[:1]:
        yield Finding("post-room", "", "officer", name, post.room_id, "".join(rooms[:1]) or "–")
    pool = scope_of_station(view, officer.station_id)
    foreign = [one for one in rooms if scope_of_station(view, view.room[one].station_id) != pool]
    if foreign:
        found = listed({view.room[room_id].station_id for room_id in foreign})
        yield Finding("post-other-station", "", "officer", name, found, officer.station_id)
    stand = _stand(view, officer, villages)
    if post.village_post != stand:
        yield Finding("post-place", "", "officer", name, post.village_post, stand)


def _stand(view: View, officer: Officer, villages: tuple[str, ...]) -> str:
    """Return the village where the post stands: none for police, else where the hours are most."""
    return "" if officer.role is Role.POLICE else busiest(view, villages)


def _figures(view: View, post: Post, officer: Officer, helpers: Mapping[str, int]) -> Iterator[Finding]:
    """Yield minutes, complexity, hours or change of a post that do not follow from its villages."""
    name, villages, rooms = post.officer_id, view.served(post), view.rooms_of(post)
    if not villages:
        return
    farthest = max(view.row[village_id].travel_min for village_id in villages)
    if not abs(post.travel_min - farthest) <= HALF_CENT:
        yield Finding("post-travel", "", "officer", name, f"{post.travel_min:.2f}", f"{farthest:.2f}")
    complexity = mean_complexity(view, villages)
    if not abs(post.complexity - complexity) <= HALF_TENTH:
        found, expected = f"{post.complexity:.1f}", f"{complexity:.1f}"
        yield Finding("post-complexity", "", "officer", name, found, expected)
    hours = post_cents(view, post, helpers) / 100
    if not abs(post.hours - hours) <= HALF_CENT:
        yield Finding("post-hours", "", "officer", name, f"{post.hours:.2f}", f"{hours:.2f}")
    away = officer.current_room_id is not None and officer.current_room_id not in rooms
    gone = officer.current_village_id is not None and officer.current_village_id not in villages
    if post.changed != (away or gone):
        yield Finding("post-changed", "R19", "officer", name, yes_no(post.changed), yes_no(away or gone))


def mean_complexity(view: View, villages: tuple[str, ...]) -> float:
    """Return the hours-weighted mean complexity of villages; the plain mean where nobody asks for an hour."""
    facts = [view.village[village_id] for village_id in villages]
    weight = sum(village.hours for village in facts)
    if not weight:
        return sum(village.complexity for village in facts) / len(facts)
    return sum(village.complexity * village.hours for village in facts) / weight


def _transfers(view: View) -> Iterator[Finding]:
    """Yield more transfers to other stations than R19 allows in a pool of police, or of auxiliaries and assistants."""
    rule = view.problem.policy["R19"]
    away = Counter(
        (scope_of_station(view, post.station_id), post.role == Role.POLICE.value)
        for post in view.plan.posts
        if station_of_post(view, post) != post.station_id
    )
    most = rule.count("max_transfers")
    for (scope, _), count in sorted(away.items()):
        if rule["transfers"] != "station" and count > most:
            yield Finding("transfers-many", "R19", "scope", scope, str(count), str(most))
