"""Villages merged (合村并居), stations merged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import shapely
from numpy.typing import NDArray

from assign.problem import HUNDRED, Officer, Problem, RoadNetwork, Travel, Village
from assign.scenario.demand import merged_evidence, reckoned
from assign.scenario.measure import remeasure
from assign.scenario.names import known_ids, refuse


def merge_villages(problem: Problem, groups: Sequence[Sequence[str]]) -> Problem:
    """Return the problem with groups of villages made one each, the first of a group keeping id, name and office.

    People, households, incidents and facilities are added up, and complexity, visits and hours reckoned from them;
    without evidence visits and hours are added up, and complexity is their mean by hours. The sites of all stay.
    Officers who stand or live in a village that is gone belong to the merged one.

    Raises
    ------
    DataError
        For unknown villages, and for groups that are of several stations or kinds, or name a village twice.
    """
    into = _into(groups, "changes.merge_villages")
    known_ids([*into, *into.values()], problem.village_index, "changes.merge_villages")
    facts = {village.village_id: village for village in problem.villages}
    for group in groups:
        if len({(facts[one].station_id, facts[one].kind) for one in group}) > 1:
            raise refuse("changes.merge_villages", ", ".join(group), "merge-apart")
    kept = [number for number, village in enumerate(problem.villages) if village.village_id not in into]
    place = {problem.villages[old].village_id: new for new, old in enumerate(kept)}
    at = np.array([place[into.get(v.village_id, v.village_id)] for v in problem.villages], np.int64)
    whole = {group[0]: [facts[one] for one in group] for group in groups}
    villages = (problem.villages[number] for number in kept)
    borders = _borders(problem, at)
    merged = replace(
        problem,
        villages=tuple(_together(whole[v.village_id]) if v.village_id in whole else v for v in villages),
        sites=tuple(replace(s, village_id=into.get(s.village_id, s.village_id)) for s in problem.sites),
        officers=_rehomed(problem, into),
        facilities=tuple(
            replace(one, village_id=into.get(one.village_id, one.village_id)) for one in problem.facilities
        ),
        evidence=merged_evidence(problem.evidence, at),
        borders=borders,
        links=(),
        outlines=_outlines(problem, kept, at),
        travel=_fewer_columns(problem.travel, kept, at),
        network=_fewer_offices(problem.network, np.array(kept)),
    )
    nesting = {
        scope
        for scope, members in merged.scopes.items()
        if any(merged.villages[v].village_id in whole for v in members)
    }
    linked = [link for link in problem.links if into.keys().isdisjoint((link.village_id, link.other_id))]
    return reckoned(remeasure(replace(merged, links=tuple(linked)), nesting), whole)


def merge_stations(problem: Problem, groups: Sequence[Sequence[str]]) -> Problem:
    """Return the problem with groups of stations made one each, the first of a group keeping its id.

    Raises
    ------
    DataError
        For unknown stations, and for one that is named twice.
    """
    into = _into(groups, "changes.merge_stations")
    known_ids([*into, *into.values()], problem.station_index, "changes.merge_stations")
    remote = {
        group[0]: any(problem.stations[problem.station_index[one]].remote for one in group)
        for group in groups
    }
    stations = tuple(
        replace(one, remote=remote.get(one.station_id, one.remote))
        for one in problem.stations
        if one.station_id not in into
    )
    county = {one.station_id: one.county_id for one in stations}
    moved = [
        replace(v, station_id=into[v.station_id], county_id=county[into[v.station_id]] or v.county_id)
        if v.station_id in into
        else v
        for v in problem.villages
    ]
    officers = (replace(one, station_id=into.get(one.station_id, one.station_id)) for one in problem.officers)
    merged = replace(problem, stations=stations, villages=tuple(moved), officers=tuple(officers))
    homes = {group[0] for group in groups}
    touched = {
        scope
        for scope, members in merged.scopes.items()
        if any(merged.villages[v].station_id in homes for v in members)
    }
    return remeasure(merged, touched) if merged.scopes != problem.scopes else merged


def _into(groups: Sequence[Sequence[str]], place: str) -> dict[str, str]:
    """Return what each id that goes becomes part of."""
    named = [one for group in groups for one in group]
    twice = sorted({one for one in named if named.count(one) > 1})
    if twice:
        raise refuse(place, ", ".join(twice), "merge-twice")
    return {one: group[0] for group in groups for one in group[1:]}


def _together(parts: Sequence[Village]) -> Village:
    """Return the village of several, in the name of the first."""
    hours = sum(round(one.hours * HUNDRED) for one in parts)
    visits = sum(round(one.visits * HUNDRED) for one in parts)
    mean = (
        sum(one.complexity * one.hours for one in parts) / (hours / HUNDRED) if hours else parts[0].complexity
    )
    return replace(
        parts[0],
        population=sum(one.population for one in parts),
        households=sum(one.households for one in parts),
        complexity=round(mean, 1),
        visits=visits / HUNDRED,
        hours=hours / HUNDRED,
    )


def _rehomed(problem: Problem, into: Mapping[str, str]) -> tuple[Officer, ...]:
    """Return the roster with the villages that are gone renamed."""
    return tuple(
        replace(
            one,
            home_village_id=into.get(one.home_village_id or "", one.home_village_id),
            current_village_id=into.get(one.current_village_id or "", one.current_village_id),
            avoid_village_ids=tuple(sorted({into.get(v, v) for v in one.avoid_village_ids})),
        )
        for one in problem.officers
    )


def _borders(problem: Problem, at: NDArray[np.int64]) -> NDArray[np.int32]:
    """Return the borders between the villages that stay, each once."""
    ends = np.sort(at[problem.borders], axis=1)
    borders = np.unique(ends[ends[:, 0] != ends[:, 1]], axis=0).astype(np.int32).reshape(-1, 2)
    borders.setflags(write=False)
    return borders


def _outlines(problem: Problem, kept: Sequence[int], at: NDArray[np.int64]) -> NDArray[np.object_]:
    """Return the outlines of the villages that stay, those of merged ones united."""
    out = problem.outlines[kept].copy()
    for place in np.flatnonzero(np.bincount(at) > 1):
        out[place] = shapely.union_all(problem.outlines[at == place])
    out.setflags(write=False)
    return out


def _fewer_columns(travel: Travel, kept: Sequence[int], at: NDArray[np.int64]) -> Travel:
    """Return the travel without the offices that are gone; what is left is measured again by the caller."""
    stays = np.isin(travel.village, kept)
    rows = np.repeat(np.arange(len(travel.indptr) - 1), np.diff(travel.indptr))[stays]
    indptr = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=len(travel.indptr) - 1))]).astype(
        np.int64
    )
    return Travel(indptr, at[travel.village[stays]].astype(np.int32), travel.minutes[stays])


def _fewer_offices(network: RoadNetwork | None, kept: NDArray[np.int64]) -> RoadNetwork | None:
    if network is None:
        return None
    return replace(
        network, village_node=network.village_node[kept], village_leg_min=network.village_leg_min[kept]
    )
