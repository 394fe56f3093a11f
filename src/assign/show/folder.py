"""The plan folder, whole or not at all: at any moment it holds the old plan or the new one."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from fnmatch import fnmatch
from pathlib import Path

from assign.errors import UsageError
from assign.messages import Message

_LOCKS = (
    os.name == "posix"
)  # elsewhere the rename still keeps the folder whole, but two writers are not told apart
if _LOCKS:
    import fcntl

_LEAST_FREE = 1 << 16  # bytes: less than a page of tables
_EXCHANGE = 2  # Linux: renameat2(…, RENAME_EXCHANGE) swaps two names in one step
_HERE = -100  # AT_FDCWD


def replace_folder(
    folder: Path,
    write: Callable[[Path], None],
    *,
    mark: str = "run.json",
    made: Sequence[str] = (),
    locked: bool = False,
) -> Path:
    """Put what `write` makes in the place of `folder`, and return the folder.

    `write` fills an empty folder beside it; when it ends, the two change places. If it fails, all stays.

    Parameters
    ----------
    mark
        The file by which a folder shows that it may be replaced; ``""``: only an empty one may.
    made
        Patterns of file names that earlier runs made: those go, everything else beside them stays.
    locked
        Whether the caller holds the folder's lock (`only_writer`).

    Raises
    ------
    UsageError
        ``usage.not-a-plan`` or ``usage.folder-busy`` if something else stands there;
        ``usage.plan-folder-busy`` if another run is writing it.
    OSError
        If the disk is full, or cannot be written to.
    """
    folder = Path(os.path.realpath(folder))
    refuse_strangers(folder, mark)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with nullcontext() if locked else only_writer(folder):
        _clear_leftovers(folder)
        refuse_strangers(folder, mark)
        fresh = Path(tempfile.mkdtemp(prefix=_prefix(folder, "new"), dir=folder.parent))
        try:
            write(fresh)
            keep_strangers(folder, fresh, made)
            fresh.chmod(0o755 & ~_umask())
            _sync_all(fresh)
            _change_places(fresh, folder)
        except BaseException as error:
            full = _is_full(fresh)
            shutil.rmtree(fresh, ignore_errors=True)
            if full and isinstance(error, Exception):  # libraries call it many things
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder)) from error
            raise
    return folder


def put_in_place(fresh: Path, folder: Path, *, made: Sequence[str] = (), synced: Sequence[str] = ()) -> Path:
    """Give a folder that was filled over a longer time the name of `folder`, and return that.

    The caller holds the folder's lock and has seen that no stranger stands there; both are on one disk.

    Parameters
    ----------
    fresh
        Filled by whoever calls; it goes, as its name does.
    made
        Patterns of file names that earlier runs made: those go, everything else beside them stays.
    synced
        Names in it that were written by `replace_folder`, and so are on the disk already.
    """
    folder = Path(os.path.realpath(folder))
    keep_strangers(folder, fresh, made)
    for item in sorted(fresh.iterdir()):
        if item.is_dir() and item.name not in synced:
            _sync_all(item)
        else:
            _sync(item)
    _sync(fresh)
    _change_places(fresh, folder)
    return folder


def _is_full(folder: Path) -> bool:
    """Return whether nothing more fits on the folder's disk."""
    try:
        return shutil.disk_usage(folder).free < _LEAST_FREE
    except OSError:
        return False


def keep_strangers(folder: Path, fresh: Path, made: Sequence[str] = ()) -> None:
    """Copy what somebody else has put beside the plan, notes say, into the fresh folder."""
    if not folder.is_dir():
        return
    for item in sorted(folder.iterdir()):
        if (fresh / item.name).exists() or any(fnmatch(item.name, pattern) for pattern in made):
            continue
        if item.is_dir():
            shutil.copytree(item, fresh / item.name, symlinks=True)
        else:
            shutil.copy2(item, fresh / item.name, follow_symlinks=False)


def refuse_strangers(folder: Path, mark: str = "run.json") -> None:
    """Raise if the folder is something else than a plan (or what else has its mark), an empty folder or nothing.

    Raises
    ------
    UsageError
        ``usage.not-a-plan``; ``usage.folder-busy`` for another mark.
    """
    if not folder.exists():
        return
    if folder.is_dir() and ((mark and (folder / mark).is_file()) or not any(folder.iterdir())):
        return
    if mark == "run.json":
        raise UsageError(Message("usage.not-a-plan", {"folder": str(folder)}))
    raise UsageError(Message("usage.folder-busy", {"path": str(folder)}))


@contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; the system lets go of it when the program ends, however it ends.

    The folder itself need not be there.

    Raises
    ------
    UsageError
        ``usage.plan-folder-busy``.
    """
    if not _LOCKS:
        yield
        return
    folder = Path(os.path.realpath(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    path = folder.parent / f".{folder.name}.lock"
    while True:
        handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # The writer before us may have removed the file between our open and our lock: take the new one.
            if path.exists() and os.path.samestat(os.fstat(handle), path.stat()):
                break
        except BlockingIOError:
            os.close(handle)
            raise UsageError(Message("usage.plan-folder-busy", {"folder": str(folder)})) from None
        os.close(handle)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(handle)


def _change_places(fresh: Path, folder: Path) -> None:
    """Give the fresh folder the name of the old one; then delete the old."""
    if not folder.exists():
        fresh.rename(folder)
    elif _swap(fresh, folder):
        shutil.rmtree(fresh, ignore_errors=True)
    else:
        old = folder.parent / f"{_prefix(folder, 'old')}plan"
        folder.rename(old)
        fresh.rename(folder)
        shutil.rmtree(old, ignore_errors=True)
    _sync(folder.parent)


def _swap(first: Path, second: Path) -> bool:
    """Swap two names in one step; False where the system cannot."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return bool(renameat2(_HERE, os.fsencode(first), _HERE, os.fsencode(second), _EXCHANGE) == 0)


def _clear_leftovers(folder: Path) -> None:
    """Undo what a killed run left: a plan set aside comes back if there is none, half-written ones go."""
    old = folder.parent / f"{_prefix(folder, 'old')}plan"
    if old.is_dir() and not folder.exists():
        old.rename(folder)
    for kind in ("old", "new"):
        for path in sorted(folder.parent.iterdir()):
            if path.name.startswith(_prefix(folder, kind)):
                shutil.rmtree(path, ignore_errors=True)


def _prefix(folder: Path, kind: str) -> str:
    return f".{folder.name}.{kind}-"


def _sync_all(folder: Path) -> None:
    """Bring every file to disk before its name counts."""
    for path in sorted(folder.rglob("*")):
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    with suppress(PermissionError):  # Windows cannot open a folder
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
