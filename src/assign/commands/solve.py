"""`assign solve`: the main job, from files to a plan folder."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from assign.cache import user_cache
from assign.cluster import ClusterEngine, demand_dask
from assign.commands.app import CasePath, Format, Lang, NoCache, Redact, Scenario, Sets, Workers, command
from assign.commands.by_county import CountyRun, refuse_for_whole, solve_by_county
from assign.commands.solving import solve_into
from assign.engine import LocalEngine
from assign.errors import UsageError
from assign.messages import Message
from assign.speak import choose_language

FromPlan = Annotated[
    Path | None,
    typer.Option(
        "--from",
        metavar="PLAN",
    ),
]
MaxChanges = Annotated[
    int | None,
    typer.Option(metavar="N", min=0),
]
Pins = Annotated[
    list[str] | None,
    typer.Option(
        "--pin",
        metavar="PIN",
    ),
]


@command("solve")
def solve_command(
    case: CasePath,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER"),
    ] = None,
    scenario: Scenario = None,
    sets: Sets = None,
    max_moves: Annotated[int | None, typer.Option(metavar="N", min=0)] = None,
    from_: FromPlan = None,
    max_changes: MaxChanges = None,
    pin: Pins = None,
    time_limit: Annotated[float | None, typer.Option(metavar="SECONDS", min=0)] = None,
    seed: Annotated[int, typer.Option(metavar="N")] = 0,
    workers: Workers = None,
    engine: Annotated[
        str,
        typer.Option(metavar="local|dask"),
    ] = "local",
    scheduler: Annotated[
        str,
        typer.Option(metavar="ADDRESS"),
    ] = "",
    resume: Annotated[bool, typer.Option("--resume")] = False,
    no_cache: NoCache = False,
    by: Annotated[str, typer.Option(metavar="county")] = "",
    no_pages: Annotated[bool, typer.Option("--no-pages")] = False,
    redact: Redact = False,
    lang: Lang = "",
    format_: Format = "text",
) -> None:
    """Decide rooms and posts, verify them, write the plan folder."""
    beside = case if case.is_dir() else case.parent
    folder = out or beside / (f"plan-{scenario}" if scenario else "plan")
    if by or no_pages:
        _refuse_by(by)
        wide = {"from": from_, "pin": pin, "max_moves": max_moves, "max_changes": max_changes}
        refuse_for_whole({**wide, "redact": redact, "scheduler": scheduler, "engine": engine != "local"})
        given, in_json = tuple(sets or ()), format_ == "json"
        settings = CountyRun(workers, scenario, given, time_limit, seed, in_json, resume, no_pages)
        solve_by_county(case, folder, choose_language(lang), settings)
        return
    solve_into(
        case,
        folder,
        choose_language(lang),
        workers=workers,
        scenario=scenario,
        sets=(*(sets or ()), *_bounds(max_moves=max_moves, max_changes=max_changes)),
        time_limit_s=time_limit,
        seed=seed,
        in_json=format_ == "json",
        cache=None if no_cache else user_cache(),
        redact=redact,
        parent=from_,
        pins=tuple(pin or ()),
        engine=_engine_of(engine, scheduler),
        resume=resume,
    )


def _refuse_by(by: str) -> None:
    """Raise if ``--by`` is none that is known.

    Raises
    ------
    UsageError
        ``usage.by``, ``usage.brief-alone``.
    """
    if not by:
        raise UsageError(Message("usage.brief-alone"))
    if by != "county":
        raise UsageError(Message("usage.by", {"found": by}))


def _engine_of(name: str, scheduler: str) -> Callable[..., LocalEngine]:
    """Return what makes the engine that the arguments name.

    Raises
    ------
    UsageError
        ``usage.engine``, ``usage.scheduler-alone``, ``usage.dask-missing``.
    """
    if name not in {"local", "dask"}:
        raise UsageError(Message("usage.engine", {"found": name}))
    if name == "local" and scheduler:
        raise UsageError(Message("usage.scheduler-alone"))
    if name == "local":
        return LocalEngine
    demand_dask()
    return partial(ClusterEngine, scheduler=scheduler)


def _bounds(**bounds: int | None) -> list[str]:
    """Return bounds of R19 as settings."""
    return [f"policy.R19.{name}={most}" for name, most in bounds.items() if most is not None]
