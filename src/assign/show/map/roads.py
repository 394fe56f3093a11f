"""Roads to draw beneath the zones: merged, simplified and sorted into three widths; and breaks bridged."""

from __future__ import annotations

import numpy as np
import shapely
from pyproj import Transformer

from assign.problem import Problem, RoadNetwork
from assign.show.map.pack import pack_lines
from assign.show.map.topology import PRECISION

CLASSES = (
    frozenset({"motorway", "trunk", "primary", "national"}),
    frozenset({"secondary", "tertiary", "provincial", "county"}),
)
"""Wide and middle roads; every other class is narrow."""
MAX_POINTS = 250_000
"""More points than this are simplified harder: roads are the background, not the subject."""


def road_columns(network: RoadNetwork | None, *, villages: int) -> list[dict[str, str]]:
    """Return three classes of road, wide to narrow, each as packed lines; no classes without roads."""
    if network is None or not len(network.lines):
        return []
    classes = np.array([_class_of(name) for name in network.line_class], dtype=np.int64)
    merged = [_merged(network.lines[classes == number]) for number in range(3)]
    metres = 10.0 if villages <= 1500 else 25.0
    while True:
        parts = [_simplified(lines, metres) for lines in merged]
        points = sum(int(shapely.get_num_coordinates(lines).sum()) for lines in parts)
        if points <= MAX_POINTS or metres > 400:
            return [_columns(lines) for lines in parts]
        metres *= 2


def repair_columns(problem: Problem) -> list[list[float]]:
    """Return the bridges over breaks of the network: both ends in 1/100,000 degree, and minutes."""
    network = problem.network
    if network is None:
        return []
    made = np.flatnonzero((network.edge_kind > 0) & (network.tail < network.head))
    if not len(made):
        return []
    to_degrees = Transformer.from_crs(problem.projected_crs, "EPSG:4326", always_xy=True)
    ends = [
        np.column_stack(to_degrees.transform(*network.node_xy[nodes[made]].T))
        for nodes in (network.tail, network.head)
    ]
    whole = np.rint(np.hstack(ends) * PRECISION).astype(np.int64).tolist()
    minutes = network.minutes[made].tolist()
    return [[*place, round(took, 1)] for place, took in sorted(zip(whole, minutes, strict=True))]


def _class_of(name: str) -> int:
    return next((number for number, names in enumerate(CLASSES) if name.removesuffix("_link") in names), 2)


def _merged(lines: np.ndarray) -> np.ndarray:
    """Return lines joined end to end."""
    if not len(lines):
        return np.empty(0, dtype=object)
    return shapely.get_parts(shapely.line_merge(shapely.multilinestrings(shapely.get_parts(lines))))


def _simplified(lines: np.ndarray, metres: float) -> np.ndarray:
    """Return lines simplified; those not much longer than the tolerance vanish."""
    tolerance = metres / 111_320
    long_enough = lines[shapely.length(lines) > 3 * tolerance]
    return np.asarray(shapely.simplify(long_enough, tolerance), dtype=object)


def _columns(lines: np.ndarray) -> dict[str, str]:
    points = np.rint(shapely.get_coordinates(lines) * PRECISION).astype(np.int64)
    return pack_lines(points, shapely.get_num_coordinates(lines))
