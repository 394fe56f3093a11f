"""Roads to draw beneath the zones: merged, simplified and sorted into three widths."""

from __future__ import annotations

import numpy as np
import shapely

from assign.problem import RoadNetwork
from assign.show.map.topology import PRECISION

CLASSES = (
    frozenset({"motorway", "trunk", "primary", "national"}),
    frozenset({"secondary", "tertiary", "provincial", "county"}),
)
"""Wide and middle roads; every other class is narrow."""
MAX_POINTS = 250_000
"""More points than this are simplified harder: roads are the background, not the subject."""


def road_columns(network: RoadNetwork | None, *, villages: int) -> list[dict[str, object]]:
    """Return three classes of road, wide to narrow, each as point counts and whole-number steps."""
    if network is None:
        return []
    classes = np.array([_class_of(name) for name in network.line_class], dtype=np.int64)
    metres = 10.0 if villages <= 1500 else 25.0
    while True:
        parts = [_merged(network.lines[classes == number], metres) for number in range(3)]
        if (
            sum(int(shapely.get_num_coordinates(lines).sum()) for lines in parts) <= MAX_POINTS
            or metres > 400
        ):
            return [_columns(lines) for lines in parts]
        metres *= 2


def _class_of(name: str) -> int:
    return next((number for number, names in enumerate(CLASSES) if name.removesuffix("_link") in names), 2)


def _merged(lines: np.ndarray, metres: float) -> np.ndarray:
    """Return lines joined end to end and simplified; those shorter than the tolerance vanish."""
    if not len(lines):
        return np.empty(0, dtype=object)
    merged = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(shapely.get_parts(lines))))
    tolerance = metres / 111_320
    long_enough = merged[shapely.length(merged) > 3 * tolerance]
    return np.asarray(shapely.simplify(long_enough, tolerance), dtype=object)


def _columns(lines: np.ndarray) -> dict[str, object]:
    points = np.rint(shapely.get_coordinates(lines) * PRECISION).astype(np.int64)
    steps = np.diff(points, axis=0, prepend=np.zeros((1, 2), dtype=np.int64)) if len(points) else points
    lengths = shapely.get_num_coordinates(lines)
    return {"lengths": lengths.tolist(), "steps": steps.ravel().tolist()}
