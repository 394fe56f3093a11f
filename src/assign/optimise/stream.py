"""Zones of a scope that are cheap by prices, all of them or each site's best, in threads."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from assign.optimise import stream_kernels
from assign.optimise.cuts import index_cuts
from assign.optimise.kernels import FORBIDDEN_COST
from assign.optimise.scope import Scope
from assign.optimise.stream_kernels import Found, Ground, PriceList
from assign.optimise.zones import Zones

EACH = 4
"""Zones a site that a pass hands on."""
PARTS = 2
"""Threads of a pass: every so manieth site, or first village, each."""

Answer = TypeVar("Answer")


@dataclass(frozen=True, eq=False)
class Pass:
    """What one pass over all zones found.

    Parameters
    ----------
    least
        The least reduced cost by the prices of villages and cuts, no room price taken off; `FORBIDDEN_COST` if there
        is no zone.
    best
        Each site's best zones, none twice.
    """

    least: int
    best: Zones


def ground_of(scope: Scope) -> Ground:
    """Return a scope as the arrays that compiled loops take."""
    return Ground(
        scope.indptr, scope.indices, scope.trip, scope.site_cost, scope.site_ptr, scope.required, scope.hours,
        scope.target, scope.balance,
    )  # fmt: skip


def price_list(
    dual: NDArray[np.int64],
    cuts: NDArray[np.int64] | None = None,
    cut_dual: NDArray[np.int64] | None = None,
) -> PriceList:
    """Return whole-number prices as the compiled loops take them; cuts without a price are left out."""
    if cuts is None or cut_dual is None:
        cuts, cut_dual = np.empty((0, 3), np.int64), np.empty(0, np.int64)
    index = index_cuts(cuts[cut_dual < 0], len(dual))
    return PriceList(dual, index.ptr, index.partner, cut_dual[cut_dual < 0][index.cut])


def price_all(scope: Scope, prices: PriceList, *, limit: int = FORBIDDEN_COST, each: int = EACH) -> Pass:
    """Return the best zones of each site below a limit, by prices.

    Parameters
    ----------
    each
        Zones a site at most.
    """
    ground, high = ground_of(scope), min(scope.largest, scope.size)
    value = np.full((len(scope.sites), each), FORBIDDEN_COST, np.int64)
    members = np.full((len(scope.sites), each, high), -1, np.int16)

    def part(first: int) -> None:
        stream_kernels.price_sites(ground, prices, scope.smallest, high, limit, first, PARTS, value, members)

    _in_threads(part)
    rows = members.reshape(-1, high)
    rows = np.unique(np.sort(rows[rows[:, 0] >= 0], axis=1), axis=0)  # -1 comes first then
    return Pass(int(value.min(initial=FORBIDDEN_COST)), zones_of(scope, _padded(rows)))


def zones_within(
    scope: Scope, prices: PriceList, reach: int, room: int
) -> tuple[NDArray[np.int64], Zones] | None:
    """Return all zones of at most this reduced cost, and these costs; None if a thread has no room for its own.

    Parameters
    ----------
    reach
        By prices of villages and cuts, no room price taken off.
    room
        Zones that a thread may keep.
    """
    ground, high = ground_of(scope), min(scope.largest, scope.size)

    def part(first: int) -> tuple[int, Found]:
        found = Found(np.empty(room, np.int64), np.empty((room, high), np.int16))
        count = stream_kernels.zones_below(
            ground, prices, scope.smallest, high, reach + 1, first, PARTS, found
        )
        return count, found

    parts = _in_threads(part)
    if max(count for count, _ in parts) > room:
        return None
    members = np.concatenate([found.members[:count] for count, found in parts])
    return np.concatenate([found.value[:count] for count, found in parts]), zones_of(scope, members)


def count_all(scope: Scope) -> int:
    """Return how many zones of R01's sizes have an allowed site."""
    ground, high = ground_of(scope), min(scope.largest, scope.size)
    return sum(
        _in_threads(lambda first: stream_kernels.count_served(ground, scope.smallest, high, first, PARTS))
    )


def zones_of(scope: Scope, members: NDArray[np.int16]) -> Zones:
    """Return zones with their best sites and costs.

    Parameters
    ----------
    members
        (zones, largest) local village numbers, -1 after the last.
    """
    sites, costs = np.empty(len(members), np.int32), np.empty(len(members), np.int64)
    stream_kernels.site_zones(ground_of(scope), members, sites, costs)
    return Zones(members, sites, costs, scope.size)


def _padded(rows: NDArray[np.int16]) -> NDArray[np.int16]:
    """Return sorted rows with their -1 last."""
    order = np.argsort(rows < 0, axis=1, kind="stable")
    return np.ascontiguousarray(np.take_along_axis(rows, order, axis=1))


def _in_threads(part: Callable[[int], Answer]) -> list[Answer]:
    """Return the answers of all parts, in their order."""
    with ThreadPoolExecutor(PARTS) as pool:
        return list(pool.map(part, range(PARTS)))
