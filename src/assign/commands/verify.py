"""`assign verify`: a plan recomputed from the raw files, without the optimiser."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from assign.asked import problem_of
from assign.assess import BoundReport, Finding, changed_inputs, check_bound, parent_differs, verify
from assign.commands.app import CaseOption, Format, Lang, PlanPath, Workers, command
from assign.commands.verdict import SHOWN, bound_record, finding_line, finding_record, tell_bound
from assign.commands.verify_counties import verify_by_county
from assign.counties import is_by_county
from assign.engine import default_workers
from assign.errors import DataError
from assign.inputs import read_plan
from assign.plan import Plan
from assign.show.fingerprint import plan_hash
from assign.speak import as_json, choose_language, complain_in, fault_text, tell

Task = TypeVar("Task")
Answer = TypeVar("Answer")


@command("verify")
def verify_command(
    plan: PlanPath,
    case: CaseOption = None,
    bound: Annotated[bool, typer.Option("--bound")] = False,
    workers: Workers = None,
    lang: Lang = "",
    format_: Format = "text",
) -> None:
    """Recompute a plan from the raw files. The optimiser takes no part; exit 5 if anything differs."""
    language = choose_language(lang)
    if is_by_county(plan):
        in_json = format_ == "json"
        verify_by_county(plan, case, language, bound=bound, workers=workers, in_json=in_json)
        return
    try:
        found = read_plan(plan)
    except DataError as error:
        for fault in error.faults:
            typer.echo(fault_text(fault, language))
        tell("cli.refused", language, count=len(error.faults))
        raise typer.Exit(5) from error
    problem = problem_of(found, plan, case)
    findings = [*changed_inputs(problem, found), *_parent(found, language), *verify(problem, found)]
    report = None
    if bound and not findings:
        with ThreadPoolExecutor(workers or default_workers()) as pool:
            report = check_bound(problem, found, _Threads(pool))
        findings += report.findings
    if format_ == "json":
        typer.echo(as_json(_record(findings, report, language)))
    else:
        _tell(found, findings, report, language)
    if findings:
        raise typer.Exit(5)


def _parent(plan: Plan, language: str) -> Iterator[Finding]:
    """Yield where the earlier plan, if it is still there, does not say what the record took from it."""
    said = plan.run.get("parent")
    path = Path(str(said.get("path", ""))) if isinstance(said, Mapping) else Path()
    if "earlier" not in plan.run or plan.run.get("redacted"):
        return
    if not path.is_dir() or path == Path():
        complain_in("cli.parent-gone", language, path=str(path))
        return
    parent = read_plan(path)
    yield from parent_differs(plan, parent, plan_hash(parent))


class _Threads:
    """Applies a function to many tasks in threads: the compiled loops run beside each other."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self.pool = pool

    def __call__(self, function: Callable[[Task], Answer], tasks: Sequence[Task], /) -> list[Answer]:
        return list(self.pool.map(function, tasks))


def _tell(plan: Plan, findings: Sequence[Finding], report: BoundReport | None, language: str) -> None:
    """Print the findings, or what was found to hold; and what is certain of the bound."""
    for finding in findings[:SHOWN]:
        typer.echo(finding_line(finding, language))
    if findings:
        tell("cli.refused", language, count=len(findings))
    else:
        counts = {"villages": len(plan.assignments), "rooms": len(plan.rooms), "posts": len(plan.posts)}
        tell("cli.verified", language, **counts)
    if report is not None:
        tell_bound(report, language, clean=not findings, posts=bool(plan.posts))
    elif not findings:
        tell("cli.bound-not-checked", language)


def _record(findings: Sequence[Finding], report: BoundReport | None, language: str) -> dict[str, object]:
    """Return findings and bound as plain values."""
    records = [finding_record(finding, language) for finding in findings]
    record: dict[str, object] = {"verified": not findings, "findings": records}
    return record if report is None else {**record, "bound": bound_record(report)}
