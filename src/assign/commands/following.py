"""What `solve --from` and `--pin` say: what earlier plan and facts do not share, and what has changed in the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from assign.errors import UsageError
from assign.inputs import read_plan
from assign.messages import Message
from assign.problem import Problem
from assign.scenario import earlier_record, follow, missing
from assign.show.words import say
from assign.solve import parent_record
from assign.speak import complain, tell

NAMED = 5
"""So many ids are named; the others are counted."""


def follow_plan(
    problem: Problem, parent: Path | None, pins: Sequence[str], language: str
) -> tuple[Problem, dict[str, object]]:
    """Return the facts after an earlier plan and with pins, and their entries of `run.json`.

    Raises
    ------
    DataError
        For a plan of another case, a folder that is none, and with every pin that cannot be.
    UsageError
        ``usage.from-redacted``: nobody knows who stood where.
    """
    record: dict[str, object] = {"pins": list(pins)} if pins else {}
    if parent is None:
        return follow(problem, None, pins), record
    plan = read_plan(parent)
    if plan.run.get("redacted"):
        raise UsageError(Message("usage.from-redacted", {"path": str(parent)}))
    earlier = earlier_record(problem, plan)
    for kind, ids in missing(problem, plan):
        named = ", ".join(ids[:NAMED]) + (" …" if len(ids) > NAMED else "")
        complain(say(Message(f"earlier.{kind}", {"count": len(ids), "ids": named}), language))
    record |= {"parent": parent_record(plan, parent), "earlier": earlier}
    return follow(problem, earlier, pins), record


def tell_changes(changes: Mapping[str, object], language: str) -> None:
    """Print what a plan changes of the earlier one, and what that is worth."""
    names = ("villages", "rooms_kept", "rooms_opened", "rooms_closed", "officers")
    tell("replan.changes", language, **{name: str(changes.get(name, "–")) for name in names})
    gain, each = changes.get("gain_min"), changes.get("gain_min_per_village")
    if isinstance(gain, int | float):
        per = f"{each:,.1f}" if isinstance(each, int | float) else "–"
        tell("replan.gain", language, gain=f"{gain:,.1f}", each=per)
    else:
        tell("replan.no-standing", language)
