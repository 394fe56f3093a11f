"""Areas of neighbouring rooms in the staffing model, so that each junior stands beside a senior (R17)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assign.optimise.pool_model import Bool, Linear, PoolModel


@dataclass(frozen=True)
class Guidance:
    """The tiers of R17.

    Parameters
    ----------
    outside
        Rooms in no area.
    unguided
        Junior police without senior police in their area.
    """

    outside: Linear
    unguided: Linear


def guide(built: PoolModel) -> Guidance:
    """Return the tiers of R17 of a model of police, each person apart: rooms are cut into areas and single rooms.

    ``Σ_{a ∋ r} area_a = 1`` for each room r. An area has a room with police, and no lead's rooms lie in two areas.
    """
    model, pool = built.model, built.pool
    rooms = range(len(pool.places))
    pieces = [*((room,) for room in rooms), *pool.areas]
    drawn = [model.new_bool_var("") for _ in pieces]
    for number in _pieces_at(pieces, len(rooms)):
        model.add_exactly_one(drawn[n] for n in number)
    held_at: dict[int, list[int]] = {}
    for duty in built.held:
        for room in pool.duties[duty].places:
            held_at.setdefault(room, []).append(duty)
    for piece, var in zip(pieces, drawn, strict=True):
        if len(piece) == 1:
            continue
        model.add(sum(built.open[room] for room in piece) + var <= len(piece))
        for duty in sorted({duty for room in piece for duty in held_at.get(room, ())}):
            if not set(piece).issuperset(pool.duties[duty].places):
                model.add_at_most_one((var, built.held[duty]))
    outside = sum(drawn[room] for room in rooms if room not in pool.lone)
    return Guidance(outside, _unguided(built, pieces, drawn))


def _unguided(built: PoolModel, pieces: Sequence[tuple[int, ...]], drawn: Sequence[Bool]) -> Linear:
    """Return how many juniors are in an area without a senior; areas meet juniors room by room, so few rows do.

    ``senior_r ≤ Σ (seniors in r)``, ``dark_a ≥ area_a − Σ_{r ∈ a} senior_r`` for each area a,
    ``unled_r ≥ Σ_{a ∋ r} dark_a`` for each room r, ``alone_j ≥ here_jr + unled_r − 1`` for each junior j.
    """
    model, pool = built.model, built.pool
    at: list[dict[int, list[Bool]]] = [{} for _ in pool.places]
    for (kin, duty), var in built.take.items():
        for room in pool.duties[duty].places:
            at[room].setdefault(kin, []).append(var)
    alone = {kin: model.new_bool_var("") for kin, facts in enumerate(built.kin) if facts.like.junior}
    if not alone:
        return 0
    senior = [model.new_bool_var("") for _ in pool.places]
    for room, here in enumerate(at):
        taken = [var for kin, mine in here.items() if built.kin[kin].like.senior for var in mine]
        model.add(senior[room] <= sum(taken))
    dark = [model.new_bool_var("") for _ in pieces]
    for piece, var, none in zip(pieces, drawn, dark, strict=True):
        model.add(none >= var - sum(senior[room] for room in piece))
    for here, numbers in zip(at, _pieces_at(pieces, len(at)), strict=True):
        unled = model.new_bool_var("")
        model.add(unled >= sum(dark[n] for n in numbers))
        for kin, mine in here.items():
            if kin in alone:
                model.add(alone[kin] >= sum(mine) + unled - 1)
    return sum(alone.values())


def _pieces_at(pieces: Sequence[tuple[int, ...]], rooms: int) -> list[list[int]]:
    """Return the numbers of the pieces that hold each room."""
    out: list[list[int]] = [[] for _ in range(rooms)]
    for number, piece in enumerate(pieces):
        for room in piece:
            out[room].append(number)
    return out
