"""Which villages are neighbours: pairs that share enough border, narrow gaps and overlaps closed.

Most borders are drawn once and shared vertex for vertex: those are found by sorting the segments. What is
left of each outline (its free part) is then measured against the free parts of the others. A point of A's
free outline faces B when B is its nearest other village, no farther than the gap allowed, and the way back
from B leads to about the same point of A. So a corner counts for next to nothing: all points near a corner
face the corner alone, and the way back leads to the other corner.
"""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from assign.inputs.facing import Segments, facing_length

MILLIMETRE, MICROMETRE = 1e-3, 1e-6


def find_borders(
    outlines: NDArray[np.object_], *, min_border_m: float, max_gap_m: float
) -> NDArray[np.int32]:
    """Return (borders, 2) numbers of neighbouring villages, the smaller first, sorted.

    Parameters
    ----------
    outlines
        (villages,) polygons or multipolygons in metres.
    min_border_m
        Two villages are neighbours from this length of border on.
    max_gap_m
        Gaps and overlaps up to this width are closed.
    """
    segments = _segments(outlines)
    pairs, length_m, free = _drawn_once(segments)
    if max_gap_m > 0:
        seen_from, seen_m = facing_length(free, max_gap_m, step_m=max(min_border_m / 6, 1.0))
        faced, faced_m = _from_both_sides(seen_from, seen_m)
        pairs, length_m = np.concatenate([pairs, faced]), np.concatenate([length_m, faced_m])
    pairs, length_m = _summed(pairs, length_m)
    found = pairs[(length_m >= min_border_m - MILLIMETRE) & (length_m > 0)]
    overlapping = _overlapping(outlines, found, min_border_m * max(max_gap_m, min_border_m))
    found, _ = _summed(np.concatenate([found, overlapping]), np.zeros(len(found) + len(overlapping)))
    return found.astype(np.int32)


def _segments(outlines: NDArray[np.object_]) -> Segments:
    rings, part = shapely.get_rings(shapely.get_parts(outlines), return_index=True)
    _, owner = shapely.get_parts(outlines, return_index=True)
    xy, ring = shapely.get_coordinates(shapely.force_2d(rings), return_index=True)
    inside = ring[:-1] == ring[1:]
    begin, end = xy[:-1][inside], xy[1:][inside]
    owner = owner[part[ring[:-1][inside]]].astype(np.int64)
    long = np.hypot(*(end - begin).T) > MICROMETRE
    return Segments(begin[long], end[long], owner[long])


def _drawn_once(segments: Segments) -> tuple[NDArray[np.int64], NDArray[np.float64], Segments]:
    """Return pairs of villages with the length of each segment both have, and the segments of one alone."""
    first = np.round(segments.begin / MILLIMETRE).astype(np.int64)
    second = np.round(segments.end / MILLIMETRE).astype(np.int64)
    turned = (first[:, 0] > second[:, 0]) | ((first[:, 0] == second[:, 0]) & (first[:, 1] > second[:, 1]))
    ends = np.where(turned[:, None], np.hstack([second, first]), np.hstack([first, second]))
    order = np.lexsort((segments.owner, ends[:, 3], ends[:, 2], ends[:, 1], ends[:, 0]))
    ends, owner = ends[order], segments.owner[order]
    same = (ends[1:] == ends[:-1]).all(axis=1) if len(ends) else np.empty(0, bool)
    shared = same & (owner[1:] != owner[:-1])
    pairs = np.stack([owner[:-1][shared], owner[1:][shared]], axis=1)
    length_m = segments.length_m[order]
    alone = np.ones(len(order), bool)
    alone[:-1] &= ~same
    alone[1:] &= ~same
    return pairs, length_m[1:][shared], segments.take(order[alone])


def _from_both_sides(
    seen_from: NDArray[np.int64], faced_m: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return each pair with the lesser of the lengths seen from its two sides."""
    rising = seen_from[:, 0] < seen_from[:, 1]
    one, one_m = _summed(seen_from[rising], faced_m[rising])
    other, other_m = _summed(seen_from[~rising], faced_m[~rising])
    both, pick, match = np.intersect1d(_key(one), _key(other), assume_unique=True, return_indices=True)
    return one[pick].reshape(len(both), 2), np.asarray(np.minimum(one_m[pick], other_m[match]), np.float64)


def _key(pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    return (pairs[:, 0] << 32) + pairs[:, 1]


def _summed(
    pairs: NDArray[np.int64], length_m: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return each pair once, the smaller number first, sorted, with its total length."""
    distinct, number = np.unique(_key(np.sort(pairs, axis=1)), return_inverse=True)
    total_m = np.bincount(number, weights=length_m, minlength=len(distinct)).astype(np.float64)
    return np.stack([distinct >> 32, distinct & 0xFFFFFFFF], axis=1), total_m


def _overlapping(
    outlines: NDArray[np.object_], found: NDArray[np.int64], least_m2: float
) -> NDArray[np.int64]:
    """Return pairs not found yet that overlap by more than a corner: a town drawn on a village, say."""
    tree = shapely.STRtree(outlines)
    one, other = tree.query(outlines)
    known = set(map(tuple, found.tolist()))
    box = shapely.bounds(outlines)
    size = np.minimum(box[one, 2:], box[other, 2:]) - np.maximum(box[one, :2], box[other, :2])
    wide = (one < other) & (size.prod(axis=1) >= least_m2)
    new = np.array(
        [pair for pair in zip(one[wide].tolist(), other[wide].tolist(), strict=True) if pair not in known],
        np.int64,
    ).reshape(-1, 2)
    if not len(new):
        return new
    touched = np.unique(new)
    valid = outlines.copy()
    valid[touched] = shapely.make_valid(outlines[touched])
    shapely.prepare(valid[new[:, 0]])
    new = new[shapely.intersects(valid[new[:, 0]], valid[new[:, 1]])]
    area_m2 = shapely.area(shapely.intersection(valid[new[:, 0]], valid[new[:, 1]]))
    return new[area_m2 >= least_m2]
