"""Complexity, visits and hours of each village, from people and incidents.

With the numbers of ``[workload]`` and ``[complexity]`` of the policy:

people
    A missing population is ``households × people_per_household``, else the median of the known villages of
    its kind, else ``default_population_<kind>``; missing households are ``population /
    people_per_household``.
incidents a month
    An incident counts ``incident_weight[type] × severity / 3`` (no severity: 3; unknown type: weight 1),
    halved for every ``half_life_months`` (a month is 30.4375 days) before the last date. With ``T`` the
    months from the first date to the last (at least 1), ``E = h / ln 2 × (1 − 2^(−T/h))`` is the weight of
    the whole span, so a steady flow is told as it is. An incident without a date counts ``E / T``; without
    any date ``T`` is 12. With ``O`` the sum of a village and ``n = E × population / 1000``, the rate ``r =
    O / n`` is smoothed by global empirical Bayes [1]_: ``m = ΣO / Σn``, ``A = max(0, Σn(r − m)² / Σn − c·m
    / mean(n))``, ``r' = m + (r − m) · A / (A + c·m / n)``, where ``c = Σw² / Σw`` over all incidents (1
    when each counts 1) is the size of one event. Incidents a month are ``r' × population / 1000``, three
    decimals; a village of nobody has ``O / E``.
complexity
    ``100 × Σ weight·x/(x + half) / Σ weight`` over the parts that are known (population, households,
    incidents a month), one decimal; ``default`` when none is. What the user gives is taken.
visits
    ``base_visits + visits_per_1000_people × population/1000 + visits_per_10_complexity × complexity/10``,
    two decimals.
hours
    ``visits × visit_hours + hours_per_1000_people × population/1000 + hours_per_incident × incidents``, two
    decimals.

Each figure is computed from the rounded figures before it, so it can be checked from the printed ones.

References
----------
.. [1] Marshall, R. J. (1991). Mapping disease and mortality rates using empirical Bayes estimators. Journal
   of the Royal Statistical Society C, 40(2), 283–294.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from assign.errors import Fault, Severity
from assign.messages import Value
from assign.policy import Policy

DAYS_A_MONTH = 30.4375
MIDDLE_SEVERITY = 3.0
UNDATED_MONTHS = 12.0
"""What incidents without any date are taken to span."""
_TYPES = {"纠纷": "dispute", "矛盾纠纷": "dispute", "案件": "case", "警情": "alarm", "信访": "petition"}

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Events:
    """Weighted incidents: `weight` with severity and age in it, `months` the weight of the whole span (E)."""

    village_id: NDArray[np.object_]
    weight: Numbers
    months: float


def assess_workload(
    frame: pd.DataFrame, incidents: pd.DataFrame | None, *, policy: Policy
) -> tuple[pd.DataFrame, list[Fault]]:
    """Return the villages with complexity, visits and hours a month, and notes on what was assumed.

    Parameters
    ----------
    frame
        One row a village: ``village_id``, ``kind``, ``population``, ``households`` and ``complexity`` (NaN
        unknown).
    incidents
        None, or ``village_id``, ``date``, ``type``, ``severity`` (NaT, NaN unknown).

    Returns
    -------
    tuple
        A copy of `frame` with ``population`` and ``households`` (whole numbers), ``complexity`` (0–100, one
        decimal), ``visits`` and ``hours`` (a month, two decimals), ``incidents_per_month``
        (severity-weighted and smoothed, three decimals; NaN without incidents).
    """
    notes: list[Fault] = []
    out = frame.copy()
    known_people, known_households = out["population"].notna(), out["households"].notna()
    out["population"], out["households"] = _people(out, policy, notes)
    monthly = np.full(len(out), np.nan)
    if incidents is not None and len(incidents):
        events = weigh_incidents(incidents, policy=policy, notes=notes)
        observed = _by_village(events, out["village_id"], notes)
        scale = _event_size(events)
        monthly = np.round(
            smooth_monthly(observed, out["population"].to_numpy(float), months=events.months, event=scale), 3
        )
    parts = {
        "population": np.where(known_people, out["population"], np.nan),
        "households": np.where(known_households, out["households"], np.nan),
        "incidents": monthly,
    }
    out["complexity"] = _complexity(out["complexity"].to_numpy(float), parts, policy, notes)
    out["incidents_per_month"] = monthly
    return _visits_and_hours(out, policy.section("workload")), notes


def _people(frame: pd.DataFrame, policy: Policy, notes: list[Fault]) -> tuple[pd.Series[int], pd.Series[int]]:
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
    return population.astype(int), households.astype(int)


def weigh_incidents(incidents: pd.DataFrame, *, policy: Policy, notes: list[Fault]) -> Events:
    """Return the incidents with their weights; unknown types and missing dates go into `notes`."""
    weights = policy.section("complexity.incident_weight")
    types = incidents["type"].map(_type_of)
    unknown = ~types.isin(list(weights))
    if unknown.any():
        found = ", ".join(sorted(set(types[unknown]))[:5])
        values: dict[str, Value] = {
            "count": int(unknown.sum()),
            "of": len(incidents),
            "known": ", ".join(weights),
        }
        notes.append(Fault("incidents-unknown-type", Severity.WARNING, found=found[:80], values=values))
    severity = incidents["severity"].astype(float).fillna(MIDDLE_SEVERITY).to_numpy()
    weight = types.map(weights).fillna(1.0).to_numpy(float) * severity / MIDDLE_SEVERITY
    decay, months = _decay(incidents["date"], policy.number("complexity.half_life_months"), notes)
    return Events(incidents["village_id"].to_numpy(object), weight * decay, months)


def _type_of(value: object) -> str:
    text = "" if pd.isna(value) else str(value).strip().lower()  # type: ignore[call-overload]
    return _TYPES.get(text, text)


def _decay(date: pd.Series[pd.Timestamp], half_life: float, notes: list[Fault]) -> tuple[Numbers, float]:
    """Return what each incident still counts, and the weight of the whole span, in months."""
    undated = date.isna().to_numpy()
    if undated.any():
        values = {"count": int(undated.sum()), "of": len(date)}
        notes.append(Fault("incidents-undated", Severity.NOTE, values=values))
    age = ((date.max() - date).dt.total_seconds() / 86400 / DAYS_A_MONTH).to_numpy(np.float64)
    span = UNDATED_MONTHS if undated.all() else max(float(np.nanmax(age)), 1.0)
    months = float(half_life / np.log(2) * (1 - 2 ** (-span / half_life)))
    return np.asarray(np.where(undated, months / span, np.exp2(-age / half_life)), np.float64), months


def _by_village(events: Events, village_id: pd.Series[str], notes: list[Fault]) -> Numbers:
    total = pd.Series(events.weight).groupby(events.village_id).sum()
    stray = ~np.isin(events.village_id.astype(str), village_id.to_numpy(str))
    if stray.any():
        found = ", ".join(sorted(set(events.village_id[stray].astype(str)))[:5])
        values = {"count": int(stray.sum()), "of": len(events.weight)}
        notes.append(Fault("incidents-unknown-village", Severity.WARNING, found=found[:80], values=values))
    return np.asarray(total.reindex(village_id).fillna(0.0), np.float64)


def _event_size(events: Events) -> float:
    """Return the mean size of an event, Σw² / Σw: 1 when each counts 1."""
    total = float(events.weight.sum())
    return float((events.weight**2).sum()) / total if total > 0 else 1.0


def smooth_monthly(observed: Numbers, population: Numbers, *, months: float, event: float) -> Numbers:
    """Return weighted incidents a month, rates smoothed by global empirical Bayes (module docstring)."""
    monthly = observed / months
    lived = population > 0
    exposure = population[lived] / 1000 * months
    if not lived.any() or observed[lived].sum() == 0:
        return monthly
    rate = observed[lived] / exposure
    mean = observed[lived].sum() / exposure.sum()
    variance = (exposure * (rate - mean) ** 2).sum() / exposure.sum()
    between = max(0.0, variance - event * mean / exposure.mean())
    smoothed = mean + (rate - mean) * between / (between + event * mean / exposure)
    monthly[lived] = smoothed * population[lived] / 1000
    return monthly


def _complexity(given: Numbers, parts: dict[str, Numbers], policy: Policy, notes: list[Fault]) -> Numbers:
    share, weight = np.zeros(len(given)), np.zeros(len(given))
    for name, x in parts.items():
        known = ~np.isnan(x)
        importance = policy.number(f"complexity.{name}_weight")
        half = policy.number(f"complexity.{name}_half")
        share[known] += importance * x[known] / (x[known] + half)
        weight[known] += importance
    computed = np.full(len(given), policy.number("complexity.default"))
    computed[weight > 0] = 100 * share[weight > 0] / weight[weight > 0]
    assumed = np.isnan(given) & (weight == 0)
    if assumed.any():
        values = {
            "count": int(assumed.sum()),
            "of": len(given),
            "default": policy.number("complexity.default"),
        }
        notes.append(Fault("complexity-default", Severity.WARNING, values=values))
    return np.asarray(np.round(np.where(np.isnan(given), computed, given), 1), np.float64)


def _visits_and_hours(frame: pd.DataFrame, rates: dict[str, float]) -> pd.DataFrame:
    thousands = frame["population"].to_numpy(float) / 1000
    complexity = frame["complexity"].to_numpy(float)
    visits = np.round(
        rates["base_visits"]
        + rates["visits_per_1000_people"] * thousands
        + rates["visits_per_10_complexity"] * complexity / 10,
        2,
    )
    incidents = frame["incidents_per_month"].fillna(0.0).to_numpy(float)
    hours = visits * rates["visit_hours"] + rates["hours_per_1000_people"] * thousands
    frame["visits"] = visits
    frame["hours"] = np.round(hours + rates["hours_per_incident"] * incidents, 2)
    return frame
