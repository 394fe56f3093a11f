"""Curves of a frontier as inline SVG: one figure over the number of rooms, a picture each."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assign.answers import Outcome
from assign.show.words import word

SHOWN = ("objective.total", "mean_travel_min", "max_room_hours")
_WIDE, _HIGH, _LEFT, _RIGHT, _TOP, _BELOW = 420.0, 260.0, 70.0, 14.0, 34.0, 40.0


def curves(outcomes: Sequence[Outcome], lang: str) -> list[str]:
    """Return a picture for each figure in `SHOWN`: points by rooms, each with its value as a tip."""
    points = sorted({one.plan.metrics["rooms"]: one.figures for one in outcomes if one.plan}.items())
    if len(points) < 2:
        return []
    return [
        _curve(name, [(x, figures[name]) for x, figures in points if name in figures], lang) for name in SHOWN
    ]


def _curve(name: str, points: Sequence[tuple[float, float]], lang: str) -> str:
    """Return one curve; the axis of values begins near the least of them, and says so by its ticks."""
    low_x, high_x = points[0][0], points[-1][0]
    ticks = _ticks(min(y for _, y in points), max(y for _, y in points))
    low, high = ticks[0], ticks[-1]

    def at(x: float, y: float) -> tuple[float, float]:
        across = _LEFT + (x - low_x) / (high_x - low_x) * (_WIDE - _LEFT - _RIGHT)
        return across, _HIGH - _BELOW - (y - low) / (high - low) * (_HIGH - _TOP - _BELOW)

    grid = "".join(
        f'<line x1="{_LEFT}" x2="{_WIDE - _RIGHT}" y1="{at(low_x, tick)[1]:.1f}" y2="{at(low_x, tick)[1]:.1f}" '
        f'stroke="#d5dbe3"/><text x="{_LEFT - 8}" y="{at(low_x, tick)[1] + 4:.1f}" text-anchor="end">{tick:,.6g}</text>'
        for tick in ticks
    )
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(*point) for point in points))
    dots = "".join(
        f'<circle cx="{at(x, y)[0]:.1f}" cy="{at(x, y)[1]:.1f}" r="4" fill="#1f5fa8">'
        f"<title>{x:g}: {y:,.2f}</title></circle>"
        for x, y in points
    )
    feet = "".join(
        f'<text x="{at(x, low)[0]:.1f}" y="{_HIGH - _BELOW + 18}" text-anchor="middle">{x:g}</text>'
        for x, _ in _spread(points)
    )
    return (
        f'<svg viewBox="0 0 {_WIDE:g} {_HIGH:g}" width="{_WIDE:g}" font-size="12" role="img" fill="#1b2430">'
        f'<text x="{_LEFT}" y="18" font-weight="600">{escape(word(f"whatif.{name}", lang))}</text>{grid}'
        f'<polyline points="{line}" fill="none" stroke="#1f5fa8" stroke-width="2"/>{dots}{feet}'
        f'<text x="{(_LEFT + _WIDE) / 2}" y="{_HIGH - 6}" text-anchor="middle">{escape(word("whatif.rooms", lang))}'
        "</text></svg>"
    )


def _ticks(low: float, high: float) -> list[float]:
    """Return three to seven round values that span from low to high."""
    reach = max(high - low, abs(high) * 1e-3, 1e-6)
    step = 10.0 ** len(str(int(reach)))
    while reach / step < 2:
        step /= 10 if reach / step * 10 < 2 else 2
    first = int(low // step)
    last = int(-(-high // step))
    return [round(number * step, 9) for number in range(first, max(last, first + 1) + 1)]


def _spread(points: Sequence[tuple[float, float]]) -> Sequence[tuple[float, float]]:
    """Return at most eight of the points, for the figures below the axis."""
    every = -(-len(points) // 8)
    return points[::every]
