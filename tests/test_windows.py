"""Plans made better window by window: valid, never dearer, and optimal where one window holds the whole scope."""

from __future__ import annotations

import numpy as np
import pytest

from assign.optimise.anneal import annealed
from assign.optimise.frontier import zone_frontier
from assign.optimise.quick import quick_zones, usual_rooms
from assign.optimise.scope import zones_cost
from assign.optimise.stop import NEVER, Stop
from assign.optimise.windows import improve_windows, subscope
from assign.optimise.zoning import solve_count, zone_scope
from random_scopes import random_scope
from test_integer import grid_scope


@pytest.mark.parametrize("seed", [1, 2, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15])  # those with a quick plan of R01
def test_a_window_over_the_whole_scope_finds_the_optimum(seed: int) -> None:
    """From any plan of R01, a window as large as the scope gives the proven least cost."""
    scope = random_scope(seed, least=14, most=34)
    shortfall, plans = quick_zones(scope)
    assert not shortfall
    rooms, plan = next(iter(plans.items()))
    best = solve_count(scope, zone_scope(scope), rooms)
    assert best.proven
    better = improve_windows(scope, plan, villages=scope.size)
    if len(_reached(scope.indptr, scope.indices)) == scope.size:
        assert zones_cost(scope, better) == best.cost
    assert best.cost <= zones_cost(scope, better) <= zones_cost(scope, plan)


def _reached(indptr: np.ndarray, indices: np.ndarray) -> list[int]:
    order, seen = [0], {0}
    for v in order:
        for u in indices[indptr[v] : indptr[v + 1]].tolist():
            if u not in seen:
                seen.add(u)
                order.append(u)
    return order


@pytest.mark.parametrize("seed", range(4))
def test_small_windows_keep_every_rule_and_never_cost_more(seed: int) -> None:
    """Each village once, R01's sizes, as many rooms, a site inside; the same plan each time."""
    scope = grid_scope(7, 8, seed)
    rooms = usual_rooms(scope)
    plans = quick_zones(scope)[1]
    plan = annealed(scope, plans[min(plans)], rooms, steps=200)
    assert plan
    better = improve_windows(scope, plan, villages=24)
    assert zones_cost(scope, better) <= zones_cost(scope, plan)
    assert len(better) == rooms
    assert sorted(v for villages, _ in better for v in villages) == list(range(scope.size))
    for villages, site in better:
        assert scope.smallest <= len(villages) <= scope.largest
        assert any(scope.site_ptr[v] <= site < scope.site_ptr[v + 1] for v in villages)
    assert better == improve_windows(scope, plan, villages=24)


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
    assert improve_windows(scope, plan, pulled) == tuple(sorted(plan))


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
