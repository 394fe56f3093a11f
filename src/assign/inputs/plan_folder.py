"""A plan folder on disk → `Plan`, strictly: every file, column and value has its type, or it is a fault.

What is merely untrue (a village twice, an unknown officer) is kept as it stands, for `assess.verify` to see.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assign.errors import DataError, Fault, Severity, UsageError
from assign.inputs.plan_kinds import JSON_KINDS, WHOLE
from assign.inputs.plan_reasons import reasons_of, unreasoned
from assign.inputs.plan_reported import reported_kinds, reported_of, unreported
from assign.inputs.plan_sentences import Sentences, sentences_of
from assign.messages import Message
from assign.plan import (
    TABLE_COLUMNS,
    Area,
    Assignment,
    Certificate,
    Cut,
    Plan,
    Post,
    Prices,
    Room,
    RuleException,
    StaffProof,
    Status,
    Tier,
    Unused,
)
from assign.reported import ROWS

_GUARDED = "=+-@\t\r"
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)
_LISTS = frozenset({"auxiliary_ids", "village_ids", "room_ids", "worse_for"})
_SENTENCES = frozenset({"reason", "remedy", "sentence"})
_FLAGS = frozenset({"is_host", "has_workstation", "is_lead", "is_chief", "changed"})
_NUMBERS = frozenset({
    "travel_min", "complexity", "hours", "lon", "lat", "mean_travel_min", "max_travel_min", "ability",
    "tier_value", "tier_value_then",
})  # fmt: skip
_RUN_KINDS = {
    "status": "status",
    "objective": "numbers",
    "bound": "number",
    "gap": "number",
    "metrics": "numbers",
    "inputs": "list",
    "policy": "table",
    "rules_not_yet_enforced": "texts",
    "versions": "table",
    "seed": "any",
    "parent": "any",
    "timings": "table",
    "case": "table",
    "target_hours": "number",
    "rooms_budget": "numbers",
    "links": "links",
}
_SCOPE_KINDS = {
    "scope": "text",
    "status": "status",
    "rooms": "whole",
    "sizes": "sizes",
    "relaxed_villages": "whole",
    "zones": "whole",
    "objective": "whole",
    "bound": "whole",
    "lp_bound": "whole",
    "duals": "wholes",
    "room_dual": "whole",
    "kept": "whole",
    "method": "text",
    "bounds_by_rooms": "wholes-by-count",
    "shortfall_price": "whole",
    "cuts": "cuts",
    "prices_by_rooms": "prices-by-count",
}

_POOL_KINDS = {"scope": "text", "kind": "text", "tiers": "list"}
_TIER_KINDS = {"name": "text", "value": "whole-list", "bound": "whole-list"}


def read_plan(folder: Path) -> Plan:
    """Return the plan that stands in a folder, as its tables and JSON files say it.

    Sentences (`reason`, `remedy`) come back in both languages where ``sentences.json`` has them, else as
    ``Message("text", {"text": sentence})``.

    Parameters
    ----------
    folder
        A folder with ``run.json``, ``certificate.json`` and ``tables/*.csv``; ``reasons.csv`` may be missing.

    Raises
    ------
    DataError
        With all faults at once: ``plan-folder-missing``, ``plan-file-missing``, ``plan-file-unreadable``,
        ``plan-columns``, ``plan-row-length``, ``plan-value``, ``plan-json-broken``, ``plan-key``.
    UsageError
        ``usage.plan-by-county`` where the folder holds a plan a county.
    """
    if not folder.is_dir():
        raise DataError([Fault("plan-folder-missing", file=str(folder), found=str(folder)[:80])])
    reader = _Reader(folder)
    refuse_many(folder)
    run = reader.json_table("run.json", _RUN_KINDS)
    proof = reader.json_table("certificate.json", {"unit": "text", "scopes": "list", "staffing": "list"})
    scopes, staffing = reader.scopes(proof, "certificate.json"), reader.staffing(proof, "certificate.json")
    absent = unreported(folder) | unreasoned(folder)
    reader.spoken = sentences_of(folder, reader.json_value)
    tables = {name: [] if name in absent else reader.table(name) for name in TABLE_COLUMNS}
    if reader.faults:
        raise DataError(reader.faults)
    return Plan(
        status=Status(run["status"]),
        objective=run["objective"],
        bound=float(run["bound"]),
        gap=float(run["gap"]),
        metrics=run["metrics"],
        assignments=tuple(Assignment(**row) for row in tables["villages"]),
        rooms=tuple(Room(**row) for row in tables["rooms"]),
        posts=tuple(Post(**row) for row in tables["posts"]),
        areas=tuple(Area(**row) for row in tables["areas"]),
        exceptions=tuple(RuleException(**row) for row in tables["exceptions"]),
        unused=tuple(Unused(**row) for row in tables["unused"]),
        reported=reported_of(tables),
        certificates=tuple(scopes),
        staffing=tuple(staffing),
        reasons=reasons_of(tables["reasons"]),
        run={
            key: value
            for key, value in run.items()
            if key not in ("status", "objective", "bound", "gap", "metrics")
        },
    )


def refuse_many(folder: Path) -> None:
    """Raise if a folder holds a plan a county: its own tables are those of all counties, its proofs theirs.

    Raises
    ------
    UsageError
        ``usage.plan-by-county``.
    """
    if not (folder / "counties").is_dir():
        return
    try:
        run = json.loads((folder / "run.json").read_text("utf-8"))
        many = run.get("by") == "county"
        first = min(str(one["folder"]) for one in run["counties"]) if many else ""
    except (OSError, ValueError, AttributeError, KeyError, TypeError):
        return
    if many:
        values = {"path": str(folder), "example": str(folder / first)}
        raise UsageError(Message("usage.plan-by-county", values))


@dataclass
class _Reader:
    """Reads the files of one plan folder and collects what is wrong with them."""

    folder: Path
    faults: list[Fault] = field(default_factory=list)
    spoken: Sentences = field(default_factory=lambda: Sentences({}))

    def text(self, name: str) -> str | None:
        """Return a file's text, or None after noting why not."""
        path = self.folder / name
        if not path.is_file():
            self.faults.append(Fault("plan-file-missing", file=name))
            return None
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            self.faults.append(Fault("plan-file-unreadable", file=name, found=str(error)[:80]))
            return None
        if "\0" in text:
            self.faults.append(Fault("plan-file-unreadable", file=name, found="NUL"))
            return None
        return text

    def table(self, name: str) -> list[dict[str, Any]]:
        """Return the rows of one table as keyword arguments of its dataclass."""
        file = f"tables/{name}.csv"
        text = self.text(file)
        if text is None:
            return []
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        except csv.Error as error:
            self.faults.append(Fault("plan-file-unreadable", file=file, found=str(error)[:80]))
            return []
        columns = TABLE_COLUMNS[name]
        header = tuple(rows[0]) if rows else ()
        if header != columns:
            values = {"columns": ",".join(columns)}
            self.faults.append(
                Fault("plan-columns", file=file, row=1, found=",".join(header)[:80], values=values)
            )
            return []
        return [self._row(name, file, number, row) for number, row in enumerate(rows[1:], start=2)]

    def _row(self, name: str, file: str, number: int, row: list[str]) -> dict[str, Any]:
        columns = TABLE_COLUMNS[name]
        if len(row) != len(columns):
            values = {"count": len(columns)}
            self.faults.append(
                Fault("plan-row-length", file=file, row=number, found=str(len(row)), values=values)
            )
            return {}
        out: dict[str, Any] = {}
        for column, cell in zip(columns, row, strict=True):
            kind = _cell_kind(name, column)
            try:
                plain = _unguarded(cell)
                out[column] = self.spoken.message(plain) if kind == "sentence" else _CELLS[kind](plain)
            except ValueError:
                self.faults.append(
                    Fault(
                        "plan-value",
                        file=file,
                        row=number,
                        column=column,
                        found=cell[:80],
                        values={"kind": kind},
                    )
                )
        return out

    def json_value(self, name: str) -> Any:
        """Return a JSON file's value, or None after noting why not."""
        text = self.text(name)
        if text is None:
            return None
        try:
            return json.loads(text, parse_constant=_no_constant, object_pairs_hook=_once)
        except (ValueError, RecursionError) as error:
            self.faults.append(Fault("plan-json-broken", file=name, found=str(error)[:80]))
            return None

    def json_table(self, name: str, kinds: Mapping[str, str]) -> dict[str, Any]:
        """Return a JSON object whose keys have the stated kinds."""
        known = len(self.faults)
        value = self.json_value(name)
        if value is None and len(self.faults) > known:
            return {}
        return self._checked(value, kinds, name, "")

    def scopes(self, value: Mapping[str, Any], name: str) -> list[Certificate]:
        """Return the certificates of all scopes."""
        out = []
        for number, scope in enumerate(_list(value, "scopes")):
            known = len(self.faults)
            row = self._checked(scope, _SCOPE_KINDS, name, f"scopes[{number}].")
            if len(self.faults) > known:
                continue
            row["status"] = Status(row["status"])
            row["sizes"] = tuple(row["sizes"])
            row["bounds_by_rooms"] = {int(count): bound for count, bound in row["bounds_by_rooms"].items()}
            row["cuts"] = _cuts(row["cuts"])
            row["prices_by_rooms"] = {
                int(count): Prices(**{**prices, "cuts": _cuts(prices["cuts"])})
                for count, prices in row["prices_by_rooms"].items()
            }
            out.append(Certificate(**{key: row[key] for key in _SCOPE_KINDS}))
        return out

    def staffing(self, value: Mapping[str, Any], name: str) -> list[StaffProof]:
        """Return the tiers of all pools of people."""
        out = []
        for number, pool in enumerate(_list(value, "staffing")):
            known, place = len(self.faults), f"staffing[{number}]."
            row = self._checked(pool, _POOL_KINDS, name, place)
            tiers = [
                self._checked(tier, _TIER_KINDS, name, f"{place}tiers[{rank}].")
                for rank, tier in enumerate(_list(row, "tiers"))
            ]
            if len(self.faults) == known:
                steps = (Tier(one["name"], tuple(one["value"]), tuple(one["bound"])) for one in tiers)
                out.append(StaffProof(row["scope"], row["kind"], tuple(steps)))
        return out

    def _checked(self, value: Any, kinds: Mapping[str, str], file: str, prefix: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            self.faults.append(
                Fault(
                    "plan-key",
                    file=file,
                    column=prefix.rstrip("."),
                    found=_shown(value),
                    values={"kind": "table"},
                )
            )
            return {}
        for key, kind in kinds.items():
            if key not in value or not JSON_KINDS[kind](value[key]):
                found = _shown(value[key]) if key in value else ""
                self.faults.append(
                    Fault("plan-key", file=file, column=prefix + key, found=found, values={"kind": kind})
                )
        return value


def _cuts(value: list[Any]) -> tuple[Cut, ...]:
    return tuple((tuple(villages), price) for villages, price in value)


def _list(value: Mapping[str, Any], key: str) -> list[Any]:
    found = value.get(key)
    return found if isinstance(found, list) else []


def _cell_kind(table: str, column: str) -> str:
    if table in ROWS:
        return reported_kinds(table)[column]
    if column in _LISTS or (table == "rooms" and column == "villages"):
        return "list"
    if column in _SENTENCES:
        return "sentence"
    if column in _FLAGS:
        return "true/false"
    if column in _NUMBERS:
        return "number"
    if column in ("population", "choice"):
        return "whole number"
    return "severity" if column == "severity" else "text"


def _unguarded(cell: str) -> str:
    """Return the cell without the apostrophe that keeps a spreadsheet from reading it as a formula."""
    return cell[1:] if len(cell) > 1 and cell[0] == "'" and cell[1] in _GUARDED else cell


def _number(cell: str) -> float:
    if not _NUMBER.fullmatch(cell) or not math.isfinite(float(cell)):
        raise ValueError(cell)
    return float(cell)


def _whole(cell: str) -> int:
    if not WHOLE.fullmatch(cell) or len(cell) > 15:
        raise ValueError(cell)
    return int(cell)


def _flag(cell: str) -> bool:
    if cell not in ("true", "false"):
        raise ValueError(cell)
    return cell == "true"


_CELLS: dict[str, Callable[[str], object]] = {
    "list": lambda cell: tuple(cell.split(";")) if cell else (),
    "true/false": _flag,
    "number": _number,
    "whole number": _whole,
    "severity": Severity,
    "text": str,
    "number or nothing": lambda cell: _number(cell) if cell else None,
}


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no number")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    out = dict(pairs)
    if len(out) != len(pairs):
        raise ValueError("a key stands twice")
    return out


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)[:80]
