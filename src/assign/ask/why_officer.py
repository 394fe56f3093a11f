"""Why not another officer here: her pool solved once more with her in the post, and what that makes worse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from assign.ask.answer import Change, Effect, Outcome, WhyNot, judged, tier_change
from assign.ask.effects import person_effects
from assign.ask.find import joined, officer_of, post_of
from assign.errors import ImpossibleError, UsageError
from assign.messages import Message
from assign.optimise import Wishes
from assign.optimise.lineups import Staffed, scope_of_station, staffed_pools
from assign.optimise.pools import ids_of
from assign.optimise.restaff import Restaffed, restaff
from assign.plan import Plan, Post
from assign.problem import Officer, Problem, Role


def why_not_officer(problem: Problem, plan: Plan, officer_id: str, other_id: str) -> WhyNot:
    """Return what comes of it when another officer has this officer's post.

    The whole pool is solved again with that wish, all tiers in order, so nothing cheaper keeps the wish.

    Raises
    ------
    UsageError
        If an id is unknown, both are the same, or the officer has no post.
    """
    officer, other = officer_of(problem, officer_id), officer_of(problem, other_id)
    post = post_of(plan, officer_id)
    if officer_id == other_id:
        raise UsageError(Message("usage.same-twice", {"found": officer_id}))
    if post is None:
        raise UsageError(Message("usage.no-post", {"officer": officer_id}))
    place = post.room_id if officer.role is Role.POLICE else post.village_post
    question = Message("question.officer", {"officer": officer_id, "other": other_id, "place": place})
    theirs = post_of(plan, other_id)
    if theirs is not None and set(theirs.village_ids) == set(post.village_ids):
        both = {"officer": officer_id, "other": other_id, "place": place}
        return WhyNot(
            "officer",
            officer_id,
            other_id,
            question,
            Outcome.TIE,
            Message("verdict.both", both),
            Message("basis.none"),
        )
    forbidden = list(_forbidden(problem, plan, officer, other, post))
    if forbidden:
        return _impossible(officer_id, other_id, question, forbidden)
    scope = scope_of_station(problem, _station(plan, post))
    kind = "police" if officer.role is Role.POLICE else "helpers"
    pools = staffed_pools(problem, plan, scopes={scope})
    bound = _bound(pools[kind == "helpers"], officer_id, place)
    wishes = Wishes(
        stand={other_id: place},
        never=() if bound else ((officer_id, place),),
        moves_left=_moves_left(problem, plan, post),
    )
    try:
        found = restaff(pools, wishes, kind, plan.staffing)
    except ImpossibleError as error:
        return _impossible(officer_id, other_id, question, error.collisions)
    changes = tuple(change for one in found for change in _changes(plan, one))
    outcome, verdict = judged(changes)
    basis = Message("basis.resolve-beside" if bound else "basis.resolve", {"scope": scope})
    effects = tuple(sorted(_effects(found), key=lambda one: (not one.worse, one.entity_id)))
    return WhyNot("officer", officer_id, other_id, question, outcome, verdict, basis, changes, effects)


def _impossible(officer_id: str, other_id: str, question: Message, why: Sequence[Message]) -> WhyNot:
    rules = sorted({str(message.values["rule"]) for message in why if "rule" in message.values})
    return WhyNot(
        "officer",
        officer_id,
        other_id,
        question,
        Outcome.IMPOSSIBLE,
        Message("verdict.impossible"),
        Message("basis.rules"),
        rules=tuple(rules),
        forbidden=tuple(why),
    )


def _station(plan: Plan, post: Post) -> str:
    return next(room.station_id for room in plan.rooms if room.room_id == post.room_id)


def _forbidden(
    problem: Problem, plan: Plan, officer: Officer, other: Officer, post: Post
) -> Iterator[Message]:
    """Yield the rules that keep another officer from a post whatever the rest of the plan."""
    if not other.available:
        day = other.absent_until.isoformat() if other.absent_until else "—"
        yield Message(
            "forbidden.absent" if other.absent_until else "forbidden.unavailable",
            {"other": other.officer_id, "day": day},
        )
    if (officer.role is Role.POLICE) != (other.role is Role.POLICE):
        rule = "R13" if officer.role is Role.POLICE else "R14"
        key = "forbidden.not-police" if officer.role is Role.POLICE else "forbidden.police"
        yield Message(key, {"rule": rule, "other": other.officer_id})
        return
    station = _station(plan, post)
    if scope_of_station(problem, station) != scope_of_station(problem, other.station_id):
        values = {"rule": "R19", "other": other.officer_id, "own": other.station_id, "station": station}
        yield Message(f"forbidden.{problem.policy['R19']['transfers']}", values)
    if problem.policy["R18"].off:
        return
    here = _villages_of(plan, post)
    avoided = sorted(here & set(other.avoid_village_ids))
    if avoided:
        counts = {"count": len(avoided), "all": len(here)}
        values = {"rule": "R18", "other": other.officer_id, "villages": joined(avoided)}
        yield Message("forbidden.avoid", {**values, **counts})
    if other.role is Role.ASSISTANT and other.home_village_id and here != {other.home_village_id}:
        yield Message(
            "forbidden.home", {"rule": "R18", "other": other.officer_id, "village": other.home_village_id}
        )


def _villages_of(plan: Plan, post: Post) -> set[str]:
    """Return the villages that nobody at a post can do without: of the first room, or the one where a helper stands."""
    if post.role != Role.POLICE.value:
        return {post.village_post}
    return next(set(room.villages) for room in plan.rooms if room.room_id == post.room_id)


def _bound(pool: Staffed, officer_id: str, place: str) -> bool:
    """Return whether an officer may be nowhere else: pinned there, or an assistant in the home village."""
    number = pool.lineup.number.get(officer_id)
    if number is None:
        return False
    allowed = pool.lineup.pool.people[number].allowed
    return all(place in ids_of(pool.crew, pool.ground, duty) for duty in allowed)


def _moves_left(problem: Problem, plan: Plan, post: Post) -> dict[tuple[str, str], int]:
    """Return the moves that R19 leaves to each pool of the scope, the other posts of the plan keeping theirs."""
    most = problem.policy["R19"].count("max_moves")
    if most >= len(problem.officers):
        return {}
    scope = scope_of_station(problem, _station(plan, post))
    station = {room.room_id: room.station_id for room in plan.rooms}
    moved = Counter(
        (
            scope_of_station(problem, station[one.room_id]),
            "police" if one.role == Role.POLICE.value else "helpers",
        )
        for one in plan.posts
        if one.changed and one.room_id in station
    )
    left = most - sum(moved.values())
    return {(scope, kind): max(0, left + moved[scope, kind]) for kind in ("police", "helpers")}


def _effects(found: Sequence[Restaffed]) -> Iterator[Effect]:
    """Yield what it means for each officer whose post, hours, fit, move or way from home would be another."""
    for one in found:
        names = sorted({*one.before.lineup.number, *one.lineup.number})
        yield from person_effects(one.before, one.lineup, names)


def _changes(plan: Plan, found: Restaffed) -> Iterator[Change]:
    """Yield the tiers of a pool that differ from the plan's; of loads the highest that only one of the two has."""
    pool = found.before
    recorded = [one for one in plan.staffing if (one.scope, one.kind) == (pool.crew.scope, pool.kind)]
    before = {t.name: t.value for t in recorded[0].tiers} if recorded else pool.lineup.tiers()
    for tier in found.tiers:
        old, new = before[tier.name], tier.value
        if tier.name == "load":
            lost, gained = Counter(old) - Counter(new), Counter(new) - Counter(old)
            old, new = (max(lost, default=0),), (max(gained, default=0),)
        if old != new:
            yield tier_change(pool.kind, tier.name, old[0], new[0])
