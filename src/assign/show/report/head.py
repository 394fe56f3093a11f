"""The top of the report: what it is about, and how good the plan is known to be."""

from __future__ import annotations

from html import escape

from assign.messages import Message
from assign.plan import Plan, Status
from assign.problem import Problem
from assign.show.figures import figures, gap_text, number_text
from assign.show.fingerprint import plan_hash
from assign.show.report.html import section, table
from assign.show.words import say, word

FIRST = (
    "villages", "population", "rooms", "workstations", "mean_travel_min", "p90_travel_min", "max_travel_min",
    "mean_room_hours", "posts_police", "posts_auxiliary", "rooms_without_lead", "moved", "stations",
    "villages_per_room", "min_room_hours", "max_room_hours",
)  # fmt: skip
"""Figures of the first page, the first dozen that the plan has."""


def head(problem: Problem, plan: Plan, lang: str) -> str:
    """Return title, seal and the sentence of the proof."""
    sure = plan.status is Status.OPTIMAL
    status = escape(word(f"status.{plan.status}", lang))
    proof = say(Message("report.proof" if sure else "report.no-proof", {"gap": gap_text(plan.gap)}), lang)
    redacted = f" · {escape(word('report.redacted', lang))}" if plan.run.get("redacted") else ""
    return (
        f'<header>\n<p class="kind">{escape(word("report.title", lang))}{redacted}'
        f'<span class="hash">{escape(word("report.plan", lang))} {plan_hash(plan)[:16]}</span></p>\n'
        f"<h1>{escape(problem.name)}</h1>\n"
        f'<p class="proof"><span class="seal{" sure" if sure else ""}">{status}</span> {escape(proof)}</p>\n'
        "</header>"
    )


def key_figures(problem: Problem, plan: Plan, lang: str) -> str:
    """Return the figures people ask for first, each in a box."""
    known = {figure.key: figure for figure in figures(problem, plan)}
    chosen = [known[key] for key in FIRST if key in known]
    texts = [(escape(figure.text(lang)), escape(figure.label(lang))) for figure in chosen[:12]]
    boxes = "".join(f'<div class="figure"><b>{value}</b><span>{label}</span></div>' for value, label in texts)
    return section("report.figures", f'<div class="figures">{boxes}</div>', lang, kind="key")


def all_figures(problem: Problem, plan: Plan, lang: str) -> str:
    """Return every figure of the plan in a table."""
    rows = [[figure.label(lang), figure.text(lang)] for figure in figures(problem, plan)]
    return section("report.all-figures", table([], rows, numbers=(1,)), lang, kind="half")


def cost(_problem: Problem, plan: Plan, lang: str) -> str:
    """Return the cost by term beside its proven bound."""
    order = [name for name in ("travel", "balance", "site", "stability", "total") if name in plan.objective]
    values = [(f"objective.{name}", plan.objective[name]) for name in order]
    values.append(("objective.bound", plan.bound))
    if plan.objective.get("relaxed_villages"):
        values.append(("objective.relaxed_villages", plan.objective["relaxed_villages"]))
    rows = [[word(key, lang), number_text(value)] for key, value in values]
    return section("report.objective", table([], rows, numbers=(1,)), lang, kind="half")
