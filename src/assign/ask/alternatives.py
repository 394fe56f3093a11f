"""Plans nearly as good as the best, and as different from it and from each other as their slack allows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from assign.answers import Outcome
from assign.ask.whatif import answer
from assign.cache import Cache
from assign.optimise import other_rooms
from assign.plan import Plan
from assign.problem import Problem


def alternatives(
    problem: Problem,
    count: int,
    *,
    slack: float = 0.03,
    cache: Cache | None = None,
    workers: int | None = None,
    people: bool = False,
    tell: Callable[[Outcome], None] = lambda _outcome: None,
) -> tuple[Outcome, ...]:
    """Return the best plan of the rooms, named "", and up to `count` others within the slack, named 1, 2, ….

    Rooms only, officers left out, unless `people` asks for them. `other_rooms` says how the others are found and what
    is proven of them. The list ends early when all that is left to find has been found.

    Parameters
    ----------
    slack
        Part of the best cost that an alternative may cost more.
    """
    kept = cache or Cache()
    places = problem if people else replace(problem, officers=())
    best = answer("", places, None, cache=kept, workers=workers)
    tell(best)
    out = [best]
    found: list[dict[int, int]] = []
    for number in range(1, count + 1):
        last = out[-1].plan
        if last is None:
            break
        found.append(_served_from(problem, last))
        if found[-1] in found[:-1]:
            return tuple(out[:-1])
        place = partial(other_rooms, avoid=tuple(found), slack=slack)
        out.append(answer(str(number), places, best.plan, cache=kept, workers=workers, place=place))
        tell(out[-1])
    if out[-1].plan is not None and _served_from(problem, out[-1].plan) in found:
        out.pop()
    return tuple(out)


def _served_from(problem: Problem, plan: Plan) -> dict[int, int]:
    """Return the number of the site that serves each village."""
    site = {room.room_id: problem.site_index[room.site_id] for room in plan.rooms}
    return {problem.village_index[row.village_id]: site[row.room_id] for row in plan.assignments}
