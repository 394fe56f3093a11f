"""`case.toml` as one frozen value: which files, which columns, which policy."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from assign.errors import DataError, Fault, UsageError
from assign.inputs.columns import LATER, TABLES, known_column, nearest
from assign.messages import Message
from assign.policy import SECTIONS, Policy, default_policy

Tables = Mapping[str, Mapping[str, str]]
_TOP = ("case", "inputs", "columns", "values", "policy", *SECTIONS, "roads", "scenario")
LARGEST_BYTES = 4 << 20
"""A case is written by hand."""
_FOLDER_NAME = re.compile(r"[^\\/:*?\"<>|\x00-\x1f]{0,59}[^\\/:*?\"<>|\x00-\x1f. ]")
"""What may stand in the name of the folder `plan-NAME`, on Windows too."""
_INPUT_KEYS = ("file", "layer", "sheet", "encoding", "crs")


@dataclass(frozen=True, slots=True)
class Input:
    """One entry of ``[inputs]``.

    Parameters
    ----------
    role
        ``villages``, ``roads``, ``officers``, …
    file
        As written in the case; shown in messages.
    path
        Where that is.
    layer, sheet, encoding, crs
        Which part of the file, and what the file does not say of itself.
    """

    role: str
    file: str
    path: Path
    layer: str = ""
    sheet: str = ""
    encoding: str = ""
    crs: str = ""


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
    given = _nested(overrides)
    faults += _unknown_keys({**raw, **given}, _TOP, "section-unknown", "")
    faults += _scenario_faults(raw.get("scenario")) + _case_faults(raw.get("case"))
    policy = _policy(default_policy(), raw, file.name, faults)
    policy = _policy(policy, given, "--set", faults)
    raw = _merge(raw, given)
    case = Case(
        name=_text(raw, "case", "name") or file.parent.name,
        path=file,
        inputs=MappingProxyType(_inputs(raw.get("inputs"), file, faults)),
        columns=MappingProxyType(_columns(raw.get("columns"), faults)),
        values=MappingProxyType(_values(raw.get("values"), faults)),
        policy=policy,
        closed_roads=_closed(raw.get("roads"), faults),
        scenario=scenario,
        overrides=MappingProxyType(given),
    )
    return case, faults


def folder_listing(folder: Path) -> str:
    """Return the names that lie in a folder, sorted, at most twelve; a dash when there are none."""
    if not folder.is_dir():
        return "—"
    names = sorted(item.name for item in folder.iterdir() if not item.name.startswith("."))
    return ", ".join(names[:12]) + (", …" if len(names) > 12 else "") or "—"


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


def _scenario_faults(known: object) -> list[Fault]:
    """Return the faults of all scenarios, those not asked for too: a planner tests them one by one, much later."""
    faults: list[Fault] = []
    for name, overlay in _as_table(known, "scenario", faults).items():
        place = f"scenario.{name}"
        if not _FOLDER_NAME.fullmatch(name):
            faults.append(Fault("scenario-name", file="case.toml", column=place[:80], found=name[:80]))
        table = _as_table(overlay, place, faults)
        faults += _unknown_keys(table, _TOP, "section-unknown", f"{place}.")
        said: list[Fault] = []
        _policy(default_policy(), table, "case.toml", said)
        faults += [replace(fault, column=f"{place}.{fault.column}") for fault in said]
    return faults


def _case_faults(given: object) -> list[Fault]:
    """Return the faults of ``[case]``, which holds a name."""
    faults: list[Fault] = []
    table = _as_table(given, "case", faults)
    faults += _unknown_keys(table, ("name",), "setting-unknown", "case.")
    name = table.get("name", "")
    if not isinstance(name, str):
        faults.append(Fault("setting-not-text", file="case.toml", column="case.name", found=str(name)[:80]))
    return faults


def _merge(base: Mapping[str, object], overlay: Mapping[str, object]) -> dict[str, object]:
    out = dict(base)
    for key, value in overlay.items():
        below = out.get(key)
        both = isinstance(below, Mapping) and isinstance(value, Mapping)
        out[key] = _merge(below, value) if both else value  # type: ignore[arg-type]
    return out


def _nested(overrides: Mapping[str, object]) -> dict[str, object]:
    """Return dotted keys as nested tables."""
    out: dict[str, object] = {}
    for key, value in overrides.items():
        table: object = _nested(value) if isinstance(value, Mapping) else value
        for part in reversed(key.split(".")):
            table = {part: table}
        out = _merge(out, table)  # type: ignore[arg-type]
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


def _unknown_keys(table: Mapping[str, object], known: tuple[str, ...], code: str, place: str) -> list[Fault]:
    return [
        Fault(
            code,
            file="case.toml",
            column=f"{place}{key}",
            found=key,
            values={"known": ", ".join(known), "nearest": nearest(key, known)},
        )
        for key in table
        if key not in known
    ]


def _as_table(value: object, place: str, faults: list[Fault]) -> Mapping[str, object]:
    if value is None:
        return {}
    if isinstance(value, Mapping):
        return value
    faults.append(Fault("setting-not-a-table", file="case.toml", column=place, found=str(value)[:80]))
    return {}


def _inputs(raw: object, file: Path, faults: list[Fault]) -> dict[str, Input]:
    table = _as_table(raw, "inputs", faults)
    known = (*TABLES, *LATER)
    faults += _unknown_keys(table, known, "input-unknown", "inputs.")
    out: dict[str, Input] = {}
    for role in (role for role in known if role in table):
        given = table[role]
        entry = {"file": given} if isinstance(given, str) else given
        if (
            not isinstance(entry, Mapping)
            or not isinstance(entry.get("file"), str)
            or not entry["file"].strip()
        ):
            faults.append(
                Fault("input-not-a-file", file="case.toml", column=f"inputs.{role}", found=str(given)[:80])
            )
            continue
        faults += _unknown_keys(entry, _INPUT_KEYS, "input-key-unknown", f"inputs.{role}.")
        texts = {key: str(value).strip() for key, value in entry.items() if key in _INPUT_KEYS}
        out[role] = Input(role=role, path=file.parent / Path(texts["file"]), **texts)
    if "villages" not in table:
        values = {"listing": folder_listing(file.parent)}
        faults.append(Fault("villages-missing", file=file.name, column="inputs.villages", values=values))
    return out


def _columns(raw: object, faults: list[Fault]) -> dict[str, dict[str, str]]:
    out: dict[str, dict[str, str]] = {}
    table = _as_table(raw, "columns", faults)
    faults += _unknown_keys(table, tuple(TABLES), "input-unknown", "columns.")
    for role in (role for role in TABLES if role in table):
        place = f"columns.{role}"
        out[role] = {}
        for ours, theirs in _as_table(table[role], place, faults).items():
            if not known_column(role, ours):
                faults.append(_unknown_column(role, ours, f"{place}.{ours}"))
            elif not isinstance(theirs, str):
                fault = Fault(
                    "setting-not-text", file="case.toml", column=f"{place}.{ours}", found=str(theirs)[:80]
                )
                faults.append(fault)
            else:
                out[role][ours] = theirs
    return out


def _values(raw: object, faults: list[Fault]) -> dict[str, dict[str, str]]:
    out: dict[str, dict[str, str]] = {}
    table = _as_table(raw, "values", faults)
    faults += _unknown_keys(table, tuple(TABLES), "input-unknown", "values.")
    for role in (role for role in TABLES if role in table):
        for ours, pairs in _as_table(table[role], f"values.{role}", faults).items():
            place = f"values.{role}.{ours}"
            if not known_column(role, ours):
                faults.append(_unknown_column(role, ours, place))
                continue
            mapping = _as_table(pairs, place, faults)
            faults += _unknown_targets(role, ours, mapping, place)
            out[f"{role}.{ours}"] = {theirs.strip(): _plain_value(value) for theirs, value in mapping.items()}
    return out


def _unknown_targets(role: str, ours: str, mapping: Mapping[str, object], place: str) -> list[Fault]:
    """Return the faults of values that are mapped to a word which the column does not know."""
    column = next((column for column in TABLES[role] if column.name == ours), None)
    if column is None or not column.choices or column.open_ended:
        return []
    known = tuple(column.choices)
    return [
        Fault(
            "value-target-unknown",
            file="case.toml",
            column=f"{place}.{theirs}"[:80],
            found=str(target)[:80],
            values={"known": ", ".join(known), "nearest": nearest(str(target), known)},
        )
        for theirs, target in mapping.items()
        if str(target) not in known
    ]


def _plain_value(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _unknown_column(role: str, ours: str, place: str) -> Fault:
    known = tuple(column.name for column in TABLES[role])
    values = {"known": ", ".join(known), "nearest": nearest(ours, known), "role": role}
    return Fault("column-unknown", file="case.toml", column=place, found=ours, values=values)


def _closed(raw: object, faults: list[Fault]) -> tuple[str, ...]:
    table = _as_table(raw, "roads", faults)
    faults += _unknown_keys(table, ("closed",), "setting-unknown", "roads.")
    names = table.get("closed", [])
    if isinstance(names, list) and all(isinstance(name, str) for name in names):
        return tuple(name.strip() for name in names)
    faults.append(Fault("setting-not-a-list", file="case.toml", column="roads.closed", found=str(names)[:80]))
    return ()
