"""Prices for what a layer of partial plans leaves open: the LP again, its rows at their mean right-hand sides.

Any prices without a negative reduced cost give a valid bound for any set of open villages. The root's prices are
the best for all villages; once a part is covered, others are better. Those of the LP whose right-hand sides are
the means over the layer's partial plans have the greatest mean bound.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assign.optimise import sweep_kernels
from assign.optimise.cuts import certified, generate
from assign.optimise.master import Master, Prices
from assign.optimise.zones import Zones


def places_in(order: NDArray[np.int64], villages: int) -> NDArray[np.int64]:
    """Return each village's place in the order; ``len(order)`` for those outside and for the padding (-1)."""
    place = np.full(villages + 1, len(order), np.int64)
    place[order] = np.arange(len(order))
    return place


class Retuner:
    """The LP of one sweep, kept warm from layer to layer.

    Parameters
    ----------
    zones, prices
        The zones that may take part and the prices that hold so far.
    order
        The sweep's villages.
    """

    def __init__(self, zones: Zones, prices: Prices, order: NDArray[np.int64]) -> None:
        self.zones = zones
        self.prices = prices
        self.order = order
        self.cut_places = places_in(order, zones.villages)[prices.cuts]
        self.master = Master(zones, prices.rooms)
        for zone in prices.columns:
            self.master.add(zone)
        for triple in prices.cuts.tolist():
            self.master.add_cut(tuple(triple))

    def retuned(self, masks: NDArray[np.uint64], spent: NDArray[np.int64], rooms: int) -> NDArray[np.int64]:
        """Return what the partial plans have spent by new prices, which `prices` holds from now on.

        Parameters
        ----------
        rooms
            Rooms still to come.
        """
        shares, alive = sweep_kernels.open_shares(masks, len(self.order), self.cut_places)
        wanted = np.zeros(self.zones.villages)
        wanted[self.order] = shares
        self.master.aim(wanted, rooms, alive)
        found = generate(self.master, self.zones, self.prices.cuts)
        if found is None:
            return spent
        old = self.prices
        new = certified(self.zones, old.rooms, *found, old.cuts, tuple(self.master.chosen), every=True)
        repriced = sweep_kernels.reprice(
            masks,
            spent,
            (new.dual - old.dual)[self.order],
            rooms * (new.room_dual - old.room_dual),
            self.cut_places,
            new.cut_dual - old.cut_dual,
        )
        if repriced.mean() <= spent.mean():
            return spent  # rounding or numerical trouble: the old prices are better
        self.prices = new
        return np.asarray(repriced, np.int64)
