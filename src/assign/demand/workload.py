"""Complexity, visits and hours of each village, from people, incidents and facilities.

With the numbers of ``[workload]`` and ``[complexity]`` of the policy:

incidents a month
    An incident counts ``incident_weight[type] × severity / 3`` (no severity: 3; unknown type: weight 1),
    halved for every ``half_life_months`` (a month is 30.4375 days) before the last date. With ``T`` the
    months from the first date to the last (at least 1), ``E = h / ln 2 × (1 − 2^(−T/h))`` is the weight of
    the whole span, so a steady flow is told as it is. An incident without a date counts ``E / T``; without
    any date ``T`` is 12. With ``O`` the sum of a village and ``n = E × population / 1000``, the rate ``r =
    O / n`` is smoothed by global empirical Bayes: ``m = ΣO / Σn``, ``A = max(0, Σn(r − m)² / Σn − c·m /
    mean(n))``, ``r' = m + (r − m) · A / (A + c·m / n)``, where ``c = Σw² / Σw`` over all incidents (1 when
    each counts 1) is the size of one event. Incidents a month are ``r' × population / 1000``, three
    decimals; a village of nobody has ``O / E``.
complexity
    ``100 × Σ weight·x/(x + half) / Σ weight`` over the parts that are known (population, households,
    incidents a month), one decimal; ``default`` when none is. What the user gives is taken.
visits
    ``base_visits + visits_per_1000_people × population/1000 + visits_per_10_complexity × complexity/10``,
    two decimals.
facilities
    Each asks for ``facility_hours[kind] + hours_per_1000_users × people/1000``, two decimals; a kind without
    a number counts as ``other``.
hours
    ``visits × visit_hours + hours_per_1000_people × population/1000 + hours_per_incident × incidents +
    facilities``, two decimals.

Each figure is computed from the rounded figures before it, so it can be checked from the printed ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assign.demand.evidence import Evidence, Facilities, Floats
from assign.demand.rates import smooth_monthly, weigh
from assign.policy import Policy


@dataclass(frozen=True, slots=True, eq=False)
class Workload:
    """What each village asks for, by village number.

    Parameters
    ----------
    incidents
        Severity-weighted, smoothed, a month, three decimals; NaN without incidents.
    complexity
        0–100, one decimal.
    visits, hours
        A month, two decimals.
    """

    incidents: Floats
    complexity: Floats
    visits: Floats
    hours: Floats


def workload_of(evidence: Evidence, policy: Policy) -> Workload:
    """Return complexity, visits and hours a month of every village by the policy's numbers."""
    monthly = incidents_a_month(evidence, policy)
    parts = {
        "population": np.where(evidence.population_known, evidence.population, np.nan),
        "households": np.where(evidence.households_known, evidence.households, np.nan),
        "incidents": monthly,
    }
    complexity = _complexity(evidence.complexity, parts, policy)
    rates = policy.section("workload")
    thousands = evidence.population / 1000
    visits = np.round(
        rates["base_visits"]
        + rates["visits_per_1000_people"] * thousands
        + rates["visits_per_10_complexity"] * complexity / 10,
        2,
    )
    hours = visits * rates["visit_hours"] + rates["hours_per_1000_people"] * thousands
    hours += rates["hours_per_incident"] * np.nan_to_num(monthly)
    extra = np.bincount(
        evidence.facilities.village,
        facility_hours(evidence.facilities, policy),
        minlength=len(evidence.population),
    )
    return Workload(monthly, complexity, visits, np.round(hours + extra, 2))


def facility_hours(facilities: Facilities, policy: Policy) -> Floats:
    """Return the hours a month that each facility asks for, two decimals (R23)."""
    if policy["R23"].off:
        return np.zeros(len(facilities.kinds))
    known = policy.section("workload.facility_hours")
    base = np.array([known.get(kind, known["other"]) for kind in facilities.kinds], dtype=np.float64)
    users = policy.number("workload.hours_per_1000_users") * facilities.people / 1000
    return np.asarray(np.round(base + users, 2), np.float64)


def incidents_a_month(evidence: Evidence, policy: Policy) -> Floats:
    """Return severity-weighted, smoothed incidents a month, by village, three decimals; NaN without any incident."""
    count, incidents = len(evidence.population), evidence.incidents
    if incidents is None or not len(incidents.village):
        return np.full(count, np.nan)
    events = weigh(incidents, policy)
    observed = np.bincount(incidents.village, events.weight, minlength=count).astype(np.float64)
    smoothed = smooth_monthly(observed, evidence.population, months=events.months, event=events.size)
    return np.asarray(np.round(smoothed, 3), np.float64)


def _complexity(given: Floats, parts: dict[str, Floats], policy: Policy) -> Floats:
    share, weight = np.zeros(len(given)), np.zeros(len(given))
    for name, x in parts.items():
        known = ~np.isnan(x)
        importance = policy.number(f"complexity.{name}_weight")
        half = policy.number(f"complexity.{name}_half")
        share[known] += importance * x[known] / (x[known] + half)
        weight[known] += importance
    computed = np.full(len(given), policy.number("complexity.default"))
    computed[weight > 0] = 100 * share[weight > 0] / weight[weight > 0]
    return np.asarray(np.round(np.where(np.isnan(given), computed, given), 1), np.float64)
