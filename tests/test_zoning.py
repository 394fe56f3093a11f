"""Rooms of one scope against a brute force over all partitions."""

from __future__ import annotations

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
