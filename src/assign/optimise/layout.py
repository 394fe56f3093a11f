"""All scopes zoned for every room count, and the room counts that fit the budget (R08) at least cost."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NoReturn, Protocol, TypeVar

from assign.errors import ImpossibleError, NoPlanError
from assign.messages import Message
from assign.optimise.budget import least_rooms, settle_budget
from assign.optimise.counts import RoomCount, ScopeZoning
from assign.optimise.refusals import refusals
from assign.optimise.scope import Scope, is_zoned, model_scope
from assign.optimise.stop import NEVER, Stop
from assign.optimise.zone import RoomBudget, Zone
from assign.optimise.zoning import solve_count, zone_scope
from assign.problem import HUNDRED, Problem

Task = TypeVar("Task")
Answer = TypeVar("Answer")


class Runner(Protocol):
    """Runs one function over many tasks and returns the answers in the order of the tasks."""

    def __call__(self, function: Callable[[Task], Answer], tasks: Sequence[Task]) -> list[Answer]:
        """Return ``[function(task) for task in tasks]``."""


@dataclass(frozen=True, eq=False)
class Layout:
    """Scopes zoned for every room count, and the budget that their least numbers allow."""

    scopes: tuple[Scope, ...]
    zonings: tuple[ScopeZoning, ...]
    budget: RoomBudget
    target: int
    limit: int


@dataclass(frozen=True, eq=False)
class Draft:
    """A choice of room counts, its zones in each scope, and what is known of all counts."""

    choice: tuple[int, ...]
    known: tuple[dict[int, RoomCount], ...]


def lay_out(problem: Problem, run: Runner, urban: int, stop: Stop = NEVER) -> tuple[Layout, Draft]:
    """Return all scopes zoned and the cheapest room counts, the budget raised where it was not given.

    The target hours follow from the budget, so a raised budget means zoning once more. Large scopes may turn out to
    need more rooms only when they are solved to the end.

    Raises
    ------
    ImpossibleError
        If a scope has no plan at all, or the budget given cannot hold what the scopes need.
    NoPlanError
        If that is not certain, but no plan was found before `stop` had passed.
    """
    rule = problem.policy["R08"]
    thumb = (len(problem.villages) - urban) / rule.number("villages_per_room")
    asked = rule.count("rooms") or int(thumb) + urban
    rural_rooms = asked - urban
    while True:
        target = _target(problem, rural_rooms)
        scopes = [model_scope(problem, name, target=target) for name in problem.scopes]
        scopes = [scope for scope in scopes if scope.size]
        zonings = run(partial(zone_scope, stop=stop), scopes)
        need = least_rooms([zoning.counts for zoning in zonings])
        if need is not None and need <= rural_rooms:
            limit = sum(max(zoning.counts) for zoning in zonings) if rule.off else rural_rooms
            found = settle(scopes, zonings, limit, run, stop)
            if isinstance(found, Draft):
                budget = RoomBudget(asked, rural_rooms + urban, rural_rooms)
                return Layout(tuple(scopes), tuple(zonings), budget, target, limit), found
            need = found
        if stop.passed() and (need is None or rule.count("rooms")):
            raise NoPlanError(Message("no-plan.time", {"scopes": len(scopes)}))
        if need is None:
            _refuse_scopes(problem, scopes, zonings)
        else:
            _demand_budget(problem, asked, need, urban)
            rural_rooms = need
            asked = rule.count("rooms") or min(need, math.ceil(thumb)) + urban


def _target(problem: Problem, rooms: int) -> int:
    """Return the hundredths of an hour a rural room should carry: as laid down (R08), or by the budget."""
    if pinned := round(problem.policy["R08"].number("target_hours") * HUNDRED):
        return pinned
    hours = sum(round(v.hours * HUNDRED) for n, v in enumerate(problem.villages) if is_zoned(problem, n))
    return round(hours / rooms) if rooms > 0 else 0


def settle(
    scopes: Sequence[Scope],
    zonings: Sequence[ScopeZoning],
    limit: int,
    run: Runner,
    stop: Stop = NEVER,
) -> Draft | int | None:
    """Return the cheapest room counts within the limit, each solved to the end.

    Where there are none: the least number of rooms that would do, or None when some scope has no plan at all.
    """

    def solve(pairs: list[tuple[int, int]]) -> list[RoomCount]:
        tasks = [(scopes[number], zonings[number], rooms) for number, rooms in pairs]
        return run(partial(solve_pair, stop=stop), tasks)

    choice, known = settle_budget([zoning.counts for zoning in zonings], limit, solve)
    return least_rooms(known) if choice is None else Draft(choice, tuple(known))


def zones_of(layout: Layout, draft: Draft) -> list[Zone]:
    """Return the rural zones of a draft."""
    return [
        Zone(int(scope.sites[site]), tuple(int(scope.villages[v]) for v in villages))
        for scope, rooms, counts in zip(layout.scopes, draft.choice, draft.known, strict=True)
        for villages, site in counts[rooms].zones
    ]


def solve_pair(pair: tuple[Scope, ScopeZoning, int], stop: Stop = NEVER) -> RoomCount:
    """Return one room count of a scope solved to the end."""
    return solve_count(*pair, stop)


def _refuse_scopes(problem: Problem, scopes: list[Scope], zonings: list[ScopeZoning]) -> NoReturn:
    """Raise what keeps scopes from any plan at all.

    Raises
    ------
    ImpossibleError
        If a scope has no partition whatever the sizes: a village without a site it may be served from, or
        more rooms asked by R03 and required sites than it can carry.
    """
    stuck = [
        cause
        for scope, zoning in zip(scopes, zonings, strict=True)
        if not any(count.zones or not count.solved for count in zoning.counts.values())
        for cause in refusals(problem, scope)
    ]
    raise ImpossibleError(stuck or [Message("impossible.no-partition", {"scopes": len(scopes)})])


def _demand_budget(problem: Problem, asked: int, need: int, urban: int) -> None:
    """Raise if the rooms asked for cannot hold even the rural zones (R08 against R01).

    Raises
    ------
    ImpossibleError
        With what is needed and what the budget can carry.
    """
    rule = problem.policy["R08"]
    if rule.off or not rule.count("rooms") or asked >= need:
        return
    largest = problem.policy["R01"].count("max_villages")
    rural = len(problem.villages) - urban
    values = {
        "need": need + urban,
        "carry": asked,
        "short": need + urban - asked,
        "rural": rural,
        "urban": urban,
        "largest": largest,
        "held": max(0, asked - urban) * largest,
    }
    raise ImpossibleError([Message("impossible.rooms", values)])
