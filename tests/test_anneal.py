"""Plans of large scopes by chance moves: valid, repeatable, never below the optimum."""

from __future__ import annotations

import pytest

from assign.optimise.anneal import annealed
from assign.optimise.quick import quick_zones, usual_rooms
from assign.optimise.scope import Scope, zones_cost
from assign.optimise.stop import Stop
from assign.optimise.zoning import solve_count, zone_scope
from random_scopes import random_scope


def _begun(scope: Scope) -> tuple[tuple[tuple[int, ...], int], ...]:
    return next(iter(quick_zones(scope)[1].values()), ())


def _hangs_together(scope: Scope, villages: tuple[int, ...]) -> bool:
    met, waiting = {villages[0]}, [villages[0]]
    for v in waiting:
        for u in scope.indices[scope.indptr[v] : scope.indptr[v + 1]].tolist():
            if u in villages and u not in met:
                met.add(u)
                waiting.append(u)
    return met == set(villages)


@pytest.mark.parametrize("seed", range(25))
def test_a_plan_keeps_every_rule_and_costs_no_less_than_the_optimum(seed: int) -> None:
    """Each village once, zones connected and within R01, a site of the zone, the cost at least the proven optimum's."""
    scope = random_scope(seed, least=10, most=30)
    begun = _begun(scope)
    if not begun:
        pytest.skip("no plan to begin with")
    rooms = usual_rooms(scope)
    zones = annealed(scope, begun, rooms, steps=2000)
    if not zones:
        return
    assert len(zones) == rooms
    assert sorted(v for villages, _ in zones for v in villages) == list(range(scope.size))
    for villages, site in zones:
        assert scope.smallest <= len(villages) <= scope.largest
        assert _hangs_together(scope, villages)
        assert any(scope.site_ptr[v] <= site < scope.site_ptr[v + 1] for v in villages)
    zoning = zone_scope(scope)
    assert zoning.shortfall == 0
    best = solve_count(scope, zoning, rooms)
    assert best.proven
    assert best.cost <= zones_cost(scope, zones)
    assert zones == annealed(scope, begun, rooms, steps=2000)


def test_most_small_scopes_get_a_plan_not_far_from_the_optimum() -> None:
    """Over the scopes that a quick plan of R01 exists for, the sum of costs is within 10 % of the sum of optima."""
    ours = best = 0
    for seed in range(25):
        scope = random_scope(seed, least=10, most=30)
        shortfall, plans = quick_zones(scope)
        rooms = usual_rooms(scope)
        if shortfall or rooms not in plans:
            continue
        zones = annealed(scope, plans[rooms], rooms, steps=4000)
        assert zones
        ours += zones_cost(scope, zones)
        best += solve_count(scope, zone_scope(scope), rooms).cost
    assert 0 < best <= ours <= 1.1 * best


def test_a_stop_leaves_the_plan_it_began_with_if_that_keeps_r01(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Stopped before the first step, the plan is the quick one."""
    pulled = Stop(token=str(tmp_path_factory.mktemp("none") / "gone"))
    for seed in range(25):
        scope = random_scope(seed, least=10, most=30)
        shortfall, plans = quick_zones(scope)
        for rooms, plan in plans.items():
            if not shortfall:
                assert zones_cost(scope, annealed(scope, plan, rooms, pulled)) == zones_cost(scope, plan)
