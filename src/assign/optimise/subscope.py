"""A part of a scope, and its zones by the numbers of the whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from assign.optimise.quick import Zone
from assign.optimise.scope import Scope
from assign.optimise.zones import Zones


def subscope(scope: Scope, inside: list[int]) -> Scope:
    """Return the scope of some villages alone; its `villages` and `sites` are numbers of the scope it is cut from.

    Parameters
    ----------
    inside
        Local village numbers, sorted.
    """
    local = np.full(scope.size, -1, np.int64)
    local[inside] = np.arange(len(inside))
    rows = [local[scope.indices[scope.indptr[v] : scope.indptr[v + 1]]] for v in inside]
    rows = [row[row >= 0] for row in rows]
    sites = np.concatenate([np.arange(scope.site_ptr[v], scope.site_ptr[v + 1]) for v in inside])
    return replace(
        scope,
        villages=np.array(inside, np.int64),
        sites=sites,
        indptr=np.cumsum([0, *map(len, rows)], dtype=np.int64),
        indices=np.concatenate(rows),
        site_ptr=np.cumsum([0, *np.diff(scope.site_ptr)[inside].tolist()], dtype=np.int64),
        trip=scope.trip[np.ix_(sites, np.array(inside))],
        site_cost=scope.site_cost[sites],
        required=scope.required[sites],
        hours=scope.hours[inside],
        least_rooms=0,
    )


def chosen_zones(zones: Zones, chosen: Iterable[int]) -> tuple[Zone, ...]:
    """Return some of the zones as a plan, sorted."""
    members, sites = zones.members.tolist(), zones.site.tolist()
    return tuple(sorted((tuple(sorted(v for v in members[zone] if v >= 0)), sites[zone]) for zone in chosen))


def in_whole(part: Scope, plan: Iterable[Zone]) -> tuple[Zone, ...]:
    """Return a plan of a part by the numbers of the scope that it is cut from; `part.villages` and `sites` rise."""
    return tuple(
        sorted(
            (tuple(part.villages[list(villages)].tolist()), int(part.sites[site])) for villages, site in plan
        )
    )


def in_part(part: Scope, plan: Iterable[Zone]) -> tuple[Zone, ...]:
    """Return zones that lie in a part by its numbers; the reverse of `in_whole`."""
    return tuple(
        (tuple(np.searchsorted(part.villages, villages).tolist()), int(np.searchsorted(part.sites, site)))
        for villages, site in plan
    )
