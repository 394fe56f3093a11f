"""A plan of a scope at once, without a proof: villages hang on a tree, and the tree is cut into zones.

A tree of the borders is cut so that the parts break R01 by as few villages as possible: dynamic programming from
the leaves up, over the number of villages that hang together with a village. Several trees are tried, with few and
with many zones.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from assign.optimise.kernels import FORBIDDEN_COST
from assign.optimise.scope import Scope, zones_cost

Zone = tuple[tuple[int, ...], int]
"""Villages and site, by local numbers."""

TREES = 4
MORE_TREES = 16
"""So many are tried where none keeps R01."""
HEAVY = 1000
"""A village of shortfall weighs more than any number of zones that a tree is cut into to avoid it."""


def quick_zones(scope: Scope) -> tuple[int, dict[int, tuple[Zone, ...]]]:
    """Return the least R01 shortfall found and, for each number of rooms found with it, the cheapest zones.

    Empty where no tree gives zones with an allowed site each.
    """
    found: dict[tuple[int, int], tuple[int, tuple[Zone, ...]]] = {}
    tried = 0
    for parts in _cuts(scope):
        if tried > 3 * TREES and min(found, default=(1, 0))[0] == 0:
            break
        tried += 1
        zones = _sited(scope, parts)
        if zones is None or len(zones) < max(scope.least_rooms, int(scope.required.sum())):
            continue
        sizes = [len(part) for part in parts]
        shortfall = sum(max(0, scope.smallest - size, size - scope.largest) for size in sizes)
        cost = zones_cost(scope, zones)
        key = (shortfall, len(zones))
        if key not in found or cost < found[key][0]:
            found[key] = (cost, zones)
    least = min((shortfall for shortfall, _ in found), default=0)
    return least, {rooms: zones for (short, rooms), (_, zones) in sorted(found.items()) if short == least}


def usual_rooms(scope: Scope) -> int:
    """Return the number of rooms that the hours ask for, as far as R01 and R03 allow."""
    wanted = int(scope.hours.sum()) // scope.target if scope.target > 0 else 1
    low = max(scope.least_rooms, -(-scope.size // scope.largest), 1)
    return max(low, min(wanted, scope.size // scope.smallest))


def _cuts(scope: Scope) -> Iterator[list[list[int]]]:
    """Yield divisions of the scope into connected parts."""
    yield [[village] for village in range(scope.size)]
    usual = scope.size / usual_rooms(scope)
    order, parent = _tree(scope, 0, deep=False)
    for tree in range(MORE_TREES):
        root = order[-1] if tree < TREES else tree * scope.size // MORE_TREES
        order, parent = _tree(scope, root, deep=tree % 2 == 1)
        yield _cut(scope, order, parent, [1.0] * (scope.largest + 1))
        yield _cut(scope, order, parent, [-1.0] * (scope.largest + 1))
        yield _cut(scope, order, parent, [(size - usual) ** 2 for size in range(scope.largest + 1)])


def _tree(scope: Scope, root: int, *, deep: bool) -> tuple[list[int], list[int]]:
    """Return the villages, parents first, and each one's parent (-1: none) in a tree of the borders.

    Parameters
    ----------
    deep
        Depth first, else breadth first.
    """
    parent = [-2] * scope.size
    order: list[int] = []
    for start in [root, *range(scope.size)]:
        if parent[start] != -2:
            continue
        parent[start] = -1
        waiting = [start]
        while waiting:
            village = waiting.pop() if deep else waiting.pop(0)
            order.append(village)
            for other in scope.indices[scope.indptr[village] : scope.indptr[village + 1]].tolist():
                if parent[other] == -2:
                    parent[other] = village
                    waiting.append(other)
    return order, parent


def _cut(scope: Scope, order: list[int], parent: list[int], by_size: list[float]) -> list[list[int]]:
    """Return the parts of the tree with the least shortfall, then the least sum of tolls `by_size`."""
    largest = scope.largest
    toll = [HEAVY * max(0, scope.smallest - size) + by_size[size] for size in range(largest + 1)]
    # best[v][s]: least toll below v when s villages hang together with v, itself counted, and are not tolled yet
    best: dict[int, list[float]] = {v: [np.inf, 0.0] + [np.inf] * (largest - 1) for v in order}
    joined: dict[int, list[tuple[int, list[int]]]] = {v: [] for v in order}
    for v in reversed(order):
        up = parent[v]
        if up < 0:
            continue
        closed = min(best[v][s] + toll[s] for s in range(1, largest + 1))
        now, after, taken = best[up], [np.inf] * (largest + 1), [0] * (largest + 1)
        for s in range(1, largest + 1):
            if now[s] == np.inf:
                continue
            if now[s] + closed < after[s]:
                after[s], taken[s] = now[s] + closed, 0
            for t in range(1, largest + 1 - s):
                if now[s] + best[v][t] < after[s + t]:
                    after[s + t], taken[s + t] = now[s] + best[v][t], t
        best[up] = after
        joined[up].append((v, taken))
    part_of = [0] * scope.size
    parts: list[list[int]] = []
    hanging: dict[int, int] = {}
    for v in order:
        size = hanging.get(v, 0)
        if size:
            part_of[v] = part_of[parent[v]]
        else:
            size = min(range(1, largest + 1), key=lambda s: (best[v][s] + toll[s], s))
            part_of[v] = len(parts)
            parts.append([])
        parts[part_of[v]].append(v)
        for child, taken in reversed(joined[v]):
            hanging[child] = taken[size]
            size -= taken[size]
    return parts


def _sited(scope: Scope, parts: list[list[int]]) -> tuple[Zone, ...] | None:
    """Return the parts with their cheapest sites; None if one has none, or two that are required."""
    zones = []
    for part in parts:
        villages = sorted(part)
        sites = [site for v in villages for site in range(int(scope.site_ptr[v]), int(scope.site_ptr[v + 1]))]
        must = [site for site in sites if scope.required[site]]
        if not sites or len(must) > 1:
            return None
        sites = must or sites
        costs = scope.site_cost[sites] + scope.trip[np.ix_(sites, villages)].sum(axis=1)
        best = int(costs.argmin())
        if costs[best] >= FORBIDDEN_COST:
            return None
        zones.append((tuple(villages), sites[best]))
    return tuple(sorted(zones))
