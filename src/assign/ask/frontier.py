"""What rooms and moves are worth: the best plan of each budget, all under one target, so that their costs compare."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assign.answers import Outcome
from assign.ask.whatif import answer, pinned
from assign.cache import Cache
from assign.problem import Problem
from assign.scenario import with_policy


def frontier(
    problem: Problem,
    budgets: Sequence[int],
    *,
    cache: Cache | None = None,
    workers: int | None = None,
    tell: Callable[[Outcome], None] = lambda _outcome: None,
) -> tuple[Outcome, ...]:
    """Return the outcome of the problem's own budget, named "", and of each budget, named by its number of rooms.

    Rooms only: officers are left out. Every point is a plan of its own, proven and verified; only the work is shared:
    a station is solved once for each number of rooms, under the target hours of the problem's own budget, so a further
    budget costs no more than dynamic programming over the stations.

    Parameters
    ----------
    budgets
        Totals of rooms, urban ones counted.
    """
    kept = cache or Cache()
    places = replace(problem, officers=())
    own = answer("", places, None, cache=kept, workers=workers)
    tell(own)
    out = [own]
    if own.plan is None:
        return tuple(out)
    held = pinned(places, own.plan)
    for rooms in sorted(set(budgets)):
        budget = with_policy(held, {"policy": {"R08": {"rooms": rooms}}})
        out.append(answer(str(rooms), budget, own.plan, cache=kept, workers=workers))
        tell(out[-1])
    return tuple(out)


def moves_frontier(
    problem: Problem,
    bounds: Sequence[int],
    *,
    cache: Cache | None = None,
    workers: int | None = None,
    tell: Callable[[Outcome], None] = lambda _outcome: None,
) -> tuple[Outcome, ...]:
    """Return the outcome of the problem's own bound on moves (R19), named "", and of each bound, named by it.

    The rooms are those of the first in all of them; the officers' tiers tell what a move is worth. Where the roster
    says of nobody where they stand, nobody moves, and all bounds come to the same.

    Parameters
    ----------
    bounds
        Officers who may be moved, all together.
    """
    kept = cache or Cache()
    own = answer("", problem, None, cache=kept, workers=workers)
    tell(own)
    out = [own]
    for moves in sorted(set(bounds)) if own.plan else ():
        bound = with_policy(problem, {"policy": {"R19": {"max_moves": moves}}})
        out.append(answer(str(moves), bound, own.plan, cache=kept, workers=workers))
        tell(out[-1])
    return tuple(out)
