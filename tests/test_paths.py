"""Minutes from sites to villages, against hand-worked figures and scipy's Dijkstra."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from assign.inputs.paths import site_travel
from assign.policy import default_policy
from assign.problem import RoadNetwork

POLICY = default_policy()


def graph_of(
    xy: np.ndarray, edges: list[tuple[int, int, float]], village_node: list[int], site_node: list[int]
) -> RoadNetwork:
    """A network from directed edges; nobody walks to the road."""
    rows = sorted({(tail, head): (tail, head, minutes) for tail, head, minutes in edges}.values())
    table = np.array(rows, dtype=float).reshape(-1, 3)
    return RoadNetwork(
        node_xy=xy,
        tail=table[:, 0].astype(np.int32),
        head=table[:, 1].astype(np.int32),
        minutes=table[:, 2],
        edge_kind=np.zeros(len(table), np.int8),
        village_node=np.array(village_node, np.int32),
        village_leg_min=np.zeros(len(village_node)),
        site_node=np.array(site_node, np.int32),
        site_leg_min=np.zeros(len(site_node)),
        lines=np.empty(0, dtype=object),
        line_class=(),
    )


def test_without_roads_minutes_are_straight_line_by_factor() -> None:
    """10 km straight × 1.4 at 30 km/h are 28 minutes; a site in the office's place has 0."""
    travel = site_travel(
        None,
        site_xy=np.array([[0.0, 0.0]]),
        village_xy=np.array([[0.0, 0.0], [6000.0, 8000.0]]),
        site_scope=np.zeros(1, np.int32),
        village_scope=np.zeros(2, np.int32),
        policy=POLICY,
    )
    assert travel.minutes.tolist() == [0.0, 28.0]


def test_rows_hold_the_villages_of_the_scope() -> None:
    """A site sees the villages of its own scope, rising; a scope may have none."""
    travel = site_travel(
        None,
        site_xy=np.zeros((3, 2)),
        village_xy=np.zeros((4, 2)),
        site_scope=np.array([1, 2, 0], np.int32),
        village_scope=np.array([0, 1, 0, 1], np.int32),
        policy=POLICY,
    )
    assert travel.indptr.tolist() == [0, 2, 2, 4]
    assert travel.village.tolist() == [1, 3, 0, 2]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 100_000))
def test_minutes_equal_scipys_dijkstra(seed: int) -> None:
    """On random directed graphs with several sites at one node and several scopes, minutes are scipy's."""
    rng = np.random.default_rng(seed)
    nodes, villages, sites = int(rng.integers(2, 40)), 8, 6
    xy = rng.uniform(0, 20_000, (nodes, 2))
    pairs = rng.integers(0, nodes, (3 * nodes, 2))
    edges = [
        (int(a), int(b), float(m))
        for (a, b), m in zip(pairs, rng.uniform(0.1, 9, len(pairs)), strict=True)
        if a != b
    ]
    village_node, site_node = rng.integers(0, nodes, villages), rng.integers(0, min(nodes, 4), sites)
    network = graph_of(xy, edges, village_node.tolist(), site_node.tolist())
    village_scope = rng.integers(0, 2, villages).astype(np.int32)
    site_scope = rng.integers(0, 2, sites).astype(np.int32)
    travel = site_travel(
        network, site_xy=xy[site_node], village_xy=xy[village_node], site_scope=site_scope,
        village_scope=village_scope, policy=POLICY,
    )  # fmt: skip
    graph = coo_array((network.minutes, (network.tail, network.head)), shape=(nodes, nodes)).tocsr()
    road = dijkstra(graph, indices=site_node)[:, village_node]
    walk = np.hypot(*(xy[site_node][:, None] - xy[village_node][None]).transpose(2, 0, 1)) * 0.06 / 4
    for site in range(sites):
        mine = np.flatnonzero(village_scope == site_scope[site])
        expected = np.round(np.minimum(road, walk)[site, mine], 2)
        assert travel.block([site], mine.tolist())[0].tolist() == expected.tolist()
