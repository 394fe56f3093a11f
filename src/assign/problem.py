"""The facts of a case as one frozen value: villages, stations, sites, officers, borders, travel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assign.demand import Evidence
from assign.earlier import Earlier
from assign.errors import Fault
from assign.extras import Facility, Headcount, Leader
from assign.policy import Policy

HUNDRED = 100
"""Minutes, visits and hours are kept to two decimals, so that costs are exact whole numbers."""


class Kind(StrEnum):
    """What a village is in law."""

    RURAL = "rural"  # 村委会
    URBAN = "urban"  # 居委会, 社区


class Role(StrEnum):
    """What an officer is."""

    POLICE = "police"  # 民警
    AUXILIARY = "auxiliary"  # 辅警
    ASSISTANT = "assistant"  # 警务助理


class SiteStatus(StrEnum):
    """What is known or wished of a site."""

    CANDIDATE = "candidate"  # a room may stand here
    EXISTING = "existing"  # a room stands here today
    REQUIRED = "required"  # a room must stand here
    FORBIDDEN = "forbidden"  # no room may stand here


@dataclass(frozen=True, slots=True)
class Village:
    """A unit served.

    Parameters
    ----------
    visits
        Visits a month, two decimals.
    hours
        Officer-hours of work a month, two decimals (section "Hours and complexity" of `docs/design.md`).
    complexity
        0–100, how hard the village is to police.
    requires
        Certificates and skills that whoever answers for the village must have (R24).
    lon, lat
        The village office, WGS 84 degrees.
    """

    village_id: str
    name: str
    station_id: str
    county_id: str
    kind: Kind
    population: int
    households: int
    complexity: float
    visits: float
    hours: float
    lon: float
    lat: float
    flags: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Station:
    """A police station and its jurisdiction."""

    station_id: str
    name: str
    county_id: str
    kind: str = ""
    remote: bool = False
    headcount: int | None = None
    lon: float | None = None
    lat: float | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """A place where a room may stand; it belongs to one village.

    Parameters
    ----------
    cost
        Money to open a room here, in the case's currency; counts against ``R08.cost``.
    """

    site_id: str
    village_id: str
    kind: str
    status: SiteStatus
    cost: float
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Officer:
    """A person of the roster. `ability` is 0–100, `hours` are monthly.

    Parameters
    ----------
    certificates
        As written; ``"name@2027-05-01"`` is valid up to that day.
    available
        Whether the officer may be posted on the day of the plan.
    absent_until
        Last day of an absence that the roster dates.
    """

    officer_id: str
    role: Role
    station_id: str
    name: str = ""
    years: float = 0.0
    ability: float = 50.0
    skills: Mapping[str, float] = field(default_factory=dict)
    certificates: tuple[str, ...] = ()
    hours: float | None = None
    home_village_id: str | None = None
    avoid_village_ids: tuple[str, ...] = ()
    party_member: bool = False
    current_room_id: str | None = None
    current_village_id: str | None = None
    since: dt.date | None = None
    available: bool = True
    pinned: bool = False
    absent_until: dt.date | None = None

    def holds(self, asked: str, day: dt.date | None) -> bool:
        """Return whether the officer has a certificate that is valid on a day, or a skill (R24).

        Without a day every date counts as still to come.
        """
        if self.skills.get(asked, 0) > 0:
            return True
        for text in self.certificates:
            name, _, until = text.partition("@")
            if name.strip() == asked and (not until or day is None or dt.date.fromisoformat(until) >= day):
                return True
        return False


@dataclass(frozen=True, slots=True)
class Link:
    """Two villages that share no border and are joined because a piece was cut off (R06).

    Parameters
    ----------
    village_id, other_id
        The two ends, ``village_id < other_id``.
    travel_min
        Minutes by road between their offices.
    """

    village_id: str
    other_id: str
    travel_min: float


@dataclass(frozen=True, slots=True, eq=False)
class RoadNetwork:
    """Roads as a directed graph; arrays are read-only.

    Parameters
    ----------
    node_xy
        (nodes, 2) metres in the case's projected CRS.
    tail, head
        (edges,) node numbers; a two-way road is two edges.
    minutes
        (edges,) minutes along the edge.
    edge_kind
        (edges,) 0 road, 1 bridge over a break in the network.
    village_node, village_leg_min
        (villages,) the node where an office joins the network (-1: none) and the minutes to it.
    site_node, site_leg_min
        (sites,) the same for sites.
    lines
        (shapely LineStrings, WGS 84) to draw, with `line_class` beside them.
    names
        Names of roads, distinct and sorted.
    line_name, edge_name
        (lines,) and (edges,) number of the name, -1 where there is none. Of parallel edges each name has its own.
    """

    node_xy: NDArray[np.float64]
    tail: NDArray[np.int32]
    head: NDArray[np.int32]
    minutes: NDArray[np.float64]
    edge_kind: NDArray[np.int8]
    village_node: NDArray[np.int32]
    village_leg_min: NDArray[np.float64]
    site_node: NDArray[np.int32]
    site_leg_min: NDArray[np.float64]
    lines: NDArray[np.object_]
    line_class: tuple[str, ...]
    names: tuple[str, ...] = ()
    line_name: NDArray[np.int32] = field(default_factory=lambda: np.empty(0, np.int32))
    edge_name: NDArray[np.int32] = field(default_factory=lambda: np.empty(0, np.int32))


@dataclass(frozen=True, slots=True, eq=False)
class Travel:
    """Minutes from each site to the village offices of its scope, as compressed rows.

    Parameters
    ----------
    indptr
        (sites + 1,) where each site's row begins.
    village
        Village numbers, rising within a row.
    minutes
        Minutes, two decimals, finite.
    """

    indptr: NDArray[np.int64]
    village: NDArray[np.int32]
    minutes: NDArray[np.float64]

    def block(self, sites: Sequence[int], villages: Sequence[int]) -> NDArray[np.float64]:
        """Return the (sites, villages) matrix of minutes; pairs that are not stored are infinite."""
        out = np.full((len(sites), len(villages)), np.inf)
        wanted = np.asarray(villages, dtype=np.int64)
        for row, site in enumerate(sites):
            stored = self.village[self.indptr[site] : self.indptr[site + 1]]
            if not len(stored):
                continue
            at = np.minimum(np.searchsorted(stored, wanted), len(stored) - 1)
            hit = stored[at] == wanted
            out[row, hit] = self.minutes[self.indptr[site] + at[hit]]
        return out


@dataclass(frozen=True, slots=True)
class Source:
    """An input file as it was read."""

    role: str
    path: str
    sha256: str
    rows: int


@dataclass(frozen=True, eq=False)
class Problem:
    """One case: everything the plan depends on, validated and in canonical order.

    Villages, stations, sites and officers are sorted by id; arrays follow that order and are read-only.

    Parameters
    ----------
    name
        Name of the case.
    borders
        (borders, 2) village numbers that share a border, smaller first, sorted; over station lines too.
    links
        Joins of cut-off pieces (R06); they count as borders.
    outlines
        (villages,) shapely polygons in WGS 84.
    projected_crs
        The metric CRS that lengths and areas were measured in, e.g. ``"EPSG:32651"``.
    network
        None when there were no roads: travel is then straight line × factor.
    notes
        What was missing, assumed or mended; shown in the report.
    day
        The day the plan is for (``[case] date``): absences, certificates and years in a place count from it.
    facilities, leaders, headcounts
        What R23, R22 and R20 report on; empty where the case has none.
    evidence
        What complexity and hours were reckoned from.
    earlier
        What an earlier plan and pins lay down.
    """

    name: str
    policy: Policy
    villages: tuple[Village, ...]
    stations: tuple[Station, ...]
    sites: tuple[Site, ...]
    officers: tuple[Officer, ...]
    borders: NDArray[np.int32]
    links: tuple[Link, ...]
    outlines: NDArray[np.object_]
    projected_crs: str
    travel: Travel
    network: RoadNetwork | None
    notes: tuple[Fault, ...] = ()
    sources: tuple[Source, ...] = ()
    case_path: str = ""
    day: dt.date | None = None
    facilities: tuple[Facility, ...] = ()
    leaders: tuple[Leader, ...] = ()
    headcounts: tuple[Headcount, ...] = ()
    evidence: Evidence | None = None
    earlier: Earlier = field(default_factory=Earlier)

    def __post_init__(self) -> None:
        for label, keys in (
            ("villages", [village.village_id for village in self.villages]),
            ("stations", [station.station_id for station in self.stations]),
            ("sites", [site.site_id for site in self.sites]),
            ("officers", [officer.officer_id for officer in self.officers]),
            ("facilities", [facility.facility_id for facility in self.facilities]),
            ("leaders", [leader.leader_id for leader in self.leaders]),
            ("headcounts", [headcount.county_id for headcount in self.headcounts]),
        ):
            if any(first >= second for first, second in pairwise(keys)):
                raise ValueError(f"{label} must be sorted by id, each id once")
        known = {station.station_id for station in self.stations}
        stray = [village.village_id for village in self.villages if village.station_id not in known]
        if stray:
            raise ValueError(f"villages of unknown stations: {stray[:5]}")
        if len(self.travel.indptr) != len(self.sites) + 1 or len(self.outlines) != len(self.villages):
            raise ValueError("travel and outlines must match sites and villages")
        homeless = [site.site_id for site in self.sites if site.village_id not in self.village_index]
        if homeless:
            raise ValueError(f"sites in unknown villages: {homeless[:5]}")
        lost = [one.facility_id for one in self.facilities if one.village_id not in self.village_index]
        if lost:
            raise ValueError(f"facilities in unknown villages: {lost[:5]}")

    @cached_property
    def village_index(self) -> dict[str, int]:
        """Number of each village by id."""
        return {village.village_id: number for number, village in enumerate(self.villages)}

    @cached_property
    def site_index(self) -> dict[str, int]:
        """Number of each site by id."""
        return {site.site_id: number for number, site in enumerate(self.sites)}

    @cached_property
    def station_index(self) -> dict[str, int]:
        """Number of each station by id."""
        return {station.station_id: number for number, station in enumerate(self.stations)}

    def is_required(self, site: Site) -> bool:
        """Return whether a room must stand at a site (R07, or a pin)."""
        return site.status is SiteStatus.REQUIRED or site.site_id in self.earlier.held

    @cached_property
    def sites_of_village(self) -> tuple[tuple[int, ...], ...]:
        """Numbers of the sites of each village."""
        out: list[list[int]] = [[] for _ in self.villages]
        for number, site in enumerate(self.sites):
            out[self.village_index[site.village_id]].append(number)
        return tuple(map(tuple, out))

    @cached_property
    def neighbours(self) -> tuple[tuple[int, ...], ...]:
        """Numbers of the villages that share a border or a link with each village, rising."""
        out: list[set[int]] = [set() for _ in self.villages]
        pairs = [tuple(pair) for pair in self.borders.tolist()]
        pairs += [
            (self.village_index[link.village_id], self.village_index[link.other_id]) for link in self.links
        ]
        for first, second in pairs:
            out[first].add(second)
            out[second].add(first)
        return tuple(tuple(sorted(others)) for others in out)

    @cached_property
    def scopes(self) -> dict[str, tuple[int, ...]]:
        """Village numbers by the area that no zone may leave (R05): station, county or the whole city."""
        nesting = self.policy["R05"]["nesting"]
        out: dict[str, list[int]] = {}
        for number, village in enumerate(self.villages):
            out.setdefault(scope_of(village, str(nesting)), []).append(number)
        return {scope: tuple(out[scope]) for scope in sorted(out)}


def scope_of(village: Village, nesting: str) -> str:
    """Return the id of the area that the village's zone may not leave (R05)."""
    if nesting == "station":
        return village.station_id
    return village.county_id if nesting == "county" else "*"
