"""Who lives where: hamlets become villages, villages become townships and counties of exact size."""

from __future__ import annotations

from dataclasses import dataclass, replace

import networkx as nx
import numpy as np
import pandas as pd
from scipy.sparse.csgraph import connected_components

from assign.demo.exclaves import trade_exclaves, villages_apart
from assign.demo.fabric import Fabric, Region, lay_fabric
from assign.demo.measure import gap_m, graph_of, nearest
from assign.demo.noise import Bools, Floats, Ints, Warp, stream
from assign.demo.partition import make_contiguous, transport

HAMLETS_PER_VILLAGE = 6
CORE_URBAN_UNITS = 5
"""A township with this many communities, or a street, is part of the county town."""


@dataclass(frozen=True, slots=True, eq=False)
class Land:
    """The ground with its villages; village number = row of the unit list.

    Parameters
    ----------
    fabric
        Hamlets and cells.
    village
        (hamlets,) village of each hamlet.
    main_hamlet
        (villages,) the hamlet with the office.
    urban
        (villages,) whether it is a community.
    township, county
        (villages,) number of the township and of the county.
    seat
        (townships,) village with the township's government.
    county_town
        (counties,) village at the middle of the county town.
    exclaves
        Rural villages that lie apart from the rest of their township, as a few do everywhere.
    """

    fabric: Fabric
    village: Ints
    main_hamlet: Ints
    urban: Bools
    township: Ints
    county: Ints
    seat: Ints
    county_town: Ints
    exclaves: tuple[int, ...]

    @property
    def village_xy(self) -> Floats:
        """Middles of the main hamlets, (villages, 2) metres."""
        return self.fabric.xy[self.main_hamlet]

    @property
    def neighbours(self) -> Ints:
        """Pairs of villages with a common border, smaller first, sorted."""
        pairs = self.village[self.fabric.sides[self.fabric.inner]]
        pairs = np.sort(pairs[pairs[:, 0] != pairs[:, 1]], axis=1)
        return np.unique(pairs, axis=0)


def settle(units: pd.DataFrame, region: Region, seed: int) -> Land:
    """Return land with exactly the given units in their townships and counties.

    Parameters
    ----------
    units
        Unit list, sorted by `village_id`.
    region
        One middle and area for each county, sorted by county id.
    """
    township, county, urban = _numbers(units)
    county_of = np.zeros(township.max() + 1, dtype=np.int64)
    county_of[township] = county
    towns = np.bincount(township, urban).astype(np.float64)
    streets = np.zeros(len(towns), dtype=np.bool_)
    streets[township[(units["township_kind"] == "street").to_numpy()]] = True
    core = (towns >= CORE_URBAN_UNITS) | streets
    places = _plan_places(region, np.bincount(township).astype(np.int64), county_of, towns * core, core, seed)
    extra = (towns > 0) & ~core
    full = replace(
        region,
        towns=np.concatenate([region.towns, places[extra]]),
        town_units=np.concatenate([region.town_units, towns[extra]]),
    )
    fabric = lay_fabric(full, HAMLETS_PER_VILLAGE * len(units), seed)
    village, main = _villages(fabric, len(units), seed)
    land = Land(fabric, village, main, urban, township, county, np.zeros(0, int), np.zeros(0, int), ())
    return _name_villages(land, places, region, core, county_of, seed)


def _numbers(units: pd.DataFrame) -> tuple[Ints, Ints, Bools]:
    township = np.unique(units["station_id"].to_numpy(dtype=str), return_inverse=True)[1]
    county = np.unique(units["county_id"].to_numpy(dtype=str), return_inverse=True)[1]
    return township.astype(np.int64), county.astype(np.int64), (units["kind"] == "urban").to_numpy()


def _plan_places(
    region: Region, sizes: Ints, county_of: Ints, core_units: Floats, core: Bools, seed: int
) -> Floats:
    """Return the planned middle of each township, (townships, 2), by a trial run with a point a village."""
    rng = stream(seed, "places")
    points = _exact(lay_fabric(region, int(sizes.sum()) + 40, seed).xy, int(sizes.sum()), rng)
    bent = _bend(points, region, seed)
    totals = np.bincount(county_of, sizes).astype(np.int64)
    homes = transport(_square(bent, _bend(region.middles, region, seed)), totals)
    places = np.zeros((len(sizes), 2))
    for county in range(len(region.middles)):
        mine = np.flatnonzero(county_of == county)
        here = np.flatnonzero(homes == county)
        town = region.towns[county] if len(region.towns) > county else region.middles[county]
        places[mine] = _spread(points[here], bent[here], sizes[mine], core[mine], core_units[mine], town, rng)
    return places


