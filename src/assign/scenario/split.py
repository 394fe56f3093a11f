"""Villages split into parts of equal length, across the longer axis of their outline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from scipy.spatial import cKDTree

from assign.inputs import METRES_PER_KM_MIN, find_borders
from assign.problem import HUNDRED, Officer, Problem, RoadNetwork, Site, SiteStatus, Travel, Village
from assign.scenario.demand import reckoned, split_evidence, whole_shares
from assign.scenario.measure import metres_of, remeasure
from assign.scenario.names import known_ids, refuse

MOST_PARTS = 9
_WHERE = "changes.split_villages"
_CLOSE_M = 1.0
"""A cut puts a corner into one village and not into its neighbour: such borders are followed within this."""


def split_villages(problem: Problem, parts: Mapping[str, int]) -> Problem:
    """Return the problem with some villages split into parts ``V-1``, ``V-2``, ….

    People, households, incidents, visits and hours are shared by area; with evidence complexity, visits and hours are
    then reckoned from it. A site goes to the part that holds it, and a part without one gets an assumed office. The
    part that holds the village's office keeps it, its facilities, and the officers who live or stand there.

    Parameters
    ----------
    parts
        By village id, 2 to 9 parts.

    Raises
    ------
    DataError
        For unknown villages, other numbers of parts, ids that are taken, and outlines that cannot be cut so.
    """
    known_ids(parts, problem.village_index, _WHERE)
    scopes: set[str] = set()
    fresh: list[str] = []
    for village_id in sorted(parts):
        if not 2 <= parts[village_id] <= MOST_PARTS:
            raise refuse(_WHERE, f"{village_id} = {parts[village_id]}", "split-number")
        number = problem.village_index[village_id]
        scopes |= {name for name, members in problem.scopes.items() if number in members}
        cut = _cut(problem, number, parts[village_id])
        problem = _with_parts(problem, number, cut)
        fresh += [one.village_id for one in cut.villages]
    return reckoned(remeasure(problem, scopes), fresh)


@dataclass(frozen=True, eq=False)
class _Cut:
    """One village in parts; arrays follow the parts.

    Parameters
    ----------
    shares
        (parts,) of the area, adding up to one.
    main
        The part that holds the village's office.
    """

    villages: tuple[Village, ...]
    outlines_m: NDArray[np.object_]
    outlines: NDArray[np.object_]
    shares: NDArray[np.float64]
    main: int


def _cut(problem: Problem, number: int, count: int) -> _Cut:
    """Return the parts of a village, counted from its western end (from the southern where it runs north)."""
    village = problem.villages[number]
    ids = [f"{village.village_id}-{part + 1}" for part in range(count)]
    if taken := [one for one in ids if one in problem.village_index]:
        raise refuse(_WHERE, ", ".join(taken), "split-taken")
    to_metres = Transformer.from_crs("EPSG:4326", problem.projected_crs, always_xy=True)
    whole = shapely.transform(
        problem.outlines[number], lambda xy: np.column_stack(to_metres.transform(*xy.T))
    )
    pieces = np.array([shapely.intersection(whole, slab) for slab in _slabs(whole, count)], dtype=object)
    area_m2 = np.asarray(shapely.area(pieces))
    if (area_m2 <= 0).any():
        raise refuse(_WHERE, f"{village.village_id} = {count}", "split-empty")
    shares = area_m2 / area_m2.sum()
    office = shapely.points(metres_of(problem, [village])[0])
    main = int(np.argmin(np.round(shapely.distance(pieces, office), 3)))
    centres = shapely.get_coordinates(shapely.point_on_surface(pieces))
    lon, lat = to_metres.transform(centres[:, 0], centres[:, 1], direction="INVERSE")
    people, households = (whole_shares(total, shares) for total in (village.population, village.households))
    hours, visits = (
        whole_shares(round(total * HUNDRED), shares) for total in (village.hours, village.visits)
    )
    villages = tuple(
        replace(
            village,
            village_id=ids[part],
            name=f"{village.name}-{part + 1}",
            population=people[part],
            households=households[part],
            visits=visits[part] / HUNDRED,
            hours=hours[part] / HUNDRED,
            lon=village.lon if part == main else round(float(lon[part]), 7),
            lat=village.lat if part == main else round(float(lat[part]), 7),
        )
        for part in range(count)
    )
    outlines = shapely.transform(
        pieces, lambda xy: np.column_stack(to_metres.transform(xy[:, 0], xy[:, 1], direction="INVERSE"))
    )
    return _Cut(villages, pieces, outlines, shares, main)


def _slabs(whole: shapely.Geometry, count: int) -> list[shapely.Geometry]:
    """Return strips of equal width across the longer side of the smallest rectangle around an outline."""
    corners = shapely.get_coordinates(shapely.minimum_rotated_rectangle(whole))
    sides = np.diff(corners[:3], axis=0)
    long = int(np.hypot(*sides[0]) < np.hypot(*sides[1]))
    along, begin = sides[long], corners[long]
    if tuple(np.round(along, 3)) < (0.0, 0.0):
        begin, along = begin + along, -along
    across = np.array([-along[1], along[0]]) / np.hypot(*along) * sum(np.hypot(*side) for side in sides)
    steps = [begin + along * step / count for step in range(count + 1)]
    steps[0], steps[-1] = steps[0] - along, steps[-1] + along  # rounding must not lose a corner
    return [
        shapely.Polygon([near - across, far - across, far + across, near + across])
        for near, far in pairwise(steps)
    ]


def _with_parts(problem: Problem, number: int, cut: _Cut) -> Problem:
    """Return the problem with the parts in place of a village; travel and links are still to be measured."""
    gone = problem.villages[number].village_id
    main = cut.villages[cut.main].village_id
    mixed = [*problem.villages, *cut.villages]
    order = [n for n in sorted(range(len(mixed)), key=lambda n: mixed[n].village_id) if n != number]
    place = np.full(len(mixed), -1, np.int64)
    place[order] = np.arange(len(order))
    outlines = np.concatenate([problem.outlines, cut.outlines])[order]
    outlines.setflags(write=False)
    sites, row = _sites(problem, gone, cut)
    shares = place[len(problem.villages) :], cut.shares, cut.main
    return replace(
        problem,
        villages=tuple(mixed[n] for n in order),
        sites=sites,
        officers=_rehomed(problem.officers, gone, main, [one.village_id for one in cut.villages]),
        facilities=tuple(
            replace(one, village_id=main) if one.village_id == gone else one for one in problem.facilities
        ),
        evidence=split_evidence(problem.evidence, place[: len(problem.villages)], *shares),
        borders=_borders(problem, number, cut, place),
        links=tuple(link for link in problem.links if gone not in (link.village_id, link.other_id)),
        outlines=outlines,
        travel=_moved(problem.travel, row, place, len(sites)),
        network=_joined(problem, number, cut, order=order, sites=sites, row=row),
    )


def _sites(problem: Problem, gone: str, cut: _Cut) -> tuple[tuple[Site, ...], NDArray[np.int64]]:
    """Return all sites in order, and where each of those before now stands."""
    moved: list[Site] = []
    for site, xy in zip(problem.sites, metres_of(problem, problem.sites), strict=True):
        if site.village_id == gone:
            part = int(np.argmin(np.round(shapely.distance(cut.outlines_m, shapely.points(xy)), 3)))
            moved.append(replace(site, village_id=cut.villages[part].village_id))
        else:
            moved.append(site)
    held = {site.village_id for site in moved}
    offices = [
        Site(f"{v.village_id}-office", v.village_id, "office", SiteStatus.CANDIDATE, 0.0, v.lon, v.lat)
        for v in cut.villages
        if v.village_id not in held
    ]
    if taken := sorted({one.site_id for one in offices} & problem.site_index.keys()):
        raise refuse(_WHERE, ", ".join(taken), "split-taken")
    sites = tuple(sorted([*moved, *offices], key=lambda site: site.site_id))
    number = {site.site_id: new for new, site in enumerate(sites)}
    return sites, np.array([number[site.site_id] for site in problem.sites], np.int64)


def _rehomed(officers: Sequence[Officer], gone: str, main: str, parts: Sequence[str]) -> tuple[Officer, ...]:
    """Return the roster: who lives or stands in the village does so by its office; who avoids it avoids all parts."""
    return tuple(
        replace(
            one,
            home_village_id=main if one.home_village_id == gone else one.home_village_id,
            current_village_id=main if one.current_village_id == gone else one.current_village_id,
            avoid_village_ids=tuple(sorted({*one.avoid_village_ids, *parts} - {gone}))
            if gone in one.avoid_village_ids
            else one.avoid_village_ids,
        )
        for one in officers
    )


def _borders(problem: Problem, number: int, cut: _Cut, place: NDArray[np.int64]) -> NDArray[np.int32]:
    """Return the borders: those of the parts among each other and with the village's neighbours measured (R06)."""
    touching = (problem.borders == number).any(axis=1)
    around = [int(n) for n in np.unique(problem.borders[touching]) if n != number]
    to_metres = Transformer.from_crs("EPSG:4326", problem.projected_crs, always_xy=True)
    near = shapely.transform(problem.outlines[around], lambda xy: np.column_stack(to_metres.transform(*xy.T)))
    parts = len(cut.villages)
    rule = problem.policy["R06"]
    pairs = find_borders(
        np.concatenate([cut.outlines_m, near]),
        min_border_m=rule.number("min_border_m"),
        max_gap_m=max(rule.number("max_gap_m"), _CLOSE_M),
    )
    numbers = np.array([*range(len(problem.villages), len(problem.villages) + parts), *around], np.int64)
    fresh = numbers[pairs[(pairs < parts).any(axis=1)]]
    ends = np.sort(place[np.concatenate([problem.borders[~touching], fresh]).astype(np.int64)], axis=1)
    borders = np.unique(ends, axis=0).astype(np.int32).reshape(-1, 2)
    borders.setflags(write=False)
    return borders


