"""Decisions → Plan: the rows of the tables, with their figures, from zones and postings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assign.optimise import Posting, RoomDecision, StaffDecision, Zone, mean_complexity, room_id
from assign.plan import Area, Assignment, Plan, Post, Room, Status
from assign.problem import HUNDRED, Kind, Problem, Role
from assign.reporting import report_on

COST_UNIT = 10_000


def assemble_plan(
    problem: Problem, rooms: RoomDecision, staff: StaffDecision, run: Mapping[str, object]
) -> Plan:
    """Return the plan of the two decisions; minutes and hours have two decimals, complexity one.

    Parameters
    ----------
    run
        What `run.json` says beside status, objective and metrics.
    """
    lead_of = {zone.site: p.officer.officer_id for p in staff.postings if p.is_lead for zone in p.rooms}
    helpers: dict[int, list[str]] = {}
    for posting in staff.postings:
        if posting.officer.role is not Role.POLICE:
            for village in posting.villages:
                helpers.setdefault(village, []).append(posting.officer.officer_id)
    minutes = _minutes(problem, rooms)
    assignments = tuple(
        _assignment(problem, zone, village, minutes, lead_of, helpers)
        for zone in rooms.zones
        for village in zone.villages
    )
    total = sum(rooms.terms.values())
    proven = rooms.bound == total and all(one.status is Status.OPTIMAL for one in rooms.certificates)
    proven = proven and all(tier.proven for one in staff.proofs for tier in one.tiers)
    areas, area_of = _areas(problem, staff)
    plan_rooms = tuple(_room(problem, zone, minutes, lead_of, area_of) for zone in rooms.zones)
    posts = tuple(_post(problem, posting, minutes) for posting in staff.postings)
    objective = {name: value / COST_UNIT for name, value in rooms.terms.items()} | {
        "total": total / COST_UNIT,
        "relaxed_villages": sum(one.relaxed_villages for one in rooms.certificates),
    }
    plan = Plan(
        status=Status.OPTIMAL if proven else Status.FEASIBLE,
        objective=objective,
        bound=rooms.bound / COST_UNIT,
        gap=(total - rooms.bound) / total if total else 0.0,
        metrics=_metrics(assignments, plan_rooms, posts, staff),
        assignments=tuple(sorted(assignments, key=lambda row: row.village_id)),
        rooms=plan_rooms,
        posts=posts,
        areas=areas,
        exceptions=rooms.exceptions + staff.exceptions,
        unused=staff.unused,
        certificates=rooms.certificates,
        staffing=staff.proofs,
        run=run,
    )
    return replace(plan, reported=report_on(problem, plan))


def _minutes(problem: Problem, rooms: RoomDecision) -> dict[int, float]:
    """Return the minutes from its room's site to each village."""
    return {
        village: float(far)
        for zone in rooms.zones
        for village, far in zip(
            zone.villages, problem.travel.block([zone.site], list(zone.villages))[0], strict=True
        )
    }


def _assignment(
    problem: Problem,
    zone: Zone,
    village: int,
    minutes: Mapping[int, float],
    lead_of: Mapping[int, str],
    helpers: Mapping[int, list[str]],
) -> Assignment:
    facts = problem.villages[village]
    host = problem.sites[zone.site].village_id == facts.village_id
    return Assignment(
        village_id=facts.village_id,
        name=facts.name,
        kind=facts.kind.value,
        station_id=facts.station_id,
        room_id=room_id(problem, zone),
        is_host=host,
        has_workstation=not host and not problem.policy["R04"].off,
        travel_min=minutes[village],
        complexity=facts.complexity,
        hours=facts.hours,
        lead_officer_id=lead_of.get(zone.site, ""),
        auxiliary_ids=tuple(sorted(helpers.get(village, ()))),
    )


