"""A page printed to PDF by a browser of the Chromium family that is already on the machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from assign.errors import UsageError
from assign.messages import Message

NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge",
    "microsoft-edge-stable", "brave-browser",
)  # fmt: skip
_WINDOWS = (
    r"Google\Chrome\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
    r"Chromium\Application\chrome.exe",
)
_MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
PATIENCE_S = 120


def find_browser() -> str | None:
    """Return the path of a browser: the one that ``ASSIGN_BROWSER`` names, else the first that is found."""
    return next((path for path in _candidates() if path), None)


def _candidates() -> Iterator[str | None]:
    yield shutil.which(os.environ.get("ASSIGN_BROWSER", ""))
    for name in NAMES:
        yield shutil.which(name)
    for root in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        for tail in _WINDOWS:
            path = os.environ.get(root, "") + "\\" + tail
            yield path if os.environ.get(root) and Path(path).is_file() else None
    for path in _MAC:
        yield path if Path(path).is_file() else None


def print_pdf(page: Path, pdf: Path) -> Path:
    """Print an HTML page to a PDF, whole or not at all, and return its path.

    The browser runs without a window, in a profile of its own that is thrown away, and fetches nothing: the page has
    all that it needs.

    Raises
    ------
    UsageError
        ``usage.no-browser`` where there is none, ``usage.browser-failed`` where it makes no PDF; both say how to
        print the page by hand.
    """
    browser = find_browser()
    if browser is None:
        raise UsageError(Message("usage.no-browser", {"page": str(page)}))
    with tempfile.TemporaryDirectory(prefix="assign-pdf-", ignore_cleanup_errors=True) as scratch:
        fresh = Path(scratch) / "page.pdf"
        why = _run([browser, *_options(scratch), f"--print-to-pdf={fresh}", page.absolute().as_uri()])
        if not fresh.is_file() or not fresh.read_bytes().startswith(b"%PDF"):
            values = {"browser": browser, "text": why[:200], "page": str(page)}
            raise UsageError(Message("usage.browser-failed", values))
        beside = pdf.with_name(f".{pdf.name}.new")
        shutil.copyfile(fresh, beside)
        beside.replace(pdf)
    return pdf


def _options(scratch: str) -> list[str]:
    """Return what the browser is told: no window, no network, no marks at the page's edges."""
    out = [
        "--headless", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
        "--disable-component-update", "--no-first-run", "--no-pdf-header-footer", f"--user-data-dir={scratch}",
    ]  # fmt: skip
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*out, "--no-sandbox"] if root else out  # Chromium refuses to run as root inside its sandbox


def _run(command: list[str]) -> str:
    """Run a browser and return what it complained of last."""
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE_S, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    lines = done.stderr.decode("utf-8", errors="replace").strip().splitlines()
    return lines[-1] if lines else f"exit {done.returncode}"
