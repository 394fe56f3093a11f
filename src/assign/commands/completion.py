"""`assign completion`: a script that completes commands, options and their values in a shell."""

from __future__ import annotations

import re
from typing import Annotated, Any

import typer
import typer.main

from assign.commands.app import Lang, app, command
from assign.commands.helping import meaning, summary
from assign.commands.shells import SCRIPTS, Slot, Verb
from assign.commands.table import COMMANDS, load_all
from assign.errors import UsageError
from assign.messages import Message
from assign.speak import choose_language


@command("completion")
def completion_command(
    shell: Annotated[str, typer.Argument(metavar="|".join(SCRIPTS))],
    lang: Lang = "",
) -> None:
    """Print a script that completes commands and options in a shell."""
    language = choose_language(lang)
    if shell not in SCRIPTS:
        raise UsageError(Message("usage.shell", {"found": shell, "known": ", ".join(SCRIPTS)}))
    load_all()
    group: Any = typer.main.get_group(app)
    verbs = [
        Verb(name, summary(name, language), _slots(group.commands[name], name, language)) for name in COMMANDS
    ]
    trunk = Verb("", "", _slots(group, "assign", language))
    for line in SCRIPTS[shell](trunk, verbs):
        typer.echo(line)


def _slots(one: Any, name: str, language: str) -> tuple[Slot, ...]:
    """Return what a command takes, the switch for its help included."""
    with one.context_class(one, info_name=name) as context:
        parameters = one.get_params(context)
    return tuple(_slot(each, name, language) for each in parameters)


def _slot(parameter: Any, command_name: str, language: str) -> Slot:
    said = re.split(r"(?<=。)|(?<=\.) ", meaning(parameter, command_name, language))[0]
    if parameter.param_type_name == "argument":
        return Slot((), parameter.metavar, said)
    names = tuple(sorted(parameter.opts, key=len))
    return Slot(names, "" if parameter.is_flag else parameter.metavar, said)
