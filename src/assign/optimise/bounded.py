"""A bound on the moves of all officers together (R19): who gets them, pool by pool, exactly."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cmp_to_key
from typing import Any

from assign.errors import NoPlanError
from assign.messages import Message, Value
from assign.optimise.compare import Standing, compare, standing
from assign.optimise.pool import Pool, PoolAnswer
from assign.optimise.tiers import NoAnswerError
from assign.optimise.transfers import is_wide, joined, solve_wide, split

Run = Callable[[Callable[[Any], Any], Sequence[Any]], list[Any]]
"""Runs a function over tasks, here or in worker processes: the engine."""


def run_here(function: Callable[[Any], Any], tasks: Sequence[Any]) -> list[Any]:
    """Return ``[function(task) for task in tasks]``: the engine of one process."""
    return [function(task) for task in tasks]


def attempt(pool: Pool) -> PoolAnswer | None:
    """Return the answer of a pool, or None where it has none, by two configurations of the solver.

    Raises
    ------
    NoPlanError
        If the work allowed does not tell.
    """
    try:
        return solve_wide(pool)
    except NoAnswerError as error:
        if not error.proven:
            values: dict[str, Value] = {"scope": pool.scope, "people": len(pool.people)}
            raise NoPlanError(Message("no-plan.people", values)) from error
        return None


def solve_pools(pools: Sequence[Pool], run: Run, most_moves: int) -> list[PoolAnswer | None]:
    """Return the answers of pools that share a bound on moves; with as few moves as can be where it cannot be kept.

    Every pool is solved freely first. If that takes too many moves, each is solved for every smaller number of moves,
    and dynamic programming over the pools shares the moves out: the sums of the tiers are least in their order (the
    loads of all together as leximax, the longest ways from home as well).
    """
    answers = run(attempt, pools)
    used = [moved_people(pool, answer) for pool, answer in zip(pools, answers, strict=True)]
    over = sum(used) - most_moves
    if over <= 0:
        return answers
    if any(pool.stop.passed() for pool in pools):  # no time to weigh who moves: all who can stay
        return run(attempt, [replace(pool, max_moves=0) for pool in pools])
    if any(map(is_wide, pools)):
        return _station_by_station(pools, run, most_moves)
    options: list[dict[int, PoolAnswer]] = [
        {here: answer} if answer else {} for here, answer in zip(used, answers, strict=True)
    ]
    tasks = [
        (number, moves)
        for number, here in enumerate(used)
        for moves in range(max(0, here - over), min(here, most_moves + 1))
    ]
    _add_options(options, pools, tasks, run)
    if sum(min(mine, default=0) for mine in options) > most_moves:  # some must move: find the least there is
        rest = [(number, moves) for number, here in enumerate(used) for moves in range(here)]
        _add_options(options, pools, [task for task in rest if task not in set(tasks)], run)
    return _share_moves(options, answers, most_moves)


def _station_by_station(pools: Sequence[Pool], run: Run, most_moves: int) -> list[PoolAnswer | None]:
    """Return answers without transfers, where large pools of several stations share a bound on moves."""
    parts = [split(pool) for pool in pools]
    flat = [part for mine in parts for part in mine]
    found = iter(solve_pools([part.pool for part in flat], run, most_moves))
    out: list[PoolAnswer | None] = []
    for pool, mine in zip(pools, parts, strict=True):
        answers = [next(found) for _ in mine]
        done = [replace(part, answer=answer) for part, answer in zip(mine, answers, strict=True)]
        out.append(joined(pool, done) if all(answers) else None)
    return out


def _add_options(
    options: Sequence[dict[int, PoolAnswer]],
    pools: Sequence[Pool],
    tasks: Sequence[tuple[int, int]],
    run: Run,
) -> None:
    """Solve pools for given numbers of moves, and keep each answer by the moves it makes."""
    limited = run(attempt, [replace(pools[number], max_moves=moves) for number, moves in tasks])
    for (number, _), answer in zip(tasks, limited, strict=True):
        if answer is not None:
            options[number].setdefault(moved_people(pools[number], answer), answer)


def moved_people(pool: Pool, answer: PoolAnswer | None) -> int:
    """Return how many people of a pool an answer moves."""
    if answer is None:
        return 0
    return sum(duty in person.moved for person, duty in zip(pool.people, answer.duty, strict=True))


def _share_moves(
    options: Sequence[Mapping[int, PoolAnswer]], free: Sequence[PoolAnswer | None], most: int
) -> list[PoolAnswer | None]:
    """Return an option of each pool, at most so many moves together, with the least sums of the tiers."""
    best: dict[int, tuple[Standing, tuple[int, ...]]] = {0: (Standing(()), ())}
    least = sum(min(mine, default=0) for mine in options)
    for mine, base in zip(options, free, strict=True):
        if base is None:
            best = {used: (value, (*path, -1)) for used, (value, path) in best.items()}
            continue
        standings = {moves: standing(answer, base) for moves, answer in sorted(mine.items())}
        step: dict[int, tuple[Standing, tuple[int, ...]]] = {}
        for used, (value, path) in sorted(best.items()):
            for moves, added in standings.items():
                if used + moves > max(most, least):
                    continue
                entry = (value + added, (*path, moves))
                if used + moves not in step or compare(entry[0], step[used + moves][0]) < 0:
                    step[used + moves] = entry
        best = step
    rank = cmp_to_key(compare)
    _, path = min((best[used] for used in sorted(best)), key=lambda entry: rank(entry[0]))
    return [None if moves < 0 else mine[moves] for moves, mine in zip(path, options, strict=True)]
