"""Every command, in the order of the help: the file that it lives in, and what the help says of it.

So help and version need none of these files: the solvers, GDAL and Numba behind them take two seconds to load.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module

from assign.commands.app import app
from assign.commands.interrupts import leaving_at_once
from assign.kept import find_a_place

COMMANDS: Mapping[str, tuple[str, str]] = {
    "demo": ("start", "Write a made-up case, solve it and map it."),
    "init": ("start", "Write a case to fill in, with an Excel template."),
    "check": ("check", "Print every fault of the data at once."),
    "solve": ("solve", "Decide rooms and posts, verify them, write the plan folder."),
    "apply": ("apply", "Check, price and keep a reviewer's edits."),
    "verify": ("verify", "Recompute a plan from the raw files."),
    "explain": ("explain", "Explain a village, room or officer of a plan."),
    "diagnose": ("diagnose", "Say why a case cannot be planned, and what would mend it."),
    "diff": ("diff", "Compare two plans."),
    "scenarios": ("whatif", "Solve a case and its scenarios, and lay them side by side."),
    "frontier": ("whatif", "Weigh rooms, or moves, against quality."),
    "alternatives": ("whatif", "Find plans nearly as good as the best."),
    "robust": (
        "outlook",
        "See how a plan fares in many sampled months.",
    ),
    "backtest": ("outlook", "Plan up to a day, and hold the plan against what came after."),
    "map": ("draw", "Draw the map again from the plan."),
    "report": ("draw", "Write the one-page report again from the plan."),
    "rule": ("rule", "List the rules in force, or explain one."),
}


def load_for(words: Sequence[str]) -> None:
    """Load the file of the command that stands in the arguments; without one, hang up the names for help and advice."""
    name = next((word for word in words if not word.startswith("-")), "")
    if name in COMMANDS:
        with leaving_at_once():
            load(name)
        return
    known = {one.name or getattr(one.callback, "__name__", "") for one in app.registered_commands}
    for one, (_, text) in COMMANDS.items():
        if one not in known:  # a command that is loaded later takes the name over
            app.command(one, short_help=text)(_only_named)


def load(name: str) -> None:
    """Load the file of a command, which hangs the command on the app."""
    find_a_place()
    import_module(f"assign.commands.{COMMANDS[name][0]}")


def load_all() -> None:
    """Load the files of all commands, in the order of the help."""
    for name in COMMANDS:
        load(name)


def _only_named() -> None:
    """Stand in for a command that nobody has asked for."""
