"""How `assign verify` says what it found, of one plan or of many: findings, and what is certain of the bound."""

from __future__ import annotations

from assign.assess import BoundReport, Finding
from assign.show.words import say
from assign.speak import tell

UNIT = 10_000
"""Units of cost in one officer-minute a month."""
SHOWN = 200
"""Findings that are printed."""
SCOPES_NAMED = 20


def finding_line(finding: Finding, language: str) -> str:
    """Return a finding as a line of text."""
    return f"{finding.code} {finding.entity} {finding.entity_id}: {say(finding.message, language)}"


def finding_record(finding: Finding, language: str) -> dict[str, object]:
    """Return a finding as plain values."""
    return {
        "code": finding.code,
        "rule_id": finding.rule_id,
        "entity": finding.entity,
        "entity_id": finding.entity_id,
        "found": finding.found,
        "expected": finding.expected,
        "text": say(finding.message, language),
    }


def tell_bound(report: BoundReport, language: str, *, clean: bool, posts: bool) -> None:
    """Print what is certain of the bound, and what it leaves out.

    Parameters
    ----------
    clean
        Whether there are no findings.
    posts
        Whether the plan has people.
    """
    means = {name: report.confirmed.get(name, 0) for name in ("prices", "search", "highs", "open")}
    tell("cli.bound-zones", language, scopes=report.scopes, zones=f"{report.zones:,}", **means)
    certified, total = f"{report.certified / UNIT:,.1f}", f"{report.total / UNIT:,.1f}"
    tell("cli.bound-certified", language, certified=certified, total=total, gap=f"{report.gap:.3%}")
    if report.shortfall_open:
        tell("cli.bound-relaxed-open", language, scopes=", ".join(report.shortfall_open[:SCOPES_NAMED]))
    elif report.relaxed and clean:
        tell("cli.bound-relaxed", language, villages=report.relaxed)
    if report.money:
        tell("cli.bound-money", language)
    if posts:
        tell("cli.bound-people", language)


def bound_record(report: BoundReport) -> dict[str, object]:
    """Return what is certain of the bound as plain values, costs in officer-minutes a month."""
    return {
        "certified": report.certified / UNIT,
        "total": report.total / UNIT,
        "gap": report.gap,
        "scopes": report.scopes,
        "zones": report.zones,
        "confirmed": dict(report.confirmed),
        "relaxed_villages": report.relaxed,
        "relaxed_open": list(report.shortfall_open),
        "not_covered": [*(["money"] if report.money else []), "posts"],
    }
