"""A right plan with every kind of post, and a hundred ways to spoil it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from assign.errors import Severity
from assign.messages import Message
from assign.plan import Area, Certificate, Plan, RuleException, Status
from assign.problem import Officer, Problem, Role
from builders import grid_problem, village_id
from plan_builders import right_plan

ZONES = ([0], [1, 2, 6, 7, 8], [12, 13, 14, 18, 19, 20], [3, 4, 5, 9, 10, 11], [15, 16, 17, 21, 22, 23])
URBAN, WEST, NORTH_WEST, EAST, NORTH_EAST = range(5)
ROSTER = (
    Officer("P1", Role.POLICE, "S01", ability=70.26, years=10),
    Officer("P2", Role.POLICE, "S02", years=20, avoid_village_ids=("V022",)),
    Officer("P3", Role.POLICE, "S02", years=1, avoid_village_ids=("V004",)),
    Officer("P4", Role.POLICE, "S02", years=8, current_room_id="R-old"),
    Officer("A1", Role.AUXILIARY, "S01", years=4, current_village_id="V001"),
    Officer("A2", Role.AUXILIARY, "S01", years=4),
    Officer("A3", Role.AUXILIARY, "S02", years=4),
    Officer("H1", Role.ASSISTANT, "S02", years=4, home_village_id="V003"),
    Officer("X1", Role.AUXILIARY, "S01", available=False),
)
POLICY: dict[str, object] = {"policy": {"R08": {"rooms": 5}}}


def make_problem(**settings: Any) -> Problem:
    """Two stations of 12 villages, one urban, one remote; forbidden and existing sites; roads."""
    given: dict[str, Any] = {
        "block": (4, 3),
        "urban": [0],
        "remote": ["S02"],
        "sites": {
            0: [("office", "candidate"), ("square", "candidate")],
            7: [("office", "candidate"), ("school", "existing"), ("hospital", "forbidden")],
        },
        "officers": ROSTER,
        "policy": POLICY,
        "roads": True,
    }
    return grid_problem(4, 6, **{**given, **settings})


def make_plan(problem: Problem, zones: Sequence[Sequence[int]] = ZONES) -> Plan:
    """The plan of `make_problem` that holds, with every kind of post."""
    return right_plan(
        problem,
        zones,
        leads={"P1": [URBAN, WEST, NORTH_WEST], "P2": [EAST], "P3": [NORTH_EAST]},
        police={"P4": NORTH_EAST},
        auxiliaries={"A1": [1, 2], "A2": [12], "H1": [3]},
        areas={"P1": [URBAN, WEST, NORTH_WEST], "P2": [EAST, NORTH_EAST]},
        mentors={"P3": "P4"},
    )


PROBLEM = make_problem()
PLAN = make_plan(PROBLEM)


AREA = PLAN.areas[1].area_id
"""The area of the second station."""


def tier(plan: Plan, name: str, **values: Any) -> Plan:
    """The plan with one tier of the second station's police changed."""
    proofs = tuple(
        replace(one, tiers=tuple(replace(t, **values) if t.name == name else t for t in one.tiers))
        if (one.scope, one.kind) == ("S02", "police")
        else one
        for one in plan.staffing
    )
    return replace(plan, staffing=proofs)


def edit(plan: Plan, table: str, key: str, **values: Any) -> Plan:
    """The plan with one row of a table changed; the row is named by its first column."""
    rows = getattr(plan, table)
    name = fields(rows[0])[0].name
    assert key in {getattr(row, name) for row in rows}
    changed = tuple(replace(row, **values) if getattr(row, name) == key else row for row in rows)
    return replace(plan, **{table: changed})


def drop(plan: Plan, table: str, key: str) -> Plan:
    """The plan without one row of a table."""
    rows = getattr(plan, table)
    name = fields(rows[0])[0].name
    kept = tuple(row for row in rows if getattr(row, name) != key)
    assert len(kept) < len(rows)
    return replace(plan, **{table: kept})


def twice(plan: Plan, table: str, key: str) -> Plan:
    """The plan with one row of a table standing twice."""
    rows = getattr(plan, table)
    name = fields(rows[0])[0].name
    again = tuple(row for row in rows if getattr(row, name) == key)
    return replace(plan, **{table: rows + again})


def run(plan: Plan, **values: object) -> Plan:
    """The plan with entries of run.json changed."""
    return replace(plan, run={**plan.run, **values})


def objective(plan: Plan, **values: float) -> Plan:
    """The plan with terms of the objective changed."""
    return replace(plan, objective={**plan.objective, **values})


