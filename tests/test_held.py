"""A session does not check the same plan of the same facts twice, and checks everything else."""

from __future__ import annotations

from dataclasses import replace

import pytest

import assign.ask.held as module
from assign.ask import whatif
from assign.ask.held import Held, held, same_facts
from assign.cache import Cache
from assign.solve import solve
from builders import grid_problem


@pytest.fixture
def checked(monkeypatch):
    """Return the plans that the verifier looked at."""
    seen = []
    verify = module.verify

    def look(problem, plan):
        seen.append(plan)
        return verify(problem, plan)

    monkeypatch.setattr(module, "verify", look)
    return seen


@pytest.fixture(scope="module")
def case():
    """Return a problem of twelve villages and its plan."""
    problem = grid_problem(3, 4)
    return problem, solve(problem, workers=1)


def test_the_same_plan_of_the_same_facts_is_checked_once(case, checked):
    """Asked again, with other seconds taken, the verifier need not work."""
    problem, plan = case
    check = Held()
    assert check(problem, plan) == ()
    assert check(problem, replace(plan, run={**plan.run, "timings": {"rooms": 99.0}})) == ()
    assert len(checked) == 1


def test_another_plan_is_checked(case, checked):
    """One minute more in one row: that is another plan, and its fault is found every time."""
    problem, plan = case
    check = Held()
    check(problem, plan)
    row = plan.assignments[0]
    wrong = replace(plan, assignments=(replace(row, travel_min=row.travel_min + 1), *plan.assignments[1:]))
    assert check(problem, wrong)
    assert check(problem, wrong)
    assert len(checked) == 3


def test_other_facts_are_checked(case, checked):
    """The same plan against a village with more hours does not hold, though it held before."""
    problem, plan = case
    check = Held()
    check(problem, plan)
    first = problem.villages[0]
    other = replace(problem, villages=(replace(first, hours=first.hours + 1), *problem.villages[1:]))
    assert check(other, plan)
    assert len(checked) == 2


def test_arrays_count_as_the_same_only_if_they_are_the_same_object(case):
    """Minutes that were measured again are other facts, equal or not."""
    problem, _ = case
    again = replace(problem, travel=replace(problem.travel, minutes=problem.travel.minutes.copy()))
    assert same_facts(problem, replace(problem))
    assert not same_facts(problem, again)
    assert not same_facts(problem, replace(problem, borders=problem.borders.copy()))


def test_a_session_is_that_of_its_cache(case, checked):
    """A what-if that changes nothing is checked once in a session, and again in another."""
    problem, plan = case
    cache = Cache()
    for _ in range(2):
        whatif(problem, plan, cache=cache)
    assert len(checked) == 1
    assert held(cache) is held(cache)
    whatif(problem, plan, cache=Cache())
    assert len(checked) == 2
