"""The folder of `assign check --out`: page, marked tables and layer, whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assign.show.checked.layer import write_fault_layer
from assign.show.checked.page import check_page
from assign.show.checked.workbook import write_checked
from assign.show.folder import replace_folder
from assign.survey import Grid, Survey

PAGE, LAYER, MARKED = "check.html", "faults.gpkg", "-checked.xlsx"


def write_check(survey: Survey, folder: Path, *, lang: str) -> Path:
    """Write ``check.html``, ``faults.gpkg`` and ``<table>-checked.xlsx`` for each table with faults.

    Parameters
    ----------
    folder
        Made anew; an earlier check there is replaced in one step.

    Raises
    ------
    UsageError
        If something that is not a check stands there, or another run is writing it.
    """

    def write(fresh: Path) -> None:
        names = marked_names(survey.grids)
        for name, grid in zip(names, survey.grids, strict=True):
            write_checked(grid, survey.faults, fresh / name, lang=lang)
        write_fault_layer(survey.faults, fresh / LAYER, lang=lang)
        page = check_page(survey, lang=lang, beside=[*names, LAYER])
        (fresh / PAGE).write_text(page, encoding="utf-8", newline="\n")

    return replace_folder(folder, write, mark=PAGE, made=(PAGE, LAYER, f"*{MARKED}"))


def marked_names(grids: Sequence[Grid]) -> list[str]:
    """Return a file name for each table: the stem of its own, with its role where two have the same."""
    stems = [Path(grid.file).stem or grid.role for grid in grids]
    return [
        f"{stem}{MARKED}" if stems.count(stem) == 1 else f"{stem}-{grid.role}{MARKED}"
        for stem, grid in zip(stems, grids, strict=True)
    ]
