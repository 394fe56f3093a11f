"""Scripts that complete a command line, one function a shell: they hold every name and ask nobody, so TAB is at once.

A script that starts the program at every TAB, as the command framework's own do, would load the solvers each time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

PROGRAM = "assign"


@dataclass(frozen=True, slots=True)
class Slot:
    """An argument or option.

    Parameters
    ----------
    names
        As typed, the long one last; none for an argument.
    takes
        What stands for its value (`FILE`, or the values themselves: `text|json`); empty for a switch.
    said
        What it means, one sentence.
    """

    names: tuple[str, ...]
    takes: str
    said: str

    @property
    def values(self) -> tuple[str, ...]:
        """The values that can be given, where they are few."""
        return tuple(self.takes.split("|")) if re.fullmatch(r"[a-z_]+(\|[a-z_]+)*", self.takes) else ()


@dataclass(frozen=True, slots=True)
class Verb:
    """A command and what it takes; the one without a name is the program itself."""

    name: str
    said: str
    slots: tuple[Slot, ...]

    @property
    def options(self) -> tuple[Slot, ...]:
        """What begins with a dash."""
        return tuple(one for one in self.slots if one.names)

    @property
    def arguments(self) -> tuple[Slot, ...]:
        """What stands at its place."""
        return tuple(one for one in self.slots if not one.names)


def bash(trunk: Verb, verbs: Sequence[Verb]) -> Iterator[str]:
    """Yield the lines for bash 3.2 and later: names only, and files where it knows nothing better."""
    yield f"_{PROGRAM}() {{"
    yield '  local current="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" command="" word known=""'
    yield '  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do'
    yield f'    case "$word" in {"|".join(one.name for one in verbs)}) command="$word"; break ;; esac'
    yield "  done"
    yield '  case "$command $before" in'
    for verb in (trunk, *verbs):
        places = [
            (f'"{verb.name} {name}"', slot) for slot in verb.options for name in slot.names if slot.takes
        ]
        yield from (
            f'    {place}) known="{" ".join(slot.values)}" ;;' for place, slot in places if slot.values
        )
        if free := [place for place, slot in places if not slot.values]:
            yield f'    {"|".join(free)}) known="-" ;;'
        if verb.arguments and verb.arguments[0].values:
            yield f'    "{verb.name} {verb.name}") known="{" ".join(verb.arguments[0].values)}" ;;'
    yield "  esac"
    yield '  if [ -z "$known" ]; then'
    yield '    case "$command:$current" in'
    for verb in (*verbs, trunk):
        yield f'      {verb.name}:-*) known="{" ".join(name for slot in verb.options for name in slot.names)}" ;;'
    yield f'      :*) known="{" ".join(one.name for one in verbs)}" ;;'
    yield "    esac"
    yield "  fi"
    yield "  COMPREPLY=()"
    yield '  if [ "$known" != "-" ]; then COMPREPLY=( $(compgen -W "$known" -- "$current") ) || :; fi'
    yield "}"
    yield f"complete -o default -F _{PROGRAM} {PROGRAM}"


def zsh(trunk: Verb, verbs: Sequence[Verb]) -> Iterator[str]:
    """Yield the lines for zsh: names, what they mean, values at their places."""
    yield f"#compdef {PROGRAM}"
    yield f"_{PROGRAM}() {{"
    yield "  local state line"
    yield "  local -a commands"
    yield f"  commands=({' '.join(_zsh_quoted(f'{one.name}:{_colons(one.said)}') for one in verbs)})"
    yield f"  _arguments -C {' '.join(_zsh_slots(trunk))} '1: :->command' '*:: :->rest'"
    yield "  case $state in"
    yield "    command) _describe command commands ;;"
    yield "    rest)"
    yield "      case $words[1] in"
    for verb in verbs:
        yield f"        {verb.name}) _arguments {' '.join(_zsh_slots(verb))} ;;"
    yield "      esac ;;"
    yield "  esac"
    yield "}"
    yield f'if [ "$funcstack[1]" = "_{PROGRAM}" ]; then _{PROGRAM} "$@"; else compdef _{PROGRAM} {PROGRAM}; fi'


def fish(trunk: Verb, verbs: Sequence[Verb]) -> Iterator[str]:
    """Yield the lines for fish: names, what they mean, values of options."""
    for verb in verbs:
        yield f"complete -c {PROGRAM} -n __fish_use_subcommand -f -a {verb.name} -d {_fish_quoted(verb.said)}"
    for verb in (trunk, *verbs):
        where = f"'__fish_seen_subcommand_from {verb.name}'" if verb.name else "__fish_use_subcommand"
        for slot in verb.options:
            names = " ".join(
                f"-l {name[2:]}" if name[:2] == "--" else f"-s {name[1:]}" for name in slot.names
            )
            value = f" -x -a '{' '.join(slot.values)}'" if slot.values else " -r" if slot.takes else ""
            yield f"complete -c {PROGRAM} -n {where} {names}{value} -d {_fish_quoted(slot.said)}"
        for slot in verb.arguments:
            if slot.values:
                yield f"complete -c {PROGRAM} -n {where} -a '{' '.join(slot.values)}' -d {_fish_quoted(slot.said)}"


def powershell(trunk: Verb, verbs: Sequence[Verb]) -> Iterator[str]:
    """Yield the lines for PowerShell, on Windows and elsewhere; where it knows nothing, PowerShell offers files."""
    yield f"Register-ArgumentCompleter -Native -CommandName {PROGRAM} -ScriptBlock {{"
    yield "    param($word, $ast, $cursor)"
    yield f"    $commands = {_table((one.name, one.said) for one in verbs)}"
    yield "    $options = @{"
    for verb in (trunk, *verbs):
        said = ((name, slot.said) for slot in verb.options for name in slot.names)
        yield f"        {_power_quoted(verb.name)} = {_table(said)}"
    yield "    }"
    yield "    $values = @{"
    for verb in (trunk, *verbs):
        for slot in verb.options:
            for name in slot.names if slot.takes else ():
                yield f"        {_power_quoted(f'{verb.name} {name}')} = {_table((one, one) for one in slot.values)}"
        if verb.arguments and verb.arguments[0].values:
            known = _table((one, one) for one in verb.arguments[0].values)
            yield f"        {_power_quoted(f'{verb.name} {verb.name}')} = {known}"
    yield "    }"
    yield '    $words = @($ast.CommandElements | Select-Object -Skip 1 | ForEach-Object { "$_" })'
    yield "    if ($word) { $words = @($words | Select-Object -SkipLast 1) }"
    yield '    $command = "$($words | Where-Object { $commands.Contains($_) } | Select-Object -First 1)"'
    yield '    $known = $values["$command $($words | Select-Object -Last 1)"]'
    yield "    if ($null -eq $known) {"
    yield "        $known = if (\"$word\".StartsWith('-')) { $options[$command] } elseif (-not $command) { $commands }"
    yield "    }"
    yield "    if ($null -eq $known) { return }"
    yield '    $known.GetEnumerator() | Where-Object { $_.Key -like "$word*" } | ForEach-Object {'
    yield "        [System.Management.Automation.CompletionResult]::new($_.Key, $_.Key, 'ParameterValue', $_.Value)"
    yield "    }"
    yield "}"


SCRIPTS: Mapping[str, Callable[[Verb, Sequence[Verb]], Iterator[str]]] = {
    "bash": bash,
    "zsh": zsh,
    "fish": fish,
    "powershell": powershell,
}


def _zsh_slots(verb: Verb) -> Iterator[str]:
    """Yield what `_arguments` of zsh is told of options and arguments."""
    for slot in verb.options:
        value = f":{_colons(slot.takes)}:{_zsh_values(slot)}" if slot.takes else ""
        said = _colons(slot.said).replace("[", "\\[").replace("]", "\\]")
        yield from (_zsh_quoted(f"{name}[{said}]{value}") for name in slot.names)
    for place, slot in enumerate(verb.arguments, start=1):
        yield _zsh_quoted(f"{place}:{_colons(slot.takes)}:{_zsh_values(slot)}")


def _zsh_values(slot: Slot) -> str:
    return f"({' '.join(slot.values)})" if slot.values else "_files"


def _colons(text: str) -> str:
    return text.replace("\\", "\\\\").replace(":", "\\:")


def _zsh_quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _fish_quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _power_quoted(text: str) -> str:
    """Return a PowerShell string; curly quotes end one, too, unless doubled."""
    return "'" + re.sub("(['‘’‚‛])", r"\1\1", text) + "'"


def _table(pairs: Iterator[tuple[str, str]]) -> str:
    return (
        "[ordered]@{ "
        + "; ".join(f"{_power_quoted(key)} = {_power_quoted(said)}" for key, said in pairs)
        + " }"
    )
