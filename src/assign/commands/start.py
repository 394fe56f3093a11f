"""`assign demo` and `assign init`: a case to look at, a case to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assign.commands.app import Lang, Workers, command
from assign.commands.solving import solve_into
from assign.demo import PARTS, write_case
from assign.errors import UsageError
from assign.inputs import guess_inputs, write_template
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
    """Write a case to fill in, with an Excel template.

    Files in the folder are looked at and named in the case; none is changed.
    """
    language = choose_language(lang)
    if (folder / "case.toml").exists():
        raise UsageError(Message("usage.case-there", {"path": str(folder)}))
    guesses, rest = guess_inputs(folder) if folder.is_dir() else ([], [])
    path = write_template(folder, guesses)
    for guess in guesses:
        columns = ", ".join(f"{ours} = {header}" for ours, header in guess.columns.items())
        file = f"{guess.file} › {guess.part}" if guess.part else guess.file
        tell(
            "cli.init-columns" if columns else "cli.init-found",
            language,
            role=guess.role,
            file=file,
            columns=columns,
        )
    if rest:
        tell("cli.init-rest", language, files=", ".join(rest))
    tell("cli.init" if guesses else "cli.template", language, path=str(path), folder=str(folder))


def _is_demo(folder: Path) -> bool:
    """Return whether a demo stands in the folder: only that may be written over by another."""
    case = folder / "case.toml"
    return case.is_file() and "(generated)" in case.read_text("utf-8", errors="replace")
