"""Cells of a roster that can each be read and make no sense together: said as warnings, nothing is changed."""

from __future__ import annotations

import datetime as dt
import re

import numpy as np
import pandas as pd

from assign.errors import Fault, Severity
from assign.inputs.check_shapes import each_row
from assign.inputs.check_values import list_rows
from assign.inputs.tables import Table

_CITIZEN = re.compile(r"\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]")
"""Region, date of birth, number: GB 11643."""
EARLIEST = dt.date(1950, 1, 1)


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
