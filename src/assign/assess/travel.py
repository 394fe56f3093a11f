"""Minutes from each room to its villages, measured again on the roads (R09), and their mean and maximum.

Roads: leg from the site to its node, shortest path, leg from the village's node to its office; the straight
walk at `travel.off_road_kph` when that is shorter. No roads: straight line × `straight_factor` at
`straight_kph`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from assign.assess.finding import HALF_CENT, Finding
from assign.assess.view import View
from assign.plan import Room
from assign.problem import RoadNetwork

_BATCH = 48  # sites a pass: a pass holds one row of distances a site
_MEASURED_IN_FULL = 40  # pairs that are measured again without limit, to name the true minutes


_AS_PRINTED = 0.0055
"""Minutes: half of the last digit printed, and a tenth of that for coordinates kept to a centimetre."""

Pair = tuple[str, str]
"""A site and a village that it may serve."""


def check(view: View) -> Iterator[Finding]:
    """Yield minutes that are not those of the roads, and means and maxima that are not those of the rows."""
    rooms = [room for room in view.room.values() if room.site_id in view.site]
    pairs = {
        (room.site_id, village_id): view.row[village_id].travel_min
        for room in rooms
        for village_id in view.zone[room.room_id]
    }
    minutes = measure(view, pairs)
    wrong = sorted(pair for pair, claimed in pairs.items() if not abs(claimed - minutes[pair]) <= _AS_PRINTED)
    if wrong:
        minutes |= measure(view, dict.fromkeys(wrong[:_MEASURED_IN_FULL], np.inf))
    for pair in wrong:
        found, expected = f"{pairs[pair]:.2f}", f"{minutes[pair]:.2f}"
        yield Finding("travel-wrong", "", "village", pair[1], found, expected)
    for room in view.room.values():
        yield from _mean_and_max(view, room)


def _mean_and_max(view: View, room: Room) -> Iterator[Finding]:
    """Yield where a room's mean or maximum is not that of its villages' rows."""
    cents = [round(view.row[village_id].travel_min * 100) for village_id in view.zone[room.room_id]]
    if not cents:
        return
    mean, longest = sum(cents) / len(cents) / 100, max(cents) / 100
    if not abs(room.mean_travel_min - mean) <= HALF_CENT:
        found = f"{room.mean_travel_min:.2f}"
        yield Finding("room-mean-travel", "", "room", room.room_id, found, f"{mean:.2f}")
    if not abs(room.max_travel_min - longest) <= HALF_CENT:
        found = f"{room.max_travel_min:.2f}"
        yield Finding("room-max-travel", "", "room", room.room_id, found, f"{longest:.2f}")


def measure(view: View, claimed: Mapping[Pair, float]) -> dict[Pair, float]:
    """Return the minutes from sites to villages.

    Parameters
    ----------
    view
        Plan and problem.
    claimed
        By site and village, the minutes that the plan claims; infinite when it claims none. The search from a
        site ends a little beyond the farthest claim: what lies beyond is given as the straight walk, which is
        enough to tell that the claim does not hold.
    """
    straight_km = _straight_km(view, list(claimed))
    number = view.problem.policy.number
    network = view.problem.network
    if network is None:
        factor = number("travel.straight_factor") * 60 / number("travel.straight_kph")
        return {pair: km * factor for pair, km in straight_km.items()}
    pace = 60 / number("travel.off_road_kph")
    out = {pair: km * pace for pair, km in straight_km.items()}
    reach: dict[str, float] = {}
    for pair, minutes in claimed.items():
        # nobody takes a road that is slower than the straight walk
        reach[pair[0]] = max(0.0, reach.get(pair[0], 0.0), min(minutes + 0.02, out[pair]))
    villages: dict[str, list[str]] = {site_id: [] for site_id in reach}
    for site_id, village_id in claimed:
        villages[site_id].append(village_id)
    graph = _graph(network)
    order = sorted(reach, key=lambda site_id: (reach[site_id], site_id))
    for start in range(0, len(order), _BATCH):
        batch = order[start : start + _BATCH]
        by_road = _by_road(
            view, network, graph, {site_id: villages[site_id] for site_id in batch}, reach[batch[-1]]
        )
        out |= {pair: min(out[pair], minutes) for pair, minutes in by_road.items()}
    return out


def _straight_km(view: View, pairs: Sequence[Pair]) -> dict[Pair, float]:
    """Return the straight line from site to office of each pair, in the case's metric CRS."""
    sites = [view.site[site_id] for site_id, _ in pairs]
    offices = [view.village[village_id] for _, village_id in pairs]
    to_metres = _to_metres(view.problem.projected_crs)
    site_x, site_y = to_metres.transform([site.lon for site in sites], [site.lat for site in sites])
    office_x, office_y = to_metres.transform([one.lon for one in offices], [one.lat for one in offices])
    metres = np.hypot(np.subtract(site_x, office_x), np.subtract(site_y, office_y))
    return {pair: float(far) / 1000 for pair, far in zip(pairs, metres, strict=True)}


@lru_cache(maxsize=1)
def _to_metres(projected_crs: str) -> Transformer:
    """Return what turns degrees into metres; to look a CRS up takes longer than to use it."""
    return Transformer.from_crs("EPSG:4326", projected_crs, always_xy=True)


@lru_cache(maxsize=1)
def _graph(network: RoadNetwork) -> csr_array:
    """Return the roads as a sparse matrix of minutes; of parallel edges the quickest stays.

    Kept for the network at hand, whose arrays nobody can write to: a plan is measured three times on it.
    """
    nodes = len(network.node_xy)
    order = np.lexsort((network.minutes, network.head, network.tail))
    tail, head = network.tail[order].astype(np.int64), network.head[order].astype(np.int64)
    first = np.ones(len(order), dtype=bool)
    first[1:] = (tail[1:] != tail[:-1]) | (head[1:] != head[:-1])
    return csr_array((network.minutes[order][first], (tail[first], head[first])), shape=(nodes, nodes))


def _by_road(
    view: View,
    network: RoadNetwork,
    graph: csr_array,
    villages: Mapping[str, Sequence[str]],
    reach_min: float,
) -> dict[Pair, float]:
    """Return minutes by road from a few sites to their villages, infinite beyond the reach."""
    site_number, village_number = view.problem.site_index, view.problem.village_index
    sites = [site_number[site_id] for site_id in villages]
    nodes = np.maximum(network.site_node[sites], 0)
    path: NDArray[np.float64] = np.atleast_2d(dijkstra(graph, indices=nodes, limit=reach_min))
    out: dict[Pair, float] = {}
    for row, (site, (site_id, served)) in enumerate(zip(sites, villages.items(), strict=True)):
        for village_id in served:
            village = village_number[village_id]
            node = int(network.village_node[village])
            if node >= 0 and network.site_node[site] >= 0:
                legs = float(network.site_leg_min[site] + network.village_leg_min[village])
                out[site_id, village_id] = legs + float(path[row, node])
    return out
