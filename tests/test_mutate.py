"""Mutation testing of the project's own tests: which changes are made, and what becomes of them."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import mutants

EQUIVALENT = "tests/equivalent_mutants.toml"
SCRIPT = Path(__file__).parents[1] / "scripts" / "mutate.py"
SOURCE = '''"""Marks."""


def passed(points: int) -> bool:
    """Whether somebody has passed."""
    return points >= 10


def unused() -> None:
    raise ValueError
'''
TESTS = """from marks import passed


def test_passed():
    assert passed(10)
    assert not passed(8)
"""
DECLARED = """["src/marks.py"]
"passed: 10 -> 11" = "declared for this test"
"""
TOLD = """killed src/marks.py:6 passed: points >= 10 -> points > 10
killed src/marks.py:6 passed: points >= 10 -> points < 10
killed src/marks.py:6 passed: return points >= 10 -> return None
equivalent src/marks.py:6 passed: 10 -> 11
survived src/marks.py:6 passed: 10 -> 9
no test src/marks.py:10 unused: raise ValueError -> pass
-- in sum: killed 3, survived 1, no test 1, equivalent 1 = 60.0 %
"""


def others(source: str) -> list[str]:
    """What could stand in place of each part of a function's body, as source."""
    whole = "def f():\n" + "".join(f"    {line}\n" for line in source.splitlines())
    return [
        ast.unparse(mutants.changed(whole, one.number).body[0]).partition("\n")[2].strip()
        for one in changes(whole)
    ]


def changes(source: str) -> list[mutants.Change]:
    return list(mutants.changes(ast.parse(source)))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a < b", ["pass", "a <= b", "a >= b"]),
        ("x = a == b", ["x = a != b"]),
        ("x = a and (not b)", ["x = a or not b", "x = a and b"]),
        ("x = a + 2", ["x = a - 2", "x = a + 3", "x = a + 1"]),
        ("x = min(a, True)", ["x = max(a, True)", "x = min(a, False)"]),
        ("return 'key'", ["return None", "return 'keyX'"]),
        ("return 'a sentence of several words'", ["return None"]),
        ("x: int | None = a['key']", []),
        ("x = f'{a} of {b:.2f}'", []),
    ],
)
def test_changes_are_those_of_the_textbook(source, expected):
    """Comparisons, boundaries, and/or, not, sums, constants, returned values and dropped statements; no sentences."""
    assert others(source) == expected


def test_a_compiled_function_is_left_alone():
    """What numba compiles is kept by file and would not change, so nothing is changed in it."""
    assert changes("@njit(cache=True)\ndef f(a):\n    return a + 1\n") == []


def test_each_change_is_tried_by_the_tests_that_execute_it(tmp_path):
    """A function nobody calls has no test; a pass mark that is tried at ten and eight could as well be nine."""
    for name, text in {"src/marks.py": SOURCE, "tests/test_marks.py": TESTS, EQUIVALENT: DECLARED}.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    words = (sys.executable, SCRIPT, "src/marks.py", "--warm", "pytest")
    ran = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=True)
    told = re.sub(r"  +.*?  (?=src)", " ", ran.stdout).replace("  ", " ").splitlines()
    assert sorted(told[:-2]) == sorted(TOLD.splitlines()[:-1])
    assert told[-1] == TOLD.splitlines()[-1]
