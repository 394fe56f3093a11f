"""The tiers up to the hours of a pool whose people differ in little: by dynamic programming, without a solver.

Groups of places lie within a zone, so all that zones share is the number of people: each zone's best value for every
number of its own is found by itself, and people are shared out over the zones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assign.optimise.pool import Pool, load, share
from assign.optimise.pool_model import most_heads
from assign.plan import Tier

LARGEST_PART = 10
"""More places that hang together by groups are left to the solver: their subsets are too many."""

Values = dict[int, int]
"""Least value by number of people."""


def tiers_if_alike(pool: Pool) -> tuple[Tier, ...]:
    """Return the least that the tiers up to ``load`` can be, or nothing where this method does not apply.

    All people who are not bound to one place count as free to go anywhere, so it is a lower bound, tier by tier in
    their order; a staffing that reaches it is optimal. It applies where all have the same capacity, certificates
    tell nobody apart, nothing bounds changes, and few places hang together.

    Notes
    -----
    A staffing's value is one whole number that orders like the tiers: ``open``, ``doubled``, ``understaffed``, then
    the number of people at each load, the highest load first, in as many bits as the number of people has. Values
    of parts add up, and of two values the less stays the less whatever is added to both.
    """
    if len({person.capacity for person in pool.people}) != 1 or any(person.unfit for person in pool.people):
        return ()
    if pool.max_moves is not None or pool.max_transfers is not None:
        return ()
    parts = _parts(pool)
    if any(len(part) > LARGEST_PART for part in parts):
        return ()
    people = len(pool.people)
    most, scale = most_heads(pool), _scale(pool)
    bound = _bound_to(pool)
    best: Values = {0: 0}
    for part in parts:
        best = _added(best, _part_values(pool, scale, part, bound, most), people)
    return scale.tiers(best[people]) if people in best else ()


@dataclass(frozen=True)
class _Scale:
    """How tiers are put into one whole number.

    Parameters
    ----------
    levels
        The loads there may be, rising.
    bits
        Of the number of people at a level.
    understaffed, doubled, open
        By how many bits an amount of the tier is shifted.
    """

    levels: tuple[int, ...]
    bits: int
    understaffed: int
    doubled: int
    open: int

    def tiers(self, value: int) -> tuple[Tier, ...]:
        """Return the tiers of a value, all of them proven."""
        amounts = {
            "open": value >> self.open,
            "doubled": (value >> self.doubled) & ((1 << self.open - self.doubled) - 1),
            "uncertified": 0,
            "understaffed": (value >> self.understaffed) & ((1 << self.doubled - self.understaffed) - 1),
        }
        profile: list[int] = []
        for rank in range(len(self.levels) - 1, -1, -1):
            profile += [self.levels[rank]] * ((value >> rank * self.bits) & ((1 << self.bits) - 1))
        loads = tuple(profile)
        return (
            *(Tier(name, (amount,), (amount,)) for name, amount in amounts.items()),
            Tier("load", loads, loads),
        )


def _scale(pool: Pool) -> _Scale:
    capacity = pool.people[0].capacity
    loads = {load(pool.duties[duty].hours, capacity) for duty in pool.groups}
    for place, heads in enumerate(most_heads(pool)):
        loads.update(load(share(pool.places[place].hours, count), capacity) for count in range(1, heads + 1))
    bits = len(pool.people).bit_length()
    short = sum(place.short(0) for place in pool.places) + sum(duty.short for duty in pool.duties)
    understaffed = bits * len(loads)
    doubled = understaffed + short.bit_length()
    return _Scale(tuple(sorted(loads)), bits, understaffed, doubled, doubled + len(pool.places).bit_length())


def _parts(pool: Pool) -> list[tuple[int, ...]]:
    """Return the places that hang together by groups, rising."""
    part = list(range(len(pool.places)))
    for duty in pool.groups:
        merged = {part[place] for place in pool.duties[duty].places}
        if len(merged) > 1:
            first = min(merged)
            part = [first if one in merged else one for one in part]
    out: dict[int, list[int]] = {}
    for place, one in enumerate(part):
        out.setdefault(one, []).append(place)
    return [tuple(places) for places in out.values()]


def _bound_to(pool: Pool) -> list[int]:
    """Return how many people can be at each place only."""
    out = [0] * len(pool.places)
    for person in pool.people:
        if len(person.allowed) == 1 and person.allowed[0] < len(pool.places):
            out[person.allowed[0]] += 1
    return out


@dataclass(frozen=True, slots=True)
class _Use:
    """One way to use places: as bits of the part, with how many people, and its value."""

    places: int
    people: int
    value: int


def _part_values(
    pool: Pool, scale: _Scale, part: Sequence[int], bound: Sequence[int], most: Sequence[int]
) -> Values:
    """Return the least value of a part by number of people: place after place is left open, shared, or in a group."""
    uses = [_uses(pool, scale, part, number, bound, most) for number in range(len(part))]
    best: list[Values] = [{} for _ in range(1 << len(part))]
    best[0] = {0: 0}
    for done, values in enumerate(best[:-1]):
        if not values:
            continue
        first = (~done & (done + 1)).bit_length() - 1  # the first place that has no use yet
        for use in uses[first]:
            if not use.places & done:
                _lower(best[done | use.places], values, use, len(pool.people))
    return best[-1]


def _uses(
    pool: Pool, scale: _Scale, part: Sequence[int], number: int, bound: Sequence[int], most: Sequence[int]
) -> list[_Use]:
    """Return the uses of a place of a part, alone or as the first of a group."""
    capacity = pool.people[0].capacity
    rank = {level: at * scale.bits for at, level in enumerate(scale.levels)}
    place = part[number]
    facts = pool.places[place]
    out = []
    if not bound[place]:
        value = (facts.weight << scale.open) + (facts.short(0) << scale.understaffed)
        out.append(_Use(1 << number, 0, value))
    for heads in range(max(1, bound[place]), most[place] + 1):
        level = rank[load(share(facts.hours, heads), capacity)]
        value = (facts.short(heads) << scale.understaffed) + (heads << level)
        out.append(_Use(1 << number, heads, value))
    for duty in pool.groups_at[place]:
        group = pool.duties[duty]
        if group.places[0] != place or any(bound[one] for one in group.places):
            continue
        value = (len(group.places) - 1 << scale.doubled) + (group.short << scale.understaffed)
        value += 1 << rank[load(group.hours, capacity)]
        out.append(_Use(sum(1 << part.index(one) for one in group.places), 1, value))
    return out


def _lower(target: Values, values: Mapping[int, int], use: _Use, people: int) -> None:
    """Lower the values that a use of further places leads to."""
    for before, value in values.items():
        now = before + use.people
        if now > people:
            continue
        there = target.get(now)
        if there is None or value + use.value < there:
            target[now] = value + use.value


def _added(first: Values, second: Values, people: int) -> Values:
    """Return the least sums by number of people together."""
    out: Values = {}
    for before, value in first.items():
        _lower_all(out, before, value, second.items(), people)
    return out


def _lower_all(out: Values, before: int, value: int, others: Iterable[tuple[int, int]], people: int) -> None:
    for more, other in others:
        now = before + more
        if now <= people and (now not in out or value + other < out[now]):
            out[now] = value + other
