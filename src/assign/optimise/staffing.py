"""Which officer stands where: police first, then auxiliaries and assistants around them, pool by pool.

Each pool is one exact model with strict tiers (`pool_solve`); shortages are listed, never fatal. To ask "why not
her?", solve her pool once more with a wish: ``post_officers(problem, zones, wishes=Wishes(stand={id: room}),
scopes=[station])``, and compare the tiers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assign.errors import ImpossibleError
from assign.messages import Message
from assign.optimise.apart import Staffing, apart, posted, seated
from assign.optimise.areas import draw_areas
from assign.optimise.bounded import Run, run_here, solve_pools
from assign.optimise.crew import Crew, gather_crews
from assign.optimise.lineup import Lineup
from assign.optimise.listing import list_exceptions
from assign.optimise.pool import Pool, PoolAnswer, share
from assign.optimise.pools import (
    NO_WISHES,
    NOWHERE,
    Ground,
    Wishes,
    helper_ground,
    helper_pool,
    police_ground,
    police_pool,
)
from assign.optimise.posting import AreaChoice, Posting, StaffDecision, reason_of
from assign.optimise.stop import NEVER, Stop
from assign.optimise.zone import Zone
from assign.plan import StaffProof, Unused
from assign.problem import Officer, Problem, Role


def post_officers(
    problem: Problem,
    zones: tuple[Zone, ...],
    *,
    wishes: Wishes = NO_WISHES,
    scopes: Collection[str] | None = None,
    run: Run = run_here,
    stop: Stop = NEVER,
) -> StaffDecision:
    """Return the posts of the officers of the roster, given the rooms.

    Without a roster there are no posts and no exceptions.

    Parameters
    ----------
    wishes
        Posts laid down from outside.
    scopes
        Only the pools of these stations (or counties, or ``"*"``: R19); by default all.
    run
        The engine: a function of (function, tasks).
    stop
        Once it has passed, the first answer of each pool stands.

    Raises
    ------
    ImpossibleError
        If wishes leave no way to give everybody a post.
    """
    if not problem.officers:
        return StaffDecision()
    crews = [crew for crew in gather_crews(problem, zones) if scopes is None or crew.scope in scopes]
    work = [_Work(crew) for crew in crews]
    most = problem.policy["R19"].count("max_moves")
    if wishes == NO_WISHES and most >= len(problem.officers):
        for one, done in zip(
            work, run(staff_crew, [apart(replace(crew, stop=stop)) for crew in crews]), strict=True
        ):
            one.take(done)
    else:
        _staff(work, wishes, run, most, stop)
    postings = sorted(
        (p for one in work for p in one.postings), key=lambda posting: posting.officer.officer_id
    )
    areas = [area for one in work for area in one.areas]
    why_not = {officer_id: reason for one in work for officer_id, reason in one.why_not.items()}
    exceptions = list_exceptions([(one.crew, one.postings) for one in work], areas, problem)
    covered = {officer.officer_id for crew in crews for officer in (*crew.police, *crew.helpers)}
    return StaffDecision(
        tuple(postings),
        _unused(problem, postings, why_not, covered if scopes is not None else None),
        tuple(exceptions),
        tuple(areas),
        tuple(proof for one in work for proof in one.proofs),
    )


def staff_crew(crew: Crew) -> Staffing:
    """Return the posts of one crew, where nothing ties it to others: no wishes, no bound on moves (R19)."""
    work = _Work(crew)
    _staff([work], NO_WISHES, run_here, len(crew.police) + len(crew.helpers), crew.stop)
    room = {zone: n for n, zone in enumerate(crew.rooms)}
    return Staffing(
        seated(crew, work.postings),
        tuple((tuple(room[zone] for zone in area.rooms), area.chief_id) for area in work.areas),
        tuple(work.why_not.items()),
        tuple(work.proofs),
    )


def _staff(work: Sequence[_Work], wishes: Wishes, run: Run, most_moves: int, stop: Stop) -> None:
    """Staff crews that share a bound on moves: police, then helpers around them, then areas."""
    for one in work:
        one.ground = police_ground(one.crew)
    _solve_round(work, wishes, run, most_moves, stop, kind="police")
    left = max(0, most_moves - sum(p.moved for one in work for p in one.postings))
    for one in work:
        one.ground = helper_ground(one.crew, one.police_heads())
    _solve_round(work, wishes, run, left, stop, kind="helpers")
    for one in work:
        one.areas, one.postings = draw_areas(one.crew, one.pools["police"], one.postings)
        one.proofs[0] = _with_areas(one)


def _with_areas(one: _Work) -> StaffProof:
    """Return the tiers of the police; those that areas decide as the areas are, where they were not proven before."""
    proof, pool = one.proofs[0], one.pools["police"]
    if not pool.guided or all(tier.proven for tier in proof.tiers):
        return proof
    number = {zone: n for n, zone in enumerate(one.crew.rooms)}
    drawn = [tuple(sorted(number[zone] for zone in area.rooms)) for area in one.areas]
    inside = {room for rooms in drawn for room in rooms}
    pieces = (*drawn, *((n,) for n in number.values() if n not in inside))
    true = Lineup(pool, one.duty, pieces).tiers()
    tiers = (
        replace(tier, value=true[tier.name], bound=min(tier.bound, true[tier.name]))
        if tier.name in ("outside", "unguided")
        else tier
        for tier in proof.tiers
    )
    return replace(proof, tiers=tuple(tiers))


@dataclass
class _Work:
    """A crew while it is staffed: its ground and pools, the postings so far, and the duties of its police."""

    crew: Crew
    ground: Ground = NOWHERE
    pools: dict[str, Pool] = field(default_factory=dict)
    duty: tuple[int, ...] = ()
    postings: list[Posting] = field(default_factory=list)
    areas: list[AreaChoice] = field(default_factory=list)
    why_not: dict[str, Message] = field(default_factory=dict)
    proofs: list[StaffProof] = field(default_factory=list)

    def police_heads(self) -> Mapping[int, int]:
        """Return the police in each room, by the room's number."""
        number = {zone.site: n for n, zone in enumerate(self.crew.rooms)}
        return Counter(number[zone.site] for posting in self.postings for zone in posting.rooms)

    def take(self, done: Staffing) -> None:
        """Take over what was decided for the crew by itself."""
        self.postings = posted(self.crew, done.seats)
        self.areas = [
            AreaChoice(tuple(self.crew.rooms[n] for n in rooms), chief) for rooms, chief in done.areas
        ]
        self.why_not = dict(done.why_not)
        self.proofs = list(done.proofs)


