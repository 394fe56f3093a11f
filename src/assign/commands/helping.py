"""`--help` in the reader's language: commands say here what `show/words/help.py` says of them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from typer.core import TyperCommand, TyperGroup

from assign.errors import UsageError
from assign.messages import Message
from assign.show.width import wide
from assign.show.words import has_word, say, word
from assign.speak import choose_language

WIDEST = 100
"""Columns that a line takes at most."""
_OPENING, _CLOSING = "（“《(\\[", "，。、；：！？）”》…,.;:!?)\\]"
_PIECES = re.compile(rf"[{_OPENING}]*(?:[^\s\u2e80-\uffef]+|[\u2e80-\uffef])[{_CLOSING}]*|\s+")


class SpokenCommand(TyperCommand):
    """A command whose help is made of our words."""

    def get_help(self, ctx: Any) -> str:
        """Return what it does, its arguments and its options."""
        language = choose_language("")
        name = str(ctx.info_name)
        said = [usage(self, ctx, language), "", *_wrapped(summary(name, language), 0)]
        if has_word(f"help.{name}.more"):
            said += ["", *(part for line in more(name, language).split("\n") for part in _wrapped(line, 0))]
        return "\n".join([*said, *_parameters(self.get_params(ctx), name, language)])


class SpokenGroup(TyperGroup):
    """The commands, each with its sentence."""

    def get_help(self, ctx: Any) -> str:
        """Return the options that stand before a command, and every command."""
        language = choose_language("")
        rows = [(name, summary(name, language)) for name in self.list_commands(ctx)]
        return "\n".join(
            [
                usage(self, ctx, language),
                "",
                *_wrapped(summary("assign", language), 0),
                *_parameters(self.get_params(ctx), "assign", language),
                *_section("help.commands", rows, language),
            ]
        )

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that the words name.

        Raises
        ------
        UsageError
            ``slip.command``, with the names that are nearest.
        """
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            near = get_close_matches(args[0], self.list_commands(ctx), n=3, cutoff=0.0)
            raise UsageError(Message("slip.command", {"found": args[0], "near": ", ".join(near)}))
        return super().resolve_command(ctx, args)


def summary(name: str, language: str) -> str:
    """Return the sentence of a command."""
    return word(f"help.{name}", language)


def more(name: str, language: str) -> str:
    """Return what else is to be said of a command; nothing for most."""
    key = f"help.{name}.more"
    return say(Message(key), language) if has_word(key) else ""


def spoken_name(parameter: Any) -> str:
    """Return the name under which an argument or option has its words: the long option without its dashes."""
    if parameter.param_type_name == "argument":
        return str(parameter.name)
    return str(max(parameter.opts, key=len)).lstrip("-")


def meaning_key(parameter: Any, command: str) -> str:
    """Return the key of the words on an argument or option: those of this command, or those that it shares."""
    kind, name = parameter.param_type_name, spoken_name(parameter)
    own = f"{kind}.{command}.{name}"
    return own if has_word(own) else f"{kind}.{name}"


def meaning(parameter: Any, command: str, language: str) -> str:
    """Return what an argument or option of a command means."""
    return say(Message(meaning_key(parameter, command)), language)


def shown(parameter: Any, language: str) -> str:
    """Return an argument or option as it is typed, with what stands for its value."""
    key = f"value.{parameter.metavar}"
    value = word(key, language) if has_word(key) else str(parameter.metavar)
    if parameter.param_type_name == "argument":
        return value + ("..." if parameter.nargs != 1 else "")
    names = ", ".join(sorted(parameter.opts, key=len))
    return names if parameter.is_flag else f"{names} {value}"


def usage(command: Any, ctx: Any, language: str) -> str:
    """Return the line that shows how a command is called."""
    places = [word("help.options-place", language)]
    if isinstance(command, SpokenGroup):
        places.append(word("help.command-place", language))
    arguments = (one for one in command.get_params(ctx) if one.param_type_name == "argument")
    places += [shown(one, language) if one.required else f"[{shown(one, language)}]" for one in arguments]
    return f"{word('help.usage', language)}{ctx.command_path} {' '.join(places)}"


def _parameters(parameters: Sequence[Any], command: str, language: str) -> Iterator[str]:
    for kind, key in (("argument", "help.arguments"), ("option", "help.options")):
        chosen = [one for one in parameters if one.param_type_name == kind and not one.hidden]
        rows = [(shown(one, language), _with_default(one, command, language)) for one in chosen]
        yield from _section(key, rows, language)


def _with_default(parameter: Any, command: str, language: str) -> str:
    """Return the meaning, and the value that is taken where none is given."""
    text = meaning(parameter, command, language)
    default = parameter.default
    if parameter.required:
        return f"{text} [{word('help.required', language)}]"
    if default in (None, "", False, ()) or callable(default):
        return text
    return f"{text} [{say(Message('help.default', {'value': str(default)}), language)}]"


def _section(key: str, rows: Sequence[tuple[str, str]], language: str) -> Iterator[str]:
    """Yield a heading and its rows, in two columns; what is too long for the first has a line of its own."""
    if not rows:
        return
    yield from ("", word(key, language))
    width = max(wide(left) for left, _ in rows if wide(left) <= 26) + 4
    for left, right in rows:
        head = f"  {left}"
        lines = list(_wrapped(right, width))
        if wide(head) + 2 > width:
            yield head
        else:
            lines[0] = head + lines[0][wide(head) :]
        yield from lines


def _wrapped(text: str, indent: int) -> Iterator[str]:
    """Yield lines as wide as the terminal: broken at spaces, and between Chinese characters."""
    room = max(40, min(shutil.get_terminal_size().columns, WIDEST)) - 1
    line, filled = " " * indent, indent
    for piece in _PIECES.findall(text):
        if filled + wide(piece.rstrip()) > room and filled > indent:
            yield line.rstrip()
            line, filled = " " * indent, indent
        if filled > indent or not piece.isspace():
            line, filled = line + piece, filled + wide(piece)
    yield line.rstrip()
