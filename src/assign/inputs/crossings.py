"""Shared borders that no road crosses, such as a river without a bridge: they can be made not to count (R06).

With `R06.max_drive_min` above zero two villages that share a border are neighbours only where a road runs from one
into the other, or where one drives from office to office within so many minutes. The second lets field tracks be
missing from the road file: the next road round is not far, unless a river or a mountain lies between. Legs from an
office to the road do not count, and breaks of the network wider than the gap between outlines are not driven over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from assign.errors import Fault, Severity
from assign.inputs.check_shapes import on_the_ground
from assign.inputs.check_values import SHOWN
from assign.inputs.paths import road_minutes
from assign.messages import Value
from assign.policy import Policy
from assign.problem import RoadNetwork

Borders = NDArray[np.int32]

_INSIDE_M = 10.0
"""A road is in a village from this length on: one that only touches the outline is not."""


def borders_that_count(
    borders: Borders,
    network: RoadNetwork | None,
    outlines: NDArray[np.object_],
    *,
    ids: Sequence[str],
    crs: str,
    policy: Policy,
    file: str,
) -> tuple[Borders, list[Fault]]:
    """Return the borders that make neighbours, and a note on those that do not.

    Parameters
    ----------
    borders
        (borders, 2) village numbers, sorted.
    outlines
        (villages,) polygons in metres of `crs`.
    ids
        (villages,) for the note.
    """
    rule = policy["R06"]
    limit_min, gap_m = rule.number("max_drive_min"), rule.number("max_gap_m")
    if limit_min == 0 or not len(borders):
        return borders, []
    if network is None:
        values: dict[str, Value] = {"max_drive_min": limit_min}
        return borders, [Fault("borders-without-roads", Severity.WARNING, "case.toml", values=values)]
    counts = _driven(borders, network, limit_min, gap_m)
    open_question = np.flatnonzero(~counts)
    if len(open_question):
        lines = np.asarray(gpd.GeoSeries(network.lines, crs="EPSG:4326").to_crs(crs).array, dtype=object)
        counts[open_question] = _crossed(borders[open_question], lines, outlines, gap_m)
    return borders[counts], _note(borders[~counts], outlines, ids, limit_min, crs, file)


def _driven(borders: Borders, network: RoadNetwork, limit_min: float, gap_m: float) -> NDArray[np.bool_]:
    """Return which pairs are within `limit_min` of each other by road, in either direction."""
    apart = network.node_xy[network.tail] - network.node_xy[network.head]
    real = (network.edge_kind == 0) | (np.hypot(apart[:, 0], apart[:, 1]) <= gap_m)
    tail, head = network.tail[real], network.head[real]
    both_ways = replace(
        network,
        tail=np.concatenate([tail, head]),
        head=np.concatenate([head, tail]),
        minutes=np.tile(network.minutes[real], 2),
        village_leg_min=np.zeros(len(network.village_node)),
        site_node=network.village_node,
        site_leg_min=np.zeros(len(network.village_node)),
    )
    villages = len(network.village_node)
    indptr = np.searchsorted(borders[:, 0], np.arange(villages + 1)).astype(np.int64)
    limit = np.full(len(borders), limit_min)
    minutes = road_minutes(both_ways, indptr, borders[:, 1], limit, np.zeros(villages, np.int32))
    return np.asarray(minutes <= limit_min, np.bool_)


def _crossed(
    borders: Borders, lines: NDArray[np.object_], outlines: NDArray[np.object_], gap_m: float
) -> NDArray[np.bool_]:
    """Return which pairs have a road that runs from one village into the other, over a gap at most."""
    villages = np.unique(borders)
    at, line = shapely.STRtree(lines).query(outlines[villages], predicate="intersects")
    held = pd.DataFrame({"village": villages[at], "line": line})
    pairs = pd.DataFrame({"pair": np.arange(len(borders)), "first": borders[:, 0], "second": borders[:, 1]})
    pairs = pairs.merge(held, left_on="first", right_on="village")
    pairs = pairs.merge(held, left_on=["second", "line"], right_on=["village", "line"])
    drawn = lines[pairs["line"]]
    here = shapely.intersection(drawn, outlines[pairs["first"]])
    there = shapely.intersection(drawn, outlines[pairs["second"]])
    through = (shapely.length(here) >= _INSIDE_M) & (shapely.length(there) >= _INSIDE_M)
    through &= shapely.distance(here, there) <= gap_m
    return np.isin(np.arange(len(borders)), pairs["pair"].to_numpy()[through])


def _note(
    borders: Borders,
    outlines: NDArray[np.object_],
    ids: Sequence[str],
    limit_min: float,
    crs: str,
    file: str,
) -> list[Fault]:
    """Return a note that names the pairs whose border does not count; its shape is those borders."""
    if not len(borders):
        return []
    shown = ", ".join(f"{ids[first]}–{ids[second]}" for first, second in borders[:SHOWN].tolist())
    more = f" (+{len(borders) - SHOWN})" if len(borders) > SHOWN else ""
    values: dict[str, Value] = {"count": len(borders), "pairs": shown + more, "max_drive_min": limit_min}
    first, second = outlines[borders[:, 0]], outlines[borders[:, 1]]
    shared = shapely.intersection(first, second)
    empty = shapely.is_empty(shared)
    shared[empty] = shapely.shortest_line(first[empty], second[empty])
    shape = on_the_ground(shared, crs)
    return [Fault("borders-not-crossed", Severity.NOTE, file, values=values, shape=shape)]
