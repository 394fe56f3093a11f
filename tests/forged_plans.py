"""A solved plan and two hundred ways to forge its proof: each claims something that is not so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache

import numpy as np

from assign.plan import Certificate, Cut, Plan, Prices, Status
from assign.problem import Problem
from assign.solve import solve
from builders import grid_problem
from plan_builders import right_plan

POLICY: dict[str, object] = {"policy": {"R08": {"rooms": 17}}}

Forgery = Callable[[np.random.Generator], Plan]


@cache
def forged_case() -> tuple[Problem, Plan]:
    """Four stations of 25 villages, three of them urban, one remote, one with a missing border; and their plan."""
    problem = grid_problem(10, 10, block=(5, 5), urban=[0, 9, 55], remote=["S03"], policy=POLICY)
    return problem, solve(problem, workers=1)


def adding_up(one: Certificate, **changes: object) -> Certificate:
    """Return a changed certificate whose sums, status and method agree again."""
    new = replace(one, **changes)
    carried = new.shortfall_price * new.relaxed_villages
    added = _sum(new.duals, new.cuts) + new.rooms * new.room_dual - carried
    new = replace(new, lp_bound=added)
    status = Status.OPTIMAL if new.bound == new.objective else Status.FEASIBLE
    method = "cuts" if new.cuts else "lp" if new.bound == new.lp_bound else "search"
    return replace(new, status=status, method=method)


def other_adding_up(one: Certificate, rooms: int, **changes: object) -> Certificate:
    """Return a certificate with other prices for another number of rooms, which add up."""
    prices = replace(one.prices_by_rooms[rooms], **changes)
    carried = one.shortfall_price * one.relaxed_villages
    prices = replace(prices, lp_bound=_sum(prices.duals, prices.cuts) + rooms * prices.room_dual - carried)
    return replace(one, prices_by_rooms={**one.prices_by_rooms, rooms: prices})


def forgeries() -> Iterator[tuple[str, Plan]]:
    """Yield named forgeries of every kind, the same ones each time."""
    _, plan = forged_case()
    for number, one in enumerate(plan.certificates):
        draw = np.random.default_rng(number)
        for name, forged in _of_scope(one, draw):
            rest = [each for each in plan.certificates if each.scope != one.scope]
            rows = tuple(sorted([*rest, *([forged] if forged else [])], key=lambda each: each.scope))
            yield f"{one.scope} {name}", replace(plan, certificates=rows)
    yield from _of_plan(plan)
    yield from _worse_plans()


def _of_scope(one: Certificate, draw: np.random.Generator) -> Iterator[tuple[str, Certificate | None]]:
    """Yield forgeries of one scope's certificate; None deletes it."""
    names = sorted(one.duals)
    yield "deleted", None
    for _ in range(6):
        name, step = names[int(draw.integers(len(names)))], int(draw.integers(1, 3_000_000))
        duals = {**one.duals, name: one.duals[name] + step}
        yield f"dual {name} + {step}, not added up", replace(one, duals=duals)
        yield (
            f"dual {name} + {step}",
            adding_up(one, duals={**one.duals, name: one.duals[name] + 2_000_000 + step}),
        )
        yield (
            f"dual {name} - {step}, bound too high",
            replace(one, duals={**one.duals, name: one.duals[name] - step}),
        )
    for step in (1, 1_000, 2_000_000):
        yield f"room price + {step}, not added up", replace(one, room_dual=one.room_dual + step)
    yield "room price", adding_up(one, room_dual=one.room_dual + 2_000_000)
    even = one.objective // len(names)
    made_up = dict.fromkeys(names, even) | {names[0]: one.objective - even * (len(names) - 1)}
    yield "made-up prices", adding_up(one, duals=made_up, room_dual=0, cuts=())
    yield "no prices", adding_up(one, duals=dict.fromkeys(names, 0), room_dual=0, cuts=())
    yield (
        "all in the room price",
        adding_up(one, duals=dict.fromkeys(names, 0), room_dual=one.objective // one.rooms, cuts=()),
    )
    free: tuple[Cut, ...] = (((names[0], names[1], names[2]), 1_000_000),)
    yield "a cut that pays", adding_up(one, cuts=(*one.cuts, *free))
    odd: tuple[Cut, ...] = (((names[0], names[0], names[2]), -1),)
    yield "a cut of two", adding_up(one, cuts=(*one.cuts, *odd))
    for zones in (one.zones - 1, one.zones + 1, 2 * one.zones):
        yield f"{zones} zones", replace(one, zones=zones)
    for kept in (one.kept - 1, one.kept + 1, one.zones):
        yield f"{kept} kept", replace(one, kept=kept)
    yield "wider sizes", replace(one, sizes=(one.sizes[0], one.sizes[1] + 1))
    yield "narrower sizes", replace(one, sizes=(one.sizes[0] + 1, one.sizes[1]))
    yield "bound above the cost", replace(one, bound=one.bound + 1)
    yield "cheaper than it is", adding_up(one, objective=one.objective - 1, bound=one.bound - 1)
    yield "method", replace(one, method="cuts" if one.method != "cuts" else "lp")
    yield "relaxed", adding_up(one, relaxed_villages=1, shortfall_price=10**12)
    yield from _of_other_counts(one, names)


def _of_other_counts(one: Certificate, names: list[str]) -> Iterator[tuple[str, Certificate]]:
    """Yield forgeries of what a certificate says of other numbers of rooms."""
    for rooms in one.prices_by_rooms:
        bounds, prices = one.bounds_by_rooms, one.prices_by_rooms
        less = {p: bound for p, bound in bounds.items() if p != rooms}
        yield (
            f"{rooms} rooms passed over",
            replace(
                one,
                bounds_by_rooms=less,
                prices_by_rooms={p: each for p, each in prices.items() if p != rooms},
            ),
        )
        yield (
            f"{rooms} rooms without prices",
            replace(one, prices_by_rooms={p: each for p, each in prices.items() if p != rooms}),
        )
        yield f"{rooms} rooms called impossible", replace(one, bounds_by_rooms=less)
        yield f"{rooms} rooms made dear", replace(one, bounds_by_rooms={**bounds, rooms: 2 * bounds[rooms]})
        yield (
            f"{rooms} rooms, a dual changed",
            replace(
                one,
                prices_by_rooms={
                    **prices,
                    rooms: replace(prices[rooms], duals={**prices[rooms].duals, names[0]: 0}),
                },
            ),
        )
        raised = {**prices[rooms].duals, names[0]: prices[rooms].duals[names[0]] + 3_000_000}
        yield f"{rooms} rooms, a dual raised", other_adding_up(one, rooms, duals=raised)
        yield (
            f"{rooms} rooms, room price raised",
            other_adding_up(one, rooms, room_dual=prices[rooms].room_dual + 2_000_000),
        )
    high = max((one.rooms, *one.prices_by_rooms)) + 1
    yield (
        "a number of rooms that cannot be",
        replace(
            one,
            prices_by_rooms={
                **one.prices_by_rooms,
                high: Prices(one.duals, one.room_dual, one.cuts, one.lp_bound),
            },
        ),
    )


def _of_plan(plan: Plan) -> Iterator[tuple[str, Plan]]:
    """Yield forgeries of the plan's own bound, status and budget."""
    yield "bound above", replace(plan, bound=plan.bound + 1)
    yield "status feasible with a gap", replace(plan, status=Status.FEASIBLE, gap=0.1)
    yield "gap", replace(plan, gap=plan.gap - 0.01)
    for change in (-1, 1):
        budget: Mapping[str, int] = plan.run["rooms_budget"]  # type: ignore[assignment]
        other = {**budget, "effective": budget["effective"] + change, "rural": budget["rural"] + change}
        yield f"budget {change:+}", replace(plan, run={**plan.run, "rooms_budget": other})


def _worse_plans() -> Iterator[tuple[str, Plan]]:
    """Yield plans with one village moved to another room, all tables and sums in step, called optimal."""
    problem, plan = forged_case()
    index = problem.village_index
    zones = [[index[name] for name in room.villages] for room in plan.rooms]
    proofs = {one.scope: one for one in plan.certificates}
    for giver, zone in enumerate(zones):
        for village in zone if len(zone) > 5 else ():
            for taker, other in enumerate(zones):
                near = set(problem.neighbours[village]) & set(other)
                same = problem.villages[other[0]].station_id == problem.villages[village].station_id
                if taker == giver or not near or not same or not 5 <= len(other) < 8:
                    continue
                moved = [[n for n in each if n != village] for each in zones]
                moved[taker].append(village)
                worse = right_plan(problem, moved)
                name = f"{problem.villages[village].village_id} moved to {plan.rooms[taker].room_id}"
                yield f"{name}, made-up prices", worse
                yield f"{name}, true prices", _with_proofs(worse, proofs)


def _with_proofs(worse: Plan, proofs: Mapping[str, Certificate]) -> Plan:
    """Return a worse plan with the true prices, its own cost given as the bound."""
    rows = []
    for one in worse.certificates:
        true = proofs[one.scope]
        bound = max(one.objective, true.lp_bound)
        rows.append(adding_up(true, objective=one.objective, bound=bound))
    return replace(worse, certificates=tuple(rows))


def _sum(duals: Mapping[str, int], cuts: tuple[Cut, ...]) -> int:
    return sum(duals.values()) + sum(price for _, price in cuts)
