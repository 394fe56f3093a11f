"""Whether villages and roads sit apart by the shift of a Chinese web map, one of them in GCJ-02 or BD-09.

Village offices stand near roads, and village borders keep to roads or away from them. So when the two files fit, the
mean distance of those points to the nearest road is unlike that at any other place a few hundred metres off. The test
takes the shift of each datum back from one file and then from the other, and asks whether that brings out such a fit
where there is none now. How much the distance varies by chance is seen from twelve shifts of the same length in other
directions: a fit counts when it stands out from those by `CLEAR` standard deviations.

It cannot see a shift that both files share, nor one of files whose roads have nothing to do with the villages: main
roads alone, or too few villages.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer

from assign.errors import Fault, Severity
from assign.inputs.check_shapes import WGS84
from assign.messages import Value
from assign.offsets import to_bd09, to_gcj02, to_wgs84

Floats = NDArray[np.float64]

CLEAR = 5.0
"""Standard deviations by which a fit stands out; on four places that fit, no shift came to more than 1.9."""
TIMES = 2.0
"""The fit must be so many times as clear as that of the data as it stands."""
LEAST_GAIN = 0.1
"""The mean distance must change by this share, at least."""
LEAST_POINTS = 30
_POINTS = 800
"""More points than this are thinned out evenly."""
_OFFICE_CAP_M, _BORDER_CAP_M = 300.0, 150.0
"""A road farther off says nothing about the place."""
_STEP_M = 200.0
_DIRECTIONS = 12
_NORMAL = 1.4826
"""Standard deviation over median deviation of a normal distribution."""
_LEAST_SHIFT_M = 50.0
_DATUMS = ("GCJ-02", "BD-09")


@dataclass(frozen=True, slots=True, eq=False)
class _Evidence:
    """Points that tell: `sides` is 1 where only nearer roads are a fit, 2 where farther ones are too."""

    xy: Floats
    cap_m: float
    sides: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    """One explanation: which file is shifted, by which datum, and how clear the fit then is."""

    role: str
    datum: str
    clear: float
    before_m: float
    after_m: float
    shift_m: float
    points: int


def find_shift(
    lines: NDArray[np.object_],
    office_xy: Floats,
    outlines: NDArray[np.object_],
    *,
    crs: str,
    village_file: str,
    road_file: str,
) -> list[Fault]:
    """Return a warning when one of the two files is most likely in GCJ-02 or BD-09 and the other is not.

    Parameters
    ----------
    lines
        Roads, in metres of `crs`.
    office_xy
        (villages, 2) metres.
    outlines
        (villages,) polygons in metres.
    """
    if len(office_xy) < LEAST_POINTS:
        return []
    tree = shapely.STRtree(lines)
    borders = shapely.get_coordinates(shapely.segmentize(shapely.boundary(outlines), _STEP_M))
    change = Transformer.from_crs(WGS84, CRS.from_user_input(crs), always_xy=True)
    for evidence in (
        _Evidence(_thinned(office_xy), _OFFICE_CAP_M, 1),
        _Evidence(_thinned(borders), _BORDER_CAP_M, 2),
    ):
        best, fits = _best(tree, evidence, change)
        if best:
            return [_warning(best, village_file, road_file)]
        if fits:
            break
    return []


def _best(tree: shapely.STRtree, evidence: _Evidence, change: Transformer) -> tuple[_Candidate | None, bool]:
    """Return the clearest explanation by a shift, if any stands out, and whether the data fits as it is."""
    xy = evidence.xy
    before_m = float(_distance_m(tree, xy, evidence.cap_m).mean())
    found: list[_Candidate] = []
    for datum in _DATUMS:
        shift_m = float(np.hypot(*(_moved(xy, _put_on(datum), change) - xy).mean(axis=0)))
        if shift_m < _LEAST_SHIFT_M:  # outside China nothing is shifted
            return None, True
        usual_m, spread_m = _chance(tree, evidence, shift_m)
        now = _clear(before_m, usual_m, spread_m, evidence.sides)
        if now >= CLEAR:
            return None, True
        for role, move in (("villages", _taken_back(datum)), ("roads", _put_on(datum))):
            after_m = float(_distance_m(tree, _moved(xy, move, change), evidence.cap_m).mean())
            clear = _clear(after_m, usual_m, spread_m, evidence.sides)
            if clear >= max(CLEAR, TIMES * now) and abs(after_m - usual_m) >= LEAST_GAIN * usual_m:
                found.append(_Candidate(role, datum, clear, before_m, after_m, shift_m, len(xy)))
    return max(found, key=lambda one: one.clear, default=None), False


def _chance(tree: shapely.STRtree, evidence: _Evidence, shift_m: float) -> tuple[float, float]:
    """Return what the mean distance usually is, and its spread, m, under shifts of one length in all directions.

    One or two of the directions may lead to where the data fits: median and median deviation pass over them.
    """
    angle = 2 * np.pi * (np.arange(_DIRECTIONS) + 0.5) / _DIRECTIONS
    steps = shift_m * np.column_stack([np.cos(angle), np.sin(angle)])
    far = [_distance_m(tree, evidence.xy + step, evidence.cap_m) for step in steps]
    means = np.array([one.mean() for one in far])
    usual_m = float(np.median(means))
    deviation_m = _NORMAL * float(np.median(np.abs(means - usual_m)))
    sampling_m = float(np.mean([one.std() for one in far])) / np.sqrt(len(evidence.xy))
    return usual_m, max(deviation_m, sampling_m)


def _clear(mean_m: float, usual_m: float, spread_m: float, sides: int) -> float:
    """Return by how many standard deviations a mean distance stands out."""
    apart = (usual_m - mean_m) / max(spread_m, 0.1)
    return abs(apart) if sides == 2 else apart


def _distance_m(tree: shapely.STRtree, xy: Floats, cap_m: float) -> Floats:
    """Return (points,) metres to the nearest road, at most `cap_m`."""
    out = np.full(len(xy), cap_m)
    (point, _), away_m = tree.query_nearest(
        shapely.points(xy), max_distance=cap_m, return_distance=True, all_matches=False
    )
    out[point] = away_m
    return out


def _moved(xy: Floats, move: Callable[[Floats], Floats], change: Transformer) -> Floats:
    lon, lat = change.transform(xy[:, 0], xy[:, 1], direction="INVERSE")
    moved = move(np.column_stack([lon, lat]))
    return np.column_stack(change.transform(moved[:, 0], moved[:, 1]))


def _taken_back(datum: str) -> Callable[[Floats], Floats]:
    return lambda lonlat: to_wgs84(lonlat, datum)


def _put_on(datum: str) -> Callable[[Floats], Floats]:
    """Return the shift itself: to bring villages to shifted roads is to bring the roads back."""
    return to_gcj02 if datum == "GCJ-02" else to_bd09


def _thinned(xy: Floats) -> Floats:
    step = -(-len(xy) // _POINTS)
    return np.asarray(xy[::step], np.float64)


def _warning(found: _Candidate, village_file: str, road_file: str) -> Fault:
    shifted = village_file if found.role == "villages" else road_file
    values: dict[str, Value] = {
        "village_file": village_file,
        "road_file": road_file,
        "shifted_file": shifted,
        "role": found.role,
        "datum": found.datum,
        "shift_m": round(found.shift_m),
        "evidence_count": found.points,
        "before_m": round(found.before_m),
        "after_m": round(found.after_m),
    }
    return Fault(
        "layers-shifted", Severity.WARNING, file=shifted, found=f"≈ {found.shift_m:.0f} m", values=values
    )
