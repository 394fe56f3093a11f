"""What is known of a scope by its number of rooms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assign.optimise.integer import IMPOSSIBLE


@dataclass(frozen=True, eq=False)
class RoomCount:
    """What is known of one scope with one number of rooms.

    Parameters
    ----------
    bound
        Proven lower bound of the cost, `IMPOSSIBLE` when no partition exists.
    solved
        Whether whole zones were searched; until then `zones` is empty and `bound` is the LP's.
    cost
        Cost of `zones` in 1/10,000 minute, R01 shortfall not counted.
    zones
        (villages, site) of each zone: local numbers.
    dual, room_dual, cuts
        The prices that prove `lp_bound`; a cut is three villages and its price.
    kept
        Zones whose reduced cost is at most ``bound - lp_bound``.
    """

    rooms: int
    bound: int
    solved: bool
    cost: int = IMPOSSIBLE
    zones: tuple[tuple[tuple[int, ...], int], ...] = ()
    lp_bound: int = 0
    dual: tuple[int, ...] = ()
    room_dual: int = 0
    cuts: tuple[tuple[tuple[int, int, int], int], ...] = ()
    kept: int = 0

    @property
    def proven(self) -> bool:
        """Whether nothing better exists for this number of rooms."""
        return self.solved and self.bound in (IMPOSSIBLE, self.cost)


@dataclass(frozen=True, eq=False)
class ScopeZoning:
    """A scope's answers by number of rooms, all with the least R01 shortfall.

    Parameters
    ----------
    shortfall
        Villages by which R01 must be broken; proven the least.
    sizes
        Sizes of the zones listed.
    listed
        How many zones there are of these sizes.
    shortfall_price
        Price of a village of shortfall in the duals, 0 when R01 holds.
    ruled_out
        Numbers of rooms that `counts` leaves out, with the prices that say why.
    """

    name: str
    shortfall: int
    sizes: tuple[int, int]
    listed: int
    counts: Mapping[int, RoomCount]
    shortfall_price: int = 0
    ruled_out: Mapping[int, RoomCount] = field(default_factory=dict)
