"""The report's page: its sections in their order, in one file that fetches and runs nothing."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from importlib.resources import files
from pathlib import Path

from assign.plan import Plan
from assign.problem import Problem
from assign.show.report.exceptions import exception_list
from assign.show.report.head import cost, head, key_figures
from assign.show.report.method import assumptions, input_files, method, rules_to_come

Section = Callable[[Problem, Plan, str], str]
"""Problem, plan and language → a section's HTML, escaped; nothing where it has nothing to say."""

FRONT: tuple[Section, ...] = (head, key_figures, cost, exception_list, method, assumptions)
"""What the first page holds."""

BACK: tuple[Section, ...] = (rules_to_come, input_files)
"""What stands on the pages behind it, for those who ask."""


def write_report(problem: Problem, plan: Plan, path: Path, *, lang: str = "en") -> Path:
    """Write ``report.html`` in one language, and return its path."""
    path.write_text(report_html(problem, plan, lang), encoding="utf-8", newline="\n")
    return path


def report_html(problem: Problem, plan: Plan, lang: str) -> str:
    """Return the report as HTML; every text is escaped, and nothing in it can run or be fetched."""
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    body = "\n".join(part for make in (*FRONT, *BACK) if (part := make(problem, plan, lang)))
    return (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n<head>\n'
        f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f"<title>{escape(problem.name)}</title>\n"
        f"<style>{_style()}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _style() -> str:
    return files("assign.show.report").joinpath("report.css").read_text("utf-8")
