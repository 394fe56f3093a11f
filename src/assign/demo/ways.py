"""Which hamlets a road joins, and which roads are through roads."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, minimum_spanning_tree

from assign.demo.land import Land
from assign.demo.measure import gap_m, graph_of, length_m, ways_from
from assign.demo.noise import Bools, Floats, Ints, stream
from assign.demo.river import Rivers

CLASSES = ("none", "track", "village", "township", "county", "provincial", "national")
NONE, TRACK, VILLAGE, TOWNSHIP, COUNTY, PROVINCIAL, NATIONAL = range(7)
_LETTER = {NATIONAL: "G", PROVINCIAL: "S", COUNTY: "X"}


@dataclass(frozen=True, slots=True, eq=False)
class Route:
    """A numbered road: hamlets in order, its name and class."""

    path: Ints
    name: str
    rank: int


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """The roads between hamlets.

    Parameters
    ----------
    nodes
        (hamlets, 2) where the road passes each hamlet, metres.
    edges
        (edges, 2) hamlets, smaller first, sorted.
    rank
        (edges,) class, see `CLASSES`.
    route
        (edges,) number of the numbered road, -1 for none.
    bridge
        (edges,) whether it crosses a river.
    routes
        The numbered roads.
    """

    nodes: Floats
    edges: Ints
    rank: Ints
    route: Ints
    bridge: Bools
    routes: tuple[Route, ...]


def lay_ways(land: Land, rivers: Rivers, seed: int) -> Ways:
    """Return the road network: every hamlet is reached, rivers are crossed at bridges only."""
    fabric = land.fabric
    inner = np.flatnonzero(fabric.inner & (~rivers.crossing | rivers.bridge))
    edges = np.sort(fabric.sides[inner], axis=1)
    order = np.lexsort((edges[:, 1], edges[:, 0]))
    edges, bridge = edges[order], rivers.bridge[inner][order]
    edges, bridge = _with_missing_bridges(land, edges, bridge)
    length = length_m(fabric.xy, edges)
    kept = _local(fabric.triangles, edges, length, len(fabric.xy)) | bridge
    rank = np.where(kept, VILLAGE, NONE)
    routes, rank, route = _number_routes(land, edges, length, rank)
    rank = _township_roads(land, edges, length, rank)
    rank = _tracks(land, edges, rank, bridge, stream(seed, "tracks"))
    used = rank > NONE
    nodes = _straighten(fabric.xy, edges[used], rank[used], bridge[used])
    return Ways(nodes, edges[used], rank[used], route[used], bridge[used], routes)


def _with_missing_bridges(land: Land, edges: Ints, bridge: Bools) -> tuple[Ints, Bools]:
    """Return the edges with a bridge added for every bank that would have none."""
    fabric = land.fabric
    count = len(fabric.xy)
    piece = connected_components(graph_of(edges, np.ones(len(edges)), count), directed=False)[1]
    every = np.sort(fabric.sides[fabric.inner], axis=1)
    length = length_m(fabric.xy, every)
    for number in np.argsort(length, kind="stable"):
        first, second = piece[every[number]]
        if first != second:
            piece = np.where(piece == second, first, piece)
            edges = np.concatenate([edges, every[number : number + 1]])
            bridge = np.append(bridge, True)
    order = np.lexsort((edges[:, 1], edges[:, 0]))
    return edges[order], bridge[order]


def _local(triangles: Ints, edges: Ints, length: Floats, count: int) -> Bools:
    """Return the edges of the Urquhart graph (no edge is the longest of a triangle) and a spanning tree."""
    key = edges[:, 0] * count + edges[:, 1]
    sides = np.sort(np.stack([triangles, np.roll(triangles, 1, axis=1)], axis=2), axis=2)
    side_key = sides[:, :, 0] * count + sides[:, :, 1]
    at = np.minimum(np.searchsorted(key, side_key), len(key) - 1)
    side_length = np.where(key[at] == side_key, length[at], 0.0)
    longest = at[np.arange(len(at)), side_length.argmax(axis=1)]
    kept = np.ones(len(edges), dtype=np.bool_)
    kept[longest[side_length.max(axis=1) > 0]] = False
    tree = minimum_spanning_tree(graph_of(edges, np.where(kept, 1e-3, 1.0) * length, count)).tocoo()
    low, high = np.minimum(tree.row, tree.col), np.maximum(tree.row, tree.col)
    kept[np.searchsorted(key, low.astype(np.int64) * count + high)] = True
    return kept


def _number_routes(
    land: Land, edges: Ints, length: Floats, rank: Ints
) -> tuple[tuple[Route, ...], Ints, Ints]:
    """Return the numbered roads, higher classes first; later ones like to use those already there."""
    count = len(land.fabric.xy)
    key = edges[:, 0] * count + edges[:, 1]
    rank = rank.copy()
    route = np.full(len(edges), -1)
    routes: list[Route] = []
    for level, pairs in (
        (NATIONAL, _national(land)),
        (PROVINCIAL, _provincial(land)),
        (COUNTY, _county(land)),
    ):
        ease = np.select([rank >= COUNTY, rank > NONE], [0.62, 0.9], 1.0)
        graph = graph_of(edges, length * ease, count)
        for start in sorted({first for first, _ in pairs}):
            goals = [second for first, second in pairs if first == start]
            before = ways_from(graph, start)
            for goal in goals:
                path = _path(before, start, goal)
                low, high = np.minimum(path[1:], path[:-1]), np.maximum(path[1:], path[:-1])
                steps = np.searchsorted(key, low * count + high)
                fresh = steps[rank[steps] < level]
                if not len(fresh):
                    continue
                rank[fresh] = level
                route[fresh] = len(routes)
                number = 1 + sum(other.rank == level for other in routes)
                name = f"{_LETTER[level]}{number:03d}" if level == COUNTY else f"{_LETTER[level]}{number}"
                routes.append(Route(path, name, level))
    return tuple(routes), rank, route


def _path(before: Ints, start: int, goal: int) -> Ints:
    out = [goal]
    while out[-1] != start:
        out.append(int(before[out[-1]]))
    return np.array(out[::-1], dtype=np.int64)


def _hamlet(land: Land, village: int) -> int:
    return int(land.main_hamlet[village])


def _national(land: Land) -> list[tuple[int, int]]:
    """Return the ends of the national roads: from county town to county town, and out to the four sides."""
    xy = land.fabric.xy
    towns = sorted({_hamlet(land, village) for village in land.county_town.tolist()})
    gaps = np.hypot(*(xy[towns][:, None] - xy[towns][None, :]).transpose(2, 0, 1))
    tree = minimum_spanning_tree(csr_array(gaps)).tocoo()
    pairs = [(towns[row], towns[col]) for row, col in zip(tree.row.tolist(), tree.col.tolist(), strict=True)]
    for direction in ((1.0, 0.15), (-1.0, -0.1), (0.1, 1.0), (-0.15, -1.0)):
        ahead = np.array(direction) / np.hypot(*direction)
        outmost = max(towns, key=lambda town: float(xy[town] @ ahead))
        aside = xy @ np.array([-ahead[1], ahead[0]])
        end = int(np.argmax(xy @ ahead - 2.5 * np.abs(aside - aside[outmost])))
        pairs.append((outmost, end))
    return pairs


def _provincial(land: Land) -> list[tuple[int, int]]:
    """Return the ends of the provincial roads: from each county town to the seats at its four corners."""
    xy = land.fabric.xy
    pairs = []
    for county, town in enumerate(land.county_town.tolist()):
        seats = [seat for seat in land.seat.tolist() if land.county[seat] == county and seat != town]
        for angle in np.deg2rad([35, 130, 215, 310]):
            ahead = np.array([np.cos(angle), np.sin(angle)])
            if seats:
                far = seats[int(np.argmax(xy[land.main_hamlet[seats]] @ ahead))]
                pairs.append((_hamlet(land, town), _hamlet(land, far)))
    return sorted(set(pairs))


def _county(land: Land) -> list[tuple[int, int]]:
    """Return the ends of the county roads: seats of townships that border each other."""
    pairs = np.sort(land.township[land.neighbours], axis=1)
    pairs = np.unique(pairs[pairs[:, 0] != pairs[:, 1]], axis=0)
    return [(_hamlet(land, land.seat[first]), _hamlet(land, land.seat[second])) for first, second in pairs]


def _township_roads(land: Land, edges: Ints, length: Floats, rank: Ints) -> Ints:
    """Return the classes with the roads raised that several villages take to their township's seat."""
    count = len(land.fabric.xy)
    rank = rank.copy()
    speed = np.array([1.0, 0.4, 0.7, 0.8, 1.0, 1.1, 1.2])[rank]
    used = np.flatnonzero(rank > NONE)
    graph = graph_of(edges[used], length[used] / speed[used], count)
    trips = np.zeros(len(edges), dtype=np.int64)
    key = edges[:, 0] * count + edges[:, 1]
    for township, seat in enumerate(land.seat.tolist()):
        villages = np.flatnonzero(land.township == township)
        start = _hamlet(land, seat)
        before = ways_from(graph, start, limit=60_000.0)
        here = land.main_hamlet[villages].astype(np.int64)
        here = here[(before[here] >= 0) & (here != start)]
        while len(here):
            last = before[here]
            at = np.searchsorted(key, np.minimum(here, last) * count + np.maximum(here, last))
            np.add.at(trips, at, 1)
            here = last[last != start]
    rank[(trips >= 4) & (rank < TOWNSHIP)] = TOWNSHIP
    return rank


