"""`assign solve`: the main job, from files to a plan folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assign.cache import user_cache
from assign.commands.app import CasePath, Format, Lang, NoCache, Redact, Scenario, Workers, app
from assign.commands.solving import solve_into
from assign.errors import UsageError
from assign.messages import Message
from assign.speak import choose_language


@app.command("solve")
def solve_command(
    case: CasePath,
    out: Annotated[
        Path | None,
        typer.Option(help="Plan folder; by default `plan`, or `plan-NAME` of a scenario, beside case.toml."),
    ] = None,
    scenario: Scenario = None,
    set_: Annotated[
        list[str] | None, typer.Option("--set", help="key=value over the case; may be repeated.")
    ] = None,
    max_moves: Annotated[
        int | None, typer.Option(min=0, help="Officers who may be moved, all together (R19.max_moves).")
    ] = None,
    time_limit: Annotated[
        float | None, typer.Option(min=0, help="Seconds for the whole run; then the best plan so far.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Recorded in the plan.")] = 0,
    workers: Workers = None,
    engine: Annotated[str, typer.Option(help="local")] = "local",
    no_cache: NoCache = False,
    redact: Redact = False,
    lang: Lang = "",
    format_: Format = "text",
) -> None:
    """Decide rooms and posts, verify them, write the plan folder."""
    if engine != "local":
        raise UsageError(Message("usage.engine", {"found": engine}))
    beside = case if case.is_dir() else case.parent
    folder = out or beside / (f"plan-{scenario}" if scenario else "plan")
    solve_into(
        case,
        folder,
        choose_language(lang),
        workers=workers,
        scenario=scenario,
        sets=(*(set_ or ()), *([] if max_moves is None else [f"policy.R19.max_moves={max_moves}"])),
        time_limit_s=time_limit,
        seed=seed,
        as_json=format_ == "json",
        cache=None if no_cache else user_cache(),
        redact=redact,
    )
