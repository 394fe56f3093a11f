"""One scope's cheapest zones in which at most so many villages change room: exact, by a price on change and a search.

    min  Σ_z cost_z x_z    Σ_{z ∋ v} x_z = 1,    Σ_z x_z = rooms,    Σ_z changes_z x_z ≤ most

With a price λ ≥ 0 on each change, ``min Σ (cost_z + λ · changes_z) x_z − λ · most`` is a lower bound. A plan that is
known within the limit is an upper one, and only zones whose reduced cost fits between the two can be part of a better
plan. Among these, each with every site that could be worth it, CP-SAT finds the best.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from assign.optimise.counts import RoomCount
from assign.optimise.integer import IMPOSSIBLE
from assign.optimise.kernels import FORBIDDEN_COST
from assign.optimise.master import solve_master
from assign.optimise.scope import Scope, zones_cost
from assign.optimise.tiers import exact_solver
from assign.optimise.zones import Zones, list_zones
from assign.problem import Problem

NEW, GONE = -1, -2
"""Home of a village that the earlier plan does not know, and of one whose site is gone: it changes whatever is done."""
WORK = 60.0
"""Deterministic units of work of one search: about a minute."""
COLUMNS = 200_000
"""More zones than this are not searched."""

LocalZone = tuple[tuple[int, ...], int]
"""Villages and site, local numbers."""


@dataclass(frozen=True, eq=False)
class SteadyTask:
    """One scope and number of rooms.

    Parameters
    ----------
    home
        (villages,) local number of the site that served each village, `NEW` or `GONE`.
    sizes
        Smallest and largest zone there may be.
    shortfall
        Villages by which R01 must be broken, and may be.
    most
        Villages that may change room.
    price
        On each change, 1/10,000 minute; it steers the search and changes nothing in its answer.
    known
        Zones of a plan within `most`.
    """

    scope: Scope
    home: NDArray[np.int64]
    sizes: tuple[int, int]
    shortfall: int
    rooms: int
    most: int
    price: int
    known: tuple[LocalZone, ...]


def homes(problem: Problem, scope: Scope) -> NDArray[np.int64]:
    """Return the local number of the site that served each village in the earlier plan, `NEW` or `GONE`."""
    served = problem.earlier.served
    local = {problem.sites[site].site_id: number for number, site in enumerate(scope.sites.tolist())}
    ids = [problem.villages[village].village_id for village in scope.villages.tolist()]
    return np.array([local.get(served[one], GONE) if one in served else NEW for one in ids], np.int64)


def changed(home: NDArray[np.int64], zones: tuple[LocalZone, ...]) -> int:
    """Return how many villages of some zones change room."""
    return sum(int(home[v] not in (NEW, site)) for villages, site in zones for v in villages)


def tilted(scope: Scope, home: NDArray[np.int64], price: int) -> Scope:
    """Return the scope with a price on each village that changes room."""
    return replace(scope, trip=scope.trip + price * (_away(scope, home) & (scope.trip < FORBIDDEN_COST)))


def solve_steady(task: SteadyTask) -> RoomCount:
    """Return the cheapest zones with at most `most` changes; `bound` is below `cost` where that is not proven."""
    known_cost = zones_cost(task.scope, task.known)
    answer = RoomCount(task.rooms, 0, solved=True, cost=known_cost, zones=task.known)
    leaning = tilted(task.scope, task.home, task.price)
    zones = list_zones(leaning, *task.sizes)
    broken = zones.shortfall(task.scope.smallest, task.scope.largest)
    weight = int(zones.cost.max()) * task.scope.size + 1 if task.shortfall else 0
    prices = solve_master(zones.priced(broken * weight), task.rooms)
    ceiling = known_cost + task.price * task.most + weight * task.shortfall
    keep = np.flatnonzero(prices.reduced <= ceiling - prices.bound)
    floor = min(known_cost, prices.bound - task.price * task.most - weight * task.shortfall)
    if floor >= known_cost:
        return replace(answer, bound=known_cost)
    columns = _columns(task, zones, keep, prices.reduced, ceiling - prices.bound)
    if len(columns) > COLUMNS:
        return replace(answer, bound=floor)
    chosen, proven = _search(task, columns)
    if not chosen:
        return replace(answer, bound=known_cost if proven else floor)
    cost = zones_cost(task.scope, chosen)
    return replace(answer, cost=cost, zones=chosen, bound=cost if proven else floor)


@dataclass(frozen=True, slots=True)
class _Column:
    villages: tuple[int, ...]
    site: int
    cost: int
    changes: int
    shortfall: int


def _columns(
    task: SteadyTask, zones: Zones, keep: NDArray[np.int64], reduced: NDArray[np.int64], room: int
) -> list[_Column]:
    """Return the zones that may be part of a better plan, each with every site that could be worth it."""
    scope, away = task.scope, _away(task.scope, task.home)
    out = []
    for zone in keep.tolist():
        villages = tuple(sorted(int(v) for v in zones.members[zone] if v >= 0))
        best = int(zones.site[zone])
        sites = [s for v in villages for s in range(scope.site_ptr[v], scope.site_ptr[v + 1])]
        if scope.required[sites].any():
            sites = [best]
        own = list(villages)
        off = abs(int(scope.hours[own].sum()) - scope.target)
        fixed = int(np.rint(scope.balance * off))
        broken = max(0, scope.smallest - len(own), len(own) - scope.largest)
        found: dict[int, _Column] = {}
        for site in sites:
            trips = scope.trip[site, own]
            if (trips >= FORBIDDEN_COST).any():
                continue
            changes = int(away[site, own].sum())
            cost = int(trips.sum()) + int(scope.site_cost[site]) + fixed
            dearer = cost + task.price * changes - int(zones.cost[zone])
            if reduced[zone] + dearer > room and site != best:
                continue
            if changes not in found or cost < found[changes].cost:
                found[changes] = _Column(villages, site, cost, changes, broken)
        out += _worthwhile(found)
    return out


def _worthwhile(found: Mapping[int, _Column]) -> list[_Column]:
    """Return the columns of one zone that no other beats in both cost and changes."""
    out: list[_Column] = []
    for changes in sorted(found):
        if not out or found[changes].cost < out[-1].cost:
            out.append(found[changes])
    return out


def _search(task: SteadyTask, columns: list[_Column]) -> tuple[tuple[LocalZone, ...], bool]:
    """Return the cheapest choice of columns, none where none is better than the plan known, and whether it is sure."""
    model = cp_model.CpModel()
    take = [model.new_bool_var("") for _ in columns]
    at: list[list[cp_model.IntVar]] = [[] for _ in range(task.scope.size)]
    for column, var in zip(columns, take, strict=True):
        for village in column.villages:
            at[village].append(var)
    for here in at:
        model.add_exactly_one(here)
    model.add(sum(take) == task.rooms)
    model.add(_weighted(take, [column.changes for column in columns]) <= task.most)
    model.add(_weighted(take, [column.shortfall for column in columns]) <= task.shortfall)
    base = min(column.cost for column in columns)
    model.minimize(_weighted(take, [column.cost - base for column in columns]))
    solver = exact_solver(WORK)
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return (), False
    chosen = [column for column, var in zip(columns, take, strict=True) if solver.boolean_value(var)]
    return tuple(sorted((one.villages, one.site) for one in chosen)), status == cp_model.OPTIMAL


def _weighted(take: list[cp_model.IntVar], weights: list[int]) -> cp_model.LinearExpr:
    return cp_model.LinearExpr.weighted_sum(take, weights)


def _away(scope: Scope, home: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return the (sites, villages) pairs in which the village changes room."""
    away = np.arange(len(scope.sites))[:, None] != home[None, :]
    return np.asarray(away & (home != NEW)[None, :], np.bool_)


def impossible(count: RoomCount) -> bool:
    """Return whether there is no plan with so many rooms."""
    return count.solved and (not count.zones or count.bound >= IMPOSSIBLE)
