"""`assign map` and `assign report`: the pages of a plan, written again."""

from __future__ import annotations

from pathlib import Path

from assign.commands.app import CaseOption, Lang, PlanPath, app
from assign.commands.facts import problem_of
from assign.inputs import read_plan
from assign.plan import Plan
from assign.problem import Problem
from assign.show import write_map, write_report
from assign.speak import choose_language, tell


@app.command("map")
def map_command(
    plan: PlanPath,
    case: CaseOption = None,
    lang: Lang = "",
) -> None:
    """Draw the map again from the plan."""
    found = read_plan(plan)
    tell(
        "cli.map",
        choose_language(lang),
        path=_rewrite(plan, "map.html", problem_of(found, plan, case), found, choose_language(lang)),
    )


@app.command()
def report(
    plan: PlanPath,
    case: CaseOption = None,
    lang: Lang = "",
) -> None:
    """Write the one-page report again from the plan."""
    found = read_plan(plan)
    tell(
        "cli.report",
        choose_language(lang),
        path=_rewrite(plan, "report.html", problem_of(found, plan, case), found, choose_language(lang)),
    )


def _rewrite(folder: Path, name: str, problem: Problem, plan: Plan, language: str) -> str:
    """Write one page of a plan folder again, in one step, and return its path."""
    fresh = folder / f".{name}.new"
    write = write_map if name == "map.html" else write_report
    write(problem, plan, fresh, lang=language)
    fresh.replace(folder / name)
    return str((folder / name).absolute())
