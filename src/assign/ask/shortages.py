"""Posts that stay open in the best plan: how many are needed, how many can be filled, and what would fill them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from assign.ask.diagnosis import Remedy, Settings, Shortage
from assign.errors import Severity
from assign.messages import Message, Value
from assign.optimise import Runner, StaffDecision, Zone, post_officers, posts_of, short_group
from assign.plan import RuleException
from assign.problem import Problem, Role
from assign.scenario import with_settings

RULES = {"R13": Role.POLICE, "R14": Role.AUXILIARY}
"""Rules that recruits can mend, and whom they ask for."""
MOST_MORE = 64
"""So many more officers are tried for one station."""


def shortages(
    problem: Problem, zones: tuple[Zone, ...], staff: StaffDecision, run: Runner
) -> tuple[Shortage, ...]:
    """Return the open posts, and posts without what they ask for (R24), by rule and station, with tried remedies."""
    rows: dict[tuple[str, str, Role], list[RuleException]] = {}
    for row in staff.exceptions:
        if row.severity is Severity.ERROR and row.rule_id in ("R13", "R14", "R24"):
            role = Role.POLICE if row.entity == "room" else Role.AUXILIARY
            rows.setdefault((row.rule_id, str(row.remedy.values["station"]), role), []).append(row)
    return tuple(
        _shortage(problem, zones, *key, sorted(found, key=lambda row: row.entity_id), run)
        for key, found in sorted(rows.items())
    )


def _shortage(
    problem: Problem,
    zones: tuple[Zone, ...],
    rule_id: str,
    station: str,
    role: Role,
    rows: Sequence[RuleException],
    run: Runner,
) -> Shortage:
    still = partial(_open, problem, zones, rule_id, station, run)
    certified = rule_id == "R24"
    need = posts_of(problem, zones, station, role, certified=certified)
    wanted = _trained(rows, still) if certified else _remedies(problem, rule_id, station, len(rows), still)
    return Shortage(
        rule_id=rule_id,
        station=station,
        need=need,
        carry=need - len(rows),
        open_places=tuple(row.entity_id for row in rows),
        pool=str(problem.policy["R19"]["transfers"]),
        group=short_group(problem, zones, station, role, certified=certified),
        remedies=(*wanted, *_helped(problem, still)),
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
    """Yield the fewest more officers, and the least rise of the cap, where each suffices."""
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


def _trained(rows: Sequence[RuleException], still: Callable[[Settings], int]) -> Iterator[Remedy]:
    """Yield that those who hold the posts get what these ask for, where that suffices (R24)."""
    table = {str(row.remedy.values["officer"]): str(row.remedy.values["asked"]).split(";") for row in rows}
    settings: Settings = {"changes.certificates": table}
    if not still(settings):
        said = "; ".join(f"{officer}: {', '.join(names)}" for officer, names in sorted(table.items()))
        yield Remedy(settings, Message("diagnose.remedy.train", {"who": said}))


def _helped(problem: Problem, still: Callable[[Settings], int]) -> Iterator[Remedy]:
    """Yield help from other stations (R19), where that suffices."""
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
