"""A case solved into a plan folder, a line a stage on the terminal: what `solve` and `demo` share."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import typer

from assign.cache import Cache
from assign.commands.following import follow_plan, tell_changes
from assign.commands.interrupts import PlanKept, ended_at, listen_again, on_interrupt
from assign.commands.resuming import work_beside
from assign.engine import Brake, LocalEngine
from assign.errors import ImpossibleError, NoPlanError, UsageError
from assign.inputs import Case, fingerprints, read_case, refuse_changed_inputs, villages_in_parts
from assign.messages import Message
from assign.plan import Plan, Status
from assign.problem import Problem
from assign.scenario import load_problem
from assign.show import edited_workbook, only_writer, refuse_strangers, write_plan
from assign.show.words import has_word, say, word
from assign.solve import Progress, case_record, solve, stamped
from assign.speak import as_json, complain, tell
from assign.started import STARTED

REST = 0.4
"""What is left once rooms and posts are stopped, tables included, takes about this part of the time of reading."""
QUICK = 0.4
"""So does a plan made at once, from the facts to its tables."""
PAGES = 0.75
"""Maps, workbook and report alone."""
MOMENT_S = 0.5
"""They are written even when time is up if it takes no longer than this."""
OVERRUN = 0.02
OVERRUN_S = 2.0
"""A limit of time may be overrun by this part of it, or by so many seconds: whichever is more."""

MANY = 20_000
"""A case in parts with more villages than this is told that it can be solved county by county."""


@dataclass(frozen=True)
class Wish:
    """What to solve, and how: the arguments of `assign solve`.

    Parameters
    ----------
    limit_s
        Seconds from the start of the program to its end; None for no limit.
    parent
        Folder of the earlier plan that the new one follows.
    pins
        What must stay (`scenario.follow`).
    """

    case: Case
    folder: Path
    language: str
    workers: int | None = None
    limit_s: float | None = None
    seed: int = 0
    redact: bool = False
    cache: Cache | None = None
    parent: Path | None = None
    pins: tuple[str, ...] = ()
    engine: Callable[..., LocalEngine] = LocalEngine


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
    in_json: bool = False,
    cache: Cache | None = None,
    redact: bool = False,
    parent: Path | None = None,
    pins: tuple[str, ...] = (),
    engine: Callable[..., LocalEngine] = LocalEngine,
    resume: bool = False,
) -> None:
    """Solve a case and write its plan folder, a line a stage on standard error.

    Nobody else may write the folder meanwhile, and the inputs must stay as they are. Ctrl-C keeps the best plan
    so far (exit 130); a limit of time does, too. Stations that are finished are kept beside the folder until the
    plan is, so that a run that ends early, however it ends, can be taken up (`resume`).
    """
    case = read_case(case_path, scenario=scenario, overrides=overrides_of(sets))
    refuse_strangers(folder)
    if (villages := villages_in_parts(case)) > MANY:
        complain(say(Message("stage.by-county-hint", {"villages": villages}), language))
    wish = Wish(case, folder, language, workers, time_limit_s, seed, redact, cache, parent, pins, engine)
    with only_writer(folder), work_beside(folder, cache, language, resume=resume) as work:
        try:
            plan, brief = _solve_or_point(replace(wish, cache=work), case_path)
        except ImpossibleError:
            work.clear()  # nothing to go on with
            raise
        cut_short = plan.status is Status.FEASIBLE and time_limit_s is not None
        if plan.status is not Status.INTERRUPTED and not cut_short:
            work.clear()
    with on_interrupt(lambda: None):  # all is done: the exit code says so
        _conclude(plan, folder, language, in_json=in_json)
        if brief:
            tell("cli.brief", language, path=str(folder))
    if plan.status is Status.INTERRUPTED:
        raise PlanKept


_WISHED = ("impossible.wish", "impossible.wishes")
"""What pins collide with: `diagnose` does not know them."""


def _solve_or_point(wish: Wish, case_path: Path) -> tuple[Plan, bool]:
    """Solve; where that is impossible, the error also says who finds out what would mend it."""
    try:
        return _solve(wish)
    except ImpossibleError as error:
        if not any(message.key in _WISHED for message in error.collisions):
            error.hint = Message("cli.diagnose-hint", {"path": str(case_path)})
        raise


def _solve(wish: Wish) -> tuple[Plan, bool]:
    """Return the plan that now stands in the folder, and whether only its tables do."""

    def progress(stage: str, figures: Mapping[str, str | int | float]) -> None:
        listen_again()
        complain(say(Message(f"stage.{stage}", figures), wish.language))

    end = None if wish.limit_s is None else STARTED + wish.limit_s
    begun = time.perf_counter()
    with ended_at(end, lambda: _too_late(wish)):
        before = fingerprints(wish.case)
        problem, followed = follow_plan(load_problem(wish.case), wish.parent, wish.pins, wish.language)
    read_s = time.perf_counter() - begun
    if end is not None and wish.limit_s is not None:
        late_s = time.monotonic() + QUICK * read_s - end
        if late_s > max(OVERRUN_S, OVERRUN * wish.limit_s):  # not even a quick plan would be in time
            raise _too_late(wish)
    facts = {
        "villages": len(problem.villages),
        "stations": len(problem.stations),
        "officers": len(problem.officers),
    }

    def stopping() -> None:
        brake.pull()
        complain(word("stage.stopping", wish.language))

    with Brake(None if end is None else end - REST * read_s) as brake:
        with on_interrupt(stopping):
            progress("read", {**facts, "seconds": f"{read_s:.1f}"})
            plan = solve(
                problem,
                workers=wish.workers,
                stop=brake.stop,
                cache=wish.cache,
                engine=wish.engine,
                seed=wish.seed,
                progress=lambda stage, figures: progress(stage, figures) if stage != "read" else None,
                record={
                    "lang": wish.language,
                    "case": case_record(wish.case),
                    "timings": {"read": round(read_s, 3)},
                    **followed,
                },
            )
            refuse_changed_inputs(wish.case, problem, before)
        if brake.stop.pulled():
            plan = replace(plan, status=Status.INTERRUPTED)
        late = end is not None and time.monotonic() > end - PAGES * read_s
        brief = (late or plan.status is Status.INTERRUPTED) and PAGES * read_s > MOMENT_S
        return _written(problem, plan, wish, progress, brief=brief)


def _written(
    problem: Problem, plan: Plan, wish: Wish, progress: Progress, *, brief: bool
) -> tuple[Plan, bool]:
    """Return the plan that was written, and whether in brief; Ctrl-C makes it brief."""
    begun = time.perf_counter()
    write = partial(
        write_plan, problem, folder=wish.folder, lang=wish.language, redact=wish.redact, locked=True
    )
    plan = stamped(plan, findings=0)  # `solve` hands out no plan that its verifier refuses
    kept = edited_workbook(wish.folder)
    try:
        write(plan, brief=brief)
    except KeyboardInterrupt:
        if plan.status is Status.INTERRUPTED:  # the second one
            raise
        plan, brief = replace(plan, status=Status.INTERRUPTED), True
        write(plan, brief=brief)
    if kept is not None:
        complain(say(Message("cli.workbook-kept", {"path": str(kept)}), wish.language))
    progress("write", {"folder": str(wish.folder), "seconds": f"{time.perf_counter() - begun:.1f}"})
    return plan, brief


def _too_late(wish: Wish) -> NoPlanError:
    """Return that time was up before the data were read."""
    values = {"spent": f"{time.monotonic() - STARTED:.1f}", "limit": f"{wish.limit_s:g}"}
    return NoPlanError(Message("no-plan.read", values))


def _conclude(plan: Plan, folder: Path, language: str, *, in_json: bool) -> None:
    """Print what was reached and where it lies."""
    if in_json:
        record = {
            "status": plan.status.value,
            "objective": dict(plan.objective),
            "bound": plan.bound,
            "gap": plan.gap,
            "metrics": dict(plan.metrics),
            "exceptions": len(plan.exceptions),
            **({"changes": changes} if (changes := plan.run.get("changes")) else {}),
            "plan": str(folder.absolute()),
        }
        typer.echo(as_json(record))
        return
    status = (
        word(f"status.{plan.status.value}", language)
        if has_word(f"status.{plan.status.value}")
        else plan.status
    )
    total, bound = f"{plan.objective['total']:,.1f}", f"{plan.bound:,.1f}"
    tell("cli.status", language, status=status, total=total, bound=bound, gap=f"{plan.gap:.3%}")
    changes = plan.run.get("changes")
    if isinstance(changes, Mapping):
        tell_changes(changes, language)
    if plan.exceptions:
        file = str(folder / "tables" / "exceptions.csv")
        tell("cli.exceptions", language, count=len(plan.exceptions), file=file)
    for row in plan.exceptions:
        if row.entity == "plan":  # of the whole: too weighty to be one line among hundreds
            typer.echo(f"  {row.rule_id}: {say(row.remedy, language)}")
    later = plan.run.get("rules_not_yet_enforced")
    if isinstance(later, list) and later:
        tell("cli.later", language, rules=", ".join(map(str, later)))
    tell("cli.plan", language, path=str(folder.absolute()))
    tell("cli.map", language, path=str((folder / "map.html").absolute()))


def overrides_of(sets: tuple[str, ...]) -> dict[str, object]:
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
