"""Checks a plan against the facts, without the optimiser: `verify`, `changed_inputs`."""

from assign.assess.finding import Finding
from assign.assess.inputs import changed_inputs
from assign.assess.verify import verify

__all__ = ["Finding", "changed_inputs", "verify"]
