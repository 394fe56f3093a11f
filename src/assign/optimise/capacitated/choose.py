"""The integer master: the cheapest choice of columns that serves each unit once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from assign.optimise.stop import NEVER, Stop
from assign.optimise.zones import Zones


@dataclass(frozen=True, eq=False)
class Choice:
    """What the integer master found.

    Parameters
    ----------
    columns
        Numbers of the chosen columns; empty when none was found.
    cost
        Their summed cost.
    bound
        No choice among the columns costs less; above any cost where none is possible.
    """

    columns: tuple[int, ...]
    cost: int
    bound: int


NO_CHOICE = 1 << 60


def choose_columns(
    zones: Zones,
    left: NDArray[np.int64],
    medians: int,
    *,
    work: float,
    reduced: NDArray[np.int64] | None = None,
    base: int = 0,
    below: int | None = None,
    stop: Stop = NEVER,
) -> Choice:
    """Return the cheapest partition into `medians` of the columns `left`.

    Parameters
    ----------
    work
        Deterministic seconds.
    reduced, base
        Reduced costs, and what a plan costs beside them: smaller numbers for the same sum.
    below
        Only a choice that costs at most this much is wanted.
    stop
        When it has passed, the best choice so far stands.
    """
    cost = zones.cost if reduced is None else reduced
    model = cp_model.CpModel()
    takes = [model.new_bool_var("") for _ in range(len(left))]
    holding: list[list[cp_model.IntVar]] = [[] for _ in range(zones.villages)]
    for take, row in zip(takes, zones.members[left].tolist(), strict=True):
        for unit in row:
            if unit < 0:
                break
            holding[unit].append(take)
    if not all(holding):
        return Choice((), NO_CHOICE, NO_CHOICE)
    for held in holding:
        model.add_exactly_one(held)
    model.add(sum(takes) == medians)
    total = cp_model.LinearExpr.weighted_sum(takes, cost[left].tolist())
    if below is not None:
        model.add(total <= below - base)
    model.minimize(total)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = work
    if stop.deadline is not None:
        solver.parameters.max_time_in_seconds = stop.left()
    solver.parameters.presolve_inclusion_work_limit = 0
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        return Choice((), NO_CHOICE, NO_CHOICE)
    bound = base + int(np.floor(solver.best_objective_bound))
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return Choice((), NO_CHOICE, bound)
    chosen = tuple(int(zone) for take, zone in zip(takes, left, strict=True) if solver.value(take))
    return Choice(chosen, int(zones.cost[list(chosen)].sum()), bound)
