"""A plan made with the incidents up to a day, held against those after it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr

from assign.ask.exposed import Exposed, undisturbed
from assign.cache import Cache
from assign.demand import Incidents, incidents_a_month
from assign.demand.rates import DAYS_A_MONTH, MIDDLE_SEVERITY
from assign.errors import UsageError
from assign.messages import Message
from assign.outlook import BackTest
from assign.plan import Plan
from assign.problem import Problem, Role
from assign.scenario import reckoned
from assign.solve import solve

HARDEST = 0.1
"""The part of the villages that a forecast puts first."""


def backtest(
    problem: Problem, until: dt.date, *, cache: Cache | None = None, workers: int | None = 1
) -> BackTest:
    """Return how well the incidents up to a day foretold those after it, and what that day's plan would have carried.

    Three forecasts are held against the later incidents: the smoothed rates the plan reckons with, bare counts, and
    the number of people. Recorded incidents measure recording: what is good at them foretells what will be recorded.

    Raises
    ------
    UsageError
        ``usage.backtest`` unless dated incidents lie on both sides of the day.
    """
    known, later, last = _parted(problem, until)
    before = _knowing(problem, known)
    count = len(problem.villages)
    after = _weights(problem, later, count)
    forecasts = {
        "smoothed": _foreseen(before),
        "counted": _weights(problem, known, count),
        "people": np.array([float(one.population) for one in problem.villages]),
    }
    plan = solve(before, cache=cache, workers=workers)
    months = (last - until).days / DAYS_A_MONTH
    return BackTest(
        until=until.isoformat(),
        last=last.isoformat(),
        known=len(known.village),
        later=len(later.village),
        rank={name: round(_rank(values, after), 3) for name, values in forecasts.items()},
        caught={name: round(_caught(values, after), 3) for name, values in forecasts.items()},
        hours=_hours(before, plan, after / months - forecasts["smoothed"]),
    )


def _knowing(problem: Problem, known: Incidents) -> Problem:
    """Return the problem as it was reckoned with these incidents alone."""
    evidence = problem.evidence and replace(problem.evidence, incidents=known)
    everywhere = {one.village_id for one in problem.villages}
    whole, then = reckoned(problem, everywhere), reckoned(replace(problem, evidence=evidence), everywhere)
    # what a scenario has added to hours and visits (a surge) stays
    villages = tuple(
        replace(
            one,
            hours=round(one.hours * (now.hours / of_all.hours if of_all.hours else 1), 2),
            visits=round(one.visits * (now.visits / of_all.visits if of_all.visits else 1), 2),
            complexity=now.complexity,
        )
        for one, of_all, now in zip(problem.villages, whole.villages, then.villages, strict=True)
    )
    return replace(then, villages=villages)


def _foreseen(problem: Problem) -> NDArray[np.float64]:
    """Return the incidents a month that the problem reckons with, by village."""
    if problem.evidence is None:
        return np.zeros(len(problem.villages))
    return np.nan_to_num(incidents_a_month(problem.evidence, problem.policy))


def _parted(problem: Problem, until: dt.date) -> tuple[Incidents, Incidents, dt.date]:
    """Return the dated incidents up to the day and after it, and their last day.

    Raises
    ------
    UsageError
        ``usage.backtest``.
    """
    incidents = problem.evidence.incidents if problem.evidence else None
    if incidents is None:
        raise UsageError(Message("usage.backtest", {"until": until.isoformat(), "first": "—", "last": "—"}))
    dated = ~np.isnat(incidents.day)
    day = np.datetime64(until)
    if not (dated & (incidents.day <= day)).any() or not (dated & (incidents.day > day)).any():
        first, last = (str(f(incidents.day[dated])) if dated.any() else "—" for f in (np.min, np.max))
        raise UsageError(
            Message("usage.backtest", {"until": until.isoformat(), "first": first, "last": last})
        )
    last_day: dt.date = incidents.day[dated].max().astype(object)
    return (
        _some(incidents, dated & (incidents.day <= day)),
        _some(incidents, dated & (incidents.day > day)),
        last_day,
    )


def _some(incidents: Incidents, chosen: NDArray[np.bool_]) -> Incidents:
    return replace(
        incidents,
        village=incidents.village[chosen],
        kind=incidents.kind[chosen],
        severity=incidents.severity[chosen],
        day=incidents.day[chosen],
    )


def _weights(problem: Problem, incidents: Incidents, count: int) -> NDArray[np.float64]:
    """Return the weight of incidents by village, by type and severity, none of them faded."""
    by_kind = problem.policy.section("complexity.incident_weight")
    kinds = np.array([by_kind.get(kind, 1.0) for kind in incidents.kinds])
    severity = np.where(np.isnan(incidents.severity), MIDDLE_SEVERITY, incidents.severity)
    weight = kinds[incidents.kind] * severity / MIDDLE_SEVERITY
    return np.bincount(incidents.village, weight, minlength=count).astype(np.float64)


def _rank(values: NDArray[np.float64], after: NDArray[np.float64]) -> float:
    """Return Spearman's rank correlation; 0 where one side does not vary."""
    if np.ptp(values) == 0 or np.ptp(after) == 0:
        return 0.0
    return float(spearmanr(values, after).statistic)


def _caught(values: NDArray[np.float64], after: NDArray[np.float64]) -> float:
    """Return the part of the later incidents in the tenth of the villages put first."""
    first = np.argsort(-values, kind="stable")[: max(1, round(HARDEST * len(values)))]
    return float(after[first].sum() / after.sum()) if after.sum() else 0.0


def _hours(problem: Problem, plan: Plan, more: NDArray[np.float64]) -> Mapping[str, Mapping[str, float]]:
    """Return the hours of police and helpers, as planned and with the later incidents."""
    if not plan.posts:
        return {}
    exposed = Exposed(problem, plan)
    rate = problem.policy.number("workload.hours_per_incident")
    calm = undisturbed(problem)
    planned = exposed.loads(calm)
    carried = exposed.loads(replace(calm, extra_hours=rate * more))
    role = {post.officer_id: "police" if post.role == Role.POLICE.value else "helpers" for post in plan.posts}
    out = {}
    for kind in ("police", "helpers"):
        ids = [one for one in sorted(planned) if role.get(one) == kind]
        if ids:
            out[kind] = {
                "planned_max": round(max(planned[one] for one in ids), 2),
                "later_max": round(max(carried[one] for one in ids), 2),
                "later_over": float(sum(carried[one] > exposed.capacity[one] for one in ids)),
            }
    return out
