"""Compiled: two neighbouring zones divided anew, at a temperature, again and again.

All divisions of the two zones' villages into two connected zones of R01's sizes are looked at, some dozens, and one is
drawn with a probability in proportion to ``exp(-cost / temperature)``: a heat bath (Geman and Geman 1984) over the move
that ReCom makes (DeFord, Duchin and Solomon 2021). Gumbel's noise on each cost draws it in one pass. A single village
that goes next door, an exchange of two, and whatever takes several of these at once, are all among the divisions.

Sets of villages are the bits of whole numbers.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from assign.optimise.kernels import FORBIDDEN_COST
from assign.optimise.stream_kernels import Ground

IntArray = NDArray[np.int64]

MOST = 32
"""Two zones may have at most so many villages together."""
_PLACE = np.full(37, -1, np.int64)
_PLACE[[(1 << k) % 37 for k in range(36)]] = range(36)  # of a single bit: these remainders all differ


class Bench(NamedTuple):
    """Room to work on two zones: villages, hours, bits of neighbours, sites and their villages, trips from them.

    ``sums[d, s]`` is what site `s` costs with the first `d` villages of the set at hand, ``whole[s]`` with all and its
    own cost twice, so that ``whole - sums`` is that of the rest.
    """

    local: IntArray
    village: IntArray
    hours: IntArray
    beside: IntArray
    host: IntArray
    trip: IntArray
    sums: IntArray
    whole: IntArray
    work: IntArray


class Zoned(NamedTuple):
    """A plan, changed in place: villages of each zone, how many, and each village's zone."""

    members: IntArray
    size: IntArray
    zone_of: IntArray


def bench_of(ground: Ground) -> Bench:
    """Return room to work on any two zones of a scope."""
    sites, depths = MOST * int(np.diff(ground.site_ptr).max(initial=1)), MOST + 2
    return Bench(
        np.full(len(ground.indptr) - 1, -1, np.int64),
        np.empty(MOST, np.int64), np.empty(MOST, np.int64), np.empty(MOST, np.int64), np.empty(sites, np.int64),
        np.empty((MOST, sites), np.int64), np.empty((depths, sites), np.int64), np.empty(sites, np.int64),
        np.empty((depths, 4), np.int64),
    )  # fmt: skip


@njit(cache=True, nogil=True)
def drawn(state: NDArray[np.uint64]) -> int:
    """Return a whole number of 31 bits and step the generator: a linear congruence by Knuth."""
    state[0] = state[0] * np.uint64(6364136223846793005) + np.uint64(1442695040888963407)
    return int(state[0] >> np.uint64(33))


@njit(cache=True, nogil=True)
def _hangs_together(beside: IntArray, villages: int) -> bool:
    """Return whether a set is connected."""
    met = waiting = villages & -villages
    while waiting:
        fresh = beside[_PLACE[(waiting & -waiting) % 37]] & villages & ~met
        met |= fresh
        waiting = (waiting & (waiting - 1)) | fresh
    return bool(met == villages)


@njit(cache=True, nogil=True)
def _lay_out(ground: Ground, bench: Bench, n: int) -> int:
    """Write hours, neighbours, sites and trips of the first `n` villages; return how many sites there are."""
    sites = 0
    for a in range(n):
        village = bench.village[a]
        bench.local[village], bench.hours[a] = a, ground.hours[village]
        for site in range(ground.site_ptr[village], ground.site_ptr[village + 1]):
            bench.host[sites] = a
            total = ground.site_cost[site]
            for b in range(n):
                trip = ground.trip[site, bench.village[b]]
                bench.trip[b, sites] = trip
                total += trip
            bench.whole[sites] = total + ground.site_cost[site]
            bench.sums[1, sites] = ground.site_cost[site] + bench.trip[0, sites]
            sites += 1
    for a in range(n):
        village, bits = bench.village[a], 0
        for k in range(ground.indptr[village], ground.indptr[village + 1]):
            b = bench.local[ground.indices[k]]
            if b >= 0:
                bits |= 1 << b
        bench.beside[a] = bits
    for a in range(n):
        bench.local[bench.village[a]] = -1
    return sites


