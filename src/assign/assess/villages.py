"""Each village once, in a room that is there, with its own facts (R04, R13)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from assign.assess.finding import HALF_CENT, HALF_TENTH, Finding, yes_no
from assign.assess.view import View
from assign.plan import Assignment
from assign.problem import Village


def check(view: View) -> Iterator[Finding]:
    """Yield what is wrong with the villages' table, but for travel and officers."""
    counts = Counter(row.village_id for row in view.plan.assignments)
    for village_id in sorted({*counts, *view.village}):
        count = counts[village_id]
        if village_id not in view.village:
            yield Finding("village-unknown", "", "village", village_id, str(count), "0")
        elif count == 0:
            yield Finding("village-missing", "", "village", village_id, "0", "1")
        elif count > 1:
            yield Finding("village-twice", "", "village", village_id, str(count), "1")
    for row in view.plan.assignments:
        if row.village_id in view.village:
            yield from _facts(row, view.village[row.village_id])
            yield from _place(view, row)


def _facts(row: Assignment, village: Village) -> Iterator[Finding]:
    """Yield where a row differs from the facts of its village."""
    village_id = row.village_id
    # a name that begins like a formula is written with an apostrophe before it
    if row.name.lstrip("'") != village.name.lstrip("'"):
        yield Finding("village-name", "", "village", village_id, row.name, village.name)
    if row.kind != village.kind.value:
        yield Finding("village-kind", "", "village", village_id, row.kind, village.kind.value)
    if row.station_id != village.station_id:
        yield Finding("village-station", "", "village", village_id, row.station_id, village.station_id)
    if not abs(row.hours - village.hours) <= HALF_CENT:
        yield Finding("village-hours", "", "village", village_id, f"{row.hours:.2f}", f"{village.hours:.2f}")
    if not abs(row.complexity - village.complexity) <= HALF_TENTH:
        found, expected = f"{row.complexity:.1f}", f"{village.complexity:.1f}"
        yield Finding("village-complexity", "", "village", village_id, found, expected)


def _place(view: View, row: Assignment) -> Iterator[Finding]:
    """Yield where a row disagrees with the row of its room."""
    room = view.room.get(row.room_id)
    if room is None:
        yield Finding("village-room-unknown", "", "village", row.village_id, row.room_id, "rooms.csv")
        return
    host = room.host_village_id == row.village_id
    if row.is_host != host:
        yield Finding("host-flag", "", "village", row.village_id, yes_no(row.is_host), yes_no(host))
    stationed = not host and (row.has_workstation or view.problem.policy["R04"].must)
    if row.has_workstation != stationed:
        found, expected = yes_no(row.has_workstation), yes_no(stationed)
        yield Finding("workstation-flag", "R04", "village", row.village_id, found, expected)
    if row.lead_officer_id != room.lead_officer_id:
        found, expected = row.lead_officer_id, room.lead_officer_id
        yield Finding("village-lead", "R13", "village", row.village_id, found, expected)
