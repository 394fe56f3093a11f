"""Who could serve what: villages and rooms grouped into duties where people are too few (R13, R14)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from assign.optimise.duty_kernels import NEVER, share_out

Duty = tuple[int, ...]

MASK_VILLAGES = 14
"""A zone's villages are shared exactly up to this number; a larger zone is cut into blocks first."""


def connected_groups(
    items: Sequence[int], neighbours: Mapping[int, Sequence[int]], largest: int
) -> list[Duty]:
    """Return every connected group of 1 to `largest` items, each sorted, the list sorted."""
    allowed = set(items)
    found: set[Duty] = {(item,) for item in items}
    layer = sorted(found)
    for _ in range(largest - 1):
        layer = sorted(
            {
                tuple(sorted((*group, other)))
                for group in layer
                for item in group
                for other in neighbours[item]
                if other in allowed and other not in group
            }
        )
        found.update(layer)
    return sorted(found)


@dataclass(frozen=True, eq=False)
class _Block:
    """The ways to share a block of villages: tables of `share_out` and the groups they speak of."""

    villages: tuple[int, ...]
    groups: list[Duty]
    left: np.ndarray
    load: np.ndarray
    choice: np.ndarray

    def duties(self, people: int) -> list[Duty]:
        """Return the groups of the best sharing among so many people."""
        mask, out = (1 << len(self.villages)) - 1, []
        while mask:
            taken = int(self.choice[mask, people])
            if taken == -1:
                mask &= mask - 1
                continue
            group = self.groups[taken]
            out.append(group)
            for village in group:
                mask ^= 1 << self.villages.index(village)
            people -= 1
        return out


