"""Who holds the hardest posts: posts by years of service."""

from __future__ import annotations

import math

from assign.plan import Plan, Post
from assign.problem import Problem, Role
from assign.reported import Tenure

BANDS = (5, 10, 20)
"""Years at which bands begin, after the first two: 0 and the end of the junior years."""
HARDEST = 10
"""One post in this many counts as one of the hardest."""


def tenures(problem: Problem, plan: Plan) -> tuple[Tenure, ...]:
    """Return the posts of each role by bands of years: how many of the hardest, mean complexity and hours."""
    years = {officer.officer_id: officer.years for officer in problem.officers}
    junior = math.ceil(problem.policy.number("ability.junior_years"))
    bands = sorted({0, junior, *(start for start in BANDS if start > junior)})
    out = []
    for role in Role:
        posts = [post for post in plan.posts if post.role == role.value and post.officer_id in years]
        hardest = _hardest(posts)
        for start, end in zip(bands, [*bands[1:], math.inf], strict=True):
            mine = [post for post in posts if start <= years[post.officer_id] < end]
            if mine:
                out.append(
                    Tenure(
                        role.value,
                        start,
                        len(mine),
                        sum(post.officer_id in hardest for post in mine),
                        round(math.fsum(post.complexity for post in mine) / len(mine), 1),
                        round(math.fsum(post.hours for post in mine) / len(mine), 2),
                    )
                )
    return tuple(sorted(out, key=lambda row: (row.role, row.from_years)))


def _hardest(posts: list[Post]) -> frozenset[str]:
    """Return the officers of the hardest tenth of some posts, at least one; ties go to more hours, then by id."""
    ordered = sorted(posts, key=lambda post: (-post.complexity, -post.hours, post.officer_id))
    return frozenset(post.officer_id for post in ordered[: math.ceil(len(ordered) / HARDEST)])
