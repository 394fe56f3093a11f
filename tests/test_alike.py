"""The tiers of a pool whose people are alike: dynamic programming beside the solver."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assign.optimise.alike import LARGEST_PART, tiers_if_alike
from assign.optimise.pool import Duty, Person, Place, Pool
from assign.optimise.pool_solve import _shared_ladder, solve_pool


def pool_of(hours, groups, people, *, places=None, duties=None):
    """Return a pool of villages of one zone with these hours, and groups of them at their summed hours."""
    singles = [Duty((n,), hour, 500) for n, hour in enumerate(hours)]
    several = [Duty(group, sum(hours[n] for n in group), 500, sum(1 for _ in group) - 1) for group in groups]
    return Pool(
        "S1",
        "helpers",
        tuple(places or (Place(f"V{n}", "R1", "S1", 501, hour, (1,)) for n, hour in enumerate(hours))),
        tuple(duties or (*singles, *several)),
        tuple(people),
    )


def anybody(number, pool_duties, **facts):
    """Return a person who may do everything."""
    return Person(f"P{number}", 10_000, 600, tuple(range(pool_duties)), **facts)


def values(tiers):
    """Return the value of each tier by name."""
    return {tier.name: tier.value for tier in tiers}


def test_two_people_share_three_villages_as_on_paper():
    """Villages of 50, 30 and 20 hours in a row, two people of 100: 50 | 30+20 leaves nobody above a half."""
    pool = pool_of([5000, 3000, 2000], [(0, 1), (1, 2)], [anybody(n, 5) for n in range(2)])
    found = values(tiers_if_alike(pool))
    assert found["open"] == (0,)
    assert found["doubled"] == (1,)
    assert found["understaffed"] == (1,)
    assert found["load"] == (500_000, 500_000)


def test_a_person_bound_to_a_village_keeps_it_out_of_groups():
    """Whoever may serve the last village only leaves 50+30 to the other."""
    bound = Person("P1", 10_000, 600, (2,))
    pool = pool_of([5000, 3000, 2000], [(0, 1), (1, 2)], [anybody(0, 5), bound])
    assert values(tiers_if_alike(pool))["load"] == (800_000, 200_000)
    assert solve_pool(pool).duty == (3, 2)


def test_more_people_than_villages_share_the_busiest():
    """Four people at three villages: the busiest is shared."""
    pool = pool_of([5000, 3000, 2000], [(0, 1), (1, 2)], [anybody(n, 5) for n in range(4)])
    assert values(tiers_if_alike(pool))["load"] == (300_000, 250_000, 250_000, 200_000)


def test_who_must_not_take_the_best_group_is_found_by_the_solver():
    """Both must avoid the village that the best answer puts into a group: the bound is not reached, the answer is."""
    shy = [Person(f"P{n}", 10_000, 600, (0, 1, 3)) for n in range(2)]
    pool = pool_of([5000, 3000, 2000], [(0, 1), (1, 2)], shy)
    assert values(tiers_if_alike(pool))["open"] == (0,)
    answer = solve_pool(pool)
    assert values(answer.tiers)["open"] == (501,)
    assert all(tier.proven for tier in answer.tiers)


@pytest.mark.parametrize("seed", range(60))
def test_dynamic_programming_and_the_solver_agree(seed, random_pool):
    """On random zones and people every tier up to the hours is that of the exact model."""
    pool = random_pool(seed)
    assert values(tiers_if_alike(pool)) == values(_shared_ladder(pool).tiers)


def test_it_stands_back_where_people_differ():
    """Capacities, certificates, bounds on changes, or too many places together: the solver's part."""
    pool = pool_of([5000, 3000, 2000], [(0, 1), (1, 2)], [anybody(n, 5) for n in range(2)])
    assert tiers_if_alike(pool)
    part_time = replace(pool.people[1], capacity=5000)
    unfit = replace(pool.people[1], unfit=frozenset({0}))
    assert not tiers_if_alike(replace(pool, people=(pool.people[0], part_time)))
    assert not tiers_if_alike(replace(pool, people=(pool.people[0], unfit)))
    assert not tiers_if_alike(replace(pool, max_moves=3))
    assert not tiers_if_alike(replace(pool, max_transfers=3))
    row = range(LARGEST_PART + 1)
    long = pool_of([1000] * len(row), [(n, n + 1) for n in row[:-1]], [anybody(0, 1)])
    assert not tiers_if_alike(long)


@pytest.fixture
def random_pool():
    """Return a maker of pools of one to three zones of villages in a row, with a few people bound to one village."""

    def make(seed):
        chance = np.random.default_rng(seed)
        hours, groups, places = [], [], []
        for zone in range(int(chance.integers(1, 4))):
            first = len(hours)
            size = int(chance.integers(1, 6))
            hours += [int(chance.integers(5, 61)) * 100 for _ in range(size)]
            for begin in range(first, first + size - 1):
                groups += [(begin, begin + 1)]
                groups += [(begin, begin + 1, begin + 2)] if begin + 2 < first + size else []
            places += [
                Place(
                    f"V{n}",
                    f"R{zone}",
                    "S1",
                    int(chance.choice((0, 400, 700))),
                    hours[n],
                    (int(chance.integers(1, 4)),),
                )
                for n in range(first, first + size)
            ]
        singles = [Duty((n,), hour, 500) for n, hour in enumerate(hours)]
        several = [
            Duty(g, sum(hours[n] for n in g), 500, sum(sum(places[n].needs) for n in g) - 1) for g in groups
        ]
        total = len(singles) + len(several)
        people = [
            Person(f"P{n}", 14_000, 600, (int(chance.integers(len(hours))),))
            if chance.random() < 0.2
            else anybody(
                n,
                total,
            )
            for n in range(int(chance.integers(1, len(hours) + 3)))
        ]
        people = [replace(one, capacity=14_000) for one in people]
        return pool_of(hours, groups, people, places=places, duties=(*singles, *several))

    return make
