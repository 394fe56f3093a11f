"""Where work runs: in this process, or in local worker processes. The answers are the same."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, TimeoutError  # noqa: A004
from types import TracebackType
from typing import Any, Self, TypeVar

from assign.errors import NoPlanError
from assign.messages import Message

Task = TypeVar("Task")
Answer = TypeVar("Answer")

SMALL = 40
"""Fewer tasks than this are not worth starting processes for, unless they are large."""
LARGE_TASK = 80


def default_workers() -> int:
    """Return the number of processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class LocalEngine:
    """Runs tasks in `workers` processes, which are started when first needed; use it as a context.

    Parameters
    ----------
    workers
        1 keeps everything in this process.
    time_limit_s
        Seconds of wall clock for all tasks together; None for no limit.
    on_done
        Called with (tasks done, tasks in all) as answers arrive.
    """

    def __init__(
        self,
        workers: int | None = None,
        *,
        time_limit_s: float | None = None,
        on_done: Callable[[int, int], None] | None = None,
    ) -> None:
        self.workers = workers or default_workers()
        self.deadline = None if time_limit_s is None else time.monotonic() + time_limit_s
        self.on_done = on_done or (lambda _done, _all: None)
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is None:
            return
        if kind is not None:
            for process in list((self._pool._processes or {}).values()):  # noqa: SLF001  # no public way to stop work
                process.kill()
        self._pool.shutdown(wait=kind is None, cancel_futures=True)

    def __call__(self, function: Callable[[Task], Answer], tasks: Sequence[Task]) -> list[Answer]:
        """Return ``[function(task) for task in tasks]``; large tasks (by their `size`) are begun first.

        Raises
        ------
        NoPlanError
            If the time limit is reached.
        """
        sizes = [int(getattr(task, "size", 0)) for task in tasks]
        if self.workers == 1 or (len(tasks) < SMALL and max(sizes, default=0) < LARGE_TASK) or len(tasks) < 2:
            return [self._here(function, task, number, len(tasks)) for number, task in enumerate(tasks)]
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self.workers, mp_context=context)
        futures: list[Future[Answer] | None] = [None] * len(tasks)
        for number in sorted(range(len(tasks)), key=lambda n: (-sizes[n], n)):
            futures[number] = self._pool.submit(function, tasks[number])
        return [self._wait(future, number, len(tasks)) for number, future in enumerate(futures)]

    def _here(self, function: Callable[[Task], Answer], task: Task, number: int, total: int) -> Answer:
        if self.deadline is not None and time.monotonic() > self.deadline:
            raise NoPlanError(Message("no-plan.time", {"done": number, "all": total}))
        answer = function(task)
        self.on_done(number + 1, total)
        return answer

    def _wait(self, future: Future[Any] | None, number: int, total: int) -> Any:
        if future is None:
            raise AssertionError("every task was submitted")
        left = None if self.deadline is None else max(0.0, self.deadline - time.monotonic())
        try:
            answer = future.result(left)
        except TimeoutError as error:
            raise NoPlanError(Message("no-plan.time", {"done": number, "all": total})) from error
        self.on_done(number + 1, total)
        return answer
