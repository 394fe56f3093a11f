"""What is known of each village, before any weight is put on it."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


def _freeze(value: object) -> None:
    """Make the arrays of a dataclass read-only."""
    for field in fields(value):  # type: ignore[arg-type]
        item = getattr(value, field.name)
        if isinstance(item, np.ndarray):
            item.flags.writeable = False


@dataclass(frozen=True, slots=True, eq=False)
class Incidents:
    """Incidents that lie in a village, in any order.

    Parameters
    ----------
    village
        (incidents,) village numbers.
    kinds
        Types of incident that occur, sorted.
    kind
        (incidents,) places in `kinds`.
    severity
        (incidents,) 1–5, NaN unknown.
    day
        (incidents,) ``datetime64[D]``, NaT unknown.
    """

    village: NDArray[np.int32]
    kinds: tuple[str, ...]
    kind: NDArray[np.int32]
    severity: Floats
    day: NDArray[np.datetime64]

    def __post_init__(self) -> None:
        _freeze(self)


@dataclass(frozen=True, slots=True, eq=False)
class Facilities:
    """Factories, campuses, markets and the like (R23).

    Parameters
    ----------
    village
        (facilities,) village numbers.
    kinds
        Kind of each facility.
    people
        (facilities,) people who work, study or stay there; 0 where it is not known.
    """

    village: NDArray[np.int32]
    kinds: tuple[str, ...]
    people: Floats

    def __post_init__(self) -> None:
        _freeze(self)


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What complexity and hours are reckoned from; arrays are by village number and read-only.

    Parameters
    ----------
    population, households
        Whole numbers; those that were assumed are marked by `population_known`, `households_known`.
    complexity
        0–100 as given, NaN where the formula is to tell.
    incidents
        None without any.
    """

    population: Floats
    households: Floats
    population_known: Mask
    households_known: Mask
    complexity: Floats
    incidents: Incidents | None
    facilities: Facilities

    def __post_init__(self) -> None:
        _freeze(self)
