"""Where complexity and hours come from: the formulas, the months, and what each weight is worth."""

from __future__ import annotations

import math

import numpy as np

from assign.demand import Effect, Season, season_of, sensitivity
from assign.demand.sensitivity import HARDEST_SHARE, MARKED_POINTS
from assign.messages import Message, Value
from assign.plan import Plan
from assign.problem import Problem
from assign.show.formulas import example_line, formula_lines, number_name
from assign.show.report.html import listing, paragraph, section, table
from assign.show.words import has_word, say, word

BUSY = 1.05
"""An index from which a month is called busy."""


def formulas(problem: Problem, _plan: Plan, lang: str) -> str:
    """Return the formulas with the numbers in force, and the hardest village worked out."""
    lines = [*formula_lines(problem, lang).values(), example_line(problem, lang)]
    return section("demand.title", listing([line for line in lines if line]), lang)


def season(problem: Problem, _plan: Plan, lang: str) -> str:
    """Return how incidents are spread over the calendar: bars, and the months in a table."""
    found = season_of(problem.evidence.incidents) if problem.evidence is not None else None
    if found is None:
        return ""
    values = {"first": found.first, "last": found.last, "count": f"{sum(found.counts):,}"}
    said = [say(Message("season.span", values), lang), _peak(found, lang)]
    if found.short:
        said.append(word("season.short", lang))
    if found.undated:
        said.append(say(Message("season.undated", {"count": f"{found.undated:,}"}), lang))
    heads = [word(f"season.{name}", lang) for name in ("month", "count", "days", "index", "festival-names")]
    rows = [
        [
            word(f"month.{place + 1}", lang),
            f"{found.counts[place]:,}",
            str(found.days[place]),
            _index_text(found.index[place]),
            word(f"festival.{place + 1}", lang) if has_word(f"festival.{place + 1}") else "",
        ]
        for place in range(12)
    ]
    content = paragraph(" ".join(filter(None, said))) + _bars(found, lang)
    return section("season.title", content + table(heads, rows, numbers=(1, 2, 3)), lang)


def weights(problem: Problem, _plan: Plan, lang: str) -> str:
    """Return what a tenth more or less of each number changes, and what no such table can show."""
    evidence = problem.evidence
    if evidence is None:
        return ""
    effects = sensitivity(evidence, problem.policy)
    hardest = max(1, round(HARDEST_SHARE * len(problem.villages)))
    given = int((~np.isnan(evidence.complexity)).sum())
    said = [
        paragraph(_in_short(effects, lang)),
        paragraph(word("sensitivity.warning", lang)),
        paragraph(
            say(Message("sensitivity.what", {"points": MARKED_POINTS, "hardest": hardest}), lang), kind="soft"
        ),
    ]
    if given:
        said.append(paragraph(say(Message("sensitivity.given", {"count": given}), lang), kind="soft"))
    names = ("number", "factor", "moved", "largest", "rank_correlation", "hardest_changed", "hours_share")
    heads = [word(f"column.{name}", lang) for name in names]
    rows = [_row(effect, lang) for effect in effects]
    return section("sensitivity.title", "".join(said) + table(heads, rows, numbers=range(1, 7)), lang)


def _row(effect: Effect, lang: str) -> list[str]:
    return [
        number_name(effect.name, lang),
        f"{effect.factor - 1:+.0%}",
        f"{effect.moved:,}",
        f"{effect.largest:.1f}",
        _rank_text(effect.rank_correlation),
        f"{effect.hardest_changed:,}",
        f"{round(effect.hours_share, 4) + 0.0:+.2%}",
    ]


def _in_short(effects: tuple[Effect, ...], lang: str) -> str:
    ranks = [effect.rank_correlation for effect in effects if not math.isnan(effect.rank_correlation)]
    values: dict[str, Value] = {
        "rank": _rank_text(min(ranks, default=math.nan)),
        "changed": max(effect.hardest_changed for effect in effects),
        "hours": f"{max(abs(effect.hours_share) for effect in effects):.1%}",
    }
    return say(Message("sensitivity.stable", values), lang)


def _rank_text(value: float) -> str:
    """Return a correlation cut to three decimals, never rounded up to one."""
    return "–" if math.isnan(value) else f"{math.floor(value * 1000 + 1e-9) / 1000:.3f}"


def _index_text(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.2f}"


def _peak(found: Season, lang: str) -> str:
    """Return the busiest months, three at most, with the festivals that fall into them."""
    known = [place for place in range(12) if not math.isnan(found.index[place])]
    busy = sorted(known, key=lambda place: (-found.index[place], place))[:3]
    texts = []
    for place in (place for place in busy if found.index[place] >= BUSY):
        name, index = word(f"month.{place + 1}", lang), _index_text(found.index[place])
        key = f"festival.{place + 1}"
        festival = word(key, lang) if has_word(key) else ""
        inside = ("，" if lang == "zh" else ", ").join(filter(None, (index, festival)))
        texts.append(f"{name}（{inside}）" if lang == "zh" else f"{name} ({inside})")
    if not texts:
        return ""
    return say(Message("season.peak", {"months": ("、" if lang == "zh" else "; ").join(texts)}), lang)


def _bars(found: Season, lang: str) -> str:
    """Return the indices as bars, an even share as a line across."""
    top = max(1.2, *(value for value in found.index if not math.isnan(value)))
    scale = 120 / top
    parts = []
    for place, value in enumerate(found.index):
        x = 10 + place * 50
        if not math.isnan(value):
            colour = "#d9480f" if value >= BUSY else "#8fa9bd"
            height = value * scale
            parts.append(
                f'<rect x="{x}" y="{130 - height:.1f}" width="36" height="{height:.1f}" fill="{colour}"/>'
            )
        parts.append(
            f'<text x="{x + 18}" y="148" text-anchor="middle">{word(f"month.{place + 1}", lang)}</text>'
        )
    even = 130 - scale
    return (
        '<svg viewBox="0 0 610 156" width="100%" role="img" font-size="12" fill="#5f6f7a">'
        f"<title>{word('season.title', lang)}</title>{''.join(parts)}"
        f'<line x1="4" x2="606" y1="{even:.1f}" y2="{even:.1f}" stroke="#123a5a" stroke-dasharray="4 3"/></svg>'
    )
