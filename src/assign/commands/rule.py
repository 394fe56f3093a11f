"""`assign rule`: the rules in force, or one explained."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assign.commands.app import Format, Lang, command
from assign.errors import UsageError
from assign.inputs import read_case
from assign.messages import Message
from assign.policy import Policy, default_policy
from assign.speak import as_json, choose_language, rule_record, rule_text


@command("rule")
def rule(
    rule_id: Annotated[str | None, typer.Argument(metavar="RULE")] = None,
    case: Annotated[Path | None, typer.Option(metavar="CASE")] = None,
    lang: Lang = "",
    format_: Format = "text",
) -> None:
    """List the rules in force, or explain one."""
    language = choose_language(lang)
    policy: Policy = read_case(case).policy if case else default_policy()
    wanted = (rule_id or "").upper()
    if wanted and wanted not in policy.rules:
        raise UsageError(Message("usage.rule", {"found": str(rule_id), "known": ", ".join(policy.rules)}))
    chosen = [policy[wanted]] if wanted else list(policy.rules.values())
    if format_ == "json":
        typer.echo(as_json([rule_record(one, language) for one in chosen]))
        return
    for one in chosen:
        typer.echo(rule_text(one, language, whole=bool(wanted)))
