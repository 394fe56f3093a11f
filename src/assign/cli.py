"""The command line's way in: runs a command, says errors in words, leaves with the contract's exit codes."""

from __future__ import annotations

import os
import sys

from assign.commands import app
from assign.errors import AssignError
from assign.messages import Message
from assign.show.words import say, word
from assign.speak import choose_language, complain, report_error


def main() -> None:
    """Run the command line and leave with the contract's exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app()
    except AssignError as error:
        report_error(error)
        sys.exit(error.exit_code)
    except SystemExit as end:
        if end.code == 130:  # the command framework has caught Ctrl-C
            complain(word("cli.interrupted", choose_language("")))
        raise
    except KeyboardInterrupt:
        complain(word("cli.interrupted", choose_language("")))
        sys.exit(130)
    except OSError as error:
        complain(say(Message("cli.file-failed", {"text": str(error)}), choose_language("")))
        sys.exit(1)
    except Exception as error:
        if os.environ.get("ASSIGN_DEBUG"):
            raise
        values = {"kind": type(error).__name__, "text": str(error)[:300]}
        complain(say(Message("cli.internal", values), choose_language("")))
        sys.exit(70)
