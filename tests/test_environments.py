"""Hostile places to run in: each solves and verifies, or ends in a sentence with the contract's exit code."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import assign
from small_case import officer, write_case

ENTRY = "from assign.cli import main; main()"
OFFICERS = [officer(f"P{number}", 派出所=f"0S{1 + number % 2}") for number in range(8)]
POSIX = pytest.mark.skipif(os.name != "posix", reason="an environment of POSIX")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Twelve villages and eight officers."""
    return write_case(tmp_path / "case", officers=OFFICERS)


@pytest.fixture
def shut(tmp_path: Path) -> Path:
    """A folder that nobody can make or write in, root neither: a file stands in its way."""
    (tmp_path / "file").write_text("", "utf-8")
    return tmp_path / "file" / "folder"


def ran(*words: object, before: tuple[str, ...] = (), **changes: object) -> subprocess.CompletedProcess[str]:
    """Run a command in this environment with changes: None takes a variable away."""
    environment = dict(os.environ)
    for name, value in changes.items():
        environment.pop(name, None)
        if value is not None:
            environment[name] = str(value)
    return subprocess.run(
        [*before, sys.executable, "-c", ENTRY, *map(str, words)],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def solves(case: Path, *, before: tuple[str, ...] = (), **changes: object) -> None:
    """Solve a case and verify the plan, both without a fault or a traceback."""
    plan = case.parent / "plan"
    for words in (("solve", case, "--out", plan, "--workers", 2), ("verify", plan)):
        done = ran(*words, before=before, **changes)
        assert "Traceback" not in done.stderr, done.stderr
        assert done.returncode == 0, (words[0], done.stdout, done.stderr)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param(
            {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": "No/Where"},
            id="ASCII, no such time zone",
        ),
        pytest.param(
            {"LC_ALL": "zh_CN.GBK", "PYTHONIOENCODING": "gbk", "TZ": "Pacific/Kiritimati"},
            id="GBK, fourteen hours ahead",
        ),
        pytest.param(
            {"LC_ALL": "C", "PYTHONOPTIMIZE": "2", "HOME": None, "XDG_CACHE_HOME": None},
            id="no assertions, no docstrings, no HOME",
        ),
    ],
)
def test_odd_settings_do_no_harm(changes: dict[str, str | None], case: Path) -> None:
    """Locale, time zone, optimised Python and a missing HOME change nothing."""
    solves(case, **changes)


def test_a_home_cache_and_temporary_folder_that_cannot_be_written(case: Path, shut: Path) -> None:
    """Answers are not kept then, another temporary folder is taken, and the plan stands."""
    solves(case, HOME=shut, XDG_CACHE_HOME=shut, ASSIGN_CACHE=shut, TMPDIR=shut)


def test_compiled_kernels_that_can_be_kept_nowhere(case: Path, shut: Path) -> None:
    """An installation and a HOME that cannot be written: kernels are compiled for this run alone."""
    installed = case.parent / "site" / "assign"
    place = case.parent / "tmp"
    place.mkdir()
    kept = shutil.ignore_patterns("__pycache__")
    shutil.copytree(Path(assign.__file__).parent, installed, ignore=kept)
    for folder in {path.parent for path in installed.rglob("*.py")}:
        (folder / "__pycache__").write_text("", "utf-8")  # numba would keep them there
    done = ran(
        "check",
        case,
        PYTHONPATH=installed.parent,
        HOME=shut,
        XDG_CACHE_HOME=shut,
        NUMBA_CACHE_DIR=None,
        TMPDIR=place,
    )
    assert done.returncode == 0, done.stderr
    assert not list(place.iterdir())


@POSIX
def test_512_open_files_and_a_path_with_spaces_and_chinese(tmp_path: Path) -> None:
    """No run needs more files; folders may be named as people name them, signs of the shell among it."""
    case = write_case(tmp_path / "一村 一警 (试点) & 'x' #1%20" / "案 例", officers=OFFICERS)
    solves(case, before=("sh", "-c", 'ulimit -n 512 && exec "$@"', "sh"))


@POSIX
def test_a_folder_for_the_plan_that_cannot_be_made(case: Path, shut: Path) -> None:
    """A sentence that names the folder, exit 1."""
    done = ran("solve", case, "--out", shut / "plan", "--lang", "en")
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert str(shut) in done.stderr
