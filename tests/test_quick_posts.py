"""Posts made at once: valid wherever the exact model is stopped, what is short listed, never better than the best."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace

import pytest

from assign.assemble import assemble_plan
from assign.assess import verify
from assign.optimise import NEVER, Stop, Zone, place_rooms, post_officers
from assign.optimise.bounded import run_here
from assign.optimise.crew import gather_crews
from assign.optimise.pool import Pool
from assign.optimise.pool_solve import solve_pool
from assign.optimise.pools import NO_WISHES, police_ground, police_pool
from assign.optimise.quick_posts import quick_posts
from assign.optimise.stop import halting
from assign.optimise.tiers import NoAnswerError
from assign.problem import Problem
from assign.solve import _record
from staff_oracle import random_station
from station_case import police, station
from test_staffing import random_county

PAST = Stop(deadline=0.0)
ROWS_OF_FIVE = tuple(Zone(row * 5, tuple(range(row * 5, row * 5 + 5))) for row in range(3))


@dataclass(frozen=True)
class StopAfter(Stop):
    """A stop that passes when it has been asked so many times."""

    times: int = 0
    asked: list[int] = field(default_factory=lambda: [0])

    def passed(self) -> bool:
        self.asked[0] += 1
        return self.asked[0] > self.times


def at_once(problem: Problem, stop: Stop = PAST):
    """Return a plan whose rooms are exact and whose posts are stopped."""
    rooms = place_rooms(problem, run_here)
    staff = post_officers(problem, rooms.zones, stop=stop)
    return assemble_plan(problem, rooms, staff, _record(problem, rooms, 0))


def pool_of(problem: Problem, zones: tuple[Zone, ...] = ROWS_OF_FIVE) -> Pool:
    """Return the pool of the police of a station; its rooms are the three rows of `station_case` by default."""
    (crew,) = gather_crews(problem, zones)
    return police_pool(crew, police_ground(crew), NO_WISHES)[0]


@pytest.mark.parametrize("seed", range(40))
def test_posts_made_at_once_make_plans_that_verify(seed: int) -> None:
    """On random counties the plan passes every check, everybody stands once, and nothing is said to be proven."""
    problem = random_county(seed)
    plan = at_once(problem)
    assert verify(problem, plan) == ()
    names = [post.officer_id for post in plan.posts] + [row.officer_id for row in plan.unused]
    assert sorted(names) == [officer.officer_id for officer in problem.officers]
    peopled = [
        proof for proof in plan.staffing if any(tier.name == "load" and tier.value for tier in proof.tiers)
    ]
    assert not any(tier.proven for proof in peopled for tier in proof.tiers if any(tier.value))


@pytest.mark.parametrize("times", range(0, 60, 4))
def test_posts_stopped_anywhere_make_plans_that_verify(times: int) -> None:
    """Wherever among the tiers the exact model is stopped, each tier is what the tables say."""
    problem = random_county(times)
    assert verify(problem, at_once(problem, StopAfter(times=times))) == ()


@pytest.mark.parametrize("transfers", ["station", "county", "city"])
@pytest.mark.parametrize("most", [0, 2, 99])
def test_bounds_on_moves_and_transfers_are_kept_at_once(transfers: str, most: int) -> None:
    """No more people move or are lent than R19 allows, in pools of one station and of several (R19)."""
    problem = random_county(3)
    bounds = {"max_moves": most, "transfers": transfers, "max_transfers": 1}
    rule = replace(problem.policy["R19"], settings={**problem.policy["R19"].settings, **bounds})
    policy = replace(problem.policy, rules={**problem.policy.rules, "R19": rule})
    problem = replace(problem, policy=policy)
    assert verify(problem, at_once(problem)) == ()


def test_enough_police_have_a_room_each() -> None:
    """Three police and three rooms: one each, as the exact model would have it."""
    pool = pool_of(station(police("P1"), police("P2"), police("P3")))
    assert sorted(quick_posts(pool) or ()) == [0, 1, 2]


def test_who_is_too_few_holds_neighbouring_rooms() -> None:
    """Two police for three rooms: no room is left without, one of them holds two side by side (R13)."""
    pool = pool_of(station(police("P1"), police("P2")))
    held = [pool.duties[duty].places for duty in quick_posts(pool) or ()]
    assert sorted(place for places in held for place in places) == [0, 1, 2]


def test_who_is_to_spare_goes_where_most_hours_are() -> None:
    """A fourth one shares the room of 60 hours a village."""
    pool = pool_of(station(*(police(f"P{n}") for n in range(4)), hours=(10.0, 20.0, 60.0)))
    duty = quick_posts(pool) or ()
    assert sorted(duty) == [0, 1, 2, 2]


def test_whom_no_quick_way_has_room_for_is_left_to_the_solver() -> None:
    """Two people who may only hold the same three rooms together: no quick way, and the solver says there is none."""
    pool = pool_of(station(police("P1"), police("P2")))
    whole = next(n for n in pool.groups if len(pool.duties[n].places) == 3)
    stuck = replace(pool, people=tuple(replace(one, allowed=(whole,)) for one in pool.people), stop=PAST)
    assert quick_posts(stuck) is None
    with pytest.raises(NoAnswerError):
        solve_pool(stuck)


@pytest.mark.parametrize("block", range(4))
def test_posts_made_at_once_are_no_better_than_the_best(block: int) -> None:
    """On random stations no tier is better, in their order, than in the exact answer; and few leave more open."""
    worse = 0
    for seed in range(block * 15, block * 15 + 15):
        problem, zones = random_station(seed)
        pool = pool_of(problem, zones)
        if not pool.people:
            continue
        pool = replace(pool, guided=False, areas=())  # areas are drawn afterwards
        best, quick = solve_pool(pool), solve_pool(replace(pool, stop=PAST))
        assert [tier.value for tier in best.tiers] <= [tier.value for tier in quick.tiers]
        worse += quick.tiers[0].value > best.tiers[0].value
    assert worse <= 2


def test_a_solver_is_halted_while_it_runs() -> None:
    """What does not ask a stop itself is told when it has passed, again and again, and never where there is none."""
    told, gone = threading.Event(), []

    def halt() -> None:
        gone.append(1)
        if len(gone) > 1:
            told.set()

    with halting(PAST, halt):
        assert told.wait(30)
    with halting(NEVER, gone.clear):
        pass
    assert gone
