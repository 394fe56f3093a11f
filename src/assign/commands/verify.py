"""`assign verify`: a plan recomputed from the raw files, without the optimiser."""

from __future__ import annotations

import json

import typer

from assign.assess import changed_inputs, verify
from assign.commands.app import CaseOption, Format, Lang, PlanPath, app
from assign.commands.facts import problem_of
from assign.errors import DataError
from assign.inputs import read_plan
from assign.show.words import say
from assign.speak import choose_language, fault_text, tell


@app.command("verify")
def verify_command(
    plan: PlanPath,
    case: CaseOption = None,
    lang: Lang = "",
    format_: Format = "text",
) -> None:
    """Recompute the plan from the raw files, without the optimiser; exit 5 if anything differs."""
    language = choose_language(lang)
    try:
        found = read_plan(plan)
    except DataError as error:
        for fault in error.faults:
            typer.echo(fault_text(fault, language))
        tell("cli.refused", language, count=len(error.faults))
        raise typer.Exit(5) from error
    problem = problem_of(found, plan, case)
    findings = [*changed_inputs(problem, found), *verify(problem, found)]
    if format_ == "json":
        records = [
            {
                "code": f.code,
                "rule_id": f.rule_id,
                "entity": f.entity,
                "entity_id": f.entity_id,
                "found": f.found,
                "expected": f.expected,
                "text": say(f.message, language),
            }
            for f in findings
        ]
        typer.echo(json.dumps({"verified": not findings, "findings": records}, ensure_ascii=False, indent=1))
    elif findings:
        for finding in findings[:200]:
            typer.echo(
                f"{finding.code} {finding.entity} {finding.entity_id}: {say(finding.message, language)}"
            )
        tell("cli.refused", language, count=len(findings))
    else:
        counts = {"villages": len(found.assignments), "rooms": len(found.rooms), "posts": len(found.posts)}
        tell("cli.verified", language, **counts)
    if findings:
        raise typer.Exit(5)
