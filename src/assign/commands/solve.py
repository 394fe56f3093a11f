"""`assign solve`: the main job, from files to a plan folder."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from assign.cache import user_cache
from assign.cluster import ClusterEngine, demand_dask
from assign.commands.app import CasePath, Format, Lang, NoCache, Redact, Scenario, Workers, app
from assign.commands.solving import solve_into
from assign.engine import LocalEngine
from assign.errors import UsageError
from assign.messages import Message
from assign.speak import choose_language

FromPlan = Annotated[
    Path | None,
    typer.Option(
        "--from",
        help="Plan folder to start from: officers stand where it has them, rooms keep their ids, and each village "
        "that changes room costs weights.change_min.",
    ),
]
MaxChanges = Annotated[
    int | None,
    typer.Option(min=0, help="Villages that may change room against --from, in all (R19.max_changes)."),
]
Pins = Annotated[
    list[str] | None,
    typer.Option(
        "--pin",
        help="What must stay; may be repeated. ROOM: a room stands there. VILLAGE=ROOM: that room serves the village. "
        "OFFICER=ROOM or OFFICER=VILLAGE: the officer stands there. Ids as in a plan's tables: P7=R-V3-office.",
    ),
]


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
    from_: FromPlan = None,
    max_changes: MaxChanges = None,
    pin: Pins = None,
    time_limit: Annotated[
        float | None, typer.Option(min=0, help="Seconds for the whole run; then the best plan so far.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Recorded in the plan.")] = 0,
    workers: Workers = None,
    engine: Annotated[
        str,
        typer.Option(help="local: processes of this machine; dask: a Dask cluster. The plan is the same."),
    ] = "local",
    scheduler: Annotated[
        str,
        typer.Option(
            help="Address of a running Dask scheduler, tcp:// or tls://; without it a cluster here."
        ),
    ] = "",
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on from what an unfinished run has kept in PLAN.work.")
    ] = False,
    no_cache: NoCache = False,
    redact: Redact = False,
    lang: Lang = "",
    format_: Format = "text",
) -> None:
    """Decide rooms and posts, verify them, write the plan folder."""
    beside = case if case.is_dir() else case.parent
    folder = out or beside / (f"plan-{scenario}" if scenario else "plan")
    solve_into(
        case,
        folder,
        choose_language(lang),
        workers=workers,
        scenario=scenario,
        sets=(*(set_ or ()), *_bounds(max_moves=max_moves, max_changes=max_changes)),
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
