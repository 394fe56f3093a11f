"""Minutes between home and post: by road where that was measured, else a straight line."""

from __future__ import annotations

import math
from collections.abc import Sequence

from assign.problem import HUNDRED, Problem

EARTH_KM = 6371.0088
"""Mean radius of the earth."""


def home_minutes(problem: Problem, home: int, sites: Sequence[int]) -> tuple[int, ...]:
    """Return hundredths of a minute from sites to a home village.

    Beyond the station (R05) no roads were measured: there it is the great circle × `travel.straight_factor` at
    `travel.straight_kph`.
    """
    minutes = problem.travel.block(sites, [home])[:, 0]
    return tuple(
        round(far * HUNDRED) if math.isfinite(far) else _straight(problem, home, site)
        for site, far in zip(sites, minutes.tolist(), strict=True)
    )


def _straight(problem: Problem, home: int, site: int) -> int:
    village, place = problem.villages[home], problem.sites[site]
    north = math.radians(place.lat - village.lat)
    east = math.radians(place.lon - village.lon)
    between = (
        math.sin(north / 2) ** 2
        + math.cos(math.radians(place.lat)) * math.cos(math.radians(village.lat)) * math.sin(east / 2) ** 2
    )
    km = 2 * EARTH_KM * math.asin(math.sqrt(between))
    number = problem.policy.number
    return round(km * number("travel.straight_factor") * 60 / number("travel.straight_kph") * HUNDRED)
