"""Answers to "what if": each a plan beside the plan it is compared with, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assign.compare import Comparison, compare
from assign.messages import Message
from assign.plan import Plan


@dataclass(frozen=True)
class Outcome:
    """What comes of one world.

    Parameters
    ----------
    name
        Of the scenario; the number of rooms on a frontier; a number among alternatives. "" for the base.
    plan
        None where rules that must hold collide; `collisions` then say which.
    base
        The plan that it is compared with; None for the base itself.
    facts
        How it came about: ``known`` and ``solved`` jurisdictions, ``read_again`` (1 when files had to be read again),
        ``seconds`` of all, ``read_seconds`` among them.
    """

    name: str
    plan: Plan | None
    base: Plan | None = None
    collisions: tuple[Message, ...] = ()
    facts: Mapping[str, float] = field(default_factory=dict)

    @property
    def comparison(self) -> Comparison | None:
        """What is otherwise than in the base, if both have a plan."""
        return compare(self.base, self.plan) if self.base and self.plan else None

    @property
    def figures(self) -> dict[str, float]:
        """The figures of the plan, and how many rooms, villages and officers stand otherwise; empty without one."""
        if self.plan is None:
            return {}
        out = {one.name: one.after for one in compare(self.plan, self.plan).measures if one.after is not None}
        out |= _tiers(self.plan)
        if (found := self.comparison) is not None:
            out["rooms_closed"] = len(found.of("room", "gone"))
            out["rooms_opened"] = len(found.of("room", "new"))
            out["rooms_moved"] = len(found.of("room", "moved"))
            out["villages_changed"] = len(found.of("village"))
            out["officers_changed"] = len(found.of("officer", "room", "lead", "villages", "new", "gone"))
            if self.base is not None:
                out["objective.change"] = self.plan.objective["total"] - self.base.objective["total"]
                out["worse_off"] = worse_off(self.base, self.plan)
        return out


def _tiers(plan: Plan) -> dict[str, float]:
    """Return the sum over all pools of each tier of the staffing that is one number, as ``tier.<name>``."""
    out: dict[str, float] = {}
    for tier in (tier for proof in plan.staffing for tier in proof.tiers if len(tier.value) == 1):
        out[f"tier.{tier.name}"] = out.get(f"tier.{tier.name}", 0) + tier.value[0]
    return out


def worse_off(before: Plan, after: Plan) -> int:
    """Return how many villages are farther from their room than before."""
    was = {row.village_id: row.travel_min for row in before.assignments}
    return sum(row.travel_min > was.get(row.village_id, row.travel_min) for row in after.assignments)
