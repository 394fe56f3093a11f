"""A bound on the villages that change room (R19.max_changes), shared out over all scopes: exact.

As `budget` does for rooms: dynamic programming over the scopes, a state being rooms and changes used so far. A pair
(rooms, changes) of a scope that is not solved stands with a lower bound; the best choice is taken, what it rests on is
solved (`steady_scope`), until it rests on exact costs alone. The lower bounds come from prices on change: with V(λ) the
least of ``cost + λ · changes``, no plan with at most m changes costs less than ``V(λ) − λ · m``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from numpy.typing import NDArray

from assign.errors import NoPlanError
from assign.optimise.communal import communal_costs
from assign.optimise.counts import RoomCount, ScopeZoning
from assign.optimise.integer import IMPOSSIBLE
from assign.optimise.layout import Draft, Layout, Runner, settle, solve_pair
from assign.optimise.scope import Scope, dearest_plan, zones_cost
from assign.optimise.steady_scope import (
    LocalZone,
    SteadyTask,
    changed,
    homes,
    impossible,
    solve_steady,
    tilted,
)
from assign.optimise.stop import NEVER, Stop
from assign.optimise.zone import Zone
from assign.optimise.zoning import zone_scope
from assign.problem import Problem

PRICES = 12
"""Prices on change that are tried, at most."""
ROUNDS = 500
"""Choices that are looked at, at most; then the cheapest plan known stands, not proven."""
Option = tuple[int, int]
"""Rooms and changes of a scope."""


@dataclass(frozen=True, eq=False)
class Steady:
    """Rooms within a bound on changes, or with the fewest there can be.

    Parameters
    ----------
    proven
        Whether nothing cheaper keeps the bound.
    """

    own_rooms: tuple[Zone, ...]
    draft: Draft
    proven: bool


def hold_changes(
    problem: Problem,
    layout: Layout,
    plain: Draft,
    own: Sequence[Zone],
    run: Runner,
    most: int,
    stop: Stop = NEVER,
) -> Steady:
    """Return the cheapest rooms of which at most so many villages are served from another site than before.

    Where that cannot be: with as few as can be. The number of rooms and the least R01 shortfall are kept.

    Parameters
    ----------
    plain, own
        The cheapest rooms without a bound: rural ones, and the communities' own.
    most
        Villages that may change room, communities among them.
    """
    communal = [_communal(problem, zone) for zone in own]
    scopes = [
        _Scope(scope, zoning, homes(problem, scope))
        for scope, zoning in zip(layout.scopes, layout.zonings, strict=True)
    ]
    for scope, counts in zip(scopes, plain.known, strict=True):
        scope.learn(0, counts)
    _price(scopes, [dearest_plan(one.scope) + 1 for one in scopes], run, stop)
    price = _search_price(scopes, layout, run, most, stop)
    fixed = [{(0, changes): cost for changes, (_, cost) in sites.items()} for sites in communal]
    proven = True
    for round_ in range(ROUNDS):
        tables = [*fixed, *(one.table() for one in scopes)]
        choice = _cheapest(tables, layout.limit, most)
        open_ = [
            (one, option)
            for one, option in zip(scopes, choice[len(fixed) :], strict=True)
            if not one.is_settled(option)
        ]
        if not open_:
            break
        if round_ == ROUNDS - 1 or stop.passed():
            proven = False
            tables = [*fixed, *(one.known_table() for one in scopes)]
            choice = _cheapest(tables, layout.limit, most)
            break
        _refine(open_, price, run, stop)
    rooms = tuple(sites[option[1]][0] for sites, option in zip(communal, choice, strict=False))
    chosen = [one.plan(option) for one, option in zip(scopes, choice[len(fixed) :], strict=True)]
    floors = [*fixed, *(one.floors() for one in scopes)]
    proven = proven and _sum(floors, _cheapest(floors, layout.limit, most)) >= _sum(tables, choice)
    draft = Draft(tuple(count.rooms for count in chosen), tuple({count.rooms: count} for count in chosen))
    return Steady(rooms, draft, proven)


def _communal(problem: Problem, zone: Zone) -> dict[int, tuple[Zone, int]]:
    """Return a community's own room by the changes it makes: where it was, if it can be, and where it costs least."""
    village = zone.villages[0]
    costs = communal_costs(problem, village)
    before = problem.earlier.served.get(problem.villages[village].village_id)
    here = problem.sites[zone.site].site_id
    out = {int(before not in (None, here)): (zone, costs[zone.site])}
    if before in problem.site_index and (site := problem.site_index[str(before)]) in costs:
        out[0] = (Zone(site, (village,)), costs[site])
    return out


