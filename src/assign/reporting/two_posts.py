"""Which post in its villages an officer is proposed for (R21)."""

from __future__ import annotations

from assign.plan import Plan
from assign.problem import Problem, Role
from assign.reported import TwoPost


def two_posts(problem: Problem, plan: Plan) -> tuple[TwoPost, ...]:
    """Return a proposal for each lead and each auxiliary in each of their villages.

    A party member is proposed as deputy secretary of the branch, others as deputy head of the committee.
    Assistants are cadres of their village already; police who do not lead answer for no village.
    """
    member = {officer.officer_id: officer.party_member for officer in problem.officers}
    rows = [
        TwoPost(
            village_id,
            post.officer_id,
            post.role,
            member[post.officer_id],
            "deputy_secretary" if member[post.officer_id] else "deputy_head",
        )
        for post in plan.posts
        if post.officer_id in member and (post.is_lead or post.role == Role.AUXILIARY.value)
        for village_id in post.village_ids
    ]
    return tuple(sorted(rows, key=lambda row: (row.village_id, row.officer_id)))
