"""A plan held against sampled months: what is on the road, who carries too much, which rooms and villages are left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assign.optimise import capacity
from assign.outlook import FutureFigures
from assign.plan import Plan
from assign.problem import HUNDRED, Kind, Problem, Role
from assign.scenario import Future, Ways


@dataclass(frozen=True, eq=False)
class Month:
    """A plan in one month.

    Parameters
    ----------
    minutes
        (villages,) from the room to each village.
    bare
        Ids of rooms without anybody to lead them.
    """

    figures: FutureFigures
    minutes: NDArray[np.float64]
    bare: frozenset[str]


class Exposed:
    """Holds a plan against one month after the other.

    Hours follow the plan's own: a room's hours and its way to the villages are shared evenly by the police who are
    there, a village's hours by its auxiliaries and assistants who are there. Where all police of a room are away, the
    cover that the plan names (R25) carries the hours if present.
    """

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem, self.plan = problem, plan
        room_of = {row.village_id: row.room_id for row in plan.assignments}
        site = {room.room_id: problem.site_index[room.site_id] for room in plan.rooms}
        self.room_of = [room_of[village.village_id] for village in problem.villages]
        self.ways = Ways(problem, np.array([site[room] for room in self.room_of], np.int64))
        self.visits = np.array([village.visits for village in problem.villages])
        self.hours = np.array([village.hours for village in problem.villages])
        self.inside: dict[str, list[int]] = defaultdict(list)
        for village, room in enumerate(self.room_of):
            self.inside[room].append(village)
        self.police: dict[str, list[str]] = defaultdict(list)
        self.helpers: dict[int, list[str]] = defaultdict(list)
        lone = {
            number
            for number, village in enumerate(problem.villages)
            if plan.posts and village.kind is Kind.RURAL and not problem.policy["R14"].off
        }
        self.served = sorted(lone | set(self.helpers))
        self.stands = {post.officer_id: post.village_post for post in plan.posts}
        for post in plan.posts:
            numbers = [problem.village_index[one] for one in post.village_ids]
            if post.role == Role.POLICE.value:
                for room in sorted({self.room_of[number] for number in numbers}):
                    self.police[room].append(post.officer_id)
            else:
                for number in numbers:
                    self.helpers[number].append(post.officer_id)
        self.cover = {
            room: row.cover_officer_id
            for row in plan.reported.absences
            if row.cover_officer_id
            for room in row.room_ids
        }
        self.capacity = {one.officer_id: capacity(problem, one) / HUNDRED for one in problem.officers}

    def month(self, future: Future) -> Month:
        """Return the plan in one month."""
        minutes = self.ways.minutes(future)
        road = 2 * self.visits * minutes / 60
        load, bare, unled, alone = self._carried(future, road)
        over = sum(max(0.0, carried - self.capacity[one]) for one, carried in load.items())
        limit = self.problem.policy["R09"].number("max_travel_min")
        figures = FutureFigures(
            loss=round(60 * (float(road.sum()) + over + unled), 1),
            mean_travel_min=round(float(minutes.mean()), 2),
            max_travel_min=float(minutes.max()),
            far_villages=int((minutes > limit).sum()),
            over_hours=round(over, 2),
            rooms_without_lead=len(bare),
            villages_alone=alone,
            closed_sections=future.sections,
            away=len(future.away),
        )
        return Month(figures, minutes, frozenset(bare))

    def loads(self, future: Future) -> Mapping[str, float]:
        """Return the hours that each officer who is there carries in a month."""
        return self._carried(future, 2 * self.visits * self.ways.minutes(future) / 60)[0]

    def _carried(
        self, future: Future, road: NDArray[np.float64]
    ) -> tuple[dict[str, float], list[str], float, int]:
        """Return the hours of each officer, the rooms that nobody leads and their hours, and the villages alone."""
        hours = np.maximum(0.0, self.hours + future.extra_hours)
        load: dict[str, float] = defaultdict(float)
        bare, unled = self._lead(future, hours + road, load)
        return load, bare, unled, self._help(future, hours, road, load)

    def _lead(
        self, future: Future, hours: NDArray[np.float64], load: dict[str, float]
    ) -> tuple[list[str], float]:
        """Add the rooms' hours to those who are there; return the rooms that nobody leads, and their hours."""
        bare, unled = [], 0.0
        for room in self.inside if self.plan.posts else ():
            there = [one for one in self.police.get(room, ()) if one not in future.away]
            cover = self.cover.get(room, "")
            if not there and cover and cover not in future.away:
                there = [cover]
            asked = float(hours[self.inside[room]].sum())
            if not there:
                bare.append(room)
                unled += asked
            for one in there:
                load[one] += asked / len(there)
        return bare, unled

    def _help(
        self, future: Future, hours: NDArray[np.float64], road: NDArray[np.float64], load: dict[str, float]
    ) -> int:
        """Add the villages' hours to those who are there; return how many villages have nobody left.

        Who serves several villages stands in one of them and is on the road to the others.
        """
        alone = 0
        for village in self.served:
            there = [one for one in self.helpers.get(village, ()) if one not in future.away]
            alone += not there
            for one in there:
                away = self.stands[one] != self.problem.villages[village].village_id
                load[one] += float(hours[village]) / len(there) + (float(road[village]) if away else 0.0)
        return alone


def undisturbed(problem: Problem) -> Future:
    """Return the month that the plan reckons with."""
    edges = 0 if problem.network is None else len(problem.network.tail)
    return Future(np.zeros(edges, bool), 0, frozenset(), np.zeros(len(problem.villages)))


def names_of_rooms(problem: Problem, plan: Plan) -> Mapping[str, str]:
    """Return the name of the village that hosts each room."""
    return {
        room.room_id: problem.villages[problem.village_index[room.host_village_id]].name
        for room in plan.rooms
    }
