"""Travel and links measured again, for the scopes that ask for it and no others."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer

from assign.inputs import join_pieces, site_travel
from assign.problem import Link, Problem, RoadNetwork, Site, Travel, Village


def metres_of(problem: Problem, things: Sequence[Village] | Sequence[Site]) -> NDArray[np.float64]:
    """Return (things, 2) metres in the case's projected CRS."""
    to_metres = Transformer.from_crs("EPSG:4326", problem.projected_crs, always_xy=True)
    lon, lat = [one.lon for one in things], [one.lat for one in things]
    return np.stack(to_metres.transform(lon, lat), axis=1).reshape(-1, 2)


def remeasure(problem: Problem, scopes: Collection[str]) -> Problem:
    """Return the problem with the travel and the links (R06) of some scopes measured again on its network."""
    if not scopes:
        return problem
    chosen = [problem.scopes[name] for name in sorted(scopes)]
    villages = np.array(sorted(v for scope in chosen for v in scope), np.int64)
    number = {v: place for place, scope in enumerate(chosen) for v in scope}
    sites = np.array([s for v in villages for s in problem.sites_of_village[v]], np.int64)
    host = [problem.village_index[problem.sites[s].village_id] for s in sites]
    travel = site_travel(
        _part(problem.network, villages, sites),
        site_xy=metres_of(problem, [problem.sites[s] for s in sites]),
        village_xy=metres_of(problem, [problem.villages[v] for v in villages]),
        site_scope=np.array([number[v] for v in host], np.int32),
        village_scope=np.array([number[int(v)] for v in villages], np.int32),
        policy=problem.policy,
    )
    measured = replace(problem, travel=_spliced(problem.travel, travel, sites, villages))
    return replace(measured, links=_links(problem, chosen))


def _part(
    network: RoadNetwork | None, villages: NDArray[np.int64], sites: NDArray[np.int64]
) -> RoadNetwork | None:
    """Return the network with only these villages and sites joined to it."""
    if network is None:
        return None
    return replace(
        network,
        village_node=network.village_node[villages],
        village_leg_min=network.village_leg_min[villages],
        site_node=network.site_node[sites],
        site_leg_min=network.site_leg_min[sites],
    )


def _spliced(before: Travel, fresh: Travel, sites: NDArray[np.int64], villages: NDArray[np.int64]) -> Travel:
    """Return the travel with fresh rows for some sites."""
    row_of = {int(site): row for row, site in enumerate(sites)}
    village: list[NDArray[np.int32]] = []
    minutes: list[NDArray[np.float64]] = []
    for site in range(len(before.indptr) - 1):
        source, row = (fresh, row_of[site]) if site in row_of else (before, site)
        part = slice(source.indptr[row], source.indptr[row + 1])
        there = source.village[part]
        village.append(villages[there].astype(np.int32) if source is fresh else there)
        minutes.append(source.minutes[part])
    indptr = np.cumsum([0, *map(len, minutes)]).astype(np.int64)
    travel = Travel(indptr, np.concatenate(village), np.concatenate(minutes))
    for array in (travel.indptr, travel.village, travel.minutes):
        array.setflags(write=False)
    return travel


def _links(problem: Problem, chosen: Sequence[Sequence[int]]) -> tuple[Link, ...]:
    """Return the links, those of the chosen scopes found again; what is not zoned (R02) needs none."""
    inside = {v for scope in chosen for v in scope}
    kept = [link for link in problem.links if problem.village_index[link.village_id] not in inside]
    zoned = [[v for v in scope if _zoned(problem, v)] for scope in chosen]
    pairs = join_pieces(
        zoned,
        problem.borders,
        network=problem.network,
        village_xy=metres_of(problem, problem.villages),
        policy=problem.policy,
    )
    ids = [village.village_id for village in problem.villages]
    kept += [Link(ids[min(a, b)], ids[max(a, b)], minutes) for a, b, minutes in pairs]
    return tuple(sorted(kept, key=lambda link: (link.village_id, link.other_id)))


def _zoned(problem: Problem, village: int) -> bool:
    return problem.policy["R02"].off or problem.villages[village].kind == "rural"
