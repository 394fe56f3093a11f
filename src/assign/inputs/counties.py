"""A case in parts, county by county: which counties it has, and the case of one of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow.parquet as pq
from pyarrow import ArrowException

from assign.errors import DataError, Fault, UsageError
from assign.inputs.case import Case, read_case
from assign.inputs.changes import NO_CHANGES
from assign.inputs.entries import Input
from assign.inputs.parts import ENDINGS, is_folder_of_parts, parts_of
from assign.messages import Message, Value

KEY = "county_id="
"""How the name of a county's part begins; a file, or a folder as Hive writes it."""
_NO_BOUND = 1_000_000
"""What R19's bounds are by default: more than there are officers or villages."""


def counties_in(case: Case) -> tuple[str, ...]:
    """Return the ids of a case's counties, sorted, as the names of its parts say them.

    Only folders are listed: nothing is read.

    Raises
    ------
    UsageError
        ``usage.county-inputs`` where an input is not a folder of parts, ``usage.county-whole`` where a setting or a
        change speaks of all counties together.
    DataError
        ``part-missing`` for each county that lacks a part of an input; ``part-without-county``.
    """
    whole = [f"{entry.role} = {entry.file}" for entry in case.inputs.values() if not _in_parts(entry)]
    if whole:
        raise UsageError(Message("usage.county-inputs", {"found": ", ".join(whole)}))
    if wide := _of_all(case):
        raise UsageError(Message("usage.county-whole", {"found": ", ".join(wide)}))
    faults: list[Fault] = []
    held = {entry.role: _held(entry, faults) for entry in case.inputs.values()}
    counties = sorted(set().union(*held.values()))
    for role, entry in case.inputs.items():
        for county in counties:
            if county not in held[role]:
                values: dict[str, Value] = {"role": role, "part": f"{KEY}{county}"}
                faults.append(
                    Fault("part-missing", file=entry.file, column=f"inputs.{role}", found="", values=values)
                )
    if faults:
        raise DataError(faults)
    return tuple(counties)


def county_case(case: Case, county: str) -> Case:
    """Return the case of one county: the same settings, and of each input that county's part alone.

    What it lays over the case is recorded like ``--set``, so a plan of it is verified, explained and drawn by itself.
    """
    inputs = {
        role: {"file": entry.file, "part": f"{KEY}{county}"} for role, entry in sorted(case.inputs.items())
    }
    given = case.overrides.get("inputs")
    laid_over = {**(given if isinstance(given, Mapping) else {}), **inputs}
    return read_case(case.path, scenario=case.scenario, overrides={**case.overrides, "inputs": laid_over})


def county_rows(case: Case, county: str) -> int:
    """Return how many villages a county's part has, from the foot of the file; 0 where that cannot be read."""
    folder = case.inputs["villages"].path
    try:
        return sum(pq.read_metadata(folder / name).num_rows for name in parts_of(folder, f"{KEY}{county}")[0])
    except (ArrowException, OSError, ValueError):
        return 0  # reading the county will say what is wrong


def villages_in_parts(case: Case) -> int:
    """Return how many villages a case in parts has; 0 where its villages are one file, or cannot be counted."""
    entry = case.inputs["villages"]
    if not _in_parts(entry):
        return 0
    try:
        return sum(pq.read_metadata(entry.path / name).num_rows for name in parts_of(entry.path)[0])
    except (ArrowException, OSError, ValueError):
        return 0


def _in_parts(entry: Input) -> bool:
    return not entry.address and "\0" not in str(entry.path) and is_folder_of_parts(entry.path)


def _held(entry: Input, faults: list[Fault]) -> set[str]:
    """Return the counties of whom an input has parts; a part that names none is a fault."""
    counties = set()
    for name in parts_of(entry.path)[0]:
        first = Path(name).parts[0]
        for ending in ENDINGS:
            first = first.removesuffix(ending)
        if first.startswith(KEY) and first != KEY:
            counties.add(first.removeprefix(KEY))
        else:
            faults.append(Fault("part-without-county", file=f"{entry.file}/{name}", found=name[:80]))
    return counties


def _of_all(case: Case) -> list[str]:
    """Return the settings that speak of all counties together, as they are written."""
    policy = case.policy
    rules = {key: policy[key] for key in ("R05", "R08", "R19")}
    wide = {
        "policy.R05.nesting": rules["R05"]["nesting"] == "city",
        "policy.R08.rooms": rules["R08"].number("rooms") > 0,
        "policy.R08.cost": rules["R08"].number("cost") > 0,
        "policy.R19.transfers": rules["R19"]["transfers"] == "city",
        "policy.R19.max_moves": rules["R19"].number("max_moves") < _NO_BOUND,
        "policy.R19.max_changes": rules["R19"].number("max_changes") < _NO_BOUND,
        "[changes]": case.changes != NO_CHANGES,
        "roads.closed": bool(case.closed_roads),
    }
    return [name for name, given in wide.items() if given]
