"""The command line: each command a few lines; errors in words, exit codes by the contract."""

from __future__ import annotations

import json
import os
import sys
import time
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from assign.assess import changed_inputs, verify
from assign.demo import write_case
from assign.errors import AssignError, DataError, Severity, UsageError
from assign.inputs import check_case, load_problem, read_case, read_plan, write_template
from assign.messages import Message
from assign.plan import Plan
from assign.policy import Policy, default_policy
from assign.problem import Problem
from assign.show import refuse_strangers, write_map, write_plan, write_report
from assign.show.words import has_word, say, word
from assign.solve import case_record, solve
from assign.speak import (
    choose_language,
    complain,
    count_faults,
    fault_record,
    fault_text,
    report_error,
    rule_record,
    rule_text,
    tell,
)

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # or [scenario.NAME] in a help text would be taken for markup and vanish
    help="Rooms, zones and officers for one village, one officer (一村一警): proven, explained, verified.",
)

CasePath = Annotated[Path, typer.Argument(help="A folder with case.toml, or such a file.")]
PlanPath = Annotated[Path, typer.Argument(help="A plan folder.")]
Lang = Annotated[
    str, typer.Option("--lang", help="zh or en; by default $ASSIGN_LANG, else the system's language.")
]


def _known_format(given: str) -> str:
    """Return the format asked for, if there is such a one."""
    if given not in ("text", "json"):
        raise UsageError(Message("usage.format", {"found": given}))
    return given


Format = Annotated[str, typer.Option("--format", help="text or json.", callback=_known_format)]


