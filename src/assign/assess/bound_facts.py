"""A scope in whole numbers, taken from the facts alone: what the proof of its rooms is checked against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assign.assess.objective import change_cost, site_cost, target_cents
from assign.assess.view import View
from assign.problem import Site, SiteStatus

BARRED = 1 << 50
"""Cost of a way that R09 forbids; sums of 64 of them still fit into 64 bits."""

IntArray = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class ScopeFacts:
    """The villages of a scope that share zones, numbered by id; costs in 1/10,000 officer-minute a month.

    Parameters
    ----------
    ptr, other
        Village `v` shares borders or links with ``other[ptr[v]:ptr[v + 1]]``.
    site_ptr
        Village `v` has the sites ``site_ptr[v]:site_ptr[v + 1]``.
    trip
        (sites, villages) cost of serving a village from a site, `BARRED` where R09 forbids it.
    balance
        Cost of one hundredth of an hour off the target.
    least_rooms
        Rooms that R03 and the required sites ask for at least.
    """

    name: str
    ids: tuple[str, ...]
    ptr: IntArray
    other: IntArray
    site_ptr: IntArray
    trip: IntArray
    site_cost: IntArray
    required: NDArray[np.bool_]
    hours: IntArray
    target: int
    balance: float
    smallest: int
    largest: int
    least_rooms: int

    @property
    def size(self) -> int:
        """Number of villages."""
        return len(self.ids)

    def number(self) -> Mapping[str, int]:
        """Return the number of each village id."""
        return {village_id: number for number, village_id in enumerate(self.ids)}


def scope_facts(view: View, scope: str) -> ScopeFacts:
    """Return a scope's villages, borders, sites and costs (`docs/design.md`, Cost of a zone)."""
    policy = view.problem.policy
    ids = tuple(sorted(view.zoned[scope]))
    number = {village_id: k for k, village_id in enumerate(ids)}
    near = [sorted(number[name] for name in view.graph[village_id] if name in number) for village_id in ids]
    sites = [_allowed(view, village_id) for village_id in ids]
    flat = [site for own in sites for site in own]
    required = np.array([view.problem.is_required(site) for site in flat], np.bool_)
    return ScopeFacts(
        name=scope,
        ids=ids,
        ptr=np.cumsum([0, *map(len, near)], dtype=np.int64),
        other=np.array([k for row in near for k in row], np.int64),
        site_ptr=np.cumsum([0, *map(len, sites)], dtype=np.int64),
        trip=_trips(view, flat, ids),
        site_cost=np.array([site_cost(view, site) for site in flat], np.int64),
        required=required,
        hours=np.array([round(view.village[village_id].hours * 100) for village_id in ids], np.int64),
        target=target_cents(view),
        balance=policy.number("weights.balance") * 6000,
        smallest=policy["R01"].count("min_villages"),
        largest=policy["R01"].count("max_villages"),
        least_rooms=max(_remote_rooms(view, scope), int(required.sum()), 1),
    )


def _allowed(view: View, village_id: str) -> list[Site]:
    """Return the sites of a village where a room may stand."""
    numbers = view.problem.sites_of_village[view.problem.village_index[village_id]]
    sites = [view.problem.sites[k] for k in numbers]
    return [site for site in sites if site.status is not SiteStatus.FORBIDDEN]


def _trips(view: View, sites: list[Site], ids: tuple[str, ...]) -> IntArray:
    """Return what serving each village from each site costs: `objective.travel_cost` of whole tables."""
    problem = view.problem
    rule = problem.policy["R09"]
    minutes = problem.travel.block(
        [problem.site_index[site.site_id] for site in sites], [problem.village_index[name] for name in ids]
    )
    only = problem.earlier.only
    barred = ~np.isfinite(minutes)
    for column, name in enumerate(ids):
        if name in only:
            barred[[row for row, site in enumerate(sites) if site.site_id != only[name]], column] = True
    if rule.must:
        barred |= minutes > rule.number("max_travel_min")
    hundredths = np.rint(np.where(barred, 0.0, minutes) * 100)
    if not rule.off and not rule.must:
        over = np.maximum(0.0, hundredths - rule.number("max_travel_min") * 100)
        hundredths += (rule.number("over_factor") - 1) * over
    visits = np.array([round(view.village[name].visits * 100) for name in ids], np.float64)
    cost = np.rint(problem.policy.number("weights.travel") * 2 * visits[None, :] * hundredths)
    changes = [[change_cost(view, name, site.site_id) for name in ids] for site in sites]
    cost += np.array(changes, np.float64).reshape(cost.shape)
    return np.where(barred, BARRED, cost).astype(np.int64)


def _remote_rooms(view: View, scope: str) -> int:
    """Return the rooms that R03 asks for beside the communities' own."""
    policy = view.problem.policy
    if policy["R03"].off or policy["R05"]["nesting"] != "station":
        return 0
    station = view.problem.stations[view.problem.station_index[scope]]
    if not station.remote:
        return 0
    zoned = len(view.zoned[scope])
    own = sum(view.village[village_id].station_id == scope for village_id in view.own)
    return max(0, min(policy["R03"].count("min_rooms") - own, zoned))
