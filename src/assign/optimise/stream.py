"""All zones of a scope priced in one pass, in threads, only the best of them kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assign.optimise.kernels import FORBIDDEN_COST
from assign.optimise.scope import Scope
from assign.optimise.stream_kernels import Best, Ground, Kept, stream
from assign.optimise.zones import Zones

EACH = 4
"""Zones a village that a pass hands on."""
PARTS = 2
"""Threads of a pass; a part does not depend on the others."""


@dataclass(frozen=True, eq=False)
class Pass:
    """What one pass over all zones found.

    Parameters
    ----------
    least
        The least reduced cost by the villages' prices, no room price taken off.
    best, kept
        Each village's best zones; zones within reach, None if there was no room for all.
    """

    zones: int
    least: int
    best: Zones
    kept: tuple[NDArray[np.int64], Zones] | None


def ground_of(scope: Scope) -> Ground:
    """Return a scope as the arrays that compiled loops take."""
    return Ground(
        scope.indptr, scope.indices, scope.trip, scope.site_cost, scope.site_ptr, scope.required, scope.hours,
        scope.target, scope.balance,
    )  # fmt: skip


def price_all(
    scope: Scope, sizes: tuple[int, int], dual: NDArray[np.int64], *, reach: int = -1, room: int = 1
) -> Pass:
    """Return what a pass over all zones of these sizes finds.

    Parameters
    ----------
    dual
        Whole-number price of each village.
    reach, room
        Zones of at most this reduced cost are kept, if there is room for them.
    """
    ground = ground_of(scope)
    n, high = scope.size, sizes[1]

    def part(first: int) -> tuple[tuple[int, int, int, int], Best, Kept]:
        best = Best(
            np.full((n, EACH), FORBIDDEN_COST, np.int64),
            np.zeros((n, EACH), np.int64),
            np.zeros((n, EACH), np.int32),
            np.full((n, EACH, high), -1, np.int16),
        )
        kept = Kept(
            np.zeros(room, np.int64),
            np.zeros(room, np.int64),
            np.zeros(room, np.int32),
            np.zeros((room, high), np.int16),
        )
        return stream(ground, sizes[0], high, first, PARTS, dual, best, kept, reach), best, kept

    with ThreadPoolExecutor(PARTS) as pool:
        parts = list(pool.map(part, range(PARTS)))
    counts = [counts for counts, _, _ in parts]
    rows = [best for _, best, _ in parts]
    found = Zones(
        np.concatenate([best.members.reshape(-1, high) for best in rows]),
        np.concatenate([best.site.ravel() for best in rows]),
        np.concatenate([best.cost.ravel() for best in rows]),
        n,
    )
    real = np.flatnonzero(found.members[:, 0] >= 0)
    whole = all(within <= room for _, _, within, _ in counts)
    ends = [min(within, room) for _, _, within, _ in counts]
    kept = [part[2] for part in parts]
    zones = Zones(
        np.concatenate([each.members[:end] for each, end in zip(kept, ends, strict=True)]),
        np.concatenate([each.site[:end] for each, end in zip(kept, ends, strict=True)]),
        np.concatenate([each.cost[:end] for each, end in zip(kept, ends, strict=True)]),
        n,
    )
    value = np.concatenate([each.value[:end] for each, end in zip(kept, ends, strict=True)])
    return Pass(
        sum(total for total, _, _, _ in counts),
        min(least for _, least, _, _ in counts),
        Zones(found.members[real], found.site[real], found.cost[real], n),
        (value, zones) if whole else None,
    )
