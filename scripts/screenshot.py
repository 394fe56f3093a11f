"""Make the pictures of the map in docs/: the demo county, a card, the comparison with another plan, the A3 sheet."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from assign.inputs import load_problem, read_case, read_plan
from assign.show import write_map

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
WORK = ROOT / "build" / "screenshot"
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
PICTURES = ("map.png", "map.zh.png", "map-card.png", "map-compare.png", "map-a3.png")
ENTRY = "from assign.cli import main; main()"


def main() -> None:
    """Write `PICTURES` into docs, or into another folder with `--out`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=DOCS)
    take(parser.parse_args().out)


def take(folder: Path) -> None:
    """Make a demo, open its map, and write `PICTURES` into a folder."""
    demo = WORK / "demo"
    assign("demo", str(demo), "--lang", "zh")
    assign("solve", str(demo), "--out", str(WORK / "fewer"), "--set", "policy.R08.rooms=118", "--lang", "zh")
    both = WORK / "both.html"
    write_map(
        load_problem(read_case(demo)),
        read_plan(demo / "plan"),
        both,
        lang="zh",
        other=read_plan(WORK / "fewer"),
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        page = opened(browser, demo / "plan" / "map.html")
        for lang, name in (("en", "map"), ("zh", "map.zh")):
            county(page, lang)
            picture(page, folder / f"{name}.png")
        card(page)
        picture(page, folder / "map-card.png")
        sheet(page, folder / "map-a3.png")
        page = opened(browser, both)
        comparison(page)
        picture(page, folder / "map-compare.png")
        browser.close()


def assign(*words: str) -> None:
    """Run a command of the program."""
    subprocess.run([sys.executable, "-c", ENTRY, *words], check=True)


def opened(browser: Browser, path: Path) -> Page:
    """Return the page of a map, ready."""
    page = browser.new_context(offline=True, viewport=VIEW, reduced_motion="reduce").new_page()
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]")
    return page


def county(page: Page, lang: str) -> None:
    """Show the whole county in one language."""
    page.click(f"#languages button[lang={lang}]")
    page.click("#to-layers")
    page.click("#zoom-all")


def card(page: Page) -> None:
    """Show the card of a village with its neighbours, and minutes to its room as colours."""
    page.check("#theme-travel")
    page.fill("#search", "R-411426201205")
    page.keyboard.press("Enter")
    page.locator("#card tbody .way").nth(2).click()
    page.click("#to-figures")


def comparison(page: Page) -> None:
    """Show two plans, a line between them."""
    page.click("#to-changes")
    page.click("#swipe-toggle")


def picture(page: Page, path: Path) -> None:
    """Write the page as a picture, and say where."""
    page.mouse.move(VIEW["width"] - 2, VIEW["height"] - 2)
    page.wait_for_timeout(1500)
    page.screenshot(path=path)
    lighten(path)


def sheet(page: Page, path: Path) -> None:
    """Write the printed sheet as a picture."""
    page.click("#to-layers")
    page.check("#theme-zones")
    page.keyboard.press("Escape")
    page.click("#zoom-all")
    page.wait_for_timeout(1500)
    page.pdf(path=WORK / "a3.pdf", prefer_css_page_size=True)
    subprocess.run(
        ["pdftoppm", "-r", "110", "-png", "-singlefile", str(WORK / "a3.pdf"), str(path.with_suffix(""))],  # noqa: S607
        check=True,
    )
    lighten(path)


def lighten(path: Path) -> None:
    """Make a picture lighter with pngquant, where it is installed."""
    tool = shutil.which("pngquant")
    if tool:
        subprocess.run([tool, "--force", "--quality", "60-95", "--output", str(path), str(path)], check=True)
    print(path, f"{path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
