"""Zones too large to be listed: the optimum lies between bound and plan, and a stranger confirms the bound."""

from __future__ import annotations

from dataclasses import replace

import networkx as nx
import numpy as np
import pytest

from assign.assess.bound_claims import Claim
from assign.assess.bound_scope import prove_scope
from assign.assess.bound_wide import least_rooms_cost
from assign.optimise.scope import zones_cost
from assign.optimise.stop import Stop
from assign.optimise.stream import ground_of
from assign.optimise.unfinished import least_rooms
from assign.optimise.wide import relaxed, sizes_of, zone_wide
from assign.optimise.wide_kernels import NONE, relaxed_zones
from assign.optimise.zoning import zone_scope
from assign.plan import Certificate, Prices, Status
from random_scopes import brute_force, random_scope
from test_bound import facts_of


@pytest.mark.parametrize("seed", range(60))
def test_the_optimum_lies_between_bound_and_plan(seed: int) -> None:
    """A brute force over all partitions finds no plan below the bound, and none dearer than the plan's cost."""
    scope = random_scope(seed)
    truth = brute_force(scope)
    least = min((short for short, _ in truth.values()), default=0)
    found = zone_wide(scope)
    for rooms, count in found.counts.items():
        short, cost = truth.get(rooms, (found.shortfall + 1, 0))
        if short > found.shortfall:
            assert not count.zones
        elif short == found.shortfall:
            assert count.bound <= cost
            assert not count.zones or count.cost >= cost
    if least_rooms(scope) * scope.smallest > scope.size:  # R03 outranks R01's least size
        assert found.shortfall == least


