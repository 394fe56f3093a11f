"""A county of 24 villages with a right plan, in which edits can be worked out by hand.

Villages are numbered row by row from the south-west, six to a row; rooms stand in 7, 10, 13 and 16::

    18 19 20 | 21 22 23        C | D
    12 13 14 | 15 16 17
    ---------+---------
     6  7  8 |  9 10 11        A | B
     0  1  2 |  3  4  5

P1 to P4 lead A to D; each village has the auxiliary of its number. P1 may not serve village 15.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assign.plan import Plan
from assign.problem import Officer, Problem, Role
from builders import grid_problem, village_id
from plan_builders import right_plan

HOSTS = (7, 10, 13, 16)
ZONES = ((0, 1, 2, 6, 7, 8), (3, 4, 5, 9, 10, 11), (12, 13, 14, 18, 19, 20), (15, 16, 17, 21, 22, 23))
LEADS = {"P1": [0], "P2": [1], "P3": [2], "P4": [3]}


def room_id(host: int) -> str:
    """Return the id of the room that stands in a village."""
    return f"R-{village_id(host)}-office"


def county(policy: Mapping[str, object] | None = None) -> Problem:
    """Return the facts."""
    officers = [
        Officer(
            f"P{n}", Role.POLICE, "S01", ability=40 + 10 * n, avoid_village_ids=("V015",) if n == 1 else ()
        )
        for n in (1, 2, 3, 4)
    ]
    officers += [Officer(f"A{n:02d}", Role.AUXILIARY, "S01", ability=30) for n in range(24)]
    sites = {n: [("office", "candidate" if n in HOSTS else "forbidden")] for n in range(24)}
    return grid_problem(4, 6, officers=officers, sites=sites, roads=True, policy=policy)


def plan_of(problem: Problem, zones: Sequence[Sequence[int]] = ZONES) -> Plan:
    """Return the plan with these zones."""
    return right_plan(problem, zones, leads=LEADS, auxiliaries={f"A{n:02d}": [n] for n in range(24)})
