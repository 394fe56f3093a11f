"""Every cluster that a plan below a ceiling may hold, as columns of the integer master."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assign.optimise.capacitated.instance import PMedian
from assign.optimise.capacitated.knapsack_kernels import list_clusters
from assign.optimise.capacitated.lagrangian import Priced
from assign.optimise.stop import NEVER, Stop
from assign.optimise.zones import Zones

COLUMN_LIMIT = 50_000_000
"""Columns times units a column: more are not listed (0.1 GB)."""
PATIENCE = 20
"""The listing of one median's clusters ends after so many nodes for each column allowed in all."""


def list_columns(
    instance: PMedian, priced: Priced, ceiling: int, limit: int | None = None, stop: Stop = NEVER
) -> Zones | None:
    """Return all clusters that a plan of at most `ceiling` may hold; None if they are too many or `stop` has passed.

    A plan with cluster ``z`` of median ``j`` costs at least ``bound + value(z) - least`` of the medians that count,
    and ``bound + value(z) - (the last that counts)`` where ``j`` is not among them.
    """
    limit = COLUMN_LIMIT // (3 * instance.units // instance.medians + 2) if limit is None else limit
    slack = ceiling - priced.bound
    medians = instance.medians
    order = np.argsort(priced.least, kind="stable")
    last = int(priced.least[order[medians - 1]])
    within = np.minimum(priced.least, last) + slack
    members, value = _empty(instance, min(limit, 20_000))
    rows = 0
    for j in order.tolist():
        if priced.least[j] > within[j]:
            continue
        while True:
            if stop.passed():
                return None
            found = list_clusters(
                j, instance.cost, instance.near, instance.demand, instance.capacity, priced.price,
                int(within[j]), members, value, rows, PATIENCE * limit,
            )  # fmt: skip
            if found >= 0:
                break
            if found == -3 or (found == -1 and len(value) >= limit):
                return None
            longer = min(limit, 4 * len(value)) if found == -1 else len(value)
            wider = members.shape[1] * 2 if found == -2 else members.shape[1]
            members, value = _grown(members, value, longer, wider, rows)
        rows = found
    width = int((members[:rows] >= 0).sum(axis=1).max(initial=1))
    kept = members[:rows, :width].copy()
    return Zones(kept, kept[:, 0].astype(np.int32), value[:rows].copy(), instance.units)


def _empty(instance: PMedian, rows: int) -> tuple[NDArray[np.int16], NDArray[np.int64]]:
    width = min(instance.units, 3 * instance.units // instance.medians + 2)
    return np.full((rows, width), -1, np.int16), np.empty(rows, np.int64)


def _grown(
    members: NDArray[np.int16], value: NDArray[np.int64], rows: int, width: int, used: int
) -> tuple[NDArray[np.int16], NDArray[np.int64]]:
    """Return the same first `used` rows in larger arrays."""
    more, values = np.full((rows, width), -1, np.int16), np.empty(rows, np.int64)
    more[:used, : members.shape[1]] = members[:used]
    values[:used] = value[:used]
    return more, values
