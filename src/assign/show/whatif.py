"""Outcomes side by side: text, CSV, JSON values, or one HTML page with what changes and, for a frontier, its curves."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from html import escape
from importlib.resources import files

from assign.answers import Outcome
from assign.messages import Message
from assign.show.curves import curves
from assign.show.scenario_pictures import bars, map_key
from assign.show.tables import guarded
from assign.show.width import wide
from assign.show.words import say, word

COLUMNS: Mapping[str, tuple[tuple[str, int], ...]] = {
    "scenarios": (
        ("rooms", 0), ("objective.total", 1), ("objective.change", 1), ("gap", 5), ("mean_travel_min", 2),
        ("max_travel_min", 2), ("max_room_hours", 1), ("rooms_closed", 0), ("rooms_opened", 0), ("rooms_moved", 0),
        ("villages_changed", 0), ("worse_off", 0), ("officers_changed", 0), ("rooms_without_lead", 0), ("seconds", 1),
    ),
    "frontier": (
        ("rooms", 0), ("objective.total", 1), ("objective.change", 1), ("objective.travel", 1),
        ("objective.balance", 1), ("gap", 5), ("mean_travel_min", 2), ("p90_travel_min", 2), ("max_travel_min", 2),
        ("min_room_hours", 1), ("max_room_hours", 1), ("worse_off", 0), ("seconds", 1),
    ),
    "moves": (
        ("moved", 0), ("rooms_without_lead", 0), ("tier.open", 0), ("tier.understaffed", 0), ("max_police_hours", 1),
        ("tier.ability", 0), ("tier.unguided", 0), ("tier.home", 0), ("officers_changed", 0), ("seconds", 1),
    ),
    "alternatives": (
        ("rooms", 0), ("objective.total", 1), ("objective.change", 1), ("gap", 5), ("mean_travel_min", 2),
        ("max_travel_min", 2), ("max_room_hours", 1), ("rooms_closed", 0), ("rooms_opened", 0), ("rooms_moved", 0),
        ("villages_changed", 0), ("worse_off", 0), ("seconds", 1),
    ),
}  # fmt: skip
"""Figures of each kind of answer, in order, with their decimals."""
SHOWN = 60
"""Changes that a page lists for each outcome; JSON has all."""
_STYLE = files("assign.show").joinpath("whatif.css")


def outcome_name(outcome: Outcome, lang: str) -> str:
    """Return what an outcome is called."""
    return outcome.name or word("whatif.base", lang)


def outcomes_text(outcomes: Sequence[Outcome], kind: str, lang: str) -> str:
    """Return the outcomes as a table for the terminal: a line each figure, a column each plan."""
    planned = [one for one in outcomes if one.plan]
    lines = [_heads(kind, lang), *(_row(one, kind, lang) for one in planned)]
    widths = [max(map(wide, line)) for line in lines]
    table = [
        "  ".join(
            _padded(cell, width, left=n == 0) for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in zip(*lines, strict=True)
    ]
    refused = (": ".join(_row(one, kind, lang)) for one in outcomes if not one.plan)
    return "\n".join([*table, *refused])


def outcomes_csv(outcomes: Sequence[Outcome], kind: str) -> str:
    """Return the outcomes as CSV, figures under the names they have in `run.json`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["name", "status", *(name for name, _ in COLUMNS[kind])])
    for one in outcomes:
        figures = _figures(one)
        status = one.plan.status.value if one.plan else "infeasible"
        cells = [
            "" if name not in figures else _number(figures[name], places) for name, places in COLUMNS[kind]
        ]
        writer.writerow([guarded(one.name), status, *cells])
    return out.getvalue()


def outcomes_record(outcomes: Sequence[Outcome], lang: str) -> list[dict[str, object]]:
    """Return the outcomes as plain values, all figures and all changes."""
    out: list[dict[str, object]] = []
    for one in outcomes:
        found = one.comparison
        out.append(
            {
                "name": one.name,
                "status": one.plan.status.value if one.plan else "infeasible",
                "figures": _figures(one),
                "collisions": [say(message, lang) for message in one.collisions],
                "changes": [
                    {name: getattr(change, name) for name in change.__slots__} for change in found.changes
                ]
                if found
                else [],
            }
        )
    return out


def outcomes_page(
    outcomes: Sequence[Outcome], kind: str, lang: str, said: Sequence[str], maps: Sequence[str] = ()
) -> str:
    """Return one HTML page that needs no network and runs no script.

    Parameters
    ----------
    said
        Sentences above the table.
    maps
        Of `scenario_map`, laid beside each other below the bars.
    """
    heads = "".join(f"<th>{escape(head)}</th>" for head in _heads(kind, lang))
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in _row(one, kind, lang)) + "</tr>"
        for one in outcomes
    )
    title = escape(word(f"whatif.{kind}", lang))
    body = [f"<h1>{title}</h1>", *(f"<p>{escape(line)}</p>" for line in said)]
    body.append(f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>")
    if kind == "frontier":
        body += curves([one for one in outcomes if one.plan], lang)
    else:
        body += bars(outcomes, lang) if kind == "scenarios" else []
        drawn = "".join(maps)
        body += [map_key(lang), f'<div class="maps">{drawn}</div>'] if drawn else []
        body += [_changes(one, lang) for one in outcomes]
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<style>{_STYLE.read_text('utf-8')}</style></head><body>{''.join(body)}</body></html>\n"
    )


def _heads(kind: str, lang: str) -> list[str]:
    return [word("whatif.name", lang), *(word(f"whatif.{name}", lang) for name, _ in COLUMNS[kind])]


def _row(one: Outcome, kind: str, lang: str) -> list[str]:
    """Return the cells of an outcome; of one that is impossible, its name and why."""
    if one.plan is None:
        why = " ".join(say(message, lang) for message in one.collisions)
        return [outcome_name(one, lang), f"{word('whatif.impossible', lang)}: {why}"]
    figures = _figures(one)
    cells = [_cell(name, figures.get(name), places) for name, places in COLUMNS[kind]]
    return [outcome_name(one, lang), *cells]


def _figures(one: Outcome) -> dict[str, float]:
    return {**one.figures, **one.facts}


def _cell(name: str, value: float | None, places: int) -> str:
    if value is None:
        return "–"
    if name == "gap":
        return f"{value:.3%}"
    return f"{value:{'+' if name == 'objective.change' else ''},.{places}f}"


def _number(value: float, places: int) -> str:
    return f"{value:.{places}f}"


def _changes(one: Outcome, lang: str) -> str:
    """Return the changes of an outcome as a section of the page, "" where nothing changes."""
    found = one.comparison
    if not found:
        return ""
    rows = [
        (
            word(f"whatif.entity.{change.entity}", lang),
            change.entity_id,
            word(f"whatif.what.{change.what}", lang),
            change.before.replace(";", " "),
            change.after.replace(";", " "),
        )
        for change in sorted(found.changes, key=lambda change: change.entity != "room")
    ]
    lines = "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in rows[:SHOWN])
    more = f"<p>{escape(say(Message('whatif.more', {'count': len(rows) - SHOWN}), lang))}</p>"
    head = f"{outcome_name(one, lang)} · {word('whatif.changes', lang)}"
    return f'<h2>{escape(head)}</h2><table class="left"><tbody>{lines}</tbody></table>' + (
        more if len(rows) > SHOWN else ""
    )


def _padded(text: str, width: int, *, left: bool) -> str:
    space = " " * max(0, width - wide(text))
    return text + space if left else space + text
