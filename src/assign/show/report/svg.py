"""Drawing in SVG: numbers short, texts escaped, nothing that runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import numpy as np
import shapely
from numpy.typing import NDArray


def drawing(width: float, height: float, parts: Iterable[str], *, label: str, kind: str) -> str:
    """Return an SVG element that scales with the page.

    Parameters
    ----------
    label
        What it shows, for those who cannot see it.
    kind
        Its class in `report.css`.
    """
    return (
        f'<svg class="{kind}" viewBox="0 0 {short(width)} {short(height)}" role="img" '
        f'aria-label="{escape(label)}">{"".join(parts)}</svg>'
    )


def text(x: float, y: float, words: str, *, kind: str = "", anchor: str = "start") -> str:
    """Return a text at a place; `anchor` is ``start``, ``middle`` or ``end``."""
    mark = f' class="{kind}"' if kind else ""
    return f'<text{mark} x="{short(x)}" y="{short(y)}" text-anchor="{anchor}">{escape(words)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, *, kind: str) -> str:
    """Return a straight line."""
    return f'<line class="{kind}" x1="{short(x1)}" y1="{short(y1)}" x2="{short(x2)}" y2="{short(y2)}"/>'


def polyline(points: Sequence[tuple[float, float]], *, kind: str) -> str:
    """Return a line through points."""
    at = " ".join(f"{short(x)},{short(y)}" for x, y in points)
    return f'<polyline class="{kind}" points="{at}"/>'


def area(shape: shapely.Geometry, *, kind: str) -> str:
    """Return a polygon in whole units as a path; nothing for what has no area."""
    path = "".join(_ring(np.rint(shapely.get_coordinates(ring)).astype(int)) for ring in _rings(shape))
    return f'<path class="{kind}" d="{path}"/>' if path else ""


def _rings(shape: shapely.Geometry) -> list[shapely.Geometry]:
    """Return outer and inner rings of all parts."""
    parts = [part for part in shapely.get_parts(shape) if shapely.get_type_id(part) == 3]
    return [ring for part in parts for ring in (part.exterior, *part.interiors)]


def _ring(points: NDArray[np.int64]) -> str:
    """Return a ring as a closed path of differences, points that fall together left out."""
    steps = np.diff(points, axis=0)
    steps = steps[(steps != 0).any(axis=1)][:-1]
    if len(steps) < 2:
        return ""
    return f"M{points[0][0]} {points[0][1]}l" + " ".join(f"{x} {y}" for x, y in steps.tolist()) + "z"


def short(value: float) -> str:
    """Return a number with at most one decimal."""
    return f"{round(value, 1):g}" if abs(value) < 100_000 else str(round(value))
