"""Work on a Dask cluster: worker processes of this machine, or those of a scheduler anywhere.

The answers are those of `LocalEngine`, whatever the number of workers. Dask does the tasks of a lost worker again;
a task under which workers die time after time is tried alone, in a process of its own, and named if that dies too.
"""

from __future__ import annotations

import importlib
import importlib.util
import logging
import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, wait
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from multiprocessing import resource_tracker
from types import TracebackType
from typing import Any, TypeVar

from assign.engine import POLL_S, LocalEngine, deaf_to_interrupts, name_of
from assign.errors import NoPlanError, UsageError
from assign.messages import Message
from assign.optimise import NEVER, Stop, algorithm_stamp

Task = TypeVar("Task")
Answer = TypeVar("Answer")

DEATHS = 3
"""So many workers may die under a task before it is tried alone."""
PATIENCE_S = 60.0
"""How long a cluster may be without any worker."""
OWN_PATIENCE_S = 20.0
"""The same for a cluster of our own: it is started again."""
STARTS = 10
"""So often a cluster of our own is started, in all."""
CLOSING_S = 5.0
GREETING_S = 20.0
"""How long a scheduler may take to answer, and its first worker to come."""


class _ClusterLostError(Exception):
    """The scheduler does not answer, or has no workers any more."""


class _TooLateError(Exception):
    """Time is up, and the cluster does not stand yet."""


@dataclass
class _Found:
    """What has become of tasks, by number.

    Parameters
    ----------
    left
        Not ended yet, in the order in which they are to begin.
    killers
        Under which worker after worker died.
    faults
        What others raised.
    """

    left: list[int]
    killers: list[int] = field(default_factory=list)
    faults: dict[int, Exception] = field(default_factory=dict)


def demand_dask() -> None:
    """Raise if the library is not installed.

    Raises
    ------
    UsageError
        ``usage.dask-missing``.
    """
    if importlib.util.find_spec("distributed") is None:
        raise UsageError(Message("usage.dask-missing"))


