"""Every tier of the staffing against an oracle that tries everything."""

from __future__ import annotations

import json

import pytest

from assign.optimise import post_officers
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


def test_every_tier_of_the_demo_county_is_proven(solved):
    """All tiers of all pools of a real plan, as its certificate says, and the plan is called optimal."""
    folder = solved("demo")
    pools = json.loads((folder / "certificate.json").read_text("utf-8"))["staffing"]
    assert len(pools) == 2 * len({pool["scope"] for pool in pools}) == 48
    assert all(tier["proven"] for pool in pools for tier in pool["tiers"])
    assert json.loads((folder / "run.json").read_text("utf-8"))["status"] == "optimal"
