"""Pieces of HTML that every section of the report is made of; each escapes what it is given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from assign.show.words import has_word, word


def section(key: str, content: str, lang: str, *, kind: str = "") -> str:
    """Return a section under the heading of a word; nothing where there is no content.

    Parameters
    ----------
    content
        HTML, already escaped.
    kind
        The section's class in `report.css`.
    """
    if not content:
        return ""
    mark = f' class="{kind}"' if kind else ""
    return f"<section{mark}>\n<h2>{escape(word(key, lang))}</h2>\n{content}\n</section>"


def paragraph(text: str, *, kind: str = "") -> str:
    """Return a paragraph of plain text."""
    mark = f' class="{kind}"' if kind else ""
    return f"<p{mark}>{escape(text)}</p>"


def listing(items: Iterable[str], tag: str = "ul") -> str:
    """Return a list of plain texts; ``"ol"`` numbers them."""
    return f"<{tag}>{''.join(f'<li>{escape(item)}</li>' for item in items)}</{tag}>"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: Sequence[int] = ()) -> str:
    """Return a table of plain texts.

    Parameters
    ----------
    numbers
        Columns that hold numbers: they stand to the right.
    """
    head = "".join(f"<th{_side(at in numbers)}>{escape(item)}</th>" for at, item in enumerate(heads))
    body = "".join(
        "<tr>"
        + "".join(f"<td{_side(at in numbers)}>{escape(item)}</td>" for at, item in enumerate(row))
        + "</tr>"
        for row in rows
    )
    return f"<table>{f'<tr>{head}</tr>' if heads else ''}{body}</table>"


def word_or(key: str, fallback: str, lang: str) -> str:
    """Return the words of a key, or the fallback where there are none."""
    return word(key, lang) if has_word(key) else fallback


def cut(text: str, most: int) -> str:
    """Return the beginning of a text of a width of `most` letters; wide signs count double."""
    width = 0
    for at, sign in enumerate(text):
        width += 2 if ord(sign) > 0x2E80 else 1
        if width > most:
            return text[:at].rstrip(" ,，;；、") + "…"
    return text


def _side(right: bool) -> str:
    return ' class="number"' if right else ""
