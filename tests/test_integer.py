"""Whole rooms in hard scopes: the sweep, the cuts and their certificates."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import numpy as np
import pytest

from assign.optimise.cuts import strengthen
from assign.optimise.integer import IMPOSSIBLE, best_partition
from assign.optimise.master import solve_master
from assign.optimise.regions import improve, sweep_order
from assign.optimise.scope import Scope
from assign.optimise.sweep import sweep
from assign.optimise.zones import list_zones
from random_scopes import brute_force, random_scope


def grid_scope(rows: int, columns: int, seed: int, *, balance: float = 2.0) -> Scope:
    """Return a station of villages on a grid, about 4 km apart, with hours and visits of their own."""
    draw = np.random.default_rng(seed)
    graph = nx.convert_node_labels_to_integers(nx.grid_2d_graph(rows, columns), ordering="sorted")
    n = rows * columns
    points = np.array([divmod(v, columns) for v in range(n)]) + draw.uniform(-0.3, 0.3, (n, 2))
    minutes = np.rint(
        np.linalg.norm(points[:, None] - points[None], axis=2) * 900 * draw.uniform(1, 1.3, (n, n))
    )
    visits = draw.integers(500, 1500, n)
    hours = draw.integers(1000, 4000, n)
    rows_of = [sorted(graph[v]) for v in range(n)]
    return Scope(
        name="G",
        villages=np.arange(n),
        sites=np.arange(n),
        indptr=np.cumsum([0, *map(len, rows_of)]).astype(np.int64),
        indices=np.array([u for row in rows_of for u in row], np.int64),
        site_ptr=np.arange(n + 1),
        trip=(2 * visits[None, :] * minutes).astype(np.int64),
        site_cost=np.zeros(n, np.int64),
        required=np.zeros(n, np.bool_),
        hours=hours,
        target=int(hours.mean() * 6.5),
        balance=balance * 6000,
        smallest=5,
        largest=8,
        least_rooms=0,
    )


def cut_aware_reduced(zones, prices):
    """Return every zone's cost less the prices of its villages, the room and the cuts it hits: plain sets."""
    out = []
    for members, cost in zip(zones.members.tolist(), zones.cost.tolist(), strict=True):
        zone = {village for village in members if village >= 0}
        value = cost - prices.room_dual - sum(int(prices.dual[village]) for village in zone)
        for cut, dual in zip(prices.cuts.tolist(), prices.cut_dual.tolist(), strict=True):
            if len(zone & set(cut)) >= 2:
                value -= dual
        out.append(value)
    return np.array(out)


@pytest.mark.parametrize("retuned_from", [1, 2000])
@pytest.mark.parametrize("seed", range(60))
def test_the_hard_path_equals_brute_force(seed, retuned_from, monkeypatch):
    """With first sweeps of width 1, cuts and wider sweeps find the brute force's cost for each room count.

    Also when prices are retuned after every layer.
    """
    monkeypatch.setattr("assign.optimise.sweep.RETUNED_FROM", retuned_from)
    scope = random_scope(5000 + seed, least=6, most=10)
    truth = brute_force(scope)
    zones = list_zones(scope, scope.smallest, scope.largest)
    if not len(zones):
        return
    for rooms in range(max(1, scope.least_rooms), scope.size // scope.smallest + 1):
        found = best_partition(scope, zones, solve_master(zones, rooms), narrow=1)
        shortfall, cost = truth.get(rooms, (1, 0))
        assert found.proven
        assert (found.cost, found.bound) == ((cost, cost) if shortfall == 0 else (IMPOSSIBLE, IMPOSSIBLE))


@pytest.mark.parametrize("rooms", [8, 9, 10, 11])
def test_wide_and_narrow_paths_agree_on_60_villages(rooms, monkeypatch):
    """A station of 60 has one optimum: by a wide plain sweep, by cuts and retuned prices, from either end."""
    scope = grid_scope(6, 10, 3)
    zones = list_zones(scope, 5, 8)
    prices = solve_master(zones, rooms)
    easy = best_partition(scope, zones, prices, narrow=20_000)
    monkeypatch.setattr("assign.optimise.sweep.RETUNED_FROM", 2)
    hard = best_partition(scope, zones, prices, narrow=2)
    assert easy.proven
    assert hard.proven
    assert easy.cost == hard.cost == int(zones.cost[list(hard.zones)].sum())
    order = sweep_order(scope)[::-1]
    back = sweep(zones, prices, order, rooms, ceiling=easy.cost, width=100_000)
    assert (back.cost, back.floor, back.whole) == (easy.cost, easy.cost, True)
    assert sorted(v for z in hard.zones for v in zones.members[z].tolist() if v >= 0) == list(range(60))


@pytest.mark.parametrize("rooms", [5, 6])
def test_cut_certificates_hold_in_whole_numbers(rooms):
    """No listed zone has a negative cut-aware reduced cost, and the prices add up to the bound."""
    scope = grid_scope(6, 6, 2)
    zones = list_zones(scope, 5, 8)
    plain = solve_master(zones, rooms)
    prices = strengthen(zones, plain)
    assert len(prices.cuts)
    assert (prices.cut_dual < 0).all()
    reduced = cut_aware_reduced(zones, prices)
    assert reduced.min() == 0
    assert (prices.reduced == reduced).all()
    assert prices.bound == prices.dual.sum() + rooms * prices.room_dual + prices.cut_dual.sum()
    best = best_partition(scope, zones, plain)
    assert plain.bound < prices.bound <= best.cost


def test_cuts_hold_for_every_partition():
    """At most one zone of a partition has two villages of a triple."""
    scope = grid_scope(3, 6, 1)
    zones = list_zones(scope, 5, 8)
    found = best_partition(scope, zones, solve_master(zones, 3))
    chosen = [{v for v in zones.members[z].tolist() if v >= 0} for z in found.zones]
    for triple in combinations(range(scope.size), 3):
        assert sum(len(zone & set(triple)) >= 2 for zone in chosen) <= 1


def test_a_limit_leaves_a_plan_and_an_honest_bound():
    """With hardly any sets to look at, the plan is valid and the true optimum lies between bound and cost."""
    scope = grid_scope(9, 10, 5)
    zones = list_zones(scope, 5, 8)
    prices = solve_master(zones, 14)
    short = best_partition(scope, zones, prices, narrow=3, node_limit=1)
    truth = best_partition(scope, zones, prices)
    assert truth.proven
    assert short.zones
    assert prices.bound <= short.bound <= truth.cost <= short.cost
    assert not short.proven or short.cost == truth.cost


def test_regions_never_make_a_plan_worse():
    """Redrawing regions keeps a partition into as many zones, at no higher cost."""
    scope = grid_scope(9, 10, 5)
    zones = list_zones(scope, 5, 8)
    prices = solve_master(zones, 14)
    rough = sweep(zones, prices, sweep_order(scope), 14, ceiling=prices.bound * 2, width=60)
    better = improve(scope, zones, prices, rough.zones)
    assert len(better) == 14
    assert sorted(v for z in better for v in zones.members[z].tolist() if v >= 0) == list(range(90))
    assert zones.cost[list(better)].sum() < rough.cost


def test_the_same_scope_gives_the_same_partition_twice():
    """There is no clock and no chance in the search."""
    scope = grid_scope(6, 10, 4)
    zones = list_zones(scope, 5, 8)
    twice = [best_partition(scope, zones, solve_master(zones, 9), narrow=5) for _ in range(2)]
    assert twice[0].zones == twice[1].zones
    assert twice[0].bound == twice[1].bound
