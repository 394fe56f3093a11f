"""What coordinates look like when the file does not say, or says it wrongly: which EPSG code to name.

China's maps are in degrees or in Gauss-Krüger metres: zones of 3° or 6°, the easting with the zone's number before it
(38,528,770: zone 38) or without (528,770: any zone). Degrees or metres with the two axes exchanged are told too.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

NORTH_M = (1.5e6, 6.2e6)
"""Northings of China: Hainan to Heilongjiang."""
_EAST_M = (1e5, 9e5)
_LON, _LAT = (73.0, 136.0), (3.0, 54.0)
_NOBODY_NORTH = 72.0
"""A whole layer north of here has its axes exchanged: no county lies there."""

_LONGITUDES: dict[str, tuple[float, float]] = {
    "11": (115.4, 117.5),
    "12": (116.7, 118.1),
    "13": (113.4, 119.9),
    "14": (110.2, 114.6),
    "15": (97.2, 126.1),
    "21": (118.8, 125.8),
    "22": (121.6, 131.3),
    "23": (121.2, 135.1),
    "31": (120.8, 122.2),
    "32": (116.3, 121.9),
    "33": (118.0, 123.2),
    "34": (114.9, 119.6),
    "35": (115.8, 120.7),
    "36": (113.6, 118.5),
    "37": (114.8, 122.7),
    "41": (110.3, 116.7),
    "42": (108.4, 116.1),
    "43": (108.8, 114.3),
    "44": (109.6, 117.3),
    "45": (104.4, 112.1),
    "46": (108.6, 111.1),
    "50": (105.3, 110.2),
    "51": (97.3, 108.5),
    "52": (103.6, 109.6),
    "53": (97.5, 106.2),
    "54": (78.4, 99.1),
    "61": (105.5, 111.2),
    "62": (92.2, 108.7),
    "63": (89.4, 103.1),
    "64": (104.3, 107.7),
    "65": (73.5, 96.4),
}
"""Province by the first two digits of a statistical code -> its westernmost and easternmost longitude."""


class Looks(StrEnum):
    """What coordinates look like."""

    DEGREES = "degrees"
    ZONE = "zone"  # Gauss-Krüger with the zone before the easting
    NO_ZONE = "no-zone"  # Gauss-Krüger or UTM without
    SWAPPED = "swapped"
    UNKNOWN = "unknown"


class Advice(NamedTuple):
    """What coordinates look like, and which codes would say so.

    Parameters
    ----------
    zone
        Number of the zone, where the easting has one.
    code
        The likeliest, such as ``EPSG:4526``; several for `Looks.NO_ZONE`.
    older
        The same zone in the systems before 2018, Xi'an 1980 and Beijing 1954.
    """

    looks: Looks
    zone: int = 0
    code: str = ""
    older: str = ""


def advise(bounds: Floats, provinces: Collection[str] = ()) -> Advice:
    """Return what (west, south, east, north) look like.

    Parameters
    ----------
    provinces
        First two digits of the villages' statistical codes, where they have any.
    """
    if not np.isfinite(bounds).all():
        return Advice(Looks.UNKNOWN)
    west, south, east, north = (float(value) for value in bounds)
    straight = _metres(west, south, east, north, provinces)
    if straight is not None:
        return straight
    if are_swapped_degrees(bounds):
        return Advice(Looks.SWAPPED, code="EPSG:4490")
    if west >= -180 and east <= 180 and south >= -90 and north <= 90:
        return Advice(Looks.DEGREES, code="EPSG:4490")
    turned = _metres(south, west, north, east, provinces)
    return Advice(Looks.UNKNOWN) if turned is None else turned._replace(looks=Looks.SWAPPED)


def are_swapped_degrees(bounds: Floats) -> bool:
    """Return whether degrees have latitude first: China's read so, or a whole layer beyond 72° north."""
    west, south, east, north = (float(value) for value in bounds)
    in_china = _LAT[0] <= west <= east <= _LAT[1] and _LON[0] <= south <= north <= _LON[1]
    return in_china or (south > _NOBODY_NORTH and north <= 180 and west >= -60 and east <= 60)


def _metres(
    west: float, south: float, east: float, north: float, provinces: Collection[str]
) -> Advice | None:
    if not NORTH_M[0] <= south <= north <= NORTH_M[1]:
        return None
    zone = int(west // 1e6)
    if zone != int(east // 1e6) or not (_EAST_M[0] <= west % 1e6 and east % 1e6 <= _EAST_M[1]):
        return None
    if zone == 0:
        return Advice(Looks.NO_ZONE, code=_likely(provinces))
    if 13 <= zone <= 23:
        codes = 4491 + zone - 13, 2327 + zone - 13, 21413 + zone - 13
    elif 25 <= zone <= 45:
        codes = 4513 + zone - 25, 2349 + zone - 25, 2401 + zone - 25
    else:
        return None
    return Advice(Looks.ZONE, zone, f"EPSG:{codes[0]}", f"EPSG:{codes[1]}, EPSG:{codes[2]}")


def _likely(provinces: Collection[str]) -> str:
    """Return the codes of the zones that the provinces lie in, by central meridian; 3° zones first, then 6°."""
    known = [_LONGITUDES[code] for code in provinces if code in _LONGITUDES]
    if not known:
        return "EPSG:4534 (75°E), EPSG:4535 (78°E) … EPSG:4554 (135°E); EPSG:4502 (75°E) … EPSG:4512 (135°E)"
    west, east = min(low for low, _ in known), max(high for _, high in known)
    narrow = [cm for cm in range(75, 136, 3) if cm - 1.5 < east and cm + 1.5 > west]
    wide = [cm for cm in range(75, 136, 6) if cm - 3 < east and cm + 3 > west]
    texts = [f"EPSG:{4534 + (cm - 75) // 3} ({cm}°E)" for cm in narrow]
    return ", ".join([*texts, *(f"EPSG:{4502 + (cm - 75) // 6} ({cm}°E, 6°)" for cm in wide)])
