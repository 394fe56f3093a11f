"""What the design says of where things stand holds: files, names in them, headings and pages."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import assign
from test_house import FLOORS

SOURCE = Path(assign.__file__).parent
DOCS = SOURCE.parents[1] / "docs"
DESIGN = (DOCS / "design.md").read_text("utf-8")
SECTION = DESIGN.partition("## Where to find what\n")[2].partition("\n## ")[0]
NAMED = re.compile(r"`([\w/]+\.(?:py|toml|js))`(?:: ((?:`\w+`(?:, )?)+))?")


def names_in(path: Path) -> set[str]:
    """Functions, classes and values that a file defines."""
    body = ast.parse(path.read_text("utf-8")).body
    made = {target.id for node in body if isinstance(node, ast.Assign) for target in node.targets}
    return made | {node.name for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)}


def test_every_file_and_name_is_there() -> None:
    """As a stranger would look them up."""
    found = NAMED.findall(SECTION)
    assert len(found) > 25
    for file, names in found:
        path = DOCS.parent / file if file.startswith("tests/") else SOURCE / file
        assert path.is_file(), file
        missing = set(re.findall(r"`(\w+)`", names)) - (names_in(path) if names else set())
        assert not missing, f"{file}: {missing}"


def test_every_folder_and_link_is_there() -> None:
    """Wings that are named, headings of the page, other pages."""
    for folder in re.findall(r"`(\w+)/`", SECTION):
        assert (SOURCE / folder).is_dir(), folder
    headings = {
        re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-")
        for one in re.findall(r"^##+ (.*)", DESIGN, re.MULTILINE)
    }
    for link in re.findall(r"\]\(([^)]+)\)", SECTION):
        assert link[1:] in headings if link.startswith("#") else (DOCS / link).is_file(), link


def test_no_heading_of_the_design_stands_twice() -> None:
    """Or a link to it would lead to the other."""
    headings = re.findall(r"^##+ (.*)", DESIGN, re.MULTILINE)
    assert sorted(set(headings)) == sorted(headings)


def test_the_readmes_lead_there() -> None:
    """A stranger begins with the README."""
    for readme in ("README.md", "README.zh.md"):
        assert "(docs/design.md)" in (DOCS.parent / readme).read_text("utf-8")


def test_the_floors_of_the_design_are_those_that_are_held() -> None:
    """Each part on its floor, and a line in the list of the house."""
    block = next(
        one for one in re.findall(r"```\n(.*?)```", DESIGN, re.DOTALL) if one.startswith("{messages")
    )
    floors = [set(re.findall(r"\w+", floor)) for floor in block.split("<")]
    assert floors == list(FLOORS)
    listed = DESIGN.partition("src/assign/\n")[2].partition("\ngeodata/")[0]
    assert {
        part for floor in FLOORS for part in floor if not re.search(rf"\b{part}(\.py|/)", listed)
    } == set()
