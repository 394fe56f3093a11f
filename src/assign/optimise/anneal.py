"""A good plan of a large scope in seconds, without a proof: a quick one bettered by simulated annealing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assign.optimise.anneal_kernels import anneal, priced
from assign.optimise.quick import Zone
from assign.optimise.scope import Scope
from assign.optimise.stop import NEVER, Stop
from assign.optimise.stream import ground_of

STEPS = 30_000
"""Steps a village, in all."""
LEVELS = 60
"""Temperatures, falling by equal ratios."""
HOT, COLD = 0.5, 0.01
"""First and last temperature, as parts of a mean zone's cost."""
SHORTFALL = 0.5
"""A village of R01 shortfall costs this part of a mean zone while steps are tried; a plan with any is not taken."""
CHUNK = 200_000
"""Steps between two looks at `stop`: some tenths of a second."""
SEED = 20_240_607


def annealed(
    scope: Scope, plan: tuple[Zone, ...], rooms: int, stop: Stop = NEVER, *, steps: int = STEPS
) -> tuple[Zone, ...]:
    """Return a plan with `rooms` zones that keeps R01; empty if none was found.

    Parameters
    ----------
    plan
        Where to begin: connected zones that cover the scope.
    steps
        Steps tried a village.
    """
    ground = ground_of(scope)
    parts = _with_rooms(scope, [list(villages) for villages, _ in plan], rooms)
    if len(parts) != rooms:
        return ()
    room = max(scope.largest + 1, *map(len, parts))
    members = np.full((rooms, room), -1, np.int64)
    for row, part in enumerate(parts):
        members[row, : len(part)] = part
    count = np.array([len(part) for part in parts], np.int64)
    zone_of = np.empty(scope.size, np.int64)
    zone_of[np.concatenate([np.array(part) for part in parts])] = np.repeat(np.arange(rooms), count)
    mean = _mean_cost(scope, plan)
    price = int(SHORTFALL * mean)
    short = np.maximum(0, np.maximum(scope.smallest - count, count - scope.largest))
    cost = price * short
    for row in range(rooms):
        cost[row] += priced(ground, members[row], int(count[row]))[0]
    state = np.array([SEED], np.uint64)
    best, best_cost, kept = _rows(members, count), int(cost.sum()), not short.any()
    for temperature in [*np.geomspace(HOT * mean, COLD * mean, LEVELS).tolist(), 0.0]:
        left = steps * scope.size // LEVELS
        while left > 0 and not stop.passed():
            anneal(
                ground, (scope.smallest, scope.largest), price, members, count, cost, zone_of, state,
                temperature, min(left, CHUNK),
            )  # fmt: skip
            left -= CHUNK
        keeps = bool(((count >= scope.smallest) & (count <= scope.largest)).all())
        if keeps and (not kept or int(cost.sum()) < best_cost):
            kept = True
            best, best_cost = _rows(members, count), int(cost.sum())
    return _sited(scope, best)


def _mean_cost(scope: Scope, plan: tuple[Zone, ...]) -> int:
    """Return about what a zone costs: the median of a plan's zones, each village at what its site may serve."""
    costs = [scope.site_cost[site] + scope.trip[site, list(villages)].sum() for villages, site in plan]
    return max(1, int(np.median(costs)))


def _rows(members: NDArray[np.int64], count: NDArray[np.int64]) -> list[list[int]]:
    """Return the villages of each zone, sorted."""
    return [sorted(row[:size]) for row, size in zip(members.tolist(), count.tolist(), strict=True)]


def _sited(scope: Scope, parts: list[list[int]]) -> tuple[Zone, ...]:
    """Return the zones with their best sites; empty if a zone breaks R01 or has none."""
    ground = ground_of(scope)
    zones = []
    for part in parts:
        site = priced(ground, np.array(part, np.int64), len(part))[1]
        if site < 0 or not scope.smallest <= len(part) <= scope.largest:
            return ()
        zones.append((tuple(part), int(site)))
    return tuple(sorted(zones))


def _with_rooms(scope: Scope, parts: list[list[int]], rooms: int) -> list[list[int]]:
    """Return connected parts, `rooms` of them if that comes: the largest are split, the smallest joined."""
    while len(parts) < rooms:
        largest = max(range(len(parts)), key=lambda part: (len(parts[part]), -part))
        if len(parts[largest]) < 2:
            return parts
        parts[largest : largest + 1] = _halves(scope, parts[largest])
    while len(parts) > rooms:
        owner = {village: number for number, part in enumerate(parts) for village in part}
        for number in sorted(range(len(parts)), key=lambda part: (len(parts[part]), part)):
            beside = {
                owner[u]
                for v in parts[number]
                for u in scope.indices[scope.indptr[v] : scope.indptr[v + 1]].tolist()
            } - {number}
            if beside:
                taker = min(beside, key=lambda part: (len(parts[part]), part))
                parts[taker] = parts[taker] + parts[number]
                del parts[number]
                break
        else:
            return parts
    return parts


def _halves(scope: Scope, part: list[int]) -> list[list[int]]:
    """Return two connected parts of a connected one, as near half as a tree of it allows."""
    inside, parent = set(part), {part[0]: -1}
    order = [part[0]]
    for v in order:
        for u in scope.indices[scope.indptr[v] : scope.indptr[v + 1]].tolist():
            if u in inside and u not in parent:
                parent[u] = v
                order.append(u)
    below = {v: [v] for v in order}
    for v in reversed(order[1:]):
        below[parent[v]] = below[parent[v]] + below[v]
    cut = min(order[1:], key=lambda v: (abs(2 * len(below[v]) - len(part)), v))
    return [[v for v in part if v not in below[cut]], below[cut]]
