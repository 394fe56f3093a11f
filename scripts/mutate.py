"""Mutation testing: make a small change in the source, and see whether a test notices.

    python scripts/mutate.py [PATH …] [-n 60] [--seed 1] [--budget 30]

Takes N changes by lot from each PATH (default: readers, verifier, rules). Which tests execute which line is collected
once and kept in build/mutate; a test file is looked at again when it or a source it executed has changed. Each change
is made in memory, in a process forked from one that has the libraries loaded, and only tests that execute the changed
line run, the quickest first, then the rest of their files (they may share a fixture), up to the budget in seconds.
Compiled functions (numba) are left out: their machine code is kept by file and would not change.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import importlib.machinery
import os
import random
import signal
import sys
import time
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from executed import collect, forked, run_tests
from mutants import Change, changed, changes

GROUPS = ("src/assign/inputs", "src/assign/assess", "src/assign/policy.py")
EQUIVALENT = Path("tests/equivalent_mutants.toml")
"""File -> change -> why no test can tell it from the original."""
WARM = [
    "numpy",
    "pandas",
    "geopandas",
    "pyogrio",
    "numba",
    "scipy.sparse",
    "networkx",
    "openpyxl",
    "folium",
    "ortools",
]
KILLED, SURVIVED, UNTESTED, EQUAL = "killed", "survived", "no test", "equivalent"
BROKEN_IMPORT = 70
"""Exit code of a child whose changed source cannot be imported."""


def main() -> None:
    """Collect the map, draw the changes, try each, and print what became of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("paths", nargs="*", default=GROUPS, metavar="PATH")
    parser.add_argument("-n", type=int, default=60, help="changes a PATH (60)")
    parser.add_argument("--seed", type=int, default=1, help="of the lot (1)")
    parser.add_argument("--budget", type=float, default=30, help="seconds of tests a change (30)")
    parser.add_argument("--tests", nargs="+", default=["tests/test_*.py"], help="the test files, as patterns")
    parser.add_argument("--warm", nargs="+", default=WARM, help="libraries to load once")
    parser.add_argument("--control", action="store_true", help="change nothing: every one has to survive")
    words = parser.parse_args()
    os.nice(15)
    sys.path[:0] = ["src", "tests"]
    for name in words.warm:
        importlib.import_module(name)
    lines, seconds = collect(sorted({path for pattern in words.tests for path in Path().glob(pattern)}))
    declared = tomllib.loads(EQUIVALENT.read_text("utf-8")) if EQUIVALENT.exists() else {}
    total: Counter[str] = Counter()
    for path in words.paths:
        count: Counter[str] = Counter()
        for source, change in drawn(Path(path), words.n, words.seed):
            tests = tests_of(lines.get(str(source), {}), change, seconds, words.budget)
            started = time.monotonic()
            if str(change) in declared.get(str(source), {}):
                became = EQUAL
            else:
                number = None if words.control else change.number
                became = tried(source, number, tests, seconds) if tests else UNTESTED
            count[became] += 1
            took = f"{time.monotonic() - started:5.1f} s {len(tests):4} tests"
            print(f"{became:10} {took}  {source}:{change.lines[0]}  {change}", flush=True)
        total += count
        print(f"-- {path}: {told(count)}")
    print(f"-- in sum: {told(total)}")


def told(count: Counter[str]) -> str:
    """Return counts, and the share of the killed among those that could be."""
    able = sum(count.values()) - count[EQUAL]
    counts = ", ".join(f"{name} {count[name]}" for name in (KILLED, SURVIVED, UNTESTED, EQUAL))
    return f"{counts} = {100 * count[KILLED] / able:.1f} %" if able else counts


def drawn(path: Path, wanted: int, seed: int) -> list[tuple[Path, Change]]:
    """Return changes of a file or a folder of files, drawn by lot, in the order of the files."""
    files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
    every = [(file, one) for file in files for one in changes(ast.parse(file.read_text("utf-8")))]
    lot = random.Random(f"{seed} {path}")  # noqa: S311 - a lot, no secret
    return [every[index] for index in sorted(lot.sample(range(len(every)), min(wanted, len(every))))]


def tests_of(
    lines: dict[int, list[str]], change: Change, seconds: dict[str, float], budget: float
) -> list[str]:
    """Return the tests that execute a change, the quickest first, then others of their files, up to a budget."""
    seen: set[str] = set()
    # what runs only while the file is imported is the business of all who use the file
    for first, last in (change.lines, change.statement, (1, 10**9)):
        seen = {test for line, tests in lines.items() if first <= line <= last for test in tests}
        if seen != {""}:
            break
    direct = sorted(seen & seconds.keys(), key=lambda test: (seconds[test], test))
    files = {_file(test) for test in direct}
    rest = {test for test in seconds.keys() - seen if _file(test) in files}
    out: list[str] = []
    for test in direct + sorted(rest, key=lambda test: (seconds[test], test)):
        if not out or seconds[test] <= budget:
            out.append(test)
            budget -= seconds[test]
    return out


def _file(test: str) -> str:
    return test.partition("::")[0]


def tried(source: Path, number: int | None, tests: list[str], seconds: dict[str, float]) -> str:
    """Return whether one of the tests fails, hangs or is not there any more, with a change made."""
    limit = 20 + 3 * sum(seconds[test] for test in tests)
    code = forked(lambda: _run_changed(source, number, tests), limit)
    known = code in (0, 1, 2, BROKEN_IMPORT, -signal.SIGKILL)
    # a crash, no test file to load, or a fault of ours: then it is there without the change too
    if not known and forked(lambda: _run_changed(source, None, tests), limit):
        told = f"pytest ended with {code} for {source}, change {number}"
        raise SystemExit(f"{told}, and fails without the change: see build/mutate/last.log")
    return KILLED if code else SURVIVED


def _run_changed(source: Path, number: int | None, tests: list[str]) -> int:
    """Run tests on a changed source, in this process."""
    tree = changed(source.read_text("utf-8"), number)
    given = importlib.machinery.SourceFileLoader.get_code

    def get_code(self: Any, name: str) -> Any:
        here = Path(self.path) == source.resolve()
        return compile(tree, self.path, "exec") if here else given(self, name)

    importlib.machinery.SourceFileLoader.get_code = get_code  # type: ignore[method-assign, assignment]
    try:
        importlib.import_module(".".join(source.relative_to("src").with_suffix("").parts))
    except Exception:  # noqa: BLE001 - whatever it is, the change is noticed
        return BROKEN_IMPORT
    return run_tests(tests, ["-x"])


if __name__ == "__main__":
    main()
