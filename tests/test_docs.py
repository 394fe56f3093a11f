"""The documentation does what it says: its blocks run, in both languages the same; the reference is up to date."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

import docs_cases
import reference
from assign.policy import default_policy

DOCS = Path(__file__).resolve().parents[1] / "docs"
DEMO = "assign demo county\n"
BLOCK = re.compile(r"((?:<!-- [^\n]* -->\n)*)```(\w+)\n(.*?)```\n", re.DOTALL)
REMARK = re.compile(r"<!-- ([a-z ]+?)(?::? (.*?))? -->")
PAGES = sorted(
    page for page in DOCS.rglob("*.md") if not page.name.endswith(".zh.md") and page.name != "design.md"
)


@dataclass(frozen=True)
class Block:
    """A block of code, and what a remark above it says: ``with: NAME``, ``exit N``, ``not run: WHY``."""

    kind: str
    text: str
    files: str
    code: int
    run: bool


def blocks(page: Path) -> list[Block]:
    """The blocks of a page in their order."""
    found = []
    for above, kind, text in BLOCK.findall(page.read_text("utf-8")):
        said = {name.split()[0]: rest or name for name, rest in REMARK.findall(above)}
        found.append(Block(kind, text, said.get("with", ""), int(said.get("exit", 0)), "not" not in said))
    return found


def run_shell(block: Block, folder: Path) -> None:
    """Run the lines as a person would type them."""
    tools = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": tools, "ASSIGN_LANG": "en"}
    ran = subprocess.run(
        ["bash", "-euc", block.text], cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    assert ran.returncode == block.code, ran.stdout + ran.stderr


def run_python(block: Block, folder: Path) -> None:
    """Run the lines in a program of their own."""
    ran = subprocess.run(
        [sys.executable, "-c", block.text], cwd=folder, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr


def take_toml(block: Block, folder: Path) -> None:
    """A block with inputs is the folder's case; any other is a part of one, whose settings must be known."""
    table = tomllib.loads(block.text)
    default_policy().with_overrides(table)
    if "case" in table:
        (folder / "case.toml").write_text(block.text, "utf-8")


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A cache of answers for all pages: several make the same demo."""
    return str(tmp_path_factory.mktemp("kept"))


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo that pages begin with, made once; the tutorial makes its own."""
    folder = tmp_path_factory.mktemp("demo")
    run_shell(Block("sh", DEMO, "", 0, run=True), folder)
    return folder / "county"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(DOCS).with_suffix("").as_posix())
def test_every_block_of_a_page_runs(page, tmp_path, kept, demo, monkeypatch):
    """From top to bottom, in an empty folder."""
    monkeypatch.setenv("ASSIGN_CACHE", kept)
    doing = {"sh": run_shell, "python": run_python, "toml": take_toml}
    for block in blocks(page):
        if block.text.startswith(DEMO) and page.name != "tutorial.md":
            shutil.copytree(demo, tmp_path / "county")
            block = replace(block, text=block.text.removeprefix(DEMO))  # noqa: PLW2901 - the rest of it
        if block.files:
            getattr(docs_cases, block.files)(tmp_path)
        if block.run and block.kind != "text":
            doing[block.kind](block, tmp_path)


def test_only_what_engineers_read_is_in_english_alone():
    """The design, the measurements and the API; all else stands in Chinese, too."""
    alone = {page.relative_to(DOCS).as_posix() for page in PAGES if not page.with_suffix(".zh.md").exists()}
    assert alone == {"benchmarks.md", "reference/api.md"}


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if page.with_suffix(".zh.md").exists()],
    ids=lambda page: page.relative_to(DOCS).with_suffix("").as_posix(),
)
def test_the_chinese_page_holds_the_same_blocks(page):
    """So that running one of the two is enough; examples in words may differ."""
    other = page.with_suffix(".zh.md")
    ours, theirs = ([block for block in blocks(one) if block.kind != "text"] for one in (page, other))
    assert ours == theirs


@pytest.mark.parametrize(("name", "text"), reference.pages().items())
def test_the_reference_is_what_the_program_says(name, text):
    """`python scripts/reference.py` writes it again."""
    assert (DOCS / "reference" / name).read_text("utf-8") == text