def metrics(plan: Plan, **values: float) -> Plan:
    """The plan with metrics changed."""
    return replace(plan, metrics={**plan.metrics, **values})


def certificate(plan: Plan, change: Callable[[Certificate], Mapping[str, Any]]) -> Plan:
    """The plan with the first certificate changed."""
    first, *rest = plan.certificates
    return replace(plan, certificates=(replace(first, **change(first)), *rest))


def room_of(plan: Plan, number: int) -> str:
    """Id of the room that serves a village."""
    return next(row.room_id for row in plan.assignments if row.village_id == village_id(number))


def host_of(plan: Plan, number: int) -> str:
    """Id of the village where the room of a village stands."""
    return next(room.host_village_id for room in plan.rooms if room.room_id == room_of(plan, number))


WEST_ROOM, EAST_ROOM, URBAN_ROOM = room_of(PLAN, 1), room_of(PLAN, 3), room_of(PLAN, 0)
GUEST = next(village_id(n) for n in ZONES[EAST] if village_id(n) != host_of(PLAN, 3))
R14_ROW = next(row for row in PLAN.exceptions if row.rule_id == "R14" and row.entity == "village")
FALSE_ROW = RuleException(
    "R01", Severity.WARNING, "room", EAST_ROOM, "4", "5–8", Message("text", {"text": ""})
)


def moved() -> Plan:
    """Village 2 of the west zone written into its northern neighbour, in both tables."""
    plan = edit(PLAN, "assignments", "V008", room_id=room_of(PLAN, 14))
    west = tuple(name for name in ("V001", "V002", "V006", "V007"))
    north = tuple(sorted((*(village_id(n) for n in ZONES[NORTH_WEST]), "V008")))
    plan = edit(plan, "rooms", WEST_ROOM, villages=west)
    return edit(plan, "rooms", room_of(PLAN, 14), villages=north)


def shaved() -> Plan:
    """The farthest village of the east zone brought a minute nearer, with every sum made to agree."""
    row = max((row for row in PLAN.assignments if row.room_id == EAST_ROOM), key=lambda one: one.travel_min)
    return edit(PLAN, "assignments", row.village_id, travel_min=row.travel_min - 1)


