"""The whole plan folder: every file of the contract, in one stroke."""

from __future__ import annotations

from pathlib import Path

from assign.plan import Plan
from assign.problem import Problem
from assign.show.folder import replace_folder
from assign.show.geopackage import write_geopackage
from assign.show.map import write_map
from assign.show.report import write_report
from assign.show.tables import write_tables
from assign.show.workbook import write_workbook

_PAGES = ("plan.gpkg", "plan.xlsx", "map.html", "report.html")
"""What an earlier plan leaves and a brief one has not: it would be of another plan."""


def write_plan(
    problem: Problem, plan: Plan, folder: Path, *, lang: str = "en", locked: bool = False, brief: bool = False
) -> Path:
    """Write the plan folder, whole or not at all, and return its path.

    Parameters
    ----------
    folder
        Made anew; an earlier plan there is replaced in one step.
    lang
        Language of workbook and report, and the one the map opens in. The sentences in ``tables/`` follow
        ``plan.run["lang"]``, English without it.
    locked
        Whether the caller holds the folder's lock.
    brief
        Tables, certificate and ``run.json`` only: all that the rest can be made from.

    Raises
    ------
    UsageError
        If something that is not a plan stands there, or another run is writing it.
    """

    def write(fresh: Path) -> None:
        write_tables(plan, fresh)
        if brief:
            return
        write_geopackage(problem, plan, fresh / "plan.gpkg")
        write_workbook(problem, plan, fresh / "plan.xlsx", lang=lang)
        write_map(problem, plan, fresh / "map.html", lang=lang)
        write_report(problem, plan, fresh / "report.html", lang=lang)

    return replace_folder(folder, write, locked=locked, made=_PAGES)
