"""Measure plans across borders: one scope of a whole county or city, its value, bound, gap and CPU seconds.

python scripts/bench_borders.py CASE [county|city]
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from assign.inputs.case import read_case
from assign.optimise.frontier import zone_frontier
from assign.optimise.layout import _target
from assign.optimise.quick import usual_rooms
from assign.optimise.scope import COST_UNIT, is_zoned, model_scope
from assign.optimise.stop import NEVER
from assign.scenario import load_problem


def main(case: str, nesting: str = "county") -> None:
    """Print a line a scope."""
    problem = load_problem(read_case(Path(case), overrides={"policy.R05.nesting": nesting}))
    rural = sum(is_zoned(problem, v) for v in range(len(problem.villages)))
    rooms = int(rural / problem.policy["R08"].number("villages_per_room"))
    sys.stdout.write("scope        n  rooms      value      bound   gap %  CPU s\n")
    for name in problem.scopes:
        scope = model_scope(problem, name, target=_target(problem, rooms))
        began = time.process_time()
        found = zone_frontier(scope, NEVER).counts[usual_rooms(scope)]
        spent = time.process_time() - began
        value, bound = found.cost / COST_UNIT, found.bound / COST_UNIT
        gap = 100 * (1 - bound / value)
        sys.stdout.write(
            f"{name:8} {scope.size:5} {found.rooms:6} {value:10.1f} {bound:10.1f} {gap:7.2f} {spent:6.1f}\n"
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
