"""Why an officer stands where she does: the reasons step by step, and the three nearest other choices."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cmp_to_key

from assign.ask.answer import Change, Explanation, Option, Reason, judged, tier_change
from assign.ask.effects import person_effects, post_name
from assign.ask.find import joined, officer_of, post_of
from assign.messages import Message, Value, plain
from assign.optimise.compare import compare
from assign.optimise.crew import capacity
from assign.optimise.exchanges import Exchange, best_exchanges, exchange
from assign.optimise.lineup import Lineup
from assign.optimise.lineups import Staffed, scope_of_station, staffed_pools
from assign.optimise.pool import MILLION, load
from assign.optimise.pools import asked_of_room, asked_of_village
from assign.optimise.reasons import moves_left, place_of
from assign.plan import Plan, Post
from assign.problem import HUNDRED, Officer, Problem, Role

OFFERED = 3


def explain_officer(problem: Problem, plan: Plan, officer_id: str) -> Explanation:
    """Return why an officer has this post, or none.

    Raises
    ------
    UsageError
        ``usage.no-officer``, naming the nearest.
    """
    officer = officer_of(problem, officer_id)
    post = post_of(plan, officer_id)
    pool = pool_of(problem, plan, officer, post) if post else None
    if post is None or pool is None or officer_id not in pool.lineup.number:
        idle = next((row.reason for row in plan.unused if row.officer_id == officer_id), None)
        reason = Reason(1, idle or Message("why.unknown-post"))
        head = Message("explain.head.none", _facts(officer))
        return Explanation("officer", officer_id, head, (reason,), (), Message("basis.none"))
    return _explained(plan, pool, officer, post, moves_left(problem, plan))


def explain_posts(problem: Problem, plan: Plan) -> Iterator[Explanation]:
    """Yield why each officer with a post has it, in order of id: what `explain_officer` says, pool by pool."""
    posts = {post.officer_id: post for post in plan.posts}
    pools = staffed_pools(problem, plan)
    of = {person.officer_id: pool for pool in pools for person in pool.lineup.pool.people}
    left = moves_left(problem, plan)
    for officer in problem.officers:
        if officer.officer_id in of:
            yield _explained(plan, of[officer.officer_id], officer, posts[officer.officer_id], left)


def _explained(plan: Plan, pool: Staffed, officer: Officer, post: Post, left: int) -> Explanation:
    person = pool.lineup.number[officer.officer_id]
    found = best_exchanges(pool.lineup, person, most=len(pool.lineup.duty), moves_left=left)
    ties = sum(_is_tie(one) for one in found)
    return Explanation(
        "officer",
        officer.officer_id,
        Message(f"explain.head.{_manner(officer, post)}", _facts(officer) | _post_facts(pool, post)),
        tuple(_reasons(pool, plan, post, ties)),
        tuple(_option(pool, one) for one in found[:OFFERED]),
        Message("basis.exchange" if found else "basis.nobody-else"),
    )


def pool_of(problem: Problem, plan: Plan, officer: Officer, post: Post) -> Staffed:
    """Return the pool that an officer's post belongs to."""
    station = next(
        (room.station_id for room in plan.rooms if room.room_id == post.room_id), officer.station_id
    )
    pools = staffed_pools(problem, plan, scopes={scope_of_station(problem, station)})
    return pools[0 if officer.role is Role.POLICE else 1]


def lead_reasons(problem: Problem, plan: Plan, officer_id: str) -> Iterator[Reason]:
    """Yield in short why an officer answers for a room: what comes first of hours, ability and moves."""
    told: set[int] = set()
    for reason in explain_officer(problem, plan, officer_id).reasons:
        if reason.step in (3, 4, 5) and reason.step not in told:
            told.add(reason.step)
            yield reason


def _facts(officer: Officer) -> dict[str, Value]:
    return {
        "officer": officer.officer_id,
        "station": officer.station_id,
        "years": plain(officer.years, 1),
        "ability": f"{officer.ability:.1f}",
    }


def _post_facts(pool: Staffed, post: Post) -> dict[str, Value]:
    duty = pool.lineup.duty[pool.lineup.number[post.officer_id]]
    return {
        "post": post_name(pool, duty),
        "room": post.room_id,
        "villages": len(post.village_ids),
        "hours": f"{post.hours:.2f}",
        "scope": pool.crew.scope,
    }


def _manner(officer: Officer, post: Post) -> str:
    if officer.role is Role.POLICE:
        return "lead" if post.is_lead else "support"
    return officer.role.value


