"""Whether the files a plan was made from are still the same."""

from __future__ import annotations

from collections.abc import Mapping

from assign.assess.finding import Finding
from assign.plan import Plan
from assign.problem import Problem


def changed_inputs(problem: Problem, plan: Plan) -> tuple[Finding, ...]:
    """Return the input files whose SHA-256 differs from the plan's, that are new, or that are gone.

    Parameters
    ----------
    problem
        Read freshly from the raw inputs.
    plan
        Its `run["inputs"]` lists role, path and sha256 of each file.
    """
    now = {source.role: source.sha256 for source in problem.sources}
    then: dict[str, str] = {}
    records = plan.run.get("inputs")
    for record in records if isinstance(records, list | tuple) else ():
        if isinstance(record, Mapping):
            then[str(record.get("role", ""))] = str(record.get("sha256", ""))
    return tuple(
        Finding("input-changed", "", "input", role, then.get(role, "–"), now.get(role, "–"))
        for role in sorted({*now, *then})
        if now.get(role) != then.get(role)
    )
