"""A command run to its exit code, errors said in words."""

from __future__ import annotations

import errno
import os
import sys

from assign.commands.app import app
from assign.commands.interrupts import PlanKept
from assign.commands.table import load_for
from assign.errors import AssignError
from assign.messages import Message
from assign.show.words import say, word
from assign.speak import choose_language, complain, report_error


def run() -> int:
    """Run the command that the arguments name and return the contract's exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        load_for(sys.argv[1:])
        app()
    except AssignError as error:
        report_error(error)
        return error.exit_code
    except SystemExit as end:
        if end.code == 130 and not isinstance(end, PlanKept):  # the command framework has caught Ctrl-C
            complain(word("cli.interrupted", choose_language("")))
        raise
    except KeyboardInterrupt:
        complain(word("cli.interrupted", choose_language("")))
        return 130
    except OSError as error:
        complain(say(_file_trouble(error), choose_language("")))
        return 1
    except Exception as error:
        if os.environ.get("ASSIGN_DEBUG"):
            raise
        values = {"kind": type(error).__name__, "text": str(error)[:300]}
        complain(say(Message("cli.internal", values), choose_language("")))
        return 70
    return 0


def _file_trouble(error: OSError) -> Message:
    """Return what to say of a file that could not be read or written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Message("cli.disk-full", {"path": str(error.filename or "")})
    return Message("cli.file-failed", {"text": str(error)})
