"""Rooms, zones and officers for one village, one officer: proven, explained, verified."""

from importlib import import_module

import assign.gdal
import assign.started  # noqa: F401  first, both: a clock, and settings that GDAL looks at only when it is loaded

TYPE_CHECKING = False  # as in `typing`, which takes a while to load
if TYPE_CHECKING:
    from assign.ask import explain, why_not
    from assign.assess import BoundReport, Finding, check_bound, verify
    from assign.errors import AssignError, DataError, Fault, ImpossibleError, NoPlanError, UsageError
    from assign.inputs import check_case, load_problem, read_case, read_plan
    from assign.plan import Plan
    from assign.policy import Policy, default_policy
    from assign.problem import Problem
    from assign.show import write_plan
    from assign.solve import solve

_HOMES = {
    "AssignError": "errors",
    "BoundReport": "assess",
    "DataError": "errors",
    "Fault": "errors",
    "Finding": "assess",
    "ImpossibleError": "errors",
    "NoPlanError": "errors",
    "Plan": "plan",
    "Policy": "policy",
    "Problem": "problem",
    "UsageError": "errors",
    "check_bound": "assess",
    "check_case": "inputs",
    "default_policy": "policy",
    "explain": "ask",
    "load_problem": "inputs",
    "read_case": "inputs",
    "read_plan": "inputs",
    "solve": "solve",
    "verify": "assess",
    "why_not": "ask",
    "write_plan": "show",
}
"""Loaded when first asked for: the command line can then listen to Ctrl-C from its first moment."""

__all__ = [
    "AssignError",
    "BoundReport",
    "DataError",
    "Fault",
    "Finding",
    "ImpossibleError",
    "NoPlanError",
    "Plan",
    "Policy",
    "Problem",
    "UsageError",
    "check_bound",
    "check_case",
    "default_policy",
    "explain",
    "load_problem",
    "read_case",
    "read_plan",
    "solve",
    "verify",
    "why_not",
    "write_plan",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'assign' has no attribute {name!r}")
    return getattr(import_module(f"assign.{_HOMES[name]}"), name)