@dataclass(eq=False)
class _Scope:
    """What is known of one scope: plans by number of rooms, and bounds by price."""

    scope: Scope
    zoning: ScopeZoning
    home: NDArray[np.int64]
    plans: dict[int, dict[int, tuple[int, tuple[LocalZone, ...]]]] = field(default_factory=dict)
    values: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    exact: dict[Option, RoomCount] = field(default_factory=dict)

    def learn(self, price: int, counts: dict[int, RoomCount]) -> None:
        """Take in what was found under a price on change."""
        for rooms, count in counts.items():
            if rooms not in self.zoning.counts or impossible(count):
                continue
            self.values.setdefault(rooms, []).append((price, count.bound))
            if count.zones:
                self.keep(rooms, count.zones)

    def keep(self, rooms: int, zones: tuple[LocalZone, ...]) -> None:
        """Keep a plan if it is the cheapest with its number of changes."""
        changes, cost = changed(self.home, zones), zones_cost(self.scope, zones)
        mine = self.plans.setdefault(rooms, {})
        if changes not in mine or (cost, zones) < mine[changes]:
            mine[changes] = (cost, zones)

    def best(self, rooms: int, changes: int) -> tuple[int, tuple[LocalZone, ...]] | None:
        """Return the cheapest plan known within so many changes."""
        fit = [plan for made, plan in sorted(self.plans.get(rooms, {}).items()) if made <= changes]
        return min(fit, default=None)

    def bound(self, rooms: int, changes: int) -> int:
        """Return a lower bound within so many changes."""
        return max(value - price * changes for price, value in self.values[rooms])

    def options(self, rooms: int) -> range:
        """Return the numbers of changes worth a look: from the fewest to those of the cheapest plan."""
        mine = self.plans.get(rooms, {})
        if not mine:
            return range(self.scope.size + 1)
        cheapest = min(mine, key=lambda made: (mine[made][0], made))
        return range(min(mine), max(cheapest, min(mine)) + 1)

    def cost(self, option: Option) -> int:
        """Return what an option costs, or a lower bound of it."""
        if option in self.exact:
            return self.exact[option].cost
        plan = self.best(*option)
        bound = self.bound(*option)
        return bound if plan is None else min(bound, plan[0])

    def is_settled(self, option: Option) -> bool:
        """Return whether an option's cost is one of a plan, and as exact as it will be."""
        plan = self.best(*option)
        return option in self.exact or (plan is not None and plan[0] <= self.bound(*option))

    def table(self) -> dict[Option, int]:
        """Return the cost of every option, lower bounds where it is not known."""
        return {
            (rooms, changes): self.cost((rooms, changes))
            for rooms in sorted(self.values)
            for changes in self.options(rooms)
        }

    def known_table(self) -> dict[Option, int]:
        """Return the cost of the plans known."""
        return {
            (rooms, made): plan[0]
            for rooms, mine in sorted(self.plans.items())
            for made, plan in sorted(mine.items())
        }

    def floors(self) -> dict[Option, int]:
        """Return a lower bound of every option."""
        return {
            option: self.exact[option].bound if option in self.exact else cost
            for option, cost in self.table().items()
        }

    def plan(self, option: Option) -> RoomCount:
        """Return the plan of an option."""
        found = self.exact.get(option)
        plan = self.best(*option)
        if found is not None and (plan is None or found.cost <= plan[0]):
            return found
        if plan is None:
            raise AssertionError("an option that is chosen has a plan")
        bound = min(plan[0], self.bound(*option))
        return RoomCount(option[0], bound, solved=True, cost=plan[0], zones=plan[1])


def _price(scopes: Sequence[_Scope], prices: Sequence[int], run: Runner, stop: Stop) -> None:
    """Learn each scope's best plans of every number of rooms under a price on change."""
    leaning = [tilted(one.scope, one.home, price) for one, price in zip(scopes, prices, strict=True)]
    zonings = run(partial(zone_scope, stop=stop), leaning)
    for one, price, zoning in zip(scopes, prices, zonings, strict=True):
        one.learn(price, dict(zoning.counts))


def _search_price(scopes: Sequence[_Scope], layout: Layout, run: Runner, most: int, stop: Stop) -> int:
    """Return the price on change at which the plan makes about as many changes as it may: the ends of it are learnt."""
    low, high, price = 0, 0, 10_000
    ceiling = sum(dearest_plan(one.scope) for one in scopes)
    for _ in range(PRICES):
        if stop.passed():
            break
        leaning = [tilted(one.scope, one.home, price) for one in scopes]
        zonings = run(partial(zone_scope, stop=stop), leaning)
        for one, zoning in zip(scopes, zonings, strict=True):
            one.learn(price, dict(zoning.counts))
        draft = settle(leaning, zonings, layout.limit, run, stop)
        if not isinstance(draft, Draft):
            break
        made = 0
        for one, rooms, counts in zip(scopes, draft.choice, draft.known, strict=True):
            one.learn(price, dict(counts))
            made += changed(one.home, counts[rooms].zones)
        if made == most:
            return price
        low, high = (low, price) if made < most else (price, high)
        if high and high - low <= max(1, high >> 6):
            break
        if not high and price > ceiling:
            break  # no plan is worth more: a higher price moves nobody
        price = (low + high) // 2 if high else price * 8
    return price


