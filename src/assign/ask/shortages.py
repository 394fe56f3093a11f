"""Posts that stay open in the best plan: how many are needed, how many can be filled, and what would fill them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from assign.ask.diagnosis import Remedy, Settings, Shortage
from assign.errors import Severity
from assign.messages import Message, Value
from assign.optimise import Runner, StaffDecision, Zone, post_officers, short_group
from assign.plan import RuleException
from assign.problem import Problem, Role
from assign.scenario import with_settings

RULES = {"R13": Role.POLICE, "R14": Role.AUXILIARY}
"""Rules of open posts, and whom they ask for."""
MOST_MORE = 64
"""So many more officers are tried for one station."""


def shortages(
    problem: Problem, zones: tuple[Zone, ...], staff: StaffDecision, run: Runner
) -> tuple[Shortage, ...]:
    """Return the open posts by rule and station, each with remedies that were tried on that station."""
    stations: dict[tuple[str, str], list[str]] = {}
    for row in staff.exceptions:
        if row.severity is Severity.ERROR and row.rule_id in RULES:
            stations.setdefault((row.rule_id, _station(row)), []).append(row.entity_id)
    return tuple(
        _shortage(problem, zones, rule_id, station, tuple(sorted(places)), run)
        for (rule_id, station), places in sorted(stations.items())
    )


def _station(row: RuleException) -> str:
    return str(row.remedy.values["station"])


def _shortage(
    problem: Problem,
    zones: tuple[Zone, ...],
    rule_id: str,
    station: str,
    places: tuple[str, ...],
    run: Runner,
) -> Shortage:
    need = _posts(problem, zones, rule_id, station)
    still = partial(_open, problem, zones, rule_id, station, run)
    return Shortage(
        rule_id=rule_id,
        station=station,
        need=need,
        carry=need - len(places),
        open_places=places,
        group=short_group(problem, zones, station, RULES[rule_id]),
        remedies=tuple(_remedies(problem, rule_id, station, len(places), still)),
    )


def _posts(problem: Problem, zones: tuple[Zone, ...], rule_id: str, station: str) -> int:
    """Return the rooms, or the rural villages, of a station (or of a wider pool: R19)."""
    reach = str(problem.policy["R19"]["transfers"])

    def inside(village: int) -> bool:
        facts = problem.villages[village]
        return {"station": facts.station_id, "county": facts.county_id}.get(reach, "*") == station

    if rule_id == "R13":
        return sum(inside(zone.villages[0]) for zone in zones)
    return sum(
        inside(v) and problem.villages[v].kind.value == "rural" for zone in zones for v in zone.villages
    )


def _open(
    problem: Problem, zones: tuple[Zone, ...], rule_id: str, station: str, run: Runner, settings: Settings
) -> int:
    """Return how many posts of the station stay open with some settings; the rooms stay where they are."""
    changed = with_settings(problem, settings)
    wide = changed.policy["R19"]["transfers"] != problem.policy["R19"]["transfers"]
    staff = post_officers(changed, zones, run=run, scopes=None if wide else [station])
    inside = {
        problem.villages[v].village_id for zone in zones for v in zone.villages if _of(problem, v, station)
    }
    return sum(
        row.severity is Severity.ERROR and row.rule_id == rule_id and (not wide or _where(row, inside))
        for row in staff.exceptions
    )


def _of(problem: Problem, village: int, station: str) -> bool:
    facts = problem.villages[village]
    return station in (facts.station_id, facts.county_id, "*")


def _where(row: RuleException, inside: set[str]) -> bool:
    """Return whether an exception is about one of these villages, or a room that stands in one."""
    return row.entity_id in inside or any(row.entity_id.startswith(f"R-{village}") for village in inside)


def _remedies(
    problem: Problem, rule_id: str, station: str, short: int, still: Callable[[Settings], int]
) -> Iterator[Remedy]:
    """Yield the fewest more officers, the least rise of the cap, and help from other stations, where each suffices."""
    if station in problem.station_index and (more := fewest_more(rule_id, station, short, still)):
        settings: Settings = {_KEYS[rule_id]: {station: more}}
        values: dict[str, Value] = {"station": station, "count": more}
        yield Remedy(settings, Message(f"diagnose.remedy.more-{RULES[rule_id].value}", values))
    cap, name = ("R13", "max_rooms") if rule_id == "R13" else ("R14", "max_villages")
    now = problem.policy[cap].count(name)
    for most in range(now + 1, now + 4):
        settings = {f"policy.{cap}.{name}": most}
        if not still(settings):
            yield Remedy(settings, Message(f"diagnose.remedy.cap-{cap}", {"value": most}))
            break
    if problem.policy["R19"]["transfers"] == "station" and not still({"policy.R19.transfers": "county"}):
        yield Remedy({"policy.R19.transfers": "county"}, Message("diagnose.remedy.transfers"))


_KEYS = {"R13": "changes.police", "R14": "changes.auxiliaries"}


def fewest_more(rule_id: str, station: str, short: int, still: Callable[[Settings], int]) -> int:
    """Return the fewest recruits with whom no post of the station stays open; 0 if many are not enough.

    One recruit fills one open post at least, so as many as there are open posts suffice; fewer may, holding several.
    """
    low, high = 1, min(short, MOST_MORE)
    if still({_KEYS[rule_id]: {station: high}}):
        return 0
    while low < high:
        middle = (low + high) // 2
        if still({_KEYS[rule_id]: {station: middle}}):
            low = middle + 1
        else:
            high = middle
    return low
