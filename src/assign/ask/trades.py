"""One village given to the zone next door, or one room moved to another site: what exactly that costs."""

from __future__ import annotations

from assign.ask.answer import Change, Effect, Option, Outcome
from assign.ask.zones import Broken, Zoned, as_hours, summed, zone_changes
from assign.messages import Message, Value, plain
from assign.optimise.kernels import FORBIDDEN_COST
from assign.optimise.scope import COST_UNIT


def trade(zoned: Zoned, village: int, giver: str, taker: str) -> Option:
    """Return what it costs to give a village to another room, both rooms staying where they are."""
    old = {name: zoned.zones[name] for name in (giver, taker)}
    new = {
        giver: tuple(v for v in old[giver] if v != village),
        taker: tuple(sorted((*old[taker], village))),
    }
    broken: list[Broken] = []
    host = zoned.rooms[giver].host_village_id == zoned.name(village)
    if host:
        message = Message("broken.R07-host", {"village": zoned.name(village), "room": giver})
        broken.append(Broken("R07", message))
    broken += [
        one for name in (giver, taker) for one in zoned.faults(name, new[name], zoned.sites[name], old[name])
    ]
    before = summed([zoned.terms(old[name], zoned.sites[name]) for name in old])
    after = summed([zoned.terms(new[name], zoned.sites[name]) for name in new])
    name = zoned.name(village)
    choice = Message("choice.trade", {"village": name, "room": taker, "from": giver})
    return _option(choice, "room", taker, before, after, broken, _effects(zoned, village, giver, taker, new))


def move_room(zoned: Zoned, room_id: str, site: int) -> Option:
    """Return what it costs to move a room to another site of its zone, the zone staying as it is."""
    villages, here = zoned.zones[room_id], zoned.sites[room_id]
    before, after = zoned.terms(villages, here), zoned.terms(villages, site)
    facts = zoned.problem.sites[int(zoned.scope.sites[site])]
    choice = Message(
        "choice.site",
        {"room": room_id, "site": facts.site_id, "kind": facts.kind, "village": facts.village_id},
    )
    broken = zoned.faults(room_id, villages, site, villages)
    far = [(v, zoned.minutes(here, v), zoned.minutes(site, v)) for v in villages] if not broken else []
    far.sort(key=lambda one: (one[1] - one[2], one[0]))
    effects = tuple(
        Effect("village", zoned.name(v), (_minutes(old, new),), new > old)
        for v, old, new in far
        if old != new
    )
    return _option(choice, "site", facts.site_id, before, after, broken, effects)


def _minutes(before: float, after: float) -> Message:
    return Message("effect.minutes", {"before": plain(before, 2), "after": plain(after, 2)})


def _effects(
    zoned: Zoned, village: int, giver: str, taker: str, new: dict[str, tuple[int, ...]]
) -> tuple[Effect, ...]:
    out = []
    old_min, new_min = (zoned.minutes(zoned.sites[name], village) for name in (giver, taker))
    if new_min != float("inf"):
        out.append(Effect("village", zoned.name(village), (_minutes(old_min, new_min),), new_min > old_min))
    for name in (giver, taker):
        hours = [zoned.hours(villages) for villages in (zoned.zones[name], new[name])]
        off = [abs(one - zoned.scope.target) for one in hours]
        values: dict[str, Value] = {
            "before": len(zoned.zones[name]), "after": len(new[name]),
            "hours_before": as_hours(hours[0]), "hours_after": as_hours(hours[1]),
            "target": as_hours(zoned.scope.target),
        }  # fmt: skip
        out.append(Effect("room", name, (Message("effect.zone", values),), off[1] > off[0]))
    return tuple(out)


def _option(
    choice: Message,
    entity: str,
    entity_id: str,
    before: dict[str, int],
    after: dict[str, int],
    broken: list[Broken],
    effects: tuple[Effect, ...],
) -> Option:
    total = sum(after.values()) - sum(before.values())
    barred = max(after.values()) >= FORBIDDEN_COST
    changes: tuple[Change, ...] = () if barred else zone_changes(before, after)
    if broken:
        outcome, verdict = Outcome.IMPOSSIBLE, Message("verdict.impossible")
    else:
        outcome, verdict = cost_verdict(total)
    return Option(
        choice, entity, entity_id, "", outcome, verdict, changes, effects,
        tuple(sorted({one.rule_id for one in broken})),
        tuple(one.message for one in broken),
        None if barred else total / COST_UNIT,
    )  # fmt: skip


def cost_verdict(total: int) -> tuple[Outcome, Message]:
    """Return what a difference of cost (1/10,000 officer-minute a month) comes to."""
    values = {"cost": plain(abs(total) / COST_UNIT, 1 if abs(total) >= COST_UNIT // 10 else 4)}
    if total == 0:
        return Outcome.TIE, Message("verdict.tie-cost")
    if total > 0:
        return Outcome.WORSE, Message("worse.cost", values)
    return Outcome.BETTER, Message("better.cost", values)
