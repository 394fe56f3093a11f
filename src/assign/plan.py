"""The decision as one frozen value: rows as they stand in the plan's tables, and the proof."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from assign.compare import Comparison, compare
from assign.errors import Severity
from assign.messages import Message, apart
from assign.proof import Certificate, Cut, Prices, StaffProof, Status, Tier
from assign.reported import COLUMNS, Reported

__all__ = [
    "TABLE_COLUMNS",
    "Alternative",
    "Area",
    "Assignment",
    "Certificate",
    "Cut",
    "Plan",
    "Post",
    "Prices",
    "Room",
    "RuleException",
    "StaffProof",
    "Status",
    "Tier",
    "Unused",
]

TABLE_COLUMNS: dict[str, tuple[str, ...]] = {
    "villages": (
        "village_id", "name", "kind", "station_id", "room_id", "is_host", "has_workstation", "travel_min",
        "complexity", "hours", "lead_officer_id", "auxiliary_ids",
    ),
    "rooms": (
        "room_id", "station_id", "host_village_id", "site_id", "site_kind", "status", "lon", "lat", "villages",
        "population", "hours", "area_id", "lead_officer_id", "mean_travel_min", "max_travel_min",
    ),
    "posts": (
        "officer_id", "role", "station_id", "room_id", "village_ids", "is_lead", "is_chief", "mentor_id",
        "village_post", "travel_min", "ability", "complexity", "hours", "changed", "reason",
    ),
    "areas": ("area_id", "chief_officer_id", "room_ids"),
    "exceptions": ("rule_id", "severity", "entity", "entity_id", "found", "expected", "remedy"),
    "unused": ("officer_id", "role", "station_id", "reason"),
    "reasons": (
        "officer_id", "choice", "other_officer_id", "place_id", "tier", "tier_value", "tier_value_then", "worse_for",
        "sentence",
    ),
    **COLUMNS,
}  # fmt: skip
"""Columns of the plan's tables, in the contract's order; then those that the rules report (`assign.reported`)."""


TIER_SCALE: dict[str, int] = {
    "open": 10, "doubled": 1, "uncertified": 1, "understaffed": 1, "load": 10_000, "ability": 100, "green": 1,
    "outside": 1, "unguided": 1, "moves": 1, "worst_home": 100, "home": 100, "order": 1,
}  # fmt: skip
"""How many whole units of a `Tier` make one of what people read: complexity, posts, people, percent of capacity,
squared points, rooms, years, minutes."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A village's row: its room, how far, who answers for it."""

    village_id: str
    name: str
    kind: str
    station_id: str
    room_id: str
    is_host: bool
    has_workstation: bool
    travel_min: float
    complexity: float
    hours: float
    lead_officer_id: str = ""
    auxiliary_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Room:
    """A police room at one site, serving a zone. `villages` are ids, host included, sorted."""

    room_id: str
    station_id: str
    host_village_id: str
    site_id: str
    site_kind: str
    status: str
    lon: float
    lat: float
    villages: tuple[str, ...]
    population: int
    hours: float
    area_id: str
    lead_officer_id: str
    mean_travel_min: float
    max_travel_min: float


@dataclass(frozen=True, slots=True)
class Post:
    """Where an officer stands. A lead of several rooms has one row, `room_id` being the first of them by id.

    Parameters
    ----------
    village_ids
        Villages answered for (lead) or served (auxiliary, assistant).
    travel_min
        Minutes from the room to the farthest of `village_ids`.
    complexity
        Of the post, 0–100: hours-weighted mean over `village_ids`.
    hours
        Officer-hours a month the post asks for.
    changed
        Whether the officer is moved from the current room or village.
    """

    officer_id: str
    role: str
    station_id: str
    room_id: str
    village_ids: tuple[str, ...]
    is_lead: bool
    is_chief: bool
    mentor_id: str
    village_post: str
    travel_min: float
    ability: float
    complexity: float
    hours: float
    changed: bool
    reason: Message


