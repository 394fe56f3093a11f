"""Roads of an OpenStreetMap extract (``.osm.pbf``): every way with a `highway`, and every ferry line, with its tags."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import osmium
import pandas as pd
import shapely
from pyproj import Geod

from assign.errors import Fault, Severity
from assign.inputs.tables import Table, UnreadableError, cell_text

TAGS = ("highway", "route", "name", "maxspeed", "oneway", "access", "junction", "bridge", "duration")
_NOT_BUILT = {"construction", "proposed", "abandoned", "razed", "platform", "raceway", "corridor", "elevator"}
_SHUT = {"no", "private"}
_CLOCK = re.compile(r"^(?:(\d+):)?(\d+):(\d+)$|^()()(\d+)$")
"""``hh:mm:ss``, ``hh:mm``, or minutes."""
_ISO = re.compile(r"^PT(?:(\d+)H)?(?:(\d+)M)?(?:\d+S)?$")
_GLOBE = Geod(ellps="WGS84")


def read_osm(path: Path, *, role: str, file: str) -> tuple[Table, list[Fault]]:
    """Return the roads of an extract in the order of the file; the first is row 1.

    A way closed to all (``access`` no or private) is kept and marked as not passable. A roundabout without
    `oneway` is one-way, as OpenStreetMap's rules have it. Ways that are not built are left out. A ferry line
    (``route=ferry``) is of the class ``ferry``; where its `duration` is mapped, its speed follows from that.

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
        for way in ways.with_filter(osmium.filter.KeyFilter("highway", "route")):
            if not isinstance(way, osmium.osm.Way) or not _is_way(way.tags):
                continue
            points = [(node.lon, node.lat) for node in way.nodes if node.location.valid()]
            cut += len(points) < len(way.nodes)
            if len(points) < 2:
                continue
            tags = {name: cell_text(way.tags.get(name, "")) for name in TAGS}
            lines.append(shapely.LineString(points))
            rows.append(_row(tags, lines[-1]))
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


def _is_way(tags: osmium.osm.TagList) -> bool:
    """Return whether one gets on by it: a road that is built, or a ferry line."""
    if "highway" in tags:
        return tags["highway"] not in _NOT_BUILT
    return bool(tags["route"] == "ferry")


def _row(tags: dict[str, str], line: shapely.LineString) -> list[str]:
    ring = tags["junction"] in ("roundabout", "circular")
    oneway = tags["oneway"] or ("yes" if ring else "")
    passable = "no" if tags["access"] in _SHUT else "yes"
    if tags["highway"]:
        return [tags["highway"], tags["name"], tags["maxspeed"], oneway, passable]
    return ["ferry", tags["name"], tags["maxspeed"] or _ferry_kph(tags["duration"], line), oneway, passable]


def _ferry_kph(duration: str, line: shapely.LineString) -> str:
    """Return the speed, km/h, of a crossing that takes so long, ``""`` where that is not mapped."""
    minutes = _minutes(duration)
    if not minutes:
        return ""
    return f"{_GLOBE.geometry_length(line) / 1000 / (minutes / 60):.1f}"


def _minutes(duration: str) -> float:
    """Return the minutes of a `duration` tag, zero when there is none or it cannot be read."""
    iso = _ISO.match(duration)
    if iso:
        return 60.0 * int(iso.group(1) or 0) + int(iso.group(2) or 0)
    clock = _CLOCK.match(duration)
    if not clock:
        return 0.0
    if clock.group(6):
        return float(clock.group(6))
    first, second, third = (int(part or 0) for part in clock.groups()[:3])
    # of two numbers the first is hours: "00:20" are twenty minutes
    return 60.0 * first + second + third / 60 if clock.group(1) else 60.0 * second + third
