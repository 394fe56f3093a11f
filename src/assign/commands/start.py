"""`assign demo` and `assign init`: a case to look at, a case to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assign.commands.app import Lang, Workers, command
from assign.commands.solving import solve_into
from assign.demo import PARTS, write_case
from assign.errors import UsageError
from assign.inputs import write_template
from assign.messages import Message
from assign.speak import choose_language, tell


@command("demo")
def demo(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER")] = Path("demo"),
    size: Annotated[str, typer.Option(metavar="county|city|province|nation")] = "county",
    workers: Workers = None,
    lang: Lang = "",
) -> None:
    """Write a made-up case, solve it and map it.

    A province or the nation is written only.
    """
    language = choose_language(lang)
    if folder.exists() and any(folder.iterdir()) and not _is_demo(folder):
        raise UsageError(Message("usage.folder-busy", {"path": str(folder)}))
    case_path = write_case(folder, size=size, workers=workers or 1)
    tell("cli.case", language, path=str(case_path))
    if size in PARTS:
        tell("cli.case-in-parts", language, path=str(case_path))
        return
    solve_into(case_path, folder / "plan", language, workers=workers)


@command("init")
def init(folder: Annotated[Path, typer.Argument(metavar="FOLDER")], lang: Lang = "") -> None:
    """Write a case to fill in, with an Excel template."""
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(Message("usage.folder-busy", {"path": str(folder)}))
    path = write_template(folder)
    tell("cli.template", choose_language(lang), path=str(path), folder=str(folder))


def _is_demo(folder: Path) -> bool:
    """Return whether a demo stands in the folder: only that may be written over by another."""
    case = folder / "case.toml"
    return case.is_file() and "(generated)" in case.read_text("utf-8", errors="replace")
