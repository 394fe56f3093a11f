"""People after a change of rooms or posts: everybody stays where the plan before had them, as far as can be.

The officers of the pools concerned are pinned to their posts of the plan before and posted again, together with what
the edits lay down. Where that leaves more open or doubled than need be, those whose zones have changed are let go,
and at last all but the edits.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assign.errors import ImpossibleError
from assign.messages import Message, Value
from assign.optimise.crew import gather_crews, mean_complexity, room_id
from assign.optimise.pools import Wishes
from assign.optimise.posting import AreaChoice, Posting, StaffDecision
from assign.optimise.staffing import post_officers
from assign.optimise.zone import Zone
from assign.plan import Plan, Post, RuleException, StaffProof, Unused
from assign.problem import HUNDRED, Officer, Problem, Role

_ROOM_RULES = frozenset({"R01", "R03", "R06", "R08", "R09"})
"""Rules whose exceptions come with the rooms, not with the people."""
_FIRST_TIERS = 3
"""Open, doubled, uncertified: what nobody's staying where he is may cost."""


@dataclass(frozen=True, slots=True)
class PeopleEdits:
    """What edits ask of people: officers who stay, who go to a room (police) or village, who change places."""

    locked: tuple[str, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()
    swapped: tuple[tuple[str, str], ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """Officers that an edit speaks of."""
        pairs = (name for pair in self.swapped for name in pair)
        return frozenset((*self.locked, *(name for name, _ in self.moved), *pairs))


def repost(
    problem: Problem, before: Plan, zones: Sequence[Zone], *, stations: Sequence[str], asked_for: PeopleEdits
) -> StaffDecision:
    """Return all posts: those of the pools concerned anew, those elsewhere as they were.

    Parameters
    ----------
    zones
        All zones of the new plan.
    stations
        Stations whose zones have changed; those of officers who are to stand elsewhere are added.

    Raises
    ------
    ImpossibleError
        If an officer cannot stay or go where the edits say.
    """
    if not problem.officers:
        return StaffDecision()
    station_of = {officer.officer_id: officer.station_id for officer in problem.officers}
    moving = [name for name in asked_for.names if name not in asked_for.locked]
    anew = frozenset(stations) | {station_of[name] for name in moving}
    old = _Old(problem, before, tuple(zones), anew)
    fresh = _posted(old, asked_for) if anew else StaffDecision()
    roster = {officer.officer_id: officer for officer in problem.officers}
    postings = [
        _restored(
            problem, roster[one.officer.officer_id], old.posts.get(one.officer.officer_id), one, asked_for
        )
        for one in (*old.postings(), *fresh.postings)
    ]
    return StaffDecision(
        postings=tuple(sorted(postings, key=lambda posting: posting.officer.officer_id)),
        unused=_unused(before, postings, fresh.unused),
        exceptions=(*old.exceptions(), *fresh.exceptions),
        areas=(*old.areas(), *fresh.areas),
        proofs=(*old.proofs(), *map(_unproven, fresh.proofs)),
    )


def _unused(before: Plan, postings: Sequence[Posting], fresh: Sequence[Unused]) -> tuple[Unused, ...]:
    """Return the officers without a post: as posted anew, and those that no pool takes in as they were."""
    known = {posting.officer.officer_id for posting in postings} | {row.officer_id for row in fresh}
    rows = [*fresh, *(row for row in before.unused if row.officer_id not in known)]
    return tuple(sorted(rows, key=lambda row: row.officer_id))


def _unproven(proof: StaffProof) -> StaffProof:
    """Return the tiers of a pool with every bound taken back: edits decided, not the optimum."""
    return replace(proof, tiers=tuple(replace(tier, bound=()) for tier in proof.tiers))


@dataclass(frozen=True, eq=False)
class _Old:
    """The plan before and the new zones; what it says of the pools that are not concerned stays."""

    problem: Problem
    before: Plan
    zones: tuple[Zone, ...]
    anew: frozenset[str]

    @cached_property
    def posts(self) -> dict[str, Post]:
        """The posts of the plan before, by officer."""
        return {post.officer_id: post for post in self.before.posts}

    @cached_property
    def scopes(self) -> dict[str, str]:
        """The pool's scope of each station that has rooms."""
        out = {}
        for crew in gather_crews(self.problem, self.zones):
            for zone in crew.rooms:
                host = self.problem.village_index[self.problem.sites[zone.site].village_id]
                out[self.problem.villages[host].station_id] = crew.scope
            for officer in (*crew.police, *crew.helpers):
                out.setdefault(officer.station_id, crew.scope)
        return out

    @cached_property
    def concerned(self) -> frozenset[str]:
        """Scopes of the pools that are posted anew."""
        return frozenset(self.scopes[station] for station in self.anew if station in self.scopes)

    @cached_property
    def place(self) -> dict[tuple[str, str], str]:
        """Station of each room, village, officer and station, by kind and id."""
        return {
            **{("room", room.room_id): room.station_id for room in self.before.rooms},
            **{("village", one.village_id): one.station_id for one in self.before.assignments},
            **{("officer", one.officer_id): one.station_id for one in self.problem.officers},
            **{("station", one.station_id): one.station_id for one in self.problem.stations},
            **{("area", area.area_id): self._area_station(area.room_ids) for area in self.before.areas},
        }

    def _area_station(self, room_ids: Sequence[str]) -> str:
        rooms = {room.room_id: room.station_id for room in self.before.rooms}
        return next((rooms[name] for name in sorted(room_ids) if name in rooms), "")

    def stays(self, station: str) -> bool:
        """Return whether nothing is posted anew at a station."""
        return self.scopes.get(station, "") not in self.concerned

    def postings(self) -> Iterator[Posting]:
        """Yield the posts that stay."""
        officers = {officer.officer_id: officer for officer in self.problem.officers}
        home = {village: zone for zone in self.zones for village in zone.villages}
        for post in self.before.posts:
            if not self.stays(post.station_id):
                continue
            villages = tuple(sorted(self.problem.village_index[name] for name in post.village_ids))
            rooms = tuple(sorted({home[v] for v in villages}, key=lambda zone: room_id(self.problem, zone)))
            yield Posting(
                officers[post.officer_id], rooms, villages, post.is_lead, post.changed, round(post.hours * HUNDRED),
                post.reason, post.is_chief, post.mentor_id,
            )  # fmt: skip

    def exceptions(self) -> tuple[RuleException, ...]:
        """Return the exceptions that are about people elsewhere."""
        return tuple(
            row
            for row in self.before.exceptions
            if row.rule_id not in _ROOM_RULES
            and row.entity_id != "changes"
            and self.stays(self.place.get((row.entity, row.entity_id), ""))
        )

    def areas(self) -> Iterator[AreaChoice]:
        """Yield the areas that stay."""
        zones = {room_id(self.problem, zone): zone for zone in self.zones}
        for area in self.before.areas:
            if self.stays(self.place["area", area.area_id]):
                yield AreaChoice(tuple(zones[name] for name in sorted(area.room_ids)), area.chief_officer_id)

    def proofs(self) -> Iterator[StaffProof]:
        """Yield the tiers of the pools that stay."""
        yield from (proof for proof in self.before.staffing if proof.scope not in self.concerned)


def _posted(old: _Old, asked_for: PeopleEdits) -> StaffDecision:
    """Return the pools concerned, posted with as many pinned as do no harm.

    Raises
    ------
    ImpossibleError
        If the edits are not honoured.
    """
    stand = _stand(old, asked_for)
    changed = _in_changed_zones(old)
    free = _try(old, stand, asked_for.names)
    if broken := list(_broken(old, free, asked_for)):
        raise ImpossibleError(broken)
    everybody = frozenset(old.posts)
    for pinned in (everybody, (everybody - changed) | asked_for.names):
        try:
            decision = _try(old, stand, pinned)
        except ImpossibleError:
            continue
        if _no_worse(decision, free) and not list(_broken(old, decision, asked_for)):
            return decision
    return free


def _try(old: _Old, stand: Mapping[str, str], pinned: Collection[str]) -> StaffDecision:
    problem = replace(old.problem, officers=_as_before(old, stand, pinned))
    return post_officers(problem, old.zones, wishes=Wishes(stand=stand), scopes=old.concerned)


def _no_worse(one: StaffDecision, other: StaffDecision) -> bool:
    """Return whether a staffing leaves no more open, doubled or uncertified, pool by pool."""
    best = {(proof.scope, proof.kind): proof.tiers[:_FIRST_TIERS] for proof in other.proofs}
    return all(
        tuple(tier.value for tier in proof.tiers[:_FIRST_TIERS])
        <= tuple(tier.value for tier in best[proof.scope, proof.kind])
        for proof in one.proofs
    )


def _as_before(old: _Old, stand: Mapping[str, str], pinned: Collection[str]) -> tuple[Officer, ...]:
    """Return the roster with officers standing where the plan before has them, some of them pinned."""
    rooms = {room_id(old.problem, zone) for zone in old.zones}
    out = []
    for officer in old.problem.officers:
        place = stand.get(officer.officer_id) or _place(old, officer.officer_id, rooms)
        police = officer.role is Role.POLICE
        out.append(
            replace(
                officer,
                pinned=place is not None and officer.officer_id in pinned,
                current_room_id=place if police else None,
                current_village_id=None if police else place,
            )
        )
    return tuple(out)


def _place(old: _Old, officer_id: str, rooms: Collection[str]) -> str | None:
    """Return the room (police) or village where a post of the plan before stands, if it is still there."""
    post = old.posts.get(officer_id)
    if post is None:
        return None
    if post.role != Role.POLICE.value:
        return post.village_post or min(post.village_ids, default=None)
    held = {row.room_id for row in old.before.assignments if row.village_id in post.village_ids}
    return min((name for name in held if name in rooms), default=None)


def _stand(old: _Old, asked_for: PeopleEdits) -> dict[str, str]:
    """Return where the edits want officers: the room of police, the village of others."""
    rooms = {room_id(old.problem, zone) for zone in old.zones}
    out = dict(asked_for.moved)
    pairs = [*asked_for.swapped, *((second, first) for first, second in asked_for.swapped)]
    pairs += [(name, name) for name in asked_for.locked if not old.stays(old.posts[name].station_id)]
    for officer_id, other in pairs:
        place = _place(old, other, rooms)
        if place is None:
            values: dict[str, Value] = {"officer": officer_id, "place": old.posts[other].room_id}
            raise ImpossibleError([Message("impossible.edit-lock", values)])
        out[officer_id] = place
    return out


def _in_changed_zones(old: _Old) -> frozenset[str]:
    """Return officers of rooms whose villages are others now."""
    zones = {
        room_id(old.problem, zone): sorted(old.problem.villages[v].village_id for v in zone.villages)
        for zone in old.zones
    }
    changed = {
        name
        for room in old.before.rooms
        if zones.get(room.room_id) != sorted(room.villages)
        for name in room.villages
    }
    return frozenset(post.officer_id for post in old.before.posts if changed.intersection(post.village_ids))


def _broken(old: _Old, decision: StaffDecision, asked_for: PeopleEdits) -> Iterator[Message]:
    """Yield the edits that posts do not honour: moves, locks, and who leads after a swap."""
    now = {posting.officer.officer_id: posting for posting in decision.postings}
    for officer_id, target in asked_for.moved:
        if officer_id not in now or target not in places_of(old.problem, now[officer_id]):
            yield Message("impossible.edit-officer", {"officer": officer_id, "place": target})
    rooms_of = {row.village_id: row.room_id for row in old.before.assignments}
    for officer_id in asked_for.locked:
        post = old.posts[officer_id]
        police = post.role == Role.POLICE.value
        held = {rooms_of[name] for name in post.village_ids} if police else set(post.village_ids)
        if officer_id in now and not held <= set(places_of(old.problem, now[officer_id])):
            missing = ", ".join(sorted(held - set(places_of(old.problem, now[officer_id]))))
            yield Message("impossible.edit-lock", {"officer": officer_id, "place": missing})
    for first, second in asked_for.swapped:
        for officer_id, other in ((first, second), (second, first)):
            post = old.posts[other]
            if officer_id not in now or now[officer_id].is_lead != post.is_lead:
                yield Message("impossible.edit-officer", {"officer": officer_id, "place": post.room_id})


def places_of(problem: Problem, posting: Posting) -> tuple[str, ...]:
    """Return the rooms of police, the villages of others."""
    if posting.officer.role is Role.POLICE:
        return tuple(sorted(room_id(problem, zone) for zone in posting.rooms))
    return tuple(sorted(problem.villages[village].village_id for village in posting.villages))


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
    at_home = old is not None and old.room_id in rooms and old.is_lead == posting.is_lead
    cause = "edited" if officer.officer_id in asked_for.names else "rezoned" if at_home else "follows"
    values: dict[str, Value] = {
        "villages": len(posting.villages),
        "complexity": f"{mean_complexity(problem, posting.villages):.1f}",
        "ability": f"{officer.ability:.1f}",
        "hours": f"{posting.hours / HUNDRED:.2f}",
    }
    return replace(posting, officer=officer, moved=moved, reason=Message(f"reason.{cause}", values))
