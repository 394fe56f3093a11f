"""What `--fix` changed, as a table for programs and a page for people."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from assign.errors import Fault
from assign.messages import Message
from assign.show.checked.page import both, faults_by_file, in_both, page, text
from assign.show.words import LANGUAGES, has_word, say, word
from assign.survey import Change

COLUMNS = ("file", "sheet", "row", "column", "before", "after", "code", "why_zh", "why_en")
PAGE, TABLE = "changes.html", "changes.csv"
LISTED = 20
"""Changes of a kind that the page lists one by one."""


def write_changes(
    name: str, changes: Sequence[Change], left: Sequence[Fault], folder: Path, *, lang: str, within_m: float
) -> None:
    """Write ``changes.csv`` with every change, and ``changes.html`` with them by kind and what is left to do.

    Parameters
    ----------
    left
        The faults of the mended case.
    within_m
        How far a border was allowed to move.
    """
    with (folder / TABLE).open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        writer.writerows(_record(change) for change in changes)
    body = "\n".join(
        (
            both("fixed.title", "p", "kind"),
            f"<h1>{text(name or '—')}</h1>",
            both("fixed.about", "p", "verdict", {"within_m": f"{within_m:g}"}),
            both("fixed.changes", "h2"),
            _kinds(changes),
            both("fixed.left", "h2"),
            both("fixed.left-about" if left else "fixed.left-none", "p", "soft"),
            faults_by_file(left),
        )
    )
    whole = page("fixed.title", name, body, lang)
    (folder / PAGE).write_text(whole, encoding="utf-8", newline="\n")


def why(change: Change, lang: str) -> str:
    """Return the reason of a change as a sentence."""
    return say(Message(f"change.{change.code}", change.values), lang)


def _record(change: Change) -> list[str]:
    row = "" if change.row is None else str(change.row)
    texts = (change.file, change.sheet, row, change.column, change.before, change.after)
    return [*map(_as_text, texts), change.code, *(why(change, lang) for lang in ("zh", "en"))]


def _as_text(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _kinds(changes: Sequence[Change]) -> str:
    if not changes:
        return both("fixed.none", "p")
    groups: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        groups.setdefault((change.file, change.code), []).append(change)
    return "".join(_kind(file, group) for (file, _), group in groups.items())


def _kind(file: str, group: Sequence[Change]) -> str:
    """Return one kind of change in one file as a table, the first ones listed."""
    key = f"changes.{group[0].code}"
    named = has_word(key)
    head = {lang: text(word(key, lang) if named else why(group[0], lang)) for lang in LANGUAGES}
    names = ("place", "before", "after")
    heads = "".join(f"<th>{both(f'fixed.column-{name}', 'span')}</th>" for name in names)
    rows = "".join(_row(change, said=named) for change in group[:LISTED])
    rest = len(group) - LISTED
    more = both("fixed.more", "p", "soft", {"count": rest}) if rest > 0 else ""
    return (
        f"<details open><summary><bdi>{text(file)}</bdi> {in_both(head, 'span')} "
        f'<span class="chip note">{len(group)}</span></summary>'
        f"<table><tr>{heads}</tr>{rows}</table>{more}</details>"
    )


def _row(change: Change, *, said: bool) -> str:
    where = {lang: text(_place(change, lang)) for lang in LANGUAGES}
    reason = in_both({lang: text(why(change, lang)) for lang in LANGUAGES}, "div", "soft") if said else ""
    after = f"<bdi>{text(change.after)}</bdi>" if change.after else both("fixed.row-gone", "span", "soft")
    return (
        f"<tr><td>{in_both(where, 'span')}{reason}</td>"
        f"<td><q><bdi>{text(_visible(change.before))}</bdi></q></td><td>{after}</td></tr>"
    )


def _place(change: Change, lang: str) -> str:
    row = "" if change.row is None else say(Message("cli.fault-row", {"row": change.row}), lang)
    return " › ".join(part for part in (change.sheet, row, change.column) if part)


def _visible(before: str) -> str:
    """Return text whose outer spaces and invisible characters can be seen."""
    shown = "".join(f"⟨U+{ord(sign):04X}⟩" if sign in _UNSEEN else sign for sign in before)
    return shown.replace(" ", "␣") if shown != shown.strip() else shown


_UNSEEN = "\ufeff\u200b\u200c\u200d\u2060\u00a0\u3000\t"
