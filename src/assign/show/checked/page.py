"""The page of `assign check`: every fault by file, in both languages, without a script and without network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from importlib.resources import files

from assign.errors import Fault, Severity
from assign.messages import Message, Value
from assign.show.checked.drawing import DRAWN, drawing
from assign.show.fault_words import PARTS, fault_words, place_text, visible
from assign.show.words import LANGUAGES, say, word
from assign.survey import Survey

_HTML_LANG = {"zh": "zh-CN", "en": "en"}
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def check_page(survey: Survey, *, lang: str, beside: Sequence[str] = ()) -> str:
    """Return the page as HTML; every text from data is escaped, and nothing in it can run or be fetched.

    Parameters
    ----------
    lang
        The language it opens in; the other is a click away.
    beside
        Names of the files written beside the page, to be named there.
    """
    numbered = dict(enumerate(survey.faults, start=1))
    labels = {number: text(place_text(fault, lang)) for number, fault in numbered.items()}
    counts = Counter(fault.severity for fault in survey.faults)
    body = "\n".join(
        (
            both("checked.title", "p", "kind"),
            f"<h1>{text(survey.name or '—')}</h1>",
            both(f"checked.verdict-{_verdict(counts)}", "p", "verdict"),
            _filters(counts),
            _map(drawing(survey.outlines, numbered, labels)),
            _beside(beside),
            faults_by_file(survey.faults),
        )
    )
    return page("checked.title", survey.name, body, lang)


def page(title: str, name: str, body: str, lang: str) -> str:
    """Return a whole page around a body, with the switches that its style sheet listens to."""
    radios = "".join(
        f'<input type="radio" name="lang" id="l-{each}"{" checked" if each == lang else ""}>'
        for each in LANGUAGES
    )
    boxes = "".join(f'<input type="checkbox" id="s-{kind.value}" checked>' for kind in Severity)
    tongues = "".join(
        f'<label for="l-{each}">{text(word(f"map.language-{each}", each))}</label>' for each in LANGUAGES
    )
    style = files("assign.show.checked").joinpath("page.css").read_text("utf-8")
    return (
        f'<!DOCTYPE html>\n<html lang="{_HTML_LANG[lang]}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{text(f'{word(title, lang)} {name}'.strip())}</title>\n<style>{style}</style>\n</head>\n"
        f'<body>\n{radios}{boxes}\n<nav class="tongues">{tongues}</nav>\n<main>\n{body}\n</main>\n</body>\n</html>\n'
    )


def text(value: str) -> str:
    """Return text from data as HTML: escaped, what cannot be shown replaced."""
    return escape(visible(value))


def both(key: str, tag: str, style: str = "", values: Mapping[str, Value] | None = None) -> str:
    """Return a sentence in both languages, of which the page shows one."""
    said = {each: text(say(Message(key, values or {}), each)) for each in LANGUAGES}
    return in_both(said, tag, style)


def in_both(said: Mapping[str, str], tag: str, style: str = "") -> str:
    """Return HTML in both languages as one element a language."""
    return "".join(
        f'<{tag} class="{each}{" " if style else ""}{style}" lang="{_HTML_LANG[each]}">{said[each]}</{tag}>'
        for each in LANGUAGES
    )


def _verdict(counts: Counter[Severity]) -> str:
    if counts[Severity.ERROR]:
        return "errors"
    return "warnings" if counts[Severity.WARNING] else "clean"


def _filters(counts: Counter[Severity]) -> str:
    """Return the counts by severity; each is the label of a box that shows or hides its faults."""
    labels = "".join(
        f'<label class="chip {kind.value}" for="s-{kind.value}"><b>{counts[kind]}</b> '
        f"{both(f'checked.filter-{kind.value}', 'span')}</label>"
        for kind in Severity
    )
    return f'<div class="filters">{labels}{both("checked.filter", "span", "soft")}</div>'


def _map(svg: str) -> str:
    if not svg:
        return ""
    return f"<figure>{svg}{both('checked.map', 'figcaption', 'soft', {'most': DRAWN})}</figure>"


def _beside(names: Sequence[str]) -> str:
    items = "".join(f"<li><b>{text(name)}</b> {both(_about(name), 'span')}</li>" for name in names)
    return f'<ul class="beside">{items}</ul>' if items else ""


def _about(name: str) -> str:
    return "checked.file-layer" if name.endswith(".gpkg") else "checked.file-table"


def faults_by_file(faults: Sequence[Fault]) -> str:
    """Return the faults as HTML, numbered from 1, a section a file, the file with the gravest first."""
    groups: dict[str, dict[int, Fault]] = {}
    for number, fault in enumerate(faults, start=1):
        groups.setdefault(fault.file, {})[number] = fault
    return "".join(_of_file(file, group) for file, group in groups.items())


def _of_file(file: str, group: Mapping[int, Fault]) -> str:
    counts = Counter(fault.severity for fault in group.values())
    chips = " ".join(
        f'<span class="chip {kind.value}">{counts[kind]}</span>' for kind in Severity if counts[kind]
    )
    entries = "".join(_entry(number, fault) for number, fault in group.items())
    kinds = " ".join(f"has-{kind.value}" for kind in Severity if counts[kind])
    return (
        f'<details open class="{kinds}"><summary><bdi>{text(file or "—")}</bdi> {chips}</summary>'
        f"<ol>{entries}</ol></details>"
    )


def _entry(number: int, fault: Fault) -> str:
    said = {each: fault_words(fault, each) for each in LANGUAGES}
    where = {each: text(place_text(fault, each, with_file=False)) for each in LANGUAGES}
    lines = [in_both({each: text(said[each]["what"] or fault.code) for each in LANGUAGES}, "p", "what")]
    for part in PARTS[1:]:
        if said["en"][part]:
            label = {each: word(f"cli.fault-{part}", each) for each in LANGUAGES}
            lines.append(
                in_both(
                    {each: f"<b>{text(label[each])}</b> {text(said[each][part])}" for each in LANGUAGES},
                    "p",
                    part,
                )
            )
    if fault.found and fault.found not in said["en"]["what"]:
        label = {each: f"<b>{text(word('cli.fault-found', each))}</b>" for each in LANGUAGES}
        lines.insert(
            1, f'<p class="found">{in_both(label, "span")} <q><bdi>{text(fault.found)}</bdi></q></p>'
        )
    head = (
        f'<span class="number">{number}</span>{both(f"severity.{fault.severity.value}", "span", "severity")}'
        f"<bdi>{in_both(where, 'span', 'where')}</bdi><code>{text(fault.code)}</code>"
    )
    return (
        f'<li class="fault {fault.severity.value}" id="f{number}">'
        f'<div class="head">{head}</div>{"".join(lines)}</li>'
    )
