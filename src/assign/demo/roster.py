"""Stations and their officers: numbers in the proportion of the real city, persons made up and nameless."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from assign.demo.land import Land
from assign.demo.noise import Floats, Ints, Strings, stream

POLICE_PER_UNIT = 1088 / 4834
AUXILIARIES_PER_UNIT = 2819 / 4834
ASSISTANTS_PER_UNIT = 0.10
REMOTE_PER_STATIONS = 12
_HEADERS = (
    "编号", "岗位", "派出所", "工龄", "警务能力", "技能_调解", "技能_信访", "技能_信息化", "证书", "家乡村",
    "回避村", "现任村", "党员", "在岗",
)  # fmt: skip
"""Headers as a personnel office writes them; the reader knows them without a map."""

_CERTIFICATES = ("人民调解员证", "急救证", "驾驶证", "心理咨询师证")
_NAMES = {"police": "民警", "auxiliary": "辅警", "assistant": "警务助理"}


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """Officers while they are drawn: one entry an officer."""

    role: list[str]
    station: Ints
    home: Ints


def list_stations(land: Land, units: pd.DataFrame, headcount: Ints, seat_lonlat: Floats) -> pd.DataFrame:
    """Return the stations: one a township, the smallest far from its county town marked remote."""
    first = units.drop_duplicates("station_id").sort_values("station_id").reset_index(drop=True)
    here = land.village_xy
    town = here[land.county_town[land.county[land.seat]]]
    size = np.bincount(land.township, ~land.urban)
    far_km = np.hypot(*(here[land.seat] - town).T) / 1000
    score = far_km / np.maximum(size, 8)
    remote = np.zeros(len(first), dtype=np.bool_)
    rural = np.flatnonzero(size >= 10)
    wanted = max(1, len(first) // REMOTE_PER_STATIONS)
    remote[rural[np.argsort(-score[rural], kind="stable")[:wanted]]] = True
    return pd.DataFrame(
        {
            "station_id": first["station_id"],
            "name": first["township"] + "派出所",
            "county_id": first["county_id"],
            "remote": np.where(remote, "true", "false"),
            "headcount": headcount,
            "lon": seat_lonlat[:, 0],
            "lat": seat_lonlat[:, 1],
        }
    )


def draw_roster(land: Land, units: pd.DataFrame, seed: int) -> tuple[pd.DataFrame, Ints]:
    """Return the roster with Chinese headers, ids and no names, and the police of each station."""
    rng = stream(seed, "roster")
    people = _posts(land, rng)
    count = len(people.role)
    role = np.array(people.role)
    scale = np.select([role == "police", role == "auxiliary"], [6.0, 3.0], 2.2)
    years = np.round(np.clip(rng.gamma(2.0, scale), 0, 36))
    ability = 38 + 2.0 * np.minimum(years, 15) + rng.normal(0, 9, count) + np.where(role == "police", 6, 0)
    ability = np.clip(np.round(ability), 5, 98)
    skills = [_skill(rng, ability, share) for share in (0.35, 0.15, 0.20)]
    member = rng.random(count) < np.select([role == "police", role == "auxiliary"], [0.75, 0.25], 0.45)
    village_ids = units["village_id"].to_numpy(dtype=str)
    station_ids = np.unique(units["station_id"].to_numpy(dtype=str))
    table = pd.DataFrame(
        {
            "编号": _ids(station_ids[people.station], role),
            "岗位": [_NAMES[one] for one in people.role],
            "派出所": station_ids[people.station],
            "工龄": years.astype(np.int64),
            "警务能力": ability.astype(np.int64),
            "技能_调解": skills[0],
            "技能_信访": skills[1],
            "技能_信息化": skills[2],
            "证书": _certificates(rng, role),
            "家乡村": ["" if home < 0 else village_ids[home] for home in people.home],
            "回避村": _avoided(land, people, village_ids, rng),
            "现任村": _current(land, people, village_ids, rng),
            "党员": np.where(member, "是", "否"),
            "在岗": np.where(rng.random(count) < 0.97, "是", "否"),
        }
    )
    police = np.bincount(people.station[role == "police"], minlength=len(station_ids))
    return table.loc[:, list(_HEADERS)], police


def _posts(land: Land, rng: np.random.Generator) -> People:
    """Return role, station and home of each officer, sorted by station and role."""
    count = len(land.urban)
    stations = int(land.township.max()) + 1
    rural = np.bincount(land.township, ~land.urban, minlength=stations)
    urban = np.bincount(land.township, land.urban, minlength=stations)
    short = np.where(rng.random(stations) < 0.15, 0.6, 1.0)
    police = _share(round(POLICE_PER_UNIT * count), (rural / 6.5 + 0.8 * urban) * short, least=2)
    auxiliary = _share(round(AUXILIARIES_PER_UNIT * count), (rural + 0.6 * urban) * short, least=1)
    country = np.flatnonzero(~land.urban)
    homes = np.sort(rng.choice(country, min(round(ASSISTANTS_PER_UNIT * count), len(country)), replace=False))
    role, station, home = [], [], []
    for number in range(stations):
        mine = homes[land.township[homes] == number].tolist()
        role += ["police"] * int(police[number]) + ["auxiliary"] * int(auxiliary[number])
        role += ["assistant"] * len(mine)
        station += [number] * int(police[number] + auxiliary[number] + len(mine))
        home += [-1] * int(police[number] + auxiliary[number]) + mine
    return People(role, np.array(station, dtype=np.int64), np.array(home, dtype=np.int64))


def _share(total: int, weight: Floats, *, least: int) -> Ints:
    """Return `total` shared out by weight, whole numbers, nobody below `least`."""
    out = np.full(len(weight), least, dtype=np.int64)
    while out.sum() < total:
        out[int(np.argmax(weight / (out + 0.5)))] += (
            1  # the largest quotient gets the next one (Sainte-Laguë)
        )
    return out


def _ids(station_ids: Strings, role: Strings) -> list[str]:
    """Return ids such as ``P411426-0001``: letter of the role, county, running number."""
    letter = {"police": "P", "auxiliary": "F", "assistant": "Z"}
    used: dict[str, int] = {}
    out = []
    for station, one in zip(station_ids, role, strict=True):
        head = f"{letter[str(one)]}{str(station)[:6]}"
        used[head] = used.get(head, 0) + 1
        out.append(f"{head}-{used[head]:04d}")
    return out


def _skill(rng: np.random.Generator, ability: Floats, share: float) -> list[str]:
    """Return grades 1-3 of a skill that a share of the officers has, the able ones more often."""
    has = rng.random(len(ability)) < share * ability / 55
    grade = np.clip(np.round(ability / 35 + rng.normal(0, 0.5, len(ability))), 1, 3).astype(int)
    return [str(one) if yes else "" for one, yes in zip(grade, has, strict=True)]


def _certificates(rng: np.random.Generator, role: Strings) -> list[str]:
    chance = np.array([0.15, 0.12, 0.60, 0.02])
    held = rng.random((len(role), len(chance))) < chance
    return [";".join(np.array(_CERTIFICATES)[row]) for row in held]


def _avoided(land: Land, people: People, village_ids: Strings, rng: np.random.Generator) -> list[str]:
    """Return, for about one officer in twenty, one or two villages of the station to keep away from."""
    out = []
    for station, home in zip(people.station.tolist(), people.home.tolist(), strict=True):
        if rng.random() >= 0.05:
            out.append("")
            continue
        others = np.setdiff1d(np.flatnonzero(land.township == station), [home])
        chosen = np.sort(rng.choice(others, min(len(others), int(rng.integers(1, 3))), replace=False))
        out.append(";".join(village_ids[chosen]))
    return out


def _current(land: Land, people: People, village_ids: Strings, rng: np.random.Generator) -> list[str]:
    """Return where four in five officers serve today; an assistant serves at home."""
    out = []
    for station, home in zip(people.station.tolist(), people.home.tolist(), strict=True):
        posted = rng.random() < 0.8
        village = int(rng.choice(np.flatnonzero(land.township == station))) if home < 0 else home
        out.append(village_ids[village] if posted else "")
    return out
