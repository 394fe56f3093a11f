"""`assign robust` and `assign backtest`: how a plan fares in what may come, and in what came."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from assign.ask import backtest, robust
from assign.asked import problem_of
from assign.commands.app import CaseOption, CasePath, Format, Lang, NoCache, Scenario, Workers, command
from assign.commands.asking import cache_of, share
from assign.commands.giving import AnyFormat, Out, give
from assign.errors import UsageError
from assign.inputs import read_case, read_plan
from assign.messages import Message
from assign.outlook import Odds
from assign.plan import Plan
from assign.problem import Problem
from assign.scenario import load_problem
from assign.show import (
    backtest_record,
    backtest_text,
    outlook_csv,
    outlook_page,
    outlook_record,
    outlook_text,
)
from assign.solve import solve
from assign.speak import as_json, choose_language, complain_in


@command("robust")
def robust_command(
    place: Annotated[Path, typer.Argument(metavar="PLAN|CASE")],
    futures: Annotated[int, typer.Option(metavar="N", min=10, max=10_000)] = 200,
    seed: Annotated[int, typer.Option(metavar="N", min=0)] = 0,
    closed: Annotated[str, typer.Option(metavar="PERCENT")] = "1%",
    bridges: Annotated[str, typer.Option(metavar="PERCENT")] = "5%",
    absent: Annotated[str, typer.Option(metavar="PERCENT")] = "5%",
    steady: Annotated[bool, typer.Option("--steady")] = False,
    alternatives: Annotated[int, typer.Option(metavar="N", min=0, max=20)] = 0,
    slack: Annotated[str, typer.Option(metavar="PERCENT")] = "3%",
    case: CaseOption = None,
    out: Out = None,
    workers: Workers = None,
    no_cache: NoCache = False,
    lang: Lang = "",
    format_: AnyFormat = "text",
) -> None:
    """See how a plan fares in many sampled months.

    Roads are closed, officers away, incidents more or fewer.
    """
    language = choose_language(lang)
    roads, bridge, away = (share(one, "usage.odds") for one in (closed, bridges, absent))
    odds = Odds(roads, bridge, away, incidents=not steady)
    kept = cache_of(no_cache)
    problem, plan = _plan_of(place, case, workers, no_cache)
    found = robust(
        problem, plan, futures=futures, seed=seed, odds=odds, count=alternatives, slack=share(slack), cache=kept,
        workers=workers, tell=lambda _stage, number: complain_in("stage.exposed", language, number=number),
    )  # fmt: skip
    if format_ == "json":
        text = as_json(outlook_record(found))
    elif format_ == "csv":
        text = outlook_csv(found)
    elif format_ == "html":
        text = outlook_page(found, language)
    else:
        text = outlook_text(found, language)
    give(text, out, language, with_mark=format_ == "csv")


@command("backtest")
def backtest_command(
    case: CasePath,
    until: Annotated[str, typer.Option(metavar="DATE")],
    scenario: Scenario = None,
    out: Out = None,
    workers: Workers = None,
    no_cache: NoCache = False,
    lang: Lang = "",
    format_: Format = "text",
) -> None:
    """Plan up to a day, and hold the plan against what came after."""
    language = choose_language(lang)
    problem = load_problem(read_case(case, scenario=scenario))
    found = backtest(problem, _day(until), cache=cache_of(no_cache), workers=workers)
    record = as_json(backtest_record(found))
    give(record if format_ == "json" else backtest_text(found, language), out, language)


def _plan_of(place: Path, case: Path | None, workers: int | None, no_cache: bool) -> tuple[Problem, Plan]:
    """Return the facts and the plan of a plan folder, or of a case that is solved first."""
    if (place / "run.json").is_file():
        plan = read_plan(place)
        return problem_of(plan, place, case), plan
    problem = load_problem(read_case(place))
    return problem, solve(problem, workers=workers, cache=cache_of(no_cache))


def _day(given: str) -> dt.date:
    try:
        return dt.date.fromisoformat(given.strip())
    except ValueError:
        raise UsageError(Message("usage.date", {"found": given})) from None
