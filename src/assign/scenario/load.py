"""Other rules, other budgets, more work in some villages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assign.problem import HUNDRED, Kind, Problem
from assign.scenario.names import known_ids, refuse


def with_policy(problem: Problem, overrides: Mapping[str, object]) -> Problem:
    """Return the problem under other rules, e.g. ``{"policy": {"R08": {"rooms": 80}}}``.

    Only rules that are looked at after reading: borders (R06), scopes (R05), travel, hours and complexity are built
    into the facts and do not follow.

    Raises
    ------
    DataError
        For unknown rules or settings, and for rules that are built in.
    """
    policy = problem.policy.with_overrides(overrides)
    before, after = problem.policy.as_dict(), policy.as_dict()
    if built_in(before) != built_in(after):
        raise refuse("policy", ", ".join(map(str, overrides)), "built-in")
    return replace(problem, policy=policy)


def built_in(policy: Mapping[str, object]) -> dict[str, object]:
    """Return the settings (of `Policy.as_dict`) that reading a case has used up."""
    rules, numbers = policy["rules"], policy["numbers"]
    if not isinstance(rules, Mapping) or not isinstance(numbers, Mapping):
        raise TypeError("not a policy as plain values")
    used = {name: value for name, value in numbers.items() if not name.startswith("weights.")}
    return {**used, "R02": rules["R02"]["switch"], "R05": rules["R05"], "R06": rules["R06"]}


def rooms_asked(problem: Problem) -> int:
    """Return the rooms of the budget (R08): the count given, or one for so many villages, communities beside."""
    rule = problem.policy["R08"]
    rural = sum(v.kind is Kind.RURAL or problem.policy["R02"].off for v in problem.villages)
    return (
        rule.count("rooms") or int(rural / rule.number("villages_per_room")) + len(problem.villages) - rural
    )


def with_rooms(problem: Problem, more: int, *, than: int | None = None) -> Problem:
    """Return the problem with more or fewer rooms than the budget, or than a number given.

    Raises
    ------
    DataError
        ``change-no-rooms`` when none would be left.
    """
    rooms = (rooms_asked(problem) if than is None else than) + more
    if rooms < 1:
        raise refuse("changes.rooms", str(more), "no-rooms")
    return with_policy(problem, {"policy": {"R08": {"rooms": rooms}}})


def surge(problem: Problem, factors: Mapping[str, float]) -> Problem:
    """Return the problem with the hours and visits of some villages times a factor, two decimals.

    Raises
    ------
    DataError
        For unknown villages.
    """
    known_ids(factors, problem.village_index, "changes.surge")
    villages = tuple(
        replace(
            one,
            hours=round(one.hours * HUNDRED * factors[one.village_id]) / HUNDRED,
            visits=round(one.visits * HUNDRED * factors[one.village_id]) / HUNDRED,
        )
        if one.village_id in factors
        else one
        for one in problem.villages
    )
    return replace(problem, villages=villages)
