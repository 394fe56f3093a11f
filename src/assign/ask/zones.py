"""The zones of one scope of a plan, and what it costs to change one of them by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from assign.ask.answer import Change
from assign.messages import Message, Value, plain
from assign.optimise.kernels import FORBIDDEN_COST
from assign.optimise.rezone import scope_of_plan
from assign.optimise.scope import COST_UNIT, Scope, change_costs, is_zoned
from assign.plan import Plan, Room
from assign.problem import HUNDRED, Problem, scope_of

TERMS = ("travel", "balance", "site", "stability")


@dataclass(frozen=True)
class Broken:
    """A rule that a change of zones would break, in a sentence."""

    rule_id: str
    message: Message


@dataclass(frozen=True, eq=False)
class Zoned:
    """The zones of a scope (R05) as the plan has them; villages are local numbers of `scope`.

    Parameters
    ----------
    zones
        Villages of each room that shares the scope; rooms of communities (R02) are left out.
    sites
        Local number of the site of each room.
    """

    problem: Problem
    scope: Scope
    rooms: Mapping[str, Room]
    zones: Mapping[str, tuple[int, ...]]
    sites: Mapping[str, int]

    @cached_property
    def local(self) -> Mapping[str, int]:
        """Local number of each village by id."""
        return {self.name(n): n for n in range(self.scope.size)}

    def name(self, village: int) -> str:
        """Return the id of a village."""
        return self.problem.villages[int(self.scope.villages[village])].village_id

    def neighbours(self, village: int) -> tuple[int, ...]:
        """Return the villages that border a village, of the same scope."""
        return tuple(self.scope.indices[self.scope.indptr[village] : self.scope.indptr[village + 1]].tolist())

    def beside(self, room_id: str) -> list[str]:
        """Return the rooms whose zones border a room's zone, by id."""
        of = {v: name for name, villages in self.zones.items() for v in villages}
        return sorted({of[u] for v in self.zones[room_id] for u in self.neighbours(v)} - {room_id})

    def hours(self, villages: Sequence[int]) -> int:
        """Return hundredths of an hour a month."""
        return int(self.scope.hours[list(villages)].sum())

    def terms(self, villages: Sequence[int], site: int) -> dict[str, int]:
        """Return the cost of a zone by term, in 1/10,000 officer-minute a month."""
        off = abs(self.hours(villages) - self.scope.target)
        numbers = [int(self.scope.villages[v]) for v in villages]
        change = int(change_costs(self.problem, [int(self.scope.sites[site])], numbers).sum())
        return {
            "travel": int(self.scope.trip[site, list(villages)].sum()) - change,
            "balance": int(np.rint(self.scope.balance * off)),
            "site": int(self.scope.site_cost[site]),
            "stability": change,
        }

    def shortfall(self, villages: Sequence[int]) -> int:
        """Return by how many villages a zone breaks R01."""
        return max(0, self.scope.smallest - len(villages), len(villages) - self.scope.largest)

    def joined(self, villages: Sequence[int]) -> int:
        """Return into how many pieces villages fall (R06)."""
        left, pieces = set(villages), 0
        while left:
            walk = [left.pop()]
            pieces += 1
            for village in walk:
                near = left.intersection(self.neighbours(village))
                left -= near
                walk += sorted(near)
        return pieces

    def faults(self, room_id: str, villages: Sequence[int], site: int, before: Sequence[int]) -> list[Broken]:
        """Return the rules that a zone would break and the one it had did not break, or not as far."""
        values: dict[str, Value] = {"room": room_id, "count": len(villages)}
        out = []
        if self.shortfall(villages) > self.shortfall(before):
            small = len(villages) < self.scope.smallest
            values |= {"least": self.scope.smallest, "most": self.scope.largest}
            out.append(Broken("R01", Message("broken.R01-small" if small else "broken.R01-large", values)))
        pieces = self.joined(villages)
        if pieces > max(1, self.joined(before)):
            out.append(Broken("R06", Message("broken.R06", {"room": room_id, "pieces": pieces})))
        barred = [v for v in villages if self.scope.trip[site, v] >= FORBIDDEN_COST]
        if barred:
            limit = plain(self.problem.policy["R09"].number("max_travel_min"))
            out.append(
                Broken("R09", Message("broken.R09", {"village": self.name(barred[0]), "limit": limit}))
            )
        return out

    def minutes(self, site: int, village: int) -> float:
        """Return minutes by road between a site and a village's office."""
        return float(
            self.problem.travel.block([int(self.scope.sites[site])], [int(self.scope.villages[village])])[
                0, 0
            ]
        )


def zoned_of(problem: Problem, plan: Plan, village_id: str) -> Zoned:
    """Return the zones of the scope that a village lies in."""
    village = problem.villages[problem.village_index[village_id]]
    name = scope_of(village, str(problem.policy["R05"]["nesting"]))
    scope = scope_of_plan(problem, name, float(str(plan.run.get("target_hours", 0))))
    local = {int(number): n for n, number in enumerate(scope.villages)}
    site = {int(number): n for n, number in enumerate(scope.sites)}
    index = problem.village_index
    rooms = {
        room.room_id: room
        for room in sorted(plan.rooms, key=lambda room: room.room_id)
        if all(index[v] in local for v in room.villages) and problem.site_index[room.site_id] in site
    }
    return Zoned(
        problem,
        scope,
        rooms,
        {name: tuple(sorted(local[index[v]] for v in room.villages)) for name, room in rooms.items()},
        {name: site[problem.site_index[room.site_id]] for name, room in rooms.items()},
    )


def is_communal(problem: Problem, room: Room) -> bool:
    """Return whether a room is a community's own (R02)."""
    return not is_zoned(problem, problem.village_index[room.host_village_id])


def zone_changes(before: Mapping[str, int], after: Mapping[str, int]) -> tuple[Change, ...]:
    """Return the terms of the cost that differ, in officer-minutes a month."""
    return tuple(
        Change("rooms", term, before[term] / COST_UNIT, after[term] / COST_UNIT)
        for term in TERMS
        if before[term] != after[term]
    )


def summed(parts: Sequence[Mapping[str, int]]) -> dict[str, int]:
    """Return sums of costs by term."""
    return {term: sum(part[term] for part in parts) for term in TERMS}


def as_hours(hundredths: int) -> str:
    """Return hundredths of an hour as text."""
    return f"{hundredths / HUNDRED:.2f}"
