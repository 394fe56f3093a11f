"""Small problems made by hand: ``grid_problem`` makes a county on a grid. Plans of it: `plan_builders`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import shapely
from pyproj import Transformer

from assign.policy import default_policy
from assign.problem import (
    Kind,
    Link,
    Officer,
    Problem,
    RoadNetwork,
    Site,
    SiteStatus,
    Source,
    Station,
    Travel,
    Village,
    scope_of,
)

CRS = "EPSG:32650"
CORNER_XY = (410_000.0, 3_790_000.0)  # in Xiayi, Henan; metres in CRS
SPACING_M = 1_000.0


def village_id(number: int) -> str:
    """Return the id of a grid village by its number: ``V000`` to ``V999``, then ``W1000``: sorted alike."""
    return f"V{number:03d}" if number < 1000 else f"W{number:04d}"


def grid_problem(
    rows: int,
    cols: int,
    *,
    block: tuple[int, int] | None = None,
    urban: Sequence[int] = (),
    remote: Sequence[str] = (),
    sites: Mapping[int, Sequence[tuple[str, str]]] | None = None,
    officers: Sequence[Officer] = (),
    policy: Mapping[str, object] | None = None,
    even: bool = False,
    roads: bool = False,
    without_borders: Sequence[tuple[int, int]] = (),
    links: Sequence[tuple[int, int]] = (),
    site_cost: float = 0.0,
) -> Problem:
    """Return a county of ``rows × cols`` square villages of 1 km, numbered row by row from the south-west.

    Village ``n`` is ``V{n:03d}``, in row ``n // cols`` and column ``n % cols``; its office is in its middle.
    Squares that share an edge are neighbours. Travel is straight line × 1.4 at 30 km/h, 2.8 minutes a
    kilometre, between all sites and villages of one scope (R05).

    Parameters
    ----------
    rows, cols
        Size of the grid.
    block
        Rows and columns of the villages of one station; stations are ``S01``, ``S02``, … row by row.
        Without it the whole grid is ``S01``. All belong to county ``C1``.
    urban
        Numbers of the villages that are urban.
    remote
        Ids of the stations that are remote.
    sites
        By village number, its sites as (kind, status). A site is called ``V003-<kind>`` and stands
        k × 100 m east of the office, k being its place in the list. A village not named here has one
        ``office``, a candidate.
    officers
        The roster, in any order.
    policy
        Overrides as in ``case.toml``: ``{"policy": {"R08": {"rooms": 5}}}``.
    even
        All villages alike: 1,500 people, 4 visits, 10 hours, complexity 50. Otherwise they differ,
        always in the same way.
    roads
        Give the county a road network: along the grid lines from office to office, at 40 km/h, sites
        joined on foot; travel is then by these roads, or on foot when that is quicker.
    without_borders
        Pairs of village numbers that share an edge and yet shall be no neighbours.
    links
        Pairs of village numbers joined by a `Link` (R06).
    site_cost
        Money that each site costs.
    """
    effective = default_policy().with_overrides(policy or {})
    villages = _villages(rows, cols, block or (rows, cols), frozenset(urban), even=even)
    all_sites = _sites(villages, sites or {}, site_cost)
    network = (
        _roads(rows, cols, villages, all_sites, effective.number("travel.off_road_kph")) if roads else None
    )
    nesting = str(effective["R05"]["nesting"])
    travel = _travel(villages, all_sites, nesting, network)
    barred = {tuple(sorted(pair)) for pair in without_borders}
    borders = [pair for pair in _edges(rows, cols) if pair not in barred]
    minutes = _minutes(villages, all_sites, network)
    first_site = {site.village_id: number for number, site in reversed(list(enumerate(all_sites)))}
    joined = tuple(
        Link(village_id(a), village_id(b), float(minutes[first_site[village_id(a)], b]))
        for a, b in sorted((min(pair), max(pair)) for pair in links)
    )
    stations = sorted({village.station_id for village in villages})
    return Problem(
        name="grid",
        policy=effective,
        villages=villages,
        stations=tuple(Station(one, f"派出所{one}", "C1", remote=one in remote) for one in stations),
        sites=all_sites,
        officers=tuple(sorted(officers, key=lambda officer: officer.officer_id)),
        borders=np.array(borders, dtype=np.int32).reshape(-1, 2),
        links=joined,
        outlines=_outlines(rows, cols),
        projected_crs=CRS,
        travel=travel,
        network=network,
        sources=(Source("villages", "villages.gpkg", "0" * 64, len(villages)),),
        case_path="case.toml",
    )


def _lonlat(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return Transformer.from_crs(CRS, "EPSG:4326", always_xy=True).transform(x, y)


def _xy(things: Sequence[Village] | Sequence[Site]) -> np.ndarray:
    change = Transformer.from_crs("EPSG:4326", CRS, always_xy=True)
    return np.column_stack(change.transform([one.lon for one in things], [one.lat for one in things]))


def _villages(
    rows: int, cols: int, block: tuple[int, int], urban: frozenset[int], *, even: bool
) -> tuple[Village, ...]:
    number = np.arange(rows * cols)
    across = -(-cols // block[1])
    lon, lat = _lonlat(
        CORNER_XY[0] + (number % cols + 0.5) * SPACING_M, CORNER_XY[1] + (number // cols + 0.5) * SPACING_M
    )
    return tuple(
        Village(
            village_id=village_id(n),
            name=f"{n}村",
            station_id=f"S{(n // cols // block[0]) * across + n % cols // block[1] + 1:02d}",
            county_id="C1",
            kind=Kind.URBAN if n in urban else Kind.RURAL,
            population=1500 if even else 900 + 37 * (n * 7 % 31),
            households=450,
            complexity=50.0 if even else 30.0 + 4.5 * (n * 5 % 11),
            visits=4.0 if even else 4.0 + 0.25 * (n * 3 % 7),
            hours=10.0 if even else 8.0 + 0.75 * (n * 4 % 9),
            lon=float(lon[n]),
            lat=float(lat[n]),
        )
        for n in range(rows * cols)
    )


def _sites(
    villages: Sequence[Village], given: Mapping[int, Sequence[tuple[str, str]]], cost: float
) -> tuple[Site, ...]:
    centres = _xy(villages)
    out = []
    for number, village in enumerate(villages):
        for place, (kind, status) in enumerate(given.get(number, [("office", "candidate")])):
            lon, lat = village.lon, village.lat
            if place:
                x, y = _lonlat(centres[number, :1] + 100.0 * place, centres[number, 1:])
                lon, lat = float(x[0]), float(y[0])
            name = f"{village.village_id}-{kind}"
            out.append(Site(name, village.village_id, kind, SiteStatus(status), cost, lon, lat))
    return tuple(sorted(out, key=lambda site: site.site_id))


def _edges(rows: int, cols: int) -> list[tuple[int, int]]:
    east = [(n, n + 1) for n in range(rows * cols) if n % cols < cols - 1]
    north = [(n, n + cols) for n in range((rows - 1) * cols)]
    return sorted(east + north)


def _outlines(rows: int, cols: int) -> np.ndarray:
    number = np.arange(rows * cols)
    west = CORNER_XY[0] + number % cols * SPACING_M
    south = CORNER_XY[1] + number // cols * SPACING_M
    squares = shapely.box(west, south, west + SPACING_M, south + SPACING_M)
    return np.asarray(shapely.transform(squares, lambda xy: np.column_stack(_lonlat(*xy.T))), dtype=object)


def _roads(
    rows: int, cols: int, villages: Sequence[Village], sites: Sequence[Site], off_road_kph: float
) -> RoadNetwork:
    nodes = _xy(villages)
    pairs = np.array(_edges(rows, cols), dtype=np.int32).reshape(-1, 2)
    tail, head = np.concatenate([pairs, pairs[:, ::-1]]).T
    at = {village.village_id: number for number, village in enumerate(villages)}
    site_node = np.array([at[site.village_id] for site in sites], dtype=np.int32)
    legs_m = np.hypot(*(_xy(sites) - nodes[site_node]).T)
    lonlat = np.array([(village.lon, village.lat) for village in villages])
    return RoadNetwork(
        node_xy=nodes,
        tail=tail.astype(np.int32),
        head=head.astype(np.int32),
        minutes=np.full(len(tail), SPACING_M / 1000 / 40 * 60),
        edge_kind=np.zeros(len(tail), dtype=np.int8),
        village_node=np.arange(len(villages), dtype=np.int32),
        village_leg_min=np.zeros(len(villages)),
        site_node=site_node,
        site_leg_min=legs_m / 1000 / off_road_kph * 60,
        lines=np.array([shapely.LineString(lonlat[list(pair)]) for pair in pairs], dtype=object),
        line_class=("county",) * len(pairs),
    )


def _minutes(villages: Sequence[Village], sites: Sequence[Site], network: RoadNetwork | None) -> np.ndarray:
    """Return (sites, villages) minutes, two decimals; on the grid a road is as long as its steps."""
    offset = np.abs(_xy(sites)[:, None, :] - _xy(villages)[None, :, :])
    straight_km = np.hypot(offset[..., 0], offset[..., 1]) / 1000
    if network is None:
        return np.round(straight_km * 1.4 * 60 / 30, 2)
    steps = np.round(_grid_steps(villages)[network.site_node])
    by_road = network.site_leg_min[:, None] + steps * network.minutes[0]
    return np.round(np.minimum(by_road, straight_km * 60 / 4), 2)


def _grid_steps(villages: Sequence[Village]) -> np.ndarray:
    cell = (_xy(villages) - CORNER_XY) // SPACING_M
    return np.abs(cell[:, None, :] - cell[None, :, :]).sum(axis=2)


def _travel(
    villages: Sequence[Village], sites: Sequence[Site], nesting: str, network: RoadNetwork | None
) -> Travel:
    minutes = _minutes(villages, sites, network)
    scope = {village.village_id: scope_of(village, nesting) for village in villages}
    indptr, column, value = [0], [], []
    for row, site in enumerate(sites):
        for number, village in enumerate(villages):
            if scope[village.village_id] == scope[site.village_id]:
                column.append(number)
                value.append(float(minutes[row, number]))
        indptr.append(len(column))
    return Travel(np.array(indptr, dtype=np.int64), np.array(column, dtype=np.int32), np.array(value))
