"""Ids that a change names must be there: all that are not are named at once."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable

from assign.errors import DataError, Fault


def known_ids(wanted: Iterable[str], known: Collection[str], place: str) -> None:
    """Refuse ids that are not known.

    Raises
    ------
    DataError
        ``change-unknown-id``, one fault an id, with the nearest that is known.
    """
    faults = []
    for name in sorted(set(wanted) - set(known)):
        near = difflib.get_close_matches(name, sorted(known), 1, 0.3)
        values = {"nearest": near[0] if near else "—"}
        faults.append(
            Fault("change-unknown-id", file="case.toml", column=place, found=name[:80], values=values)
        )
    if faults:
        raise DataError(faults)


def refuse(place: str, found: str, why: str) -> DataError:
    """Return the error of a change that cannot be made."""
    return DataError([Fault(f"change-{why}", file="case.toml", column=place, found=found[:80])])
