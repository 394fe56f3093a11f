"""Ask what-ifs of a demo city in one process and print what each takes, beside the first run.

Run it from the checkout: ``python scripts/bench_whatif.py``. The case is that of `bench.py`. The first run knows
nothing; then come an unchanged scenario, and scenarios that touch one station, where one village is twice as busy. The
last of them is solved afresh as well: nothing but the seconds may differ.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import partial
from typing import TypeVar

import assign
from assign.answers import Outcome
from assign.ask.whatif import pinned
from assign.inputs import Changes
from assign.plan import Plan
from assign.problem import Kind
from assign.scenario import apply_changes
from bench import made

TARGETS_S = {"unchanged": 1.0, "one station": 3.0}
"""Seconds that a what-if may take after the first run."""
AGAIN = 3

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Took:
    """Seconds of the processor and of the wall."""

    cpu_s: float
    wall_s: float


def main() -> None:
    """Read the case, solve it, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="city", help="a size of `assign demo`")
    wanted = parser.parse_args()
    problem, _ = timed(lambda: assign.load_problem(assign.read_case(made(wanted.size))))
    cache = assign.Cache()
    plan, first = timed(lambda: assign.solve(problem, workers=1, cache=cache))
    assign.whatif(problem, plan, cache=cache)  # the target hours are laid down: the first of a session
    rural = [one.village_id for one in problem.villages if one.kind is Kind.RURAL]
    busier = [{village: 2.0} for village in rural[:: len(rural) // AGAIN][:AGAIN]]
    asked: dict[str, list[tuple[Outcome, Took]]] = {
        "unchanged": [timed(lambda: assign.whatif(problem, plan, cache=cache)) for _ in busier],
        "one station": [
            timed(partial(assign.whatif, problem, plan, cache=cache, surge=surge)) for surge in busier
        ],
    }
    changed = pinned(apply_changes(problem, Changes(surge=busier[-1])), plan)
    fresh, _ = timed(lambda: assign.solve(changed, workers=1))
    answer = asked["one station"][-1][0].plan
    out = {
        "case": problem.name,
        "first_run_cpu_s": round(first.cpu_s, 2),
        **figures(asked, first),
        "differs_from_full_solve": differences(answer, fresh),
    }
    print(json.dumps(out, ensure_ascii=False, indent=1))


def differences(one: Plan | None, other: Plan) -> list[str]:
    """Return the parts of two plans that differ, `run.json` left out: it holds the seconds taken."""
    return [
        field.name
        for field in fields(Plan)
        if field.name != "run" and getattr(one, field.name, None) != getattr(other, field.name)
    ]


def timed(function: Callable[[], Answer]) -> tuple[Answer, Took]:
    """Return what a function returns, and what it took."""
    cpu, wall = time.process_time(), time.perf_counter()
    answer = function()
    return answer, Took(time.process_time() - cpu, time.perf_counter() - wall)


def figures(asked: dict[str, list[tuple[Outcome, Took]]], first: Took) -> dict[str, object]:
    """Return the figures of each kind of question: the middle one counts."""
    out: dict[str, object] = {}
    for name, answers in asked.items():
        middle = sorted(took.cpu_s for _, took in answers)[len(answers) // 2]
        plans = [outcome.plan for outcome, _ in answers]
        out[name] = {
            "cpu_s": [round(took.cpu_s, 2) for _, took in answers],
            "wall_s": [round(took.wall_s, 2) for _, took in answers],
            "stages_s": dict(plans[-1].run["timings"]) if plans[-1] else {},  # type: ignore[call-overload]
            "share_of_first_run": round(middle / first.cpu_s, 3),
            "want_s": TARGETS_S[name],
            "met": middle <= TARGETS_S[name],
        }
    return out


if __name__ == "__main__":
    main()
