"""Pools of many places that hang together: solved tier by tier, never without an answer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assign.optimise import pool_solve, tiers
from assign.optimise.groups import connected_groups
from assign.optimise.lineup import Lineup
from assign.optimise.pool import Duty, Person, Place, Pool
from assign.optimise.pool_solve import solve_pool
from test_staff_tiers import police_of

PERSONAL = ("ability", "green", "outside", "unguided", "moves", "worst_home", "home", "order")


@pytest.fixture
def small_as_large(monkeypatch):
    """Small pools are solved like large ones."""
    monkeypatch.setattr(pool_solve, "LARGE", 0)
    monkeypatch.setattr(pool_solve, "LARGE_PAIRS", 0)


def values_of(answer):
    """Return the tiers of an answer as the oracle writes them."""
    return tuple(list(tier.value) if tier.name == "load" else tier.value[0] for tier in answer.tiers)


def pools_and_best(seeds):
    """Yield pools of random stations' police with the oracle's best key."""
    for seed in seeds:
        pool, by_moves = police_of(seed)
        if pool.people:
            yield seed, pool, min(by_moves.values())


@pytest.mark.usefixtures("small_as_large")
def test_a_small_pool_on_the_large_path_is_that_of_the_best_of_all_ways():
    """On 60 random stations each tier of the police is the brute force's, and is proven."""
    solved = 0
    for seed, pool, best in pools_and_best(range(7000, 7060)):
        answer = solve_pool(pool)
        assert (seed, values_of(answer)) == (seed, best)
        assert all(tier.proven for tier in answer.tiers)
        solved += 1
    assert solved > 40


@pytest.mark.usefixtures("small_as_large")
@pytest.mark.parametrize("work", [0.0, 1e-5, 1e-4, 1e-3, 1e-2])
def test_however_little_the_work_the_bounds_hold(work):
    """Up to the first tier that is not proven all are the brute force's, and that one's bound is not above it."""
    for seed, pool, best in pools_and_best(range(7000, 7030)):
        answer = solve_pool(replace(pool, work=work))
        for tier, least in zip(answer.tiers, best, strict=True):
            if tier.name == "load":
                assert tier.bound == tuple(least[: len(tier.bound)]), seed
            else:
                assert 0 <= tier.bound[0] <= least, (seed, tier.name)
            if not tier.proven:
                break
            assert (list(tier.value) if tier.name == "load" else tier.value[0]) == least, seed


def test_where_the_search_finds_nothing_quick_posts_stand():
    """A solver that is allowed no work leaves the quick posts, every bound zero: no failure."""
    pool, _ = police_of(7000)
    answer = solve_pool(replace(pool, work=0.0))
    quick = pool_solve.quick_posts(pool)
    assert answer.duty == quick
    assert {tier.bound for tier in answer.tiers} == {(), (0,)}


def grid_pool(rows, columns, people, *, avoided=0.0, seed=0):
    """Return police for a township of rooms on a grid, that all hang together, with R17 on."""
    draw = np.random.default_rng(seed)
    rooms = range(rows * columns)
    near = {
        n: tuple(
            sorted(m for m in rooms if abs(n // columns - m // columns) + abs(n % columns - m % columns) == 1)
        )
        for n in rooms
    }
    hours = draw.integers(1300, 4000, len(rooms)).tolist()
    hard = draw.integers(200, 900, len(rooms)).tolist()
    places = tuple(Place(f"R{n:03}", f"R{n:03}", "S", 1 + hard[n], hours[n]) for n in rooms)
    groups = [(n,) for n in rooms] + [g for g in connected_groups(rooms, near, 3) if len(g) > 1]
    duties = tuple(
        Duty(g, sum(hours[n] for n in g), sum(hours[n] * hard[n] for n in g) // sum(hours[n] for n in g))
        for g in groups
    )
    areas = tuple(g for g in connected_groups(rooms, near, 4) if len(g) > 1)
    staff = []
    for n in range(people):
        shunned = (
            set(draw.choice(len(rooms), 2, replace=False).tolist()) if draw.random() < avoided else set()
        )
        allowed = tuple(d for d, g in enumerate(groups) if shunned.isdisjoint(g))
        years = int(draw.integers(12))
        now = int(draw.integers(len(rooms)))
        moved = frozenset(d for d in allowed if now not in groups[d])
        staff.append(
            Person(f"P{n:03}", 14960, int(draw.integers(300, 900)), allowed, moved=moved, stay=1 + years,
                   junior=years < 3, senior=years >= 8)
        )  # fmt: skip
    return Pool("S", "police", places, duties, tuple(staff), areas, guided=True)


@pytest.mark.parametrize("avoided", [0.0, 0.3])
def test_a_township_of_sixty_rooms_is_posted(avoided):
    """Sixty rooms, fifty police, some who avoid rooms: all tiers up to the areas are proven, the rest has bounds."""
    pool = grid_pool(6, 10, 50, avoided=avoided)
    assert pool.pairs > pool_solve.LARGE_PAIRS
    answer = solve_pool(pool)
    tier = {one.name: one for one in answer.tiers}
    assert all(tier[name].proven for name in ("open", "doubled", "understaffed", "load", "ability", "green"))
    assert tier["open"].value == (0,)
    assert tier["doubled"].value == (10,)  # ten rooms more than people
    told = Lineup(pool, answer.duty).tiers()
    assert all(tier[name].value == told[name] for name in told if name not in ("outside", "unguided"))
    assert all(0 <= tier[name].bound[0] <= tier[name].value[0] for name in PERSONAL)
    assert solve_pool(pool) == answer


def test_people_who_avoid_rooms_do_not_change_what_a_township_can_reach(monkeypatch):
    """The bound taken with all free and the one taken kin by kin are the same, where somebody can go everywhere."""
    pool = grid_pool(4, 6, 18, avoided=0.3, seed=3)
    monkeypatch.setattr(pool_solve, "LARGE_PAIRS", 0)
    free = values_of(solve_pool(pool))
    monkeypatch.setattr(pool_solve, "LARGE_PAIRS", 10**9)
    kin = values_of(solve_pool(pool))
    assert free == kin


def test_all_runs_of_a_ladder_share_one_allowance(monkeypatch):
    """With so little work that nothing is proven, a ladder ends near its allowance, not at one a tier."""
    ladders = []
    climbs = tiers.Ladder.climb_alone
    monkeypatch.setattr(
        tiers.Ladder, "climb_alone", lambda self, goals: (ladders.append(self), climbs(self, goals))
    )
    pool = replace(grid_pool(6, 10, 50), work=0.3)
    solve_pool(pool)
    (ladder,) = ladders
    assert 0 < ladder.spent < tiers.ALLOWANCE * 0.3 + 0.3
