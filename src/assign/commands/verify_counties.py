"""`assign verify` of a plan made county by county: each county from its parts, then the whole from the counties."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import typer

from assign.assess import BoundReport, Finding
from assign.commands.verdict import SHOWN, bound_record, finding_line, finding_record, tell_bound
from assign.counties import (
    CountyCheck,
    CountyChecked,
    check_county,
    check_whole,
    county_folders,
    in_processes,
)
from assign.engine import default_workers
from assign.errors import AssignError
from assign.speak import as_json, complain, complain_in, fault_text, report_error, tell

SAID_EVERY_S = 5.0


@dataclass
class _Seen:
    """What was found so far: of each county its figures, never its tables."""

    checked: dict[str, CountyChecked] = field(default_factory=dict)
    unread: dict[str, Exception] = field(default_factory=dict)


def verify_by_county(
    plan: Path, case: Path | None, language: str, *, bound: bool, workers: int | None, in_json: bool
) -> None:
    """Check a plan of many counties; exit 5 if anything differs, else as the first county that could not be read."""
    folders = county_folders(plan)
    seen = _check_all(folders, case, language, bound=bound, workers=workers or default_workers())
    checked = [seen.checked[key] for key in sorted(seen.checked)]
    whole = check_whole(plan, checked, case)
    wrong = [one for one in checked if one.findings or one.faults]
    count = len(whole) + sum(len(one.findings) + len(one.faults) for one in wrong)
    reports = [one.report for one in checked if one.report is not None]
    report = added_bounds(reports) if bound and len(reports) == len(folders) else None
    if in_json:
        typer.echo(as_json(_json(whole, checked, seen, report, language)))
    else:
        _tell(whole, wrong, seen, language)
        _conclude(checked, report, language, count=count, unread=len(seen.unread))
    if count:
        raise typer.Exit(5)
    if seen.unread:
        first = seen.unread[min(seen.unread)]
        raise typer.Exit(first.exit_code if isinstance(first, AssignError) else 70)


def _check_all(
    folders: Mapping[str, Path], case: Path | None, language: str, *, bound: bool, workers: int
) -> _Seen:
    """Return what is found of all counties; they are checked a process each, few at a time."""
    seen = _Seen()
    begun = said = time.perf_counter()
    tasks: Iterator[CountyCheck] = (
        CountyCheck(key, folder, case, bound) for key, folder in sorted(folders.items())
    )
    for task, outcome in in_processes(check_county, tasks, workers):
        if isinstance(outcome, Exception):
            seen.unread[task.county_id] = outcome
        else:
            seen.checked[task.county_id] = outcome
        now, done = time.perf_counter(), len(seen.checked) + len(seen.unread)
        if now - said > SAID_EVERY_S:
            said = now
            spent = f"{now - begun:.0f}"
            complain_in("stage.county-checked", language, done=done, counties=len(folders), seconds=spent)
    return seen


def added_bounds(reports: Sequence[BoundReport]) -> BoundReport:
    """Return what is certain of all counties' bounds together; their findings are told with each county."""
    confirmed: Counter[str] = Counter()
    for one in reports:
        confirmed.update(one.confirmed)
    return BoundReport(
        findings=(),
        scopes=sum(one.scopes for one in reports),
        zones=sum(one.zones for one in reports),
        confirmed=dict(sorted(confirmed.items())),
        certified=sum(one.certified for one in reports),
        total=sum(one.total for one in reports),
        relaxed=sum(one.relaxed for one in reports),
        shortfall_open=tuple(scope for one in reports for scope in one.shortfall_open),
        money=any(one.money for one in reports),
    )


def _tell(whole: Sequence[Finding], wrong: Sequence[CountyChecked], seen: _Seen, language: str) -> None:
    """Print what does not hold: of the whole, then county by county."""
    for finding in whole[:SHOWN]:
        typer.echo(finding_line(finding, language))
    left = SHOWN
    for one in wrong:
        tell("cli.county-refused", language, county=one.county_id)
        for fault in one.faults[:left]:
            typer.echo(fault_text(fault, language))
        for finding in one.findings[:left]:
            typer.echo("  " + finding_line(finding, language))
        left = max(1, left - len(one.findings) - len(one.faults))
    for county_id, error in sorted(seen.unread.items()):
        complain_in("cli.county-failed", language, county=county_id)
        if isinstance(error, AssignError):
            report_error(error)
        else:
            complain(f"{type(error).__name__}: {error}")


def _conclude(
    checked: Sequence[CountyChecked], report: BoundReport | None, language: str, *, count: int, unread: int
) -> None:
    """Print the sums of what holds."""
    if count:
        tell("cli.refused", language, count=count)
        return
    if unread:
        return
    counts = {
        name: int(sum(one.standing.metrics.get(name, 0) for one in checked if one.standing is not None))
        for name in ("villages", "rooms", "posts")
    }
    tell("cli.verified", language, **counts)
    if report is None:
        tell("cli.bound-not-checked", language)
    else:
        tell_bound(report, language, clean=True, posts=counts["posts"] > 0)


def _json(
    whole: Sequence[Finding],
    checked: Sequence[CountyChecked],
    seen: _Seen,
    report: BoundReport | None,
    language: str,
) -> dict[str, object]:
    """Return findings and bound as plain values."""
    found = [("", one) for one in whole] + [(one.county_id, f) for one in checked for f in one.findings]
    faults = [(one.county_id, fault) for one in checked for fault in one.faults]
    record: dict[str, object] = {
        "verified": not found and not faults and not seen.unread,
        "counties": len(checked),
        "findings": [{"county_id": county_id, **finding_record(f, language)} for county_id, f in found],
        "faults": [{"county_id": county_id, "code": f.code, "file": f.file} for county_id, f in faults],
        "unread": sorted(seen.unread),
    }
    return record if report is None else {**record, "bound": bound_record(report)}
