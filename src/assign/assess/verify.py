"""The plan against the facts: every check, in one fixed order."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import fields
from itertools import chain

from assign.assess import (
    areas,
    certificate,
    crew,
    earlier,
    edits,
    exceptions,
    limits,
    objective,
    posts,
    reasons,
    record,
    reported,
    rooms,
    shortages,
    tiers,
    travel,
)
from assign.assess import villages as village_rows
from assign.assess.finding import Finding
from assign.assess.view import View
from assign.plan import Plan
from assign.problem import Problem

_CHECKS = (
    village_rows.check,
    rooms.check,
    limits.check,
    travel.check,
    posts.check,
    crew.check,
    areas.check,
    exceptions.check,
    shortages.check,
    tiers.check,
    reasons.check,
    objective.check,
    certificate.check,
    record.check,
    edits.check,
    earlier.check,
)


def verify(problem: Problem, plan: Plan) -> tuple[Finding, ...]:
    """Return all that is wrong with a plan; empty means that it holds.

    Every number is recomputed from the facts by the formulas of ``docs/design.md``. Nothing is taken from the
    optimiser, and travel is measured again on the road network.

    Parameters
    ----------
    problem
        Built freshly from the raw inputs.
    plan
        As it was read from its folder, or as it was just made.
    """
    nonsense = tuple(_not_finite(plan))
    if nonsense:
        return nonsense
    view = View(problem, plan)
    found = tuple(dict.fromkeys(chain.from_iterable(check(view) for check in _CHECKS)))
    # what the rules report follows from rooms and posts: it is worth a look where these hold
    return found or tuple(dict.fromkeys(reported.check(view)))


def _not_finite(plan: Plan) -> Iterator[Finding]:
    """Yield numbers that are none: no sum can be checked with them."""
    for entity, rows in (("village", plan.assignments), ("room", plan.rooms), ("officer", plan.posts)):
        for row in rows:
            for column in fields(row):
                value = getattr(row, column.name)
                if isinstance(value, float) and not math.isfinite(value):
                    name = str(getattr(row, fields(row)[0].name))
                    yield Finding("not-finite", "", entity, name, f"{column.name}={value}", "0.00")
    for name, value in {**plan.objective, **plan.metrics, "bound": plan.bound, "gap": plan.gap}.items():
        if not math.isfinite(value):
            yield Finding("not-finite", "", "plan", name, str(value), "0.00")
