"""The index of county maps: counties coloured by mean travel, and a list to search; one file without network."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Callable, Sequence
from html import escape
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

from assign.show.counties.picture import picture, steps
from assign.show.counties.record import CountyRecord
from assign.show.map.offline import CSP_SLOT, with_policy
from assign.show.map.payload import dumps
from assign.show.map.pinyin import pinyin_of
from assign.show.words import LANGUAGES, word

_HTML_LANG = {"zh": "zh-CN", "en": "en"}
_PLAIN = re.compile(r"[0-9A-Za-z_-]{1,40}")


def county_stem(county_id: str) -> str:
    """Return a county's name as a file or folder: its id, hashed where that is no plain name."""
    if _PLAIN.fullmatch(county_id):
        return county_id
    return "c-" + hashlib.sha256(county_id.encode()).hexdigest()[:16]


def county_file(county_id: str) -> str:
    """Return the path of a county's map below the plan's folder."""
    return f"maps/{county_stem(county_id)}.html"


def write_county_index(
    records: Sequence[CountyRecord],
    path: Path,
    *,
    title: str,
    lang: str = "en",
    file_of: Callable[[str], str] = county_file,
) -> Path:
    """Write the index page of counties, in the order of their ids, and return its path.

    Parameters
    ----------
    file_of
        The page of a county, relative to the index.
    """
    page = index_page(records, title=title, lang=lang, file_of=file_of)
    path.write_text(page, encoding="utf-8", newline="\n")
    return path


def index_page(
    records: Sequence[CountyRecord],
    *,
    title: str,
    lang: str,
    file_of: Callable[[str], str] = county_file,
) -> str:
    """Return the page as HTML: texts from data are escaped, nothing is fetched, only its own script may run."""
    records = sorted(records, key=lambda one: one.county_id)
    cuts = steps([one.travel_min for one in records])
    links = [file_of(one.county_id) for one in records]
    words: dict[str, object] = {
        key: {each: word(f"counties.{key}", each) for each in LANGUAGES} for key in ("search", "found", "map")
    }
    tongues = "".join(
        f'<button type="button" data-lang="{_HTML_LANG[each]}">{escape(word(f"map.language-{each}", each))}</button>'
        for each in LANGUAGES
    )
    items = "\n".join(_item(one, link, n) for n, (one, link) in enumerate(zip(records, links, strict=True)))
    body = (
        f'<aside>\n<header><p class="top">{both("map.brand")}<span class="tongues">{tongues}</span></p>\n'
        f"<h1>{escape(title)}</h1>\n{_totals(records)}\n"
        '<input id="search" type="search" autocomplete="off" spellcheck="false" aria-controls="list">\n'
        '<p id="found" role="status" aria-live="polite"></p></header>\n'
        f'<ul id="list">\n{items}\n</ul>\n{_legend(cuts)}</aside>\n'
        f"<main>{picture(records, links, cuts)}</main>\n"
        '<div id="tip" hidden></div>\n'
        f'<script type="application/json" id="words">{dumps(words)}</script>\n'
        f"<script>{_asset('index.js')}</script>"
    )
    page = (
        f'<!DOCTYPE html>\n<html lang="{_HTML_LANG[lang]}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{CSP_SLOT}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_asset('index.css')}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )
    return with_policy(page)


def both(key: str, **values: str) -> str:
    """Return a sentence in both languages, of which the page shows one."""
    return "".join(
        f'<span lang="{_HTML_LANG[each]}">{escape(word(key, each).format_map(values))}</span>'
        for each in LANGUAGES
    )


def minutes_text(minutes: float) -> str:
    """Return minutes with one decimal, a dash where none are known."""
    return f"{minutes:.1f}" if math.isfinite(minutes) else "–"


def _totals(records: Sequence[CountyRecord]) -> str:
    reached = [one for one in records if math.isfinite(one.travel_min) and one.villages]
    villages = sum(one.villages for one in reached)
    mean = sum(one.travel_min * one.villages for one in reached) / villages if villages else math.nan
    return (
        "<p>"
        + both(
            "counties.totals",
            counties=f"{len(records):,}",
            villages=f"{sum(one.villages for one in records):,}",
            rooms=f"{sum(one.rooms for one in records):,}",
            minutes=minutes_text(mean),
        )
        + "</p>"
    )


def _item(one: CountyRecord, link: str, number: int) -> str:
    facts = both(
        "counties.facts",
        villages=f"{one.villages:,}",
        rooms=f"{one.rooms:,}",
        posts=f"{one.posts:,}",
        exceptions=f"{one.exceptions:,}",
        minutes=minutes_text(one.travel_min),
    )
    head = f"<b>{escape(one.name or one.county_id or '—')}</b>"
    code = f" <i>{escape(one.county_id)}</i>" if one.name else ""
    found_by = escape(_found_by(one), quote=True)
    text = f"{head}{code}<small>{facts}</small>"
    return f'<li data-find="{found_by}"><a href="{escape(link)}" data-n="{number}">{text}</a></li>'


def _found_by(one: CountyRecord) -> str:
    """Return what a search looks through: code, names, their pinyin and its first letters, parted by bars."""
    names = [name for name in (one.name, *one.stations) if name]
    sounds = [sound.split() for sound in pinyin_of(names)]
    out = [
        one.county_id,
        *names,
        *("".join(s) for s in sounds if s),
        *("".join(p[0] for p in s) for s in sounds if s),
    ]
    return "|".join(dict.fromkeys("".join(text.split()).casefold() for text in out))


def _legend(cuts: Sequence[float]) -> str:
    rows = "".join(
        '<li><svg viewBox="0 0 2 1" aria-hidden="true">'
        f'<rect class="q{n}" width="2" height="1"/></svg>{low:g}–{high:g}</li>'
        for n, (low, high) in enumerate(pairwise(cuts))
    )
    return f'<footer><p>{both("counties.legend")}</p><ul class="legend">{rows}</ul></footer>\n'


def _asset(name: str) -> str:
    return files("assign.show.counties").joinpath(name).read_text("utf-8")
