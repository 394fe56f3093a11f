"""What the rules report, read back: the kind of each cell follows from the type of its field."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints

from assign.reported import ROWS, Reported

_KIND_OF: dict[object, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true/false",
    float | None: "number or nothing",
    tuple[str, ...]: "list",
}


@cache
def reported_kinds(table: str) -> dict[str, str]:
    """Return the kind of each column of a reported table."""
    return {column: _KIND_OF[hint] for column, hint in get_type_hints(ROWS[table]).items()}


def unreported(folder: Path) -> frozenset[str]:
    """Return the tables that a plan came without: its map can be drawn all the same, and `verify` misses them."""
    return frozenset(name for name in ROWS if not (folder / "tables" / f"{name}.csv").is_file())


def reported_of(tables: Mapping[str, list[dict[str, Any]]]) -> Reported:
    """Return the rows of all reported tables."""
    rows: dict[str, Any] = {name: tuple(row(**cells) for cells in tables[name]) for name, row in ROWS.items()}
    return Reported(**rows)
