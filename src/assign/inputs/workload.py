"""Typed tables → what is known of each village, and notes on what had to be assumed.

people
    A missing population is ``households × people_per_household``, else the median of the known villages of
    its kind, else ``default_population_<kind>``; missing households are ``population /
    people_per_household``.

The formulas of complexity and hours stand in `assign.demand.workload`.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from assign.demand import Evidence, Facilities, Incidents
from assign.errors import Fault, Severity
from assign.messages import Value
from assign.policy import Policy

_TYPES = {"纠纷": "dispute", "矛盾纠纷": "dispute", "案件": "case", "警情": "alarm", "信访": "petition"}

Numbers = NDArray[np.float64]


def gather_evidence(
    frame: pd.DataFrame,
    incidents: pd.DataFrame | None,
    facilities: pd.DataFrame | None = None,
    *,
    policy: Policy,
) -> tuple[Evidence, list[Fault]]:
    """Return what is known of the villages, people filled in, and notes on what was assumed.

    Parameters
    ----------
    frame
        One row a village: ``village_id``, ``kind``, ``population``, ``households`` and ``complexity`` (NaN
        unknown).
    incidents
        None, or ``village_id``, ``date``, ``type``, ``severity`` (NaT, NaN unknown).
    facilities
        None, or ``village_id``, ``kind``, ``people`` (NaN unknown), of villages in `frame`.
    """
    notes: list[Fault] = []
    population, households = _people(frame, policy, notes)
    known_people = frame["population"].notna().to_numpy(dtype=bool)
    known_households = frame["households"].notna().to_numpy(dtype=bool)
    number = {key: place for place, key in enumerate(frame["village_id"])}
    given = frame["complexity"].to_numpy(dtype=float)
    events = _incidents(incidents, number, policy, notes) if incidents is not None else None
    blank = np.isnan(given) & ~known_people & ~known_households
    if events is None and blank.any():
        values: dict[str, Value] = {
            "count": int(blank.sum()),
            "of": len(frame),
            "default": policy.number("complexity.default"),
        }
        notes.append(Fault("complexity-default", Severity.WARNING, values=values))
    evidence = Evidence(
        population=population,
        households=households,
        population_known=known_people,
        households_known=known_households,
        complexity=given.copy(),
        incidents=events,
        facilities=_facilities(facilities, number, policy, notes),
    )
    return evidence, notes


def _people(frame: pd.DataFrame, policy: Policy, notes: list[Fault]) -> tuple[Numbers, Numbers]:
    per_household = policy.number("workload.people_per_household")
    population = frame["population"].astype(float)
    households = frame["households"].astype(float)
    unknown = population.isna()
    median = population.groupby(frame["kind"]).transform("median")
    default = frame["kind"].map(lambda kind: policy.number(f"workload.default_population_{kind}"))
    population = (
        population.fillna(households * per_household).fillna(median).fillna(default.astype(float)).round()
    )
    if unknown.any():
        by_households = int((unknown & households.notna()).sum())
        values = {"count": int(unknown.sum()), "of": len(frame), "by_households": by_households}
        notes.append(Fault("population-assumed", Severity.WARNING, values=values))
    missing = households.isna()
    if missing.any():
        assumed: dict[str, Value] = {
            "count": int(missing.sum()),
            "of": len(frame),
            "people": per_household,
        }
        notes.append(Fault("households-assumed", Severity.NOTE, values=assumed))
    households = households.fillna(population / per_household).round()
    return np.array(population, dtype=np.float64), np.array(households, dtype=np.float64)


def _incidents(
    frame: pd.DataFrame, number: dict[str, int], policy: Policy, notes: list[Fault]
) -> Incidents | None:
    """Return the incidents of known villages as arrays, None without any; oddities go into `notes`."""
    types = frame["type"].map(_type_of)
    known = policy.section("complexity.incident_weight")
    untyped = int((types == "").sum())
    if untyped:
        notes.append(Fault("incidents-untyped", Severity.NOTE, values={"count": untyped, "of": len(frame)}))
    unknown = ~types.isin(["", *known])
    if unknown.any():
        values: dict[str, Value] = {
            "count": int(unknown.sum()),
            "of": len(frame),
            "known": ", ".join(known),
        }
        notes.append(_listing("incidents-unknown-type", types[unknown], values))
    undated = int(frame["date"].isna().sum())
    if undated:
        notes.append(Fault("incidents-undated", Severity.NOTE, values={"count": undated, "of": len(frame)}))
    village = frame["village_id"].map(number)
    stray = village.isna()
    if stray.any():
        values = {"count": int(stray.sum()), "of": len(frame)}
        notes.append(_listing("incidents-unknown-village", frame["village_id"][stray].astype(str), values))
    kept = frame[~stray]
    if not len(kept):
        return None
    kinds, kind = np.unique(types[~stray].to_numpy(dtype=str), return_inverse=True)
    numbers = np.array(village[~stray], dtype=np.int32)
    severity = kept["severity"].to_numpy(dtype=float)
    day = kept["date"].to_numpy(dtype="datetime64[D]")
    # sums of floats depend on their order: the rows of the file shall not
    order = np.lexsort((severity, kind, day, numbers))
    return Incidents(
        village=numbers[order],
        kinds=tuple(kinds.tolist()),
        kind=kind[order].astype(np.int32),
        severity=severity[order],
        day=day[order],
    )


def _facilities(
    frame: pd.DataFrame | None, number: dict[str, int], policy: Policy, notes: list[Fault]
) -> Facilities:
    """Return the facilities as arrays; kinds without hours of their own go into `notes`."""
    if frame is None or not len(frame):
        return Facilities(np.zeros(0, dtype=np.int32), (), np.zeros(0))
    known = policy.section("workload.facility_hours")
    unknown = ~frame["kind"].isin(list(known))
    if unknown.any():
        values: dict[str, Value] = {
            "count": int(unknown.sum()),
            "of": len(frame),
            "known": ", ".join(known),
            "hours": known["other"],
        }
        notes.append(_listing("facilities-unknown-kind", frame["kind"][unknown], values))
    return Facilities(
        village=np.array(frame["village_id"].map(number), dtype=np.int32),
        kinds=tuple(frame["kind"]),
        people=np.array(frame["people"].fillna(0.0), dtype=np.float64),
    )


def _listing(code: str, words: pd.Series[str], values: dict[str, Value]) -> Fault:
    """Return a warning that shows the first five of some words."""
    found = ", ".join(sorted(set(words))[:5])
    return Fault(code, Severity.WARNING, found=found[:80], values=values)


def _type_of(value: object) -> str:
    text = "" if pd.isna(value) else str(value).strip().lower()  # type: ignore[call-overload]
    return _TYPES.get(text, text)
