"""What `diagnose` answers, as values: what collides, what would mend it, where people are short."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assign.messages import Message
from assign.optimise import ShortGroup
from assign.plan import Status

Settings = Mapping[str, object]
"""Dotted keys as behind ``--set``: what they change can be carried out on the case as it stands."""


@dataclass(frozen=True)
class Wish:
    """A setting of a rule, or the status of a site, that could be given up.

    Parameters
    ----------
    rule_id
        The rule it belongs to.
    subject
        Id of the site; empty for a setting.
    without
        Settings that give it up.
    sentence
        The wish in words.
    """

    rule_id: str
    subject: str
    without: Settings
    sentence: Message


@dataclass(frozen=True)
class Remedy:
    """A change of the case that was tried, and what the plan then costs.

    Parameters
    ----------
    settings
        The change.
    objective
        Officer-minutes a month of the plan with it; None where people alone were tried.
    rooms
        Rooms of that plan.
    """

    settings: Settings
    sentence: Message
    objective: float | None = None
    rooms: int | None = None


@dataclass(frozen=True)
class Clash:
    """A smallest set of wishes that cannot hold together: without any one of them the others can.

    Parameters
    ----------
    wishes
        Empty where the facts alone are impossible, whatever is given up.
    remedies
        Each of them alone mends this clash; cheapest first.
    """

    wishes: tuple[Wish, ...]
    remedies: tuple[Remedy, ...] = ()


@dataclass(frozen=True)
class Shortage:
    """Posts of a station that stay open in the best plan (R13, R14, R24).

    Parameters
    ----------
    need, carry
        Posts that must be filled, and those that can be.
    pool
        How far officers may come: ``station``, ``county`` or ``city`` (R19).
    group
        The places that cannot all be served, and by whom; None where counting finds none: it is then a matter of
        which places lie side by side, or of certificates.
    open_places
        Ids of the rooms or villages that stay open.
    """

    rule_id: str
    station: str
    need: int
    carry: int
    open_places: tuple[str, ...]
    pool: str
    group: ShortGroup | None
    remedies: tuple[Remedy, ...] = ()

    @property
    def wide(self) -> bool:
        """Whether officers may come from other stations (R19), so that no one station is short."""
        return self.pool != "station"

    @property
    def short(self) -> int:
        """Posts that stay open."""
        return self.need - self.carry


@dataclass(frozen=True)
class Smallest:
    """The least that works, and what was asked.

    Parameters
    ----------
    what
        ``max_travel``, ``officers`` or ``rooms``.
    value
        Minutes, officers to add, or rooms; None where nothing works until something else is mended.
    settings
        What sets it.
    below
        Message saying why less does not work.
    """

    what: str
    value: float | None
    settings: Settings
    below: Message


@dataclass(frozen=True)
class Diagnosis:
    """Whether a case can be planned, and if not, why not and what would help.

    Parameters
    ----------
    status
        ``feasible`` where a plan exists; ``infeasible`` where a second model agrees that none does; ``infeasible?``
        where it disagrees or did not come to an end.
    collisions
        What `solve` says, in numbers.
    together
        With several clashes: one remedy of each, tried together.
    """

    status: Status
    collisions: tuple[Message, ...] = ()
    clashes: tuple[Clash, ...] = ()
    together: Remedy | None = None
    shortages: tuple[Shortage, ...] = ()
    smallest: Smallest | None = None
    facts: Mapping[str, float] = field(default_factory=dict)

    @property
    def possible(self) -> bool:
        """Whether there is a plan."""
        return not self.collisions
