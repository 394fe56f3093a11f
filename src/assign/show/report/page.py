"""The report's page: its sections in their order, in one file that fetches and runs nothing."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from importlib.resources import files
from pathlib import Path

from assign.plan import Plan
from assign.problem import Problem
from assign.show.report.absences import absences
from assign.show.report.contacts import contacts
from assign.show.report.demand import formulas, season, weights
from assign.show.report.duties import duties, two_posts
from assign.show.report.exceptions import exception_groups, exception_list
from assign.show.report.fairness import fairness
from assign.show.report.head import all_figures, cost, head, key_figures
from assign.show.report.method import all_assumptions, assumptions, input_files, method, rules_to_come
from assign.show.report.picture import picture
from assign.show.report.plots import plots
from assign.show.report.ratios import ratios

Section = Callable[[Problem, Plan, str], str]
"""Problem, plan and language → a section's HTML, escaped; nothing where it has nothing to say."""

FRONT: tuple[Section, ...] = (
    head,
    picture,
    key_figures,
    plots,
    exception_groups,
    method,
    assumptions,
)
"""What the first page holds: one sheet of A3, or two of A4."""

BACK: tuple[Section, ...] = (
    cost,
    all_figures,
    ratios,
    contacts,
    duties,
    two_posts,
    absences,
    fairness,
    formulas,
    season,
    weights,
    exception_list,
    all_assumptions,
    rules_to_come,
    input_files,
)
"""What stands on the pages behind it, for those who ask."""


def write_report(problem: Problem, plan: Plan, path: Path, *, lang: str = "en") -> Path:
    """Write ``report.html`` in one language, and return its path."""
    path.write_text(report_html(problem, plan, lang), encoding="utf-8", newline="\n")
    return path


def report_html(problem: Problem, plan: Plan, lang: str) -> str:
    """Return the report as HTML; every text is escaped, and nothing in it can run or be fetched."""
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    front, back = (
        "\n".join(part for make in sections if (part := make(problem, plan, lang)))
        for sections in (FRONT, BACK)
    )
    body = f'<main class="front">\n{front}\n</main>\n<div class="back">\n{back}\n</div>'
    return (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n<head>\n'
        f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f"<title>{escape(problem.name)}</title>\n"
        f"<style>{_style()}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _style() -> str:
    return files("assign.show.report").joinpath("report.css").read_text("utf-8")
