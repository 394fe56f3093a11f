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
    worth = _worth(view, tenths)
    best = _best(view, worth)
    if len(said) < len(best):
        yield Finding("contact-fewer", "R22", "plan", "contacts", str(len(said)), str(len(best)))
        return
    (crowd, ease), (least, hardest) = (
        tuple(map(sum, zip((0, 0), *(worth[name] for name in sorted(rooms & worth.keys())), strict=True)))
        for rooms in ({row.room_id for row in said}, best)
    )
    if crowd > least:
        yield Finding("contact-spread", "R22", "plan", "contacts", str(crowd), str(least))
    elif crowd == least and ease > hardest:
        found, expected = (f"{(1000 * len(best) - one) / 10:.1f}" for one in (ease, hardest))
        yield Finding("contact-hardness", "R22", "plan", "contacts", found, expected)


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


def _worth(view: View, tenths: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """Return for each room how many of its station are harder, and how far it is from the hardest there can be."""
    stations: dict[str, list[str]] = {}
    for room_id in sorted(tenths, key=lambda name: (-tenths[name], name)):
        stations.setdefault(view.room[room_id].station_id, []).append(room_id)
    return {
        room_id: (place, 1000 - tenths[room_id])
        for ids in stations.values()
        for place, room_id in enumerate(ids)
    }


def _best(view: View, worth: Mapping[str, tuple[int, int]]) -> frozenset[str]:
    """Return rooms that leaders can share out, most of all, spread widest, and then hardest together.

    Rooms can be shared out when what each county has beyond its own leaders is no more than the leaders of the
    city. Such sets are the independent sets of a matroid: taking the best room that still fits, one after the
    other, gives the best set, and the largest.
    """
    free = Counter(one.county_id for one in view.problem.leaders if one.level is Level.COUNTY)
    anywhere = sum(one.level is Level.CITY for one in view.problem.leaders)
    taken: set[str] = set()
    for room_id in sorted(worth, key=lambda name: (*worth[name], name)):
        host = view.village.get(view.room[room_id].host_village_id)
        if host is not None and free[host.county_id]:
            free[host.county_id] -= 1
            taken.add(room_id)
        elif anywhere:
            anywhere -= 1
            taken.add(room_id)
    return frozenset(taken)
