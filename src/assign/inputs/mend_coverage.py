"""Narrow overlaps and gaps between villages closed, no border moved farther than stated; wide ones stay untouched.

The coverage cleaner of GEOS settles every overlap, however wide. So each wide overlap goes into it as a piece of its
own, cut out of the villages that claim it, and is handed back to all of them afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from assign.inputs.check_shapes import Shapes

SNAP_M = 0.02
"""Corners nearer than this are one corner. Without an explicit distance the cleaner leaves faults behind."""
ROUNDS = 5
LEAST_M2 = 0.01
"""Smaller overlaps and gaps are rounding; they neither count nor are touched."""


@dataclass(frozen=True, eq=False)
class Patches:
    """Overlaps or gaps: one polygon each, with its width in metres.

    Parameters
    ----------
    owners
        (patches, 2) numbers of the villages that overlap; empty for gaps.
    """

    shapes: Shapes
    width_m: NDArray[np.float64]
    owners: NDArray[np.int64]

    def take(self, chosen: NDArray[np.bool_]) -> Patches:
        """Return some of them."""
        return Patches(self.shapes[chosen], self.width_m[chosen], self.owners[chosen])

    def narrow(self, within_m: float) -> Patches:
        """Return those that are no wider."""
        return self.take(self.width_m <= within_m)


def overlaps_of(metres: Shapes) -> Patches:
    """Return the pieces of land that two villages claim.

    Parameters
    ----------
    metres
        Valid polygons in a metric CRS.
    """
    one, other = shapely.STRtree(metres).query(metres, predicate="intersects")
    pairs = np.stack([one, other], axis=1)[one < other]
    shared = shapely.intersection(metres[pairs[:, 0]], metres[pairs[:, 1]])
    return _patches(shared, pairs)


def gaps_of(metres: Shapes) -> Patches:
    """Return the holes that villages leave between them."""
    whole = shapely.get_parts(shapely.union_all(metres))
    rings = [ring for part in whole for ring in shapely.get_rings(part)[1:]]
    holes = np.empty(len(rings), dtype=object)
    holes[:] = [shapely.Polygon(ring) for ring in rings]
    return _patches(holes, np.zeros((len(holes), 2), dtype=np.int64))


def close_narrow(metres: Shapes, *, within_m: float) -> Shapes | None:
    """Return villages without overlaps and gaps up to a width, corners along shared borders matched.

    Closing one may part another in two, so it goes on until nothing narrow is left. None where that does not end,
    where a village would vanish, or where a border would move farther than the width.
    """
    after = metres
    for _ in range(ROUNDS):
        overlaps = overlaps_of(after)
        if not len(overlaps.narrow(within_m).shapes) and not len(gaps_of(after).narrow(within_m).shapes):
            sound = shapely.is_valid(after).all() and (shapely.area(after) > 0).all()
            near = (moved_m(metres, after) <= within_m + 2 * SNAP_M).all()
            return after if sound and near else None
        after = _cleaned(after, overlaps.take(overlaps.width_m > within_m), within_m)
    return None


def _cleaned(metres: Shapes, wide: Patches, within_m: float) -> Shapes:
    """Return the villages after one cleaning; the wide overlaps stay with all who claim them."""
    faces, claims = _faces(wide)
    exclusive = metres.copy()
    for village in np.unique(wide.owners):
        own = wide.shapes[(wide.owners == village).any(axis=1)]
        exclusive[village] = shapely.difference(metres[village], shapely.union_all(own))
    pieces = np.concatenate([exclusive, faces])
    solid = np.flatnonzero(shapely.area(pieces) > 0)
    cleaned = pieces.copy()
    cleaned[solid] = shapely.coverage_clean(  # type: ignore[attr-defined]  # newer than its stubs
        pieces[solid], gap_width=within_m, snapping_distance=SNAP_M
    )
    out = cleaned[: len(metres)]
    for village in np.unique(wide.owners):
        own = [cleaned[len(metres) + place] for place, owners in enumerate(claims) if village in owners]
        out[village] = shapely.union_all([out[village], *own])
    return np.asarray(out, dtype=object)


def moved_m(before: Shapes, after: Shapes) -> NDArray[np.float64]:
    """Return how far each outline moved: the width of the widest piece that it won or lost, metres.

    What is smaller than `LEAST_M2` counts as no move.
    """
    pieces, owner = shapely.get_parts(shapely.symmetric_difference(before, after), return_index=True)
    area_m2 = np.bincount(owner, weights=shapely.area(pieces), minlength=len(before))
    out = np.zeros(len(before))
    solid = (shapely.area(pieces) > 0) & (area_m2[owner] > LEAST_M2)
    np.maximum.at(out, owner[solid], _width_m(pieces[solid]))
    return out


def _patches(shapes: Shapes, pairs: NDArray[np.int64]) -> Patches:
    """Return the parts of shapes that have some area, each with its width."""
    parts, source = shapely.get_parts(shapely.get_parts(shapes)), _sources(shapes)
    solid = shapely.area(parts) > LEAST_M2
    return Patches(parts[solid], _width_m(parts[solid]), pairs[source[solid]].reshape(-1, 2))


def _sources(shapes: Shapes) -> NDArray[np.int64]:
    outer, source = shapely.get_parts(shapes, return_index=True)
    _, inner = shapely.get_parts(outer, return_index=True)
    return np.asarray(source[inner], dtype=np.int64)


def _width_m(polygons: Shapes) -> NDArray[np.float64]:
    """Return the width of polygons: the diameter of the largest circle inside."""
    if not len(polygons):
        return np.empty(0)
    circles = shapely.maximum_inscribed_circle(polygons, tolerance=0.01)
    return np.asarray(2 * shapely.length(circles), np.float64)


def _faces(wide: Patches) -> tuple[Shapes, list[set[int]]]:
    """Return the wide overlaps as pieces that do not overlap each other, and who claims each."""
    if not len(wide.shapes):
        return np.empty(0, dtype=object), []
    lines = shapely.node(shapely.union_all(shapely.boundary(wide.shapes)))
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    inside, patch = shapely.STRtree(wide.shapes).query(
        shapely.point_on_surface(faces), predicate="intersects"
    )
    pairs: list[set[tuple[int, int]]] = [set() for _ in range(len(faces))]
    for face, number in zip(inside.tolist(), patch.tolist(), strict=True):
        one, other = wide.owners[number].tolist()
        pairs[face] |= {(one, other), (other, one)}
    claimed = [place for place, said in enumerate(pairs) if said]
    return np.asarray(faces[claimed], dtype=object), [_claimants(pairs[place]) for place in claimed]


def _claimants(pairs: set[tuple[int, int]]) -> set[int]:
    """Return who keeps a piece: villages that overlap widely each with each, those with most others first.

    Where a third village reaches into a wide overlap narrowly, that narrow overlap is closed like any other.
    """
    claims: list[int] = []
    for village in sorted(
        {one for one, _ in pairs}, key=lambda one: (-sum(one == first for first, _ in pairs), one)
    ):
        if all((village, other) in pairs for other in claims):
            claims.append(village)
    return set(claims)
