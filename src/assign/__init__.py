"""Rooms, zones and officers for one village, one officer: proven, explained, verified."""

import assign.gdal  # noqa: F401  first: GDAL looks at its settings only when it is loaded
from assign.answers import Outcome
from assign.ask import alternatives, frontier, scenarios, whatif
from assign.assess import Finding, verify
from assign.cache import Cache, user_cache
from assign.compare import compare as diff
from assign.errors import AssignError, DataError, Fault, ImpossibleError, NoPlanError, UsageError
from assign.inputs import check_case, read_case, read_plan
from assign.plan import Plan
from assign.policy import Policy, default_policy
from assign.problem import Problem
from assign.scenario import load_problem
from assign.show import explore, write_plan
from assign.solve import solve

__all__ = [
    "AssignError",
    "Cache",
    "DataError",
    "Fault",
    "Finding",
    "ImpossibleError",
    "NoPlanError",
    "Outcome",
    "Plan",
    "Policy",
    "Problem",
    "UsageError",
    "alternatives",
    "check_case",
    "default_policy",
    "diff",
    "explore",
    "frontier",
    "load_problem",
    "read_case",
    "read_plan",
    "scenarios",
    "solve",
    "user_cache",
    "verify",
    "whatif",
    "write_plan",
]
