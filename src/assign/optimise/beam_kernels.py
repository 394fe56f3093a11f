"""Compiled: one layer of partial plans of a large scope to the next, the most promising of them.

As `sweep_kernels`, for many villages: each partial plan keeps in mind where the cheapest zone of every open village
stands, so that a zone more costs a look at its neighbours only. What is left out proves nothing.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from assign.optimise.sweep_kernels import find, has, look_ahead, lost_cuts

IntArray = NDArray[np.int64]
Masks = NDArray[np.uint64]


class Stock(NamedTuple):
    """The zones, by rising value; their words of bits that are not zero are ``first`` to ``last - 1``."""

    members: NDArray[np.int16]
    value: IntArray
    size: IntArray
    words: Masks
    first: IntArray
    last: IntArray
    by_ptr: IntArray
    by_village: IntArray
    together: Masks
    cut_ptr: IntArray
    partner: IntArray
    weight: IntArray


class Layer(NamedTuple):
    """Partial plans: what they cover, have spent, leave open, and, by village, where its cheapest zone stands.

    `key` is what a plan spends at least; `parent` and `taken` say what it grew from.
    """

    masks: Masks
    spent: IntArray
    open: IntArray
    at: NDArray[np.int32]
    key: IntArray
    parent: NDArray[np.int32]
    taken: NDArray[np.int32]


class Rules(NamedTuple):
    """Villages of a zone, zones still to come, the most that a plan may spend, and what counts as nothing."""

    smallest: int
    largest: int
    left: int
    limit: int
    small: int


@njit(cache=True, nogil=True)
def widen(
    stock: Stock, plans: Layer, rules: Rules, ahead: int, bar: int, out: Layer, table: NDArray[np.int32]
) -> int:
    """Extend every partial plan by one zone, and write the most promising half as many as there is room for.

    Parameters
    ----------
    ahead
        The village served next is, of so many open ones, that whose cheapest zone is dearest.
    bar
        Plans that spend so much at least are left out.
    table
        Hash table, a power of two, more than the room.
    """
    room = len(out.spent)
    villages, words = len(stock.by_ptr) - 1, plans.masks.shape[1]
    mask, new, near = np.empty(words, np.uint64), np.empty(words, np.uint64), np.empty(words, np.uint64)
    at, order = np.empty(villages, np.int32), np.empty(villages, np.int64)
    before, least = np.empty(villages, np.int64), np.empty(villages, np.int64)
    table[:] = -1
    count = 0
    for plan in range(len(plans.spent)):
        for w in range(words):
            mask[w] = plans.masks[plan, w]
        village = _at_turn(stock, plans, plan, mask, ahead, rules.small, before)
        for k in range(plans.at[plan, village], stock.by_ptr[village + 1]):
            zone = stock.by_village[k]
            total = plans.spent[plan] + stock.value[zone]
            if total > rules.limit or total >= bar:
                break
            rest = plans.open[plan] - stock.size[zone]
            fits = rules.smallest * rules.left <= rest <= rules.largest * rules.left
            if not fits or _meets(stock, zone, mask):
                continue
            total += lost_cuts(
                mask, zone, stock.words, stock.members, stock.cut_ptr, stock.partner, stock.weight
            )
            most = min(rules.limit, bar - 1) - total
            for w in range(words):
                new[w] = mask[w] | stock.words[zone, w]
            known = table[find(table, out.masks, new)]
            if known >= 0 and total < out.spent[known]:
                out.key[known] += total - out.spent[known]
                out.spent[known], out.parent[known], out.taken[known] = total, plan, zone
            if known >= 0 or most < 0:
                continue
            at[:] = plans.at[plan]
            least[:] = before
            if not _moved_on(stock, zone, new, most, rules.small, at, least, near):
                continue
            key = total + look_ahead(least, stock.together, order, near)
            if key > rules.limit or key >= bar:
                continue
            if count == room:
                count, bar = _best(out, count, room // 2, bar, table)
                if key >= bar:
                    continue
            table[find(table, out.masks, new)] = count
            out.masks[count], out.at[count] = new, at
            out.spent[count], out.open[count], out.key[count] = total, rest, key
            out.parent[count], out.taken[count] = plan, zone
            count += 1
    return int(_best(out, count, min(count, room // 2), bar, table)[0])


@njit(cache=True, nogil=True)
def _meets(stock: Stock, zone: int, mask: Masks) -> bool:
    """Return whether a zone has a village of the set."""
    for w in range(stock.first[zone], stock.last[zone]):
        if stock.words[zone, w] & mask[w]:
            return True
    return False


@njit(cache=True, nogil=True)
def _at_turn(
    stock: Stock, plans: Layer, plan: int, mask: Masks, ahead: int, small: int, least: IntArray
) -> int:
    """Return the village that a partial plan serves next; `least` gets what each open one costs at least."""
    chosen, met, dearest = -1, 0, -1
    for village in range(len(least)):
        least[village] = 0
        if has(mask, village):
            continue
        value = stock.value[stock.by_village[plans.at[plan, village]]]
        if met < ahead and value > dearest:
            chosen, dearest = village, value
        met += 1
        if value > small:
            least[village] = value
    return chosen


@njit(cache=True, nogil=True)
def _moved_on(
    stock: Stock,
    zone: int,
    new: Masks,
    most: int,
    small: int,
    at: NDArray[np.int32],
    least: IntArray,
    near: Masks,
) -> bool:
    """Carry the cheapest zones on for a set that grew by `zone`; False if a village has none of at most `most`.

    Only villages that share a zone with one of the new ones are looked at. `near` is scratch.
    """
    near[:] = np.uint64(0)
    for d in range(stock.size[zone]):
        village = stock.members[zone, d]
        least[village] = 0
        for w in range(len(near)):
            near[w] |= stock.together[village, w]
    for village in range(len(at)):
        if near[village >> 6] == np.uint64(0) or not has(near, village) or has(new, village):
            continue
        k, stop = at[village], stock.by_ptr[village + 1]
        while (
            k < stop and stock.value[stock.by_village[k]] <= most and _meets(stock, stock.by_village[k], new)
        ):
            k += 1
        if k == stop or stock.value[stock.by_village[k]] > most:
            return False
        at[village] = k
        value = stock.value[stock.by_village[k]]
        least[village] = value if value > small else 0
    return True


@njit(cache=True, nogil=True)
def _best(out: Layer, count: int, room: int, bar: int, table: NDArray[np.int32]) -> tuple[int, int]:
    """Keep the plans of least key, first come first; return how many and the key from which on they are left out."""
    if count == 0 or room == 0:
        return 0, bar
    order = np.argsort(out.key[:count], kind="mergesort")[:room]
    bar = min(bar, out.key[order[-1]]) if room < count else bar
    for values in (out.spent, out.open, out.key):
        values[:room] = values[order]
    for numbers in (out.parent, out.taken):
        numbers[:room] = numbers[order]
    out.masks[:room] = out.masks[order]
    out.at[:room] = out.at[order]
    table[:] = -1
    for k in range(room):
        table[find(table, out.masks, out.masks[k])] = k
    return room, bar
