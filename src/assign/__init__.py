"""Rooms, zones and officers for one village, one officer: proven, explained, verified."""

import sys
from importlib import import_module
from types import ModuleType

import assign.gdal
import assign.started  # noqa: F401  first, both: a clock, and settings that GDAL looks at only when it is loaded

TYPE_CHECKING = False  # as in `typing`, which takes a while to load
if TYPE_CHECKING:
    from assign.answers import Outcome
    from assign.ask import (
        Diagnosis,
        alternatives,
        backtest,
        diagnose,
        explain,
        frontier,
        robust,
        scenarios,
        whatif,
        why_not,
    )
    from assign.assess import BoundReport, Finding, check_bound, verify
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

_HOMES = {
    "AssignError": "errors",
    "BoundReport": "assess",
    "Cache": "cache",
    "DataError": "errors",
    "Diagnosis": "ask",
    "Fault": "errors",
    "Finding": "assess",
    "ImpossibleError": "errors",
    "NoPlanError": "errors",
    "Outcome": "answers",
    "Plan": "plan",
    "Policy": "policy",
    "Problem": "problem",
    "UsageError": "errors",
    "alternatives": "ask",
    "backtest": "ask",
    "check_bound": "assess",
    "check_case": "inputs",
    "default_policy": "policy",
    "diagnose": "ask",
    "diff": "compare",
    "explain": "ask",
    "explore": "show",
    "frontier": "ask",
    "load_problem": "scenario",
    "read_case": "inputs",
    "read_plan": "inputs",
    "robust": "ask",
    "scenarios": "ask",
    "solve": "solve",
    "user_cache": "cache",
    "verify": "assess",
    "whatif": "ask",
    "why_not": "ask",
    "write_plan": "show",
}
"""Loaded when first asked for: the command line can then listen to Ctrl-C from its first moment."""

__all__ = [
    "AssignError",
    "BoundReport",
    "Cache",
    "DataError",
    "Diagnosis",
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
    "backtest",
    "check_bound",
    "check_case",
    "default_policy",
    "diagnose",
    "diff",
    "explain",
    "explore",
    "frontier",
    "load_problem",
    "read_case",
    "read_plan",
    "robust",
    "scenarios",
    "solve",
    "user_cache",
    "verify",
    "whatif",
    "why_not",
    "write_plan",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'assign' has no attribute {name!r}")
    return getattr(import_module(f"assign.{_HOMES[name]}"), "compare" if name == "diff" else name)


class _Face(ModuleType):
    """The package, whose names stand before its modules: `assign.solve` is the function, whoever loads the module."""

    def __getattribute__(self, name: str) -> object:
        homes = ModuleType.__getattribute__(self, "_HOMES")
        return __getattr__(name) if name in homes else ModuleType.__getattribute__(self, name)


sys.modules[__name__].__class__ = _Face
