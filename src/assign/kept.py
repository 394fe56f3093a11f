"""Where compiled kernels are kept: Numba gives up loading them where it can keep them nowhere."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

VARIABLE = "NUMBA_CACHE_DIR"
_HERE = Path(__file__).parent


def find_a_place() -> None:
    """Have kernels compiled for this run alone, in a temporary folder, if neither program nor user has a place.

    Worker processes inherit it. The folder has a name that nobody can foresee: what lies in it is run.
    """
    if os.environ.get(VARIABLE) or _writable(_HERE / "inputs" / "__pycache__"):
        return
    from platformdirs import user_cache_path  # noqa: PLC0415  # rarely needed, and every start would wait for it

    if _writable(user_cache_path("numba", appauthor=False)):
        return
    place = tempfile.mkdtemp(prefix="assign-kernels-")
    os.environ[VARIABLE] = place
    atexit.register(_tidy, place, os.getpid())


def _tidy(place: str, owner: int) -> None:
    if os.getpid() == owner:  # a forked worker that ends leaves it to the others
        shutil.rmtree(place, ignore_errors=True)


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)
