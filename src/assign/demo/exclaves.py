"""A few villages that lie apart from their township, as they do in every real county."""

from __future__ import annotations

import networkx as nx
import numpy as np

from assign.demo.noise import Bools, Ints, stream

VILLAGES_PER_EXCLAVE = 700


def villages_apart(graph: nx.Graph[int], part: Ints, built: Bools) -> list[int]:
    """Return the rural villages outside the largest rural piece of their township."""
    out: list[int] = []
    for township in range(part.max() + 1):
        members = np.flatnonzero((part == township) & ~built).tolist()
        pieces = list(nx.connected_components(graph.subgraph(members)))
        pieces.sort(key=lambda piece: (-len(piece), min(piece)))
        out += [village for piece in pieces[1:] for village in piece]
    return out


def trade_exclaves(
    graph: nx.Graph[int], part: Ints, built: Bools, seats: Ints, county_of: Ints, seed: int
) -> Ints:
    """Return the parts after a few villages changed places with one over the border."""
    part = part.copy()
    done = 0
    wanted = len(part) // VILLAGES_PER_EXCLAVE
    movable = ~built
    movable[seats] = False
    for island in stream(seed, "exclaves").permutation(len(part)).tolist():
        if done == wanted:
            break
        giver = int(part[island])
        around = set(graph[island])
        if not movable[island] or {int(part[near]) for near in around} != {giver}:
            continue
        ring = {int(part[far]) for near in sorted(around) for far in graph[near]} - {giver}
        for taker in sorted(other for other in ring if county_of[other] == county_of[giver]):
            trade = _trade(graph, part, movable, built, island, taker)
            if trade >= 0:
                part[island], part[trade] = taker, giver
                movable[[island, trade, *around]] = False
                done += 1
                break
    return part


def _trade(graph: nx.Graph[int], part: Ints, movable: Bools, built: Bools, island: int, taker: int) -> int:
    """Return the village that `taker` gives for the island such that all else hangs together, or -1."""
    giver = int(part[island])
    for village in np.flatnonzero((part == taker) & movable).tolist():
        near = graph[village]
        if island in near or not any(part[other] == giver and other != island for other in near):
            continue
        after = part.copy()
        after[island], after[village] = taker, giver
        pieces = [
            nx.number_connected_components(graph.subgraph(np.flatnonzero((after == side) & ~built).tolist()))
            for side in (giver, taker)
        ]
        if pieces == [1, 2]:
            return int(village)
    return -1
