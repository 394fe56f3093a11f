"""Smooth random fields: they bend straight lines into natural ones."""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Strings = NDArray[np.str_]


def stream(seed: int, subject: str) -> np.random.Generator:
    """Return the random numbers of one subject, so that a change in one leaves the others alone."""
    return np.random.default_rng([seed, crc32(subject.encode())])


@dataclass(frozen=True, slots=True, eq=False)
class Waves:
    """A sum of plane waves with values of about -1 to 1.

    Parameters
    ----------
    vectors
        (waves, 2) radians a metre.
    phases
        (waves,) radians.
    """

    vectors: Floats
    phases: Floats

    @classmethod
    def make(cls, rng: np.random.Generator, *, length_m: float) -> Waves:
        """Return a dozen waves whose lengths scatter around `length_m`."""
        waves = 12
        angle = rng.uniform(0, 2 * np.pi, waves)
        wave_m = length_m * np.exp(rng.normal(0, 0.35, waves))
        vectors = np.stack([np.cos(angle), np.sin(angle)], axis=1) * (2 * np.pi / wave_m)[:, None]
        return cls(vectors, rng.uniform(0, 2 * np.pi, waves))

    def at(self, xy: Floats) -> Floats:
        """Return the field at the points, (points,)."""
        total: Floats = np.sin(xy @ self.vectors.T + self.phases).sum(axis=1)
        field: Floats = total / np.sqrt(len(self.phases) / 2) / 1.6
        return field


@dataclass(frozen=True, slots=True, eq=False)
class Warp:
    """A smooth displacement of the plane by up to about `reach_m`; shapes drawn in it come out curved."""

    east: Waves
    north: Waves
    reach_m: float

    @classmethod
    def make(cls, rng: np.random.Generator, *, length_m: float, reach_m: float) -> Warp:
        """Return a displacement that turns over distances of `length_m`."""
        return cls(Waves.make(rng, length_m=length_m), Waves.make(rng, length_m=length_m), reach_m)

    def at(self, xy: Floats) -> Floats:
        """Return the displaced points, (points, 2)."""
        moved: Floats = xy + self.reach_m * np.stack([self.east.at(xy), self.north.at(xy)], axis=1)
        return moved
