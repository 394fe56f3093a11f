"""Checked facts → one frozen `Problem`: borders, roads, travel, hours."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import CRS

from assign.demand import Evidence, workload_of
from assign.errors import DataError, Fault, Severity
from assign.inputs.borders import find_borders
from assign.inputs.build_extras import facilities_of, headcounts_of, leaders_of
from assign.inputs.build_places import known, rows_of, sites_of, stations_of, with_hours
from assign.inputs.case import Case, parse_case
from assign.inputs.check import Facts, has_errors, in_order, inspect
from assign.inputs.check_shapes import points_to_crs
from assign.inputs.check_size import large_areas
from assign.inputs.closing import close_network
from assign.inputs.crossings import borders_that_count
from assign.inputs.misfit import find_shift
from assign.inputs.network import build_network
from assign.inputs.paths import site_travel
from assign.inputs.pieces import join_pieces, pieces_note
from assign.inputs.road_report import travel_note, untouched_note
from assign.inputs.workload import gather_evidence
from assign.messages import Value
from assign.problem import (
    Kind,
    Link,
    Officer,
    Problem,
    RoadNetwork,
    Role,
    Site,
    Source,
    Travel,
    Village,
    scope_of,
)


def load_problem(case: Case) -> Problem:
    """Return the problem of a case, read, checked and built; minutes, visits and hours have two decimals.

    Raises
    ------
    DataError
        With all faults of all files at once, warnings and notes among them.
    """
    facts, faults = inspect(case)
    if facts is None:
        raise DataError(faults)
    return build_problem(case, facts, faults)


def check_case(path: Path | str, *, scenario: str | None = None) -> tuple[Fault, ...]:
    """Return every fault of a case, errors first: those of ``case.toml``, of its files, and of what is built.

    Parameters
    ----------
    path, scenario
        As in `read_case`.

    Raises
    ------
    UsageError
        If the case has no such scenario.
    """
    case, faults = parse_case(path, scenario=scenario)
    if case is None:
        return tuple(in_order(faults))
    facts, said = inspect(case)
    faults += said
    if facts is None or has_errors(faults):
        return tuple(in_order(faults))
    try:
        return _assemble(case, facts, faults).notes
    except DataError as error:
        return tuple(in_order(error.faults))


def build_problem(case: Case, facts: Facts, faults: list[Fault]) -> Problem:
    """Return the problem of checked facts; `faults` are the warnings and notes so far.

    Raises
    ------
    DataError
        If the roads turn out to be of another place.
    """
    parts = _assemble(case, facts, faults)
    places = facts.places
    nesting = str(case.policy["R05"]["nesting"])
    travel = _travel(
        parts.villages, parts.sites, parts.network, places.office_m, parts.site_xy, nesting=nesting, case=case
    )
    notes = parts.notes
    if parts.network is not None:
        file = case.inputs["roads"].file
        said = travel_note(travel, parts.site_xy, places.office_m, case.policy, file)
        notes = tuple(in_order([*notes, said]))
    parts.borders.flags.writeable = False
    places.outlines.flags.writeable = False
    return Problem(
        name=case.name,
        policy=case.policy,
        villages=with_hours(parts.villages, workload_of(parts.evidence, case.policy)),
        stations=stations_of(facts, parts.villages),
        sites=parts.sites,
        officers=officers_of(facts.officers, case.day),
        borders=parts.borders,
        links=parts.links,
        outlines=places.outlines,
        projected_crs=places.crs,
        travel=travel,
        network=parts.network,
        notes=notes,
        sources=(_case_source(case), *facts.sources),
        case_path=str(case.path),
        day=case.day,
        facilities=facilities_of(facts, parts.evidence, case.policy),
        leaders=leaders_of(facts),
        headcounts=headcounts_of(facts),
        evidence=parts.evidence,
    )


@dataclass(frozen=True, eq=False)
class _Parts:
    """What can still turn out faulty when facts are put together; hours and travel cannot, and take longest."""

    villages: tuple[Village, ...]
    sites: tuple[Site, ...]
    site_xy: NDArray[np.float64]
    borders: NDArray[np.int32]
    network: RoadNetwork | None
    links: tuple[Link, ...]
    notes: tuple[Fault, ...]
    evidence: Evidence


def _assemble(case: Case, facts: Facts, faults: list[Fault]) -> _Parts:
    """Return villages, sites, borders, network and links with all that there is to say of them.

    Raises
    ------
    DataError
        If the roads turn out to be of another place.
    """
    policy, places = case.policy, facts.places
    villages, evidence, said = _villages(facts, case)
    faults = [*faults, *said]
    file = case.inputs["villages"].file
    ids = [village.village_id for village in villages]
    rule = policy["R06"]
    borders = find_borders(
        places.outlines_m, min_border_m=rule.number("min_border_m"), max_gap_m=rule.number("max_gap_m")
    )
    sites = sites_of(facts)
    site_xy = points_to_crs(
        np.array([site.lon for site in sites]),
        np.array([site.lat for site in sites]),
        CRS.from_user_input(places.crs),
    )
    network = None
    if facts.roads is not None:
        try:
            network, said = build_network(
                facts.roads,
                village_xy=places.office_m,
                site_xy=site_xy,
                crs=places.crs,
                policy=policy,
                file=case.inputs["roads"].file,
                village_ids=ids,
                land=places.outlines_m,
            )
        except DataError as error:
            raise DataError(in_order([*faults, *error.faults])) from error
        faults += said + _roads_beside_villages(case, facts)
        network = close_network(
            network, case.closed_roads, village_xy=places.office_m, site_xy=site_xy, policy=policy
        )
    borders, said = borders_that_count(
        borders, network, places.outlines_m, ids=ids, crs=places.crs, policy=policy, file=file
    )
    faults += said
    nesting = str(policy["R05"]["nesting"])
    links = _links(villages, borders, network, places.office_m, nesting=nesting, case=case)
    at = {village.village_id: (village.lon, village.lat) for village in villages}
    faults += [_link_note(link, case, at) for link in links]
    of_station: dict[str, list[int]] = {}
    for number, village in enumerate(villages):
        of_station.setdefault(village.station_id, []).append(number)
    faults += pieces_note(of_station, borders, file=file) + large_areas(villages, policy=policy, file=file)
    return _Parts(villages, sites, site_xy, borders, network, links, tuple(in_order(faults)), evidence)


def _roads_beside_villages(case: Case, facts: Facts) -> list[Fault]:
    """Return what is odd of the roads where they meet the villages: villages without any, or all of them apart."""
    if facts.roads is None:
        return []
    lines = np.asarray(facts.roads.geometry.values, dtype=object)
    places = facts.places
    villages, roads = case.inputs["villages"].file, case.inputs["roads"].file
    ids = places.frame["village_id"].tolist()
    return untouched_note(lines, places.outlines_m, ids, places.crs, roads) + find_shift(
        lines, places.office_m, places.outlines_m, crs=places.crs, village_file=villages, road_file=roads
    )


def _villages(facts: Facts, case: Case) -> tuple[tuple[Village, ...], Evidence, list[Fault]]:
    """Return the villages without their hours, what these are reckoned from, and what was assumed."""
    frame = facts.places.frame
    asked = frame[["village_id", "kind", "population", "households", "complexity"]].reset_index(drop=True)
    incidents = facts.incidents if facts.incidents is not None and len(facts.incidents) else None
    evidence, said = gather_evidence(asked, incidents, facts.facilities, policy=case.policy)
    notes = [replace(note, file=case.inputs[_role_of(note)].file) for note in said]
    villages = tuple(
        Village(
            village_id=row["village_id"],
            name=row["name"],
            station_id=row["station_id"],
            county_id=row["county_id"],
            kind=Kind(row["kind"]),
            population=int(evidence.population[place]),
            households=int(evidence.households[place]),
            complexity=0.0,
            visits=0.0,
            hours=0.0,
            lon=round(float(row["office_lon"]), 7),
            lat=round(float(row["office_lat"]), 7),
            flags=tuple(row["flags"]),
            requires=tuple(sorted(row["requires"])),
        )
        for place, row in enumerate(rows_of(frame))
    )
    return villages, evidence, notes


def _role_of(note: Fault) -> str:
    """Return the input that a note on hours and complexity is about."""
    return next((role for role in ("incidents", "facilities") if note.code.startswith(role)), "villages")


def officers_of(frame: pd.DataFrame | None, day: dt.date | None) -> tuple[Officer, ...]:
    """Return the officers of a checked roster, on a day."""
    if frame is None:
        return ()
    return tuple(
        Officer(
            officer_id=row["officer_id"],
            role=Role(row["role"]),
            station_id=row["station_id"],
            name=row["name"],
            years=float(row["years"]),
            ability=float(row["ability"]),
            skills=dict(row["skills"]),
            certificates=tuple(row["certificates"]),
            hours=known(row["hours"]),
            home_village_id=row["home_village_id"] or None,
            avoid_village_ids=tuple(sorted(row["avoid_village_ids"])),
            party_member=bool(row["party_member"]),
            current_room_id=row["current_room_id"] or None,
            current_village_id=row["current_village_id"] or None,
            since=row["since"],
            available=_present(row["available"], day) and row["hours"] != 0,
            pinned=bool(row["pinned"]),
            absent_until=row["available"] if isinstance(row["available"], dt.date) else None,
        )
        for row in rows_of(frame)
    )


def _present(said: bool | dt.date | None, day: dt.date | None) -> bool:
    """Return whether an officer may be posted; an absence until a day lasts where the plan has no day."""
    if isinstance(said, dt.date):
        return day is not None and day > said
    return said is not False


def _travel(
    villages: tuple[Village, ...],
    sites: tuple[Site, ...],
    network: RoadNetwork | None,
    village_xy: NDArray[np.float64],
    site_xy: NDArray[np.float64],
    *,
    nesting: str,
    case: Case,
) -> Travel:
    names = [scope_of(village, nesting) for village in villages]
    number = {name: place for place, name in enumerate(sorted(set(names)))}
    of_village = {village.village_id: number[name] for village, name in zip(villages, names, strict=True)}
    return site_travel(
        network,
        site_xy=site_xy,
        village_xy=village_xy,
        site_scope=np.array([of_village[site.village_id] for site in sites], dtype=np.int32),
        village_scope=np.array([number[name] for name in names], dtype=np.int32),
        policy=case.policy,
    )


def _links(
    villages: tuple[Village, ...],
    borders: NDArray[np.int32],
    network: RoadNetwork | None,
    village_xy: NDArray[np.float64],
    *,
    nesting: str,
    case: Case,
) -> tuple[Link, ...]:
    """Return the joins of cut-off pieces; with R02 on, communities are zones of their own and need none."""
    zoned: dict[str, list[int]] = {}
    for place, village in enumerate(villages):
        if village.kind is Kind.RURAL or case.policy["R02"].off:
            zoned.setdefault(scope_of(village, nesting), []).append(place)
    scopes = [zoned[name] for name in sorted(zoned)]
    pairs = join_pieces(scopes, borders, network=network, village_xy=village_xy, policy=case.policy)
    links = (
        Link(villages[min(first, second)].village_id, villages[max(first, second)].village_id, minutes)
        for first, second, minutes in pairs
    )
    return tuple(sorted(links, key=lambda link: (link.village_id, link.other_id)))


def _link_note(link: Link, case: Case, at: Mapping[str, tuple[float, float]]) -> Fault:
    """Return a note of a join, with the line between the two offices as its shape."""
    values: dict[str, Value] = {"first": link.village_id, "second": link.other_id, "minutes": link.travel_min}
    shape = bytes(shapely.to_wkb(shapely.LineString([at[link.village_id], at[link.other_id]])))
    return Fault("piece-joined", Severity.NOTE, case.inputs["villages"].file, values=values, shape=shape)


def _case_source(case: Case) -> Source:
    return Source("case", case.path.name, hashlib.sha256(case.path.read_bytes()).hexdigest(), 0)
