"""The name of a decision: one hash that a plan keeps from disk to map, workbook and back."""

from __future__ import annotations

import hashlib

from assign.plan import TABLE_COLUMNS, Plan
from assign.show.tables import cell, table_rows

_DECIDED = ("villages", "rooms", "posts")
_SAID = "reason"
"""Sentences depend on the language and are no part of the decision."""


def plan_hash(plan: Plan) -> str:
    """Return the SHA-256 of what the plan decides, as 64 hexadecimal digits.

    It is taken over the rows of the tables `villages`, `rooms` and `posts`, every cell as it is printed, sentences
    left out. So a plan that is written and read again has the same hash, in either language.
    """
    digest = hashlib.sha256()
    for name in _DECIDED:
        columns = [column for column in TABLE_COLUMNS[name] if column != _SAID]
        for row in table_rows(plan, name):
            cells = (cell(getattr(row, column), column, "en") for column in columns)
            digest.update("\x1f".join(map(str, cells)).encode() + b"\n")
        digest.update(b"\x1e")
    return digest.hexdigest()
