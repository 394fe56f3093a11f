"""Ctrl-C: the first one asks for what there is, the second ends the program."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class PlanKept(SystemExit):
    """The run was interrupted and has kept its best plan (exit 130)."""

    def __init__(self) -> None:
        super().__init__(130)


class _TimeUpError(BaseException):
    """Passes through whatever takes an `Exception` for a fault of the file being read."""


def listen_again() -> None:
    """Take Ctrl-C back from a library that has taken it: solvers do, and leave it to end the process."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.getsignal(signal.SIGINT))


@contextmanager
def leaving_at_once() -> Iterator[None]:
    """Let Ctrl-C end the program without a word: nothing has begun yet, libraries are being loaded."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda _number, _frame: os._exit(130))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def ended_at(end: float | None, error: Callable[[], Exception]) -> Iterator[None]:
    """Raise `error` in what is done here once time is up, where the system can.

    Parameters
    ----------
    end
        By `time.monotonic`; None for never.
    """
    main = threading.current_thread() is threading.main_thread()
    if end is None or not main or not hasattr(signal, "setitimer"):
        yield
        return

    def handle(_number: int, _frame: object) -> None:
        raise _TimeUpError

    before = signal.signal(signal.SIGALRM, handle)
    signal.setitimer(signal.ITIMER_REAL, max(1e-3, end - time.monotonic()))
    try:
        yield
    except _TimeUpError:
        raise error() from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def on_interrupt(action: Callable[[], None]) -> Iterator[None]:
    """Call `action` at the first Ctrl-C, instead of breaking off; the next one breaks off."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def handle(_number: int, _frame: object) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        action()

    before = signal.signal(signal.SIGINT, handle)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
