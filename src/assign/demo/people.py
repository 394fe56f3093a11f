"""Who lives in the villages and what happens there."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from assign.demo.land import Land
from assign.demo.noise import Floats, Ints, Strings, stream

LAST_DAY = dt.date(2026, 6, 30)
DAYS = 730
INCIDENTS_PER_UNIT = 8.1  # in the two years; a county of 743 units has about 6,000

_TYPES = ("dispute", "alarm", "case", "petition")
_TYPE_SHARE = np.array([0.50, 0.30, 0.13, 0.07])
_SEVERITY_SHARE = np.array(
    [
        [0.40, 0.32, 0.18, 0.08, 0.02],
        [0.48, 0.30, 0.14, 0.06, 0.02],
        [0.18, 0.30, 0.28, 0.16, 0.08],
        [0.10, 0.25, 0.33, 0.22, 0.10],
    ]
)
# By month, January first. Quarrels come with the return before the Spring Festival and with the two harvests;
# calls with summer nights; petitions with the spring sessions.
_SEASON = np.array(
    [
        [1.35, 1.45, 0.90, 0.80, 0.90, 1.25, 0.95, 0.90, 1.10, 1.15, 0.85, 0.95],
        [1.00, 1.10, 0.85, 0.90, 1.00, 1.15, 1.30, 1.25, 1.00, 0.90, 0.80, 0.90],
        [1.20, 1.05, 0.85, 0.90, 0.95, 1.00, 1.10, 1.10, 0.95, 0.95, 0.95, 1.10],
        [0.90, 0.95, 1.60, 1.05, 0.95, 0.95, 0.90, 0.90, 1.00, 1.05, 0.95, 0.90],
    ]
)


def populate(land: Land, area_km2: Floats, seed: int) -> pd.DataFrame:
    """Return ``population`` and ``households`` of each village, whole numbers."""
    rng = stream(seed, "people")
    count = len(land.urban)
    typical = np.where(land.urban, 5200.0, 1450.0)
    mean_km2 = np.where(land.urban, area_km2[land.urban].mean() if land.urban.any() else 1.0, area_km2.mean())
    size = typical * (area_km2 / mean_km2) ** 0.35 * np.exp(rng.normal(0, 0.32, count))
    population = np.clip(np.round(size), 180, 16_000).astype(np.int64)
    households = np.round(population / np.clip(rng.normal(3.25, 0.25, count), 2.5, 4.2)).astype(np.int64)
    return pd.DataFrame({"population": population, "households": households})


def draw_incidents(land: Land, village_ids: Strings, population: Ints, seed: int) -> pd.DataFrame:
    """Return the incidents of two years, one a row: ``village_id, date, type, severity``.

    Counts are negative binomial: most villages are quiet, a few are not.
    """
    rng = stream(seed, "incidents")
    count = len(population)
    temper = np.exp(rng.normal(0, 0.25, land.township.max() + 1))[land.township]
    rate = population**0.8 * temper * np.where(land.urban, 1.3, 1.0)
    rate *= INCIDENTS_PER_UNIT * count / rate.sum()
    number = rng.poisson(rate * rng.gamma(0.9, 1 / 0.9, count))
    village = np.repeat(np.arange(count), number)
    kind = rng.choice(len(_TYPES), len(village), p=_TYPE_SHARE)
    severity = 1 + (rng.random(len(village))[:, None] > np.cumsum(_SEVERITY_SHARE, axis=1)[kind]).sum(axis=1)
    days = np.arange(np.datetime64(LAST_DAY) - (DAYS - 1), np.datetime64(LAST_DAY) + 1)
    month = days.astype("datetime64[M]").astype(int) % 12
    day = np.zeros(len(village), dtype=np.int64)
    for number_of, season in enumerate(_SEASON):
        mine = kind == number_of
        day[mine] = rng.choice(len(days), int(mine.sum()), p=season[month] / season[month].sum())
    table = pd.DataFrame(
        {
            "village_id": village_ids[village],
            "date": np.datetime_as_string(days[day]),
            "type": np.array(_TYPES)[kind],
            "severity": np.minimum(severity, 5),
        }
    )
    return table.sort_values(list(table.columns), kind="stable").reset_index(drop=True)
