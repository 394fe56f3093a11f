"""A plan as one table to look at, sort and draw in a notebook."""

from __future__ import annotations

from dataclasses import asdict

import geopandas as gpd

from assign.plan import Plan
from assign.problem import Problem


def explore(problem: Problem, plan: Plan) -> gpd.GeoDataFrame:
    """Return the villages of a plan, a row each, with room, way, work, people and outline (WGS 84).

    A frame to sort, filter and draw: ``explore(problem, plan).plot("travel_min")``; with Folium installed,
    ``.explore("room_id")`` is a map.
    """
    rows = [asdict(row) for row in plan.assignments]
    outlines = [problem.outlines[problem.village_index[row.village_id]] for row in plan.assignments]
    frame = gpd.GeoDataFrame(rows, geometry=outlines, crs="EPSG:4326")
    frame["auxiliary_ids"] = [";".join(row.auxiliary_ids) for row in plan.assignments]
    return frame
