"""Tasks in processes of their own, few at a time; whatever one of them dies of, the others go on."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait as wait_for
from threading import Thread
from typing import TypeVar

from assign.engine import deaf_to_interrupts, name_of
from assign.errors import NoPlanError
from assign.messages import Message

Task = TypeVar("Task")
Answer = TypeVar("Answer")

TASKS_A_PROCESS = 100
"""Then a process is replaced: what libraries never give back does not add up over a country."""


def in_processes(
    function: Callable[[Task], Answer], tasks: Iterable[Task], workers: int
) -> Iterator[tuple[Task, Answer | Exception]]:
    """Yield each task with its answer, or with what it raised, as it ends.

    No more tasks than workers are taken from `tasks` before one ends, so memory does not grow with their number. When
    a process dies, each task that was under way is tried again alone; one that dies alone is the culprit.

    Parameters
    ----------
    tasks
        Asked for the next one when a worker is free.
    """
    waiting = iter(tasks)
    flying: dict[Future[Answer], Task] = {}
    pool = _pool(workers)
    try:
        while True:
            for _ in range(workers - len(flying)):
                if (task := next(waiting, None)) is not None:
                    flying[_submitted(pool, function, task)] = task
            if not flying:
                return
            ended, _ = wait(flying, return_when=FIRST_COMPLETED)
            if any(isinstance(future.exception(), BrokenProcessPool) for future in ended):
                suspects, flying = list(flying.values()), {}
                _end(pool)
                yield from ((task, _alone(function, task)) for task in suspects)
                pool = _pool(workers)
                continue
            for future in ended:
                yield flying.pop(future), _outcome(future)  # type: ignore[arg-type]
    finally:
        _end(pool)


def _pool(workers: int, most: int = TASKS_A_PROCESS) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(
        workers, mp_context=context, max_tasks_per_child=most, initializer=_end_with_parent
    )


def _end_with_parent() -> None:
    """Let this process end when the one that started it does, be it killed: nobody waits for its answer."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_wait_for_end, args=(parent.sentinel,), daemon=True).start()


def _wait_for_end(sentinel: int) -> None:
    wait_for([sentinel])
    os._exit(1)


def _submitted(pool: ProcessPoolExecutor, function: Callable[[Task], Answer], task: Task) -> Future[Answer]:
    """Return the future of a task; of a pool that has just died, one that says so."""
    try:
        with deaf_to_interrupts():
            return pool.submit(function, task)
    except BrokenProcessPool as error:
        future: Future[Answer] = Future()
        future.set_exception(error)
        return future


def _outcome(future: Future[Answer]) -> Answer | Exception:
    error = future.exception()
    if error is None:
        return future.result()
    if isinstance(error, Exception):
        return error
    raise error


def _alone(function: Callable[[Task], Answer], task: Task) -> Answer | Exception:
    """Return the answer of a task in a process that has no other."""
    pool = _pool(1, 1)
    try:
        outcome = _outcome(_submitted(pool, function, task))
    finally:
        _end(pool)
    if isinstance(outcome, BrokenProcessPool):
        return NoPlanError(Message("no-plan.county-died", {"county": name_of(task)}))
    return outcome


def _end(pool: ProcessPoolExecutor) -> None:
    """End all processes of a pool now, whatever they do."""
    for process in list((pool._processes or {}).values()):  # noqa: SLF001  # no public way to stop work
        process.kill()
    pool.shutdown(wait=True, cancel_futures=True)
