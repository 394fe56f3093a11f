"""People after a change of rooms or posts: everybody stays where the plan before had them, as far as can be.

The officers of the stations concerned are pinned to their posts of the plan before and posted again; two who change
places do so afterwards, in the finished posts, so that nobody else is moved by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assign.errors import ImpossibleError
from assign.messages import Message, Value
from assign.optimise.crew import mean_complexity, room_id
from assign.optimise.staffing import Posting, StaffDecision, post_officers
from assign.optimise.zone import Zone
from assign.plan import Plan, Post, RuleException
from assign.problem import HUNDRED, Officer, Problem, Role

_ROOM_RULES = frozenset({"R01", "R03", "R06", "R08", "R09"})
"""Rules whose exceptions come with the rooms, not with the people."""


@dataclass(frozen=True, slots=True)
class PeopleEdits:
    """What edits ask of people: officers who stay, who go to a room (police) or village, who change places."""

    locked: tuple[str, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()
    swapped: tuple[tuple[str, str], ...] = ()


def repost(
    problem: Problem, before: Plan, zones: Sequence[Zone], *, stations: Sequence[str], asked_for: PeopleEdits
) -> StaffDecision:
    """Return all posts: those of `stations` anew, those elsewhere as they were, then the swaps.

    Parameters
    ----------
    zones
        All zones of the new plan.
    stations
        Stations whose zones have changed; those of officers who are to go elsewhere are added.

    Raises
    ------
    ImpossibleError
        If an officer cannot stay or go where the edits say.
    """
    if not problem.officers:
        return StaffDecision((), (), ())
    station_of = {officer.officer_id: officer.station_id for officer in problem.officers}
    anew = frozenset(stations) | {station_of[officer_id] for officer_id, _ in asked_for.moved}
    old = _Old(problem, before, zones, anew)
    decision = _posted(problem, before, zones, anew, asked_for) if anew else StaffDecision((), (), ())
    roster = {officer.officer_id: officer for officer in problem.officers}
    posts = {post.officer_id: post for post in before.posts}
    postings = [
        _restored(problem, roster[one.officer.officer_id], posts.get(one.officer.officer_id), one, asked_for)
        for one in _swapped([*old.postings(), *decision.postings], asked_for.swapped)
    ]
    postings.sort(key=lambda posting: posting.officer.officer_id)
    unused = [row for row in before.unused if row.station_id not in anew] + list(decision.unused)
    exceptions = _renamed(old.exceptions(before), asked_for.swapped) + _renamed(
        decision.exceptions, asked_for.swapped
    )
    return StaffDecision(
        tuple(postings),
        tuple(sorted(unused, key=lambda row: row.officer_id)),
        tuple(exceptions),
    )


@dataclass(frozen=True, eq=False)
class _Old:
    """What stays as it was: posts and exceptions of stations that are not concerned."""

    problem: Problem
    before: Plan
    zones: Sequence[Zone]
    anew: frozenset[str]

    def postings(self) -> list[Posting]:
        """Return the posts of the other stations."""
        officers = {officer.officer_id: officer for officer in self.problem.officers}
        home = {village: zone for zone in self.zones for village in zone.villages}
        out = []
        for post in self.before.posts:
            if post.station_id in self.anew:
                continue
            villages = tuple(sorted(self.problem.village_index[name] for name in post.village_ids))
            rooms = tuple(
                sorted({home[v] for v in villages}, key=lambda zone: self.problem.sites[zone.site].site_id)
            )
            officer = officers[post.officer_id]
            out.append(Posting(officer, rooms, villages, post.is_lead, post.changed, post.reason))
        return out

    def exceptions(self, plan: Plan) -> list[RuleException]:
        """Return the exceptions that are about people elsewhere."""
        return [row for row in plan.exceptions if row.rule_id not in _ROOM_RULES and self._elsewhere(row)]

    def _elsewhere(self, row: RuleException) -> bool:
        """Return whether an exception is about something outside the stations that are posted anew."""
        return self.station.get((row.entity, row.entity_id), "") not in self.anew

    @cached_property
    def station(self) -> dict[tuple[str, str], str]:
        """Station of each room, village, officer and station, by kind and id."""
        return {
            **{("room", room.room_id): room.station_id for room in self.before.rooms},
            **{("village", one.village_id): one.station_id for one in self.before.assignments},
            **{("officer", one.officer_id): one.station_id for one in self.problem.officers},
            **{("station", one.station_id): one.station_id for one in self.problem.stations},
        }


def _posted(
    problem: Problem, before: Plan, zones: Sequence[Zone], anew: frozenset[str], asked_for: PeopleEdits
) -> StaffDecision:
    """Return the posts of the stations concerned: with all pinned to the plan before, else the edits alone.

    Raises
    ------
    ImpossibleError
        If the edits are not honoured either way.
    """
    inside = tuple(
        zone
        for zone in zones
        if problem.villages[problem.village_index[problem.sites[zone.site].village_id]].station_id in anew
    )
    asked = {*asked_for.locked, *(officer_id for officer_id, _ in asked_for.moved)}
    broken: list[Message] = []
    everybody = {officer.officer_id for officer in problem.officers}
    for bound in (everybody, asked):
        pinned = _pinned(problem, before, zones, anew, asked_for, bound)
        decision = post_officers(replace(problem, officers=pinned), inside)
        broken = list(_broken(problem, before, decision, asked_for))
        if not broken:
            return decision
    raise ImpossibleError(broken)


def _pinned(
    problem: Problem,
    before: Plan,
    zones: Sequence[Zone],
    anew: frozenset[str],
    asked_for: PeopleEdits,
    bound: set[str],
) -> tuple[Officer, ...]:
    """Return the officers of the stations concerned, those in posts standing there as the plan before says."""
    posts = {post.officer_id: post for post in before.posts}
    rooms = {room_id(problem, zone) for zone in zones}
    target = dict(asked_for.moved)
    out = []
    for officer in problem.officers:
        if officer.station_id not in anew:
            continue
        place = target.get(officer.officer_id) or _place(before, posts.get(officer.officer_id), rooms)
        police = officer.role is Role.POLICE
        out.append(
            replace(
                officer,
                pinned=place is not None and officer.officer_id in bound,
                current_room_id=place if police else None,
                current_village_id=None if police else place,
            )
        )
    return tuple(out)


def _place(before: Plan, post: Post | None, rooms: set[str]) -> str | None:
    """Return the room (police) or village where a post stands, if it is still there."""
    if post is None:
        return None
    if post.role != Role.POLICE.value:
        return post.village_post or min(post.village_ids, default=None)
    held = {row.room_id for row in before.assignments if row.village_id in post.village_ids}
    return min((name for name in held if name in rooms), default=None)


def _broken(problem: Problem, before: Plan, decision: StaffDecision, asked_for: PeopleEdits) -> list[Message]:
    """Return the locks and moves that the posts do not honour."""
    posts = {post.officer_id: post for post in before.posts}
    now = {posting.officer.officer_id: places_of(problem, posting) for posting in decision.postings}
    out = []
    for officer_id, target in asked_for.moved:
        if target not in now.get(officer_id, ()):
            values: dict[str, Value] = {"officer": officer_id, "place": target}
            out.append(Message("impossible.edit-officer", values))
    rooms_of = {row.village_id: row.room_id for row in before.assignments}
    for officer_id in asked_for.locked:
        post = posts[officer_id]
        police = post.role == Role.POLICE.value
        held = {rooms_of[name] for name in post.village_ids} if police else set(post.village_ids)
        if officer_id in now and not held <= set(now[officer_id]):
            values = {"officer": officer_id, "place": ", ".join(sorted(held - set(now[officer_id])))}
            out.append(Message("impossible.edit-lock", values))
    return out


def places_of(problem: Problem, posting: Posting) -> tuple[str, ...]:
    """Return the rooms of police, the villages of others."""
    if posting.officer.role is Role.POLICE:
        return tuple(sorted(room_id(problem, zone) for zone in posting.rooms))
    return tuple(sorted(problem.villages[village].village_id for village in posting.villages))


def _swapped(postings: Sequence[Posting], pairs: Sequence[tuple[str, str]]) -> list[Posting]:
    """Return the posts with pairs of officers in each other's place."""
    officers = {posting.officer.officer_id: posting.officer for posting in postings}
    partner = {**dict(pairs), **{second: first for first, second in pairs}}
    return [
        replace(posting, officer=officers[partner.get(name := posting.officer.officer_id, name)])
        for posting in postings
    ]


