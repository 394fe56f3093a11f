"""Checks a plan against the facts, without the optimiser: `verify`, `check_bound`, `changed_inputs`."""

from assign.assess.bound import BoundReport, check_bound
from assign.assess.finding import Finding
from assign.assess.inputs import changed_inputs
from assign.assess.verify import verify

__all__ = ["BoundReport", "Finding", "changed_inputs", "check_bound", "verify"]
