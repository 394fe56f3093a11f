"""Areas of neighbouring rooms in the staffing model, so that each junior stands beside a senior (R17)."""

from __future__ import annotations

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
    for room in rooms:
        model.add_exactly_one(var for piece, var in zip(pieces, drawn, strict=True) if room in piece)
    for piece, var in zip(pieces, drawn, strict=True):
        if len(piece) == 1:
            continue
        model.add(sum(built.open[room] for room in piece) + var <= len(piece))
        inside = set(piece)
        for duty, held in built.held.items():
            shared = len(inside.intersection(pool.duties[duty].places))
            if 0 < shared < len(pool.duties[duty].places):
                model.add_at_most_one((var, held))
    outside = sum(drawn[room] for room in rooms if room not in pool.lone)
    return Guidance(outside, _unguided(built, pieces, drawn))


def _unguided(built: PoolModel, pieces: list[tuple[int, ...]], drawn: list[Bool]) -> Linear:
    """``alone_j ≥ here_ja + area_a − 1 − seniors_a`` for each junior j and area a."""
    pool = built.pool
    touching: dict[int, list[tuple[int, Bool]]] = {}
    for (kin, duty), var in built.take.items():
        for room in pool.duties[duty].places:
            touching.setdefault(room, []).append((kin, var))
    juniors = [kin for kin, facts in enumerate(built.kin) if facts.like.junior]
    alone = {kin: built.model.new_bool_var("") for kin in juniors}
    if not juniors:
        return 0
    for piece, var in zip(pieces, drawn, strict=True):
        here = [pair for room in piece for pair in touching.get(room, ())]
        seniors = sum(taken for kin, taken in _once(here) if built.kin[kin].like.senior)
        for junior in juniors:
            mine = sum(taken for kin, taken in _once(here) if kin == junior)
            built.model.add(alone[junior] >= mine + var - 1 - seniors)
    return sum(alone.values())


def _once(pairs: list[tuple[int, Bool]]) -> list[tuple[int, Bool]]:
    """Return each variable once: a duty of several rooms touches each of them."""
    return list({var.index: (kin, var) for kin, var in pairs}.values())
