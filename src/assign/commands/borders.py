"""`assign borders`: what borders between stations or counties cost."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assign.border_cost import border_cost
from assign.commands.app import Lang, command, known_format
from assign.commands.giving import Out, give
from assign.inputs import read_plan
from assign.show import borders_csv, borders_record, borders_text
from assign.speak import as_json, choose_language


def _known_format(given: str) -> str:
    return known_format(given, ("text", "json", "csv"))


@command("borders")
def borders_command(
    plan_with: Annotated[Path, typer.Argument(metavar="PLAN_WITH")],
    plan_without: Annotated[Path, typer.Argument(metavar="PLAN_WITHOUT")],
    out: Out = None,
    lang: Lang = "",
    format_: Annotated[
        str, typer.Option("--format", metavar="text|json|csv", callback=_known_format)
    ] = "text",
) -> None:
    """Say what borders between stations or counties cost. Two plans of the same facts, with borders and without."""
    language = choose_language(lang)
    found = border_cost(read_plan(plan_with), read_plan(plan_without))
    if format_ == "json":
        text = as_json(borders_record(found))
    elif format_ == "csv":
        text = borders_csv(found)
    else:
        text = borders_text(found, language)
    give(text, out, language, with_mark=format_ == "csv")
