"""A road or a bridge is closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy.spatial import cKDTree

from assign.inputs import close_network, closed_names, names_of
from assign.problem import Problem, RoadNetwork
from assign.scenario.measure import metres_of, remeasure
from assign.scenario.names import known_ids, refuse


def close_roads(problem: Problem, names: Sequence[str]) -> Problem:
    """Return the problem without some roads; only scopes that may have used them are measured again.

    The same as ``roads.closed`` in the case: a road answers to its whole name and to the parts between brackets.

    Raises
    ------
    DataError
        For names that no road has, and where there are no roads at all.
    """
    network = problem.network
    if network is None:
        raise refuse("roads.closed", ", ".join(names), "without-roads")
    answers = {part for name in network.names for part in names_of(name)}
    known_ids((name.strip().casefold() for name in names), answers, "roads.closed")
    shut = closed_names(network, names)
    closed = close_network(
        network,
        names,
        village_xy=metres_of(problem, problem.villages),
        site_xy=metres_of(problem, problem.sites),
        policy=problem.policy,
    )
    gone = shut[network.edge_name] & (network.edge_name >= 0)
    changed = replace(problem, network=closed)
    return remeasure(changed, _scopes_near(problem, closed, gone)) if gone.any() else changed


def _scopes_near(problem: Problem, closed: RoadNetwork, gone: np.ndarray) -> list[str]:
    """Return every scope in which some way may have led over an edge that is gone.

    A way over the edge is at least as long as both ends' straight lines to it, at the greatest speed of any edge: a
    scope whose ways are all quicker than that never used it. None is missed; a few may be named in vain.
    """
    network = problem.network
    if network is None:
        return []
    edge_m = np.hypot(*(network.node_xy[network.tail] - network.node_xy[network.head]).T)
    fastest = float((edge_m / np.maximum(network.minutes, 1e-9)).max())  # metres a minute
    ends = cKDTree(network.node_xy[np.unique(np.concatenate([network.tail[gone], network.head[gone]]))])
    office_min = np.asarray(ends.query(metres_of(problem, problem.villages))[0]) / fastest
    site_min = np.asarray(ends.query(metres_of(problem, problem.sites))[0]) / fastest
    rejoined = {int(v) for v in np.flatnonzero(closed.village_node != network.village_node)}
    rejoined |= {
        problem.village_index[problem.sites[s].village_id]
        for s in np.flatnonzero(closed.site_node != network.site_node)
    }
    travel = problem.travel
    rows = np.repeat(np.arange(len(problem.sites)), np.diff(travel.indptr))
    over = site_min[rows] + office_min[travel.village] <= travel.minutes + 0.01
    touched = {int(v) for v in np.unique(travel.village[over])} | rejoined
    for link in problem.links:
        ends_of = [problem.village_index[link.village_id], problem.village_index[link.other_id]]
        if office_min[ends_of].sum() <= link.travel_min + 0.01:
            touched.update(ends_of)
    return [name for name, members in problem.scopes.items() if not touched.isdisjoint(members)]
