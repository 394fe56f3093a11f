"""The command line: each command a few lines; errors in words, exit codes by the contract."""

from __future__ import annotations

import json
import locale
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
from assign.errors import AssignError, DataError, Fault, ImpossibleError, NoPlanError, Severity, UsageError
from assign.inputs import check_case, load_problem, read_case, read_plan, write_template
from assign.messages import Message
from assign.plan import Plan
from assign.policy import Policy, Rule, default_policy
from assign.problem import Problem
from assign.show import write_map, write_plan, write_report
from assign.show.words import LANGUAGES, has_word, say, word
from assign.solve import UnsoundPlanError, solve

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Rooms, zones and officers for one village, one officer (一村一警): proven, explained, verified.",
)

CasePath = Annotated[Path, typer.Argument(help="A folder with case.toml, or such a file.")]
PlanPath = Annotated[Path, typer.Argument(help="A plan folder.")]
Lang = Annotated[
    str, typer.Option("--lang", help="zh or en; by default $ASSIGN_LANG, else the system's language.")
]
Format = Annotated[str, typer.Option("--format", help="text or json.")]


def main() -> None:
    """Run the command line and leave with the contract's exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app()
    except AssignError as error:
        _report(error)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        _complain(word("cli.interrupted", _lang("")))
        sys.exit(130)
    except OSError as error:
        _complain(say(Message("cli.file-failed", {"text": str(error)}), _lang("")))
        sys.exit(1)
    except Exception as error:
        if os.environ.get("ASSIGN_DEBUG"):
            raise
        values = {"kind": type(error).__name__, "text": str(error)[:300]}
        _complain(say(Message("cli.internal", values), _lang("")))
        sys.exit(70)


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(help="Where the case and its plan go.")] = Path("demo"),
    size: Annotated[str, typer.Option(help="county or city.")] = "county",
    workers: Annotated[int | None, typer.Option(min=1)] = None,
    lang: Lang = "",
) -> None:
    """Write a made-up case, solve it and map it."""
    language = _lang(lang)
    case_path = write_case(folder, size=size)
    _print("cli.case", language, path=str(case_path))
    _solve(case_path, folder / "plan", language, workers=workers)


@app.command()
def init(folder: Annotated[Path, typer.Argument(help="A new or empty folder.")], lang: Lang = "") -> None:
    """Write a case to fill in, with an Excel template."""
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(Message("usage.folder-busy", {"path": str(folder)}))
    path = write_template(folder)
    _print("cli.template", _lang(lang), path=str(path), folder=str(folder))


@app.command()
def check(
    case: CasePath,
    scenario: Annotated[str | None, typer.Option(help="A [scenario.NAME] of the case.")] = None,
    lang: Lang = "",
    format_: Format = "text",
) -> None:
    """Print every fault of the data at once; exit 1 if there are errors."""
    language = _lang(lang)
    faults = check_case(case, scenario=scenario)
    if format_ == "json":
        typer.echo(
            json.dumps([_fault_record(fault, language) for fault in faults], ensure_ascii=False, indent=1)
        )
    else:
        for fault in faults:
            typer.echo(_fault_text(fault, language))
        _count_faults(faults, language)
    if any(fault.severity is Severity.ERROR for fault in faults):
        raise typer.Exit(1)


@app.command("solve")
def solve_command(
    case: CasePath,
    out: Annotated[Path | None, typer.Option(help="Plan folder; by default `plan` beside case.toml.")] = None,
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
    folder = out or (case if case.is_dir() else case.parent) / "plan"
    _solve(
        case,
        folder,
        _lang(lang),
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
    language = _lang(lang)
    try:
        found = read_plan(plan)
    except DataError as error:
        for fault in error.faults:
            typer.echo(_fault_text(fault, language))
        _print("cli.refused", language, count=len(error.faults))
        raise typer.Exit(5) from error
    problem = _problem_of(found, case)
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
        _print("cli.refused", language, count=len(findings))
    else:
        counts = {"villages": len(found.assignments), "rooms": len(found.rooms), "posts": len(found.posts)}
        _print("cli.verified", language, **counts)
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
    _print(
        "cli.map", _lang(lang), path=_rewrite(plan, "map.html", _problem_of(found, case), found, _lang(lang))
    )


@app.command()
def report(
    plan: PlanPath,
    case: Annotated[Path | None, typer.Option(help="The case, where it has moved.")] = None,
    lang: Lang = "",
) -> None:
    """Write the one-page report again from the plan."""
    found = read_plan(plan)
    _print(
        "cli.report",
        _lang(lang),
        path=_rewrite(plan, "report.html", _problem_of(found, case), found, _lang(lang)),
    )


@app.command()
def rule(
    rule_id: Annotated[str | None, typer.Argument(help="R01 … R25; all without it.")] = None,
    case: Annotated[Path | None, typer.Option(help="Show the rules as a case sets them.")] = None,
    lang: Lang = "",
    format_: Format = "text",
) -> None:
    """List the rules in force, or explain one."""
    language = _lang(lang)
    policy: Policy = read_case(case).policy if case else default_policy()
    wanted = (rule_id or "").upper()
    if wanted and wanted not in policy.rules:
        raise UsageError(Message("usage.rule", {"found": str(rule_id), "known": ", ".join(policy.rules)}))
    chosen = [policy[wanted]] if wanted else list(policy.rules.values())
    if format_ == "json":
        typer.echo(json.dumps([_rule_record(one, language) for one in chosen], ensure_ascii=False, indent=1))
        return
    for one in chosen:
        typer.echo(_rule_text(one, language, whole=bool(wanted)))


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
        _complain(say(Message(f"stage.{stage}", figures), language))

    case = read_case(case_path, scenario=scenario, overrides=_overrides(sets))
    begun = time.perf_counter()
    problem = load_problem(case)
    timings = {"inputs": round(time.perf_counter() - begun, 3)}
    record = {
        "lang": language,
        "case": {"name": case.name, "path": str(case.path), "scenario": scenario, "set": list(sets)},
    }
    facts = {
        "villages": len(problem.villages),
        "stations": len(problem.stations),
        "officers": len(problem.officers),
    }
    progress("read", {**facts, "seconds": f"{timings['inputs']:.1f}"})
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
    _print("cli.status", language, status=status, total=total, bound=bound, gap=f"{plan.gap:.3%}")
    if plan.exceptions:
        file = str(folder / "tables" / "exceptions.csv")
        _print("cli.exceptions", language, count=len(plan.exceptions), file=file)
    _print("cli.plan", language, path=str(folder.absolute()))
    _print("cli.map", language, path=str((folder / "map.html").absolute()))


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


def _problem_of(plan: Plan, case: Path | None) -> Problem:
    """Return the facts of the plan, read afresh from the case it was made from."""
    made_from = plan.run.get("case")
    facts = made_from if isinstance(made_from, Mapping) else {}
    path = case or Path(str(facts.get("path", "")))
    if not path.exists() or not str(path).strip("."):
        raise UsageError(Message("usage.case-gone", {"path": str(path)}))
    scenario = facts.get("scenario")
    sets = facts.get("set")
    overrides = _overrides(tuple(map(str, sets)) if isinstance(sets, list | tuple) else ())
    return load_problem(read_case(path, scenario=str(scenario) if scenario else None, overrides=overrides))


def _rewrite(folder: Path, name: str, problem: Problem, plan: Plan, language: str) -> str:
    """Write one page of a plan folder again, in one step, and return its path."""
    fresh = folder / f".{name}.new"
    write = write_map if name == "map.html" else write_report
    write(problem, plan, fresh, lang=language)
    fresh.replace(folder / name)
    return str((folder / name).absolute())


def _report(error: AssignError) -> None:
    """Print an error in words on standard error."""
    language = _lang("")
    if isinstance(error, DataError):
        for fault in error.faults:
            _complain(_fault_text(fault, language))
        _count_faults(error.faults, language)
        _complain(word("cli.nothing-written", language))
    elif isinstance(error, ImpossibleError):
        _complain(word("cli.impossible", language))
        for collision in error.collisions:
            _complain("  " + say(collision, language))
    elif isinstance(error, UsageError | NoPlanError):
        _complain(say(error.message, language))
    elif isinstance(error, UnsoundPlanError):
        _complain(word("cli.unsound", language))
        _complain(str(error))
    else:
        _complain(str(error))


def _fault_words(fault: Fault, language: str) -> dict[str, str]:
    """Return what is wrong, what was expected, and how to mend it, as sentences."""
    values = {
        "file": fault.file,
        "sheet": fault.sheet,
        "row": "" if fault.row is None else fault.row,
        "column": fault.column,
        "found": fault.found,
        **fault.values,
    }
    keys = {part: f"fault.{fault.code}.{part}" for part in ("what", "expected", "cure")}
    return {part: say(Message(key, values), language) if has_word(key) else "" for part, key in keys.items()}


def _fault_text(fault: Fault, language: str) -> str:
    said = _fault_words(fault, language)
    lines = [
        f"{word(f'severity.{fault.severity.value}', language)} [{fault.code}] {fault.place}: {said['what']}"
    ]
    if fault.found:
        lines.append(f"    {word('cli.fault-found', language)}: {fault.found}")
    for part in ("expected", "cure"):
        if said[part]:
            lines.append(f"    {word(f'cli.fault-{part}', language)}: {said[part]}")
    return "\n".join(lines)


def _fault_record(fault: Fault, language: str) -> dict[str, object]:
    return {
        "severity": fault.severity.value,
        "code": fault.code,
        "file": fault.file,
        "sheet": fault.sheet,
        "row": fault.row,
        "column": fault.column,
        "found": fault.found,
        **_fault_words(fault, language),
    }


def _count_faults(faults: tuple[Fault, ...], language: str) -> None:
    counts = {kind: sum(fault.severity is kind for fault in faults) for kind in Severity}
    if not faults:
        _complain(word("cli.no-faults", language))
        return
    values = {
        "errors": counts[Severity.ERROR],
        "warnings": counts[Severity.WARNING],
        "notes": counts[Severity.NOTE],
    }
    _complain(say(Message("cli.faults", values), language))


def _rule_record(rule: Rule, language: str) -> dict[str, object]:
    return {
        "rule_id": rule.rule_id,
        "title": word(f"rule.{rule.rule_id}.title", language),
        "text": word(f"rule.{rule.rule_id}.text", language),
        "switch": rule.switch.value,
        "switches": [switch.value for switch in rule.switches],
        "source": rule.source,
        "enforced": rule.enforced,
        "settings": {name: list(v) if isinstance(v, tuple) else v for name, v in rule.settings.items()},
    }


def _rule_text(rule: Rule, language: str, *, whole: bool) -> str:
    settings = ", ".join(f"{name} = {value}" for name, value in rule.settings.items())
    state = "" if rule.enforced else f" ({word('rule.not-yet-enforced', language)})"
    line = f"{rule.rule_id}  {rule.switch.value:6}  {word(f'rule.{rule.rule_id}.title', language)}{state}"
    if not whole:
        return f"{line}  [{settings}]" if settings else line
    return "\n".join((line, word(f"rule.{rule.rule_id}.text", language), f"[{settings}]", f"← {rule.source}"))


def _lang(given: str) -> str:
    """Return the language to speak: the one given, else $ASSIGN_LANG, else the system's."""
    if given and given not in LANGUAGES:
        raise UsageError(Message("usage.lang", {"found": given}))
    if given:
        _SPOKEN[:] = [given]
        return given
    if _SPOKEN:
        return _SPOKEN[0]
    wish = os.environ.get("ASSIGN_LANG") or os.environ.get("LANG") or locale.getlocale()[0] or ""
    return "zh" if wish.lower().startswith(("zh", "chinese")) else "en"


_SPOKEN: list[str] = []
"""The language of `--lang`, so that errors that reach `main` speak it too."""


def _print(key: str, language: str, **values: str | int | float) -> None:
    typer.echo(say(Message(key, values), language))


def _complain(text: str) -> None:
    typer.echo(text, err=True)
