"""Names, kinds and people of the units of one county, made up from nothing but their numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from assign.demo.lattice import chance
from assign.demo.noise import Bools, Floats, Ints

_FIRST = tuple("张王李赵刘陈杨孙周吴徐马朱胡郭何高林罗郑梁谢宋唐韩曹许邓冯程蔡彭曾肖田董袁潘")
_LAST = (
    "庄",
    "楼",
    "集",
    "寨",
    "店",
    "营",
    "湾",
    "岗",
    "桥",
    "屯",
    "坡",
    "堂",
    "铺",
    "洼",
    "沟",
    "河",
    "园",
    "坊",
    "圩",
    "埠",
)
_URBAN_FIRST = tuple("和平建设新华文化东西南北中胜利光明人民长安幸福")
_URBAN_LAST = ("园", "路", "苑", "街", "里", "门", "湖", "桥", "关", "山")
_TOWNSHIP_FIRST = tuple("清石龙金青白黄双大长永太安柳杨松平")
_TOWNSHIP_LAST = tuple("河桥山岗集店湖口关坪塘沟岭泉")
_FIRST_TOWN = "100"  # of a county's codes: the county town
REMOTE_SHARE = 1 / 12


def county_table(
    townships: Sequence[str], units: Ints, number: Ints, area_km2: Floats, seed: int
) -> pd.DataFrame:
    """Return the units of a county, townships in the order of their codes, communities first.

    Parameters
    ----------
    units
        (townships,) how many each has.
    number
        (units,) number of each in the whole land.

    Returns
    -------
    pandas.DataFrame
        ``village_id name kind station_id county_id population households``.
    """
    of = np.repeat(np.arange(len(townships)), units)
    place = np.arange(len(of)) - np.repeat(np.cumsum(units) - units, units)
    communities = _communities(townships, units, seed)
    urban = place < communities[of]
    code = np.where(urban, 1 + place, 200 + place - communities[of])
    station = np.array(townships)[of]
    # sizes follow the cell: where cells are small, people live closer together
    scatter = np.exp(0.64 * (_bell(seed, "people", number)))
    typical = np.where(urban, 5200.0, 1450.0) * (area_km2 / area_km2.mean()) ** 0.35
    population = np.clip(np.round(typical * scatter), 180, 16_000).astype(np.int64)
    each = np.clip(3.25 + 0.5 * _bell(seed, "households", number), 2.5, 4.2)
    return pd.DataFrame(
        {
            "village_id": [f"{where}{one:03d}" for where, one in zip(station, code.tolist(), strict=True)],
            "name": _names(of, place, urban, [int(one) for one in townships], seed),
            "kind": np.where(urban, "urban", "rural"),
            "station_id": station,
            "county_id": station[0][:6],
            "population": population,
            "households": np.round(population / each).astype(np.int64),
        }
    )


def station_table(villages: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return the stations of a county: one a township, a few of them remote, at its first village's office."""
    first = villages.drop_duplicates("station_id").reset_index(drop=True)
    code = first["station_id"].to_numpy(dtype=str).astype(np.int64)
    size = villages.groupby("station_id").size().reindex(first["station_id"]).to_numpy()
    remote = (chance(seed, "remote", code) < REMOTE_SHARE) & (size >= 10)
    street = first["station_id"].str[6].eq("0").to_numpy()
    kind = np.where(street, "街道", np.where(first["station_id"].str[6] == "2", "乡", "镇"))
    root = _pick(_TOWNSHIP_FIRST, seed, "township-first", code)
    end = _pick(_TOWNSHIP_LAST, seed, "township-last", code)
    return pd.DataFrame(
        {
            "station_id": first["station_id"],
            "name": [f"{a}{b}{c}派出所" for a, b, c in zip(root, end, kind, strict=True)],
            "county_id": first["county_id"],
            "remote": np.where(remote, "true", "false"),
            "lon": first["office_lon"],
            "lat": first["office_lat"],
        }
    )


def _communities(townships: Sequence[str], units: Ints, seed: int) -> Ints:
    """Return how many units of each township are communities: most of a street, a few of a town."""
    code = np.array([int(one) for one in townships])
    kind = np.array([one[6] for one in townships])
    lucky = chance(seed, "communities", code)
    share = np.select(
        [kind == "0", np.array([one[6:] == _FIRST_TOWN for one in townships]), kind == "1"],
        [0.55 + 0.45 * lucky, 0.15 + 0.25 * lucky, 0.14 * lucky],
        0.0,
    )
    return np.minimum(np.round(share * units).astype(np.int64), np.minimum(units, 199))


def _names(of: Ints, place: Ints, urban: Bools, codes: Sequence[int], seed: int) -> list[str]:
    """Return a name a unit, none twice in a township: each runs through the pairs of syllables from its own start."""
    start = chance(seed, "names", np.array(codes))[of]
    out = []
    for begin, step, town in zip(start.tolist(), place.tolist(), urban.tolist(), strict=True):
        heads, tails = (_URBAN_FIRST, _URBAN_LAST) if town else (_FIRST, _LAST)
        count = len(heads) * len(tails)
        pair = (int(begin * count) + 331 * step) % count  # 331 is prime, and divides neither count
        out.append(heads[pair % len(heads)] + tails[pair // len(heads)] + ("社区" if town else "村"))
    return out


def _pick(words: Sequence[str], seed: int, subject: str, numbers: Ints) -> list[str]:
    return [words[int(one * len(words))] for one in chance(seed, subject, numbers)]


def _bell(seed: int, subject: str, numbers: Ints) -> Floats:
    """Return numbers around 0 with a spread of a half: three even ones added up."""
    total: Floats = sum(
        (chance(seed, f"{subject}-{turn}", numbers) for turn in range(3)), start=np.zeros(len(numbers))
    )
    return total - 1.5
