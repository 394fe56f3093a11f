"""The bound of the whole plan checked as a stranger would: nothing of the certificate is taken on trust.

Scope by scope every connected zone is listed again and held against the prices (`bound_scope`); then the cheapest
split of the rooms over the scopes (R08) is worked out from the bounds that held. What the certificates leave open
counts with the least that is certain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np

from assign.assess.bound_facts import ScopeFacts, scope_facts
from assign.assess.bound_listing import HIGHEST
from assign.assess.bound_scope import ScopeProof, prove_scope
from assign.assess.certificate import urban_bound
from assign.assess.finding import Finding
from assign.assess.limits import asked_rooms, budget
from assign.assess.objective import UNIT, cost_of
from assign.assess.view import View
from assign.plan import Certificate, Plan, Status
from assign.problem import Problem

Task = TypeVar("Task")
Answer = TypeVar("Answer")


class Mapper(Protocol):
    """Applies a function to many tasks; answers come in the order of the tasks."""

    def __call__(self, function: Callable[[Task], Answer], tasks: Sequence[Task], /) -> Sequence[Answer]:
        """Return ``[function(task) for task in tasks]``."""


@dataclass(frozen=True)
class BoundReport:
    """What is certain of the rooms' cost.

    Parameters
    ----------
    findings
        What the certificates say wrongly or cannot carry; empty when the plan's bound holds.
    zones
        Connected zones listed again.
    confirmed
        How many claimed bounds hold by ``prices``, by ``search``, by ``highs``, and how many stay ``open``.
    certified
        No plan of rooms that breaks R01 this little costs less: 1/10,000 officer-minute a month.
    total
        What the plan's rooms cost.
    relaxed
        Villages by which R01 is broken.
    shortfall_open
        Scopes where that might be fewer, for all that is claimed; elsewhere it is proven to be the least.
    money
        Whether a limit of money (R08.cost) binds, which the bound leaves out.
    """

    findings: tuple[Finding, ...]
    scopes: int
    zones: int
    confirmed: Mapping[str, int]
    certified: int
    total: int
    relaxed: int
    shortfall_open: tuple[str, ...]
    money: bool

    @property
    def gap(self) -> float:
        """What may be between the plan and the best one, as a part of the plan's cost."""
        return (self.total - self.certified) / self.total if self.total else 0.0


def check_bound(problem: Problem, plan: Plan, run: Mapper | None = None) -> BoundReport:
    """Return what is certain of the plan's bound, and whatever in its certificates does not hold.

    Parameters
    ----------
    problem
        Built freshly from the raw inputs.
    plan
        A plan that `verify` has no findings on: its tables and sums are not looked at again here.
    run
        Applies a function to many tasks, in threads say; by default one after another.
    """
    view = View(problem, plan)
    known = [one for one in plan.certificates if view.zoned.get(one.scope)]
    tasks = [(scope_facts(view, one.scope), one) for one in known]
    tasks.sort(key=lambda task: -task[1].zones)
    proofs = sorted((run or _in_turn)(_prove, tasks), key=lambda proof: proof.scope)
    missing = sorted(
        {scope for scope, villages in view.zoned.items() if villages} - {one.scope for one in known}
    )
    findings = [finding for proof in proofs for finding in proof.findings]
    findings += [Finding("certificate-scope", "", "scope", scope, "0", "1") for scope in missing]
    certified = (0 if missing else _cheapest(view, proofs)) + urban_bound(view)
    findings += _whole(view, proofs, certified)
    return BoundReport(
        findings=tuple(dict.fromkeys(findings)),
        scopes=len(proofs),
        zones=sum(proof.zones for proof in proofs),
        confirmed=dict(sorted(Counter(means for proof in proofs for means in proof.by).items())),
        certified=certified,
        total=cost_of(view, view.room),
        relaxed=sum(one.relaxed_villages for one in known),
        shortfall_open=tuple(proof.scope for proof in proofs if proof.shortfall_open),
        money=bool(problem.policy["R08"].number("cost")) and not problem.policy["R08"].off,
    )


def _prove(task: tuple[ScopeFacts, Certificate]) -> ScopeProof:
    return prove_scope(*task)


def _in_turn(function: Callable[[Task], Answer], tasks: Sequence[Task], /) -> list[Answer]:
    return [function(task) for task in tasks]


def _whole(view: View, proofs: Sequence[ScopeProof], certified: int) -> list[Finding]:
    """Return a bound above what is certain, and a budget raised further than the scopes need (R08)."""
    out = []
    bound = round(view.plan.bound * UNIT)
    if bound > certified:
        found, expected = f"{view.plan.bound:.4f}", f"{certified / UNIT:.4f}"
        out.append(Finding("bound-not-certified", "", "plan", "bound", found, expected))
    if view.plan.status is Status.OPTIMAL:
        shortfall = [proof.scope for proof in proofs if proof.shortfall_open]
        out += [Finding("bound-shortfall", "R01", "scope", scope, "0", "> 0") for scope in shortfall]
    said, own = budget(view), len(view.own)
    least = sum(min(proof.bounds, default=0) for proof in proofs) + own
    if (
        said["effective"] > asked_rooms(view)
        and said["effective"] != least
        and not view.problem.policy["R08"].off
    ):
        out.append(Finding("bound-budget", "R08", "plan", "rooms_budget", str(said["effective"]), str(least)))
    return out


def _cheapest(view: View, proofs: Sequence[ScopeProof]) -> int:
    """Return the least sum of one bound a scope within the rooms of the budget (R08)."""
    if not all(proof.bounds for proof in proofs):
        return 0
    spread = sum(max(proof.bounds) - min(proof.bounds) for proof in proofs)
    spare = spread
    if not view.problem.policy["R08"].off:
        spare = min(spread, max(budget(view)["rural"], 0) - sum(min(proof.bounds) for proof in proofs))
    if spare < 0:
        return 0
    best = np.zeros(spare + 1, np.int64)
    for proof in proofs:
        least = min(proof.bounds)
        after = np.full(spare + 1, HIGHEST, np.int64)
        for rooms, bound in proof.bounds.items():
            more = rooms - least
            if more <= spare:
                np.minimum(after[more:], best[: spare + 1 - more] + bound, out=after[more:])
        best = after
    return int(best.min())
