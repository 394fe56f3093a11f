"""Disk → `Problem`: a case is read, checked and built; a plan folder is read back."""

from assign.lazily import handing_on

TYPE_CHECKING = False  # as in `typing`, which takes a while to load
if TYPE_CHECKING:
    from assign.inputs.borders import find_borders
    from assign.inputs.build import check_case, load_problem
    from assign.inputs.case import Case, nested, read_case
    from assign.inputs.changes import NO_CHANGES, Changes, read_changes
    from assign.inputs.check_files import input_sha256
    from assign.inputs.check_roads import names_of
    from assign.inputs.closing import close_network, closed_names
    from assign.inputs.counties import counties_in, county_case, county_rows, villages_in_parts
    from assign.inputs.edits import read_edits
    from assign.inputs.entries import Input
    from assign.inputs.guess import Guess, guess_inputs
    from assign.inputs.hashes import fingerprints, refuse_changed_inputs
    from assign.inputs.look import survey_case
    from assign.inputs.mend import WITHIN_M, mend_case
    from assign.inputs.paths import METRES_PER_KM_MIN, road_minutes, site_travel
    from assign.inputs.pieces import join_pieces
    from assign.inputs.plan_folder import read_plan
    from assign.inputs.recruits import read_recruits
    from assign.inputs.template import write_template

__getattr__ = handing_on(
    __name__,
    {
        "Case": "case",
        "Changes": "changes",
        "Guess": "guess",
        "Input": "entries",
        "METRES_PER_KM_MIN": "paths",
        "NO_CHANGES": "changes",
        "WITHIN_M": "mend",
        "check_case": "build",
        "close_network": "closing",
        "closed_names": "closing",
        "counties_in": "counties",
        "county_case": "counties",
        "county_rows": "counties",
        "find_borders": "borders",
        "fingerprints": "hashes",
        "guess_inputs": "guess",
        "input_sha256": "check_files",
        "join_pieces": "pieces",
        "load_problem": "build",
        "mend_case": "mend",
        "names_of": "check_roads",
        "nested": "case",
        "read_case": "case",
        "read_changes": "changes",
        "read_edits": "edits",
        "read_plan": "plan_folder",
        "read_recruits": "recruits",
        "refuse_changed_inputs": "hashes",
        "road_minutes": "paths",
        "site_travel": "paths",
        "survey_case": "look",
        "villages_in_parts": "counties",
        "write_template": "template",
    },
)

__all__ = [
    "METRES_PER_KM_MIN",
    "NO_CHANGES",
    "WITHIN_M",
    "Case",
    "Changes",
    "Guess",
    "Input",
    "check_case",
    "close_network",
    "closed_names",
    "counties_in",
    "county_case",
    "county_rows",
    "find_borders",
    "fingerprints",
    "guess_inputs",
    "input_sha256",
    "join_pieces",
    "load_problem",
    "mend_case",
    "names_of",
    "nested",
    "read_case",
    "read_changes",
    "read_edits",
    "read_plan",
    "read_recruits",
    "refuse_changed_inputs",
    "road_minutes",
    "site_travel",
    "survey_case",
    "villages_in_parts",
    "write_template",
]
