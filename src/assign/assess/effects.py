"""What each edit breaks and costs by itself: rules, numbers, officer-minutes; before anything is re-planned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assign.assess.objective import UNIT, cost_of
from assign.assess.posts import mean_complexity
from assign.assess.view import View
from assign.edits import Edit, LockPost, LockRoom, MoveOfficer, MoveVillage, Note, SwapOfficers
from assign.messages import Message, Value
from assign.plan import Post
from assign.problem import Kind, Officer, Role


@dataclass(frozen=True, slots=True)
class Effect:
    """One edit's direct effect.

    Parameters
    ----------
    cost_min
        Officer-minutes a month that it adds, sites as they are; None where the room left behind must move.
    breaks
        Rules that it breaks and that a reviewer may break: they are listed as exceptions.
    refused
        Rules that nobody may break: the edit cannot be honoured.
    """

    edit: Edit
    cost_min: float | None
    breaks: tuple[Message, ...] = ()
    refused: tuple[Message, ...] = ()


def edit_effects(view: View, edits: Sequence[Edit]) -> tuple[Effect, ...]:
    """Return the effect of each edit on the plan, each taken alone; contiguity is judged with all moves made."""
    moves = [edit for edit in edits if isinstance(edit, MoveVillage)]
    return tuple(_effect(view, edit, moves) for edit in edits)


def _effect(view: View, edit: Edit, moves: Sequence[MoveVillage]) -> Effect:
    if isinstance(edit, MoveVillage):
        return _village(view, edit, moves)
    if isinstance(edit, SwapOfficers):
        return _swap(view, edit)
    if isinstance(edit, MoveOfficer):
        return _officer(view, edit)
    if isinstance(edit, LockRoom | LockPost | Note):
        return Effect(edit, 0.0)
    raise TypeError(type(edit))


def zone_after(view: View, room_id: str, moves: Sequence[MoveVillage]) -> tuple[str, ...]:
    """Return the villages of a room with the moves made, sorted."""
    gone = {move.village_id for move in moves if move.source == room_id}
    come = {move.village_id for move in moves if move.target == room_id}
    return tuple(sorted(set(view.zone[room_id]) - gone | come))


def _village(view: View, edit: MoveVillage, moves: Sequence[MoveVillage]) -> Effect:
    """Return what it means that a village goes to another room."""
    refused = tuple(_never(view, edit, moves))
    leaves_host = view.room[edit.source].host_village_id == edit.village_id
    breaks = [*_sizes(view, edit.target, moves)]
    if leaves_host:
        breaks.append(Message("edit.host-leaves", {"room": edit.source, "village": edit.village_id}))
    else:
        breaks += [*_sizes(view, edit.source, moves), *_apart(view, edit.source, moves)]
    cost = None
    if not refused and not leaves_host:
        before, after = _costs(view, edit)
        cost = (after - before) / UNIT
        breaks += _far(view, edit)
    return Effect(edit, cost, tuple(breaks), refused)


def _never(view: View, edit: MoveVillage, moves: Sequence[MoveVillage]) -> Iterator[Message]:
    """Yield rules between a village and a room that hold whatever a reviewer wants."""
    village, room = view.village[edit.village_id], view.room[edit.target]
    names: dict[str, Value] = {"village": edit.village_id, "name": village.name, "room": edit.target}
    here, there = view.scope(edit.village_id), view.scope(room.host_village_id)
    if here != there:
        yield Message("impossible.edit-scope", {**names, "found": here, "expected": there})
        return
    if edit.village_id in view.own or room.host_village_id in view.own:
        urban = edit.village_id if edit.village_id in view.own else room.host_village_id
        yield Message("impossible.edit-urban", {**names, "urban": urban})
        return
    if not view.joined(zone := zone_after(view, edit.target, moves)):
        yield Message("impossible.edit-apart", {**names, "count": len(zone)})
    required = [
        site.site_id
        for site in view.problem.sites
        if site.village_id == edit.village_id and site.status.value == "required"
    ]
    if required:
        yield Message("impossible.edit-required", {**names, "site": required[0]})
    rule = view.problem.policy["R09"]
    far = minutes_to(view, room.site_id, edit.village_id)
    if rule.must and far > rule.number("max_travel_min"):
        limit = rule.number("max_travel_min")
        values = {**names, "need": f"{far:.2f}", "carry": f"{limit:g}", "short": f"{far - limit:.2f}"}
        yield Message("impossible.edit-far", values)


def minutes_to(view: View, site_id: str, village_id: str) -> float:
    """Return the minutes from a site to a village of its area."""
    problem = view.problem
    pair = [problem.site_index[site_id]], [problem.village_index[village_id]]
    return float(problem.travel.block(*pair)[0, 0])


def _sizes(view: View, room_id: str, moves: Sequence[MoveVillage]) -> Iterator[Message]:
    """Yield a zone that the moves make smaller or larger than R01 allows."""
    rule, size = view.problem.policy["R01"], len(zone_after(view, room_id, moves))
    smallest, largest = rule.count("min_villages"), rule.count("max_villages")
    if not view.communal(room_id) and not smallest <= size <= largest:
        values: dict[str, Value] = {"room": room_id, "found": size, "smallest": smallest, "largest": largest}
        yield Message("edit.size", values)


def _apart(view: View, room_id: str, moves: Sequence[MoveVillage]) -> Iterator[Message]:
    """Yield a zone that falls apart when villages leave it: what is left is zoned anew."""
    if not view.joined(zone_after(view, room_id, moves)):
        yield Message("edit.falls-apart", {"room": room_id})


def _far(view: View, edit: MoveVillage) -> list[Message]:
    """Return a way that is longer than a limit that is only preferred (R09)."""
    rule = view.problem.policy["R09"]
    far = minutes_to(view, view.room[edit.target].site_id, edit.village_id)
    if rule.off or rule.must or far <= rule.number("max_travel_min"):
        return []
    limit = rule.number("max_travel_min")
    return [Message("edit.far", {"village": edit.village_id, "found": f"{far:.2f}", "limit": f"{limit:g}"})]


def _costs(view: View, edit: MoveVillage) -> tuple[int, int]:
    """Return what the two rooms cost before and after the move, sites as they are."""
    pair = (edit.source, edit.target)
    far = minutes_to(view, view.room[edit.target].site_id, edit.village_id)
    moved = tuple(
        replace(row, room_id=edit.target, travel_min=far) if row.village_id == edit.village_id else row
        for row in view.plan.assignments
    )
    later = View(view.problem, replace(view.plan, assignments=moved))
    return cost_of(view, pair), cost_of(later, pair)


def _swap(view: View, edit: SwapOfficers) -> Effect:
    """Return what it means that two officers change places."""
    posts = {post.officer_id: post for post in view.plan.posts}
    first, second = posts[edit.first], posts[edit.second]
    names: dict[str, Value] = {"first": edit.first, "second": edit.second}
    refused: list[Message] = []
    if first.station_id != second.station_id:
        values = {**names, "found": first.station_id, "expected": second.station_id}
        refused.append(Message("impossible.edit-stations", values))
    if _kind(first.role) != _kind(second.role):
        refused.append(
            Message("impossible.edit-roles", {**names, "found": first.role, "expected": second.role})
        )
    for officer_id, place in ((edit.first, second), (edit.second, first)):
        officer = view.officer[officer_id]
        refused += [
            *_avoided(view, officer, place.village_ids),
            *_homebound(view, officer, place.village_ids),
        ]
    breaks = []
    before = _short(view, first, edit.first) + _short(view, second, edit.second)
    after = _short(view, second, edit.first) + _short(view, first, edit.second)
    if after > before:
        breaks.append(Message("edit.ability", {"before": f"{before:.1f}", "after": f"{after:.1f}"}))
    return Effect(edit, 0.0, tuple(breaks), tuple(refused))


def _officer(view: View, edit: MoveOfficer) -> Effect:
    """Return what it means that an officer goes to another room or village."""
    officer = view.officer[edit.officer_id]
    police = officer.role is Role.POLICE
    villages = view.zone[edit.target] if police else (edit.target,)
    station = view.room[edit.target].station_id if police else view.village[edit.target].station_id
    refused: list[Message] = []
    if station != officer.station_id:
        values = {"officer": edit.officer_id, "found": officer.station_id, "expected": station}
        refused.append(Message("impossible.edit-other-station", values))
    refused += [*_avoided(view, officer, villages), *_homebound(view, officer, villages)]
    return Effect(edit, 0.0, tuple(_left_open(view, edit)), tuple(refused))


def _left_open(view: View, edit: MoveOfficer) -> Iterator[Message]:
    """Yield rooms and villages that nobody else serves when the officer leaves."""
    post = next(post for post in view.plan.posts if post.officer_id == edit.officer_id)
    if post.is_lead and edit.target not in view.rooms_of(post):
        for room_id in view.rooms_of(post):
            yield Message("edit.leaves-lead", {"officer": edit.officer_id, "room": room_id})
    if post.role != Role.POLICE.value:
        for village_id in post.village_ids:
            alone = view.row[village_id].auxiliary_ids == (edit.officer_id,)
            if village_id != edit.target and alone and view.village[village_id].kind is Kind.RURAL:
                yield Message("edit.leaves-village", {"officer": edit.officer_id, "village": village_id})


def _kind(role: str) -> bool:
    """Return whether a role leads rooms: police do, auxiliaries and assistants do not."""
    return role == Role.POLICE.value


def _avoided(view: View, officer: Officer, villages: Sequence[str]) -> Iterator[Message]:
    """Yield villages that the officer must not serve (R18)."""
    if view.problem.policy["R18"].off:
        return
    for village_id in sorted(set(officer.avoid_village_ids) & set(villages)):
        yield Message("impossible.edit-avoid", {"officer": officer.officer_id, "village": village_id})


def _homebound(view: View, officer: Officer, villages: Sequence[str]) -> Iterator[Message]:
    """Yield the home village that an assistant would leave (R18)."""
    home = officer.home_village_id
    bound = officer.role is Role.ASSISTANT and not view.problem.policy["R18"].off
    if bound and home in view.village and home not in villages:
        yield Message("impossible.edit-home", {"officer": officer.officer_id, "village": str(home)})


def _short(view: View, post: Post, officer_id: str) -> float:
    """Return by how many points the officer's ability falls short of the post's complexity (R15)."""
    return max(0.0, mean_complexity(view, post.village_ids) - view.officer[officer_id].ability)
