"""The figures of the metrics panel: those of the report, and how villages are reached, shared and shaped."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from assign.plan import Plan
from assign.problem import Problem
from assign.show.figures import Figure, figures, percentile
from assign.show.map.compactness import polsby_popper, reock, zone_shapes
from assign.show.words import LANGUAGES

GROUPS = ("places", "access", "balance", "shape", "people")
_ORDER = {
    "places": (
        "villages",
        "urban_villages",
        "population",
        "stations",
        "rooms",
        "workstations",
        "villages_per_room",
    ),
    "access": (
        "mean_travel_min",
        "mean_travel_people_min",
        "median_travel_min",
        "p90_travel_min",
        "p95_travel_min",
        "max_travel_min",
    ),
    "balance": (
        "target_room_hours",
        "mean_room_hours",
        "min_room_hours",
        "max_room_hours",
        "spread_room_hours",
    ),
    "shape": ("polsby_popper_mean", "polsby_popper_least", "reock_mean"),
}
"""Figures of each group in the order in which they are shown; all others stand under people, as they come."""
_PLACE = {key: (group, place) for group, keys in _ORDER.items() for place, key in enumerate(keys)}


def metric_rows(problem: Problem, plan: Plan, other: Plan | None) -> list[dict[str, object]]:
    """Return the figures in groups, each with its number, unit, decimals, and the other plan's number or None."""
    beside = {figure.key: figure.value for figure in all_figures(problem, other)} if other else {}
    rows: list[dict[str, object]] = [
        {
            "key": figure.key,
            "group": _PLACE.get(figure.key, ("people", 0))[0],
            "label": [figure.label(lang) for lang in LANGUAGES],
            "value": _known(figure.value),
            "unit": figure.unit,
            "decimals": figure.decimals,
            "other": _known(beside.get(figure.key, math.nan)),
        }
        for figure in all_figures(problem, plan)
    ]
    return sorted(rows, key=lambda row: _place_of(str(row["key"])))


def _place_of(key: str) -> tuple[int, int]:
    group, place = _PLACE.get(key, ("people", 0))
    return GROUPS.index(group), place


def all_figures(problem: Problem, plan: Plan) -> Sequence[Figure]:
    """Return the report's figures and the map's own, each key once."""
    known = figures(problem, plan)
    keys = {figure.key for figure in known}
    return [*known, *(figure for figure in _more(problem, plan) if figure.key not in keys)]


def _more(problem: Problem, plan: Plan) -> Iterator[Figure]:
    minutes = [row.travel_min for row in plan.assignments if math.isfinite(row.travel_min)]
    if minutes:
        yield Figure("median_travel_min", percentile(minutes, 0.5), "min", 1)
        yield Figure("p95_travel_min", percentile(minutes, 0.95), "min", 1)
    hours = np.array([room.hours for room in plan.rooms if len(room.villages) > 1])
    if len(hours) and hours.mean() > 0:
        yield Figure("spread_room_hours", float(hours.std() / hours.mean() * 100), "percent", 1)
    target = plan.run.get("target_hours")
    if isinstance(target, int | float) and target > 0:
        yield Figure("target_room_hours", float(target), "hours", 1)
    shapes = zone_shapes(problem, plan)
    for name, values in (("polsby_popper", polsby_popper(shapes)), ("reock", reock(shapes))):
        known = values[np.isfinite(values)]
        if len(known):
            yield Figure(f"{name}_mean", float(known.mean()), "", 2)
            if name == "polsby_popper":
                yield Figure(f"{name}_least", float(known.min()), "", 2)


def _known(value: float) -> float | None:
    return round(value, 4) if math.isfinite(value) else None
