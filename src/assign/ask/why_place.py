"""Why a village is not in another zone, or a room not at another site: the zones solved again with that laid down."""

from __future__ import annotations

from collections.abc import Mapping

from assign.ask.answer import Change, Effect, Outcome, WhyNot
from assign.ask.find import room_row, site_number, village_row
from assign.ask.place import communal_sites
from assign.ask.trades import cost_verdict, trade
from assign.ask.zones import Zoned, is_communal, summed, zone_changes, zoned_of
from assign.errors import NoPlanError, UsageError
from assign.messages import Message, Value, plain
from assign.optimise.rezone import Demand, Rezoned, rezone
from assign.optimise.zone import Zone
from assign.plan import Certificate, Plan, Room
from assign.problem import Kind, Problem, SiteStatus, scope_of


def why_not_room(problem: Problem, plan: Plan, village_id: str, room_id: str) -> WhyNot:
    """Return what comes of it when a village is served by another room, which keeps its site.

    The zones of the whole scope are solved again with as many rooms and the village in that room's zone.

    Raises
    ------
    UsageError
        If an id is unknown or the village is served by that room already.
    """
    row, room = village_row(plan, village_id), room_row(plan, room_id)
    if row.room_id == room_id:
        raise UsageError(Message("usage.served-already", {"village": village_id, "room": room_id}))
    question = Message("question.village", {"village": village_id, "room": room_id, "own": row.room_id})
    nesting = str(problem.policy["R05"]["nesting"])
    own, other = (
        scope_of(problem.villages[problem.village_index[v]], nesting)
        for v in (village_id, room.host_village_id)
    )
    forbidden: list[Message] = []
    if own != other:
        values = {"rule": "R05", "village": village_id, "own": own, "room": room_id, "beyond": other}
        forbidden.append(Message("forbidden.scope", values))
    if row.kind == Kind.URBAN.value and not problem.policy["R02"].off:
        forbidden.append(Message("forbidden.community", {"rule": "R02", "village": village_id}))
    elif is_communal(problem, room):
        values = {"rule": "R02", "village": room.host_village_id, "room": room_id}
        forbidden.append(Message("forbidden.communal-room", values))
    if forbidden:
        return _impossible("village", village_id, room_id, question, forbidden)
    zoned = zoned_of(problem, plan, village_id)
    index = problem.village_index
    demand = Demand(
        (index[village_id], index[room.host_village_id]), taken=(problem.site_index[room.site_id],)
    )
    return _answered(zoned, plan, demand, ("village", village_id, room_id), question)


def why_not_site(problem: Problem, plan: Plan, room_id: str, site_id: str) -> WhyNot:
    """Return what comes of it when a room stands at another site instead of its own.

    The zones of the whole scope are solved again with as many rooms, the site taken and the room's own left out.

    Raises
    ------
    UsageError
        If an id is unknown or the room stands there.
    """
    room, site = room_row(plan, room_id), site_number(problem, site_id)
    facts = problem.sites[site]
    if facts.site_id == room.site_id:
        raise UsageError(Message("usage.stands-there", {"room": room_id, "site": facts.site_id}))
    question = Message(
        "question.room",
        {"room": room_id, "site": facts.site_id, "kind": facts.kind, "village": facts.village_id},
    )
    entity = ("room", room_id, facts.site_id)
    forbidden: list[Message] = []
    if facts.status is SiteStatus.FORBIDDEN:
        forbidden.append(Message("forbidden.site", {"rule": "R07", "site": facts.site_id}))
    if room.status == SiteStatus.REQUIRED.value:
        forbidden.append(Message("forbidden.required", {"rule": "R07", "site": room.site_id}))
    nesting = str(problem.policy["R05"]["nesting"])
    own, other = (
        scope_of(problem.villages[problem.village_index[v]], nesting)
        for v in (room.host_village_id, facts.village_id)
    )
    if own != other:
        values = {"rule": "R05", "room": room_id, "own": own, "site": facts.site_id, "beyond": other}
        forbidden.append(Message("forbidden.site-scope", values))
    if is_communal(problem, room) and facts.village_id != room.host_village_id:
        values = {"rule": "R02", "village": room.host_village_id, "room": room_id}
        forbidden.append(Message("forbidden.site-community", values))
    taken = next((one.room_id for one in plan.rooms if one.site_id == facts.site_id), "")
    if taken:
        forbidden.append(Message("forbidden.taken", {"rule": "R07", "site": facts.site_id, "room": taken}))
    if forbidden:
        return _impossible(*entity, question, forbidden)
    if is_communal(problem, room):
        return _communal(problem, room, facts.site_id, question)
    zoned = zoned_of(problem, plan, room.host_village_id)
    demand = Demand(taken=(site,), left=(problem.site_index[room.site_id],))
    return _answered(zoned, plan, demand, entity, question)


def _impossible(
    entity: str,
    entity_id: str,
    other_id: str,
    question: Message,
    why: list[Message],
    basis: str = "basis.rules",
) -> WhyNot:
    rules = tuple(sorted({str(message.values["rule"]) for message in why if "rule" in message.values}))
    verdict = Message("verdict.impossible")
    return WhyNot(
        entity, entity_id, other_id, question, Outcome.IMPOSSIBLE, verdict, Message(basis),
        rules=rules, forbidden=tuple(why),
    )  # fmt: skip


