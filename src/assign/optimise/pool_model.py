"""Who takes which duty, as a model of whole numbers; people alike are counted together."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace

from ortools.sat.python import cp_model

from assign.optimise.pool import Person, Pool, load, share

Linear = cp_model.LinearExpr | int
Bool = cp_model.IntVar


@dataclass(frozen=True)
class Kin:
    """People whom the tiers at hand do not tell apart.

    Parameters
    ----------
    members
        Numbers of people, rising.
    like
        What each of them may do.
    family
        Kin of one family share their members: together they take one duty a member.
    """

    members: tuple[int, ...]
    like: Person
    family: int


def gather_kin(pool: Pool, *, apart: bool) -> list[Kin]:
    """Return the people one by one if `apart`, else those together who may do the same at the same capacity.

    Under a bound on moves such a family has further kin: for each member who has a place, the duties that keep the
    member there. Whatever the family takes otherwise is a move.
    """
    families: dict[Hashable, list[int]] = {}
    for number, person in enumerate(pool.people):
        key: tuple[Hashable, ...] = (person.capacity, person.allowed, person.unfit)
        if pool.max_moves is not None:
            key += (bool(person.moved),)
        if pool.max_transfers is not None:
            key += (person.away,)
        families.setdefault((number,) if apart else key, []).append(number)
    out = []
    for family, members in enumerate(families.values()):
        first = pool.people[members[0]]
        if apart or pool.max_moves is None or not first.moved:
            out.append(Kin(tuple(members), first, family))
            continue
        out.append(Kin(tuple(members), replace(first, moved=frozenset(first.allowed)), family))
        for member in members:
            person = pool.people[member]
            stays = tuple(duty for duty in person.allowed if duty not in person.moved)
            if stays:
                out.append(Kin((member,), replace(person, allowed=stays, moved=frozenset()), family))
    return out


@dataclass
class PoolModel:
    """The model of a pool with its variables.

    Parameters
    ----------
    take
        By kin and duty: how many of the kin take it.
    heads
        By place and number of people (1, 2, …): whether so many share the place.
    held
        By duty of several places: whether somebody holds it.
    open
        By place: whether nobody is there.
    """

    pool: Pool
    kin: list[Kin]
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    take: dict[tuple[int, int], Bool] = field(default_factory=dict)
    heads: dict[tuple[int, int], Bool] = field(default_factory=dict)
    held: dict[int, Bool] = field(default_factory=dict)
    open: list[Bool] = field(default_factory=list)
    levels: dict[int, list[tuple[int, Bool]]] = field(default_factory=dict)


def build_model(pool: Pool, *, apart: bool = False, loads: frozenset[int] | None = None) -> PoolModel:
    """Return the model of a pool: each person one duty, each place open, shared by some, or in one group.

    Parameters
    ----------
    apart
        Whether every person has variables of their own.
    loads
        Loads that anybody may have; others are left out. None: all.
    """
    built = PoolModel(pool, gather_kin(pool, apart=apart))
    capacities = sorted({kin.like.capacity for kin in built.kin})
    most = most_heads(pool)

    def usual(hours: int) -> bool:
        return loads is None or any(load(hours, one) in loads for one in capacities)

    for place, facts in enumerate(pool.places):
        for count in range(1, most[place] + 1):
            if usual(share(facts.hours, count)):
                built.heads[place, count] = built.model.new_bool_var("")
    for duty in pool.groups:
        if usual(pool.duties[duty].hours):
            built.held[duty] = built.model.new_bool_var("")
    built.open = [built.model.new_bool_var("") for _ in pool.places]
    _one_duty_each(built)
    _one_use_a_place(built)
    _count_heads(built)
    _bound_changes(built)
    _weigh_loads(built, capacities, loads)
    return built


def told_apart(built: PoolModel, answer: Sequence[int]) -> tuple[int, ...]:
    """Return a duty of each person that comes to what an answer says of people alike.

    Parameters
    ----------
    answer
        Value of every variable.
    """
    duty = [-1] * len(built.pool.people)
    taken: list[list[int]] = [[] for _ in built.kin]
    for (kin_number, number), var in built.take.items():
        taken[kin_number] += [number] * answer[var.index]
    for kin, numbers in sorted(zip(built.kin, taken, strict=True), key=lambda pair: len(pair[0].members)):
        free = (member for member in kin.members if duty[member] < 0)
        for member, number in zip(free, numbers, strict=False):
            duty[member] = number
    return tuple(duty)


def taken_together(built: PoolModel, duty: Sequence[int]) -> dict[Bool, int]:
    """Return how many of each kin take each duty, by variable, given everybody's duty; nothing where it cannot be."""
    kin_of: list[list[int]] = [[] for _ in duty]
    for number, kin in enumerate(built.kin):
        for member in kin.members:
            kin_of[member].append(number)
    out = dict.fromkeys(built.take.values(), 0)
    for person, number in enumerate(duty):
        fit = [kin for kin in kin_of[person] if (kin, number) in built.take]
        if not fit:
            return {}
        out[built.take[fit[-1], number]] += 1  # the last is the kin that stays, under a bound on moves
    return out


