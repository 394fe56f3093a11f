"""An earlier plan and pins laid over the facts: what stood where, and what must stay there.

Where officers stand: the earlier plan says so, and the roster only where it is another roster than that plan was made
from and names a place. Rooms of the earlier plan are `existing` ones: opening them costs nothing more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assign.earlier import Earlier
from assign.errors import DataError, Fault
from assign.messages import Value
from assign.plan import Plan, Post
from assign.problem import Officer, Problem, Role, SiteStatus
from assign.scenario.pins import laid_down
from assign.show.fingerprint import plan_hash


def earlier_record(problem: Problem, plan: Plan) -> dict[str, object]:
    """Return what `run.json` keeps of an earlier plan: all that the new one depends on.

    ``served``: by village id, the site that served it, whether it is still there or not; ``posts``: by officer id, the
    room (police) or village where the plan has the officer, roster allowing; ``gone``: how many villages, rooms and
    officers of that plan there are no longer.

    Raises
    ------
    DataError
        ``earlier-other-case`` where not one village is in both.
    """
    site = {room.room_id: room.site_id for room in plan.rooms}
    served = {row.village_id: site[row.room_id] for row in plan.assignments if row.room_id in site}
    known = {name: served[name] for name in sorted(served.keys() & problem.village_index.keys())}
    if not known:
        values: dict[str, Value] = {"villages": len(served), "first": min(served, default="—")}
        raise DataError([Fault("earlier-other-case", found=str(_name(plan))[:80], values=values)])
    roster = {officer.officer_id: officer for officer in problem.officers}
    kept = _same_roster(problem, plan)
    posts = {
        post.officer_id: _place(post)
        for post in plan.posts
        if post.officer_id in roster and (kept or not _placed(roster[post.officer_id]))
    }
    return {
        "plan": plan_hash(plan),
        "served": known,
        "posts": dict(sorted(posts.items())),
        "gone": {
            "villages": len(served) - len(known),
            "rooms": sum(_unusable(problem, one) for one in site.values()),
            "officers": sum(post.officer_id not in roster for post in plan.posts),
        },
    }


def follow(problem: Problem, record: Mapping[str, object] | None = None, pins: Sequence[str] = ()) -> Problem:
    """Return the problem as one that follows an earlier plan, and in which pins hold.

    Parameters
    ----------
    record
        As `earlier_record` makes it, or as it is read from `run.json`.
    pins
        ``OFFICER=ROOM``, ``OFFICER=VILLAGE``, ``VILLAGE=ROOM``, ``ROOM``.

    Raises
    ------
    DataError
        With every pin that cannot be.
    """
    if record is not None:
        problem = _after(problem, _texts(record.get("served")), _texts(record.get("posts")))
    return laid_down(problem, pins) if pins else problem


def earlier_of(run: Mapping[str, object]) -> tuple[Mapping[str, object] | None, tuple[str, ...]]:
    """Return the record of the earlier plan and the pins that a run was made with."""
    record, pins = run.get("earlier"), run.get("pins")
    names = tuple(map(str, pins)) if isinstance(pins, list | tuple) else ()
    return (record if isinstance(record, Mapping) else None), names


def missing(problem: Problem, plan: Plan) -> Iterator[tuple[str, list[str]]]:
    """Yield what the earlier plan and the facts do not share, as a kind and its ids.

    Kinds: ``villages-gone``, ``villages-new``, ``rooms-gone`` (site gone or forbidden), ``officers-gone``.
    """
    before = {row.village_id for row in plan.assignments}
    officers = {officer.officer_id for officer in problem.officers}
    found = {
        "villages-gone": before - problem.village_index.keys(),
        "villages-new": problem.village_index.keys() - before,
        "rooms-gone": {room.room_id for room in plan.rooms if _unusable(problem, room.site_id)},
        "officers-gone": {post.officer_id for post in plan.posts} - officers,
    }
    yield from ((kind, sorted(ids)) for kind, ids in found.items() if ids)


def _after(problem: Problem, served: Mapping[str, str], posts: Mapping[str, str]) -> Problem:
    rooms = set(served.values())
    sites = tuple(
        replace(one, status=SiteStatus.EXISTING)
        if one.site_id in rooms and one.status is SiteStatus.CANDIDATE
        else one
        for one in problem.sites
    )
    officers = tuple(
        _standing(one, posts[one.officer_id]) if one.officer_id in posts else one for one in problem.officers
    )
    return replace(problem, sites=sites, officers=officers, earlier=Earlier(served=dict(served)))


def _standing(officer: Officer, place: str) -> Officer:
    """Return the officer with a room (police) or a village as the current place, and no other."""
    police = officer.role is Role.POLICE
    return replace(
        officer,
        current_room_id=place if police else None,
        current_village_id=None if police else place,
    )


def _place(post: Post) -> str:
    return post.room_id if post.role == Role.POLICE.value else post.village_post


def _placed(officer: Officer) -> bool:
    return officer.current_room_id is not None or officer.current_village_id is not None


def _unusable(problem: Problem, site_id: str) -> bool:
    number = problem.site_index.get(site_id)
    return number is None or problem.sites[number].status is SiteStatus.FORBIDDEN


def _same_roster(problem: Problem, plan: Plan) -> bool:
    """Return whether the plan was made from the very roster that the problem was."""
    now = {source.sha256 for source in problem.sources if source.role == "officers"}
    said = plan.run.get("inputs")
    records = said if isinstance(said, list | tuple) else ()
    then = {
        str(one.get("sha256"))
        for one in records
        if isinstance(one, Mapping) and one.get("role") == "officers"
    }
    return now == then


def _name(plan: Plan) -> object:
    case = plan.run.get("case")
    return case.get("name", "") if isinstance(case, Mapping) else ""


def _texts(value: object) -> dict[str, str]:
    return {str(key): str(item) for key, item in value.items()} if isinstance(value, Mapping) else {}
