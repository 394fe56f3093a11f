"""Road lines: through roads as long curves, lanes, spurs to the offices, village streets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from assign.demo.land import Land
from assign.demo.measure import draw_lines, gap_m, graph_of
from assign.demo.noise import Floats, Ints, stream
from assign.demo.ways import CLASSES, TOWNSHIP, VILLAGE, Ways

_BRIDGES = (
    "八字桥 (Bazi bridge)", "三里桥 (Sanli bridge)", "青石桥 (Qingshi bridge)", "柳河桥 (Liuhe bridge)",
    "张庄桥 (Zhangzhuang bridge)", "永安桥 (Yong'an bridge)", "通济桥 (Tongji bridge)",
    "双龙桥 (Shuanglong bridge)",
    "杨堤桥 (Yangdi bridge)", "惠民桥 (Huimin bridge)",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Roads:
    """Road lines (metres) with their columns ``road_class``, ``name``, ``oneway``."""

    lines: NDArray[np.object_]
    table: pd.DataFrame


def draw_roads(land: Land, ways: Ways, offices: Floats, *, street_lines: int, seed: int) -> Roads:
    """Return all road lines; lines that meet share a vertex, not always an end.

    Parameters
    ----------
    offices
        (villages, 2) metres; each gets a lane of its own.
    street_lines
        Village streets each way around every office; 0 for streets at seats and communities only.
    """
    parts = [
        _through_roads(ways),
        _lanes(land, ways, seed),
        _spurs(land, ways, offices),
        _streets(land, ways, street_lines, seed),
    ]
    lines = np.concatenate([part.lines for part in parts])
    return Roads(lines, pd.concat([part.table for part in parts], ignore_index=True))


def _table(
    count: int, road_class: str | list[str], name: str | list[str] = "", oneway: str | list[str] = "no"
) -> pd.DataFrame:
    return pd.DataFrame({"road_class": road_class, "name": name, "oneway": oneway}, index=range(count))


def _through_roads(ways: Ways) -> Roads:
    """Return each numbered road as curves that pass several junctions, broken where it joins a higher one."""
    count = len(ways.nodes)
    key = ways.edges[:, 0] * count + ways.edges[:, 1]
    lines, classes, names = [], [], []
    for number, route in enumerate(ways.routes):
        low = np.minimum(route.path[1:], route.path[:-1])
        at = np.searchsorted(key, low * count + np.maximum(route.path[1:], route.path[:-1]))
        own = (ways.route[at] == number) & ~ways.bridge[at]
        curve = _curve(ways.nodes[route.path])
        cuts = np.flatnonzero(np.diff(np.concatenate([[False], own, [False]]).astype(int)))
        for first, last in cuts.reshape(-1, 2):
            lines.append(shapely.linestrings(curve[3 * first : 3 * last + 1]))
            classes.append(CLASSES[route.rank])
            names.append(route.name)
    return Roads(np.array(lines, dtype=object), _table(len(lines), classes, names))


def _curve(points: Floats) -> Floats:
    """Return a smooth curve through the points (Catmull-Rom), two more points on each stretch."""
    before = np.concatenate([points[:1], points[:-1]])
    after = np.concatenate([points[1:], points[-1:]])
    slope = 0.5 * (after - before)
    start, end, leave, arrive = points[:-1], points[1:], slope[:-1], slope[1:]
    out = np.empty((3 * len(points) - 2, 2))
    out[::3] = points
    for offset, share in ((1, 1 / 3), (2, 2 / 3)):
        square, cube = share**2, share**3
        out[offset::3] = (
            (2 * cube - 3 * square + 1) * start
            + (cube - 2 * square + share) * leave
            + (3 * square - 2 * cube) * end
            + (cube - square) * arrive
        )
    return out


def _lanes(land: Land, ways: Ways, seed: int) -> Roads:
    """Return the unnumbered roads, one line an edge, slightly bent, and the bridges with their names."""
    rng = stream(seed, "lanes")
    chosen = np.flatnonzero((ways.route < 0) | ways.bridge)
    edges, rank, bridge = ways.edges[chosen], ways.rank[chosen], ways.bridge[chosen]
    start, end = ways.nodes[edges[:, 0]], ways.nodes[edges[:, 1]]
    side = np.stack([-(end - start)[:, 1], (end - start)[:, 0]], axis=1)
    bend = np.where(bridge[:, None], 0, np.clip(rng.normal(0, 0.05, (len(edges), 2)), -0.1, 0.1))
    points = np.stack(
        [
            start,
            start + 0.34 * (end - start) + bend[:, :1] * side,
            start + 0.67 * (end - start) + (0.6 * bend[:, :1] + 0.4 * bend[:, 1:]) * side,
            end,
        ],
        axis=1,
    )
    lines = draw_lines(points)
    names = np.full(len(edges), "", dtype=object)
    names[bridge] = [_bridge_name(number) for number in range(int(bridge.sum()))]
    town = rank == TOWNSHIP
    township = land.township[land.village[edges[:, 0]]] + 1
    names[town & ~bridge] = [f"Y{number:03d}" for number in township[town & ~bridge]]
    oneway = np.full(len(edges), "no", dtype=object)
    oneway[_oneway(land, ways, chosen, rng)] = "yes"
    classes = [CLASSES[number] for number in rank]
    return Roads(lines, _table(len(edges), classes, names.tolist(), oneway.tolist()))


def _bridge_name(number: int) -> str:
    name = _BRIDGES[number % len(_BRIDGES)]
    turn = number // len(_BRIDGES)
    return (
        name
        if not turn
        else name.replace("桥 (", f"{turn + 1}号桥 (").replace(" bridge", f" bridge {turn + 1}")
    )


def _oneway(land: Land, ways: Ways, chosen: Ints, rng: np.random.Generator) -> list[int]:
    """Return a few lanes of towns (places in `chosen`) made one-way without cutting anybody off."""
    count = len(ways.nodes)
    urban = land.urban[land.village[ways.edges[chosen]]].all(axis=1)
    able = np.flatnonzero(urban & (ways.rank[chosen] <= VILLAGE) & ~ways.bridge[chosen])
    out: list[int] = []
    for place in rng.permutation(able)[: max(1, len(able) // 15)].tolist():
        one = np.zeros(len(ways.edges), dtype=np.bool_)
        one[chosen[[*out, place]]] = True
        back = ways.edges[~one][:, ::-1]
        both = np.concatenate([ways.edges, back])
        graph = graph_of(both, np.ones(len(both)), count)
        if connected_components(graph, directed=True, connection="strong")[0] == 1:
            out.append(place)
    return sorted(out)


def _spurs(land: Land, ways: Ways, offices: Floats) -> Roads:
    """Return the lane from the crossing of the main hamlet to each office."""
    crossing = ways.nodes[land.main_hamlet]
    lines = draw_lines(np.stack([crossing, offices], axis=1))
    return Roads(lines, _table(len(lines), CLASSES[VILLAGE]))


def _streets(land: Land, ways: Ways, street_lines: int, seed: int) -> Roads:
    """Return small grids of streets whose lines share vertices; one crossing of each is the hamlet's."""
    rng = stream(seed, "streets")
    grown = land.urban.copy()
    grown[land.seat] = True
    near_m = gap_m(ways.nodes)
    lines: list[NDArray[np.object_]] = []
    for village, hamlet in enumerate(land.main_hamlet.tolist()):
        mean = street_lines + (2 if grown[village] else 0)
        if not mean:
            continue
        rows, columns = np.clip(rng.poisson(mean - 1, 2) + 1, 2, 7).tolist()
        step_m = np.minimum(rng.uniform(50, 85, 2), 0.75 * near_m[hamlet] / np.array([rows, columns]))
        turn = rng.normal(0, 0.08)
        east = step_m[0] * np.array([np.cos(turn), np.sin(turn)])
        north = step_m[1] * np.array([-np.sin(turn), np.cos(turn)])
        row = np.arange(rows) - rows // 2
        column = np.arange(columns) - columns // 2
        grid = ways.nodes[hamlet] + row[:, None, None] * north + column[None, :, None] * east
        lines += [draw_lines(grid), draw_lines(grid.transpose(1, 0, 2))]
    every = np.concatenate(lines) if lines else np.zeros(0, dtype=object)
    return Roads(every, _table(len(every), "residential"))
