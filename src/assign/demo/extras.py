"""Facilities, leaders and headcounts of a demo case: generated, nobody and nothing is named."""

from __future__ import annotations

import numpy as np
import pandas as pd

from assign.demo.land import Land
from assign.demo.noise import Floats, Ints, Strings, stream

CITY_LEADERS, COUNTY_LEADERS = 8, 5
URBAN_DISTRICTS = frozenset({"411402", "411403"})
"""Held to the higher share of community police."""

_KINDS = {
    "factory": "企业",
    "campus": "学校",
    "hospital": "医院",
    "market": "市场",
    "scenic": "景区",
    "business": "商圈",
}
_CHANCE = {True: (0.10, 0.18, 0.10, 0.14, 0.01, 0.10), False: (0.02, 0.03, 0.01, 0.03, 0.005, 0.0)}
"""Of each kind in a community, and in a village."""
_PEOPLE = (300, 1200, 500, 400, 200, 900)


def draw_facilities(land: Land, village_ids: Strings, seed: int) -> pd.DataFrame:
    """Return facilities with Chinese headers: ``单位编号, 村代码, 类型, 人数``."""
    rng = stream(seed, "facilities")
    chance = np.array([_CHANCE[bool(urban)] for urban in land.urban])
    village, kind = np.nonzero(rng.random(chance.shape) < chance)
    people = np.array(_PEOPLE)[kind] * np.exp(rng.normal(0, 0.5, len(kind)))
    return pd.DataFrame(
        {
            "单位编号": [f"D{number:04d}" for number in range(1, len(kind) + 1)],
            "村代码": village_ids[village],
            "类型": np.array(list(_KINDS.values()))[kind],
            "人数": np.round(people, -1).astype(np.int64),
        }
    )


def list_leaders(county_ids: list[str], town_lonlat: Floats) -> pd.DataFrame:
    """Return leaders of each county, and of the city where there are several, at the office of the town.

    Parameters
    ----------
    town_lonlat
        (counties, 2) degrees of each county's town; the city's leaders sit in the first.
    """
    rows = [
        (f"L{county}-{number}", "县局", county, *town_lonlat[place])
        for place, county in enumerate(county_ids)
        for number in range(1, COUNTY_LEADERS + 1)
    ]
    if len(county_ids) > 1:
        rows = [(f"L{number}", "市局", "", *town_lonlat[0]) for number in range(1, CITY_LEADERS + 1)] + rows
    return pd.DataFrame(rows, columns=["编号", "级别", "县区", "经度", "纬度"])


def count_police(county_ids: list[str], station_county: Strings, police: Ints, seed: int) -> pd.DataFrame:
    """Return the police of each county; those of its stations are 36 to 50 % of them.

    Parameters
    ----------
    station_county, police
        County and police of each station.
    """
    rng = stream(seed, "headcounts")
    share = rng.uniform(0.36, 0.50, len(county_ids))
    held = np.array([police[station_county == county].sum() for county in county_ids])
    return pd.DataFrame(
        {
            "县区": county_ids,
            "县局警力": np.round(held / share).astype(np.int64),
            "城区": ["是" if county in URBAN_DISTRICTS else "否" for county in county_ids],
        }
    )
