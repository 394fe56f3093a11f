"""When to hand in what there is: at a deadline, or when somebody asks for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

LOOK_S = 0.05
"""So often a stop is looked at while a solver runs."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Long work asks `passed` now and then; it travels to worker processes with their tasks.

    Parameters
    ----------
    deadline
        By `time.monotonic`, which all processes of a machine share; None for none.
    token
        A file that is there as long as the work may go on; "" for none.
    """

    deadline: float | None = None
    token: str = ""

    def passed(self) -> bool:
        """Return whether to come to an end now."""
        late = self.deadline is not None and time.monotonic() > self.deadline
        return late or self.pulled()

    def left(self) -> float:
        """Return the seconds until the deadline; infinite where there is none."""
        return float("inf") if self.deadline is None else max(0.0, self.deadline - time.monotonic())

    def pulled(self) -> bool:
        """Return whether somebody has asked for an end."""
        return bool(self.token) and not Path(self.token).exists()

    @property
    def never(self) -> bool:
        """Whether it cannot pass."""
        return self.deadline is None and not self.token


NEVER = Stop()
"""Work is done to its end."""


@contextmanager
def halting(stop: Stop, halt: Callable[[], None]) -> Iterator[None]:
    """Call `halt`, from another thread, once a stop has passed while something runs that does not ask for itself.

    Parameters
    ----------
    halt
        Called again and again until that ends: the first call may come before it has begun.
    """
    if stop.never:
        yield
        return
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(LOOK_S):
            if stop.passed():
                halt()

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()
