"""The capacitated p-median: bound, plan and proof against brute force and published optima."""

import itertools
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assign.optimise.capacitated.branch import branch, fixed_instance
from assign.optimise.capacitated.columns import list_columns
from assign.optimise.capacitated.dive import dive, mended, raised_prices
from assign.optimise.capacitated.exact import solve_exactly
from assign.optimise.capacitated.instance import Answer, PMedian
from assign.optimise.capacitated.lagrangian import TOO_DEAR, evaluate, price_units
from assign.optimise.capacitated.solve import solve_pmedian
from assign.optimise.stop import Stop

PEERS = Path("/work/shared/peers")


def small(seed: int, units: int = 7, medians: int = 2) -> PMedian:
    """Return random points whose capacity leaves little room."""
    random = np.random.default_rng(seed)
    spots = random.integers(0, 50, (units, 2))
    cost = np.floor(np.hypot(*(spots[:, None] - spots[None]).transpose(2, 0, 1))).astype(np.int64)
    demand = random.integers(1, 9, units)
    room = max(int(demand.max()), int(1.3 * demand.sum() / medians))
    return PMedian(cost, demand, np.full(units, room), medians)


def by_brute_force(instance: PMedian) -> int | None:
    """Return the optimum by trying every set of medians and every assignment to them."""
    best = None
    for medians in itertools.combinations(range(instance.units), instance.medians):
        others = [i for i in range(instance.units) if i not in medians]
        for pick in itertools.product(medians, repeat=len(others)):
            median_of = np.arange(instance.units)
            median_of[others] = pick
            if not instance.faults(median_of):
                value = instance.value(median_of)
                best = value if best is None else min(best, value)
    return best


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_the_proven_value_is_the_optimum(seed: int) -> None:
    """On seven units, every answer that calls itself proven has the value that brute force finds."""
    instance = small(seed)
    optimum = by_brute_force(instance)
    answer = solve_pmedian(instance)
    if optimum is None:
        assert len(answer.median_of) == 0
        return
    assert answer.bound <= optimum <= answer.value
    if answer.proven:
        assert answer.value == optimum
    assert instance.faults(answer.median_of) == []
    assert instance.value(answer.median_of) == answer.value


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.lists(st.integers(0, 60), min_size=7, max_size=7))
def test_any_prices_bound_the_optimum(seed: int, prices: list[int]) -> None:
    """Whatever the prices of the units, no plan is cheaper than the bound."""
    instance = small(seed)
    optimum = by_brute_force(instance)
    bound, _, _, _ = evaluate(instance, np.array(prices), np.ones(7, np.bool_))
    assert optimum is None or bound <= optimum


def test_every_cluster_within_the_gap_is_listed() -> None:
    """The columns up to a ceiling hold every cluster of every plan that costs no more."""
    instance = small(3)
    priced = price_units(instance)
    optimum = by_brute_force(instance)
    assert optimum is not None
    zones = list_columns(instance, priced, optimum + 10)
    assert zones is not None
    listed = {tuple(sorted(v for v in row if v >= 0)) for row in zones.members.tolist()}
    seen = 0
    for medians in itertools.combinations(range(7), 2):
        others = [i for i in range(7) if i not in medians]
        for pick in itertools.product(medians, repeat=5):
            median_of = np.arange(7)
            median_of[others] = pick
            if not instance.faults(median_of) and instance.value(median_of) <= optimum + 10:
                seen += 1
                assert {tuple(np.flatnonzero(median_of == j).tolist()) for j in medians} <= listed
    assert seen


def test_an_instance_is_checked() -> None:
    """More medians than units, and negative demand, are refused."""
    cost = np.zeros((2, 2), np.int64)
    with pytest.raises(ValueError, match="medians is 3; expected 1 to 2"):
        PMedian(cost, np.ones(2, np.int64), np.ones(2, np.int64), 3)
    with pytest.raises(ValueError, match="must not be negative"):
        PMedian(cost, np.array([1, -1]), np.ones(2, np.int64), 1)


