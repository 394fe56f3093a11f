"""Ctrl-C, or the system's polite end (SIGTERM): the first asks for what there is, the second ends the program."""

from __future__ import annotations

import _thread
import multiprocessing
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

STOPPING = (signal.SIGINT, signal.SIGTERM)
CLEANING_S = 0.5
"""The second one lets the program clear away what lies about for so long; then it is ended where it stands."""


class PlanKept(SystemExit):
    """The run was interrupted and has kept its best plan (exit 130)."""

    def __init__(self) -> None:
        super().__init__(130)


class _TimeUpError(BaseException):
    """Passes through whatever takes an `Exception` for a fault of the file being read."""


def listen_again() -> None:
    """Take Ctrl-C back from a library that has taken it: solvers do, and leave it to end the process."""
    if _in_main_thread():
        signal.signal(signal.SIGINT, signal.getsignal(signal.SIGINT))


@contextmanager
def leaving_at_once() -> Iterator[None]:
    """Let Ctrl-C end the program without a word: nothing has begun yet, libraries are being loaded."""
    if not _in_main_thread():
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
    if end is None or not _in_main_thread() or not hasattr(signal, "setitimer"):
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
    """Call `action` at the first Ctrl-C or SIGTERM, instead of breaking off; the next one breaks off.

    `action` is called from another thread, at once: Python's own handlers wait until a solver that runs in this one
    returns. So does the second: what does not end within `CLEANING_S` is ended.
    """
    if not _in_main_thread():
        yield
        return
    ear = _Ear(action)
    before = {number: signal.signal(number, ear.handle) for number in STOPPING}
    wire = signal.set_wakeup_fd(ear.mouth.fileno(), warn_on_full_buffer=False)
    ear.start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(wire)
        for number, handler in before.items():
            signal.signal(number, handler)
        ear.stop()


class _Ear(threading.Thread):
    """Hears signals as bytes, as the system sends them, whatever the main thread does."""

    def __init__(self, action: Callable[[], None]) -> None:
        super().__init__(daemon=True)
        self.action = action
        self.breaking = False
        self.socket, self.mouth = socket.socketpair()
        self.mouth.setblocking(False)
        self.last = threading.Timer(CLEANING_S, _leave)
        self.last.daemon = True

    def run(self) -> None:
        """Act on the first signal, break off on the second; a zero ends the listening."""
        heard = 0
        while (number := self.socket.recv(1)[0]) != 0:
            heard += number in STOPPING
            if number in STOPPING and heard == 1:
                self.action()
            elif number in STOPPING and not self.breaking:
                self.breaking = True
                _thread.interrupt_main()
                self.last.start()

    def handle(self, _number: int, _frame: object) -> None:
        """Break off, in the main thread, if that is wanted."""
        if self.breaking:
            raise KeyboardInterrupt

    def stop(self) -> None:
        """Listen no more."""
        self.last.cancel()
        self.mouth.send(b"\0")
        self.join()
        self.socket.close()
        self.mouth.close()


def _leave() -> None:
    """End the workers and this program, where they stand: the old plan is whole at every moment."""
    for child in multiprocessing.active_children():
        child.kill()
    os._exit(130)


def _in_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()
