"""Which officer stands where: leads (R13), auxiliaries and assistants (R14), the able to the hard places (R15).

Station by station, in steps that are each exact: duties are formed (`duties`), then matched to people
(`matching`). Shortages are listed, never fatal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assign.errors import Severity
from assign.messages import Message, Value
from assign.optimise.crew import Crew, gather_crews, room_id
from assign.optimise.duties import Duty, connected_groups, share_groups, share_rooms, share_villages
from assign.optimise.matching import BARRED, match, pair_cost
from assign.optimise.zone import Zone
from assign.plan import RuleException, Unused
from assign.problem import Kind, Officer, Problem, Role


@dataclass(frozen=True, slots=True)
class Posting:
    """An officer's post: rooms (as zones) and villages by number, and why."""

    officer: Officer
    rooms: tuple[Zone, ...]
    villages: tuple[int, ...]
    is_lead: bool
    moved: bool
    reason: Message


@dataclass(frozen=True, eq=False)
class StaffDecision:
    """All posts, the officers without one, and where R13 and R14 fell short."""

    postings: tuple[Posting, ...]
    unused: tuple[Unused, ...]
    exceptions: tuple[RuleException, ...]


def post_officers(problem: Problem, zones: tuple[Zone, ...]) -> StaffDecision:
    """Return the posts of all officers of the roster, given the rooms.

    Without a roster there are no posts and no exceptions.
    """
    if not problem.officers:
        return StaffDecision((), (), ())
    postings: list[Posting] = []
    exceptions: list[RuleException] = []
    why_not: dict[str, Message] = {}
    for crew in gather_crews(problem, zones):
        for step in (_post_police, _post_helpers):
            posted, refused = step(crew)
            postings += posted
            why_not |= refused
        here = [posting for posting in postings if posting.officer.station_id == crew.station_id]
        exceptions += _lead_exceptions(crew, here)
        exceptions += _helper_exceptions(crew, here)
    posted_ids = {posting.officer.officer_id for posting in postings}
    unused = [
        Unused(o.officer_id, o.role.value, o.station_id, why_not.get(o.officer_id, _idle_reason(o)))
        for o in problem.officers
        if o.officer_id not in posted_ids
    ]
    postings.sort(key=lambda posting: posting.officer.officer_id)
    return StaffDecision(tuple(postings), tuple(unused), tuple(exceptions))


def _idle_reason(officer: Officer) -> Message:
    return Message(
        "unused.no-rooms" if officer.available else "unused.unavailable", {"station": officer.station_id}
    )


Step = tuple[list[Posting], dict[str, Message]]


def _post_police(crew: Crew) -> Step:
    """Return the leads, then the other police, who strengthen the rooms with the most hours a head."""
    numbers = list(range(len(crew.rooms)))
    hours = {n: sum(crew.hours[v] for v in crew.rooms[n].villages) for n in numbers}
    weights = {n: sum(crew.weights[v] for v in crew.rooms[n].villages) for n in numbers}
    police, largest = list(crew.police), crew.problem.policy["R13"].count("max_rooms")
    duties = share_rooms(
        numbers,
        len(police),
        neighbours=crew.room_neighbours,
        hours=hours,
        weights=weights,
        largest=largest,
    )
    leads, spare = _match_rooms(crew, duties, police, lead=True)
    if len(leads) < len(duties):  # avoid lists stand in the way: duties that they leave possible
        groups = connected_groups(numbers, crew.room_neighbours, largest)
        bars = [
            frozenset(n for n in numbers if crew.barred(officer, crew.rooms[n].villages))
            for officer in police
        ]
        duties = share_groups(groups, bars, hours=hours, weights=weights, even=False)
        leads, spare = _match_rooms(crew, duties, police, lead=True)
    heads = {n: sum(crew.rooms[n] in posting.rooms for posting in leads) for n in numbers}
    others, left = _strengthen(
        spare,
        hours,
        heads,
        give=lambda duties, people: _match_rooms(crew, duties, people, lead=False),
        place=lambda posting: crew.rooms.index(posting.rooms[0]),
        home=lambda officer: next(
            (n for n in numbers if room_id(crew.problem, crew.rooms[n]) == officer.current_room_id), None
        ),
    )
    return leads + others, {
        o.officer_id: Message("unused.avoids-all", {"station": crew.station_id}) for o in left
    }


