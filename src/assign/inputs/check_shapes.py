"""Geometries made fit to measure: brought to WGS 84 and to metres, polygons mended, points given cells."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer

from assign.errors import Fault, Severity
from assign.inputs.check_values import SHOWN, more_of
from assign.inputs.crs_advice import Advice, Looks, advise, are_swapped_degrees
from assign.inputs.geometries import crs_of
from assign.inputs.tables import Table

WGS84 = CRS.from_epsg(4326)
_BESIDE = 10.0
"""Degrees beside its area of use up to which a CRS is believed: zones are stretched, not doubled."""
_OLD_DATUMS = ("Xian 1980", "Beijing 1954", "New Beijing")
"""Their shift to CGCS2000 is not public: PROJ takes them for the same, which is wrong by up to a hundred metres."""
_TYPES = np.array(
    [
        "Point",
        "LineString",
        "LinearRing",
        "Polygon",
        "MultiPoint",
        "MultiLineString",
        "MultiPolygon",
        "GeometryCollection",
        "",  # none: number -1
    ],
    dtype=object,
)
_LONG_NUMBER = re.compile(r"-?\d+\.\d{6,}")

Shapes = NDArray[np.object_]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


def to_crs(shapes: Shapes, source: CRS, target: CRS) -> Shapes:
    """Return geometries in another CRS, x (easting, longitude) first."""
    change = Transformer.from_crs(source, target, always_xy=True)

    def move(xy: Floats) -> Floats:
        return np.column_stack(change.transform(xy[:, 0], xy[:, 1]))

    return np.asarray(shapely.transform(shapes, move), dtype=object)


def on_the_ground(shapes: Shapes, crs: str) -> bytes:
    """Return metric geometries as one collection, WKB in WGS 84: the shape of a fault."""
    lines = len(shapes) > 0 and bool((shapely.get_type_id(shapes) == 1).all())
    degrees = to_crs(shapes, CRS.from_user_input(crs), WGS84)
    whole = shapely.multilinestrings(degrees) if lines else shapely.geometrycollections(degrees)
    return bytes(shapely.to_wkb(whole))


def points_to_crs(lon: Floats, lat: Floats, target: CRS) -> Floats:
    """Return (points, 2) metres of WGS 84 points; rows of unknown points stay NaN."""
    xy = np.full((len(lon), 2), np.nan)
    known = np.isfinite(lon) & np.isfinite(lat)
    change = Transformer.from_crs(WGS84, target, always_xy=True)
    xy[known] = np.column_stack(change.transform(lon[known], lat[known]))
    return xy


ZONE_DEG = 6.0
"""Width of a UTM zone."""


def metric_crs(shapes: Shapes) -> str:
    """Return the UTM zone of the middle of WGS 84 geometries as ``"EPSG:…"``; their order does not matter."""
    west, south, east, north = shapely.total_bounds(shapes)
    zone = int(np.clip((float(west) + float(east)) / 2 + 180, 0, 359.999) // 6) + 1
    return f"EPSG:{32600 if south + north >= 0 else 32700}".replace("00", f"{zone:02d}", 1)


def one_zone(table: Table, shapes: Shapes, crs: str) -> list[Fault]:
    """Return a note where a case is wider than the UTM zone that measures it.

    A transverse Mercator line is too long by 0.9996 · (1 + (Δλ cos φ)² / 2) - 1, to the second order in the distance
    Δλ from the central meridian (Snyder, Map Projections: A Working Manual, 1987, p. 61, eq. 8-11).
    """
    west, south, east, north = (float(value) for value in shapely.total_bounds(shapes))
    if not east - west > ZONE_DEG:
        return []
    zone = int(crs[-2:])
    middle, lowest = zone * 6 - 183, min(abs(south), abs(north))
    away = max(middle - west, east - middle)
    scale = 0.9996 * (1 + np.radians(away * np.cos(np.radians(lowest))) ** 2 / 2)
    error = f"{(scale - 1) * 100:.2f}"
    return [table.fault("zone-exceeded", Severity.NOTE, found=f"{east - west:.1f}°", crs=crs, error=error)]


def source_crs(table: Table) -> tuple[CRS | None, list[Fault]]:
    """Return the CRS of a layer, or None with the fault that says why not, or why it cannot be right."""
    bounds = _bounds(table.shapes)
    if not table.crs:
        return None, [_unfit("crs-missing", table, bounds)]
    crs = crs_of(table.crs)
    if crs is None:
        return None, [table.fault("crs-unknown", found=table.crs, role=table.role)]
    if bounds is not None and not _plausible(crs, bounds):
        return None, [_unfit("crs-wrong", table, bounds, crs)]
    faults = []
    if table.crs_overridden:
        faults.append(table.fault("crs-overridden", Severity.WARNING, found=table.crs))
    datum = "" if crs.geodetic_crs is None else crs.geodetic_crs.name
    if datum in _OLD_DATUMS:
        faults.append(table.fault("crs-old-datum", Severity.WARNING, found=crs.name))
    return crs, faults


def to_wgs84(table: Table) -> tuple[Shapes | None, list[Fault]]:
    """Return a layer's geometries in WGS 84, or None when its CRS is unknown or cannot be right."""
    crs, faults = source_crs(table)
    bounds = _bounds(table.shapes)
    if crs is None or table.shapes is None or bounds is None:
        return (None if crs is None else table.shapes), faults
    shapes = table.shapes if crs.equals(WGS84, ignore_axis_order=True) else to_crs(table.shapes, crs, WGS84)
    if not _on_globe(np.asarray(shapely.total_bounds(shapes))):
        return None, [*faults, _unfit("crs-wrong", table, bounds, crs)]
    return shapes, faults


