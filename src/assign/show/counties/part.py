"""One county of a plan as a problem and a plan of its own, enough to be drawn."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import replace

import numpy as np
import shapely

from assign.plan import Plan
from assign.problem import Problem, RoadNetwork, Travel
from assign.reported import Reported


def counties_of(problem: Problem) -> tuple[str, ...]:
    """Return the ids of the counties that have villages, sorted."""
    return tuple(sorted(set(county_of_stations(problem).values())))


def county_of_stations(problem: Problem) -> dict[str, str]:
    """Return the county of each station that has villages: that of most of them, so that no station is cut."""
    counts: dict[str, dict[str, int]] = {}
    for village in problem.villages:
        of_station = counts.setdefault(village.station_id, {})
        of_station[village.county_id] = of_station.get(village.county_id, 0) + 1
    return {key: max(sorted(of), key=of.__getitem__) for key, of in counts.items()}


def county_part(problem: Problem, plan: Plan, county_id: str) -> tuple[Problem, Plan]:
    """Return the facts and the plan of one county.

    A room belongs to the county of its station, and so do its people. Where zones may leave a county (R05 with `city`),
    villages across the line are left out of the room. Figures of the whole plan (cost, bound, metrics) are left out.
    """
    stations = {key for key, county in county_of_stations(problem).items() if county == county_id}
    kept = np.array([village.station_id in stations for village in problem.villages], dtype=bool)
    villages = {village.village_id for village, stays in zip(problem.villages, kept, strict=True) if stays}
    sites = [number for number, site in enumerate(problem.sites) if site.village_id in villages]
    numbers = np.cumsum(kept) - 1
    borders = problem.borders[kept[problem.borders].all(axis=1)]
    part = replace(
        problem,
        name=f"{problem.name} · {county_id}" if county_id else problem.name,
        villages=tuple(one for one in problem.villages if one.village_id in villages),
        stations=tuple(one for one in problem.stations if one.station_id in stations),
        sites=tuple(problem.sites[number] for number in sites),
        officers=tuple(one for one in problem.officers if one.station_id in stations),
        borders=numbers[borders].astype(np.int32),
        links=tuple(one for one in problem.links if {one.village_id, one.other_id} <= villages),
        outlines=problem.outlines[kept],
        travel=_travel(problem.travel, sites, kept, numbers),
        network=_network(problem, sites, kept) if problem.network else None,
        facilities=(),
        leaders=(),
        headcounts=(),
        evidence=None,
    )
    here = {county_id, *stations, *villages, *(site.site_id for site in part.sites)}
    return part, _plan(plan, stations, villages, here)


def _travel(travel: Travel, sites: list[int], kept: np.ndarray, numbers: np.ndarray) -> Travel:
    """Return the minutes from these sites to the villages that are kept, which have new numbers."""
    rows = [travel.village[travel.indptr[site] : travel.indptr[site + 1]] for site in sites]
    took = [travel.minutes[travel.indptr[site] : travel.indptr[site + 1]] for site in sites]
    stay = [kept[row] for row in rows]
    indptr = np.concatenate([[0], np.cumsum([int(mask.sum()) for mask in stay])]).astype(np.int64)
    chosen = [numbers[row[mask]] for row, mask in zip(rows, stay, strict=True)]
    minutes = [row[mask] for row, mask in zip(took, stay, strict=True)]
    return Travel(
        indptr,
        np.concatenate(chosen or [np.empty(0)]).astype(np.int32),
        np.concatenate(minutes or [np.empty(0)]),
    )


def _network(problem: Problem, sites: list[int], kept: np.ndarray) -> RoadNetwork | None:
    """Return the roads to draw: lines that touch the box of the county, and bridges inside it."""
    network = problem.network
    if network is None:
        return None
    west, south, east, north = _box(problem, kept)
    bounds = shapely.bounds(network.lines).reshape(-1, 4)
    near = (bounds[:, 0] <= east) & (bounds[:, 2] >= west) & (bounds[:, 1] <= north) & (bounds[:, 3] >= south)
    nodes = network.village_node[kept]
    used = network.node_xy[nodes[nodes >= 0]]
    low, high = (used.min(axis=0), used.max(axis=0)) if len(used) else (np.zeros(2), np.zeros(2))
    xy = network.node_xy
    inside = (xy[:, 0] >= low[0]) & (xy[:, 1] >= low[1]) & (xy[:, 0] <= high[0]) & (xy[:, 1] <= high[1])
    edges = inside[network.tail] & inside[network.head]
    return replace(
        network,
        tail=network.tail[edges],
        head=network.head[edges],
        minutes=network.minutes[edges],
        edge_kind=network.edge_kind[edges],
        edge_name=network.edge_name[edges] if len(network.edge_name) else network.edge_name,
        village_node=nodes,
        village_leg_min=network.village_leg_min[kept],
        site_node=network.site_node[sites],
        site_leg_min=network.site_leg_min[sites],
        lines=network.lines[near],
        line_class=tuple(name for name, close in zip(network.line_class, near, strict=True) if close),
        line_name=network.line_name[near] if len(network.line_name) else network.line_name,
    )


def _box(problem: Problem, kept: np.ndarray) -> tuple[float, float, float, float]:
    west, south, east, north = (float(value) for value in shapely.total_bounds(problem.outlines[kept]))
    return west, south, east, north


def _plan(plan: Plan, stations: Collection[str], villages: Collection[str], here: Collection[str]) -> Plan:
    """Return the rows of a plan that speak of these stations and villages, or of what else is `here`."""
    rooms = tuple(
        replace(room, villages=tuple(key for key in room.villages if key in villages))
        for room in plan.rooms
        if room.station_id in stations and room.host_village_id in villages
    )
    posts = tuple(post for post in plan.posts if post.station_id in stations)
    here = {*here, *(room.room_id for room in rooms)}
    here |= {post.officer_id for post in posts}
    here |= {row.officer_id for row in plan.unused if row.station_id in stations}
    room_ids = {room.room_id for room in rooms}
    areas = tuple(area for area in plan.areas if room_ids.issuperset(area.room_ids))
    here |= {area.area_id for area in areas}
    return replace(
        plan,
        objective={},
        bound=math.nan,
        metrics={},
        assignments=tuple(row for row in plan.assignments if row.village_id in villages),
        rooms=rooms,
        posts=posts,
        areas=areas,
        exceptions=tuple(row for row in plan.exceptions if here.issuperset(row.entity_id.split(";"))),
        unused=tuple(row for row in plan.unused if row.station_id in stations),
        certificates=tuple(one for one in plan.certificates if one.scope in stations),
        reported=Reported(),
        reasons=tuple(row for row in plan.reasons if row.officer_id in here),
    )
