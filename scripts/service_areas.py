"""Facility location with capacities and contiguous service areas (Kong 2021): problem, files, and a judge of plans.

    min  Σ_j fixed_j y_j + Σ_ij demand_i · distance_ij x_ij
    s.t. Σ_j x_ij = 1,   Σ_i demand_i x_ij ≤ capacity_j y_j,   x, y binary,
         the units of each facility hang together, its own unit among them, by shared borders.

Distances are Euclidean, in kilometres. Costs become whole numbers, rounded down, so that a bound of these is one of the
true costs; a plan is judged by its true costs.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SCALE = 10_000_000
"""Whole numbers of 1/10,000,000 of the published unit."""
METRES = 1000.0


@dataclass(frozen=True, eq=False)
class ServiceAreas:
    """Units to be served, and the facilities that could.

    Parameters
    ----------
    cost
        (facilities, units) whole-number cost of serving each unit from each facility.
    exact
        The same as published, not rounded.
    fixed, exact_fixed
        Cost of opening each facility, whole and as published.
    capacity, home
        What each facility can serve, and the unit where it stands.
    demand
        Of each unit, at least 1.
    near
        Units that share a border with each unit, rising.
    """

    cost: NDArray[np.int64]
    exact: NDArray[np.float64]
    fixed: NDArray[np.int64]
    exact_fixed: NDArray[np.float64]
    capacity: NDArray[np.int64]
    home: NDArray[np.int64]
    demand: NDArray[np.int64]
    near: tuple[tuple[int, ...], ...]

    @property
    def units(self) -> int:
        """Number of units."""
        return len(self.demand)

    @property
    def facilities(self) -> int:
        """Number of facilities that could be opened."""
        return len(self.home)

    def value(self, area: NDArray[np.int64]) -> int:
        """Return the whole-number cost of a plan: the facility of each unit."""
        used = np.unique(area)
        return int(self.fixed[used].sum() + self.cost[area, np.arange(self.units)].sum())


def read_areas(units: Path, borders: Path) -> ServiceAreas:
    """Return the problem of a unit file and its connectivity file.

    The unit file has a line of names, then ``id demand x y reserved fixed capacity`` by white space; units of a
    capacity above 0 can be facilities. The connectivity file is comma-separated; its second and third
    columns are ids of neighbours.

    Raises
    ------
    ValueError
        If a border names a unit that is not there, or a unit asks for nothing.
    """
    rows = np.array(
        [line.split() for line in units.read_text("ascii").splitlines()[1:] if line.strip()], np.float64
    )
    index = {int(number): k for k, number in enumerate(rows[:, 0])}
    near: list[set[int]] = [set() for _ in rows]
    with borders.open(encoding="ascii", newline="") as lines:
        for row in list(csv.reader(lines))[1:]:
            if int(row[1]) not in index or int(row[2]) not in index:
                raise ValueError(
                    f"{borders.name}: border of {row[1]} and {row[2]}; expected ids of {units.name}"
                )
            one, two = index[int(row[1])], index[int(row[2])]
            near[one].add(two)
            near[two].add(one)
    demand = rows[:, 1].astype(np.int64)
    if demand.min() < 1:
        raise ValueError(f"{units.name}: a unit asks for {demand.min()}; expected 1 or more")
    home = np.flatnonzero(rows[:, 6] > 0)
    away = np.hypot(*(rows[home, None, 2:4] - rows[None, :, 2:4]).transpose(2, 0, 1)) / METRES
    exact = away * demand
    return ServiceAreas(
        cost=np.floor(exact * SCALE).astype(np.int64),
        exact=exact,
        fixed=np.floor(rows[home, 5] * SCALE).astype(np.int64),
        exact_fixed=rows[home, 5],
        capacity=rows[home, 6].astype(np.int64),
        home=home,
        demand=demand,
        near=tuple(tuple(sorted(one)) for one in near),
    )


def judge(problem: ServiceAreas, area: list[int], *, contiguous: bool = True) -> tuple[float, list[str]]:
    """Return what a plan costs in the published unit, and what is wrong with it: shares no code with the search.

    Parameters
    ----------
    area
        Facility of each unit.
    contiguous
        Whether areas must hang together.
    """
    cost, faults = 0.0, []
    if len(area) != problem.units:
        return float("nan"), [f"{len(area)} units are served instead of {problem.units}"]
    for facility in sorted(set(area)):
        mine = [unit for unit, served in enumerate(area) if served == facility]
        load = sum(int(problem.demand[unit]) for unit in mine)
        cost += float(problem.exact_fixed[facility]) + sum(
            float(problem.exact[facility, unit]) for unit in mine
        )
        if load > problem.capacity[facility]:
            faults.append(f"facility {facility} serves {load} of {problem.capacity[facility]}")
        home = int(problem.home[facility])
        if not contiguous:
            continue
        reached, ahead = {home}, [home]
        while ahead:
            ahead += (
                fresh := [u for u in problem.near[ahead.pop()] if area[u] == facility and u not in reached]
            )
            reached |= set(fresh)
        if area[home] != facility:
            faults.append(f"facility {facility} does not serve its own unit {home}")
        elif reached != set(mine):
            faults.append(f"{len(mine) - len(reached)} units of facility {facility} are cut off from it")
    return cost, faults
