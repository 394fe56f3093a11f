"""The entries of ``case.toml`` that say where the data is and how it is to be understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PureWindowsPath

from assign.errors import Fault
from assign.inputs.address import is_database, without_password
from assign.inputs.columns import TABLES, Form, known_column, nearest

Tables = Mapping[str, Mapping[str, str]]
_INPUT_KEYS = ("file", "layer", "sheet", "encoding", "crs", "axes", "table", "query", "part")
_AXES = ("", "xy", "yx")


@dataclass(frozen=True, slots=True)
class Input:
    """One entry of ``[inputs]``.

    Parameters
    ----------
    role
        ``villages``, ``roads``, ``officers``, …
    file
        As written in the case, a database without its password; shown in messages.
    path
        Where that is.
    layer, sheet, encoding, crs, axes
        Which part of the file, and what the file does not say of itself; axes are ``yx`` where north comes first.
    address
        Of a database, whole.
    table, query
        What to read there.
    part
        Of a folder, the one part to read, as its name begins: ``county_id=411424``.
    """

    role: str
    file: str
    path: Path
    layer: str = ""
    sheet: str = ""
    encoding: str = ""
    crs: str = ""
    axes: str = ""
    address: str = field(default="", repr=False)
    table: str = ""
    query: str = ""
    part: str = ""


def folder_listing(folder: Path) -> str:
    """Return the names that lie in a folder, sorted, at most twelve; a dash when there are none."""
    if not folder.is_dir():
        return "—"
    names = sorted(item.name for item in folder.iterdir() if not item.name.startswith("."))
    return ", ".join(names[:12]) + (", …" if len(names) > 12 else "") or "—"


def unknown_keys(table: Mapping[str, object], known: tuple[str, ...], code: str, place: str) -> list[Fault]:
    """Return a fault for each key of a table that is not known; `place` is what stands before its name."""
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


def as_table(value: object, place: str, faults: list[Fault]) -> Mapping[str, object]:
    """Return a value as a table, or an empty one and a fault when it is none."""
    if value is None:
        return {}
    if isinstance(value, Mapping):
        return value
    faults.append(Fault("setting-not-a-table", file="case.toml", column=place, found=str(value)[:80]))
    return {}


def read_inputs(raw: object, file: Path, faults: list[Fault]) -> dict[str, Input]:
    """Return ``[inputs]`` by role."""
    table = as_table(raw, "inputs", faults)
    known = tuple(TABLES)
    faults += unknown_keys(table, known, "input-unknown", "inputs.")
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
        faults += unknown_keys(entry, _INPUT_KEYS, "input-key-unknown", f"inputs.{role}.")
        texts = {key: str(value).strip() for key, value in entry.items() if key in _INPUT_KEYS}
        out[role] = _input(role, file.parent, texts, faults)
    if "villages" not in table:
        values = {"listing": folder_listing(file.parent)}
        faults.append(Fault("villages-missing", file=file.name, column="inputs.villages", values=values))
    return out


def _input(role: str, folder: Path, texts: dict[str, str], faults: list[Fault]) -> Input:
    """Return one entry; the address of a database keeps its password to itself."""
    axes = texts.get("axes", "").casefold()
    if axes not in _AXES:
        values = {"known": "xy, yx"}
        faults.append(
            Fault(
                "axes-unknown", file="case.toml", column=f"inputs.{role}.axes", found=axes[:80], values=values
            )
        )
        axes = ""
    texts = texts | {"axes": axes}
    address = texts["file"] if is_database(texts["file"]) else ""
    if address:
        what = " ".join((texts.get("table") or texts.get("query", "")).split())
        texts["file"] = f"{without_password(address)} › {what[:60]}" if what else without_password(address)
        return Input(role=role, path=folder / "—", address=address, **texts)
    path = folder / Path(texts["file"])
    if "\\" in texts["file"] and not path.exists():  # a case written on Windows
        path = folder / Path(*PureWindowsPath(texts["file"]).parts)
    return Input(role=role, path=path, **texts)


def read_columns(raw: object, faults: list[Fault]) -> dict[str, dict[str, str]]:
    """Return ``[columns]``: by input, our name -> the file's header."""
    out: dict[str, dict[str, str]] = {}
    table = as_table(raw, "columns", faults)
    faults += unknown_keys(table, tuple(TABLES), "input-unknown", "columns.")
    for role in (role for role in TABLES if role in table):
        place = f"columns.{role}"
        out[role] = {}
        for ours, theirs in as_table(table[role], place, faults).items():
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


def read_values(raw: object, faults: list[Fault]) -> dict[str, dict[str, str]]:
    """Return ``[values]``: by ``"<input>.<our column>"``, the file's value -> ours."""
    out: dict[str, dict[str, str]] = {}
    table = as_table(raw, "values", faults)
    faults += unknown_keys(table, tuple(TABLES), "input-unknown", "values.")
    for role in (role for role in TABLES if role in table):
        for ours, pairs in as_table(table[role], f"values.{role}", faults).items():
            place = f"values.{role}.{ours}"
            if not known_column(role, ours):
                faults.append(_unknown_column(role, ours, place))
                continue
            mapping = as_table(pairs, place, faults)
            words = _word_map(mapping, place, faults)
            faults += _unknown_targets(role, ours, words, place)
            out[f"{role}.{ours}"] = words
    return out


def _word_map(mapping: Mapping[str, object], place: str, faults: list[Fault]) -> dict[str, str]:
    """Return the file's value -> ours, written so or the other way round: ``rural = ["村", "R"]``."""
    out: dict[str, str] = {}
    for key, value in mapping.items():
        if isinstance(value, list):
            out |= {_plain_value(theirs).strip(): key.strip() for theirs in value}
        elif isinstance(value, Mapping):
            faults.append(
                Fault("setting-not-text", file="case.toml", column=f"{place}.{key}", found=str(value)[:80])
            )
        else:
            out[key.strip()] = _plain_value(value)
    return out


def _unknown_targets(role: str, ours: str, words: Mapping[str, str], place: str) -> list[Fault]:
    """Return the faults of values that are mapped to a word which the column does not know."""
    column = next((column for column in TABLES[role] if column.name == ours), None)
    if column is None or column.form is not Form.CHOICE or not column.choices or column.open_ended:
        return []
    known = tuple(column.choices)
    return [
        Fault(
            "value-target-unknown",
            file="case.toml",
            column=f"{place}.{theirs}"[:80],
            found=target[:80],
            values={"known": ", ".join(known), "nearest": nearest(target, known)},
        )
        for theirs, target in words.items()
        if target not in known
    ]


def _plain_value(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _unknown_column(role: str, ours: str, place: str) -> Fault:
    known = tuple(column.name for column in TABLES[role])
    values = {"known": ", ".join(known), "nearest": nearest(ours, known), "role": role}
    return Fault("column-unknown", file="case.toml", column=place, found=ours, values=values)


def read_closed(raw: object, faults: list[Fault]) -> tuple[str, ...]:
    """Return the names of roads that ``[roads] closed`` takes out."""
    table = as_table(raw, "roads", faults)
    faults += unknown_keys(table, ("closed",), "setting-unknown", "roads.")
    names = table.get("closed", [])
    if isinstance(names, list) and all(isinstance(name, str) for name in names):
        return tuple(name.strip() for name in names)
    faults.append(Fault("setting-not-a-list", file="case.toml", column="roads.closed", found=str(names)[:80]))
    return ()
