"""Settings as they stand in ``case.toml`` or behind ``--set``, carried out in memory."""

from __future__ import annotations

from collections.abc import Mapping

from assign.errors import DataError, Fault
from assign.inputs import nested, read_changes
from assign.problem import Problem
from assign.scenario.apply import apply_changes
from assign.scenario.load import with_policy


def with_settings(problem: Problem, settings: Mapping[str, object]) -> Problem:
    """Return the problem with some settings otherwise.

    Parameters
    ----------
    settings
        Dotted keys below ``policy`` and ``changes``, such as ``{"policy.R08.rooms": 82}`` or
        ``{"changes.sites": {"S1": "candidate"}}``.

    Raises
    ------
    DataError
        For what is unknown, and for rules that reading a case has used up.
    """
    tree = nested(settings)
    faults: list[Fault] = []
    changes = read_changes(tree.get("changes"), faults)
    if faults:
        raise DataError(faults)
    if "policy" in tree:
        problem = with_policy(problem, {"policy": tree["policy"]})
    return apply_changes(problem, changes)
