"""Hours and complexity reckoned again, by the formulas of `assign.demand`, for the villages whose evidence changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assign.demand import Evidence, workload_of
from assign.demand.rates import MIDDLE_SEVERITY
from assign.problem import Problem
from assign.scenario.names import known_ids, refuse


def more_incidents(problem: Problem, factors: Mapping[str, float]) -> Problem:
    """Return the problem with the incidents of some villages weighing a factor more, or less.

    Their complexity, visits and hours follow by the formulas; the other villages keep theirs, though the mean that
    rates are smoothed towards moves a little.

    Raises
    ------
    DataError
        For unknown villages, and where no incidents are known.
    """
    known_ids(factors, problem.village_index, "changes.incidents")
    evidence = problem.evidence
    if evidence is None or evidence.incidents is None:
        raise refuse("changes.incidents", ", ".join(sorted(factors)), "without-incidents")
    factor = np.array([factors.get(village.village_id, 1.0) for village in problem.villages])
    known = evidence.incidents
    severity = np.where(np.isnan(known.severity), MIDDLE_SEVERITY, known.severity) * factor[known.village]
    changed = replace(evidence, incidents=replace(known, severity=severity))
    return reckoned(replace(problem, evidence=changed), factors)


def reckoned(problem: Problem, villages: Collection[str]) -> Problem:
    """Return the problem with complexity, visits and hours of some villages by its evidence; as it is without any."""
    if problem.evidence is None:
        return problem
    work = workload_of(problem.evidence, problem.policy)
    fresh = tuple(
        replace(
            village,
            complexity=float(work.complexity[number]),
            visits=float(work.visits[number]),
            hours=float(work.hours[number]),
        )
        if village.village_id in villages
        else village
        for number, village in enumerate(problem.villages)
    )
    return replace(problem, villages=fresh)


def merged_evidence(evidence: Evidence | None, at: NDArray[np.int64]) -> Evidence | None:
    """Return the evidence of villages merged: people added up, incidents and facilities with them.

    A complexity that was given is the mean by people of those given; where one of them is by the formula, all are.

    Parameters
    ----------
    at
        (villages,) number of the village that each becomes part of.
    """
    if evidence is None:
        return None
    count = int(at.max()) + 1
    several = np.bincount(at, minlength=count) > 1

    def total(values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(np.bincount(at, values, minlength=count), np.float64)

    people = np.maximum(evidence.population, 1.0)
    mean = total(evidence.complexity * people) / total(people)
    alone = np.full(count, np.nan)
    alone[at] = evidence.complexity
    known = [np.ones(count, bool), np.ones(count, bool)]
    for flags, given in zip(known, (evidence.population_known, evidence.households_known), strict=True):
        np.logical_and.at(flags, at, given)
    incidents = evidence.incidents
    facilities = evidence.facilities
    return Evidence(
        population=total(evidence.population),
        households=total(evidence.households),
        population_known=known[0],
        households_known=known[1],
        complexity=np.where(several, mean, alone),
        incidents=incidents and replace(incidents, village=at[incidents.village].astype(np.int32)),
        facilities=replace(facilities, village=at[facilities.village].astype(np.int32)),
    )


def split_evidence(
    evidence: Evidence | None,
    place: NDArray[np.int64],
    parts: NDArray[np.int64],
    shares: NDArray[np.float64],
    main: int,
) -> Evidence | None:
    """Return the evidence of one village split: people and incidents shared, facilities with the main part.

    Incidents of each kind are dealt out one by one to the part that is furthest behind its share. A complexity that was
    given is that of every part.

    Parameters
    ----------
    place
        (villages before,) the new number of each, -1 for the one that is split.
    parts, shares
        (parts,) new numbers, and shares that add up to one.
    main
        The part that holds the office.
    """
    if evidence is None:
        return None
    gone = int(np.flatnonzero(place < 0)[0])
    stays = np.flatnonzero(place >= 0)
    count = len(stays) + len(parts)

    def spread(values: NDArray[Any]) -> NDArray[Any]:
        out = np.empty(count, values.dtype)
        out[place[stays]] = values[stays]
        out[parts] = values[gone]
        return out

    def shared(values: NDArray[np.float64]) -> NDArray[np.float64]:
        out = spread(values)
        out[parts] = whole_shares(int(values[gone]), shares)
        return out

    at = place.copy()
    at[gone] = parts[main]
    incidents = evidence.incidents
    if incidents is not None:
        village = place[incidents.village]
        village[village < 0] = parts[_dealt(incidents.kind[village < 0], shares)]
        incidents = replace(incidents, village=village.astype(np.int32))
    facilities = evidence.facilities
    return Evidence(
        population=shared(evidence.population),
        households=shared(evidence.households),
        population_known=spread(evidence.population_known),
        households_known=spread(evidence.households_known),
        complexity=spread(evidence.complexity),
        incidents=incidents,
        facilities=replace(facilities, village=at[facilities.village].astype(np.int32)),
    )


def whole_shares(total: int, shares: NDArray[np.float64]) -> list[int]:
    """Return whole numbers that add up to the total: the largest remainders are rounded up, the first part first."""
    exact = total * shares
    out = np.floor(exact + 1e-9).astype(int)
    order = np.argsort(-np.round(exact - out, 9), kind="stable")
    out[order[: total - int(out.sum())]] += 1
    return [int(one) for one in out]


def _dealt(kinds: NDArray[np.int32], shares: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the part of each incident."""
    out = np.empty(len(kinds), np.int64)
    given = np.zeros(len(shares))
    for turn, number in enumerate(np.argsort(kinds, kind="stable"), start=1):
        out[number] = int(np.argmax(np.round(shares * turn - given, 9)))
        given[out[number]] += 1
    return out
