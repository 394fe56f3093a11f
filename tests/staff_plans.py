"""Plans of people on zones that a test lays down, and the oracle of `staff_oracle` under a wish."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assign.assemble import assemble_plan
from assign.optimise import RoomBudget, RoomDecision, Zone, post_officers
from assign.plan import Plan
from assign.problem import Problem
from staff_oracle import Trial

NO_COST = {"travel": 0, "balance": 0, "site": 0}


def plan_on(problem: Problem, zones: tuple[Zone, ...]) -> Plan:
    """Return the plan of the best posts on certain zones; its rooms carry no cost and no proof."""
    budget = RoomBudget(len(zones), len(zones), len(zones))
    rooms = RoomDecision(zones, NO_COST, 0, budget, 0, (), ())
    return assemble_plan(problem, rooms, post_officers(problem, zones), {})


@dataclass
class WishedTrial(Trial):
    """A station by brute force where one officer must be at a place and another must not.

    Parameters
    ----------
    stand, never
        (officer id, room or village id); `never` may be None.
    """

    stand: tuple[str, str] = ("", "")
    never: tuple[str, str] | None = None

    def _open(self, people: list, duties: list, villages: Callable, rooms: Callable) -> tuple:
        kept, duties, open_to = super()._open(people, duties, villages, rooms)
        left, allowed = [], []
        for one, mine in zip(kept, open_to, strict=True):
            fit = [d for d in mine if self._keeps(one.officer_id, self._ids(duties[d], villages, rooms))]
            if fit:
                left.append(one)
                allowed.append(fit)
        return left, duties, allowed

    def _ids(self, duty: tuple, villages: Callable, rooms: Callable) -> set[str]:
        here = {f"R-{self.site[self.zones[n]].site_id}" for n in rooms(duty)}
        return here | {self.problem.villages[v].village_id for v in villages(duty)}

    def _keeps(self, officer_id: str, here: set[str]) -> bool:
        if officer_id == self.stand[0]:
            return self.stand[1] in here
        return self.never is None or officer_id != self.never[0] or self.never[1] not in here
