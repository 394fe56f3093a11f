"""`case.toml` as one frozen value: which files, which columns, which policy."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from assign.errors import DataError, Fault, UsageError
from assign.inputs.address import is_database, without_password
from assign.inputs.changes import NO_CHANGES, Changes, read_changes
from assign.inputs.entries import (
    Input,
    Tables,
    as_table,
    folder_listing,
    read_closed,
    read_columns,
    read_inputs,
    read_values,
    unknown_keys,
)
from assign.messages import Message
from assign.policy import SECTIONS, Policy, default_policy

_TOP = ("case", "inputs", "columns", "values", "policy", *SECTIONS, "roads", "changes", "scenario")
_LAID_OVER = tuple(key for key in _TOP if key != "scenario")
LARGEST_BYTES = 4 << 20
"""A case is written by hand."""
_YEARS = (1900, 2100)
"""A day outside is a slip of the keyboard."""
_FOLDER_NAME = re.compile(r"[^\\/:*?\"<>|\x00-\x1f]{0,59}[^\\/:*?\"<>|\x00-\x1f. ]")
"""What may stand in the name of the folder `plan-NAME`, on Windows too."""


@dataclass(frozen=True)
class Case:
    """A case as written: nothing of its data has been read yet.

    Parameters
    ----------
    path
        The ``case.toml``, absolute; files are named relative to its folder.
    columns
        By input: our name -> the file's header.
    values
        By ``"<input>.<our column>"``: the file's value -> ours.
    policy
        The rules in force, scenario and overrides included.
    closed_roads
        Names of roads that are taken out.
    day
        The day that the case speaks of, where it says one.
    changes
        What else is otherwise in this world (`assign.scenario`).
    scenarios
        Names of all scenarios, as they are written.
    scenario, overrides
        What was laid over the case, for the record.
    """

    name: str
    path: Path
    inputs: Mapping[str, Input]
    columns: Tables = field(default_factory=dict)
    values: Tables = field(default_factory=dict)
    policy: Policy = field(default_factory=default_policy)
    closed_roads: tuple[str, ...] = ()
    day: dt.date | None = None
    changes: Changes = NO_CHANGES
    scenarios: tuple[str, ...] = ()
    scenario: str | None = None
    overrides: Mapping[str, object] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """The folder of ``case.toml``."""
        return self.path.parent


def read_case(
    path: Path | str, *, scenario: str | None = None, overrides: Mapping[str, object] = MappingProxyType({})
) -> Case:
    """Return the case of a folder or of a ``case.toml``.

    Parameters
    ----------
    path
        A folder that holds ``case.toml``, or such a file.
    scenario
        Name of a ``[scenario.NAME]`` to lay over the case.
    overrides
        Laid over last; keys may be dotted: ``{"policy.R08.rooms": 80}``.

    Raises
    ------
    DataError
        With every fault of ``case.toml``; the files it names are looked at by `load_problem`.
    UsageError
        If the case has no such scenario.
    """
    case, faults = parse_case(path, scenario=scenario, overrides=overrides)
    if faults or case is None:
        raise DataError(faults)
    return case


def parse_case(
    path: Path | str, *, scenario: str | None = None, overrides: Mapping[str, object] = MappingProxyType({})
) -> tuple[Case | None, list[Fault]]:
    """Return as much of the case as can be read, and all faults of ``case.toml``."""
    place = Path(path).absolute()
    file = place / "case.toml" if place.is_dir() or not place.suffix else place
    raw, faults = read_toml(file)
    if raw is None:
        return None, faults
    raw = _with_scenario(raw, scenario)
    given = nested(overrides)
    faults += unknown_keys({**raw, **given}, _TOP, "section-unknown", "")
    faults += _scenario_faults(raw, file)
    faults += _case_faults(raw.get("case")) + _case_faults(given.get("case"))
    policy = _policy(default_policy(), raw, file.name, faults)
    policy = _policy(policy, given, "--set", faults)
    raw = _merge(raw, given)
    case = Case(
        name=_text(raw, "case", "name") or file.parent.name,
        path=file,
        inputs=MappingProxyType(read_inputs(raw.get("inputs"), file, faults)),
        columns=MappingProxyType(read_columns(raw.get("columns"), faults)),
        values=MappingProxyType(read_values(raw.get("values"), faults)),
        policy=policy,
        closed_roads=read_closed(raw.get("roads"), faults),
        day=_day(raw.get("case")),
        changes=read_changes(raw.get("changes"), faults),
        scenarios=tuple(as_table(raw.get("scenario"), "scenario", [])),
        scenario=scenario,
        overrides=MappingProxyType(_recorded(given)),
    )
    return case, faults


def read_toml(file: Path) -> tuple[dict[str, object] | None, list[Fault]]:
    """Return the content of a TOML file; Notepad's byte-order mark and GBK are forgiven."""
    if not file.is_file():
        values = {"folder": str(file.parent), "listing": folder_listing(file.parent)}
        return None, [Fault("case-missing", file=str(file), found=file.name, values=values)]
    if file.stat().st_size > LARGEST_BYTES:
        return None, [Fault("toml-broken", file=file.name, found=f"> {LARGEST_BYTES >> 20} MB")]
    data = file.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", errors="replace")
    try:
        return tomllib.loads(text), []
    except tomllib.TOMLDecodeError as error:
        return None, [Fault("toml-broken", file=file.name, found=str(error)[:80])]
    except RecursionError:
        return None, [Fault("toml-broken", file=file.name, found="[[[[[ …")]