def _tracks(land: Land, edges: Ints, rank: Ints, bridge: Bools, rng: np.random.Generator) -> Ints:
    """Return the classes with some lanes between outlying hamlets made field tracks."""
    office = np.zeros(len(land.fabric.xy), dtype=np.bool_)
    office[land.main_hamlet] = True
    outlying = (rank == VILLAGE) & ~office[edges].any(axis=1) & ~bridge
    return np.where(outlying & (rng.random(len(rank)) < 0.25), TRACK, rank)


def _straighten(xy: Floats, edges: Ints, rank: Ints, bridge: Bools) -> Floats:
    """Return the nodes moved so that through roads run smoothly; nobody leaves the inside of his cell."""
    main = edges[rank >= COUNTY]
    limit_m = 0.30 * gap_m(xy)
    limit_m[edges[bridge].ravel()] = 0
    out = xy.copy()
    degree = np.bincount(main.ravel(), minlength=len(xy))
    for _ in range(12):
        total = np.zeros_like(xy)
        np.add.at(total, main[:, 0], out[main[:, 1]])
        np.add.at(total, main[:, 1], out[main[:, 0]])
        through = degree >= 2
        out[through] = 0.4 * out[through] + 0.6 * total[through] / degree[through, None]
        shift = out - xy
        far_m = np.hypot(*shift.T)
        out = xy + shift * np.minimum(1, limit_m / np.maximum(far_m, 1e-9))[:, None]
    return out
