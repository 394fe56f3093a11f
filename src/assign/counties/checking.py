"""A plan of many counties checked again, county by county, and what the whole says of them held against it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assign.asked import problem_of
from assign.assess import BoundReport, Finding, changed_inputs, check_bound, verify
from assign.counties.assembly import BY, JOINED, joined_pieces
from assign.counties.county import file_sha256
from assign.counties.figures import Standing, standing_of, sums
from assign.errors import DataError, Fault
from assign.inputs import counties_in, read_case, read_plan


@dataclass(frozen=True)
class CountyCheck:
    """A county's plan to check.

    Parameters
    ----------
    case
        Where the whole case has moved to.
    bound
        Whether all zones are listed again.
    """

    county_id: str
    folder: Path
    case: Path | None = None
    bound: bool = False

    @property
    def name(self) -> str:
        """What a person calls it."""
        return self.county_id


@dataclass(frozen=True)
class CountyChecked:
    """What is wrong with a county's plan; with the plan's files, where they cannot be read."""

    county_id: str
    findings: tuple[Finding, ...] = ()
    faults: tuple[Fault, ...] = ()
    standing: Standing | None = None
    run_sha256: str = ""
    certificate_sha256: str = ""
    report: BoundReport | None = None


def is_by_county(folder: Path) -> bool:
    """Return whether a plan folder holds a plan a county."""
    return _run_of(folder).get("by") == BY


def county_folders(folder: Path) -> dict[str, Path]:
    """Return the plan folders of the counties, by id, as the run of the whole names them."""
    entries = _run_of(folder).get("counties")
    named = [one for one in entries if isinstance(one, Mapping)] if isinstance(entries, list) else []
    return {
        str(one.get("county_id", "")): folder / "counties" / Path(str(one.get("folder", ""))).name
        for one in named
    }


def check_county(task: CountyCheck) -> CountyChecked:
    """Return what is found of one county, recomputed from its parts.

    Raises
    ------
    AssignError
        If the county's facts cannot be read.
    """
    try:
        plan = read_plan(task.folder)
    except DataError as error:
        return CountyChecked(task.county_id, faults=error.faults)
    problem = problem_of(plan, task.folder, task.case)
    findings = (*changed_inputs(problem, plan), *verify(problem, plan))
    report = check_bound(problem, plan) if task.bound and not findings else None
    return CountyChecked(
        task.county_id,
        findings=(*findings, *(report.findings if report else ())),
        standing=standing_of(plan, task.county_id),
        run_sha256=file_sha256(task.folder / "run.json"),
        certificate_sha256=file_sha256(task.folder / "certificate.json"),
        report=report,
    )


def check_whole(
    folder: Path, checked: Sequence[CountyChecked], case: Path | None = None
) -> tuple[Finding, ...]:
    """Return where the files of the whole do not say what the counties' files say.

    Parameters
    ----------
    checked
        Every county that could be checked, by id.
    case
        Where the case has moved to.
    """
    run = _run_of(folder)
    findings = [*_counties(run, folder, case), *_hashes(run, folder, checked)]
    standings = [one.standing for one in checked if one.standing is not None]
    if len(standings) == len(county_folders(folder)):  # else the sums would differ for that alone
        then, now = _figures({name: run.get(name) for name in sums(standings)}), _figures(sums(standings))
        findings += [
            Finding("whole-figure", "", "figure", name, then.get(name, "–"), now.get(name, "–"))
            for name in sorted(then.keys() | now.keys())
            if then.get(name) != now.get(name)
        ]
    return (*findings, *_tables(folder))


def _figures(value: object, name: str = "") -> dict[str, str]:
    """Return nested figures flat, as text: ``objective.total``, ``proof.open.0.gap``."""
    if isinstance(value, Mapping):
        pairs = [(str(key), item) for key, item in value.items()]
    elif isinstance(value, list | tuple):
        pairs = [(str(number), item) for number, item in enumerate(value)]
    else:
        return {name: json.dumps(value)}
    out: dict[str, str] = {}
    for key, item in pairs:
        out |= _figures(item, f"{name}.{key}".lstrip("."))
    return out


def _counties(run: Mapping[str, object], folder: Path, case: Path | None) -> Iterator[Finding]:
    """Yield the counties that the case has and the plan lacks, or the other way round."""
    facts = run.get("case")
    said = facts if isinstance(facts, Mapping) else {}
    path = case or Path(str(said.get("path", "")))
    beside = folder.absolute().parent / path.name
    path = beside if case is None and beside.is_file() else path
    overrides = said.get("overrides")
    laid_over = overrides if isinstance(overrides, Mapping) else {}
    scenario = str(said.get("scenario") or "") or None
    there = set(counties_in(read_case(path, scenario=scenario, overrides=laid_over)))
    planned = set(county_folders(folder))
    for county_id in sorted(there ^ planned):
        found, expected = ("1", "0") if county_id in planned else ("0", "1")
        yield Finding("whole-county", "", "county", county_id, found, expected)


def _hashes(run: Mapping[str, object], folder: Path, checked: Sequence[CountyChecked]) -> Iterator[Finding]:
    """Yield the counties whose records are not those that the whole was made from."""
    entries = run.get("counties")
    then = {
        str(one.get("county_id")): str(one.get("run_sha256"))
        for one in (entries if isinstance(entries, list) else [])
        if isinstance(one, Mapping)
    }
    proofs = {
        str(one.get("county_id")): str(one.get("sha256"))
        for one in _list(folder / "certificate.json", "counties")
        if isinstance(one, Mapping)
    }
    for one in checked:
        for name, said, now in (
            ("run.json", then.get(one.county_id, "–"), one.run_sha256),
            ("certificate.json", proofs.get(one.county_id, "–"), one.certificate_sha256),
        ):
            if one.standing is not None and said != now:
                yield Finding("whole-file", "", "county", one.county_id, f"{name} {now[:16]}", said[:16])


def _tables(folder: Path) -> Iterator[Finding]:
    """Yield the tables of the whole that are not the counties' tables one below the other."""
    stems = [path.name for _, path in sorted(county_folders(folder).items())]
    for table in JOINED:
        path = folder / "tables" / f"{table}.csv"
        try:
            with path.open("rb") as stream:
                pieces = joined_pieces(folder, stems, table)
                same = all(stream.read(len(piece)) == piece for piece in pieces) and not stream.read(1)
        except OSError:
            same = False
        if not same:
            yield Finding("whole-table", "", "table", f"tables/{table}.csv", "", "")


def _run_of(folder: Path) -> Mapping[str, object]:
    """Return `run.json`, empty where there is none: who reads the plan says so."""
    try:
        run = json.loads((folder / "run.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return run if isinstance(run, Mapping) else {}


def _list(path: Path, key: str) -> list[object]:
    try:
        value = json.loads(path.read_text("utf-8"))[key]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return value if isinstance(value, list) else []
