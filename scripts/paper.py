"""Make the pictures of what is printed: the demo county's report and workbook, in English and Chinese."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PICTURES = ("report.png", "report.zh.png", "workbook.png", "workbook.zh.png")
DOTS = "90"
SHEET = "2"
"""The page of the workbook that is shown: the rooms."""


def main() -> None:
    """Write `PICTURES` into docs, or into another folder with `--out`; needs soffice and pdftoppm."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=DOCS)
    folder = parser.parse_args().out
    for lang, tail in (("en", ""), ("zh", ".zh")):
        demo = ROOT / "build" / f"paper-{lang}"
        assign("demo", demo, "--lang", lang)
        assign("report", demo / "plan", "--pdf", "--lang", lang)
        picture(demo / "plan" / "report.pdf", "1", folder / f"report{tail}")
        office = (
            "soffice",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            demo,
            demo / "plan" / "plan.xlsx",
        )
        subprocess.run(office, check=True, capture_output=True)
        picture(demo / "plan.pdf", SHEET, folder / f"workbook{tail}")


def assign(*words: object) -> None:
    """Run a command of the program."""
    entry = "from assign.cli import main; main()"
    subprocess.run([sys.executable, "-c", entry, *map(str, words)], check=True)


def picture(pdf: Path, page: str, path: Path) -> None:
    """Write one page of a PDF as a PNG."""
    options = ("-r", DOTS, "-f", page, "-l", page, "-singlefile", "-png")
    subprocess.run(("pdftoppm", *options, pdf, path), check=True)  # noqa: S607
    print(f"{path}.png")


if __name__ == "__main__":
    main()
