"""Counts and limits over many rooms: R01 summed, remote stations (R03), budget (R08), longest way (R09)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping

from assign.assess.finding import Finding
from assign.assess.view import View


def check(view: View) -> Iterator[Finding]:
    """Yield broken limits that no listed exception can excuse."""
    yield from _remote(view)
    yield from _budget(view)
    yield from _far(view)


def shortfall(view: View, room_id: str) -> int:
    """Return by how many villages a room breaks R01."""
    rule = view.problem.policy["R01"]
    size = len(view.zone[room_id])
    if not size or view.communal(room_id):
        return 0
    return max(0, rule.count("min_villages") - size, size - rule.count("max_villages"))


def asked_rooms(view: View) -> int:
    """Return the rooms the policy asks for: ``R08.rooms``, or by the number of villages.

    The rule of thumb is rounded down, or up as far as the plan says that the stations need it.
    """
    rule = view.problem.policy["R08"]
    own = len(view.own)
    if rule.count("rooms"):
        return rule.count("rooms")
    thumb = (len(view.village) - own) / rule.number("villages_per_room")
    return max(int(thumb), min(math.ceil(thumb), budget(view)["effective"] - own)) + own


def budget(view: View) -> Mapping[str, int]:
    """Return the plan's word on its budget: `asked`, `effective`, `rural`; -1 where it is silent."""
    said = view.plan.run.get("rooms_budget")
    if not isinstance(said, Mapping):
        return {"asked": -1, "effective": -1, "rural": -1}
    return {key: int(said.get(key, -1)) for key in ("asked", "effective", "rural")}


def _remote(view: View) -> Iterator[Finding]:
    """Yield remote stations with fewer rooms than R03 asks, or than they have villages.

    Where zones may cross station lines (R05), such a station is listed instead.
    """
    rule = view.problem.policy["R03"]
    if rule.off or view.problem.policy["R05"]["nesting"] != "station":
        return
    rooms = Counter(room.station_id for room in view.room.values())
    villages = Counter(village.station_id for village in view.problem.villages)
    for station in view.problem.stations:
        least = min(rule.count("min_rooms"), villages[station.station_id])
        if station.remote and rooms[station.station_id] < least:
            found = str(rooms[station.station_id])
            yield Finding("remote-rooms", "R03", "station", station.station_id, found, str(least))


def _budget(view: View) -> Iterator[Finding]:
    """Yield what is wrong with the number and the cost of rooms (R08)."""
    rule = view.problem.policy["R08"]
    said, asked, own = budget(view), asked_rooms(view), len(view.own)
    count = len(view.room)
    if said["rural"] != said["effective"] - own:
        expected = str(said["effective"] - own)
        yield Finding("budget-rural", "R08", "plan", "rooms_budget", str(said["rural"]), expected)
    if said["asked"] != asked:
        yield Finding("budget-asked", "R08", "plan", "rooms_budget", str(said["asked"]), str(asked))
    if rule.off:
        return
    if said["effective"] < asked or (said["effective"] > asked and not _at_least(view, said["effective"])):
        yield Finding("budget-effective", "R08", "plan", "rooms_budget", str(said["effective"]), str(asked))
    if count > max(asked, said["effective"]):
        yield Finding("budget-rooms", "R08", "plan", "rooms", str(count), str(max(asked, said["effective"])))
    limit = rule.number("cost")
    cost = sum(view.site[room.site_id].cost for room in view.room.values() if room.site_id in view.site)
    if limit and cost > limit + 1e-6:
        yield Finding("budget-cost", "R08", "plan", "rooms", f"{cost:.2f}", f"{limit:.2f}")


def _at_least(view: View, effective: int) -> bool:
    """Return whether a raised budget is the least the stations can do with, by the certificates' own word."""
    least = sum(min((one.rooms, *one.bounds_by_rooms)) for one in view.plan.certificates)
    return effective == least + len(view.own)


def _far(view: View) -> Iterator[Finding]:
    """Yield villages farther from their room than R09 allows, where it must hold."""
    rule = view.problem.policy["R09"]
    if not rule.must:
        return
    limit = rule.number("max_travel_min")
    for village_id, row in sorted(view.row.items()):
        if row.travel_min > limit:
            yield Finding("too-far", "R09", "village", village_id, f"{row.travel_min:.2f}", f"{limit:.2f}")
