"""Every picture of the documentation is there, and a script makes it again."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import bench_scale
import paper
import screenshot
from conftest import CHROMIUM

ROOT = Path(__file__).resolve().parents[1]
MADE = {*screenshot.PICTURES, *paper.PICTURES, *bench_scale.PICTURES}
LINK = re.compile(r"\]\(([^)]+\.(?:png|jpe?g|gif|svg|webp))\)")


def test_every_picture_that_is_named_is_there_and_made_by_a_script():
    """In the READMEs and on every page of the documentation."""
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for link in LINK.findall(page.read_text("utf-8")):
            path = (page.parent / link).resolve()
            assert path.parent == ROOT / "docs", f"{page.name}: {link}"
            assert path.is_file(), f"{page.name}: {link}"
            assert path.name in MADE, f"{page.name}: no script makes {link}"


def test_no_picture_is_left_over():
    """What lies in docs is what the scripts make."""
    pictures = {path.name for kind in ("png", "svg") for path in (ROOT / "docs").rglob(f"*.{kind}")}
    assert pictures == MADE


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.skipif(not Path(CHROMIUM).is_file(), reason="Chromium is not installed")
@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler-utils are not installed")
def test_the_script_makes_them(tmp_path):
    """All of the map, none empty, whatever stood in docs."""
    subprocess.run([sys.executable, screenshot.__file__, "--out", str(tmp_path)], check=True)
    assert {path.name for path in tmp_path.iterdir()} == set(screenshot.PICTURES)
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in tmp_path.iterdir())