def _strengthen(
    people: Sequence[Officer],
    hours: Mapping[int, int],
    heads: dict[int, int],
    *,
    give: Callable[[list[Duty], list[Officer]], tuple[list[Posting], list[Officer]]],
    place: Callable[[Posting], int],
    home: Callable[[Officer], int | None],
) -> tuple[list[Posting], list[Officer]]:
    """Return the postings of people to spare, each to the most hours a head, and those barred everywhere.

    Parameters
    ----------
    heads
        People at each place so far; counted on.
    home
        Where a pinned officer stands; nobody else is bound.
    """
    posted: list[Posting] = []
    free: list[Officer] = []
    for officer in people:
        stands = home(officer) if officer.pinned else None
        given = [] if stands is None else give([(stands,)], [officer])[0]
        posted += given
        heads |= {place(posting): heads[place(posting)] + 1 for posting in given}
        free += [] if given else [officer]
    wanted, extra = dict(heads), []
    for _ in free:
        busiest = _by_need(hours, wanted)[0]
        wanted[busiest] += 1
        extra.append((busiest,))
    given, barred = give(sorted(extra), free)
    for posting in given:
        heads[place(posting)] += 1
    posted += given
    left = []
    for officer in barred:  # an avoid list bars the places of most need: the next ones then
        given = next(filter(None, (give([(at,)], [officer])[0] for at in _by_need(hours, heads))), [])
        heads |= {place(posting): heads[place(posting)] + 1 for posting in given}
        posted += given
        left += [] if given else [officer]
    return posted, left


def _by_need(hours: Mapping[int, int], heads: Mapping[int, int]) -> list[int]:
    """Return the places by hours a head with one person more, most first."""
    return sorted(hours, key=lambda at: (-Fraction(hours[at], heads[at] + 1), at))


def _match_rooms(
    crew: Crew, duties: list[Duty], people: list[Officer], *, lead: bool
) -> tuple[list[Posting], list[Officer]]:
    """Return the postings of police to duties (groups of rooms), and the people left."""
    places = [(duty, tuple(sorted(v for n in duty for v in crew.rooms[n].villages))) for duty in duties]
    costs = [
        [
            BARRED
            if crew.barred(o, villages)
            else pair_cost(
                o, crew.complexity(villages), crew.problem.policy, moves=crew.moves(o, duty, villages)
            )
            for o in people
        ]
        for duty, villages in places
    ]
    postings, taken = [], set()
    for (duty, villages), column in zip(places, match(costs), strict=True):
        if column is None:
            continue
        taken.add(column)
        officer = people[column]
        rooms = tuple(crew.rooms[n] for n in duty)
        moved = crew.moves(officer, duty, villages)
        key = ("reason.lead-several" if len(duty) > 1 else "reason.lead") if lead else "reason.strengthen"
        values: dict[str, Value] = {"rooms": len(duty)} if len(duty) > 1 else {}
        postings.append(
            Posting(
                officer, rooms, villages, lead, moved, _reason(crew, key, officer, villages, moved, values)
            )
        )
    return postings, [officer for number, officer in enumerate(people) if number not in taken]


def _reason(
    crew: Crew, key: str, officer: Officer, villages: tuple[int, ...], moved: bool, values: dict[str, Value]
) -> Message:
    """Return the reason of a post with its figures; the key tells whether the officer moves, stays or is new."""
    placed = officer.current_room_id is not None or officer.current_village_id is not None
    manner = "moves" if moved else "stays" if placed else "new"
    figures: dict[str, Value] = {
        "complexity": f"{crew.complexity(villages):.1f}",
        "ability": f"{officer.ability:.1f}",
        "hours": f"{sum(crew.hours[v] for v in villages) / 100:.2f}",
        "villages": len(villages),
    }
    return Message(f"{key}.{manner}", figures | values)


def _post_helpers(crew: Crew) -> Step:
    """Return assistants at home, then auxiliaries to the rural villages left, then the rest where hours are most."""
    refused: dict[str, Message] = {}
    at_home, free = [], []
    own = {crew.problem.villages[v].village_id: v for v in crew.villages}
    homebound = not crew.problem.policy["R18"].off
    for officer in crew.helpers:
        home = officer.home_village_id
        if officer.role is not Role.ASSISTANT or home is None or not homebound:
            free.append(officer)
        elif home not in own or crew.barred(officer, (own[home],)):
            refused[officer.officer_id] = Message("unused.home-elsewhere", {"village": home})
        else:
            at_home.append(_helper_posting(crew, officer, (own[home],), "reason.assistant"))
    served = {posting.villages[0] for posting in at_home}
    need = [v for v in crew.villages if v not in served and crew.problem.villages[v].kind is Kind.RURAL]
    zones = [[v for v in room.villages if v in set(need)] for room in crew.rooms]
    neighbours = {v: crew.problem.neighbours[v] for v in crew.villages}
    largest = crew.problem.policy["R14"].count("max_villages")
    if len(free) >= len(need):
        duties: list[Duty] = [(v,) for v in need]
    else:
        duties = share_villages(
            [zone for zone in zones if zone],
            len(free),
            neighbours=neighbours,
            hours=crew.hours,
            weights=crew.weights,
            largest=largest,
        )
    posted, spare = _match_villages(crew, duties, free)
    if len(posted) < len(duties):  # avoid lists stand in the way: duties that they leave possible
        groups = [group for zone in zones for group in connected_groups(zone, neighbours, largest)]
        bars = [frozenset(v for v in need if crew.barred(officer, (v,))) for officer in free]
        duties = share_groups(groups, bars, hours=crew.hours, weights=crew.weights, even=True)
        posted, spare = _match_villages(crew, sorted(duties), free)
    heads = {v: sum(v in posting.villages for posting in at_home + posted) for v in crew.villages}
    more, left = _strengthen(
        spare,
        crew.hours,
        heads,
        give=lambda duties, people: _match_villages(crew, duties, people),
        place=lambda posting: posting.villages[0],
        home=lambda officer: own.get(officer.current_village_id or ""),
    )
    refused |= {o.officer_id: Message("unused.avoids-all", {"station": crew.station_id}) for o in left}
    return at_home + posted + more, refused


