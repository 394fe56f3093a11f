"""How evenly hours are shared among officers, in the plan and, where it is known, today."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from statistics import median

from assign.plan import Plan
from assign.problem import HUNDRED, Officer, Problem, Role
from assign.reported import Spread

Villages = Mapping[str, frozenset[str]]
"""Officer id → villages served."""


def spreads(problem: Problem, plan: Plan) -> tuple[Spread, ...]:
    """Return the spread of hours of each role in the plan, and before and after where present places are known.

    The villages of police with a present room are those that the plan gives to the room of that id: where zones
    were drawn anew, today's hours are told as if they had been so before.
    """
    cents = {one.village_id: round(one.hours * HUNDRED) for one in problem.villages}
    after = {post.officer_id: frozenset(post.village_ids) for post in plan.posts}
    out = []
    for role in Role:
        posts = [post for post in plan.posts if post.role == role.value]
        served = frozenset().union(*(post.village_ids for post in posts))
        if posts:
            hours = [Fraction(round(post.hours * HUNDRED)) for post in posts]
            out.append(_spread(role, "after", hours, len(served)))
        officers = [one for one in problem.officers if one.role is role and one.available]
        before = _today(officers, plan, cents)
        if before:
            then = {officer_id: after.get(officer_id, frozenset()) for officer_id in before}
            out.append(_spread(role, "before", *_shared(before, cents)))
            out.append(_spread(role, "after_same", *_shared(then, cents)))
    return tuple(sorted(out, key=lambda row: (row.role, row.moment)))


def _today(officers: Iterable[Officer], plan: Plan, known: Mapping[str, int]) -> Villages:
    """Return the villages that officers serve today, for those of whom it is known."""
    zone = {room.room_id: frozenset(room.villages) for room in plan.rooms}
    out: dict[str, frozenset[str]] = {}
    for one in officers:
        if one.role is Role.POLICE and one.current_room_id in zone:
            out[one.officer_id] = zone[str(one.current_room_id)]
        elif one.current_village_id in known:
            out[one.officer_id] = frozenset({str(one.current_village_id)})
    return out


def _shared(served: Villages, cents: Mapping[str, int]) -> tuple[list[Fraction], int]:
    """Return the hours of each officer, those of a village shared evenly, and how many villages there are."""
    heads = Counter(village_id for villages in served.values() for village_id in villages)
    whole = math.lcm(*heads.values())  # one denominator for all shares, so that they add up as whole numbers
    share = {village_id: cents[village_id] * (whole // count) for village_id, count in heads.items()}
    hours = [Fraction(sum(share[name] for name in villages), whole) for villages in served.values()]
    return hours, len(heads)


def _spread(role: Role, moment: str, hours: Sequence[Fraction], villages: int) -> Spread:
    ordered = sorted(hours)
    p90 = ordered[math.ceil(Fraction(9, 10) * len(ordered)) - 1]
    return Spread(
        role=role.value,
        moment=moment,
        officers=len(ordered),
        villages=villages,
        min_hours=_hours(ordered[0]),
        median_hours=_hours(median(ordered)),
        p90_hours=_hours(p90),
        max_hours=_hours(ordered[-1]),
        gini=round(float(_gini(ordered)), 4),
    )


def _hours(cents: Fraction) -> float:
    return round(float(cents / HUNDRED), 2)


def _gini(ordered: Sequence[Fraction]) -> Fraction:
    """Return Gini's coefficient of rising values: mean absolute difference over twice the mean."""
    whole = math.lcm(*(value.denominator for value in ordered))
    parts = [value.numerator * (whole // value.denominator) for value in ordered]
    count, total = len(parts), sum(parts)
    if not total:
        return Fraction()
    ranked = sum(place * part for place, part in enumerate(parts, start=1))
    return Fraction(2 * ranked, count * total) - Fraction(count + 1, count)
