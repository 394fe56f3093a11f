"""Compiled: the zones of a scope that are cheap by prices, found by branch and bound around each site.

A zone of site ``s`` costs ``site_cost[s] + Σ trip[s, v] + balance · |hours - target|``, so all but the last term is a
sum over its villages. For any rate ``-balance ≤ r ≤ balance`` the last is at least ``r · (hours - target)``, such a sum
too. So a set is not extended where the cheapest villages left, wherever they lie, cannot bring it below what is asked
for by one of a few rates. Prices of cuts are at most zero: a set that hits one costs more, however it is extended.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from assign.optimise.kernels import FORBIDDEN_COST, _advance

IntArray = NDArray[np.int64]

RATES = 2
"""Rates of hours on either side of zero."""


class Ground(NamedTuple):
    """A scope as arrays: see `Scope`."""

    indptr: IntArray
    indices: IntArray
    trip: IntArray
    site_cost: IntArray
    site_ptr: IntArray
    required: NDArray[np.bool_]
    hours: IntArray
    target: int
    balance: float


class PriceList(NamedTuple):
    """Whole-number prices of villages, and of cuts by village as in `cut_kernels`."""

    dual: IntArray
    ptr: IntArray
    partner: IntArray
    weight: IntArray


class Near(NamedTuple):
    """Villages that may share a zone with a site, nearest first: `walk`, and their places in it: `place`.

    By place: trip less price and hours; for each rate the sum of both, and the places in its order.
    """

    walk: IntArray
    place: IntArray
    part: IntArray
    hours: IntArray
    rate: IntArray
    weighed: IntArray
    order: IntArray


class Way(NamedTuple):
    """The set at hand: a growing list of neighbours as in `kernels`, by place; what is in it or given up is `used`."""

    queue: IntArray
    at: IntArray
    mark: IntArray
    seen: NDArray[np.bool_]
    used: NDArray[np.bool_]
    held: NDArray[np.bool_]
    value: IntArray
    load: IntArray


class Found(NamedTuple):
    """Zones found: reduced cost by the villages' and cuts' prices, villages padded with -1."""

    value: IntArray
    members: NDArray[np.int16]


@njit(cache=True, nogil=True)
def best_site(ground: Ground, member: NDArray[np.int16], size: int) -> tuple[int, int]:
    """Return a zone's best site, the first of equals, and what the zone costs; -1 if it has none."""
    needs = load = 0
    for d in range(size):
        load += ground.hours[member[d]]
        for site in range(ground.site_ptr[member[d]], ground.site_ptr[member[d] + 1]):
            needs += ground.required[site]
    low, chosen = FORBIDDEN_COST, -1
    for d in range(size):
        for site in range(ground.site_ptr[member[d]], ground.site_ptr[member[d] + 1]):
            if needs > 1 or (needs == 1 and not ground.required[site]):
                continue
            cost = ground.site_cost[site]
            for e in range(size):
                cost += ground.trip[site, member[e]]
            if cost < low or (cost == low and chosen > site):
                low, chosen = cost, site
    return chosen, low + int(np.rint(ground.balance * abs(load - ground.target)))


@njit(cache=True, nogil=True)
def site_zones(ground: Ground, members: NDArray[np.int16], sites: NDArray[np.int32], costs: IntArray) -> None:
    """Write the best site and the cost of each zone, its villages padded with -1."""
    for zone in range(len(members)):
        size = 0
        while size < members.shape[1] and members[zone, size] >= 0:
            size += 1
        sites[zone], costs[zone] = best_site(ground, members[zone], size)


@njit(cache=True, nogil=True)
def _near(ground: Ground, prices: PriceList, site: int, host: int, steps: int, place: IntArray) -> Near:
    """Return the villages within so many steps over villages that the site may serve; none with a required site."""
    n = len(place)
    walk = np.empty(n, np.int64)
    walk[0], place[host] = host, 0
    count = begun = 1
    done = 0
    for _ in range(steps):
        while done < begun:
            village = walk[done]
            done += 1
            for k in range(ground.indptr[village], ground.indptr[village + 1]):
                other = ground.indices[k]
                free = place[other] < 0 and ground.trip[site, other] < FORBIDDEN_COST
                for own in range(ground.site_ptr[other], ground.site_ptr[other + 1]):
                    free = free and not ground.required[own]
                if free:
                    walk[count], place[other] = other, count
                    count += 1
        begun = count
    walk = walk[:count]
    part, hours = np.empty(count, np.int64), ground.hours[walk]
    for a in range(count):
        part[a] = ground.trip[site, walk[a]] - prices.dual[walk[a]]
    whole = int(np.floor(ground.balance))
    rate = np.zeros(2 * RATES + 1, np.int64)
    for k in range(RATES):
        rate[2 * k + 1] = whole * (k + 1) // RATES
        rate[2 * k + 2] = -rate[2 * k + 1]
    weighed = np.empty((len(rate), count), np.int64)
    order = np.empty((len(rate), count), np.int64)
    for k in range(len(rate)):
        weighed[k] = part + rate[k] * hours
        order[k] = np.argsort(weighed[k], kind="mergesort")
    return Near(walk, place, part, hours, rate, weighed, order)


