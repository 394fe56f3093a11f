"""All zones of a scope held against all prices of its certificate, in one pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assign.assess.bound_facts import ScopeFacts
from assign.assess.bound_kernels import Asked, Found, Ground, Rates, price_zones, working_space
from assign.plan import Certificate, Prices

IntArray = NDArray[np.int64]

ROOM = 1 << 17
"""Zones within a gap that are kept at first; where there are more, the pass is made again with room for them."""
MOST_KEPT = 1 << 22
HIGHEST = 1 << 60


@dataclass(frozen=True, eq=False)
class Listing:
    """What the pass found.

    Parameters
    ----------
    zones
        Connected zones of the certificate's sizes that have an allowed site.
    dearest
        Cost of the dearest of them, R01 shortfall not counted.
    least, worst
        The least reduced cost by each of the prices, and the villages of the zone that has it, padded with -1.
    counts
        How many zones are within each gap.
    within
        Villages and reduced costs of those zones; None where they are too many to keep.
    """

    zones: int
    dearest: int
    least: IntArray
    worst: IntArray
    counts: IntArray
    within: tuple[tuple[NDArray[np.int16], IntArray] | None, ...]


def list_zones(facts: ScopeFacts, one: Certificate, prices: Sequence[Prices], gaps: Sequence[int]) -> Listing:
    """Return every zone of the certificate's sizes, held against the prices.

    Parameters
    ----------
    gaps
        For each of the prices: zones of at most this reduced cost are kept.
    """
    same, first = _alike(prices, gaps)
    prices, gaps = [prices[k] for k in first], [gaps[k] for k in first]
    low, high, rows = one.sizes[0], min(one.sizes[1], facts.size), len(prices)
    ground = Ground(
        facts.ptr, facts.other, facts.site_ptr, facts.trip, facts.site_cost, facts.required, facts.hours
    )
    rates = Rates(facts.target, facts.balance, facts.smallest, facts.largest, one.shortfall_price)
    asked = _asked(facts, prices, gaps)
    way, sums = working_space(ground, high, rows)
    room = ROOM
    while True:
        found = Found(
            least=np.full(rows, HIGHEST, np.int64),
            worst=np.full((rows, high), -1, np.int64),
            counts=np.zeros(rows, np.int64),
            row=np.empty(room, np.int32),
            value=np.empty(room, np.int64),
            zone=np.empty((room, high), np.int16),
        )
        zones, dearest = price_zones(ground, rates, asked, way, sums, found, low, high)
        kept = int(found.counts.sum())
        if kept <= room or kept > MOST_KEPT:
            break
        room = kept
    within: tuple[tuple[NDArray[np.int16], IntArray] | None, ...] = (None,) * rows
    if kept <= room:
        at = [np.flatnonzero(found.row[:kept] == k) for k in range(rows)]
        within = tuple((found.zone[each], found.value[each]) for each in at)
    return Listing(
        zones,
        dearest,
        found.least[same],
        found.worst[same],
        found.counts[same],
        tuple(within[k] for k in same),
    )


def _alike(prices: Sequence[Prices], gaps: Sequence[int]) -> tuple[list[int], list[int]]:
    """Return for each of the prices its number among the different ones, and the first that has each number.

    Large scopes have the same prices for every number of rooms: zones are held against them once.
    """
    number: dict[tuple[object, ...], int] = {}
    same: list[int] = []
    first: list[int] = []
    for k, (each, gap) in enumerate(zip(prices, gaps, strict=True)):
        key = (tuple(sorted(each.duals.items())), each.room_dual, tuple(each.cuts), gap)
        if key not in number:
            number[key] = len(first)
            first.append(k)
        same.append(number[key])
    return same, first


def _asked(facts: ScopeFacts, prices: Sequence[Prices], gaps: Sequence[int]) -> Asked:
    """Return the prices as arrays."""
    number = facts.number()
    triples = [[number[name] for name in names] for each in prices for names, _ in each.cuts]
    return Asked(
        dual=np.array([[each.duals[name] for each in prices] for name in facts.ids], np.int64),
        room_dual=np.array([each.room_dual for each in prices], np.int64),
        cuts=np.array(triples, np.int64).reshape(-1, 3),
        cut_price=np.array([price for each in prices for _, price in each.cuts], np.int64),
        cut_ptr=np.cumsum([0, *(len(each.cuts) for each in prices)], dtype=np.int64),
        gap=np.array(gaps, np.int64),
    )