def _moved(travel: Travel, row: NDArray[np.int64], place: NDArray[np.int64], sites: int) -> Travel:
    """Return the travel under new numbers, without the village that is gone; new sites have empty rows."""
    counts = np.zeros(sites, np.int64)
    rows: list[NDArray[np.int32]] = [np.empty(0, np.int32)] * sites
    minutes: list[NDArray[np.float64]] = [np.empty(0)] * sites
    for old, new in enumerate(row):
        part = slice(travel.indptr[old], travel.indptr[old + 1])
        there = place[travel.village[part]]
        rows[new], minutes[new] = there[there >= 0].astype(np.int32), travel.minutes[part][there >= 0]
        counts[new] = len(rows[new])
    indptr = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return Travel(indptr, np.concatenate(rows), np.concatenate(minutes))


def _joined(
    problem: Problem,
    number: int,
    cut: _Cut,
    *,
    order: Sequence[int],
    sites: Sequence[Site],
    row: NDArray[np.int64],
) -> RoadNetwork | None:
    """Return the network with the new offices and sites on foot from its nearest junction."""
    network = problem.network
    if network is None:
        return None
    nodes = np.unique(np.concatenate([network.tail, network.head]))
    pace = METRES_PER_KM_MIN / problem.policy.number("travel.off_road_kph")
    far_m, nearest = cKDTree(network.node_xy[nodes]).query(metres_of(problem, cut.villages))
    node, leg_min = nodes[nearest].astype(np.int32), np.asarray(far_m) * pace
    node[cut.main], leg_min[cut.main] = network.village_node[number], network.village_leg_min[number]
    part = {one.village_id: n for n, one in enumerate(cut.villages)}
    site_node, site_leg_min = np.empty(len(sites), np.int32), np.empty(len(sites))
    for new, site in enumerate(sites):
        if site.village_id in part:  # an assumed office; the sites of before follow below
            site_node[new], site_leg_min[new] = node[part[site.village_id]], leg_min[part[site.village_id]]
    site_node[row], site_leg_min[row] = network.site_node, network.site_leg_min
    joined = replace(
        network,
        village_node=np.concatenate([network.village_node, node])[order],
        village_leg_min=np.concatenate([network.village_leg_min, leg_min])[order],
        site_node=site_node,
        site_leg_min=site_leg_min,
    )
    for array in (joined.village_node, joined.village_leg_min, joined.site_node, joined.site_leg_min):
        array.setflags(write=False)
    return joined
