"""One file a command, or a few that belong together; loading one hangs it on the app (`table`)."""

from assign.commands.app import app
from assign.commands.exits import run
from assign.commands.table import load_all

__all__ = ["app", "load_all", "run"]
