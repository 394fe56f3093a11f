"""The whole plan folder: every file of the contract, in one stroke."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from assign.plan import Plan
from assign.problem import Problem
from assign.show.folder import replace_folder
from assign.show.geopackage import write_geopackage
from assign.show.map import write_map
from assign.show.proposals import RECORDED, WORKBOOK, digest, keep_workbook
from assign.show.redact import redacted
from assign.show.report import write_report
from assign.show.sentences import write_sentences
from assign.show.tables import write_tables
from assign.show.workbook import write_workbook

_ON_REQUEST = ("report.pdf", "maps")
"""Made from a plan when asked for: it goes with it when another plan takes its place."""
_PAGES = ("plan.gpkg", WORKBOOK, "map.html", "report.html")
"""What an earlier plan leaves and a brief one has not: it would be of another plan."""


def write_plan(
    problem: Problem,
    plan: Plan,
    folder: Path,
    *,
    lang: str = "en",
    redact: bool = False,
    locked: bool = False,
    brief: bool = False,
    back: str = "",
) -> Path:
    """Write the plan folder, whole or not at all, and return its path.

    Parameters
    ----------
    folder
        Made anew; an earlier plan there is replaced in one step. A workbook that somebody has saved in it is kept
        as ``plan.edited-….xlsx``.
    lang
        Language of workbook and report, and the one the map opens in. The sentences in ``tables/`` follow
        ``plan.run["lang"]``, English without it.
    redact
        Leave out every personal field (`show.redact`), in every file.
    locked
        Whether the caller holds the folder's lock.
    brief
        Tables, certificate and ``run.json`` only: all that the rest can be made from.
    back
        Relative link from the map to the page that leads to it.

    Raises
    ------
    UsageError
        If something that is not a plan stands there, or another run is writing it.
    """
    if redact:
        problem, plan = redacted(problem, plan)

    def write(fresh: Path) -> None:
        if brief:
            write_tables(plan, fresh)
            write_sentences(plan, fresh)
            keep_workbook(folder, fresh)
            return
        book = write_workbook(problem, plan, fresh / WORKBOOK, lang=lang)
        write_tables(replace(plan, run={**plan.run, RECORDED: digest(book)}), fresh)
        write_sentences(plan, fresh)
        write_geopackage(problem, plan, fresh / "plan.gpkg")
        write_map(problem, plan, fresh / "map.html", lang=lang, back=back)
        write_report(problem, plan, fresh / "report.html", lang=lang)
        keep_workbook(folder, fresh)

    return replace_folder(folder, write, locked=locked, made=(*_ON_REQUEST, *_PAGES))
