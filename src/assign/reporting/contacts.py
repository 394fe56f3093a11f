"""Leaders' contact rooms, spread over the hardest rooms (R22)."""

from __future__ import annotations

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

    Of all ways to give as many leaders as possible a room, those are best whose rooms are hardest together; of
    these, the way with the least distance from the leaders' offices. It is an assignment problem, solved
    exactly. A leader of a county reaches the rooms of that county, a leader of the city all.
    """
    leaders, rooms = problem.leaders, sorted(plan.rooms, key=lambda room: room.room_id)
    if not leaders or not rooms:
        return ()
    hardness = [_complexity(problem, room) for room in rooms]
    km = _distances(leaders, rooms)
    reach = _reach(problem, leaders, rooms)
    # hardness in tenths counts before distance in 100 m: the least step of one outweighs all of the other
    steps = np.round(np.nan_to_num(km) * 10).astype(np.int64)
    weight = int(steps.max(axis=1).sum()) + 1
    cost = steps - weight * np.array([round(value * _TENTHS) for value in hardness], dtype=np.int64)
    # one pair out of reach costs more than all others together, and sums stay exact in double precision
    too_far = int(cost.max()) + len(leaders) * (int(np.ptp(cost)) + 1)
    cost = np.where(reach, cost, too_far)
    rows = []
    for leader, room in zip(*linear_sum_assignment(cost.astype(np.float64)), strict=True):
        if not reach[leader, room]:
            continue
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
                hardness[room],
                None if np.isnan(far) else round(far, 1),
            )
        )
    return tuple(sorted(rows, key=lambda row: row.leader_id))


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
    county = [problem.villages[problem.village_index[room.host_village_id]].county_id for room in rooms]
    return np.array(
        [[leader.level is Level.CITY or leader.county_id == mine for mine in county] for leader in leaders]
    )