def share_villages(
    zones: Sequence[Sequence[int]],
    people: int,
    *,
    neighbours: Mapping[int, Sequence[int]],
    hours: Mapping[int, int],
    weights: Mapping[int, int],
    largest: int,
) -> list[Duty]:
    """Return duties for at most `people`, each a connected group of at most `largest` villages of one zone.

    In this order: least weight of villages left out, least hours of the busiest duty, least sum of squared
    hours. Exact: each zone is searched whole, the people are dealt to zones by dynamic programming.

    Parameters
    ----------
    hours, weights
        Whole numbers by village.
    """
    blocks = [block for zone in zones for block in _blocks(zone, neighbours)]
    groups = [connected_groups(block, neighbours, largest) for block in blocks]

    def tables(load: Callable[[Duty], int], *, worst: bool, ceiling: int) -> list[_Block]:
        return [
            _share_block(
                block, [g for g in own if sum(hours[v] for v in g) <= ceiling], load, weights, worst=worst
            )
            for block, own in zip(blocks, groups, strict=True)
        ]

    def total(group: Duty) -> int:
        return sum(hours[v] for v in group)

    by_hours = tables(total, worst=True, ceiling=NEVER)
    _, busiest = _deal(by_hours, people, worst=True)
    unit = max(1, busiest // 1000)  # squares of a thousandth of the busiest keep the sums small
    by_squares = tables(lambda group: (total(group) // unit) ** 2, worst=False, ceiling=busiest)
    dealt, _ = _deal(by_squares, people, worst=False)
    return sorted(
        duty for block, count in zip(by_squares, dealt, strict=True) for duty in block.duties(count)
    )


def _blocks(zone: Sequence[int], neighbours: Mapping[int, Sequence[int]]) -> list[tuple[int, ...]]:
    """Return the zone whole, or cut into runs of a breadth-first walk where it is very large."""
    if len(zone) <= MASK_VILLAGES:
        return [tuple(sorted(zone))] if zone else []
    walk: list[int] = []
    inside = set(zone)
    for start in sorted(zone):
        queue = [start]
        for village in queue:
            if village in inside:
                inside.discard(village)
                walk.append(village)
                queue.extend(u for u in neighbours[village] if u in inside)
    return [tuple(sorted(walk[k : k + MASK_VILLAGES])) for k in range(0, len(walk), MASK_VILLAGES)]


def _share_block(
    block: tuple[int, ...],
    groups: list[Duty],
    load: Callable[[Duty], int],
    weights: Mapping[int, int],
    *,
    worst: bool,
) -> _Block:
    place = {village: number for number, village in enumerate(block)}
    groups = sorted(groups, key=lambda group: (place[group[0]], group))
    masks = np.array([sum(1 << place[v] for v in group) for group in groups], np.int64)
    first = np.searchsorted([place[group[0]] for group in groups], np.arange(len(block) + 1)).astype(np.int64)
    loads = np.array([load(group) for group in groups], np.int64)
    tables = share_out(
        len(block), len(block), masks, loads, first, np.array([weights[v] for v in block], np.int64), worst
    )
    return _Block(block, groups, *tables)


def _deal(blocks: Sequence[_Block], people: int, *, worst: bool) -> tuple[list[int], int]:
    """Return how many people each block gets, and the load then, by dynamic programming over the blocks."""
    best: dict[int, tuple[int, int]] = {0: (0, 0)}
    steps: list[dict[int, tuple[int, int, int]]] = []
    for block in blocks:
        full = (1 << len(block.villages)) - 1
        step: dict[int, tuple[int, int, int]] = {}
        for used, (left, load) in sorted(best.items()):
            for count in range(min(len(block.villages), people - used) + 1):
                if block.choice[full, count] == -2:
                    continue
                here = int(block.load[full, count])
                value = (
                    left + int(block.left[full, count]),
                    max(load, here) if worst else load + here,
                    count,
                )
                if used + count not in step or value < step[used + count]:
                    step[used + count] = value
        steps.append(step)
        best = {used: value[:2] for used, value in step.items()}
    used = min(best, key=lambda number: (*best[number], number))
    load = best[used][1]
    dealt = []
    for step in reversed(steps):
        dealt.append(step[used][2])
        used -= dealt[-1]
    return dealt[::-1], load


def share_rooms(
    rooms: Sequence[int],
    leads: int,
    *,
    neighbours: Mapping[int, Sequence[int]],
    hours: Mapping[int, int],
    weights: Mapping[int, int],
    largest: int,
) -> list[Duty]:
    """Return duties for at most `leads` officers, each a group of at most `largest` neighbouring rooms (R13).

    In this order: least weight of rooms without a lead, least hours of the busiest lead, fewest duties of
    several rooms.
    """
    if leads >= len(rooms):
        return [(room,) for room in sorted(rooms)]
    bars: list[frozenset[int]] = [frozenset()] * leads
    groups = connected_groups(rooms, neighbours, largest)
    return share_groups(groups, bars, hours=hours, weights=weights, even=False)


def share_groups(
    groups: Sequence[Duty],
    bars: Sequence[frozenset[int]],
    *,
    hours: Mapping[int, int],
    weights: Mapping[int, int],
    even: bool,
) -> list[Duty]:
    """Return the groups that are given out, one a person at most, so that all of them can be matched (R18).

    In this order: least weight of items in no group, least hours of the busiest group, then least sum of squared
    hours if `even`, else fewest groups of several items. Each tier is solved by CP-SAT with one worker and then
    held.

    Parameters
    ----------
    groups
        What one person may serve together.
    bars
        For each person the items that must not be served.
    hours, weights
        Whole numbers by item.
    """
    if not bars or not groups:
        return []
    items = sorted({item for group in groups for item in group})
    model = cp_model.CpModel()
    take = [model.new_bool_var("") for _ in groups]
    open_ = {item: model.new_bool_var("") for item in items}
    for item in items:
        model.add_exactly_one([t for t, g in zip(take, groups, strict=True) if item in g] + [open_[item]])
    _one_person_each(model, take, groups, bars)
    loads = [sum(hours[item] for item in group) for group in groups]
    busiest = model.new_int_var(0, sum(hours[item] for item in items), "busiest")
    for taken, load in zip(take, loads, strict=True):
        model.add(busiest >= load * taken)
    chosen, _ = _hold(model, sum(weights[item] * open_[item] for item in items), take)
    found, most = _hold(model, busiest, take)
    chosen = found if found is not None else chosen
    unit = max(1, (most or 0) // 1000)
    costs = [
        (load // unit) ** 2 if even else (len(g) - 1) ** 2 for load, g in zip(loads, groups, strict=True)
    ]
    found, _ = _hold(model, sum(cost * taken for cost, taken in zip(costs, take, strict=True)), take)
    chosen = found if found is not None else chosen
    return [groups[number] for number in chosen or ()]


def _one_person_each(
    model: cp_model.CpModel,
    take: Sequence[cp_model.IntVar],
    groups: Sequence[Duty],
    bars: Sequence[frozenset[int]],
) -> None:
    """Let each group that is taken have a person of its own who may serve all of it; people alike are counted."""
    alike = sorted(Counter(bars).items(), key=lambda pair: (sorted(pair[0]), pair[1]))
    if len(alike) == 1 and not alike[0][0]:
        model.add(sum(take) <= len(bars))
        return
    served: list[list[cp_model.IntVar]] = [[] for _ in groups]
    for barred, people in alike:
        given = []
        for number, group in enumerate(groups):
            if barred.isdisjoint(group):
                given.append(model.new_bool_var(""))
                served[number].append(given[-1])
        model.add(sum(given) <= people)
    for taken, by in zip(take, served, strict=True):
        model.add(sum(by) == taken)


def _hold(
    model: cp_model.CpModel, tier: cp_model.LinearExprT, take: Sequence[cp_model.IntVar]
) -> tuple[list[int] | None, int | None]:
    """Return the groups and value of the best answer to a tier, and hold it; None if there was no time for one."""
    model.minimize(tier)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = 10.0
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, None
    best = round(solver.objective_value)
    model.add(tier <= best)
    return [number for number, taken in enumerate(take) if solver.boolean_value(taken)], best