def _bounds(shapes: Shapes | None) -> Floats | None:
    """Return west, south, east, north of all geometries, or None where there is none."""
    if shapes is None:
        return None
    known = shapes[~shapely.is_missing(shapes) & ~shapely.is_empty(shapes)]
    return np.asarray(shapely.total_bounds(known)) if len(known) else None


def _plausible(crs: CRS, bounds: Floats) -> bool:
    """Return whether coordinates can be of a CRS: of its kind, in their order, and not far from where it is used."""
    # metres that all fit into 360 by 180 are degrees under a wrong name
    if crs.is_geographic != _on_globe(bounds) or (crs.is_geographic and are_swapped_degrees(bounds)):
        return False
    if crs.is_geographic or crs.area_of_use is None:
        return True
    middle = (bounds[:2] + bounds[2:]) / 2
    lon, lat = Transformer.from_crs(crs, WGS84, always_xy=True).transform(*middle)
    used = crs.area_of_use
    beside = used.west - _BESIDE <= lon <= used.east + _BESIDE or used.west > used.east
    return bool(beside and used.south - _BESIDE <= lat <= used.north + _BESIDE)


def _unfit(code: str, table: Table, bounds: Floats | None, crs: CRS | None = None) -> Fault:
    """Return the fault of a missing (``crs-missing``) or wrong CRS, with the code to name where it can be told."""
    header = table.names.get("village_id", "")
    ids = table.frame.get(header, ())
    provinces = sorted({key[:2] for key in ids if len(key) == 12 and key.isdigit()})
    advice = Advice(Looks.UNKNOWN) if bounds is None else advise(bounds, provinces)
    found = "" if bounds is None else " ".join(f"{value:.8g}" for value in bounds)
    if advice.looks is Looks.SWAPPED:
        code = "axes-swapped"
    elif advice.looks is not Looks.UNKNOWN:
        code = f"{code}-{advice.looks}"
    elif code == "crs-wrong":
        code = "crs-implausible"
    return table.fault(
        code,
        found=found,
        zone=advice.zone,
        advised=advice.code,
        older=advice.older,
        role=table.role,
        crs="—" if crs is None else crs.name,
    )


