"""How people, rooms and counties are called in the report's tables."""

from __future__ import annotations

from collections.abc import Mapping

from assign.plan import Plan
from assign.problem import Problem


class Names:
    """Ids with the names that belong to them; an id without a name stands alone."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self._officers = {one.officer_id: one.name for one in problem.officers}
        self._leaders = {one.leader_id: one.name for one in problem.leaders}
        villages = {one.village_id: one.name for one in problem.villages}
        self._villages = villages
        self._rooms = {room.room_id: villages.get(room.host_village_id, "") for room in plan.rooms}

    def officer(self, officer_id: str) -> str:
        """Return id and name of an officer."""
        return _both(officer_id, self._officers)

    def leader(self, leader_id: str) -> str:
        """Return id and name of a leader."""
        return _both(leader_id, self._leaders)

    def room(self, room_id: str) -> str:
        """Return a room and the village where it stands."""
        return _both(room_id, self._rooms)

    def village(self, village_id: str) -> str:
        """Return id and name of a village."""
        return _both(village_id, self._villages)


def _both(one: str, names: Mapping[str, str]) -> str:
    return f"{one} {names.get(one, '')}".strip()
