"""Two plans side by side as text, CSV, JSON values or one HTML page."""

from __future__ import annotations

import csv
import io
from html import escape
from importlib.resources import files

from assign.compare import Change, Comparison, Measure
from assign.messages import Message
from assign.show.figures import number_text
from assign.show.report.html import section, table
from assign.show.tables import guarded
from assign.show.words import has_word, say, word

SHOWN = 40
"""Changes listed in the text; the other forms list all."""
_HEADS = ("entity", "entity_id", "station_id")


def comparison_text(found: Comparison, lang: str) -> str:
    """Return the comparison as lines for the terminal."""
    width = max(_wide(measure_label(one, lang)) for one in found.measures)
    lines = [
        f"{_padded(measure_label(one, lang), width)}  {_number(one.before):>14}  {_number(one.after):>14}"
        f"  {_signed(one.change):>14}"
        for one in found.measures
        if one.before is not None or one.after is not None
    ]
    lines += ["", summary(found, lang)]
    lines += ["  ".join(cell for cell in row if cell) for row in _changes(found, lang)[:SHOWN]]
    more = len(found.changes) - SHOWN
    return "\n".join([*lines, *([say(Message("diff.more", {"count": more}), lang)] if more > 0 else [])])


def summary(found: Comparison, lang: str) -> str:
    """Return how many villages, rooms and officers stand otherwise, as a sentence."""
    if not found:
        return word("diff.same", lang)
    values = {
        "villages": len(found.of("village")),
        "opened": len(found.of("room", "new")),
        "closed": len(found.of("room", "gone")),
        "moved": len(found.of("room", "moved")),
        "officers": len(found.of("officer")),
    }
    return say(Message("diff.count", values), lang)


def comparison_csv(found: Comparison) -> str:
    """Return the changes as CSV under the names of the contract's tables."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*_HEADS, "what", "before", "after"])
    for one in found.changes:
        cells = (one.entity, one.entity_id, one.station_id, one.what, one.before, one.after)
        writer.writerow([guarded(cell) for cell in cells])
    return out.getvalue()


def comparison_record(found: Comparison) -> dict[str, object]:
    """Return the comparison as plain values for JSON."""
    return {
        "metrics": {
            one.name: {"before": one.before, "after": one.after, "change": one.change}
            for one in found.measures
            if one.before is not None or one.after is not None
        },
        "changes": [
            {
                "entity": one.entity,
                "entity_id": one.entity_id,
                "station_id": one.station_id,
                "what": one.what,
                "before": one.before.split(";") if one.before else [],
                "after": one.after.split(";") if one.after else [],
            }
            for one in found.changes
        ],
    }


def comparison_html(found: Comparison, lang: str, *, before: str, after: str) -> str:
    """Return the comparison as one page that fetches and runs nothing.

    Parameters
    ----------
    before, after
        Names of the two plans.
    """
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    style = files("assign.show.report").joinpath("report.css").read_text("utf-8")
    figures = table(
        [word("column.figure", lang), f"{word('diff.before', lang)} {before}", f"{word('diff.after', lang)} {after}",
         word("diff.change", lang)],
        [
            [measure_label(one, lang), _number(one.before), _number(one.after), _signed(one.change)]
            for one in found.measures
            if one.before is not None or one.after is not None
        ],
        numbers=(1, 2, 3),
    )  # fmt: skip
    heads = [*(word(f"column.{name}", lang) for name in _HEADS), word("diff.what", lang)]
    heads += [word("diff.before", lang), word("diff.after", lang)]
    body = (
        f'<header><p class="kind">{escape(word("diff.title", lang))}</p>'
        f"<h1>{escape(before)} → {escape(after)}</h1><p>{escape(summary(found, lang))}</p></header>\n"
        f"{section('diff.figures', figures, lang)}\n"
        f"{section('diff.changes', table(heads, _changes(found, lang)) if found else '', lang)}"
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f"<title>{escape(before)} → {escape(after)}</title>\n<style>{style}</style>\n</head>\n"
        f'<body class="plain">\n{body}\n</body>\n</html>\n'
    )


def measure_label(one: Measure, lang: str) -> str:
    """Return a figure's name for people; one without words keeps its key."""
    for key in (f"figure.{one.name}", one.name, f"objective.{one.name}"):
        if has_word(key):
            return word(key, lang)
    return one.name


def _changes(found: Comparison, lang: str) -> list[list[str]]:
    return [
        [
            word(f"entity.{one.entity}", lang),
            one.entity_id,
            one.station_id,
            word(f"differs.{one.what}", lang),
            *_sides(one),
        ]
        for one in found.changes
    ]


def _sides(one: Change) -> tuple[str, str]:
    """Return what stood before and what stands now; of two lists of villages, only where they differ."""
    before, after = one.before.split(";"), one.after.split(";")
    if one.what in ("zone", "villages"):
        before, after = (
            [f"−{name}" for name in before if name not in after],
            [f"+{name}" for name in after if name not in before],
        )
    return "; ".join(filter(None, before)) or "–", "; ".join(filter(None, after)) or "–"


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return number_text(value, 0 if float(value).is_integer() else 4 if abs(value) < 1 else 2)


def _signed(value: float | None) -> str:
    if value is None:
        return "–"
    text = number_text(value, 0 if float(value).is_integer() else 4 if abs(value) < 1 else 2)
    return text if value <= 0 else f"+{text}"


def _wide(text: str) -> int:
    """Return the columns that a text takes on a terminal: Chinese signs take two."""
    return sum(2 if ord(sign) > 0x2E80 else 1 for sign in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _wide(text))
