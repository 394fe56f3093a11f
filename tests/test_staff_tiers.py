"""Every tier of the staffing against an oracle that tries everything."""

from __future__ import annotations

import json

import pytest

from assign.optimise import post_officers
from assign.optimise.bounded import solve_pools
from assign.optimise.crew import gather_crews
from assign.optimise.pools import NO_WISHES, police_ground, police_pool
from assign.optimise.staffing import run_here
from staff_oracle import Trial, random_station

LISTS = {"load"}


def tiers_of(decision, kind):
    """Return the tiers of a pool as the oracle writes them."""
    (proof,) = [one for one in decision.proofs if one.kind == kind]
    assert all(tier.proven for tier in proof.tiers)
    return tuple(list(tier.value) if tier.name in LISTS else tier.value[0] for tier in proof.tiers)


@pytest.mark.parametrize("block", range(10))
def test_every_tier_is_that_of_the_best_of_all_ways(block):
    """On 300 random stations each tier of police and helpers is the brute force's, and is proven."""
    for seed in range(block * 30, block * 30 + 30):
        problem, zones = random_station(seed)
        trial = Trial(problem, zones)
        decision = post_officers(problem, zones)
        if trial.police()[0]:
            key, heads, left = trial.best_police()
            assert (seed, tiers_of(decision, "police")) == (seed, key)
        else:
            heads, left = [0] * len(zones), problem.policy["R19"].count("max_moves")
        if trial.helpers()[0]:
            assert (seed, tiers_of(decision, "helpers")) == (seed, trial.best_helpers(heads, left))


@pytest.mark.parametrize("block", range(4))
def test_transfers_are_those_of_the_best_of_all_ways(block):
    """On 100 pairs of stations with transfers within a bound, each tier is the brute force's, and is proven."""
    for seed in range(5000 + block * 25, 5025 + block * 25):
        problem, zones = random_station(seed, two=True)
        trial = Trial(problem, zones)
        if not trial.police()[0]:
            continue
        key, heads, left = trial.best_police()
        decision = post_officers(problem, zones)
        assert (seed, tiers_of(decision, "police")) == (seed, key)
        if trial.helpers()[0]:
            assert (seed, tiers_of(decision, "helpers")) == (seed, trial.best_helpers(heads, left))


def test_every_tier_of_the_demo_county_is_proven(solved):
    """All tiers of all pools of a real plan, as its certificate says, and the plan is called optimal."""
    folder = solved("demo")
    pools = json.loads((folder / "certificate.json").read_text("utf-8"))["staffing"]
    assert len(pools) == 2 * len({pool["scope"] for pool in pools}) == 48
    assert all(tier["proven"] for pool in pools for tier in pool["tiers"])
    assert json.loads((folder / "run.json").read_text("utf-8"))["status"] == "optimal"


def police_of(seed):
    """Return the pool of a random station's police, and the oracle's best keys by number of moves."""
    problem, zones = random_station(seed)
    (crew,) = gather_crews(problem, zones)
    pool, _ = police_pool(crew, police_ground(crew), NO_WISHES)
    return pool, {moves: key for moves, (key, _) in Trial(problem, zones).police_by_moves().items()}


def together(keys):
    """Return the tiers of two stations together: sums, all loads in order, the longest ways from home in order."""
    out = []
    for number, parts in enumerate(zip(*keys, strict=True)):
        if isinstance(parts[0], list):
            out.append(sorted((load for loads in parts for load in loads), reverse=True))
        elif number == len(keys[0]) - 3:
            out.append(sorted(parts, reverse=True))
        else:
            out.append(sum(parts))
    return out


@pytest.mark.parametrize("block", range(4))
def test_moves_are_shared_among_stations_as_the_best_of_all_ways(block):
    """For 100 pairs of stations and every bound, the moves go where all tiers together are best."""
    for seed in range(1000 + block * 25, 1025 + block * 25):
        (first, one), (second, other) = police_of(2 * seed), police_of(2 * seed + 1)
        if not first.people or not second.people or first.guided != second.guided:
            continue
        for most in range(max(one) + max(other) + 1):
            ways = [(a, b) for a in one for b in other if a + b <= max(most, min(one) + min(other))]
            best = min(together([one[a], other[b]]) for a, b in ways)
            answers = solve_pools([first, second], run_here, most)
            keys = [
                [list(tier.value) if tier.name in LISTS else tier.value[0] for tier in answer.tiers]
                for answer in answers
            ]
            assert (seed, most, together(keys)) == (seed, most, best)
