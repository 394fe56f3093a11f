"""The plan as a picture: zones, stations and rooms, drawn from the geometry as one small SVG."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import networkx as nx
import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

from assign.plan import Plan
from assign.problem import Problem
from assign.show.report.html import section
from assign.show.report.svg import area, drawing, line, text
from assign.show.words import word

WIDTH = 1600
"""Units across the picture: about a tenth of a millimetre each on A3."""
TALLEST, FLATTEST = 1300, 700
TINTS = 7
"""Zone colours of `report.css`."""
MOST_NAMES = 45
"""With more stations than this, names would cover the map."""
_EDGE = 12
_NAME_WIDTH = 26
"""Units a Chinese sign of a name takes; a Latin letter takes little more than half of it."""
MOST_ZONES = 3_000
"""With more rooms than this, zones are too small to be seen: stations are tinted instead, rooms left out."""
_STEPS_M = (100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000)


@dataclass(frozen=True, eq=False)
class _Sheet:
    """Where the map lies on the paper: metres of the case's CRS to units, north up."""

    west: float
    north: float
    units_per_m: float
    height: float
    transform: Transformer

    def place(self, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return (n, 2) WGS 84 degrees as units on the picture."""
        x, y = self.transform.transform(lonlat[:, 0], lonlat[:, 1])
        return np.column_stack(
            [_EDGE + (np.asarray(x) - self.west) * self.units_per_m,
             _EDGE + (self.north - np.asarray(y)) * self.units_per_m]
        )  # fmt: skip


def picture(problem: Problem, plan: Plan, lang: str) -> str:
    """Return the map of the plan with legend, scale and north; nothing where villages have no outlines."""
    if not (shapely.area(problem.outlines) > 0).any():
        return ""
    sheet = _sheet(problem)
    zones = _zones(problem, plan, sheet)
    stations = _stations(problem, plan, zones)
    fine = len(plan.rooms) <= MOST_ZONES
    tints = _tints(problem, plan, by_room=fine)
    drawn = zones if fine else stations
    parts = [area(shape, kind=f"zone t{tints[name]}") for name, shape in drawn.items()]
    parts += [area(shape, kind="station") for shape in stations.values()]
    parts += [area(shape, kind="county") for shape in _counties(problem, stations)]
    parts += _rooms(plan, sheet) if fine else ()
    parts += _names(problem, stations)
    parts += _scale(sheet)
    svg = drawing(WIDTH, sheet.height, parts, label=word("report.map", lang), kind="map")
    return section("report.map", svg + _legend(plan, lang), lang, kind="picture")


def _sheet(problem: Problem) -> _Sheet:
    """Return a sheet that holds all villages."""
    transform = Transformer.from_crs("EPSG:4326", problem.projected_crs, always_xy=True)
    lonlat = shapely.get_coordinates(problem.outlines)
    x, y = transform.transform(lonlat[:, 0], lonlat[:, 1])
    west, east, south, north = np.min(x), np.max(x), np.min(y), np.max(y)
    inner = WIDTH - 2 * _EDGE
    scale = min(inner / max(east - west, 1.0), (TALLEST - 2 * _EDGE) / max(north - south, 1.0))
    height = max(FLATTEST, (north - south) * scale + 2 * _EDGE)
    spare_x = (inner - (east - west) * scale) / 2 / scale
    spare_y = (height - 2 * _EDGE - (north - south) * scale) / 2 / scale
    return _Sheet(float(west - spare_x), float(north + spare_y), float(scale), float(height), transform)


def _zones(problem: Problem, plan: Plan, sheet: _Sheet) -> dict[str, shapely.Geometry]:
    """Return the zone of each room in units, neighbours still fitting together."""
    outlines = shapely.transform(problem.outlines, sheet.place)
    outlines = shapely.coverage_simplify(shapely.make_valid(outlines), 1.2)
    index = problem.village_index
    return {
        room.room_id: shapely.union_all(
            [outlines[index[name]] for name in sorted(room.villages) if name in index], grid_size=0.25
        )
        for room in sorted(plan.rooms, key=lambda room: room.room_id)
    }


def _stations(
    problem: Problem, plan: Plan, zones: Mapping[str, shapely.Geometry]
) -> dict[str, shapely.Geometry]:
    """Return the jurisdiction of each station that has rooms."""
    known = {station.station_id for station in problem.stations}
    shapes: dict[str, list[shapely.Geometry]] = {}
    for room in sorted(plan.rooms, key=lambda room: room.room_id):
        if room.station_id in known:
            shapes.setdefault(room.station_id, []).append(zones[room.room_id])
    return {name: shapely.union_all(shapes[name], grid_size=0.25) for name in sorted(shapes)}


def _counties(problem: Problem, stations: Mapping[str, shapely.Geometry]) -> list[shapely.Geometry]:
    """Return the counties where there are several."""
    shapes: dict[str, list[shapely.Geometry]] = {}
    for station in problem.stations:
        if station.station_id in stations and station.county_id:
            shapes.setdefault(station.county_id, []).append(stations[station.station_id])
    if len(shapes) < 2:
        return []
    return [shapely.union_all(shapes[name], grid_size=0.25) for name in sorted(shapes)]


def _tints(problem: Problem, plan: Plan, *, by_room: bool = True) -> dict[str, int]:
    """Return a colour number for each room, or station; those that touch differ as far as the colours reach."""
    room_of = {
        problem.village_index[row.village_id]: row.room_id if by_room else row.station_id
        for row in plan.assignments
        if row.village_id in problem.village_index
    }
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted({room.room_id if by_room else room.station_id for room in plan.rooms}))
    graph.add_edges_from(
        sorted(
            {
                (min(pair), max(pair))
                for first, second in problem.borders.tolist()
                if len(pair := {room_of.get(first, ""), room_of.get(second, "")} - {""}) == 2
            }
        )
    )
    colours = nx.greedy_color(graph, strategy="largest_first")
    return {name: colour % TINTS for name, colour in colours.items()}


def _rooms(plan: Plan, sheet: _Sheet) -> Iterator[str]:
    """Yield a mark for each room: a dot, a small one for a community's own, a ring where nobody leads."""
    rooms = sorted(plan.rooms, key=lambda room: room.room_id)
    places = sheet.place(np.array([(room.lon, room.lat) for room in rooms], float).reshape(-1, 2))
    staffed = bool(plan.posts)
    size = 9.0 if len(rooms) <= 200 else 6.0 if len(rooms) <= 1000 else 4.0
    for room, (x, y) in zip(rooms, places.tolist(), strict=True):
        alone = len(room.villages) == 1
        kind = "room open" if staffed and not room.lead_officer_id else "room own" if alone else "room"
        yield f'<circle class="{kind}" cx="{x:.0f}" cy="{y:.0f}" r="{size * (0.65 if alone else 1):g}"/>'


def _names(problem: Problem, stations: Mapping[str, shapely.Geometry]) -> Iterator[str]:
    """Yield the names of stations inside their jurisdictions, where they are few enough to be read."""
    if not 1 < len(stations) <= MOST_NAMES:
        return
    for station in problem.stations:
        if station.station_id in stations and station.name:
            point = shapely.point_on_surface(stations[station.station_id])
            name = station.name.removesuffix("派出所") or station.name
            half = sum(_NAME_WIDTH if ord(sign) > 0x2E80 else 0.58 * _NAME_WIDTH for sign in name) / 2
            x = min(max(point.x, half + _EDGE), WIDTH - half - _EDGE)
            yield text(x, point.y, name, kind="name", anchor="middle")


def _scale(sheet: _Sheet) -> Iterator[str]:
    """Yield a scale bar of a round length, and north."""
    length_m = max((step for step in _STEPS_M if step * sheet.units_per_m <= 260), default=_STEPS_M[0])
    long, y = length_m * sheet.units_per_m, sheet.height - 22
    yield line(20, y, 20 + long, y, kind="bar")
    yield text(20, y - 12, f"{length_m / 1000:g} km", kind="note")
    yield f'<path class="north" d="M{WIDTH - 40} 62l-14 40 14-10 14 10z"/>'
    yield text(WIDTH - 40, 52, "N", kind="note", anchor="middle")


def _legend(plan: Plan, lang: str) -> str:
    """Return what the signs mean that can be on the picture."""
    alone = any(len(room.villages) == 1 for room in plan.rooms)
    unled = bool(plan.posts) and any(not room.lead_officer_id for room in plan.rooms)
    absent = {"report.sign-own": not alone, "report.sign-open": not unled}
    signs = (
        ('<circle class="room" cx="10" cy="10" r="6"/>', "report.sign-room"),
        ('<circle class="room own" cx="10" cy="10" r="4"/>', "report.sign-own"),
        ('<circle class="room open" cx="10" cy="10" r="6"/>', "report.sign-open"),
        ('<rect class="zone t1" x="1" y="4" width="18" height="12"/>', "report.sign-zone"),
        ('<path class="station" d="M1 10h18"/>', "report.sign-station"),
    )
    items = "".join(
        f'<span><svg class="map" viewBox="0 0 20 20">{sign}</svg>{word(key, lang)}</span>'
        for sign, key in signs
        if not absent.get(key)
    )
    return f'<p class="legend">{items}</p>'
