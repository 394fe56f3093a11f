"""The linear master of a scope whose zones are too many to keep: columns and cuts are generated as they are needed.

    min  Σ_z cost_z x_z   s.t.  Σ_{z ∋ v} x_z = 1,   Σ_z x_z = rooms,   Σ_{|z ∩ triple| ≥ 2} x_z ≤ 1,   x ≥ 0

Every pass looks among all zones, so that prices in whole numbers give a lower bound for any number of rooms:
``Σ dual + Σ cut_dual + rooms · least reduced cost`` (Lagrangian bound; Lübbecke and Desrosiers 2005).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assign.optimise import cut_kernels
from assign.optimise.cuts import BROKEN, index_cuts
from assign.optimise.master import RAISES, Master
from assign.optimise.quick import Zone
from assign.optimise.scope import Scope
from assign.optimise.stop import NEVER, Stop
from assign.optimise.stream import price_all, price_list, zones_of, zones_within
from assign.optimise.zones import Zones

PASSES = 60
"""Passes between two rounds of cuts, at most."""
ENOUGH = 2e-5
MISSED = 1e-6
"""Rows missed by more than this are missed."""
CUT_ROUNDS = 4
LEAST_GAIN = 0.1
"""Rounds of cuts end when one raises the LP by less than this part of what all have raised it."""


@dataclass(frozen=True, eq=False)
class Bound:
    """Prices and what they prove.

    Parameters
    ----------
    dual
        (villages,) whole-number prices.
    cuts, cut_dual
        (cuts, 3) villages, and their prices, below zero.
    least
        The least reduced cost of any zone: the price of a room.
    """

    dual: NDArray[np.int64]
    cuts: NDArray[np.int64]
    cut_dual: NDArray[np.int64]
    least: int

    def value(self, rooms: int) -> int:
        """Return the lower bound for a number of rooms."""
        return int(self.dual.sum()) + int(self.cut_dual.sum()) + rooms * self.least

    def reduced(self, zones: Zones) -> NDArray[np.int64]:
        """Return the reduced costs of zones, none negative."""
        index = index_cuts(self.cuts, zones.villages)
        value = cut_kernels.whole_reduced_costs(
            zones.members, zones.cost, self.dual, index.ptr, index.partner, self.cut_dual[index.cut]
        )
        return np.asarray(value - self.least, np.int64)


class Generation:
    """A master, its columns and cuts, and the best bound they have given.

    Parameters
    ----------
    columns
        Zones to begin with.
    cuts
        (cuts, 3) villages of the cuts to begin with, if any.
    enough
        Passes end when they can raise the bound by no more than this part.
    """

    def __init__(
        self,
        scope: Scope,
        rooms: int,
        columns: Zones,
        cuts: NDArray[np.int64] | None = None,
        *,
        enough: float = ENOUGH,
    ) -> None:
        self.scope = scope
        self.rooms = rooms
        self.enough = enough
        self.zones = columns
        self.known = {row.tobytes() for row in columns.members}
        self.master = Master(columns, rooms)
        for zone in range(len(columns)):
            self.master.add(zone)
        self.cuts = np.empty((0, 3), np.int64)
        if cuts is not None:
            self._cut(cuts)
        self.bound: Bound | None = None
        self.value = 0.0

    def converge(self, stop: Stop = NEVER) -> bool:
        """Add columns until none prices out, or nearly; return whether it came to that, no row missed."""
        raises = 0
        for _ in range(PASSES):
            self.master.hurry(stop)
            if stop.passed() or not self.master.solve():
                return False
            self.value, missed = self.master.value(), self.master.missed()
            fresh = self._priced_out()
            if len(fresh) and self.value - self._proven() > self.enough * self.value:
                self._add(fresh)
            elif missed < MISSED or raises == RAISES:
                return missed < MISSED
            else:
                self.master.set_penalty(self.master.penalty * 10)
                raises += 1
        return False

    def strengthen(self, stop: Stop = NEVER, rounds: int = CUT_ROUNDS) -> None:
        """Add cuts in rounds, and columns after each; `converge` went before."""
        first = self.value
        for _ in range(rounds):
            broken = self._broken()
            if stop.passed() or not len(broken):
                break
            before = self.value
            self._cut(broken)
            if not self.converge(stop) or self.value - before <= LEAST_GAIN * (self.value - first):
                break

    def _cut(self, triples: NDArray[np.int64]) -> None:
        for triple in triples.tolist():
            self.master.add_cut(tuple(triple))
        self.cuts = np.concatenate([self.cuts, triples])

    def _proven(self) -> int:
        return self.bound.value(self.rooms) if self.bound else 0

    def _priced_out(self) -> Zones:
        """Look among all zones by the master's prices, note what these prove, and return zones to add."""
        dual, room_dual = self.master.prices()
        whole = np.rint(dual).astype(np.int64)
        cut_dual = np.rint(np.minimum(self.master.cut_prices(), 0.0)).astype(np.int64)
        found = price_all(self.scope, price_list(whole, self.cuts, cut_dual))
        used = cut_dual < 0
        bound = Bound(whole, self.cuts[used], cut_dual[used], found.least)
        if self.bound is None or bound.value(self.rooms) > self._proven():
            self.bound = bound
        cheap = bound.reduced(found.best) + found.least < room_dual - 1
        fresh = np.array([row.tobytes() not in self.known for row in found.best.members], np.bool_)
        return found.best.only(cheap & fresh)

    def _add(self, fresh: Zones) -> None:
        """Add zones that are no columns yet."""
        self.known.update(row.tobytes() for row in fresh.members)
        before = len(self.zones)
        self.zones = self.zones.joined(fresh)
        self.master.zones = self.zones
        for zone in range(before, len(self.zones)):
            self.master.add(zone)

    def _broken(self) -> NDArray[np.int64]:
        """Return the worst broken triples not yet in `cuts`, at most as many as villages."""
        share = self.master.shares()
        used = np.flatnonzero(share > 1e-7)
        triples, excess = cut_kernels.broken_triples(
            self.zones.members[used], share[used], self.scope.size, BROKEN
        )
        old = set(map(tuple, self.cuts.tolist()))
        fresh = np.array([tuple(triple) not in old for triple in triples.tolist()], np.bool_)
        triples, excess = triples[fresh], excess[fresh]
        order = np.lexsort((*triples.T[::-1], -np.rint(excess * 1e6)))
        return np.asarray(triples[order[: self.scope.size]], np.int64)