def _solve_round(
    work: Sequence[_Work], wishes: Wishes, run: Run, most_moves: int, stop: Stop, *, kind: str
) -> None:
    """Solve the police, or the helpers, of all crews, and put their postings down."""
    make = police_pool if kind == "police" else helper_pool
    for one in work:
        pool, why_not = make(one.crew, one.ground, wishes)
        one.pools[kind] = replace(pool, stop=stop)
        one.why_not |= {
            officer_id: _why_not(one.crew, officer_id, key) for officer_id, key in why_not.items()
        }
        _refuse(wishes, why_not)
    answers = solve_pools([one.pools[kind] for one in work], run, most_moves)
    for one, answer in zip(work, answers, strict=True):
        if answer is None:
            asked = ", ".join(sorted(wishes.stand)) or "—"
            values = {"station": one.crew.scope, "officers": asked}
            raise ImpossibleError([Message("impossible.wishes", values)])
        one.postings += _postings(one.crew, one.ground, one.pools[kind], answer)
        one.proofs.append(StaffProof(one.crew.scope, kind, answer.tiers))
        if kind == "police":
            one.duty = answer.duty


def _refuse(wishes: Wishes, why_not: Mapping[str, str]) -> None:
    """Refuse a wish that a rule forbids outright.

    Raises
    ------
    ImpossibleError
        ``impossible.wish``.
    """
    for officer_id, place in sorted(wishes.stand.items()):
        if officer_id in why_not:
            raise ImpossibleError([Message("impossible.wish", {"officer": officer_id, "place": place})])


def _why_not(crew: Crew, officer_id: str, key: str) -> Message:
    """Return why an available officer has no post."""
    officer = next(o for o in (*crew.police, *crew.helpers) if o.officer_id == officer_id)
    return Message(key, {"station": officer.station_id, "village": officer.home_village_id or "—"})


def _postings(crew: Crew, ground: Ground, pool: Pool, answer: PoolAnswer) -> list[Posting]:
    """Return the postings of an answer, in order of officer."""
    officers = {o.officer_id: o for o in (*crew.police, *crew.helpers)}
    at: dict[int, list[int]] = {}
    for person, duty in enumerate(answer.duty):
        at.setdefault(duty, []).append(person)
    out = []
    for duty, people in sorted(at.items()):
        people.sort(key=lambda n: _first_to_lead(pool, officers, n, duty))
        several = len(pool.duties[duty].places) > 1
        hours = pool.duties[duty].hours if several else share(pool.places[duty].hours, len(people))
        for rank, person in enumerate(people):
            officer = officers[pool.people[person].officer_id]
            police = officer.role is Role.POLICE
            moved = duty in pool.people[person].moved
            villages = ground.villages[duty]
            out.append(
                Posting(
                    officer,
                    tuple(crew.rooms[n] for n in ground.rooms[duty]),
                    villages,
                    police and rank == 0,
                    moved,
                    hours,
                    reason_of(
                        crew,
                        _manner(officer, len(people), rank, several=several),
                        officer,
                        villages,
                        hours,
                        moved=moved,
                        rooms=len(ground.rooms[duty]),
                    ),
                )
            )
    return sorted(out, key=lambda posting: posting.officer.officer_id)


def _first_to_lead(pool: Pool, officers: Mapping[str, Officer], person: int, duty: int) -> tuple[object, ...]:
    """Return what decides who leads a shared room: the certificates it asks for, then ability, years, id."""
    facts = pool.people[person]
    officer = officers[facts.officer_id]
    return (duty in facts.unfit, -facts.ability, -officer.years, officer.officer_id)


def _manner(officer: Officer, heads: int, rank: int, *, several: bool) -> str:
    """Return the key of the reason: lead or support, one place or several."""
    if officer.role is Role.POLICE:
        return "reason.lead-several" if several else "reason.lead" if rank == 0 else "reason.strengthen"
    if several:
        return "reason.auxiliary-several"
    if officer.role is Role.ASSISTANT and officer.home_village_id:
        return "reason.assistant"
    return "reason.auxiliary" if heads == 1 else "reason.auxiliary-shared"


def _unused(
    problem: Problem,
    postings: Sequence[Posting],
    why_not: Mapping[str, Message],
    covered: Collection[str] | None,
) -> tuple[Unused, ...]:
    """Return the officers without a post, each with the reason."""
    posted = {posting.officer.officer_id for posting in postings}
    return tuple(
        Unused(o.officer_id, o.role.value, o.station_id, why_not.get(o.officer_id, _idle_reason(o)))
        for o in problem.officers
        if o.officer_id not in posted and (covered is None or o.officer_id in covered)
    )


def _idle_reason(officer: Officer) -> Message:
    if officer.absent_until is not None and not officer.available:
        return Message("unused.absent", {"day": officer.absent_until.isoformat()})
    key = "unused.no-rooms" if officer.available else "unused.unavailable"
    return Message(key, {"station": officer.station_id})
