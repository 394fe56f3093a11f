"""Outlines of villages: the borders of the cells, roughened, with every border drawn once and shared."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from assign.demo.land import Land
from assign.demo.measure import draw_lines
from assign.demo.noise import Floats, stream

ROUGHNESS = 0.22
"""How far a border may leave its straight line, as a share of the way to the middle of the cell."""


def draw_outlines(land: Land, seed: int) -> NDArray[np.object_]:
    """Return one polygon a village, metres, in village order: no gaps, no overlaps."""
    fabric = land.fabric
    village = np.where(fabric.sides >= 0, land.village[fabric.sides], -1)
    border = np.flatnonzero(village[:, 0] != village[:, 1])
    rough = stream(seed, "borders").normal(0, 1, (len(border), 3))
    for _ in range(6):
        lines = _roughen(fabric.vertices[fabric.ends[border]], fabric.side_xy[border], rough)
        faces = shapely.get_parts(shapely.polygonize(lines))
        point, face = shapely.STRtree(faces).query(shapely.points(land.village_xy), predicate="within")
        good = len(faces) == len(land.main_hamlet) and len(set(face.tolist())) == len(faces) == len(point)
        if good and shapely.is_valid(faces).all():
            outlines: NDArray[np.object_] = faces[face[np.argsort(point, kind="stable")]]
            return outlines
        rough = rough / 2
    raise ValueError("the borders of the generated villages cross one another")


def _roughen(ends: Floats, middles: Floats, rough: Floats) -> NDArray[np.object_]:
    """Return each straight border with three points moved towards the middle of one cell or the other.

    A line stays in the triangles of its straight border and the two middles, and passes from one to the other
    on the straight border only; the triangles of all borders do not overlap, so borders cannot cross.
    """
    share = np.array([0.25, 0.5, 0.75])
    straight = ends[:, None, 0] * (1 - share)[:, None] + ends[:, None, 1] * share[:, None]
    pull = np.clip(rough, -1.5, 1.5) / 1.5 * ROUGHNESS * np.array([0.7, 1.0, 0.7])
    turn = pull[:, 0] * pull[:, 2] < 0
    pull[:, 1] = np.where(turn, 0.0, np.sign(pull[:, 0]) * np.abs(pull[:, 1]))
    goal = np.where((pull > 0)[:, :, None], middles[:, None, 0], middles[:, None, 1])
    moved = straight + np.abs(pull)[:, :, None] * (goal - straight)
    points = np.concatenate([ends[:, :1], moved, ends[:, 1:]], axis=1)
    return draw_lines(points)


def office_points(land: Land, nodes: Floats, outlines: NDArray[np.object_], seed: int) -> Floats:
    """Return the village offices, (villages, 2) metres: some steps from the crossing of the main hamlet."""
    rng = stream(seed, "offices")
    crossing = nodes[land.main_hamlet]
    angle = rng.uniform(0, 2 * np.pi, len(crossing))
    away_m = rng.uniform(35, 90, len(crossing))
    office: Floats = crossing + away_m[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    for _ in range(4):  # nearer where the village is narrow
        outside = ~shapely.contains(outlines, shapely.points(office))
        office[outside] = (office[outside] + crossing[outside]) / 2
    return office
