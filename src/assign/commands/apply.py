"""`assign apply`: a reviewer's edits laid over a plan, priced, honoured or refused, and a new plan written."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from assign.apply import Revision, apply_edits, weigh_edits
from assign.asked import problem_of
from assign.assess import Effect, changed_inputs, verify
from assign.commands.app import CaseOption, Format, Lang, PlanPath, Redact, Workers, command
from assign.edits import EditList
from assign.errors import UsageError
from assign.inputs import read_edits, read_plan
from assign.messages import Message, Value
from assign.plan import Plan
from assign.problem import Problem
from assign.show import plan_hash, redacted, refuse_strangers, translated, write_plan
from assign.show.words import say, word
from assign.solve import stamped
from assign.speak import as_json, choose_language, complain, tell


@command("apply")
def apply_command(
    plan: PlanPath,
    edits: Annotated[Path, typer.Argument(metavar="EDITS")],
    out: Annotated[Path | None, typer.Option(metavar="FOLDER")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
    case: CaseOption = None,
    workers: Workers = None,
    redact: Redact = False,
    lang: Lang = "",
    format_: Format = "text",
) -> None:
    """Check, price and keep a reviewer's edits. The rest is planned anew with the least change."""
    language = choose_language(lang)
    before, wishes = read_plan(plan), read_edits(edits)
    if before.run.get("redacted"):
        raise UsageError(Message("usage.redacted", {"folder": str(plan), "command": "apply"}))
    if not wishes.edits:
        tell("apply.none", language)
        return
    problem = problem_of(before, plan, case)
    wishes = _own_names(problem, before, wishes)
    effects = weigh_edits(problem, before, wishes)
    if format_ == "text":
        _tell_effects(effects, language)
    if dry_run:
        if format_ == "json":
            typer.echo(as_json({"edits": [_record(effect, language) for effect in effects]}))
        else:
            tell("apply.dry", language)
        return
    _demand_sound(problem, before, language)
    folder = out or plan.absolute().with_name(f"{plan.absolute().name}-edited")
    refuse_strangers(folder)
    revision = _apply(problem, before, wishes, workers, language)
    plan_now = stamped(revision.plan, findings=0)  # `apply_edits` hands out no plan that the verifier refuses
    write_plan(problem, plan_now, folder, lang=language, redact=redact)
    if format_ == "json":
        typer.echo(as_json(_whole_record(before, revision, folder, language)))
    else:
        _tell_outcome(before, revision, language)
        tell("cli.plan", language, path=str(folder.absolute()))
        tell("cli.map", language, path=str((folder / "map.html").absolute()))


def _own_names(problem: Problem, before: Plan, wishes: EditList) -> EditList:
    """Return edits that were made on the redacted plan as edits of this one."""
    here = plan_hash(before)
    if wishes.plan == here or wishes.plan != plan_hash(redacted(problem, before)[1]):
        return wishes
    return replace(translated(wishes, problem), plan=here)


def _demand_sound(problem: Problem, before: Plan, language: str) -> None:
    """Leave with exit 5 if the plan before does not hold against the facts as they are now."""
    findings = [*changed_inputs(problem, before), *verify(problem, before)]
    if findings:
        complain(say(Message("apply.parent-unsound", {"count": len(findings)}), language))
        for finding in findings[:10]:
            complain("  " + say(finding.message, language))
        raise typer.Exit(5)


def _apply(problem: Problem, before: Plan, wishes: EditList, workers: int | None, language: str) -> Revision:
    begun = time.perf_counter()

    def progress(rooms: int) -> None:
        values: dict[str, Value] = {"rooms": rooms, "seconds": f"{time.perf_counter() - begun:.1f}"}
        complain(say(Message("apply.planned", values), language))

    return apply_edits(problem, before, wishes, workers=workers, trusted=True, progress=progress)


def edit_text(effect: Effect, language: str) -> str:
    """Return an edit as a sentence."""
    record: dict[str, Value] = {**effect.edit.as_dict()}
    if "entity" in record:
        record["entity"] = word(f"entity.{record['entity']}", language)
    return say(Message(f"edit.{record['kind']}", record), language)


def _tell_effects(effects: tuple[Effect, ...], language: str) -> None:
    """Print each edit with what it costs and breaks."""
    for number, effect in enumerate(effects, start=1):
        line = f"{number}. {edit_text(effect, language)}"
        if effect.cost_min is None:
            line += f": {word('edit.no-cost', language)}"
        elif effect.cost_min:
            cost = Message("edit.cost", {"minutes": f"{effect.cost_min:+,.1f}"})
            line += f": {say(cost, language)}"
        typer.echo(line)
        for message in effect.breaks:
            typer.echo(f"   {say(message, language)}")


def _tell_outcome(before: Plan, revision: Revision, language: str) -> None:
    """Print what the whole costs and what else has changed."""
    old, new = before.objective["total"], revision.plan.objective["total"]
    tell(
        "apply.summary",
        language,
        before=f"{old:,.1f}",
        after=f"{new:,.1f}",
        change=f"{(new - old) / old:+.2%}" if old else "–",
        bound=f"{revision.plan.bound:,.1f}",
        gap=f"{revision.plan.gap:.3%}",
    )
    tell("apply.followed", language, **_followed(revision))


def _followed(revision: Revision) -> dict[str, int]:
    """Return how many villages, rooms and officers change that no edit names."""
    named = {value for effect in revision.effects for value in effect.edit.as_dict().values()}
    changes = revision.changes
    return {
        "villages": sum(one.entity_id not in named for one in changes.of("village")),
        "rooms": len(changes.of("room", "new", "gone", "moved")),
        "officers": sum(one.entity_id not in named for one in changes.of("officer")),
    }


def _record(effect: Effect, language: str) -> dict[str, object]:
    return {
        **effect.edit.as_dict(),
        "text": edit_text(effect, language),
        "cost_min": None if effect.cost_min is None else round(effect.cost_min, 4),
        "breaks": [say(message, language) for message in effect.breaks],
    }


def _whole_record(before: Plan, revision: Revision, folder: Path, language: str) -> dict[str, object]:
    return {
        "edits": [_record(effect, language) for effect in revision.effects],
        "status": revision.plan.status.value,
        "objective_before": before.objective["total"],
        "objective": revision.plan.objective["total"],
        "bound": revision.plan.bound,
        "gap": revision.plan.gap,
        "followed": _followed(revision),
        "plan": str(folder.absolute()),
    }