def table_points(table: Table, frame: pd.DataFrame) -> tuple[Floats, Floats, list[Fault]]:
    """Return longitude and latitude of a table's rows, from its shapes or columns; NaN where it has none."""
    if table.shapes is not None:
        shapes, faults = to_wgs84(table)
        if shapes is None:
            return np.full(len(frame), np.nan), np.full(len(frame), np.nan), faults
        flat = shapely.get_type_id(shapes) != 0
        points = shapes.copy()
        points[flat] = shapely.point_on_surface(shapes[flat])
        return shapely.get_x(points), shapely.get_y(points), faults
    lon, lat = frame["lon"].to_numpy(dtype=float), frame["lat"].to_numpy(dtype=float)
    half = np.isfinite(lon) != np.isfinite(lat)
    faults = each_row("point-half", half, table, frame, column="lon, lat")
    return lon, lat, faults + swapped_columns(lon, lat, table, ("lon", "lat"))


def swapped_columns(lon: Floats, lat: Floats, table: Table, columns: tuple[str, str]) -> list[Fault]:
    """Return an error where all points of two columns have latitude and longitude exchanged."""
    known = np.isfinite(lon) & np.isfinite(lat)
    if not known.any():
        return []
    bounds = np.array([lon[known].min(), lat[known].min(), lon[known].max(), lat[known].max()])
    if not are_swapped_degrees(bounds):
        return []
    found = " ".join(f"{value:.6g}" for value in bounds)
    first, second = (table.names.get(name, name) for name in columns)
    return [table.fault("columns-swapped", column=columns[0], found=found, first=first, second=second)]


def mend_polygons(shapes: Shapes, table: Table, frame: pd.DataFrame) -> tuple[Shapes, list[Fault]]:
    """Return villages as valid polygons of one or more parts; what cannot be mended is an error."""
    missing = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    kinds = shapely.get_type_id(shapes)
    wrong = ~missing & ~np.isin(kinds, (3, 6, 7))
    faults = each_row("shape-empty", missing, table, frame)
    faults += each_row("shape-not-a-polygon", wrong, table, frame, found=_TYPES[kinds])
    broken = ~missing & ~wrong & (~shapely.is_valid(shapes) | (kinds == 7))
    out = shapes.copy()
    if broken.any():
        reasons = [invalid_because(shape) for shape in shapes[broken]]
        out[broken] = [only_areas(shape) for shape in shapely.make_valid(shapes[broken])]
        said = np.full(len(shapes), "", dtype=object)
        said[broken] = reasons
        faults += each_row("shape-mended", broken, table, frame, found=said, severity=Severity.WARNING)
    flat = ~missing & ~wrong & (shapely.area(out) == 0)
    return out, faults + each_row("shape-without-area", flat, table, frame)


def each_row(
    code: str,
    mask: Mask,
    table: Table,
    frame: pd.DataFrame,
    *,
    column: str = "",
    found: object = "",
    severity: Severity = Severity.ERROR,
) -> list[Fault]:
    """Return one fault for each marked row, twenty at most and then a count.

    Parameters
    ----------
    found
        One text for all, or an array beside the rows.
    """
    rows = [int(row) for row in frame.index[mask]]
    texts = np.asarray(found)[mask] if isinstance(found, np.ndarray) else [found] * len(rows)
    ids = frame.iloc[:, 0][mask].astype(str).tolist()
    faults = [
        table.fault(code, severity, row=row, column=column, found=str(text), id=key or "—", role=table.role)
        for row, text, key in list(zip(rows, texts, ids, strict=True))[:SHOWN]
    ]
    return faults + more_of(code, rows, severity, table=table, column=column)


def invalid_because(shape: shapely.Geometry) -> str:
    """Return why a geometry is invalid, and where, to about a metre."""
    reason = str(shapely.is_valid_reason(shape))
    return _LONG_NUMBER.sub(lambda found: f"{float(found[0]):.5f}", reason)


def only_areas(shape: shapely.Geometry) -> shapely.Geometry:
    """Return the parts of a mended geometry that have an area."""
    parts = [part for part in shapely.get_parts(shapely.get_parts(shape)) if shapely.get_type_id(part) == 3]
    if not parts:
        return shapely.Polygon()
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _on_globe(bounds: Floats) -> bool:
    west, south, east, north = bounds
    return bool(np.isfinite(bounds).all() and west >= -180 and east <= 180 and south >= -90 and north <= 90)
