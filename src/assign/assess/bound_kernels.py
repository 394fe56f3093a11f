"""Compiled: every connected zone of a scope, listed by reverse search and priced in whole numbers.

A connected set of villages is led back to its first village by striking, again and again, the last village that
leaves the rest connected (Avis and Fukuda 1996). So each set has one parent, and listing means: append a
neighbour, and keep the set only if that neighbour is the one that would be struck. Nothing is remembered and each
set is met once. `optimise` lists by another method; the two share no code.

For each first village the others are numbered by their distance, only those after it counted, and sets are bits
of 64-bit words.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from assign.assess.bound_facts import BARRED

IntArray = NDArray[np.int64]
Words = NDArray[np.uint64]

_ONE = np.uint64(1)
_FACTOR = np.uint64(
    0x03F79D71B4CB0A89
)  # a de Bruijn sequence: its products with powers of two tell them apart
_SHIFT = np.uint64(58)
_PLACE = np.zeros(64, np.int64)
for _k in range(64):
    _PLACE[((0x03F79D71B4CB0A89 << _k) % (1 << 64)) >> 58] = _k


class Ground(NamedTuple):
    """Borders, sites and costs of a scope, as in `ScopeFacts`."""

    ptr: IntArray
    other: IntArray
    site_ptr: IntArray
    trip: IntArray
    site_cost: IntArray
    required: NDArray[np.bool_]
    hours: IntArray


class Rates(NamedTuple):
    """What a zone costs beside its ways and its site."""

    target: int
    balance: float
    smallest: int
    largest: int
    shortfall_price: int


class Asked(NamedTuple):
    """Prices: ``dual[v, k]`` is village `v`'s in the k-th of them, whose cuts are ``cut_ptr[k]:cut_ptr[k + 1]``.

    Zones of at most ``gap[k]`` in reduced cost are kept.
    """

    dual: IntArray
    room_dual: IntArray
    cuts: IntArray
    cut_price: IntArray
    cut_ptr: IntArray
    gap: IntArray


class Found(NamedTuple):
    """By prices: least reduced cost, the zone that has it, zones within the gap; and these, as far as there is room.

    Zones are rows of villages, padded with -1.
    """

    least: IntArray
    worst: IntArray
    counts: IntArray
    row: NDArray[np.int32]
    value: IntArray
    zone: NDArray[np.int16]


class Way(NamedTuple):
    """The set at hand: villages by their distance (`walk`, and back: `local`), borders and sets as bits by depth."""

    local: IntArray
    walk: IntArray
    words: IntArray
    near: Words
    reached: Words
    held: Words
    seen: Words
    todo: Words
    member: IntArray


class Sums(NamedTuple):
    """Sums of the set at hand by its size: sites known, required ones, hours, cost from each site, minus prices."""

    sites: IntArray
    known: IntArray
    needs: IntArray
    load: IntArray
    cost: IntArray
    value: IntArray


@njit(cache=True, nogil=True)
def ball(ground: Ground, root: int, steps: int, way: Way) -> int:
    """Set each village within `steps` of `root` and not before it a number, nearest first; return how many."""
    local, walk = way.local, way.walk
    walk[0], local[root] = root, 0
    count = begun = 1
    done = 0
    for _ in range(steps):
        while done < begun:
            village = walk[done]
            done += 1
            for k in range(ground.ptr[village], ground.ptr[village + 1]):
                near = ground.other[k]
                if near > root and local[near] < 0:
                    local[near] = count
                    walk[count] = near
                    count += 1
        begun = count
    way.words[0] = (count + 63) // 64
    for a in range(count):
        way.near[a] = np.uint64(0)
        village = walk[a]
        for k in range(ground.ptr[village], ground.ptr[village + 1]):
            b = local[ground.other[k]]
            if b >= 0:
                way.near[a, b // 64] |= _ONE << np.uint64(b % 64)
    return count


@njit(cache=True, nogil=True)
def joined_without(way: Way, size: int, gone: int) -> bool:
    """Return whether the set stays connected without the village `gone`, which is not its first."""
    member, near, reached, words = way.member, way.near, way.reached, way.words[0]
    for w in range(words):
        reached[w] = np.uint64(0)
    reached[member[0] // 64] |= _ONE << np.uint64(member[0] % 64)
    count, before = 1, 0
    while before < count < size - 1:
        before = count
        for d in range(1, size):
            village = member[d]
            if village == gone or reached[village // 64] >> np.uint64(village % 64) & _ONE:
                continue
            for w in range(words):
                if near[village, w] & reached[w]:
                    reached[village // 64] |= _ONE << np.uint64(village % 64)
                    count += 1
                    break
    return count == size - 1


@njit(cache=True, nogil=True)
def is_child(way: Way, size: int) -> bool:
    """Return whether the village appended last is the one that would be struck: none after it can go."""
    last = way.member[size - 1]
    child = True
    for d in range(1, size - 1):
        if child and way.member[d] > last:
            child = not joined_without(way, size, way.member[d])
    return child


@njit(cache=True, nogil=True)
def append(ground: Ground, asked: Asked, way: Way, sums: Sums, depth: int, village: int, grow: bool) -> None:
    """Append a village to the first `depth` members, and carry all sums on.

    Parameters
    ----------
    grow
        Whether the set may grow further: its neighbours are then noted as villages to append.
    """
    fresh = way.walk[village]
    size = depth + 1
    for w in range(way.words[0]):
        before, old = np.uint64(0), np.uint64(0)
        if depth:
            before, old = way.seen[depth - 1, w], way.held[depth - 1, w]
        way.seen[depth, w] = way.near[village, w] | before
        way.held[depth, w] = old
    way.held[depth, village // 64] |= _ONE << np.uint64(village % 64)
    for w in range(way.words[0]):
        way.todo[depth, w] = way.seen[depth, w] & ~way.held[depth, w] if grow else np.uint64(0)
    sums.load[size] = sums.load[depth] + ground.hours[fresh]
    sums.needs[size] = sums.needs[depth]
    known = sums.known[depth]
    for k in range(known):
        sums.cost[size, k] = sums.cost[depth, k] + ground.trip[sums.sites[k], fresh]
    for site in range(ground.site_ptr[fresh], ground.site_ptr[fresh + 1]):
        cost = ground.site_cost[site]
        for d in range(size):
            cost += ground.trip[site, way.walk[way.member[d]]]
        sums.sites[known] = site
        sums.cost[size, known] = cost
        known += 1
        sums.needs[size] += ground.required[site]
    sums.known[size] = known
    for k in range(len(asked.gap)):
        sums.value[size, k] = sums.value[depth, k] - asked.dual[fresh, k]


@njit(cache=True, nogil=True)
def next_village(way: Way, depth: int) -> tuple[int, int]:
    """Return depth and number of the next village to append, of the deepest set that has one; (-1, 0) at the end."""
    while depth >= 0:
        for w in range(way.words[0]):
            rest = way.todo[depth, w]
            if rest:
                bit = rest & (~rest + _ONE)
                way.todo[depth, w] = rest ^ bit
                return depth + 1, w * 64 + _PLACE[(bit * _FACTOR) >> _SHIFT]
        depth -= 1
    return -1, 0


@njit(cache=True, nogil=True)
def cheapest_site(ground: Ground, sums: Sums, size: int) -> int:
    """Return the least cost of serving the set from one of its sites, a required one if there is; else `BARRED`."""
    best = BARRED
    needs = sums.needs[size]
    if needs > 1:
        return best
    for k in range(sums.known[size]):
        if needs == 0 or ground.required[sums.sites[k]]:
            best = min(best, sums.cost[size, k])
    return best


@njit(cache=True, nogil=True)
def cuts_hit(asked: Asked, row: int, way: Way, size: int) -> int:
    """Return the prices of the cuts of which the set holds two villages."""
    total = 0
    for cut in range(asked.cut_ptr[row], asked.cut_ptr[row + 1]):
        held = 0
        for d in range(size):
            village = way.walk[way.member[d]]
            held += (
                village == asked.cuts[cut, 0]
                or village == asked.cuts[cut, 1]
                or village == asked.cuts[cut, 2]
            )
        if held > 1:
            total += asked.cut_price[cut]
    return total


@njit(cache=True, nogil=True)
def hold(asked: Asked, way: Way, sums: Sums, found: Found, size: int, cost: int, filled: int) -> int:
    """Hold a zone of this cost against all prices; return how many rows of `found` are filled now."""
    for row in range(len(asked.gap)):
        reduced = cost + sums.value[size, row] - asked.room_dual[row]
        if reduced > asked.gap[row] and reduced >= found.least[row]:
            continue  # cuts only add to it
        reduced -= cuts_hit(asked, row, way, size)
        if reduced < found.least[row]:
            found.least[row] = reduced
            found.worst[row] = -1
            for d in range(size):
                found.worst[row, d] = way.walk[way.member[d]]
        if reduced <= asked.gap[row]:
            found.counts[row] += 1
            if filled < len(found.row):
                found.row[filled] = row
                found.value[filled] = reduced
                found.zone[filled] = -1
                for d in range(size):
                    found.zone[filled, d] = way.walk[way.member[d]]
                filled += 1
    return filled


@njit(cache=True, nogil=True)
def price_zones(
    ground: Ground, rates: Rates, asked: Asked, way: Way, sums: Sums, found: Found, lo: int, hi: int
) -> tuple[int, int]:
    """List every zone of `lo` to `hi` villages and hold it against the prices; return (zones, dearest cost).

    Parameters
    ----------
    way, sums
        Working space: `working_space`.
    found
        Written.
    """
    zones = dearest = filled = 0
    found.counts[:] = 0
    for root in range(len(ground.ptr) - 1):
        count = ball(ground, root, hi - 1, way)
        depth, village = 0, 0
        while depth >= 0:
            way.member[depth] = village
            if depth and not is_child(way, depth + 1):
                depth, village = next_village(way, depth - 1)
                continue
            size = depth + 1
            append(ground, asked, way, sums, depth, village, size < hi)
            if size >= lo:
                cost = cheapest_site(ground, sums, size)
                if cost < BARRED:
                    cost += int(np.rint(rates.balance * abs(sums.load[size] - rates.target)))
                    zones += 1
                    dearest = max(dearest, cost)
                    cost += rates.shortfall_price * max(0, rates.smallest - size, size - rates.largest)
                    filled = hold(asked, way, sums, found, size, cost, filled)
            depth, village = next_village(way, depth)
        for k in range(count):
            way.local[way.walk[k]] = -1
    return zones, dearest


def working_space(ground: Ground, hi: int, prices: int) -> tuple[Way, Sums]:
    """Return what `price_zones` works in.

    Parameters
    ----------
    hi
        Villages of the largest zone.
    prices
        How many prices the zones are held against.
    """
    villages = len(ground.ptr) - 1
    words = (villages + 63) // 64
    sites = hi * int(np.diff(ground.site_ptr).max(initial=0)) + 1

    def bits(rows: int) -> Words:
        return np.zeros((rows, words), np.uint64)

    def whole(*shape: int) -> IntArray:
        return np.zeros(shape, np.int64)

    way = Way(
        local=whole(villages) - 1,
        walk=whole(villages),
        words=whole(1),
        near=bits(villages),
        reached=bits(1)[0],
        held=bits(hi),
        seen=bits(hi),
        todo=bits(hi),
        member=whole(hi),
    )
    more = hi + 1
    return way, Sums(
        whole(sites), whole(more), whole(more), whole(more), whole(more, sites), whole(more, prices)
    )