def _refine(open_: Sequence[tuple[_Scope, Option]], price: int, run: Runner, stop: Stop) -> None:
    """Solve options to the end; where no plan is known of a number of rooms, the one with the fewest changes first."""
    bare = [(one, rooms) for one, (rooms, _) in open_ if not one.plans.get(rooms)]
    for one, rooms in bare:
        for dear in (dearest_plan(one.scope) + 1, price, 0):
            leaning = tilted(one.scope, one.home, dear)
            found = run(partial(solve_pair, stop=stop), [(leaning, one.zoning, rooms)])[0]
            one.learn(dear, {rooms: found})
            if not found.zones:
                one.values.pop(rooms, None)
                break
    tasks = []
    for one, option in open_:
        plan = one.best(*option)
        if plan is not None and not one.is_settled(option):
            tasks.append((one, option, _task(one, option, price, plan[1])))
    answers = run(_solved, [task for _, _, task in tasks])
    for (one, option, _), answer in zip(tasks, answers, strict=True):
        one.exact[option] = answer
        one.keep(option[0], answer.zones)


def _task(one: _Scope, option: Option, price: int, known: tuple[LocalZone, ...]) -> SteadyTask:
    """Return the search for an option, steered by the price whose bound is the highest."""
    rooms, changes = option
    steer = max(one.values[rooms], key=lambda pair: (pair[1] - pair[0] * changes, -pair[0]))[0]
    return SteadyTask(
        scope=one.scope,
        home=one.home,
        sizes=one.zoning.sizes,
        shortfall=one.zoning.shortfall,
        rooms=rooms,
        most=changes,
        price=min(steer, max(price, 1)) if steer > price else steer,
        known=known,
    )


def _solved(task: SteadyTask) -> RoomCount:
    """Return the answer to a search; where the zones are too many to list, the plan known, unproven."""
    try:
        return solve_steady(task)
    except NoPlanError:
        return RoomCount(
            task.rooms, 0, solved=True, cost=zones_cost(task.scope, task.known), zones=task.known
        )


def _cheapest(tables: Sequence[dict[Option, int]], limit: int, most: int) -> list[Option]:
    """Return an option of each table, within `limit` rooms and `most` changes (or the fewest), of the least sum.

    Ties go to fewer rooms, then fewer changes, in later tables first.
    """
    least = sum(min((rooms for rooms, _ in table), default=0) for table in tables)
    spare = limit - least
    fewest = _fewest(tables, limit)
    width = max(most, fewest) + 1
    best = np.full((spare + 1, width), IMPOSSIBLE)
    best[0, 0] = 0
    steps: list[tuple[NDArray[np.int32], list[Option], int]] = []
    for table in tables:
        low = min(rooms for rooms, _ in table)
        after = np.full_like(best, IMPOSSIBLE)
        taken = np.full(best.shape, -1, np.int32)
        options = sorted(table)
        for number, (rooms, changes) in enumerate(options):
            more = rooms - low
            if more > spare or changes >= width:
                continue
            value = best[: spare + 1 - more, : width - changes] + table[rooms, changes]
            part = after[more:, changes:]
            better = value < part
            part[better] = value[better]
            taken[more:, changes:][better] = number
        best = np.minimum(after, IMPOSSIBLE)
        steps.append((taken, options, low))
    row, column = np.unravel_index(int(best.argmin()), best.shape)
    at = [int(row), int(column)]
    choice: list[Option] = []
    for taken, options, low in reversed(steps):
        choice.append(options[int(taken[at[0], at[1]])])
        at = [at[0] - choice[-1][0] + low, at[1] - choice[-1][1]]
    return choice[::-1]


def _sum(tables: Sequence[dict[Option, int]], choice: Sequence[Option]) -> int:
    return sum(table[option] for table, option in zip(tables, choice, strict=True))


def _fewest(tables: Sequence[dict[Option, int]], limit: int) -> int:
    """Return the fewest changes within the rooms there are."""
    best = {0: 0}
    for table in tables:
        step: dict[int, int] = {}
        for used, made in best.items():
            for rooms, changes in table:
                if used + rooms <= limit:
                    step[used + rooms] = min(step.get(used + rooms, made + changes), made + changes)
        best = step
    return min(best.values())
