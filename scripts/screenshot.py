"""Make the pictures of the README: the demo county's map in headless Chromium, in English and Chinese."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)
VIEW = {"width": 1600, "height": 1000}
PANEL_PX = 352
"""What the panel on the left covers."""


def main() -> None:
    """Write docs/map.png and docs/map.zh.png."""
    demo = ROOT / "build" / "screenshot"
    entry = "from assign.cli import main; main()"
    subprocess.run([sys.executable, "-c", entry, "demo", str(demo), "--lang", "en"], check=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        page = browser.new_context(offline=True, viewport=VIEW).new_page()
        page.goto((demo / "plan" / "map.html").as_uri())
        page.wait_for_selector("html[data-ready]")
        show_a_room(page)
        for language, name in (("English", "map.png"), ("中文", "map.zh.png")):
            page.get_by_role("button", name=language, exact=True).click()
            page.wait_for_timeout(300)
            page.screenshot(path=ROOT / "docs" / name)
            print(ROOT / "docs" / name)
        browser.close()


def show_a_room(page: Page) -> None:
    """Bring the middle of the county closer and open the card of a room there."""
    middle = ((PANEL_PX + VIEW["width"]) / 2, VIEW["height"] / 2)
    page.mouse.move(*middle)
    page.click("#zoom-in")
    page.wait_for_timeout(800)
    page.mouse.click(*middle)
    page.locator("#card dd button.way").first.click()
    page.click("#to-figures")
    page.wait_for_timeout(1500)
    page.mouse.move(PANEL_PX, VIEW["height"] - 1)


if __name__ == "__main__":
    main()