@pytest.mark.parametrize("seed", range(40))
def test_the_verifier_finds_the_same_least_cost_by_its_own_means(seed: int) -> None:
    """For any prices, the cheapest sets of as many hosts as rooms cost the same in both programs."""
    scope, facts = random_scope(seed), facts_of(seed)
    dual = np.random.default_rng(seed).integers(0, int(scope.trip.mean()) + 1, scope.size)
    for rooms in range(1, scope.size // scope.smallest + 1):
        sizes = sizes_of(scope, rooms)
        if sizes[0] > sizes[1]:
            continue
        value = np.empty(scope.size, np.int64)
        sets = np.zeros((scope.size, scope.size), bool)
        relaxed_zones(ground_of(scope), sizes, dual, np.zeros(len(scope.sites), np.int64), value, sets)
        known = np.sort(value[value < NONE])
        prices = Prices(dict(zip(facts.ids, dual.tolist(), strict=True)), 0, (), int(dual.sum()))
        least = least_rooms_cost(facts, Claim(rooms, prices, 0, 0), (facts.smallest, facts.largest))
        assert least == (int(known[:rooms].sum()) if len(known) >= rooms else None)


def test_one_room_is_proven_by_prices_alone() -> None:
    """A scope that one zone must serve has one plan: the bound meets it."""
    scope = replace(
        random_scope(1, least=30, most=30), smallest=20, largest=40, least_rooms=0,
        required=np.zeros(len(random_scope(1, least=30, most=30).sites), bool),
    )  # fmt: skip
    found = zone_scope(scope)
    assert {rooms: count.proven for rooms, count in found.counts.items()} == {1: True}


@pytest.mark.parametrize("seed", range(3))
def test_zones_of_20_to_40_villages_get_a_plan_and_a_bound(seed: int) -> None:
    """Each zone hangs together and keeps R01; the bound is above zero and not above the plan; the same each time."""
    scope = replace(random_scope(seed, least=90, most=110), smallest=20, largest=40, least_rooms=0)
    found = zone_scope(scope)
    plans = [count for count in found.counts.values() if count.zones]
    assert plans
    assert found.listed == 0
    graph = nx.Graph()
    for village in range(scope.size):
        graph.add_edges_from((village, int(u)) for u in scope.indices[slice(*scope.indptr[village:][:2])])
    for count in plans:
        assert 0 < count.bound <= count.cost == zones_cost(scope, count.zones)
        assert sorted(v for zone, _ in count.zones for v in zone) == list(range(scope.size))
        assert all(nx.is_connected(graph.subgraph(zone)) for zone, _ in count.zones)
        assert all(20 <= len(zone) <= 40 for zone, _ in count.zones)
    again = zone_scope(scope)
    assert again.counts == found.counts or [
        (c.bound, c.cost, c.zones, c.dual) for c in again.counts.values()
    ] == [(c.bound, c.cost, c.zones, c.dual) for c in found.counts.values()]


def _certificate(seed: int) -> tuple[Certificate, int]:
    """A bound for two rooms of a small scope, as a certificate, and the number of rooms."""
    scope, facts = random_scope(seed, least=12, most=12), facts_of(seed, least=12, most=12)
    found = relaxed(scope, 2, 0)
    assert found is not None
    assert found.bound > 0
    dual = dict(zip(facts.ids, found.dual.tolist(), strict=True))
    silent = dict.fromkeys(facts.ids, 0)
    low = max(facts.least_rooms, -(-facts.size // facts.largest))
    others = [p for p in range(low, facts.size // facts.smallest + 1) if p != 2]
    return Certificate(
        scope="S", status=Status.FEASIBLE, rooms=2, sizes=(facts.smallest, facts.largest), relaxed_villages=0,
        shortfall_price=0, zones=0, objective=2 * found.bound, bound=found.bound, lp_bound=found.bound,
        duals=dual, room_dual=found.room_dual, cuts=(), kept=0, method="lp",
        bounds_by_rooms=dict.fromkeys(others, 0),
        prices_by_rooms={p: Prices(silent, 0, (), 0) for p in others},
    ), found.bound  # fmt: skip


def test_a_stranger_confirms_the_bound_and_refuses_a_higher_one() -> None:
    """The certificate holds as it is; a claim of more, or prices that prove less, are named."""
    seed = 3
    facts = facts_of(seed, least=12, most=12)
    one, bound = _certificate(seed)
    proof = prove_scope(facts, one)
    assert not proof.findings
    assert proof.bounds[2] >= bound
    higher = replace(one, bound=proof.bounds[2] + 1)
    assert [each.code for each in prove_scope(facts, higher).findings] == ["bound-open"]
    name = facts.ids[0]
    raised = replace(
        one, duals={**one.duals, name: one.duals[name] + 10**9}, room_dual=one.room_dual, bound=bound + 10**9,
        lp_bound=bound + 10**9,
    )  # fmt: skip
    assert "bound-open" in {each.code for each in prove_scope(facts, raised).findings}
    assert "bound-zones" in {each.code for each in prove_scope(facts, replace(one, kept=3)).findings}


def test_a_stop_leaves_a_quick_plan(tmp_path: object) -> None:
    """Once the stop has passed, the quick plan stands and nothing is claimed."""
    scope = replace(random_scope(0, least=90, most=110), smallest=20, largest=40, least_rooms=0)
    found = zone_wide(scope, Stop(token=f"{tmp_path}/gone"))
    assert any(count.zones for count in found.counts.values())
    assert all(count.bound == 0 for count in found.counts.values())


def test_rooms_that_outrank_r01_are_proven_by_counting() -> None:
    """Two rooms asked of 27 villages, 20 a room: 13 short, as counting shows, and the cost is bounded all the same."""
    seed = next(s for s in range(99) if not random_scope(s, least=27, most=27).required.any())
    shape = {"smallest": 20, "largest": 40, "least_rooms": 2}
    scope = replace(random_scope(seed, least=27, most=27), **shape)
    facts = replace(facts_of(seed, least=27, most=27), **shape)
    found = zone_scope(scope)
    count = found.counts[2]
    assert (found.shortfall, found.sizes, list(found.counts)) == (13, (1, 20), [2])
    assert 0 < count.bound <= count.cost
    none = {p: Prices(dict.fromkeys(facts.ids, 0), 0, (), 0) for p in found.ruled_out}
    one = Certificate(
        scope="S", status=Status.FEASIBLE, rooms=2, sizes=(1, 20), relaxed_villages=13, shortfall_price=0, zones=0,
        objective=count.cost, bound=count.bound, lp_bound=count.bound,
        duals=dict(zip(facts.ids, count.dual, strict=True)), room_dual=count.room_dual, cuts=(), kept=0, method="lp",
        bounds_by_rooms={}, prices_by_rooms=none,
    )  # fmt: skip
    proof = prove_scope(facts, one)
    assert not proof.findings
    assert not proof.shortfall_open
    assert {*proof.bounds} == {2}
    assert proof.bounds[2] >= count.bound
    fewer = prove_scope(facts, replace(one, relaxed_villages=12))
    assert "bound-zones" in {each.code for each in fewer.findings}
