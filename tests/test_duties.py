"""Villages and rooms shared among too few people, against all ways to share them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, permutations

import networkx as nx
import numpy as np
import pytest

from assign.optimise.duties import connected_groups, share_groups, share_rooms, share_villages


def random_ground(seed: int, *, most: int = 7) -> tuple[nx.Graph, dict[int, int], dict[int, int]]:
    """Return a random graph of 2 to 7 places that need not hang together, their hours and weights."""
    draw = np.random.default_rng(seed)
    n = int(draw.integers(2, most + 1))
    graph = nx.gnp_random_graph(n, draw.uniform(0.2, 0.8), seed=seed)
    hours = {v: int(draw.integers(0, 4000)) for v in range(n)}
    weights = {v: int(draw.integers(1, 6)) for v in range(n)}
    return graph, hours, weights


def sharings(graph: nx.Graph, items: tuple[int, ...], largest: int) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Yield every way to put some of the items into connected groups of at most `largest`."""
    if not items:
        yield ()
        return
    first, rest = items[0], items[1:]
    yield from sharings(graph, rest, largest)
    for size in range(min(largest, len(items))):
        for others in combinations(rest, size):
            if nx.is_connected(graph.subgraph((first, *others))):
                left = tuple(item for item in rest if item not in others)
                for tail in sharings(graph, left, largest):
                    yield ((first, *others), *tail)


def tiers(sharing, items, hours, weights, *, spread):
    """Return weight left out, hours of the busiest, and the third tier of a sharing."""
    held = {item for group in sharing for item in group}
    loads = [sum(hours[item] for item in group) for group in sharing]
    return sum(weights[item] for item in items if item not in held), max(loads, default=0), spread(sharing)


