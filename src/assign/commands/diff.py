"""`assign diff`: two plans side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assign.commands.app import Lang, command
from assign.commands.giving import AnyFormat, Out, give
from assign.inputs import read_plan
from assign.show import comparison_csv, comparison_html, comparison_record, comparison_text
from assign.speak import as_json, choose_language


@command("diff")
def diff_command(
    plan_a: Annotated[Path, typer.Argument(metavar="PLAN_A")],
    plan_b: Annotated[Path, typer.Argument(metavar="PLAN_B")],
    out: Out = None,
    lang: Lang = "",
    format_: AnyFormat = "text",
) -> None:
    """Compare two plans. Figures side by side, and every village, room and officer that stands otherwise."""
    language = choose_language(lang)
    found = read_plan(plan_a).diff(read_plan(plan_b))
    if format_ == "json":
        text = as_json(comparison_record(found))
    elif format_ == "csv":
        text = comparison_csv(found)
    elif format_ == "html":
        before, after = (path.absolute().name for path in (plan_a, plan_b))
        text = comparison_html(found, language, before=before, after=after)
    else:
        text = comparison_text(found, language)
    give(text, out, language, with_mark=format_ == "csv")
