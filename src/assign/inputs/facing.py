"""Which outlines face each other across a narrow gap or overlap: the compiled part of `borders`.

Outlines are cut into short parts, sorted into square cells a little wider than the gap, so that everything
near a part stands in the nine cells around it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

_STRAY = 0.5
"""A part is faced squarely if the way back ends within this share of the gap (30° between borders) …"""
_STRAY_M = 0.5
"""… and this many metres."""
_ASKEW = 0.8
"""A part that runs towards the other village more than this (53° off) is the flank of a corner, not a border."""
_TIE_M = 0.001


@dataclass(frozen=True, slots=True, eq=False)
class Segments:
    """Straight parts of outlines: (n, 2) begin and end in metres, (n,) the village that owns them."""

    begin: NDArray[np.float64]
    end: NDArray[np.float64]
    owner: NDArray[np.int64]

    @property
    def length_m(self) -> NDArray[np.float64]:
        """(n,) metres."""
        along = self.end - self.begin
        return np.hypot(along[:, 0], along[:, 1])

    def take(self, chosen: NDArray[np.int64] | NDArray[np.bool_]) -> Segments:
        """Return some of the segments, in the order asked for."""
        return Segments(self.begin[chosen], self.end[chosen], self.owner[chosen])

    def cut(self, step_m: float) -> Segments:
        """Return the segments in equal parts, none longer than `step_m`."""
        parts = np.maximum(np.ceil(self.length_m / step_m), 1).astype(np.int64)
        segment = np.repeat(np.arange(len(parts)), parts)
        within = np.arange(len(segment)) - np.repeat(np.cumsum(parts) - parts, parts)
        begin, along = self.begin[segment], (self.end - self.begin)[segment]
        share = (within / parts[segment])[:, None]
        return Segments(
            begin + share * along,
            begin + (share + (1 / parts)[segment][:, None]) * along,
            self.owner[segment],
        )


class Grid(NamedTuple):
    """Segments sorted into square cells of `cell_m`, from the corner `low` (x, y).

    The segments of row ``r`` are ``row_start[r]:row_start[r + 1]``, sorted by `column`.
    """

    begin: NDArray[np.float64]
    end: NDArray[np.float64]
    owner: NDArray[np.int64]
    column: NDArray[np.int64]
    row_start: NDArray[np.int64]
    low: NDArray[np.float64]
    cell_m: float


def facing_length(
    free: Segments, gap_m: float, *, step_m: float
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return (village, village faced) and length, m, of each part that squarely faces another village.

    Parameters
    ----------
    free
        Segments that belong to one village alone.
    gap_m
        The widest gap or overlap that is closed.
    step_m
        Parts are at most this long.
    """
    if not len(free.owner):
        return np.empty((0, 2), np.int64), np.empty(0)
    parts = free.cut(step_m)
    cell_m = gap_m + step_m
    middle = (parts.begin + parts.end) / 2
    low = middle.min(axis=0) - 2 * cell_m  # room for an empty row and column on each side
    cell = np.floor((middle - low) / cell_m).astype(np.int64)
    width = int(cell[:, 0].max()) + 3
    key = cell[:, 1] * width + cell[:, 0]
    order = np.argsort(key, kind="stable")
    parts, key = parts.take(order), key[order]
    row_start = np.searchsorted(key, np.arange(int(cell[:, 1].max()) + 5) * width)
    grid = Grid(parts.begin, parts.end, parts.owner, key % width, row_start, low, cell_m)
    faced = _faced(grid, gap_m)
    seen = faced >= 0
    return np.stack([parts.owner[seen], faced[seen]], axis=1), parts.length_m[seen]


@njit(cache=True, nogil=True)
def _faced(grid: Grid, gap_m: float) -> NDArray[np.int64]:
    """Return the village that each part squarely faces, or -1."""
    begin, end, owner = grid.begin, grid.end, grid.owner
    out = np.full(len(owner), -1, np.int64)
    for part in range(len(owner)):
        x = (begin[part, 0] + end[part, 0]) / 2
        y = (begin[part, 1] + end[part, 1]) / 2
        other, there_x, there_y, gap = _nearest(grid, x, y, owner[part], False, gap_m)
        if other < 0:
            continue
        along_x, along_y = end[part, 0] - begin[part, 0], end[part, 1] - begin[part, 1]
        towards = abs(along_x * (there_x - x) + along_y * (there_y - y)) / np.hypot(along_x, along_y)
        if towards > _ASKEW * gap + _STRAY_M:
            continue
        _, back_x, back_y, _ = _nearest(grid, there_x, there_y, owner[part], True, gap + _TIE_M)
        if np.hypot(back_x - x, back_y - y) <= _STRAY * gap + _STRAY_M:
            out[part] = other
    return out


@njit(cache=True, nogil=True)
def _nearest(
    grid: Grid, x: float, y: float, village: int, own: bool, within_m: float
) -> tuple[int, float, float, float]:
    """Return the nearest village (itself if `own`, else another), the place on its outline, the distance.

    -1 when there is none within `within_m`. Of villages equally near (to the millimetre) the lower has it.
    """
    best, best_x, best_y, best_gap = -1, x, y, within_m
    begin, end, owner = grid.begin, grid.end, grid.owner
    column = int(np.floor((x - grid.low[0]) / grid.cell_m))
    row = int(np.floor((y - grid.low[1]) / grid.cell_m))
    for line in range(row - 1, row + 2):
        at, stop = grid.row_start[line], grid.row_start[line + 1]
        at += np.searchsorted(grid.column[at:stop], column - 1)
        while at < stop and grid.column[at] <= column + 1:
            if (owner[at] == village) == own:
                along_x, along_y = end[at, 0] - begin[at, 0], end[at, 1] - begin[at, 1]
                share = (x - begin[at, 0]) * along_x + (y - begin[at, 1]) * along_y
                share = min(max(share / (along_x * along_x + along_y * along_y), 0.0), 1.0)
                place_x, place_y = begin[at, 0] + share * along_x, begin[at, 1] + share * along_y
                gap = np.hypot(place_x - x, place_y - y)
                nearer = gap <= within_m if best < 0 else gap < best_gap - _TIE_M
                if nearer or (best >= 0 and owner[at] < best and gap <= best_gap + _TIE_M):
                    best, best_x, best_y, best_gap = owner[at], place_x, place_y, gap
            at += 1
    return best, best_x, best_y, best_gap
