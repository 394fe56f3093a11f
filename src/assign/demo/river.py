"""Rivers along village borders, and the few bridges over them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assign.demo.land import Land
from assign.demo.measure import graph_of, length_m, ways_from
from assign.demo.noise import Bools, Floats, Ints, stream

BRIDGE_EVERY_M = 6500.0
_DOWNSTREAM = np.array([0.80, -0.60])  # the rivers of the plain run to the south-east


@dataclass(frozen=True, slots=True, eq=False)
class Rivers:
    """Rivers as pieces of border.

    Parameters
    ----------
    courses
        Corners of the cells along each river, (corners, 2) metres.
    crossing
        (ridges,) whether the river runs along this ridge.
    bridge
        (ridges,) whether a bridge crosses it there.
    """

    courses: tuple[Floats, ...]
    crossing: Bools
    bridge: Bools


def dig_rivers(land: Land, count: int, seed: int) -> Rivers:
    """Return rivers that cross the area from the north-west and keep off the county towns."""
    fabric = land.fabric
    rng = stream(seed, "rivers")
    crossing = np.zeros(len(fabric.sides), dtype=np.bool_)
    bridge = crossing.copy()
    courses = []
    cost = _costs(land, rng)
    usable = np.flatnonzero(np.isfinite(cost))
    across = fabric.vertices @ np.array([-_DOWNSTREAM[1], _DOWNSTREAM[0]])
    along = fabric.vertices @ _DOWNSTREAM
    corners = np.unique(fabric.ends[usable])
    low, high = np.quantile(across[corners], [0.02, 0.98])
    for number in range(count):
        offset = low + (high - low) * (number + rng.uniform(0.58, 0.68)) / count
        source = corners[np.argmin(along[corners] + 2 * np.abs(across[corners] - offset))]
        mouth = corners[np.argmax(along[corners] - 2 * np.abs(across[corners] - offset))]
        ridges = _course(fabric.ends, cost, int(source), int(mouth), len(fabric.vertices))
        crossing[ridges] = True
        bridge[_bridge_places(land, ridges, rng)] = True
        courses.append(fabric.vertices[_corners(fabric.ends[ridges], int(source))])
    return Rivers(tuple(courses), crossing, bridge)


def _costs(land: Land, rng: np.random.Generator) -> Floats:
    """Return what a river pays for each ridge: it follows village borders and avoids towns."""
    fabric = land.fabric
    inner = fabric.inner
    village = land.village[fabric.sides]
    border = inner & (village[:, 0] != village[:, 1])
    township = land.township[village]
    cost = length_m(fabric.vertices, fabric.ends) + 20
    cost = cost * rng.uniform(0.6, 1.4, len(cost))
    cost = np.where(township[:, 0] != township[:, 1], 0.75 * cost, cost)
    cost = np.where(land.urban[village].any(axis=1), 8 * cost, cost)
    return np.where(border, cost, np.inf)


def _course(ends: Ints, cost: Floats, source: int, mouth: int, corners: int) -> Ints:
    """Return the ridges of the cheapest way from source to mouth, in order."""
    usable = np.flatnonzero(np.isfinite(cost))
    before = ways_from(graph_of(ends[usable], cost[usable], corners), source)
    ridge = {tuple(sorted(ends[number].tolist())): number for number in usable.tolist()}
    out: list[int] = []
    here = mouth
    while here != source:
        last = int(before[here])
        out.append(ridge[min(last, here), max(last, here)])
        here = last
    return np.array(out[::-1], dtype=np.int64)


def _corners(ends: Ints, source: int) -> Ints:
    """Return the corners along a chain of ridges, first to last."""
    out = [source]
    for first, second in ends.tolist():
        out.append(second if first == out[-1] else first)
    return np.array(out)


def _bridge_places(land: Land, ridges: Ints, rng: np.random.Generator) -> list[int]:
    """Return the ridges to bridge: about one every `BRIDGE_EVERY_M`, where the banks are nearest."""
    fabric = land.fabric
    piece_m = length_m(fabric.vertices, fabric.ends[ridges])
    along = np.cumsum(piece_m)
    banks = length_m(fabric.xy, fabric.sides[ridges])
    out = []
    count = max(2, round(along[-1] / BRIDGE_EVERY_M))
    for number in range(count):
        wanted = along[-1] * (number + rng.uniform(0.35, 0.65)) / count
        window = np.abs(along - wanted) < 0.12 * BRIDGE_EVERY_M
        window[np.argmin(np.abs(along - wanted))] = True
        out.append(int(ridges[np.argmin(np.where(window, banks, np.inf))]))
    return out
