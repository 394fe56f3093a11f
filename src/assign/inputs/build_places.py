"""Checked rows of villages, stations and sites → their frozen values."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pandas as pd

from assign.demand import Workload
from assign.inputs.check import Facts
from assign.problem import Site, SiteStatus, Station, Village


def with_hours(villages: tuple[Village, ...], work: Workload) -> tuple[Village, ...]:
    """Return villages with what they ask for: complexity, visits and hours."""
    return tuple(
        replace(
            village,
            complexity=float(work.complexity[place]),
            visits=float(work.visits[place]),
            hours=float(work.hours[place]),
        )
        for place, village in enumerate(villages)
    )


def stations_of(facts: Facts, villages: tuple[Village, ...]) -> tuple[Station, ...]:
    """Return the stations, each in the county of its villages where it names none."""
    counties: dict[str, str] = {}
    for village in villages:
        counties.setdefault(village.station_id, village.county_id)
    return tuple(
        Station(
            station_id=row["station_id"],
            name=row["name"],
            county_id=row["county_id"] or counties.get(row["station_id"], ""),
            kind=row["kind"],
            remote=bool(row["remote"]),
            headcount=None if math.isnan(row["headcount"]) else int(row["headcount"]),
            lon=known(row["lon"]),
            lat=known(row["lat"]),
        )
        for row in rows_of(facts.stations)
    )


def sites_of(facts: Facts) -> tuple[Site, ...]:
    """Return the places where a room may stand."""
    return tuple(
        Site(
            site_id=row["site_id"],
            village_id=row["village_id"],
            kind=row["kind"],
            status=SiteStatus(row["status"]),
            cost=float(row["cost"]),
            lon=round(float(row["lon"]), 7),
            lat=round(float(row["lat"]), 7),
        )
        for row in rows_of(facts.sites)
    )


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a table as one mapping a row."""
    return [{str(name): cell for name, cell in row.items()} for row in frame.to_dict("records")]


def known(value: float) -> float | None:
    """Return a number, None where it is not known."""
    return None if math.isnan(value) else float(value)
