"""A case solved into a plan folder, a line a stage on the terminal: what `solve` and `demo` share."""

from __future__ import annotations

import json
import time
import tomllib
from collections.abc import Mapping
from pathlib import Path

import typer

from assign.cache import Cache
from assign.errors import UsageError
from assign.inputs import read_case
from assign.messages import Message
from assign.plan import Plan
from assign.scenario import load_problem
from assign.show import refuse_strangers, write_plan
from assign.show.words import has_word, say, word
from assign.solve import case_record, solve
from assign.speak import complain, tell


def solve_into(
    case_path: Path,
    folder: Path,
    language: str,
    *,
    workers: int | None = None,
    scenario: str | None = None,
    sets: tuple[str, ...] = (),
    time_limit_s: float | None = None,
    seed: int = 0,
    as_json: bool = False,
    cache: Cache | None = None,
) -> None:
    """Solve a case and write its plan folder, a line a stage on standard error."""

    def progress(stage: str, figures: Mapping[str, str | int | float]) -> None:
        complain(say(Message(f"stage.{stage}", figures), language))

    case = read_case(case_path, scenario=scenario, overrides=_overrides(sets))
    refuse_strangers(folder)
    begun = time.perf_counter()
    problem = load_problem(case)
    read_s = round(time.perf_counter() - begun, 3)
    record = {"lang": language, "case": case_record(case), "timings": {"read": read_s}}
    facts = {
        "villages": len(problem.villages),
        "stations": len(problem.stations),
        "officers": len(problem.officers),
    }
    progress("read", {**facts, "seconds": f"{read_s:.1f}"})
    plan = solve(
        problem,
        workers=workers,
        time_limit_s=time_limit_s,
        seed=seed,
        progress=lambda stage, figures: progress(stage, figures) if stage != "read" else None,
        record=record,
        cache=cache,
    )
    begun = time.perf_counter()
    write_plan(problem, plan, folder, lang=language)
    progress("write", {"folder": str(folder), "seconds": f"{time.perf_counter() - begun:.1f}"})
    _conclude(plan, folder, language, as_json=as_json)


def _conclude(plan: Plan, folder: Path, language: str, *, as_json: bool) -> None:
    """Print what was reached and where it lies."""
    if as_json:
        record = {
            "status": plan.status.value,
            "objective": dict(plan.objective),
            "bound": plan.bound,
            "gap": plan.gap,
            "metrics": dict(plan.metrics),
            "exceptions": len(plan.exceptions),
            "plan": str(folder.absolute()),
        }
        typer.echo(json.dumps(record, ensure_ascii=False, indent=1))
        return
    status = (
        word(f"status.{plan.status.value}", language)
        if has_word(f"status.{plan.status.value}")
        else plan.status
    )
    total, bound = f"{plan.objective['total']:,.1f}", f"{plan.bound:,.1f}"
    tell("cli.status", language, status=status, total=total, bound=bound, gap=f"{plan.gap:.3%}")
    if plan.exceptions:
        file = str(folder / "tables" / "exceptions.csv")
        tell("cli.exceptions", language, count=len(plan.exceptions), file=file)
    later = plan.run.get("rules_not_yet_enforced")
    if isinstance(later, list) and later:
        tell("cli.later", language, rules=", ".join(map(str, later)))
    tell("cli.plan", language, path=str(folder.absolute()))
    tell("cli.map", language, path=str((folder / "map.html").absolute()))


def _overrides(sets: tuple[str, ...]) -> dict[str, object]:
    """Return ``--set key=value`` pairs; values are read as TOML, and as plain text where they are none."""
    out: dict[str, object] = {}
    for item in sets:
        key, equals, value = item.partition("=")
        if not equals or not key.strip():
            raise UsageError(Message("usage.set", {"found": item}))
        try:
            out[key.strip()] = tomllib.loads(f"value = {value}")["value"]
        except tomllib.TOMLDecodeError:
            out[key.strip()] = value.strip()
    return out
