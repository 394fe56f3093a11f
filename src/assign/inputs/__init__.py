"""Disk → `Problem`: a case is read, checked and built; a plan folder is read back."""

from assign.inputs.build import check_case, load_problem
from assign.inputs.case import Case, read_case
from assign.inputs.check_files import input_sha256
from assign.inputs.edits import read_edits
from assign.inputs.entries import Input
from assign.inputs.fingerprints import fingerprints, refuse_changed_inputs
from assign.inputs.look import survey_case
from assign.inputs.mend import WITHIN_M, mend_case
from assign.inputs.plan_folder import read_plan
from assign.inputs.template import write_template

__all__ = [
    "WITHIN_M",
    "Case",
    "Input",
    "check_case",
    "fingerprints",
    "input_sha256",
    "load_problem",
    "mend_case",
    "read_case",
    "read_edits",
    "read_plan",
    "refuse_changed_inputs",
    "survey_case",
    "write_template",
]
