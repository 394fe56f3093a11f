"""All inputs of a case read and checked together: every fault of every file at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import geopandas as gpd
import pandas as pd

from assign.errors import Fault, Severity
from assign.inputs.case import Case
from assign.inputs.check_extras import check_facilities, check_headcounts, check_leaders
from assign.inputs.check_files import read_input, source_of
from assign.inputs.check_ids import names_of_one, stations_by_name
from assign.inputs.check_incidents import check_incidents
from assign.inputs.check_outlines import check_station_outlines
from assign.inputs.check_roads import check_roads
from assign.inputs.check_roster import check_officers
from assign.inputs.check_sense import far_stations, senseless_rows, senseless_sites, senseless_villages
from assign.inputs.check_sites import check_sites
from assign.inputs.check_values import typed_table
from assign.inputs.check_villages import Places, check_stations, check_villages, station_outlines
from assign.inputs.columns import TABLES
from assign.inputs.parts import by_part
from assign.inputs.tables import Table
from assign.offsets import offset_of, shapes_to_wgs84, to_wgs84
from assign.problem import Source

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


@dataclass(frozen=True, eq=False)
class Facts:
    """Everything a case says, typed, checked and in the order of the ids.

    Parameters
    ----------
    officers, incidents, roads, facilities, leaders, headcounts
        None when the case has none.
    """

    places: Places
    stations: pd.DataFrame
    sites: pd.DataFrame
    officers: pd.DataFrame | None
    incidents: pd.DataFrame | None
    roads: gpd.GeoDataFrame | None
    sources: tuple[Source, ...]
    facilities: pd.DataFrame | None = None
    leaders: pd.DataFrame | None = None
    headcounts: pd.DataFrame | None = None


@dataclass(frozen=True, eq=False)
class _Read:
    """A table as it stands and under our names."""

    table: Table
    frame: pd.DataFrame


def inspect(case: Case) -> tuple[Facts | None, list[Fault]]:
    """Return the facts of a case and all faults; the facts are None when there are errors."""
    read, sources, faults = _read_all(case)
    if "villages" not in read:
        return None, in_order(faults)
    facts, said = _judged(case, read, sources)
    faults += by_part(said, (one.table for one in read.values()))
    return None if has_errors(faults) else facts, in_order(faults)


def _judged(
    case: Case, read: dict[str, _Read], sources: tuple[Source, ...]
) -> tuple[Facts | None, list[Fault]]:
    """Return the facts that were read and what is wrong with them; None where villages have no usable shape."""
    faults: list[Fault] = []
    read, said = _with_station_ids(read)
    faults += said
    villages = read["villages"]
    station_read = read.get("stations")
    outlines = station_outlines(station_read.table, station_read.frame) if station_read else {}
    places, said = check_villages(villages.table, villages.frame, outlines)
    faults += said + senseless_villages(villages.table, villages.frame)
    stations, said = check_stations(
        villages.frame,
        villages.table,
        station_read.table if station_read else None,
        station_read.frame if station_read else None,
    )
    faults += said
    officers, said = _officers(case, read, set(stations["station_id"]))
    faults += said
    if places is None:
        return None, faults
    places, said = _with_counties(places, stations, villages.table)
    faults += said
    if station_read:
        faults += far_stations(station_read.table, station_read.frame, stations, places)
        drawn, ids = station_read.table, station_read.frame["station_id"]
        faults += check_station_outlines(
            drawn, ids, villages.table, places.frame, places.outlines_m, places.crs
        )
    sites, incidents, roads, said = _around(case, read, places)
    faults += said + _missing_inputs(case)
    extras, said = _extras(read, places, stations)
    faults += said
    return Facts(places, stations, sites, officers, incidents, roads, sources, **extras), faults


def has_errors(faults: Iterable[Fault]) -> bool:
    """Return whether any fault stops the run."""
    return any(fault.severity is Severity.ERROR for fault in faults)


def in_order(faults: Iterable[Fault]) -> list[Fault]:
    """Return faults with errors first, then by file, row and column; the same fault once."""
    once = {repr(fault): fault for fault in faults}
    return sorted(
        once.values(),
        key=lambda f: (_ORDER[f.severity], f.file, f.sheet, f.row or 0, f.column, f.code, f.found),
    )


def _read_all(case: Case) -> tuple[dict[str, _Read], tuple[Source, ...], list[Fault]]:
    """Read every input that the case names; those with faults in their header are left out."""
    read: dict[str, _Read] = {}
    sources: list[Source] = []
    faults: list[Fault] = []
    for role in (role for role in TABLES if role in case.inputs):
        renames = case.columns.get(role, {})
        table, said = read_input(case.inputs[role], tuple(renames.values()))
        faults += said
        if table is None:
            continue
        table, frame, said = typed_table(table, renames=renames, values=case.values, day=case.day)
        faults += by_part(said, [table])
        table, frame, said = _unshifted(table, frame, case.inputs[role].crs)
        faults += said
        sources.append(source_of(case, role, len(frame), table.digest))
        header_faults = {"column-missing", "column-mapped-missing", "header-twice-used"}
        if not any(fault.code in header_faults for fault in said):
            read[role] = _Read(table, frame)
    if "villages" in read and read["villages"].frame.empty:
        table = read.pop("villages").table
        faults.append(table.fault("villages-none"))
    return read, tuple(sources), faults


def _with_station_ids(read: dict[str, _Read]) -> tuple[dict[str, _Read], list[Fault]]:
    """Return all tables with stations by id: many a roster has their names."""
    listed = read.get("stations", read["villages"])
    names = listed.frame["name" if "stations" in read else "station_name"]
    ids = set(listed.frame["station_id"]) - {""}
    id_of_name = names_of_one(names, listed.frame["station_id"])
    faults: list[Fault] = []
    out = dict(read)
    for role in ("villages", "officers"):
        if role in read:
            frame, said = stations_by_name(read[role].table, read[role].frame, ids, id_of_name)
            out[role] = replace(read[role], frame=frame)
            faults += said
    return out, faults


def _unshifted(table: Table, frame: pd.DataFrame, crs: str) -> tuple[Table, pd.DataFrame, list[Fault]]:
    """Return shapes and columns of degrees in WGS 84, where the case says that they are a web map's."""
    offset = offset_of(crs)
    if not offset:
        return table, frame, []
    frame = frame.copy()
    for names in (("lon", "lat"), ("office_lon", "office_lat")):
        if set(names) <= set(frame.columns):
            frame[list(names)] = to_wgs84(frame[list(names)].to_numpy(dtype=float), offset)
    if table.shapes is not None:
        table = replace(
            table, shapes=shapes_to_wgs84(table.shapes, offset), crs="EPSG:4326", crs_overridden=False
        )
    return table, frame, [table.fault("offset-taken-back", Severity.NOTE, found=offset)]


