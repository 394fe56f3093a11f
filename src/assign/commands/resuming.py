"""What a run has finished, kept beside its plan folder until the plan stands: `--resume` goes on from there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assign.cache import MARK, Cache, Work
from assign.messages import Message
from assign.show import refuse_strangers
from assign.show.words import say
from assign.speak import complain

_NOTE = (
    "Answers of an unfinished run of assign: `assign solve … --resume` goes on from them. May be deleted.\n"
)


@contextmanager
def work_beside(folder: Path, behind: Cache | None, language: str, *, resume: bool) -> Iterator[Work]:
    """Hold the work of a run, in ``PLAN.work``; whoever finishes the plan clears it.

    Parameters
    ----------
    folder
        The plan folder, held by this run alone (`only_writer`).
    behind
        The user's cache.
    resume
        Whether what an earlier run left is taken up; otherwise it is thrown away.

    Raises
    ------
    UsageError
        ``usage.folder-busy`` if something else has that name.
    """
    path = folder.absolute().with_name(f"{folder.absolute().name}.work")
    refuse_strangers(path, MARK)
    found = sum(1 for _ in path.glob("*/*.json"))
    if resume:
        key = "stage.resume" if found else "stage.resume-none"
        complain(say(Message(key, {"known": found, "path": str(path)}), language))
    else:
        shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True, exist_ok=True)
    (path / MARK).write_text(_NOTE, encoding="utf-8")
    try:
        yield Work(path, behind)
    finally:
        if any(path.glob("*/*.json")):
            complain(say(Message("stage.unfinished", {"path": str(path)}), language))
        else:
            shutil.rmtree(path, ignore_errors=True)
