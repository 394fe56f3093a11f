"""What some rules report on beside villages and officers: facilities, leaders, headcounts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """Whose leader somebody is."""

    CITY = "city"  # 市局
    COUNTY = "county"  # 县局


@dataclass(frozen=True, slots=True)
class Facility:
    """A factory, campus, hospital, market, scenic spot or business district (R23, 警区+).

    Parameters
    ----------
    people
        Who work, study or stay there; 0 where it is not known.
    hours
        Officer-hours a month that it adds to its village, two decimals.
    """

    facility_id: str
    village_id: str
    kind: str
    name: str
    people: int
    hours: float


@dataclass(frozen=True, slots=True)
class Leader:
    """A leader who keeps a contact room (R22).

    Parameters
    ----------
    county_id
        The county whose rooms are within reach; empty for a leader of the city, who goes anywhere.
    lon, lat
        The leader's office, WGS 84 degrees; None where it is not known.
    """

    leader_id: str
    level: Level
    county_id: str
    name: str = ""
    lon: float | None = None
    lat: float | None = None


@dataclass(frozen=True, slots=True)
class Headcount:
    """How many police a county has in all, those of its stations among them (R20).

    Parameters
    ----------
    urban
        Whether it is an urban district, which is held to the higher share of community police.
    """

    county_id: str
    county_police: int
    urban: bool = False
