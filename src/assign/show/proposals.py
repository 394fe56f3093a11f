"""What people have written into an old workbook is never lost: a ``plan.xlsx`` that was saved by hand is set aside."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

WORKBOOK = "plan.xlsx"
RECORDED = "workbook"
"""Entry of `run.json`: the SHA-256 of the workbook as it was written."""


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def edited_workbook(folder: Path) -> Path | None:
    """Return the name under which the workbook of a plan folder is to be kept, None if nobody has saved it.

    A workbook whose plan does not tell how it was written is taken for one that somebody has changed.
    """
    book = folder / WORKBOOK
    if not book.is_file():
        return None
    now = digest(book)
    try:
        written = json.loads((folder / "run.json").read_text("utf-8")).get(RECORDED)
    except (OSError, ValueError, AttributeError):
        written = None
    return None if now == written else folder / f"plan.edited-{now[:8]}.xlsx"


def keep_workbook(folder: Path, fresh: Path) -> None:
    """Copy a workbook that somebody has saved from a plan folder into the one that replaces it."""
    kept = edited_workbook(folder)
    if kept is not None:
        shutil.copy2(folder / WORKBOOK, fresh / kept.name)
