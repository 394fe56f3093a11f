"""`assign map` and `assign report`: the pages of a plan, written again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from assign.assess import verify
from assign.commands.app import CaseOption, Lang, PlanPath, app
from assign.commands.facts import problem_of
from assign.commands.solving import stamped
from assign.inputs import read_plan
from assign.show import write_map, write_report
from assign.show.map import basemap
from assign.speak import choose_language, tell

_BASEMAP_HELP = (
    "tianditu, gaode, or a URL with {z}, {x} and {y} (gcj02:URL where its tiles are shifted); the page then asks "
    "that server, and no other, for tiles."
)


@app.command("map")
def map_command(
    plan: PlanPath,
    case: CaseOption = None,
    tiles: Annotated[str, typer.Option("--basemap", help=_BASEMAP_HELP)] = "",
    key: Annotated[str, typer.Option(help="Tianditu's key.")] = "",
    lang: Lang = "",
) -> None:
    """Draw the map again from the plan."""
    language = choose_language(lang)
    ground = basemap(tiles, key=key) if tiles else None
    found = read_plan(plan)
    problem = problem_of(found, plan, case)
    sealed = stamped(found, findings=len(verify(problem, found)))
    path = _rewrite(
        plan, "map.html", lambda page: write_map(problem, sealed, page, lang=language, basemap=ground)
    )
    tell("cli.map", language, path=path)


@app.command()
def report(
    plan: PlanPath,
    case: CaseOption = None,
    lang: Lang = "",
) -> None:
    """Write the one-page report again from the plan."""
    language = choose_language(lang)
    found = read_plan(plan)
    problem = problem_of(found, plan, case)
    path = _rewrite(plan, "report.html", lambda page: write_report(problem, found, page, lang=language))
    tell("cli.report", language, path=path)


def _rewrite(folder: Path, name: str, write: Callable[[Path], object]) -> str:
    """Write one page of a plan folder again, in one step, and return its path."""
    fresh = folder / f".{name}.new"
    write(fresh)
    fresh.replace(folder / name)
    return str((folder / name).absolute())
