"""Rooms planned anew around zones that stay, with the least change: what edits, pins and `--from` rest on.

Some zones are fixed. The other villages of the scopes that are touched are zoned again; among all plans with the
least R01 shortfall, those are sought in which the fewest villages change room, and among these the cheapest:

    min  Σ_z cost_z x_z + M · |{v : room(v) ≠ room before}|

`M` exceeds the cost of any plan, so the order is strict. A village keeps its room exactly when its zone keeps the
site, so the term belongs to one pair (site, village): it is added to the cost of the trip, and the exact method of
`zoning` and `budget` does the rest. Scopes that are not touched keep their zones, and their proof.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assign.errors import ImpossibleError
from assign.messages import Message, Value
from assign.optimise.beside import proof_beside
from assign.optimise.certify import cheapest
from assign.optimise.communal import communal_rooms
from assign.optimise.kernels import FORBIDDEN_COST
from assign.optimise.layout import Draft, Runner, settle
from assign.optimise.rooms import RoomDecision, terms_of
from assign.optimise.scope import Scope, dearest_plan, is_zoned, model_scope
from assign.optimise.shortfalls import list_shortfalls
from assign.optimise.squeeze import squeeze
from assign.optimise.zone import RoomBudget, Zone
from assign.optimise.zoning import zone_scope
from assign.plan import Certificate, Plan
from assign.problem import HUNDRED, Problem, scope_of


@dataclass(frozen=True, eq=False)
class Standing:
    """A plan as a re-plan sees it: its zones, what they were made under, and their proof.

    Parameters
    ----------
    zones
        All zones, those of communities included.
    target
        Hundredths of an hour a rural zone should carry.
    certificates
        By scope.
    """

    zones: tuple[Zone, ...]
    budget: RoomBudget
    target: int
    certificates: Mapping[str, Certificate]


def standing(problem: Problem, plan: Plan) -> Standing:
    """Return a verified plan in the Problem's numbers."""
    budget, target = plan.run["rooms_budget"], plan.run["target_hours"]
    if not isinstance(budget, Mapping) or not isinstance(target, int | float):
        raise TypeError("the record of a verified plan has its budget and target")
    zones = (
        Zone(
            problem.site_index[room.site_id],
            tuple(sorted(problem.village_index[name] for name in room.villages)),
        )
        for room in plan.rooms
    )
    return Standing(
        zones=tuple(sorted(zones, key=lambda zone: problem.sites[zone.site].site_id)),
        budget=RoomBudget(int(budget["asked"]), int(budget["effective"]), int(budget["rural"])),
        target=round(target * HUNDRED),
        certificates={one.scope: one for one in plan.certificates},
    )


def replan_rooms(
    problem: Problem, before: Standing, run: Runner, *, fixed: Sequence[Zone], touched: Iterable[str]
) -> RoomDecision:
    """Return the rooms planned around fixed zones with the least change.

    Parameters
    ----------
    before
        The plan that is to change as little as can be.
    fixed
        Zones that stand whatever they break; they lie in touched scopes.
    touched
        Scopes whose other villages may change room. All others keep their zones.

    Raises
    ------
    ImpossibleError
        If what is left of a scope has no plan at all, or not within the room budget.
    """
    names = sorted(set(touched))
    taken = {village for zone in fixed for village in zone.villages}
    nesting = str(problem.policy["R05"]["nesting"])
    kept = [
        zone
        for zone in before.zones
        if scope_of(problem.villages[zone.villages[0]], nesting) not in names
        or not is_zoned(problem, zone.villages[0])
    ]
    room = before.budget.rural - sum(is_zoned(problem, zone.villages[0]) for zone in (*kept, *fixed))
    zones = [*kept, *fixed, *_anew(problem, before, run, names, taken, fixed, room)]
    zones.sort(key=lambda zone: problem.sites[zone.site].site_id)
    certificates = _certificates(problem, before, zones, names)
    return RoomDecision(
        zones=tuple(zones),
        terms=terms_of(problem, zones, before.target),
        bound=_bound(problem, before.budget, certificates),
        budget=before.budget,
        target=before.target,
        certificates=certificates,
        exceptions=tuple(list_shortfalls(problem, zones, before.budget)),
    )


