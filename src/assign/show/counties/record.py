"""What the index needs to know of a county: a few numbers and one outline."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import shapely

from assign.plan import Plan
from assign.problem import Problem


@dataclass(frozen=True, slots=True)
class CountyRecord:
    """One county on the index.

    Parameters
    ----------
    name
        What people call it; empty where the data does not say.
    stations
        Names of its stations, by which it is found too.
    villages, rooms, posts, exceptions
        How many.
    travel_min
        Mean minutes from a village to its room; NaN where no way is known.
    outline
        WKB of the county in WGS 84, every corner of its villages kept, so that neighbours fit.
    """

    county_id: str
    name: str
    stations: tuple[str, ...]
    villages: int
    rooms: int
    posts: int
    exceptions: int
    travel_min: float
    outline: bytes


def county_record(part: Problem, plan: Plan, county_id: str, *, name: str = "") -> CountyRecord:
    """Return the record of a county from its own facts and plan (`county_part`, or a county solved alone)."""
    minutes = [row.travel_min for row in plan.assignments if math.isfinite(row.travel_min)]
    shapes = part.outlines
    clean = bool(shapely.coverage_is_valid(shapes))
    whole = shapely.coverage_union_all(shapes) if clean else shapely.union_all(shapes)
    return CountyRecord(
        county_id,
        name,
        tuple(station.name for station in part.stations),
        len(plan.assignments),
        len(plan.rooms),
        len(plan.posts),
        len(plan.exceptions),
        float(np.mean(minutes)) if minutes else math.nan,
        bytes(shapely.to_wkb(whole)),
    )
