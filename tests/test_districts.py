"""Plans made better district by district: valid, never dearer, and good where one district holds the whole scope."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assign.optimise.anneal import annealed
from assign.optimise.beam import beam
from assign.optimise.districts import _worst, improve_districts
from assign.optimise.frontier import zone_frontier
from assign.optimise.generate import Bound, Generation, first_columns
from assign.optimise.master import solve_master
from assign.optimise.quick import Zone, quick_zones, usual_rooms
from assign.optimise.regions import sweep_order
from assign.optimise.scope import Scope, zones_cost
from assign.optimise.stop import NEVER, Stop
from assign.optimise.subscope import subscope
from assign.optimise.zones import list_zones
from assign.optimise.zoning import solve_count, zone_scope
from random_scopes import random_scope
from test_integer import grid_scope


@pytest.mark.parametrize("seed", [1, 2, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15])  # those with a quick plan of R01
def test_a_beam_that_leaves_nothing_out_finds_the_optimum(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wide enough, and with all zones, the beam's partition costs the proven least; just below it there is none."""
    monkeypatch.setattr("assign.optimise.beam.SMALL", 0.0)
    scope = random_scope(seed, least=14, most=34)
    rooms = next(iter(quick_zones(scope)[1]))
    best = solve_count(scope, zone_scope(scope), rooms)
    assert best.proven
    zones = list_zones(scope, scope.smallest, scope.largest)
    prices, order = solve_master(zones, rooms), sweep_order(scope)
    for ceiling in (2 * best.cost, best.cost):
        chosen = list(beam(scope, zones, prices, order, ceiling=ceiling, width=100_000, slack=1000.0))
        assert zones.cost[chosen].sum() == best.cost
        assert sorted(zones.members[chosen][zones.members[chosen] >= 0]) == list(range(scope.size))
    assert not beam(scope, zones, prices, order, ceiling=best.cost - 1, width=100_000, slack=1000.0)


@pytest.mark.parametrize("seed", range(4))
def test_districts_keep_every_rule_and_never_cost_more(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each village once, R01's sizes, as many rooms, a site inside; the same plan each time."""
    monkeypatch.setattr("assign.optimise.districts.VILLAGES", 36)
    scope = grid_scope(7, 8, seed)
    rooms = usual_rooms(scope)
    plans = quick_zones(scope)[1]
    plan = annealed(scope, plans[min(plans)], rooms, steps=20)
    assert plan
    bound = _bound(scope, plan)
    better = improve_districts(scope, bound, plan)
    assert zones_cost(scope, better) < zones_cost(scope, plan)
    assert len(better) == rooms
    assert sorted(v for villages, _ in better for v in villages) == list(range(scope.size))
    for villages, site in better:
        assert scope.smallest <= len(villages) <= scope.largest
        assert any(scope.site_ptr[v] <= site < scope.site_ptr[v + 1] for v in villages)
    assert better == improve_districts(scope, bound, plan)


@pytest.mark.parametrize("seed", range(6))
def test_a_district_over_the_whole_scope_comes_within_half_a_percent(seed: int) -> None:
    """From a rough plan, one district of 56 villages; the least cost is proven apart."""
    scope = grid_scope(7, 8, seed)
    rooms = usual_rooms(scope)
    plans = quick_zones(scope)[1]
    plan = annealed(scope, plans[min(plans)], rooms, steps=20)
    best = solve_count(scope, zone_scope(scope), rooms)
    assert best.proven
    better = improve_districts(scope, _bound(scope, plan), plan)
    assert best.cost <= zones_cost(scope, better) <= 1.005 * best.cost


def test_districts_do_not_hang_on_the_numbers_of_villages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A scope whose villages are the last of a longer list gets the same plan: zones go by its own numbers."""
    monkeypatch.setattr("assign.optimise.districts.VILLAGES", 20)
    scope = grid_scope(7, 8, 1)
    plan = annealed(scope, next(iter(quick_zones(scope)[1].values())), usual_rooms(scope), steps=20)
    bound = _bound(scope, plan)
    last = replace(scope, villages=scope.villages + 9)
    assert _worst(last, bound, plan, []) == _worst(scope, bound, plan, []) != ()
    assert improve_districts(last, bound, plan) == improve_districts(scope, bound, plan)


def _bound(scope: Scope, plan: tuple[Zone, ...]) -> Bound:
    master = Generation(scope, len(plan), first_columns(scope, plan))
    assert master.converge()
    assert master.bound
    return master.bound


@pytest.mark.parametrize("seed", range(3))
def test_the_large_scope_path_holds_the_optimum_of_a_small_scope_between_bound_and_plan(seed: int) -> None:
    """Forced upon a scope of 36 villages, the plan is the proven optimum and the bound not above it."""
    scope = grid_scope(6, 6, seed)
    rooms = usual_rooms(scope)
    best = solve_count(scope, zone_scope(scope), rooms)
    assert best.proven
    found = zone_frontier(scope, NEVER).counts[rooms]
    assert found.bound <= best.cost == found.cost


def test_a_stop_leaves_the_plan_as_it_is(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nothing is redrawn once the stop has passed."""
    scope = grid_scope(6, 6, 1)
    plan = next(iter(quick_zones(scope)[1].values()))
    pulled = Stop(token=str(tmp_path_factory.mktemp("none") / "gone"))
    assert improve_districts(scope, _bound(scope, plan), plan, pulled) == plan


def test_a_plan_within_r01_stands_where_quick_plans_break_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too large for a bound, and quick plans said to break R01: the annealed plan keeps it, and nothing is claimed."""
    scope = grid_scope(6, 6, 1)
    plans = quick_zones(scope)[1]
    monkeypatch.setattr("assign.optimise.frontier.quick_zones", lambda _: (3, plans))
    monkeypatch.setattr("assign.optimise.frontier.LARGEST_PRICED", 10)
    zoning = zone_frontier(scope, NEVER)
    found = zoning.counts[usual_rooms(scope)]
    assert zoning.shortfall == found.bound == 0
    assert zones_cost(scope, found.zones) == found.cost
    assert all(scope.smallest <= len(villages) <= scope.largest for villages, _ in found.zones)


def test_a_subscope_costs_what_the_scope_does() -> None:
    """Trips, sites, hours and borders are those of the villages kept."""
    scope = grid_scope(6, 6, 2)
    inside = [0, 1, 2, 6, 7, 8]
    part = subscope(scope, inside)
    assert zones_cost(part, [((0, 1, 2, 3, 4, 5), 2)]) == zones_cost(
        scope, [(tuple(inside), int(part.sites[2]))]
    )
    assert part.indices[part.indptr[0] : part.indptr[1]].tolist() == [
        inside.index(u) for u in scope.indices[scope.indptr[0] : scope.indptr[1]].tolist() if u in inside
    ]
