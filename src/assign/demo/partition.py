"""Divide points into parts of exact size: nearest first, then made contiguous."""

from __future__ import annotations

from collections import deque

import networkx as nx
import numpy as np

from assign.demo.noise import Floats, Ints


def transport(cost: Floats, sizes: Ints) -> Ints:
    """Return the part of each point such that part `k` gets ``sizes[k]`` points at the least total cost.

    Successive shortest paths between parts; with squared distances the parts are cells of a power diagram,
    hence convex and almost always contiguous.

    Parameters
    ----------
    cost
        (points, parts).
    sizes
        (parts,) summing to the number of points.
    """
    part: Ints = cost.argmin(axis=1).astype(np.int64)
    excess = np.bincount(part, minlength=len(sizes)) - sizes
    while excess.any():
        step, mover = _steps(cost, part)
        length = np.where(excess > 0, 0.0, np.inf)
        before = np.full(len(sizes), -1)
        for _ in sizes:
            reach = length[:, None] + step
            through = reach.argmin(axis=0)
            shorter = reach.min(axis=0) < length - 1e-6
            if not shorter.any():
                break
            length = np.where(shorter, reach.min(axis=0), length)
            before = np.where(shorter, through, before)
        here = int(np.where(excess < 0, length, np.inf).argmin())
        excess[here] += 1
        while before[here] >= 0:
            giver = int(before[here])
            part[mover[giver, here]] = here
            here = giver
        excess[here] -= 1
    return part


def _steps(cost: Floats, part: Ints) -> tuple[Floats, Ints]:
    """Return for each pair of parts the least added cost of moving one point over, and that point."""
    parts = cost.shape[1]
    order = np.argsort(part, kind="stable")
    added = cost[order] - cost[order, part[order]][:, None]
    begin = np.searchsorted(part[order], np.arange(parts + 1))
    step = np.full((parts, parts), np.inf)
    mover = np.full((parts, parts), -1, dtype=np.int64)
    for giver in range(parts):
        rows = slice(begin[giver], begin[giver + 1])
        if begin[giver] < begin[giver + 1]:
            best = added[rows].argmin(axis=0)
            step[giver] = added[rows][best, np.arange(parts)]
            mover[giver] = order[rows][best]
    np.fill_diagonal(step, np.inf)
    return step, mover


def make_contiguous(graph: nx.Graph[int], part: Ints, cost: Floats, sizes: Ints) -> Ints:
    """Return the parts with every one in one piece where possible, sizes kept.

    Parameters
    ----------
    graph
        Points as nodes, shared borders as edges.
    part
        (points,) a division with the right sizes.
    cost
        (points, parts) of being in a part.
    sizes
        (parts,) to be kept.
    """
    part = part.copy()
    for _ in range(len(part)):
        strays = _strays(graph, part, len(sizes))
        loose = set(strays)
        for point in strays:
            around = {int(part[near]) for near in graph[point] if near not in loose}
            others = sorted(around - {int(part[point])})
            if others:
                part[point] = min(others, key=lambda other: (cost[point, other], other))
        if not strays or set(_strays(graph, part, len(sizes))) == loose:
            break
    while _pass_on(graph, part, cost, sizes):
        pass
    return part


def _strays(graph: nx.Graph[int], part: Ints, parts: int) -> list[int]:
    """Return the points that do not hang together with the largest piece of their part."""
    out: list[int] = []
    for number in range(parts):
        pieces = list(nx.connected_components(graph.subgraph(np.flatnonzero(part == number).tolist())))
        pieces.sort(key=lambda piece: (-len(piece), min(piece)))
        out += [point for piece in pieces[1:] for point in piece]
    return sorted(out)


def _pass_on(graph: nx.Graph[int], part: Ints, cost: Floats, sizes: Ints) -> bool:
    """Move one point along a chain of parts, from too many to too few; False when all sizes are right."""
    excess = np.bincount(part, minlength=len(sizes)) - sizes
    if not excess.any():
        return False
    start = int(np.flatnonzero(excess > 0)[0])
    for careful in (True, False):  # a size that is right matters more than a part in one piece
        moved: dict[int, tuple[int, int]] = {start: (-1, -1)}  # part -> giver and point that would come
        queue = deque([start])
        while queue:
            here = queue.popleft()
            if excess[here] < 0:
                while here != start:
                    giver, point = moved[here]
                    part[point] = here
                    here = giver
                return True
            for taker, point in _free_moves(graph, part, cost, here, careful=careful):
                if taker not in moved:
                    moved[taker] = (here, point)
                    queue.append(taker)
    raise ValueError(f"part {start} has {excess[start]} points too many and can pass none on")


def _free_moves(
    graph: nx.Graph[int], part: Ints, cost: Floats, number: int, *, careful: bool
) -> list[tuple[int, int]]:
    """Return (neighbouring part, cheapest point that can go there without a cut), sorted."""
    members = np.flatnonzero(part == number).tolist()
    if len(members) == 1:
        return []
    fixed = set(nx.articulation_points(graph.subgraph(members))) if careful else set()
    best: dict[int, tuple[float, int]] = {}
    for point in members:
        if point in fixed:
            continue
        for other in {int(part[near]) for near in graph[point]} - {number}:
            offer = (float(cost[point, other] - cost[point, number]), point)
            best[other] = min(offer, best.get(other, offer))
    return [(other, best[other][1]) for other in sorted(best)]
