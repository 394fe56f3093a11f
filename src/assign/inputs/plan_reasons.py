"""The other choices of posts, read back from ``tables/reasons.csv``; a plan may come without them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assign.plan import Alternative


def unreasoned(folder: Path) -> frozenset[str]:
    """Return the name of the table where a plan came without it: plans of earlier versions have none."""
    return frozenset() if (folder / "tables" / "reasons.csv").is_file() else frozenset({"reasons"})


def reasons_of(rows: Sequence[Mapping[str, Any]]) -> tuple[Alternative, ...]:
    """Return the rows of the table; its sentences follow from the figures and are not read."""
    return tuple(
        Alternative(**{column: row[column] for column in row if column != "sentence"}) for row in rows
    )
