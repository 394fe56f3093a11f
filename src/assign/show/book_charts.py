"""The workbook's charts and the small tables behind them: villages to a room, hours to an officer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assign.plan import Plan

BAND_HOURS = (2, 5, 10, 20, 25, 50, 100)
"""Widths that a band of hours may have."""
_MOST_BANDS = 12


@dataclass(frozen=True, slots=True)
class Count:
    """A table of counts: a label a row, a column a series.

    Parameters
    ----------
    key
        Words ``chart.<key>`` (title) and ``chart.<key>-x`` (what the labels are).
    series
        Keys of words, with the counts of each.
    """

    key: str
    labels: Sequence[str]
    series: Sequence[tuple[str, Sequence[int]]]


def counts(plan: Plan) -> list[Count]:
    """Return the counts that are drawn; those without anything to count are left out."""
    police = [post.hours for post in plan.posts if post.role == "police"]
    others = [post.hours for post in plan.posts if post.role != "police"]
    out = [_villages(plan), _hours("hours-of-police", police), _hours("hours-of-others", others)]
    return [count for count in out if count.labels and any(any(values) for _, values in count.series)]


def _villages(plan: Plan) -> Count:
    """Return how many rooms serve so many villages; communities' own rooms, of one village, stand first."""
    sizes = [len(room.villages) for room in plan.rooms]
    labels = list(range(min(sizes), max(sizes) + 1)) if sizes else []
    return Count(
        "villages-per-room", [str(n) for n in labels], [("column.room_id", [sizes.count(n) for n in labels])]
    )


def _hours(key: str, hours: Sequence[float]) -> Count:
    """Return how many officers have so many hours a month."""
    most = max(hours, default=0.0)
    width = next((width for width in BAND_HOURS if most <= width * _MOST_BANDS), BAND_HOURS[-1])
    bands = range(int(most // width) + 1) if hours else range(0)
    return Count(
        key,
        [f"{band * width}–{(band + 1) * width}" for band in bands],
        [
            (
                "chart.officers",
                [sum(band * width <= one < (band + 1) * width for one in hours) for band in bands],
            )
        ],
    )
