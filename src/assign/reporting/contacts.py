"""Leaders' contact rooms, spread over the hardest rooms (R22)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from operator import mul

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod
from scipy.optimize import linear_sum_assignment

from assign.extras import Leader, Level
from assign.plan import Plan, Room
from assign.problem import HUNDRED, Problem
from assign.reported import Contact

_TENTHS = 10


def contacts(problem: Problem, plan: Plan) -> tuple[Contact, ...]:
    """Return a contact room for each leader, no room having two, while there are rooms within reach.

    As many leaders as possible have a room. Then contacts are spread over the stations: a second one at a
    station counts 1, a third 2 more, and so on, and the sum is least. Then the rooms are hardest together, of
    rooms alike the first by id; then the leaders share them out with the least way from their offices. A leader
    of a county reaches the rooms of that county, one of the city all.
    """
    leaders = problem.leaders
    rooms = _chosen(problem, plan.rooms)
    if not rooms:
        return ()
    km = _distances(leaders, rooms)
    reach = _reach(problem, leaders, rooms)
    steps = np.round(np.nan_to_num(km) * 10)  # of 100 m
    # one pair out of reach costs more than all others together: there is a way without any
    cost = np.where(reach, steps, steps.max(axis=0).sum() + 1)
    rows = []
    for leader, room in zip(*linear_sum_assignment(cost), strict=True):
        far = float(km[leader, room])
        one = leaders[leader]
        visits = "city_visits" if one.level is Level.CITY else "county_visits"
        rows.append(
            Contact(
                one.leader_id,
                one.level.value,
                one.county_id,
                rooms[room].room_id,
                problem.policy["R22"].count(visits),
                _complexity(problem, rooms[room]),
                None if np.isnan(far) else round(far, 1),
            )
        )
    return tuple(sorted(rows, key=lambda row: row.leader_id))


def _chosen(problem: Problem, rooms: Sequence[Room]) -> list[Room]:
    """Return the rooms that leaders take, by id.

    A set of rooms can be shared out when what each county has beyond its own leaders is no more than the leaders
    of the city. Such sets are the independent sets of a matroid, so the greedy choice is the best: room by room
    in the order of their worth, each that still fits (Edmonds 1971).
    """
    hardness = {room.room_id: _complexity(problem, room) for room in rooms}
    place: Counter[str] = Counter()
    worth: list[tuple[int, float, str, Room]] = []
    for room in sorted(rooms, key=lambda one: (-hardness[one.room_id], one.room_id)):
        worth.append((place[room.station_id], -hardness[room.room_id], room.room_id, room))
        place[room.station_id] += 1
    own = Counter(one.county_id for one in problem.leaders if one.level is Level.COUNTY)
    of_city = sum(one.level is Level.CITY for one in problem.leaders)
    chosen = []
    for *_, room in sorted(worth, key=lambda item: item[:3]):
        county = _county(problem, room)
        if not own[county] and not of_city:
            continue
        if own[county]:
            own[county] -= 1
        else:
            of_city -= 1
        chosen.append(room)
    return sorted(chosen, key=lambda one: one.room_id)


def _county(problem: Problem, room: Room) -> str:
    return problem.villages[problem.village_index[room.host_village_id]].county_id


def _complexity(problem: Problem, room: Room) -> float:
    """Return the hours-weighted mean complexity of a room's villages, one decimal; the plain mean without hours.

    In whole tenths and hundredths, so that a half is rounded alike whoever reckons.
    """
    facts = [problem.villages[problem.village_index[village_id]] for village_id in room.villages]
    tenths = [round(one.complexity * _TENTHS) for one in facts]
    cents = [round(one.hours * HUNDRED) for one in facts]
    weights = cents if any(cents) else [1] * len(facts)
    return round(Fraction(sum(map(mul, tenths, weights)), sum(weights))) / _TENTHS


def _distances(leaders: tuple[Leader, ...], rooms: list[Room]) -> NDArray[np.float64]:
    """Return (leaders, rooms) kilometres on the ellipsoid, NaN for leaders without an office."""
    geod = Geod(ellps="WGS84")
    out = np.full((len(leaders), len(rooms)), np.nan)
    lon, lat = [room.lon for room in rooms], [room.lat for room in rooms]
    for row, leader in enumerate(leaders):
        if leader.lon is not None and leader.lat is not None:
            here = [leader.lon] * len(rooms), [leader.lat] * len(rooms)
            out[row] = np.array(geod.inv(*here, lon, lat)[2]) / 1000
    return out


def _reach(problem: Problem, leaders: tuple[Leader, ...], rooms: list[Room]) -> NDArray[np.bool_]:
    county = [_county(problem, room) for room in rooms]
    return np.array(
        [[leader.level is Level.CITY or leader.county_id == mine for mine in county] for leader in leaders]
    )
