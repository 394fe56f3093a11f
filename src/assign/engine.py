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
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
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
        answers = dict(self.arriving(function, tasks))
        return [answers[number] for number in range(len(tasks))]

    def arriving(
        self, function: Callable[[Task], Answer], tasks: Sequence[Task]
    ) -> Iterator[tuple[int, Answer]]:
        """Yield each task's number and answer as it ends, so that it can be kept whatever comes after.

        What fails is left to the end: all else is done by then.

        Raises
        ------
        NoPlanError
            If a task fails with either solver.
        """
        done: set[int] = set()
        if self._shares(tasks):
            sizes = [_size(task) for task in tasks]
            order = sorted(range(len(tasks)), key=lambda n: (-sizes[n], n))
            for number, answer in self._in_workers(function, tasks, order):
                done.add(number)
                self.on_done(len(done), len(tasks))
                yield number, answer
        for number, task in enumerate(tasks):
            if number not in done:
                answer = self._here(function, task)
                done.add(number)
                self.on_done(len(done), len(tasks))
                yield number, answer

    def _shares(self, tasks: Sequence[object]) -> bool:
        """Return whether tasks are worth the start of processes."""
        many = len(tasks) >= SMALL or max(map(_size, tasks), default=0) >= LARGE_TASK
        return self.workers > 1 and len(tasks) > 1 and many and not self.stop.passed()

    def _here(self, function: Callable[[Task], Answer], task: Task) -> Answer:
        try:
            return function(task)
        except AssignError:
            raise
        except Exception as error:  # noqa: BLE001  # whatever a solver throws at us
            return self._again(function, task, f"{type(error).__name__}: {error}")

    def _in_workers(
        self, function: Callable[[Task], Answer], tasks: Sequence[Task], order: Sequence[int]
    ) -> Iterator[tuple[int, Answer]]:
        """Yield what workers find; what is missing afterwards could not be had from them in time."""
        left = list(order)
        faults: dict[int, Exception] = {}
        for _ in range(2):
            if not left or self.stop.passed():
                break
            futures = {self._submit(function, tasks[number]): number for number in left}
            for future in self._ended(futures):
                error = future.exception()
                if isinstance(error, BrokenProcessPool):
                    continue
                left.remove(futures[future])
                if isinstance(error, Exception):
                    faults[futures[future]] = error
                else:
                    yield futures[future], future.result()
            if left:
                self._end_workers()
            if left and not self._late:
                self.on_retry(f"{len(left)}", "worker")
        for number in left:  # workers died twice: each task in a process of its own tells whose fault it is
            if not self.stop.passed():
                yield number, self._alone(function, tasks[number])
        yield from self._mended(function, tasks, faults)

    def _mended(
        self, function: Callable[[Task], Answer], tasks: Sequence[Task], faults: Mapping[int, Exception]
    ) -> Iterator[tuple[int, Answer]]:
        """Yield the answers of tasks that raised something; what the data are to blame for is raised again."""
        for number, error in sorted(faults.items()):
            if isinstance(error, AssignError):
                raise error
            yield number, self._again(function, tasks[number], f"{type(error).__name__}: {error}")

    def _ended(self, futures: Mapping[Future[Answer], int]) -> Iterator[Future[Answer]]:
        """Yield tasks as they end, those of a moment by number, until all have or time has long been up."""
        pending: set[Future[Answer]] = set(futures)
        while pending:
            ended, pending = wait(pending, timeout=POLL_S, return_when=FIRST_COMPLETED)
            yield from sorted(ended, key=lambda future: futures[future])
            if self._is_late():
                return

    def _is_late(self) -> bool:
        """Return whether workers have had their moment to hand in what they have."""
        if self.stop.passed():
            self._late = self._late or time.monotonic()
        return self._late is not None and time.monotonic() - self._late > GRACE_S

    def _submit(self, function: Callable[[Task], Answer], task: Task) -> Future[Answer]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self.workers, mp_context=multiprocessing.get_context("spawn"))
        with deaf_to_interrupts():
            return self._pool.submit(function, task)

    def _alone(self, function: Callable[[Task], Answer], task: Task) -> Answer:
        """Return a task's answer from a process of its own, by the other solver if that process dies."""
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
            try:
                with deaf_to_interrupts():
                    future = pool.submit(function, task)
                return future.result()
            except BrokenProcessPool:
                pass
        return self._again(function, task, "worker")

    def _again(self, function: Callable[[Task], Answer], task: Task, why: str) -> Answer:
        """Return the answer of a task that failed, by the other solver in a process of its own."""
        name = name_of(task)
        self.on_retry(name, why)
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(1, mp_context=context, initializer=_take_other_solver) as pool:
            try:
                with deaf_to_interrupts():
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


def _size(task: object) -> int:
    """Return how large a task is; 0 for what does not say."""
    return int(getattr(task, "size", 0))


def name_of(task: object) -> str:
    """Return what a person calls the task: its name, or that of its first part."""
    first = task[0] if isinstance(task, tuple) and task else task
    return str(getattr(first, "name", first))


@contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """Let processes that are started here never see Ctrl-C: it reaches the whole terminal, and is ours to handle."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
