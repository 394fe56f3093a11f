"""Facilities, leaders and headcounts: whom and which place each row means (R20, R22, R23)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from assign.errors import Fault, Severity
from assign.inputs.check_incidents import village_of_points
from assign.inputs.check_shapes import each_row, table_points
from assign.inputs.check_villages import Places, repeated, unknown_ids
from assign.inputs.tables import Table


def check_facilities(places: Places, table: Table, frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Fault]]:
    """Return the facilities that stand in a village, ids filled in, in the order of their ids.

    A row without an id is called after its village and kind; several of a kind are counted in the order of
    their names.
    """
    known = places.frame["village_id"].to_numpy(dtype=str)
    faults = repeated(frame, "facility_id", table)
    faults += unknown_ids(
        frame["village_id"], set(known), table, "village_id", code="village-unknown", other_file="villages"
    )
    lon, lat, said = table_points(table, frame)
    inside = village_of_points(places, lon, lat)
    given = frame["village_id"].to_numpy(dtype=object)
    joined = np.where((given == "") & (inside >= 0), known[inside], given)
    # a mark that stands elsewhere than the id says is worth a look; the id wins
    apart = (given != "") & (inside >= 0) & (known[inside] != given)
    there = np.where(inside >= 0, known[inside], "").astype(object)
    faults += said
    faults += each_row("facility-elsewhere", apart, table, frame, found=there, severity=Severity.WARNING)
    lost = joined == ""
    faults += each_row("facility-outside", lost, table, frame, severity=Severity.WARNING)
    out = frame.assign(village_id=joined)[~lost]
    out = out.sort_values(["village_id", "kind", "name", "people"], kind="stable")
    number = out.groupby(["village_id", "kind"]).cumcount() + 1
    names = [
        key or f"{village}-{kind}-{place}"
        for key, village, kind, place in zip(
            out["facility_id"], out["village_id"], out["kind"], number, strict=True
        )
    ]
    made = (out["facility_id"] == "").to_numpy(dtype=bool)
    taken = made & np.isin(names, frame["facility_id"].to_numpy(dtype=str))
    out = out.assign(facility_id=names)
    faults += each_row("facility-id-taken", taken, table, out, found=np.array(names))
    return out.sort_values("facility_id", kind="stable", ignore_index=True), faults


def check_leaders(
    places: Places, table: Table, frame: pd.DataFrame, *, counties: set[str]
) -> tuple[pd.DataFrame, list[Fault]]:
    """Return the leaders with their counties, in the order of their ids.

    A leader of a county without a county belongs to the one that the office stands in.
    """
    faults = repeated(frame, "leader_id", table)
    faults += unknown_ids(
        frame["county_id"], counties, table, "county_id", code="county-unknown", other_file="villages"
    )
    lon, lat, said = table_points(table, frame)
    inside = village_of_points(places, lon, lat)
    there = places.frame["county_id"].to_numpy(dtype=object)[inside]
    of_county = (frame["level"] == "county").to_numpy(dtype=bool)
    given = frame["county_id"].to_numpy(dtype=object)
    county = np.where(of_county, np.where((given == "") & (inside >= 0), there, given), "")
    lost = of_county & (county == "")
    faults += said + each_row("leader-without-county", lost, table, frame, column="county_id")
    out = frame.assign(county_id=county, lon=lon, lat=lat)
    return out.sort_values("leader_id", kind="stable", ignore_index=True), faults


def check_headcounts(
    table: Table, frame: pd.DataFrame, *, counties: set[str], stations: pd.DataFrame
) -> tuple[pd.DataFrame, list[Fault]]:
    """Return the police of each county, in the order of the counties' ids.

    Counties that are not in the case are an error; a county with fewer police than its stations have is said.
    """
    faults = repeated(frame, "county_id", table)
    faults += unknown_ids(
        frame["county_id"], counties, table, "county_id", code="county-unknown", other_file="villages"
    )
    unknown = frame["county_police"].isna().to_numpy(dtype=bool)
    faults += each_row("headcount-missing", unknown, table, frame, column="county_police")
    of_stations = stations.groupby("county_id")["headcount"].sum()
    held = frame["county_id"].map(of_stations).fillna(0.0).to_numpy(dtype=float)
    below = frame["county_police"].to_numpy(dtype=float) < held
    found = np.array(
        [f"{all_:g} < {theirs:g}" for all_, theirs in zip(frame["county_police"], held, strict=True)]
    )
    faults += each_row(
        "headcount-below-stations",
        below,
        table,
        frame,
        column="county_police",
        found=found,
        severity=Severity.WARNING,
    )
    return frame.sort_values("county_id", kind="stable", ignore_index=True), faults