def _reasons(pool: Staffed, plan: Plan, post: Post, ties: int) -> Iterator[Reason]:
    lineup, person = pool.lineup, pool.lineup.number[post.officer_id]
    officer = next(o for o in (*pool.crew.police, *pool.crew.helpers) if o.officer_id == post.officer_id)
    yield from (Reason(1, message) for message in _cover(pool, officer, post))
    yield from (Reason(2, message) for message in _numbers(pool, plan))
    yield Reason(3, _load(pool, post))
    if len(lineup.duty) > 1:
        yield Reason(3, _known(pool, plan, "load"))
    yield from (Reason(4, message) for message in _ability(pool, plan, post))
    yield from (Reason(5, message) for message in _moving(pool, officer, post))
    facts = lineup.pool.people[person]
    if facts.home_min:
        minutes = lineup.home_min(person, lineup.duty[person]) / HUNDRED
        yield Reason(6, Message("why.home", {"minutes": plain(minutes, 1)}))
    if ties:
        yield Reason(7, Message(f"why.ties.{pool.kind}", {"count": ties}))


def _cover(pool: Staffed, officer: Officer, post: Post) -> Iterator[Message]:
    """Yield why there must be somebody at all, and why one or several (R13, R14, R18, R19)."""
    lineup = pool.lineup
    duty = lineup.duty[lineup.number[post.officer_id]]
    several, heads = len(lineup.pool.duties[duty].places), lineup.heads(duty)
    asked = sum(place.weight > 0 for place in lineup.pool.places)
    values: dict[str, Value] = {
        "scope": pool.crew.scope, "places": asked, "people": len(lineup.duty), "post": post_name(pool, duty),
        "several": several, "heads": heads,
        "hours": plain(sum(lineup.pool.places[p].hours for p in lineup.pool.duties[duty].places) / HUNDRED),
    }  # fmt: skip
    if pool.kind == "police":
        manner = "several" if several > 1 else "lead" if post.is_lead else "support"
    elif (
        officer.role is Role.ASSISTANT and officer.home_village_id and not pool.crew.problem.policy["R18"].off
    ):
        manner = "home"
    else:
        community = not lineup.pool.places[lineup.pool.duties[duty].places[0]].weight
        manner = (
            "villages" if several > 1 else "community" if community else "shared" if heads > 1 else "village"
        )
    yield Message(f"why.cover.{manner}", values)
    if officer.pinned:
        yield Message("why.pinned")
    left = lineup.tiers()["open"][0]
    if left:
        empty = [
            place.place_id
            for place, who in zip(lineup.pool.places, lineup.here, strict=True)
            if place.weight and not who
        ]
        yield Message(f"why.open.{pool.kind}", {"count": len(empty), "places": joined(empty, 5)})


def _known(pool: Staffed, plan: Plan, tier: str) -> Message:
    """Return whether a tier of the pool is proven to be the least there can be."""
    proofs = (one for one in plan.staffing if (one.scope, one.kind) == (pool.crew.scope, pool.kind))
    found = next((one for proof in proofs for one in proof.tiers if one.name == tier), None)
    return Message(f"why.least.{tier}" if found is not None and found.proven else "why.not-proven")


def _numbers(pool: Staffed, plan: Plan) -> Iterator[Message]:
    """Yield how far the pool stays below R10 and R11, where they ask for anybody."""
    if any(place.needs for place in pool.lineup.pool.places):
        short = pool.lineup.tiers()["understaffed"][0]
        key = "short" if short else "met"
        yield Message(f"why.numbers.{key}.{pool.kind}", {"scope": pool.crew.scope, "short": short})
        if short:
            yield _known(pool, plan, "understaffed")


def _load(pool: Staffed, post: Post) -> Message:
    """Return the hours of the post, and those of the busiest of the pool (R16)."""
    lineup = pool.lineup
    shares = [_share(lineup, n) for n in range(len(lineup.duty))]
    person = lineup.number[post.officer_id]
    busiest = max(range(len(shares)), key=lambda n: (shares[n], n == person, -n))
    most = capacity(pool.crew.problem, _by_id(pool, post.officer_id))
    values: dict[str, Value] = {
        "hours": f"{post.hours:.2f}",
        "capacity": f"{most / HUNDRED:.2f}",
        "share": f"{shares[person] * 100 / MILLION:.1f}",
        "busiest": lineup.pool.people[busiest].officer_id,
        "busiest_share": f"{shares[busiest] * 100 / MILLION:.1f}",
    }
    if len(shares) == 1:
        return Message("why.load.alone", values)
    return Message(f"why.load.{'busiest' if busiest == person else 'below'}.{pool.kind}", values)


def _share(lineup: Lineup, person: int) -> int:
    return load(lineup.hours(person), lineup.pool.people[person].capacity)


def _by_id(pool: Staffed, officer_id: str) -> Officer:
    return next(o for o in (*pool.crew.police, *pool.crew.helpers) if o.officer_id == officer_id)


