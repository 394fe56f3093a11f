"""Whether the input files are still those that were read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from assign.errors import DataError, Fault
from assign.inputs.case import Case
from assign.inputs.check_files import input_sha256
from assign.problem import Problem


def fingerprints(case: Case) -> dict[str, str]:
    """Return the SHA-256 of the case file and of each input that is there, by role."""
    out = {"case": hashlib.sha256(case.path.read_bytes()).hexdigest()}
    for role, entry in sorted(case.inputs.items()):
        if entry.path.exists():
            out[role] = input_sha256(entry.path, entry.part)
    return out


def refuse_changed_inputs(case: Case, problem: Problem, before: Mapping[str, str]) -> None:
    """Raise if a file is no longer what the plan was made from.

    Parameters
    ----------
    before
        `fingerprints` taken before anything was read.

    Raises
    ------
    DataError
        ``input-changed`` for each such file.
    """
    now = fingerprints(case)
    read = {source.role: source.sha256 for source in problem.sources}
    changed = [
        role
        for role in sorted({*before, *now})
        if now.get(role) != before.get(role) or read.get(role, now.get(role)) != now.get(role)
    ]
    if changed:
        raise DataError([Fault("input-changed", file=_file(case, role), found=role) for role in changed])


def _file(case: Case, role: str) -> str:
    """Return what a person calls the file of a role."""
    return case.inputs[role].file if role in case.inputs else case.path.name
