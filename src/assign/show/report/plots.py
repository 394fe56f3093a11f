"""Plots as small pictures: how far villages are from their room, how the hours are shared."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assign.plan import Plan
from assign.problem import Officer, Problem
from assign.show.figures import number_text, percentile
from assign.show.report.html import paragraph, section
from assign.show.report.svg import drawing, line, polyline, text
from assign.show.words import word

WIDTH, HEIGHT = 240, 190
_LEFT, _RIGHT, _TOP, _BOTTOM = 34, 10, 36, 36
MOST_POINTS = 400
_STEPS = (1, 2, 2.5, 5, 10)

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Series:
    """A line of a plot; `kind` is its class in `report.css`: ``now``, ``plan``, ``people``."""

    label: str
    kind: str
    points: Sequence[Point]


def plots(problem: Problem, plan: Plan, lang: str) -> str:
    """Return the plots that the plan has something to show for."""
    drawn = [
        _access(problem, plan, lang),
        _hours(problem, plan, lang, police=True),
        _hours(problem, plan, lang, police=False),
        "" if plan.posts else _zone_hours(plan, lang),
    ]
    content = "".join(f"<figure>{svg}</figure>" for svg in drawn if svg)
    if not content:
        return ""
    today = any(svg and 'class="now"' in svg for svg in drawn)
    note = paragraph(word("report.today-means", lang), kind="soft") if today else ""
    return section("report.plots", f'<div class="plots">{content}</div>{note}', lang, kind="plot-row")


def _access(problem: Problem, plan: Plan, lang: str) -> str:
    """Return the share of villages, and of people, that are within so many minutes of their room."""
    rows = sorted(plan.assignments, key=lambda row: row.travel_min)
    if not rows:
        return ""
    index = problem.village_index
    people = [
        max(problem.villages[index[row.village_id]].population, 0) if row.village_id in index else 0
        for row in rows
    ]
    lines = [
        Series(
            word("report.villages", lang), "plan", _shares([row.travel_min for row in rows], [1] * len(rows))
        )
    ]
    if sum(people):
        shares = _shares([row.travel_min for row in rows], people)
        lines.append(Series(word("report.people", lang), "people", shares))
    right = _ceiling(percentile([row.travel_min for row in rows], 0.99))
    return plot(
        word("report.access", lang), lines, x=word("report.minutes", lang), top=100.0, right=right, unit="%"
    )


def _shares(minutes: Sequence[float], weights: Sequence[int]) -> list[Point]:
    """Return the per cent of the weight that is within each number of minutes, as steps."""
    total, so_far = sum(weights), 0
    at: Counter[float] = Counter()
    for far, weight in zip(minutes, weights, strict=True):
        at[far] += weight
    out: list[Point] = [(0.0, 0.0)]
    for far, weight in sorted(at.items()):
        out.append((far, 100 * so_far / total))
        so_far += weight
        out.append((far, 100 * so_far / total))
    return _thinned(out)


def _hours(problem: Problem, plan: Plan, lang: str, *, police: bool) -> str:
    """Return hours a month of the officers, from the least to the most loaded, today and in the plan."""
    posts = [post for post in plan.posts if (post.role == "police") == police]
    if not posts:
        return ""
    after = sorted(post.hours for post in posts)
    lines = [Series(word("report.in-plan", lang), "plan", _ranked(after))]
    before = sorted(hours_today(problem, plan, police=police).values())
    if 2 * len(before) > len(after):
        lines.insert(0, Series(word("report.today", lang), "now", _ranked(before)))
    title = word("report.hours-police" if police else "report.hours-others", lang)
    return plot(title, lines, x=word("report.least-to-most", lang), right=100.0)


def _zone_hours(plan: Plan, lang: str) -> str:
    """Return hours a month of the zones of several villages, from the least to the most."""
    hours = sorted(room.hours for room in plan.rooms if len(room.villages) > 1)
    if not hours:
        return ""
    lines = [Series(word("report.in-plan", lang), "plan", _ranked(hours))]
    return plot(word("report.hours-zones", lang), lines, x=word("report.zones-by-rank", lang), right=100.0)


def hours_today(problem: Problem, plan: Plan, *, police: bool) -> dict[str, float]:
    """Return the hours a month of officers if nobody moved, by id.

    The rooms are those of the plan; each officer stands where the roster says, and all who stand in one room (police)
    or village (others) share its hours. Officers whose place is not in the plan are left out.
    """
    rooms = {room.room_id: room.hours for room in plan.rooms}
    villages = {row.village_id: row.hours for row in plan.assignments}
    work = rooms if police else villages

    def place(officer: Officer) -> str:
        return (officer.current_room_id if police else officer.current_village_id) or ""

    here = [
        officer
        for officer in problem.officers
        if officer.available and (officer.role == "police") == police and place(officer) in work
    ]
    heads = Counter(place(officer) for officer in here)
    return {officer.officer_id: work[place(officer)] / heads[place(officer)] for officer in here}


def _ranked(values: Sequence[float]) -> list[Point]:
    """Return sorted values against their rank in per cent."""
    last = max(len(values) - 1, 1)
    return _thinned([(100 * rank / last, value) for rank, value in enumerate(values)])


def _thinned(points: list[Point]) -> list[Point]:
    """Return at most `MOST_POINTS` of the points, first and last among them."""
    step = max(1, math.ceil(len(points) / MOST_POINTS))
    return [*points[:-1:step], points[-1]]


def plot(
    title: str, lines: Sequence[Series], *, x: str, top: float = 0.0, right: float = 0.0, unit: str = ""
) -> str:
    """Return a plot with axes from zero, a grid, and the name of each line at its side.

    Parameters
    ----------
    top, right
        Ends of the axes; by default what the points need.
    unit
        Written behind the numbers of the upright axis.
    """
    xs, ys = ([point[axis] for one in lines for point in one.points] for axis in (0, 1))
    right = right or _ceiling(max(xs, default=1.0))
    top = top or _ceiling(max(ys, default=1.0))

    def at(point: Point) -> Point:
        across = min(point[0], right) / right * (WIDTH - _LEFT - _RIGHT)
        return _LEFT + across, HEIGHT - _BOTTOM - point[1] / top * (HEIGHT - _TOP - _BOTTOM)

    parts = [text(0, 14, title, kind="title")]
    for number in range(5):
        value = top * number / 4
        _, y = at((0.0, value))
        parts.append(line(_LEFT, y, WIDTH - _RIGHT, y, kind="grid"))
        parts.append(
            text(_LEFT - 5, y + 3.5, f"{number_text(value, _decimals(top / 4))}{unit}", anchor="end")
        )
        across, _ = at((right * number / 4, 0.0))
        label = number_text(right * number / 4, _decimals(right / 4))
        parts.append(text(across, HEIGHT - _BOTTOM + 14, label, anchor="middle"))
    parts.append(text((_LEFT + WIDTH - _RIGHT) / 2, HEIGHT - 6, x, kind="soft", anchor="middle"))
    parts += [polyline([at(point) for point in one.points], kind=one.kind) for one in lines]
    left = float(_LEFT)
    for one in lines:
        parts.append(line(left, 25, left + 18, 25, kind=one.kind))
        parts.append(text(left + 22, 28.5, one.label))
        left += 34 + sum(10.5 if ord(sign) > 0x2E80 else 5.8 for sign in one.label)
    return drawing(WIDTH, HEIGHT, parts, label=title, kind="plot")


def _ceiling(value: float) -> float:
    """Return a round number of four steps that is not less."""
    if not math.isfinite(value) or value <= 0:
        return 1.0
    quarter = value / 4
    power = 10.0 ** math.floor(math.log10(quarter))
    return 4 * next(step * power for step in (*_STEPS, 20) if step * power >= quarter * (1 - 1e-9))


def _decimals(step: float) -> int:
    """Return the decimals that a step between marks needs."""
    return 0 if step >= 1 and float(step).is_integer() else 1 if step >= 0.1 else 2
