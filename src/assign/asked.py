"""What is asked of a plan alone: the facts that it was made from are read afresh, unless they are handed in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd

from assign.answers import Outcome
from assign.ask import Explanation, WhyNot, explain, whatif, why_not
from assign.errors import UsageError
from assign.inputs import read_case
from assign.messages import Message
from assign.plan import Plan
from assign.problem import Problem
from assign.scenario import earlier_of, follow, load_problem
from assign.show import explore, under_pseudonyms


def problem_of(plan: Plan, folder: Path | None = None, case: Path | None = None) -> Problem:
    """Return the facts of the plan, read afresh from the case it was made from; under pseudonyms if the plan is.

    Parameters
    ----------
    folder
        Where the plan lies: a case that was copied or moved with it is found there.
    case
        The case, where it has moved.

    Raises
    ------
    UsageError
        ``usage.case-gone``.
    """
    made_from = plan.run.get("case")
    facts = made_from if isinstance(made_from, Mapping) else {}
    path = case or Path(str(facts.get("path", "")))
    if folder is not None and case is None:
        path = next((found for found in _copies(folder.absolute(), path.name) if found.is_file()), path)
    if not path.exists() or not str(path).strip("."):
        raise UsageError(Message("usage.case-gone", {"path": str(path)}))
    scenario = facts.get("scenario")
    overrides = facts.get("overrides")
    laid_over = overrides if isinstance(overrides, Mapping) else {}
    problem = load_problem(read_case(path, scenario=str(scenario) if scenario else None, overrides=laid_over))
    record, pins = earlier_of(plan.run)
    return follow(under_pseudonyms(problem) if plan.run.get("redacted") else problem, record, pins)


def _copies(folder: Path, name: str) -> tuple[Path, ...]:
    """Return where a case that moved along with a plan folder would lie; a county's plan is two folders deeper."""
    beside = folder.parent / name
    of_many = folder.parent.name == "counties"
    return (beside, folder.parent.parent.parent / name) if of_many else (beside,)


def explain_in(
    plan: Plan, kind: str, entity_id: str, *, why_not_id: str = "", problem: Problem | None = None
) -> Explanation | WhyNot:
    """Return why a village, room or officer of a plan stands as it does; with another id, why not that."""
    facts = problem or problem_of(plan)
    if why_not_id:
        return why_not(facts, plan, kind, entity_id, why_not_id)
    return explain(facts, plan, kind, entity_id)


def explore_in(plan: Plan, *, problem: Problem | None = None) -> gpd.GeoDataFrame:
    """Return the villages of a plan as a frame to sort, filter and draw (`show.explore`)."""
    return explore(problem or problem_of(plan), plan)


def whatif_in(plan: Plan, *, problem: Problem | None = None, **changes: object) -> Outcome:
    """Return what comes of changed facts, beside the plan (`ask.whatif`)."""
    return whatif(problem or problem_of(plan), plan, **changes)  # type: ignore[arg-type]