def _ability(pool: Staffed, plan: Plan, post: Post) -> Iterator[Message]:
    """Yield how ability meets complexity, certificates, and who guides whom (R15, R17, R24)."""
    lineup, person = pool.lineup, pool.lineup.number[post.officer_id]
    facts = lineup.pool.people[person]
    gap = lineup.gap(person)
    values: dict[str, Value] = {
        "complexity": f"{post.complexity:.1f}", "ability": f"{post.ability:.1f}", "gap": plain(gap / 10),
    }  # fmt: skip
    if lineup.pool.weigh_ability:
        yield Message("why.able" if not gap else "why.short-of-ability", values)
    asked = _asked(pool, lineup.duty[person])
    if asked:
        lacking = any(p in facts.unfit for p in lineup.pool.duties[lineup.duty[person]].places)
        yield Message(
            "why.certificate-lacking" if lacking else "why.certificate", {"asked": ", ".join(asked)}
        )
    if post.is_chief:
        area = next(one for one in plan.areas if one.chief_officer_id == post.officer_id)
        yield Message("why.chief", {"area": area.area_id, "rooms": ", ".join(area.room_ids)})
    if facts.junior:
        key = "why.junior" if post.mentor_id else "why.junior-alone"
        yield Message(key, {"mentor": post.mentor_id})


def _asked(pool: Staffed, duty: int) -> tuple[str, ...]:
    crew, ground = pool.crew, pool.ground
    if pool.kind == "police":
        names = [name for n in ground.rooms[duty] for name in asked_of_room(crew, n)]
    else:
        names = [name for v in ground.villages[duty] for name in asked_of_village(crew.problem, v)]
    return tuple(sorted(set(names)))


def _moving(pool: Staffed, officer: Officer, post: Post) -> Iterator[Message]:
    """Yield whether the officer stays where the roster says (R19)."""
    now = " / ".join(filter(None, (officer.current_room_id, officer.current_village_id)))
    years = pool.lineup.pool.people[pool.lineup.number[officer.officer_id]].stay - 1
    if not now:
        yield Message("why.new")
    else:
        yield Message("why.moves" if post.changed else "why.stays", {"place": now, "years": years})
    if now and post.changed:
        yield from _had_she_stayed(pool, officer)


def _had_she_stayed(pool: Staffed, officer: Officer) -> Iterator[Message]:
    """Yield what keeps an officer from staying: the place is gone or barred, or what the exchange would cost."""
    lineup, person = pool.lineup, pool.lineup.number[officer.officer_id]
    facts = lineup.pool.people[person]
    stays = [duty for duty in facts.allowed if duty not in facts.moved]
    if not stays:
        yield Message("why.stay.gone")
        return
    places = {place for duty in stays for place in lineup.pool.duties[duty].places}
    holders = sorted({n for place in places for n in lineup.here[place]} - {person})
    found = [one for n in holders if (one := exchange(lineup, person, n)) and one.duty in stays]
    free = [d for d in stays if d in places and all(lineup.duty[n] == d for n in lineup.here[d])]
    found += [Exchange(person, None, d, lineup.shift({person: d})) for d in free]
    if not found:
        yield Message("why.stay.held", {"others": joined(lineup.pool.people[n].officer_id for n in holders)})
        return
    rank = cmp_to_key(compare)
    best = min(found, key=lambda one: rank(one.shift.standing))
    if best.other is None:
        yield Message("why.stay.alone")
    else:
        yield Message("why.stay.exchange", {"other": lineup.pool.people[best.other].officer_id})
    yield judged(_changes(pool, best))[1]


def _is_tie(found: Exchange) -> bool:
    return found.shift.first() in ("", "order")


def _changes(pool: Staffed, found: Exchange) -> tuple[Change, ...]:
    """Return the tiers that an exchange changes, in their order."""
    before, after = found.shift.before, found.shift.after
    return tuple(
        tier_change(pool.kind, name, before[name], after[name])
        for name in pool.lineup.names
        if before[name] != after[name]
    )


def _option(pool: Staffed, found: Exchange) -> Option:
    """Return an exchange as another choice."""
    lineup, shift = pool.lineup, found.shift
    people = lineup.pool.people
    changes = _changes(pool, found)
    outcome, verdict = judged(changes)
    values: dict[str, Value] = {
        "officer": people[found.person].officer_id,
        "here": post_name(pool, lineup.duty[found.person]),
        "there": post_name(pool, found.duty),
    }
    if found.other is None:
        values["heads"] = lineup.heads(found.duty)
        choice = Message("choice.join" if lineup.heads(found.duty) else "choice.go", values)
    else:
        choice = Message("choice.exchange", values | {"other": people[found.other].officer_id})
    touched = [people[n].officer_id for n in shift.touched]
    return Option(
        choice,
        "officer" if found.other is not None else "place",
        place_of(pool, found.duty) if found.other is None else people[found.other].officer_id,
        place_of(pool, found.duty),
        outcome,
        verdict,
        changes,
        person_effects(pool, lineup.after(shift.duties), touched),
    )