def main() -> None:
    """Run the command line and leave with the contract's exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app()
    except AssignError as error:
        report_error(error)
        sys.exit(error.exit_code)
    except SystemExit as end:
        if end.code == 130:  # the command framework has caught Ctrl-C
            complain(word("cli.interrupted", choose_language("")))
        raise
    except KeyboardInterrupt:
        complain(word("cli.interrupted", choose_language("")))
        sys.exit(130)
    except OSError as error:
        complain(say(Message("cli.file-failed", {"text": str(error)}), choose_language("")))
        sys.exit(1)
    except Exception as error:
        if os.environ.get("ASSIGN_DEBUG"):
            raise
        values = {"kind": type(error).__name__, "text": str(error)[:300]}
        complain(say(Message("cli.internal", values), choose_language("")))
        sys.exit(70)


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(help="Where the case and its plan go.")] = Path("demo"),
    size: Annotated[str, typer.Option(help="county or city.")] = "county",
    workers: Annotated[int | None, typer.Option(min=1)] = None,
    lang: Lang = "",
) -> None:
    """Write a made-up case, solve it and map it."""
    language = choose_language(lang)
    if folder.exists() and any(folder.iterdir()) and not _is_demo(folder):
        raise UsageError(Message("usage.folder-busy", {"path": str(folder)}))
    case_path = write_case(folder, size=size)
    tell("cli.case", language, path=str(case_path))
    _solve(case_path, folder / "plan", language, workers=workers)


@app.command()
def init(folder: Annotated[Path, typer.Argument(help="A new or empty folder.")], lang: Lang = "") -> None:
    """Write a case to fill in, with an Excel template."""
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(Message("usage.folder-busy", {"path": str(folder)}))
    path = write_template(folder)
    tell("cli.template", choose_language(lang), path=str(path), folder=str(folder))


@app.command()
def check(
    case: CasePath,
    scenario: Annotated[str | None, typer.Option(help="A [scenario.NAME] of the case.")] = None,
    lang: Lang = "",
    format_: Format = "text",
) -> None:
    """Print every fault of the data at once; exit 1 if there are errors."""
    language = choose_language(lang)
    faults = check_case(case, scenario=scenario)
    if format_ == "json":
        typer.echo(
            json.dumps([fault_record(fault, language) for fault in faults], ensure_ascii=False, indent=1)
        )
    else:
        for fault in faults:
            typer.echo(fault_text(fault, language))
        count_faults(faults, language)
    if any(fault.severity is Severity.ERROR for fault in faults):
        raise typer.Exit(1)


@app.command("solve")
def solve_command(
    case: CasePath,
    out: Annotated[
        Path | None,
        typer.Option(help="Plan folder; by default `plan`, or `plan-NAME` of a scenario, beside case.toml."),
    ] = None,
    scenario: Annotated[str | None, typer.Option(help="A [scenario.NAME] of the case.")] = None,
    set_: Annotated[
        list[str] | None, typer.Option("--set", help="key=value over the case; may be repeated.")
    ] = None,
    time_limit: Annotated[float | None, typer.Option(min=0, help="Seconds for the rooms.")] = None,
    seed: Annotated[int, typer.Option(help="Recorded in the plan.")] = 0,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Worker processes; the plan does not depend on it.")
    ] = None,
    engine: Annotated[str, typer.Option(help="local")] = "local",
    lang: Lang = "",
    format_: Format = "text",
) -> None:
    """Read a case, decide rooms and posts, verify, and write the plan folder."""
    if engine != "local":
        raise UsageError(Message("usage.engine", {"found": engine}))
    beside = case if case.is_dir() else case.parent
    folder = out or beside / (f"plan-{scenario}" if scenario else "plan")
    _solve(
        case,
        folder,
        choose_language(lang),
        workers=workers,
        scenario=scenario,
        sets=tuple(set_ or ()),
        time_limit_s=time_limit,
        seed=seed,
        as_json=format_ == "json",
    )


@app.command("verify")
def verify_command(
    plan: PlanPath,
    case: Annotated[Path | None, typer.Option(help="The case, where it has moved.")] = None,
    lang: Lang = "",
    format_: Format = "text",
) -> None:
    """Recompute the plan from the raw files, without the optimiser; exit 5 if anything differs."""
    language = choose_language(lang)
    try:
        found = read_plan(plan)
    except DataError as error:
        for fault in error.faults:
            typer.echo(fault_text(fault, language))
        tell("cli.refused", language, count=len(error.faults))
        raise typer.Exit(5) from error
    problem = _problem_of(found, plan, case)
    findings = [*changed_inputs(problem, found), *verify(problem, found)]
    if format_ == "json":
        records = [
            {
                "code": f.code,
                "rule_id": f.rule_id,
                "entity": f.entity,
                "entity_id": f.entity_id,
                "found": f.found,
                "expected": f.expected,
                "text": say(f.message, language),
            }
            for f in findings
        ]
        typer.echo(json.dumps({"verified": not findings, "findings": records}, ensure_ascii=False, indent=1))
    elif findings:
        for finding in findings[:200]:
            typer.echo(
                f"{finding.code} {finding.entity} {finding.entity_id}: {say(finding.message, language)}"
            )
        tell("cli.refused", language, count=len(findings))
    else:
        counts = {"villages": len(found.assignments), "rooms": len(found.rooms), "posts": len(found.posts)}
        tell("cli.verified", language, **counts)
    if findings:
        raise typer.Exit(5)


@app.command("map")
def map_command(
    plan: PlanPath,
    case: Annotated[Path | None, typer.Option(help="The case, where it has moved.")] = None,
    lang: Lang = "",
) -> None:
    """Draw the map again from the plan."""
    found = read_plan(plan)
    tell(
        "cli.map",
        choose_language(lang),
        path=_rewrite(plan, "map.html", _problem_of(found, plan, case), found, choose_language(lang)),
    )


@app.command()
def report(
    plan: PlanPath,
    case: Annotated[Path | None, typer.Option(help="The case, where it has moved.")] = None,
    lang: Lang = "",
) -> None:
    """Write the one-page report again from the plan."""
    found = read_plan(plan)
    tell(
        "cli.report",
        choose_language(lang),
        path=_rewrite(plan, "report.html", _problem_of(found, plan, case), found, choose_language(lang)),
    )


@app.command()
def rule(
    rule_id: Annotated[str | None, typer.Argument(help="R01 … R25; all without it.")] = None,
    case: Annotated[Path | None, typer.Option(help="Show the rules as a case sets them.")] = None,
    lang: Lang = "",
    format_: Format = "text",
) -> None:
    """List the rules in force, or explain one."""
    language = choose_language(lang)
    policy: Policy = read_case(case).policy if case else default_policy()
    wanted = (rule_id or "").upper()
    if wanted and wanted not in policy.rules:
        raise UsageError(Message("usage.rule", {"found": str(rule_id), "known": ", ".join(policy.rules)}))
    chosen = [policy[wanted]] if wanted else list(policy.rules.values())
    if format_ == "json":
        typer.echo(json.dumps([rule_record(one, language) for one in chosen], ensure_ascii=False, indent=1))
        return
    for one in chosen:
        typer.echo(rule_text(one, language, whole=bool(wanted)))


def _is_demo(folder: Path) -> bool:
    """Return whether a demo stands in the folder: only that may be written over by another."""
    case = folder / "case.toml"
    return case.is_file() and "(generated)" in case.read_text("utf-8", errors="replace")


def _solve(
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


def _problem_of(plan: Plan, folder: Path, case: Path | None) -> Problem:
    """Return the facts of the plan, read afresh from the case it was made from."""
    made_from = plan.run.get("case")
    facts = made_from if isinstance(made_from, Mapping) else {}
    path = case or Path(str(facts.get("path", "")))
    copied = folder.absolute().parent / path.name
    if case is None and copied != path and copied.is_file():
        path = copied  # the case was copied or moved with its plan
    if not path.exists() or not str(path).strip("."):
        raise UsageError(Message("usage.case-gone", {"path": str(path)}))
    scenario = facts.get("scenario")
    overrides = facts.get("overrides")
    laid_over = overrides if isinstance(overrides, Mapping) else {}
    return load_problem(read_case(path, scenario=str(scenario) if scenario else None, overrides=laid_over))


def _rewrite(folder: Path, name: str, problem: Problem, plan: Plan, language: str) -> str:
    """Write one page of a plan folder again, in one step, and return its path."""
    fresh = folder / f".{name}.new"
    write = write_map if name == "map.html" else write_report
    write(problem, plan, fresh, lang=language)
    fresh.replace(folder / name)
    return str((folder / name).absolute())
