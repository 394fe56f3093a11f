"""`assign diff`: two plans side by side."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from assign.commands.app import Lang, app
from assign.errors import UsageError
from assign.inputs import read_plan
from assign.messages import Message
from assign.show import comparison_csv, comparison_html, comparison_record, comparison_text
from assign.speak import choose_language, tell

_FORMATS = ("text", "json", "csv", "html")


def _known_format(given: str) -> str:
    if given not in _FORMATS:
        raise UsageError(Message("usage.diff-format", {"found": given}))
    return given


@app.command("diff")
def diff_command(
    plan_a: Annotated[Path, typer.Argument(help="The plan before.")],
    plan_b: Annotated[Path, typer.Argument(help="The plan after.")],
    out: Annotated[Path | None, typer.Option(help="Write the comparison to this file.")] = None,
    lang: Lang = "",
    format_: Annotated[
        str, typer.Option("--format", help="text, json, csv or html.", callback=_known_format)
    ] = "text",
) -> None:
    """Compare two plans. Figures side by side, and every village, room and officer that stands otherwise."""
    language = choose_language(lang)
    found = read_plan(plan_a).diff(read_plan(plan_b))
    if format_ == "json":
        text = json.dumps(comparison_record(found), ensure_ascii=False, indent=1)
    elif format_ == "csv":
        text = comparison_csv(found)
    elif format_ == "html":
        before, after = (path.absolute().name for path in (plan_a, plan_b))
        text = comparison_html(found, language, before=before, after=after)
    else:
        text = comparison_text(found, language)
    if out is None:
        typer.echo(text.rstrip("\n"))
        return
    out.write_text(
        text.rstrip("\n") + "\n", encoding="utf-8-sig" if format_ == "csv" else "utf-8", newline="\n"
    )
    tell("cli.diff", language, path=str(out.absolute()))
