"""`assign map` and `assign report`: the pages of a plan, written again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assign.commands.app import CaseOption, Lang, PlanPath, Redact, app
from assign.commands.facts import problem_of
from assign.inputs import read_plan
from assign.plan import Plan
from assign.problem import Problem
from assign.show import print_pdf, redacted, write_map, write_report
from assign.speak import choose_language, tell

Out = Annotated[Path | None, typer.Option(help="Another file than the one in the plan folder.")]


@app.command("map")
def map_command(
    plan: PlanPath,
    case: CaseOption = None,
    out: Out = None,
    redact: Redact = False,
    lang: Lang = "",
) -> None:
    """Draw the map again from the plan."""
    language = choose_language(lang)
    problem, found = _facts(plan, case, redact=redact)
    path = out or plan / "map.html"
    fresh = path.with_name(f".{path.name}.new")
    write_map(problem, found, fresh, lang=language)
    fresh.replace(path)
    tell("cli.map", language, path=str(path.absolute()))


@app.command()
def report(
    plan: PlanPath,
    case: CaseOption = None,
    out: Out = None,
    pdf: Annotated[
        bool, typer.Option("--pdf", help="Print it to PDF as well, with Chromium, Chrome or Edge.")
    ] = False,
    redact: Redact = False,
    lang: Lang = "",
) -> None:
    """Write the one-page report again from the plan."""
    language = choose_language(lang)
    problem, found = _facts(plan, case, redact=redact)
    path = out or plan / "report.html"
    fresh = path.with_name(f".{path.name}.new")
    write_report(problem, found, fresh, lang=language)
    fresh.replace(path)
    tell("cli.report", language, path=str(path.absolute()))
    if pdf:
        tell("cli.report", language, path=str(print_pdf(path, path.with_suffix(".pdf")).absolute()))


def _facts(folder: Path, case: Path | None, *, redact: bool) -> tuple[Problem, Plan]:
    """Return facts and plan, without persons where that is asked for or was done before."""
    plan = read_plan(folder)
    problem = problem_of(plan, folder, case)
    return redacted(problem, plan) if redact or plan.run.get("redacted") else (problem, plan)
