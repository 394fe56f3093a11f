"""Geometries as they come out of files: made flat, what is endless or broken taken out and named."""

from __future__ import annotations

import warnings

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import ProjError

from assign.errors import Fault


def crs_of(text: str) -> CRS | None:
    """Return the coordinate reference system that a text names, or None where it leads to no place on Earth."""
    try:
        crs = CRS.from_user_input(text)
        Transformer.from_crs(crs, "EPSG:4326")
    except ProjError:
        return None
    return crs


def same_crs(first: str, second: str) -> bool:
    """Return whether two texts name the same CRS, whichever axis comes first."""
    one, other = crs_of(first), crs_of(second)
    return one is not None and other is not None and one.equals(other, ignore_axis_order=True)


def first_line(error: object) -> str:
    """Return the beginning of what a library says."""
    return str(error).strip().split("\n")[0][:80]


def shapes_of_wkb(wkb: list[bytes | None], file: str, layer: str, faults: list[Fault]) -> NDArray[np.object_]:
    """Return flat geometries; what GEOS cannot build (a ring of two points) becomes None and is said."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # numpy speaks of what is named below as a broken shape
        shapes = np.asarray(
            shapely.from_wkb(np.asarray(wkb, dtype=object), on_invalid="ignore"), dtype=object
        )
    given = np.array([item is not None for item in wkb], dtype=bool)
    return sound_shapes(shapes, given, file, layer, faults)


def sound_shapes(
    shapes: NDArray[np.object_], given: NDArray[np.bool_], file: str, layer: str, faults: list[Fault]
) -> NDArray[np.object_]:
    """Return flat geometries, None in place of those with endless coordinates.

    Parameters
    ----------
    given
        Where the file has something; what is None there all the same was broken.
    """
    flat = np.asarray(shapely.force_2d(shapes), dtype=object)
    endless = (
        ~np.isfinite(shapely.bounds(flat)).all(axis=1) & ~shapely.is_empty(flat) & ~shapely.is_missing(flat)
    )
    # bounds skip NaN, so a point of NaN among others shows only in the coordinates
    xy, owner = shapely.get_coordinates(flat, return_index=True)
    endless[owner[~np.isfinite(xy).all(axis=1)]] = True
    faults += [
        Fault("shape-not-finite", file=file, sheet=layer, row=int(n) + 1)
        for n in np.flatnonzero(endless)[:20]
    ]
    shapes[endless] = flat[endless] = None
    lost = np.flatnonzero(shapely.is_missing(shapes) & given & ~endless)
    faults += [Fault("shape-broken", file=file, sheet=layer, row=int(number) + 1) for number in lost]
    return flat