def squares(hours, busiest):
    """Return the third tier for villages: squared hours in thousandths of the busiest."""
    unit = max(1, busiest // 1000)
    return lambda sharing: sum((sum(hours[item] for item in group) // unit) ** 2 for group in sharing)


def several(sharing):
    """Return the third tier for rooms: groups of several, larger ones the more."""
    return sum((len(group) - 1) ** 2 for group in sharing)


def sound(sharing, graph, largest, people):
    """Return whether groups hang together, are small enough, few enough, and share no item."""
    items = [item for group in sharing for item in group]
    whole = all(nx.is_connected(graph.subgraph(group)) and len(group) <= largest for group in sharing)
    return whole and len(items) == len(set(items)) and len(sharing) <= people


@pytest.mark.parametrize("seed", range(100))
def test_villages_are_shared_as_well_as_can_be(seed):
    """One or two zones: least weight left out, then least hours of the busiest, then even hours (R14)."""
    graph, hours, weights = random_ground(seed)
    draw = np.random.default_rng(5000 + seed)
    people, largest = int(draw.integers(0, len(graph) + 1)), int(draw.integers(1, 5))
    cut = int(draw.integers(1, len(graph) + 1))
    zones = [zone for zone in (list(range(cut)), list(range(cut, len(graph)))) if zone]
    within = nx.Graph(graph.edges)
    within.add_nodes_from(graph)
    within.remove_edges_from([(a, b) for a, b in graph.edges if (a < cut) != (b < cut)])
    everyone = tuple(range(len(graph)))
    all_ways = [ways for ways in sharings(within, everyone, largest) if len(ways) <= people]
    least = min(tiers(ways, everyone, hours, weights, spread=lambda _: 0) for ways in all_ways)
    even = squares(hours, least[1])
    found = share_villages(
        zones, people, neighbours=dict(graph.adj), hours=hours, weights=weights, largest=largest
    )
    assert sound(found, within, largest, people)
    assert tiers(found, everyone, hours, weights, spread=even) == min(
        tiers(ways, everyone, hours, weights, spread=even) for ways in all_ways
    )


@pytest.mark.parametrize("seed", range(100))
def test_rooms_are_shared_as_well_as_can_be(seed):
    """Least weight without a lead, then least hours of the busiest lead, then fewest groups of several (R13)."""
    graph, hours, weights = random_ground(seed, most=6)
    draw = np.random.default_rng(6000 + seed)
    leads, largest = int(draw.integers(0, len(graph))), int(draw.integers(1, 4))
    everyone = tuple(range(len(graph)))
    found = share_rooms(
        everyone, leads, neighbours=dict(graph.adj), hours=hours, weights=weights, largest=largest
    )
    assert sound(found, graph, largest, leads)
    assert tiers(found, everyone, hours, weights, spread=several) == min(
        tiers(ways, everyone, hours, weights, spread=several)
        for ways in sharings(graph, everyone, largest)
        if len(ways) <= leads
    )


def can_be_matched(sharing, bars):
    """Return whether each group can have a person of its own who is not barred from it."""
    return any(
        all(bars[person].isdisjoint(group) for person, group in zip(order, sharing, strict=True))
        for order in permutations(range(len(bars)), len(sharing))
    )


@pytest.mark.parametrize("even", [False, True])
@pytest.mark.parametrize("block", range(3))
def test_avoid_lists_are_minded_when_places_are_shared(block, even):
    """The same tiers among the sharings that can be matched to people who avoid some places (R18)."""
    for seed in range(block * 12, block * 12 + 12):
        graph, hours, weights = random_ground(seed, most=5)
        draw = np.random.default_rng(7000 + seed)
        everyone = tuple(range(len(graph)))
        bars = [
            frozenset(v for v in everyone if draw.random() < 0.4) for _ in range(int(draw.integers(1, 5)))
        ]
        groups = connected_groups(everyone, dict(graph.adj), 3)
        ways = [
            way for way in sharings(graph, everyone, 3) if len(way) <= len(bars) and can_be_matched(way, bars)
        ]
        least = min(tiers(way, everyone, hours, weights, spread=lambda _: 0) for way in ways)
        spread = squares(hours, least[1]) if even else several
        found = share_groups(groups, bars, hours=hours, weights=weights, even=even)
        assert can_be_matched(found, bars)
        assert (seed, tiers(found, everyone, hours, weights, spread=spread)) == (
            seed,
            min(tiers(way, everyone, hours, weights, spread=spread) for way in ways),
        )


def test_connected_groups_are_all_there():
    """On a path of four, groups of up to three are all its pieces but the whole."""
    path = {0: (1,), 1: (0, 2), 2: (1, 3), 3: (2,)}
    assert connected_groups([0, 1, 2, 3], path, 3) == [
        (0,), (0, 1), (0, 1, 2), (1,), (1, 2), (1, 2, 3), (2,), (2, 3), (3,),
    ]  # fmt: skip


def test_a_very_large_zone_is_shared_in_blocks():
    """A relaxed zone of 20 villages in a row and 5 people: all served, no one more than four."""
    row = {v: tuple(u for u in (v - 1, v + 1) if 0 <= u < 20) for v in range(20)}
    hours, weights = dict.fromkeys(range(20), 1000), dict.fromkeys(range(20), 1)
    found = share_villages([range(20)], 6, neighbours=row, hours=hours, weights=weights, largest=4)
    assert sorted(v for duty in found for v in duty) == list(range(20))
    assert len(found) <= 6
    assert max(map(len, found)) <= 4


def test_enough_leads_take_a_room_each():
    """With as many leads as rooms nothing is shared."""
    ground = {"neighbours": {0: (1,), 1: (0,)}, "hours": {0: 1, 1: 1}, "weights": {0: 1, 1: 1}, "largest": 3}
    assert share_rooms([1, 0], 2, **ground) == [(0,), (1,)]
    assert share_rooms([1, 0], 0, **ground) == []
    assert share_rooms([1, 0], 1, **ground) == [(0, 1)]
