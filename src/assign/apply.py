"""A reviewer's edits laid over a plan: checked, priced, honoured exactly or refused, the rest changed least."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assign.assemble import assemble_plan
from assign.assess import Effect, View, edit_effects, edit_faults, staff_tiers, verify
from assign.compare import Comparison
from assign.edits import (
    Edit,
    EditList,
    LockPost,
    LockRoom,
    MoveOfficer,
    MoveVillage,
    SwapOfficers,
)
from assign.engine import LocalEngine
from assign.errors import DataError, ImpossibleError, UnsoundPlanError
from assign.optimise import (
    PeopleEdits,
    StaffDecision,
    Zone,
    changes_made,
    places_of,
    replan_rooms,
    repost,
    standing,
    weigh_again,
)
from assign.plan import Plan
from assign.problem import Problem, Role, scope_of
from assign.show.fingerprint import plan_hash

_OF_ITS_OWN = frozenset({"made", "verified", "workbook", "timings", "changes"})
"""Entries of a record that tell of one plan's making and not of the next's."""
_FORCED = frozenset({"remote-rooms", "budget-cost", "pin-broken"})
"""Findings that edits can force and that no new zoning mends: too few rooms of a remote station (R03), money (R08), a
pin that the plan was made with."""


@dataclass(frozen=True, eq=False)
class Revision:
    """What became of edits.

    Parameters
    ----------
    plan
        The new plan, verified; its record names the plan before, the edits and what they fixed.
    effects
        What each edit breaks and costs by itself.
    changes
        All that differs from the plan before, the edits' own changes included.
    """

    plan: Plan
    effects: tuple[Effect, ...]
    changes: Comparison


def weigh_edits(problem: Problem, before: Plan, wishes: EditList) -> tuple[Effect, ...]:
    """Return what each edit breaks and costs by itself, nothing re-planned.

    Raises
    ------
    DataError
        With all faults of the edits at once: unknown ids, another plan's hash, contradictions.
    ImpossibleError
        With every rule that no edit may break.
    """
    if faults := edit_faults(before, wishes, plan_hash(before)):
        raise DataError(faults)
    effects = edit_effects(View(problem, before), wishes.edits)
    if refused := [message for effect in effects for message in effect.refused]:
        raise ImpossibleError(refused)
    return effects


def apply_edits(
    problem: Problem,
    before: Plan,
    wishes: EditList,
    *,
    workers: int | None = None,
    trusted: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Revision:
    """Return a verified plan that honours the edits and differs from the plan before as little as can be.

    Zones that villages move into stand as edited, locked rooms stand as they are. In the scopes concerned the other
    villages are zoned anew: R01 is broken least, then the fewest villages change room, then the cost is least, all
    three proven. Everything else stays, row by row.

    Parameters
    ----------
    problem
        The facts that `before` was made from; the plan must hold against them.
    trusted
        The caller has verified `before`.
    progress
        Told the number of rooms planned anew.

    Raises
    ------
    DataError, ImpossibleError
        As `weigh_edits`; or if what is left has no plan.
    UnsoundPlanError
        If the verifier refuses the plan before, or the new one.
    """
    effects = weigh_edits(problem, before, wishes)
    if not trusted and (findings := verify(problem, before)):
        raise UnsoundPlanError(findings)
    stand = standing(problem, before)
    fixed = _fixed_zones(problem, before, wishes.edits)
    scopes = _scopes_of(problem, [e.village_id for e in wishes.edits if isinstance(e, MoveVillage)])
    with LocalEngine(workers) as engine:
        rooms = replan_rooms(
            problem,
            stand,
            engine,
            fixed=[zone for zone in fixed if _scope(problem, zone) in scopes],
            touched=scopes,
        )
    if progress:
        progress(sum(_scope(problem, zone) in scopes for zone in rooms.zones))
    stations = _stations_changed(problem, stand.zones, rooms.zones)
    staff = repost(problem, before, rooms.zones, stations=stations, asked_for=_people(wishes.edits))
    kept = {key: value for key, value in before.run.items() if key not in _OF_ITS_OWN}
    run = {**kept, "timings": {}, **_record(problem, before, wishes, fixed, staff)}
    if problem.earlier.served:
        run["changes"] = changes_made(problem, rooms, staff)
    plan = assemble_plan(problem, rooms, staff, run)
    concerned = _concerned(before, wishes.edits, stations)
    plan = _with_tiers(problem, _with_rows_kept(plan, before, concerned))
    plan = replace(plan, reasons=weigh_again(problem, before, plan, concerned))
    if findings := verify(problem, plan):
        if forced := [finding.message for finding in findings if finding.code in _FORCED]:
            raise ImpossibleError(forced)
        raise UnsoundPlanError(findings)
    return Revision(plan, effects, before.diff(plan))


def _fixed_zones(problem: Problem, before: Plan, edits: Sequence[Edit]) -> list[Zone]:
    """Return the zones that edits fix: those that villages move into, and locked ones, as they then stand."""
    zones = {room.room_id: set(room.villages) for room in before.rooms}
    sites = {room.room_id: problem.site_index[room.site_id] for room in before.rooms}
    names = set()
    for edit in edits:
        if isinstance(edit, MoveVillage):
            zones[edit.source].discard(edit.village_id)
            zones[edit.target].add(edit.village_id)
            names.add(edit.target)
        elif isinstance(edit, LockRoom):
            names.add(edit.room_id)
    return [
        Zone(sites[name], tuple(sorted(problem.village_index[village] for village in zones[name])))
        for name in sorted(names)
    ]


def _scope(problem: Problem, zone: Zone) -> str:
    return scope_of(problem.villages[zone.villages[0]], str(problem.policy["R05"]["nesting"]))


def _scopes_of(problem: Problem, village_ids: Sequence[str]) -> frozenset[str]:
    nesting = str(problem.policy["R05"]["nesting"])
    return frozenset(scope_of(problem.villages[problem.village_index[name]], nesting) for name in village_ids)


def _stations_changed(problem: Problem, before: Sequence[Zone], after: Sequence[Zone]) -> list[str]:
    """Return the stations with a zone that is in one plan only."""
    differ = set(before) ^ set(after)
    return sorted({problem.villages[village].station_id for zone in differ for village in zone.villages})


def _people(edits: Sequence[Edit]) -> PeopleEdits:
    """Return what the edits ask of people."""
    return PeopleEdits(
        locked=tuple(edit.officer_id for edit in edits if isinstance(edit, LockPost)),
        moved=tuple((edit.officer_id, edit.target) for edit in edits if isinstance(edit, MoveOfficer)),
        swapped=tuple((edit.first, edit.second) for edit in edits if isinstance(edit, SwapOfficers)),
    )


def _concerned(before: Plan, edits: Sequence[Edit], stations: Sequence[str]) -> frozenset[str]:
    """Return the stations in which anything may have changed."""
    station = {post.officer_id: post.station_id for post in before.posts}
    people = [edit.officer_id for edit in edits if isinstance(edit, MoveOfficer)]
    people += [name for edit in edits if isinstance(edit, SwapOfficers) for name in (edit.first, edit.second)]
    return frozenset(stations) | {station[name] for name in people}


def _with_rows_kept(plan: Plan, before: Plan, concerned: frozenset[str]) -> Plan:
    """Return the plan with the rows of all other stations as they stood, to the byte."""
    villages = {row.village_id: row for row in before.assignments}
    rooms = {row.room_id: row for row in before.rooms}
    posts = {row.officer_id: row for row in before.posts}
    exceptions = {(row.rule_id, row.entity, row.entity_id, row.found): row for row in before.exceptions}
    return replace(
        plan,
        assignments=tuple(
            row if row.station_id in concerned else villages[row.village_id] for row in plan.assignments
        ),
        rooms=tuple(row if row.station_id in concerned else rooms[row.room_id] for row in plan.rooms),
        posts=tuple(row if row.station_id in concerned else posts[row.officer_id] for row in plan.posts),
        exceptions=tuple(
            exceptions.get((row.rule_id, row.entity, row.entity_id, row.found), row)
            for row in plan.exceptions
        ),
    )


def _with_tiers(problem: Problem, plan: Plan) -> Plan:
    """Return the plan with the tiers of its posts as they are; pools that edits decided have no bounds."""
    true = {(one.scope, one.kind): one for one in staff_tiers(View(problem, plan))}
    staffing = tuple(
        replace(one, tiers=tuple(replace(tier, bound=()) for tier in true[one.scope, one.kind].tiers))
        if any(not tier.bound for tier in one.tiers if tier.name == "open")
        else one
        for one in plan.staffing
    )
    return replace(plan, staffing=staffing)


def _record(
    problem: Problem, before: Plan, wishes: EditList, fixed: Sequence[Zone], staff: StaffDecision
) -> dict[str, object]:
    """Return what `run.json` says of the edits, so that `verify` can see them honoured."""
    return {
        "parent": {
            "plan": plan_hash(before),
            "status": before.status.value,
            "objective": before.objective["total"],
        },
        "edits": [edit.as_dict() for edit in wishes.edits],
        "fixed": {
            "rooms": {
                f"R-{problem.sites[zone.site].site_id}": [
                    problem.villages[v].village_id for v in zone.villages
                ]
                for zone in fixed
            },
            "posts": _fixed_posts(problem, before, wishes.edits, staff),
        },
    }


def _fixed_posts(
    problem: Problem, before: Plan, edits: Sequence[Edit], staff: StaffDecision
) -> dict[str, list[str]]:
    """Return where officers that edits speak of must stand: rooms of police, villages of others."""
    now = {one.officer.officer_id: places_of(problem, one) for one in staff.postings}
    posts = {post.officer_id: post for post in before.posts}
    room = {row.village_id: row.room_id for row in before.assignments}
    out: dict[str, list[str]] = {}
    for edit in edits:
        if isinstance(edit, LockPost):
            post = posts[edit.officer_id]
            police = post.role == Role.POLICE.value
            out[edit.officer_id] = sorted({room[name] if police else name for name in post.village_ids})
        elif isinstance(edit, SwapOfficers):
            out |= {name: list(now[name]) for name in (edit.first, edit.second)}
        elif isinstance(edit, MoveOfficer):
            out[edit.officer_id] = [edit.target]
    return out
