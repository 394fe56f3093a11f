"""The report: one page, self-contained, in one language, without a script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from html import escape
from importlib.resources import files
from pathlib import Path

from assign.errors import Fault
from assign.messages import Message
from assign.plan import Plan, Status
from assign.problem import Problem
from assign.show.fault_words import fault_words
from assign.show.figures import figures, gap_text, number_text
from assign.show.words import has_word, say, word

METHOD_LINES = 10
MAX_EXCEPTIONS = 60
_ORDER = {"error": 0, "warning": 1, "note": 2}


def write_report(problem: Problem, plan: Plan, path: Path, *, lang: str = "en") -> Path:
    """Write ``report.html`` in one language, and return its path."""
    path.write_text(report_html(problem, plan, lang), encoding="utf-8", newline="\n")
    return path


def report_html(problem: Problem, plan: Plan, lang: str) -> str:
    """Return the report as HTML; every text is escaped, and nothing in it can run or be fetched."""
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    body = "\n".join(
        (
            _head(problem, plan, lang),
            _section("report.figures", _figures(problem, plan, lang), lang),
            _section("report.objective", _objective(plan, lang), lang),
            _section("report.exceptions", _exceptions(plan, lang), lang),
            _section(
                "report.method",
                _list((word(f"report.method-{n + 1}", lang) for n in range(METHOD_LINES)), "ol"),
                lang,
            ),
            _section("report.assumed", _assumed(problem, lang), lang),
            _section("report.later", _later(problem, lang), lang),
            _section("report.inputs", _inputs(problem), lang),
        )
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n<head>\n'
        f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f"<title>{escape(problem.name)}</title>\n"
        f"<style>{_style()}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _style() -> str:
    return files("assign.show").joinpath("report.css").read_text("utf-8")


def _head(problem: Problem, plan: Plan, lang: str) -> str:
    sure = plan.status is Status.OPTIMAL
    status = escape(word(f"status.{plan.status}", lang))
    proof = say(Message("report.proof" if sure else "report.no-proof", {"gap": gap_text(plan.gap)}), lang)
    return (
        f'<p class="kind">{escape(word("report.title", lang))}</p>\n<h1>{escape(problem.name)}</h1>\n'
        f'<p class="proof"><span class="seal{" sure" if sure else ""}">{status}</span> {escape(proof)}</p>'
    )


def _section(key: str, content: str, lang: str) -> str:
    return f"<section>\n<h2>{escape(word(key, lang))}</h2>\n{content}\n</section>" if content else ""


def _figures(problem: Problem, plan: Plan, lang: str) -> str:
    texts = [(escape(figure.text(lang)), escape(figure.label(lang))) for figure in figures(problem, plan)]
    boxes = "".join(f'<div class="figure"><b>{value}</b><span>{label}</span></div>' for value, label in texts)
    return f'<div class="figures">{boxes}</div>'


def _objective(plan: Plan, lang: str) -> str:
    order = [name for name in ("travel", "balance", "site", "total") if name in plan.objective]
    values = [(f"objective.{name}", plan.objective[name]) for name in order]
    values.append(("objective.bound", plan.bound))
    if plan.objective.get("relaxed_villages"):
        values.append(("objective.relaxed_villages", plan.objective["relaxed_villages"]))
    return _table([], [[word(key, lang), number_text(value)] for key, value in values], numbers=(1,))


def _exceptions(plan: Plan, lang: str) -> str:
    if not plan.exceptions:
        return f"<p>{escape(word('report.no-exceptions', lang))}</p>"
    ordered = sorted(
        plan.exceptions,
        key=lambda row: (_ORDER[row.severity], row.rule_id, row.entity, row.entity_id, row.found),
    )
    heads = [
        word(f"column.{name}", lang)
        for name in ("rule_id", "severity", "entity", "found", "expected", "remedy")
    ]
    rows = [
        [
            f"{row.rule_id} {_word_or(f'rule.{row.rule_id}.title', '', lang)}",
            word(f"severity.{row.severity}", lang),
            f"{_word_or(f'entity.{row.entity}', row.entity, lang)} {row.entity_id}",
            row.found,
            row.expected,
            say(row.remedy, lang),
        ]
        for row in ordered[:MAX_EXCEPTIONS]
    ]
    more = len(ordered) - MAX_EXCEPTIONS
    rest = (
        f'<p class="soft">{escape(say(Message("report.more", {"count": more}), lang))}</p>'
        if more > 0
        else ""
    )
    return _table(heads, rows) + rest


def _assumed(problem: Problem, lang: str) -> str:
    """Return the notes of the case, those that read the same counted together."""
    counts = Counter(note_text(note, lang) for note in problem.notes)
    if not counts:
        return f"<p>{escape(word('report.nothing-assumed', lang))}</p>"
    return _list(
        (
            say(Message("report.times", {"sentence": sentence, "count": count}), lang)
            if count > 1
            else sentence
            for sentence, count in counts.items()
        ),
        "ul",
    )


def note_text(note: Fault, lang: str) -> str:
    """Return what a note says, or its code and place when it has no words."""
    return fault_words(note, lang)["what"] or str(note)


def _later(problem: Problem, lang: str) -> str:
    later = problem.policy.not_yet_enforced
    if not later:
        return ""
    note = f'<p class="soft">{escape(word("rule.not-yet-enforced", lang))}</p>'
    return note + _list(
        (f"{rule_id} {_word_or(f'rule.{rule_id}.title', '', lang)}" for rule_id in later), "ul"
    )


def _inputs(problem: Problem) -> str:
    rows = [[source.role, source.path, str(source.rows), source.sha256[:16]] for source in problem.sources]
    return _table([], rows, numbers=(2,)) if rows else ""


def _word_or(key: str, fallback: str, lang: str) -> str:
    return word(key, lang) if has_word(key) else fallback


def _list(items: Iterable[str], tag: str) -> str:
    return f"<{tag}>{''.join(f'<li>{escape(item)}</li>' for item in items)}</{tag}>"


def _table(heads: list[str], rows: list[list[str]], *, numbers: tuple[int, ...] = ()) -> str:
    head = "".join(f"<th>{escape(item)}</th>" for item in heads)
    body = "".join(
        "<tr>"
        + "".join(
            f'<td class="number">{escape(item)}</td>' if at in numbers else f"<td>{escape(item)}</td>"
            for at, item in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )
    return f"<table>{f'<tr>{head}</tr>' if heads else ''}{body}</table>"
