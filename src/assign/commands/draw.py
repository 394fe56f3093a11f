"""`assign map` and `assign report`: the pages of a plan, written again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from assign.asked import problem_of
from assign.assess import verify
from assign.commands.app import CaseOption, Lang, PlanPath, Redact, command
from assign.counties import (
    CountyDrawing,
    county_folders,
    draw_county,
    in_processes,
    is_by_county,
    write_index,
)
from assign.engine import default_workers
from assign.errors import UsageError
from assign.inputs import read_plan
from assign.messages import Message
from assign.plan import Plan
from assign.problem import Problem
from assign.show import print_pdf, redacted, write_county_maps, write_map, write_report
from assign.show.map import basemap
from assign.solve import stamped
from assign.speak import choose_language, tell

Out = Annotated[Path | None, typer.Option(metavar="FILE")]


@command("map")
def map_command(
    plan: PlanPath,
    case: CaseOption = None,
    out: Out = None,
    tiles: Annotated[str, typer.Option("--basemap", metavar="SERVER")] = "",
    key: Annotated[str, typer.Option(metavar="KEY")] = "",
    by: Annotated[str, typer.Option(metavar="county")] = "",
    redact: Redact = False,
    lang: Lang = "",
) -> None:
    """Draw the map again from the plan."""
    language = choose_language(lang)
    if by and (by != "county" or tiles or out):
        raise UsageError(Message("usage.map-by", {"found": by}))
    if by and is_by_county(plan):
        _draw_counties(plan, case, language, redact=redact)
        return
    ground = basemap(tiles, key=key) if tiles else None
    found = read_plan(plan)
    problem = problem_of(found, plan, case)
    sealed = stamped(found, findings=len(verify(problem, found)))
    problem, sealed = _without_persons(problem, sealed, redact=redact)
    if by:
        drawn = write_county_maps(problem, sealed, plan, lang=language)
        tell("cli.county-maps", language, path=str((plan / "map.html").absolute()), count=len(drawn))
        return
    path = out or plan / "map.html"
    _rewrite(path, lambda page: write_map(problem, sealed, page, lang=language, basemap=ground))
    tell("cli.map", language, path=str(path.absolute()))


def _draw_counties(plan: Path, case: Path | None, language: str, *, redact: bool) -> None:
    """Draw every county of a plan made county by county, a process each, then the page that leads to them."""
    folders = county_folders(plan)
    tasks = (CountyDrawing(key, folder, language, case, redact) for key, folder in sorted(folders.items()))
    records = []
    for _, outcome in in_processes(draw_county, tasks, default_workers()):
        if isinstance(outcome, Exception):
            raise outcome
        records.append(outcome)
    title = json.loads((plan / "run.json").read_text("utf-8"))["case"]["name"]
    path = write_index(records, plan / "map.html", title=str(title), lang=language)
    tell("cli.county-maps", language, path=str(path.absolute()), count=len(records))


@command("report")
def report(
    plan: PlanPath,
    case: CaseOption = None,
    out: Out = None,
    pdf: Annotated[bool, typer.Option("--pdf")] = False,
    redact: Redact = False,
    lang: Lang = "",
) -> None:
    """Write the one-page report again from the plan."""
    language = choose_language(lang)
    found = read_plan(plan)
    problem, found = _without_persons(problem_of(found, plan, case), found, redact=redact)
    path = out or plan / "report.html"
    _rewrite(path, lambda page: write_report(problem, found, page, lang=language))
    tell("cli.report", language, path=str(path.absolute()))
    if pdf:
        tell("cli.report", language, path=str(print_pdf(path, path.with_suffix(".pdf")).absolute()))


def _without_persons(problem: Problem, plan: Plan, *, redact: bool) -> tuple[Problem, Plan]:
    """Return facts and plan, without persons where that is asked for or was done before."""
    return redacted(problem, plan) if redact or plan.run.get("redacted") else (problem, plan)


def _rewrite(path: Path, write: Callable[[Path], object]) -> None:
    """Write a page again, in one step."""
    fresh = path.with_name(f".{path.name}.new")
    write(fresh)
    fresh.replace(path)
