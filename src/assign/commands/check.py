"""`assign check`: every fault of a case at once, handed back in the form asked for; `--fix` mends copies."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from assign.commands.app import CasePath, Lang, Scenario, command, known_format
from assign.errors import Severity
from assign.inputs import WITHIN_M, mend_case, survey_case
from assign.scenario import check_worlds
from assign.show import check_page, replace_folder, write_changes, write_check
from assign.speak import as_json, choose_language, complain_in, count_faults, fault_record, fault_text
from assign.survey import Survey

FORMATS = ("text", "json", "html")


def _format_of_check(given: str) -> str:
    return known_format(given, FORMATS)


Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="FOLDER",
    ),
]
FormatOfCheck = Annotated[str, typer.Option("--format", metavar="text|json|html", callback=_format_of_check)]


Fix = Annotated[
    Path | None,
    typer.Option(
        "--fix",
        metavar="FOLDER",
    ),
]
Within = Annotated[
    float,
    typer.Option("--fix-within", min=0, max=500, metavar="METRES"),
]


@command("check")
def check(
    case: CasePath,
    scenario: Scenario = None,
    out: Out = None,
    fix: Fix = None,
    fix_within: Within = WITHIN_M,
    lang: Lang = "",
    format_: FormatOfCheck = "text",
) -> None:
    """Print every fault of the data at once. Exit 1 if there are errors.

    With --fix, the faults printed and the exit code are those that are left in the mended copy.
    """
    language = choose_language(lang)
    if fix is None or out is not None:
        survey = _survey(case, scenario=scenario, drawn=out is not None or format_ == "html")
    if out is not None:
        folder = write_check(survey, out, lang=language)
        files = ", ".join(sorted(item.name for item in folder.iterdir()))
        complain_in("cli.checked", language, folder=str(folder), files=files)
    if fix is not None:
        survey = _fix(case, fix, language, within_m=fix_within, scenario=scenario, drawn=format_ == "html")
    _print(survey, format_, language)
    if _has_errors(survey):
        raise typer.Exit(1)


def _has_errors(survey: Survey) -> bool:
    return any(fault.severity is Severity.ERROR for fault in survey.faults)


def _survey(case: Path, *, scenario: str | None, drawn: bool) -> Survey:
    """Return the faults of a case; of good data also those of its changes and of its scenarios."""
    survey = survey_case(case, scenario=scenario, drawn=drawn)
    if _has_errors(survey):
        return survey
    return replace(survey, faults=(*check_worlds(case, scenario=scenario), *survey.faults))


def _fix(
    case: Path, folder: Path, language: str, *, within_m: float, scenario: str | None, drawn: bool
) -> Survey:
    """Write the mended copy with its lists, whole or not at all, and return what is left in it."""
    done: list[Survey] = []
    count: list[int] = []

    def write(fresh: Path) -> None:
        mended = mend_case(case, fresh, within_m=within_m)
        left = _survey(fresh, scenario=scenario, drawn=drawn)
        write_changes(mended.name, mended.changes, left.faults, fresh, lang=language, within_m=within_m)
        done.append(left)
        count.append(len(mended.changes))

    written = replace_folder(folder, write, mark="")
    complain_in("cli.fixed", language, count=count[0], folder=str(written), page="changes.html")
    return done[0]


def _print(survey: Survey, format_: str, language: str) -> None:
    """Print the faults on standard output; in text, their count on standard error."""
    if format_ == "html":
        typer.echo(check_page(survey, lang=language), nl=False)
    elif format_ == "json":
        typer.echo(as_json([fault_record(fault, language) for fault in survey.faults]))
    else:
        for fault in survey.faults:
            typer.echo(fault_text(fault, language))
        count_faults(survey.faults, language)
