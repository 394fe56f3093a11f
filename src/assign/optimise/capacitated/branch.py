"""Branching on medians: each node fixes some as chosen and some as not, until its columns can be listed.

A node is an instance of its own. Units that are not fixed as chosen cost a `toll` as medians, which each plan with all
fixed medians pays equally often; so its bound, less the tolls, holds for these plans whatever the toll. Units that are
ruled out get no room for themselves.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from assign.optimise.capacitated.choose import NO_CHOICE, choose_columns
from assign.optimise.capacitated.columns import list_columns
from assign.optimise.capacitated.exact import assignment, cost_grain, raised
from assign.optimise.capacitated.instance import Answer, PMedian
from assign.optimise.capacitated.lagrangian import TOO_DEAR, Priced, price_units
from assign.optimise.stop import NEVER, Stop

STEPS = 300
NODES = 5_000
LISTED = 15_000
"""A node with at most so many columns is solved by the integer master, others are branched."""
WORK = 20.0
"""Deterministic seconds for that; if they do not do, the node is branched as well."""


@dataclass(order=True)
class _Node:
    bound: int
    number: int
    chosen: tuple[int, ...] = field(compare=False)
    barred: tuple[int, ...] = field(compare=False)
    price: NDArray[np.int64] | None = field(compare=False)


def branch(
    instance: PMedian, answer: Answer, *, nodes: int = NODES, listed: int = LISTED, stop: Stop = NEVER
) -> Answer:
    """Return an answer at least as good, the node of the least bound branched first.

    Parameters
    ----------
    nodes
        At most so many are looked at; then, or once `stop` has passed, the answer may be unproven.
    listed
        A node with at most so many columns is settled by the integer master.
    """
    grain = cost_grain(instance)
    plan, value = answer.median_of, answer.value
    waiting, number = [_Node(answer.bound, 0, (), (), None)], 0
    while waiting and waiting[0].bound < value and value < TOO_DEAR:
        if stop.passed() or number >= 2 * nodes:
            return Answer(plan, value, min(value, max(answer.bound, waiting[0].bound)))
        node = heapq.heappop(waiting)
        part, offset = fixed_instance(instance, node.chosen, node.barred, max(1, value // instance.medians))
        priced = price_units(part, begun=node.price, known=(plan, value + offset), steps=STEPS, stop=stop)
        better = instance.value(priced.median_of)
        if better < value:
            plan, value = priced.median_of, better
        bound = max(node.bound, raised(priced.bound - offset, grain))
        found = (
            _listed(part, priced, value - grain + offset, listed, stop)
            if bound < value
            else (np.empty(0, np.int64), True)
        )
        if len(found[0]) and instance.value(found[0]) < value:
            plan, value = found[0], instance.value(found[0])
        if bound >= value or found[1]:
            continue
        fresh = [
            j for j in np.argsort(priced.least, kind="stable").tolist() if j not in node.chosen + node.barred
        ]
        if len(node.chosen) == instance.medians or not fresh:
            return Answer(plan, value, max(answer.bound, min(bound, value)))
        for chosen, barred in (
            ((*node.chosen, fresh[0]), node.barred),
            (node.chosen, (*node.barred, fresh[0])),
        ):
            number += 1
            heapq.heappush(waiting, _Node(bound, number, chosen, barred, priced.price))
    return Answer(plan, value, value if value < TOO_DEAR else answer.bound)


def fixed_instance(
    instance: PMedian, chosen: tuple[int, ...], barred: tuple[int, ...], toll: int
) -> tuple[PMedian, int]:
    """Return a node's instance, and the tolls that each plan with all of the `chosen` pays."""
    cost, capacity = instance.cost.copy(), instance.capacity.copy()
    others = np.setdiff1d(np.arange(instance.units), chosen)
    cost[others, others] += toll
    capacity[list(barred)] = instance.demand[list(barred)] - 1
    return PMedian(cost, instance.demand, capacity, instance.medians), (instance.medians - len(chosen)) * toll


def _listed(
    part: PMedian, priced: Priced, ceiling: int, listed: int, stop: Stop
) -> tuple[NDArray[np.int64], bool]:
    """Return a plan of at most `ceiling` (empty: none), and whether that is settled: not where columns are many."""
    nothing = np.empty(0, np.int64)
    zones = list_columns(part, priced, ceiling, listed, stop)
    if zones is None:
        return nothing, False
    if not len(zones):
        return nothing, True
    choice = choose_columns(zones, np.arange(len(zones)), part.medians, work=WORK, below=ceiling, stop=stop)
    if choice.columns:
        return assignment(zones, choice.columns), choice.bound >= choice.cost
    return nothing, choice.bound >= NO_CHOICE
