"""The plan's tables and records as text: the same plan gives the same bytes."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from pathlib import Path

from assign.messages import Message
from assign.plan import TABLE_COLUMNS, Plan
from assign.reported import ROWS, key_of
from assign.show.words import say

GUARDED = ("=", "+", "-", "@", "\t", "\r")
"""Text that begins so would be a formula in a spreadsheet: it gets an apostrophe in front."""
CERTIFICATE_UNIT = "1/10000 officer-minute a month"

_DECIMALS = {
    "travel_min": 2,
    "mean_travel_min": 2,
    "max_travel_min": 2,
    "hours": 2,
    "complexity": 1,
    "ability": 1,
    "lon": 6,
    "lat": 6,
    "share": 4,
    "target": 4,
    "distance_km": 1,
    "cover_hours": 2,
    "capacity": 2,
    "over_hours": 2,
    "min_hours": 2,
    "median_hours": 2,
    "p90_hours": 2,
    "max_hours": 2,
    "mean_hours": 2,
    "gini": 4,
    "tier_value": 4,
    "tier_value_then": 4,
}
_SORT: dict[str, Callable[[object], tuple[object, ...]]] = {
    "villages": lambda row: (row.village_id,),  # type: ignore[attr-defined]
    "rooms": lambda row: (row.room_id,),  # type: ignore[attr-defined]
    "posts": lambda row: (row.officer_id, row.room_id, row.village_ids),  # type: ignore[attr-defined]
    "areas": lambda row: (row.area_id,),  # type: ignore[attr-defined]
    "exceptions": lambda row: (row.rule_id, row.entity, row.entity_id, row.found, row.expected),  # type: ignore[attr-defined]
    "unused": lambda row: (row.officer_id,),  # type: ignore[attr-defined]
    "reasons": lambda row: (row.officer_id, row.choice),  # type: ignore[attr-defined]
}


def table_rows(plan: Plan, name: str) -> Sequence[object]:
    """Return the rows of one table in the order in which they are written."""
    rows: dict[str, Iterable[object]] = {
        "villages": plan.assignments,
        "rooms": plan.rooms,
        "posts": plan.posts,
        "areas": plan.areas,
        "exceptions": plan.exceptions,
        "unused": plan.unused,
        "reasons": plan.reasons,
    }
    if name in ROWS:
        return sorted(getattr(plan.reported, name), key=lambda row: key_of(name, row))
    return sorted(rows[name], key=_SORT[name])


def write_tables(plan: Plan, folder: Path, *, lang: str | None = None) -> Path:
    """Write ``tables/*.csv``, ``run.json`` and ``certificate.json`` into an existing folder, and return it.

    Parameters
    ----------
    lang
        Language of the sentences; by default the one that ``plan.run["lang"]`` names, else English.
    """
    chosen = lang or str(plan.run.get("lang", "en"))
    (folder / "tables").mkdir(exist_ok=True)
    for name in TABLE_COLUMNS:
        text = csv_text(plan, name, chosen)
        (folder / "tables" / f"{name}.csv").write_text(text, encoding="utf-8-sig", newline="\n")
    (folder / "run.json").write_text(run_text(plan), encoding="utf-8", newline="\n")
    (folder / "certificate.json").write_text(certificate_text(plan), encoding="utf-8", newline="\n")
    return folder


def csv_text(plan: Plan, name: str, lang: str) -> str:
    """Return one table as CSV text, without the byte-order mark."""
    columns = TABLE_COLUMNS[name]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(
        [cell(getattr(row, column), column, lang) for column in columns] for row in table_rows(plan, name)
    )
    return out.getvalue()


def cell(value: object, column: str, lang: str) -> str:
    """Return a value as it stands in a CSV cell."""
    if value is None:
        return ""
    if isinstance(value, Message):
        return guarded(say(value, lang))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return guarded(";".join(sorted(map(str, value))))
    if column in _DECIMALS:
        return number(float(str(value)), _DECIMALS[column])
    return str(value) if isinstance(value, int) else guarded(str(value))


def number(value: float, decimals: int) -> str:
    """Return a number with fixed decimals, never ``-0``; empty when it is not known."""
    return f"{round(value, decimals) + 0.0:.{decimals}f}" if math.isfinite(value) else ""


def guarded(text: str) -> str:
    """Return the text with an apostrophe in front where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(GUARDED) else text


def run_text(plan: Plan) -> str:
    """Return ``run.json``: status, objective, bound, gap and metrics, and all that stands in ``plan.run``."""
    record = {
        **plan.run,
        "status": plan.status.value,
        "objective": plan.objective,
        "bound": plan.bound,
        "gap": plan.gap,
        "metrics": plan.metrics,
    }
    return as_json(record)


def certificate_text(plan: Plan) -> str:
    """Return ``certificate.json``: the proof of each scope and the tiers of each pool of people, in whole numbers."""
    scopes = [
        {
            **_fields(item),
            "prices_by_rooms": {rooms: _fields(prices) for rooms, prices in item.prices_by_rooms.items()},
        }
        for item in sorted(plan.certificates, key=lambda item: item.scope)
    ]
    staffing = [
        {**_fields(item), "tiers": [{**_fields(tier), "proven": tier.proven} for tier in item.tiers]}
        for item in plan.staffing
    ]
    return as_json({"unit": CERTIFICATE_UNIT, "scopes": scopes, "staffing": staffing})


def _fields(item: object) -> dict[str, object]:
    return {name: getattr(item, name) for name in item.__slots__}  # type: ignore[attr-defined]


def as_json(value: object) -> str:
    """Return a value as JSON text with sorted keys, a line an entry."""
    return json.dumps(_plain(value), ensure_ascii=False, allow_nan=False, indent=1, sort_keys=True) + "\n"


def _plain(value: object) -> object:
    """Return a value of JSON's own kinds: names as text, numbers that are not finite as null."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if hasattr(value, "item") and not isinstance(value, str):
        return _plain(value.item())  # a NumPy scalar
    return value
