"""One scope (a station, say) as whole numbers: what the zone listing and the proof work on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assign.optimise.kernels import FORBIDDEN_COST
from assign.policy import Policy, Switch
from assign.problem import HUNDRED, Kind, Problem, Site, SiteStatus

COST_UNIT = 10_000
"""Costs are whole numbers of 1/10,000 officer-minute a month."""


@dataclass(frozen=True, eq=False)
class Scope:
    """The rural villages of a scope, their sites, borders and costs, numbered locally.

    Parameters
    ----------
    name
        Station id (or county, city: R05).
    villages, sites
        Numbers in the Problem; sites are sorted by village, forbidden ones left out.
    indptr, indices
        Borders between the villages, as compressed rows.
    site_ptr
        Village `v` has the sites ``site_ptr[v]:site_ptr[v + 1]``.
    trip
        (sites, villages) cost of serving a village from a site, change of room included; `FORBIDDEN_COST` where
        R09 forbids it.
    site_cost
        Cost of the site itself.
    required
        Sites that must get a room.
    hours
        Hundredths of an hour a month.
    target
        Hundredths of an hour a zone should carry.
    balance
        Cost of one hundredth of an hour off the target.
    smallest, largest
        R01's range of villages a zone.
    least_rooms
        R03's lower bound on the number of zones, urban rooms taken off.
    """

    name: str
    villages: NDArray[np.int64]
    sites: NDArray[np.int64]
    indptr: NDArray[np.int64]
    indices: NDArray[np.int64]
    site_ptr: NDArray[np.int64]
    trip: NDArray[np.int64]
    site_cost: NDArray[np.int64]
    required: NDArray[np.bool_]
    hours: NDArray[np.int64]
    target: int
    balance: float
    smallest: int
    largest: int
    least_rooms: int

    @property
    def size(self) -> int:
        """Number of rural villages."""
        return len(self.villages)

    def reach(self) -> int:
        """Return the most villages that one site may serve as a connected zone: no zone is larger (R09)."""
        host = np.repeat(np.arange(self.size), np.diff(self.site_ptr))
        most = 0
        for site, start in enumerate(host.tolist()):
            allowed = self.trip[site] < FORBIDDEN_COST
            walk = [start] if allowed[start] else []
            allowed[start] = False
            for village in walk:
                for other in self.indices[self.indptr[village] : self.indptr[village + 1]].tolist():
                    if allowed[other]:
                        allowed[other] = False
                        walk.append(other)
            most = max(most, len(walk))
        return most


def is_zoned(problem: Problem, village: int) -> bool:
    """Return whether the village shares a zone with others (rural, or any when R02 is off)."""
    return problem.policy["R02"].off or problem.villages[village].kind is Kind.RURAL


def site_cost(site: Site, policy: Policy) -> int:
    """Return what a room at this site costs beside travel (R07's order, opening), in 1/10,000 minute."""
    order = policy["R07"]["order"]
    rank = order.index(site.kind) if isinstance(order, tuple) and site.kind in order else len(order)  # type: ignore[arg-type]
    opening = 0.0 if site.status is SiteStatus.EXISTING else policy.number("weights.new_room_min")
    return int(np.rint(COST_UNIT * (policy["R07"].number("rank_min") * rank + opening)))


def trip_costs(problem: Problem, sites: list[int], villages: list[int]) -> NDArray[np.int64]:
    """Return the (sites, villages) cost of serving each village from each site, in 1/10,000 minute a month.

    ``2 · visits · minutes``, both in hundredths; R09 forbids or lengthens what lies beyond its limit.
    """
    policy = problem.policy
    minutes = problem.travel.block(sites, villages)
    visits = np.rint(np.array([problem.villages[v].visits for v in villages]) * HUNDRED)
    rule = policy["R09"]
    limit = rule.number("max_travel_min")
    barred = ~np.isfinite(minutes) | _pinned_elsewhere(problem, sites, villages)
    if rule.must:
        barred |= minutes > limit
    counted = np.rint(np.where(barred, 0.0, minutes) * HUNDRED)
    if rule.switch is Switch.PREFER:
        counted += (rule.number("over_factor") - 1) * np.maximum(0, counted - limit * HUNDRED)
    cost = np.rint(policy.number("weights.travel") * 2 * visits[None, :] * counted)
    return np.where(barred, FORBIDDEN_COST, cost).astype(np.int64)


def _pinned_elsewhere(problem: Problem, sites: list[int], villages: list[int]) -> NDArray[np.bool_]:
    """Return the (sites, villages) pairs that a pin of the village to another site rules out."""
    only = problem.earlier.only
    own = [problem.site_index.get(only.get(problem.villages[v].village_id, ""), -1) for v in villages]
    home = np.array(own, np.int64)[None, :]
    return np.asarray((home >= 0) & (np.array(sites, np.int64)[:, None] != home), np.bool_)


def change_costs(problem: Problem, sites: list[int], villages: list[int]) -> NDArray[np.int64]:
    """Return the (sites, villages) cost of serving each village from another site than the earlier plan did.

    In 1/10,000 minute a month; nothing for a village that the earlier plan does not know.
    """
    served = problem.earlier.served
    known = np.array([problem.villages[v].village_id in served for v in villages], np.bool_)
    own = [problem.site_index.get(served.get(problem.villages[v].village_id, ""), -1) for v in villages]
    rate = int(np.rint(COST_UNIT * problem.policy.number("weights.change_min")))
    away = np.array(sites, np.int64)[:, None] != np.array(own, np.int64)[None, :]
    return np.where(away & known[None, :], rate, 0).astype(np.int64)


def model_scope(problem: Problem, name: str, *, target: int) -> Scope:
    """Return a scope's rural villages as whole numbers.

    Parameters
    ----------
    target
        Hundredths of an hour a zone should carry.
    """
    policy = problem.policy
    inside = problem.scopes[name]
    villages = [v for v in inside if is_zoned(problem, v)]
    local = {village: number for number, village in enumerate(villages)}
    rows = [[local[u] for u in problem.neighbours[v] if u in local] for v in villages]
    sites = [
        [s for s in problem.sites_of_village[v] if problem.sites[s].status is not SiteStatus.FORBIDDEN]
        for v in villages
    ]
    flat = [s for own in sites for s in own]
    remote = any(
        problem.stations[problem.station_index[problem.villages[v].station_id]].remote for v in inside
    )
    urban = len(inside) - len(villages)
    asked = remote and not policy["R03"].off and policy["R05"]["nesting"] == "station"
    least = policy["R03"].count("min_rooms") - urban if asked else 0
    trip = trip_costs(problem, flat, villages)
    trip += np.where(trip < FORBIDDEN_COST, change_costs(problem, flat, villages), 0)
    return Scope(
        name=name,
        villages=np.array(villages, np.int64),
        sites=np.array(flat, np.int64),
        indptr=np.cumsum([0, *map(len, rows)], dtype=np.int64),
        indices=np.array([u for row in rows for u in row], np.int64),
        site_ptr=np.cumsum([0, *map(len, sites)], dtype=np.int64),
        trip=trip,
        site_cost=np.array([site_cost(problem.sites[s], policy) for s in flat], np.int64),
        required=np.array([problem.is_required(problem.sites[s]) for s in flat], np.bool_),
        hours=np.rint(np.array([problem.villages[v].hours for v in villages]) * HUNDRED).astype(np.int64),
        target=target,
        balance=policy.number("weights.balance") * 6000,
        smallest=policy["R01"].count("min_villages"),
        largest=policy["R01"].count("max_villages"),
        least_rooms=max(0, min(least, len(villages))),
    )


def dearest_plan(scope: Scope) -> int:
    """Return a cost that no plan of the scope exceeds, in 1/10,000 minute.

    Every village at its dearest site, a room in every village, and ``Σ_z |hours_z − target| ≤ Σ_v hours_v + n ·
    target``.
    """
    finite = np.where(scope.trip < FORBIDDEN_COST, scope.trip, 0)
    off = int(scope.hours.sum()) + scope.size * scope.target
    site = int(scope.site_cost.max(initial=0))
    return int(finite.max(axis=0, initial=0).sum()) + scope.size * (site + 1) + int(scope.balance * off) + 1


def zones_cost(scope: Scope, zones: Iterable[tuple[tuple[int, ...], int]]) -> int:
    """Return the cost of (villages, site) zones of a scope, in 1/10,000 officer-minute a month."""
    total = 0
    for villages, site in zones:
        off = abs(int(scope.hours[list(villages)].sum()) - scope.target)
        total += int(scope.site_cost[site]) + int(scope.trip[site, list(villages)].sum())
        total += int(np.rint(scope.balance * off))
    return total