def _exact(points: Floats, count: int, rng: np.random.Generator) -> Floats:
    """Return exactly `count` of the points, or of the points and near copies of some."""
    if len(points) < count:
        more = points[rng.choice(len(points), count - len(points))]
        points = np.concatenate([points, more + rng.normal(0, 100, more.shape)])
    return points[np.sort(rng.choice(len(points), count, replace=False))]


def _bend(xy: Floats, region: Region, seed: int) -> Floats:
    """Return the points in the bent plane where borders are straight, so that they are curved in ours."""
    reach = float(np.median(1000 * np.sqrt(region.area_km2)))
    wide = Warp.make(stream(seed, "bend"), length_m=0.8 * reach, reach_m=0.06 * reach)
    fine = Warp.make(stream(seed, "bend fine"), length_m=0.25 * reach, reach_m=0.018 * reach)
    return fine.at(wide.at(xy))


def _spread(
    points: Floats,
    bent: Floats,
    sizes: Ints,
    core: Bools,
    core_units: Floats,
    town: Floats,
    rng: np.random.Generator,
) -> Floats:
    """Return places of a county's townships: the county town in the middle, others spread."""
    far = np.argsort(((points - town) ** 2).sum(axis=1), kind="stable")
    place = np.zeros((len(sizes), 2))
    done = 0
    chosen: list[int] = []
    for number in np.flatnonzero(core):
        rank = min(done + int(core_units[number]) // 2, len(far) - 1)
        chosen.append(int(far[rank]))
        place[number] = bent[far[rank]] + rng.normal(0, 50, 2)
        done += max(int(core_units[number]), 1)
    open_country = far[min(done, len(far) - 1) :]
    for number in np.flatnonzero(~core):
        trial = rng.choice(open_country, 8)
        gaps = [((bent[trial] - bent[other]) ** 2).sum(axis=1) for other in chosen] or [np.zeros(len(trial))]
        chosen.append(int(trial[np.argmax(np.min(gaps, axis=0))]))
        place[number] = bent[chosen[-1]]
    for _ in range(6):
        part = transport(_square(bent, place), sizes)
        place = _means(bent, part, len(sizes))
    return _means(points, part, len(sizes))


def _means(points: Floats, part: Ints, parts: int) -> Floats:
    size = np.bincount(part, minlength=parts)
    return np.stack([np.bincount(part, points[:, k], parts) / size for k in (0, 1)], axis=1)


def _square(points: Floats, places: Floats) -> Floats:
    """Return squared distances in km², (points, places)."""
    squares: Floats = (((points[:, None, :] - places[None, :, :]) / 1000) ** 2).sum(axis=2)
    return squares


def _villages(fabric: Fabric, count: int, seed: int) -> tuple[Ints, Ints]:
    """Return the village of each hamlet and the main hamlet of each village."""
    rng = stream(seed, "villages")
    spacing = float(np.median(gap_m(fabric.xy)))
    bent = Warp.make(rng, length_m=9 * spacing, reach_m=0.9 * spacing).at(fabric.xy)
    middle = bent[np.sort(rng.choice(len(bent), count, replace=False))]
    for _ in range(3):
        village = nearest(middle, bent)
        size = np.bincount(village, minlength=count)
        means = np.stack([np.bincount(village, bent[:, k], count) for k in (0, 1)], axis=1)
        middle = np.where(size[:, None] > 0, means / np.maximum(size, 1)[:, None], middle)
    village = nearest(middle, bent)
    empty = np.flatnonzero(np.bincount(village, minlength=count) == 0)
    for number in empty:
        rich = np.flatnonzero(np.bincount(village, minlength=count)[village] > 3)
        village[rich[np.argmin(((bent[rich] - middle[number]) ** 2).sum(axis=1))]] = number
    village = _join_hamlets(fabric, village)
    far = ((fabric.xy - _means(fabric.xy, village, count)[village]) ** 2).sum(axis=1)
    order = np.lexsort((far, village))
    return village, order[np.searchsorted(village[order], np.arange(count))]


def _join_hamlets(fabric: Fabric, village: Ints) -> Ints:
    """Return the villages with each in one piece: a stray hamlet goes to a neighbour."""
    village = village.copy()
    count = len(village)
    pairs = fabric.sides[fabric.inner]
    for _ in range(20):
        same = pairs[village[pairs[:, 0]] == village[pairs[:, 1]]]
        piece = connected_components(graph_of(same, np.ones(len(same)), count), directed=False)[1]
        size = np.bincount(piece)[piece]
        order = np.lexsort((piece, -size, village))
        largest = piece[order[np.searchsorted(village[order], np.arange(village.max() + 1))]]
        stray = piece != largest[village]
        if not stray.any():
            break
        for hamlet in np.flatnonzero(stray):
            near = pairs[(pairs == hamlet).any(axis=1)].ravel()
            other = village[near[village[near] != village[hamlet]]]
            village[hamlet] = np.bincount(other).argmax()
    return village


def _name_villages(
    land: Land, places: Floats, region: Region, core: Bools, county_of: Ints, seed: int
) -> Land:
    """Return the land with its villages numbered as the unit list wants them."""
    count = len(land.main_hamlet)
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(land.neighbours.tolist())
    here = land.village_xy
    bent, bent_places = _bend(here, region, seed), _bend(places, region, seed)
    sizes = np.bincount(land.township)
    cost = _square(bent, _bend(region.middles, region, seed))
    totals = np.bincount(land.county)
    homes = make_contiguous(graph, transport(cost, totals), cost, totals)
    part = np.zeros(count, dtype=np.int64)
    for county in range(len(region.middles)):
        mine, inside = np.flatnonzero(county_of == county), np.flatnonzero(homes == county)
        cost = _square(bent[inside], bent_places[mine])
        near: nx.Graph[int] = nx.relabel_nodes(
            graph.subgraph(inside.tolist()), {int(old): new for new, old in enumerate(inside)}
        )
        local = transport(cost, sizes[mine])
        part[inside] = mine[make_contiguous(near, local, cost, sizes[mine])]
    at = np.where(core[:, None], region.towns[county_of], places)
    return _number(land, graph, part, at, core, county_of, seed)


def _number(
    land: Land, graph: nx.Graph[int], part: Ints, places: Floats, core: Bools, county_of: Ints, seed: int
) -> Land:
    here = land.village_xy
    seats = _seats(here, part, places)
    built = np.zeros(len(part), dtype=np.bool_)
    for township in range(len(places)):
        members = np.flatnonzero(part == township)
        wanted = int(land.urban[land.township == township].sum())
        built[_built_up(graph, members, here, int(seats[township]), wanted)] = True
    part = trade_exclaves(graph, part, built, seats, county_of, seed)
    old = np.zeros(len(part), dtype=np.int64)  # old[unit] = village as laid
    for township in range(len(places)):
        for urban in (True, False):
            rows = np.flatnonzero((land.township == township) & (land.urban == urban))
            members = np.flatnonzero((part == township) & (built == urban))
            old[rows] = members[_sweep(here[members], here[seats[township]])]
    new = np.argsort(old, kind="stable")
    main_town = np.array(
        [
            min(np.flatnonzero(county_of == county), key=lambda number: (~core[number], number))
            for county in range(county_of.max() + 1)
        ]
    )
    return replace(
        land,
        village=new[land.village],
        main_hamlet=land.main_hamlet[old],
        seat=new[seats],
        county_town=new[seats[main_town]],
        exclaves=tuple(sorted(int(new[number]) for number in villages_apart(graph, part, built))),
    )


def _seats(here: Floats, part: Ints, places: Floats) -> Ints:
    far = ((here - places[part]) ** 2).sum(axis=1)
    order = np.lexsort((far, part))
    seats: Ints = order[np.searchsorted(part[order], np.arange(len(places)))]
    return seats


def _built_up(graph: nx.Graph[int], members: Ints, here: Floats, seat: int, wanted: int) -> list[int]:
    """Return the communities of a township: nearest to the seat, leaving the rural rest in one piece."""
    far = ((here[members] - here[seat]) ** 2).sum(axis=1)
    waiting = members[np.argsort(far, kind="stable")].tolist()
    chosen: list[int] = []
    for strict in (True, False):
        for village in list(waiting):
            if len(chosen) == wanted:
                return chosen
            rest = [other for other in waiting if other != village]
            whole = not rest or nx.number_connected_components(graph.subgraph(rest)) == 1
            if whole or not strict:
                chosen.append(village)
                waiting.remove(village)
    return chosen


def _sweep(points: Floats, middle: Floats) -> Ints:
    """Return an order that goes round the middle, so that neighbouring codes are neighbours on the ground."""
    return np.argsort(np.arctan2(*(points - middle).T), kind="stable")
