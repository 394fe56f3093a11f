"""Leaders' contact rooms: within reach, each room once, and no harder rooms could have been taken (R22)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction

from pyproj import Geod

from assign.assess.finding import Finding
from assign.assess.view import View
from assign.extras import Leader, Level
from assign.reported import Contact

_GEOD = Geod(ellps="WGS84")


def true_rows(view: View) -> Iterator[Contact]:
    """Yield each contact that the plan names with its true figures; those of nobody or nowhere are left out."""
    leaders = {one.leader_id: one for one in view.problem.leaders}
    rule = view.problem.policy["R22"]
    for row in view.plan.reported.contacts:
        leader, room = leaders.get(row.leader_id), view.room.get(row.room_id)
        if leader is None or room is None or not view.zone[row.room_id]:
            continue
        far = None
        if leader.lon is not None and leader.lat is not None:
            far = _GEOD.line_length([leader.lon, room.lon], [leader.lat, room.lat]) / 1000
        yield Contact(
            leader.leader_id,
            leader.level.value,
            leader.county_id,
            row.room_id,
            rule.count("city_visits" if leader.level is Level.CITY else "county_visits"),
            _tenths(view, row.room_id) / 10,
            far,
        )


def check(view: View) -> Iterator[Finding]:
    """Yield contacts out of reach, leaders and rooms with two, and rooms that are not the hardest there are."""
    said = view.plan.reported.contacts
    leaders = {one.leader_id: one for one in view.problem.leaders}
    for what, counts in (
        ("leader", Counter(row.leader_id for row in said)),
        ("room", Counter(row.room_id for row in said)),
    ):
        for name in sorted(name for name, count in counts.items() if count > 1):
            yield Finding("contact-twice", "R22", what, name, str(counts[name]), "1")
    for row in said:
        leader = leaders.get(row.leader_id)
        if leader is not None and row.room_id in view.room and not _reaches(view, leader, row.room_id):
            yield Finding("contact-reach", "R22", "leader", row.leader_id, row.room_id, leader.county_id)
    tenths = {room_id: _tenths(view, room_id) for room_id in view.room if view.zone[room_id]}
    best = _hardest(view, tenths)
    if len(said) < len(best):
        yield Finding("contact-fewer", "R22", "plan", "contacts", str(len(said)), str(len(best)))
    found, expected = (
        sum(tenths.get(room_id, 0) for room_id in rooms) for rooms in ({row.room_id for row in said}, best)
    )
    if found < expected:
        yield Finding(
            "contact-hardness", "R22", "plan", "contacts", f"{found / 10:.1f}", f"{expected / 10:.1f}"
        )


def _tenths(view: View, room_id: str) -> int:
    """Return the hours-weighted mean complexity of a room in whole tenths, reckoned in whole numbers."""
    facts = [view.village[village_id] for village_id in view.zone[room_id]]
    weights = {one.village_id: round(one.hours * 100) for one in facts}
    total = sum(weights.values())
    if not total:
        return round(Fraction(sum(round(one.complexity * 10) for one in facts), len(facts)))
    return round(Fraction(sum(round(one.complexity * 10) * weights[one.village_id] for one in facts), total))


def _reaches(view: View, leader: Leader, room_id: str) -> bool:
    if leader.level is Level.CITY:
        return True
    host = view.village.get(view.room[room_id].host_village_id)
    return host is not None and host.county_id == leader.county_id


def _hardest(view: View, tenths: Mapping[str, int]) -> frozenset[str]:
    """Return rooms that leaders can share out and that are hardest together.

    Rooms can be shared out when what each county has beyond its own leaders is no more than the leaders of the
    city. Such sets are the independent sets of a matroid: taking the hardest room that still fits, one after the
    other, gives the hardest set, and the largest.
    """
    free = Counter(one.county_id for one in view.problem.leaders if one.level is Level.COUNTY)
    anywhere = sum(one.level is Level.CITY for one in view.problem.leaders)
    taken: set[str] = set()
    for room_id in sorted(tenths, key=lambda name: (-tenths[name], name)):
        host = view.village.get(view.room[room_id].host_village_id)
        if host is not None and free[host.county_id]:
            free[host.county_id] -= 1
            taken.add(room_id)
        elif anywhere:
            anywhere -= 1
            taken.add(room_id)
    return frozenset(taken)
