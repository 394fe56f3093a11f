"""All connected zones of a scope, with their best site and cost."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assign.errors import NoPlanError
from assign.messages import Message
from assign.optimise import kernels
from assign.optimise.scope import Scope

ZONE_LIMIT = 15_000_000
"""More zones than this are not listed: about 0.4 GB."""


@dataclass(frozen=True, eq=False)
class Zones:
    """Every connected zone of the allowed sizes.

    Parameters
    ----------
    members
        (zones, largest) local village numbers, -1 after the last.
    site
        Local number of the best site.
    cost
        Cost in 1/10,000 minute, R01 shortfall not counted.
    villages
        Number of villages of the scope.
    """

    members: NDArray[np.int16]
    site: NDArray[np.int32]
    cost: NDArray[np.int64]
    villages: int

    def __len__(self) -> int:
        return len(self.cost)

    def sizes(self) -> NDArray[np.int64]:
        """Return the number of villages of each zone."""
        return np.asarray((self.members >= 0).sum(axis=1), np.int64)

    def shortfall(self, smallest: int, largest: int) -> NDArray[np.int64]:
        """Return by how many villages each zone breaks R01: ``max(0, smallest - k, k - largest)``."""
        sizes = self.sizes()
        return np.maximum(0, np.maximum(smallest - sizes, sizes - largest))

    def priced(self, extra: NDArray[np.int64]) -> Zones:
        """Return the zones with something added to each cost."""
        return replace(self, cost=self.cost + extra)

    def only(self, which: NDArray[np.bool_]) -> Zones:
        """Return some of the zones."""
        return Zones(self.members[which], self.site[which], self.cost[which], self.villages)

    def joined(self, more: Zones) -> Zones:
        """Return these zones and more after them."""
        return Zones(
            np.concatenate([self.members, more.members]),
            np.concatenate([self.site, more.site]),
            np.concatenate([self.cost, more.cost]),
            self.villages,
        )


def list_zones(scope: Scope, smallest: int, largest: int, *, limit: int | None = None) -> Zones:
    """Return all connected zones of `smallest` to `largest` villages that have an allowed site.

    Raises
    ------
    NoPlanError
        If there are more than `limit`, by default `ZONE_LIMIT`.
    """
    largest = min(largest, scope.size)
    limit = ZONE_LIMIT if limit is None else limit
    count = kernels.count_zones(scope.indptr, scope.indices, smallest, largest, limit)
    if count < 0:
        raise NoPlanError(
            Message("scope-too-large", {"scope": scope.name, "villages": scope.size, "limit": limit})
        )
    members = np.empty((count, largest), np.int16)
    site = np.empty(count, np.int32)
    cost = np.empty(count, np.int64)
    kept = kernels.list_zones(
        scope.indptr,
        scope.indices,
        smallest,
        largest,
        scope.trip,
        scope.site_cost,
        scope.site_ptr,
        scope.required,
        scope.hours,
        scope.target,
        scope.balance,
        members,
        site,
        cost,
    )
    return Zones(members[:kept], site[:kept], cost[:kept], scope.size)
