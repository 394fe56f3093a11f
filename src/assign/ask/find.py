"""Ids that a question names, found in the plan; of unknown ones the nearest are named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from assign.errors import UsageError
from assign.messages import Message
from assign.plan import Assignment, Plan, Post, Room
from assign.problem import Officer, Problem

KINDS = ("village", "room", "officer")


def known_kind(kind: str) -> str:
    """Return the kind of thing that is asked about.

    Raises
    ------
    UsageError
        ``usage.explain-kind``.
    """
    if kind not in KINDS:
        raise UsageError(Message("usage.explain-kind", {"found": kind}))
    return kind


def village_row(plan: Plan, village_id: str) -> Assignment:
    """Return the plan's row of a village.

    Raises
    ------
    UsageError
        ``usage.no-village``, naming the nearest.
    """
    rows = {row.village_id: row for row in plan.assignments}
    return rows[_known("village", village_id, {name: row.name for name, row in rows.items()})]


def room_row(plan: Plan, room_id: str) -> Room:
    """Return the plan's row of a room.

    Raises
    ------
    UsageError
        ``usage.no-room``, naming the nearest.
    """
    rows = {room.room_id: room for room in plan.rooms}
    return rows[_known("room", room_id, dict.fromkeys(rows, ""))]


def site_number(problem: Problem, site_id: str) -> int:
    """Return the number of a site, named by its own id or by that of its room.

    Raises
    ------
    UsageError
        ``usage.no-site``, naming the nearest.
    """
    name = site_id if site_id in problem.site_index else site_id.removeprefix("R-")
    return problem.site_index[_known("site", name, dict.fromkeys(problem.site_index, ""))]


def officer_of(problem: Problem, officer_id: str) -> Officer:
    """Return an officer of the roster.

    Raises
    ------
    UsageError
        ``usage.no-officer``, naming the nearest; ``usage.no-roster``.
    """
    roster = {officer.officer_id: officer for officer in problem.officers}
    if not roster:
        raise UsageError(Message("usage.no-roster"))
    return roster[_known("officer", officer_id, {name: one.name for name, one in roster.items()})]


def post_of(plan: Plan, officer_id: str) -> Post | None:
    """Return an officer's post, or None."""
    return next((post for post in plan.posts if post.officer_id == officer_id), None)


def _known(kind: str, given: str, names: Mapping[str, str]) -> str:
    """Return an id that exists."""
    if given in names:
        return given
    near = [key for key, name in names.items() if name and name == given]
    near = near or get_close_matches(given, list(names), n=3, cutoff=0.0)
    raise UsageError(Message(f"usage.no-{kind}", {"found": given, "near": joined(near)}))


def joined(ids: Iterable[str], most: int = 12) -> str:
    """Return ids as a list in a sentence, long ones cut short."""
    listed = list(ids)
    more = f" … (+{len(listed) - most})" if len(listed) > most else ""
    return ", ".join(listed[:most]) + more
