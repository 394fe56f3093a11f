"""What borders cost, as text, CSV or JSON values."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict

from assign.border_cost import BorderCost
from assign.messages import Message
from assign.show.tables import guarded
from assign.show.words import say, word

SHOWN = 20
"""Borders listed in the text, and villages; the other forms list all."""
_MINUTES_PER_HOUR = 60
_COLUMNS = (
    "village_id", "station_id", "other_station_id", "room_id", "other_room_id", "travel_min", "other_travel_min",
)  # fmt: skip


def borders_text(found: BorderCost, lang: str) -> str:
    """Return the interval in one line, what it rests on, and where borders are crossed."""
    spans = {
        "least": f"{found.least:,.0f}",
        "most": f"{found.most:,.0f}",
        "least_share": f"{100 * found.least_share:.1f}",
        "most_share": f"{100 * found.most_share:.1f}",
        "least_hours": f"{found.least / _MINUTES_PER_HOUR:,.0f}",
        "most_hours": f"{found.most / _MINUTES_PER_HOUR:,.0f}",
    }
    lines = [say(Message("borders.cost", spans), lang)]
    sides = (
        ("with", found.nestings[0], found.value_with, found.bound_with),
        ("without", found.nestings[1], found.value_without, found.bound_without),
    )
    for side, nesting, value, bound in sides:
        figures = {"nesting": nesting, "value": f"{value:,.0f}", "bound": f"{bound:,.0f}"}
        lines.append(say(Message(f"borders.{side}", figures), lang))
    if not found.crossings:
        return "\n".join([*lines, word("borders.none", lang)])
    lines += ["", say(Message("borders.where", {"count": len(found.crossings)}), lang)]
    for border in found.borders[:SHOWN]:
        first, second = border.stations
        figures = {"first": first, "second": second, "saved": f"{border.saved_min:.2f}"}
        lines.append(say(Message("borders.pair", {**figures, "count": border.villages}), lang))
    lines.append("")
    for one in sorted(found.crossings, key=lambda one: (-one.saved_min, one.village_id))[:SHOWN]:
        lines.append(say(Message("borders.village", {**asdict(one), "saved": f"{one.saved_min:.2f}"}), lang))
    more = len(found.crossings) - SHOWN
    return "\n".join([*lines, *([say(Message("borders.more", {"count": more}), lang)] if more > 0 else [])])


def borders_csv(found: BorderCost) -> str:
    """Return the villages that cross a border as CSV, under the names of the contract's tables."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*_COLUMNS, "saved_min"])
    for one in found.crossings:
        cells = [getattr(one, name) for name in _COLUMNS]
        writer.writerow(
            [*(guarded(each) if isinstance(each, str) else each for each in cells), one.saved_min]
        )
    return out.getvalue()


def borders_record(found: BorderCost) -> dict[str, object]:
    """Return the cost of borders as plain values for JSON."""
    return {
        **asdict(found),
        "crossings": [{**asdict(one), "saved_min": one.saved_min} for one in found.crossings],
    }
