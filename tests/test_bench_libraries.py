"""What the table of other libraries rests on: a judge checked by hand, and methods that agree on a small district."""

import numpy as np
import pytest

import bench_libraries
from bench_libraries import Facts
from builders import grid_problem, village_id
from compact_models import cpsat, highs
from district import ANY_SITE, District, grid
from libraries import ours, ours_by_prices

FREE_SITES = {
    "policy": {"R07": {"rank_min": 0}},
    "weights": {"new_room_min": 0, "travel": 1, "balance": 1},
}


@pytest.fixture(scope="module")
def facts() -> Facts:
    """Two rows of five villages, all alike: 4 visits, 10 hours, 2.8 minutes a kilometre; 50 hours a zone."""
    problem = grid_problem(2, 5, even=True, policy=FREE_SITES)
    return Facts("grid", problem, tuple(village_id(number) for number in range(10)), 5000)


def test_a_row_served_from_its_middle_costs_134_4_minutes(facts: Facts) -> None:
    """2 ways × 4 visits × (5.6 + 2.8 + 0 + 2.8 + 5.6) minutes, and no hour off the target."""
    travel, balance, broken = facts.judge([([0, 1, 2, 3, 4], 2), ([5, 6, 7, 8, 9], ANY_SITE)], 5, 8)
    assert (travel, balance, broken) == (2 * 1_344_000, 0, {})


def test_each_broken_rule_is_counted(facts: Facts) -> None:
    """Four are too few, corners do not touch, a site stands outside, a village is forgotten, one is twice."""
    zones = [([0, 1, 2, 3], 9), ([4, 5, 6, 7, 8], ANY_SITE)]
    _, balance, broken = facts.judge(zones, 5, 8)
    assert broken == {"sizes": 1, "apart": 1, "site": 1, "villages": 1}
    assert balance == 10 * 60 * 10_000  # ten hours below the target, at a minute each
    assert facts.judge([(list(range(8)), 0), ([7, 8, 9], 8)], 5, 8)[2] == {"sizes": 1, "villages": 1}


def test_the_district_has_the_facts_numbers(facts: Facts) -> None:
    """Thirteen borders of a 2 × 5 grid; the trip to the next village is 2 × 4 × 2.8 minutes."""
    district = facts.district()
    assert len(district.edges) == 13
    assert district.trip[0, 1] == 224_000
    assert (district.rooms, district.smallest, district.largest) == (2, 5, 8)


@pytest.mark.parametrize("method", [ours, ours_by_prices, highs, cpsat])
def test_methods_that_reach_the_end_agree(method, facts: Facts) -> None:
    """All four find a plan of the least cost, no bound is above it, and no rule is broken."""
    district = facts.district()
    zones, bounds = method(district, 60.0)
    travel, balance, broken = facts.judge(zones, 5, 8)
    least = facts.judge(ours(district, 60.0)[0], 5, 8)
    assert (travel + balance, broken) == (sum(least[:2]), {})
    assert bounds.get(2, 0) <= travel + balance


def test_our_prices_bound_other_numbers_of_zones_too() -> None:
    """A 4 × 4 grid in 2 or 3 zones, solved for 3: what is said of 2 is no more than 2 cost."""
    three = grid(4, 4, 3)
    bounds = ours(three, 60.0)[1]
    two = District(**{**vars(three), "rooms": 2})
    zones, own = ours(two, 60.0)
    cost = sum(two.cheapest(np.array(zone)) for zone, _ in zones)
    assert bounds[2] <= own[2] == cost


def test_a_patch_grows_from_neighbour_to_neighbour(facts: Facts) -> None:
    """Of the ten villages, every first part hangs together."""
    grown = bench_libraries.grow(facts.view, 10)
    assert sorted(grown) == sorted(facts.villages)
    assert all(facts.view.joined(grown[:size]) for size in range(1, 11))
