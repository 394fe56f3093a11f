"""Every partition of a small graph into connected parts, one by one: an oracle for zones."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx


def partitions(graph: nx.Graph, most: int) -> Iterator[list[frozenset[int]]]:
    """Yield every partition of the graph's nodes into at most `most` connected parts."""
    if not graph:
        yield []
        return
    if most == 0:
        return
    first = min(graph)
    seen, stack = {frozenset([first])}, [frozenset([first])]
    while stack:
        part = stack.pop()
        for rest in partitions(graph.subgraph(set(graph) - part), most - 1):
            yield [part, *rest]
        for other in sorted({n for node in part for n in graph[node]} - part):
            if (grown := part | {other}) not in seen:
                seen.add(grown)
                stack.append(grown)
