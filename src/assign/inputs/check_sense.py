"""Cells that can each be read and make no sense together: said, nothing is changed."""

from __future__ import annotations

import datetime as dt
import re

import numpy as np
import pandas as pd
import shapely
from pyproj import CRS

from assign.errors import Fault, Severity
from assign.inputs.check_shapes import Floats, each_row, points_to_crs
from assign.inputs.check_values import list_rows
from assign.inputs.check_villages import Places
from assign.inputs.tables import Table

_CITIZEN = re.compile(r"\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]")
"""Region, date of birth, number: GB 11643."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
EARLIEST = dt.date(1950, 1, 1)
LONGEST_NAME = 100
FAR_M = 50_000.0
"""A station farther from all its villages than this stands in the wrong place."""


def strange_dates(table: Table, dates: pd.Series, column: str) -> list[Fault]:
    """Return a warning for each date before 1950 or after the end of next year."""
    last = dt.date(dt.datetime.now(tz=dt.UTC).year + 1, 12, 31)
    found = np.array([str(day) for day in dates], dtype=object)
    strange = np.array(
        [isinstance(day, dt.date) and not pd.isna(day) and not EARLIEST <= day <= last for day in dates],
        dtype=bool,
    )
    return each_row(
        "date-strange",
        strange,
        table,
        dates.to_frame(),
        column=column,
        found=found,
        severity=Severity.WARNING,
    )


def senseless_rows(table: Table, frame: pd.DataFrame, station_of: dict[str, str]) -> list[Fault]:
    """Return warnings for officers whose own cells contradict each other.

    Parameters
    ----------
    station_of
        Station of each village.
    """
    home, current = frame["home_village_id"], frame["current_village_id"]
    avoided = [bool(key) and key in keys for key, keys in zip(home, frame["avoid_village_ids"], strict=True)]
    homebound = (frame["role"] == "assistant").to_numpy(dtype=bool) & np.array(avoided, dtype=bool)
    other = np.array([station_of.get(key, "") for key in current], dtype=object)
    own = frame["station_id"].to_numpy(dtype=object)
    away = (other != "") & (own != "") & (other != own)
    nowhere = (current == "").to_numpy(dtype=bool) & (frame["current_room_id"] == "").to_numpy(dtype=bool)
    pinned = np.array([flag is True for flag in frame["pinned"]], dtype=bool) & nowhere
    soft = Severity.WARNING
    faults = each_row(
        "home-avoided",
        homebound,
        table,
        frame,
        column="home_village_id",
        found=home.to_numpy(),
        severity=soft,
    )
    for place in np.flatnonzero(away).tolist():
        faults.append(
            table.fault(
                "current-elsewhere",
                soft,
                row=int(frame.index[place]),
                column="current_village_id",
                found=str(current.iloc[place]),
                other=str(other[place]),
                station=str(own[place]),
            )
        )
    faults += each_row("pinned-nowhere", pinned, table, frame, column="pinned", severity=soft)
    idle = (frame["hours"] == 0).to_numpy(dtype=bool)
    faults += each_row("hours-none", idle, table, frame, column="hours", severity=soft)
    return faults + strange_dates(table, frame["since"], "since") + _citizens(table, frame)


def _citizens(table: Table, frame: pd.DataFrame) -> list[Fault]:
    """Return one warning for ids that are identity numbers; it shows none of them."""
    rows = [int(str(row)) for row, key in frame["officer_id"].items() if _CITIZEN.fullmatch(key)]
    if not rows:
        return []
    count, shown = len(rows), list_rows(rows)
    return [
        table.fault(
            "id-of-a-citizen", Severity.WARNING, row=rows[0], column="officer_id", count=count, rows=shown
        )
    ]


def senseless_villages(table: Table, frame: pd.DataFrame) -> list[Fault]:
    """Return warnings for names that are no names and for households that outnumber the people."""
    names = frame["name"]
    strange = np.array(
        [len(name) > LONGEST_NAME or bool(_CONTROL.search(name)) for name in names], dtype=bool
    )
    found = np.array([_CONTROL.sub("�", name) for name in names], dtype=object)
    faults = each_row(
        "name-strange", strange, table, frame, column="name", found=found, severity=Severity.WARNING
    )
    more = (frame["households"] > frame["population"]).to_numpy(dtype=bool)
    rows = [int(row) for row in frame.index[more]]
    if rows:
        count, shown = len(rows), list_rows(rows)
        faults.append(
            table.fault(
                "households-above-people",
                Severity.WARNING,
                row=rows[0],
                column="households",
                count=count,
                rows=shown,
            )
        )
    return faults


def senseless_sites(table: Table, sites: pd.DataFrame, station_of: dict[str, str]) -> list[Fault]:
    """Return errors where required sites share a village, or a station's sites are all forbidden.

    Parameters
    ----------
    sites
        All sites, those assumed among them.
    station_of
        Station of each village.
    """
    required = sites[sites["status"] == "required"].groupby("village_id", sort=True).size()
    faults = [
        table.fault(
            "site-required-twice", column="status", found="required", village=str(key), count=int(count)
        )
        for key, count in required.items()
        if count > 1
    ]
    usable = sites.assign(
        station=[station_of.get(key, "") for key in sites["village_id"]],
        open=sites["status"] != "forbidden",
    )
    shut = usable[usable["station"] != ""].groupby("station", sort=True)["open"].any()
    return faults + [
        table.fault("sites-all-forbidden", column="status", found=str(key))
        for key, any_ in shut.items()
        if not any_
    ]


def far_stations(table: Table, frame: pd.DataFrame, stations: pd.DataFrame, places: Places) -> list[Fault]:
    """Return a warning for each station that stands far from all of its villages."""
    own = places.frame["station_id"].to_numpy(dtype=object)
    point = dict(zip(stations["station_id"], _points(stations, places.crs), strict=True))
    away = np.zeros(len(frame))
    for place, key in enumerate(frame["station_id"]):
        inside = places.outlines_m[own == key]
        if len(inside) and np.isfinite(point.get(key, np.array([np.nan]))).all():
            away[place] = float(np.min(shapely.distance(inside, shapely.Point(point[key]))))
    found = np.array([f"{metre / 1000:.0f} km" for metre in away], dtype=object)
    return each_row("station-far", away > FAR_M, table, frame, found=found, severity=Severity.WARNING)


def _points(stations: pd.DataFrame, crs: str) -> Floats:
    lon, lat = (stations[name].to_numpy(dtype=float) for name in ("lon", "lat"))
    return points_to_crs(lon, lat, CRS.from_user_input(crs))
