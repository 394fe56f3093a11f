"""What each tier of the staffing adds up, as linear expressions of a pool's model (`docs/design.md`, People)."""

from __future__ import annotations

from collections.abc import Mapping

from assign.optimise.pool import shortfall
from assign.optimise.pool_model import Bool, Linear, PoolModel


def left_open(built: PoolModel) -> Linear:
    """Return the weight of places without anybody (R13, R14)."""
    return sum(place.weight * is_open for place, is_open in zip(built.pool.places, built.open, strict=True))


def doubled(built: PoolModel) -> Linear:
    """Return how many places people hold beyond one each (R13, R14)."""
    return sum((len(built.pool.duties[duty].places) - 1) * held for duty, held in built.held.items())


def uncertified(built: PoolModel) -> Linear:
    """Return how many places are held by nobody with the certificates they ask for (R24)."""
    out: list[Linear] = []
    places = built.pool.places
    for place, facts in enumerate(places):
        if not facts.asks:
            continue
        used = [var for (at, _), var in built.heads.items() if at == place]
        fit = [
            var
            for (kin, duty), var in built.take.items()
            if duty == place and place not in built.kin[kin].like.unfit
        ]
        lacking = built.model.new_bool_var("")
        built.model.add(lacking >= sum(used) - sum(fit))
        out.append(lacking)
    for (kin, duty), var in built.take.items():
        if duty in built.held:
            wrong = sum(place in built.kin[kin].like.unfit for place in built.pool.duties[duty].places)
            if wrong:
                out.append(wrong * var)
    return sum(out)


def understaffed(built: PoolModel) -> Linear:
    """Return by how many people places stay below R10 and R11."""
    places = built.pool.places
    parts: list[Linear] = [
        place.short(0) * is_open for place, is_open in zip(places, built.open, strict=True) if place.needs
    ]
    parts += [
        places[place].short(count) * var
        for (place, count), var in built.heads.items()
        if places[place].short(count)
    ]
    parts += [built.pool.duties[duty].short * held for duty, held in built.held.items()]
    return sum(parts)


def ability_short(built: PoolModel) -> Linear:
    """Return ability short of complexity, squared, over all people (R15)."""
    return sum(
        shortfall(built.kin[kin].like.ability, built.pool.duties[duty].complexity) * var
        for (kin, duty), var in built.take.items()
    )


def green(built: PoolModel) -> Linear:
    """Return the rooms whose people are all junior: ``green_r ≥ (junior j there) − Σ (others there)``."""
    pool = built.pool
    rooms: dict[str, list[tuple[int, Bool]]] = {}
    for (kin, duty), var in built.take.items():
        for room in sorted({pool.places[place].room_id for place in pool.duties[duty].places}):
            rooms.setdefault(room, []).append((kin, var))
    out = []
    for here in rooms.values():
        juniors = sorted({kin for kin, _ in here if built.kin[kin].like.junior})
        if not juniors:
            continue
        grown = sum(var for kin, var in here if not built.kin[kin].like.junior)
        out.append(built.model.new_bool_var(""))
        for junior in juniors:
            built.model.add(out[-1] >= sum(var for kin, var in here if kin == junior) - grown)
    return sum(out)


def moves(built: PoolModel) -> Linear:
    """Return the moves, each weighing one and the years in the place (R19)."""
    return sum(
        built.kin[kin].like.stay * var
        for (kin, duty), var in built.take.items()
        if duty in built.kin[kin].like.moved
    )


def home_terms(built: PoolModel) -> Mapping[tuple[int, int], int]:
    """Return hundredths of a minute from home by kin and duty, where there are any."""
    out = {}
    for kin, duty in built.take:
        like = built.kin[kin].like
        if like.home_min:
            far = like.home_min[like.allowed.index(duty)]
            if far:
                out[kin, duty] = far
    return out


def in_order(built: PoolModel) -> Linear:
    """Return a sum that is least when the last people have the last places: ties are broken by ids, always alike.

    ``Σ n · (I − i)`` over the n-th person (from 1) and each of the person's places i (from 0) of I.
    """
    last = len(built.pool.places)
    return sum(
        (kin + 1) * sum(last - place for place in built.pool.duties[duty].places) * var
        for (kin, duty), var in built.take.items()
    )