def _with_scenario(raw: dict[str, object], scenario: str | None) -> dict[str, object]:
    if scenario is None:
        return raw
    known = raw.get("scenario")
    overlay = known.get(scenario) if isinstance(known, Mapping) else None
    if not isinstance(overlay, Mapping):
        names = ", ".join(known) if isinstance(known, Mapping) else "—"
        raise UsageError(Message("usage.scenario-unknown", {"found": scenario, "known": names or "—"}))
    return _merge(raw, overlay)


def _scenario_faults(raw: Mapping[str, object], file: Path) -> list[Fault]:
    """Return the faults of all scenarios, those not asked for too: a planner tests them one by one, much later."""
    faults: list[Fault] = []
    base = _policy(default_policy(), raw, "case.toml", [])
    for name, overlay in as_table(raw.get("scenario"), "scenario", faults).items():
        place = f"scenario.{name}"
        if not _FOLDER_NAME.fullmatch(name):
            faults.append(Fault("scenario-name", file="case.toml", column=place[:80], found=name[:80]))
        table = as_table(overlay, place, faults)
        faults += unknown_keys(table, _LAID_OVER, "section-unknown", f"{place}.")
        said = _case_faults(table.get("case"))
        _policy(base, table, "case.toml", said)
        read_changes(table.get("changes"), said)
        read_columns(table.get("columns"), said)
        read_values(table.get("values"), said)
        read_closed(table.get("roads"), said)
        if "inputs" in table:
            inputs = _merge(
                as_table(raw.get("inputs"), "inputs", []), as_table(table["inputs"], "inputs", said)
            )
            read_inputs(inputs, file, said)
        faults += [replace(fault, column=f"{place}.{fault.column}") for fault in said]
    return faults


def _case_faults(given: object) -> list[Fault]:
    """Return the faults of ``[case]``, which holds a name and a date."""
    faults: list[Fault] = []
    table = as_table(given, "case", faults)
    faults += unknown_keys(table, ("name", "date"), "setting-unknown", "case.")
    name = table.get("name", "")
    if not isinstance(name, str):
        faults.append(Fault("setting-not-text", file="case.toml", column="case.name", found=str(name)[:80]))
    day = _day(given)
    if "date" in table and (day is None or not _YEARS[0] <= day.year <= _YEARS[1]):
        found = str(table["date"])[:80]
        faults.append(Fault("setting-not-a-date", file="case.toml", column="case.date", found=found))
    return faults


def _day(given: object) -> dt.date | None:
    """Return ``[case] date``, a TOML date or a text like one."""
    value = given.get("date") if isinstance(given, Mapping) else None
    if isinstance(value, dt.datetime):
        return value.date()
    try:
        return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))
    except ValueError:
        return None


def _merge(base: Mapping[str, object], overlay: Mapping[str, object]) -> dict[str, object]:
    out = dict(base)
    for key, value in overlay.items():
        below = out.get(key)
        both = isinstance(below, Mapping) and isinstance(value, Mapping)
        out[key] = _merge(below, value) if both else value  # type: ignore[arg-type]
    return out


def nested(overrides: Mapping[str, object]) -> dict[str, object]:
    """Return dotted keys as nested tables."""
    out: dict[str, object] = {}
    for key, value in overrides.items():
        table: object = nested(value) if isinstance(value, Mapping) else value
        for part in reversed(key.split(".")):
            table = {part: table}
        out = _merge(out, table)  # type: ignore[arg-type]
    return out


def _recorded(given: Mapping[str, object]) -> dict[str, object]:
    """Return overrides as they may be written down: the addresses of databases without their passwords."""
    out: dict[str, object] = {}
    for key, value in given.items():
        if isinstance(value, Mapping):
            out[key] = _recorded(value)
        else:
            secret = isinstance(value, str) and is_database(value)
            out[key] = without_password(str(value)) if secret else value
    return out


def _policy(policy: Policy, raw: Mapping[str, object], file: str, faults: list[Fault]) -> Policy:
    try:
        return policy.with_overrides(raw, file=file)
    except DataError as error:
        faults += error.faults
        return policy


def _text(raw: Mapping[str, object], section: str, key: str) -> str:
    table = raw.get(section)
    value = table.get(key) if isinstance(table, Mapping) else None
    return value.strip() if isinstance(value, str) else ""
