"""What may happen within a month: roads closed, officers away, incidents more or fewer than their mean."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assign.demand import incidents_a_month, monthly_spread, weigh
from assign.inputs import METRES_PER_KM_MIN, road_minutes
from assign.outlook import Odds
from assign.problem import Problem, RoadNetwork
from assign.scenario.measure import metres_of

BRIDGES = ("桥", "bridge")
"""Words by which a road's name tells that it is a bridge."""


@dataclass(frozen=True, eq=False)
class Future:
    """One sampled month.

    Parameters
    ----------
    closed
        (edges,) edges of the network that are closed; empty without roads.
    sections
        Sections of road closed; a two-way one counts once.
    away
        Ids of officers who are away.
    extra_hours
        (villages,) hours more, or fewer, than the mean that the plan reckons with.
    """

    closed: NDArray[np.bool_]
    sections: int
    away: frozenset[str]
    extra_hours: NDArray[np.float64]


def draw_futures(problem: Problem, count: int, odds: Odds, seed: int) -> tuple[Future, ...]:
    """Return sampled months; month `n` is the same whatever the number of months drawn.

    Roads: each section between two junctions is closed with probability ``odds.closed`` (both directions together),
    and all sections of a named bridge with ``odds.bridge``. Incidents: weighted incidents of a village are a compound
    Poisson flow with the smoothed rate the plan reckons with; the month as a whole is busier or quieter by a gamma
    factor where the months of the record differ by more than chance (negative binomial).
    """
    section, bridge = _sections(problem.network)
    mean, size, spread = _flow(problem)
    ids = [officer.officer_id for officer in problem.officers if officer.available]
    rate = problem.policy.number("workload.hours_per_incident")
    out = []
    for number in range(count):
        draw = np.random.default_rng([seed, number])
        shut = draw.random(int(section.max(initial=-1)) + 1) < odds.closed
        down = draw.random(int(bridge.max(initial=-1)) + 1) < odds.bridge
        closed = shut[section] if len(section) else np.zeros(0, bool)
        closed = closed | ((bridge >= 0) & down[bridge] if len(down) else False)
        away = frozenset(np.array(ids, object)[draw.random(len(ids)) < odds.absent].tolist())
        busy = draw.gamma(1 / spread, spread) if spread > 0 else 1.0
        events = draw.poisson(busy * mean / size) * size
        extra = rate * (events - mean) if odds.incidents else np.zeros(len(mean))
        out.append(Future(closed, len(np.unique(section[closed])), away, extra))
    return tuple(out)


def _sections(network: RoadNetwork | None) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the number of the section and of the named bridge (-1: none) of each edge; ways off the road have none."""
    if network is None:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    ends = np.sort(np.stack([network.tail, network.head], axis=1), axis=1)
    _, section = np.unique(ends, axis=0, return_inverse=True)
    named = [any(word in name.casefold() for word in BRIDGES) for name in network.names]
    number = np.full(len(named) + 1, -1)
    number[np.flatnonzero(named)] = np.arange(sum(named))
    bridge = number[network.edge_name] if len(network.edge_name) else np.full(len(section), -1)
    return section.reshape(-1).astype(np.int64), bridge.astype(np.int64)


def named_bridges(problem: Problem) -> list[tuple[str, NDArray[np.bool_]]]:
    """Return the named bridges in order of name, each with the edges that close with it."""
    network = problem.network
    if network is None:
        return []
    _, bridge = _sections(network)
    named = [name for name in network.names if any(word in name.casefold() for word in BRIDGES)]
    return [(name, bridge == number) for number, name in enumerate(named)]


def _flow(problem: Problem) -> tuple[NDArray[np.float64], float, float]:
    """Return weighted incidents a month by village, the mean size of one, and how much months differ beyond chance."""
    evidence = problem.evidence
    nothing = np.zeros(len(problem.villages)), 1.0, 0.0
    if evidence is None or evidence.incidents is None or not len(evidence.incidents.village):
        return nothing
    mean = np.nan_to_num(incidents_a_month(evidence, problem.policy))
    return mean, weigh(evidence.incidents, problem.policy).size, monthly_spread(evidence.incidents)


class Ways:
    """Minutes from the room to each village, measured again with roads closed.

    The same as in the case: by road with both legs, or straight on foot where that is quicker. An office whose road is
    closed walks.

    Parameters
    ----------
    site
        (villages,) number of the site that serves each village.
    """

    def __init__(self, problem: Problem, site: NDArray[np.int64]) -> None:
        self.problem, self.site = problem, site
        order = np.lexsort((np.arange(len(site)), site))
        self.order, self.rooms = order, np.unique(site)
        self.indptr = np.searchsorted(site[order], np.append(self.rooms, self.rooms[-1:] + 1)).astype(
            np.int64
        )
        self.planned = np.array(
            [problem.travel.block([one], [village])[0, 0] for village, one in enumerate(site.tolist())]
        )
        metres = metres_of(problem, problem.sites)[site] - metres_of(problem, problem.villages)
        pace = METRES_PER_KM_MIN / problem.policy.number("travel.off_road_kph")
        self.walk_min = np.hypot(*metres.T) * pace

    def minutes(self, future: Future) -> NDArray[np.float64]:
        """Return (villages,) minutes, two decimals; as planned where nothing is closed."""
        network = self.problem.network
        if network is None or not future.sections:
            return self.planned
        open_ = ~future.closed
        scope = np.zeros(len(self.rooms), np.int32)
        pruned = _pruned(network, open_, self.rooms)
        road = np.full(len(self.site), np.inf)
        road[self.order] = road_minutes(
            pruned, self.indptr, self.order.astype(np.int32), self.walk_min[self.order], scope
        )
        return np.asarray(np.round(np.minimum(self.walk_min, road), 2), np.float64)


def _pruned(network: RoadNetwork, kept: NDArray[np.bool_], sites: NDArray[np.int64]) -> RoadNetwork:
    """Return the network with some edges, joined to some sites, numbered in their order."""
    return replace(
        network,
        tail=network.tail[kept],
        head=network.head[kept],
        minutes=network.minutes[kept],
        site_node=network.site_node[sites],
        site_leg_min=network.site_leg_min[sites],
    )
