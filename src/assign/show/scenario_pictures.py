"""Scenarios as pictures beside their table: bars of a figure, and a small map of what is otherwise; inline SVG."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np
import shapely
from numpy.typing import NDArray

from assign.answers import Outcome
from assign.problem import Problem
from assign.show.words import word

SHOWN = ("objective.total", "mean_travel_min", "max_room_hours", "worse_off")
_WIDE, _LEFT, _RIGHT, _TOP, _BAR = 560.0, 170.0, 90.0, 30.0, 24.0
_SIDE, _HALF_PIXEL = 360.0, 0.5
_GREY, _BLUE, _ORANGE, _GREEN, _RED = "#e8ecf1", "#1f5fa8", "#f2b45c", "#1b7f4d", "#c0392b"


def bars(outcomes: Sequence[Outcome], lang: str) -> list[str]:
    """Return a picture for each figure in `SHOWN`: a bar for each plan, from zero, with its value."""
    figures = [(one.name or word("whatif.base", lang), one.figures) for one in outcomes if one.plan]
    out = []
    for name in SHOWN:
        known = [(title, float(values[name])) for title, values in figures if name in values]
        if known:
            out.append(_bars(name, known, lang))
    return out


def _bars(name: str, known: Sequence[tuple[str, float]], lang: str) -> str:
    most = max(value for _, value in known) or 1.0
    drawn = ""
    for row, (title, value) in enumerate(known):
        y = _TOP + row * _BAR
        wide = max(0.0, value) / most * (_WIDE - _LEFT - _RIGHT)
        shown = f"{value:,.0f}" if value >= 1000 or float(value).is_integer() else f"{value:,.2f}"
        short = title if len(title) <= 16 else f"{title[:15]}…"
        drawn += (
            f'<text x="{_LEFT - 8:g}" y="{y + 15:g}" text-anchor="end">{escape(short)}</text>'
            f'<rect x="{_LEFT:g}" y="{y + 3:g}" width="{wide:.1f}" height="{_BAR - 8:g}" fill="{_BLUE}">'
            f"<title>{escape(title)}: {shown}</title></rect>"
            f'<text x="{_LEFT + wide + 6:.1f}" y="{y + 15:g}">{shown}</text>'
        )
    high = _TOP + len(known) * _BAR + 6
    title = escape(word(f"whatif.{name}", lang))
    return (
        f'<svg viewBox="0 0 {_WIDE:g} {high:g}" width="{_WIDE:g}" font-size="12" role="img" aria-label="{title}" '
        f'fill="#1b2430"><text x="{_LEFT:g}" y="18" font-weight="600">{title}</text>{drawn}</svg>'
    )


def scenario_map(problem: Problem, outcome: Outcome) -> str:
    """Return a small map of an outcome: villages with another room in colour, rooms closed, opened and kept.

    Outlines are drawn to half a unit of a map 360 units wide; villages that stay as they were are one path.
    """
    found = outcome.comparison
    if found is None or outcome.plan is None or outcome.base is None:
        return ""
    shapes, place, high = _drawn(problem)
    changed = {one.entity_id for one in found.of("village")}
    same = "".join(
        _path(shape)
        for shape, village in zip(shapes, problem.villages, strict=True)
        if village.village_id not in changed
    )
    moved = "".join(
        f'<path d="{_path(shape)}" fill="{_ORANGE}">'
        f"<title>{escape(f'{village.village_id} {village.name}')}</title></path>"
        for shape, village in zip(shapes, problem.villages, strict=True)
        if village.village_id in changed
    )
    before = {room.site_id for room in outcome.base.rooms}
    now = {room.site_id for room in outcome.plan.rooms}
    signs = ""
    for site in problem.sites:
        if site.site_id in before | now:
            (x, y), tip = place(site.lon, site.lat), escape(f"R-{site.site_id}")
            signs += _sign(x, y, tip, was=site.site_id in before, stands=site.site_id in now)
    title = escape(outcome.name)
    return (
        f'<figure><figcaption>{title}</figcaption><svg viewBox="0 0 {_SIDE:g} {high:.0f}" width="{_SIDE:g}" '
        f'role="img" aria-label="{title}"><g stroke="#9aa5b1" stroke-width=".5" stroke-linejoin="round">'
        f'<path d="{same}" fill="{_GREY}"/>{moved}</g>{signs}</svg></figure>'
    )


def map_key(lang: str) -> str:
    """Return what the colours and signs of the maps mean."""
    marks = ((_ORANGE, "■", "changed"), (_GREEN, "●", "opened"), (_RED, "✕", "closed"), (_BLUE, "•", "kept"))
    said = " ".join(
        f'<span style="color:{colour}">{sign}</span> {escape(word(f"whatif.map-{name}", lang))}'
        for colour, sign, name in marks
    )
    return f"<p>{said}</p>"


def _sign(x: float, y: float, tip: str, *, was: bool, stands: bool) -> str:
    if not stands:
        cross = f"M{x - 4:.1f} {y - 4:.1f}l8 8m0-8l-8 8"
        return f'<path d="{cross}" stroke="{_RED}" stroke-width="2.5"><title>{tip}</title></path>'
    radius, colour = (1.8, _BLUE) if was else (4.5, _GREEN)
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{colour}"><title>{tip}</title></circle>'


class _Place:
    """Where a point of the earth lies on the map: degrees of longitude shortened by the latitude in the middle."""

    def __init__(self, bounds: Sequence[float]) -> None:
        west, south, east, north = bounds
        self.corner = np.array([west, north])
        shorter = float(np.cos(np.radians((south + north) / 2)))
        unit = (_SIDE - 12) / max((east - west) * shorter, north - south, 1e-9)
        self.unit = np.array([unit * shorter, -unit])
        self.high = (north - south) * unit + 12

    def __call__(self, lon: float, lat: float) -> tuple[float, float]:
        x, y = self.of(np.array([[lon, lat]]))[0]
        return float(x), float(y)

    def of(self, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return (points, 2) units of the map."""
        return np.asarray((lonlat - self.corner) * self.unit + 6.0, np.float64)


def _drawn(problem: Problem) -> tuple[NDArray[np.object_], _Place, float]:
    """Return the outlines in units of the map, simplified; where points lie; the height of the map."""
    place = _Place(shapely.total_bounds(problem.outlines).tolist())
    drawn = shapely.transform(problem.outlines, place.of)
    return shapely.simplify(drawn, _HALF_PIXEL, preserve_topology=True), place, place.high


def _path(shape: shapely.Geometry) -> str:
    """Return an outline as the data of a path, in half units, points that fall together once."""
    out = ""
    for part in shapely.get_parts(shape):
        ring = np.round(shapely.get_coordinates(shapely.get_exterior_ring(part)) * 2) / 2
        kept = ring[np.concatenate([[True], (np.diff(ring, axis=0) != 0).any(axis=1)])]
        if len(kept) > 3:
            out += "M" + " ".join(f"{x:g} {y:g}" for x, y in kept[:-1]) + "z"
    return out