def _officers(
    case: Case, read: dict[str, _Read], stations: set[str]
) -> tuple[pd.DataFrame | None, list[Fault]]:
    roster = read.get("officers")
    if roster is None:
        return None, []
    frame = read["villages"].frame
    villages = set(frame["village_id"]) - {""}
    sites = set(read["sites"].frame["site_id"]) if "sites" in read else set()
    offices = {f"{key}-office" for key in villages}
    senseless = senseless_rows(
        roster.table, roster.frame, dict(zip(frame["village_id"], frame["station_id"], strict=True))
    )
    officers, faults = check_officers(
        roster.table,
        roster.frame,
        stations=stations - {""},
        villages=villages,
        rooms={f"R-{key}" for key in sites | offices},
        policy=case.policy,
    )
    return officers, faults + senseless


def _around(
    case: Case, read: dict[str, _Read], places: Places
) -> tuple[pd.DataFrame, pd.DataFrame | None, gpd.GeoDataFrame | None, list[Fault]]:
    """Return sites, incidents and roads, which need the villages' shapes."""
    listed = read.get("sites")
    sites, faults = check_sites(places, listed.table if listed else None, listed.frame if listed else None)
    if listed:
        stations_of = dict(zip(places.frame["village_id"], places.frame["station_id"], strict=True))
        faults += senseless_sites(listed.table, sites, stations_of)
    incidents = roads = None
    if "incidents" in read:
        given = read["incidents"]
        incidents, said = check_incidents(places, given.table, given.frame)
        faults += said
    if "roads" in read:
        given = read["roads"]
        roads, said = check_roads(given.table, given.frame, crs=places.crs, closed=case.closed_roads)
        faults += said
    elif case.closed_roads and "roads" not in case.inputs:
        found = ", ".join(case.closed_roads)[:80]
        faults.append(Fault("closed-without-roads", file="case.toml", column="roads.closed", found=found))
    return sites, incidents, roads, faults


def _extras(
    read: dict[str, _Read], places: Places, stations: pd.DataFrame
) -> tuple[dict[str, pd.DataFrame], list[Fault]]:
    """Return facilities, leaders and headcounts, those that the case names."""
    counties = set(places.frame["county_id"]) - {""}
    out: dict[str, pd.DataFrame] = {}
    faults: list[Fault] = []
    if given := read.get("facilities"):
        out["facilities"], said = check_facilities(places, given.table, given.frame)
        faults += said
    if given := read.get("leaders"):
        out["leaders"], said = check_leaders(places, given.table, given.frame, counties=counties)
        faults += said
    if given := read.get("headcounts"):
        by_village = dict(zip(places.frame["station_id"], places.frame["county_id"], strict=True))
        county = [
            own or by_village.get(key, "")
            for own, key in zip(stations["county_id"], stations["station_id"], strict=True)
        ]
        out["headcounts"], said = check_headcounts(
            given.table, given.frame, counties=counties, stations=stations.assign(county_id=county)
        )
        faults += said
    return out, faults


def _with_counties(places: Places, stations: pd.DataFrame, table: Table) -> tuple[Places, list[Fault]]:
    """Return the villages with counties: their own, their station's, or the first six digits of the code."""
    frame = places.frame
    by_station = dict(zip(stations["station_id"], stations["county_id"], strict=True))
    own = frame["county_id"].tolist()
    from_station = [by_station.get(key, "") for key in frame["station_id"]]
    coded = [key[:6] if len(key) == 12 and key.isdigit() else "" for key in frame["village_id"]]
    county = [first or second or third for first, second, third in zip(own, from_station, coded, strict=True)]
    faults: list[Fault] = []
    from_code = sum(1 for a, b, c in zip(own, from_station, coded, strict=True) if not a and not b and c)
    if from_code:
        faults.append(table.fault("county-from-code", Severity.NOTE, count=from_code))
    frame = frame.assign(county_id=county)
    for station_id, counties in frame.groupby("station_id", sort=True)["county_id"].unique().items():
        if len(counties) > 1:
            joined = ", ".join(sorted(str(county) or "—" for county in counties))
            faults.append(
                table.fault(
                    "station-in-two-counties", Severity.WARNING, station=str(station_id), counties=joined
                )
            )
    return Places(frame, places.outlines, places.outlines_m, places.office_m, places.crs), faults


def _missing_inputs(case: Case) -> list[Fault]:
    """Return a note for each optional input that is not given."""
    said = ("officers", "roads", "incidents", "sites")
    return [
        Fault(f"no-{role}", Severity.NOTE, "case.toml", column=f"inputs.{role}")
        for role in said
        if role not in case.inputs
    ]
