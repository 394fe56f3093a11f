"""Who could cover for each lead, judged again from posts, areas and avoid lists (R25)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assign.assess.view import View
from assign.plan import Post
from assign.problem import Role
from assign.reported import Absence


def true_rows(view: View) -> tuple[Absence, ...]:
    """Return the row of each lead: the best cover, what falls short, and its rank."""
    rows = [_row(view, post) for post in view.plan.posts if post.is_lead and view.rooms_of(post)]
    alone = sorted(
        (row for row in rows if not row.cover_officer_id), key=lambda row: (-row.hours, row.officer_id)
    )
    over = sorted(
        (row for row in rows if row.cover_officer_id and row.over_hours > 0),
        key=lambda row: (-row.over_hours, -row.hours, row.officer_id),
    )
    rank = {row.officer_id: place + 1 for place, row in enumerate(alone + over)}
    return tuple(replace(row, rank=rank.get(row.officer_id, 0)) for row in rows)


def _row(view: View, away: Post) -> Absence:
    rooms = view.rooms_of(away)
    area = next((one.area_id for one in view.plan.areas if rooms[0] in one.room_ids), "")
    bare = Absence(
        away.officer_id, view.room[rooms[0]].station_id, area, rooms, "", None, away.hours, None, None, 0.0, 0
    )
    options = sorted(_options(view, away, rooms))
    if not options:
        return bare
    _, _, over, minutes, _, name = options[0]
    cover = next(post for post in view.plan.posts if post.officer_id == name)
    return replace(
        bare,
        cover_officer_id=name,
        travel_min=minutes,
        cover_hours=_cents(cover, away) / 100,
        capacity=_capacity(view, name) / 100,
        over_hours=over / 100,
    )


def _options(
    view: View, away: Post, rooms: tuple[str, ...]
) -> Iterator[tuple[bool, int, int, float, float, str]]:
    """Yield what each possible cover is judged by: too much, how far off, hours over, minutes, hours, id."""
    stations = {view.room[room_id].station_id for room_id in rooms}
    area = {name for one in view.plan.areas for name in one.room_ids if set(one.room_ids) & set(rooms)}
    for post in view.plan.posts:
        officer = view.officer.get(post.officer_id)
        own = set(view.rooms_of(post))
        if (
            officer is None
            or officer.role is not Role.POLICE
            or post.officer_id == away.officer_id
            or (not own & area and stations.isdisjoint(view.room[room_id].station_id for room_id in own))
            or not set(officer.avoid_village_ids).isdisjoint(away.village_ids)
        ):
            continue
        over = max(0, _cents(post, away) - _capacity(view, post.officer_id))
        far = 0 if own & set(rooms) else 1 if own & area else 2
        yield over > 0, far, over, _minutes(view, own, rooms), post.hours, post.officer_id


def _cents(cover: Post, away: Post) -> int:
    return round(cover.hours * 100) + round(away.hours * 100)


def _capacity(view: View, officer_id: str) -> int:
    """Return hundredths of an hour that an officer can carry a month (R16)."""
    rule, own = view.problem.policy["R16"], view.officer[officer_id].hours
    monthly = rule.number("monthly_hours") if own is None else own
    return round(monthly * rule.number("presence") * 100)


def _minutes(view: View, own: set[str], rooms: tuple[str, ...]) -> float:
    """Return the minutes to the farthest host village, each reached from the nearest own room."""
    problem = view.problem
    sites = sorted(problem.site_index[view.room[room_id].site_id] for room_id in own)
    hosts = [problem.village_index[view.room[room_id].host_village_id] for room_id in rooms]
    block = problem.travel.block(sites, hosts)
    return max(float(block[:, place].min()) for place in range(len(hosts)))