def first_columns(scope: Scope, plan: tuple[Zone, ...]) -> Zones:
    """Return a plan's zones and each site's best ones, if villages are priced as the plan's zones cost.

    Parameters
    ----------
    plan
        Zones that cover the scope.
    """
    own = plan_zones(scope, plan)
    dual = np.zeros(scope.size, np.int64)
    for (villages, _), cost in zip(plan, own.cost.tolist(), strict=True):
        dual[list(villages)] = cost // len(villages)
    found = price_all(scope, price_list(dual)).best
    mine = {row.tobytes() for row in own.members}
    return own.joined(found.only(np.array([row.tobytes() not in mine for row in found.members], np.bool_)))


def plan_zones(scope: Scope, plan: Sequence[Zone]) -> Zones:
    """Return a plan's zones with their best sites and costs."""
    members = np.full((len(plan), min(scope.largest, scope.size)), -1, np.int16)
    for row, (villages, _) in enumerate(plan):
        members[row, : len(villages)] = sorted(villages)
    return zones_of(scope, members)


def zones_near(
    scope: Scope, bound: Bound, rooms: int, part: float, room: int
) -> tuple[NDArray[np.int64], Zones]:
    """Return the zones whose reduced cost is at most a part of a mean zone's cost, less where they are too many.

    Parameters
    ----------
    room
        Zones that a thread may keep.

    Returns
    -------
    (reduced, zones)
        Nothing where even those of hardly any reduced cost are too many.
    """
    prices = price_list(bound.dual, bound.cuts, bound.cut_dual)
    reach = max(1, int(part * bound.value(rooms) / rooms))
    while reach:
        found = zones_within(scope, prices, bound.least + reach, room)
        if found is not None:
            return found[0] - bound.least, found[1]
        reach //= 2
    none = np.zeros((0, min(scope.largest, scope.size)), np.int16)
    return np.zeros(0, np.int64), zones_of(scope, none)
