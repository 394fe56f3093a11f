"""How plans fare in sampled futures, and a back-test: text, CSV, plain values, and one HTML page with a picture."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields
from html import escape
from importlib.resources import files

from assign.messages import Message, Value
from assign.outlook import WORST, BackTest, Candidate, FutureFigures, Outlook
from assign.show.words import say, word

_STYLE = files("assign.show").joinpath("whatif.css")
_FIGURES = tuple(field.name for field in fields(FutureFigures))
_WIDE, _HIGH, _FOOT, _BARS = 720.0, 220.0, 34.0, 40
_RED, _BLUE = "#c0392b", "#1f5fa8"


def outlook_text(found: Outlook, lang: str) -> str:
    """Return an outlook as lines for the terminal."""
    return "\n".join(_lines(found, lang))


def outlook_csv(found: Outlook) -> str:
    """Return a row a future, as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("future", *_FIGURES))
    writer.writerows(
        (number, *(getattr(one, name) for name in _FIGURES)) for number, one in enumerate(found.futures)
    )
    return out.getvalue()


def outlook_record(found: Outlook) -> dict[str, object]:
    """Return an outlook as plain values."""
    return asdict(found) | {"worst_part": WORST}


def outlook_page(found: Outlook, lang: str) -> str:
    """Return one HTML page that needs no network and runs no script."""
    said = [f"<p>{escape(line)}</p>" for line in _lines(found, lang, tables=False)]
    body = [f"<h1>{escape(word('outlook.title', lang))}</h1>", *said, _histogram(found, lang)]
    body += [_table(*table) for table in _tables(found, lang)]
    return _page(word("outlook.title", lang), body, lang)


def backtest_text(found: BackTest, lang: str) -> str:
    """Return a back-test as lines for the terminal."""

    def tell(key: str, **values: Value) -> str:
        return say(Message(f"backtest.{key}", values), lang)

    lines = [tell("said", until=found.until, last=found.last, known=found.known, later=found.later)]
    lines += [
        tell(
            "forecast",
            name=word(f"backtest.{name}", lang),
            rank=f"{rank:.2f}",
            caught=f"{found.caught[name]:.1%}",
        )
        for name, rank in found.rank.items()
    ]
    for kind, hours in found.hours.items():
        lines.append(
            tell("hours", kind=word(f"backtest.{kind}", lang), planned=f"{hours['planned_max']:.1f}",
                 later=f"{hours['later_max']:.1f}", over=f"{hours['later_over']:.0f}")
        )  # fmt: skip
    return "\n".join([*lines, tell("limits")])


def backtest_record(found: BackTest) -> dict[str, object]:
    """Return a back-test as plain values."""
    return {field.name: _plain(getattr(found, field.name)) for field in fields(found)}


def _plain(value: object) -> object:
    return {key: _plain(item) for key, item in value.items()} if hasattr(value, "items") else value


def _lines(found: Outlook, lang: str, *, tables: bool = True) -> Iterator[str]:
    loss = sorted(one.loss for one in found.futures)
    worst = loss[-max(1, round(WORST * len(loss))) :]

    def tell(key: str, **values: Value) -> str:
        return say(Message(f"outlook.{key}", values), lang)

    odds = found.odds
    yield tell(
        "odds", futures=len(loss), seed=found.seed, closed=f"{odds.closed:.1%}", bridge=f"{odds.bridge:.1%}",
        absent=f"{odds.absent:.1%}", incidents=word(f"outlook.incidents-{'drawn' if odds.incidents else 'mean'}", lang),
    )  # fmt: skip
    yield tell(
        "losses", planned=f"{found.undisturbed.loss:,.0f}", median=f"{loss[len(loss) // 2]:,.0f}",
        worst=f"{sum(worst) / len(worst):,.0f}",
    )  # fmt: skip
    if found.best is not None and len(found.candidates) > 1:
        yield _choice(found, tell)
    if tables:
        for title, heads, rows in _tables(found, lang):
            yield ""
            yield title
            yield "  " + " | ".join(heads)
            yield from ("  " + " | ".join(row) for row in rows)


def _choice(found: Outlook, tell: object) -> str:
    """Return the sentence on which plan does best in the worst tenth, and how sure that is."""
    best = found.candidates[0]
    own = next(one for one in found.candidates if not one.name)
    key = "stay" if not best.name else "sure" if best.high < 0 else "unsure"
    values = {
        "name": best.name, "count": len(found.candidates), "worst": f"{best.fresh_worst:,.0f}",
        "own": f"{own.fresh_worst:,.0f}", "low": f"{best.low:+,.0f}", "high": f"{best.high:+,.0f}",
    }  # fmt: skip
    return tell(key, **values)  # type: ignore[operator, no-any-return]


