"""The faults with a place on the ground as a GeoPackage: a layer of areas, and of lines and points if any."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from assign.errors import Fault
from assign.gdal_date import fixed_date
from assign.show.fault_words import PARTS, fault_words, place_text, visible
from assign.show.geopackage import add_layer
from assign.show.words import word

LAYERS = {"faults": "MultiPolygon", "faults_lines": "MultiLineString", "faults_points": "MultiPoint"}
_MULTI = (shapely.multipoints, shapely.multilinestrings, shapely.multipolygons)
_TEXTS = ("severity", "code", "place", "file", "column", "found", "said", "expected", "cure")


def write_fault_layer(faults: Sequence[Fault], path: Path, *, lang: str) -> Path:
    """Write the layers `faults` (always), `faults_lines` and `faults_points` (where there are any), WGS 84."""
    shaped = [fault for fault in faults if fault.shape]
    shapes = [_flat(shapely.from_wkb(fault.shape)) for fault in shaped]
    with fixed_date():
        for name, kind in LAYERS.items():
            chosen = [place for place, shape in enumerate(shapes) if _kind(shape) == kind]
            if name != "faults" and not chosen:
                continue
            frame = pd.DataFrame(
                [_record(shaped[place], lang) for place in chosen], columns=[*_TEXTS, "row"]
            ).astype({**dict.fromkeys(_TEXTS, "object"), "row": "Int64"})
            column = np.empty(len(chosen), dtype=object)
            column[:] = [shapes[place] for place in chosen]
            layer = gpd.GeoDataFrame(frame, geometry=column, crs="EPSG:4326")
            add_layer(path, name, layer, kind)
    return path


def _record(fault: Fault, lang: str) -> dict[str, object]:
    said = fault_words(fault, lang)
    return {
        "severity": word(f"severity.{fault.severity.value}", lang),
        "code": fault.code,
        "place": place_text(fault, lang),
        "file": visible(fault.file),
        "row": fault.row,
        "column": visible(fault.column),
        "found": visible(fault.found),
        "said": said[PARTS[0]],
        "expected": said[PARTS[1]],
        "cure": said[PARTS[2]],
    }


def _flat(shape: shapely.Geometry) -> shapely.Geometry:
    """Return a geometry without heights; of a collection, the parts of its highest dimension."""
    flat = shapely.force_2d(shape)
    if shapely.get_type_id(flat) != 7:
        return flat
    parts = shapely.get_parts(shapely.get_parts(np.array([flat], dtype=object)))
    highest = parts[shapely.get_dimensions(parts) == shapely.get_dimensions(flat)]
    return shapely.multipoints([]) if not len(highest) else _MULTI[shapely.get_dimensions(flat)](highest)


def _kind(shape: shapely.Geometry) -> str:
    """Return the kind of layer that takes a geometry."""
    return list(reversed(LAYERS.values()))[shapely.get_dimensions(shape)]
