"""The shifted coordinates of Chinese web maps, to WGS 84 and back: GCJ-02 (Gaode, Tencent) and BD-09 (Baidu).

GCJ-02 moves each point by a few hundred metres along a published pseudo-random field [1]_; BD-09 turns and widens
GCJ-02 a little more. Neither has a closed inverse: the shift is taken back by fixed-point iteration, which falls below
a tenth of a micrometre after ten rounds as the field is almost flat.

References
----------
.. [1] "Restrictions on geographic data in China", Wikipedia; the field as in the open implementations of eviltransform.
"""

from __future__ import annotations

import re

import numpy as np
import shapely
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_AXIS_M, _ECCENTRICITY2 = 6378245.0, 0.00669342162296594323
"""Krasovsky's ellipsoid, on which the field is defined."""
_BAIDU = np.pi * 3000.0 / 180.0
_ROUNDS = 10
_NAMES = {
    **dict.fromkeys(("gcj02", "火星坐标", "火星坐标系", "高德"), "GCJ-02"),
    **dict.fromkeys(("bd09", "bd09ll", "百度", "百度坐标", "百度坐标系"), "BD-09"),
}


def offset_of(crs: str) -> str:
    """Return ``"GCJ-02"`` or ``"BD-09"`` when a text names that, however spelt, else ``""``."""
    return _NAMES.get(re.sub(r"[\s_\-]", "", crs).casefold(), "")


def shapes_to_wgs84(shapes: NDArray[np.object_], offset: str) -> NDArray[np.object_]:
    """Return geometries of shifted degrees in WGS 84."""
    return np.asarray(shapely.transform(shapes, lambda xy: to_wgs84(xy, offset)), dtype=object)


def to_wgs84(lonlat: Floats, offset: str) -> Floats:
    """Return (points, 2) WGS 84 degrees of shifted ones; NaN stays NaN."""
    if offset == "BD-09":
        lonlat = _baidu_to_gcj02(lonlat)
    found = lonlat.copy()
    for _ in range(_ROUNDS):
        found = found - (to_gcj02(found) - lonlat)
    return found


def to_gcj02(lonlat: Floats) -> Floats:
    """Return (points, 2) GCJ-02 degrees of WGS 84 ones; outside China's box nothing moves."""
    lon, lat = lonlat[:, 0], lonlat[:, 1]
    x, y = lon - 105.0, lat - 35.0
    waves = 20.0 * np.sin(6.0 * x * np.pi) + 20.0 * np.sin(2.0 * x * np.pi)
    root = np.sqrt(np.abs(x))
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + waves * 2.0 / 3.0
    north += (20.0 * np.sin(y * np.pi) + 40.0 * np.sin(y / 3.0 * np.pi)) * 2.0 / 3.0
    north += (160.0 * np.sin(y / 12.0 * np.pi) + 320.0 * np.sin(y * np.pi / 30.0)) * 2.0 / 3.0
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + waves * 2.0 / 3.0
    east += (20.0 * np.sin(x * np.pi) + 40.0 * np.sin(x / 3.0 * np.pi)) * 2.0 / 3.0
    east += (150.0 * np.sin(x / 12.0 * np.pi) + 300.0 * np.sin(x / 30.0 * np.pi)) * 2.0 / 3.0
    radians = np.radians(lat)
    magic = 1.0 - _ECCENTRICITY2 * np.sin(radians) ** 2
    meridian_m = _AXIS_M * (1.0 - _ECCENTRICITY2) / (magic * np.sqrt(magic))
    parallel_m = _AXIS_M / np.sqrt(magic) * np.cos(radians)
    shift = np.degrees(np.column_stack([east / parallel_m, north / meridian_m]))
    inside = (lon > 72.004) & (lon < 137.8347) & (lat > 0.8293) & (lat < 55.8271)
    return np.asarray(np.where(inside[:, None], lonlat + shift, lonlat), np.float64)


def to_bd09(lonlat: Floats) -> Floats:
    """Return (points, 2) BD-09 degrees of WGS 84 ones."""
    x, y = to_gcj02(lonlat).T
    radius = np.hypot(x, y) + 0.00002 * np.sin(y * _BAIDU)
    angle = np.arctan2(y, x) + 0.000003 * np.cos(x * _BAIDU)
    return np.asarray(
        np.column_stack([radius * np.cos(angle) + 0.0065, radius * np.sin(angle) + 0.006]), np.float64
    )


def _baidu_to_gcj02(lonlat: Floats) -> Floats:
    """Return GCJ-02 degrees of BD-09 ones, by iteration on the forward formula."""
    found = np.asarray(lonlat - np.array([0.0065, 0.006]), np.float64)
    for _ in range(_ROUNDS):
        x, y = found.T
        radius = np.hypot(x, y) + 0.00002 * np.sin(y * _BAIDU)
        angle = np.arctan2(y, x) + 0.000003 * np.cos(x * _BAIDU)
        forward = np.column_stack([radius * np.cos(angle) + 0.0065, radius * np.sin(angle) + 0.006])
        found = np.asarray(found - (forward - lonlat), np.float64)
    return found
