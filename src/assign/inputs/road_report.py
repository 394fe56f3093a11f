"""What was done to make a network of the road lines: how much is used, what was left out, joined or walked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
import shapely
from numpy.typing import NDArray

from assign.errors import Fault, Severity
from assign.inputs.check_shapes import on_the_ground
from assign.inputs.check_values import SHOWN
from assign.inputs.streets import Streets
from assign.messages import Value
from assign.policy import Policy
from assign.problem import Travel

FAR_M = 2_000.0
"""An office farther than this from any road is worth a warning."""
ISLAND_M = 500.0
"""Offices that hang on a longer bridge are listed …"""
ISLANDS = 10
"""… for this many bridges."""


@dataclass(frozen=True, slots=True, eq=False)
class Joined:
    """Pieces of the network as they were joined.

    Parameters
    ----------
    piece
        (lines,) the piece of each line.
    office_piece
        (villages,) the piece that each office joins.
    between
        (bridges, 2) the pieces at both ends of each bridge.
    gaps
        (bridges, 2, 2) metres.
    kph
        (bridges,) speed over each.
    main
        The piece with the most road.
    """

    piece: NDArray[np.int64]
    office_piece: NDArray[np.int64]
    between: NDArray[np.int64]
    gaps: NDArray[np.float64]
    kph: NDArray[np.float64]
    main: int

    @property
    def length_m(self) -> NDArray[np.float64]:
        """(bridges,) metres."""
        return _length_m(self.gaps)


def usage_note(streets: Streets, joined: Joined, before: Sequence[Fault], *, lines: int, file: str) -> Fault:
    """Return the note that says how much of the network is used.

    Parameters
    ----------
    before
        The notes on what was left out, by their codes.
    lines
        Features of the road file.
    """
    length_km = shapely.length(streets.lines) / 1000
    left_out = {fault.code: fault.values.get("count", 0) for fault in before}
    values: dict[str, Value] = {
        "lines": lines,
        "used": len(np.unique(streets.row)),
        "length_km": f"{length_km.sum():,.0f}",
        "classes": _by_class(streets, length_km),
        "closed": left_out.get("roads-impassable", 0),
        "empty": left_out.get("roads-not-lines", 0),
        "doubles": left_out.get("roads-duplicate", 0),
        "scraps": left_out.get("roads-scraps", 0),
        "pieces": int(joined.piece.max()) + 1,
        "bridges": len(joined.gaps),
        "bridge_km": round(float(joined.length_m.sum()) / 1000, 2),
    }
    return Fault("roads-used", Severity.NOTE, file=file, values=values)


def far_offices(
    office_xy: NDArray[np.float64], leg_m: NDArray[np.float64], ids: Sequence[str], crs: str, file: str
) -> list[Fault]:
    """Return a warning that names the offices far from any road, the farthest first."""
    far = np.flatnonzero(leg_m > FAR_M)
    if not len(far):
        return []
    far = far[np.argsort(-leg_m[far], kind="stable")]
    values: dict[str, Value] = {
        "count": len(far),
        "longest_km": round(float(leg_m.max()) / 1000, 1),
        "limit_km": FAR_M / 1000,
        "ids": some_ids(far, ids),
    }
    shape = on_the_ground(np.asarray(shapely.points(office_xy[far]), dtype=object), crs)
    return [Fault("offices-far-from-road", Severity.WARNING, file=file, values=values, shape=shape)]


def snap_note(gaps: NDArray[np.float64], snap_m: float, crs: str, file: str) -> list[Fault]:
    """Return a note on the ends that were joined because they nearly meet."""
    if not len(gaps):
        return []
    values: dict[str, Value] = {"count": len(gaps), "snap_m": snap_m}
    shape = _ground(gaps, crs)
    return [Fault("roads-snapped", Severity.NOTE, file=file, values=values, shape=shape)]


def landing_note(gaps: NDArray[np.float64], crs: str, file: str) -> list[Fault]:
    """Return a note on the ends of ferry lines that were joined to a road."""
    if not len(gaps):
        return []
    values: dict[str, Value] = {"count": len(gaps), "longest_m": round(float(_length_m(gaps).max()))}
    shape = _ground(gaps, crs)
    return [Fault("ferries-landed", Severity.NOTE, file=file, values=values, shape=shape)]


def scrap_note(lines: NDArray[np.object_], pieces: int, features: int, crs: str, file: str) -> Fault:
    """Return a note on the lines that were left out because nobody joins them."""
    length_km = round(float(shapely.length(lines).sum()) / 1000, 2)
    values: dict[str, Value] = {"pieces": pieces, "length_km": length_km, "count": features}
    shape = on_the_ground(lines, crs)
    return Fault("roads-scraps", Severity.NOTE, file=file, values=values, shape=shape)


def bridge_notes(joined: Joined, ids: Sequence[str], crs: str, file: str) -> list[Fault]:
    """Return a note on all bridges, and one for each long one that offices hang on, the longest first."""
    if not len(joined.gaps):
        return []
    values: dict[str, Value] = {
        "pieces": int(joined.piece.max()) + 1,
        "bridges": len(joined.gaps),
        "longest_m": round(float(joined.length_m.max())),
    }
    shape = _ground(joined.gaps, crs)
    return [
        Fault("roads-bridged", Severity.NOTE, file=file, values=values, shape=shape),
        *_islands(joined, ids, crs, file),
    ]


def untouched_note(
    lines: NDArray[np.object_], outlines: NDArray[np.object_], ids: Sequence[str], crs: str, file: str
) -> list[Fault]:
    """Return a note that names the villages which no road line of the file touches."""
    village, _ = shapely.STRtree(lines).query(outlines, predicate="intersects")
    untouched = np.setdiff1d(np.arange(len(outlines)), village)
    if not len(untouched):
        return []
    values: dict[str, Value] = {
        "count": len(untouched),
        "of": len(outlines),
        "share": f"{100 * (1 - len(untouched) / len(outlines)):.1f}",
        "ids": some_ids(untouched, ids),
    }
    shape = on_the_ground(outlines[untouched], crs)
    return [Fault("villages-without-road", Severity.NOTE, file=file, values=values, shape=shape)]


def travel_note(
    travel: Travel, site_xy: NDArray[np.float64], village_xy: NDArray[np.float64], policy: Policy, file: str
) -> Fault:
    """Return a note on the share of pairs that go by road and not straight on foot."""
    site = np.repeat(np.arange(len(site_xy)), np.diff(travel.indptr))
    straight_m = np.hypot(*(site_xy[site] - village_xy[travel.village]).T)
    walk_min = np.round(straight_m * 0.06 / policy.number("travel.off_road_kph"), 2)
    apart = walk_min > 0
    share = 100 * float((travel.minutes[apart] < walk_min[apart]).mean()) if apart.any() else 100.0
    values: dict[str, Value] = {"pairs": int(apart.sum()), "share": f"{share:.1f}"}
    return Fault("travel-by-road", Severity.NOTE, file=file, values=values)


def some_ids(places: NDArray[np.int64], ids: Sequence[str], limit: int = SHOWN) -> str:
    """Return ids as text, so many and how many more; a dash when none are known."""
    named = [ids[place] for place in places[:limit] if place < len(ids)]
    more = f" (+{len(places) - limit})" if len(places) > limit else ""
    return (", ".join(named) or "—") + more


def _islands(joined: Joined, ids: Sequence[str], crs: str, file: str) -> list[Fault]:
    """Return a note for each long bridge: which offices are reached over it alone."""
    tree: nx.Graph[int] = nx.Graph(joined.between.tolist())
    faults = []
    for bridge in np.argsort(-joined.length_m, kind="stable")[:ISLANDS]:
        length_m = float(joined.length_m[bridge])
        if length_m <= ISLAND_M:
            break
        first, second = (int(piece) for piece in joined.between[bridge])
        tree.remove_edge(first, second)
        far_side = nx.node_connected_component(tree, first)
        if joined.main in far_side:
            far_side = nx.node_connected_component(tree, second)
        tree.add_edge(first, second)
        offices = np.flatnonzero(np.isin(joined.office_piece, sorted(far_side)))
        if not len(offices):
            continue
        kph = float(joined.kph[bridge])
        values: dict[str, Value] = {
            "offices": len(offices),
            "ids": some_ids(offices, ids, limit=5),
            "length_m": round(length_m),
            "kph": kph,
            "minutes": round(length_m * 0.06 / kph, 1),
        }
        shape = _ground(joined.gaps[bridge : bridge + 1], crs)
        faults.append(Fault("roads-island", Severity.NOTE, file=file, values=values, shape=shape))
    return faults


def _by_class(streets: Streets, length_km: NDArray[np.float64]) -> str:
    """Return kilometres by class as text, the longest first; no name stands as a dash."""
    names, number = np.unique(streets.road_class.astype(str), return_inverse=True)
    total_km = np.bincount(number, weights=length_km)
    order = np.argsort(-total_km, kind="stable")
    shown = [f"{names[place] or '—'} {total_km[place]:,.0f} km" for place in order[:12]]
    return ", ".join(shown) + (f" (+{len(order) - 12})" if len(order) > 12 else "")


def _ground(gaps: NDArray[np.float64], crs: str) -> bytes:
    """Return the shape of a fault: gaps as lines."""
    return on_the_ground(np.asarray(shapely.linestrings(gaps), dtype=object), crs)


def _length_m(gaps: NDArray[np.float64]) -> NDArray[np.float64]:
    along = gaps[:, 0] - gaps[:, 1]
    return np.asarray(np.hypot(along[:, 0], along[:, 1]), np.float64)
