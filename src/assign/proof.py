"""How good a plan is known to be: its status, the prices that prove a scope, the tiers that prove a pool of people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Status(StrEnum):
    """How good the plan is known to be."""

    OPTIMAL = "optimal"  # proven: no plan is better
    FEASIBLE = "feasible"  # valid, with a stated gap
    INFEASIBLE = "infeasible"  # proven impossible by two solver configurations
    INFEASIBLE_DISPUTED = "infeasible?"  # the checks disagree
    UNKNOWN = "unknown"  # nothing found in the time allowed
    INTERRUPTED = "interrupted"  # stopped by hand, best plan kept


Cut = tuple[tuple[str, str, str], int]
"""Three villages and a price: see `Certificate.cuts`."""


@dataclass(frozen=True, slots=True)
class Prices:
    """Prices of one scope, whole numbers: a lower bound for every number of rooms.

    No zone costs less than its villages' prices, the room price and the prices of the cuts it hits. So a plan with
    `p` rooms costs at least ``sum(duals) + p * room_dual + sum(cut prices)``, whatever `p` is; the bound is
    closest at the number of rooms that the prices were made for.

    Parameters
    ----------
    duals
        By village id.
    room_dual
        Price of a room.
    cuts
        As in `Certificate`.
    lp_bound
        What they prove for the number of rooms that they were made for, as in `Certificate`.
    """

    duals: Mapping[str, int]
    room_dual: int
    cuts: tuple[Cut, ...]
    lp_bound: int


@dataclass(frozen=True, slots=True)
class Certificate:
    """The proof of one scope's rooms, in whole numbers a stranger can add up.

    With `k` rural rooms, every partition costs at least ``sum(duals) + k * room_dual``, because no connected
    zone of an allowed size has a negative reduced cost ``cost(zone) - sum(duals in zone) - room_dual``.
    Costs are in 1/10,000 officer-minute a month.

    Parameters
    ----------
    scope
        Station id (or county, city: R05).
    status
        `optimal` when `objective == bound`.
    rooms
        Rural rooms decided on.
    sizes
        Smallest and largest zone listed; zones beyond carry more R01 shortfall than `relaxed_villages`.
    relaxed_villages
        Villages by which R01 is broken; proven the least.
    shortfall_price
        What each of those villages costs in the prices, 0 when R01 holds: a zone's reduced cost then counts
        ``shortfall(zone) * shortfall_price``, and `lp_bound` has ``relaxed_villages * shortfall_price`` taken off.
    zones
        Connected zones listed.
    objective
        Cost of the rural zones.
    bound
        No plan of this scope with `rooms` rooms costs less.
    lp_bound
        ``sum(duals) + rooms * room_dual + sum(cut prices) - relaxed_villages * shortfall_price``: what the prices
        alone prove.
    duals
        By village id.
    room_dual
        Dual of the number of rooms.
    kept
        Zones whose reduced cost is at most ``bound - lp_bound``: the zones of any plan that costs no more than
        `bound` are among these.
    method
        ``"lp"`` (dual prices alone), ``"search"`` (exhaustive search among `kept`) or ``"cuts"`` (search under
        prices with cuts).
    cuts
        Three villages and a price, at most zero, each: of the zones of a plan at most one holds two of the three
        (subset-row cuts, Jepsen et al. 2008). A zone that holds two has the price taken off its reduced cost.
    bounds_by_rooms
        For every other feasible number of rooms, a proven lower bound of the cost. It is no higher than the bound
        of the whole plan needs: what the prices prove, or what a search has added where that matters.
    prices_by_rooms
        The prices for every other number of rooms that counting allows. Those without a bound have no plan that
        breaks R01 as little.
    """

    scope: str
    status: Status
    rooms: int
    sizes: tuple[int, int]
    relaxed_villages: int
    zones: int
    objective: int
    bound: int
    lp_bound: int
    duals: Mapping[str, int]
    room_dual: int
    kept: int
    method: str
    bounds_by_rooms: Mapping[int, int] = field(default_factory=dict)
    shortfall_price: int = 0
    cuts: tuple[Cut, ...] = ()
    prices_by_rooms: Mapping[int, Prices] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tier:
    """One tier of the staffing of a pool: less is better, and tiers before it count first (`docs/design.md`, People).

    Parameters
    ----------
    name
        ``open``, ``doubled``, ``uncertified``, ``understaffed``, ``load``, ``ability``, ``green``, ``outside``,
        ``unguided``, ``moves``, ``worst_home``, ``home`` or ``order``.
    value
        One whole number; for ``load`` one a person, highest first (millionths of a capacity).
    bound
        No staffing that is as good in the tiers before can have less; for ``load`` the part of `value` that is proven.
    """

    name: str
    value: tuple[int, ...]
    bound: tuple[int, ...]

    @property
    def proven(self) -> bool:
        """Whether the value is the least there can be."""
        return self.value == self.bound


@dataclass(frozen=True, slots=True)
class StaffProof:
    """How good the posts of one pool of people are, tier by tier.

    Parameters
    ----------
    scope
        Station id; county id or ``"*"`` where officers may be transferred (R19).
    kind
        ``police`` or ``helpers`` (auxiliaries and assistants).
    """

    scope: str
    kind: str
    tiers: tuple[Tier, ...]
