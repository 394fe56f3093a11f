"""The proof as the plan carries it: each scope's prices, and no more bounds than the whole plan's rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np

from assign.optimise.counts import RoomCount, ScopeZoning
from assign.optimise.integer import IMPOSSIBLE
from assign.optimise.layout import Draft, Layout, Runner, solve_pair
from assign.optimise.scope import Scope, zones_cost
from assign.optimise.stop import NEVER, Stop
from assign.plan import Certificate, Cut, Prices, Status
from assign.problem import Problem


def certify(
    problem: Problem, layout: Layout, plain: Draft, draft: Draft, run: Runner, stop: Stop = NEVER
) -> tuple[Certificate, ...]:
    """Return each scope's proof: prices and bounds without a money limit, objective of the draft."""
    known = [dict(counts) for counts in plain.known]
    open_ = [n for n, rooms in enumerate(draft.choice) if not known[n][rooms].solved]
    tasks = [(layout.scopes[n], layout.zonings[n], draft.choice[n]) for n in open_]
    for n, count in zip(open_, run(partial(solve_pair, stop=stop), tasks), strict=True):
        known[n][draft.choice[n]] = count
    claims = claimed_bounds(known, draft.choice, layout.limit)
    return tuple(
        _certificate(
            problem,
            layout.scopes[n],
            layout.zonings[n],
            {**layout.zonings[n].ruled_out, **known[n]},
            claims[n],
            rooms,
            zones_cost(layout.scopes[n], draft.known[n][rooms].zones),
        )
        for n, rooms in enumerate(draft.choice)
    )


def claimed_bounds(
    known: Sequence[Mapping[int, RoomCount]], choice: Sequence[int], limit: int
) -> list[dict[int, int]]:
    """Return for each scope and number of rooms the bound that the certificate claims.

    All that was found out for the plan's own numbers; for the others what their prices prove, and what a search
    added only where the cheapest choice would rest on it: who checks the proof need not search in vain.
    """
    goal = least_bound(known, limit)
    claims = [
        {
            rooms: count.bound if rooms == chosen else min(count.lp_bound, count.bound)
            for rooms, count in counts.items()
            if count.bound < IMPOSSIBLE
        }
        for counts, chosen in zip(known, choice, strict=True)
    ]
    while True:
        total, least = cheapest(claims, limit)
        weak = [n for n, rooms in enumerate(least) if claims[n][rooms] < known[n][rooms].bound]
        if total >= goal or not weak:
            return claims
        for n in weak:
            claims[n][least[n]] = known[n][least[n]].bound


def least_bound(known: Sequence[Mapping[int, RoomCount]], limit: int) -> int:
    """Return the least sum of proven bounds within the budget."""
    bounds = [
        {rooms: count.bound for rooms, count in counts.items() if count.bound < IMPOSSIBLE}
        for counts in known
    ]
    return cheapest(bounds, limit)[0]


def cheapest(bounds: Sequence[Mapping[int, int]], limit: int) -> tuple[int, tuple[int, ...]]:
    """Return the least sum of one bound a scope within `limit` rooms, and the rooms of each scope.

    Dynamic programming over the scopes; a state is the number of rooms beyond the least numbers.

    Parameters
    ----------
    bounds
        For each scope a bound by number of rooms; the least numbers fit within the limit.
    """
    spare = limit - sum(min(of_scope) for of_scope in bounds)
    best = np.zeros(spare + 1, np.int64)
    steps = []
    for of_scope in bounds:
        least = min(of_scope)
        after = np.full(spare + 1, IMPOSSIBLE)
        taken = np.zeros(spare + 1, np.int64)
        for rooms, bound in sorted(of_scope.items()):
            more = rooms - least
            if more > spare:
                break
            value = best[: spare + 1 - more] + bound
            better = value < after[more:]
            after[more:][better] = value[better]
            taken[more:][better] = rooms
        best = after
        steps.append((taken, least))
    at = int(best.argmin())
    total = int(best[at])
    choice = []
    for taken, least in reversed(steps):
        choice.append(int(taken[at]))
        at -= choice[-1] - least
    return total, tuple(reversed(choice))


def _certificate(
    problem: Problem,
    scope: Scope,
    zoning: ScopeZoning,
    counts: Mapping[int, RoomCount],
    claims: Mapping[int, int],
    rooms: int,
    objective: int,
) -> Certificate:
    names = [problem.villages[v].village_id for v in scope.villages]
    own = counts[rooms]
    return Certificate(
        scope=scope.name,
        status=Status.OPTIMAL if objective == own.bound else Status.FEASIBLE,
        rooms=rooms,
        sizes=zoning.sizes,
        relaxed_villages=zoning.shortfall,
        shortfall_price=zoning.shortfall_price,
        zones=zoning.listed,
        objective=objective,
        bound=own.bound,
        lp_bound=own.lp_bound,
        duals=dict(zip(names, own.dual, strict=True)),
        room_dual=own.room_dual,
        cuts=_cuts(names, own),
        kept=own.kept,
        method="cuts" if own.cuts else "lp" if own.bound == own.lp_bound else "search",
        bounds_by_rooms={number: bound for number, bound in sorted(claims.items()) if number != rooms},
        prices_by_rooms={
            number: Prices(
                dict(zip(names, other.dual, strict=True)),
                other.room_dual,
                _cuts(names, other),
                other.lp_bound,
            )
            for number, other in sorted(counts.items())
            if number != rooms
        },
    )


def _cuts(names: Sequence[str], count: RoomCount) -> tuple[Cut, ...]:
    """Return the cuts of a room count by village id."""
    return tuple(((names[a], names[b], names[c]), price) for (a, b, c), price in count.cuts)
