"""The command line's trunk: the app that commands hang on, and the arguments that many of them take."""

from __future__ import annotations

import platform
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from assign.commands.helping import SpokenCommand, SpokenGroup
from assign.errors import UsageError
from assign.messages import Message
from assign.speak import choose_language

BUILT_ON = (
    "ortools",
    "numba",
    "numpy",
    "scipy",
    "pandas",
    "geopandas",
    "shapely",
    "pyproj",
    "pyogrio",
    "folium",
)
"""Libraries that plans depend on: a report of a fault needs their versions."""

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    cls=SpokenGroup,
)


Lang = Annotated[str, typer.Option("--lang", metavar="zh|en")]
Hang = TypeVar("Hang", bound=Callable[..., None])


def command(name: str) -> Callable[[Hang], Hang]:
    """Return what hangs a function on the app as a command; its help stands in `show/words/help.py`."""
    return app.command(name, cls=SpokenCommand)


def _say_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"assign {version('assign')}")
        typer.echo(f"Python {platform.python_version()}, {platform.platform()}")
        typer.echo(", ".join(f"{name} {_version_of(name)}" for name in BUILT_ON))
        raise typer.Exit


def _version_of(library: str) -> str:
    """Return the version that is installed, read from its papers: nothing is loaded."""
    try:
        return version(library)
    except PackageNotFoundError:
        return "?"


@app.callback()
def _trunk(
    version_: Annotated[  # noqa: ARG001  # its callback has said it
        bool,
        typer.Option("--version", is_eager=True, callback=_say_version),
    ] = False,
    lang: Lang = "",
) -> None:
    """Take the options that stand before a command."""
    choose_language(lang)


CasePath = Annotated[Path, typer.Argument(metavar="CASE")]
PlanPath = Annotated[Path, typer.Argument(metavar="PLAN")]
CaseOption = Annotated[Path | None, typer.Option("--case", metavar="CASE")]
Scenario = Annotated[str | None, typer.Option("--scenario", metavar="NAME")]
Sets = Annotated[list[str] | None, typer.Option("--set", metavar="KEY=VALUE")]
Workers = Annotated[int | None, typer.Option("--workers", metavar="N", min=1)]
NoCache = Annotated[bool, typer.Option("--no-cache")]
Redact = Annotated[bool, typer.Option("--redact")]


def known_format(given: str, known: tuple[str, ...] = ("text", "json")) -> str:
    """Return the format asked for, if there is such a one.

    Raises
    ------
    UsageError
        ``usage.format``.
    """
    if given not in known:
        raise UsageError(Message("usage.format", {"found": given, "known": ", ".join(known)}))
    return given


def _known_format(given: str) -> str:
    return known_format(given)


Format = Annotated[str, typer.Option("--format", metavar="text|json", callback=_known_format)]
