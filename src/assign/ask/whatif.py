"""One question asked of a plan in memory."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from assign.answers import Outcome
from assign.ask.held import held
from assign.cache import Cache, user_cache
from assign.errors import ImpossibleError
from assign.inputs import Changes
from assign.optimise import RoomDecision, Runner, Stop, place_rooms
from assign.plan import Plan
from assign.problem import Problem
from assign.scenario import apply_changes, close_roads, with_policy, with_rooms
from assign.solve import solve


def pinned(problem: Problem, plan: Plan) -> Problem:
    """Return the problem with the target hours of a plan laid down (R08), unless it lays down its own.

    The target follows from the budget, so the cost of plans with other budgets would mean something else. Laid down,
    costs compare, and stations whose facts are as they were need not be solved again.
    """
    hours = plan.run.get("target_hours")
    if problem.policy["R08"].number("target_hours") or not isinstance(hours, int | float) or hours <= 0:
        return problem
    return with_policy(problem, {"policy": {"R08": {"target_hours": float(hours)}}})


def whatif(
    problem: Problem,
    plan: Plan,
    *,
    rooms: int = 0,
    close: Sequence[str] = (),
    policy: Mapping[str, object] = MappingProxyType({}),
    name: str = "what if",
    cache: Cache | None = None,
    workers: int | None = 1,
    **changes: object,
) -> Outcome:
    """Return what comes of changed facts, verified, beside the plan; costs compare (see `pinned`).

    Parameters
    ----------
    problem, plan
        The facts, and the plan of them.
    rooms
        Rooms more, or fewer, than the plan has.
    close
        Names of roads and bridges.
    policy
        As in ``case.toml``: ``{"R08": {"rooms": 80}}``.
    cache
        By default this user's.
    changes
        As in ``[changes]``: ``police={"S1": -1}``, ``leave=("P7",)``, ``surge={"V3": 1.5}``,
        ``merge_villages=(("V1", "V2"),)``, ``merge_stations=(…)``.

    Raises
    ------
    DataError
        For ids and names that are not there, and changes that cannot be made.
    """
    changed = close_roads(problem, close) if close else problem
    changed = with_policy(changed, {"policy": policy}) if policy else changed
    changed = apply_changes(changed, Changes(**changes))  # type: ignore[arg-type]
    changed = with_rooms(changed, rooms, than=len(plan.rooms)) if rooms else changed
    return answer(name, pinned(changed, plan), plan, cache=cache or user_cache(), workers=workers)


def answer(
    name: str,
    problem: Problem,
    base: Plan | None,
    *,
    cache: Cache,
    workers: int | None = 1,
    record: Mapping[str, object] = MappingProxyType({}),
    place: Callable[[Problem, Runner, Stop], RoomDecision] = place_rooms,
    **facts: float,
) -> Outcome:
    """Return the outcome of a problem: its verified plan, or what collides."""
    begun = time.perf_counter()
    known: dict[str, float] = {}

    def tell(stage: str, figures: Mapping[str, str | int | float]) -> None:
        if stage == "rooms":
            known.update(known=float(figures["known"]), solved=float(figures["solved"]))

    try:
        plan = solve(
            problem,
            cache=cache,
            workers=workers,
            progress=tell,
            record=record,
            place=place,
            check=held(cache),
        )
    except ImpossibleError as error:
        return Outcome(name, None, base, error.collisions, facts)
    spent = time.perf_counter() - begun + facts.get("read_seconds", 0.0)
    return Outcome(name, plan, base, facts={**known, **facts, "seconds": spent})
