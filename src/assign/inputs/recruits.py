"""A list of recruits: a roster beside the case, read and checked as the officers are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd

from assign.errors import DataError, Fault
from assign.inputs.build import officers_of
from assign.inputs.case import parse_case
from assign.inputs.check import has_errors, in_order
from assign.inputs.check_files import input_sha256, read_input, shown_path
from assign.inputs.check_ids import names_of_one, stations_by_name
from assign.inputs.check_roster import check_officers
from assign.inputs.check_values import typed_table
from assign.inputs.entries import Input
from assign.problem import Officer, Problem, Source


def read_recruits(problem: Problem, file: str) -> tuple[tuple[Officer, ...], Source, tuple[Fault, ...]]:
    """Return the recruits of a file, the file as it was read, and what is to be said of it.

    Headers and values that the case explains for its officers mean the same here.

    Parameters
    ----------
    file
        Relative to the folder of the case.

    Raises
    ------
    DataError
        With all faults of the file, an id of the roster among them.
    """
    folder = Path(problem.case_path).parent
    table, faults = read_input(Input("officers", file, folder / file))
    if table is None:
        raise DataError([replace(one, column="changes.recruits") for one in faults])
    case, _ = parse_case(Path(problem.case_path))
    headers = set(table.headers)
    renames, values = (case.columns.get("officers", {}), case.values) if case else ({}, {})  # noqa: PD011
    table, frame, said = typed_table(
        table,
        renames={ours: theirs for ours, theirs in renames.items() if theirs in headers},
        values=values,
        day=problem.day,
    )
    faults += said
    if any(one.code in {"column-missing", "header-twice-used"} for one in said):
        raise DataError(in_order(faults))
    ids = set(problem.station_index)
    listed = pd.Series([one.name for one in problem.stations], dtype=object)
    keys = pd.Series([one.station_id for one in problem.stations], dtype=object)
    frame, said = stations_by_name(table, frame, ids, names_of_one(listed, keys))
    faults += said
    frame, said = check_officers(
        table,
        frame,
        stations=ids,
        villages=set(problem.village_index),
        rooms={f"R-{one}" for one in problem.site_index},
        policy=problem.policy,
    )
    faults += said
    roster = {one.officer_id for one in problem.officers}
    faults += [
        table.fault("recruit-known", row=int(str(row)), column="officer_id", found=key)
        for row, key in frame["officer_id"].items()
        if key in roster
    ]
    if has_errors(faults):
        raise DataError(in_order(faults))
    source = Source("recruits", shown_path(folder / file, folder), input_sha256(folder / file), len(frame))
    return officers_of(frame, problem.day), source, tuple(in_order(faults))
