"""A roster of ids for the stations of one county, in the proportion of the real city."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from assign.demo.noise import Floats, Ints
from assign.demo.roster import AUXILIARIES_PER_UNIT

Chance = Callable[[str, Ints], Floats]
"""A subject and numbers -> a number from 0 to 1 for each."""


def officer_table(villages: pd.DataFrame, stations: pd.DataFrame, chance: Chance) -> pd.DataFrame:
    """Return the roster of a county: ``officer_id role station_id years ability current_village_id party_member``."""
    station_ids = stations["station_id"].to_numpy(dtype=str)
    urban = villages["kind"].eq("urban").groupby(villages["station_id"]).sum()
    count = villages.groupby("station_id").size()
    communities = urban.reindex(station_ids).to_numpy(dtype=np.float64)
    units = count.reindex(station_ids).to_numpy(dtype=np.float64)
    code = station_ids.astype(np.int64)
    police = np.maximum(2, np.round((units - communities) / 6.5 + 0.8 * communities)).astype(np.int64)
    auxiliary = np.maximum(1, np.round(AUXILIARIES_PER_UNIT * units * (0.9 + 0.2 * chance("short", code))))
    each = np.stack([police, auxiliary.astype(np.int64)], axis=1).ravel()
    post = np.repeat(np.arange(len(each)), each)
    within = np.arange(len(post)) - np.repeat(np.cumsum(each) - each, each)
    station, is_police = post // 2, post % 2 == 0
    key = code[station] * 2000 + 1000 * (post % 2) + within
    years = np.round(30 * chance("years", key) ** np.where(is_police, 1.6, 3.0))
    ability = 38 + 2.0 * np.minimum(years, 15) + 36 * (chance("ability", key) - 0.5) + 6 * is_police
    start = np.cumsum(units) - units
    served = (start[station] + np.floor(chance("current", key) * units[station])).astype(np.int64)
    posted = chance("posted", key) < 0.8
    ids = [
        f"{'P' if yes else 'F'}{station_ids[at]}-{number + 1:03d}"
        for yes, at, number in zip(is_police.tolist(), station.tolist(), within.tolist(), strict=True)
    ]
    return pd.DataFrame(
        {
            "officer_id": ids,
            "role": np.where(is_police, "police", "auxiliary"),
            "station_id": station_ids[station],
            "years": years.astype(np.int64),
            "ability": np.clip(np.round(ability), 5, 98).astype(np.int64),
            "current_village_id": np.where(posted, villages["village_id"].to_numpy(dtype=str)[served], ""),
            "party_member": np.where(
                chance("member", key) < np.where(is_police, 0.75, 0.25), "true", "false"
            ),
        }
    )