def _communal(problem: Problem, room: Room, site_id: str, question: Message) -> WhyNot:
    """Return the answer for a community, whose room has but its own sites."""
    found = next((one for one in communal_sites(problem, room) if one.entity_id == site_id), None)
    if found is None:
        return _impossible(
            "room",
            room.room_id,
            site_id,
            question,
            [Message("forbidden.far", {"rule": "R09", "site": site_id})],
        )
    return WhyNot(
        "room",
        room.room_id,
        site_id,
        question,
        found.outcome,
        found.verdict,
        Message("basis.communal"),
        found.changes,
    )


def _answered(
    zoned: Zoned, plan: Plan, demand: Demand, entity: tuple[str, str, str], question: Message
) -> WhyNot:
    """Return the answer of the zones solved again."""
    proof = next(one for one in plan.certificates if one.scope == zoned.scope.name)
    try:
        found = rezone(
            zoned.scope, demand, rooms=proof.rooms, sizes=proof.sizes, shortfall=proof.relaxed_villages
        )
    except NoPlanError as error:
        return _unsolved(zoned, entity, question, error.message)
    if found is None:
        return _impossible(*entity, question, _no_division(zoned, proof, entity), "basis.searched")
    before = summed([zoned.terms(zoned.zones[name], zoned.sites[name]) for name in zoned.zones])
    local_site = {int(number): n for n, number in enumerate(zoned.scope.sites)}
    local = {int(number): n for n, number in enumerate(zoned.scope.villages)}
    parts = [zoned.terms([local[v] for v in zone.villages], local_site[zone.site]) for zone in found.zones]
    changes = zone_changes(before, summed(parts))
    total = sum(summed(parts).values()) - sum(before.values())
    outcome, verdict = cost_verdict(total)
    broken = sum(zoned.shortfall(villages) for villages in zoned.zones.values())
    if found.shortfall != broken:
        changes = (Change("rooms", "shortfall", broken, found.shortfall), *changes)
        outcome = Outcome.WORSE if found.shortfall > broken else Outcome.BETTER
        verdict = Message(f"{outcome.value}.shortfall", {"before": broken, "after": found.shortfall})
    basis = "basis.rezone" if found.proven else "basis.rezone-unproven"
    values: dict[str, Value] = {"scope": zoned.scope.name, "rooms": proof.rooms}
    return WhyNot(*entity, question, outcome, verdict, Message(basis, values), changes, _moved(zoned, found))


def _no_division(zoned: Zoned, proof: Certificate, entity: tuple[str, str, str]) -> list[Message]:
    """Return what forbids a wish that no division keeps: the numbers of the plain change, then of the search."""
    values: dict[str, Value] = {
        "scope": zoned.scope.name, "villages": zoned.scope.size, "rooms": proof.rooms,
        "least": proof.sizes[0], "most": proof.sizes[1],
    }  # fmt: skip
    out = [Message("forbidden.no-division", {"rule": "R01", **values})]
    kind, village_id, room_id = entity
    if kind == "village":
        village = zoned.local[village_id]
        giver = next(name for name, villages in zoned.zones.items() if village in villages)
        out += trade(zoned, village, giver, room_id).broken
        steps = _steps(zoned, village, room_id)
        if steps + 1 > zoned.scope.largest:
            out.append(
                Message(
                    "forbidden.far-apart", {"rule": "R06", "need": steps + 1, "most": zoned.scope.largest}
                )
            )
    return out


def _steps(zoned: Zoned, village: int, room_id: str) -> int:
    """Return over how many borders the way leads from a village to the village where a room stands."""
    goal = zoned.local[zoned.rooms[room_id].host_village_id]
    seen, layer, steps = {village}, [village], 0
    while layer and goal not in seen:
        layer = sorted({u for v in layer for u in zoned.neighbours(v)} - seen)
        seen.update(layer)
        steps += 1
    return steps if goal in seen else zoned.scope.size


def _unsolved(zoned: Zoned, entity: tuple[str, str, str], question: Message, why: Message) -> WhyNot:
    """Return the plain change where the scope is too large to be solved again for a question.

    Raises
    ------
    NoPlanError
        For a site: there is no plain change to look at.
    """
    kind, village_id, room_id = entity
    if kind != "village":
        raise NoPlanError(why)
    village = zoned.local[village_id]
    giver = next(name for name, villages in zoned.zones.items() if village in villages)
    found = trade(zoned, village, giver, room_id)
    return WhyNot(
        *entity, question, found.outcome, found.verdict, Message("basis.too-large", {"scope": zoned.scope.name}),
        found.changes, found.effects, found.rules, found.broken,
    )  # fmt: skip


def _moved(zoned: Zoned, found: Rezoned) -> tuple[Effect, ...]:
    """Return the villages whose room would be another, and how far they would have it; those that lose first."""
    site_of: Mapping[int, Zone] = {v: zone for zone in found.zones for v in zone.villages}
    problem, out = zoned.problem, []
    for room_id, villages in zoned.zones.items():
        for village in villages:
            number = int(zoned.scope.villages[village])
            zone = site_of[number]
            new_room = f"R-{problem.sites[zone.site].site_id}"
            if new_room == room_id:
                continue
            old_min = zoned.minutes(zoned.sites[room_id], village)
            new_min = float(problem.travel.block([zone.site], [number])[0, 0])
            values = {"before": room_id, "after": new_room}
            minutes = {"before": plain(old_min, 2), "after": plain(new_min, 2)}
            parts = (Message("effect.room", values), Message("effect.minutes", minutes))
            effect = Effect("village", zoned.name(village), parts, new_min > old_min)
            out.append((old_min - new_min, effect.entity_id, effect))
    return tuple(effect for _, _, effect in sorted(out, key=lambda one: one[:2]))
