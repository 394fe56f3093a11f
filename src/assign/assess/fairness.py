"""The spread of hours and the posts by years, reckoned again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import numpy as np

from assign.assess.view import View
from assign.problem import Role
from assign.reported import Spread, Tenure


def true_spreads(view: View) -> Iterator[Spread]:
    """Yield the spread of hours of each role: of all posts, and before and after of those whose place is known."""
    hours = {village_id: village.hours for village_id, village in view.village.items()}
    for role in sorted(Role):
        posts = {post.officer_id: post for post in view.plan.posts if post.role == role.value}
        if posts:
            villages = {village_id for post in posts.values() for village_id in post.village_ids}
            yield _spread(role, "after", [post.hours for post in posts.values()], len(villages))
        today = _today(view, role)
        if today:
            planned = {name: set(posts[name].village_ids) if name in posts else set[str]() for name in today}
            for moment, served in (("before", today), ("after_same", planned)):
                heads = Counter(village_id for villages in served.values() for village_id in villages)
                shared = [
                    sum(hours[village_id] / heads[village_id] for village_id in sorted(villages))
                    for villages in served.values()
                ]
                yield _spread(role, moment, shared, len(heads))


def _today(view: View, role: Role) -> Mapping[str, set[str]]:
    """Return the villages that available officers of a role serve today, where it is known."""
    out = {}
    for officer in view.problem.officers:
        if officer.role is not role or not officer.available:
            continue
        if role is Role.POLICE and officer.current_room_id in view.zone:
            out[officer.officer_id] = set(view.zone[str(officer.current_room_id)])
        elif officer.current_village_id in view.village:
            out[officer.officer_id] = {str(officer.current_village_id)}
    return out


def _spread(role: Role, moment: str, hours: list[float], villages: int) -> Spread:
    """Return the figures; Gini as the mean of all absolute differences over twice the mean."""
    values = np.sort(np.array(hours, dtype=np.float64))
    count, total = len(values), float(values.sum())
    below = np.arange(count) * values - np.concatenate(([0.0], np.cumsum(values)[:-1]))
    gini = float(below.sum()) / (count * total) if total else 0.0
    p90 = float(values[-(-9 * count // 10) - 1])
    middle = float(np.median(values))
    return Spread(role.value, moment, count, villages, float(values[0]), middle, p90, float(values[-1]), gini)


def true_tenures(view: View) -> Iterator[Tenure]:
    """Yield the posts of each role by bands of years."""
    junior = -int(-view.problem.policy.number("ability.junior_years") // 1)
    starts = [0, *([junior] if junior else []), *(start for start in (5, 10, 20) if start > junior)]
    for role in sorted(Role):
        posts = [
            post for post in view.plan.posts if post.role == role.value and post.officer_id in view.officer
        ]
        ranked = sorted(posts, key=lambda post: (-post.complexity, -post.hours, post.officer_id))
        hardest = {post.officer_id for post in ranked[: -(-len(ranked) // 10)]}
        bands: dict[int, list[int]] = {}
        for place, post in enumerate(posts):
            years = view.officer[post.officer_id].years
            bands.setdefault(max(start for start in starts if start <= years), []).append(place)
        for start, places in sorted(bands.items()):
            mine = [posts[place] for place in places]
            yield Tenure(
                role.value,
                start,
                len(mine),
                sum(post.officer_id in hardest for post in mine),
                float(np.mean([post.complexity for post in mine])),
                float(np.mean([post.hours for post in mine])),
            )
