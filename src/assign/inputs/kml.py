"""KML and KMZ: placemarks with their extended data.

GDAL's reader folds Chinese names of extended data into ``_________`` and keeps the last of them only; so the few
elements that matter are read here.
"""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely

from assign.errors import Fault, Severity
from assign.inputs.columns import nearest
from assign.inputs.geometries import sound_shapes
from assign.inputs.tables import Table, UnreadableError, cell_text

DEPTH = 64
_DECLARED = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_CHINESE = re.compile(
    rb"""\s*<\?xml[^>]*encoding\s*=\s*["'](?:gbk|gb2312|gb18030)["'][^>]*\?>""", re.IGNORECASE
)
_NUMBERS = re.compile(r"[^\s,]+(?:\s*,\s*[^\s,]+){1,2}")
_NOT_ATTRIBUTES = frozenset(
    {"ExtendedData", "Style", "StyleMap", "LookAt", "Camera", "TimeStamp", "TimeSpan", "Region"}
)
_SHAPES = frozenset(
    {"Point", "LineString", "LinearRing", "Polygon", "MultiGeometry", "Model", "Track", "MultiTrack"}
)


def read_kml(path: Path, *, role: str, file: str, layer: str = "") -> tuple[Table, list[Fault]]:
    """Return the placemarks of a KML file in its order; the first is row 1. KML knows WGS 84 only.

    Parameters
    ----------
    layer
        Name of a folder; without it, all placemarks are read.

    Raises
    ------
    UnreadableError
        If the file is broken, declares entities, or has no such folder.
    """
    data = path.read_bytes()
    if _DECLARED.search(data.replace(b"\0", b"")):
        raise UnreadableError(Fault("markup-entities", file=file, found="DOCTYPE"))
    rows: list[dict[str, str]] = []
    shapes: list[shapely.Geometry | None] = []
    faults: list[Fault] = []
    folders: dict[str, int] = {}
    try:
        for mark, inside in _placemarks(_in_unicode(data), file):
            for name in inside:
                folders[name] = folders.get(name, 0) + 1
            if layer and layer not in inside:
                continue
            rows.append(_attributes(mark, inside))
            shape = _shape(mark)
            if shape is None and any(_tag(part) in _SHAPES for part in mark):
                faults.append(Fault("shape-broken", file=file, sheet=layer, row=len(rows)))
            shapes.append(shape)
    except (ET.ParseError, ValueError, LookupError) as error:
        raise UnreadableError(Fault("file-unreadable", file=file, found=str(error)[:80])) from error
    if layer and layer not in folders:
        values = {"layers": ", ".join(folders) or "—", "nearest": nearest(layer, list(folders))}
        raise UnreadableError(Fault("layer-missing", file=file, found=layer, values=values))
    if not rows:
        raise UnreadableError(Fault("table-empty", file=file))
    if not layer and len(folders) > 1:
        listed = {"layers": ", ".join(list(folders)[:12]), "count": str(len(folders))}
        faults.append(Fault("kml-folders", Severity.NOTE, file, values=listed))
    frame = pd.DataFrame(rows, index=range(1, len(rows) + 1), dtype=object).fillna("")
    frame = frame.loc[:, (frame != "").any()]
    found = _array(shapes)
    found = sound_shapes(found, ~shapely.is_missing(found), file, layer, faults)
    return Table(role, file, layer, frame, found, "EPSG:4326"), faults


def _in_unicode(data: bytes) -> bytes:
    """Return GBK and its kin as UTF-8: the parser knows no encoding of several bytes but Unicode."""
    declared = _CHINESE.match(data)
    if declared is None:
        return data
    text = data[declared.end() :].decode("gb18030")
    return b'<?xml version="1.0"?>' + text.encode("utf-8")


