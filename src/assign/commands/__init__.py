"""One file a command, or a few that belong together; importing them hangs them on the app, in the order of the help."""

from assign.commands import start, check, solve, apply, verify, explain, diagnose, diff, whatif, draw, rule  # noqa: F401, I001
from assign.commands.app import app
from assign.commands.exits import run

__all__ = ["app", "run"]
