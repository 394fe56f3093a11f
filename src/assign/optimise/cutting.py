"""Rooms cut into areas and single rooms at the least cost, tier by tier: set partitioning, exact (R17)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from assign.optimise.tiers import exact_solver

MOST_STATES = 20_000
"""Where more sets of rooms than this come up, the solver takes over: a pool of many stations (R19.transfers)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A set of rooms that may be an area, or a single room, with what it costs in each tier."""

    rooms: tuple[int, ...]
    costs: tuple[int, ...]


def cut(rooms: int, pieces: Sequence[Piece]) -> list[tuple[int, ...]]:
    """Return the pieces that make up all rooms at the least cost: the sums of the tiers, compared in their order.

    Each room by itself is one of the pieces, so there is always an answer. Where several are equally good, the solver
    says which: plans stay as they were before there was a quicker way.
    """
    found = _by_states(rooms, pieces)
    return _by_solver(rooms, pieces) if found is None else found


def _by_states(rooms: int, pieces: Sequence[Piece]) -> list[tuple[int, ...]] | None:
    """Return the pieces by dynamic programming over the sets of rooms covered.

    None where these sets are too many, or where other pieces would do as well.

    The next piece always covers the first room that is not covered yet, so few sets come up: all rooms before it,
    and what the last pieces reach beyond it.
    """
    prices = _prices(rooms, pieces)
    by_first: list[list[tuple[int, int, int]]] = [[] for _ in range(rooms)]
    for number, piece in enumerate(pieces):
        by_first[min(piece.rooms)].append((sum(1 << room for room in piece.rooms), prices[number], number))
    # by first open room: set of rooms covered -> price, numbers of the pieces, and whether no others cost the same
    states: list[dict[int, tuple[int, tuple[int, ...], bool]]] = [{} for _ in range(rooms + 1)]
    states[0][0] = (0, (), True)
    count = 0
    for first in range(rooms):
        count += len(states[first])
        if count > MOST_STATES:
            return None
        for covered, (price, chosen, only) in states[first].items():
            for places, more, number in by_first[first]:
                if places & covered:
                    continue
                after = covered | places
                there = states[(~after & (after + 1)).bit_length() - 1]
                least = there[after][0] if after in there else math.inf
                if price + more < least:
                    there[after] = (price + more, (*chosen, number), only)
                elif price + more == least:
                    there[after] = (*there[after][:2], False)
    ((_, best, only),) = states[rooms].values()
    return [pieces[number].rooms for number in best] if only else None


def _prices(rooms: int, pieces: Sequence[Piece]) -> list[int]:
    """Return what each piece costs as one whole number that orders like the tiers, however pieces are added up."""
    weights = [1]
    for tier in range(len(pieces[0].costs) - 1, 0, -1):
        most = rooms * max(piece.costs[tier] for piece in pieces)
        weights.append(weights[-1] * (most + 1))
    weights.reverse()
    return [sum(weight * cost for weight, cost in zip(weights, piece.costs, strict=True)) for piece in pieces]


def _by_solver(rooms: int, pieces: Sequence[Piece]) -> list[tuple[int, ...]]:
    """Return the pieces by CP-SAT, each tier solved and then held."""
    model = cp_model.CpModel()
    drawn = [model.new_bool_var("") for _ in pieces]
    for room in range(rooms):
        model.add_exactly_one(var for piece, var in zip(pieces, drawn, strict=True) if room in piece.rooms)
    chosen: list[tuple[int, ...]] = []
    for tier in zip(*(piece.costs for piece in pieces), strict=True):
        total = sum(cost * var for cost, var in zip(tier, drawn, strict=True) if cost)
        if isinstance(total, int) and chosen:
            continue
        model.minimize(total)
        solver = exact_solver()
        if solver.solve(model) != cp_model.OPTIMAL:  # a few hundred pieces: it always is
            break
        chosen = [piece.rooms for piece, var in zip(pieces, drawn, strict=True) if solver.boolean_value(var)]
        model.add(total <= round(solver.objective_value))
    return chosen or [(room,) for room in range(rooms)]
