"""Where the rooms could not keep R01, R03, R06, R08 or R09: how far off, and what would mend it."""

from __future__ import annotations

from collections.abc import Sequence

from assign.errors import Severity
from assign.messages import Message
from assign.optimise.scope import is_zoned
from assign.optimise.zone import RoomBudget, Zone
from assign.plan import RuleException
from assign.problem import Problem


def list_shortfalls(problem: Problem, zones: Sequence[Zone], budget: RoomBudget) -> list[RuleException]:
    """Return where R01, R03, R06, R08 and R09 did not hold as asked."""
    policy = problem.policy
    out: list[RuleException] = []
    smallest, largest = policy["R01"].count("min_villages"), policy["R01"].count("max_villages")
    for zone in zones:
        size = len(zone.villages)
        if is_zoned(problem, zone.villages[0]) and not smallest <= size <= largest:
            room = "R-" + problem.sites[zone.site].site_id
            remedy = Message("remedy.R01-small" if size < smallest else "remedy.R01-large", {"room": room})
            out.append(_exception("R01", "room", room, str(size), f"{smallest}-{largest}", remedy))
        out += _too_far(problem, zone)
    out += _remote_stations(problem, zones)
    for link in problem.links:
        remedy = Message("remedy.R06", {"village": link.village_id, "other": link.other_id})
        ends = f"{link.village_id};{link.other_id}"
        found = f"{link.travel_min:.2f} min"
        out.append(_exception("R06", "link", ends, found, "0 min", remedy, Severity.NOTE))
    out += _changes(problem, zones)
    if budget.effective > budget.asked and not policy["R08"].off:
        key = "remedy.R08-overrun" if policy["R08"].count("rooms") else "remedy.R08-raised"
        severity = Severity.WARNING if policy["R08"].count("rooms") else Severity.NOTE
        remedy = Message(key, {"asked": budget.asked, "effective": budget.effective})
        out.append(
            _exception("R08", "plan", "rooms", str(budget.effective), str(budget.asked), remedy, severity)
        )
    return out


def _changes(problem: Problem, zones: Sequence[Zone]) -> list[RuleException]:
    """Return the bound on villages that change room where it is not kept (R19)."""
    most, made = problem.policy["R19"].count("max_changes"), rooms_changed(problem, zones)
    if made <= most:
        return []
    remedy = Message("remedy.R19-changes", {"made": made, "most": most})
    return [_exception("R19", "plan", "changes", str(made), str(most), remedy)]


def rooms_changed(problem: Problem, zones: Sequence[Zone]) -> int:
    """Return how many villages another site serves than in the earlier plan."""
    served = problem.earlier.served
    made = 0
    for zone in zones:
        here = problem.sites[zone.site].site_id
        made += sum(served.get(problem.villages[v].village_id, here) != here for v in zone.villages)
    return made


def _remote_stations(problem: Problem, zones: Sequence[Zone]) -> list[RuleException]:
    """Return remote stations with fewer rooms than R03 asks: too few villages, or zones that cross their lines."""
    rule = problem.policy["R03"]
    rooms: dict[str, int] = {}
    for zone in zones:
        host = problem.village_index[problem.sites[zone.site].village_id]
        station = problem.villages[host].station_id
        rooms[station] = rooms.get(station, 0) + 1
    least = rule.count("min_rooms")
    return [
        _exception(
            "R03",
            "station",
            station.station_id,
            str(rooms.get(station.station_id, 0)),
            str(least),
            Message("remedy.R03", {"station": station.station_id}),
        )
        for station in problem.stations
        if station.remote and not rule.off and rooms.get(station.station_id, 0) < least
    ]


def _too_far(problem: Problem, zone: Zone) -> list[RuleException]:
    """Return the zone's villages beyond R09's limit, where it is only preferred."""
    rule = problem.policy["R09"]
    if rule.off or rule.must:
        return []
    limit = rule.number("max_travel_min")
    minutes = problem.travel.block([zone.site], list(zone.villages))[0]
    return [
        _exception(
            "R09",
            "village",
            problem.villages[village].village_id,
            f"{far:.2f} min",
            f"{limit:g} min",
            Message("remedy.R09", {"village": problem.villages[village].village_id}),
        )
        for village, far in zip(zone.villages, minutes, strict=True)
        if far > limit
    ]


def _exception(
    rule_id: str,
    entity: str,
    entity_id: str,
    found: str,
    expected: str,
    remedy: Message,
    severity: Severity = Severity.WARNING,
) -> RuleException:
    return RuleException(rule_id, severity, entity, entity_id, found, expected, remedy)
