"""How plans fare in many sampled futures, and how well yesterday's incidents foretold today's: answers as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

WORST = 0.1
"""The worst tenth: what is asked of a robust plan."""


@dataclass(frozen=True, slots=True)
class Odds:
    """What may happen within a month, and how likely.

    Parameters
    ----------
    closed
        Part of the sections of road that are closed, each by itself.
    bridge
        Probability that a named bridge is closed, as a whole.
    absent
        Probability that an officer is away.
    incidents
        Whether the incidents of the month are drawn, or stay at their mean.
    """

    closed: float = 0.01
    bridge: float = 0.05
    absent: float = 0.05
    incidents: bool = True


@dataclass(frozen=True, slots=True)
class FutureFigures:
    """One plan in one future; everything is for a month.

    Parameters
    ----------
    loss
        Officer-minutes: on the road, of hours above what officers can carry, and of rooms that nobody leads.
    mean_travel_min, max_travel_min
        From a room to its villages.
    far_villages
        Villages beyond the limit of R09, whether it is switched on or not.
    over_hours
        Hours above what officers can carry (R16), all together.
    rooms_without_lead
        Rooms whose police are all away and whom nobody covers (R25).
    villages_alone
        Villages whose auxiliaries and assistants are all away.
    closed_sections, away
        Sections of road closed, and officers away, in this future.
    """

    loss: float
    mean_travel_min: float
    max_travel_min: float
    far_villages: int
    over_hours: float
    rooms_without_lead: int
    villages_alone: int
    closed_sections: int
    away: int


@dataclass(frozen=True, slots=True)
class Sufferer:
    """What suffers or hurts, and by how much: a village, a room, a bridge.

    Parameters
    ----------
    amount
        Minutes more on the way for a village; part of all futures without a lead for a room; officer-minutes a month
        for a bridge that alone is closed.
    """

    entity: str
    entity_id: str
    name: str
    amount: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A plan among those compared over the same futures.

    Parameters
    ----------
    name
        "" for the plan asked about, a number for an alternative.
    cost
        Officer-minutes a month as planned, without any disturbance.
    median, worst
        Of the loss over the futures: the median, and the mean of the worst tenth.
    fresh_worst
        The mean of the worst tenth over futures that had no part in the choice.
    low, high
        90 % interval of ``worst`` less that of the plan asked about, over the fresh futures (bootstrap, paired).
    """

    name: str
    cost: float
    median: float
    worst: float
    fresh_worst: float
    low: float
    high: float


@dataclass(frozen=True)
class Outlook:
    """How a plan fares.

    Parameters
    ----------
    undisturbed
        The plan's own figures, reckoned the same way.
    futures
        A row a future.
    sufferers
        Villages and rooms, the hardest hit first.
    candidates
        The plan and its alternatives, least worst tenth first; the plan alone without alternatives.
    """

    odds: Odds
    seed: int
    undisturbed: FutureFigures
    futures: tuple[FutureFigures, ...]
    sufferers: tuple[Sufferer, ...] = ()
    candidates: tuple[Candidate, ...] = ()

    @property
    def best(self) -> Candidate | None:
        """The candidate with the least worst tenth."""
        return self.candidates[0] if self.candidates else None


@dataclass(frozen=True)
class BackTest:
    """A plan made with the incidents up to a day, held against those after it.

    Parameters
    ----------
    until, last
        The day the plan knew, and the last day of incidents, as ``YYYY-MM-DD``.
    known, later
        Incidents up to the day and after it.
    rank
        By forecast (``smoothed``, ``counted``, ``people``): Spearman's rank correlation with the incidents after the
        day, over villages.
    caught
        By forecast: part of the later incidents in the tenth of the villages it puts first.
    hours
        Hours a month of police and of helpers, as planned and as they would have been: ``planned_max``, ``later_max``,
        ``later_over`` (officers above what they can carry), by role.
    """

    until: str
    last: str
    known: int
    later: int
    rank: Mapping[str, float]
    caught: Mapping[str, float]
    hours: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
