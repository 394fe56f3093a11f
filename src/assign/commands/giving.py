"""How a command gives its answer: printed, or written to a file, whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assign.commands.app import known_format
from assign.speak import tell

_FORMATS = ("text", "json", "csv", "html")


def _known_format(given: str) -> str:
    return known_format(given, _FORMATS)


AnyFormat = Annotated[str, typer.Option("--format", metavar="text|json|csv|html", callback=_known_format)]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE")]


def give(text: str, out: Path | None, language: str, *, with_mark: bool = False) -> None:
    """Print a text, or write it to a file, whole or not at all.

    Parameters
    ----------
    with_mark
        Whether a file begins with a byte-order mark, as spreadsheets want it.
    """
    if out is None:
        typer.echo(text.rstrip("\n"))
        return
    fresh = out.with_name(f".{out.name}.new")
    fresh.write_text(text.rstrip("\n") + "\n", encoding="utf-8-sig" if with_mark else "utf-8", newline="\n")
    fresh.replace(out)
    tell("whatif.written", language, path=str(out.absolute()))
