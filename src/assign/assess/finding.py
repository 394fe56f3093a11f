"""What the verifier says when a plan does not hold."""

from __future__ import annotations

from dataclasses import dataclass

from assign.messages import Message

HALF_CENT = 0.005 + 1e-6
"""How far a number printed with two decimals may stand from the true one."""

HALF_TENTH = 0.05 + 1e-6
"""The same for one decimal."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing in a plan that is not so.

    Parameters
    ----------
    code
        Stable code, e.g. ``"travel-wrong"``; its sentence stands in `show/words` under ``finding.<code>``.
    rule_id
        The rule that is broken, or "" when a number or a table is wrong.
    entity, entity_id
        What it is about: ``village``, ``room``, ``officer``, ``station``, ``site``, ``scope`` or ``plan``.
    found
        What the plan says.
    expected
        What was recomputed.
    """

    code: str
    rule_id: str
    entity: str
    entity_id: str
    found: str
    expected: str

    @property
    def message(self) -> Message:
        """The finding as a sentence to be said in either language."""
        values = {
            "rule_id": self.rule_id,
            "entity": self.entity,
            "entity_id": self.entity_id,
            "found": self.found,
            "expected": self.expected,
        }
        return Message(f"finding.{self.code}", values)

    def __str__(self) -> str:
        return (
            f"{self.code}: {self.entity} {self.entity_id}: found {self.found!r}, expected {self.expected!r}"
        )


def yes_no(flag: bool) -> str:
    """Return a flag as the tables write it."""
    return "true" if flag else "false"


def listed(ids: object) -> str:
    """Return ids as one text, the first eight of them, sorted."""
    names = sorted(map(str, ids)) if isinstance(ids, list | tuple | set | frozenset) else [str(ids)]
    more = f";… ({len(names)})" if len(names) > 8 else ""
    return ";".join(names[:8]) + more
