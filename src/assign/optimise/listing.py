"""Where posts fall short of rules R10–R19 and R24: one exception each, with numbers and what would mend it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from assign.errors import Severity
from assign.messages import Message, Value
from assign.optimise.areas import is_junior
from assign.optimise.crew import Crew, capacity, needed, room_id, station_of
from assign.optimise.pools import asked_of_room, asked_of_village
from assign.optimise.posting import AreaChoice, Posting
from assign.plan import RuleException
from assign.problem import HUNDRED, Kind, Officer, Problem, Role

Posted = Sequence[tuple[Crew, Sequence[Posting]]]


def list_exceptions(posted: Posted, areas: Sequence[AreaChoice], problem: Problem) -> list[RuleException]:
    """Return the exceptions of all crews in order of rule, severity, entity and id."""
    out: list[RuleException] = []
    for crew, postings in posted:
        for family in (_leads, _helpers, _communities, _rural, _overloaded, _uncertified, _changes):
            out += family(crew, postings)
        out += _unguided(crew, postings, areas)
    out += _moves(posted, problem)
    rank = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
    return sorted(out, key=lambda row: (row.rule_id, rank[row.severity], row.entity, row.entity_id))


def _row(
    rule: str,
    severity: Severity,
    entity: str,
    name: str,
    found: object,
    expected: object,
    key: str,
    values: Mapping[str, Value],
) -> RuleException:
    return RuleException(
        rule, severity, entity, name, str(found), str(expected), Message(f"remedy.{key}", dict(values))
    )


def _of_station(officers: Sequence[Officer], station: str, crew: Crew) -> int:
    """Return how many officers a station has; of a wider pool all of them, for any may come."""
    return sum(officer.station_id == station or crew.scope != station for officer in officers)


def _leads(crew: Crew, postings: Sequence[Posting]) -> Iterator[RuleException]:
    """Yield rooms without a lead and leads of several rooms (R13)."""
    leads = [p for p in postings if p.is_lead]
    led = {zone.site for posting in leads for zone in posting.rooms}
    rooms = Counter(crew.station(n) for n in range(len(crew.rooms)))

    def figures(station: str) -> dict[str, Value]:
        have, need = _of_station(crew.police, station, crew), rooms[station]
        need = need if crew.scope == station else len(crew.rooms)
        return {"station": crew.scope, "need": need, "have": have, "short": max(0, need - have)}

    for n, zone in enumerate(crew.rooms):
        if zone.site not in led:
            values = figures(crew.station(n))
            key = "R13-short" if values["short"] else "R13-avoid"
            yield _row("R13", Severity.ERROR, "room", room_id(crew.problem, zone), 0, 1, key, values)
    for posting in leads:
        if len(posting.rooms) > 1:
            values = figures(station_of(crew.problem, posting.rooms[0]))
            key = "R13-short" if values["short"] else "R13-avoid-several"
            name = posting.officer.officer_id
            yield _row("R13", Severity.WARNING, "officer", name, len(posting.rooms), 1, key, values)


def _helpers(crew: Crew, postings: Sequence[Posting]) -> Iterator[RuleException]:
    """Yield rural villages without an auxiliary and auxiliaries of several villages (R14)."""
    if crew.problem.policy["R14"].off:
        return
    helping = [p for p in postings if p.officer.role is not Role.POLICE]
    served = {village for posting in helping for village in posting.villages}
    rural = [v for v in crew.villages if crew.problem.villages[v].kind is Kind.RURAL]
    have = len(crew.helpers)
    values: dict[str, Value] = {
        "station": crew.scope, "need": len(rural), "have": have, "short": max(0, len(rural) - have),
    }  # fmt: skip
    key = "R14-short" if have < len(rural) else "R14-avoid"
    for v in rural:
        if v not in served:
            name = crew.problem.villages[v].village_id
            yield _row("R14", Severity.ERROR, "village", name, 0, 1, key, values)
    for p in helping:
        if len(p.villages) > 1:
            name = p.officer.officer_id
            yield _row("R14", Severity.NOTE, "officer", name, len(p.villages), 1, key, values)


def _communities(crew: Crew, postings: Sequence[Posting]) -> Iterator[RuleException]:
    """Yield communities with fewer people than R10 asks: the police of their room and their own helpers."""
    if crew.problem.policy["R10"].off:
        return
    there = Counter(v for p in postings for v in p.villages)
    for v in crew.villages:
        facts = crew.problem.villages[v]
        need = needed(crew.problem, v)
        if facts.kind is Kind.URBAN and there[v] < need:
            values: dict[str, Value] = {
                "village": facts.village_id,
                "people": facts.population,
                "households": facts.households,
            }
            yield _row(
                "R10", Severity.WARNING, "village", facts.village_id, there[v], need, "R10",
                {**values, "need": need, "have": there[v], "short": need - there[v]},
            )  # fmt: skip


def _rural(crew: Crew, postings: Sequence[Posting]) -> Iterator[RuleException]:
    """Yield stations whose auxiliaries and assistants are fewer than R11 asks for their rural villages."""
    if crew.problem.policy["R11"].off:
        return
    short, need = rural_shortfall(crew, postings)
    for station in sorted(need):
        if short[station]:
            have = need[station] - short[station]
            values: dict[str, Value] = {
                "station": station,
                "need": need[station],
                "have": have,
                "short": short[station],
            }
            yield _row("R11", Severity.WARNING, "station", station, have, need[station], "R11", values)


def rural_shortfall(crew: Crew, postings: Sequence[Posting]) -> tuple[Counter[str], Counter[str]]:
    """Return by station how many people rural villages lack, and how many R11 asks for.

    Whoever serves several villages counts once among them.
    """
    short: Counter[str] = Counter()
    need: Counter[str] = Counter()
    alone: Counter[int] = Counter()
    grouped: set[int] = set()

    def station(village: int) -> str:
        return crew.station(crew.home_room[village])

    for p in postings:
        if p.officer.role is Role.POLICE:
            continue
        if len(p.villages) == 1:
            alone[p.villages[0]] += 1
        else:
            grouped.update(p.villages)
            asked = sum(needed(crew.problem, v) for v in p.villages)
            short[station(p.villages[0])] += max(0, asked - 1)
    for v in crew.villages:
        if crew.problem.villages[v].kind is Kind.RURAL:
            need[station(v)] += needed(crew.problem, v)
            if v not in grouped:
                short[station(v)] += max(0, needed(crew.problem, v) - alone[v])
    return short, need


def _overloaded(crew: Crew, postings: Sequence[Posting]) -> Iterator[RuleException]:
    """Yield officers whose hours exceed their capacity (R16)."""
    if crew.problem.policy["R16"].off:
        return
    for p in postings:
        most = capacity(crew.problem, p.officer)
        if p.hours > most:
            over = (p.hours - most) / HUNDRED
            values: dict[str, Value] = {
                "officer": p.officer.officer_id, "over": f"{over:.2f}", "people": -(-p.hours // most),
            }  # fmt: skip
            hours, limit = f"{p.hours / HUNDRED:.2f}", f"{most / HUNDRED:.2f}"
            yield _row("R16", Severity.WARNING, "officer", p.officer.officer_id, hours, limit, "R16", values)


def _uncertified(crew: Crew, postings: Sequence[Posting]) -> Iterator[RuleException]:
    """Yield rooms whose lead, and villages whose helpers, lack a certificate or skill asked for (R24)."""
    number = {zone.site: n for n, zone in enumerate(crew.rooms)}
    day = crew.problem.day
    holders: dict[tuple[str, str], list[tuple[Officer, tuple[str, ...]]]] = {}
    for p in postings:
        if p.is_lead:
            for zone in p.rooms:
                asked = asked_of_room(crew, number[zone.site])
                holders.setdefault(("room", room_id(crew.problem, zone)), []).append((p.officer, asked))
        elif p.officer.role is not Role.POLICE:
            for v in p.villages:
                asked = asked_of_village(crew.problem, v)
                name = crew.problem.villages[v].village_id
                holders.setdefault(("village", name), []).append((p.officer, asked))
    for (entity, name), people in sorted(holders.items()):
        asked = people[0][1]
        if any(all(officer.holds(one, day) for one in asked) for officer, _ in people):
            continue
        values: dict[str, Value] = {
            "officer": people[0][0].officer_id, "asked": ";".join(asked), "station": crew.scope,
        }  # fmt: skip
        yield _row("R24", Severity.ERROR, entity, name, 0, f"1 ({';'.join(asked)})", "R24", values)


def _changes(crew: Crew, postings: Sequence[Posting]) -> Iterator[RuleException]:
    """Yield pinned officers who must move all the same, and officers transferred to another station (R19)."""
    for p in postings:
        station = station_of(crew.problem, p.rooms[0])
        name = p.officer.officer_id
        values: dict[str, Value] = {"officer": name, "station": p.officer.station_id, "other": station}
        if p.moved and p.officer.pinned:
            yield _row("R19", Severity.WARNING, "officer", name, 1, 0, "R19-pinned", values)
        elif station != p.officer.station_id:
            yield _row("R19", Severity.NOTE, "officer", name, 1, 0, "R19-transfer", values)


def _moves(posted: Posted, problem: Problem) -> Iterator[RuleException]:
    """Yield the bound on moves where it cannot be kept (R19)."""
    most = problem.policy["R19"].count("max_moves")
    made = sum(p.moved for _, postings in posted for p in postings)
    if made > most:
        values: dict[str, Value] = {"made": made, "most": most}
        yield _row("R19", Severity.WARNING, "plan", "moves", made, most, "R19-moves", values)


def _unguided(
    crew: Crew, postings: Sequence[Posting], areas: Sequence[AreaChoice]
) -> Iterator[RuleException]:
    """Yield rooms in no area, and juniors without a senior in theirs (R17)."""
    rule = crew.problem.policy["R17"]
    if rule.off:
        return
    inside = {zone.site for area in areas for zone in area.rooms}
    stations = Counter(crew.station(n) for n in range(len(crew.rooms)))
    sizes = f"{rule.count('min_rooms')}–{rule.count('max_rooms')}"
    for n, zone in enumerate(crew.rooms):
        alone = stations[crew.station(n)] == 1 or rule.count("min_rooms") == 1
        if zone.site not in inside and not alone:
            name = room_id(crew.problem, zone)
            values: dict[str, Value] = {"room": name, "sizes": sizes, "station": crew.station(n)}
            yield _row("R17", Severity.NOTE, "room", name, 1, sizes, "R17-outside", values)
    if not crew.years_known:
        return
    years = rule.count("senior_years")
    for p in postings:
        if is_junior(crew, p.officer) and not p.mentor_id:
            name = p.officer.officer_id
            values = {"officer": name, "years": years, "station": station_of(crew.problem, p.rooms[0])}
            yield _row("R17", Severity.WARNING, "officer", name, 0, 1, "R17-unguided", values)
