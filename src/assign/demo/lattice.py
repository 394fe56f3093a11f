"""A land of cells that any part can be drawn of by itself: the same numbers give the same corners everywhere.

The cells are bent hexagons in rows, every second row half a step aside. They are numbered along Hilbert's curve,
each step of which goes to a neighbour: so any run of numbers is one piece of land, and so is each part of
the run. Corners and borders are functions of their place in the lattice and of the seed alone; neighbours that
are drawn on different days share their border to the last digit.
"""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

import numpy as np
import shapely
from numpy.typing import NDArray

from assign.demo.noise import Floats, Ints, Warp, Waves, stream

JITTER = 0.15
"""How far a corner leaves its place, as a share of a cell; at a quarter hexagons would begin to fold."""
ROUGHNESS = 0.07
"""How far the middle of a border leaves its straight line, as a share of a cell."""

_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
_CORNERS = ((0, 0), (1, 0), (2, 0), (2, 1), (1, 1), (0, 1))
"""The six corners of a cell, anticlockwise: half steps east, rows north."""


@dataclass(frozen=True, slots=True, eq=False)
class Lattice:
    """The plane of the cells, metres.

    Parameters
    ----------
    side
        Cells in a row, a power of two.
    cell_m
        Width and height of a cell before it is bent.
    warps
        What bends the lattice as a whole, so that borders of counties run curved.
    """

    side: int
    cell_m: float
    seed: int
    warps: tuple[Warp, ...]

    @classmethod
    def make(cls, cells: int, *, cell_m: float, seed: int) -> Lattice:
        """Return a lattice with room for `cells` cells."""
        side = 1
        while side * side < cells:
            side *= 2
        rng = stream(seed, "lattice")
        # Steeper bends would fold the plane: reach / length stays under a fifteenth.
        warps = tuple(
            Warp.make(rng, length_m=steps * cell_m, reach_m=steps * cell_m / 22) for steps in (12, 45, 160)
        )
        return cls(side, cell_m, seed, warps)

    def outlines(self, numbers: Ints) -> NDArray[np.object_]:
        """Return the polygons of the cells, metres around the middle of the lattice."""
        east, north = hilbert_places(numbers, self.side)
        start = 2 * east + north % 2
        half = np.stack([start + across for across, _ in _CORNERS], axis=1)
        row = np.stack([north + up for _, up in _CORNERS], axis=1)
        corners = self._corners(half.ravel(), row.ravel()).reshape(*half.shape, 2)
        ring = np.empty((len(numbers), 13, 2))
        ring[:, 0:12:2] = corners
        ring[:, 1:12:2] = self._middles(half, row, corners)
        ring[:, 12] = ring[:, 0]
        return np.asarray(shapely.polygons(self._bend(ring.reshape(-1, 2)).reshape(ring.shape)), dtype=object)

    def offices(self, numbers: Ints) -> Floats:
        """Return a point near the middle of each cell, (cells, 2) metres."""
        east, north = hilbert_places(numbers, self.side)
        aside = np.stack([chance(self.seed, f"office-{axis}", numbers) for axis in "xy"], axis=1) - 0.5
        middle = np.stack([east + 0.5 * (north % 2) + 0.5, north + 0.5], axis=1)
        return self._bend((middle + 0.25 * aside - self.side / 2) * self.cell_m)

    def _corners(self, half: Ints, row: Ints) -> Floats:
        """Return corners by half steps east and rows north, before bending."""
        key = row * 4 * self.side + half
        aside = np.stack([chance(self.seed, f"corner-{axis}", key) for axis in "xy"], axis=1) - 0.5
        # the cell below bulges up at even corners, the cell above bulges down at odd ones
        bulge = np.where((half + row) % 2 == 0, 0.14, -0.14)
        place = np.stack([half / 2, row + bulge], axis=1) + 2 * JITTER * aside
        out: Floats = (place - self.side / 2) * self.cell_m
        return out

    def _middles(self, half: Ints, row: Ints, corners: Floats) -> Floats:
        """Return a point near the middle of each border, the same from both its sides."""
        key = row * 4 * self.side + half
        after = np.roll(key, -1, axis=1)
        low, high = np.minimum(key, after), np.maximum(key, after)
        pair = low * (16 * self.side * self.side) + high
        aside = np.stack([chance(self.seed, f"border-{axis}", pair) for axis in "xy"], axis=-1) - 0.5
        swapped = (key > after)[..., None]
        ends = corners, np.roll(corners, -1, axis=1)
        first, second = np.where(swapped, ends[1], ends[0]), np.where(swapped, ends[0], ends[1])
        out: Floats = (first + second) / 2 + 2 * ROUGHNESS * self.cell_m * aside
        return out

    def _bend(self, xy: Floats) -> Floats:
        """Return points after all bends, to the millimetre."""
        for warp in self.warps:
            east, north = _field(warp.east, xy), _field(warp.north, xy)
            xy = xy + warp.reach_m * np.stack([east, north], axis=1)
        out: Floats = np.round(xy, 3)
        return out


def _field(waves: Waves, xy: Floats) -> Floats:
    """Return `waves` at the points, added up wave by wave: a matrix product rounds by how many points there are."""
    total = np.zeros(len(xy))
    for (east, north), phase in zip(waves.vectors, waves.phases, strict=True):
        total += np.sin(xy[:, 0] * east + xy[:, 1] * north + phase)
    field: Floats = total / np.sqrt(len(waves.phases) / 2) / 1.6
    return field


def hilbert_places(numbers: Ints, side: int) -> tuple[Ints, Ints]:
    """Return column and row of places along Hilbert's curve in a square of `side` × `side` cells.

    Neighbours on the curve share a side of the square grid, and, in rows shifted by half a step, a side too.
    """
    east = np.zeros(len(numbers), dtype=np.int64)
    north = np.zeros(len(numbers), dtype=np.int64)
    rest = np.asarray(numbers, dtype=np.int64).copy()
    size = 1
    while size < side:
        right = 1 & (rest // 2)
        up = 1 & (rest ^ right)
        flip = (up == 0) & (right == 1)
        east, north = np.where(flip, size - 1 - east, east), np.where(flip, size - 1 - north, north)
        east, north = np.where(up == 0, north, east), np.where(up == 0, east, north)
        east, north = east + size * right, north + size * up
        rest //= 4
        size *= 2
    return east, north


def chance(seed: int, subject: str, numbers: Ints) -> Floats:
    """Return a number from 0 to 1 for each of `numbers`: the same whatever else is asked for (SplitMix64)."""
    with np.errstate(over="ignore"):  # arithmetic modulo 2^64 is the point of it
        key = (
            np.asarray(numbers).astype(np.uint64) + np.uint64(crc32(f"{seed} {subject}".encode()) + 1) * _STEP
        )
        key = (key ^ (key >> np.uint64(30))) * _MIX[0]
        key = (key ^ (key >> np.uint64(27))) * _MIX[1]
        key ^= key >> np.uint64(31)
    out: Floats = (key >> np.uint64(11)).astype(np.float64) / 2.0**53
    return out
