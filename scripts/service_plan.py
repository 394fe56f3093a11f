"""The best areas of open facilities: a linear program with contiguity cuts, then integers among the pairs left.

A unit i of facility j's area that the area's other units do not join to j's own unit asks for one of the units around
its piece: ``x_ij ≤ Σ_{k around the piece} x_kj`` (Oehrlein & Haunert 2017). Cuts are added where a solution
breaks them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from service_areas import SCALE, ServiceAreas

ROUNDS = 30
"""Rounds of cuts of the linear program."""
LEAST = 1e-6
MARGIN = 1e-3
"""Pairs are left out only if they miss the ceiling by more: beyond the solver's tolerances."""
STEP = 3
"""The ceiling is raised by this factor of its distance from the bound while nothing is found below it."""
FIRST = 4e-4
"""First ceiling, as a part of the bound above it."""


@dataclass(frozen=True, eq=False)
class Areas:
    """What is known of a set of open facilities.

    Parameters
    ----------
    area
        Facility of each unit in the best plan found; empty if none was.
    bound
        No plan of these facilities costs less, in the published unit; by the solver's arithmetic.
    """

    area: NDArray[np.int64]
    bound: float


@dataclass(eq=False)
class _Model:
    """Pairs of unit and facility that may still be, and the cuts found so far."""

    problem: ServiceAreas
    opened: NDArray[np.int64]
    facility: NDArray[np.int64]
    unit: NDArray[np.int64]
    cuts: list[tuple[int, int, tuple[int, ...]]] = field(default_factory=list)

    def keep(self, kept: NDArray[np.bool_]) -> None:
        """Forget pairs, and then those whose facility cannot be reached by pairs that are left."""
        self.facility, self.unit = self.facility[kept], self.unit[kept]
        reached = np.zeros(len(self.unit), np.bool_)
        for j in self.opened:
            mine = np.flatnonzero(self.facility == j)
            inside = joined(self.problem, int(self.problem.home[j]), set(self.unit[mine].tolist()))
            reached[mine] = np.isin(self.unit[mine], sorted(inside))
        self.facility, self.unit = self.facility[reached], self.unit[reached]

    def number(self) -> dict[tuple[int, int], int]:
        """Return the number of each (facility, unit) pair."""
        return {
            pair: k for k, pair in enumerate(zip(self.facility.tolist(), self.unit.tolist(), strict=True))
        }

    def rows(
        self,
    ) -> tuple[sp.csr_array, NDArray[np.float64], sp.csr_array, NDArray[np.float64], NDArray[np.float64]]:
        """Return cost, the rows `at most` with their right sides, each unit once, and least shares of the pairs."""
        problem, pairs = self.problem, len(self.unit)
        serve, number = np.arange(pairs), self.number()
        once = sp.csr_array((np.ones(pairs), (self.unit, serve)), (problem.units, pairs))
        place = np.searchsorted(self.opened, self.facility)
        load = sp.csr_array(
            (problem.demand[self.unit].astype(float), (place, serve)), (len(self.opened), pairs)
        )
        ask, row, column, right = [], [], [], problem.capacity[self.opened].astype(float).tolist()
        for j, i, around in self.cuts:
            if (j, i) not in number:
                continue
            held = [number[j, k] for k in around if (j, k) in number]
            row += [len(right) - len(self.opened)] * (len(held) + 1)
            column += [number[j, i], *held]
            ask += [1.0] + [-1.0] * len(held)
            right.append(0.0)
        joins = sp.csr_array((ask, (row, column)), (len(right) - len(self.opened), pairs))
        own = (self.problem.home[self.facility] == self.unit).astype(float)
        return (
            sp.vstack([load, joins]).tocsr(),
            np.array(right),
            once,
            problem.cost[self.facility, self.unit] / SCALE,
            own,
        )

    def cut(self, share: NDArray[np.float64]) -> int:
        """Add the cuts that a solution breaks, each once; return how many."""
        known = set(self.cuts)
        for j in self.opened.tolist():
            mine = (self.facility == j) & (share > LEAST)
            for piece, around in pieces(
                self.problem, int(self.problem.home[j]), set(self.unit[mine].tolist())
            ):
                for i in piece:
                    self.cuts.append((j, i, around))
        fresh = [cut for cut in dict.fromkeys(self.cuts) if cut not in known]
        self.cuts = [*sorted(known), *fresh]
        return len(fresh)


