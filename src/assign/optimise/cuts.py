"""The linear master with cuts: rows that hold for whole zones and cut fractional ones off.

Rounds of: solve by column generation, find broken triples, add the worst. The prices that come out are rounded
to whole numbers and made valid over all zones, as in `master`, so that

    bound = Σ dual + rooms · room_dual + Σ cut_dual

is a lower bound in exact arithmetic: every zone costs at least its villages' prices, the room price and the
prices (≤ 0) of the cuts it hits, and a partition hits each cut at most once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assign.optimise import cut_kernels
from assign.optimise.master import Master, Prices
from assign.optimise.stop import NEVER, Stop
from assign.optimise.zones import Zones

CUT_ROUNDS = 12
BROKEN = 0.02
"""A cut is worth adding when the LP breaks it by this much."""
LEAST_GAIN = 0.005
"""Rounds end when one raises the bound by less than this part of what all have raised it."""
COLUMN_ROUNDS = 60


@dataclass(frozen=True, eq=False)
class CutIndex:
    """Cuts by village, as the kernels read them.

    Parameters
    ----------
    ptr
        Village `v` has the entries ``ptr[v]:ptr[v + 1]``.
    partner
        (entries, 2) the other two villages of the cut.
    cut
        (entries,) number of the cut.
    """

    ptr: NDArray[np.int64]
    partner: NDArray[np.int64]
    cut: NDArray[np.int64]


def index_cuts(cuts: NDArray[np.int64], villages: int) -> CutIndex:
    """Return the cuts by village."""
    owner = cuts.ravel()
    partner = np.stack([cuts[:, [1, 2]], cuts[:, [0, 2]], cuts[:, [0, 1]]], axis=1).reshape(-1, 2)
    order = np.argsort(owner, kind="stable")
    ptr = np.searchsorted(owner[order], np.arange(villages + 1)).astype(np.int64)  # numbers beyond: no entry
    return CutIndex(ptr, np.ascontiguousarray(partner[order]), np.repeat(np.arange(len(cuts)), 3)[order])


def strengthen(zones: Zones, prices: Prices, stop: Stop = NEVER) -> Prices:
    """Return prices with cuts, whose bound is at least the plain LP's.

    Parameters
    ----------
    prices
        The plain LP's prices; its columns start the master.
    """
    master = Master(zones, prices.rooms)
    for zone in prices.columns:
        master.add(zone)
    cuts = np.empty((0, 3), np.int64)
    found, value = None, float(prices.bound)
    for _ in range(CUT_ROUNDS):
        if stop.passed():
            break
        fresh = generate(master, zones, cuts)
        if fresh is None:
            break
        found = (*fresh, cuts)
        gain = master.value() - value
        value += gain
        if len(cuts) and gain <= LEAST_GAIN * (value - prices.bound):
            break
        more = _broken(zones, master, cuts)
        if not len(more):
            break
        for triple in more.tolist():
            master.add_cut(tuple(triple))
        cuts = np.concatenate([cuts, more])
    if found is None:
        return prices
    best = certified(zones, prices.rooms, *found, tuple(master.chosen))
    return best if best.bound >= prices.bound else prices


def generate(
    master: Master, zones: Zones, cuts: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
    """Return the LP's prices (of villages, of cuts) once no zone prices out; None in numerical trouble."""
    index = index_cuts(cuts, zones.villages)
    found = None
    for _ in range(COLUMN_ROUNDS):
        if not master.solve():
            return found
        dual, room_dual = master.prices()
        cut_dual = np.minimum(master.cut_prices(), 0.0)
        found = dual, cut_dual
        least, picks = cut_kernels.price_with_cuts(
            zones.members, zones.cost, dual, room_dual, index.ptr, index.partner, cut_dual[index.cut], 2
        )
        fresh = [int(zone) for zone in np.unique(picks[picks >= 0]) if int(zone) not in master.chosen]
        if not fresh or least >= -1.0:
            break
        for zone in fresh:
            master.add(zone)
    return found


def certified(
    zones: Zones,
    rooms: int,
    dual: NDArray[np.float64],
    cut_dual: NDArray[np.float64],
    cuts: NDArray[np.int64],
    columns: tuple[int, ...],
    *,
    every: bool = False,
) -> Prices:
    """Return the prices in whole numbers, the room price lowered until no zone prices out.

    Cuts of no price are left out, unless `every` one is wanted.
    """
    whole = np.rint(dual).astype(np.int64)
    whole_cut = np.rint(cut_dual).astype(np.int64)
    used = (whole_cut < 0) | every
    cuts, whole_cut = cuts[used], whole_cut[used]
    index = index_cuts(cuts, zones.villages)
    reduced = cut_kernels.whole_reduced_costs(
        zones.members, zones.cost, whole, index.ptr, index.partner, whole_cut[index.cut]
    )
    least = int(reduced.min())
    reduced -= least
    bound = int(whole.sum()) + rooms * least + int(whole_cut.sum())
    return Prices(rooms, whole, least, bound, reduced, columns, True, cuts, whole_cut)


def _broken(zones: Zones, master: Master, cuts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the worst broken triples not yet in `cuts`, at most as many as villages."""
    share = master.shares()
    used = [(zone, part) for zone, part in zip(master.chosen, share, strict=True) if part > 1e-7]
    numbers = np.array([zone for zone, _ in used], np.int64)
    parts = np.array([part for _, part in used])
    triples, excess = cut_kernels.broken_triples(zones.members[numbers], parts, zones.villages, BROKEN)
    old = set(map(tuple, cuts.tolist()))
    fresh = np.array([tuple(triple) not in old for triple in triples.tolist()], np.bool_)
    triples, excess = triples[fresh], excess[fresh]
    order = np.lexsort((*triples.T[::-1], -np.rint(excess * 1e6)))
    return triples[order[: zones.villages]]
