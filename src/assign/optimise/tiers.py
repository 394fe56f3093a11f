"""Tiers in strict order: each is made as small as can be and then held; what is not proven says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from assign.optimise.pool_model import Linear, PoolModel
from assign.optimise.stop import halting
from assign.plan import Tier

WIDEST_BITS = 46
"""Tiers are put into one whole number while it stays this small."""
ALLOWANCE = 4
"""All runs of a ladder together may take so many times the work of one (`Pool.work`)."""


class NoAnswerError(Exception):
    """No answer: proven so by two configurations, or (`proven` false) none found."""

    def __init__(self, *, proven: bool) -> None:
        self.proven = proven
        super().__init__("infeasible" if proven else "unknown")


@dataclass(frozen=True, slots=True)
class Goal:
    """A tier: its name, what is to be small, and a bound of how large that can be."""

    name: str
    amount: Linear
    most: int


@dataclass
class Ladder:
    """A model on which tier after tier is solved and held.

    Parameters
    ----------
    tiers
        What was reached so far.
    answer
        Value of every variable in the last answer.
    confirm
        Whether "no answer" is asked of a second configuration.
    spent
        Deterministic units of work taken so far.
    """

    built: PoolModel
    tiers: list[Tier] = field(default_factory=list)
    answer: list[int] = field(default_factory=list)
    confirm: bool = True
    spent: float = 0.0

    def climb_alone(self, goals: Iterable[Goal]) -> None:
        """Solve the goals one by one: a goal may put its part into the model when it is asked for."""
        for goal in goals:
            self._alone(goal)

    def climb(self, goals: Sequence[Goal]) -> None:
        """Solve the goals in order; several at once while they fit into one whole number."""
        batch: list[Goal] = []
        bits = 0
        for goal in goals:
            width = max(1, goal.most).bit_length() + 1
            if batch and bits + width > WIDEST_BITS:
                self._together(batch)
                batch, bits = [], 0
            batch.append(goal)
            bits += width
        if batch:
            self._together(batch)

    def _together(self, goals: Sequence[Goal]) -> None:
        """Solve several goals as one number; where that is not proven, one by one."""
        if len(goals) == 1:
            self._alone(goals[0])
            return
        weights = [1]
        for goal in goals[:0:-1]:
            weights.append(weights[-1] * (goal.most + 1))
        _, proven = self.minimise(weighted([goal.amount for goal in goals], weights[::-1]))
        if not proven:
            for goal in goals:
                self._alone(goal)
            return
        for goal in goals:
            self._hold(goal, self.value(goal.amount), None)

    def _alone(self, goal: Goal) -> None:
        """Solve a goal by itself: in half the work of a run, then as long without a relaxation.

        Some goals are least where everything is found to fit together: there a linear relaxation only slows.
        """
        bound = 0
        for relaxed in (True, False):
            found, proven = self.minimise(goal.amount, 0.5, relaxed=relaxed)
            bound = max(bound, found)
            if proven or bound == self.value(goal.amount):
                proven = True
                break
        self._hold(goal, self.value(goal.amount), None if proven else bound)

    def _hold(self, goal: Goal, value: int, bound: int | None) -> None:
        if not isinstance(goal.amount, int):
            self.built.model.add(goal.amount <= value)
        self.tiers.append(Tier(goal.name, (value,), (value if bound is None else bound,)))

    def begin(self, values: Mapping[cp_model.IntVar, int]) -> None:
        """Keep an answer that has these values, if there is one: the search begins there.

        With them fixed, a large model is settled at once in which a first answer is hard to find.
        """
        found = self._with({variable.index: value for variable, value in values.items()})
        if found:
            self.answer = found

    def _with(self, values: Mapping[int, int]) -> list[int]:
        """Return an answer in which variables, by index, have these values; empty where none is found."""
        fixed = self.built.model.clone()
        for index, value in values.items():
            fixed.add(fixed.get_int_var_from_proto_index(index) == value)
        solver = exact_solver(self.built.pool.work)
        if solver.solve(fixed) in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return list(solver.response_proto.solution)
        return []

    def _complete(self) -> None:
        """Add to the answer the values of variables that came into the model since.

        Raises
        ------
        NoAnswerError
            If none are found.
        """
        if self.answer and len(self.answer) < len(self.built.model.proto.variables):
            self.answer = self._with(dict(enumerate(self.answer)))
            if not self.answer:
                raise NoAnswerError(proven=False)

    def minimise(self, amount: Linear, part: float = 1.0, *, relaxed: bool = True) -> tuple[int, bool]:
        """Return a lower bound of an amount and whether the answer reaches it; the answer is kept.

        Parameters
        ----------
        part
            The share of a run's work that it may take.
        relaxed
            Whether the linear relaxation helps to search.

        Raises
        ------
        NoAnswerError
            If there is none.
        """
        model = self.built.model
        if isinstance(amount, int):
            if not self.answer:
                self._run(model)
            return amount, True
        model.minimize(amount)
        return self._run(model, part, relaxed=relaxed)

    def _run(self, model: cp_model.CpModel, part: float = 1.0, *, relaxed: bool = True) -> tuple[int, bool]:
        self._complete()
        work = self.built.pool.work
        left = min(part * work, ALLOWANCE * work - self.spent)
        if self.answer and (left <= 0 or self.built.pool.stop.passed()):
            return 0, False
        if self.answer:
            model.clear_hints()  # type: ignore[no-untyped-call]
            for index, value in enumerate(self.answer):
                model.add_hint(model.get_int_var_from_proto_index(index), value)
        solver = exact_solver(left)
        if not relaxed:
            solver.parameters.linearization_level = 0
        with halting(self.built.pool.stop, solver.stop_search):
            status = solver.solve(model)
        self.spent += solver.response_proto.deterministic_time
        if status == cp_model.INFEASIBLE and not self.answer:
            raise NoAnswerError(proven=self.confirm and _infeasible_too(model, work))
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            if self.answer:  # nothing found in the work allowed: what was there stays, unproven
                return 0, False
            raise NoAnswerError(proven=False)
        self.answer = list(solver.response_proto.solution)
        bound = max(0, round(solver.best_objective_bound)) if model.has_objective() else 0
        return bound, status == cp_model.OPTIMAL

    def value(self, amount: Linear) -> int:
        """Return what an amount is in the last answer."""
        if isinstance(amount, int):
            return amount
        return evaluate(amount, self.answer)


def evaluate(amount: cp_model.LinearExpr, answer: Sequence[int]) -> int:
    """Return a linear expression's value, from the values of the variables by index."""
    flat = cp_model.FlatIntExpr(amount)
    parts = (coeff * answer[var.index] for var, coeff in zip(flat.vars, flat.coeffs, strict=True))
    return int(flat.offset + sum(parts))


def weighted(amounts: Sequence[Linear], weights: Sequence[int]) -> Linear:
    """Return a weighted sum of amounts."""
    return cp_model.LinearExpr.weighted_sum(list(amounts), list(weights))


def exact_solver(work: float = 10.0) -> cp_model.CpSolver:
    """Return a solver with one worker and a limit of work instead of a clock: the same model, the same answer."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.catch_sigint_signal = False  # or Ctrl-C would end the process from then on
    solver.parameters.random_seed = 0
    solver.parameters.max_deterministic_time = work
    solver.parameters.linearization_level = 2  # the relaxation of whole numbers is all but tight here
    solver.parameters.presolve_inclusion_work_limit = (
        0  # a wrong optimum was certified with it (or-tools#5293)
    )
    return solver


def _infeasible_too(model: cp_model.CpModel, work: float) -> bool:
    """Return whether a second configuration, without presolve, finds no answer either."""
    solver = exact_solver(work)
    solver.parameters.cp_model_presolve = False
    solver.parameters.random_seed = 1
    solver.parameters.linearization_level = 0
    return solver.solve(model) == cp_model.INFEASIBLE
