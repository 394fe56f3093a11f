"""One file a command, or a few that belong together; importing them hangs them on the app, in the order of the help."""

from __future__ import annotations

from assign.commands import (  # noqa: F401  # noqa: F401
    apply,
    check,
    diagnose,
    diff,
    draw,
    explain,
    outlook,
    rule,
    solve,
    start,
    verify,
    whatif,
)
from assign.commands.app import app
from assign.commands.exits import run

__all__ = ["app", "run"]