def _anew(
    problem: Problem,
    before: Standing,
    run: Runner,
    names: Sequence[str],
    taken: set[int],
    fixed: Sequence[Zone],
    room: int,
) -> list[Zone]:
    """Return the touched scopes' other villages zoned again, within so many rooms."""
    home = {village: zone.site for zone in before.zones for village in zone.villages}
    scopes = []
    for name in names:
        scope = model_scope(problem, name, target=before.target)
        held = sum(zone.villages[0] in set(scope.villages.tolist()) for zone in fixed)
        rest = without(scope, taken, rooms=held)
        if rest.size:
            scopes.append(with_homes(rest, home))
    if not scopes:
        if room < 0:
            raise _impossible(names, need=-room, carry=0)
        return []
    zonings = run(zone_scope, scopes)
    limit = sum(max(one.counts, default=0) for one in zonings) if problem.policy["R08"].off else max(room, 0)
    draft = settle(scopes, zonings, limit, run)
    if isinstance(draft, Draft):
        chosen = [known[count].zones for count, known in zip(draft.choice, draft.known, strict=True)]
    else:
        price = sum(dearest_plan(scope) for scope in scopes)
        squeezed = squeeze(scopes, limit, price, run)
        if squeezed is None:
            raise _impossible(names, need=draft, carry=room)
        chosen = squeezed
    return [
        Zone(int(scope.sites[site]), tuple(int(scope.villages[v]) for v in villages))
        for scope, zones in zip(scopes, chosen, strict=True)
        for villages, site in zones
    ]


def _impossible(names: Sequence[str], *, need: int | None, carry: int) -> ImpossibleError:
    """Return that what is left has no plan, or needs more rooms than there are."""
    scopes = ", ".join(names)
    if need is None:
        return ImpossibleError([Message("impossible.edit-rest", {"scopes": scopes})])
    values: dict[str, Value] = {"scopes": scopes, "need": need, "carry": carry, "short": need - carry}
    return ImpossibleError([Message("impossible.edit-rooms", values)])


def without(scope: Scope, taken: set[int], *, rooms: int) -> Scope:
    """Return a scope less the villages that fixed zones hold.

    Parameters
    ----------
    taken
        Numbers of villages in the Problem.
    rooms
        The scope's fixed zones; they count for R03.
    """
    stays = np.array([village not in taken for village in scope.villages.tolist()], np.bool_)
    host = np.repeat(np.arange(scope.size), np.diff(scope.site_ptr))
    sites = stays[host]
    number = np.cumsum(stays) - 1
    rows = [
        [int(number[u]) for u in scope.indices[scope.indptr[v] : scope.indptr[v + 1]].tolist() if stays[u]]
        for v in np.flatnonzero(stays).tolist()
    ]
    return replace(
        scope,
        villages=scope.villages[stays],
        sites=scope.sites[sites],
        indptr=np.cumsum([0, *map(len, rows)], dtype=np.int64),
        indices=np.array([u for row in rows for u in row], np.int64),
        site_ptr=np.cumsum([0, *np.diff(scope.site_ptr)[stays].tolist()], dtype=np.int64),
        trip=np.ascontiguousarray(scope.trip[np.ix_(sites, stays)]),
        site_cost=scope.site_cost[sites],
        required=scope.required[sites],
        hours=scope.hours[stays],
        least_rooms=max(0, min(scope.least_rooms - rooms, int(stays.sum()))),
    )


def with_homes(scope: Scope, home: Mapping[int, int]) -> Scope:
    """Return a scope in which every village that is not served from its home site costs more than any plan.

    Parameters
    ----------
    home
        Village → site that serves it now, numbers in the Problem.
    """
    own: NDArray[np.int64] = np.array([home.get(v, -1) for v in scope.villages.tolist()], np.int64)
    away = (scope.sites[:, None] != own[None, :]) & (scope.trip < FORBIDDEN_COST)
    return replace(scope, trip=scope.trip + away * (dearest_plan(scope) + 1))


def _certificates(
    problem: Problem, before: Standing, zones: Sequence[Zone], touched: Sequence[str]
) -> tuple[Certificate, ...]:
    """Return the proofs: those of scopes not touched as they were, the others with what the new zones cost."""
    out = []
    for name, old in sorted(before.certificates.items()):
        if name not in touched:
            out.append(old)
            continue
        scope = model_scope(problem, name, target=before.target)
        local = {village: number for number, village in enumerate(scope.villages.tolist())}
        place = {site: number for number, site in enumerate(scope.sites.tolist())}
        inside = [
            (tuple(local[v] for v in zone.villages), place[zone.site])
            for zone in zones
            if zone.villages[0] in local
        ]
        ids = [problem.villages[village].village_id for village in scope.villages.tolist()]
        out.append(proof_beside(scope, inside, old, ids))
    return tuple(out)


def _bound(problem: Problem, budget: RoomBudget, certificates: Sequence[Certificate]) -> int:
    """Return what no plan of the whole case costs less than, by the certificates and the communities' best sites."""
    urban = [v for v in range(len(problem.villages)) if not is_zoned(problem, v)]
    bounds = [{**one.bounds_by_rooms, one.rooms: one.bound} for one in certificates]
    limit = sum(map(max, bounds)) if problem.policy["R08"].off else budget.rural
    return cheapest(bounds, limit)[0] + communal_rooms(problem, urban)[1]