def _match_villages(
    crew: Crew, duties: list[Duty], people: list[Officer]
) -> tuple[list[Posting], list[Officer]]:
    """Return the postings of auxiliaries to duties (groups of villages of one zone), and the people left."""
    home = {v: n for n, room in enumerate(crew.rooms) for v in room.villages}
    costs = [
        [
            BARRED
            if crew.barred(o, duty)
            else pair_cost(
                o, crew.complexity(duty), crew.problem.policy, moves=crew.moves(o, (home[duty[0]],), duty)
            )
            for o in people
        ]
        for duty in duties
    ]
    postings, taken = [], set()
    for duty, column in zip(duties, match(costs), strict=True):
        if column is not None:
            taken.add(column)
            key = "reason.auxiliary-several" if len(duty) > 1 else "reason.auxiliary"
            postings.append(_helper_posting(crew, people[column], duty, key))
    return postings, [officer for number, officer in enumerate(people) if number not in taken]


def _helper_posting(crew: Crew, officer: Officer, villages: tuple[int, ...], key: str) -> Posting:
    room = next(room for room in crew.rooms if villages[0] in room.villages)
    moved = crew.moves(officer, (crew.rooms.index(room),), villages)
    return Posting(officer, (room,), villages, False, moved, _reason(crew, key, officer, villages, moved, {}))


def _lead_exceptions(crew: Crew, posted: list[Posting]) -> list[RuleException]:
    """Return rooms without a lead and leads of several rooms (R13)."""
    led = {zone.site for posting in posted if posting.is_lead for zone in posting.rooms}
    police, rooms = len(crew.police), len(crew.rooms)
    values: dict[str, Value] = {
        "station": crew.station_id,
        "need": rooms,
        "have": police,
        "short": max(0, rooms - police),
    }
    short = "remedy.R13-short" if police < rooms else "remedy.R13-avoid"
    several = "remedy.R13-short" if police < rooms else "remedy.R13-avoid-several"
    out = [
        RuleException(
            "R13", Severity.ERROR, "room", room_id(crew.problem, zone), "0", "1", Message(short, values)
        )
        for zone in crew.rooms
        if zone.site not in led
    ]
    out += [
        RuleException(
            "R13",
            Severity.WARNING,
            "officer",
            posting.officer.officer_id,
            str(len(posting.rooms)),
            "1",
            Message(several, values),
        )
        for posting in posted
        if posting.is_lead and len(posting.rooms) > 1
    ]
    return out


def _helper_exceptions(crew: Crew, posted: list[Posting]) -> list[RuleException]:
    """Return rural villages without an auxiliary and auxiliaries of several villages (R14)."""
    if crew.problem.policy["R14"].off:
        return []
    helping = [posting for posting in posted if posting.officer.role is not Role.POLICE]
    served = {village for posting in helping for village in posting.villages}
    rural = [v for v in crew.villages if crew.problem.villages[v].kind is Kind.RURAL]
    have = len(crew.helpers)
    values: dict[str, Value] = {
        "station": crew.station_id, "need": len(rural), "have": have, "short": max(0, len(rural) - have),
    }  # fmt: skip
    remedy = Message("remedy.R14-short" if have < len(rural) else "remedy.R14-avoid", values)
    out = [
        RuleException("R14", Severity.ERROR, "village", crew.problem.villages[v].village_id, "0", "1", remedy)
        for v in rural
        if v not in served
    ]
    out += [
        RuleException(
            "R14", Severity.NOTE, "officer", p.officer.officer_id, str(len(p.villages)), "1", remedy
        )
        for p in helping
        if len(p.villages) > 1
    ]
    return out
