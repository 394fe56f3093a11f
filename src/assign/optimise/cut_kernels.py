"""Compiled loops over cuts: find them, and price zones with them.

A cut is a triple of villages. A partition has at most one zone with two or more of them, for two such zones
would share a village: ``Σ_{|z ∩ triple| ≥ 2} x_z ≤ 1`` (a subset-row cut, Jepsen et al. 2008). Its price is at
most zero. Cuts are kept by village: village ``v`` has the entries ``ptr[v]:ptr[v + 1]``, each with the two other
villages (`partner`) and the price (`weight`).
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from assign.optimise.kernels import FloatArray, IntArray, offer_zone


@njit(cache=True, nogil=True)
def stamp_zone(members: NDArray[np.int16], zone: int, stamp: IntArray) -> None:
    """Mark the zone's villages with its number plus one."""
    for d in range(members.shape[1]):
        village = members[zone, d]
        if village < 0:
            break
        stamp[village] = zone + 1


@njit(cache=True, nogil=True)
def less_cuts(
    value: float,
    members: NDArray[np.int16],
    zone: int,
    ptr: IntArray,
    partner: IntArray,
    weight: FloatArray | IntArray,
    stamp: IntArray,
) -> float:
    """Return the value less the prices of the cuts that the zone hits, taken off one by one; `stamp` is scratch."""
    stamp_zone(members, zone, stamp)
    for d in range(members.shape[1]):
        village = members[zone, d]
        if village < 0:
            break
        for k in range(ptr[village], ptr[village + 1]):
            a = partner[k, 0]
            b = partner[k, 1]
            in_a = stamp[a] == zone + 1
            in_b = stamp[b] == zone + 1
            # each cut is charged at the least of its villages that the zone has
            if (in_a or in_b) and not (in_a and a < village) and not (in_b and b < village):
                value -= weight[k]
    return value


@njit(cache=True, nogil=True)
def whole_reduced_costs(
    members: NDArray[np.int16],
    cost: IntArray,
    dual: IntArray,
    ptr: IntArray,
    partner: IntArray,
    weight: IntArray,
) -> IntArray:
    """Return ``cost - Σ dual - Σ weight of cuts hit`` of every zone, the room price not taken off."""
    out = np.empty(len(cost), np.int64)
    stamp = np.zeros(len(dual), np.int64)
    for zone in range(len(cost)):
        value = cost[zone]
        for d in range(members.shape[1]):
            village = members[zone, d]
            if village < 0:
                break
            value -= dual[village]
        if len(weight):
            value = less_cuts(value, members, zone, ptr, partner, weight, stamp)
        out[zone] = value
    return out


@njit(cache=True, nogil=True)
def price_with_cuts(
    members: NDArray[np.int16],
    cost: IntArray,
    dual: FloatArray,
    room_dual: float,
    ptr: IntArray,
    partner: IntArray,
    weight: FloatArray,
    each: int,
) -> tuple[float, IntArray]:
    """Return the least reduced cost and, for each village, its `each` best zones below zero (-1: none)."""
    n = len(dual)
    best = np.zeros((n, each))
    pick = np.full((n, each), -1, np.int64)
    stamp = np.zeros(n, np.int64)
    least = 0.0
    width = members.shape[1]
    for zone in range(len(cost)):
        value = cost[zone] - room_dual
        for d in range(width):
            village = members[zone, d]
            if village < 0:
                break
            value -= dual[village]
        if value >= 0:
            continue
        value = less_cuts(value, members, zone, ptr, partner, weight, stamp)
        if value >= 0:
            continue
        least = min(least, value)
        offer_zone(members, zone, value, best, pick)
    return least, pick


@njit(cache=True, nogil=True)
def broken_triples(
    members: NDArray[np.int16], share: FloatArray, villages: int, tolerance: float
) -> tuple[IntArray, FloatArray]:
    """Return the triples whose cut the fractional zones break by more than `tolerance`, and by how much.

    ``Σ_{|z ∩ {i,j,k}| ≥ 2} x_z = w_ij + w_ik + w_jk - 2 t_ijk``, with `w` and `t` the shares of zones that hold
    both or all three.
    """
    pair = np.zeros((villages, villages))
    holds = np.zeros((villages, len(share)), np.bool_)
    for zone in range(len(share)):
        for d in range(members.shape[1]):
            village = members[zone, d]
            if village < 0:
                break
            holds[village, zone] = True
            for e in range(members.shape[1]):
                other = members[zone, e]
                if other < 0:
                    break
                pair[village, other] += share[zone]
    triples = []
    excess = []
    for i in range(villages):
        for j in range(i + 1, villages):
            for k in range(j + 1, villages):
                value = pair[i, j] + pair[i, k] + pair[j, k] - 1.0
                if value <= tolerance:
                    continue
                for zone in range(len(share)):
                    if holds[i, zone] and holds[j, zone] and holds[k, zone]:
                        value -= 2.0 * share[zone]
                if value > tolerance:
                    triples.append((i, j, k))
                    excess.append(value)
    out = np.empty((len(triples), 3), np.int64)
    for row in range(len(triples)):
        out[row, 0], out[row, 1], out[row, 2] = triples[row]
    values = np.empty(len(excess))
    for row in range(len(excess)):
        values[row] = excess[row]
    return out, values
