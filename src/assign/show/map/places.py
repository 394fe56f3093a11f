"""Villages, stations, counties, rooms and areas as columns."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from assign.plan import Plan
from assign.problem import Problem
from assign.show.map.colouring import zone_colours
from assign.show.map.pinyin import pinyin_of
from assign.show.map.topology import PRECISION

Json = dict[str, object]
RINGS = 3
"""Borders from a zone within which a village may be offered to it in the page."""


def village_columns(problem: Problem, plan: Plan, room_index: Mapping[str, int]) -> Json:
    """Return the villages in the problem's order; a village the plan does not know has room -1."""
    rows = {row.village_id: row for row in plan.assignments}
    villages = problem.villages
    found = [rows.get(village.village_id) for village in villages]
    return {
        "id": [village.village_id for village in villages],
        "name": [village.name for village in villages],
        "pinyin": pinyin_of(village.name for village in villages),
        "urban": [int(village.kind == "urban") for village in villages],
        "station": [problem.station_index[village.station_id] for village in villages],
        "population": [village.population for village in villages],
        "households": [village.households for village in villages],
        "complexity": [round(village.complexity, 1) for village in villages],
        "visits": [village.visits for village in villages],
        "hours": [village.hours for village in villages],
        "x": degrees(village.lon for village in villages),
        "y": degrees(village.lat for village in villages),
        "room": [-1 if row is None else room_index.get(row.room_id, -1) for row in found],
        "travel": [
            -1 if row is None or not math.isfinite(row.travel_min) else round(row.travel_min, 2)
            for row in found
        ],
        "host": [int(row is not None and row.is_host) for row in found],
        "post": [int(row is not None and row.has_workstation) for row in found],
    }


def station_columns(problem: Problem) -> Json:
    """Return the stations with a point for their label: the station's own, or the middle of its villages."""
    members: dict[str, list[int]] = {}
    for number, village in enumerate(problem.villages):
        members.setdefault(village.station_id, []).append(number)
    x, y = [], []
    for station in problem.stations:
        at = members.get(station.station_id, [])
        lons = [problem.villages[number].lon for number in at] or [station.lon or 0.0]
        lats = [problem.villages[number].lat for number in at] or [station.lat or 0.0]
        x.append(sum(lons) / len(lons))
        y.append(sum(lats) / len(lats))
    counties = sorted({station.county_id for station in problem.stations})
    return {
        "id": [station.station_id for station in problem.stations],
        "name": [station.name for station in problem.stations],
        "pinyin": pinyin_of(station.name for station in problem.stations),
        "remote": [int(station.remote) for station in problem.stations],
        "county": [counties.index(station.county_id) for station in problem.stations],
        "x": degrees(x),
        "y": degrees(y),
    }


def room_columns(problem: Problem, plan: Plan) -> Json:
    """Return the rooms in the plan's order, touching zones in different colours."""
    index = problem.village_index
    room_of = [-1] * len(problem.villages)
    for number, room in enumerate(plan.rooms):
        for village_id in room.villages:
            room_of[index[village_id]] = number
    areas = {room_id: number for number, area in enumerate(plan.areas) for room_id in area.room_ids}
    return {
        "id": [room.room_id for room in plan.rooms],
        "station": [problem.station_index[room.station_id] for room in plan.rooms],
        "host": [index[room.host_village_id] for room in plan.rooms],
        "site": [room.site_kind for room in plan.rooms],
        "status": [room.status for room in plan.rooms],
        "x": degrees(room.lon for room in plan.rooms),
        "y": degrees(room.lat for room in plan.rooms),
        "lead": [room.lead_officer_id for room in plan.rooms],
        "area": [areas.get(room.room_id, -1) for room in plan.rooms],
        "colour": zone_colours(room_of, problem.borders.tolist(), count=len(plan.rooms)),
    }


def area_columns(problem: Problem, plan: Plan, rooms: Mapping[str, int]) -> Json:
    """Return the areas (R17): chief, rooms, and a colour that no touching area has."""
    members = [[rooms[room_id] for room_id in area.room_ids if room_id in rooms] for area in plan.areas]
    area_of = {number: area for area, numbers in enumerate(members) for number in numbers}
    room_of = {village_id: rooms[room.room_id] for room in plan.rooms for village_id in room.villages}
    groups = [area_of.get(room_of.get(village.village_id, -1), -1) for village in problem.villages]
    return {
        "id": [area.area_id for area in plan.areas],
        "chief": [area.chief_officer_id for area in plan.areas],
        "rooms": members,
        "colour": zone_colours(groups, problem.borders.tolist(), count=len(plan.areas)),
    }


def near_rooms(problem: Problem, plan: Plan) -> list[list[int]]:
    """Return for each room the minutes to villages it might serve, as pairs of number and hundredths.

    Those are its own villages and what lies within `RINGS` borders of them inside the scope no zone may leave (R05).
    """
    scope_of = {number: scope for scope, numbers in problem.scopes.items() for number in numbers}
    out = []
    for room in plan.rooms:
        home = scope_of[problem.village_index[room.host_village_id]]
        near = {problem.village_index[village_id] for village_id in room.villages}
        rim = near
        for _ in range(RINGS):
            rim = {other for number in rim for other in problem.neighbours[number]} - near
            rim = {number for number in rim if scope_of[number] == home}
            near = near | rim
        out.append(_minutes(problem, room.site_id, sorted(near)))
    return out


def _minutes(problem: Problem, site_id: str, villages: Sequence[int]) -> list[int]:
    if site_id not in problem.site_index:
        return []
    minutes = problem.travel.block([problem.site_index[site_id]], villages)[0].tolist()
    known = [
        (number, round(took * 100))
        for number, took in zip(villages, minutes, strict=True)
        if math.isfinite(took)
    ]
    return [value for pair in known for value in pair]


def degrees(values: Iterable[float]) -> list[int]:
    """Return degrees as whole 1/100,000."""
    return [round(value * PRECISION) for value in values]