SPOILED: dict[str, tuple[Callable[[], Plan], str]] = {
    # villages
    "village moved": (moved, "exception-missing"),
    "village moved in one table": (
        lambda: edit(PLAN, "assignments", "V008", room_id=room_of(PLAN, 14)),
        "room-villages",
    ),
    "village missing": (lambda: drop(PLAN, "assignments", "V009"), "village-missing"),
    "village twice": (lambda: twice(PLAN, "assignments", "V009"), "village-twice"),
    "village unknown": (lambda: edit(PLAN, "assignments", "V009", village_id="V900"), "village-unknown"),
    "village in no room": (lambda: edit(PLAN, "assignments", "V009", room_id=""), "village-room-unknown"),
    "village name": (lambda: edit(PLAN, "assignments", "V009", name="李村"), "village-name"),
    "village kind": (lambda: edit(PLAN, "assignments", "V009", kind="urban"), "village-kind"),
    "village station": (lambda: edit(PLAN, "assignments", "V009", station_id="S01"), "village-station"),
    "village hours": (lambda: edit(PLAN, "assignments", "V009", hours=1.0), "village-hours"),
    "village complexity": (lambda: edit(PLAN, "assignments", "V009", complexity=1.0), "village-complexity"),
    "village host flag": (lambda: edit(PLAN, "assignments", GUEST, is_host=True), "host-flag"),
    "work station gone": (
        lambda: edit(PLAN, "assignments", GUEST, has_workstation=False),
        "workstation-flag",
    ),
    "work station beside the room": (
        lambda: edit(PLAN, "assignments", host_of(PLAN, 3), has_workstation=True),
        "workstation-flag",
    ),
    "village lead": (lambda: edit(PLAN, "assignments", GUEST, lead_officer_id="P3"), "village-lead"),
    "village auxiliary": (
        lambda: edit(PLAN, "assignments", "V004", auxiliary_ids=("H1",)),
        "village-auxiliaries",
    ),
    "travel shaved": (shaved, "travel-wrong"),
    "travel stretched": (lambda: edit(PLAN, "assignments", GUEST, travel_min=99.0), "travel-wrong"),
    "travel not a number": (lambda: edit(PLAN, "assignments", GUEST, travel_min=float("nan")), "not-finite"),
    # rooms
    "room twice": (lambda: twice(PLAN, "rooms", EAST_ROOM), "room-twice"),
    "room gone": (lambda: drop(PLAN, "rooms", EAST_ROOM), "village-room-unknown"),
    "room without villages": (lambda: edit(PLAN, "rooms", EAST_ROOM, villages=()), "room-empty"),
    "host outside": (lambda: edit(PLAN, "rooms", EAST_ROOM, host_village_id="V001"), "host-outside"),
    "site in another village": (
        lambda: edit(PLAN, "rooms", EAST_ROOM, site_id="V005-office", room_id="R-V005-office"),
        "site-elsewhere",
    ),
    "site unknown": (lambda: edit(PLAN, "rooms", EAST_ROOM, site_id="nowhere"), "site-unknown"),
    "site forbidden": (lambda: edit(PLAN, "rooms", WEST_ROOM, site_id="V007-hospital"), "site-forbidden"),
    "site kind": (lambda: edit(PLAN, "rooms", EAST_ROOM, site_kind="school"), "site-kind"),
    "site status": (lambda: edit(PLAN, "rooms", EAST_ROOM, status="existing"), "site-status"),
    "room id": (lambda: edit(PLAN, "rooms", EAST_ROOM, room_id="R-1"), "room-id"),
    "lon moved": (lambda: edit(PLAN, "rooms", EAST_ROOM, lon=116.0), "site-place"),
    "lat moved by a little": (
        lambda: edit(PLAN, "rooms", EAST_ROOM, lat=PLAN.rooms[0].lat + 0.0001),
        "site-place",
    ),
    "room station": (lambda: edit(PLAN, "rooms", EAST_ROOM, station_id="S01"), "room-station"),
    "room population": (lambda: edit(PLAN, "rooms", EAST_ROOM, population=1), "room-population"),
    "room hours": (lambda: edit(PLAN, "rooms", EAST_ROOM, hours=1.0), "room-hours"),
    "mean travel shaved": (lambda: edit(PLAN, "rooms", EAST_ROOM, mean_travel_min=0.5), "room-mean-travel"),
    "max travel shaved": (lambda: edit(PLAN, "rooms", EAST_ROOM, max_travel_min=0.5), "room-max-travel"),
    "room lead": (lambda: edit(PLAN, "rooms", EAST_ROOM, lead_officer_id="P3"), "room-lead"),
    "area in a room": (lambda: edit(PLAN, "rooms", EAST_ROOM, area_id="A"), "room-area"),
    "area of one room": (
        lambda: replace(PLAN, areas=(Area("A", "P1", (EAST_ROOM,)), *PLAN.areas[1:])),
        "area-size",
    ),
    "area twice": (lambda: replace(PLAN, areas=(*PLAN.areas, PLAN.areas[0])), "area-twice"),
    "area of rooms apart": (
        lambda: edit(PLAN, "areas", AREA, room_ids=(EAST_ROOM, PLAN.areas[0].room_ids[0])),
        "area-stations",
    ),
    "area of unknown rooms": (
        lambda: edit(PLAN, "areas", AREA, room_ids=("R-none", EAST_ROOM)),
        "area-rooms-unknown",
    ),
    "room in two areas": (
        lambda: replace(PLAN, areas=(*PLAN.areas, Area("A", "P2", PLAN.areas[1].room_ids))),
        "room-two-areas",
    ),
    "lead in two areas": (
        lambda: edit(PLAN, "areas", PLAN.areas[0].area_id, room_ids=PLAN.areas[0].room_ids[:2]),
        "lead-two-areas",
    ),
    "chief elsewhere": (lambda: edit(PLAN, "areas", AREA, chief_officer_id="P1"), "area-chief"),
    "chief flag": (lambda: edit(PLAN, "posts", "P2", is_chief=False), "chief-flag"),
    # officers
    "post twice": (lambda: twice(PLAN, "posts", "A1"), "post-twice"),
    "officer unknown": (lambda: edit(PLAN, "posts", "A1", officer_id="Z9"), "officer-unknown"),
    "officer forgotten": (lambda: drop(PLAN, "unused", "A3"), "officer-forgotten"),
    "officer unused twice": (lambda: twice(PLAN, "unused", "A3"), "unused-twice"),
    "officer posted and unused": (
        lambda: edit(PLAN, "unused", "A3", officer_id="A1", station_id="S01"),
        "posted-and-unused",
    ),
    "unused role": (lambda: edit(PLAN, "unused", "A3", role="police"), "unused-facts"),
    "officer unavailable": (lambda: edit(PLAN, "posts", "A2", officer_id="X1"), "officer-unavailable"),
    "post role": (lambda: edit(PLAN, "posts", "A1", role="police"), "post-role"),
    "post station": (lambda: edit(PLAN, "posts", "A1", station_id="S02"), "post-station"),
    "post in another station": (
        lambda: edit(PLAN, "posts", "A2", village_ids=("V004",), room_id=EAST_ROOM),
        "post-other-station",
    ),
    "post ability": (lambda: edit(PLAN, "posts", "P1", ability=99.0), "post-ability"),
    "post complexity": (lambda: edit(PLAN, "posts", "P1", complexity=99.0), "post-complexity"),
    "post hours": (lambda: edit(PLAN, "posts", "P1", hours=1.0), "post-hours"),
    "post travel": (lambda: edit(PLAN, "posts", "P1", travel_min=0.0), "post-travel"),
    "post changed": (lambda: edit(PLAN, "posts", "P4", changed=False), "post-changed"),
    "post room": (lambda: edit(PLAN, "posts", "P2", room_id=WEST_ROOM), "post-room"),
    "post place": (lambda: edit(PLAN, "posts", "A2", village_post="V001"), "post-place"),
    "post without villages": (lambda: edit(PLAN, "posts", "A2", village_ids=()), "post-villages"),
    "lead not police": (
        lambda: edit(drop(PLAN, "posts", "P2"), "posts", "H1", is_lead=True),
        "lead-not-police",
    ),
    "lead gone": (lambda: drop(PLAN, "posts", "P2"), "room-lead"),
    "lead no more": (lambda: edit(PLAN, "posts", "P2", is_lead=False), "exception-missing"),
    "two leads": (lambda: edit(PLAN, "posts", "P4", is_lead=True), "lead-twice"),
    "lead of half a room": (
        lambda: edit(PLAN, "posts", "P2", village_ids=("V003", "V004")),
        "post-part-of-room",
    ),
    "auxiliary of five": (
        lambda: edit(PLAN, "posts", "A1", village_ids=("V001", "V002", "V006", "V007", "V008")),
        "auxiliary-too-many",
    ),
    "auxiliary of two zones": (
        lambda: edit(PLAN, "posts", "A1", village_ids=("V008", "V014")),
        "auxiliary-two-zones",
    ),
    "auxiliary of villages apart": (
        lambda: edit(PLAN, "posts", "A1", village_ids=("V001", "V008")),
        "auxiliary-apart",
    ),
    "assistant away from home": (lambda: edit(PLAN, "posts", "H1", village_ids=("V004",)), "home-village"),
    "mentor of a senior": (lambda: edit(PLAN, "posts", "P2", mentor_id="P4"), "mentor-not-needed"),
    "mentor who is none": (lambda: edit(PLAN, "posts", "P3", mentor_id="P1"), "mentor-wrong"),
    "mentor missing": (lambda: edit(PLAN, "posts", "P3", mentor_id=""), "mentor-missing"),
    "tier": (lambda: tier(PLAN, "moves", value=(0,)), "tier-value"),
    "bound of a tier": (lambda: tier(PLAN, "home", bound=(99999,)), "tier-bound"),
    "bound of the loads": (lambda: tier(PLAN, "load", bound=(1,)), "tier-bound"),
    "tiers of a pool": (lambda: replace(PLAN, staffing=PLAN.staffing[1:]), "tiers-pool"),
    "tier left out": (
        lambda: replace(
            PLAN,
            staffing=(replace(PLAN.staffing[0], tiers=PLAN.staffing[0].tiers[1:]), *PLAN.staffing[1:]),
        ),
        "tiers-order",
    ),
    "tier not proven": (lambda: tier(PLAN, "moves", bound=(0,)), "status-wrong"),
    # the whole
    "exception removed": (lambda: replace(PLAN, exceptions=PLAN.exceptions[1:]), "exception-missing"),
    "exception made up": (
        lambda: replace(PLAN, exceptions=(*PLAN.exceptions, FALSE_ROW)),
        "exception-false",
    ),
    "exception twice": (lambda: replace(PLAN, exceptions=(*PLAN.exceptions, R14_ROW)), "exception-twice"),
    "exception of another number": (
        lambda: replace(
            PLAN,
            exceptions=tuple(replace(row, found="7") if row is R14_ROW else row for row in PLAN.exceptions),
        ),
        "exception-found",
    ),
    "objective travel": (lambda: objective(PLAN, travel=1.0), "objective-term"),
    "objective balance": (
        lambda: objective(PLAN, balance=PLAN.objective["balance"] + 0.0001),
        "objective-term",
    ),
    "objective total": (lambda: objective(PLAN, total=1.0), "objective-term"),
    "relaxed villages": (lambda: objective(PLAN, relaxed_villages=1), "relaxed-villages"),
    "bound above": (lambda: replace(PLAN, bound=PLAN.bound + 1), "bound-above"),
    "gap": (lambda: replace(PLAN, gap=0.01), "gap-wrong"),
    "status without a plan": (lambda: replace(PLAN, status=Status.INFEASIBLE), "status-without-plan"),
    "status optimal, bound below": (
        lambda: certificate(PLAN, lambda one: {"bound": one.bound - 1, "status": Status.FEASIBLE}),
        "status-wrong",
    ),
    "bound not proven": (
        lambda: certificate(PLAN, lambda one: {"bounds_by_rooms": {1: one.bound - 500}}),
        "bound-unproven",
    ),
    "certificate gone": (lambda: replace(PLAN, certificates=PLAN.certificates[1:]), "certificate-scope"),
    "certificate twice": (
        lambda: replace(PLAN, certificates=(*PLAN.certificates, PLAN.certificates[0])),
        "certificate-scope",
    ),
    "certificate of nowhere": (
        lambda: replace(PLAN, certificates=(*PLAN.certificates, replace(PLAN.certificates[0], scope="S9"))),
        "certificate-scope",
    ),
    "certificate objective": (
        lambda: certificate(PLAN, lambda one: {"objective": one.objective - 1}),
        "certificate-objective",
    ),
    "certificate rooms": (
        lambda: certificate(PLAN, lambda one: {"rooms": one.rooms + 1}),
        "certificate-rooms",
    ),
    "certificate relaxed": (
        lambda: certificate(PLAN, lambda _: {"relaxed_villages": 2}),
        "certificate-relaxed",
    ),
    "certificate LP bound": (
        lambda: certificate(PLAN, lambda one: {"lp_bound": one.lp_bound - 1}),
        "certificate-lp-bound",
    ),
    "dual changed": (
        lambda: certificate(PLAN, lambda one: {"duals": {**one.duals, "V001": one.duals["V001"] + 1}}),
        "certificate-lp-bound",
    ),
    "duals shifted": (
        lambda: certificate(
            PLAN,
            lambda one: {
                "duals": {**one.duals, "V001": one.duals["V001"] + 9, "V012": one.duals["V012"] - 9}
            },
        ),
        "certificate-prices",
    ),
    "duals of other villages": (
        lambda: certificate(PLAN, lambda one: {"duals": {**one.duals, "V003": 0}}),
        "certificate-villages",
    ),
    "bound above objective": (
        lambda: certificate(PLAN, lambda one: {"bound": one.bound + 1}),
        "certificate-order",
    ),
    "certificate status": (
        lambda: certificate(PLAN, lambda _: {"status": Status.FEASIBLE}),
        "certificate-status",
    ),
    "certificate method": (lambda: certificate(PLAN, lambda _: {"method": "faith"}), "certificate-method"),
    "certificate sizes": (lambda: certificate(PLAN, lambda _: {"sizes": (6, 8)}), "certificate-sizes"),
    "certificate kept": (lambda: certificate(PLAN, lambda _: {"kept": 0}), "certificate-kept"),
    "target": (lambda: run(PLAN, target_hours=1.0), "target-hours"),
    "rules not enforced": (lambda: run(PLAN, rules_not_yet_enforced=["R01"]), "rules-not-enforced"),
    "policy changed": (
        lambda: run(PLAN, policy={**PROBLEM.policy.as_dict(), "numbers": {"weights.travel": 2.0}}),
        "policy-changed",
    ),
    "budget asked": (
        lambda: run(PLAN, rooms_budget={"asked": 4, "effective": 5, "rural": 4}),
        "budget-asked",
    ),
    "budget raised without need": (
        lambda: run(PLAN, rooms_budget={"asked": 5, "effective": 7, "rural": 6}),
        "budget-effective",
    ),
    "budget rural": (
        lambda: run(PLAN, rooms_budget={"asked": 5, "effective": 5, "rural": 5}),
        "budget-rural",
    ),
    "link made up": (lambda: run(PLAN, links=[["V001", "V003", 1.0]]), "link-wrong"),
    "metric": (lambda: metrics(PLAN, rooms=4), "metric-wrong"),
    "metric mean travel": (lambda: metrics(PLAN, mean_travel_min=0.1), "metric-wrong"),
}
