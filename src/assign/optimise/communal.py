"""Communities: an urban village has a room of its own (R02)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assign.errors import ImpossibleError
from assign.messages import Message, Value
from assign.optimise.kernels import FORBIDDEN_COST
from assign.optimise.scope import change_costs, site_cost, trip_costs
from assign.optimise.zone import Zone
from assign.problem import Problem, SiteStatus


def communal_rooms(
    problem: Problem, urban: Sequence[int], *, price: float | None = 0.0
) -> tuple[list[Zone], int]:
    """Return each urban village's own room at its cheapest allowed site, and what they cost without money.

    Parameters
    ----------
    price
        Cost units a unit of money, for the choice of sites; None when money alone counts.

    Raises
    ------
    ImpossibleError
        If a community has no allowed site, or more than one that is required.
    """
    zones, cost, stuck = [], 0, []
    for village in urban:
        facts = problem.villages[village]
        named: dict[str, Value] = {"village": facts.village_id, "name": facts.name}
        sites, required = _open_sites(problem, village)
        costs = _costs(problem, village, sites)
        if required > 1:
            stuck.append(Message("impossible.two-required", {**named, "need": required, "carry": 1}))
        elif not costs or min(costs) >= FORBIDDEN_COST:
            stuck.append(Message("impossible.no-urban-site", named))
        else:
            best = min(range(len(sites)), key=lambda k: _rank(problem, sites[k], costs[k], price))
            zones.append(Zone(sites[best], (village,)))
            cost += costs[best]
    if stuck:
        raise ImpossibleError(stuck)
    return zones, cost


def communal_costs(problem: Problem, village: int) -> dict[int, int]:
    """Return what a community's own room costs at each site where it may stand, in 1/10,000 minute."""
    sites, _ = _open_sites(problem, village)
    costs = _costs(problem, village, sites)
    return {site: cost for site, cost in zip(sites, costs, strict=True) if cost < FORBIDDEN_COST}


def _open_sites(problem: Problem, village: int) -> tuple[list[int], int]:
    """Return the sites where the room may stand, and how many of them are required."""
    sites = [
        s for s in problem.sites_of_village[village] if problem.sites[s].status is not SiteStatus.FORBIDDEN
    ]
    required = [s for s in sites if problem.is_required(problem.sites[s])]
    return required or sites, len(required)


def _costs(problem: Problem, village: int, sites: list[int]) -> list[int]:
    """Return what the room costs at each site: the way to the office and the site, in 1/10,000 minute."""
    if not sites:
        return []
    trips = trip_costs(problem, sites, [village])[:, 0] + change_costs(problem, sites, [village])[:, 0]
    return [
        int(trip) + site_cost(problem.sites[s], problem.policy) for s, trip in zip(sites, trips, strict=True)
    ]


def _rank(problem: Problem, site: int, cost: int, price: float | None) -> tuple[bool, float, float, str]:
    """Return what sites are chosen by: cost with money at its price, or money first; ties by id."""
    facts = problem.sites[site]
    if price is None:
        return (cost >= FORBIDDEN_COST, facts.cost, cost, facts.site_id)
    return (cost >= FORBIDDEN_COST, cost + float(np.rint(price * facts.cost)), 0.0, facts.site_id)
