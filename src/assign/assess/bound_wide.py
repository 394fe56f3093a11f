"""Zones too large to be listed: the least that they can cost by the prices, borders left out, in whole numbers.

Each village as a host takes its cheapest set of R01's sizes; that the set hangs together is not asked for, so no zone
is cheaper. A plan of `p` rooms has `p` hosts, and costs at least ``Σ_v price_v + Σ of the p least`` such sets.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assign.assess.bound_claims import Claim
from assign.assess.bound_facts import BARRED, ScopeFacts
from assign.plan import Certificate

IntArray = NDArray[np.int64]


def crowded(facts: ScopeFacts, one: Certificate) -> bool:
    """Return whether counting alone shows the villages of R01 shortfall to be the fewest.

    ``p`` rooms of at least `smallest` villages lack ``p · smallest - n`` (R03, required sites), more rooms more. A plan
    with so little has just `p` rooms, none larger than `smallest`.
    """
    short = facts.least_rooms * facts.smallest - facts.size
    return one.relaxed_villages == short > 0


def least_rooms_cost(facts: ScopeFacts, claim: Claim, sizes: tuple[int, int]) -> int | None:
    """Return the least that the claim's number of rooms can cost beyond the villages' prices.

    Parameters
    ----------
    sizes
        Fewest and most villages of a room.

    Returns
    -------
    int or None
        In 1/10,000 officer-minute a month; None where there are fewer hosts than rooms.
    """
    price = np.array([claim.prices.duals[name] for name in facts.ids], np.int64)
    others = claim.rooms - 1
    low = max(sizes[0], facts.size - others * sizes[1])
    high = min(sizes[1], facts.size - others * sizes[0])
    asked = np.array([facts.required[a:b].any() for a, b in _sites(facts)], np.bool_)
    hosts = []
    for host, (first, last) in enumerate(_sites(facts)):
        sets = [
            _least_set(facts, site, host, price, asked, (low, high))
            for site in range(first, last)
            if facts.required[site] or not asked[host]
        ]
        known = [value for value in sets if value is not None]
        if known:
            hosts.append(min(known))
    return sum(sorted(hosts)[: claim.rooms]) if len(hosts) >= claim.rooms else None


def _sites(facts: ScopeFacts) -> list[tuple[int, int]]:
    """Return the range of sites of each village."""
    return list(zip(facts.site_ptr[:-1].tolist(), facts.site_ptr[1:].tolist(), strict=True))


def _least_set(
    facts: ScopeFacts, site: int, host: int, price: IntArray, asked: NDArray[np.bool_], sizes: tuple[int, int]
) -> int | None:
    """Return the least cost of a set with this host, its villages' prices taken off; None if there is no set.

    The hours off the target cost at least `rate` times their excess for any rate up to `balance`: the rate that
    proves the most is sought by halving, the excess of the cheapest set telling the side.
    """
    free = (facts.trip[site] < BARRED) & ~asked
    free[host] = False
    fewest, most = sizes[0] - 1, min(sizes[1] - 1, int(free.sum()))
    if facts.trip[site, host] >= BARRED or most < fewest:
        return None
    cost = (facts.trip[site] - price)[free]
    hours = facts.hours[free]
    alone = int(facts.trip[site, host] - price[host] + facts.site_cost[site])
    load = int(facts.hours[host]) - facts.target

    def proven(rate: int) -> tuple[int, int]:
        worth = cost + rate * hours
        order = np.argsort(worth, kind="stable")[:most]
        taken = order[: max(fewest, int((worth[order] < 0).sum()))]
        return alone + rate * load + int(worth[taken].sum()), load + int(hours[taken].sum())

    low, high = -int(facts.balance), int(facts.balance)
    best = max(proven(low)[0], proven(high)[0])
    while high - low > 1:
        rate = (low + high) // 2
        value, excess = proven(rate)
        best = max(best, value)
        low, high = (rate, high) if excess > 0 else (low, rate)
    return best
