"""What a certificate claims of one scope, number of rooms by number of rooms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assign.assess.bound_facts import ScopeFacts
from assign.assess.finding import Finding, listed
from assign.plan import Certificate, Prices


@dataclass(frozen=True)
class Claim:
    """A number of rooms, the prices made for it, and the bound claimed; None claims that there is no plan.

    Parameters
    ----------
    carried
        What the prices hold for the villages of shortfall (R01), to be taken off.
    """

    rooms: int
    prices: Prices
    bound: int | None
    carried: int

    @property
    def base(self) -> int:
        """What the prices prove before any room is counted."""
        cuts = sum(price for _, price in self.prices.cuts)
        return sum(self.prices.duals.values()) + cuts - self.carried

    @property
    def bound_by_prices(self) -> int:
        """What the prices prove for the number of rooms."""
        return self.base + self.rooms * self.prices.room_dual

    @property
    def gap(self) -> int:
        """By how much the claim exceeds what the prices prove; below zero if it does not."""
        return -1 if self.bound is None else self.bound - self.bound_by_prices

    @property
    def silent(self) -> bool:
        """Whether nothing is claimed but that costs are not negative."""
        return self.bound is not None and self.bound <= 0 and not any(self.prices.duals.values())

    def claiming(self, bound: int) -> Claim:
        """Return the same prices with another claim."""
        return replace(self, bound=bound)

    def cuts(self, number: Mapping[str, int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the cuts' villages, by their numbers, and prices."""
        triples = [[number[name] for name in names] for names, _ in self.prices.cuts]
        prices = [price for _, price in self.prices.cuts]
        return np.array(triples, np.int64).reshape(-1, 3), np.array(prices, np.int64)


def claims_of(one: Certificate) -> list[Claim]:
    """Return the claims of a certificate, that of its own number of rooms first."""
    carried = one.shortfall_price * one.relaxed_villages
    own = Claim(one.rooms, Prices(one.duals, one.room_dual, one.cuts, one.lp_bound), one.bound, carried)
    others = [
        Claim(rooms, prices, one.bounds_by_rooms.get(rooms), carried)
        for rooms, prices in sorted(one.prices_by_rooms.items())
    ]
    return [own, *others]


def possible_rooms(facts: ScopeFacts, one: Certificate) -> range:
    """Return the numbers of rooms that counting allows: R01 where it holds, R03, required sites."""
    if one.relaxed_villages:
        return range(facts.least_rooms, facts.size + 1)
    low = max(facts.least_rooms, -(-facts.size // facts.largest))
    return range(low, facts.size // facts.smallest + 1)


def wrong_shape(facts: ScopeFacts, one: Certificate) -> Iterator[Finding]:
    """Yield claims that cannot be of the scope, numbers of rooms passed over, prices that do not add up."""
    claims, rooms = claims_of(one), possible_rooms(facts, one)
    silent = all(claim.silent for claim in claims)
    said = [claim.rooms for claim in claims]
    strays = {*said, *one.bounds_by_rooms} - {*rooms}
    unpriced = {*one.bounds_by_rooms} - {*one.prices_by_rooms}
    missing = set() if silent else {*rooms} - {*said}
    for p in sorted({*strays, *unpriced, *missing, *({one.rooms} & {*one.bounds_by_rooms, *said[1:]})}):
        yield Finding("bound-rooms", "", "scope", one.scope, str(p), f"{rooms.start}–{rooms.stop - 1}")
    for claim in claims:
        if set(claim.prices.duals) != set(facts.ids):
            found = listed(set(claim.prices.duals) ^ set(facts.ids))
            yield Finding("bound-villages", "", "scope", one.scope, found, str(claim.rooms))
        if claim.prices.lp_bound != claim.bound_by_prices:
            found, expected = str(claim.prices.lp_bound), str(claim.bound_by_prices)
            yield Finding("certificate-lp-bound", "", "scope", one.scope, found, expected)
        for villages, price in claim.prices.cuts:
            if price > 0 or len(set(villages)) != 3 or not set(villages) <= set(facts.ids):
                yield Finding("certificate-cut", "", "scope", one.scope, f"{listed(villages)} {price}", "≤ 0")
    held = one.relaxed_villages or tuple(one.sizes) == (facts.smallest, facts.largest)
    if (
        not held
        or not 1 <= one.sizes[0] <= one.sizes[1]
        or one.relaxed_villages < 0
        or one.shortfall_price < 0
    ):
        found, expected = f"{one.sizes[0]}–{one.sizes[1]}", f"{facts.smallest}–{facts.largest}"
        yield Finding("certificate-sizes", "", "scope", one.scope, found, expected)
