"""The room budget over all scopes (R08): an exact small integer program, solved by dynamic programming.

Costs of room counts are exact where they were solved and lower bounds elsewhere. The best choice is taken, its
unsolved counts are solved, and so on until the best choice rests on exact costs alone: no other can be better.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from assign.optimise.counts import RoomCount

Counts = Mapping[int, RoomCount]
Choice = tuple[int, ...]


def cheapest_choice(options: Sequence[Counts], limit: int) -> Choice | None:
    """Return the number of rooms of each scope with the least sum of costs within `limit` rooms.

    Unsolved counts stand with their bound. Ties go to fewer rooms, then to the smaller count in earlier scopes.
    None when even the least numbers exceed the limit.
    """
    best: dict[int, tuple[int, Choice | None]] = {0: (0, None)}
    steps: list[dict[int, tuple[int, int]]] = []
    for counts in options:
        step: dict[int, tuple[int, int]] = {}
        for used, (cost, _) in sorted(best.items()):
            for rooms, count in sorted(counts.items()):
                total = used + rooms
                if total > limit:
                    break
                if count.solved and not count.zones and rooms:
                    continue  # no plan with this many rooms
                value = cost + (count.cost if count.solved else count.bound)
                if total not in step or value < step[total][0]:
                    step[total] = (value, rooms)
        if not step:
            return None
        steps.append(step)
        best = {used: (value, None) for used, (value, _) in step.items()}
    used = min(best, key=lambda total: (best[total][0], total))
    choice: list[int] = []
    for step in reversed(steps):
        rooms = step[used][1]
        choice.append(rooms)
        used -= rooms
    return tuple(reversed(choice))


def settle_budget(
    options: Sequence[Counts], limit: int, solve: Callable[[list[tuple[int, int]]], list[RoomCount]]
) -> tuple[Choice | None, list[dict[int, RoomCount]]]:
    """Return the best choice of room counts, all of it solved, and the options as they then stand.

    The choice is None when the counts for which a plan exists all exceed the limit.

    Parameters
    ----------
    solve
        Solves (scope number, rooms) pairs to the end.
    """
    known = [dict(counts) for counts in options]
    while True:
        choice = cheapest_choice(known, limit)
        if choice is None:
            return None, known
        open_counts = [(scope, rooms) for scope, rooms in enumerate(choice) if not known[scope][rooms].solved]
        if not open_counts:
            return choice, known
        for (scope, rooms), count in zip(open_counts, solve(open_counts), strict=True):
            known[scope][rooms] = count


def least_rooms(options: Sequence[Counts]) -> int | None:
    """Return the least number of rooms that all scopes can do with, None when some scope has no plan at all."""
    total = 0
    for counts in options:
        usable = [rooms for rooms, count in counts.items() if count.zones or not count.solved]
        if not usable:
            return None
        total += min(usable)
    return total
