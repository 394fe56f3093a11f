"""The questions of one name: why is it so, and why not otherwise."""

from __future__ import annotations

from assign.ask.answer import Explanation, WhyNot
from assign.ask.find import known_kind
from assign.ask.officer import explain_officer
from assign.ask.place import explain_room, explain_village
from assign.ask.why_officer import why_not_officer
from assign.ask.why_place import why_not_room, why_not_site
from assign.plan import Plan
from assign.problem import Problem


def explain(problem: Problem, plan: Plan, kind: str, entity_id: str) -> Explanation:
    """Return why a village, room or officer of a plan stands as it does, and the nearest other choices.

    Parameters
    ----------
    kind
        ``village``, ``room`` or ``officer``.

    Raises
    ------
    UsageError
        ``usage.explain-kind``; ``usage.no-village``, ``usage.no-room`` or ``usage.no-officer``, naming the nearest.
    """
    asked = {"village": explain_village, "room": explain_room, "officer": explain_officer}
    return asked[known_kind(kind)](problem, plan, entity_id)


def why_not(problem: Problem, plan: Plan, kind: str, entity_id: str, other_id: str) -> WhyNot:
    """Return what comes of it when something else stands there, by solving again with that laid down.

    Parameters
    ----------
    kind
        ``village``, ``room`` or ``officer``.
    other_id
        Of a village: the room that is to serve it. Of a room: the site where it is to stand (or that site's room id).
        Of an officer: the officer who is to have the post.

    Raises
    ------
    UsageError
        If an id is unknown (the nearest are named) or the wish is what the plan does.
    NoPlanError
        If a scope is too large to be solved again (rooms only).
    """
    asked = {"village": why_not_room, "room": why_not_site, "officer": why_not_officer}
    return asked[known_kind(kind)](problem, plan, entity_id, other_id)