class ClusterEngine(LocalEngine):
    """Runs tasks on a Dask cluster, which is started or joined when first needed; use it as a context.

    Parameters
    ----------
    workers
        Worker processes of a cluster on this machine; a scheduler has its own.
    scheduler
        Address of a scheduler, ``tcp://host:8786`` or ``tls://host:8786``; "" starts a cluster on this machine.
    stop, on_done, on_retry
        As for `LocalEngine`.

    Raises
    ------
    UsageError
        ``usage.dask-missing`` if the library is not installed.
    """

    def __init__(
        self,
        workers: int | None = None,
        *,
        scheduler: str = "",
        stop: Stop = NEVER,
        on_done: Callable[[int, int], None] | None = None,
        on_retry: Callable[[str, str], None] | None = None,
    ) -> None:
        super().__init__(workers, stop=stop, on_done=on_done, on_retry=on_retry)
        demand_dask()
        self.scheduler = scheduler
        self._client: Any = None
        self._cluster: Any = None
        self._seen: frozenset[str] = frozenset()
        self._empty_since: float | None = None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()
        super().__exit__(kind, error, trace)

    def _leave(self) -> None:
        """Let go of the cluster, and end it if it is our own."""
        for part in (self._client, self._cluster):
            if part is not None:
                with suppress(Exception):  # a cluster that is gone need not be closed
                    part.close(timeout=CLOSING_S)
        self._client = self._cluster = self._empty_since = None

    def _shares(self, tasks: Sequence[object]) -> bool:
        """Return whether tasks go to the cluster: all do."""
        return len(tasks) > 0 and not self.stop.passed()

    def _in_workers(
        self, function: Callable[[Task], Answer], tasks: Sequence[Task], order: Sequence[int]
    ) -> Iterator[tuple[int, Answer]]:
        """Yield what the cluster finds; what is missing afterwards could not be had from it in time.

        A cluster of our own that is lost is started again.

        Raises
        ------
        NoPlanError
            ``no-plan.cluster`` if the scheduler is lost, or all workers are and none comes back.
        """
        found = _Found(list(order))
        for _ in range(STARTS):
            try:
                yield from self._gathered(function, tasks, found)
                break
            except _TooLateError:
                return
            except _ClusterLostError as error:
                if self.scheduler:
                    raise NoPlanError(Message("no-plan.cluster", {"left": len(found.left)})) from error
                self._leave()
                self.on_retry(f"{len(found.left)}", "worker")
        else:
            raise NoPlanError(Message("no-plan.cluster", {"left": len(found.left)}))
        if found.left:
            return
        for number in sorted(found.killers):
            self.on_retry(name_of(tasks[number]), "poison")
            yield number, self._alone(function, tasks[number])
        yield from self._mended(function, tasks, found.faults)

    def _gathered(
        self, function: Callable[[Task], Answer], tasks: Sequence[Task], found: _Found
    ) -> Iterator[tuple[int, Answer]]:
        """Yield answers of what is left as they come, until all have ended or time has long been up."""
        killed = _library("distributed.scheduler").KilledWorker
        waiting, ended = self._sent(function, tasks, found.left)
        while waiting and not self._is_late():
            try:
                number = ended.get(timeout=POLL_S)
            except queue.Empty:
                self._look_after()
                continue
            future = waiting[number]
            if future.status == "cancelled":
                raise _ClusterLostError
            error = future.exception() if future.status == "error" else None
            answer: Any = None if error else future.result()
            del waiting[number]
            found.left.remove(number)
            if isinstance(error, killed):
                found.killers.append(number)
            elif error is not None:
                found.faults[number] = error
            else:
                yield number, answer
        if waiting:
            self._client.cancel(list(waiting.values()), force=True)

    def _sent(
        self, function: Callable[[Task], Answer], tasks: Sequence[Task], order: Sequence[int]
    ) -> tuple[dict[int, Any], queue.SimpleQueue[int]]:
        """Return the tasks as the cluster has them, and where their numbers arrive as they end."""
        client = self._connected()
        if self.scheduler:  # the clock and the files of a stop are this machine's
            function, tasks = _without_stop(function), [_tireless(task) for task in tasks]
        ended: queue.SimpleQueue[int] = queue.SimpleQueue()
        waiting = {}
        for rank, number in enumerate(order):
            waiting[number] = client.submit(function, tasks[number], pure=False, priority=-rank)
        for number, future in waiting.items():
            future.add_done_callback(lambda _future, number=number: ended.put(number))
        return waiting, ended

    def _look_after(self) -> None:
        """Say which workers have gone; give up when there has been none for long, or no scheduler."""
        if self._client.status != "running":
            raise _ClusterLostError
        now = frozenset(self._client.scheduler_info(n_workers=-1)["workers"])
        for address in sorted(self._seen - now):
            self.on_retry(address, "gone")
        self._seen = now
        self._empty_since = None if now else (self._empty_since or time.monotonic())
        patience = PATIENCE_S if self.scheduler else OWN_PATIENCE_S
        if self._empty_since and time.monotonic() - self._empty_since > patience:
            raise _ClusterLostError

    def _connected(self) -> Any:
        """Return the client of the cluster.

        Raises
        ------
        _TooLateError
            If time is up before it stands: its start takes seconds and cannot be broken off, so it is left to itself.
        """
        if self._client is None:
            resource_tracker.ensure_running()  # it opens the ears of the thread that starts it
            with deaf_to_interrupts():  # threads and processes begun here leave Ctrl-C to us
                coming = _beside(self._join if self.scheduler else self._start)
            while not wait([coming], timeout=POLL_S).done:
                if self.stop.passed():
                    raise _TooLateError
            self._client = coming.result()
            self._seen = frozenset(self._client.scheduler_info(n_workers=-1)["workers"])
        return self._client

    def _start(self) -> Any:
        """Return the client of a new cluster of this machine, encrypted where the library for that is there."""
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what befalls workers is ours to say
        _library("dask").config.set({"distributed.scheduler.allowed-failures": DEATHS})
        safe = importlib.util.find_spec("cryptography") is not None
        try:
            self._cluster = _library("distributed").LocalCluster(
                n_workers=self.workers,
                threads_per_worker=1,
                processes=True,
                dashboard_address="127.0.0.1:0",  # any free port, or two runs would quarrel over one
                scheduler_kwargs={"dashboard": False},
                security=safe or None,
                silence_logs=logging.CRITICAL,
            )
        except (RuntimeError, OSError, TimeoutError) as error:  # a worker died as it started
            raise _ClusterLostError from error
        return _library("distributed").Client(self._cluster, set_as_default=False)

    def _join(self) -> Any:
        """Return the client of a running scheduler whose workers have this very program.

        Raises
        ------
        UsageError
            ``usage.scheduler``, ``usage.scheduler-idle``, ``usage.scheduler-program``.
        """
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        try:
            client = _library("distributed").Client(self.scheduler, timeout=GREETING_S, set_as_default=False)
        except (OSError, ValueError, TypeError, RuntimeError) as error:
            values = {"address": self.scheduler, "text": f"{error}"[:200]}
            raise UsageError(Message("usage.scheduler", values)) from error
        self._client = client
        try:
            client.wait_for_workers(1, timeout=GREETING_S)
        except TimeoutError as error:
            raise UsageError(Message("usage.scheduler-idle", {"address": self.scheduler})) from error
        stamps = client.run(_stamp, on_error="return")
        for worker, stamp in sorted(stamps.items()):
            if stamp != algorithm_stamp():
                raise UsageError(Message("usage.scheduler-program", {"worker": worker}))
        return client


def _beside(function: Callable[[], Answer]) -> Future[Answer]:
    """Return what a function will have returned, which runs in a thread that nobody waits for at the end."""
    out: Future[Answer] = Future()

    def run() -> None:
        try:
            out.set_result(function())
        except BaseException as error:  # noqa: BLE001  # it is raised where the answer is asked for
            out.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return out


def _library(name: str) -> Any:
    """Return a library that need not be there; loaded late, as most runs do without it."""
    return importlib.import_module(name)


def _stamp() -> str:
    """Return the fingerprint of the program that a worker has."""
    return algorithm_stamp()


def _without_stop(function: Callable[[Task], Answer]) -> Callable[[Task], Answer]:
    """Return a function whose stop, if one was laid in, never passes."""
    if not isinstance(function, partial):
        return function
    kept = {name: NEVER if isinstance(value, Stop) else value for name, value in function.keywords.items()}
    return partial(function.func, *function.args, **kept)


def _tireless(task: Task) -> Task:
    """Return a task whose stop, if it has one, never passes."""
    return replace(task, stop=NEVER) if isinstance(getattr(task, "stop", None), Stop) else task  # type: ignore[type-var]
