"""The facts that a plan was made from, read afresh."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from assign.errors import UsageError
from assign.inputs import read_case
from assign.messages import Message
from assign.plan import Plan
from assign.problem import Problem
from assign.scenario import earlier_of, follow, load_problem
from assign.show import under_pseudonyms


def problem_of(plan: Plan, folder: Path, case: Path | None) -> Problem:
    """Return the facts of the plan, read afresh from the case it was made from; under pseudonyms if the plan is."""
    made_from = plan.run.get("case")
    facts = made_from if isinstance(made_from, Mapping) else {}
    path = case or Path(str(facts.get("path", "")))
    copied = folder.absolute().parent / path.name
    if case is None and copied != path and copied.is_file():
        path = copied  # the case was copied or moved with its plan
    if not path.exists() or not str(path).strip("."):
        raise UsageError(Message("usage.case-gone", {"path": str(path)}))
    scenario = facts.get("scenario")
    overrides = facts.get("overrides")
    laid_over = overrides if isinstance(overrides, Mapping) else {}
    problem = load_problem(read_case(path, scenario=str(scenario) if scenario else None, overrides=laid_over))
    record, pins = earlier_of(plan.run)
    return follow(under_pseudonyms(problem) if plan.run.get("redacted") else problem, record, pins)