def _placemarks(data: bytes, file: str) -> Iterator[tuple[ET.Element, tuple[str, ...]]]:
    """Yield each placemark with the names of the folders around it; what is read is let go."""
    stack: list[ET.Element] = []
    names: list[str] = []
    for event, element in ET.iterparse(io.BytesIO(data), events=("start", "end")):  # noqa: S314  no entities: see above
        if event == "start":
            stack.append(element)
            names.append("")
            if len(stack) > DEPTH:
                raise UnreadableError(
                    Fault("nested-too-deep", file=file, found=f"> {DEPTH}", values={"limit": DEPTH})
                )
            continue
        stack.pop()
        names.pop()
        tag = _tag(element)
        if tag == "name" and stack and _tag(stack[-1]) == "Folder":
            names[-1] = _content(element)
        if tag == "Placemark":
            yield element, tuple(name for name in names if name)
            element.clear()


def _attributes(mark: ET.Element, inside: tuple[str, ...]) -> dict[str, str]:
    """Return the cells of a placemark: its own elements, its extended data, and the folder it lies in."""
    cells = {
        _tag(part): _content(part)
        for part in mark
        if _tag(part) not in _SHAPES | _NOT_ATTRIBUTES and not len(part)
    }
    if inside:
        cells["Folder"] = inside[-1]
    for part in mark.iter():
        if _tag(part) == "SimpleData":
            cells[cell_text(part.get("name", ""))] = _content(part)
        elif _tag(part) == "Data":
            value = next((item for item in part if _tag(item) == "value"), None)
            cells[cell_text(part.get("name", ""))] = "" if value is None else _content(value)
    cells.pop("", None)
    return cells


def _shape(mark: ET.Element) -> shapely.Geometry | None:
    parts = [shape for part in mark if (shape := _geometry(part)) is not None]
    return parts[0] if parts else None


def _geometry(element: ET.Element) -> shapely.Geometry | None:
    """Return one geometry; of what has too few points, None."""
    tag = _tag(element)
    try:
        if tag == "Point":
            return shapely.Point(_coordinates(element)[0])
        if tag in ("LineString", "LinearRing"):
            return shapely.LineString(_coordinates(element))
        if tag == "Polygon":
            outer = [ring for part in element if _tag(part) == "outerBoundaryIs" for ring in _rings(part)]
            inner = [ring for part in element if _tag(part) == "innerBoundaryIs" for ring in _rings(part)]
            return shapely.Polygon(outer[0], inner)
        if tag == "MultiGeometry":
            parts = [shape for part in element if (shape := _geometry(part)) is not None]
            gathered: shapely.Geometry | None = _gathered(parts)
            return gathered
    except (IndexError, shapely.errors.GEOSException, ValueError):
        return None
    return None


def _gathered(parts: list[shapely.Geometry]) -> Any:
    """Return parts of one kind as a multiple of it, of several kinds as a collection."""
    kinds = set(shapely.get_type_id(parts).tolist())
    if len(parts) < 2:
        return parts[0] if parts else None
    if kinds == {1}:
        return shapely.multilinestrings(parts)
    return shapely.multipolygons(parts) if kinds == {3} else shapely.geometrycollections(parts)


def _rings(boundary: ET.Element) -> list[list[tuple[float, float]]]:
    return [_coordinates(ring) for ring in boundary if _tag(ring) == "LinearRing"]


def _coordinates(element: ET.Element) -> list[tuple[float, float]]:
    """Return longitude and latitude of each point; heights are left out.

    Raises
    ------
    ValueError
        If one is no number.
    """
    text = next((part.text or "" for part in element if _tag(part) == "coordinates"), "")
    points = []
    for point in _NUMBERS.findall(text):
        x, y = (float(number) for number in point.split(",")[:2])
        points.append((x, y))
    return points


def _array(shapes: list[shapely.Geometry | None]) -> np.ndarray:
    out = np.empty(len(shapes), dtype=object)
    out[:] = shapes
    return out


def _content(element: ET.Element) -> str:
    return cell_text(element.text or "")


def _tag(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]
