"""Incidents by calendar month: which months have more than their share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assign.demand.evidence import Incidents

DAYS_OF_TWO_YEARS = 730
MONTHS = 12
FEWEST_MONTHS = 6


@dataclass(frozen=True, slots=True)
class Season:
    """How dated incidents are spread over the calendar.

    Parameters
    ----------
    counts
        Incidents of January to December.
    days
        Days of each calendar month between the first date and the last.
    index
        Incidents a day of the month over incidents a day of the whole span: 1 is an even share; NaN where
        the span has no day of the month.
    first, last
        ISO dates.
    undated
        Incidents without a date; they are left out.
    """

    counts: tuple[int, ...]
    days: tuple[int, ...]
    index: tuple[float, ...]
    first: str
    last: str
    undated: int

    @property
    def short(self) -> bool:
        """Whether the span is less than two years: then it is the pattern of one year only."""
        return sum(self.days) < DAYS_OF_TWO_YEARS


def season_of(incidents: Incidents | None) -> Season | None:
    """Return the spread of incidents over the calendar months, or None without a dated incident."""
    if incidents is None:
        return None
    dated = incidents.day[~np.isnat(incidents.day)]
    if not len(dated):
        return None
    first, last = dated.min(), dated.max()
    span = np.arange(first, last + np.timedelta64(1, "D"))
    counts, days = (np.bincount(_month(day), minlength=MONTHS) for day in (dated, span))
    with np.errstate(invalid="ignore", divide="ignore"):
        index = (counts / days) / (len(dated) / len(span))
    return Season(
        counts=tuple(counts.tolist()),
        days=tuple(days.tolist()),
        index=tuple(index.tolist()),
        first=str(first),
        last=str(last),
        undated=int(np.isnat(incidents.day).sum()),
    )


def monthly_spread(incidents: Incidents) -> float:
    """Return by how much whole months differ beyond chance: ``max(0, (variance - mean) / mean²)`` of their counts.

    It is the dispersion of a negative binomial count by moments; 0 with fewer than six whole months.
    """
    dated = incidents.day[~np.isnat(incidents.day)]
    if not len(dated):
        return 0.0
    month = dated.astype("datetime64[M]").astype(np.int64)
    whole = np.bincount(month - month.min())[1:-1]  # the first and the last month may be cut short
    if len(whole) < FEWEST_MONTHS or whole.mean() == 0:
        return 0.0
    return float(max(0.0, (whole.var(ddof=1) - whole.mean()) / whole.mean() ** 2))


def _month(day: np.ndarray) -> np.ndarray:
    """Return 0 for January to 11 for December."""
    return np.asarray(day.astype("datetime64[M]").astype(np.int64) % MONTHS)
