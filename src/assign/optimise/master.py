"""The linear master: dual prices by column generation, every zone priced in every round.

    min  Σ_z cost_z x_z   s.t.  Σ_{z ∋ v} x_z = 1 for each village v,   Σ_z x_z = rooms,   x ≥ 0

The prices are rounded to whole numbers and the room price lowered until no zone prices out, so that
``sum(dual) + rooms · room_dual`` is a lower bound in exact arithmetic, whatever the solver's tolerance.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver import pywraplp

from assign.optimise import kernels
from assign.optimise.stop import NEVER, Stop
from assign.optimise.zones import Zones

LP_SOLVERS = ("GLOP", "CLP")
"""Linear solvers, the one to fall back on second; `SOLVER_VARIABLE` in the environment names another."""
SOLVER_VARIABLE = "ASSIGN_LP_SOLVER"
DEAREST = 1000.0
"""The dearest zone costs this much in the LP, which keeps GLOP's tolerances meaningful."""
PENALTY = 2 * DEAREST
"""What missing a row costs at first."""
ROUNDS = 400
PRIMAL_SIMPLEX = "use_preprocessing: false use_dual_simplex: false"
"""Presolving would throw away the basis of the last solve, from which the next one starts."""
DUAL_SIMPLEX = "use_preprocessing: false use_dual_simplex: true"
RAISES = 4
"""How often missing a row may be made ten times dearer, before the bound alone must tell."""


@dataclass(frozen=True, eq=False)
class Prices:
    """Dual prices of one scope and room count, and the bound they prove.

    Parameters
    ----------
    rooms
        Number of zones.
    dual
        (villages,) whole-number price of each village.
    room_dual
        Whole-number price of a room.
    bound
        ``sum(dual) + rooms * room_dual``.
    reduced
        (zones,) reduced costs, none negative.
    columns
        Zones that were generated, to start the next room count from.
    feasible
        False when the bound proves that no plan exists.
    cuts
        (cuts, 3) triples of villages; none in the plain LP.
    cut_dual
        (cuts,) whole-number price of each, at most zero; `bound` counts it once.
    """

    rooms: int
    dual: NDArray[np.int64]
    room_dual: int
    bound: int
    reduced: NDArray[np.int64]
    columns: tuple[int, ...]
    feasible: bool
    cuts: NDArray[np.int64] = field(default_factory=lambda: np.empty((0, 3), np.int64))
    cut_dual: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))


