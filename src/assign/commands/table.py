"""Every command, in the order of the help, and the file that it lives in.

So help and version need none of these files: the solvers, GDAL and Numba behind them take two seconds to load.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Mapping, Sequence
from importlib import import_module

from assign.commands.app import app, command
from assign.commands.interrupts import ended_at, leaving_at_once
from assign.errors import NoPlanError
from assign.kept import find_a_place
from assign.messages import Message
from assign.started import STARTED

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
    """Load the file of the command that stands in the arguments; without one, hang up the names for help and advice.

    Raises
    ------
    NoPlanError
        ``no-plan.loading``: the time limit among the arguments is over before the program itself is loaded.
    """
    values = {place + 1 for place, word in enumerate(words) if word == "--lang"}
    named = (word for place, word in enumerate(words) if place not in values and not word.startswith("-"))
    name = next(named, "")
    if name in COMMANDS:
        limit_s = None if f"assign.commands.{COMMANDS[name]}" in sys.modules else _limit_among(words)
        end = None if limit_s is None else STARTED + limit_s
        with leaving_at_once(), ended_at(end, lambda: _late(limit_s)):
            load(name)
        if end is not None and time.monotonic() > end:  # where no alarm can be set
            raise _late(limit_s)
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


def _limit_among(words: Sequence[str]) -> float | None:
    """Return the seconds of ``--time-limit`` before anything can read the arguments; None where there are none."""
    found = None
    for word, following in zip(words, [*words[1:], ""], strict=True):
        option, equals, value = word.partition("=")
        if option == "--time-limit":
            found = value if equals else following
    try:
        limit_s = float(found or "")
    except ValueError:
        return None  # the command itself says what is wrong with it
    return limit_s if math.isfinite(limit_s) and limit_s >= 0 else None


def _late(limit_s: float | None) -> NoPlanError:
    values = {"spent": f"{time.monotonic() - STARTED:.1f}", "limit": f"{limit_s:g}"}
    return NoPlanError(Message("no-plan.loading", values))


def _only_named() -> None:
    """Stand in for a command that nobody has asked for."""
