"""A district to be divided, as plain numbers that every method of `bench_libraries.py` gets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ANY_SITE = -1
"""Site of a zone whose method knows none: the cheapest counts."""
NEAREST = 20
"""The compact models let a village be served from so many of its cheapest sites only."""
SEED = 1
TOO_DEAR = 1 << 40

Zones = list[tuple[list[int], int]]
"""Villages and site of each zone, by number."""


@dataclass(frozen=True, eq=False)
class District:
    """Villages to be divided into `rooms` connected zones, each with one site; costs in 1/10,000 officer-minute.

    Parameters
    ----------
    edges
        (borders, 2) villages that are neighbours.
    trip
        (sites, villages) cost of serving each village from each site.
    site_cost, host
        Cost of each site, and the village where it stands.
    hours, target, balance
        Hundredths of an hour of each village and of a zone as it should be; cost of one hundredth off.
    xy
        Metres.
    """

    edges: NDArray[np.int64]
    trip: NDArray[np.int64]
    site_cost: NDArray[np.int64]
    host: NDArray[np.int64]
    hours: NDArray[np.int64]
    target: int
    balance: float
    smallest: int
    largest: int
    rooms: int
    xy: NDArray[np.float64]

    @property
    def size(self) -> int:
        """Number of villages."""
        return len(self.hours)

    def candidates(self) -> NDArray[np.bool_]:
        """Return the (sites, villages) pairs that the compact models keep."""
        rank = np.argsort(np.argsort(self.trip, axis=0, kind="stable"), axis=0, kind="stable")
        own = self.host[:, None] == np.arange(self.size)[None, :]
        return ((rank < NEAREST) & (self.trip < TOO_DEAR)) | own

    def arcs(self) -> list[tuple[int, int]]:
        """Return each border in both directions."""
        return [(int(a), int(b)) for one, two in self.edges for a, b in ((one, two), (two, one))]

    def penalty(self, villages: NDArray[np.int64]) -> int:
        """Return what the hours of a zone cost for being off the target."""
        return round(self.balance * abs(int(self.hours[villages].sum()) - self.target))

    def cheapest(self, villages: NDArray[np.int64]) -> int:
        """Return travel, site and balance of a zone served from its cheapest site."""
        sites = np.flatnonzero(np.isin(self.host, villages))
        costs = self.site_cost[sites] + self.trip[np.ix_(sites, villages)].sum(axis=1)
        return int(costs.min()) + self.penalty(villages)


def by_label(labels: NDArray[np.int64]) -> Zones:
    """Return the zones of a labelling, without sites."""
    return [(np.flatnonzero(labels == label).tolist(), ANY_SITE) for label in np.unique(labels)]


Answer = tuple[Zones, dict[int, int]]
"""Zones, and proven lower bounds of the cost by number of zones: empty where the method proves nothing."""


def read_district(file: Path) -> District:
    """Return a district as `bench_libraries.py` wrote it."""
    with np.load(file) as held:
        plain = {name: held[name].item() if held[name].ndim == 0 else held[name] for name in held.files}
    return District(**plain)


def grid(width: int, height: int, rooms: int) -> District:
    """Return unit squares, a site in each, all alike."""
    across, down = np.meshgrid(np.arange(width), np.arange(height))
    xy = np.column_stack([across.ravel(), down.ravel()]).astype(float)
    away = np.abs(xy[:, None] - xy[None]).sum(axis=2).astype(np.int64)
    size = len(xy)
    return District(
        np.argwhere(np.triu(away == 1)), away, np.zeros(size, np.int64), np.arange(size), np.full(size, 100),
        100 * size // rooms, 1.0, 5, 8, rooms, xy,
    )  # fmt: skip