@pytest.mark.parametrize(("name", "optimum"), [("cpmp01", 713), ("cpmp03", 751), ("cpmp13", 1026)])
def test_published_optima(name: str, optimum: int) -> None:
    """OR-Library's instances come out at the published optimum, with a proof (Osman & Christofides 1994)."""
    file = PEERS / "group1" / f"{name}.txt"
    if not file.exists():
        pytest.skip(f"{file} is not here: published instances are not part of the repository")
    numbers = np.array(file.read_text("ascii").split(), np.float64)
    units, medians = int(numbers[0]), int(numbers[1])
    rows = numbers[2 : 2 + 4 * units].reshape(units, 4)
    away = np.hypot(rows[:, None, 0] - rows[None, :, 0], rows[:, None, 1] - rows[None, :, 1])
    cost = 1000 * np.floor(away).astype(np.int64)
    answer = solve_pmedian(PMedian(cost, rows[:, 3].astype(np.int64), rows[:, 2].astype(np.int64), medians))
    assert answer.proven
    assert answer.value == 1000 * optimum


@pytest.mark.parametrize("seed", range(12))
def test_a_dive_keeps_the_bound_below_and_its_plan_above_the_optimum(seed: int) -> None:
    """Nine units, three medians: prices of the linear program are a bound, the plan is allowed, brute force between."""
    instance = small(seed, 9, 3)
    optimum = by_brute_force(instance)
    assert optimum is not None
    begun = price_units(instance, steps=20)
    raised = raised_prices(instance, begun)
    assert begun.bound <= raised.bound <= optimum
    plan = dive(instance, raised)
    assert plan.value >= optimum
    if plan.value < TOO_DEAR:
        assert instance.faults(plan.median_of) == []
        assert instance.value(plan.median_of) == plan.value


def test_a_unit_left_out_is_taken_in_by_the_clusters_around_it() -> None:
    """Every cluster but one unit given: the mended plan is whole and allowed."""
    instance = small(3, 12, 4)
    whole = solve_pmedian(instance).median_of
    other = int(np.flatnonzero(whole != np.arange(12))[0])
    partial = np.where(np.arange(12) == other, -1, whole)
    mended_plan = mended(instance, price_units(instance).price, partial)
    assert instance.faults(mended_plan) == []


def test_a_deadline_that_has_passed_ends_listing_and_choice() -> None:
    """No columns are listed, and the answer's bound still holds."""
    instance = small(2)
    late = Stop(time.monotonic() - 1)
    priced = price_units(instance)
    assert list_columns(instance, priced, priced.value, stop=late) is None
    assert solve_exactly(instance, priced, stop=late).bound <= priced.value
    assert late.left() == 0.0
    assert Stop().left() == float("inf")


@pytest.mark.parametrize("seed", range(8))
def test_branching_on_medians_proves_the_optimum_from_nothing(seed: int) -> None:
    """Eight units, three medians, no bound to begin with, and at most three columns listed a node."""
    instance = small(seed, 8, 3)
    optimum = by_brute_force(instance)
    begun = price_units(instance, steps=5)
    if begun.value == TOO_DEAR:
        begun = price_units(instance)
    found = branch(instance, Answer(begun.median_of, begun.value, 0), listed=3)
    assert (found.value, found.bound) == (optimum, optimum)
    assert instance.faults(found.median_of) == []


def test_a_node_bounds_the_plans_that_hold_its_medians() -> None:
    """Any toll: plans with unit 0 as median cost as much as before, plus a toll for each of the two others."""
    instance = small(4, 8, 3)
    part, offset = fixed_instance(instance, (0,), (5,), 7)
    assert offset == 14
    plan = next(
        np.array(pick)
        for pick in itertools.product(range(8), repeat=8)
        if not instance.faults(np.array(pick)) and pick[0] == 0 and 5 not in pick
    )
    assert part.value(plan) == instance.value(plan) + offset
    assert part.capacity[5] < part.demand[5]
