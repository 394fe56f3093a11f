"""The list of exceptions: whatever breaks a rule stands in it, and nothing else does.

An exception is known by rule, entity and id; the first number in `found` is checked:

====  =======  ===========  ====================================================  =====================
rule  entity   entity_id    when                                                  first number in found
====  =======  ===========  ====================================================  =====================
R01   room     room_id      a rural zone is smaller or larger than allowed        its villages
R03   station  station_id   a remote station has fewer villages than rooms asked  its rooms (may be left out)
R06   village  either end   a cut-off piece is joined by a link                   (may be left out)
R08   any      any          the budget had to be raised                           the rooms of the budget
R09   village  village_id   a village is beyond a limit that is only preferred    its minutes
R10   village  village_id   a community has fewer people than asked               people there
R11   station  station_id   rural villages have fewer people than asked           people there
R13   room     room_id      a room has no lead                                    0
R13   officer  officer_id   a lead holds several rooms                            its rooms
R14   village  village_id   a rural village has no auxiliary                      0
R14   officer  officer_id   an auxiliary serves several villages                  its villages
R16   officer  officer_id   hours exceed the capacity                             the hours
R17   room     room_id      a room is in no area                                  1
R17   officer  officer_id   a junior has no senior in the area                    0
R19   officer  officer_id   a pinned officer moves, or one is transferred         1
R19   plan     moves        more moves than allowed                               moves
R19   plan     changes      more villages change room than allowed                villages
R24   room     room_id      no lead with the certificates asked for               0
R24   village  village_id   no auxiliary with the certificates asked for          0
====  =======  ===========  ====================================================  =====================

Rules of people are looked at only where there is a roster.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from assign.assess.earlier import villages_changed
from assign.assess.finding import HALF_CENT, Finding
from assign.assess.limits import asked_rooms, budget, shortfall
from assign.assess.staff_exceptions import broken_by_people
from assign.assess.view import View
from assign.plan import RuleException

Key = tuple[str, str, str]


def check(view: View) -> Iterator[Finding]:
    """Yield what is broken and not listed, and what is listed and not broken."""
    broken, allowed = _broken(view), _allowed(view)
    listed = Counter(_key(row) for row in view.plan.exceptions)
    for key, number in sorted(broken.items()):
        if not listed[key]:
            yield Finding("exception-missing", key[0], key[1], key[2], "–", f"{number:g}")
    for key, count in sorted(listed.items()):
        if key not in broken and key not in allowed:
            yield Finding("exception-false", key[0], key[1], key[2], str(count), "0")
        elif count > 1:
            yield Finding("exception-twice", key[0], key[1], key[2], str(count), "1")
    for row in view.plan.exceptions:
        key = _key(row)
        if key in broken and not abs(_first_number(row.found) - broken[key]) <= HALF_CENT:
            yield Finding("exception-found", key[0], key[1], key[2], row.found, f"{broken[key]:g}")


def _key(row: RuleException) -> Key:
    if row.rule_id == "R08":
        return ("R08", "plan", "rooms")
    return (row.rule_id, row.entity, row.entity_id)


def _first_number(text: str) -> float:
    match = re.search(r"[0-9]+(\.[0-9]+)?", text, re.ASCII)
    return float(match[0]) if match else float("nan")


def _broken(view: View) -> dict[Key, float]:
    """Return what must be listed, with the number that tells by how much."""
    out: dict[Key, float] = {}
    for room_id, zone in view.zone.items():
        if shortfall(view, room_id):
            out["R01", "room", room_id] = len(zone)
    said = budget(view)
    if not view.problem.policy["R08"].off and said["effective"] > asked_rooms(view):
        out["R08", "plan", "rooms"] = said["effective"]
    rule = view.problem.policy["R09"]
    if not rule.off and not rule.must:
        for village_id, row in view.row.items():
            if row.travel_min > rule.number("max_travel_min"):
                out["R09", "village", village_id] = row.travel_min
    if (made := villages_changed(view)) > view.problem.policy["R19"].count("max_changes"):
        out["R19", "plan", "changes"] = made
    if view.officer:
        out |= broken_by_people(view)
    return out


def _allowed(view: View) -> set[Key]:
    """Return what may be listed, for the reader's sake, though no rule is broken."""
    out: set[Key] = set()
    for link in view.problem.links:
        for end in (link.village_id, link.other_id, f"{link.village_id};{link.other_id}"):
            out.update(("R06", entity, end) for entity in ("village", "link"))
    rule = view.problem.policy["R03"]
    villages = Counter(village.station_id for village in view.problem.villages)
    crossed = view.problem.policy["R05"]["nesting"] != "station"
    for station in view.problem.stations:
        few = crossed or villages[station.station_id] < rule.count("min_rooms")
        if station.remote and few and not rule.off:
            out.add(("R03", "station", station.station_id))
    return out
