"""What is measured of a package: on one small enough to count by hand, and on our own."""

from __future__ import annotations

import subprocess
import sys

import pytest

import measures

FILES = {
    "__init__.py": '"""Face."""\nfrom small.top import run\n__all__ = ["run", "Shape"]\n',
    "top.py": '''"""Top."""
from small.wing import one


def run(times: int) -> int:
    """Run.

    Twice.
    """
    total = times
    return total


def bare(times):
    return times
''',
    "wing/__init__.py": "from .one import go as one\n",
    "wing/one.py": '"""One."""\nfrom ..ground import floor\n\n\ndef go() -> None:\n    from . import two\n',
    "wing/two.py": "from . import one\n\n\nclass Two:\n    def _hidden(self) -> None: ...\n    def shown(self): ...\n",
    "ground.py": "def floor() -> int:\n    return 0\n",
    "tests/test_top.py": "def test() -> None: ...\n",
}


@pytest.fixture
def small(tmp_path):
    folder = tmp_path / "small"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def test_a_package_is_measured(small):
    """Docstrings are no lines of a function; a circle through an import inside a function counts; tests do not."""
    found = measures.measure(small)
    assert found.lines == (1, 2, 3, 6, 6, 15)
    assert found.function_lines == (1, 1, 2, 2, 2, 3)
    assert (found.rooms, found.floors) == (3, 3)  # ground < wing < top
    assert found.circled == 2  # one and two
    assert found.names == 2
    assert found.typed == 4 / 6  # not bare, not shown
    # told: the face, top, run, one; not bare, the wing's face, go, two, Two, shown, ground, floor
    assert found.told == 4 / 12


def test_ours_is_typed_told_and_without_circles():
    """As `docs/design.md` says beside others."""
    found = measures.measure(measures.OURS)
    assert (found.circled, found.typed) == (0, 1.0)
    assert found.told > 0.99
    assert max(found.lines) <= 400


def test_the_command_prints_a_row_a_package(small):
    """In Markdown, ready for the page."""
    words = [sys.executable, measures.__file__, small, small]
    out = subprocess.run(words, capture_output=True, text=True, check=True).stdout.splitlines()
    assert len(out) == 4
    assert out[2].startswith("| small | 6 | 0.0k | 4 / 15 | 2 / ")
