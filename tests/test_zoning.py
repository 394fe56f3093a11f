"""Rooms of one scope against a brute force over all partitions."""

from __future__ import annotations

from dataclasses import replace

import networkx as nx
import numpy as np
import pytest

from assign.optimise.zones import list_zones
from assign.optimise.zoning import zone_scope
from random_scopes import brute_force, random_scope


@pytest.mark.parametrize("block", range(8))
def test_every_room_count_equals_brute_force(block):
    """On 200 random small scopes each room count has the brute force's shortfall and cost, to the unit."""
    for seed in range(block * 25, block * 25 + 25):
        scope = random_scope(seed, most=10)
        truth = brute_force(scope)
        least = min(shortfall for shortfall, _ in truth.values())
        zoning = zone_scope(scope)
        wanted = {rooms: cost for rooms, (shortfall, cost) in truth.items() if shortfall == least}
        found = {rooms: count.cost for rooms, count in zoning.counts.items() if count.zones}
        assert (seed, zoning.shortfall, found) == (seed, least, wanted)
        assert all(count.proven for count in zoning.counts.values())


@pytest.mark.parametrize("seed", range(40))
def test_certificates_add_up_and_no_zone_prices_out(seed):
    """Dual prices give the LP bound in whole numbers, and no listed zone has a negative reduced cost."""
    scope = random_scope(1000 + seed, least=8, most=16)
    zoning = zone_scope(scope)
    zones = list_zones(scope, *zoning.sizes)
    extra = zones.shortfall(scope.smallest, scope.largest) * zoning.shortfall_price
    for rooms, count in zoning.counts.items():
        dual = np.array([*count.dual, 0])
        reduced = zones.cost + extra - dual[zones.members].sum(axis=1) - count.room_dual
        assert reduced.min() >= 0
        assert (
            count.lp_bound
            == sum(count.dual) + rooms * count.room_dual - zoning.shortfall * zoning.shortfall_price
        )
        assert count.lp_bound <= count.bound == count.cost


@pytest.mark.parametrize("seed", range(3))
def test_zones_too_large_to_be_listed_get_a_plan_without_a_proof(seed: int) -> None:
    """With 20 to 40 villages a zone, a plan of connected zones stands, and its bound claims nothing."""
    scope = replace(random_scope(seed, least=90, most=110), smallest=20, largest=40, least_rooms=0)
    zoning = zone_scope(scope)
    plans = [count for count in zoning.counts.values() if count.zones]
    assert plans
    assert zoning.listed == 0
    graph = nx.Graph()
    for village in range(scope.size):
        graph.add_edges_from((village, int(u)) for u in scope.indices[slice(*scope.indptr[village:][:2])])
    for count in plans:
        assert not count.proven
        assert count.bound == 0
        assert sorted(v for zone, _ in count.zones for v in zone) == list(range(scope.size))
        assert all(nx.is_connected(graph.subgraph(zone)) for zone, _ in count.zones)
        broken = sum(max(0, 20 - len(zone), len(zone) - 40) for zone, _ in count.zones)
        assert broken == zoning.shortfall
