"""Which tests execute which line of the source, each found out in a process forked from this one."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path

import coverage
import hypothesis
import pytest

SCRATCH = Path("build/mutate").absolute()
Lines = dict[str, dict[int, list[str]]]
"""File -> line -> the tests that execute it; "" stands for the import."""


def collect(files: list[Path]) -> tuple[Lines, dict[str, float]]:
    """Return which tests execute which line, and the seconds of each test that passes; kept between runs."""
    lines: Lines = {}
    seconds: dict[str, float] = {}
    SCRATCH.mkdir(parents=True, exist_ok=True)
    for number, path in enumerate(files, start=1):
        kept = SCRATCH / f"{path.stem}.json"
        known = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
        if not known or known["sums"] != {name: _summed(name) for name in known["sums"]}:
            print(f"({number} of {len(files)}) which lines does {path} execute?", file=sys.stderr)
            kept.unlink(missing_ok=True)
            forked(partial(_watched, path, kept), 1800)
            if not kept.exists():
                raise SystemExit(f"{path} cannot be run: see {SCRATCH / 'last.log'}")
            known = json.loads(kept.read_text("utf-8"))
        seconds |= known["seconds"]
        for name, by_line in known["lines"].items():
            for line, tests in by_line.items():
                lines.setdefault(name, {}).setdefault(int(line), []).extend(tests)
    return lines, seconds


def _watched(path: Path, kept: Path) -> int:
    """Run a test file and keep what it executes, test by test."""
    watch = coverage.Coverage(data_file=None, config_file=False, include=["src/*"])
    watch.start()
    order = _Order(watch=watch)
    run_tests([str(path)], ["-m", "not slow and not browser"], order)
    watch.stop()
    data = watch.get_data()
    files = {str(Path(file).relative_to(Path.cwd())): file for file in sorted(data.measured_files())}
    lines = {name: data.contexts_by_lineno(file) for name, file in files.items()}
    sums = {name: _summed(name) for name in (str(path), *lines)}
    kept.write_text(json.dumps({"sums": sums, "seconds": order.passed, "lines": lines}), "utf-8")
    return 0


def _summed(name: str) -> str:
    """Return the checksum of a file, "" where it is gone."""
    return hashlib.sha256(Path(name).read_bytes()).hexdigest() if Path(name).exists() else ""


class _Order:
    """Runs tests in the order given, times them, and tells the watch which of them runs."""

    def __init__(self, tests: list[str] | None = None, watch: coverage.Coverage | None = None) -> None:
        self.place = {test: place for place, test in enumerate(tests or ())}
        self.watch = watch
        self.passed: dict[str, float] = {}
        self.failed: set[str] = set()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Sort the tests."""
        items.sort(key=lambda item: self.place.get(item.nodeid, 0))

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Begin a test."""
        if self.watch:
            self.watch.switch_context(nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add up the seconds of a test; one that fails or is skipped is not looked at."""
        if not report.passed:
            self.failed.add(report.nodeid)
        self.passed[report.nodeid] = self.passed.get(report.nodeid, 0.0) + report.duration
        if report.when == "teardown" and report.nodeid in self.failed:
            del self.passed[report.nodeid]


def run_tests(tests: list[str], options: list[str], order: _Order | None = None) -> int:
    """Run tests in this process, in the order given and always on the same examples; return pytest's exit code."""
    hypothesis.settings.register_profile("mutate", derandomize=True, database=None, deadline=None)
    hypothesis.settings.load_profile("mutate")
    rewritten = ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # hypothesis is loaded already
    apart = ["-p", "no:cacheprovider", "--basetemp", str(SCRATCH / "tmp")]
    return int(pytest.main([*tests, *options, *rewritten, *apart], plugins=[order or _Order(tests)]))


def forked(work: Callable[[], int], limit: float) -> int:
    """Do some work in a child that is killed, with all it has started, when the seconds are over.

    Returns
    -------
    int
        What the work returns, minus the signal that ended it, or 99 where it broke off: the log says why.
    """
    child = os.fork()
    if not child:
        os.setsid()
        log = os.open(SCRATCH / "last.log", os.O_RDWR | os.O_CREAT | os.O_TRUNC)
        for stream in (0, 1, 2):
            os.dup2(log, stream)
        code = 99
        try:
            code = work()
        except BaseException:  # noqa: BLE001 - the log is all that is left of a child
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    end = time.monotonic() + limit
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