def _renamed(rows: Sequence[RuleException], pairs: Sequence[tuple[str, str]]) -> list[RuleException]:
    """Return exceptions with officers who changed places in each other's."""
    partner = {**dict(pairs), **{second: first for first, second in pairs}}
    return [
        replace(row, entity_id=partner.get(row.entity_id, row.entity_id)) if row.entity == "officer" else row
        for row in rows
    ]


def _restored(
    problem: Problem, officer: Officer, old: Post | None, posting: Posting, asked_for: PeopleEdits
) -> Posting:
    """Return a post with its officer as the roster has him: whether he moves, and why, told against the roster."""
    rooms = {room_id(problem, zone) for zone in posting.rooms}
    villages = {problem.villages[village].village_id for village in posting.villages}
    moved = (officer.current_room_id is not None and officer.current_room_id not in rooms) or (
        officer.current_village_id is not None and officer.current_village_id not in villages
    )
    if old is not None and set(old.village_ids) == villages and old.is_lead == posting.is_lead:
        return replace(posting, officer=officer, moved=moved, reason=old.reason)
    chosen = {
        *asked_for.locked,
        *(name for name, _ in asked_for.moved),
        *(name for pair in asked_for.swapped for name in pair),
    }
    at_home = old is not None and old.room_id in rooms and old.is_lead == posting.is_lead
    cause = "edited" if officer.officer_id in chosen else "rezoned" if at_home else "follows"
    values: dict[str, Value] = {
        "villages": len(posting.villages),
        "complexity": f"{mean_complexity(problem, posting.villages):.1f}",
        "ability": f"{officer.ability:.1f}",
        "hours": f"{sum(round(problem.villages[v].hours * HUNDRED) for v in posting.villages) / HUNDRED:.2f}",
    }
    return replace(posting, officer=officer, moved=moved, reason=Message(f"reason.{cause}", values))
