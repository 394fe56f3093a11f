"""Joins of pieces: the quickest road between parts of a jurisdiction that do not touch (R06)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from assign.errors import Fault, Severity
from assign.inputs.check_values import SHOWN
from assign.inputs.paths import site_travel
from assign.messages import Value
from assign.policy import Policy
from assign.problem import RoadNetwork

Pair = tuple[int, int, float]


def join_pieces(
    scopes: Sequence[Sequence[int]],
    borders: NDArray[np.int32],
    *,
    network: RoadNetwork | None,
    village_xy: NDArray[np.float64],
    policy: Policy,
) -> list[Pair]:
    """Return the joins that make each scope one piece: village, village (smaller first), minutes by road.

    Kruskal over the pieces of each scope: of all pairs of villages of different pieces, the one with the
    least minutes (of both directions, two decimals) is joined first; ties go to the lower village numbers.

    Parameters
    ----------
    scopes
        Village numbers that must form one piece each.
    borders
        (borders, 2) village numbers that share a border.
    village_xy
        (villages, 2) metres.
    """
    touching: nx.Graph[int] = nx.Graph(borders.tolist())
    joins: list[Pair] = []
    for scope in scopes:
        pieces = _pieces(touching, scope)
        if len(pieces) > 1:
            joins += _kruskal(pieces, _pairs(pieces, network, village_xy, policy))
    return sorted(joins)


def pieces_note(
    stations: Mapping[str, Sequence[int]], borders: NDArray[np.int32], *, file: str
) -> list[Fault]:
    """Return a note that names the stations whose villages lie in more than one piece, with their pieces.

    Parameters
    ----------
    stations
        Village numbers by station id.
    """
    touching: nx.Graph[int] = nx.Graph(borders.tolist())
    pieces = {key: len(_pieces(touching, stations[key])) for key in sorted(stations)}
    apart = [key for key, count in pieces.items() if count > 1]
    if not apart:
        return []
    shown = ", ".join(f"{key} ({pieces[key]})" for key in apart[:SHOWN])
    more = f" (+{len(apart) - SHOWN})" if len(apart) > SHOWN else ""
    values: dict[str, Value] = {"count": len(apart), "of": len(stations), "stations": shown + more}
    return [Fault("station-in-pieces", Severity.NOTE, file=file, values=values)]


def _pieces(touching: nx.Graph[int], scope: Sequence[int]) -> list[list[int]]:
    """Return the connected parts of a scope, the largest first, then by their lowest village."""
    inside = nx.Graph(touching.subgraph(scope))
    inside.add_nodes_from(scope)
    return sorted(
        (sorted(part) for part in nx.connected_components(inside)), key=lambda part: (-len(part), part)
    )


def _pairs(
    pieces: list[list[int]], network: RoadNetwork | None, village_xy: NDArray[np.float64], policy: Policy
) -> Iterator[Pair]:
    """Yield the pairs of villages of different pieces, the quickest first, ties by village number.

    Searches start in all pieces but the largest, on the network and on the network turned round: that is
    every pair in both directions, for the price of the small pieces only.
    """
    sources = sorted(village for piece in pieces[1:] for village in piece)
    everyone = sorted(village for piece in pieces for village in piece)
    piece_of = {village: number for number, piece in enumerate(pieces) for village in piece}
    minutes = _minutes(network, sources, everyone, village_xy, policy)
    if network is not None:
        back = replace(network, tail=network.head, head=network.tail)
        minutes = np.minimum(minutes, _minutes(back, sources, everyone, village_xy, policy))
    own, others = (np.array([piece_of[village] for village in part]) for part in (sources, everyone))
    row, column = np.nonzero(own[:, None] != others[None])
    ends = np.sort(np.stack([np.array(sources)[row], np.array(everyone)[column]]), axis=0)
    minutes = minutes[row, column]
    for at in np.lexsort((ends[1], ends[0], minutes)):
        yield int(ends[0, at]), int(ends[1, at]), float(minutes[at])


def _minutes(
    network: RoadNetwork | None,
    sources: list[int],
    targets: list[int],
    village_xy: NDArray[np.float64],
    policy: Policy,
) -> NDArray[np.float64]:
    """Return the (sources, targets) minutes between village offices."""
    if network is not None:
        network = replace(
            network,
            site_node=network.village_node[sources],
            site_leg_min=network.village_leg_min[sources],
            village_node=network.village_node[targets],
            village_leg_min=network.village_leg_min[targets],
        )
    travel = site_travel(
        network,
        site_xy=village_xy[sources],
        village_xy=village_xy[targets],
        site_scope=np.zeros(len(sources), np.int32),
        village_scope=np.zeros(len(targets), np.int32),
        policy=policy,
    )
    return travel.minutes.reshape(len(sources), len(targets))


def _kruskal(pieces: list[list[int]], pairs: Iterator[Pair]) -> list[Pair]:
    forest = nx.utils.UnionFind(range(len(pieces)))
    piece_of = {village: number for number, piece in enumerate(pieces) for village in piece}
    joins: list[Pair] = []
    while len(joins) < len(pieces) - 1:
        village, other, minutes = next(pairs)
        first, second = piece_of[village], piece_of[other]
        if forest[first] != forest[second]:
            forest.union(first, second)
            joins.append((village, other, minutes))
    return joins
