"""How compact zones are, measured in the case's projected coordinates: degrees would squeeze them."""

from __future__ import annotations

from collections.abc import Sequence
from math import pi

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

from assign.plan import Plan
from assign.problem import Problem


def zone_shapes(problem: Problem, plan: Plan) -> NDArray[np.object_]:
    """Return the outline of each room's zone, in metres of the case's projected CRS."""
    change = Transformer.from_crs("EPSG:4326", problem.projected_crs, always_xy=True)
    metres = shapely.transform(
        problem.outlines, lambda xy: np.column_stack(change.transform(xy[:, 0], xy[:, 1]))
    )
    index = problem.village_index
    zones: Sequence[shapely.Geometry] = [
        shapely.union_all([metres[index[village_id]] for village_id in room.villages]) for room in plan.rooms
    ]
    return np.array(zones, dtype=object)


def polsby_popper(shapes: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return 4π · area / perimeter² of each shape: 1 for a circle, NaN without area [1]_.

    References
    ----------
    .. [1] Polsby, D. D. and Popper, R. D. (1991). "The third criterion: compactness as a procedural safeguard against
       partisan gerrymandering". Yale Law & Policy Review 9, 301–353.
    """
    area, rim = shapely.area(shapes), shapely.length(shapes)
    return np.asarray(4 * pi * area / np.where((area > 0) & (rim > 0), rim, np.nan) ** 2, np.float64)


def reock(shapes: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return area / area of the smallest circle around each shape: 1 for a circle, NaN without area [1]_.

    References
    ----------
    .. [1] Reock, E. C. (1961). "A note: measuring compactness as a requirement of legislative apportionment". Midwest
       Journal of Political Science 5, 70–74.
    """
    area, radius = shapely.area(shapes), shapely.minimum_bounding_radius(shapes)
    return np.asarray(area / (pi * np.where(area > 0, radius, np.nan) ** 2), np.float64)
