"""Random small scopes and a brute force over their partitions, independent of the optimiser's kernels."""

from __future__ import annotations

from functools import cache
from itertools import combinations

import networkx as nx
import numpy as np

from assign.optimise.scope import Scope


def random_scope(seed: int, *, least: int = 4, most: int = 13, name: str = "S") -> Scope:
    """Return a scope of 4 to 13 villages: a random planar-like graph, one or two sites a village."""
    draw = np.random.default_rng(seed)
    n = int(draw.integers(least, most + 1))
    points = draw.random((n, 2)) * 6
    order = [(float(np.hypot(*(points[a] - points[b]))), a, b) for a, b in combinations(range(n), 2)]
    graph = nx.minimum_spanning_tree(nx.from_edgelist((a, b, {"weight": d}) for d, a, b in order))
    graph.add_nodes_from(range(n))
    for _, a, b in sorted(order)[: int(n * draw.uniform(0.3, 1.8))]:
        graph.add_edge(a, b)
    rows = [sorted(graph[v]) for v in range(n)]
    sites = [int(draw.integers(1, 3)) for _ in range(n)]
    total = sum(sites)
    host = np.repeat(np.arange(n), sites)
    minutes = np.rint(np.hypot(*(points[host][:, None] - points[None]).T).T * 300) * draw.integers(1, 3)
    visits = draw.integers(300, 900, n)
    required = np.zeros(total, bool)
    if draw.random() < 0.25:
        required[draw.integers(total)] = True
    return Scope(
        name=name,
        villages=np.arange(n),
        sites=np.arange(total),
        indptr=np.cumsum([0, *map(len, rows)]).astype(np.int64),
        indices=np.array([u for row in rows for u in row], np.int64),
        site_ptr=np.cumsum([0, *sites]).astype(np.int64),
        trip=(2 * visits[None, :] * minutes).astype(np.int64),
        site_cost=draw.integers(0, 3, total).astype(np.int64) * 600_000,
        required=required,
        hours=draw.integers(800, 4000, n).astype(np.int64),
        target=int(draw.integers(8000, 18000)),
        balance=float(draw.choice([0.0, 1.0, 2.0])) * 6000,
        smallest=int(draw.choice([2, 3, 5])),
        largest=int(draw.choice([5, 6, 8])),
        least_rooms=int(draw.choice([0, 0, 0, 2])),
    )


def brute_force(scope: Scope) -> dict[int, tuple[int, int]]:
    """Return, for each number of rooms, the least (R01 shortfall, cost) over all partitions, by recursion."""
    n = scope.size
    graph = nx.Graph()
    graph.add_nodes_from(range(n))
    for v in range(n):
        graph.add_edges_from((v, int(u)) for u in scope.indices[scope.indptr[v] : scope.indptr[v + 1]])
    site_village = np.repeat(np.arange(n), np.diff(scope.site_ptr))
    value: dict[int, tuple[int, int]] = {}
    for mask in range(1, 1 << n):
        zone = [v for v in range(n) if mask >> v & 1]
        if not nx.is_connected(graph.subgraph(zone)):
            continue
        sites = [s for s in range(len(site_village)) if site_village[s] in zone]
        must = [s for s in sites if scope.required[s]]
        if len(must) > 1:
            continue
        cost = min(int(scope.site_cost[s]) + sum(int(scope.trip[s, v]) for v in zone) for s in must or sites)
        cost += int(np.rint(scope.balance * abs(int(scope.hours[zone].sum()) - scope.target)))
        size = len(zone)
        value[mask] = (max(0, scope.smallest - size, size - scope.largest), cost)

    @cache
    def best(rest: int, rooms: int) -> tuple[int, int] | None:
        if rooms == 0 or rest == 0:
            return (0, 0) if rest == 0 and rooms == 0 else None
        lowest = rest & -rest
        other = rest ^ lowest
        found: tuple[int, int] | None = None
        part = other
        while True:
            zone = part | lowest
            if zone in value:
                tail = best(rest ^ zone, rooms - 1)
                if tail is not None:
                    total = (value[zone][0] + tail[0], value[zone][1] + tail[1])
                    found = total if found is None else min(found, total)
            if part == 0:
                return found
            part = (part - 1) & other

    full = (1 << n) - 1
    answers = {rooms: best(full, rooms) for rooms in range(max(1, scope.least_rooms), n + 1)}
    return {rooms: answer for rooms, answer in answers.items() if answer is not None}
