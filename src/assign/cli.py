"""The command line's way in: runs a command, says errors in words, leaves with the contract's exit codes."""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys


def main() -> None:
    """Run the command line and leave with the contract's exit code."""
    before = signal.getsignal(signal.SIGINT)
    _listen(lambda _number, _frame: os._exit(130))  # at once and without a word: nothing has begun
    from assign.commands import run  # noqa: PLC0415  # loading takes seconds, in which Ctrl-C must do no harm

    _listen(before)
    _listen(signal.default_int_handler, signal.SIGTERM)  # the system's polite end is as good as Ctrl-C
    atexit.register(_listen, signal.SIG_IGN)  # what is left then is to leave, with the code that was earned
    code = run()
    gc.freeze()  # the system takes the memory back: to search it for cycles first would take 0.8 s
    sys.exit(code)


def _listen(handler: object, number: int = signal.SIGINT) -> None:
    """Let a handler take a signal, Ctrl-C; in other threads than the main one it is somebody else's."""
    try:
        signal.signal(number, handler)  # type: ignore[arg-type]
    except ValueError:
        return
