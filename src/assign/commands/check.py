"""`assign check`: every fault of a case at once."""

from __future__ import annotations

import json

import typer

from assign.commands.app import CasePath, Format, Lang, Scenario, app
from assign.errors import Severity
from assign.inputs import check_case
from assign.speak import choose_language, count_faults, fault_record, fault_text


@app.command()
def check(
    case: CasePath,
    scenario: Scenario = None,
    lang: Lang = "",
    format_: Format = "text",
) -> None:
    """Print every fault of the data at once; exit 1 if there are errors."""
    language = choose_language(lang)
    faults = check_case(case, scenario=scenario)
    if format_ == "json":
        typer.echo(
            json.dumps([fault_record(fault, language) for fault in faults], ensure_ascii=False, indent=1)
        )
    else:
        for fault in faults:
            typer.echo(fault_text(fault, language))
        count_faults(faults, language)
    if any(fault.severity is Severity.ERROR for fault in faults):
        raise typer.Exit(1)
