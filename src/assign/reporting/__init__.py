"""Problem + Plan → what the rules report: `report_on`. Nothing here decides on rooms or posts."""

from __future__ import annotations

from assign.plan import Plan
from assign.problem import Problem
from assign.reported import Reported
from assign.reporting.absences import absences
from assign.reporting.contacts import contacts
from assign.reporting.duties import duties
from assign.reporting.fairness import spreads
from assign.reporting.ratios import ratios
from assign.reporting.tenure import tenures
from assign.reporting.two_posts import two_posts

__all__ = ["report_on"]


def report_on(problem: Problem, plan: Plan) -> Reported:
    """Return what the rules that are switched on report of a plan; what the plan reports already is not looked at."""
    rules = problem.policy
    return Reported(
        ratios=() if rules["R20"].off else ratios(problem, plan),
        two_posts=() if rules["R21"].off else two_posts(problem, plan),
        contacts=() if rules["R22"].off else contacts(problem, plan),
        duties=() if rules["R23"].off else duties(problem, plan),
        absences=() if rules["R25"].off else absences(problem, plan),
        fairness=spreads(problem, plan),
        tenure=tenures(problem, plan),
    )
