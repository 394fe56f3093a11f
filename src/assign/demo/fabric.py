"""The ground: hamlets, the cells around them, and where the generated area ends."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse.csgraph import connected_components
from scipy.spatial import Delaunay, Voronoi

from assign.demo.measure import graph_of, nearest
from assign.demo.noise import Bools, Floats, Ints, Warp, Waves, stream

SAMPLES_PER_HAMLET = 14
CORE_KM2_PER_URBAN = 0.5
CORE_DENSITY = 4.5


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """What is to be filled: middles of counties and of towns, in metres.

    Parameters
    ----------
    middles
        (counties, 2) middle of each county.
    area_km2
        (counties,) wanted area of each.
    towns
        (towns, 2) middle of each built-up place.
    town_units
        (towns,) urban units of each.
    """

    middles: Floats
    area_km2: Floats
    towns: Floats
    town_units: Floats

    @property
    def town_radius_m(self) -> Floats:
        """Radius of each built-up place."""
        radius: Floats = 1000 * np.sqrt(self.town_units * CORE_KM2_PER_URBAN / np.pi)
        return radius

    def density(self, xy: Floats) -> Floats:
        """Return how dense settlements stand at the points, open country = 1."""
        out = np.ones(len(xy))
        for town, radius in zip(self.towns, self.town_radius_m, strict=True):
            if radius > 0:
                far = ((xy - town) ** 2).sum(axis=1) / radius**2
                out = np.maximum(out, 1 + (CORE_DENSITY - 1) / (1 + far**2.5))
        return out


@dataclass(frozen=True, slots=True, eq=False)
class Fabric:
    """Hamlets and their cells.

    Parameters
    ----------
    xy
        (hamlets, 2) metres.
    vertices
        (corners, 2) corners of cells, metres.
    sides
        (ridges, 2) the hamlets on the two sides of each piece of border; -1 is outside the area.
    ends
        (ridges, 2) its two corners.
    side_xy
        (ridges, 2, 2) middles of the two cells, also for cells outside.
    triangles
        (triangles, 3) hamlets that meet at a corner.
    """

    xy: Floats
    vertices: Floats
    sides: Ints
    ends: Ints
    side_xy: Floats
    triangles: Ints

    @property
    def inner(self) -> Bools:
        """Whether each ridge has a hamlet on both sides."""
        return np.asarray((self.sides >= 0).all(axis=1), dtype=np.bool_)


def lay_fabric(region: Region, hamlets: int, seed: int) -> Fabric:
    """Return about `hamlets` hamlets that fill the region, and their cells.

    Hamlets just outside are laid as well: their cells close the outer border, which is therefore as natural
    as the borders inside.
    """
    rng = stream(seed, "fabric")
    samples, depth, edge = _sample(region, hamlets, rng)
    density = region.density(samples) * (1 + 0.25 * Waves.make(rng, length_m=9000).at(samples))
    inside = depth < edge
    count = round(hamlets * density.sum() / density[inside].sum())
    chosen = rng.choice(len(samples), count, replace=False, p=density / density.sum())
    points = samples[np.sort(chosen)]
    for _ in range(2):  # two rounds of Lloyd: even enough for a map, uneven enough for a real one
        cell = nearest(points, samples)
        weight = np.bincount(cell, density, count)
        total = np.stack([np.bincount(cell, density * samples[:, k], count) for k in (0, 1)], axis=1)
        points = np.where(weight[:, None] > 0, total / np.maximum(weight, 1e-9)[:, None], points)
    home = depth[nearest(samples, points)] < edge
    return _cells(points, home)


def _sample(region: Region, hamlets: int, rng: np.random.Generator) -> tuple[Floats, Floats, float]:
    """Return points in and around the region, how far out each lies, and that of the outer border."""
    radius = 1000 * np.sqrt(region.area_km2 / np.pi)
    low = (region.middles - 1.9 * radius[:, None]).min(axis=0)
    high = (region.middles + 1.9 * radius[:, None]).max(axis=0)
    box_km2 = float(np.prod(high - low)) / 1e6
    wanted_km2 = float(region.area_km2.sum())
    count = int(SAMPLES_PER_HAMLET * hamlets * box_km2 / wanted_km2)
    samples = rng.uniform(low, high, (count, 2))
    reach = float(np.median(radius))
    bent = Warp.make(rng, length_m=1.5 * reach, reach_m=0.14 * reach).at(samples)
    bent = Warp.make(rng, length_m=0.4 * reach, reach_m=0.035 * reach).at(bent)
    stretch = np.array([0.92, 1.09])  # counties of the plain lie rather east-west
    near = np.zeros(count)
    for middle, size in zip(region.middles, radius, strict=True):
        near += ((((bent - middle) * stretch) ** 2).sum(axis=1) / size**2 + 1e-3) ** -2
    depth = near ** (-1 / 4)
    edge = float(np.quantile(depth, wanted_km2 / box_km2))
    # A strip outside is enough to close the border.
    strip = 5000 * np.sqrt(wanted_km2 / hamlets)
    keep = depth < edge * (1 + strip / reach)
    return samples[keep], depth[keep], edge


def _cells(points: Floats, home: Bools) -> Fabric:
    home = _one_piece(points, home)
    diagram = Voronoi(points)
    number = np.where(home, np.cumsum(home) - 1, -1)
    pairs = np.asarray(diagram.ridge_points, dtype=np.int64)
    ends = np.asarray(diagram.ridge_vertices, dtype=np.int64)
    keep = home[pairs].any(axis=1) & (ends >= 0).all(axis=1)
    order = np.lexsort((pairs[keep].max(axis=1), pairs[keep].min(axis=1)))
    pairs, ends = pairs[keep][order], ends[keep][order]
    triangles = np.asarray(Delaunay(points).simplices, dtype=np.int64)
    triangles = number[triangles[home[triangles].all(axis=1)]]
    return Fabric(
        xy=points[home],
        vertices=np.asarray(diagram.vertices, dtype=np.float64),
        sides=number[pairs],
        ends=ends,
        side_xy=points[pairs],
        triangles=triangles,
    )


def _one_piece(points: Floats, home: Bools) -> Bools:
    """Return `home` without islands and without holes."""
    pairs = np.asarray(Voronoi(points).ridge_points, dtype=np.int64)
    for inside in (True, False):
        same = pairs[(home[pairs] == inside).all(axis=1)]
        label = connected_components(graph_of(same, np.ones(len(same)), len(points)), directed=False)[1]
        largest = np.bincount(label[home == inside]).argmax()
        home = np.where((home == inside) & (label != largest), not inside, home)
    return home
