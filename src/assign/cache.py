"""Answers kept by what they were answers to, so that only stations whose facts changed are solved again.

An entry is one small file: its key is the SHA-256 of the facts, of the function and of the program; its text is JSON
behind its own SHA-256. What is damaged, of another key or of another shape is as good as not there. Files are written
beside and moved into place, so runs may share a folder. Every plan is verified all the same.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from platformdirs import user_cache_path

from assign.optimise import REMEMBERED, Runner, algorithm_stamp
from assign.plain import fingerprint, from_plain, to_plain

Task = TypeVar("Task")
Answer = TypeVar("Answer")

LIMIT_BYTES = 512 << 20
"""Beyond this the entries that were not used for longest are thrown away."""
KEPT_SHARE = 0.8
"""What then remains of the limit, so that not every run has to tidy up."""
MARK = "assign-work.txt"
"""By this file a folder of work is known: nothing else is ever thrown away."""
OFF = ("", "0", "off", "no")
"""Words in ``ASSIGN_CACHE`` that mean: keep nothing."""


class Cache:
    """Answers by key: those of this process in memory, and all in a folder if there is one.

    Parameters
    ----------
    folder
        None keeps answers in memory only.
    limit_bytes
        How large the folder may grow.

    Attributes
    ----------
    session
        What else those who ask keep while this process lasts, by name; never written down.
    """

    def __init__(self, folder: Path | None = None, *, limit_bytes: int = LIMIT_BYTES) -> None:
        self.folder = folder
        self.limit_bytes = limit_bytes
        self._memory: dict[str, Any] = {}
        self._written = False
        self.session: dict[str, Any] = {}

    def find(self, key: str, kind: Any) -> tuple[bool, Any]:
        """Return whether there is an answer of this type to a key, and the answer."""
        if key in self._memory:
            return True, self._memory[key]
        if self.folder is None:
            return False, None
        path = self._path(key)
        try:
            answer = from_plain(kind, _opened(path.read_bytes(), key))
        except (OSError, ValueError, TypeError, RecursionError):
            return False, None
        with contextlib.suppress(OSError):
            os.utime(path)  # used just now: the last to be thrown away
        self._memory[key] = answer
        return True, answer

    def keep(self, key: str, answer: object) -> None:
        """Keep an answer; a folder that cannot be written is done without."""
        self._memory[key] = answer
        if self.folder is not None:
            with contextlib.suppress(OSError):
                self._write(key, answer)

    def _write(self, key: str, answer: object) -> None:
        """Write an entry beside and move it into place."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, fresh = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_sealed(key, to_plain(answer)))
            Path(fresh).replace(path)
        except BaseException:
            Path(fresh).unlink(missing_ok=True)
            raise
        self._written = True

    def tidy(self) -> None:
        """Throw away what was not used for longest, if the folder has grown beyond its limit."""
        if self.folder is None or not self._written:
            return
        self._written = False
        entries = []
        for path in self.folder.glob("*/*.json"):
            with contextlib.suppress(OSError):
                facts = path.stat()
                entries.append((facts.st_mtime, path, facts.st_size))
        size = sum(entry[2] for entry in entries)
        if size <= self.limit_bytes:
            return
        for _, path, bytes_ in sorted(entries):
            if size <= self.limit_bytes * KEPT_SHARE:
                return
            with contextlib.suppress(OSError):
                path.unlink()
            size -= bytes_

    def _path(self, key: str) -> Path:
        if self.folder is None:
            raise AssertionError("a cache in memory has no paths")
        return self.folder / key[:2] / f"{key}.json"


class Work(Cache):
    """Answers of one run, beside its plan folder while that is not finished: what a run that takes it up starts from.

    Nothing is thrown away, and a folder that cannot be written is not done without.

    Parameters
    ----------
    folder
        Of this run.
    behind
        Asked for what the folder does not hold, and told of what is kept; None for none.
    """

    def __init__(self, folder: Path, behind: Cache | None = None) -> None:
        super().__init__(folder)
        self.behind = behind or Cache()
        self.session = self.behind.session

    def find(self, key: str, kind: Any) -> tuple[bool, Any]:
        """Return whether there is an answer of this type to a key, and the answer."""
        known, answer = super().find(key, kind)
        return (known, answer) if known else self.behind.find(key, kind)

    def keep(self, key: str, answer: object) -> None:
        """Keep an answer.

        Raises
        ------
        OSError
            If the disk is full, or cannot be written to.
        """
        self._write(key, answer)
        self.behind.keep(key, answer)

    def tidy(self) -> None:
        """Leave this folder as it is; the cache behind may have grown too large."""
        self.behind.tidy()

    def clear(self) -> None:
        """Throw the folder away: the plan is finished."""
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)


