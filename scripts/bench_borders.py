"""Measure plans across borders: one scope of a whole county or city, its value, bound, gap, and CPU seconds a stage.

python scripts/bench_borders.py CASE [county|city] [SECONDS]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from assign.inputs.case import read_case
from assign.optimise import frontier
from assign.optimise.layout import _target
from assign.optimise.quick import usual_rooms
from assign.optimise.scope import COST_UNIT, Scope, is_zoned, model_scope
from assign.optimise.stop import NEVER, Stop
from assign.scenario import load_problem

STAGES = (
    "quick_zones", "annealed", "reheated", "_bounds", "_recounted", "improve_districts", "_counts", "count_all",
)  # fmt: skip


def main(case: str, nesting: str = "county", seconds: str = "") -> None:
    """Print a line a scope, and the seconds of each stage below it."""
    began = time.process_time()
    problem = load_problem(read_case(Path(case), overrides={"policy.R05.nesting": nesting}))
    rural = sum(is_zoned(problem, v) for v in range(len(problem.villages)))
    rooms = int(rural / problem.policy["R08"].number("villages_per_room"))
    target = _target(problem, rooms)
    scopes = [model_scope(problem, name, target=target) for name in problem.scopes]
    sys.stdout.write(f"read and modelled: {time.process_time() - began:.1f} CPU s\n")
    sys.stdout.write("scope        n  rooms      value      bound   gap %  CPU s  wall s\n")
    for scope in scopes:
        _measure(scope, Stop(deadline=time.monotonic() + float(seconds)) if seconds else NEVER)


def _measure(scope: Scope, stop: Stop) -> None:
    spent: dict[str, float] = {}
    real = {name: getattr(frontier, name) for name in STAGES}
    for name, function in real.items():
        setattr(frontier, name, _timed(name, function, spent))
    began, wall = time.process_time(), time.monotonic()
    counts = frontier.zone_frontier(scope, stop).counts
    cpu, wall = time.process_time() - began, time.monotonic() - wall
    for name, function in real.items():
        setattr(frontier, name, function)
    usual = usual_rooms(scope)
    found = min((count for count in counts.values() if count.zones), key=lambda each: abs(each.rooms - usual))
    value, bound = found.cost / COST_UNIT, found.bound / COST_UNIT
    gap = 100 * (1 - bound / value)
    sys.stdout.write(
        f"{scope.name:8} {scope.size:5} {found.rooms:6} {value:10.1f} {bound:10.1f} {gap:7.2f} {cpu:6.1f} {wall:7.1f}\n"
    )
    sys.stdout.write("".join(f"  {name:16} {each:6.1f} CPU s\n" for name, each in spent.items()))


def _timed(name: str, function: Callable[..., Any], spent: dict[str, float]) -> Callable[..., Any]:
    def timed(*args: object, **named: object) -> object:
        began = time.process_time()
        out = function(*args, **named)
        spent[name] = spent.get(name, 0.0) + time.process_time() - began
        return out

    return timed


if __name__ == "__main__":
    main(*sys.argv[1:])
