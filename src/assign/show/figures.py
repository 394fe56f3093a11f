"""The figures of a plan that people ask for first, in the order in which they are shown."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assign.plan import Plan
from assign.problem import Problem
from assign.show.words import has_word, word

OF_PEOPLE = frozenset(
    {
        "leads", "moved", "posts", "posts_police", "posts_auxiliary", "posts_assistant", "rooms_without_lead",
        "villages_without_auxiliary", "unused",
    }
)  # fmt: skip
"""Figures that mean nothing where nobody was to be posted: a plan without a roster has no room "without a lead"."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure; `unit` is a key below ``unit.`` of `show/words`, or empty."""

    key: str
    value: float
    unit: str = ""
    decimals: int = 0

    def label(self, lang: str) -> str:
        """Return its name for people; a figure without words keeps its key."""
        key = f"figure.{self.key}"
        return word(key, lang) if has_word(key) else self.key

    def text(self, lang: str) -> str:
        """Return the value with its unit, e.g. ``"12.4 min"``."""
        unit = word(f"unit.{self.unit}", lang) if self.unit else ""
        return f"{number_text(self.value, self.decimals)} {unit}".strip()


def number_text(value: float, decimals: int = 0) -> str:
    """Return a number with thousands separators; a number that is not known is an en dash."""
    return f"{value:,.{decimals}f}" if math.isfinite(value) else "–"


def gap_text(gap: float) -> str:
    """Return a relative gap in per cent, zero as plain ``0 %``."""
    if not math.isfinite(gap):
        return "–"
    return "0 %" if gap == 0 else f"{max(gap * 100, 0.001):.3f} %"


def percentile(values: Iterable[float], share: float) -> float:
    """Return the smallest value that `share` of the values do not exceed, or NaN when there are none."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else math.nan


def figures(problem: Problem, plan: Plan) -> tuple[Figure, ...]:
    """Return the figures of the plan, then those of `plan.metrics` that are not among them."""
    shown = [*_places(problem, plan), *_access(problem, plan), *_loads(plan), *_people(plan)]
    known = {figure.key for figure in shown}
    staffed = bool(plan.posts or plan.unused)
    rest = [
        Figure(key, float(value), decimals=0 if float(value).is_integer() else 2)
        for key, value in sorted(plan.metrics.items())
        if key not in known and has_word(f"figure.{key}") and (staffed or key not in OF_PEOPLE)
    ]
    return (*shown, *rest)


def _places(problem: Problem, plan: Plan) -> Iterator[Figure]:
    yield Figure("villages", len(plan.assignments))
    yield Figure("urban_villages", sum(row.kind == "urban" for row in plan.assignments))
    yield Figure("population", sum(village.population for village in problem.villages), "people")
    yield Figure("stations", len(problem.stations))
    yield Figure("rooms", len(plan.rooms))
    yield Figure("workstations", sum(row.has_workstation for row in plan.assignments))


def _access(problem: Problem, plan: Plan) -> Iterator[Figure]:
    minutes = [row.travel_min for row in plan.assignments]
    people = [
        max(problem.villages[problem.village_index[row.village_id]].population, 0) for row in plan.assignments
    ]
    if not minutes:
        return
    yield Figure("mean_travel_min", sum(minutes) / len(minutes), "min", 1)
    if sum(people):
        weighted = sum(a * b for a, b in zip(minutes, people, strict=True)) / sum(people)
        yield Figure("mean_travel_people_min", weighted, "min", 1)
    yield Figure("p90_travel_min", percentile(minutes, 0.9), "min", 1)
    yield Figure("max_travel_min", max(minutes), "min", 1)


def _loads(plan: Plan) -> Iterator[Figure]:
    rural = [room for room in plan.rooms if len(room.villages) > 1]
    if not rural:
        return
    hours = [room.hours for room in rural]
    yield Figure("villages_per_room", sum(len(room.villages) for room in rural) / len(rural), "", 1)
    yield Figure("mean_room_hours", sum(hours) / len(hours), "hours", 1)
    yield Figure("min_room_hours", min(hours), "hours", 1)
    yield Figure("max_room_hours", max(hours), "hours", 1)


def _people(plan: Plan) -> Iterator[Figure]:
    if not plan.posts:
        return
    for role in ("police", "auxiliary", "assistant"):
        count = sum(post.role == role for post in plan.posts)
        if count or role != "assistant":
            yield Figure(f"posts_{role}", count)
    yield Figure("rooms_without_lead", sum(not room.lead_officer_id for room in plan.rooms))
    rural = [row for row in plan.assignments if row.kind == "rural"]
    yield Figure("villages_without_auxiliary", sum(not row.auxiliary_ids for row in rural))
    yield Figure("moved", sum(post.changed for post in plan.posts))
    yield Figure("unused", len(plan.unused))
