"""A second opinion on what a scope can do at all: a compact model, no listing of zones, another search.

The zones' own optimiser says that a scope has no partition, or needs so many rooms. Solvers have faults; so what ends a
planner's work is asked again of a model that shares neither the listing nor the search with the first.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from assign.optimise.kernels import FORBIDDEN_COST
from assign.optimise.scope import Scope

WORK_LIMIT = 10.0
"""Units of deterministic work for each question: about as many seconds."""
_CLOSE = 1e-6


@dataclass(frozen=True)
class Opinion:
    """What the second model finds.

    Parameters
    ----------
    possible
        Whether a partition exists, whatever the sizes; None if the work ended first.
    rooms
        No partition that breaks R01 least has fewer rooms; 0 if that is not known.
    money
        None of them has cheaper sites, in hundredths; 0 if that is not known.
    """

    possible: bool | None
    rooms: int = 0
    money: int = 0


def second_opinion(scope: Scope, money: Sequence[int] = ()) -> Opinion:
    """Return whether the scope has a partition, and the least rooms and money of one that breaks R01 least.

    Parameters
    ----------
    money
        Cost of each site (R08.cost) in hundredths; empty where money is not asked about.
    """
    if not scope.size:
        return Opinion(possible=True)
    model = _Compact(scope)
    status, shortfall, _ = model.least(model.shortfall)
    if status == cp_model.INFEASIBLE:
        return Opinion(possible=False)
    if status != cp_model.OPTIMAL:
        return Opinion(possible=True if status == cp_model.FEASIBLE else None)
    model.model.add(model.shortfall == shortfall)
    rooms = model.least(model.rooms)[2]
    spent = sum(price * var for price, var in zip(money, model.opened, strict=True)) if money else 0
    return Opinion(possible=True, rooms=rooms, money=model.least(spent)[2] if money else 0)


class _Compact:
    """Which site serves which village, and by which neighbour it is reached: a forest with a room at each root.

    Parameters
    ----------
    scope
        The facts; costs do not matter here, only which trips are allowed (R09).
    """

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.model = cp_model.CpModel()
        self.hosts = np.repeat(np.arange(scope.size), np.diff(scope.site_ptr)).tolist()
        self.opened = [self.model.new_bool_var("") for _ in self.hosts]
        self.serves = {
            (site, village): self.model.new_bool_var("")
            for site in range(len(self.hosts))
            for village in range(scope.size)
            if scope.trip[site, village] < FORBIDDEN_COST
        }
        self.rooms = sum(self.opened)
        self._served_once()
        self._connected()
        self._asked()
        self.shortfall = self._off_size()

    def least(self, what: cp_model.LinearExprT) -> tuple[cp_model.CpSolverStatus, int, int]:
        """Return the solver's status, the least value it found, and its proven lower bound."""
        self.model.minimize(what)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.catch_sigint_signal = False
        solver.parameters.max_deterministic_time = WORK_LIMIT
        status = solver.solve(self.model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return status, 0, 0
        return status, round(solver.objective_value), math.ceil(solver.best_objective_bound - _CLOSE)

    def _served_once(self) -> None:
        """``Σ_s serves[s, v] = 1``, ``serves[s, v] ≤ opened[s]``, ``serves[s, host of s] = opened[s]``."""
        for village in range(self.scope.size):
            self.model.add_exactly_one(self.serves[pair] for pair in self._sites_of(village))
        for (site, village), served in self.serves.items():
            self.model.add_implication(served, self.opened[site])
            if village == self.hosts[site]:
                self.model.add_implication(self.opened[site], served)
        for site, host in enumerate(self.hosts):
            if (site, host) not in self.serves:
                self.model.add(self.opened[site] == 0)

    def _connected(self) -> None:
        """Each village hosts a room or hangs on one neighbour of its zone, one step nearer to the room."""
        scope = self.scope
        depth = [self.model.new_int_var(0, scope.size - 1, "") for _ in range(scope.size)]
        for village in range(scope.size):
            roots = [self.opened[site] for site, host in enumerate(self.hosts) if host == village]
            arcs = []
            for other in scope.indices[scope.indptr[village] : scope.indptr[village + 1]].tolist():
                arc = self.model.new_bool_var("")
                arcs.append(arc)
                self.model.add(depth[village] >= depth[other] + 1).only_enforce_if(arc)
                self._same_zone(arc, village, other)
            self.model.add_exactly_one([*roots, *arcs])

    def _same_zone(self, arc: cp_model.IntVar, village: int, other: int) -> None:
        """``arc → serves[s, village] = serves[s, other]`` for each site."""
        for site in range(len(self.hosts)):
            one, two = self.serves.get((site, village)), self.serves.get((site, other))
            if one is not None:
                self._follows(arc, one, two)
            if two is not None:
                self._follows(arc, two, one)

    def _follows(self, arc: cp_model.IntVar, one: cp_model.IntVar, two: cp_model.IntVar | None) -> None:
        """``arc ∧ one → two``; a trip that is not allowed counts as false."""
        self.model.add_bool_or([arc.negated(), one.negated(), *([two] if two is not None else [])])

    def _asked(self) -> None:
        """Demand the required sites (R07), and R03's rooms."""
        for site in np.flatnonzero(self.scope.required).tolist():
            self.model.add(self.opened[site] == 1)
        self.model.add(self.rooms >= self.scope.least_rooms)

    def _off_size(self) -> cp_model.LinearExprT:
        """``shortfall[s] ≥ smallest · opened[s] - size[s]`` and ``≥ size[s] - largest · opened[s]``; their sum."""
        scope, out = self.scope, []
        for site, opened in enumerate(self.opened):
            size = sum(var for (one, _), var in self.serves.items() if one == site)
            short = self.model.new_int_var(0, scope.size + scope.smallest, "")
            self.model.add(short >= scope.smallest * opened - size)
            self.model.add(short >= size - scope.largest * opened)
            out.append(short)
        return sum(out)

    def _sites_of(self, village: int) -> list[tuple[int, int]]:
        return [(site, village) for site in range(len(self.hosts)) if (site, village) in self.serves]