def _areas(problem: Problem, staff: StaffDecision) -> tuple[tuple[Area, ...], dict[int, str]]:
    """Return the areas, each called after its first room, and the area of each room by site."""
    areas: list[Area] = []
    area_of: dict[int, str] = {}
    for choice in staff.areas:
        ids = sorted(room_id(problem, zone) for zone in choice.rooms)
        areas.append(Area(f"A-{ids[0].removeprefix('R-')}", choice.chief_id, tuple(ids)))
        area_of |= {zone.site: areas[-1].area_id for zone in choice.rooms}
    return tuple(sorted(areas, key=lambda area: area.area_id)), area_of


def _room(
    problem: Problem,
    zone: Zone,
    minutes: Mapping[int, float],
    lead_of: Mapping[int, str],
    area_of: Mapping[int, str],
) -> Room:
    site = problem.sites[zone.site]
    facts = [problem.villages[village] for village in zone.villages]
    hundredths = [round(minutes[village] * HUNDRED) for village in zone.villages]
    return Room(
        room_id=room_id(problem, zone),
        station_id=problem.villages[problem.village_index[site.village_id]].station_id,
        host_village_id=site.village_id,
        site_id=site.site_id,
        site_kind=site.kind,
        status=site.status.value,
        lon=site.lon,
        lat=site.lat,
        villages=tuple(fact.village_id for fact in facts),
        population=sum(fact.population for fact in facts),
        hours=_hundredths(problem, zone.villages) / HUNDRED,
        area_id=area_of.get(zone.site, ""),
        lead_officer_id=lead_of.get(zone.site, ""),
        mean_travel_min=round(sum(hundredths) / len(hundredths)) / HUNDRED,
        max_travel_min=max(hundredths) / HUNDRED,
    )


def _post(problem: Problem, posting: Posting, minutes: Mapping[int, float]) -> Post:
    """Return the row of a posting."""
    officer = posting.officer
    facts = [problem.villages[village] for village in posting.villages]
    ids = tuple(sorted(fact.village_id for fact in facts))
    return Post(
        officer_id=officer.officer_id,
        role=officer.role.value,
        station_id=officer.station_id,
        room_id=min(room_id(problem, zone) for zone in posting.rooms),
        village_ids=ids,
        is_lead=posting.is_lead,
        is_chief=posting.is_chief,
        mentor_id=posting.mentor_id,
        village_post=_stand(posting, problem),
        travel_min=max(minutes[village] for village in posting.villages),
        ability=officer.ability,
        complexity=round(mean_complexity(problem, posting.villages), 1),
        hours=posting.hours / HUNDRED,
        changed=posting.moved,
        reason=posting.reason,
    )


def _hundredths(problem: Problem, villages: tuple[int, ...]) -> int:
    """Return the hours a month of villages in hundredths."""
    return sum(round(problem.villages[village].hours * HUNDRED) for village in villages)


def _stand(posting: Posting, problem: Problem) -> str:
    """Return the village where the post stands: none for police, else the busiest of its villages."""
    if posting.officer.role is Role.POLICE:
        return ""
    facts = {problem.villages[village].village_id: problem.villages[village] for village in posting.villages}
    return min(facts, key=lambda name: (-facts[name].hours, name))


def _metrics(
    rows: tuple[Assignment, ...], rooms: tuple[Room, ...], posts: tuple[Post, ...], staff: StaffDecision
) -> dict[str, float]:
    """Return the figures of the plan for reports and comparisons."""
    minutes = [round(row.travel_min * HUNDRED) for row in rows]
    return {
        "villages": len(rows),
        "urban_villages": sum(row.kind == Kind.URBAN.value for row in rows),
        "rooms": len(rooms),
        "workstations": sum(row.has_workstation for row in rows),
        "mean_travel_min": sum(minutes) / len(minutes) / HUNDRED,
        "max_travel_min": max(minutes) / HUNDRED,
        "posts": len(posts),
        "leads": sum(post.is_lead for post in posts),
        "rooms_without_lead": sum(not room.lead_officer_id for room in rooms),
        "moved": sum(post.changed for post in posts),
        "unused": len(staff.unused),
    }