class Master:
    """The restricted LP in GLOP; rows may be missed or overrun at a price above any zone's."""

    def __init__(self, zones: Zones, rooms: int) -> None:
        self.zones = zones
        self.scale = DEAREST / max(1.0, float(zones.cost.max()))
        self.tunable = os.environ.get(SOLVER_VARIABLE, LP_SOLVERS[0]) == LP_SOLVERS[0]
        self.solver = pywraplp.Solver.CreateSolver(LP_SOLVERS[0] if self.tunable else LP_SOLVERS[1])
        self.tune(PRIMAL_SIMPLEX)
        infinity = self.solver.infinity()
        self.objective = self.solver.Objective()
        self.objective.SetMinimization()
        self.rows = [self.solver.Constraint(1.0, 1.0) for _ in range(zones.villages)]
        self.count = self.solver.Constraint(float(rooms), float(rooms))
        self.penalty = PENALTY
        self.slacks = []
        for row, sign in [(row, 1.0) for row in self.rows] + [(self.count, 1.0), (self.count, -1.0)]:
            slack = self.solver.NumVar(0.0, infinity, "")
            row.SetCoefficient(slack, sign)
            self.objective.SetCoefficient(slack, PENALTY)
            self.slacks.append(slack)
        self.chosen: dict[int, None] = {}
        self.variables: list[pywraplp.Variable] = []
        self.cuts: list[pywraplp.Constraint] = []
        self.cuts_of: list[list[int]] = [[] for _ in range(zones.villages)]
        self.zones_of: list[list[int]] = [[] for _ in range(zones.villages)]

    def tune(self, settings: str) -> None:
        """Set what the solver shall do next, if it is the one that these settings are of."""
        if self.tunable:
            self.solver.SetSolverSpecificParametersAsString(settings)

    def add(self, zone: int) -> None:
        """Add a zone's column."""
        column = self.solver.NumVar(0.0, self.solver.infinity(), "")
        hits: dict[int, int] = {}
        for village in self.zones.members[zone].tolist():
            if village < 0:
                break
            self.rows[village].SetCoefficient(column, 1.0)
            self.zones_of[village].append(len(self.variables))
            for cut in self.cuts_of[village]:
                hits[cut] = hits.get(cut, 0) + 1
        for cut, count in hits.items():
            if count > 1:
                self.cuts[cut].SetCoefficient(column, 1.0)
        self.variables.append(column)
        self.count.SetCoefficient(column, 1.0)
        self.objective.SetCoefficient(column, float(self.zones.cost[zone]) * self.scale)
        self.chosen[zone] = None

    def add_cut(self, triple: tuple[int, ...]) -> None:
        """Add the row that at most one zone has two of the three villages."""
        row = self.solver.Constraint(-self.solver.infinity(), 1.0)
        held: dict[int, int] = {}
        for village in triple:
            self.cuts_of[village].append(len(self.cuts))
            for column in self.zones_of[village]:
                held[column] = held.get(column, 0) + 1
        for column, count in held.items():
            if count > 1:
                row.SetCoefficient(self.variables[column], 1.0)
        self.cuts.append(row)
        # the last basis breaks new rows but stays dual feasible; new columns want the primal simplex
        self.tune(DUAL_SIMPLEX)

    def aim(self, wanted: NDArray[np.float64], rooms: float, most: NDArray[np.float64]) -> None:
        """Set how often each village is wanted, how many rooms, and how often each cut may be hit."""
        for row, value in zip(self.rows, wanted.tolist(), strict=True):
            row.SetBounds(value, value)
        self.count.SetBounds(rooms, rooms)
        for row, value in zip(self.cuts, most.tolist(), strict=True):
            row.SetUb(value)
        self.tune(DUAL_SIMPLEX)

    def want(self, rooms: int) -> None:
        """Ask for another number of rooms, from the last solution on."""
        self.count.SetBounds(float(rooms), float(rooms))
        self.set_penalty(PENALTY)
        self.tune(DUAL_SIMPLEX)

    def set_penalty(self, penalty: float) -> None:
        """Set what missing a row costs."""
        if penalty != self.penalty:
            self.penalty = penalty
            for slack in self.slacks:
                self.objective.SetCoefficient(slack, penalty)

    def solve(self) -> bool:
        """Solve the LP with the columns so far; return whether GLOP came to an end."""
        done = bool(self.solver.Solve() == pywraplp.Solver.OPTIMAL)
        self.tune(PRIMAL_SIMPLEX)
        return done

    def hurry(self, stop: Stop) -> None:
        """Let the next solve end when the deadline has passed, without a solution then."""
        if stop.deadline is not None:
            self.solver.SetTimeLimit(max(1, int(1000 * (stop.deadline - time.monotonic()))))

    def value(self) -> float:
        """Return the last solution's value in cost units."""
        return float(self.objective.Value()) / self.scale

    def prices(self) -> tuple[NDArray[np.float64], float]:
        """Return the dual prices of villages and of a room, in cost units."""
        dual = np.array([row.dual_value() for row in self.rows])
        return dual / self.scale, self.count.dual_value() / self.scale

    def cut_prices(self) -> NDArray[np.float64]:
        """Return the dual price of each cut, in cost units."""
        return np.array([row.dual_value() for row in self.cuts]) / self.scale

    def shares(self) -> NDArray[np.float64]:
        """Return how much of each zone in `chosen` the last solution takes."""
        return np.array([column.solution_value() for column in self.variables])

    def missed(self) -> float:
        """Return by how much rows are missed in the last solution."""
        return float(sum(slack.solution_value() for slack in self.slacks))


def solve_master(zones: Zones, rooms: int, master: Master | None = None, stop: Stop = NEVER) -> Prices:
    """Return the dual prices of partitioning the scope into `rooms` zones.

    Parameters
    ----------
    zones
        All zones of the scope.
    rooms
        Number of zones wanted.
    master
        The master of another room count, to go on from; it is changed.
    stop
        When it has passed, the prices so far must do: their bound is lower, but holds.
    """
    if master is None:
        master = Master(zones, rooms)
    else:
        master.want(rooms)
    raises = 0
    dual, room_dual = np.zeros(zones.villages), 0.0
    for _ in range(ROUNDS):
        if stop.passed() or not master.solve():
            break  # in numerical trouble, too, the last prices give a valid bound
        dual, room_dual = master.prices()
        least, picks = kernels.price(zones.members, zones.cost, dual, room_dual, 2)
        fresh = [int(zone) for zone in np.unique(picks[picks >= 0]) if int(zone) not in master.chosen]
        if fresh and least < -1.0:
            for zone in fresh:
                master.add(zone)
        elif master.missed() > 1e-6 and raises < RAISES:
            master.set_penalty(master.penalty * 10)
            raises += 1
        else:
            break
    return _certified(zones, rooms, dual, tuple(master.chosen))


def _certified(zones: Zones, rooms: int, dual: NDArray[np.float64], columns: tuple[int, ...]) -> Prices:
    """Round the prices and lower the room price until every reduced cost is at least zero.

    A bound above `rooms` times the dearest zone proves, in whole numbers, that no plan exists.
    """
    whole = np.rint(dual).astype(np.int64)
    reduced = kernels.reduced_costs(zones.members, zones.cost, whole, 0)
    room_dual = int(reduced.min())
    reduced -= room_dual
    bound = int(whole.sum()) + rooms * room_dual
    feasible = bound <= rooms * int(zones.cost.max())
    return Prices(rooms, whole, room_dual, bound, reduced, columns, feasible)
