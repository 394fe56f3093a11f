"""Checks a plan without the optimiser: `verify`, `check_bound`, `changed_inputs`; weighs edits of it."""

from assign.assess.bound import BoundReport, check_bound
from assign.assess.earlier import parent_differs
from assign.assess.edits import edit_faults
from assign.assess.effects import Effect, edit_effects
from assign.assess.finding import Finding
from assign.assess.inputs import changed_inputs
from assign.assess.tiers import staff_tiers
from assign.assess.verify import verify
from assign.assess.view import View

__all__ = [
    "BoundReport",
    "Effect",
    "Finding",
    "View",
    "changed_inputs",
    "check_bound",
    "edit_effects",
    "edit_faults",
    "parent_differs",
    "staff_tiers",
    "verify",
]
