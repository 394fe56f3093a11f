"""Time a map in headless Chromium: how soon it is ready, the longest waits while it is dragged and zoomed.

``python scripts/map_speed.py PLAN/map.html``: milliseconds, the five longest gaps between two frames of each act.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from screenshot import CHROMIUM, FLAGS

WATCH = """() => {
  window.waits = [];
  let last = performance.now();
  const beat = () => {
    const now = performance.now();
    window.waits.push(now - last);
    last = now;
    requestAnimationFrame(beat);
  };
  requestAnimationFrame(beat);
}"""
WORST = "() => window.waits.splice(0).sort((a, b) => b - a).slice(0, 5).map(Math.round)"


def main() -> None:
    """Print one line an act."""
    path = Path(sys.argv[1]).resolve()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        page = browser.new_context(offline=True, viewport={"width": 1600, "height": 1000}).new_page()
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-ready]")
        size = path.stat().st_size / 1e6
        print(f"{size:.1f} MB, ready after {page.get_attribute('html', 'data-ready')} ms")
        page.evaluate(WATCH)
        for name, act in ACTS.items():
            page.evaluate(WORST)
            act(page)
            page.wait_for_timeout(1200)
            print(f"{name:>12}: {page.evaluate(WORST)}")
        browser.close()


def dragged(across: int, down: int) -> Callable[[Page], None]:
    """Return an act that drags the map by so many pixels in half a second."""

    def act(page: Page) -> None:
        page.mouse.move(1000, 500)
        page.mouse.down()
        for step in range(1, 31):
            page.mouse.move(1000 + across * step / 30, 500 + down * step / 30)
            page.wait_for_timeout(16)
        page.mouse.up()

    return act


ACTS: dict[str, Callable[[Page], None]] = {
    "drag": dragged(-400, -200),
    "drag back": dragged(600, 300),
    "zoom in": lambda page: page.click("#zoom-in"),
    "drag close": dragged(-500, 100),
    "complexity": lambda page: page.check("#theme-complexity"),
    "click": lambda page: page.mouse.click(1000, 500),
    "whole area": lambda page: page.click("#zoom-all"),
}


if __name__ == "__main__":
    main()