@njit(cache=True, nogil=True)
def _worth(
    near: Near, used: NDArray[np.bool_], value: int, off: int, least: int, most: int, limit: int
) -> bool:
    """Return whether `least` to `most` more villages, one at least, might bring the set below the limit.

    Parameters
    ----------
    value, off
        What the set costs so far without balance, and its hours less the target.
    """
    for k in range(len(near.rate)):
        low = value + near.rate[k] * off
        count = 0
        for a in near.order[k]:
            if used[a]:
                continue
            if near.weighed[k, a] >= 0 and count >= max(1, least):
                break
            low += near.weighed[k, a]
            count += 1
            if count == most:
                break
        if low >= limit or count < max(1, least):
            return False
    return True


@njit(cache=True, nogil=True)
def _take(prices: PriceList, near: Near, way: Way, depth: int) -> None:
    """Take the village that is at turn into the set, and carry value and hours on."""
    a = way.queue[way.at[depth]]
    village = near.walk[a]
    way.used[a] = True
    value = way.value[depth] + near.part[a]
    for k in range(prices.ptr[village], prices.ptr[village + 1]):
        if (
            way.held[prices.partner[k, 0]] != way.held[prices.partner[k, 1]]
        ):  # the second of the cut's villages
            value -= prices.weight[k]
    way.held[village] = True
    way.value[depth + 1] = value
    way.load[depth + 1] = way.load[depth] + near.hours[a]


@njit(cache=True, nogil=True)
def _grow(ground: Ground, near: Near, way: Way, depth: int, end: int) -> int:
    """Append the new neighbours of the village taken last to the list, the cheapest first; return the list's end."""
    village = near.walk[way.queue[way.at[depth]]]
    begin = end
    for k in range(ground.indptr[village], ground.indptr[village + 1]):
        a = near.place[ground.indices[k]]
        if a >= 0 and not way.seen[a]:
            way.seen[a] = True
            at = end
            while at > begin and near.part[way.queue[at - 1]] > near.part[a]:
                way.queue[at] = way.queue[at - 1]
                at -= 1
            way.queue[at] = a
            end += 1
    return end


@njit(cache=True, nogil=True)
def _next(near: Near, way: Way, depth: int, end: int) -> tuple[int, int]:
    """Give the village taken last up; return the depth of the next one (-1: there is none) and the list's end."""
    while True:
        while end > way.mark[depth]:
            end -= 1
            way.seen[way.queue[end]] = False
        way.held[near.walk[way.queue[way.at[depth]]]] = False
        if depth == 0:
            return -1, end
        way.at[depth] += 1
        if way.at[depth] < end:
            return depth, end
        for k in range(way.at[depth - 1] + 1, end):
            way.used[way.queue[k]] = False
        depth -= 1


@njit(cache=True, nogil=True)
def _note(found: Found, value: int, member: NDArray[np.int16], count: int, ordered: bool) -> int:
    """Write a zone down, if there is room; return how many there are now, beyond the room too if not `ordered`."""
    room = len(found.value)
    k = min(count, room - 1) if ordered else count
    while ordered and k > 0 and value < found.value[k - 1]:
        found.value[k] = found.value[k - 1]
        found.members[k] = found.members[k - 1]
        k -= 1
    if k < room:
        found.value[k] = value
        found.members[k] = member
    return min(count + 1, room) if ordered else count + 1


