"""Every command, in the order of the help, and the file that it lives in.

So help and version need none of these files: the solvers, GDAL and Numba behind them take two seconds to load.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module

from assign.commands.app import app, command
from assign.commands.interrupts import leaving_at_once
from assign.kept import find_a_place

COMMANDS: Mapping[str, str] = {
    "demo": "start",
    "init": "start",
    "check": "check",
    "solve": "solve",
    "apply": "apply",
    "verify": "verify",
    "explain": "explain",
    "diagnose": "diagnose",
    "diff": "diff",
    "borders": "borders",
    "scenarios": "whatif",
    "frontier": "whatif",
    "alternatives": "whatif",
    "robust": "outlook",
    "backtest": "outlook",
    "map": "draw",
    "report": "draw",
    "rule": "rule",
    "completion": "completion",
}


def load_for(words: Sequence[str]) -> None:
    """Load the file of the command that stands in the arguments; without one, hang up the names for help and advice."""
    values = {place + 1 for place, word in enumerate(words) if word == "--lang"}
    named = (word for place, word in enumerate(words) if place not in values and not word.startswith("-"))
    name = next(named, "")
    if name in COMMANDS:
        with leaving_at_once():
            load(name)
        return
    known = {one.name or getattr(one.callback, "__name__", "") for one in app.registered_commands}
    for one in COMMANDS:
        if one not in known:  # a command that is loaded later takes the name over
            command(one)(_only_named)


def load(name: str) -> None:
    """Load the file of a command, which hangs the command on the app."""
    find_a_place()
    import_module(f"assign.commands.{COMMANDS[name]}")


def load_all() -> None:
    """Load the files of all commands, in the order of the help."""
    for name in COMMANDS:
        load(name)


def _only_named() -> None:
    """Stand in for a command that nobody has asked for."""
