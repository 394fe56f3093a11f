"""The other choices that a plan names for its posts: of its own people and places, with the figures of its tiers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from assign.assess.finding import Finding, listed
from assign.assess.people import scope_of_station, station_of_post
from assign.assess.view import View
from assign.plan import TIER_SCALE, Alternative, Post
from assign.problem import Role

_MOST = 3


def check(view: View) -> Iterator[Finding]:
    """Yield choices of or for nobody, out of order, elsewhere than said, or with a figure that the tiers do not have.

    A plan without any passes: they explain it and decide nothing.
    """
    rows: dict[str, list[Alternative]] = defaultdict(list)
    for row in view.plan.reasons:
        rows[row.officer_id].append(row)
    posts = {post.officer_id: post for post in view.plan.posts}
    recorded = {
        (one.scope, one.kind): {tier.name: tier.value for tier in one.tiers} for one in view.plan.staffing
    }
    for officer_id in sorted(rows):
        numbers = [row.choice for row in rows[officer_id]]
        expected = list(range(1, len(numbers) + 1))
        if numbers != expected or len(numbers) > _MOST:
            yield Finding(
                "reason-choice", "", "officer", officer_id, listed(numbers), listed(expected[:_MOST])
            )
        for row in rows[officer_id]:
            yield from _people(view, row, posts)
            yield from _figures(view, row, posts, recorded)


def _people(view: View, row: Alternative, posts: Mapping[str, Post]) -> Iterator[Finding]:
    """Yield officers without a post, and an exchange that would not lead where the row says."""
    named = {row.officer_id, *row.worse_for, *filter(None, [row.other_officer_id])}
    if strangers := [name for name in named if name not in posts]:
        yield Finding("reason-officer", "", "officer", row.officer_id, listed(strangers), "posts")
        return
    mine = posts[row.officer_id]
    if row.other_officer_id:
        other = posts[row.other_officer_id]
        places: Collection[str] = {_place(other)} if _kind(view, mine) == _kind(view, other) else ()
    else:
        places = view.room if mine.role == Role.POLICE.value else view.row
    if row.place_id not in places or (not row.other_officer_id and row.place_id == _place(mine)):
        others = set(places) - ({_place(mine)} if not row.other_officer_id else set())
        yield Finding(
            "reason-place", "", "officer", row.officer_id, row.place_id or "–", listed(others) or "–"
        )


def _figures(
    view: View,
    row: Alternative,
    posts: Mapping[str, Post],
    recorded: Mapping[tuple[str, str], Mapping[str, Sequence[int]]],
) -> Iterator[Finding]:
    """Yield a tier's figure that is not that of the pool."""
    post = posts.get(row.officer_id)
    pool = recorded.get(_kind(view, post), {}) if post else {}
    if post is None or not pool:
        return
    values = pool.get(row.tier, ())
    # minutes from home are measured again on the roads when posts are edited: the last digit of each may differ
    slack = {"worst_home": 1, "home": len(pool.get("load", ()))}.get(row.tier, 0)
    told = row.tier_value * TIER_SCALE.get(row.tier, 1)
    allowed = [*values, 0] if row.tier == "load" else list(values)
    if not any(abs(told - value) <= slack + 1e-3 * TIER_SCALE.get(row.tier, 1) for value in allowed):
        expected = listed(values) if values else listed(TIER_SCALE)
        yield Finding("reason-value", "", "officer", row.officer_id, f"{row.tier} {told:g}", expected)


def _kind(view: View, post: Post) -> tuple[str, str]:
    """Return the pool of a post."""
    kind = "police" if post.role == Role.POLICE.value else "helpers"
    return scope_of_station(view, station_of_post(view, post)), kind


def _place(post: Post) -> str:
    """Return where a post stands: its room for police, its village for others."""
    return post.room_id if post.role == Role.POLICE.value else post.village_post
