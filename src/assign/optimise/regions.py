"""Make a plan better region by region: a few neighbouring zones are drawn anew, exactly, while that helps."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assign.optimise.master import Prices
from assign.optimise.scope import Scope
from assign.optimise.stop import NEVER, Stop
from assign.optimise.sweep import sweep
from assign.optimise.zones import Zones

REGION_SIZES = (9, 15)
"""Zones of a region: first small ones, then larger."""
SHIFTED = 8
"""Zones of a region that gets one more, or one less."""
REGION_WIDTH = 500
ROUNDS = 12


def improve(
    scope: Scope,
    zones: Zones,
    prices: Prices,
    chosen: tuple[int, ...],
    stop: Stop = NEVER,
) -> tuple[int, ...]:
    """Return a partition at least as good as `chosen`, with as many zones.

    Around each zone in turn, the nearest zones' villages are partitioned anew; a plan that costs less replaces
    them. Rounds end when no region improves.
    """
    for size in REGION_SIZES:
        if len(chosen) > size or size == REGION_SIZES[0]:
            chosen = _improve(scope, zones, prices, chosen, size, stop)
    return chosen


def shift(
    scope: Scope, zones: Zones, prices: Prices, chosen: tuple[int, ...], rooms: int, stop: Stop = NEVER
) -> tuple[int, ...]:
    """Return a partition with `rooms` zones, or as near to it as comes: one zone more or less at a time.

    Each time the region is redrawn in which that costs least.
    """
    while len(chosen) != rooms and not stop.passed():
        step = 1 if len(chosen) < rooms else -1
        best: tuple[int, tuple[int, ...], tuple[int, ...]] | None = None
        regions = {_region(scope, zones, chosen, int(zones.members[zone, 0]), SHIFTED) for zone in chosen}
        for region in sorted(regions):
            cost = int(zones.cost[list(region)].sum())
            ceiling = cost + (best[0] - 1 if best else cost)
            found = _sweep_region(scope, zones, prices, region, len(region) + step, ceiling)
            if found:
                best = int(zones.cost[list(found)].sum()) - cost, region, found
        if best is None:
            break
        chosen = tuple(sorted({*chosen} - {*best[1]} | {*best[2]}))
    return chosen


def _improve(
    scope: Scope, zones: Zones, prices: Prices, chosen: tuple[int, ...], size: int, stop: Stop
) -> tuple[int, ...]:
    for _ in range(ROUNDS):
        before = chosen
        settled: set[tuple[int, ...]] = set()
        for centre in range(len(before)):
            region = _region(scope, zones, chosen, int(zones.members[before[centre], 0]), size)
            if region in settled or stop.passed():
                continue
            settled.add(region)
            chosen = tuple(sorted({*chosen} - {*region} | {*_redrawn(scope, zones, prices, region)}))
        if chosen == before:
            break
    return chosen


def _region(scope: Scope, zones: Zones, chosen: tuple[int, ...], start: int, size: int) -> tuple[int, ...]:
    """Return the zones met first in a breadth-first walk from a village."""
    owner = np.empty(zones.villages, np.int64)
    for zone in chosen:
        owner[[village for village in zones.members[zone].tolist() if village >= 0]] = zone
    met: dict[int, None] = {}
    for village in breadth_first(scope, start):
        met.setdefault(int(owner[village]))
        if len(met) == size:
            break
    return tuple(sorted(met))


def _redrawn(scope: Scope, zones: Zones, prices: Prices, region: tuple[int, ...]) -> tuple[int, ...]:
    """Return the best zones for the region's villages, the same as before when none are cheaper."""
    cost = int(zones.cost[list(region)].sum())
    return _sweep_region(scope, zones, prices, region, len(region), cost - 1) or region


def _sweep_region(
    scope: Scope, zones: Zones, prices: Prices, region: tuple[int, ...], rooms: int, ceiling: int
) -> tuple[int, ...]:
    """Return the best `rooms` zones for the region's villages, of at most this cost; () if there are none."""
    inside = {village for zone in region for village in zones.members[zone].tolist() if village >= 0}
    start = breadth_first(scope, min(inside), inside)[-1]
    order = breadth_first(scope, start, inside)
    order += sorted(inside - set(order))
    return sweep(zones, prices, np.array(order, np.int64), rooms, ceiling=ceiling, width=REGION_WIDTH).zones


def breadth_first(scope: Scope, start: int, inside: set[int] | None = None) -> list[int]:
    """Return the villages that can be reached from `start` (within `inside`), nearest first."""
    order = [start]
    seen = {start}
    for village in order:
        for other in sorted(scope.indices[scope.indptr[village] : scope.indptr[village + 1]].tolist()):
            if other not in seen and (inside is None or other in inside):
                seen.add(other)
                order.append(other)
    return order


def sweep_order(scope: Scope) -> NDArray[np.int64]:
    """Return the villages in breadth-first order from an outlying one, so that a search closes areas as it goes."""
    start = 0
    order: list[int] = []
    for _ in range(4):
        order = breadth_first(scope, start)
        start = order[-1]
    while len(order) < scope.size:  # another piece, not joined to the first
        order += breadth_first(scope, min(set(range(scope.size)).difference(order)))
    return np.array(order, np.int64)