def most_heads(pool: Pool) -> list[int]:
    """Return how many people may share each place at most.

    Who may go anywhere never shares a place while another is open or in a group: moving there would serve a place
    more, or relieve a group. So beyond the people to spare, only those pile up who may not go everywhere, or whom a
    bound on moves keeps where they are; and those whom a group drives out that its holder can give no part of.
    """
    everything = tuple(range(len(pool.duties)))
    asked = sum(place.weight > 0 for place in pool.places)
    spare = max(0, len(pool.people) - asked) + 1 + sum(_driven_out(pool, person) for person in pool.people)
    out = []
    for place in range(len(pool.places)):
        here = 0
        for person in pool.people:
            bound = person.allowed != everything or pool.max_transfers is not None
            stays = pool.max_moves is not None and bool(person.moved) and place not in person.moved
            here += place in person.allowed and (bound or stays)
        out.append(min(len(pool.people), spare + here))
    return out


def _driven_out(pool: Pool, person: Person) -> int:
    """Return how many places a person may hold beyond one who cannot hold fewer: room and village lie in two rooms."""
    sizes = {len(pool.duties[duty].places) for duty in person.allowed}
    kept = {len(pool.duties[duty].places) for duty in person.allowed if duty not in person.moved}
    most = 0 if 1 in sizes else max(sizes) - 1
    if pool.max_moves is not None and kept and 1 not in kept:
        most = max(most, max(kept) - 1)
    return most


def _one_duty_each(built: PoolModel) -> None:
    """``Σ_k Σ_d take[k, d] = members`` over the kin k of each family (R12)."""
    families: dict[int, list[Bool]] = {}
    members: dict[int, int] = {}
    for number, kin in enumerate(built.kin):
        mine = families.setdefault(kin.family, [])
        members.setdefault(kin.family, len(kin.members))
        for duty in kin.like.allowed:
            single = duty < len(built.pool.places)
            if not single and duty not in built.held:
                continue
            built.take[number, duty] = built.model.new_int_var(0, len(kin.members) if single else 1, "")
            mine.append(built.take[number, duty])
        if len(built.kin) > 1 and number and built.kin[number - 1].family == kin.family:
            own = [var for (one, _), var in built.take.items() if one == number]
            built.model.add(sum(own) <= 1)
    for family, mine in families.items():
        built.model.add(sum(mine) == members[family])


def _one_use_a_place(built: PoolModel) -> None:
    """``open_i + Σ_k heads[i, k] + Σ_{g ∋ i} held_g = 1`` for each place i."""
    by_place = [[one] for one in built.open]
    for (place, _), used in built.heads.items():
        by_place[place].append(used)
    for duty, used in built.held.items():
        for place in built.pool.duties[duty].places:
            by_place[place].append(used)
    for uses in by_place:
        built.model.add_exactly_one(uses)


def _count_heads(built: PoolModel) -> None:
    """``Σ_k take[k, i] = Σ_h h · heads[i, h]`` and ``Σ_k take[k, g] = held_g``."""
    takers: dict[int, list[Bool]] = {}
    for (_, duty), taken in built.take.items():
        takers.setdefault(duty, []).append(taken)
    counted: list[list[Linear]] = [[] for _ in built.pool.places]
    for (place, count), used in built.heads.items():
        counted[place].append(count * used)
    for place, parts in enumerate(counted):
        built.model.add(sum(takers.get(place, [])) == sum(parts))
    for duty, used in built.held.items():
        built.model.add(sum(takers.get(duty, [])) == used)


def _bound_changes(built: PoolModel) -> None:
    """``Σ moved ≤ max_moves`` and ``Σ transferred ≤ max_transfers`` (R19)."""
    for most, kind in ((built.pool.max_moves, "moved"), (built.pool.max_transfers, "away")):
        if most is not None:
            built.model.add(
                sum(
                    taken
                    for (kin, duty), taken in built.take.items()
                    if duty in getattr(built.kin[kin].like, kind)
                )
                <= most
            )


def _weigh_loads(built: PoolModel, capacities: Sequence[int], loads: frozenset[int] | None) -> None:
    """Fill `levels`: by load, terms ``(people, variable)`` whose sum is the number of people who carry it."""
    for capacity in capacities:
        if len(capacities) == 1:
            _all_alike(built, capacity)
        else:
            _of_capacity(built, capacity)
    if loads is not None:
        for value in sorted(set(built.levels) - loads):
            for _, variable in built.levels.pop(value):
                built.model.add(variable == 0)


def _all_alike(built: PoolModel, capacity: int) -> None:
    """Fill `levels` where everybody has the same capacity: who stands where does not matter."""
    for duty, held in built.held.items():
        value = load(built.pool.duties[duty].hours, capacity)
        built.levels.setdefault(value, []).append((1, held))
    for (place, count), used in built.heads.items():
        value = load(share(built.pool.places[place].hours, count), capacity)
        built.levels.setdefault(value, []).append((count, used))


def _of_capacity(built: PoolModel, capacity: int) -> None:
    """Fill `levels` with the people of one capacity.

    ``Σ_h some[i, h] = people of the capacity at place i``, ``some[i, h] ≤ h · heads[i, h]``.
    """
    own = [number for number, kin in enumerate(built.kin) if kin.like.capacity == capacity]
    for duty in built.held:
        value = load(built.pool.duties[duty].hours, capacity)
        mine = [built.take[kin, duty] for kin in own if (kin, duty) in built.take]
        built.levels.setdefault(value, []).extend((1, var) for var in mine)
    counted: list[list[Bool]] = [[] for _ in built.pool.places]
    for (place, count), used in built.heads.items():
        some = built.model.new_int_var(0, count, "")
        built.model.add(some <= count * used)
        counted[place].append(some)
        value = load(share(built.pool.places[place].hours, count), capacity)
        built.levels.setdefault(value, []).append((1, some))
    for place, parts in enumerate(counted):
        here = [built.take[kin, place] for kin in own if (kin, place) in built.take]
        built.model.add(sum(here) == sum(parts))