@njit(cache=True, nogil=True)
def _weigh(
    ground: Ground,
    host: IntArray,
    sums: IntArray,
    whole: IntArray,
    bits: int,
    sites: int,
    load: int,
    rest: int,
) -> tuple[int, int]:
    """Return what a set costs, and what the rest of the villages, each at its best site.

    Parameters
    ----------
    load, rest
        Hundredths of an hour of both.
    """
    first = second = FORBIDDEN_COST
    for s in range(sites):
        if (bits >> host[s]) & 1:
            first = min(first, sums[s])
        else:
            second = min(second, whole[s] - sums[s])
    first += int(np.rint(ground.balance * abs(load - ground.target)))
    second += int(np.rint(ground.balance * abs(rest - ground.target)))
    return first, second


@njit(cache=True, nogil=True)
def divide(
    ground: Ground,
    sizes: tuple[int, int],
    bench: Bench,
    n: int,
    temperature: float,
    noise: NDArray[np.float64],
    state: NDArray[np.uint64],
) -> tuple[int, int, int]:
    """Return the zone of the bench's first village, as bits, and the costs of both zones; no bits if there are none.

    Parameters
    ----------
    n
        Villages on the bench.
    temperature
        In the unit of costs; 0 for the cheapest division.
    noise
        Gumbel's, as many as a power of two.
    """
    low, high = max(sizes[0], n - sizes[1]), min(sizes[1], n - sizes[0])
    if low > high or n > MOST:
        return 0, 0, 0
    sites = _lay_out(ground, bench, n)
    beside, host, trip, sums, whole, work = (
        bench.beside,
        bench.host,
        bench.trip,
        bench.sums,
        bench.whole,
        bench.work,
    )
    hours, load = bench.hours, bench.hours[:n].sum()
    least, chosen, mine, other = np.inf, 0, 0, 0
    # a row of `work`: the set, what may join it next, what has been given up or taken, hours
    work[1, 0], work[1, 1], work[1, 2], work[1, 3] = 1, beside[0], 1, hours[0]
    depth, fresh = 1, True
    while depth > 0:
        bits = work[depth, 0]
        if fresh and depth >= low and _hangs_together(beside, ((1 << n) - 1) & ~bits):
            first, second = _weigh(
                ground, host, sums[depth], whole, bits, sites, work[depth, 3], load - work[depth, 3]
            )
            if first < FORBIDDEN_COST and second < FORBIDDEN_COST:
                value = first + second - temperature * noise[drawn(state) & (len(noise) - 1)]
                if value < least:
                    least, chosen, mine, other = value, bits, first, second
        bit = work[depth, 1] & -work[depth, 1]
        fresh = depth < high and bit != 0
        if not fresh:
            depth -= 1
            continue
        work[depth, 1] ^= bit
        work[depth, 2] |= bit
        a = _PLACE[bit % 37]
        for s in range(sites):
            sums[depth + 1, s] = sums[depth, s] + trip[a, s]
        work[depth + 1, 0] = bits | bit
        work[depth + 1, 1] = (work[depth, 1] | beside[a]) & ~work[depth, 2]
        work[depth + 1, 2] = work[depth, 2]
        work[depth + 1, 3] = work[depth, 3] + hours[a]
        depth += 1
    return chosen, mine, other


@njit(cache=True, nogil=True)
def resplit(
    ground: Ground,
    sizes: tuple[int, int],
    bench: Bench,
    plan: Zoned,
    temperature: float,
    noise: NDArray[np.float64],
    state: NDArray[np.uint64],
    steps: int,
) -> int:
    """Divide so many pairs of neighbouring zones anew; return how often that changed them.

    Parameters
    ----------
    sizes
        R01's range.
    """
    n, changed = len(plan.zone_of), 0
    for _ in range(steps):
        village = drawn(state) % n
        degree = ground.indptr[village + 1] - ground.indptr[village]
        if degree == 0:
            continue
        a = plan.zone_of[village]
        b = plan.zone_of[ground.indices[ground.indptr[village] + drawn(state) % degree]]
        size, total = plan.size[a], plan.size[a] + plan.size[b]
        if a == b or total > MOST:
            continue
        bench.village[:size] = plan.members[a, :size]
        bench.village[size:total] = plan.members[b, : plan.size[b]]
        bits, _, _ = divide(ground, sizes, bench, total, temperature, noise, state)
        if bits in (0, (1 << size) - 1):
            continue
        changed += 1
        plan.size[a] = plan.size[b] = 0
        for k in range(total):
            zone = a if (bits >> k) & 1 else b
            plan.members[zone, plan.size[zone]] = bench.village[k]
            plan.zone_of[bench.village[k]] = zone
            plan.size[zone] += 1
    return changed