def joined(problem: ServiceAreas, start: int, among: set[int]) -> set[int]:
    """Return the units that hang together with `start` within some units."""
    reached, ahead = ({start}, [start]) if start in among else (set(), [])
    while ahead:
        fresh = [u for u in problem.near[ahead.pop()] if u in among and u not in reached]
        reached.update(fresh)
        ahead += fresh
    return reached


def pieces(problem: ServiceAreas, home: int, among: set[int]) -> Iterator[tuple[list[int], tuple[int, ...]]]:
    """Yield each piece of an area that is cut off from its facility's unit, and the units around it."""
    left = among - joined(problem, home, among)
    while left:
        piece = joined(problem, min(left), left)
        left -= piece
        yield sorted(piece), tuple(sorted({u for one in piece for u in problem.near[one]} - piece))


def best_areas(problem: ServiceAreas, opened: NDArray[np.int64], ceiling: float, seconds: float) -> Areas:
    """Return the best contiguous plan that opens exactly some facilities, and a bound of all such plans.

    Parameters
    ----------
    ceiling
        Plans that cost more, in the published unit, are of no interest: the bound is at most this.
    seconds
        For each integer program.
    """
    fixed = float(problem.fixed[opened].sum()) / SCALE
    facility, unit = np.divmod(np.arange(len(opened) * problem.units), problem.units)
    host = {int(problem.home[j]): int(j) for j in opened}
    model = _Model(problem, opened, opened[facility], unit)
    model.keep(
        np.array([host.get(i, j) == j for j, i in zip(model.facility.tolist(), unit.tolist(), strict=True)])
    )
    for _ in range(ROUNDS):
        most, right, once, cost, own = model.rows()
        found = linprog(
            cost,
            most,
            right,
            once,
            np.ones(problem.units),
            np.column_stack([own, np.ones(len(own))]),
            method="highs",
        )
        if found.x is None:
            return Areas(np.empty(0, np.int64), ceiling)
        low = fixed + float(found.fun)
        if low >= ceiling:
            return Areas(np.empty(0, np.int64), ceiling)
        if not model.cut(found.x):
            break
    reduced = np.asarray(found.lower.marginals)
    reach = FIRST * low
    while True:
        top = min(ceiling, low + reach)
        part = _Model(problem, opened, model.facility, model.unit, list(model.cuts))
        part.keep(low + reduced <= top + MARGIN)
        area, bound = _integers(part, fixed, seconds)
        bound = max(low, min(bound, top))  # a dearer plan may use pairs that were left out
        found_below = len(area) > 0 and problem.value(area) <= top * SCALE
        if found_below or bound < top or top >= ceiling:
            return Areas(area, bound)
        reach *= STEP


def _integers(model: _Model, fixed: float, seconds: float) -> tuple[NDArray[np.int64], float]:
    """Return the best plan among a model's pairs (empty: none was found), and the bound of these."""
    low = -np.inf
    while True:
        most, right, once, cost, own = model.rows()
        if (once.sum(axis=1) < 1).any():
            return np.empty(0, np.int64), np.inf
        found = milp(
            cost, integrality=np.ones(len(cost)), bounds=Bounds(own, np.ones(len(own))),
            constraints=[LinearConstraint(most, -np.inf, right), LinearConstraint(once, 1, 1)],
            options={"mip_rel_gap": 0.0, "time_limit": seconds},
        )  # fmt: skip
        if found.status == 2:
            return np.empty(0, np.int64), np.inf
        if found.mip_dual_bound is not None:
            low = max(low, fixed + float(found.mip_dual_bound))
        if found.x is None:
            return np.empty(0, np.int64), low
        if not model.cut(found.x):
            area = np.full(model.problem.units, -1, np.int64)
            taken = found.x > 0.5
            area[model.unit[taken]] = model.facility[taken]
            return area, low
