"""Whole rooms: the best partition, searched among the zones whose reduced cost fits under the gap.

A plan of `rooms` zones costs ``bound + Σ reduced``. So the best plan within ``bound + w`` uses only zones of
reduced cost at most `w`. Windows `w` grow until one holds a plan: that plan is optimal, for every plan outside
costs more than ``bound + w``. An exhausted window without a plan raises the bound by `w`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from assign.optimise import kernels
from assign.optimise.master import Prices
from assign.optimise.scope import Scope
from assign.optimise.zones import Zones

NODE_LIMIT = 30_000_000
"""Search nodes a window may take: about three seconds."""
FIRST_WINDOW = 8
WINDOW_GROWTH = 3
RESCUE_DETERMINISTIC_TIME = 30.0


@dataclass(frozen=True, eq=False)
class Partition:
    """The best partition known of one scope and room count.

    Parameters
    ----------
    zones
        Numbers of the chosen zones; empty when none was found.
    cost
        Sum of their costs.
    bound
        Proven lower bound; equal to `cost` when optimal. Above any cost when no partition exists.
    kept
        Zones searched.
    method
        ``"lp"``, ``"search"`` or ``"cp-sat"``.
    """

    zones: tuple[int, ...]
    cost: int
    bound: int
    kept: int
    method: str

    @property
    def proven(self) -> bool:
        """Whether the partition is optimal, or proven not to exist."""
        return not self.zones or self.cost == self.bound


IMPOSSIBLE = 1 << 60
"""Bound of a room count for which no partition exists."""


def nothing() -> Partition:
    """Return the proof that there is no partition."""
    return Partition((), IMPOSSIBLE, IMPOSSIBLE, 0, "lp")


def best_partition(scope: Scope, zones: Zones, prices: Prices, *, node_limit: int = NODE_LIMIT) -> Partition:
    """Return the cheapest partition into `prices.rooms` zones, with its proof.

    Parameters
    ----------
    node_limit
        Nodes of one window's search; beyond it the best plan so far is kept with the bound proven so far.
    """
    if not prices.feasible:
        return nothing()
    sweep = sweep_order(scope)
    bound = prices.bound
    size = FIRST_WINDOW * zones.villages
    while True:
        window = _window(prices.reduced, size)
        keep = np.flatnonzero(prices.reduced <= window)
        total, chosen = _search(zones, prices, keep, window, sweep, node_limit)
        if total >= 0:
            cost = int(zones.cost[chosen].sum())
            method = "lp" if cost == prices.bound else "search"
            return Partition(tuple(sorted(map(int, chosen))), cost, cost, len(keep), method)
        if total == -2:
            return _rescue(zones, prices, keep, chosen, bound)
        if len(keep) == len(zones):
            return nothing()
        bound = prices.bound + window + 1
        size *= WINDOW_GROWTH


def _window(reduced: NDArray[np.int64], size: int) -> int:
    """Return the reduced cost below which about `size` zones lie."""
    if size >= len(reduced):
        return int(kernels.FORBIDDEN_COST)
    return int(np.partition(reduced, size)[size])


def sweep_order(scope: Scope) -> NDArray[np.int64]:
    """Return the villages in breadth-first order from an outlying one, so that a search closes areas as it goes."""
    start = 0
    order: list[int] = []
    for _ in range(4):
        order = [start]
        seen = {start}
        for village in order:
            for other in sorted(map(int, scope.indices[scope.indptr[village] : scope.indptr[village + 1]])):
                if other not in seen:
                    seen.add(other)
                    order.append(other)
        start = order[-1]
    return np.array(order, np.int64)


def _search(
    zones: Zones,
    prices: Prices,
    keep: NDArray[np.int64],
    window: int,
    sweep: NDArray[np.int64],
    node_limit: int,
) -> tuple[int, NDArray[np.int64]]:
    """Return (total reduced cost, zones) of the best partition among `keep`; -1 none, -2 out of nodes."""
    n = zones.villages
    place = np.empty(n + 1, np.int64)
    place[sweep] = np.arange(n)
    place[n] = n  # padding
    places = np.sort(place[zones.members[keep]], axis=1)  # -1 reads the padding
    order = np.lexsort((keep, prices.reduced[keep], places[:, 0]))
    keep, places = keep[order], places[order]
    words = np.zeros((len(keep), (n + 63) // 64), np.uint64)
    rows = np.arange(len(keep))
    for column in places.T:
        real = column < n
        bits = np.left_shift(np.uint64(1), (column[real] % 64).astype(np.uint64))
        words[rows[real], column[real] // 64] |= bits
    bucket = np.searchsorted(places[:, 0], np.arange(n + 1)).astype(np.int64)
    spots = np.arange(n)
    total, _, best = kernels.search_partition(
        words,
        prices.reduced[keep],
        bucket,
        spots // 64,
        np.left_shift(np.uint64(1), (spots % 64).astype(np.uint64)),
        prices.rooms,
        window,
        node_limit,
    )
    return int(total), keep[best[best >= 0]] if best[0] >= 0 else np.empty(0, np.int64)


def _rescue(
    zones: Zones, prices: Prices, keep: NDArray[np.int64], chosen: NDArray[np.int64], bound: int
) -> Partition:
    """Return the best plan that CP-SAT finds among `keep`, with the bound proven before it.

    One worker and deterministic time, so that the same input gives the same plan. CP-SAT's own claims of
    optimality are not used: the bound is the search's.
    """
    model = cp_model.CpModel()
    take = [model.new_bool_var("") for _ in keep]
    rows: list[list[cp_model.IntVar]] = [[] for _ in range(zones.villages)]
    for variable, zone in zip(take, keep, strict=True):
        for village in zones.members[zone]:
            if village >= 0:
                rows[village].append(variable)
    for row in rows:
        model.add_exactly_one(row)
    model.add(sum(take) == prices.rooms)
    model.minimize(cp_model.LinearExpr.weighted_sum(take, [int(value) for value in prices.reduced[keep]]))
    hinted = set(map(int, chosen))
    for variable, zone in zip(take, keep, strict=True):
        model.add_hint(variable, int(zone) in hinted)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = RESCUE_DETERMINISTIC_TIME
    status = solver.solve(model)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        chosen = np.array([z for v, z in zip(take, keep, strict=True) if solver.boolean_value(v)], np.int64)
    cost = int(zones.cost[chosen].sum()) if len(chosen) else IMPOSSIBLE
    return Partition(tuple(sorted(map(int, chosen))), cost, min(bound, cost), len(keep), "cp-sat")
