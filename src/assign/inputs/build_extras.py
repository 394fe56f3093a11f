"""Checked rows of facilities, leaders and headcounts → their frozen values, in the order of their ids."""

from __future__ import annotations

import math

from assign.demand import Evidence, facility_hours
from assign.extras import Facility, Headcount, Leader, Level
from assign.inputs.check import Facts
from assign.policy import Policy


def facilities_of(facts: Facts, evidence: Evidence, policy: Policy) -> tuple[Facility, ...]:
    """Return the facilities with the hours that each adds to its village (R23)."""
    frame = facts.facilities
    if frame is None:
        return ()
    hours = facility_hours(evidence.facilities, policy).tolist()
    rows = (
        Facility(
            facility_id=row["facility_id"],
            village_id=row["village_id"],
            kind=row["kind"],
            name=row["name"],
            people=0 if math.isnan(row["people"]) else int(row["people"]),
            hours=asked,
        )
        for row, asked in zip(frame.to_dict("records"), hours, strict=True)
    )
    return tuple(sorted(rows, key=lambda one: one.facility_id))


def leaders_of(facts: Facts) -> tuple[Leader, ...]:
    """Return the leaders who keep contact rooms (R22)."""
    if facts.leaders is None:
        return ()
    rows = (
        Leader(
            leader_id=row["leader_id"],
            level=Level(row["level"]),
            county_id=row["county_id"],
            name=row["name"],
            lon=None if math.isnan(row["lon"]) else round(float(row["lon"]), 7),
            lat=None if math.isnan(row["lat"]) else round(float(row["lat"]), 7),
        )
        for row in facts.leaders.to_dict("records")
    )
    return tuple(sorted(rows, key=lambda one: one.leader_id))


def headcounts_of(facts: Facts) -> tuple[Headcount, ...]:
    """Return the police of each county (R20)."""
    if facts.headcounts is None:
        return ()
    rows = (
        Headcount(row["county_id"], int(row["county_police"]), urban=bool(row["urban"]))
        for row in facts.headcounts.to_dict("records")
    )
    return tuple(sorted(rows, key=lambda one: one.county_id))