@njit(cache=True, nogil=True)
def _search(
    ground: Ground, prices: PriceList, near: Near, site: int, lo: int, hi: int, limit: int, found: Found,
    count: int, ordered: bool, member: NDArray[np.int16], held: NDArray[np.bool_],
) -> int:  # fmt: skip
    """Find the zones below the limit; return how many zones `found` has now.

    Parameters
    ----------
    ordered
        Only the best are wanted, as many as there is room for: the limit falls as they come. If not, all are wanted
        whose best site this is.
    """
    places = len(near.walk)
    way = Way(
        np.zeros(places, np.int64), np.zeros(hi, np.int64), np.zeros(hi, np.int64), np.zeros(places, np.bool_),
        np.zeros(places, np.bool_), held, np.zeros(hi + 1, np.int64), np.zeros(hi + 1, np.int64),
    )  # fmt: skip
    way.seen[0] = True
    way.value[0] = ground.site_cost[site]
    depth, end = 0, 1
    while depth >= 0:
        _take(prices, near, way, depth)
        size = depth + 1
        value, off = way.value[size], way.load[size] - ground.target
        total = value + int(np.rint(ground.balance * abs(off)))
        if size >= lo and total < limit:
            member[:] = -1
            for d in range(size):
                member[d] = near.walk[way.queue[way.at[d]]]
            if ordered or best_site(ground, member, size)[0] == site:
                count = _note(found, total, member, count, ordered)
                if ordered and count == len(found.value):
                    limit = min(limit, found.value[count - 1])
        way.mark[depth] = end
        if size < hi and _worth(near, way.used, value, off, lo - size, hi - size, limit):
            end = _grow(ground, near, way, depth, end)
            if way.at[depth] + 1 < end:
                way.at[depth + 1] = way.at[depth] + 1
                depth += 1
                continue
        depth, end = _next(near, way, depth, end)
    return count


@njit(cache=True, nogil=True)
def price_sites(
    ground: Ground, prices: PriceList, lo: int, hi: int, limit: int, first: int, step: int, value: IntArray,
    members: NDArray[np.int16],
) -> None:  # fmt: skip
    """Write the best zones below the limit of the sites ``first``, ``first + step``, …: rows of `value`, `members`.

    A zone's value is what it costs with this site, be it the best one or not.
    """
    n = len(ground.indptr) - 1
    place, held, member = np.full(n, -1, np.int64), np.zeros(n, np.bool_), np.empty(hi, np.int16)
    for host in range(n):
        for site in range(ground.site_ptr[host], ground.site_ptr[host + 1]):
            if site % step == first and _may_stand(ground, site, host):
                near = _near(ground, prices, site, host, hi - 1, place)
                found = Found(value[site], members[site])
                _search(ground, prices, near, site, lo, hi, limit, found, 0, True, member, held)
                place[near.walk] = -1


@njit(cache=True, nogil=True)
def zones_below(
    ground: Ground, prices: PriceList, lo: int, hi: int, limit: int, first: int, step: int, found: Found
) -> int:
    """Write all zones below the limit whose best site is ``first``, ``first + step``, …; return how many there are."""
    n = len(ground.indptr) - 1
    place, held, member = np.full(n, -1, np.int64), np.zeros(n, np.bool_), np.empty(hi, np.int16)
    count = 0
    for host in range(n):
        for site in range(ground.site_ptr[host], ground.site_ptr[host + 1]):
            if site % step == first and _may_stand(ground, site, host):
                near = _near(ground, prices, site, host, hi - 1, place)
                count = _search(ground, prices, near, site, lo, hi, limit, found, count, False, member, held)
                place[near.walk] = -1
    return count


@njit(cache=True, nogil=True)
def _may_stand(ground: Ground, site: int, host: int) -> bool:
    """Return whether the site may serve its own village, and no other site there must have a room."""
    stands = bool(ground.trip[site, host] < FORBIDDEN_COST)
    for other in range(ground.site_ptr[host], ground.site_ptr[host + 1]):
        stands = stands and (other == site or not ground.required[other])
    return stands


@njit(cache=True, nogil=True)
def count_served(ground: Ground, lo: int, hi: int, first: int, step: int) -> int:
    """Return how many zones whose first village is ``first``, ``first + step``, … have an allowed site."""
    n = len(ground.indptr) - 1
    seen, queue = np.zeros(n, np.bool_), np.empty(n, np.int64)
    at, mark = np.zeros(hi, np.int64), np.empty(hi, np.int64)
    total = 0
    for root in range(first, n, step):
        queue[0] = root
        seen[root] = True
        depth, end = 0, 1
        while depth >= 0:
            if depth + 1 >= lo and _served(ground, queue, at, depth + 1):
                total += 1
            depth, end = _advance(ground.indptr, ground.indices, root, hi, seen, queue, at, mark, depth, end)
    return total


@njit(cache=True, nogil=True)
def _served(ground: Ground, queue: IntArray, at: IntArray, size: int) -> bool:
    """Return whether a set has a site that may serve all of it, the required one if there is one, but not two."""
    needs = 0
    for d in range(size):
        village = queue[at[d]]
        for site in range(ground.site_ptr[village], ground.site_ptr[village + 1]):
            needs += ground.required[site]
    for d in range(size):
        village = queue[at[d]]
        for site in range(ground.site_ptr[village], ground.site_ptr[village + 1]):
            fits = needs == 0 or (needs == 1 and ground.required[site])
            for e in range(size):
                fits = fits and ground.trip[site, queue[at[e]]] < FORBIDDEN_COST
            if fits:
                return True
    return False
