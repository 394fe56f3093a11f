"""The workbook's drop-downs: what may be proposed in "Change to", and the hidden sheets that it is taken from.

``lists`` holds a column of choices for each area: rooms for villages and police, villages for the others. ``plan``
holds the plan's hash and which sheets and columns a proposal is read from (`inputs.edits`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assign.plan import Plan
from assign.problem import Problem, scope_of
from assign.show.words import word

MARK = "assign-plan"
"""Stands in the first cell of the hidden sheet ``plan``; `inputs.edits` looks for it."""
BETWEEN = " · "
"""Between an id and the name beside it; the id is what counts."""


MOST_LISTS = 16_384
"""Columns of a sheet: where there are more areas, there are no drop-downs, and ids are typed."""

Choices = Mapping[str, Sequence[str]]
"""By area (``rooms:S01``, ``station-rooms:S01``, ``villages:S01``): what may be chosen, id and name."""


def choices(problem: Problem, plan: Plan) -> Choices:
    """Return what a reviewer may choose from: rooms of the area for a village, rooms or villages of the station."""
    nesting = str(problem.policy["R05"]["nesting"])
    index = problem.village_index
    out: dict[str, list[str]] = {}
    for room in sorted(plan.rooms, key=lambda room: room.room_id):
        if room.host_village_id in index:
            host = problem.villages[index[room.host_village_id]]
            shown = f"{room.room_id}{BETWEEN}{host.name}"
            out.setdefault(f"rooms:{scope_of(host, nesting)}", []).append(shown)
            out.setdefault(f"station-rooms:{host.station_id}", []).append(shown)
    for village in problem.villages:
        shown = f"{village.village_id}{BETWEEN}{village.name}"
        out.setdefault(f"villages:{village.station_id}", []).append(shown)
    return dict(sorted(out.items())) if len(out) <= MOST_LISTS else {}


def proposal_heads(lang: str) -> list[tuple[str, str, str, str, str]]:
    """Return where proposals are read from: kind, sheet, and the heads of its key, its present room, its wish."""
    return [
        (
            kind,
            word(f"sheet.{kind}", lang),
            word(f"column.{key}", lang),
            word("column.room_id", lang),
            word("column.change_to", lang),
        )
        for kind, key in (("villages", "village_id"), ("police", "officer_id"), ("auxiliaries", "officer_id"))
    ]
