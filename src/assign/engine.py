"""Where work runs: in this process, or in local worker processes. The answers are the same.

A worker that dies, or a solver that fails, costs its task only: it is done again in a process of its own, with
another solver. When time is up, workers hand in what they have; those that do not are ended.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, TimeoutError  # noqa: A004
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from assign.errors import AssignError, NoPlanError
from assign.messages import Message
from assign.optimise import LP_SOLVERS, NEVER, SOLVER_VARIABLE, Stop

Task = TypeVar("Task")
Answer = TypeVar("Answer")

SMALL = 40
"""Fewer tasks than this are not worth starting processes for, unless they are large."""
LARGE_TASK = 80
POLL_S = 0.2
GRACE_S = 0.5
"""Seconds that workers get to hand in what they have."""


def default_workers() -> int:
    """Return the number of processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Brake:
    """Stops work in all processes, at a deadline or when pulled; use it as a context.

    Parameters
    ----------
    deadline
        By `time.monotonic`; None for none.
    """

    def __init__(self, deadline: float | None = None) -> None:
        self.deadline = deadline
        handle, self.token = tempfile.mkstemp(prefix="assign-going-")
        os.close(handle)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.pull()

    @property
    def stop(self) -> Stop:
        """What long work asks now and then."""
        return Stop(self.deadline, self.token)

    def pull(self) -> None:
        """Ask all work to come to an end."""
        Path(self.token).unlink(missing_ok=True)


class LocalEngine:
    """Runs tasks in `workers` processes, which are started when first needed; use it as a context.

    Parameters
    ----------
    workers
        1 keeps everything in this process.
    stop
        When it has passed, tasks hand in what they have; workers that do not within `GRACE_S` are ended, and
        what they had begun is done here.
    on_done
        Called with (tasks done, tasks in all) as answers arrive.
    on_retry
        Called with a task's name and what befell it, when it has to be done again.
    """

    def __init__(
        self,
        workers: int | None = None,
        *,
        stop: Stop = NEVER,
        on_done: Callable[[int, int], None] | None = None,
        on_retry: Callable[[str, str], None] | None = None,
    ) -> None:
        self.workers = workers or default_workers()
        self.stop = stop
        self.on_done = on_done or (lambda _done, _all: None)
        self.on_retry = on_retry or (lambda _task, _why: None)
        self._pool: ProcessPoolExecutor | None = None
        self._late: float | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None and kind is not None:
            self._end_workers()
        elif self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def __call__(self, function: Callable[[Task], Answer], tasks: Sequence[Task]) -> list[Answer]:
        """Return ``[function(task) for task in tasks]``; large tasks (by their `size`) are begun first.

        Raises
        ------
        NoPlanError
            If a task fails with either solver.
        """
        answers: dict[int, Answer] = {}
        sizes = [int(getattr(task, "size", 0)) for task in tasks]
        few = len(tasks) < SMALL and max(sizes, default=0) < LARGE_TASK
        if self.workers > 1 and not few and len(tasks) > 1 and not self.stop.passed():
            self._in_workers(
                function, tasks, sorted(range(len(tasks)), key=lambda n: (-sizes[n], n)), answers
            )
        for number, task in enumerate(tasks):
            if number not in answers:
                answers[number] = self._here(function, task)
                self.on_done(len(answers), len(tasks))
        return [answers[number] for number in range(len(tasks))]

    def _here(self, function: Callable[[Task], Answer], task: Task) -> Answer:
        try:
            return function(task)
        except AssignError:
            raise
        except Exception as error:  # noqa: BLE001  # whatever a solver throws at us
            return self._again(function, task, f"{type(error).__name__}: {error}")

    def _in_workers(
        self,
        function: Callable[[Task], Answer],
        tasks: Sequence[Task],
        order: Sequence[int],
        answers: dict[int, Answer],
    ) -> None:
        """Fill in the answers; those that are missing afterwards could not be had from workers in time."""
        for _ in range(2):
            left = [number for number in order if number not in answers]
            if not left or self.stop.passed():
                return
            futures = {number: self._submit(function, tasks[number]) for number in left}
            try:
                for number in sorted(left):
                    answers[number] = self._wait(futures[number], function, tasks[number])
                    self.on_done(len(answers), len(tasks))
            except (BrokenProcessPool, TimeoutError) as error:
                self._end_workers()
                done = [
                    n
                    for n, one in futures.items()
                    if one.done() and not one.cancelled() and not one.exception()
                ]
                answers |= {number: futures[number].result() for number in done}
                if isinstance(error, TimeoutError):
                    return
                self.on_retry(f"{len(left) - len(done)}", "worker")
        for number in order:  # workers died twice: each task in a process of its own tells whose fault it is
            if number not in answers and not self.stop.passed():
                answers[number] = self._alone(function, tasks[number])

    def _submit(self, function: Callable[[Task], Answer], task: Task) -> Future[Answer]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self.workers, mp_context=multiprocessing.get_context("spawn"))
        with _deaf_to_interrupts():
            return self._pool.submit(function, task)

    def _wait(self, future: Future[Answer], function: Callable[[Task], Answer], task: Task) -> Answer:
        """Return a task's answer; TimeoutError when it does not come though time is up."""
        while True:
            try:
                return future.result(POLL_S)
            except BrokenProcessPool:
                raise
            except AssignError:
                raise
            except Exception as error:
                if future.done():
                    return self._again(function, task, f"{type(error).__name__}: {error}")
                if not isinstance(error, TimeoutError):
                    raise
            if self.stop.passed():
                self._late = self._late or time.monotonic()
                if time.monotonic() - self._late > GRACE_S:
                    raise TimeoutError

    def _alone(self, function: Callable[[Task], Answer], task: Task) -> Answer:
        """Return a task's answer from a process of its own, by the other solver if that process dies."""
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
            try:
                with _deaf_to_interrupts():
                    future = pool.submit(function, task)
                return future.result()
            except BrokenProcessPool:
                pass
        return self._again(function, task, "worker")

    def _again(self, function: Callable[[Task], Answer], task: Task, why: str) -> Answer:
        """Return the answer of a task that failed, by the other solver in a process of its own."""
        name = _name(task)
        self.on_retry(name, why)
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(1, mp_context=context, initializer=_take_other_solver) as pool:
            try:
                with _deaf_to_interrupts():
                    future = pool.submit(function, task)
                return future.result()
            except AssignError:
                raise
            except Exception as error:
                values = {"scope": name, "first": why, "second": f"{type(error).__name__}: {error}"}
                raise NoPlanError(Message("no-plan.solver", values)) from error

    def _end_workers(self) -> None:
        """End all workers now, whatever they do."""
        if self._pool is None:
            return
        for process in list((self._pool._processes or {}).values()):  # noqa: SLF001  # no public way to stop work
            process.kill()
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = None


def _take_other_solver() -> None:
    os.environ[SOLVER_VARIABLE] = LP_SOLVERS[1]


def _name(task: object) -> str:
    """Return what a person calls the task: its name, or that of its first part."""
    first = task[0] if isinstance(task, tuple) and task else task
    return str(getattr(first, "name", first))


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Let processes that are started here never see Ctrl-C: it reaches the whole terminal, and is ours to handle."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
