"""Whole plans: is there one below a bound? Exact branch and bound of its own, and HiGHS where that is not enough.

By prices without a zone of negative reduced cost, a plan costs ``bound + Σ reduced costs + Σ prices of the cuts
that it does not hit``, all terms at least zero. So a plan below the claim is made of zones whose reduced costs fit
under the gap between the two. Villages are covered one after another, each by a zone that fits; a set of villages
that was covered as cheaply before is not looked at again.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array
from scipy.sparse.csgraph import reverse_cuthill_mckee

from assign.assess.bound_facts import ScopeFacts

IntArray = NDArray[np.int64]
Words = NDArray[np.uint64]

NODES = 30_000_000
"""Partial plans looked at before the second solver is asked."""
REMEMBERED = 1 << 21
"""Covered sets that are remembered."""
SECONDS = 120.0
"""Seconds given to the second solver."""

_ONE = np.uint64(1)
_FULL = np.uint64(0xFFFFFFFFFFFFFFFF)
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_FOLD = np.uint64(29)


@dataclass(frozen=True, eq=False)
class Question:
    """Zones that fit under a gap, and how many of them make a plan.

    Parameters
    ----------
    zones
        (zones, largest) villages, padded with -1.
    reduced
        Their reduced costs, none negative.
    cuts, cut_price
        (cuts, 3) villages, and prices below zero.
    gap
        A plan is wanted that spends at most this beyond the prices' bound.
    """

    zones: NDArray[np.int16]
    reduced: IntArray
    cuts: IntArray
    cut_price: IntArray
    rooms: int
    gap: int
    sizes: tuple[int, int]


@dataclass(frozen=True)
class Answer:
    """What a search found out.

    Parameters
    ----------
    by
        ``"search"`` or ``"highs"``; ``"open"`` when neither came to an end.
    plan
        Numbers of zones of a plan within the gap, if there is one.
    spent
        What that plan spends beyond the prices' bound.
    """

    by: str
    plan: tuple[int, ...] = ()
    spent: int = 0


def seek(facts: ScopeFacts, asked: Question, nodes: int = NODES) -> Answer:
    """Return whether a plan within the gap exists.

    Parameters
    ----------
    nodes
        Partial plans looked at before HiGHS is asked.
    """
    place = _places(facts)
    first = np.where(asked.zones >= 0, place[asked.zones], len(place)).min(axis=1)
    order = np.lexsort((asked.reduced, first))
    zones, reduced = asked.zones[order], asked.reduced[order]
    ptr = np.searchsorted(first[order], np.arange(facts.size + 1)).astype(np.int64)
    words = np.zeros((len(zones), (facts.size + 63) // 64), np.uint64)
    for column in zones.T:
        real = np.flatnonzero(column >= 0)
        at = place[column[real]]
        words[real, at // 64] |= np.left_shift(_ONE, (at % 64).astype(np.uint64))
    cut_ptr, partner, price = _touches(zones, place, asked)
    table = 1 << max(10, min(REMEMBERED, 64 * (len(zones) + 1)).bit_length())
    chosen = np.zeros(asked.rooms, np.int64)
    found, spent = _search(
        words, reduced, (zones >= 0).sum(axis=1).astype(np.int64), ptr, cut_ptr, partner, price,
        asked.rooms, asked.gap, asked.sizes[0], asked.sizes[1], nodes, table, chosen,
    )  # fmt: skip
    if found < 0:
        return _by_highs(facts, asked)
    plan = tuple(int(order[zone]) for zone in chosen) if found else ()
    return Answer("search", plan, int(spent))


def _places(facts: ScopeFacts) -> IntArray:
    """Return each village's place in an order that keeps neighbours close."""
    graph = csr_array(
        (np.ones(len(facts.other), np.int8), facts.other, facts.ptr), shape=(facts.size, facts.size)
    )
    order = reverse_cuthill_mckee(graph, symmetric_mode=True)
    place = np.empty(facts.size, np.int64)
    place[order] = np.arange(facts.size)
    return place


def _touches(
    zones: NDArray[np.int16], place: IntArray, asked: Question
) -> tuple[IntArray, IntArray, IntArray]:
    """Return, zone by zone, the cuts of which it holds one village: places of the other two, and the price."""
    ptr, partner, price = [0], [], []
    of_village: dict[int, list[int]] = {}
    for cut, triple in enumerate(asked.cuts.tolist()):
        for village in triple:
            of_village.setdefault(village, []).append(cut)
    if not of_village:
        return np.zeros(len(zones) + 1, np.int64), np.empty((0, 2), np.int64), np.empty(0, np.int64)
    for zone in zones.tolist():
        inside = set(zone)
        for village in zone:
            for cut in of_village.get(village, ()):
                others = [other for other in asked.cuts[cut].tolist() if other != village]
                if not inside.intersection(others):
                    partner.append([place[other] for other in others])
                    price.append(-asked.cut_price[cut])
        ptr.append(len(price))
    return np.array(ptr, np.int64), np.array(partner, np.int64).reshape(-1, 2), np.array(price, np.int64)


