"""A capacitated p-median problem as whole numbers, and an answer to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class PMedian:
    """Choose `medians` of the units; each serves itself and others up to its capacity; the summed cost is least.

        min  Σ_ij cost_ij x_ij   s.t.  Σ_j x_ij = 1,   Σ_i demand_i x_ij ≤ capacity_j x_jj,   Σ_j x_jj = medians

    A median serves itself, as in Lorena & Senne (2004) and Stefanello et al. (2015).

    Parameters
    ----------
    cost
        (units, units) whole-number cost of serving a unit (column) from a median (row), none negative.
    demand
        Whole-number demand of each unit, none negative.
    capacity
        What each unit could serve as a median.
    medians
        How many to choose, 1 to the number of units.

    Raises
    ------
    ValueError
        If the shapes do not fit, or a number is out of its range.
    """

    cost: NDArray[np.int64]
    demand: NDArray[np.int64]
    capacity: NDArray[np.int64]
    medians: int

    def __post_init__(self) -> None:
        units = len(self.demand)
        if self.cost.shape != (units, units) or len(self.capacity) != units:
            raise ValueError(f"cost {self.cost.shape} and capacity do not fit {units} demands")
        if not 1 <= self.medians <= units:
            raise ValueError(f"medians is {self.medians}; expected 1 to {units}")
        if self.demand.min() < 0 or self.cost.min() < 0:
            raise ValueError("demand and cost must not be negative")

    @property
    def units(self) -> int:
        """Number of units."""
        return len(self.demand)

    @cached_property
    def near(self) -> NDArray[np.int32]:
        """(units, units): for each median, all units by rising cost."""
        return np.argsort(self.cost, axis=1, kind="stable").astype(np.int32)

    def value(self, median_of: NDArray[np.int64]) -> int:
        """Return what an assignment costs."""
        return int(self.cost[median_of, np.arange(self.units)].sum())

    def faults(self, median_of: NDArray[np.int64]) -> list[str]:
        """Return what is wrong with an assignment, each in a sentence; nothing if it is allowed."""
        used = np.unique(median_of)
        load = np.bincount(median_of, self.demand, self.units)
        out = [f"median {j} does not serve itself" for j in used.tolist() if median_of[j] != j]
        out += [
            f"median {j} carries {load[j]:.0f} of {self.capacity[j]}"
            for j in np.flatnonzero(load > self.capacity).tolist()
        ]
        if len(used) != self.medians:
            out.append(f"{len(used)} medians instead of {self.medians}")
        return out


@dataclass(frozen=True, eq=False)
class Answer:
    """The best assignment known and the bound that is proven.

    Parameters
    ----------
    median_of
        Median of each unit; empty when none was found.
    value
        What it costs.
    bound
        No assignment costs less: whole-number arithmetic, whatever the solvers' tolerances.
    """

    median_of: NDArray[np.int64]
    value: int
    bound: int

    @property
    def proven(self) -> bool:
        """Whether no assignment is cheaper."""
        return len(self.median_of) > 0 and self.bound >= self.value

    @property
    def gap(self) -> float:
        """The part of the value that the bound leaves open."""
        return (self.value - self.bound) / self.value if self.value else 0.0
