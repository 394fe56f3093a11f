"""What complexity and hours owe to each number of the policy: every weight a tenth up and a tenth down."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assign.demand.evidence import Evidence, Floats
from assign.demand.workload import Workload, workload_of
from assign.policy import Policy

STEP = 0.1
MARKED_POINTS = 1.0
"""A change of complexity that is counted: more than one of the hundred points."""
HARDEST_SHARE = 0.1
_TYPES, _KINDS = "complexity.incident_weight.", "workload.facility_hours."
_OF_INCIDENTS = frozenset(
    {
        "complexity.incidents_weight",
        "complexity.incidents_half",
        "complexity.half_life_months",
        "workload.hours_per_incident",
    }
)
_OF_GAPS = frozenset(
    {
        "complexity.default",
        "workload.default_population_rural",
        "workload.default_population_urban",
        "workload.people_per_household",
    }
)
"""What fills in for facts that are missing: no weights."""
LARGEST = 999_999_999.0
"""No number of a policy may be more."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What changes when one number of the policy is a tenth higher or lower.

    Parameters
    ----------
    name
        The number: ``"complexity.incidents_weight"``.
    factor
        1.1 or 0.9.
    moved
        Villages whose complexity changes by more than `MARKED_POINTS`.
    largest
        The largest change of complexity, points.
    rank_correlation
        Spearman's, of complexity before and after; NaN where all villages are alike.
    hardest_changed
        Villages that leave the hardest tenth.
    hours_share
        Relative change of the hours of all villages.
    """

    name: str
    factor: float
    moved: int
    largest: float
    rank_correlation: float
    hardest_changed: int
    hours_share: float


def sensitivity(evidence: Evidence, policy: Policy) -> tuple[Effect, ...]:
    """Return the effect of each weight of complexity and workload, up and down, in the order of the policy."""
    base = workload_of(evidence, policy)
    hardest = _hardest(base.complexity)
    out = []
    for name in _names(evidence, policy):
        for factor in (1 + STEP, 1 - STEP):
            other = workload_of(evidence, _scaled(policy, name, factor))
            out.append(_effect(name, factor, base, other, hardest))
    return tuple(out)


def _names(evidence: Evidence, policy: Policy) -> list[str]:
    """Return the numbers that complexity and hours of this case can owe something to."""
    incidents, facilities = evidence.incidents, evidence.facilities
    types = frozenset(incidents.kinds) if incidents is not None else frozenset()
    known = policy.section("workload.facility_hours")
    kinds = {kind if kind in known else "other" for kind in facilities.kinds}

    def counts(name: str) -> bool:
        if name.startswith(_TYPES):
            return name.removeprefix(_TYPES) in types
        if name.startswith(_KINDS):
            return name.removeprefix(_KINDS) in kinds
        if name in _OF_INCIDENTS:
            return incidents is not None
        if name == "workload.hours_per_1000_users":
            return bool(kinds)
        return name.startswith(("complexity.", "workload.")) and name not in _OF_GAPS

    return [name for name in policy.numbers if counts(name)]


def _scaled(policy: Policy, name: str, factor: float) -> Policy:
    nested: object = min(policy.number(name) * factor, LARGEST)
    for part in reversed(name.split(".")):
        nested = {part: nested}
    return policy.with_overrides(nested)  # type: ignore[arg-type]


def _effect(name: str, factor: float, base: Workload, other: Workload, hardest: frozenset[int]) -> Effect:
    change = np.abs(other.complexity - base.complexity)
    total = float(base.hours.sum())
    return Effect(
        name=name,
        factor=round(factor, 1),
        # complexity has one decimal: half of it keeps a change of exactly one point out
        moved=int((change > MARKED_POINTS + 0.05).sum()),
        largest=round(float(change.max()), 1),
        rank_correlation=_spearman(base.complexity, other.complexity),
        hardest_changed=len(hardest - _hardest(other.complexity)),
        hours_share=float(other.hours.sum()) / total - 1 if total else 0.0,
    )


def _hardest(complexity: Floats) -> frozenset[int]:
    """Return the hardest tenth of the villages, at least one; ties go to the smaller number."""
    count = max(1, round(HARDEST_SHARE * len(complexity)))
    return frozenset(np.argsort(-complexity, kind="stable")[:count].tolist())


def _spearman(first: Floats, second: Floats) -> float:
    """Return Spearman's rank correlation; NaN where one side is constant."""
    import pandas as pd  # noqa: PLC0415  # a fifth of a second that most of those who load this never need

    table = pd.DataFrame({"first": first, "second": second}).corr(method="spearman")
    return float(table.to_numpy()[0, 1])
