"""Which numbers of rooms a certificate has to speak of, as the verifier counts them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assign.assess.bound_claims import possible_rooms
from assign.assess.bound_facts import scope_facts
from assign.assess.view import View
from spoiled_plans import PLAN, POLICY, make_problem
from test_bound import bare_certificate, facts_of


@pytest.mark.parametrize(
    ("villages", "sizes", "least", "relaxed", "expected"),
    [
        (12, (3, 9), 1, 0, [2, 3, 4]),  # 12 / 9 is more than one room, 12 / 3 is four
        (12, (3, 6), 1, 0, [2, 3, 4]),
        (12, (5, 9), 1, 0, [2]),
        (12, (3, 9), 3, 0, [3, 4]),  # required sites
        (12, (7, 9), 1, 0, []),
        (3, (3, 9), 1, 0, [1]),
        (3, (5, 9), 1, 3, [1, 2, 3]),  # where R01 is relaxed only sites and villages count
        (3, (5, 9), 2, 3, [2, 3]),
    ],
)
def test_rooms_are_between_what_sizes_and_sites_allow(villages, sizes, least, relaxed, expected):
    """Counted by hand; every number from the first to the last has to be proven."""
    facts = replace(
        facts_of(0),
        ids=tuple(f"V{n:02d}" for n in range(villages)),
        smallest=sizes[0],
        largest=sizes[1],
        least_rooms=least,
    )
    one = replace(bare_certificate(facts, sizes), relaxed_villages=relaxed)
    assert list(possible_rooms(facts, one)) == expected


@pytest.mark.parametrize(
    ("settings", "scope", "expected"),
    [
        ({}, "S02", 2),  # a remote station
        ({}, "S01", 1),
        ({"R03": {"min_rooms": 4}}, "S02", 4),
        ({"R03": {"min_rooms": 99}}, "S02", 12),  # no more than villages
        ({"R03": {"switch": "off"}}, "S02", 1),
    ],
)
def test_a_remote_station_asks_for_its_rooms(settings, scope, expected):
    """R03: two rooms where nothing else is set; others need one at least."""
    problem = make_problem(policy={"policy": {**POLICY["policy"], **settings}})
    assert scope_facts(View(problem, PLAN), scope).least_rooms == expected


def test_a_community_of_a_remote_station_counts_as_one_of_its_rooms():
    """With one community, which keeps a room of its own, one more is asked for; with two, none."""
    for urban, expected in (([3], 1), ([3, 4], 1), ([], 3)):
        problem = make_problem(
            urban=urban, policy={"policy": {**POLICY["policy"], "R03": {"min_rooms": 3 if not urban else 2}}}
        )
        assert scope_facts(View(problem, PLAN), "S02").least_rooms == expected
    problem = make_problem(urban=[3], policy={"policy": {**POLICY["policy"], "R03": {"min_rooms": 4}}})
    assert scope_facts(View(problem, PLAN), "S02").least_rooms == 3
