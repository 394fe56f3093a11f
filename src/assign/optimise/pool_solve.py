"""One pool solved tier by tier: first with people alike together, then person by person (`docs/design.md`, People)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assign.optimise.alike import tiers_if_alike
from assign.optimise.guidance import guide
from assign.optimise.pool import Pool, PoolAnswer, load, share, shortfall
from assign.optimise.pool_model import Linear, PoolModel, build_model, taken_together, told_apart
from assign.optimise.pool_tiers import (
    ability_short,
    doubled,
    green,
    home_terms,
    in_order,
    left_open,
    moves,
    uncertified,
    understaffed,
)
from assign.optimise.quick_posts import quick_posts, unproven_tiers
from assign.optimise.tiers import WIDEST_BITS, Goal, Ladder, NoAnswerError, weighted
from assign.plan import Tier

LARGE = 2500
"""Where R17 is on, from so many variables of people and duties on, tiers are solved one by one, and the part that each
needs joins the model only then: areas make the model many times as large."""
LARGE_PAIRS = 20_000
"""From so many people times duties on, the search for the tiers up to ``load`` is helped."""


def solve_pool(pool: Pool, known: Sequence[Tier] = ()) -> PoolAnswer:
    """Return the best way to give every person of a pool a duty, all tiers in order.

    Where the exact way has not found any, a quick one stands, of which nothing is proven.

    Parameters
    ----------
    known
        The tiers up to ``load`` where they are known to be the least there can be: they are not solved again.

    Raises
    ------
    NoAnswerError
        If there is none: people, pins and wishes collide.
    """
    if not pool.people:
        return PoolAnswer((), nobodys_tiers(pool))
    if pool.stop.passed() and (quick := _quickly(pool)):
        return quick
    try:
        return _exactly(pool, known)
    except NoAnswerError as error:
        if not error.proven and (quick := _quickly(pool)):
            return quick
        raise


def _quickly(pool: Pool) -> PoolAnswer | None:
    """Return posts made at once, or None where there is no quick way."""
    duty = quick_posts(pool)
    if duty is None:
        return None
    answer = PoolAnswer(duty, unproven_tiers(pool, duty))
    _recount(pool, answer)
    return answer


def _exactly(pool: Pool, known: Sequence[Tier]) -> PoolAnswer:
    """Return the best answer, tier by tier.

    Raises
    ------
    NoAnswerError
        If there is none.
    """
    if known:
        return _by_person(pool, known)
    least = tiers_if_alike(pool) or _tiers_if_free(pool)
    if least:
        try:
            return _by_person(pool, least, confirm=False)
        except NoAnswerError:
            pass  # those who may not go everywhere make it dearer
    shared = _shared_ladder(pool)
    return _by_person(pool, shared.tiers, told_apart(shared.built, shared.answer))


def _by_person(
    pool: Pool, reached: Sequence[Tier], begun: Sequence[int] = (), *, confirm: bool = True
) -> PoolAnswer:
    """Return the best answer among those that reach the tiers up to ``load``: the tiers that tell people apart.

    Parameters
    ----------
    begun
        A duty of each person that reaches them, if one is known: the search begins there.

    Raises
    ------
    NoAnswerError
        If nothing reaches them.
    """
    *shape, load_tier = reached
    profile = load_tier.value
    built = build_model(pool, apart=True, loads=frozenset(profile))
    second = Ladder(built, confirm=confirm)
    for goal, tier in zip(_shape_goals(built), shape, strict=True):
        if not isinstance(goal.amount, int):
            built.model.add(goal.amount <= tier.value[0])
    for value, parts in built.levels.items():
        built.model.add(sum(count * var for count, var in parts) == profile.count(value))
    goals = _personal_goals(pool, built)
    if begun:
        second.begin({built.take[person, number]: 1 for person, number in enumerate(begun)})
    if pool.guided and len(built.take) > LARGE:
        second.climb_alone(goals)
    else:
        second.climb(list(goals))
    duty = [-1] * len(pool.people)
    for (kin, number), var in built.take.items():
        if second.answer[var.index]:
            duty[kin] = number
    answer = PoolAnswer(tuple(duty), (*shape, load_tier, *second.tiers))
    _recount(pool, answer)
    return answer


def _tiers_if_free(pool: Pool) -> tuple[Tier, ...]:
    """Return the tiers up to ``load`` of a large pool as if all could go anywhere, or nothing where that says little.

    A lower bound, as in `alike`, where all have the same capacity, certificates tell nobody apart and nothing bounds
    changes: one family of people in place of many.
    """
    if pool.pairs <= LARGE_PAIRS or len({person.allowed for person in pool.people}) == 1:
        return ()
    if len({person.capacity for person in pool.people}) != 1 or any(person.unfit for person in pool.people):
        return ()
    if pool.max_moves is not None or pool.max_transfers is not None:
        return ()
    anywhere = tuple(range(len(pool.duties)))
    people = (replace(person, allowed=anywhere, home_min=()) for person in pool.people)
    tiers = _shared_ladder(replace(pool, people=tuple(people))).tiers
    return tuple(tiers) if all(tier.proven for tier in tiers) else ()


def _shared_ladder(pool: Pool) -> Ladder:
    """Return the tiers up to ``load``, solved: there it does not matter who of several people alike stands where.

    The search of a large pool begins from quick posts, if there are any.
    """
    built = build_model(pool)
    first = Ladder(built)
    goals = _shape_goals(built)
    duty = quick_posts(pool) if pool.pairs > LARGE_PAIRS else None
    if duty is not None and (values := taken_together(built, duty)):
        first.begin(values)
    first.climb(goals)
    profile, proven = _even_out(first)
    first.tiers.append(Tier("load", tuple(profile), tuple(profile[:proven])))
    return first


def nobodys_tiers(pool: Pool) -> tuple[Tier, ...]:
    """Return the tiers of a pool without people: every place is open."""
    weight = sum(place.weight for place in pool.places)
    need = sum(place.short(0) for place in pool.places)
    amounts = {"open": weight, "understaffed": need}
    if pool.guided:
        amounts["outside"] = len(pool.places) - len(pool.lone)
    names: tuple[str, ...] = ("open", "doubled", "uncertified", "understaffed", "load", "ability", "green")
    names += ("outside", "unguided") if pool.guided else ()
    names += ("moves", "worst_home", "home", "order")
    return tuple(
        Tier(name, (), ()) if name == "load" else Tier(name, (amounts.get(name, 0),), (amounts.get(name, 0),))
        for name in names
    )


def _shape_goals(built: PoolModel) -> list[Goal]:
    """Return the tiers before the hours: open places, doubled, certificates, R10 and R11."""
    places = built.pool.places
    return [
        Goal("open", left_open(built), sum(place.weight for place in places)),
        Goal("doubled", doubled(built), len(places)),
        Goal("uncertified", uncertified(built), len(places)),
        Goal("understaffed", understaffed(built), sum(place.short(0) for place in places)),
    ]


def _personal_goals(pool: Pool, built: PoolModel) -> Iterator[Goal]:
    """Yield the tiers after the hours, from ability to ids; each joins the model when it is asked for."""
    people, places = len(pool.people), len(pool.places)
    yield Goal(
        "ability",
        ability_short(built) if pool.weigh_ability else 0,
        people * 1000**2 if pool.weigh_ability else 0,
    )
    yield Goal("green", green(built) if pool.weigh_ability else 0, places)
    if pool.guided:
        areas = guide(built)
        yield Goal("outside", areas.outside, places)
        yield Goal("unguided", areas.unguided, people)
    stay = sum(person.stay for person in pool.people)
    yield Goal("moves", moves(built) if pool.weigh_moves else 0, stay if pool.weigh_moves else 0)
    worst, total = _from_home(built)
    farthest = max((max(person.home_min, default=0) for person in pool.people), default=0)
    yield Goal("worst_home", worst, farthest)
    yield Goal("home", total, farthest * people)
    yield Goal("order", in_order(built), places * (places + 1) * people * (people + 1))


def _from_home(built: PoolModel) -> tuple[Linear, Linear]:
    """Return the farthest that anybody has from home to post, and the sum, in hundredths of a minute."""
    terms = home_terms(built)
    if not terms:
        return 0, 0
    worst = built.model.new_int_var(0, max(terms.values()), "")
    by_person: dict[int, list[Linear]] = {}
    for (kin, duty), far in terms.items():
        by_person.setdefault(kin, []).append(far * built.take[kin, duty])
    for parts in by_person.values():
        built.model.add(worst >= sum(parts))
    return worst, sum(far * built.take[key] for key, far in terms.items())


def _even_out(ladder: Ladder) -> tuple[list[int], int]:
    """Return the loads of the best answer, highest first, and how many of them are proven least.

    Leximax: sorted downwards, the loads are as small as can be in dictionary order. That is: as few people as can
    be at the highest level, then at the next, and so on; several levels are solved as one whole number, each
    weighing more than all people at the levels below it.
    """
    built = ladder.built
    people = len(built.pool.people)
    levels = sorted(built.levels, reverse=True)
    amount: Callable[[int], Linear] = lambda value: sum(  # noqa: E731
        count * var for count, var in built.levels[value]
    )
    width = max(1, WIDEST_BITS // people.bit_length())
    profile: list[int] = []
    proven, at, sure = 0, 0, True
    while at < len(levels) and len(profile) < people:
        if ladder.value(amount(levels[at])) == 0:  # nobody there is the least there can be
            _forbid(built, levels[at])
            at += 1
            continue
        window = levels[at : at + width]
        steps = [(people + 1) ** rank for rank in range(len(window))][::-1]
        total = weighted([amount(value) for value in window], steps)
        if len(window) > 1 or at + 1 < len(levels):
            _, done = ladder.minimise(total)
            sure = sure and done
        for value in window:
            there = ladder.value(amount(value))
            profile += [value] * there
            built.model.add(amount(value) == there)
        if sure:
            proven = len(profile)
        at += len(window)
    return profile, proven


def _forbid(built: PoolModel, value: int) -> None:
    for _, var in built.levels[value]:
        built.model.add(var == 0)


def _recount(pool: Pool, answer: PoolAnswer) -> None:
    """Recompute the first tiers from the duties alone; a solver that says otherwise is at fault.

    Raises
    ------
    AssertionError
        If the solver's word does not hold.
    """
    said = {tier.name: tier.value for tier in answer.tiers}
    heads = [0] * len(pool.places)
    for number in answer.duty:
        for place in pool.duties[number].places:
            heads[place] += 1
    loads, short = [], 0
    for person, number in zip(pool.people, answer.duty, strict=True):
        duty = pool.duties[number]
        alone = len(duty.places) > 1
        hours = duty.hours if alone else share(pool.places[number].hours, heads[number])
        loads.append(load(hours, person.capacity))
        short += shortfall(person.ability, duty.complexity)
        if number not in person.allowed or (alone and any(heads[place] > 1 for place in duty.places)):
            raise AssertionError(f"{pool.scope}: {person.officer_id} has a duty that is not open")
    open_ = sum(place.weight for place, count in zip(pool.places, heads, strict=True) if not count)
    found = {
        "open": (open_,),
        "load": tuple(sorted(loads, reverse=True)),
        "ability": (short if pool.weigh_ability else 0,),
    }
    if any(said[name] != value for name, value in found.items()):
        raise AssertionError(f"{pool.scope} {pool.kind}: {found} is not {said}")
