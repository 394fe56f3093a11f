"""What many tests share: the command line in this process, cases solved once, where the real data lies."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import hypothesis
import pytest

import assign.cli
import assign.speak
from small_case import officer, village_id, write_case

ROOT = Path(__file__).parent.parent
DEMO = ROOT / "geodata" / "county"
DATA = ROOT.parent / "shared" / "data"
REAL = {"bohol": "ph-bohol", "ratnapura": "lk-ratnapura"}
"""Cases below tests/cases and the folders of their data."""
PLAN_FILES = {
    "run.json",
    "certificate.json",
    "sentences.json",
    "plan.gpkg",
    "plan.xlsx",
    "map.html",
    "report.html",
}
"""What stands in a plan folder beside its tables."""
CHROMIUM = "/usr/bin/chromium"
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]


# No test has a clock: on a busy machine making an example may take seconds, and that is no fault.
hypothesis.settings.register_profile(
    "no-clock", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("no-clock")
os.environ["ASSIGN_CACHE"] = "off"  # no test may find what an earlier run has left on this machine


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


def run_command(*words: object, lang: str = "en") -> Ran:
    """Run ``assign`` with these words as `main` does, in this process."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    assign.speak._SPOKEN.clear()
    with (
        mock.patch.object(sys, "argv", ["assign", *map(str, words)]),
        mock.patch.dict(os.environ, {"ASSIGN_LANG": lang}),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            assign.cli.main()
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else int(bool(left.code))
    assign.speak._SPOKEN.clear()
    assert "Traceback" not in out.getvalue() + err.getvalue()
    return Ran(code, out.getvalue(), err.getvalue())


@pytest.fixture(scope="session")
def run() -> Callable[..., Ran]:
    """The command line: ``run("solve", case, "--out", folder)``."""
    return run_command


def case_folder(name: str) -> Path:
    """Return the folder of a named case; skip, with the reason, where its data is not there."""
    if name == "demo":
        return DEMO
    data = DATA / REAL[name]
    if not data.is_dir():
        pytest.skip(f"the data of {name} is not here: {data}")
    return ROOT / "tests" / "cases" / name


@pytest.fixture(scope="session")
def solved(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The plan folder of a named case, solved once a session: ``solved("demo")``."""
    plans: dict[str, tuple[Path, Ran]] = {}

    def plan_of(name: str) -> Path:
        if name not in plans:
            case = case_folder(name)
            folder = tmp_path_factory.mktemp(name) / "plan"
            plans[name] = folder, run_command("solve", case, "--out", folder, "--workers", 1)
        folder, ran = plans[name]
        assert ran.code == 0, ran.err  # a case that fails is solved once all the same
        return folder

    return plan_of


def small_roster() -> list[dict[str, str]]:
    """Return eight people for the twelve villages of `small_case`."""
    return [
        officer("P1", 能力="80"),
        officer("P2", 能力="60"),
        officer("P3", 派出所="0S2", 能力="70"),
        officer("A1", 岗位="辅警"),
        officer("A2", 岗位="辅警", 回避村=village_id(5)),
        officer("A3", 岗位="辅警", 派出所="0S2"),
        officer("A4", 岗位="辅警", 派出所="0S2"),
        officer("A5", 岗位="辅警", 派出所="0S2"),
    ]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A case of twelve villages with a roster, fresh for each test."""
    return write_case(tmp_path / "case", officers=small_roster())


@pytest.fixture(scope="session")
def small_solved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same case with its plan in ``plan``, solved once; copy the plan before spoiling it."""
    folder = write_case(tmp_path_factory.mktemp("small") / "case", officers=small_roster())
    ran = run_command("solve", folder, "--workers", 1)
    assert ran.code == 0, ran.err
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Headless Chromium; skip, saying so, where it is not installed."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"needs {CHROMIUM} (Debian package chromium)")
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs Playwright")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_map(browser: Any) -> Iterator[Callable[..., Any]]:
    """A map in a browser without network: ``open_map(path)``. It asks for nothing but itself and says nothing."""
    contexts, requests, complaints, opened = [], [], [], []

    def visit(path: Path, **settings: Any) -> Any:
        given = {"viewport": {"width": 1400, "height": 900}, "reduced_motion": "reduce", **settings}
        context = browser.new_context(offline=True, **given)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: (complaints.append("dialog"), dialog.dismiss()))
        opened.append(path.as_uri())
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-ready]")
        return page

    yield visit
    asked = [
        url for url in requests if not url.startswith("blob:")
    ]  # the file that the page itself hands out
    assert asked == opened
    assert complaints == []
    for context in contexts:
        context.close()