class Remembering:
    """A runner that asks the cache first, and the runner behind it only for what is not there.

    Parameters
    ----------
    run
        The engine behind.
    facts
        Functions whose answers are kept, and what each answer depends on; others pass through.
    """

    def __init__(
        self,
        run: Runner,
        cache: Cache,
        *,
        facts: Mapping[Callable[[Any], Any], Callable[[Any], object]] = REMEMBERED,
    ) -> None:
        self.run = run
        self.cache = cache
        self.facts = facts
        self.found = 0
        self.solved = 0

    def __call__(self, function: Callable[[Task], Answer], tasks: Sequence[Task]) -> list[Answer]:
        """Return ``[function(task) for task in tasks]``."""
        plain, settings, stops = _parts(function)
        facts = self.facts.get(plain)
        if facts is None:
            return self.run(function, tasks)
        kind = get_type_hints(plain)["return"]
        named = (algorithm_stamp(), plain.__qualname__, settings)
        keys = [fingerprint((named, facts(task))) for task in tasks]
        answers: dict[int, Answer] = {}
        for number, key in enumerate(keys):
            known, answer = self.cache.find(key, kind)
            if known:
                answers[number] = answer
        open_ = [number for number in range(len(tasks)) if number not in answers]
        stops += [task.stop for task in tasks if hasattr(task, "stop")]
        for place, answer in _as_they_end(self.run, function, [tasks[number] for number in open_]):
            answers[open_[place]] = answer
            if not any(stop.passed() for stop in stops):  # what was cut short is no answer to keep
                self.cache.keep(keys[open_[place]], answer)
        self.found += len(tasks) - len(open_)
        self.solved += len(open_)
        return [answers[number] for number in range(len(tasks))]


def _as_they_end(
    run: Runner, function: Callable[[Task], Answer], tasks: Sequence[Task]
) -> Iterator[tuple[int, Answer]]:
    """Yield numbers and answers of tasks: one by one from an engine that can, else all at the end."""
    arriving = getattr(run, "arriving", None)
    yield from enumerate(run(function, tasks)) if arriving is None else arriving(function, tasks)


def user_cache() -> Cache:
    """Return the cache of this user: in ``$ASSIGN_CACHE``, or where the system keeps such things; "off" for none."""
    wish = os.environ.get("ASSIGN_CACHE")
    if wish is None:
        return _cache_of(user_cache_path("assign", appauthor=False))
    return Cache() if wish.strip().lower() in OFF else _cache_of(Path(wish))


@cache
def _cache_of(folder: Path) -> Cache:
    """Return the cache of a folder: one in a process, so that whoever asks again finds answers in memory."""
    return Cache(folder)


def _parts(function: Callable[..., Any]) -> tuple[Callable[..., Any], dict[str, object], list[Any]]:
    """Return a function without the arguments laid into it, those that matter, and those that only end it early."""
    if not isinstance(function, partial):
        return function, {}, []
    stops = {name: value for name, value in function.keywords.items() if hasattr(value, "passed")}
    settings = {name: value for name, value in function.keywords.items() if name not in stops}
    return function.func, {**settings, "": function.args} if function.args else settings, [*stops.values()]


def _sealed(key: str, plain: object) -> bytes:
    """Return an entry: its digest, and the text that it is of."""
    text = json.dumps({"key": key, "answer": plain}, separators=(",", ":")).encode()
    return hashlib.sha256(text).hexdigest().encode() + b"\n" + text


def _opened(data: bytes, key: str) -> object:
    """Return the plain data of an entry.

    Raises
    ------
    ValueError
        If the entry is damaged, or answers another key.
    """
    digest, _, text = data.partition(b"\n")
    if hashlib.sha256(text).hexdigest().encode() != digest:
        raise ValueError("damaged")
    entry = json.loads(text)
    if entry.get("key") != key:
        raise ValueError("of another key")
    return entry["answer"]
