"""`assign explain`: why a village, room or officer stands as it does, and why not otherwise."""

from __future__ import annotations

import time
from typing import Annotated

import typer

from assign.ask import Explanation, WhyNot, explain, why_not
from assign.ask.find import known_kind
from assign.ask.spoken import speaker
from assign.asked import problem_of
from assign.commands.app import CaseOption, Format, Lang, PlanPath, command
from assign.errors import UsageError
from assign.inputs import read_plan
from assign.messages import Message
from assign.show.words import say
from assign.speak import as_json, choose_language, complain


@command("explain")
def explain_command(
    plan: PlanPath,
    kind: Annotated[str, typer.Argument(metavar="village|room|officer")],
    entity_id: Annotated[str, typer.Argument(metavar="ID")],
    why_not_: Annotated[
        str | None,
        typer.Option(
            "--why-not",
            metavar="ID",
        ),
    ] = None,
    case: CaseOption = None,
    lang: Lang = "",
    format_: Format = "text",
) -> None:
    """Explain a village, room or officer of a plan. Why it is so, and what another choice would cost."""
    language = choose_language(lang)
    known_kind(kind)
    begun = time.perf_counter()
    found = read_plan(plan)
    if found.run.get("redacted"):
        raise UsageError(Message("usage.redacted", {"folder": str(plan), "command": "explain"}))
    problem = problem_of(found, plan, case)
    read = time.perf_counter()
    answer: Explanation | WhyNot
    if why_not_ is None:
        answer = explain(problem, found, kind, entity_id)
    else:
        answer = why_not(problem, found, kind, entity_id, why_not_)
    seconds = {"read": f"{read - begun:.1f}", "answer": f"{time.perf_counter() - read:.1f}"}
    if format_ == "json":
        typer.echo(as_json(speaker(problem, found, language).record(answer)))
        return
    for line in speaker(problem, found, language).lines(answer):
        typer.echo(line)
    complain(say(Message("explain.seconds", seconds), language))
