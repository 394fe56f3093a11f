"""Roads taken out of a network by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from assign.inputs.check_roads import names_of
from assign.inputs.paths import METRES_PER_KM_MIN
from assign.policy import Policy
from assign.problem import RoadNetwork


def close_network(
    network: RoadNetwork,
    closed: Sequence[str],
    *,
    village_xy: NDArray[np.float64],
    site_xy: NDArray[np.float64],
    policy: Policy,
) -> RoadNetwork:
    """Return the network without the roads of these names; all else stays as it was joined.

    An office or site that stood on a closed road walks to the nearest junction of what is open. Nothing is bridged
    anew: what a closed bridge cuts off is reached by the ways that are left, or on foot.

    Parameters
    ----------
    closed
        Names, or parts of names between brackets; those that no road has are passed over.
    village_xy, site_xy
        (villages, 2) and (sites, 2) metres.
    """
    shut = closed_names(network, closed)
    if not shut.any():
        return network
    gone = shut[network.edge_name] & (network.edge_name >= 0)
    tail, head = network.tail[~gone], network.head[~gone]
    alive = np.zeros(len(network.node_xy), bool)
    alive[tail] = alive[head] = True
    drawn = ~(shut[network.line_name] & (network.line_name >= 0))
    pace = METRES_PER_KM_MIN / policy.number("travel.off_road_kph")
    offices = _rejoined(network, network.village_node, network.village_leg_min, village_xy, alive, pace)
    sites = _rejoined(network, network.site_node, network.site_leg_min, site_xy, alive, pace)
    closed_network = replace(
        network,
        tail=tail,
        head=head,
        minutes=network.minutes[~gone],
        edge_kind=network.edge_kind[~gone],
        edge_name=network.edge_name[~gone],
        village_node=offices[0],
        village_leg_min=offices[1],
        site_node=sites[0],
        site_leg_min=sites[1],
        lines=network.lines[drawn],
        line_class=tuple(name for name, kept in zip(network.line_class, drawn, strict=True) if kept),
        line_name=network.line_name[drawn],
    )
    for name in RoadNetwork.__slots__:
        if isinstance(array := getattr(closed_network, name), np.ndarray):
            array.setflags(write=False)
    return closed_network


def closed_names(network: RoadNetwork, closed: Sequence[str]) -> NDArray[np.bool_]:
    """Return which of the network's names answer to one of those given."""
    wanted = {name.strip().casefold() for name in closed}
    return np.array([bool(names_of(name) & wanted) for name in network.names], bool)


def _rejoined(
    network: RoadNetwork,
    node: NDArray[np.int32],
    leg_min: NDArray[np.float64],
    xy: NDArray[np.float64],
    alive: NDArray[np.bool_],
    pace: float,
) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """Return node and leg of each point, those at dead nodes joined to the nearest live one."""
    lost = (node >= 0) & ~alive[node]
    if not lost.any() or not alive.any():
        return node, leg_min
    open_nodes = np.flatnonzero(alive)
    far_m, nearest = cKDTree(network.node_xy[open_nodes]).query(xy[lost])
    node, leg_min = node.copy(), leg_min.copy()
    node[lost] = open_nodes[nearest]
    leg_min[lost] = far_m * pace
    return node, leg_min