@dataclass(frozen=True, slots=True)
class Area:
    """2–4 neighbouring rooms under one chief (R17)."""

    area_id: str
    chief_officer_id: str
    room_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleException:
    """Where a rule could not hold, by how much, and what would mend it."""

    rule_id: str
    severity: Severity
    entity: str
    entity_id: str
    found: str
    expected: str
    remedy: Message


@dataclass(frozen=True, slots=True)
class Unused:
    """An officer without a post, and why."""

    officer_id: str
    role: str
    station_id: str
    reason: Message


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another choice for an officer's post, all others staying, and the first tier that tells it from the plan.

    Parameters
    ----------
    choice
        1 costs the plan least.
    other_officer_id
        With whom posts would be exchanged; ``""``: the officer would go and stand beside others.
    place_id
        Where the officer would stand: a room, or the village of a helper's post.
    tier
        Name of a `Tier`; ``order`` where nothing but the order of ids tells them apart.
    tier_value, tier_value_then
        That tier now and then, in what people read (`TIER_SCALE`); of ``load`` the highest share of a capacity, in
        percent, that only one of the two has.
    worse_for
        Who would carry more hours, be shorter of ability, have to move, or live farther from the post.
    """

    officer_id: str
    choice: int
    other_officer_id: str
    place_id: str
    tier: str
    tier_value: float
    tier_value_then: float
    worse_for: tuple[str, ...]

    @property
    def sentence(self) -> Message:
        """The alternative in words, without anybody's id."""
        manner = "exchange" if self.other_officer_id else "join"
        values = apart(self.tier_value, self.tier_value_then)
        worse = self.tier == "order" or self.tier_value_then >= self.tier_value
        return Message(f"alternative.{manner}.{self.tier}" if worse else "alternative.better", values)


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan: its tables, how good it is, and how that is proven.

    Parameters
    ----------
    objective
        Officer-minutes a month by term (`travel`, `balance`, `site`, `total`) and `relaxed_villages`.
    bound, gap
        Proven lower bound of `objective["total"]` and the relative gap.
    metrics
        Figures for the report.
    run
        Everything else of `run.json`: policy, inputs, versions, seed, timings.
    staffing
        How good the posts are, pool by pool and tier by tier.
    reported
        What R20–R23, R25 and fairness say of the plan.
    reasons
        For each post up to three other choices, as if all others stayed (`Alternative`).
    """

    status: Status
    objective: Mapping[str, float]
    bound: float
    gap: float
    metrics: Mapping[str, float]
    assignments: tuple[Assignment, ...]
    rooms: tuple[Room, ...]
    posts: tuple[Post, ...] = ()
    areas: tuple[Area, ...] = ()
    exceptions: tuple[RuleException, ...] = ()
    unused: tuple[Unused, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    run: Mapping[str, object] = field(default_factory=dict)
    staffing: tuple[StaffProof, ...] = ()
    reported: Reported = field(default_factory=Reported)
    reasons: tuple[Alternative, ...] = ()

    def diff(self, other: Plan) -> Comparison:
        """Return how another plan differs from this one: figures side by side, and what stands otherwise."""
        return compare(self, other)

    def explain(self, kind: str, entity_id: str, *, why_not: str = "", problem: object = None) -> Any:
        """Return why a village, room or officer stands as it does, or why not another (`assign.explain`, `why_not`).

        Parameters
        ----------
        kind
            ``village``, ``room`` or ``officer``.
        problem
            The facts; without them they are read again from the case that the plan was made from.
        """
        return _asked("explain_in")(self, kind, entity_id, why_not_id=why_not, problem=problem)

    def explore(self, *, problem: object = None) -> Any:
        """Return the villages as a GeoDataFrame, a row each, to sort, filter and draw (`assign.explore`)."""
        return _asked("explore_in")(self, problem=problem)

    def whatif(self, *, problem: object = None, **changes: object) -> Any:
        """Return what comes of changed facts, verified, beside this plan: ``plan.whatif(rooms=-5)``."""
        return _asked("whatif_in")(self, problem=problem, **changes)


def _asked(name: str) -> Callable[..., Any]:
    """Return a question of `assign.asked`: it stands on a higher floor, so it is looked up when it is asked."""
    return getattr(import_module("assign.asked"), name)  # type: ignore[no-any-return]
