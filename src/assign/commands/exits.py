"""A command run to its exit code, errors said in words."""

from __future__ import annotations

import errno
import os
import sys

import typer

from assign.commands.app import app
from assign.commands.slips import Slip, tell_slip
from assign.commands.table import load_for
from assign.errors import AssignError
from assign.messages import Message
from assign.show.words import say, word
from assign.speak import choose_language, complain, report_error, speak_as_asked

INTERRUPTED = 130
"""Exit code of a run that Ctrl-C has ended; the command framework hands it back where it has caught that itself."""


def run() -> int:
    """Run the command that the arguments name and return the contract's exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    speak_as_asked(sys.argv[1:])
    try:
        load_for(sys.argv[1:])
        code = int(app(prog_name="assign", standalone_mode=False) or 0)
    except AssignError as error:
        report_error(error)
        return error.exit_code
    except Slip as slip:
        return tell_slip(slip, choose_language(""))
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except OSError as error:
        complain(say(_file_trouble(error), choose_language("")))
        return 1
    except Exception as error:
        if os.environ.get("ASSIGN_DEBUG"):
            raise
        values = {"kind": type(error).__name__, "text": str(error)[:300]}
        complain(say(Message("cli.internal", values), choose_language("")))
        return 70
    if code == INTERRUPTED:
        complain(word("cli.interrupted", choose_language("")))
    return code


def _file_trouble(error: OSError) -> Message:
    """Return what to say of a file that could not be read or written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Message("cli.disk-full", {"path": str(error.filename or "")})
    return Message("cli.file-failed", {"text": str(error)})
