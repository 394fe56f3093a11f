"""Why a village has its room, and why a room stands where it does and serves what it serves."""

from __future__ import annotations

from collections.abc import Iterator

from assign.ask.answer import Explanation, Option, Outcome, Reason
from assign.ask.find import joined, room_row, village_row
from assign.ask.officer import lead_reasons
from assign.ask.trades import cost_verdict, move_room, trade
from assign.ask.zones import Zoned, as_hours, is_communal, zone_changes, zoned_of
from assign.messages import Message, Value, plain
from assign.optimise.kernels import FORBIDDEN_COST
from assign.optimise.scope import COST_UNIT, change_costs, site_cost, trip_costs
from assign.plan import Assignment, Plan, Room
from assign.problem import Kind, Problem, SiteStatus

OFFERED = 3


def explain_village(problem: Problem, plan: Plan, village_id: str) -> Explanation:
    """Return why a village is served from its room, who answers for it, and what other rooms would cost.

    Raises
    ------
    UsageError
        ``usage.no-village``, naming the nearest.
    """
    row = village_row(plan, village_id)
    room = room_row(plan, row.room_id)
    values: dict[str, Value] = {
        "village": village_id, "name": row.name, "station": row.station_id, "room": row.room_id,
        "minutes": f"{row.travel_min:.2f}", "hours": f"{row.hours:.2f}", "complexity": f"{row.complexity:.1f}",
    }  # fmt: skip
    head = Message(f"explain.head.village.{row.kind}", values)
    people = list(_people(problem, plan, row))
    if is_communal(problem, room):
        reasons = [Reason(0, Message("why.community", values)), *people]
        return Explanation("village", village_id, head, tuple(reasons), (), Message("basis.rule-R02"))
    zoned = zoned_of(problem, plan, village_id)
    village = zoned.local[village_id]
    options = _rooms_beside(zoned, village, row.room_id)
    reasons = [Reason(0, message) for message in _why_here(zoned, plan, row, room)] + people
    basis = "basis.trade" if options else "basis.no-neighbour"
    return Explanation("village", village_id, head, tuple(reasons), options, Message(basis))


def explain_room(problem: Problem, plan: Plan, room_id: str) -> Explanation:
    """Return why a room stands at its site, why its zone is cut so, and who leads it.

    Raises
    ------
    UsageError
        ``usage.no-room``, naming the nearest.
    """
    room = room_row(plan, room_id)
    values: dict[str, Value] = {
        "room": room_id, "station": room.station_id, "village": room.host_village_id, "site": room.site_id,
        "kind": room.site_kind, "villages": len(room.villages), "hours": f"{room.hours:.2f}",
        "mean": f"{room.mean_travel_min:.2f}", "max": f"{room.max_travel_min:.2f}",
    }  # fmt: skip
    head = Message("explain.head.room", values)
    reasons = [Reason(0, message) for message in _site_reasons(problem, room, values)]
    if is_communal(problem, room):
        options = communal_sites(problem, room)
    else:
        zoned = zoned_of(problem, plan, room.host_village_id)
        sites = _other_sites(zoned, room_id)
        trades = _best_trades(zoned, room_id)
        reasons += [Reason(0, message) for message in _zone_reasons(zoned, plan, room, trades)]
        options = (*sites[:OFFERED], *trades[:OFFERED])
    reasons += _leaders(problem, plan, room)
    basis = "basis.trade" if options else "basis.no-other-site"
    return Explanation("room", room_id, head, tuple(reasons), tuple(options), Message(basis))


def communal_sites(problem: Problem, room: Room) -> tuple[Option, ...]:
    """Return the other sites of a community, the cheapest first."""
    village = problem.village_index[room.host_village_id]
    own = problem.site_index[room.site_id]

    def terms(site: int) -> dict[str, int]:
        cost = site_cost(problem.sites[site], problem.policy)
        return {
            "travel": int(trip_costs(problem, [site], [village])[0, 0]),
            "balance": 0,
            "site": cost,
            "stability": int(change_costs(problem, [site], [village])[0, 0]),
        }

    out = []
    for site in problem.sites_of_village[village]:
        facts, after, before = problem.sites[site], terms(site), terms(own)
        if site == own or facts.status is SiteStatus.FORBIDDEN or after["travel"] >= FORBIDDEN_COST:
            continue
        total = sum(after.values()) - sum(before.values())
        outcome, verdict = cost_verdict(total)
        named = {"room": room.room_id, "site": facts.site_id, "kind": facts.kind, "village": facts.village_id}
        choice = Message("choice.site", named)
        changes = zone_changes(before, after)
        cost = total / COST_UNIT
        out.append(
            (
                total,
                facts.site_id,
                Option(choice, "site", facts.site_id, "", outcome, verdict, changes, cost_min=cost),
            )
        )
    return tuple(option for _, _, option in sorted(out, key=lambda one: one[:2])[:OFFERED])


def _rooms_beside(zoned: Zoned, village: int, room_id: str) -> tuple[Option, ...]:
    """Return the neighbouring rooms that could serve a village, those that break no rule and cost least first."""
    of = {v: name for name, villages in zoned.zones.items() for v in villages}
    near = sorted({of[u] for u in zoned.neighbours(village)} - {room_id})
    return tuple(sorted((trade(zoned, village, room_id, name) for name in near), key=_rank)[:OFFERED])


def _rank(option: Option) -> tuple[bool, float, str]:
    return (
        option.outcome is Outcome.IMPOSSIBLE,
        float("inf") if option.cost_min is None else option.cost_min,
        option.entity_id,
    )


