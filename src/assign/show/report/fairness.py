"""How evenly hours are shared, today and in the plan, and who holds the hardest posts."""

from __future__ import annotations

from assign.messages import Message, Value
from assign.plan import Plan
from assign.problem import Problem
from assign.reported import Tenure
from assign.show.report.html import listing, paragraph, section, table
from assign.show.words import say, word

_SPREAD = (
    "role",
    "moment",
    "officers",
    "villages",
    "min_hours",
    "median_hours",
    "p90_hours",
    "max_hours",
    "gini",
)
_TENURE = ("role", "from_years", "officers", "hardest", "complexity", "mean_hours")
_MOMENTS = ("before", "after_same", "after")


def fairness(_problem: Problem, plan: Plan, lang: str) -> str:
    """Return the spread of hours by role, before and after, and the posts by years of service."""
    spreads = sorted(plan.reported.fairness, key=lambda row: (row.role, _MOMENTS.index(row.moment)))
    if not spreads:
        return ""
    cells = [
        [
            word(f"role.{row.role}", lang),
            word(f"moment.{row.moment}", lang),
            f"{row.officers:,}",
            f"{row.villages:,}",
            *(f"{value:.1f}" for value in (row.min_hours, row.median_hours, row.p90_hours, row.max_hours)),
            f"{row.gini:.3f}",
        ]
        for row in spreads
    ]
    heads = [word(f"column.{name}", lang) for name in _SPREAD]
    said = paragraph(word("fairness.what", lang), kind="soft")
    return section(
        "fairness.title", said + table(heads, cells, numbers=range(2, 9)) + _years(plan, lang), lang
    )


def _years(plan: Plan, lang: str) -> str:
    rows = plan.reported.tenure
    if not rows:
        return ""
    cells = [
        [
            word(f"role.{row.role}", lang),
            say(Message("fairness.years", {"from_years": row.from_years}), lang),
            f"{row.officers:,}",
            f"{row.hardest:,}",
            f"{row.complexity:.1f}",
            f"{row.mean_hours:.1f}",
        ]
        for row in rows
    ]
    heads = [word(f"column.{name}", lang) for name in _TENURE]
    by_role: dict[str, list[Tenure]] = {}
    for row in rows:
        by_role.setdefault(row.role, []).append(row)
    said = [_juniors(role, bands, lang) for role, bands in by_role.items() if len(bands) > 1]
    intro = paragraph(word("fairness.tenure", lang)) + listing(said)
    return intro + table(heads, cells, numbers=range(2, 6))


def _juniors(role: str, bands: list[Tenure], lang: str) -> str:
    """Return how the least years of service share in the hardest posts."""
    everybody = sum(row.officers for row in bands)
    hardest = sum(row.hardest for row in bands)
    values: dict[str, Value] = {
        "role": word(f"role.{role}", lang),
        "years": bands[1].from_years,
        "share": f"{bands[0].officers / everybody:.0%}",
        "hard": f"{bands[0].hardest / hardest:.0%}",
    }
    return say(Message("fairness.junior", values), lang)
