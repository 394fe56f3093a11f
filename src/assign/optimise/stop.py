"""When to hand in what there is: at a deadline, or when somebody asks for it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path


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


NEVER = Stop()
"""Work is done to its end."""