def _other_sites(zoned: Zoned, room_id: str) -> list[Option]:
    """Return the other sites of a room's zone, the cheapest first."""
    scope = zoned.scope
    sites = [s for v in zoned.zones[room_id] for s in range(scope.site_ptr[v], scope.site_ptr[v + 1])]
    return sorted(
        (move_room(zoned, room_id, site) for site in sites if site != zoned.sites[room_id]), key=_rank
    )


def _best_trades(zoned: Zoned, room_id: str) -> list[Option]:
    """Return, for each room next door, the village whose change of room between the two costs least."""
    out = []
    for other in zoned.beside(room_id):
        pairs = ((room_id, other), (other, room_id))
        trades = [
            trade(zoned, v, giver, taker)
            for giver, taker in pairs
            for v in zoned.zones[giver]
            if set(zoned.neighbours(v)) & set(zoned.zones[taker])
        ]
        out += sorted(trades, key=lambda one: (*_rank(one), str(one.choice.values["village"])))[:1]
    return sorted(out, key=_rank)


def _why_here(zoned: Zoned, plan: Plan, row: Assignment, room: Room) -> Iterator[Message]:
    """Yield why a village belongs to its zone: travel, size, hours, contiguity, proof."""
    village = zoned.local[row.village_id]
    if row.is_host:
        yield Message("why.host", {"kind": room.site_kind})
    else:
        far = {name: zoned.minutes(site, village) for name, site in zoned.sites.items()}
        nearer = sorted((minutes, name) for name, minutes in far.items() if minutes < far[row.room_id])
        values: dict[str, Value] = {
            "minutes": f"{row.travel_min:.2f}",
            "count": len(nearer),
            "rooms": len(far),
        }
        if nearer:
            values |= {"nearest": nearer[0][1], "nearest_minutes": plain(nearer[0][0], 2)}
        yield Message("why.not-nearest" if nearer else "why.nearest", values)
    yield from _zone_figures(zoned, plan, room)


def _zone_figures(zoned: Zoned, plan: Plan, room: Room) -> Iterator[Message]:
    """Yield size and hours of a zone, and how good the division is known to be."""
    scope = zoned.scope
    key = "why.size" if scope.smallest <= len(room.villages) <= scope.largest else "why.size-off"
    values: dict[str, Value] = {"count": len(room.villages), "least": scope.smallest, "most": scope.largest}
    yield Message(key, values)
    hours = {"hours": f"{room.hours:.2f}", "target": as_hours(scope.target)}
    off = plain(abs(room.hours - scope.target / 100), 2)
    yield Message(
        "why.hours-over" if room.hours * 100 >= scope.target else "why.hours-under", {**hours, "off": off}
    )
    proof = next((one for one in plan.certificates if one.scope == scope.name), None)
    if proof is not None:
        proven = proof.objective == proof.bound
        cost = plain(proof.objective / COST_UNIT, 1)
        facts: dict[str, Value] = {
            "scope": scope.name,
            "zones": proof.zones,
            "rooms": proof.rooms,
            "cost": cost,
        }
        gap = plain((proof.objective - proof.bound) / COST_UNIT, 1)
        key = ("why.proven" if proven else "why.unproven") + ("" if proof.zones else "-unlisted")
        yield Message(key, facts | {"gap": gap})


def _people(problem: Problem, plan: Plan, row: Assignment) -> Iterator[Reason]:
    """Yield who answers for a village and why, and who serves it."""
    yield from _leaders(problem, plan, room_row(plan, row.room_id))
    if row.auxiliary_ids:
        yield Reason(1, Message("why.auxiliaries", {"officers": joined(row.auxiliary_ids)}))
    elif row.kind == Kind.RURAL.value and plan.posts:
        yield Reason(1, Message("why.no-auxiliary"))


def _leaders(problem: Problem, plan: Plan, room: Room) -> Iterator[Reason]:
    """Yield who leads a room and why."""
    if not plan.posts:
        yield Reason(1, Message("why.no-roster"))
    elif room.lead_officer_id:
        yield Reason(1, Message("why.lead", {"officer": room.lead_officer_id, "room": room.room_id}))
        yield from lead_reasons(problem, plan, room.lead_officer_id)
    else:
        yield Reason(1, Message("why.no-lead", {"room": room.room_id}))


def _site_reasons(problem: Problem, room: Room, values: dict[str, Value]) -> Iterator[Message]:
    """Yield why a site: what it is, and its place in R07's order."""
    if is_communal(problem, room):
        yield Message("why.community-room", values)
    order = problem.policy["R07"]["order"]
    kinds = [str(kind) for kind in order] if isinstance(order, tuple) else []
    if room.status == SiteStatus.REQUIRED.value:
        yield Message("why.site-required")
    if room.status == SiteStatus.EXISTING.value:
        yield Message("why.site-existing")
    if room.site_kind in kinds:
        yield Message("why.site-kind", values | {"rank": kinds.index(room.site_kind) + 1, "of": len(kinds)})
    else:
        yield Message("why.site-other-kind", values)
    yield Message("why.site-travel", values)


def _zone_reasons(zoned: Zoned, plan: Plan, room: Room, trades: list[Option]) -> Iterator[Message]:
    yield from _zone_figures(zoned, plan, room)
    fit = [one for one in trades if one.outcome is not Outcome.IMPOSSIBLE]
    if not trades:
        yield Message("why.zone-alone")
    elif not fit:
        yield Message("why.zone-no-trade", {"count": len(trades)})
    else:
        cost = plain(fit[0].cost_min or 0.0, 1)
        yield Message("why.zone-trade", {"count": len(trades), "cost": cost})
