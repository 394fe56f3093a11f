"""Incidents → weighted incidents a month, the rates of small villages smoothed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assign.demand.evidence import Floats, Incidents
from assign.policy import Policy

DAYS_A_MONTH = 30.4375
MIDDLE_SEVERITY = 3.0
UNDATED_MONTHS = 12.0
"""What incidents without any date are taken to span."""


@dataclass(frozen=True, slots=True, eq=False)
class Events:
    """Weighted incidents: `weight` with severity and age in it, `months` the weight of the whole span (E)."""

    weight: Floats
    months: float

    @property
    def size(self) -> float:
        """The mean size of an event, Σw² / Σw: 1 when each counts 1."""
        total = float(self.weight.sum())
        return float((self.weight**2).sum()) / total if total > 0 else 1.0


def weigh(incidents: Incidents, policy: Policy) -> Events:
    """Return what each incident counts, by type, severity and age (`assign.demand.workload`)."""
    by_kind = _weights(incidents.kinds, policy.section("complexity.incident_weight"))
    severity = np.where(np.isnan(incidents.severity), MIDDLE_SEVERITY, incidents.severity)
    left, months = _fading(incidents.day, policy.number("complexity.half_life_months"))
    return Events(by_kind[incidents.kind] * severity / MIDDLE_SEVERITY * left, months)


def _weights(kinds: tuple[str, ...], known: Mapping[str, float]) -> Floats:
    return np.array([known.get(kind, 1.0) for kind in kinds], dtype=np.float64)


def _fading(day: NDArray[np.datetime64], half_life: float) -> tuple[Floats, float]:
    """Return what each incident still counts, and the weight of the whole span, in months."""
    undated = np.isnat(day)
    age = np.zeros(len(day))
    if not undated.all():
        age[~undated] = (day[~undated].max() - day[~undated]).astype(np.int64) / DAYS_A_MONTH
    span = UNDATED_MONTHS if undated.all() else max(float(age.max()), 1.0)
    months = float(half_life / np.log(2) * (1 - 2 ** (-span / half_life)))
    return np.where(undated, months / span, np.exp2(-age / half_life)), months


def smooth_monthly(observed: Floats, population: Floats, *, months: float, event: float) -> Floats:
    """Return weighted incidents a month, rates smoothed by global empirical Bayes.

    The smoothing is `esda.smoothing.Empirical_Bayes` [1]_ on ``observed / event`` events of size one. Where the
    rates spread no more than chance explains, esda's weight turns negative; Marshall puts zero [2]_, so all
    rates become the mean. A village of nobody has no rate and keeps what was observed.

    Parameters
    ----------
    observed
        (villages,) sums of weights.
    population
        (villages,) people.
    months
        Weight of the whole span; people in thousands times months are at risk.
    event
        Mean size of an event, Σw² / Σw over all incidents: with it the variance that chance explains is that
        of a compound Poisson flow.

    References
    ----------
    .. [1] Rey, S. J. and Anselin, L. (2007). PySAL: a Python library of spatial analytical methods. The Review
       of Regional Studies, 37(1), 5–27.
    .. [2] Marshall, R. J. (1991). Mapping disease and mortality rates using empirical Bayes estimators. Journal
       of the Royal Statistical Society C, 40(2), 283–294.
    """
    monthly = observed / months
    lived = population > 0
    if not lived.any() or observed[lived].sum() == 0:
        return monthly
    events, exposure = observed[lived] / event, population[lived] / 1000 * months
    mean = events.sum() / exposure.sum()
    spread = (exposure * (events / exposure - mean) ** 2).sum() / exposure.sum()
    rate = np.full(len(events), mean)
    if spread > mean / exposure.mean():
        # half a second and 60 MB, only where there are incidents
        from esda.smoothing import Empirical_Bayes  # noqa: PLC0415

        rate = Empirical_Bayes(events, exposure).r[:, 0]
    monthly[lived] = event * rate * population[lived] / 1000
    return monthly