Table = tuple[str, Sequence[str], Sequence[Sequence[str]]]


def _tables(found: Outlook, lang: str) -> Iterator[Table]:
    """Yield title, heads and rows of what is laid out in tables."""

    def heads(*names: str) -> list[str]:
        return [word(f"outlook.{name}", lang) for name in names]

    rows: list[Sequence[str]] = []
    for name in _FIGURES:
        values = sorted(float(getattr(one, name)) for one in found.futures)
        tenth = values[-max(1, round(WORST * len(values))) :]
        cells = [
            getattr(found.undisturbed, name),
            values[len(values) // 2],
            sum(tenth) / len(tenth),
            values[-1],
        ]
        rows.append([word(f"outlook.{name}", lang), *(f"{cell:,.1f}" for cell in cells)])
    yield word("outlook.figures", lang), heads("figure", "planned", "median", "tenth", "worst"), rows
    if len(found.candidates) > 1:
        compared = [[*_costs(one, lang), f"{one.low:+,.0f} … {one.high:+,.0f}"] for one in found.candidates]
        names = ("plan", "cost", "median", "tenth", "fresh", "interval")
        yield word("outlook.candidates", lang), heads(*names), compared
    for entity, decimals in (("village", 1), ("room", 3), ("bridge", 0)):
        hit = [one for one in found.sufferers if one.entity == entity]
        if hit:
            yield (
                word(f"outlook.hit-{entity}", lang),
                heads("id", "name", f"amount-{entity}"),
                [[one.entity_id, one.name, f"{one.amount:.{decimals}f}"] for one in hit],
            )


def _costs(one: Candidate, lang: str) -> list[str]:
    figures = (one.cost, one.median, one.worst, one.fresh_worst)
    return [one.name or word("outlook.own", lang), *(f"{figure:,.0f}" for figure in figures)]


def _histogram(found: Outlook, lang: str) -> str:
    """Return the losses of all futures as bars, the worst tenth in red, the undisturbed month as a line."""
    loss = sorted(one.loss for one in found.futures)
    low, high = min(loss[0], found.undisturbed.loss), loss[-1]
    if high <= low:
        return ""
    edge = loss[-max(1, round(WORST * len(loss)))]
    step = (high - low) / _BARS
    bars = [sum(low + n * step <= one < low + (n + 1) * step for one in loss) for n in range(_BARS)]
    bars[-1] += loss.count(high)
    tall, across = max(bars), _WIDE / _BARS
    drawn = "".join(
        f'<rect x="{n * across:.1f}" width="{across - 1:.1f}" y="{(_HIGH - _FOOT) * (1 - count / tall):.1f}" '
        f'height="{(_HIGH - _FOOT) * count / tall:.1f}" fill="{_RED if low + (n + 1) * step > edge else _BLUE}">'
        f"<title>{low + n * step:,.0f}–{low + (n + 1) * step:,.0f}: {count}</title></rect>"
        for n, count in enumerate(bars)
    )
    calm = (found.undisturbed.loss - low) / (high - low) * _WIDE
    said = escape(word("outlook.picture", lang))
    return (
        f'<svg viewBox="0 0 {_WIDE:g} {_HIGH:g}" width="{_WIDE:g}" font-size="12" role="img" aria-label="{said}">'
        f"{drawn}"
        f'<line x1="{calm:.1f}" x2="{calm:.1f}" y1="0" y2="{_HIGH - _FOOT:g}" stroke="#1b2430" stroke-dasharray="4 3"/>'
        f'<text x="0" y="{_HIGH - 16}">{low:,.0f}</text>'
        f'<text x="{_WIDE}" y="{_HIGH - 16}" text-anchor="end">{high:,.0f}</text>'
        f'<text x="{_WIDE / 2}" y="{_HIGH - 2}" text-anchor="middle">{said}</text></svg>'
    )


def _table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(cell)}</th>" for cell in heads)
    lines = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<h2>{escape(title)}</h2><table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"


def _page(title: str, body: Sequence[str], lang: str) -> str:
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<style>{_STYLE.read_text('utf-8')}</style></head><body>{''.join(body)}</body></html>\n"
    )
