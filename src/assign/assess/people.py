"""What the rules ask of people, recomputed: hours, capacity, needs, years, certificates (R10–R17, R24)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping

from assign.assess.view import View
from assign.plan import Post
from assign.problem import Kind, Officer, Role


def scope_of_station(view: View, station_id: str) -> str:
    """Return the pool of people that a station draws on (R19)."""
    reach = view.problem.policy["R19"]["transfers"]
    if reach == "station":
        return station_id
    counties = {station.station_id: station.county_id for station in view.problem.stations}
    return counties.get(station_id, station_id) if reach == "county" else "*"


def station_of_post(view: View, post: Post) -> str:
    """Return the station in whose room an officer stands."""
    room = view.room.get(post.room_id)
    return room.station_id if room else post.station_id


def road_cents(view: View, village_id: str) -> int:
    """Return hundredths of an hour a month on the road between a village and its room: two ways a visit."""
    visits = round(view.village[village_id].visits * 100)
    minutes = round(view.row[village_id].travel_min * 100)
    return math.floor(visits * minutes / 3000 + 0.5)


def village_cents(view: View, village_id: str) -> int:
    """Return hundredths of an hour a month that a village asks for."""
    return round(view.village[village_id].hours * 100)


def room_cents(view: View, room_id: str) -> int:
    """Return hundredths of an hour a month that a room asks of its police, travel included."""
    return sum(village_cents(view, name) + road_cents(view, name) for name in view.zone[room_id])


def halved(cents: int, heads: int) -> int:
    """Return an even share of hundredths, halves rounded up."""
    return math.floor(cents / max(1, heads) + 0.5)


def post_cents(view: View, post: Post, helpers: Mapping[str, int]) -> int:
    """Return hundredths of an hour a month that an officer carries.

    Those who share a room or a village share its hours evenly. A helper stands in the busiest of the villages and is
    on the road to the others.
    """
    villages = view.served(post)
    if post.role == Role.POLICE.value:
        rooms = view.rooms_of(post)
        return sum(halved(room_cents(view, one), view.police_in_rooms[one]) for one in rooms)
    stand = busiest(view, villages)
    return sum(
        halved(village_cents(view, name), helpers[name]) + (road_cents(view, name) if name != stand else 0)
        for name in villages
    )


def busiest(view: View, villages: tuple[str, ...]) -> str:
    """Return the village with the most hours, the first of equals."""
    return min(villages, key=lambda name: (-view.village[name].hours, name), default="")


def capacity_cents(view: View, officer: Officer) -> int:
    """Return hundredths of an hour a month that an officer can give (R16); with R16 off, the same for all."""
    rule = view.problem.policy["R16"]
    monthly = rule.number("monthly_hours")
    if rule.off:
        return max(1, round(monthly * 100))
    hours = monthly if officer.hours is None else officer.hours
    return max(1, round(hours * rule.number("presence") * 100))


def needed(view: View, village_id: str) -> int:
    """Return the people that R10 (a community) or R11 (a rural village) asks for; 0 if that rule is off."""
    village = view.village[village_id]
    urban = village.kind is Kind.URBAN
    rule = view.problem.policy["R10" if urban else "R11"]
    if rule.off:
        return 0
    by_people = math.ceil(village.population / rule.count("people"))
    if urban:
        return max(1, by_people, math.ceil(village.households / rule.count("households")))
    return by_people if by_people > 1 else int(rule.count("villages") == 1)


def is_junior(view: View, officer: Officer) -> bool:
    """Return whether an officer has few years of service; nobody has where the roster knows no years."""
    known = any(one.years for one in view.problem.officers)
    return known and officer.years < view.problem.policy.number("ability.junior_years")


def is_senior(view: View, officer: Officer) -> bool:
    """Return whether an officer has many years of service."""
    return officer.years >= view.problem.policy["R17"].number("senior_years")


def asked_of(view: View, villages: tuple[str, ...], whom: str) -> frozenset[str]:
    """Return the certificates and skills asked of a ``lead`` of villages, or of an ``auxiliary`` there (R24)."""
    rule = view.problem.policy["R24"]
    if rule.off:
        return frozenset()
    own = rule[whom]
    out = set(own if isinstance(own, tuple) else ())
    if rule["village_asks"] in (whom, "both"):
        out.update(one for name in villages for one in view.village[name].requires)
    return frozenset(out)


def lacks(view: View, officer: Officer, asked: frozenset[str]) -> bool:
    """Return whether an officer lacks one of the certificates and skills on the day of the plan."""
    return not all(officer.holds(one, view.problem.day) for one in asked)


def rural_staff(view: View, helpers: Mapping[str, int]) -> tuple[Counter[str], Counter[str]]:
    """Return by station how many people rural villages lack, and how many R11 asks for.

    Whoever serves several villages counts once among them.
    """
    short: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    grouped: set[str] = set()
    for post in view.plan.posts:
        villages = view.served(post)
        if post.role != Role.POLICE.value and len(villages) > 1:
            grouped.update(villages)
            need = sum(needed(view, name) for name in villages)
            short[station_of_post(view, post)] += max(0, need - 1)
    for room_id, zone in view.zone.items():
        station = view.room[room_id].station_id
        for name in zone:
            if view.village[name].kind is Kind.RURAL:
                asked[station] += needed(view, name)
                if name not in grouped:
                    short[station] += max(0, needed(view, name) - helpers[name])
    return short, asked
