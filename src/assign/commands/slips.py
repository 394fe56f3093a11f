"""What is said where the command line itself is not understood: in the reader's language, from our words."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

import typer

from assign.commands.helping import shown
from assign.messages import Message
from assign.show.words import say

Slip: type[Any] = typer.BadParameter.__mro__[1]
"""The command framework's error of usage; its home has moved between versions."""


def tell_slip(slip: Any, language: str) -> int:
    """Say what is wrong and where help stands, on standard error; return the exit code."""
    if type(slip).__name__ == "NoArgsIsHelpError":
        slip.show()
        return int(slip.exit_code)
    typer.echo(say(_message(slip, language), language), err=True)
    if slip.ctx is not None:
        typer.echo(say(Message("slip.help", {"command": slip.ctx.command_path}), language), err=True)
    return int(slip.exit_code)


def _message(slip: Any, language: str) -> Message:
    """Return the slip as a sentence; what the framework alone knows stays in its own words."""
    kind = type(slip).__name__
    if kind == "NoSuchOption":
        known = sorted(name for one in slip.ctx.command.get_params(slip.ctx) for name in one.opts)
        near = get_close_matches(slip.option_name, known, n=3, cutoff=0.0)
        return Message("slip.option", {"found": slip.option_name, "near": ", ".join(near)})
    if kind == "BadOptionUsage":
        return Message("slip.argument", {"found": slip.option_name})
    parameter = getattr(slip, "param", None)
    if parameter is None:
        return Message("slip.other", {"text": slip.format_message()})
    if kind == "MissingParameter":
        return Message("slip.missing", {"name": shown(parameter, language)})
    return Message("slip.value", {"name": shown(parameter, language), "text": slip.message})
