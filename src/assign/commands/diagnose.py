"""`assign diagnose`: why a case cannot be planned, and the least that would make it so."""

from __future__ import annotations

from typing import Annotated

import typer

from assign.ask import diagnose
from assign.ask.diagnosis_text import diagnosis_record, diagnosis_text
from assign.commands.app import CasePath, Format, Lang, NoCache, Scenario, Sets, Workers, command
from assign.commands.asking import cache_of
from assign.commands.giving import Out, give
from assign.commands.solving import overrides_of
from assign.inputs import read_case
from assign.scenario import load_problem
from assign.speak import as_json, choose_language

_IMPOSSIBLE = 3


@command("diagnose")
def diagnose_command(
    case: CasePath,
    smallest: Annotated[str, typer.Option(metavar="max_travel|officers|rooms")] = "",
    scenario: Scenario = None,
    sets: Sets = None,
    out: Out = None,
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
        cache=cache_of(no_cache),
        workers=workers,
    )
    record = as_json(diagnosis_record(found, language))
    give(record if format_ == "json" else diagnosis_text(found, language), out, language)
    if not found.possible:
        raise typer.Exit(_IMPOSSIBLE)
