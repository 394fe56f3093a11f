"""`assign diagnose`: why a case cannot be planned, and the least that would make it so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from assign.ask import diagnose
from assign.ask.diagnosis_text import diagnosis_record, diagnosis_text
from assign.cache import Cache, user_cache
from assign.commands.app import CasePath, Format, Lang, NoCache, Scenario, Workers, app
from assign.commands.solving import overrides_of
from assign.inputs import read_case
from assign.scenario import load_problem
from assign.speak import choose_language

_IMPOSSIBLE = 3


@app.command("diagnose")
def diagnose_command(
    case: CasePath,
    smallest: Annotated[
        str, typer.Option(help="Also find the least that works: max_travel, officers or rooms.")
    ] = "",
    scenario: Scenario = None,
    sets: Annotated[
        list[str] | None, typer.Option("--set", help="key=value over the case; may be repeated.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Write the answer to this file.")] = None,
    workers: Workers = None,
    no_cache: NoCache = False,
    lang: Lang = "",
    format_: Format = "text",
) -> None:
    """Say why a case cannot be planned, and what would mend it. Exit 3 if it cannot.

    Every remedy is tried before it is named, with what the plan then costs.
    """
    language = choose_language(lang)
    read = read_case(case, scenario=scenario, overrides=overrides_of(tuple(sets or ())))
    found = diagnose(
        load_problem(read),
        smallest=smallest,
        changes=read.changes,
        cache=Cache() if no_cache else user_cache(),
        workers=workers,
    )
    if format_ == "json":
        text = json.dumps(diagnosis_record(found, language), ensure_ascii=False, indent=1)
    else:
        text = diagnosis_text(found, language)
    if out is None:
        typer.echo(text)
    else:
        out.write_text(text + "\n", encoding="utf-8", newline="\n")
    if not found.possible:
        raise typer.Exit(_IMPOSSIBLE)
