"""What a question about a plan is answered with: sentences by key, figures, and ids apart from both."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assign.messages import Message, apart
from assign.plan import TIER_SCALE

STEPS = {
    "open": 1, "doubled": 1, "uncertified": 1, "understaffed": 2, "load": 3, "ability": 4, "green": 4,
    "outside": 4, "unguided": 4, "moves": 5, "worst_home": 6, "home": 6, "order": 7,
}  # fmt: skip
"""Which of the seven steps of the staffing each tier belongs to; earlier steps count first."""


class Outcome(StrEnum):
    """What an alternative comes to."""

    WORSE = "worse"  # the plan would be worse
    TIE = "tie"  # nothing gets worse: ids decide
    BETTER = "better"  # the plan was not proven there, and this is better
    IMPOSSIBLE = "impossible"  # a rule that must hold forbids it


@dataclass(frozen=True, slots=True)
class Change:
    """A figure in the plan and under an alternative.

    Parameters
    ----------
    pool
        ``police`` or ``helpers``; ``rooms`` for figures of zones.
    tier
        Name of a `Tier`; of zones ``shortfall`` (villages against R01), ``travel``, ``balance`` or ``site``
        (officer-minutes a month).
    before, after
        In what people read (`TIER_SCALE`).
    """

    pool: str
    tier: str
    before: float
    after: float

    @property
    def sentence(self) -> Message:
        """The change in words."""
        return Message(f"shift.{self.tier}", apart(self.before, self.after))


@dataclass(frozen=True, slots=True)
class Effect:
    """What an alternative does to one officer, village or room."""

    entity: str
    entity_id: str
    parts: tuple[Message, ...]
    worse: bool


@dataclass(frozen=True, slots=True)
class Option:
    """Another choice that was weighed, and what it would cost.

    Parameters
    ----------
    entity, entity_id
        What would stand there instead: an officer, a room, a site; ``place`` where the officer would go elsewhere.
    place_id
        Where what stands there now would go; "" where it does not matter.
    verdict
        What decides, in a sentence.
    changes
        Every figure that changes, the weightiest first.
    rules
        Ids of the rules that it would break, with a sentence each in `broken`.
    cost_min
        Officer-minutes a month more; None where the choice is about people, whose tiers have no common unit.
    """

    choice: Message
    entity: str
    entity_id: str
    place_id: str
    outcome: Outcome
    verdict: Message
    changes: tuple[Change, ...] = ()
    effects: tuple[Effect, ...] = ()
    rules: tuple[str, ...] = ()
    broken: tuple[Message, ...] = ()
    cost_min: float | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason; `step` is the step of the staffing it belongs to, 0 for a reason of the rooms."""

    step: int
    message: Message


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a village, room or officer stands as it does, and what else there was.

    Parameters
    ----------
    basis
        How the costs of `options` were found.
    """

    entity: str
    entity_id: str
    head: Message
    reasons: tuple[Reason, ...]
    options: tuple[Option, ...]
    basis: Message


@dataclass(frozen=True, slots=True)
class WhyNot:
    """What comes of it when the plan is made again with a wish laid down.

    Parameters
    ----------
    verdict
        The answer in a sentence.
    forbidden
        Where it is impossible: what forbids it, in numbers.
    """

    entity: str
    entity_id: str
    other_id: str
    question: Message
    outcome: Outcome
    verdict: Message
    basis: Message
    changes: tuple[Change, ...] = ()
    effects: tuple[Effect, ...] = ()
    rules: tuple[str, ...] = ()
    forbidden: tuple[Message, ...] = ()


def tier_change(pool: str, tier: str, before: int, after: int) -> Change:
    """Return a change of a tier, from the whole numbers of `Tier`."""
    return Change(pool, tier, before / TIER_SCALE[tier], after / TIER_SCALE[tier])


def judged(changes: tuple[Change, ...]) -> tuple[Outcome, Message]:
    """Return what changes of tiers come to: the first of them decides, the order of ids alone is a tie."""
    first = next((change for change in changes if change.tier != "order"), None)
    if first is None:
        return Outcome.TIE, Message("verdict.tie")
    values = apart(first.before, first.after)
    if first.after < first.before:
        return Outcome.BETTER, Message("verdict.better", values)
    return Outcome.WORSE, Message(f"worse.{first.tier}", values)
