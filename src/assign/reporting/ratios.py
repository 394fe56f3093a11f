"""The two 40 %: police at the front, by county and for the city (R20)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from assign.plan import Plan
from assign.problem import Problem, Role
from assign.reported import Ratio


def ratios(problem: Problem, plan: Plan) -> tuple[Ratio, ...]:
    """Return both shares of each county and of the city, as far as the numbers are known.

    Police of a station are its headcount, or its police on the roster where that is not given. The city's share
    of station police is told when every county's police are known; its target is that of the counties.
    """
    stations = _station_police(problem)
    county_of = {station.station_id: station.county_id for station in problem.stations}
    rooms = _room_police(problem, plan)
    counties = sorted({village.county_id for village in problem.villages} - {""})
    known = {one.county_id: one for one in problem.headcounts}
    out = []
    for county_id in counties:
        mine = [station_id for station_id, county in county_of.items() if county == county_id]
        held, posted = (sum(count[station_id] for station_id in mine) for count in (stations, rooms))
        head = known.get(county_id)
        whole = head.county_police if head else 0
        urban = bool(head and head.urban)
        out += list(_rows(problem, "county", county_id, (whole, held, posted), urban=urban))
    complete = bool(counties) and all(county_id in known for county_id in counties)
    whole = sum(known[county_id].county_police for county_id in counties) if complete else 0
    out += list(_rows(problem, "city", "", (whole, stations.total(), rooms.total()), urban=False))
    return tuple(sorted(out, key=lambda row: (row.scope, row.scope_id, row.measure)))


def _station_police(problem: Problem) -> Counter[str]:
    rostered = Counter(one.station_id for one in problem.officers if one.role is Role.POLICE)
    return Counter(
        {
            one.station_id: rostered[one.station_id] if one.headcount is None else one.headcount
            for one in problem.stations
        }
    )


def _room_police(problem: Problem, plan: Plan) -> Counter[str]:
    known = {station.station_id for station in problem.stations}
    posted = {post.officer_id: post.station_id for post in plan.posts if post.role == Role.POLICE.value}
    return Counter(station_id for station_id in posted.values() if station_id in known)


def _rows(
    problem: Problem, scope: str, scope_id: str, counts: tuple[int, int, int], *, urban: bool
) -> Iterator[Ratio]:
    """Yield the shares of one county or the city from its police, station police and police in rooms."""
    rule = problem.policy["R20"]
    whole, held, posted = counts
    community = rule.number("urban_community_share" if urban else "community_share")
    if problem.officers and held:
        yield _ratio(scope, scope_id, "community_share", posted, held, community)
    if whole:
        yield _ratio(scope, scope_id, "station_share", held, whole, rule.number("station_share"))


def _ratio(scope: str, scope_id: str, measure: str, part: int, whole: int, target: float) -> Ratio:
    # 0.4 is not two fifths in binary: the need is reckoned with the decimal that was written down
    asked = math.ceil(Fraction(str(target)) * whole)
    return Ratio(scope, scope_id, measure, part, whole, round(part / whole, 4), target, max(0, asked - part))
