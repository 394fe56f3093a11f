"""Compiled search over covered sets: one layer of partial plans to the next.

Villages are numbered in the order of the sweep; sets of villages are bit masks. Zones are sorted by value
(reduced cost); `by_village` lists the zones of each village in that order.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

IntArray = NDArray[np.int64]
Masks = NDArray[np.uint64]

DEAD = 1 << 60


@njit(cache=True, nogil=True)
def has(mask: Masks, village: int) -> bool:
    """Return whether the village is in the set."""
    return bool((mask[village >> 6] >> np.uint64(village & 63)) & np.uint64(1) != np.uint64(0))


@njit(cache=True, nogil=True)
def meet(one: Masks, other: Masks) -> bool:
    """Return whether two sets share a village."""
    for w in range(len(one)):
        if one[w] & other[w]:
            return True
    return False


@njit(cache=True, nogil=True)
def find(table: NDArray[np.int32], masks: Masks, mask: Masks) -> int:
    """Return where in the hash table the set stands or would stand."""
    value = np.uint64(1469598103934665603)
    for w in range(len(mask)):
        value ^= mask[w]
        value *= np.uint64(0x9E3779B97F4A7C15)
        value ^= value >> np.uint64(29)
    last = np.uint64(len(table) - 1)
    spot = value & last
    while table[spot] >= 0:
        same = True
        for w in range(len(mask)):
            if masks[table[spot], w] != mask[w]:
                same = False
                break
        if same:
            break
        spot = (spot + np.uint64(1)) & last
    return int(np.int64(spot))


@njit(cache=True, nogil=True)
def first_fitting(
    mask: Masks, k: int, stop: int, room: int, words: Masks, value: IntArray, by_village: IntArray
) -> int:
    """Return the first place from `k` on whose zone leaves the set alone; -1 if all of at most `room` meet it."""
    while k < stop and value[by_village[k]] <= room:
        if not meet(words[by_village[k]], mask):
            return k
        k += 1
    return -1


@njit(cache=True, nogil=True)
def cheapest_zones(
    mask: Masks, spent: int, limit: int, words: Masks, value: IntArray, by_ptr: IntArray, by_village: IntArray,
    at: IntArray, least: IntArray,
) -> bool:  # fmt: skip
    """Find each open village's cheapest zone that still fits; False when one has none under the limit.

    `at` gets where it stands in `by_village`, `least` its value (0 for covered villages).
    """
    for village in range(len(least)):
        least[village] = 0
        if has(mask, village):
            continue
        k = first_fitting(mask, by_ptr[village], by_ptr[village + 1], limit - spent, words, value, by_village)
        if k < 0:
            return False
        at[village] = k
        least[village] = value[by_village[k]]
    return True


@njit(cache=True, nogil=True)
def update_zones(
    mask: Masks, zone: int, spent: int, limit: int, words: Masks, value: IntArray, by_ptr: IntArray,
    by_village: IntArray, at: IntArray, before: IntArray, least: IntArray,
) -> bool:  # fmt: skip
    """As `cheapest_zones`, for a set that grew by `zone`: only the villages whose cheapest zone it hits move on."""
    for village in range(len(least)):
        if has(mask, village):
            least[village] = 0
            continue
        k = at[village]
        if not meet(words[by_village[k]], words[zone]):
            least[village] = before[village]
            continue
        k = first_fitting(mask, k + 1, by_ptr[village + 1], limit - spent, words, value, by_village)
        if k < 0:
            return False
        least[village] = value[by_village[k]]
    return True


@njit(cache=True, nogil=True)
def look_ahead(least: IntArray, together: Masks, order: IntArray, near: Masks) -> int:
    """Return what the open villages will cost at least: `least` summed over villages no two of which share a zone.

    Chosen greedily, dearest first. `order` and `near` are scratch.
    """
    count = 0
    for village in range(len(least)):
        if least[village] > 0:
            k = count
            count += 1
            while k > 0 and least[order[k - 1]] < least[village]:
                order[k] = order[k - 1]
                k -= 1
            order[k] = village
    near[:] = np.uint64(0)
    total = 0
    for k in range(count):
        village = order[k]
        if not has(near, village):
            total += least[village]
            for w in range(len(near)):
                near[w] |= together[village, w]
    return total


@njit(cache=True, nogil=True)
def lost_cuts(
    mask: Masks, zone: int, words: Masks, members: NDArray[np.int16], ptr: IntArray, partner: IntArray,
    weight: IntArray,
) -> int:  # fmt: skip
    """Return the price of cuts that the zone makes unhittable without hitting them.

    Such a cut has one village in the zone and one more still open: what is left of it is a single village.
    """
    total = 0
    for d in range(members.shape[1]):
        village = members[zone, d]
        if village < 0:
            break
        for k in range(ptr[village], ptr[village + 1]):
            a, b = partner[k, 0], partner[k, 1]
            if has(mask, a) != has(mask, b) and not has(words[zone], a) and not has(words[zone], b):
                total -= weight[k]
    return total


@njit(cache=True, nogil=True)
def keep_best(
    count: int, room: int, key: IntArray, spent: IntArray, parent: NDArray[np.int32], taken: NDArray[np.int32],
    masks: Masks, table: NDArray[np.int32],
) -> tuple[int, int]:  # fmt: skip
    """Keep the `room` sets of least key, first come first at the edge; return how many and the edge."""
    edge = np.partition(key[:count], room)[room]
    below = 0
    for k in range(count):
        if key[k] < edge:
            below += 1
    ties = room - below
    table[:] = -1
    kept = 0
    for k in range(count):
        if key[k] > edge:
            continue
        if key[k] == edge:
            if ties == 0:
                continue
            ties -= 1
        key[kept] = key[k]
        spent[kept] = spent[k]
        parent[kept] = parent[k]
        taken[kept] = taken[k]
        masks[kept] = masks[k]
        table[find(table, masks, masks[kept])] = kept
        kept += 1
    return kept, edge


@njit(cache=True, nogil=True)
def next_layer(
    masks: Masks, spent: IntArray, sure: IntArray, last: bool, limit: int, ahead: int, words: Masks,
    members: NDArray[np.int16], value: IntArray, by_ptr: IntArray, by_village: IntArray, together: Masks,
    ptr: IntArray, partner: IntArray,
    weight: IntArray, out_masks: Masks, out_spent: IntArray, out_key: IntArray,
    out_parent: NDArray[np.int32], out_taken: NDArray[np.int32], table: NDArray[np.int32],
) -> tuple[int, int, int]:  # fmt: skip
    """Extend every partial plan by one zone; equal covered sets are one, the cheaper way to it is kept.

    A partial plan is extended at one open village: of the first `ahead` in the sweep the one whose cheapest
    zone is dearest. That choice depends on the covered set alone, so every whole plan is met once.

    Parameters
    ----------
    masks, spent, sure
        Partial plans, most promising first: what they cover, have spent, and will spend in all at least.
    last
        Whether this zone is the last one.
    limit
        A plan may not spend more.
    out_masks, out_spent, out_key, out_parent, out_taken
        Room for the next layer; `out_key` is what a plan through it spends at least.
    table
        Hash table, a power of two, more than the room.

    Returns
    -------
    (count, edge, seen)
        Partial plans written; the least key that may have been left out for want of room, `DEAD` when nothing
        was; covered sets looked at.
    """
    n = len(by_ptr) - 1
    room = len(out_spent)
    table[:] = -1
    new = np.zeros(masks.shape[1], np.uint64)
    near = np.zeros(masks.shape[1], np.uint64)
    order = np.empty(n, np.int64)
    at = np.empty(n, np.int64)
    before = np.empty(n, np.int64)
    least = np.empty(n, np.int64)
    count = 0
    seen = 0
    edge = DEAD
    for plan in range(len(spent)):
        mask = masks[plan]
        if not cheapest_zones(mask, spent[plan], limit, words, value, by_ptr, by_village, at, before):
            continue
        village = -1
        met = 0
        for other in range(n):
            if has(mask, other):
                continue
            if village < 0 or before[other] > before[village]:
                village = other
            met += 1
            if met == ahead:
                break
        if village < 0:
            continue
        for k in range(at[village], by_ptr[village + 1]):
            zone = by_village[k]
            total = spent[plan] + value[zone]
            if total > limit:
                break
            if meet(words[zone], mask):
                continue
            total += lost_cuts(mask, zone, words, members, ptr, partner, weight)
            if total > limit:
                continue
            open_left = False
            for w in range(len(new)):
                new[w] = mask[w] | words[zone, w]
            for other in range(n):
                if not has(new, other):
                    open_left = True
                    break
            if open_left == last:
                continue
            spot = find(table, out_masks, new)
            known = table[spot]
            if known >= 0:
                if total < out_spent[known]:
                    out_key[known] = max(sure[plan], out_key[known] - out_spent[known] + total)
                    out_spent[known] = total
                    out_parent[known] = plan
                    out_taken[known] = zone
                continue
            seen += 1
            if not update_zones(new, zone, total, limit, words, value, by_ptr, by_village, at, before, least):
                continue
            key = max(sure[plan], total + look_ahead(least, together, order, near))
            if key > limit:
                continue
            if count == room:
                count, edge = keep_best(
                    count, room // 2, out_key, out_spent, out_parent, out_taken, out_masks, table
                )
                limit = min(limit, edge)
                if key > limit:
                    continue
                spot = find(table, out_masks, new)
            table[spot] = count
            out_masks[count] = new
            out_spent[count] = total
            out_key[count] = key
            out_parent[count] = plan
            out_taken[count] = zone
            count += 1
    return count, edge, seen


@njit(cache=True, nogil=True)
def open_shares(
    masks: Masks, villages: int, cuts: IntArray
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return in what part of the partial plans each village is open, and each cut can still be hit."""
    shares = np.zeros(villages)
    alive = np.zeros(len(cuts))
    for plan in range(len(masks)):
        mask = masks[plan]
        for village in range(villages):
            if not has(mask, village):
                shares[village] += 1.0
        for cut in range(len(cuts)):
            if np.int64(has(mask, cuts[cut, 0])) + has(mask, cuts[cut, 1]) + has(mask, cuts[cut, 2]) <= 1:
                alive[cut] += 1.0
    return shares / len(masks), alive / len(masks)


@njit(cache=True, nogil=True)
def reprice(
    masks: Masks, spent: IntArray, dual: IntArray, room: int, cuts: IntArray, cut_dual: IntArray
) -> IntArray:
    """Return `spent` after prices changed by `dual`, `room` (for all rooms to come) and `cut_dual`."""
    out = np.empty(len(spent), np.int64)
    for plan in range(len(spent)):
        mask = masks[plan]
        value = spent[plan] + room
        for village in range(len(dual)):
            if not has(mask, village):
                value += dual[village]
        for cut in range(len(cuts)):
            if np.int64(has(mask, cuts[cut, 0])) + has(mask, cuts[cut, 1]) + has(mask, cuts[cut, 2]) <= 1:
                value += cut_dual[cut]
        out[plan] = value
    return out
