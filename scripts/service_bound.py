"""Which facilities to open: cuts from prices of units, and the cheapest opening that they leave (Benders 1962).

At any whole-number prices of the units, whatever facilities are open, a plan costs at least

    Σ_i price_i + Σ_j open_j · (fixed_j − best_j),   best_j ≥ max Σ_i (price_i − cost_ij) x_ij

within facility j's capacity. `best_j` is Dantzig's bound of the knapsack in whole numbers, so a cut needs no solver's
word. Contiguity is left out, which keeps every bound valid.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from service_areas import SCALE, ServiceAreas

IMPOSSIBLE = 2
"""Status of `scipy.optimize.milp`: no plan at all."""
NEAREST = 10
"""Prices come from a linear program on so many cheapest facilities of each unit; the cut then looks at all."""


@dataclass(frozen=True, eq=False)
class Cut:
    """A plan costs at least ``base + Σ_j open_j · slope_j``, in whole numbers; `slope` holds the fixed costs.

    Parameters
    ----------
    base
        Sum of the prices.
    slope
        Fixed cost less the best knapsack of each facility.
    """

    base: int
    slope: NDArray[np.int64]

    def at(self, opened: NDArray[np.int64]) -> int:
        """Return the bound for a set of open facilities."""
        return self.base + int(self.slope[opened].sum())


def cut_at(problem: ServiceAreas, price: NDArray[np.int64]) -> Cut:
    """Return the cut of some whole-number prices."""
    gain = price[None, :] - problem.cost
    best = [dantzig(gain[j], problem.demand, int(problem.capacity[j])) for j in range(problem.facilities)]
    return Cut(int(price.sum()), problem.fixed - np.array(best, np.int64))


def dantzig(gain: NDArray[np.int64], demand: NDArray[np.int64], room: int) -> int:
    """Return a whole number that no choice of units within `room` gains more than."""
    order = np.argsort(-gain / demand, kind="stable")
    order = order[gain[order] > 0]
    fits = int(np.searchsorted(np.cumsum(demand[order]), room, side="right"))
    total = int(gain[order[:fits]].sum())
    if fits < len(order):
        left = room - int(demand[order[:fits]].sum())
        total += int(gain[order[fits]]) * left // int(demand[order[fits]])
    return total


def prices(
    problem: ServiceAreas, share: NDArray[np.float64] | None, rooms: int | None = None
) -> NDArray[np.int64]:
    """Return prices of the units from the linear program with split demand.

    Parameters
    ----------
    share
        How far each facility is open; None lets the program choose.
    rooms
        How many are to be open, where the program chooses.
    """
    rank = np.argsort(np.argsort(problem.cost, axis=0, kind="stable"), axis=0)
    facility, unit = np.nonzero(
        rank < NEAREST if share is None else np.repeat(share[:, None] > 0, problem.units, axis=1)
    )
    pairs, units, facilities = len(unit), problem.units, problem.facilities
    serve = np.arange(pairs)
    once = sp.csr_array((np.ones(pairs), (unit, serve)), (units, pairs))
    load = sp.csr_array((problem.demand[unit], (facility, serve)), (facilities, pairs))
    cost = problem.cost[facility, unit] / SCALE
    if share is not None:
        found = linprog(
            cost, load, problem.capacity * share, once, np.ones(units),
            np.column_stack([np.zeros(pairs), share[facility]]), method="highs",
        )  # fmt: skip
        return np.rint(found.eqlin.marginals * SCALE).astype(np.int64)
    link = sp.csr_array((np.ones(pairs), (serve, facility)), (pairs, facilities))
    rows = sp.block_array(
        [[load, -sp.diags_array(problem.capacity.astype(float))], [sp.eye_array(pairs), -link]]
    ).tocsr()
    both = sp.block_array([[once, sp.csr_array((units, facilities))]])
    right = np.ones(units)
    if rooms is not None:
        both = sp.block_array(
            [[both], [sp.csr_array(np.concatenate([np.zeros(pairs), np.ones(facilities)])[None])]]
        )
        right = np.append(right, rooms)
    found = linprog(
        np.concatenate([cost, problem.fixed / SCALE]), rows, np.zeros(rows.shape[0]), both.tocsr(), right, (0, 1),
        method="highs",
    )  # fmt: skip
    return np.rint(found.eqlin.marginals[:units] * SCALE).astype(np.int64)


def cheapest_opening(
    problem: ServiceAreas,
    cuts: list[Cut],
    without: list[NDArray[np.int64]],
    rooms: int | None = None,
    seconds: float = 60.0,
) -> tuple[NDArray[np.int64], float]:
    """Return the facilities to open by the cuts, and a bound of any plan that opens none of the sets `without`.

    Parameters
    ----------
    rooms
        How many facilities are open; None if any number may be.
    seconds
        Wall seconds for the program of the openings.
    """
    count = problem.facilities
    base = max(cut.base for cut in cuts)
    # rest − Σ slope·open ≥ base of the cut − the greatest base
    rows = np.array([np.append(-cut.slope, SCALE) for cut in cuts]) / SCALE
    lower = np.array([cut.base - base for cut in cuts]) / SCALE
    limits = [LinearConstraint(rows, lower, np.inf)]
    enough = np.append(problem.capacity, 0.0)[None]
    limits.append(LinearConstraint(enough, problem.demand.sum(), np.inf))
    if rooms is not None:
        limits.append(LinearConstraint(np.append(np.ones(count), 0.0)[None], rooms, rooms))
    for opened in without:  # Σ_in (1 − open) + Σ_out open ≥ 1
        sign = np.ones(count)
        sign[opened] = -1
        limits.append(LinearConstraint(np.append(sign, 0.0)[None], 1 - len(opened), np.inf))
    floor = float((lower + np.minimum(rows[:, :count] * -1, 0).sum(axis=1)).max())
    for presolve in (True, False):  # what one says is impossible, another must say too
        found = milp(
            np.append(np.zeros(count), 1.0), constraints=limits, integrality=np.append(np.ones(count), 0),
            bounds=Bounds(np.append(np.zeros(count), floor), np.append(np.ones(count), np.inf)),
            options={"mip_rel_gap": 0.0, "presolve": presolve, "time_limit": seconds},
        )  # fmt: skip
        if found.x is not None:
            return np.flatnonzero(found.x[:count] > 0.5), base / SCALE + found.mip_dual_bound
        if found.status != IMPOSSIBLE:
            return np.empty(0, np.int64), base / SCALE + floor
    return np.empty(0, np.int64), float("inf")