@njit(cache=True, nogil=True)
def _has(covered: Words, place: int) -> bool:
    return bool(covered[place // 64] >> np.uint64(place % 64) & _ONE)


@njit(cache=True, nogil=True)
def _seen_cheaper(
    covered: Words, rooms: int, spent: int, key: Words, key_rooms: IntArray, key_spent: IntArray
) -> bool:
    """Return whether these villages were covered as cheaply before with as many rooms; remember them if not."""
    size = len(key_rooms)
    at = np.uint64(rooms)
    for w in range(len(covered)):
        at = (at ^ covered[w]) * _SPREAD
        at ^= at >> _FOLD
    slot = np.int64(at & np.uint64(size - 1))
    for step in range(8):
        here = (slot + step) & (size - 1)
        if key_rooms[here] == 0:
            key_rooms[here], key_spent[here] = rooms, spent
            for w in range(len(covered)):
                key[here, w] = covered[w]
            return False
        same = key_rooms[here] == rooms
        for w in range(len(covered)):
            same = same and key[here, w] == covered[w]
        if same:
            if key_spent[here] <= spent:
                return True
            key_spent[here] = spent
            return False
    key_rooms[slot], key_spent[slot] = rooms, spent  # no room near: the oldest gives way
    for w in range(len(covered)):
        key[slot, w] = covered[w]
    return False


@njit(cache=True, nogil=True)
def _lost(zone: int, covered: Words, cut_ptr: IntArray, partner: IntArray, price: IntArray) -> int:
    """Return the prices of the cuts that can no longer be hit once this zone is taken."""
    total = 0
    for k in range(cut_ptr[zone], cut_ptr[zone + 1]):
        if _has(covered, partner[k, 0]) != _has(covered, partner[k, 1]):
            total += price[k]
    return total


@njit(cache=True, nogil=True)
def _search(
    words: Words, reduced: IntArray, sizes: IntArray, ptr: IntArray,
    cut_ptr: IntArray, partner: IntArray, price: IntArray,
    rooms: int, gap: int, smallest: int, largest: int, nodes: int, table: int, chosen: IntArray,
) -> tuple[int, int]:  # fmt: skip
    """Look for a plan within the gap; return (1, what it spends), (0, 0) if there is none, (-1, 0) at the limit.

    ``ptr`` divides the zones by the first of their villages, each part sorted by reduced cost.
    """
    villages, width = len(ptr) - 1, words.shape[1]
    covered = np.zeros((rooms + 1, width), np.uint64)
    spent = np.zeros(rooms + 1, np.int64)
    left = np.full(rooms + 1, villages, np.int64)
    first = np.zeros(rooms + 1, np.int64)
    at = np.zeros(rooms + 1, np.int64)
    key = np.zeros((table, width), np.uint64)
    key_rooms = np.zeros(table, np.int64)
    key_spent = np.zeros(table, np.int64)
    depth = seen = 0
    at[0] = ptr[0]
    while depth >= 0:
        zone = at[depth]
        if zone >= ptr[first[depth] + 1] or spent[depth] + reduced[zone] > gap:
            depth -= 1
            continue
        at[depth] += 1
        apart = True
        for w in range(width):
            apart = apart and not covered[depth, w] & words[zone, w]
        more = left[depth] - sizes[zone]
        open_rooms = rooms - depth - 1
        if not apart or more < open_rooms * smallest or more > open_rooms * largest:
            continue
        total = spent[depth] + reduced[zone] + _lost(zone, covered[depth], cut_ptr, partner, price)
        if total > gap:
            continue
        seen += 1
        if seen > nodes:
            return -1, 0
        chosen[depth] = zone
        if open_rooms == 0:
            return 1, total
        depth += 1
        for w in range(width):
            covered[depth, w] = covered[depth - 1, w] | words[zone, w]
        if _seen_cheaper(covered[depth], depth, total, key, key_rooms, key_spent):
            depth -= 1
            continue
        spent[depth], left[depth] = total, more
        village = first[depth - 1] + 1
        while _has(covered[depth], village):
            village += 1
        first[depth], at[depth] = village, ptr[village]
    return 0, 0


def _by_highs(facts: ScopeFacts, asked: Question) -> Answer:
    """Ask HiGHS, in floating point, for the plan that spends least."""
    rows, columns = np.nonzero(asked.zones >= 0)
    villages = asked.zones[rows, columns].astype(np.int64)
    many = len(asked.zones)
    matrix = csr_array(
        (
            np.ones(len(rows) + many),
            (np.r_[villages, np.full(many, facts.size)], np.r_[rows, np.arange(many)]),
        ),
        shape=(facts.size + 1, many),
    )
    wanted = np.r_[np.ones(facts.size), asked.rooms].astype(np.float64)
    plain = asked.reduced + _hit_prices(asked)
    unit = max(1.0, float(asked.gap))
    result = milp(
        plain / unit,
        integrality=np.ones(many, np.int64),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(matrix, wanted, wanted),
        options={"time_limit": SECONDS, "mip_rel_gap": 0.0},
    )
    total = int(asked.cut_price.sum())
    if result.status == 2:  # no plan among these zones
        return Answer("highs")
    if result.x is not None:
        plan = tuple(int(zone) for zone in np.flatnonzero(result.x > 0.5))
        spent = int(plain[list(plan)].sum()) - total
        if spent <= asked.gap and _is_partition(facts, asked, plan):
            return Answer("highs", plan, spent)
    if result.mip_dual_bound is not None and result.mip_dual_bound * unit - total > asked.gap + 0.5:
        return Answer("highs")
    return Answer("open")


def _hit_prices(asked: Question) -> IntArray:
    """Return the prices of the cuts that each zone hits."""
    out = np.zeros(len(asked.zones), np.int64)
    for triple, price in zip(asked.cuts, asked.cut_price, strict=True):
        out[np.isin(asked.zones, triple).sum(axis=1) > 1] += price
    return out


def _is_partition(facts: ScopeFacts, asked: Question, plan: tuple[int, ...]) -> bool:
    """Return whether the zones hold every village once."""
    held = np.sort(asked.zones[list(plan)].ravel())
    return len(plan) == asked.rooms and held[held >= 0].tolist() == list(range(facts.size))
