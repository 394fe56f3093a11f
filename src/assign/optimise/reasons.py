"""Other choices for every post of a plan, weighed without solving again: what `tables/reasons.csv` says."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from assign.optimise.apart import crew_facts
from assign.optimise.bounded import Run, run_here
from assign.optimise.exchanges import Exchange, best_exchanges
from assign.optimise.lineup import Lineup
from assign.optimise.lineups import Staffed, Stand, pools_of, scope_of_station, stand_apart, stands
from assign.optimise.stop import NEVER, Stop
from assign.plan import TIER_SCALE, Alternative, Plan
from assign.problem import Problem

MOST_MOVED = 2
"""An exchange moves two people at most: a wider bound on moves (R19) makes no difference."""


def weigh_posts(
    problem: Problem,
    plan: Plan,
    *,
    scopes: Collection[str] | None = None,
    run: Run = run_here,
    stop: Stop = NEVER,
) -> tuple[Alternative, ...]:
    """Return up to three other choices for every post, by officer and rank: those that cost the plan least.

    First-order (`exchanges`): two officers exchange posts, or one goes to stand beside others; all others stay.

    Parameters
    ----------
    scopes
        Only the posts in these stations (counties, or ``"*"``: R19); by default all.
    run
        The engine: a function of (function, tasks).
    stop
        Once it has passed, no further crews are weighed: a plan does without.
    """
    if stop.passed():
        return ()
    left = min(moves_left(problem, plan), MOST_MOVED)
    tasks = [
        replace(stand_apart(one), moves_left=left, stop=stop) for one in stands(problem, plan, scopes=scopes)
    ]
    rows = [row for rows in run(weigh_crew, tasks) for row in rows]
    return tuple(sorted(rows, key=lambda row: (row.officer_id, row.choice)))


def weigh_crew(stand: Stand) -> tuple[Alternative, ...]:
    """Return up to three other choices for every post of a crew; none once its stop has passed."""
    if stand.stop.passed():
        return ()
    return tuple(
        alternative(pool, found, rank)
        for pool in pools_of(stand)
        for person in range(len(pool.lineup.duty))
        for rank, found in enumerate(
            best_exchanges(pool.lineup, person, moves_left=stand.moves_left), start=1
        )
    )


def stand_facts(stand: Stand) -> tuple[object, ...]:
    """Return all that the other choices of a crew depend on."""
    return (*crew_facts(stand.crew), stand.police, stand.served, stand.areas, stand.moves_left)


def weigh_again(
    problem: Problem, before: Plan, plan: Plan, stations: Collection[str]
) -> tuple[Alternative, ...]:
    """Return the other choices of a plan that differs from another in some stations only.

    Those of all other stations are taken over, unless a bound on moves (R19) ties the stations together.
    """
    if problem.policy["R19"].count("max_moves") < len(problem.officers):
        return weigh_posts(problem, plan)
    scopes = {scope_of_station(problem, station) for station in stations}
    station_of = {room.room_id: room.station_id for room in plan.rooms}
    elsewhere = {
        post.officer_id
        for post in plan.posts
        if scope_of_station(problem, station_of[post.room_id]) not in scopes
    }
    kept = (row for row in before.reasons if row.officer_id in elsewhere)
    fresh = weigh_posts(problem, plan, scopes=scopes)
    return tuple(sorted((*kept, *fresh), key=lambda row: (row.officer_id, row.choice)))


def moves_left(problem: Problem, plan: Plan) -> int:
    """Return how many officers more may be moved (R19.max_moves)."""
    return max(0, problem.policy["R19"].count("max_moves") - sum(post.changed for post in plan.posts))


def alternative(pool: Staffed, found: Exchange, choice: int) -> Alternative:
    """Return an exchange as a row of the plan."""
    lineup, shift = pool.lineup, found.shift
    people = lineup.pool.people
    tier = shift.first() or "order"
    then = lineup.after(shift.duties)
    return Alternative(
        officer_id=people[found.person].officer_id,
        choice=choice,
        other_officer_id="" if found.other is None else people[found.other].officer_id,
        place_id=place_of(pool, found.duty),
        tier=tier,
        tier_value=shift.before[tier] / TIER_SCALE[tier],
        tier_value_then=shift.after[tier] / TIER_SCALE[tier],
        worse_for=tuple(people[n].officer_id for n in shift.touched if is_worse(lineup, then, n)),
    )


def place_of(pool: Staffed, duty: int) -> str:
    """Return the room of a duty, or the village where a helper who has it stands."""
    problem = pool.crew.problem
    if pool.kind == "police":
        return pool.ground.places[pool.ground.duties[duty].places[0]].place_id
    return problem.sites[pool.ground.sites[duty]].village_id


def is_worse(now: Lineup, then: Lineup, person: int) -> bool:
    """Return whether somebody is worse off in hours, ability, moving or the way from home."""
    old, new = now.duty[person], then.duty[person]
    moved = now.pool.people[person].moved
    return (
        then.hours(person) > now.hours(person)
        or now.gap(person, new) > now.gap(person, old)
        or (new in moved and old not in moved)
        or now.home_min(person, new) > now.home_min(person, old)
    )
