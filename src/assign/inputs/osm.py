"""Roads of an OpenStreetMap extract (``.osm.pbf``): every way with a `highway`, as a line with its tags."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import osmium
import pandas as pd
import shapely

from assign.errors import Fault, Severity
from assign.inputs.tables import Table, UnreadableError, cell_text

TAGS = ("highway", "name", "maxspeed", "oneway", "access", "junction", "bridge")
_NOT_BUILT = {"construction", "proposed", "abandoned", "razed", "platform", "raceway", "corridor", "elevator"}
_SHUT = {"no", "private"}


def read_osm(path: Path, *, role: str, file: str) -> tuple[Table, list[Fault]]:
    """Return the roads of an extract in the order of the file; the first is row 1.

    A way closed to all (``access`` no or private) is kept and marked as not passable. A roundabout without
    `oneway` is one-way, as OpenStreetMap's rules have it. Ways that are not built are left out.

    Raises
    ------
    UnreadableError
        If the file is broken, or holds no road.
    """
    rows: list[list[str]] = []
    lines: list[shapely.LineString] = []
    cut = 0
    try:
        ways = osmium.FileProcessor(str(path), osmium.osm.NODE | osmium.osm.WAY).with_locations()
        for way in ways.with_filter(osmium.filter.KeyFilter("highway")):
            if not isinstance(way, osmium.osm.Way) or way.tags["highway"] in _NOT_BUILT:
                continue
            points = [(node.lon, node.lat) for node in way.nodes if node.location.valid()]
            cut += len(points) < len(way.nodes)
            if len(points) < 2:
                continue
            tags = {name: cell_text(way.tags.get(name, "")) for name in TAGS}
            rows.append(_row(tags))
            lines.append(shapely.LineString(points))
    except Exception as error:
        raise UnreadableError(Fault("file-unreadable", file=file, found=str(error)[:80])) from error
    if not rows:
        raise UnreadableError(Fault("osm-without-roads", file=file))
    frame = pd.DataFrame(
        rows,
        index=range(1, len(rows) + 1),
        columns=["highway", "name", "maxspeed", "oneway", "passable"],
        dtype=object,
    )
    faults = [Fault("osm-ways-cut", Severity.NOTE, file, values={"count": cut})] if cut else []
    return Table(role, file, "", frame, np.asarray(lines, dtype=object), "EPSG:4326"), faults


def _row(tags: dict[str, str]) -> list[str]:
    ring = tags["junction"] in ("roundabout", "circular")
    oneway = tags["oneway"] or ("yes" if ring else "")
    passable = "no" if tags["access"] in _SHUT else "yes"
    return [tags["highway"], tags["name"], tags["maxspeed"], oneway, passable]
